export const id = 417;
export const ids = [417];
export const modules = {

/***/ 6417:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readAssembleInputs: () => (/* binding */ readAssembleInputs)
/* harmony export */ });
/* harmony import */ var _windows_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3110);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1318);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8014);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7443);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5940);





const readTargets = (read) => {
    const releases = (0,_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .readReleases */ .tl)(read.words('releases')).map(release => {
        if (release.os === 'windows')
            return release;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d('releases', `${release.name} is no Windows`, "build it on a Linux runner, with mode 'build'");
    });
    const [first, ...others] = releases;
    if (first === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d('releases', 'it is missing', 'name the releases to make: ltsc2019, ltsc2022, ltsc2025');
    return [first, ...others];
};
const readPath = (input, text) => {
    try {
        return (0,_windows_path_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImagePath */ .MG)(text);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d(input, error.message, "write a place in the image, like 'C:/app'", error);
    }
};
const readFiles = (read) => {
    const mappings = read.lines('files').map(line => {
        const [local = '', target = '', ...more] = line.split('=>').map(part => part.trim());
        if (local === '' || target === '' || more.length > 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d('files', `the line '${line}' is not of the form local/path => C:/target`, 'write one a line');
        }
        return { local, target: readPath('files', target) };
    });
    if (mappings.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d('files', 'it is missing', 'say what is to be where in the image: dist => C:/app');
    return mappings;
};
const readArguments = (read, input) => {
    const text = read.text(input);
    if (text === undefined)
        return undefined;
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        // Told below.
    }
    if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
        return value;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d(input, `'${text}' is not a JSON array of texts`, `write for instance ["C:\\\\app\\\\server.exe"], or ["C:/app/server.exe"]`);
};
const readEnv = (read) => Object.entries(read.record('env')).map(([name, value]) => {
    if (/[\u0000-\u001f]/.test(name + value)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d('env', `${name} holds a control character`, 'leave it out');
    }
    return [name, value];
});
/** A port as docker writes it, or the ports of a range. */
const readPorts = (text) => {
    const [, first = '', last = first, protocol = 'tcp'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(text) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || from < 1 || to < from || to > 65_535)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d('expose', `'${text}' is not a port`, "write for instance '8080', '53/udp' or '8000-8010'");
    return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}/${protocol.toLowerCase()}`);
};
/** @throws InputError that names the input */
const readAssembleInputs = (read, context) => {
    const baseImage = (0,_references_js__WEBPACK_IMPORTED_MODULE_3__/* .readBaseImage */ .l2)(read);
    if (baseImage === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .d('base-image', 'it is missing', "name what the files are put onto, like 'mcr.microsoft.com/windows/nanoserver'");
    }
    const [entrypoint, cmd] = [readArguments(read, 'entrypoint'), readArguments(read, 'cmd')];
    const [folder, user] = [read.text('workdir'), read.text('user')];
    const workdir = folder === undefined ? undefined : readPath('workdir', folder);
    return {
        ...(0,_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .readPublishInputs */ .RY)(read, context),
        releases: readTargets(read),
        baseImage,
        files: readFiles(read),
        settings: {
            ...(entrypoint === undefined ? {} : { entrypoint }),
            ...(cmd === undefined ? {} : { cmd }),
            env: readEnv(read),
            ...(workdir === undefined ? {} : { workdir: (0,_windows_path_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .jV)(workdir.names) }),
            ...(user === undefined ? {} : { user }),
            expose: read.words('expose').flatMap(readPorts),
            labels: (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .readLabels */ .k)(read)
        },
        ...(workdir === undefined ? {} : { workdir }),
        workspace: context.workspace,
        temporary: context.temporary,
        ...(context.sourceDateEpoch === undefined ? {} : { sourceDateEpoch: context.sourceDateEpoch })
    };
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
/** A text names no place in an image; the message says in which way. */
class PathError extends Error {
    name = 'PathError';
}
/** UTF-16 units of one name (NTFS), and of a whole path (the limit of `\\?\C:\…`, less what Windows puts before it). */
const longestName = 255;
const longestPath = 32_000;
/** Names of devices, whatever their extension ("Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i;
/** Why no file of an image can have the name; undefined where one can. */
const nameProblem = (name) => {
    if (/[\u0000-\u001f]/.test(name))
        return 'it holds a control character';
    const [sign] = /[<>:"|?*\\/]/.exec(name) ?? [];
    if (sign !== undefined)
        return `it holds '${sign}'${sign === ':' ? ', which stands before the name of a data stream' : ''}`;
    if (/[. ]$/.test(name))
        return 'it ends in a dot or a space, which Windows drops';
    if (device.test(name))
        return 'Windows takes it for a device';
    // The decoder's sign for what is no UTF-8, and halves of a pair in UTF-16.
    if (/[\ufffd\p{Surrogate}]/u.test(name))
        return 'it is not Unicode';
    if (name.length > longestName)
        return `it has more than ${longestName} characters`;
    if (name.startsWith('.wh.'))
        return "in a layer a name with '.wh.' before it deletes a file (image-spec layer.md)";
    return undefined;
};
/** The name as Windows compares it: characters are upper-cased one by one, and stay where that would make two of one. */
const foldCase = (name) => Array.from(name, sign => (sign.toUpperCase().length === sign.length ? sign.toUpperCase() : sign)).join('');
/** `C:\app\hello.exe` */
const formatPath = (names) => `C:\\${names.join('\\')}`;
/** @throws PathError for what no file of an image can be called */
const checkPath = (names) => {
    for (const name of names) {
        const problem = nameProblem(name);
        if (problem !== undefined)
            throw new PathError(`Windows cannot have the name '${name}': ${problem}`);
    }
    const path = formatPath(names);
    if (path.length > longestPath)
        throw new PathError(`'${path.slice(0, 100)}…' is a path of ${path.length} characters; Windows has at most ${longestPath}`);
};
/**
 * Reads a path in an image: `C:\app`, `C:/app/`, `/app` and `app` are the same place.
 *
 * @throws PathError that says what is wrong with the text
 */
const parseImagePath = (text) => {
    if (/^[\\/]{2}/.test(text))
        throw new PathError(`'${text}' is a path of the network or of a device, not of the image`);
    const [, drive] = /^([A-Za-z]):/.exec(text) ?? [];
    if (drive !== undefined && drive.toUpperCase() !== 'C')
        throw new PathError(`'${text}' is on the drive ${drive}:, and an image has C: only`);
    const path = drive === undefined ? text : text.slice(2);
    // C:app is a place in the current folder of C:, which nothing here has.
    if (drive !== undefined && !/^[\\/]/.test(path))
        throw new PathError(`'${text}' has no separator behind the drive`);
    const names = path.split(/[\\/]/).filter(name => name !== '' && name !== '.');
    if (names.includes('..'))
        throw new PathError(`'${text}' holds '..'`);
    checkPath(names);
    return { names, folder: names.length === 0 || /[\\/]\.?$/.test(path) };
};
/** Folders that every Windows has, or that its programs expect to have rights of their own. */
const windowsFolders = new Set(['Windows', 'Users', 'Program Files', 'Program Files (x86)', 'ProgramData', 'inetpub'].map(foldCase));
/** Whether a place is one of Windows itself, or beneath one. */
const isOfWindows = ([top = '']) => windowsFolders.has(foldCase(top));


/***/ })

};
