export const id = 607;
export const ids = [607];
export const modules = {

/***/ 2254:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ persistently)
});

// EXTERNAL MODULE: ./node_modules/parse-duration/index.js + 1 modules
var parse_duration = __webpack_require__(7595);
// EXTERNAL MODULE: ./src/registry/retry.ts
var retry = __webpack_require__(1521);
;// CONCATENATED MODULE: ./src/windows/failures.ts
const always = Number.POSITIVE_INFINITY;
const once = 2;
const twice = 3;
const newerBase = ({ baseIsNewer, isolation }) => baseIsNewer && isolation !== 'hyperv'
    ? "The base has a newer patch level than this host: leave 'pin-base' at 'auto' and take the base by its build argument alone (FROM <repository>:$BASE), or give 'isolation: hyperv', or update the runner."
    : undefined;
const virtualMachine = ({ isolation }) => isolation === 'hyperv'
    ? 'Hyper-V could not start its virtual machine in time: look whether this machine allows nested virtualisation, or build on a runner of that release.'
    : undefined;
/**
 * Failures by what docker says, the first that fits counts. The words of Windows are in its own language, so that its
 * errors are told by their numbers (hcsshim internal/hcserror writes `<operation> failed in Win32: <words> (0x<code>)`);
 * the words of docker and of registries are English everywhere.
 */
