export const id = 607;
export const ids = [607];
export const modules = {

/***/ 8607:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   removeContainer: () => (/* binding */ removeContainer),
/* harmony export */   testImage: () => (/* binding */ testImage)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9927);
/* harmony import */ var _registry_transport_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7779);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6298);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3234);






/** The arguments of docker that make the container. The image's name cannot be taken for an option. */
const createArguments = ({ image, command, isolation, memory, network }, name) => {
    const [program, ...rest] = command ?? [];
    return [
        ...['create', '--name', name],
        ...(0,_options_js__WEBPACK_IMPORTED_MODULE_4__/* .option */ .u)('--isolation', isolation),
        ...(0,_options_js__WEBPACK_IMPORTED_MODULE_4__/* .option */ .u)('--memory', memory),
        ...(0,_options_js__WEBPACK_IMPORTED_MODULE_4__/* .option */ .u)('--network', network),
        ...(0,_options_js__WEBPACK_IMPORTED_MODULE_4__/* .option */ .u)('--entrypoint', program),
        image,
        ...rest
    ];
};
/** `10 min`, `90 s` */
const formatDuration = (ms) => (ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`);
const readState = async (docker, name) => {
    const output = await docker.capture(['container', 'inspect', '--format', '{{json .State}}', name]);
    const state = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .qF)(output.stdout);
    if (output.exitCode !== 0 || !(0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isRecord */ .u4)(state)) {
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_3__.DockerError({
            what: `docker container inspect ${name} failed`,
            why: (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__.lastLines)({ ...output, stdout: '' })
        });
    }
    const health = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asRecord */ .qY)(state.Health);
    const lastCheck = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asRecord */ .qY)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asArray */ ._j)(health.Log).at(-1)).Output) ?? '';
    return {
        isRunning: state.Running === true,
        exitCode: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asNumber */ .i)(state.ExitCode) ?? -1,
        startError: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(state.Error),
        health: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .oJ)(health.Status),
        lastCheck: (0,_docker_js__WEBPACK_IMPORTED_MODULE_3__.lastLines)({ exitCode: 0, stdout: lastCheck, stderr: '' }, 4)
    };
};
/** Removes a container, running or not; does nothing where there is none. */
const removeContainer = async (docker, name) => {
    await docker.capture(['rm', '--force', '--volumes', name]);
};
const testFailed = ({ image }, why, remedy = '') => new _docker_js__WEBPACK_IMPORTED_MODULE_3__.DockerError({ what: `the test of ${image} failed`, why, remedy: `Nothing was pushed. ${remedy}` });
const timedOut = (test, why) => testFailed(test, why(formatDuration(test.limit)), "Look at its output above, or give it more time with 'test-timeout'");
/**
 * Kills the container after the limit of the test, which also ends the command that follows its output.
 *
 * @param work is cancelled by the signal
 * @throws DockerError where the limit is reached
 */
const withTimeLimit = async (test, { docker, name }, work) => {
    const signal = AbortSignal.timeout(test.limit);
    const kill = () => {
        // If this fails, so does the removal at the end.
        docker.capture(['kill', name]).catch(() => undefined);
    };
    signal.addEventListener('abort', kill, { once: true });
    try {
        const result = await work(signal);
        signal.throwIfAborted();
        return result;
    }
    catch (error) {
        throw signal.aborted ? timedOut(test, limit => `it timed out after ${limit}`) : error;
    }
    finally {
        signal.removeEventListener('abort', kill);
    }
};
/** Runs the command and shows what it prints. What docker itself fails to start is tried again where that may help. */
const runCommand = async (test, tools) => {
    const { docker, name, retry } = tools;
    const attachTimeoutMs = test.limit + 60_000;
    const start = async () => {
        const output = await docker.stream(['start', '--attach', name], attachTimeoutMs);
        const { startError } = await readState(docker, name);
        // The exit code is that of the command, unless docker could not start it.
        return { ...output, exitCode: startError === undefined ? 0 : output.exitCode || 1 };
    };
    const output = await withTimeLimit(test, tools, signal => (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .L)(`start ${name}`, start, { ...retry, policy: (0,_registry_transport_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withSignal */ .l_)(retry.policy, signal) }));
    const { exitCode } = await readState(docker, name);
    if (exitCode !== 0)
        throw testFailed(test, `it ended with exit code ${exitCode}:\n${(0,_docker_js__WEBPACK_IMPORTED_MODULE_3__.lastLines)(output)}`);
};
/** Starts the image unchanged, waits until it is healthy, and shows what it printed. */
const awaitHealth = async (test, { docker, name, retry }) => {
    await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .L)(`start ${name}`, () => docker.capture(['start', name]), retry);
    try {
        const end = Date.now() + test.limit;
        for (;;) {
            const { isRunning, exitCode, health, lastCheck } = await readState(docker, name);
            const details = lastCheck === '' ? '' : `: ${lastCheck}`;
            if (!isRunning)
                throw testFailed(test, `it ended with exit code ${exitCode} before it was healthy`);
            if (health === 'healthy')
                return;
            if (health === 'unhealthy')
                throw testFailed(test, `its HEALTHCHECK reports that it is unhealthy${details}`);
            if (Date.now() >= end)
                throw timedOut(test, limit => `it was not healthy after ${limit}${details}`);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(1000);
        }
    }
    finally {
        await docker.stream(['logs', name], 60_000);
    }
};
/**
 * Tests an image in a container of its own, which is removed afterwards in any case.
 *
 * @throws DockerError that says how the test failed
 */
const testImage = async (test, tools) => {
    const { docker, log, name, retry } = tools;
    const title = test.command === undefined ? 'HEALTHCHECK' : 'command';
    await log.group(`Test ${test.image} (${title})`, async () => {
        try {
            await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .L)(`create ${name}`, () => docker.capture(createArguments(test, name)), retry);
            await (test.command === undefined ? awaitHealth(test, tools) : runCommand(test, tools));
        }
        finally {
            await removeContainer(docker, name);
        }
    });
};


/***/ }),

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

/***/ 38:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ option)
/* harmony export */ });
/** An option of docker and its value, as two arguments; none where there is no value. */
const option = (name, value) => value === undefined ? [] : [name, value];


/***/ }),

/***/ 6298:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ withRetries)
/* harmony export */ });
/* harmony import */ var parse_duration__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7595);
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7832);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _registry_transport_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7779);
/* harmony import */ var _windows_failures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1996);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3234);






/** The end of the output has the reason for a failure. */
const maxReasonChars = 4096;
/** The classic builder prints the output of a RUN on stdout, and only docker's own messages on stderr. */
const reasonTextOf = ({ stdout, stderr }) => (stderr.trim() === '' ? stdout : stderr).slice(-maxReasonChars);
const failure = (what, output, tries, details) => {
    const after = tries === 1 ? '' : ` after ${tries} tries`;
    return new _docker_js__WEBPACK_IMPORTED_MODULE_3__.DockerError({
        what: `docker ${what} failed with exit code ${output.exitCode}${after}:\n${(0,_docker_js__WEBPACK_IMPORTED_MODULE_3__.lastLines)(output)}`,
        ...details
    });
};
const adviceOf = (diagnosis) => diagnosis === undefined || diagnosis.remedy === '' ? undefined : `${(0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .sentence */ .em)(diagnosis.reason)} ${diagnosis.remedy}`;
/** The advice where what would help has failed too. */
const adviceAfter = ({ reason }, error) => [reason, `a restart failed too: ${error.reason}`, error.parts.remedy]
    .flatMap(part => (part === undefined ? [] : [(0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .sentence */ .em)(part)]))
    .join(' ');
/** Milliseconds that a registry asks to wait: some write it into their messages, as `retry-after: 432.156µs` or in seconds. */
const findRetryAfter = (output) => {
    const value = /retry[- ]after:? ((?:[\d.]+[a-zµμ]*)+)/i.exec(output)?.[1] ?? '';
    return (0,parse_duration__WEBPACK_IMPORTED_MODULE_4__/* ["default"] */ .A)(/^\d+$/.test(value) ? `${value}s` : value) ?? 0;
};
/**
 * Runs a docker command, and retries transient failures, after the services that they need were restarted.
 *
 * @param what the command, for messages: `build`
 * @throws DockerError with docker's last lines, the reason and what to do; the reason of the policy's signal
 */
const withRetries = async (what, run, { policy, work, service, readFreeBytes, waitForRateLimit, locate }) => {
    for (let failures = 1;; failures++) {
        const output = await run();
        if (output.exitCode === 0)
            return output;
        const reason = reasonTextOf(output);
        const diagnosis = (0,_windows_failures_js__WEBPACK_IMPORTED_MODULE_2__/* .diagnoseFailure */ .x)(reason, { ...work, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ freeBytes: await readFreeBytes?.() }) });
        const tries = Math.min(policy.tries, diagnosis?.maxAttempts ?? 1);
        const retryAfter = findRetryAfter(reason);
        const fail = (remedy) => failure(what, output, failures, { remedy, location: locate?.(output) });
        if (diagnosis === undefined || failures >= tries || retryAfter > _registry_transport_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .maxRetryAfterMs */ .vB)
            throw fail(adviceOf(diagnosis));
        const ms = Math.max(retryAfter, (0,_registry_transport_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .backOff */ .fu)(failures, policy.random));
        policy.log.info(`docker ${what} failed: ${diagnosis.reason}; trying again in ${(ms / 1000).toFixed(1)} s (try ${failures + 1} of ${tries})`);
        await (0,_registry_transport_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .pause */ .v7)(ms, policy);
        if (diagnosis.restart.length > 0)
            await service?.restart(diagnosis.restart).catch((error) => {
                if (!(error instanceof _docker_js__WEBPACK_IMPORTED_MODULE_3__.DockerError))
                    throw error;
                throw fail(adviceAfter(diagnosis, error));
            });
        if (diagnosis.isRateLimit)
            await waitForRateLimit?.();
    }
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

/***/ 5167:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ startDesktop),
/* harmony export */   FP: () => (/* binding */ freeSpace),
/* harmony export */   uM: () => (/* binding */ engineFailures)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _name_windows_base_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1386);
/* harmony import */ var _failure_row_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1762);



/** What to do where Docker Desktop has the engine. */
const startDesktop = 'Start it before this step, and switch it to Windows containers.';
/** What to do about a full disk. */
const freeSpace = 'Free some space before this step (docker system prune --all --force), or use a runner with a larger disk.';
const sameLevel = "Leave 'pin-base' at 'auto', so that a tag of the host's own patch level is used where the repository of the base has one; or name an older tag in the Dockerfile, set 'isolation: hyperv', or update the runner.";
const newerBase = ({ baseIsNewer, isolation }) => baseIsNewer && isolation !== 'hyperv' ? `The base has a newer patch level than this host. ${sameLevel}` : undefined;
const virtualMachine = "Give it more with 'memory', check whether this machine allows nested virtualisation, or build on a runner of that release.";
const exitedAtStart = /0xc0370106|virtual machine or container exited unexpectedly/i;
const timedOutAtStart = /hcsshim: timeout waiting for notification|hcs(?:shim)?::System::Start: context deadline exceeded|CreateComputeSystem.*(?:timeout|\(0x5b4\))/is;
/**
 * Failures of the engine and of Windows under it. Windows translates its messages: where hcsshim adds the number
 * (`<operation> failed in Win32: <message> (0x<code>)`), that counts. Errors of hcs::CreateComputeSystem come without one
 * (hcsshim internal/hcs/errors.go, SystemError) and are matched by the English text too.
 */
const engineFailures = [
    // --- failures that another try would not change ------------------------------------------------------------------
    {
        pattern: /permission denied while trying to connect to the docker|open \/\/\.\/pipe\/\w+: (?:Access is denied|.*\(0x5\))/i,
        reason: 'the account of the runner may not use the engine',
        remedy: "On Windows run the runner as an administrator, or add its account to the group that 'group' in daemon.json names ('docker-users' with Docker Desktop); on Linux add it to the group 'docker'. Then restart the runner."
    },
    {
        pattern: /open \/\/\.\/pipe\/dockerDesktop\w*: /i,
        reason: 'Docker Desktop is not running',
        remedy: startDesktop
    },
    {
        pattern: /authorization denied by plugin/i,
        reason: 'an authorization plugin of the engine refuses this account',
        remedy: 'Have its policy allow what this step does, or use another engine.'
    },
    {
        pattern: /client version [\d.]+ is too (?:new|old)/i,
        reason: 'the docker CLI and the engine are not compatible',
        remedy: "Use the CLI that came with the engine (the input 'docker-version' installs both), or set DOCKER_API_VERSION to a version that the engine supports."
    },
    {
        pattern: /0xc0370101|operating system of the container does not match|container operating system does not match|is incompatible with a .* host|no matching manifest for windows|no match for platform in manifest/i,
        reason: 'this host cannot run the Windows release of the base',
        remedy: "Check the tag of the base and 'isolation': a host never starts newer releases, and a Server starts most older ones only with 'isolation: hyperv'."
    },
    {
        pattern: /0xc0351000|0x80370102|\(0x32\)|No hypervisor is present|required feature is not installed|CreateComputeSystem.*The request is not supported/is,
        reason: 'this machine has no Hyper-V for containers',
        remedy: 'Enable the Windows features Hyper-V and Containers (and nested virtualisation of a virtual machine), or build on a runner of that release.'
    },
    {
        pattern: /0xc0370112/i,
        reason: 'Windows cannot read a layer of the base',
        remedy: 'Build this release on a Windows Server of its own build.'
    },
    {
        pattern: /out of memory|Not enough memory resources|Insufficient system resources exist|paging file is too small|\(0x(?:8|e|5aa|5af|8007000e)\)/i,
        reason: 'there is not enough memory',
        remedy: "Give the containers more with 'memory' (Hyper-V), or use a larger runner."
    },
    {
        pattern: /not enough space on the disk|no space left on device|ENOSPC|\(0x70\)|0x80070070/i,
        reason: 'the disk is full',
        remedy: freeSpace
    },
    {
        pattern: /CreateProcess.*(?:\(0x2\)|The system cannot find the file specified)/is,
        reason: 'the image has no program of that name; nanoserver has no PowerShell',
        remedy: 'Use cmd, or run it in a stage whose base has it (windows/servercore for powershell, mcr.microsoft.com/powershell for pwsh) and COPY the result.'
    },
    {
        pattern: /CreateProcess.*(?:\(0x3\)|The system cannot find the path specified)/i,
        reason: 'the image has no folder or program of that path',
        remedy: 'Check the paths of the RUN, and WORKDIR and SHELL.'
    },
    {
        pattern: /CreateProcess.*(?:\(0x5\)|Access is denied)/i,
        reason: 'Windows does not let the account of the container start that program',
        remedy: 'Check USER, and whether the path is that of a program; or start it as ContainerAdministrator.'
    },
    {
        pattern: /image operating system "?\w+"? cannot be used on this platform|Windows does not support FROM scratch|cannot be used on this platform/i,
        reason: 'the base is not for Windows',
        remedy: (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .sentence */ .em)(_name_windows_base_js__WEBPACK_IMPORTED_MODULE_2__/* .nameWindowsBase */ .Y)
    },
    // --- transient failures, some of them after a restart ------------------------------------------------------------
    {
        pattern: /docker API at npipe|error during connect: .*docker(?:_e|Desktop\w*E)ngine|open \/\/\.\/pipe\/docker_engine/i,
        reason: 'the engine does not respond',
        remedy: 'Check its event log: Get-EventLog -LogName Application -Source docker',
        maxAttempts: _failure_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unlimited */ .O,
        restart: ['docker']
    },
    {
        pattern: /failed to create endpoint .* on network .*(?:hns|0x20|0x2\b|degraded|being deleted)|hns(?:Call)? failed|HNS failed with error|\(0x803b0\w+\)/is,
        reason: "Windows' network service (HNS) failed",
        remedy: 'Restart the runner.',
        maxAttempts: _failure_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unlimited */ .O,
        restart: ['hns', 'docker']
    },
    {
        pattern: /failed to register layer: re-exec error|ProcessBaseLayer|ProcessUtilityVMImage/i,
        reason: 'Windows could not store a layer',
        remedy: 'Check whether a virus scanner opens the files of Docker.',
        maxAttempts: _failure_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unlimited */ .O,
        restart: ['docker'],
        fillsDisk: true
    },
    {
        pattern: /hcsshim::PrepareLayer.*\(0x5b4\)/is,
        reason: 'Windows did not mount a layer in time',
        remedy: 'The runner is too busy: use a larger one.',
        maxAttempts: _failure_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unlimited */ .O
    },
    {
        pattern: exitedAtStart,
        isolation: 'hyperv',
        reason: 'the virtual machine of the container exited while it started (0xc0370106)',
        remedy: virtualMachine,
        maxAttempts: 2
    },
    {
        pattern: exitedAtStart,
        reason: 'the container exited while it started (0xc0370106), usually because its base has a newer patch level than the host',
        remedy: sameLevel,
        maxAttempts: 2,
        unless: newerBase
    },
    {
        pattern: timedOutAtStart,
        isolation: 'hyperv',
        reason: 'Hyper-V did not start the virtual machine of the container in time',
        remedy: virtualMachine
    },
    {
        pattern: timedOutAtStart,
        reason: 'Windows did not start the container in time',
        remedy: 'The runner is too busy: use a larger one.',
        maxAttempts: 3
    },
    {
        pattern: /hcs(?:shim)?::System::waitBackground/i,
        reason: 'Windows lost its container',
        remedy: 'Restart the runner.',
        maxAttempts: _failure_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unlimited */ .O
    },
    {
        pattern: /hcsshim::ActivateLayer.*\(0x20\)/is,
        reason: 'another program uses a layer of the base',
        remedy: 'Check whether a virus scanner opens the files of Docker.',
        maxAttempts: 2,
        unless: newerBase
    },
    {
        pattern: /hcsshim::ImportLayer.*\(0x(?:2|3|5)\)/is,
        reason: 'Windows could not store a layer',
        remedy: 'Check the free space on the disk, and whether the Dockerfile changes protected folders of C:\\Windows.',
        maxAttempts: 2,
        fillsDisk: true
    },
    {
        pattern: /windowsfilter.* failed to remove root filesystem|failed to detach VHD|hcsshim::(?:DestroyLayer|UnprepareLayer).*\(0x(?:20|15|5)\)/is,
        reason: 'Windows could not clean up after a container',
        remedy: 'Restart the runner.',
        maxAttempts: _failure_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unlimited */ .O
    },
    {
        pattern: /0x800700aa|\(0xaa\)|The requested resource is in use/i,
        reason: 'something that the container needs is in use',
        remedy: 'Restart the runner.',
        maxAttempts: _failure_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unlimited */ .O
    },
    {
        pattern: /0xc0370105|operation is not valid in the current state|lost communication with .*compute service/i,
        reason: 'Windows lost its container',
        remedy: 'Restart the runner.',
        maxAttempts: _failure_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unlimited */ .O
    }
];


/***/ }),

/***/ 1762:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ unlimited)
/* harmony export */ });
/** As often as the inputs allow. */
const unlimited = Number.POSITIVE_INFINITY;


/***/ }),

/***/ 1996:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ diagnoseFailure),
  f: () => (/* binding */ diagnoseNoResponse)
});

;// CONCATENATED MODULE: ./src/windows/connection-failures.ts
const remedy = 'Check DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or the current context of docker (docker context ls).';
/** Failures between the CLI and an engine on another machine, which words them as those of a registry. */
const connectionFailures = [
    {
        pattern: /x509: /i,
        reason: "the docker CLI rejects the engine's certificate",
        remedy
    },
    {
        pattern: /server gave HTTP response to HTTPS client/i,
        reason: 'the engine speaks plain http, and the docker CLI expects https',
        remedy
    },
    {
        pattern: /Client sent an HTTP request to an HTTPS server|tls: .*certificate required|remote error: tls: /i,
        reason: 'the engine expects https, with a certificate of the docker CLI',
        remedy
    }
];

// EXTERNAL MODULE: ./src/windows/engine-failures.ts
var engine_failures = __webpack_require__(5167);
// EXTERNAL MODULE: ./src/windows/failure-row.ts
var failure_row = __webpack_require__(1762);
;// CONCATENATED MODULE: ./src/windows/registry-failures.ts

/** Failures between the engine and a registry. Their texts are in English everywhere. */
const registryFailures = [
    // --- failures that another try would not change ------------------------------------------------------------------
    {
        pattern: /x509: certificate signed by unknown authority/i,
        reason: "the engine does not trust a registry's certificate",
        remedy: "Add its CA to the machine's certificates, or to certs.d of the engine (C:\\ProgramData\\docker\\certs.d\\<registry>\\ca.crt), and restart the engine."
    },
    {
        pattern: /x509: /i,
        reason: "the engine rejects a registry's certificate",
        remedy: 'Check the certificate of the registry, and the clock of this machine.'
    },
    {
        pattern: /server gave HTTP response to HTTPS client/i,
        reason: 'a registry speaks plain http, and the engine expects https',
        remedy: "List it under 'insecure-registries' in daemon.json, and restart the engine."
    },
    {
        pattern: /error parsing HTTP 403 response body/i,
        reason: 'a proxy or a firewall answered in place of a registry (403)',
        remedy: "Check what it allows, and the engine's own proxy setting ('proxies' in daemon.json)."
    },
    {
        pattern: /reached your (?:unauthenticated )?pull rate limit/i,
        reason: 'the pull limit of Docker Hub is reached, which lasts for hours',
        remedy: 'Log in to it before this step (docker/login-action): logged-in users have higher limits.'
    },
    {
        pattern: /(?:quota|limit|allowed|toomanyrequests|too many requests)\b.*(?:\bper |\bin |\/)(?:\d+ ?)?(?:h|hours?|days?)\b|(?:hourly|daily) (?:quota|limit)/i,
        reason: 'a quota of the registry is used up, for hours at least',
        remedy: 'Try again when it is reset, or have it raised.'
    },
    // --- rate limits, in words like those of quotas --------------------------------------------------------------------
    {
        pattern: /(?:quota|limit|allowed)\b.*(?:\bper |\/)(?:minute|second)\b|rate limit|rate exceeded|toomanyrequests|too many requests|\bstatus(?: code)?:? 429\b/i,
        reason: 'the registry asks to slow down (429)',
        remedy: 'Try again later, or log in: logged-in users have higher limits.',
        maxAttempts: failure_row/* unlimited */.O,
        isRateLimit: true
    },
    {
        pattern: /\bover (?:the )?quota|quota\b.* (?:exceeded|reached|used up)|exceed\w*\b.*(?:quota|configured upper limit)|denied: .*\b(?:quota|limit)\b/i,
        reason: "the registry's quota is used up",
        remedy: 'Delete unused images, or have the quota raised.'
    },
    {
        pattern: /TAG_?ALREADY_?EXISTS|immutable|manifest invalid|MANIFEST_INVALID|name unknown|NAME_UNKNOWN|tag invalid/i,
        reason: 'the registry rejects this image under this name',
        remedy: 'Check the repository and the tag: some registries need the repository to be created first, or never let a tag move.'
    },
    {
        pattern: /unauthorized|\bdenied: |(?:^|: )denied\s*$|access denied for|access to the resource is denied|insufficient_scope|no basic auth credentials|authentication required|unexpected status(?: code)?(?: from \w+ request)?.*: 403/im,
        reason: 'the registry denies access with this login',
        remedy: "Log in before this step (docker/login-action), or give 'username' and 'password'; on ghcr.io the job needs 'permissions: packages: write'."
    },
    {
        pattern: /(?:manifest|repository) .*(?:not found|does not exist)|manifest unknown|not found: manifest unknown/i,
        reason: 'an image does not exist',
        remedy: 'Check the names and tags in the Dockerfile.'
    },
    // --- transient failures --------------------------------------------------------------------------------------------
    {
        pattern: /blob upload (?:unknown|invalid)|BLOB_UPLOAD_(?:UNKNOWN|INVALID)/i,
        reason: 'the registry lost an upload',
        remedy: 'Check the status page of the registry.',
        maxAttempts: failure_row/* unlimited */.O
    },
    {
        pattern: /(?:manifest )?blob unknown|(?:MANIFEST_)?BLOB_UNKNOWN/i,
        reason: 'the registry does not show an uploaded layer yet',
        remedy: 'Check the status page of the registry.',
        maxAttempts: 3
    },
    {
        pattern: /unexpected HTTP status: 5\d\d|error parsing HTTP 5\d\d|unexpected status(?: code)?(?: from \w+ request)?.*: 5\d\d/i,
        reason: 'the registry failed',
        remedy: 'Check the status page of the registry.',
        maxAttempts: failure_row/* unlimited */.O
    },
    // Windows' own network functions are named in front of its message, which is translated (Go net, OpError).
    {
        pattern: /connectex:|getaddrinfow:|wsarecv|wsasend|unexpected EOF|: EOF\b|connection reset|forcibly closed by the remote host|broken pipe|use of closed network connection|TLS handshake timeout|i\/o timeout|no such host|context deadline exceeded|Client\.Timeout exceeded|\(0x(?:2746|2745|274c)\)/i,
        reason: 'the connection to a registry broke',
        remedy: 'Check the network of the runner and its proxy.',
        maxAttempts: failure_row/* unlimited */.O
    }
];

;// CONCATENATED MODULE: ./src/windows/failures.ts



/** First: the output of a RUN can match any other row. */
const dockerfileFailures = [
    {
        pattern: /returned a non-zero code|did not complete successfully: exit code/,
        reason: 'a RUN of the Dockerfile failed',
        fillsDisk: true
    },
    {
        pattern: /(?:COPY|ADD) failed: (?:file not found|no source files|forbidden path)|unable to prepare context|invalid reference/i,
        reason: 'docker cannot read what it is given'
    },
    {
        pattern: /the --\S+ option requires BuildKit/i,
        reason: 'the classic builder does not have an option that the Dockerfile uses',
        remedy: 'Leave the option out, or build on Linux with buildx.'
    },
    {
        pattern: /returned from RUN|no build stage in current context|dockerfile parse error|failed to parse stage name/i,
        reason: 'the Dockerfile is wrong'
    }
];
/** Last: broken connections report it too. */
const cancelled = { pattern: /context canceled/, reason: 'docker was cancelled' };
/** The first match counts: what the engine says about Windows goes before what it says about registries. */
const rows = [...dockerfileFailures, ...engine_failures/* engineFailures */.uM, ...registryFailures, cancelled];
/** Layers of Windows bases take gigabytes, and docker removes what did not fit before it reports that. */
const minFreeBytes = 1024 ** 3;
/** With less than this nothing can be written. */
const fullBytes = 16 * 1024 ** 2;
/** Windows says in its own language that a disk is full, and names other reasons too: the space that is left decides. */
const fullDisk = (freeBytes, row) => {
    const left = `${Math.floor(freeBytes / 1024 ** 2)} MiB are left on the drive of Docker's data`;
    const reason = freeBytes < fullBytes ? `the disk is full: ${left}` : `only ${left}, which may be the reason`;
    return {
        reason: row === undefined ? reason : `${row.reason}; ${reason}`,
        remedy: engine_failures/* freeSpace */.FP,
        maxAttempts: 1,
        restart: [],
        isRateLimit: false
    };
};
/** The first row that matches. */
const findRow = (table, output, { isolation }) => table.find(row => row.pattern.test(output) && (row.isolation === undefined || row.isolation === isolation));
const diagnosisOf = (row, work) => {
    const { reason, remedy = '', maxAttempts = 1, restart = [], isRateLimit = false, unless } = row;
    const advice = unless?.(work);
    return advice === undefined
        ? { reason, remedy, maxAttempts, restart, isRateLimit }
        : { reason, remedy: advice, maxAttempts: 1, restart: [], isRateLimit };
};
/** Why the CLI does not reach the engine; undefined where that is not known. No registry is involved. */
const diagnoseNoResponse = (output) => {
    const work = { baseIsNewer: false };
    const row = findRow([...engine_failures/* engineFailures */.uM, ...connectionFailures], output, work);
    return row === undefined ? undefined : diagnosisOf(row, work);
};
/**
 * Whether a failure of docker is transient, and what to do about it; undefined where the failure is not known.
 *
 * @param output the output of docker, without that of a RUN where the two are separate
 */
const diagnoseFailure = (output, work) => {
    const row = findRow(rows, output, work);
    const { freeBytes = Number.POSITIVE_INFINITY } = work;
    if (freeBytes < minFreeBytes && (row === undefined || row.fillsDisk === true))
        return fullDisk(freeBytes, row);
    return row === undefined ? undefined : diagnosisOf(row, work);
};


/***/ }),

/***/ 1386:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ nameWindowsBase)
/* harmony export */ });
/** What to do where a base is not for Windows, as half a sentence. */
const nameWindowsBase = 'name a Windows base, like mcr.microsoft.com/windows/nanoserver:$BASE';


/***/ })

};
