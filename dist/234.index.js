export const id = 234;
export const ids = [234];
export const modules = {

/***/ 3234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DockerError: () => (/* binding */ DockerError),
/* harmony export */   dockerCli: () => (/* binding */ dockerCli),
/* harmony export */   lastLines: () => (/* binding */ lastLines)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7832);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4212);
/* harmony import */ var _runner_output_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7153);
/* harmony import */ var _runner_process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8126);





/** A docker command failed, or there is no docker. */
class DockerError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'DockerError';
}
/** The notice of docker CLIs about the builder that Windows needs. It never explains a failure. */
const deprecation = /^DEPRECATED: The legacy builder .*(?:\r?\n[ \t]+\S.*)*/gm;
/**
 * The last lines of the output of a command: those of a RUN, which are on stdout, then those of docker itself. BuildKit
 * prints a dozen lines of the Dockerfile after the reason.
 */
const lastLines = ({ stdout, stderr }, count = 16) => `${(0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .endOf */ .pJ)(stdout, maxTailChars)}\n${(0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .endOf */ .pJ)(stderr, maxTailChars)}`
    .replace(deprecation, '')
    .split(/\r?\n/)
    .map(_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)
    .filter(line => line !== '')
    .slice(-count)
    .join('\n');
/** Characters of each stream to look for the last lines in. */
const maxTailChars = 64 * 1024;
/** Milliseconds for commands that only ask: an engine that hangs must not hold up the step. */
const queryTimeoutMs = 120_000;
const commandFailed = (command, error) => {
    const { why, remedy } = error.parts;
    const [what, advice] = error.failure === 'start'
        ? [
            'could not be started',
            "Install Docker on this runner (on Windows the input 'docker-version' does it), or use one that has it (windows-2022, windows-2025, ubuntu-24.04)"
        ]
        : ['failed', 'The engine seems to hang: restart it (on Windows: Restart-Service docker)'];
    return new DockerError({
        what: `docker ${command} ${what}`,
        why: why === undefined ? undefined : (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(why),
        remedy: remedy ?? advice,
        cause: error
    });
};
/**
 * The docker CLI on PATH.
 *
 * @param env variables for every command, on top of those of the job
 */
const dockerCli = (env) => {
    const run = async (args, options) => {
        try {
            return await (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runProgram */ .m)('docker', args, { ...options, env });
        }
        catch (error) {
            throw error instanceof _runner_process_js__WEBPACK_IMPORTED_MODULE_3__/* .ProgramError */ .Z ? commandFailed(args[0] ?? '', error) : error;
        }
    };
    return {
        capture: (args, limit = queryTimeoutMs) => run(args, { timeoutMs: limit }),
        stream: (args, limit) => (0,_runner_output_js__WEBPACK_IMPORTED_MODULE_2__/* .showOutput */ .Jy)(`docker ${args.join(' ')}`, show => run(args, (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ onOutput: show, timeoutMs: limit })))
    };
};


/***/ }),

/***/ 8065:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ exec)
/* harmony export */ });
/* unused harmony export getExecOutput */
const load = () => __webpack_require__.e(/* import() */ 955).then(__webpack_require__.bind(__webpack_require__, 1955));
/**
 * Stands in for `@actions/exec` in the bundle (`paths` in tsconfig.json): `@actions/core` imports that package at its top,
 * for `platform` alone, and would load it and `node:child_process` in every run. It is loaded with the first program.
 */
const exec = async (...args) => (await load()).exec(...args);
/** The same for the output of a program, which `@actions/core` and `@actions/tool-cache` may ask for. */
const getExecOutput = async (...args) => (await load()).getExecOutput(...args);


/***/ }),

/***/ 8126:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ ProgramError),
  m: () => (/* binding */ runProgram)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
// EXTERNAL MODULE: ./src/runner/exec.ts
var exec = __webpack_require__(8065);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __webpack_require__(8701);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __webpack_require__(3053);
;// CONCATENATED MODULE: ./src/runner/children.ts