const rows = [
    // What a RUN does is the Dockerfile's matter; whatever it printed stands in the same output.
    {
        pattern: /returned a non-zero code|did not complete successfully: exit code/,
        why: 'a RUN of the Dockerfile failed'
    },
    {
        pattern: /returned from RUN|no build stage in current context|dockerfile parse error|failed to parse stage name/i,
        why: 'the Dockerfile is wrong'
    },
    // --- what no other try would change -------------------------------------------------------------------------------
    {
        pattern: /\(?0xc0370101\)?|operating system of the container does not match|is incompatible with a .* host|no matching manifest for windows|no match for platform in manifest/i,
        why: 'the base is of a Windows release that this host cannot run so',
        remedy: "Check the tag of the base and 'isolation': a host runs newer releases never, older ones under Hyper-V."
    },
    {
        pattern: /0xc0351000|0x80370102|\(0x32\)|No hypervisor is present/i,
        why: 'this machine has no Hyper-V that containers could use',
        remedy: 'Switch the Windows features Hyper-V and Containers on (and nested virtualisation for a virtual machine), or build on a runner of that release.'
    },
    {
        pattern: /0xc0370112/i,
        why: 'Windows does not understand a layer of the base',
        remedy: 'Build this release on a Windows Server of its own build.'
    },
    {
        pattern: /out of memory|Not enough memory resources|paging file is too small|\(0x(?:8|e|5af|8007000e)\)/i,
        why: 'there is not enough memory',
        remedy: "Give the containers more with 'memory' (Hyper-V), or take a larger runner."
    },
    {
        pattern: /not enough space on the disk|no space left on device|ENOSPC|\(0x70\)|0x80070070/i,
        why: 'the disk is full',
        remedy: 'Make room before this step (docker system prune --all --force), or take a runner with a larger disk.'
    },
    {
        pattern: /image operating system "?\w+"? cannot be used on this platform|Windows does not support FROM scratch|cannot be used on this platform/i,
        why: 'the base is not for Windows',
        remedy: 'Name a Windows base, like mcr.microsoft.com/windows/nanoserver:$BASE.'
    },
    {
        pattern: /reached your (?:unauthenticated )?pull rate limit/i,
        why: 'Docker Hub gives no more pulls for hours',
        remedy: 'Log in to it before this step (docker/login-action): logged-in users have higher limits.'
    },
    {
        pattern: /TAG_?ALREADY_?EXISTS|immutable|manifest invalid|MANIFEST_INVALID|name unknown|NAME_UNKNOWN|tag invalid/i,
        why: 'the registry does not take this image under this name',
        remedy: 'Check the repository and the tag: some registries want a repository created first, or never change a tag.'
    },
    {
        pattern: /unauthorized|\bdenied: |access denied for|access to the resource is denied|insufficient_scope|no basic auth credentials|authentication required/i,
        why: 'the registry does not allow it with this login',
        remedy: "Log in before this step (docker/login-action), or give 'username' and 'password'; on ghcr.io the job needs 'permissions: packages: write'."
    },
    {
        pattern: /(?:manifest|repository) .*(?:not found|does not exist)|manifest unknown|not found: manifest unknown/i,
        why: 'an image that is asked for does not exist',
        remedy: 'Check the names and tags in the Dockerfile.'
    },
    // --- what passes, some of it after a restart ----------------------------------------------------------------------
    {
        pattern: /docker API at npipe|error during connect: .*docker_engine|open \/\/\.\/pipe\/docker_engine/i,
        why: 'the engine does not answer',
        remedy: 'Look into its event log: Get-EventLog -LogName Application -Source docker',
        tries: always,
        restart: ['docker']
    },
    {
        pattern: /failed to create endpoint .* on network .*(?:hns|0x20|0x2\b|degraded|being deleted)|hns(?:Call)? failed|HNS failed with error|\(0x803b0\w+\)/is,
        why: "Windows' network service (HNS) failed",
        remedy: 'Restart the runner.',
        tries: always,
        restart: ['hns', 'docker']
    },
    {
        pattern: /failed to register layer: re-exec error|ProcessBaseLayer|ProcessUtilityVMImage/i,
        why: 'Windows could not store a layer',
        remedy: 'Look for a virus scanner that opens the files of docker.',
        tries: always,
        restart: ['docker']
    },
    {
        pattern: /hcsshim::PrepareLayer.*\(0x5b4\)/is,
        why: 'Windows did not mount a layer in time',
        remedy: 'The runner is too busy: take a larger one.',
        tries: always
    },
    {
        pattern: /\(?0xc0370106\)?/i,
        why: 'the container ended unexpectedly while it started',
        remedy: "Take another tag of the base, or give 'isolation: hyperv'.",
        tries: once,
        unless: newerBase
    },
    {
        pattern: /hcsshim: timeout waiting for notification|hcs(?:shim)?::System::Start: context deadline exceeded|CreateComputeSystem.*(?:timeout|\(0x5b4\))/is,
        why: 'Windows did not start the container in time',
        remedy: 'The runner is too busy: take a larger one.',
        tries: twice,
        unless: virtualMachine
    },
    {
        pattern: /hcs(?:shim)?::System::waitBackground/i,
        why: 'Windows lost its container',
        remedy: 'Restart the runner.',
        tries: always
    },
    {
        pattern: /hcsshim::ActivateLayer.*\(0x20\)/is,
        why: 'another program uses a layer of the base',
        remedy: 'Look for a virus scanner that opens the files of docker.',
        tries: once,
        unless: newerBase
    },
    {
        pattern: /hcsshim::ImportLayer.*\(0x(?:2|3|5)\)/is,
        why: 'Windows could not store a layer',
        remedy: 'Look for room on the disk, and whether the Dockerfile changes protected folders of C:\\Windows.',
        tries: once
    },
    {
        pattern: /windowsfilter.* failed to remove root filesystem|failed to detach VHD|hcsshim::(?:DestroyLayer|UnprepareLayer).*\(0x(?:20|15|5)\)/is,
        why: 'Windows could not clean up behind a container',
        remedy: 'Restart the runner.',
        tries: always
    },
    {
        pattern: /0x800700aa|\(0xaa\)/i,
        why: 'something that the container needs is in use',
        remedy: 'Restart the runner.',
        tries: always
    },
    {
        pattern: /0xc0370105|lost communication with .*compute service/i,
        why: 'Windows lost its container',
        remedy: 'Restart the runner.',
        tries: always
    },
    {
        pattern: /toomanyrequests|too many requests|\bstatus(?: code)?:? 429\b/i,
        why: 'the registry asks to slow down (429)',
        remedy: 'Try again later, or log in: logged-in users have higher limits.',
        tries: always
    },
    {
        pattern: /blob upload (?:unknown|invalid)|BLOB_UPLOAD_(?:UNKNOWN|INVALID)/i,
        why: 'the registry lost an upload',
        remedy: 'Look at the status page of the registry.',
        tries: always
    },
    {
        pattern: /(?:manifest )?blob unknown|(?:MANIFEST_)?BLOB_UNKNOWN/i,
        why: 'the registry does not show a layer yet that it has taken',
        remedy: 'Look at the status page of the registry.',
        tries: twice
    },
    {
        pattern: /unexpected HTTP status: 5\d\d|error parsing HTTP 5\d\d|unexpected status(?: code)?(?: from \w+ request)?.*: 5\d\d/i,
        why: 'the registry has trouble',
        remedy: 'Look at the status page of the registry.',
        tries: always
    },
    {
        pattern: /unexpected EOF|: EOF\b|connection reset|forcibly closed by the remote host|broken pipe|use of closed network connection|TLS handshake timeout|i\/o timeout|no such host|context deadline exceeded|Client\.Timeout exceeded|wsarecv|wsasend|\(0x(?:2746|2745|274c)\)/i,
        why: 'the connection to a registry broke',
        remedy: 'Check the network of the runner and its proxy.',
        tries: always
    }
];
/**
 * Whether a failure of docker may pass, and what to do about it; undefined where nothing is known of it.
 *
 * @param text what docker said, without what a RUN printed where the two can be told apart
 */
