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
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7832);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2852);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2171);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1318);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8014);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9066);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7443);
/* harmony import */ var _release_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(906);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5898);











const windowsOnly = (names) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_9__/* .readReleases */ .tl)(names).map(release => {
    if (release.os === 'windows')
        return release;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('releases', `${release.name} has no Windows base to replace`, 'name Windows releases only');
});
/** Splits the tag of a leg; undefined if it is not one. */
const splitLegTag = (tag, suffix) => _windows_releases_js__WEBPACK_IMPORTED_MODULE_3__/* .namedReleases */ .QZ
    .map(release => ({ release, ending: (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .fillRelease */ .B_)(suffix, release.name) }))
    .filter(({ ending }) => tag.length > ending.length && tag.endsWith(ending))
    // -ltsc2025-arm64 ends a tag that -arm64 alone could not.
    .sort((a, b) => b.ending.length - a.ending.length)
    .map(({ release, ending }) => ({ release, plain: tag.slice(0, -ending.length) }))[0];
/** What `image` and `tags` are where they are not given: those of the source. */
const sourceDefaults = (fromUser, source, plainTag) => {
    if (plainTag === undefined && fromUser.string('tags') === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('tags', "Input 'tags' is required where 'source' has no tag", 'give the tags of the result');
    }
    // Full references name their repositories themselves.
    const named = fromUser.list('tags').some(item => item.includes(':'));
    const defaults = {
        image: named ? '' : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(source),
        tags: plainTag ?? ''
    };
    return (0,_reader_js__WEBPACK_IMPORTED_MODULE_6__/* .inputReader */ .c)(name => fromUser.string(name) ?? defaults[name] ?? '');
};
const readBases = (read, releases) => {
    const [newBase, oldBase] = ['new-base', 'old-base'].map(name => (0,_references_js__WEBPACK_IMPORTED_MODULE_7__/* .readReferenceFor */ .d0)(read, name, 'mcr.microsoft.com/windows/servercore:10.0.20348.5622'));
    const baseImage = (0,_references_js__WEBPACK_IMPORTED_MODULE_7__/* .readBaseImage */ .l2)(read, ", or give the base itself as 'new-base'");
    for (const release of releases)
        newBase?.of(release);
    if (newBase?.fixed !== undefined && releases.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('new-base', 'one base cannot serve several releases', "put {{release}} into it, or give 'base-image' or one of the 'releases'");
    }
    if (newBase !== undefined && baseImage !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('new-base', "Input 'new-base' cannot be combined with 'base-image'", 'give one of them');
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_10__/* .defined */ .s)({ newBase, oldBase, baseImage });
};
/** @throws InputError that names the input */
const readRebaseInputs = (fromUser, context) => {
    const source = (0,_references_js__WEBPACK_IMPORTED_MODULE_7__/* .readReference */ .Wf)(fromUser, 'source', 'ghcr.io/org/app:v2.7.0');
    if (source === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .missingInput */ .fV)('source', "name the image or list to rebase, like 'ghcr.io/org/app:v2.7.0'");
    const tag = source.tag ?? (source.digest === undefined ? 'latest' : undefined);
    const leg = tag === undefined ? undefined : splitLegTag(tag, (0,_shared_js__WEBPACK_IMPORTED_MODULE_9__/* .readSuffix */ .wn)(fromUser));
    const read = sourceDefaults(fromUser, source, leg?.plain ?? tag);
    // The tag that started the run is not the version of the source.
    const { gitTag, ...run } = context;
    const publish = (version) => (0,_shared_js__WEBPACK_IMPORTED_MODULE_9__/* .readPublishInputs */ .RY)(read, run, { source: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(source), ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_10__/* .defined */ .s)({ version }) });
    // Everything but placeholders can be refused before anything is read.
    const hasPlaceholders = read.list('tags').some(item => item.includes('{{'));
    const images = hasPlaceholders ? read.list('image').map(_shared_js__WEBPACK_IMPORTED_MODULE_9__/* .readImage */ .AM) : publish(undefined).images;
    const push = (0,_shared_js__WEBPACK_IMPORTED_MODULE_9__/* .readPush */ .j1)(read, context);
    const releases = windowsOnly(read.list('releases'));
    const version = read.line('version');
    for (const release of releases.length > 0 ? releases : [_release_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .someRelease */ .OT])
        (0,_labels_js__WEBPACK_IMPORTED_MODULE_5__/* .readLabels */ .k)((0,_release_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .readerFor */ .d2)(read, release));
    return {
        source,
        isLeg: leg !== undefined,
        releases,
        ...readBases(read, releases),
        allowRunLayers: read.boolean('allow-run-layers', false),
        allowRemoval: read.boolean('allow-removal', false),
        labels: release => ({ ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_10__/* .defined */ .s)({ [_oci_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .labelNames */ .l3.version]: version }), ...(0,_labels_js__WEBPACK_IMPORTED_MODULE_5__/* .readLabels */ .k)((0,_release_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .readerFor */ .d2)(read, release)) }),
        push,
        registry: (0,_shared_js__WEBPACK_IMPORTED_MODULE_9__/* .readRegistry */ ._5)(read, context, images, push),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_10__/* .defined */ .s)({ legRelease: leg?.release, sourceDateEpoch: context.sourceDateEpoch }),
        publish
    };
};


/***/ })

};