/** Milliseconds that programs get to end: a runner sends SIGINT, after 7.5 s SIGTERM, and kills 2.5 s later. */
const graceMs = 2000;
const signals = ['SIGINT', 'SIGTERM'];
const running = new Set();
let ending = false;
const killAll = () => {
    for (const child of running)
        child.kill('SIGKILL');
};
/** Ends this process as the signal would have ended it without a listener. */
const endBy = (signal) => {
    for (const name of signals)
        process.off(name, passOn);
    process.kill(process.pid, signal);
};
/** A runner that cancels a step signals this process alone. Its children end first. */
const passOn = (signal) => {
    for (const child of running)
        child.kill(signal);
    if (ending)
        return;
    ending = true;
    if (running.size === 0) {
        endBy(signal);
        return;
    }
    for (const child of running) {
        // Runs before other exit listeners, which would report a failure or retry.
        child.prependListener('exit', () => {
            running.delete(child);
            if (running.size === 0)
                endBy(signal);
        });
    }
    setTimeout(() => {
        killAll();
        endBy(signal);
    }, graceMs);
};
/** Node throws some failures to start a program, such as E2BIG, where `@actions/exec` never catches them. */
const emitFailures = (child) => {
    const spawn = Reflect.get(external_node_child_process_.ChildProcess.prototype, 'spawn');
    const start = (options) => {
        try {
            return spawn.call(child, options);
        }
        catch (error) {
            process.nextTick(() => child.emit('error', error));
            return undefined;
        }
    };
    Object.assign(child, { spawn: start });
};
/** No program waits for input that never comes, and one that ends without reading its input is not a failure. */
const endInput = (child) => {
    child.once('spawn', () => {
        child.stdin?.on('error', () => undefined);
        child.stdin?.end();
    });
};
const watch = (child) => {
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.once('error', () => {
        if (child.pid === undefined)
            running.delete(child);
    });
    if (ending)
        child.once('spawn', () => child.kill('SIGKILL'));
};
let guarded = false;
/**
 * Sets the rules for every program that is started from now on, by this action or by a library of the toolkit, which
 * hands out no child process. Node announces each on the channel `child_process` (Node's docs, "Diagnostics Channel").
 *
 * - It does not outlive this process.
 * - It does not inherit the inputs of the step, which hold secrets. They were all read before (core.ts, `readInputs`).
 * - Its standard input is empty unless the caller writes to it at once.
 * - A failure to start it is an `error` event.
 */
const guardChildren = () => {
    for (const name of Object.keys(process.env))
        if (/^INPUT_/i.test(name))
            Reflect.deleteProperty(process.env, name);
    if (guarded)
        return;
    guarded = true;
    (0,external_node_diagnostics_channel_.subscribe)('child_process', message => {
        const { process: child } = message;
        watch(child);
        emitFailures(child);
        endInput(child);
    });
    for (const signal of signals)
        process.on(signal, passOn);
    process.once('exit', killAll);
};

;// CONCATENATED MODULE: ./src/runner/process.ts








/** A program did not run to its end: it could not be started, took too long or wrote too much. */
class ProgramError extends user_error/* UserError */.yo {
    failure;
    name = 'ProgramError';
    constructor(failure, parts) {
        super(parts);
        this.failure = failure;
    }
}
/** The reason for a failure is at the end of the output. Per stream. */
const maxKeptChars = 8 * 1024 * 1024;
/**
 * Looks a program up on PATH, without the working folder, where anything may lie.
 *
 * Batch files are refused: cmd.exe, which runs them, expands `%NAME%` in every argument.
 */
const findProgram = async (program) => {
    const failed = (why, remedy) => new ProgramError('start', { what: `the program '${program}' could not be started`, why, remedy });
    const path = (await (0,io/* findInPath */.w6)(program)).find(external_node_path_.isAbsolute);
    if (path === undefined)
        throw failed(`there is no program '${program}' on PATH`);
    if (/\.(?:bat|cmd)$/i.test(path))
        throw failed(`${path} is a batch file`, 'put the program itself on PATH, before that folder');
    return path;
};
const keepTail = (onOutput) => {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    const chunks = [];
    let size = 0;
    return {
        write: bytes => {
            const chunk = decoder.write(bytes);
            chunks.push(chunk);
            size += chunk.length;
            for (let [first = ''] = chunks; size - first.length >= maxKeptChars; [first = ''] = chunks) {
                size -= first.length;
                chunks.shift();
            }
            onOutput?.(chunk);
        },
        size: () => size,
        text: () => (chunks.join('') + decoder.end()).slice(-maxKeptChars)
    };
};
const outputOf = ({ stdout, stderr }, code) => ({
    exitCode: code ?? 128,
    stdout: stdout.text(),
    stderr: stderr.text()
});
/**
 * Runs a program that has no limit.
 *
 * exec splits its command like a command line, unless it is in quotes. It buffers the text after the last line end without
 * limit and rescans it per chunk. We do not use its lines, so each chunk stringifies to EOL.
 */