const judgeFailure = (text, work) => {
    const row = rows.find(({ pattern }) => pattern.test(text));
    if (row === undefined)
        return undefined;
    const { why, remedy = '', tries = 1, restart = [], unless } = row;
    const reason = unless?.(work);
    return reason === undefined ? { why, remedy, tries, restart } : { why, remedy: reason, tries: 1, restart: [] };
};

// EXTERNAL MODULE: ./src/docker/docker.ts
var docker = __webpack_require__(3234);
;// CONCATENATED MODULE: ./src/docker/attempts.ts




/** Characters at the end of what docker says that have the reason of a failure. */
const reasonLength = 4096;
/** The classic builder leaves stderr to docker alone; what a RUN prints is on stdout. */
const reasonOf = ({ stdout, stderr }) => (stderr.trim() === '' ? stdout : stderr).slice(-reasonLength);
const capital = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const failure = (what, output, failures, verdict) => {
    const tries = failures === 1 ? '' : ` after ${failures} tries`;
    const advice = verdict === undefined || verdict.remedy === '' ? '' : `\n${capital(verdict.why)}. ${verdict.remedy}`;
    return new docker.DockerError(`docker ${what} failed with exit code ${output.exitCode}${tries}:\n${(0,docker.lastLines)(output)}${advice}`);
};
/** Milliseconds that a registry asks to wait, as some write it into their words: `retry-after: 432.156µs`, or seconds. */
const askedPause = (text) => {
    const words = /retry[- ]after:? ((?:[\d.]+[a-zµμ]*)+)/i.exec(text)?.[1] ?? '';
    return (0,parse_duration/* default */.A)(/^\d+$/.test(words) ? `${words}s` : words) ?? 0;
};
/**
 * Runs a docker command again while it fails for reasons that may pass, after what has to be mended before.
 *
 * @param what the command, for messages: `build`
 * @throws DockerError with docker's last lines, the reason and what to do
 */
const persistently = async (what, run, { policy, work, service, slowDown }) => {
    for (let failures = 1;; failures++) {
        const output = await run();
        if (output.exitCode === 0)
            return output;
        const reason = reasonOf(output);
        const verdict = judgeFailure(reason, work);
        const tries = Math.min(policy.tries, verdict?.tries ?? 1);
        const asked = askedPause(reason);
        if (verdict === undefined || failures >= tries || asked > retry/* longestPause */.Tp)
            throw failure(what, output, failures, verdict);
        const pause = Math.max(asked, (0,retry/* backOff */.fu)(failures, policy.random));
        policy.log.info(`docker ${what} failed: ${verdict.why}; trying again in ${(pause / 1000).toFixed(1)} s (try ${failures + 1} of ${tries})`);
        await policy.sleep(pause);
        if (verdict.restart.length > 0)
            await service?.restart(verdict.restart);
        if (/\b429\b/.test(verdict.why))
            await slowDown?.();
    }
};


/***/ }),

