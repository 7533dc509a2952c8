export const id = 237;
export const ids = [237];
export const modules = {

/***/ 8014:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ readLabels)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1318);

/**
 * Reads the labels of an image.
 *
 * @throws InputError where a name is none that docker takes (docker/cli opts/opts.go, ValidateLabel)
 */
const readLabels = (read) => {
    const labels = read.record('labels');
    const bad = Object.keys(labels).find(name => /\s/.test(name));
    if (bad !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .d('labels', `the name '${bad}' has a blank in it`, 'write for instance com.example.name=a value');
    return labels;
};


/***/ }),

/***/ 5237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readRebaseInputs: () => (/* binding */ readRebaseInputs)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2171);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8014);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9066);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7443);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5940);







const windowsOnly = (names) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readReleases */ .tl)(names).map(release => {
    if (release.os === 'windows')
        return release;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('releases', `${release.name} has no Windows base to swap`, 'name Windows releases alone');
});
/** A leg's tag without what its release adds; undefined where the tag is no leg's. */
const withoutSuffix = (tag, suffix) => _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh
    .map(name => suffix.replace(/\{\{\s*release\s*\}\}/g, name))
    .filter(ending => tag.length > ending.length && tag.endsWith(ending))
    // -ltsc2025-arm64 ends a tag that -arm64 alone could not.
    .sort((a, b) => b.length - a.length)
    .map(ending => tag.slice(0, -ending.length))[0];
/** @throws InputError that names the input */
const readRebaseInputs = (given, context) => {
    const source = (0,_references_js__WEBPACK_IMPORTED_MODULE_5__/* .readReference */ .Wf)(given, 'source', 'ghcr.io/org/app:v2.7.0');
    if (source === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('source', 'it is missing', "write the image or list to rebase, like 'ghcr.io/org/app:v2.7.0'");
    }
    const tag = source.tag ?? (source.digest === undefined ? 'latest' : undefined);
    const plain = tag === undefined ? undefined : withoutSuffix(tag, given.text('suffix') ?? '-{{release}}');
    if (tag === undefined && given.text('tags') === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', "it is missing, and 'source' is a digest without a tag", 'give the tags of the result');
    }
    const items = given.words('tags');
    const defaults = {
        // Full references name their repositories themselves.
        image: items.some(item => item.includes(':')) ? '' : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(source),
        tags: plain ?? tag ?? ''
    };
    const read = (0,_reader_js__WEBPACK_IMPORTED_MODULE_4__/* .inputReader */ .c)(name => given.text(name) ?? defaults[name] ?? '');
    // What the run was started by is no version of the source.
    const { gitTag, ...run } = context;
    const publish = (version) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readPublishInputs */ .RY)(read, version === undefined ? run : { ...run, gitTag: version });
    // All but patterns can be refused before anything is read.
    const patterns = items.some(item => item.includes('{{'));
    const images = patterns ? read.words('image').map(_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readImage */ .AM) : publish(undefined).images;
    const releases = windowsOnly(read.words('releases'));
    const [newBase, oldBase] = ['new-base', 'old-base'].map(name => (0,_references_js__WEBPACK_IMPORTED_MODULE_5__/* .readReference */ .Wf)(read, name, 'mcr.microsoft.com/windows/servercore:10.0.20348.5622'));
    const baseImage = (0,_references_js__WEBPACK_IMPORTED_MODULE_5__/* .readBaseImage */ .l2)(read, ", or the base itself in 'new-base'");
    if (newBase !== undefined && releases.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('new-base', 'it is the base of one release, and there are several', "give 'base-image', or one of 'releases'");
    }
    if (newBase !== undefined && baseImage !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('new-base', "it says the same as 'base-image'", 'give one of them');
    }
    return {
        source,
        isLeg: plain !== undefined,
        releases,
        ...(newBase === undefined ? {} : { newBase }),
        ...(oldBase === undefined ? {} : { oldBase }),
        ...(baseImage === undefined ? {} : { baseImage }),
        allowRunLayers: read.flag('allow-run-layers', false),
        labels: (0,_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .readLabels */ .k)(read),
        push: read.flag('push', context.eventName !== 'pull_request'),
        registry: (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readRegistry */ ._5)(read, context, images),
        ...(context.sourceDateEpoch === undefined ? {} : { sourceDateEpoch: context.sourceDateEpoch }),
        publish
    };
};


/***/ })

};
