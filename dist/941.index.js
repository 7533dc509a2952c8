export const id = 941;
export const ids = [941];
export const modules = {

/***/ 9941:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   credentialHelper: () => (/* binding */ credentialHelper)
/* harmony export */ });
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9927);
/* harmony import */ var _runner_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7708);
/* harmony import */ var _runner_process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8126);



/** A helper may unlock a key chain, but not wait for a person. */
const timeoutMs = 30_000;
const maxOutputChars = 1024 * 1024;
/** The name becomes part of a program's name; nothing in it may lead elsewhere. */
const isHelperName = (name) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
const isNotFound = ({ stdout, stderr }) => /credentials not found/i.test(stdout + stderr);
/** @throws Error where it is not a login; its message quotes nothing, since nothing is masked yet */
const parseLogin = (json) => {
    const { Username: username, Secret: secret } = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asRecord */ .qY)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(json));
    if (typeof username !== 'string' || typeof secret !== 'string')
        throw new Error('its output is not a login');
    if (secret === '')
        return undefined;
    return username === '<token>'
        ? { kind: 'identity', username: '', token: secret }
        : { kind: 'password', username, password: secret };
};
/** The message of a failed helper: a short line. Anything else may be a login. */
const messageOf = (output) => {
    const text = output.trim();
    return text === '' || text.length > 500 || text.includes('{') ? undefined : text;
};
/** @throws Error that says why there is no login */
const ask = async (helper, server) => {
    if (!isHelperName(helper))
        throw new Error('this is not the name of a program');
    const options = { input: server, timeoutMs, maxOutputChars };
    const output = await (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_1__/* .runProgram */ .m)(`docker-credential-${helper}`, ['get'], options);
    const { exitCode, stdout, stderr } = output;
    if (exitCode === 0)
        return parseLogin(stdout);
    if (isNotFound(output))
        return undefined;
    throw new Error(messageOf(stderr) ?? messageOf(stdout) ?? `it failed with exit code ${exitCode}`);
};
/**
 * Speaks docker's helper protocol: `docker-credential-<helper> get`, the server on stdin, JSON on stdout
 * (docker/docker-credential-helpers). The helper is looked up on PATH alone. One that fails or hangs costs a warning, not
 * the step.
 */
const credentialHelper = (log) => async (helper, server) => {
    try {
        return await ask(helper, server);
    }
    catch (error) {
        const why = error instanceof _runner_process_js__WEBPACK_IMPORTED_MODULE_1__/* .ProgramError */ .Z ? (error.parts.why ?? '') : error.message;
        log.warning(`The credential helper '${(0,_runner_log_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g$)(helper)}' of the Docker config gave no login for ${server}: ${(0,_runner_log_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g$)(why)}. Continuing without one; log in with docker/login-action, or set 'username' and 'password'.`);
        return undefined;
    }
};


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
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 2 modules
var exec = __webpack_require__(5260);
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
        // Nothing that waits for the program gets to see its end: it would report a failure, or try again.
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
 * - Its standard input is empty unless somebody writes to it at once.
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
 * exec splits what it is to run like a command line, unless it is in quotes. It keeps what follows the last line end of
 * the output, all of it, and searches that again with every chunk: as the chunk's text it gets a mere line end, since
 * nothing here asks it for lines.
 */
const runUnlimited = async (path, args, env, streams) => {
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
const runLimited = (program, path, args, env, streams, { input, timeoutMs, maxOutputChars }) => new Promise((resolve, reject) => {
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
    const path = await findProgram(program);
    const env = { ...process.env, ...options.env };
    const streams = { stdout: keepTail(options.onOutput), stderr: keepTail(options.onOutput) };
    const { input, timeoutMs, maxOutputChars } = options;
    const isLimited = [input, timeoutMs, maxOutputChars].some(limit => limit !== undefined);
    try {
        return await (isLimited
            ? runLimited(program, path, args, env, streams, options)
            : runUnlimited(path, args, env, streams));
    }
    catch (cause) {
        if (cause instanceof ProgramError)
            throw cause;
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new ProgramError('start', { what: `the program '${program}' could not be started`, why, cause });
    }
};


/***/ })

};
