export const id = 513;
export const ids = [513];
export const modules = {

/***/ 7513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readCheckInputs: () => (/* binding */ readCheckInputs)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7832);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1318);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9066);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7443);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5898);






const problems = ['outdated', 'wrong-list', 'unsupported'];
const defaultSource = (read, context) => {
    const neverPushing = (0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .inputReader */ .c)(name => (name === 'push' ? 'false' : (read.string(name) ?? '')));
    const { images, tags } = (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .readPublishInputs */ .RY)(neverPushing, context);
    return { ...images[0], tag: tags[0] };
};
const readProblem = (value) => {
    const problem = problems.find(known => known === value);
    if (problem === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('fail-on', `unknown value '${value}'`, `use one or more of: ${problems.join(', ')}`);
    return problem;
};
/** @throws InputError that names the input */
const readCheckInputs = (read, context) => {
    const source = (0,_references_js__WEBPACK_IMPORTED_MODULE_3__/* .readReference */ .Wf)(read, 'source', 'ghcr.io/org/app:v2.7.0') ?? defaultSource(read, context);
    const images = read.list('image').map(_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .readImage */ .AM);
    return {
        source,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ baseImage: (0,_references_js__WEBPACK_IMPORTED_MODULE_3__/* .readBaseImage */ .l2)(read) }),
        failOn: read.list('fail-on').map(readProblem),
        registry: (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .readRegistry */ ._5)(read, context, images.length === 0 ? [(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .repositoryOf */ ._M)(source)] : images, false)
    };
};


/***/ })

};
