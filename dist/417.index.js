export const id = 417;
export const ids = [417];
export const modules = {

/***/ 6417:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readAssembleInputs: () => (/* binding */ readAssembleInputs)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7832);
/* harmony import */ var _windows_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3110);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6144);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8014);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7443);
/* harmony import */ var _release_reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(906);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5898);








const readWindowsReleases = (read) => {
    const releases = (0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readReleases */ .tl)(read.list('releases')).map(release => {
        if (release.os === 'windows')
            return release;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('releases', `${release.name} is not Windows`, "build it on a Linux runner, with mode 'build'");
    });
    const [first, ...others] = releases;
    if (first === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .missingInput */ .fV)('releases', 'name the releases to make, like ltsc2019, ltsc2022, ltsc2025');
    return [first, ...others];
};
const readPath = (input, value) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .parseInput */ .CU)(input, value, "write a path in the image, like 'C:/app'", _windows_path_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImagePath */ .MG);
const readFiles = (read) => {
    const mappings = read.lines('files').map(line => {
        const [local = '', target = '', ...more] = line.split('=>').map(part => part.trim());
        if (local === '' || target === '' || more.length > 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('files', `the line '${line}' is not of the form local/path => C:/target`, 'write one mapping per line');
        }
        return { local, target: readPath('files', target) };
    });
    if (mappings.length === 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .missingInput */ .fV)('files', 'write what goes where in the image, like dist => C:/app');
    return mappings;
};
const readArguments = (read, input) => {
    const value = read.string(input);
    if (value === undefined)
        return undefined;
    const strings = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStrings */ .c)(value);
    if (strings !== undefined)
        return strings;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(input, `'${value}' is not a JSON array of strings`, `write it like ["C:\\\\app\\\\server.exe"] or ["C:/app/server.exe"]`);
};
const readEnv = (read) => Object.entries(read.keyValues('env')).map(([name, value]) => {
    if (/[\u0000-\u001f]/.test(name + value))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('env', `${name} contains a control character`, 'remove it');
    return [name, value];
});
/** A port as docker writes it, or the ports of a range. */
const readPorts = (value) => {
    const [, first = '', last = first, protocol = 'tcp'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(value) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || from < 1 || to < from || to > 65_535)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('expose', `'${value}' is not a port`, "write it like '8080', '53/udp' or '8000-8010'");
    return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}/${protocol.toLowerCase()}`);
};
const readSettings = (read, workdir) => ({
    env: readEnv(read),
    expose: read.list('expose').flatMap(readPorts),
    labels: (0,_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .readLabels */ .k)(read),
    ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_7__/* .defined */ .s)({
        entrypoint: readArguments(read, 'entrypoint'),
        cmd: readArguments(read, 'cmd'),
        workdir: workdir === undefined ? undefined : (0,_windows_path_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .jV)(workdir.names),
        user: read.string('user')
    })
});
const readLegInputs = (read) => {
    const folder = read.string('workdir');
    const workdir = folder === undefined ? undefined : readPath('workdir', folder);
    return { files: readFiles(read), settings: readSettings(read, workdir), ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_7__/* .defined */ .s)({ workdir }) };
};
/** @throws InputError that names the input */
const readAssembleInputs = (read, context) => {
    const baseImage = (0,_references_js__WEBPACK_IMPORTED_MODULE_4__/* .readBaseImage */ .l2)(read);
    if (baseImage === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .missingInput */ .fV)('base-image', "name what the files are added to, like 'mcr.microsoft.com/windows/nanoserver'");
    }
    const releases = readWindowsReleases(read);
    const legInputs = (release) => readLegInputs((0,_release_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .readerFor */ .d2)(read, release));
    for (const release of releases)
        legInputs(release);
    return {
        ...(0,_shared_js__WEBPACK_IMPORTED_MODULE_6__/* .readPublishInputs */ .RY)(read, context, { namesDryRun: true }),
        releases,
        baseImage,
        legInputs,
        workspace: context.workspace,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_7__/* .defined */ .s)({ sourceDateEpoch: context.sourceDateEpoch })
    };
};


/***/ }),

/***/ 6144:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readCommand),
/* harmony export */   c: () => (/* binding */ parseStrings)
/* harmony export */ });
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9927);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1318);


/**
 * Splits a command line into its words as `@actions/exec` does (toolrunner.ts, argStringToArray): at blanks outside of
 * double quotes; `\"` is a quote, any other backslash stays, as Windows paths need it.
 */
const splitLine = (line) => {
    const words = [];
    let [word, quoted, escaped] = ['', false, false];
    for (const char of line) {
        if (char === '"' && !escaped)
            quoted = !quoted;
        else if (char === '\\' && quoted && !escaped)
            escaped = true;
        else if (char === ' ' && !quoted) {
            if (word !== '')
                words.push(word);
            word = '';
        }
        else {
            word += escaped && char !== '"' ? `\\${char}` : char;
            escaped = false;
        }
    }
    return word === '' ? words : [...words, word.trim()];
};
/** The strings of a JSON array; undefined where the value is not an array of strings. */
const parseStrings = (value) => {
    const items = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(value);
    return Array.isArray(items) && items.every(item => typeof item === 'string') ? items : undefined;
};
/**
 * Reads a command: a JSON array, or a line that is split into words.
 *
 * @throws InputError that names the input
 */