const runUnlimited = async ({ path, args, env, streams }) => {
    const listen = (stream) => (chunk) => {
        stream.write(chunk);
        chunk.toString = () => external_node_os_.EOL;
    };
    const listeners = { stdout: listen(streams.stdout), stderr: listen(streams.stderr) };
    const options = { env: env, silent: true, ignoreReturnCode: true, listeners };
    const code = await (0,exec/* exec */.m)(`"${path.replaceAll('"', '\\"')}"`, [...args], options);
    return outputOf(streams, code);
};
/** Runs a program that has an input or a limit: exec can neither end a program nor bear one that leaves its input unread. */
const runLimited = (program, { path, args, env, streams }, { input, timeoutMs, maxOutputChars }) => new Promise((resolve, reject) => {
    const child = (0,external_node_child_process_.spawn)(path, args, { env, windowsHide: true });
    const end = (failure, why) => {
        child.kill('SIGKILL');
        // Its own children may hold the pipes open.
        child.stdout?.destroy();
        child.stderr?.destroy();
        reject(new ProgramError(failure, { what: `the program '${program}' was ended`, why }));
    };
    const timeOut = () => {
        end('timeout', `it timed out after ${Math.round((timeoutMs ?? 0) / 1000)} s`);
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(timeOut, timeoutMs);
    child.once('error', error => {
        clearTimeout(timer);
        reject(error);
    });
    child.once('close', code => {
        clearTimeout(timer);
        resolve(outputOf(streams, code));
    });
    for (const name of ['stdout', 'stderr']) {
        child[name]?.on('data', (chunk) => {
            streams[name].write(chunk);
            if (maxOutputChars !== undefined && streams[name].size() > maxOutputChars)
                end('output', `it wrote more than ${maxOutputChars} characters`);
        });
    }
    // A program that could not be started has no streams.
    child.stdin?.end(input);
});
/**
 * Runs a program of PATH to its end, never through a shell. Its exit code is not an error here.
 *
 * @param program its name, or an absolute path
 * @throws ProgramError where it cannot be started, takes longer than its limit or writes more than its limit
 */
const runProgram = async (program, args, options = {}) => {
    guardChildren();
    const run = {
        path: await findProgram(program),
        args,
        env: { ...process.env, ...options.env },
        streams: { stdout: keepTail(options.onOutput), stderr: keepTail(options.onOutput) }
    };
    const { input, timeoutMs, maxOutputChars } = options;
    const isLimited = [input, timeoutMs, maxOutputChars].some(limit => limit !== undefined);
    try {
        return await (isLimited ? runLimited(program, run, options) : runUnlimited(run));
    }
    catch (cause) {
        if (cause instanceof ProgramError)
            throw cause;
        const what = `the program '${program}' could not be started`;
        throw new ProgramError('start', { what, why: (0,user_error/* reasonOf */.A3)(cause), cause });
    }
};


/***/ }),

/***/ 90:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $1: () => (/* binding */ lstat),
/* harmony export */   Ck: () => (/* binding */ mkdir),
/* harmony export */   Cy: () => (/* binding */ readdir),
/* harmony export */   H8: () => (/* binding */ IS_WINDOWS),
/* harmony export */   Qh: () => (/* binding */ isRooted),
/* harmony export */   YN: () => (/* binding */ symlink),
/* harmony export */   dJ: () => (/* binding */ stat),
/* harmony export */   h_: () => (/* binding */ readlink),
/* harmony export */   k6: () => (/* binding */ chmod),
/* harmony export */   m3: () => (/* binding */ copyFile),
/* harmony export */   rm: () => (/* binding */ rm),
/* harmony export */   t2: () => (/* binding */ exists),
/* harmony export */   vr: () => (/* binding */ tryGetExecutablePath),
/* harmony export */   y1: () => (/* binding */ unlink)
/* harmony export */ });
/* unused harmony exports open, rename, rmdir, UV_FS_O_EXLOCK, READONLY, isDirectory, getCmdPath */
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9896);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6928);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs__WEBPACK_IMPORTED_MODULE_0__.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs__WEBPACK_IMPORTED_MODULE_0__.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = path__WEBPACK_IMPORTED_MODULE_1__.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = path__WEBPACK_IMPORTED_MODULE_1__.dirname(filePath);
                        const upperName = path__WEBPACK_IMPORTED_MODULE_1__.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = path__WEBPACK_IMPORTED_MODULE_1__.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map

/***/ }),

/***/ 8701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K7: () => (/* binding */ which),
/* harmony export */   U$: () => (/* binding */ mkdirP),
/* harmony export */   Yz: () => (/* binding */ rmRF),
/* harmony export */   cp: () => (/* binding */ cp),
/* harmony export */   w6: () => (/* binding */ findInPath)
/* harmony export */ });
/* unused harmony export mv */
/* harmony import */ var assert__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2613);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6928);
/* harmony import */ var _io_util_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(dest)) ? yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path__WEBPACK_IMPORTED_MODULE_1__.join(dest, path__WEBPACK_IMPORTED_MODULE_1__.basename(source))
            : dest;
        if (!(yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path__WEBPACK_IMPORTED_MODULE_1__.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return __awaiter(this, void 0, void 0, function* () {
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        (0,assert__WEBPACK_IMPORTED_MODULE_0__.ok)(fsPath, 'a path argument must be provided');
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .mkdir */ .Ck(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .isRooted */ .Qh(tool)) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(path__WEBPACK_IMPORTED_MODULE_1__.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return __awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .readdir */ .Cy(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .chmod */ .k6(destDir, (yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(sourceDir)).mode);
    });
}
// Buffered file copy
function copyFile(srcFile, destFile, force) {
    return __awaiter(this, void 0, void 0, function* () {
        if ((yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(destFile);
                yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .unlink */ .y1(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .chmod */ .k6(destFile, '0666');
                    yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .unlink */ .y1(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .readlink */ .h_(srcFile);
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .symlink */ .YN(symlinkFull, destFile, _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 ? 'junction' : null);
        }
        else if (!(yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(destFile)) || force) {
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .copyFile */ .m3(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map

/***/ })

};
