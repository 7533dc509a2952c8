export const id = 219;
export const ids = [219];
export const modules = {

/***/ 6219:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   credentialHelper: () => (/* binding */ credentialHelper)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6472);


/** A helper may unlock a key chain, but not wait for a person. */
const patience = 30_000;
const largestAnswer = 1024 * 1024;
/** The name becomes part of a program's name; nothing in it may lead elsewhere. */
const isHelperName = (name) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
const isNotFound = (output) => /credentials not found/i.test(output);
const parseAnswer = (json) => {
    const { Username: username, Secret: secret } = JSON.parse(json);
    if (typeof username !== 'string' || typeof secret !== 'string')
        throw new Error('its answer lacks Username or Secret');
    if (secret === '')
        return undefined;
    return username === '<token>'
        ? { kind: 'identity', username: '', token: secret }
        : { kind: 'password', username, password: secret };
};
/** What a failed helper says: a short line. Whatever else stands there may be a login. */
const wordsOf = (output) => {
    const text = output.trim();
    return text === '' || text.length > 500 || text.includes('{') ? undefined : text;
};
/**
 * Speaks docker's helper protocol: `docker-credential-<helper> get`, the server on stdin, JSON on stdout
 * (docker/docker-credential-helpers). A helper that fails or hangs costs a warning, not the step.
 */
const credentialHelper = (env, log) => (helper, server) => new Promise(resolve => {
    const give = (why) => {
        log.warning(`The credential helper '${(0,_report_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(helper)}' of the Docker config gave no login for ${server}: ${(0,_report_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(why)}. Going on without; log in with docker/login-action, or give 'username' and 'password'.`);
        resolve(undefined);
    };
    if (!isHelperName(helper)) {
        give('its name is not the name of a program');
        return;
    }
    const program = `docker-credential-${helper}${process.platform === 'win32' ? '.exe' : ''}`;
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(program, ['get'], { env, timeout: patience, maxBuffer: largestAnswer, killSignal: 'SIGKILL', windowsHide: true }, (error, stdout, stderr) => {
        if (error === null) {
            try {
                resolve(parseAnswer(stdout));
            }
            catch {
                // No word of the answer: it may be the secret, and nothing is masked yet.
                give('its answer cannot be read as a login');
            }
        }
        else if (isNotFound(stdout + stderr))
            resolve(undefined);
        else if (error.killed === true)
            give(`it did not answer within ${patience / 1000} seconds`);
        else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
            give('it writes without an end');
        else
            give(wordsOf(stderr) ?? wordsOf(stdout) ?? wordsOf(error.message) ?? 'Command failed');
    });
    // A helper that ends without reading breaks the pipe; its exit tells the rest.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(server);
});


/***/ })

};
