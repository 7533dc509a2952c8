export const id = 513;
export const ids = [513];
export const modules = {

/***/ 7513:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readCheckInputs: () => (/* binding */ readCheckInputs)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7443);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5940);



const defaultSource = (read, context) => {
    const { images, tags } = (0,_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .readPublishInputs */ .RY)(read, context);
    return { ...images[0], tag: tags[0] };
};
/** @throws InputError that names the input */
const readCheckInputs = (read, context) => {
    const source = (0,_references_js__WEBPACK_IMPORTED_MODULE_1__/* .readReference */ .Wf)(read, 'source', 'ghcr.io/org/app:v2.7.0') ?? defaultSource(read, context);
    const images = read.words('image').map(_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .readImage */ .AM);
    const baseImage = (0,_references_js__WEBPACK_IMPORTED_MODULE_1__/* .readBaseImage */ .l2)(read);
    return {
        source,
        ...(baseImage === undefined ? {} : { baseImage }),
        failOnOutdated: read.flag('fail-on-outdated', false),
        registry: (0,_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .readRegistry */ ._5)(read, context, images.length === 0 ? [(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .repositoryOf */ ._M)(source)] : images)
    };
};


/***/ })

};