/***/ 8607:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   removeContainer: () => (/* binding */ removeContainer),
/* harmony export */   testImage: () => (/* binding */ testImage)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _attempts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2254);
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
const words = (ms) => (ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`);
const readState = async (docker, name) => {
    const output = await docker.quiet(['container', 'inspect', '--format', '{{json .State}}', name]);
    if (output.exitCode !== 0)
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError(`docker container inspect ${name} failed: ${(0,_docker_js__WEBPACK_IMPORTED_MODULE_2__.lastLines)({ ...output, stdout: '' })}`);
    const state = JSON.parse(output.stdout);
    return {
        running: state.Running === true,
        exitCode: state.ExitCode ?? -1,
        error: state.Error ?? '',
        health: state.Health?.Status,
        said: (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__.lastLines)({ exitCode: 0, stdout: state.Health?.Log?.at(-1)?.Output ?? '', stderr: '' }, 4)
    };
};
/** Removes a container, also one that runs; one that is not there is none to remove. */
const removeContainer = async (docker, name) => {
    await docker.quiet(['rm', '--force', '--volumes', name]);
};
/** Ends the container when its time is up, so that whoever follows it comes to an end as well. */
const withLimit = async (docker, { limit }, name, work) => {
    let over = false;
    const timer = setTimeout(() => {
        over = true;
        // What follows it ends then, and tells why; a failure here is seen by the removal at the end.
        docker.quiet(['kill', name]).catch(() => undefined);
    }, limit);
    try {
        return await work(() => over);
    }
    finally {
        clearTimeout(timer);
    }
};
const tooLong = ({ image, limit }, what) => new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError(`The test of ${image} failed: ${what} within ${words(limit)}. Look at its output above; 'test-timeout' gives it more time. Nothing was pushed.`);
/** Runs the command and shows what it prints. What docker itself cannot start is tried again, where that may help. */
const runCommand = async (test, { docker, name, attempts }) => {
    const patience = test.limit + 60_000;
    const output = await withLimit(docker, test, name, async (isOver) => {
        const start = async () => {
            const attached = await docker.shown(['start', '--attach', name], patience);
            const state = await readState(docker, name);
            // The exit code of the command is its own matter; that of docker is one of the engine.
            return state.error === '' ? { ...attached, exitCode: 0 } : { ...attached, exitCode: attached.exitCode || 1 };
        };
        const attached = await (0,_attempts_js__WEBPACK_IMPORTED_MODULE_1__/* .persistently */ .p)(`start ${name}`, start, attempts);
        if (isOver())
            throw tooLong(test, 'it did not end');
        return attached;
    });
    const { exitCode } = await readState(docker, name);
    if (exitCode !== 0) {
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError(`The test of ${test.image} failed with exit code ${exitCode}. Nothing was pushed.\n${(0,_docker_js__WEBPACK_IMPORTED_MODULE_2__.lastLines)(output)}`);
    }
};
/** Starts the image as it is, waits until it says that it is healthy, and shows what it printed. */
const awaitHealth = async (test, { docker, name, attempts }) => {
    await (0,_attempts_js__WEBPACK_IMPORTED_MODULE_1__/* .persistently */ .p)(`start ${name}`, () => docker.quiet(['start', name]), attempts);
    const failed = (why) => new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError(`The test of ${test.image} failed: ${why}. Nothing was pushed.`);
    try {
        const end = Date.now() + test.limit;
        for (;;) {
            const { running, exitCode, health, said } = await readState(docker, name);
            const last = said === '' ? '' : `: ${said}`;
            if (!running)
                throw failed(`it ended with exit code ${exitCode} before it was healthy`);
            if (health === 'healthy')
                return;
            if (health === 'unhealthy')
                throw failed(`its HEALTHCHECK says that it is unhealthy${last}`);
            if (Date.now() >= end)
                throw tooLong(test, `its HEALTHCHECK did not say that it is healthy${last}`);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(1000);
        }
    }
    finally {
        await docker.shown(['logs', name], 60_000);
    }
};
/**
 * Tests an image in a container of its own, which is gone afterwards whatever happens.
 *
 * @throws DockerError that says how the test failed
 */
const testImage = async (test, tools) => {
    const { docker, log, name } = tools;
    const title = test.command === undefined ? 'HEALTHCHECK' : 'command';
    await log.group(`Test ${test.image} (${title})`, async () => {
        try {
            await (0,_attempts_js__WEBPACK_IMPORTED_MODULE_1__/* .persistently */ .p)(`create ${name}`, () => docker.quiet(createArguments(test, name)), tools.attempts);
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
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6472);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8545);



/** A docker command failed, or there is no docker. */
class DockerError extends Error {
    name = 'DockerError';
}
/** What docker CLIs say of the builder that Windows needs; nobody's failure is explained by it. */
const deprecation = /^DEPRECATED: The legacy builder .*(?:\r?\n[ \t]+\S.*)*/gm;
/**
 * The last lines of what a command said: what a RUN printed, which is on stdout, then what docker makes of it. BuildKit
 * puts a dozen lines of the Dockerfile behind the reason.
 */
const lastLines = ({ stdout, stderr }, count = 16) => `${stdout.slice(-longest)}\n${stderr.slice(-longest)}`
    .replace(deprecation, '')
    .split(/\r?\n/)
    .map(_report_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)
    .filter(line => line !== '')
    .slice(-count)
    .join('\n');
/** Characters of each stream that are looked at for the last lines. */
const longest = 64 * 1024;
/** Commands that only ask answer at once; an engine that hangs must not hold the step. */
const patience = 120_000;
/**
 * The docker CLI on PATH.
 *
 * @param env variables for every command, beside those of the job
 */
const dockerCli = (env) => {
    const run = async (args, options) => {
        try {
            return await (0,_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runProgram */ .m)('docker', args, { ...options, env: { ...process.env, ...env } });
        }
        catch (cause) {
            const why = cause instanceof Error ? (0,_report_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(cause.message) : String(cause);
            throw new DockerError(why.startsWith('it did not end')
                ? `docker ${args[0] ?? ''} failed: ${why}. The engine seems to hang: restart it (on Windows: Restart-Service docker).`
                : `docker ${args[0] ?? ''} could not be started: ${why}. Install Docker on this runner (on Windows the input 'docker-version' does it), or take one that has it (windows-2022, windows-2025, ubuntu-24.04).`, { cause });
        }
    };
    return {
        quiet: (args, limit = patience) => run(args, { limit }),
        shown: async (args, limit) => {
            const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
            process.stdout.write(`::stop-commands::${token}\n[command]docker ${args.join(' ')}\n`);
            try {
                return await run(args, { hear: text => process.stdout.write(text), ...(limit === undefined ? {} : { limit }) });
            }
            finally {
                process.stdout.write(`\n::${token}::\n`);
            }
        }
    };
};


/***/ }),

/***/ 38:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ option)
/* harmony export */ });
/** An option of docker and its value, which is an argument of its own; nothing where there is no value. */
const option = (name, value) => value === undefined ? [] : [name, value];


/***/ }),

/***/ 8545:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ runProgram)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_io__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8701);


/** A program could not be started, or did not end in time. */
class ProgramError extends Error {
    name = 'ProgramError';
}
/** Of what a program writes the end is kept: it has the reason why it failed. In characters, of each stream. */
const mostKept = 8 * 1024 * 1024;
const running = new Set();
/** A runner that cancels a step tells this process alone: what it has started has to end with it. */
const endWith = (signal) => {
    for (const child of running)
        child.kill(signal);
    process.kill(process.pid, signal);
};
const watchSignals = () => {
    for (const signal of ['SIGINT', 'SIGTERM'])
        if (!process.listeners(signal).includes(endWith))
            process.once(signal, endWith);
};
/**
 * Starts a program of PATH with these arguments, never through a shell, and without an input.
 *
 * @throws ProgramError where there is no such program, and where it takes longer than the limit
 */
const runProgram = async (program, args, { limit, env = process.env, hear } = {}) => {
    watchSignals();
    // Windows would look into the working folder first, where anything can lie.
    const path = await (0,_actions_io__WEBPACK_IMPORTED_MODULE_1__/* .which */ .K7)(program, true).catch((cause) => {
        throw new ProgramError(`there is no program '${program}' on PATH`, { cause });
    });
    return new Promise((resolve, reject) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(path, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
        running.add(child);
        const written = { stdout: '', stderr: '' };
        for (const name of ['stdout', 'stderr']) {
            child[name].setEncoding('utf8').on('data', (text) => {
                written[name] = (written[name] + text).slice(-mostKept);
                hear?.(text);
            });
        }
        const end = (settle) => {
            clearTimeout(timer);
            running.delete(child);
            settle();
        };
        const timer = limit === undefined
            ? undefined
            : setTimeout(() => {
                child.kill('SIGKILL');
                // Whatever it has started itself may hold the pipes open.
                child.stdout.destroy();
                child.stderr.destroy();
                end(() => {
                    reject(new ProgramError(`it did not end within ${Math.round(limit / 1000)} s`));
                });
            }, limit);
        child.once('error', cause => {
            end(() => {
                reject(new ProgramError(cause.message, { cause }));
            });
        });
        child.once('close', (code, signal) => {
            end(() => {
                resolve({ exitCode: code ?? (signal === null ? -1 : 128), ...written });
            });
        });
    });
};


/***/ })

};
