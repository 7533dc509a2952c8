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
 * @throws InputError for a name that docker does not take (docker/cli opts/opts.go, ValidateLabel)
 */
const readLabels = (read) => {
    const labels = read.keyValues('labels');
    const bad = Object.keys(labels).find(name => /\s/.test(name));
    if (bad !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('labels', `the name '${bad}' contains white space`, 'write it like com.example.name=a value');
    return labels;
};


/***/ }),

/***/ 5237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readRebaseInputs: () => (/* binding */ readRebaseInputs)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7832);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2852);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2171);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8014);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9066);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7443);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5940);









const windowsOnly = (names) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readReleases */ .tl)(names).map(release => {
    if (release.os === 'windows')
        return release;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('releases', `${release.name} has no Windows base to replace`, 'name Windows releases only');
});
/** The tag of a leg without the suffix of its release; undefined if it is not the tag of a leg. */
const withoutSuffix = (tag, suffix) => _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh
    .map(name => (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_7__/* .fillRelease */ .B_)(suffix, name))
    .filter(ending => tag.length > ending.length && tag.endsWith(ending))
    // -ltsc2025-arm64 ends a tag that -arm64 alone could not.
    .sort((a, b) => b.length - a.length)
    .map(ending => tag.slice(0, -ending.length))[0];
/** What `image` and `tags` are where they are not given: those of the source. */
const sourceDefaults = (given, source, plainTag) => {
    if (plainTag === undefined && given.string('tags') === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', "Input 'tags' is required where 'source' has no tag", 'give the tags of the result');
    }
    // Full references name their repositories themselves.
    const named = given.list('tags').some(item => item.includes(':'));
    const defaults = {
        image: named ? '' : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(source),
        tags: plainTag ?? ''
    };
    return (0,_reader_js__WEBPACK_IMPORTED_MODULE_4__/* .inputReader */ .c)(name => given.string(name) ?? defaults[name] ?? '');
};
const readBases = (read, releases) => {
    const [newBase, oldBase] = ['new-base', 'old-base'].map(name => (0,_references_js__WEBPACK_IMPORTED_MODULE_5__/* .readReference */ .Wf)(read, name, 'mcr.microsoft.com/windows/servercore:10.0.20348.5622'));
    const baseImage = (0,_references_js__WEBPACK_IMPORTED_MODULE_5__/* .readBaseImage */ .l2)(read, ", or give the base itself as 'new-base'");
    if (newBase !== undefined && releases.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('new-base', 'one base cannot serve several releases', "give 'base-image', or one of the 'releases'");
    }
    if (newBase !== undefined && baseImage !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('new-base', "Input 'new-base' cannot be combined with 'base-image'", 'give one of them');
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_8__/* .defined */ .s)({ newBase, oldBase, baseImage });
};
/** @throws InputError that names the input */
const readRebaseInputs = (given, context) => {
    const source = (0,_references_js__WEBPACK_IMPORTED_MODULE_5__/* .readReference */ .Wf)(given, 'source', 'ghcr.io/org/app:v2.7.0');
    if (source === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .missingInput */ .fV)('source', "name the image or list to rebase, like 'ghcr.io/org/app:v2.7.0'");
    const tag = source.tag ?? (source.digest === undefined ? 'latest' : undefined);
    const legOf = tag === undefined ? undefined : withoutSuffix(tag, (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readSuffix */ .wn)(given));
    const read = sourceDefaults(given, source, legOf ?? tag);
    // The tag that started the run is not the version of the source.
    const { gitTag, ...run } = context;
    const publish = (version) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readPublishInputs */ .RY)(read, { ...run, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_8__/* .defined */ .s)({ gitTag: version }) });
    // Everything but placeholders can be refused before anything is read.
    const hasPlaceholders = read.list('tags').some(item => item.includes('{{'));
    const images = hasPlaceholders ? read.list('image').map(_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readImage */ .AM) : publish(undefined).images;
    const releases = windowsOnly(read.list('releases'));
    return {
        source,
        isLeg: legOf !== undefined,
        releases,
        ...readBases(read, releases),
        allowRunLayers: read.boolean('allow-run-layers', false),
        labels: (0,_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .readLabels */ .k)(read),
        push: (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readPush */ .j1)(read, context),
        registry: (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readRegistry */ ._5)(read, context, images),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_8__/* .defined */ .s)({ sourceDateEpoch: context.sourceDateEpoch }),
        publish
    };
};


/***/ })

};