const readCommand = (name, value) => {
    const isJson = /^\s*\[/.test(value);
    const [first, ...rest] = (isJson ? parseStrings(value) : splitLine(value)) ?? [];
    if (first !== undefined && first !== '')
        return [first, ...rest];
    const what = isJson ? 'a JSON array of strings that begins with a program' : 'a command';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `'${value}' is not ${what}`, `write it like ["app.exe", "--version"]`);
};


/***/ }),

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

/***/ 3110:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cg: () => (/* binding */ checkPath),
/* harmony export */   Dt: () => (/* binding */ isOfWindows),
/* harmony export */   ER: () => (/* binding */ PathError),
/* harmony export */   MG: () => (/* binding */ parseImagePath),
/* harmony export */   SP: () => (/* binding */ foldCase),
/* harmony export */   jV: () => (/* binding */ formatPath)
/* harmony export */ });
/* unused harmony export nameProblem */
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);

/** A string is not a path in an image; the message says why. */
class PathError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'PathError';
}
/** UTF-16 units of one name (NTFS), and of a whole path (the limit of `\\?\C:\…`, less what Windows puts before it). */
const maxNameLength = 255;
const maxPathLength = 32_000;
/** Names of devices, whatever their extension ("Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i;
/** Why no file of an image can have the name; undefined where one can. */
const nameProblem = (name) => {
    if (/[\u0000-\u001f]/.test(name))
        return 'it contains a control character';
    const [char] = /[<>:"|?*\\/]/.exec(name) ?? [];
    if (char !== undefined)
        return `it contains '${char}'${char === ':' ? ', which starts the name of a data stream' : ''}`;
    if (/[. ]$/.test(name))
        return 'it ends in a dot or a space, which Windows drops';
    if (device.test(name))
        return 'Windows reserves it for a device';
    // U+FFFD is what the decoder writes for invalid UTF-8; a surrogate alone is half a character in UTF-16.
    if (/[\ufffd\p{Surrogate}]/u.test(name))
        return 'it is not valid Unicode';
    if (name.length > maxNameLength)
        return `it has more than ${maxNameLength} characters`;
    if (name.startsWith('.wh.'))
        return "in a layer, a name that starts with '.wh.' deletes a file (image-spec layer.md)";
    return undefined;
};
/** The name as Windows compares it: upper-cased by character, except where one character would become two. */
const foldCase = (name) => Array.from(name, char => (char.toUpperCase().length === char.length ? char.toUpperCase() : char)).join('');
/** `C:\app\hello.exe` */
const formatPath = (names) => `C:\\${names.join('\\')}`;
/** @throws PathError for a name that no file of an image can have */
const checkPath = (names) => {
    for (const name of names) {
        const problem = nameProblem(name);
        if (problem !== undefined)
            throw new PathError({ what: `Windows does not allow the name '${name}'`, why: problem });
    }
    const path = formatPath(names);
    if (path.length > maxPathLength)
        throw new PathError({
            what: `the path '${path.slice(0, 100)}…' is too long`,
            why: `it has ${path.length} characters, and Windows allows ${maxPathLength}`
        });
};
/**
 * Reads a path in an image: `C:\app`, `C:/app/`, `/app` and `app` are the same place.
 *
 * @throws PathError that says what is wrong with the value
 */
const parseImagePath = (value) => {
    if (/^[\\/]{2}/.test(value))
        throw new PathError({ what: `'${value}' is a network or device path, not a path in the image` });
    const [, drive] = /^([A-Za-z]):/.exec(value) ?? [];
    if (drive !== undefined && drive.toUpperCase() !== 'C')
        throw new PathError({ what: `'${value}' is on drive ${drive}:, and an image only has C:` });
    const path = drive === undefined ? value : value.slice(2);
    // C:app is relative to the current folder of C:, and there is none here.
    if (drive !== undefined && !/^[\\/]/.test(path))
        throw new PathError({ what: `'${value}' has no separator after the drive` });
    const names = path.split(/[\\/]/).filter(name => name !== '' && name !== '.');
    if (names.includes('..'))
        throw new PathError({ what: `'${value}' contains '..'` });
    checkPath(names);
    return { names, folder: names.length === 0 || /[\\/]\.?$/.test(path) };
};
/** Folders that every Windows has, or that its programs expect to have rights of their own. */
const windowsFolders = new Set(['Windows', 'Users', 'Program Files', 'Program Files (x86)', 'ProgramData', 'inetpub'].map(foldCase));
/** Whether a path is a folder of Windows itself, or below one. */
const isOfWindows = ([top = '']) => windowsFolders.has(foldCase(top));


/***/ })

};
