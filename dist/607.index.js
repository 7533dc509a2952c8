export const id = 607;
export const ids = [607,234];
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
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9927);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8976);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3234);





/** The arguments of docker that make the container. The image's name cannot be taken for an option. */
const createArguments = ({ image, command, isolation, memory, network }, name) => {
    const [program, ...rest] = command ?? [];
    return [
        ...['create', '--name', name],
        ...(0,_options_js__WEBPACK_IMPORTED_MODULE_3__/* .option */ .u)('--isolation', isolation),
        ...(0,_options_js__WEBPACK_IMPORTED_MODULE_3__/* .option */ .u)('--memory', memory),
        ...(0,_options_js__WEBPACK_IMPORTED_MODULE_3__/* .option */ .u)('--network', network),
        ...(0,_options_js__WEBPACK_IMPORTED_MODULE_3__/* .option */ .u)('--entrypoint', program),
        image,
        ...rest
    ];
};
/** `10 min`, `90 s` */
const formatDuration = (ms) => (ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`);
const readState = async (docker, name) => {
    const output = await docker.quiet(['container', 'inspect', '--format', '{{json .State}}', name]);
    const state = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)(output.stdout);
    if (output.exitCode !== 0 || !(0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isRecord */ .u4)(state)) {
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError({
            what: `docker container inspect ${name} failed`,
            why: (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__.lastLines)({ ...output, stdout: '' })
        });
    }
    const health = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asRecord */ .qY)(state.Health);
    const lastCheck = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asString */ .oJ)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asRecord */ .qY)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asArray */ ._j)(health.Log).at(-1)).Output) ?? '';
    return {
        isRunning: state.Running === true,
        exitCode: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asNumber */ .i)(state.ExitCode) ?? -1,
        startError: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asString */ .oJ)(state.Error),
        health: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asString */ .oJ)(health.Status),
        lastCheck: (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__.lastLines)({ exitCode: 0, stdout: lastCheck, stderr: '' }, 4)
    };
};
/** Removes a container, running or not; does nothing where there is none. */
const removeContainer = async (docker, name) => {
    await docker.quiet(['rm', '--force', '--volumes', name]);
};
/** Kills the container when its time is up, so that whatever follows its output ends too. */
const withTimeLimit = async (docker, name, ms, work) => {
    let over = false;
    const timer = setTimeout(() => {
        over = true;
        // The work ends with the container, and reports why. If this fails, so does the removal at the end.
        docker.quiet(['kill', name]).catch(() => undefined);
    }, ms);
    try {
        return await work(() => over);
    }
    finally {
        clearTimeout(timer);
    }
};
const testFailed = ({ image }, why, remedy = '') => new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError({ what: `the test of ${image} failed`, why, remedy: `Nothing was pushed. ${remedy}` });
const timedOut = (test, why) => testFailed(test, `${why} within ${formatDuration(test.limit)}`, "Look at its output above, or give it more time with 'test-timeout'");
/** Runs the command and shows what it prints. What docker itself fails to start is tried again where that may help. */
const runCommand = async (test, { docker, name, retry }) => {
    const attachTimeoutMs = test.limit + 60_000;
    const start = async () => {
        const output = await docker.shown(['start', '--attach', name], attachTimeoutMs);
        const { startError } = await readState(docker, name);
        // The exit code is that of the command, unless docker could not start it.
        return { ...output, exitCode: startError === undefined ? 0 : output.exitCode || 1 };
    };
    const output = await withTimeLimit(docker, name, test.limit, async (isOver) => {
        const attached = await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withRetries */ .L)(`start ${name}`, start, retry);
        if (isOver())
            throw timedOut(test, 'it did not end');
        return attached;
    });
    const { exitCode } = await readState(docker, name);
    if (exitCode !== 0)
        throw testFailed(test, `it ended with exit code ${exitCode}:\n${(0,_docker_js__WEBPACK_IMPORTED_MODULE_2__.lastLines)(output)}`);
};
/** Starts the image as it is, waits until it is healthy, and shows what it printed. */
const awaitHealth = async (test, { docker, name, retry }) => {
    await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withRetries */ .L)(`start ${name}`, () => docker.quiet(['start', name]), retry);
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
                throw timedOut(test, `its HEALTHCHECK did not report that it is healthy${details}`);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(1000);
        }
    }
    finally {
        await docker.shown(['logs', name], 60_000);
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
            await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withRetries */ .L)(`create ${name}`, () => docker.quiet(createArguments(test, name)), retry);
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
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7832);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _runner_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7708);
/* harmony import */ var _runner_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8126);




/** A docker command failed, or there is no docker. */
class DockerError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'DockerError';
    constructor(parts, { cause } = {}) {
        super(typeof parts === 'string' ? { what: parts, cause } : parts);
    }
}
/** The notice of docker CLIs about the builder that Windows needs: it explains no failure. */
const deprecation = /^DEPRECATED: The legacy builder .*(?:\r?\n[ \t]+\S.*)*/gm;
/**
 * The last lines of the output of a command: those of a RUN, which are on stdout, then those of docker itself. BuildKit
 * prints a dozen lines of the Dockerfile after the reason.
 */
const lastLines = ({ stdout, stderr }, count = 16) => `${stdout.slice(-maxTailChars)}\n${stderr.slice(-maxTailChars)}`
    .replace(deprecation, '')
    .split(/\r?\n/)
    .map(_runner_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)
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
        why: why === undefined ? undefined : (0,_runner_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(why),
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
            return await (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runProgram */ .m)('docker', args, { ...options, env });
        }
        catch (error) {
            throw error instanceof _runner_process_js__WEBPACK_IMPORTED_MODULE_2__/* .ProgramError */ .Z ? commandFailed(args[0] ?? '', error) : error;
        }
    };
    return {
        quiet: (args, limit = queryTimeoutMs) => run(args, { timeoutMs: limit }),
        shown: (args, limit) => (0,_runner_log_js__WEBPACK_IMPORTED_MODULE_1__/* .showOutput */ .Jy)(`docker ${args.join(' ')}`, show => run(args, (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ onOutput: show, timeoutMs: limit })))
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

/***/ 8976:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ withRetries)
});

// EXTERNAL MODULE: ./node_modules/parse-duration/index.js + 1 modules
var parse_duration = __webpack_require__(7595);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
// EXTERNAL MODULE: ./src/registry/transport/retry.ts
var retry = __webpack_require__(7779);
;// CONCATENATED MODULE: ./src/windows/failures.ts
const unlimited = Number.POSITIVE_INFINITY;
const newerBase = ({ baseIsNewer, isolation }) => baseIsNewer && isolation !== 'hyperv'
    ? "The base has a newer patch level than this host: leave 'pin-base' at 'auto' and name the base by its build argument only (FROM <repository>:$BASE), or set 'isolation: hyperv', or update the runner."
    : undefined;
const virtualMachine = ({ isolation }) => isolation === 'hyperv'
    ? 'Hyper-V could not start its virtual machine in time: check whether this machine allows nested virtualisation, or build on a runner of that release.'
    : undefined;
/**
 * Failures by the output of docker; the first match counts. Windows translates its messages, so its errors are matched by
 * number (hcsshim internal/hcserror writes `<operation> failed in Win32: <message> (0x<code>)`); messages of docker and of
 * registries are in English everywhere.
 */
const rows = [
    // A RUN may fail for any reason, and what it prints is in the same output: these come first.
    {
        pattern: /returned a non-zero code|did not complete successfully: exit code/,
        reason: 'a RUN of the Dockerfile failed'
    },
    {
        pattern: /returned from RUN|no build stage in current context|dockerfile parse error|failed to parse stage name/i,
        reason: 'the Dockerfile is wrong'
    },
    // --- failures that another try would not change -------------------------------------------------------------------------------
    {
        pattern: /\(?0xc0370101\)?|operating system of the container does not match|is incompatible with a .* host|no matching manifest for windows|no match for platform in manifest/i,
        reason: 'this host cannot run the Windows release of the base',
        remedy: "Check the tag of the base and 'isolation': a host never starts newer releases, and a Server starts most older ones only with 'isolation: hyperv'."
    },
    {
        pattern: /0xc0351000|0x80370102|\(0x32\)|No hypervisor is present/i,
        reason: 'this machine has no Hyper-V for containers',
        remedy: 'Enable the Windows features Hyper-V and Containers (and nested virtualisation of a virtual machine), or build on a runner of that release.'
    },
    {
        pattern: /0xc0370112/i,
        reason: 'Windows cannot read a layer of the base',
        remedy: 'Build this release on a Windows Server of its own build.'
    },
    {
        pattern: /out of memory|Not enough memory resources|paging file is too small|\(0x(?:8|e|5af|8007000e)\)/i,
        reason: 'there is not enough memory',
        remedy: "Give the containers more with 'memory' (Hyper-V), or use a larger runner."
    },
    {
        pattern: /not enough space on the disk|no space left on device|ENOSPC|\(0x70\)|0x80070070/i,
        reason: 'the disk is full',
        remedy: 'Free some space before this step (docker system prune --all --force), or use a runner with a larger disk.'
    },
    {
        pattern: /image operating system "?\w+"? cannot be used on this platform|Windows does not support FROM scratch|cannot be used on this platform/i,
        reason: 'the base is not for Windows',
        remedy: 'Name a Windows base, like mcr.microsoft.com/windows/nanoserver:$BASE.'
    },
    {
        pattern: /reached your (?:unauthenticated )?pull rate limit/i,
        reason: 'the pull limit of Docker Hub is reached, which lasts for hours',
        remedy: 'Log in to it before this step (docker/login-action): logged-in users have higher limits.'
    },
    {
        pattern: /TAG_?ALREADY_?EXISTS|immutable|manifest invalid|MANIFEST_INVALID|name unknown|NAME_UNKNOWN|tag invalid/i,
        reason: 'the registry rejects this image under this name',
        remedy: 'Check the repository and the tag: some registries need the repository to be created first, or never let a tag move.'
    },
    {
        pattern: /unauthorized|\bdenied: |access denied for|access to the resource is denied|insufficient_scope|no basic auth credentials|authentication required/i,
        reason: 'the registry denies access with this login',
        remedy: "Log in before this step (docker/login-action), or give 'username' and 'password'; on ghcr.io the job needs 'permissions: packages: write'."
    },
    {
        pattern: /(?:manifest|repository) .*(?:not found|does not exist)|manifest unknown|not found: manifest unknown/i,
        reason: 'an image does not exist',
        remedy: 'Check the names and tags in the Dockerfile.'
    },
    // --- transient failures, some of them after a restart ----------------------------------------------------------------------
    {
        pattern: /docker API at npipe|error during connect: .*docker_engine|open \/\/\.\/pipe\/docker_engine/i,
        reason: 'the engine does not respond',
        remedy: 'Check its event log: Get-EventLog -LogName Application -Source docker',
        maxAttempts: unlimited,
        restart: ['docker']
    },
    {
        pattern: /failed to create endpoint .* on network .*(?:hns|0x20|0x2\b|degraded|being deleted)|hns(?:Call)? failed|HNS failed with error|\(0x803b0\w+\)/is,
        reason: "Windows' network service (HNS) failed",
        remedy: 'Restart the runner.',
        maxAttempts: unlimited,
        restart: ['hns', 'docker']
    },
    {
        pattern: /failed to register layer: re-exec error|ProcessBaseLayer|ProcessUtilityVMImage/i,
        reason: 'Windows could not store a layer',
        remedy: 'Check whether a virus scanner opens the files of Docker.',
        maxAttempts: unlimited,
        restart: ['docker']
    },
    {
        pattern: /hcsshim::PrepareLayer.*\(0x5b4\)/is,
        reason: 'Windows did not mount a layer in time',
        remedy: 'The runner is too busy: use a larger one.',
        maxAttempts: unlimited
    },
    {
        pattern: /\(?0xc0370106\)?/i,
        reason: 'the container ended unexpectedly while it started',
        remedy: "Use another tag of the base, or set 'isolation: hyperv'.",
        maxAttempts: 2,
        unless: newerBase
    },
    {
        pattern: /hcsshim: timeout waiting for notification|hcs(?:shim)?::System::Start: context deadline exceeded|CreateComputeSystem.*(?:timeout|\(0x5b4\))/is,
        reason: 'Windows did not start the container in time',
        remedy: 'The runner is too busy: use a larger one.',
        maxAttempts: 3,
        unless: virtualMachine
    },
    {
        pattern: /hcs(?:shim)?::System::waitBackground/i,
        reason: 'Windows lost its container',
        remedy: 'Restart the runner.',
        maxAttempts: unlimited
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
        maxAttempts: 2
    },
    {
        pattern: /windowsfilter.* failed to remove root filesystem|failed to detach VHD|hcsshim::(?:DestroyLayer|UnprepareLayer).*\(0x(?:20|15|5)\)/is,
        reason: 'Windows could not clean up after a container',
        remedy: 'Restart the runner.',
        maxAttempts: unlimited
    },
    {
        pattern: /0x800700aa|\(0xaa\)/i,
        reason: 'something that the container needs is in use',
        remedy: 'Restart the runner.',
        maxAttempts: unlimited
    },
    {
        pattern: /0xc0370105|lost communication with .*compute service/i,
        reason: 'Windows lost its container',
        remedy: 'Restart the runner.',
        maxAttempts: unlimited
    },
    {
        pattern: /toomanyrequests|too many requests|\bstatus(?: code)?:? 429\b/i,
        reason: 'the registry asks to slow down (429)',
        remedy: 'Try again later, or log in: logged-in users have higher limits.',
        maxAttempts: unlimited,
        isRateLimit: true
    },
    {
        pattern: /blob upload (?:unknown|invalid)|BLOB_UPLOAD_(?:UNKNOWN|INVALID)/i,
        reason: 'the registry lost an upload',
        remedy: 'Check the status page of the registry.',
        maxAttempts: unlimited
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
        maxAttempts: unlimited
    },
    {
        pattern: /unexpected EOF|: EOF\b|connection reset|forcibly closed by the remote host|broken pipe|use of closed network connection|TLS handshake timeout|i\/o timeout|no such host|context deadline exceeded|Client\.Timeout exceeded|wsarecv|wsasend|\(0x(?:2746|2745|274c)\)/i,
        reason: 'the connection to a registry broke',
        remedy: 'Check the network of the runner and its proxy.',
        maxAttempts: unlimited
    }
];
/**
 * Whether a failure of docker is transient, and what to do about it; undefined where the failure is not known.
 *
 * @param output the output of docker, without that of a RUN where the two are separate
 */
const diagnoseFailure = (output, work) => {
    const row = rows.find(({ pattern }) => pattern.test(output));
    if (row === undefined)
        return undefined;
    const { reason, remedy = '', maxAttempts = 1, restart = [], isRateLimit = false, unless } = row;
    const advice = unless?.(work);
    return advice === undefined
        ? { reason, remedy, maxAttempts, restart, isRateLimit }
        : { reason, remedy: advice, maxAttempts: 1, restart: [], isRateLimit };
};

// EXTERNAL MODULE: ./src/docker/docker.ts
var docker = __webpack_require__(3234);
;// CONCATENATED MODULE: ./src/docker/retry.ts





/** The end of the output has the reason for a failure. */
const maxReasonChars = 4096;
/** The classic builder prints the output of a RUN on stdout, and only docker's own messages on stderr. */
const reasonOf = ({ stdout, stderr }) => (stderr.trim() === '' ? stdout : stderr).slice(-maxReasonChars);
const failure = (what, output, tries, diagnosis) => {
    const after = tries === 1 ? '' : ` after ${tries} tries`;
    return new docker.DockerError({
        what: `docker ${what} failed with exit code ${output.exitCode}${after}:\n${(0,docker.lastLines)(output)}`,
        remedy: diagnosis === undefined || diagnosis.remedy === ''
            ? undefined
            : `${(0,user_error/* sentence */.em)(diagnosis.reason)} ${diagnosis.remedy}`
    });
};
/** Milliseconds that a registry asks to wait: some write it into their messages, as `retry-after: 432.156µs` or in seconds. */
const parseRetryAfter = (output) => {
    const value = /retry[- ]after:? ((?:[\d.]+[a-zµμ]*)+)/i.exec(output)?.[1] ?? '';
    return (0,parse_duration/* default */.A)(/^\d+$/.test(value) ? `${value}s` : value) ?? 0;
};
/**
 * Runs a docker command, and retries transient failures, after the services that they need were restarted.
 *
 * @param what the command, for messages: `build`
 * @throws DockerError with docker's last lines, the reason and what to do
 */
const withRetries = async (what, run, { policy, work, service, waitForRateLimit }) => {
    for (let failures = 1;; failures++) {
        const output = await run();
        if (output.exitCode === 0)
            return output;
        const reason = reasonOf(output);
        const diagnosis = diagnoseFailure(reason, work);
        const tries = Math.min(policy.tries, diagnosis?.maxAttempts ?? 1);
        const retryAfter = parseRetryAfter(reason);
        if (diagnosis === undefined || failures >= tries || retryAfter > retry/* maxRetryAfterMs */.vB)
            throw failure(what, output, failures, diagnosis);
        const pause = Math.max(retryAfter, (0,retry/* backOff */.fu)(failures, policy.random));
        policy.log.info(`docker ${what} failed: ${diagnosis.reason}; trying again in ${(pause / 1000).toFixed(1)} s (try ${failures + 1} of ${tries})`);
        await policy.sleep(pause);
        if (diagnosis.restart.length > 0)
            await service?.restart(diagnosis.restart);
        if (diagnosis.isRateLimit)
            await waitForRateLimit?.();
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


/***/ }),

/***/ 7595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ parse)
});

;// CONCATENATED MODULE: ./node_modules/parse-duration/locale/en.js
const unit = Object.create(null)
const m = 60000, h = m * 60, d = h * 24, y = d * 365.25

unit.year = unit.yr = unit.y = y
unit.month = unit.mo = unit.mth = y / 12
unit.week = unit.wk = unit.w = d * 7
unit.day = unit.d = d
unit.hour = unit.hr = unit.h = h
unit.minute = unit.min = unit.m = m
unit.second = unit.sec = unit.s = 1000
unit.millisecond = unit.millisec = unit.ms = 1
unit.microsecond = unit.microsec =  unit.us = unit.µs = 1e-3
unit.nanosecond = unit.nanosec = unit.ns = 1e-6

unit.group = ','
unit.decimal = '.'
unit.placeholder = ' _'

/* harmony default export */ const en = (unit);

;// CONCATENATED MODULE: ./node_modules/parse-duration/index.js


const durationRE = /((?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?)\s*([\p{L}]{0,14})/gu

parse.unit = en

// group/placeholder cleanup regex — rebuilt only when the locale strings change
let groupRE, placeholder = null, group

/**
 * look up a unit name, ignoring case and a trailing plural `s`
 *
 * @param {object} unit
 * @param {string} name
 * @return {number|undefined}
 */
const lookupUnit = (unit, name) => {
  name = String(name).toLowerCase()
  return unit[name] ?? (name.endsWith('s') ? unit[name.slice(0, -1)] : undefined)
}

/**
 * convert `str` to ms
 *
 * @param {string} str
 * @param {string} format
 * @return {number|null}
 */
function parse(str = '', format = 'ms') {
  let result = null, prevUnits, unit = parse.unit

  if (unit.placeholder !== placeholder || unit.group !== group)
    groupRE = new RegExp(`(\\d)[${(placeholder = unit.placeholder) ?? ''}${(group = unit.group) ?? ''}](\\d)`, 'g')

  str = String(str)
  let s = str.replace(groupRE, '$1$2') // clean up group separators / placeholders
  if (unit.decimal !== '.') s = s.replaceAll(unit.decimal, '.') // normalize decimal separator

  durationRE.lastIndex = 0
  for (let m; (m = durationRE.exec(s));) {
    let units = m[2]
    // if no units, find next smallest units or fall back to format value
    // eg. 1h30 -> 1h30m
    if (!units) {
      if (prevUnits) {
        for (const u in unit) if (unit[u] < prevUnits) { units = u; break }
      }
      else units = format
    }

    prevUnits = units = lookupUnit(unit, units)

    if (typeof units == 'number') result = (result || 0) + m[1] * units
  }

  return result && ((result / (lookupUnit(unit, format) || 1)) * (str.trimStart()[0] === '-' ? -1 : 1))
}


/***/ })

};
