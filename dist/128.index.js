export const id = 128;
export const ids = [128];
export const modules = {

/***/ 6556:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NJ: () => (/* binding */ EngineError),
/* harmony export */   Rz: () => (/* binding */ readEngine),
/* harmony export */   Vx: () => (/* binding */ isRemote)
/* harmony export */ });
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3234);

/** The engine does not answer. */
class EngineError extends _docker_js__WEBPACK_IMPORTED_MODULE_0__.DockerError {
}
/** The engine names the machine's architecture, images name Go's (GOARCH). */
const architectures = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' };
/** It answers at once; one that starts may not. */
const patience = 30_000;
const text = (value) => (typeof value === 'string' ? value : '');
/**
 * On Linux the job chooses by a variable, which docker reads as Go reads a boolean, else buildx builds where it is, from
 * Docker 23.0 on (docker/cli cmd/docker/builder.go), whose client tells its version. On Windows we choose.
 */
const isClassic = (os, { ClientInfo: client }) => {
    if (os === 'windows')
        return true;
    const chosen = process.env.DOCKER_BUILDKIT ?? '';
    if (chosen !== '')
        return /^(?:0|f|false)$/i.test(chosen);
    if (typeof client !== 'object' || client === null || !('Version' in client) || !('Plugins' in client))
        return true;
    const { Plugins: plugins } = client;
    return !(Array.isArray(plugins) && plugins.some(({ Name: name }) => name === 'buildx'));
};
/**
 * Asks the engine what it is.
 *
 * @throws EngineError when it does not answer; DockerError when there is no docker
 */
const readEngine = async (docker) => {
    const output = await docker.quiet(['info', '--format', '{{json .}}'], patience);
    let info = {};
    try {
        info = JSON.parse(output.stdout);
    }
    catch {
        // Told below, with what docker said.
    }
    const os = text(info.OSType);
    // The CLI answers, with exit code 0, even where no engine does.
    if (output.exitCode !== 0 || (os !== 'windows' && os !== 'linux')) {
        const errors = Array.isArray(info.ServerErrors) ? info.ServerErrors.map(String).join('\n') : '';
        throw new EngineError(`The Docker engine does not answer: ${errors === '' ? (0,_docker_js__WEBPACK_IMPORTED_MODULE_0__.lastLines)({ ...output, stdout: '' }) : errors}. Start it (on Windows: Start-Service docker), or check DOCKER_HOST.`);
    }
    const [machine, isolation] = [text(info.Architecture), text(info.Isolation)];
    return {
        os,
        architecture: architectures[machine] ?? machine,
        osVersion: text(info.OSVersion),
        operatingSystem: text(info.OperatingSystem),
        version: text(info.ServerVersion),
        isolation: isolation === 'process' || isolation === 'hyperv' ? isolation : undefined,
        classic: isClassic(os, info)
    };
};
/**
 * Whether the engine is on another machine, where what this one says of itself does not count. The CLI goes where
 * DOCKER_HOST says, else where its current context does (docker/cli cli/command/cli.go, resolveContextName).
 */
const isRemote = async (docker) => {
    const given = process.env.DOCKER_HOST ?? '';
    const host = given === '' ? await contextHost(docker) : given;
    return host !== '' && !host.startsWith('npipe:////./') && !host.startsWith('unix:');
};
/** The address of the current context; '' for docker's own default. */
const contextHost = async (docker) => {
    const output = await docker.quiet(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']);
    return output.exitCode === 0 ? output.stdout.trim() : '';
};


/***/ }),

/***/ 9655:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ec: () => (/* binding */ engineService),
/* harmony export */   Sy: () => (/* binding */ stopService),
/* harmony export */   eh: () => (/* binding */ serviceOptions)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6472);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3234);
/* harmony import */ var _engine_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6556);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8545);
/* harmony import */ var _windows_registry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1617);






/** States of a service, as numbers: the words beside them are in Windows' own language (winsvc.h). */
const states = { stopped: 1, running: 4 };
/** An engine is up within seconds, on a machine that has just booted within half a minute. */
const patience = 60_000;
const pause = 1000;
/** `sc` answers 1060 where there is no such service, 1056 where it runs already, 1062 where it does not run. */
const noSuchService = 1060;
const sc = (...args) => (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runProgram */ .m)('sc', args, { limit: 30_000 });
const stateOf = async (service) => {
    const { exitCode, stdout } = await sc('query', service);
    if (exitCode === noSuchService)
        return undefined;
    return Number(/:\s+([1-7])\s+\S/.exec(stdout)?.[1] ?? Number.NaN);
};
const commandFailed = (what, output) => new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError(`${what} failed (${output.exitCode}): ${(0,_report_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)((0,_docker_js__WEBPACK_IMPORTED_MODULE_2__.lastLines)(output, 4))}. May the account of the runner control services? Run the runner as an administrator, or start the service before this step.`);
const startService = async (service) => {
    const output = await sc('start', service);
    if (output.exitCode !== 0 && (await stateOf(service)) !== states.running)
        throw commandFailed(`Starting the service ${service}`, output);
};
/**
 * Stops a service and waits until it has, at most a minute: one that is starting cannot be stopped yet.
 *
 * @returns whether there is such a service
 */
const stopService = async (service) => {
    for (const end = Date.now() + patience; Date.now() < end;) {
        const state = await stateOf(service);
        if (state === undefined)
            return false;
        if (state === states.stopped)
            return true;
        if (state === states.running)
            await sc('stop', service);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pause);
    }
    throw new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError(`The service ${service} did not stop within ${patience / 1000} s. Restart the machine.`);
};
/**
 * What stands behind the program of a service: dockerd keeps its own settings there (moby service_windows.go), such as
 * `--run-service --data-root D:\docker`.
 */
const serviceOptions = async (service) => {
    const values = await (0,_windows_registry_js__WEBPACK_IMPORTED_MODULE_5__/* .registryValues */ ._)(`HKLM\\SYSTEM\\CurrentControlSet\\Services\\${service}`);
    return /^\s*(?:"[^"]*"|\S+)\s+(\S.*?)\s*$/.exec(values.get('ImagePath') ?? '')?.[1] ?? '--run-service';
};
/** Waits for the engine of a service that starts, at most a minute. */
const awaitEngine = async (docker) => {
    for (const end = Date.now() + patience;;) {
        try {
            return await (0,_engine_js__WEBPACK_IMPORTED_MODULE_3__/* .readEngine */ .Rz)(docker);
        }
        catch (error) {
            if (!(error instanceof _engine_js__WEBPACK_IMPORTED_MODULE_3__/* .EngineError */ .NJ) || Date.now() >= end)
                throw error;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pause);
    }
};
const engineService = (docker, log) => ({
    start: async () => {
        const state = await stateOf('docker');
        if (state === undefined) {
            throw new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError("There is no Docker engine on this machine: it has no service 'docker'. Install one (the input 'docker-version' does it), take a runner that has it (windows-2022, windows-2025), or name another engine in DOCKER_HOST.");
        }
        if (state !== states.running) {
            log.notice("The service 'docker' does not run on this machine: starting it.");
            await startService('docker');
        }
        return awaitEngine(docker).catch((cause) => {
            const why = cause instanceof Error ? cause.message : String(cause);
            throw new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError(`The service 'docker' was started, but its engine does not answer after ${patience / 1000} s. ${why} Its reasons are in the event log: Get-EventLog -LogName Application -Source docker -Newest 20`, { cause });
        });
    },
    restart: async (services) => {
        log.info(`Restarting ${services.join(' and ')}`);
        for (const service of [...services].reverse())
            await stopService(service);
        for (const service of services)
            await startService(service);
        return awaitEngine(docker);
    }
});


/***/ }),

/***/ 4523:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/** Makes a folder that nothing else uses, where the runner empties what its jobs leave behind. */
const temporaryFolder = async (name, env = process.env) => {
    const { RUNNER_TEMP: given = '' } = env;
    const parent = given === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)() : given;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(parent, { recursive: true });
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, `win-multiarch-${name}-`));
};


/***/ }),

/***/ 1617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ registryValues)
/* harmony export */ });
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8545);

/** The values of a key of the Windows registry; none where it cannot be read. */
const registryValues = async (key) => {
    const output = await (0,_process_js__WEBPACK_IMPORTED_MODULE_0__/* .runProgram */ .m)('reg', ['query', key], { limit: 30_000 }).catch(() => undefined);
    const lines = [...(output?.stdout ?? '').matchAll(/^ +(\w+) +REG_\w+ +(.*?)\r?$/gm)];
    return new Map(lines.map(([, name = '', value = '']) => [name, value]));
};


/***/ }),

/***/ 6128:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  build: () => (/* binding */ build)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/dockerfile-ast/lib/main.js
var main = __webpack_require__(8390);
;// CONCATENATED MODULE: ./src/dockerfile/words.ts
/** A text of a Dockerfile cannot be expanded; the message says where. */
class WordError extends Error {
    name = 'WordError';
}
/** Nobody nests defaults that deep: `${A:-${B:-…}}`. */
const deepest = 20;
/**
 * Expands the variables of a word and takes its quotes away, as docker does (buildkit frontend/dockerfile/shell/lex.go):
 * `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME:+word}`, `${NAME:?word}`, the last three without the colon too.
 *
 * @param escape the character of the directive `# escape=`
 * @throws WordError for an expression without an end, and for those that cut or replace parts of a value
 */
const expandWord = (word, variables, escape) => {
    let at = 0;
    const fail = (why) => {
        throw new WordError(`'${word}' ${why}`);
    };
    const nameAt = () => {
        const name = /^(?:[A-Za-z_]\w*|[0-9@*#?$!-])/.exec(word.slice(at))?.[0] ?? '';
        at += name.length;
        return name;
    };
    const variable = (depth) => {
        if (word[at] !== '{') {
            const plain = nameAt();
            return plain === '' ? '$' : (variables(plain) ?? '');
        }
        at++;
        const name = nameAt();
        if (name === '')
            fail("has '${' without a name");
        const value = variables(name);
        if (word[at] === '}') {
            at++;
            return value ?? '';
        }
        const colon = word[at] === ':';
        if (colon)
            at++;
        const operator = word[at++] ?? '';
        if (!['-', '+', '?'].includes(operator))
            fail(`has the expression '\${${name}${colon ? ':' : ''}${operator}…}'`);
        const other = read('}', depth + 1);
        const set = value !== undefined && (value !== '' || !colon);
        if (operator === '+')
            return set ? other : '';
        if (!set && operator === '?')
            fail(`asks for '${name}', which is not set`);
        return set ? value : other;
    };
    const single = () => {
        const end = word.indexOf("'", at);
        if (end < 0)
            fail('has a quote without an end');
        const text = word.slice(at, end);
        at = end + 1;
        return text;
    };
    const read = (end, depth) => {
        if (depth > deepest)
            fail('is nested too deep');
        let text = '';
        for (let quoted = false; at < word.length;) {
            const sign = word[at++] ?? '';
            if (sign === end && !quoted)
                return text;
            if (sign === "'" && !quoted)
                text += single();
            else if (sign === '"')
                quoted = !quoted;
            else if (sign === '$')
                text += variable(depth);
            else if (sign !== escape)
                text += sign;
            else {
                const next = word[at++] ?? '';
                text += quoted && !['"', '$', escape].includes(next) ? sign + next : next;
            }
        }
        if (end !== undefined)
            fail("has '${' without an end");
        return text;
    };
    return read(undefined, 0);
};

;// CONCATENATED MODULE: ./src/dockerfile/dockerfile.ts


/** A Dockerfile does not say what is asked of it; the message names the line. */
class DockerfileError extends Error {
    name = 'DockerfileError';
}
const lineOf = (instruction) => instruction.getRange().start.line + 1;
const isFrom = (instruction) => instruction.getKeyword() === 'FROM';
const isArg = (instruction) => instruction.getKeyword() === 'ARG';
const isEnv = (instruction) => instruction.getKeyword() === 'ENV';
const isLabel = (instruction) => instruction.getKeyword() === 'LABEL';
const splitStages = (instructions) => {
    const globals = [];
    const stages = [];
    for (const instruction of instructions) {
        if (isFrom(instruction))
            stages.push({ from: instruction, name: instruction.getBuildStage()?.toLowerCase(), body: [] });
        else if (stages.length > 0)
            stages.at(-1)?.body.push(instruction);
        else if (isArg(instruction))
            globals.push(instruction);
    }
    return { globals, stages };
};
/** The stage that is built: by its name, by its number from 0 on, else the last one. */
const targetOf = (stages, target) => {
    if (target === undefined)
        return stages.length - 1;
    const named = stages.findLastIndex(({ name }) => name === target.toLowerCase());
    return named >= 0 ? named : /^\d+$/.test(target) && Number(target) < stages.length ? Number(target) : -1;
};
/**
 * Reads a Dockerfile.
 *
 * @param target the stage that is built; undefined: the last one
 * @throws DockerfileError where there is no such stage
 */
const parseDockerfile = (text, target) => {
    // Docker passes over the mark that Windows editors put first.
    const document = main.DockerfileParser.parse(text.replace(/^\uFEFF/, ''));
    const escape = document.getEscapeCharacter();
    const { globals, stages } = splitStages(document.getInstructions());
    const last = targetOf(stages, target);
    if (stages.length === 0)
        throw new DockerfileError('it has no FROM');
    if (last < 0)
        throw new DockerfileError(`it has no stage '${target ?? ''}'`);
    const expand = (word, variables, at) => {
        try {
            return expandWord(word, variables, escape);
        }
        catch (cause) {
            if (!(cause instanceof WordError))
                throw cause;
            throw new DockerfileError(`line ${lineOf(at)}: ${cause.message}`, { cause });
        }
    };
    /** Sets what an ARG declares: what is given wins over the default; without both the name stays unset. */
    const declare = (values, arg, args, outer) => {
        for (const property of arg.getProperties()) {
            const [name, word] = [property.getName(), property.getUnescapedValue()];
            const fallback = word === null ? outer(name) : expand(word, key => values.get(key), arg);
            const value = Object.hasOwn(args, name) ? args[name] : fallback;
            if (value !== undefined)
                values.set(name, value);
        }
    };
    const globalValues = (args) => {
        const values = new Map();
        for (const arg of globals)
            declare(values, arg, args, () => undefined);
        return name => values.get(name);
    };
    const baseOf = ({ from }, variables) => {
        const written = from.getImage() ?? '';
        const platform = from.getPlatformFlag()?.getValue();
        return {
            image: expand(written, variables, from),
            written,
            line: lineOf(from),
            ...(platform === undefined || platform === null ? {} : { platform: expand(platform, variables, from) })
        };
    };
    /** The stage before `index` whose name that is. */
    const stageNamed = (image, index) => stages.slice(0, index).findLastIndex(({ name }) => name === image.toLowerCase());
    /** The stages that make the image, the target first, and what the last of them starts from. */
    const chainOf = (args) => {
        const variables = globalValues(args);
        const chain = [];
        for (let index = last;;) {
            const stage = stages[index];
            if (stage === undefined)
                throw new DockerfileError('it has no FROM');
            chain.push(stage);
            const base = baseOf(stage, variables);
            index = stageNamed(base.image, index);
            if (index < 0)
                return { chain, base };
        }
    };
    const labelsOf = ({ body }, args, outer) => {
        const values = new Map();
        const variables = name => values.get(name);
        return body.flatMap(instruction => {
            if (isArg(instruction))
                declare(values, instruction, args, outer);
            else if (isEnv(instruction)) {
                for (const property of instruction.getProperties())
                    values.set(property.getName(), expand(property.getUnescapedValue() ?? '', variables, instruction));
            }
            else if (isLabel(instruction))
                return instruction.getProperties().map(property => expand(property.getName(), variables, instruction));
            return [];
        });
    };
    return {
        base: args => {
            const { base } = chainOf(args);
            return base.image === 'scratch' ? undefined : base;
        },
        otherBases: args => {
            const variables = globalValues(args);
            const own = chainOf(args).chain.at(-1);
            return stages
                .slice(0, last + 1)
                .filter(stage => stage !== own)
                .map(stage => ({ index: stages.indexOf(stage), base: baseOf(stage, variables) }))
                .filter(({ index, base }) => base.image !== 'scratch' && stageNamed(base.image, index) < 0)
                .map(({ base }) => base);
        },
        labels: args => {
            const outer = globalValues(args);
            return new Set(chainOf(args).chain.flatMap(stage => labelsOf(stage, args, outer)));
        }
    };
};

// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/registry/errors.ts + 1 modules
var errors = __webpack_require__(4456);
// EXTERNAL MODULE: ./src/registry/settled.ts
var settled = __webpack_require__(4018);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/registry/base.ts
var base = __webpack_require__(5606);
// EXTERNAL MODULE: ./src/docker/attempts.ts + 1 modules
var docker_attempts = __webpack_require__(2254);
// EXTERNAL MODULE: ./src/docker/docker.ts
var docker_docker = __webpack_require__(3234);
;// CONCATENATED MODULE: ./src/docker/image.ts


const image_text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
const record = (value) => (typeof value === 'object' && value !== null ? value : {});
const list = (value) => (Array.isArray(value) ? value : []);
const parse = (output) => {
    const image = record(list(JSON.parse(output.stdout))[0]);
    const [config, rootfs] = [record(image.Config), record(image.RootFS)];
    const [variant, osVersion, created] = [image_text(image.Variant), image_text(image.OsVersion), image_text(image.Created)];
    const [check] = list(record(config.Healthcheck).Test);
    return {
        id: image_text(image.Id) ?? '',
        platform: {
            os: image_text(image.Os) ?? '',
            architecture: image_text(image.Architecture) ?? '',
            ...(variant === undefined ? {} : { variant }),
            ...(osVersion === undefined ? {} : { osVersion })
        },
        repoDigests: list(image.RepoDigests).filter(item => typeof item === 'string'),
        diffIds: list(rootfs.Layers).filter(oci_digest/* isDigest */.Bc),
        labels: Object.fromEntries(Object.entries(record(config.Labels)).filter((entry) => typeof entry[1] === 'string')),
        ...(created === undefined ? {} : { created }),
        size: typeof image.Size === 'number' ? image.Size : 0,
        hasHealthcheck: image_text(check) !== undefined && check !== 'NONE',
        passesOn: list(config.OnBuild).length === 0 && image_text(image.Author) === undefined
    };
};
/** An image of the engine; undefined where it has none of that name. */
const findImage = async (docker, reference) => {
    const output = await docker.quiet(['image', 'inspect', reference]);
    return output.exitCode === 0 ? parse(output) : undefined;
};
/** Asks the engine for an image that it has just built. */
const inspectImage = async (docker, reference) => {
    const output = await docker.quiet(['image', 'inspect', reference]);
    if (output.exitCode !== 0)
        throw new docker_docker.DockerError(`docker image inspect ${reference} failed: ${(0,docker_docker.lastLines)({ ...output, stdout: '' })}`);
    return parse(output);
};

;// CONCATENATED MODULE: ./src/docker/base.ts







const digestIn = (repoDigests, reference) => {
    if (reference.digest !== undefined)
        return reference.digest;
    const own = repoDigests.find(text => {
        const [name = ''] = text.split('@');
        return (0,oci_reference/* sameRepository */.RB)((0,oci_reference/* repositoryOf */._M)((0,oci_reference/* parseReference */.F2)(name)), (0,oci_reference/* repositoryOf */._M)(reference));
    });
    const digest = own?.split('@')[1];
    return (0,oci_digest/* isDigest */.Bc)(digest) ? digest : undefined;
};
const fromEngine = (image, reference) => {
    const digest = digestIn(image.repoDigests, reference);
    return {
        reference,
        ...(digest === undefined ? {} : { digest }),
        platform: image.platform,
        diffIds: image.diffIds,
        labels: image.labels,
        ...(image.created === undefined ? {} : { created: image.created })
    };
};
/** Images that this engine has, which no registry need have. */
const localBase = async (docker, reference) => {
    const image = await findImage(docker, (0,oci_reference/* formatReference */.FH)(reference));
    return image === undefined ? undefined : fromEngine(image, reference);
};
/**
 * Looks at the base as the build will: the engine's own image where it has one and is not told to pull, else the
 * registry's. Where the registry cannot be read from here, docker may have another way to it (mirrors of its own): then
 * the base is pulled now.
 *
 * @returns undefined where there is no such image, or none for that platform
 * @throws RegistryError, DockerError where it cannot be had
 */
const findBase = async (reference, wanted, pull, { docker, registry, attempts }) => {
    const local = pull ? undefined : await localBase(docker, reference);
    if (local !== undefined)
        return local;
    try {
        const found = await (0,base/* readBase */.w)(registry, reference, wanted);
        if (found === undefined)
            return undefined;
        const { platform, diffIds, labels, created } = await found.client.config(found.manifest);
        return {
            reference: found.reference,
            digest: found.digest,
            platform,
            diffIds,
            labels,
            ...(created === undefined ? {} : { created })
        };
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl))
            throw error;
        attempts.policy.log.info(`${error.message} Docker is asked for it.`);
        const name = (0,oci_reference/* formatReference */.FH)(reference);
        await (0,docker_attempts/* persistently */.p)(`pull ${name}`, () => docker.shown(['pull', name]), attempts);
        return localBase(docker, reference);
    }
};
/** Whether an image is there, without reading it. */
const isThere = async (reference, pull, { docker, registry, attempts }) => {
    if (!pull && (await findImage(docker, (0,oci_reference/* formatReference */.FH)(reference))) !== undefined)
        return true;
    try {
        return ((await registry.open((0,oci_reference/* repositoryOf */._M)(reference), 'pull').head(reference.digest ?? reference.tag ?? 'latest')) !==
            undefined);
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl))
            throw error;
        attempts.policy.log.info(`${error.message} Docker will try it.`);
        return true;
    }
};
/**
 * The newest tag like `10.0.20348.5499` of a repository that is not newer than a host of that build and patch level;
 * undefined where there is none.
 */
const tagForHost = (tags, host) => tags
    .flatMap(tag => {
    const version = (0,os_version/* parseOsVersion */.u)(tag);
    const fits = version?.build === host.build && version.revision !== undefined && version.revision <= host.revision;
    return fits ? [{ tag, version }] : [];
})
    .sort((a, b) => (0,os_version/* compareOsVersions */.N)(b.version, a.version))[0]?.tag;
/** Whether an image begins with all layers of another one. */
const beginsWith = (image, base) => base.every((diffId, index) => image[index] === diffId);

;// CONCATENATED MODULE: ./src/docker/base-plan.ts








const advice = (baseArg) => `Take the base by 'ARG ${baseArg}' before the first FROM and 'FROM …:$${baseArg}'.`;
const read = (line, image, written, baseArg) => {
    try {
        return (0,oci_reference/* parseReference */.F2)(image);
    }
    catch (cause) {
        if (!(cause instanceof oci_reference/* ReferenceError */.AF))
            throw cause;
        throw new docker_docker.DockerError(`Line ${line} of the Dockerfile, FROM ${written}: ${cause.message}. ${advice(baseArg)}`, {
            cause
        });
    }
};
/** Microsoft has not published every kind of base for every release. */
const familyHint = (reference, release) => {
    const family = reference.registry === 'mcr.microsoft.com' ? (0,base_reference/* familyOf */.Ap)(reference) : undefined;
    if (release.os !== 'windows' || family === undefined || release.families.includes(family))
        return '';
    return ` Microsoft publishes ${release.families.join(', ')} for ${release.name}, and not ${family}.`;
};
const absent = (reference, release, where) => new docker_docker.DockerError(`The base ${(0,oci_reference/* formatReference */.FH)(reference)}${where} does not exist, or has no image for ${release.name}.${familyHint(reference, release)} Check its name and tag; nothing was built.`);
/** Where the base comes from: the user, else the Dockerfile. */
const locate = (request, tag) => {
    const { release, dockerfile, argsWith, baseArg, baseImage } = request;
    if (baseImage !== undefined && release.os === 'windows') {
        const reference = (0,base_reference/* baseOfRelease */.Y6)(baseImage, release);
        return {
            reference: tag === release.name ? reference : { ...(0,oci_reference/* repositoryOf */._M)(reference), tag },
            where: " of 'base-image'"
        };
    }
    const found = dockerfile?.base(argsWith(tag));
    if (found === undefined)
        return undefined;
    const { image, written, line } = found;
    return { reference: read(line, image, written, baseArg), where: ` (line ${line} of the Dockerfile)` };
};
/** Whether the base is exactly `<repository>:$BASE`, so that another value of the argument is another tag of it. */
const isPlainTag = ({ dockerfile, argsWith }, reference) => {
    const probe = 'win-multiarch-probe';
    const image = dockerfile?.base(argsWith(probe))?.image;
    return image !== undefined && image.endsWith(`:${probe}`) && (0,oci_reference/* sameRepository */.RB)((0,oci_reference/* parseReference */.F2)(image), reference);
};
const checkUse = ({ release, dockerfile, argsWith, baseArg }, { attempts }) => {
    if (release.os !== 'windows' || dockerfile === undefined)
        return;
    const [own, other] = [dockerfile.base(argsWith(release.name)), dockerfile.base(argsWith('another'))];
    if (own === undefined || own.image !== other?.image)
        return;
    attempts.policy.log.warning(`Line ${own.line} of the Dockerfile, FROM ${own.written}, does not use the build argument ${baseArg}: every release gets the same base. ${advice(baseArg)}`);
};
const checkRelease = (base, release, where, baseArg) => {
    const { os, osVersion } = base.platform;
    const build = (0,os_version/* parseOsVersion */.u)(osVersion ?? '')?.build;
    if (os === 'windows' && (build === undefined || build === release.build))
        return;
    throw new docker_docker.DockerError(`The base ${(0,oci_reference/* formatReference */.FH)(base.reference)}${where} is for ${os ?? 'nothing'}${osVersion === undefined ? '' : ` ${osVersion}`}, not for ${release.name} (build ${release.build}). ${advice(baseArg)} Nothing was built.`);
};
/** What stands in other stages and does not exist: the classic builder, which builds them all, pulls it as well. */
const missingOthers = async (request, tag, tools) => {
    const { release, dockerfile, argsWith, baseArg, pull } = request;
    if (release.os !== 'windows' || dockerfile === undefined)
        return [];
    const found = await (0,settled/* settled */.g)(dockerfile.otherBases(argsWith(tag)).map(async ({ image, written, line }) => {
        const reference = read(line, image, written, baseArg);
        return (await isThere(reference, pull, tools)) ? undefined : { reference, line };
    }));
    return found.filter(missing => missing !== undefined);
};
const checkOthers = async (request, tag, tools) => {
    const [missing] = await missingOthers(request, tag, tools);
    if (missing === undefined)
        return;
    throw absent(missing.reference, request.release, ` (line ${missing.line} of the Dockerfile)`);
};
const isNewerThan = (base, host) => {
    const version = (0,os_version/* parseOsVersion */.u)(base?.platform.osVersion ?? '');
    if (version?.revision === undefined || host?.revision === undefined)
        return false;
    return version.build === host.build && version.revision > host.revision;
};
/** The tag of the host's patch level; undefined, and told, where there is none. */
const findPin = async (request, base, tools) => {
    const { host } = request;
    const { registry, attempts } = tools;
    if (host?.revision === undefined)
        return undefined;
    const { log } = attempts.policy;
    const told = `The base ${(0,oci_reference/* formatReference */.FH)(base.reference)} (${base.platform.osVersion ?? ''}) is newer than this host (10.0.${host.build}.${host.revision}), and may fail to start here (0xc0370106)`;
    if (!isPlainTag(request, base.reference)) {
        log.notice(`${told}. Another tag cannot be taken: it is not used as exactly <repository>:$${request.baseArg}.`);
        return undefined;
    }
    const tags = await registry
        .open((0,oci_reference/* repositoryOf */._M)(base.reference), 'pull')
        .tags()
        .catch((error) => {
        if (!(error instanceof errors/* RegistryError */.gl))
            throw error;
        log.info(error.message);
        return [];
    });
    const tag = tagForHost(tags, { build: host.build, revision: host.revision });
    if (tag === undefined) {
        log.notice(`${told}. There is no tag of this patch level.`);
        return undefined;
    }
    // The argument is one for all stages, and few other images have a tag for every patch level.
    const [missing] = await missingOthers(request, tag, tools);
    if (missing !== undefined) {
        log.notice(`${told}. Another tag cannot be taken: line ${missing.line} of the Dockerfile uses ${request.baseArg} too, and ${(0,oci_reference/* formatReference */.FH)(missing.reference)} does not exist.`);
        return undefined;
    }
    log.notice(`${told}: taking ${tag} instead.`);
    return tag;
};
const plan = async (request, tools) => {
    const { release, baseArg, pull, mayPin, isolation } = request;
    checkUse(request, tools);
    const wanted = {
        os: release.os,
        architecture: release.architecture,
        ...(release.os === 'windows' ? { build: release.build } : {})
    };
    const look = async (tag) => {
        const located = locate(request, tag);
        if (located === undefined)
            return undefined;
        const base = await findBase(located.reference, wanted, pull, tools);
        if (base === undefined)
            throw absent(located.reference, release, located.where);
        if (release.os === 'windows')
            checkRelease(base, release, located.where, baseArg);
        return base;
    };
    const [base] = await (0,settled/* settled */.g)([look(release.name), checkOthers(request, release.name, tools)]);
    if (base === undefined || isolation !== 'process' || !isNewerThan(base, request.host))
        return { tag: release.name, base, isNewer: false };
    const pin = mayPin ? await findPin(request, base, tools) : undefined;
    if (pin === undefined)
        return { tag: release.name, base, isNewer: true };
    const pinned = await look(pin);
    return { tag: pin, base: pinned, isNewer: isNewerThan(pinned, request.host) };
};
/**
 * Finds what a leg is built on and looks at it before minutes are spent: whether it exists, is for the release, and is
 * of a patch level that runs on this host. A Dockerfile that only docker can read is left to docker.
 *
 * @throws DockerError that names the line of the Dockerfile
 */
const planBase = (request, tools) => plan(request, tools).catch((error) => {
    if (!(error instanceof DockerfileError))
        throw error;
    tools.attempts.policy.log.warning(`The base cannot be read from the Dockerfile, so that it is neither checked nor named in the labels: ${error.message}. Name it in 'base-image'.`);
    return request.baseImage === undefined || request.dockerfile === undefined
        ? { tag: request.release.name, base: undefined, isNewer: false }
        : plan({ ...request, dockerfile: undefined }, tools);
});

;// CONCATENATED MODULE: ./src/docker/build-args.ts
/** What a Linux builder knows without being told, and a FROM may use (docs.docker.com, "Automatic platform ARGs"). */
const automatic = (release) => {
    if (release.os === 'windows')
        return {};
    const variant = release.variant ?? '';
    const platform = `linux/${release.architecture}${variant === '' ? '' : `/${variant}`}`;
    const parts = { PLATFORM: platform, OS: 'linux', ARCH: release.architecture, VARIANT: variant };
    return Object.fromEntries(['TARGET', 'BUILD'].flatMap(kind => Object.entries(parts).map(([part, value]) => [kind + part, value])));
};
/**
 * The values of build arguments as docker sees them.
 *
 * @param given `KEY=value`, or `KEY` alone for the variable of that name; the last of a key counts
 */
const buildArgValues = (release, given, env = process.env) => ({
    ...automatic(release),
    ...Object.fromEntries(given.flatMap(argument => {
        const equals = argument.indexOf('=');
        const value = equals < 0 ? env[argument] : argument.slice(equals + 1);
        return value === undefined ? [] : [[equals < 0 ? argument : argument.slice(0, equals), value]];
    }))
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/dockerfile/label.ts
/** In double quotes these three are not themselves (moby builder/dockerfile/shell, processDoubleQuote). */
const quoted = (text) => `"${text.replaceAll(/["$\\]/g, sign => `\\${sign}`)}"`;
/**
 * Labels as one LABEL of a Dockerfile, each on a line of its own, since docker reads no line of more than 64 KiB.
 *
 * @param labels names and values without line breaks, which no quotes can hold
 */
const labelInstruction = (labels) => `LABEL ${Object.entries(labels)
    .map(([name, value]) => `${quoted(name)}=${quoted(value)}`)
    .join(' \\\n  ')}\n`;

// EXTERNAL MODULE: ./src/docker/options.ts
var options = __webpack_require__(38);
// EXTERNAL MODULE: ./src/docker/temporary.ts
var temporary = __webpack_require__(4523);
;// CONCATENATED MODULE: ./src/docker/build.ts







/** A path that docker cannot take for an option or for its standard input. */
const asPath = (path) => (path.startsWith('-') ? `./${path}` : path);
/** The arguments of docker. Values stand in arguments of their own, where docker never takes them for options. */
const buildArguments = (command) => [
    'build',
    ...(0,options/* option */.u)('--isolation', command.isolation),
    ...(0,options/* option */.u)('--memory', command.memory),
    ...(0,options/* option */.u)('--file', command.file === undefined ? undefined : asPath(command.file)),
    ...(0,options/* option */.u)('--target', command.target),
    ...(0,options/* option */.u)('--network', command.network),
    ...(command.pull ? ['--pull'] : []),
    ...(command.noCache ? ['--no-cache'] : []),
    ...command.cacheFrom.flatMap(image => ['--cache-from', image]),
    ...command.buildArgs.flatMap(argument => ['--build-arg', argument]),
    ...Object.entries(command.labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
    ...command.tags.flatMap(tag => ['--tag', tag]),
    asPath(command.context)
];
const run = ({ docker, attempts }, command, what = 'build') => (0,docker_attempts/* persistently */.p)(what, () => docker.shown(buildArguments(command)), attempts);
/**
 * The image that the classic builder has made: its last line but for the tags (moby builder/backend/backend.go). What a
 * RUN prints comes before it, and BuildKit says nothing of the kind.
 */
const builtBy = ({ stdout }) => [...stdout.matchAll(/^Successfully built ([0-9a-f]+)\s*$/gm)].at(-1)?.[1];
/** Builds nothing but the labels onto an image, under the tags of the command. */
const addLabels = async (image, command, builder) => {
    const { tags, labels, isolation } = command;
    const context = await (0,temporary/* temporaryFolder */.y)('labels');
    try {
        await (0,promises_.writeFile)((0,external_node_path_.join)(context, 'Dockerfile'), `FROM ${image.id}\n${labelInstruction(labels)}`);
        const own = { context, tags, cacheFrom: [], buildArgs: [], labels: {}, pull: false, noCache: false };
        await run(builder, isolation === undefined ? own : { ...own, isolation }, 'build (of the labels)');
    }
    finally {
        await (0,promises_.rm)(context, { recursive: true, force: true });
    }
};
/**
 * Builds the image and shows what docker says.
 *
 * The classic builder makes a step of every `--label`, which on Windows is a layer (moby builder/dockerfile/builder.go,
 * buildLabelOptions): there the labels come last, in one step. A Dockerfile of our own in place of the user's would not
 * do: with a `.dockerignore` docker writes a random name into the context, and nothing is cached (docker/cli,
 * AddDockerfileToBuildContext). Nor may there be images that steps are taken from: a step that is restored from one
 * has not the config of its image, and a FROM would take that for true (moby issue 37273).
 *
 * @returns the image as the engine has it
 * @throws DockerError with docker's last lines
 */
const buildImage = async (command, builder) => {
    const [tag = ''] = command.tags;
    const inspect = (name) => inspectImage(builder.docker, name);
    if (!builder.labelsLast) {
        await run(builder, command);
        return inspect(tag);
    }
    const id = builtBy(await run(builder, { ...command, labels: {}, tags: [] }));
    const image = id === undefined ? undefined : await inspect(id);
    if (image?.passesOn === true)
        await addLabels(image, command, builder);
    // What was built just now is in the cache.
    else
        await run(builder, { ...command, pull: false, noCache: false });
    return inspect(tag);
};
/** Pulls an image that steps may be taken from. @returns whether it can be had */
const pullCache = async (docker, image) => (await docker.shown(['pull', image])).exitCode === 0;

// EXTERNAL MODULE: ./src/docker/container.ts
var docker_container = __webpack_require__(8607);
;// CONCATENATED MODULE: ./src/docker/push.ts



/**
 * Pushes a tag and shows what docker says.
 *
 * @returns the digest under which the registry took it, as docker tells it
 * @throws DockerError with docker's last lines
 */
const pushImage = async (docker, reference, attempts) => {
    const output = await (0,docker_attempts/* persistently */.p)(`push ${reference}`, () => docker.shown(['push', reference]), attempts);
    const digest = /\bdigest: (sha256:[a-f0-9]{64})\b/.exec(output.stdout)?.[1];
    if (!(0,oci_digest/* isDigest */.Bc)(digest))
        throw new docker_docker.DockerError(`docker push ${reference} did not tell the digest:\n${(0,docker_docker.lastLines)(output)}`);
    return digest;
};

// EXTERNAL MODULE: ./src/docker/engine.ts
var docker_engine = __webpack_require__(6556);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/docker/windows-registry.ts
var windows_registry = __webpack_require__(1617);
;// CONCATENATED MODULE: ./src/docker/host.ts




/** Says which Windows this is. */
const versionKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
/** Server or client, and the patch level, which `os.release()` does not tell. */
const readLocal = async (build, engine) => {
    const values = await (0,windows_registry/* registryValues */._)(versionKey);
    const [kind, revision] = [values.get('InstallationType'), Number(values.get('UBR') ?? Number.NaN)];
    const told = readFromEngine(build, engine);
    return {
        build,
        client: kind === undefined ? told.client : kind === 'Client',
        ...(Number.isSafeInteger(revision) ? { revision } : told.revision === undefined ? {} : { revision: told.revision })
    };
};
const readFromEngine = (build, { operatingSystem }) => {
    const revision = /OS Build \d+\.(\d+)/.exec(operatingSystem)?.[1];
    return {
        build,
        client: operatingSystem !== '' && !/server/i.test(operatingSystem),
        ...(revision === undefined ? {} : { revision: Number(revision) })
    };
};
/**
 * The Windows host of the engine: from Windows itself where it is this machine, else from the engine. Never from the
 * runner's label, which says what was meant, not what runs.
 *
 * @param local whether the engine runs on this machine, and this machine runs Windows
 * @throws DockerError when the engine builds for Windows and does not tell its version
 */
const readWindowsHost = async (engine, local) => {
    const version = local ? (0,external_node_os_.release)() : engine.osVersion;
    const parsed = (0,os_version/* parseOsVersion */.u)(version);
    if (parsed === undefined) {
        throw new docker_docker.DockerError(`The engine runs on Windows, but its version '${version}' cannot be read. Is DOCKER_HOST a Windows engine?`);
    }
    return local ? readLocal(parsed.build, engine) : readFromEngine(parsed.build, engine);
};

// EXTERNAL MODULE: ./src/docker/service.ts
var docker_service = __webpack_require__(9655);
;// CONCATENATED MODULE: ./src/docker/site.ts



/**
 * Finds the engine, which is started where it is this Windows machine's own and does not run.
 *
 * @throws DockerError where there is none
 */
const findSite = async (dockerFor, log) => {
    const docker = dockerFor();
    const local = process.platform === 'win32' && !(await (0,docker_engine/* isRemote */.Vx)(docker));
    const service = local ? (0,docker_service/* engineService */.Ec)(docker, log) : undefined;
    const engine = await (0,docker_engine/* readEngine */.Rz)(docker).catch((error) => {
        if (service === undefined || !(error instanceof docker_engine/* EngineError */.NJ))
            throw error;
        return service.start();
    });
    const host = engine.os === 'windows' ? await readWindowsHost(engine, local) : undefined;
    if (host !== undefined) {
        const revision = host.revision === undefined ? '' : `.${host.revision}`;
        log.info(`Windows${host.client ? '' : ' Server'} 10.0.${host.build}${revision}, Docker ${engine.version}`);
    }
    return { engine, host, service, docker: dockerFor(engine.os) };
};
/** `Docker 29.1.5 on Microsoft Windows Server …` */
const describeEngine = ({ version, operatingSystem, os }) => `Docker ${version} on ${operatingSystem === '' ? os : operatingSystem}`;

// EXTERNAL MODULE: ./src/docker/process.ts
var docker_process = __webpack_require__(8545);
;// CONCATENATED MODULE: ./src/docker/commit-time.ts

/** Seconds since 1970 as RFC 3339; undefined where no date is that far away. */
const formatTime = (seconds) => {
    const time = new Date(seconds * 1000);
    return Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace('.000Z', 'Z');
};
/** What git says of a commit in a folder; undefined where there is no git, no repository or no such commit. */
const askGit = async (revision, folder) => {
    if (!/^[0-9a-f]{7,64}$/i.test(revision))
        return undefined;
    const args = ['-C', folder, 'show', '--no-patch', '--format=%ct', revision, '--'];
    const output = await (0,docker_process/* runProgram */.m)('git', args, { limit: 10_000 }).catch(() => undefined);
    const seconds = /^(\d{1,12})\s*$/.exec(output?.stdout ?? '')?.[1];
    return output?.exitCode === 0 && seconds !== undefined ? Number(seconds) : undefined;
};
/**
 * When an image counts as created: the time of its commit, so that building it again makes the same image. As the event
 * that started the run says, or as git says.
 *
 * @param headCommit the commit of the event and its time, RFC 3339
 * @returns RFC 3339; undefined where nobody knows
 */
const commitTime = async (revision, headCommit, folder) => {
    if (headCommit?.id === revision)
        return formatTime(Math.floor(Date.parse(headCommit.time) / 1000));
    const seconds = await askGit(revision, folder);
    return seconds === undefined ? undefined : formatTime(seconds);
};

// EXTERNAL MODULE: ./src/oci/labels.ts
var oci_labels = __webpack_require__(7774);
;// CONCATENATED MODULE: ./src/modes/build-command.ts





/** The build arguments as docker takes them; what the user gives comes last, so that docker lets it win. */
const buildArgsOf = (inputs, { release }, tag) => [
    ...(release.os === 'windows' ? [`${inputs.baseArg}=${tag}`] : []),
    ...(inputs.version === undefined ? [] : [`${inputs.versionArg}=${inputs.version}`]),
    ...inputs.buildArgs
];
/** Memory of the leg's containers: a virtual machine gets more than its own default of 1 GB. */
const memoryOf = ({ isolation }, { memory }) => memory ?? (isolation === 'hyperv' ? '4g' : undefined);
const createdOf = async ({ sourceDateEpoch, revision, headCommit, context }) => {
    const created = sourceDateEpoch === undefined ? await commitTime(revision, headCommit, context) : formatTime(sourceDateEpoch);
    return created === undefined ? {} : { created };
};
/** A Dockerfile that only docker can read is taken to set none. */
const writtenLabels = (dockerfile, args) => {
    try {
        return dockerfile?.labels(args) ?? new Set();
    }
    catch (error) {
        if (error instanceof DockerfileError)
            return new Set();
        throw error;
    }
};
const labelsOf = async (inputs, { base, dockerfile }, args) => {
    const { version, revision, origin, labels } = inputs;
    const digest = base?.digest === undefined ? {} : { digest: base.digest };
    return (0,oci_labels/* imageLabels */.J0)({
        revision,
        ...(base === undefined
            ? {}
            : { base: { name: (0,oci_reference/* qualifiedReference */.AC)(base.reference), ...digest, labels: base.labels } }),
        usual: { ...(version === undefined ? {} : { version }), ...(await createdOf(inputs)), ...origin },
        given: labels,
        written: writtenLabels(dockerfile, args)
    });
};
/** The command line of one leg. */
const buildCommand = async (inputs, parts) => {
    const { file, target, network, context, pull, noCache } = inputs;
    const { leg, baseTag, tags, cacheFrom } = parts;
    const [buildArgs, memory] = [buildArgsOf(inputs, leg, baseTag), memoryOf(leg, inputs)];
    return {
        context,
        ...(file === undefined ? {} : { file }),
        tags,
        buildArgs,
        labels: await labelsOf(inputs, parts, buildArgValues(leg.release, buildArgs)),
        ...(target === undefined ? {} : { target }),
        pull,
        noCache,
        cacheFrom,
        ...(network === undefined ? {} : { network }),
        ...(leg.isolation === undefined ? {} : { isolation: leg.isolation }),
        ...(memory === undefined ? {} : { memory })
    };
};

;// CONCATENATED MODULE: ./src/docker/context.ts


/** Contexts that docker fetches itself: git repositories and archives (docker/cli builder/remotecontext/urlutil). */
const isRemote = (context) => /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(context);
/**
 * Finds the Dockerfile as docker does: `file` beside the working folder, else `Dockerfile` in the context, or
 * `dockerfile` where there is only that.
 *
 * @returns `remote` for a context that docker fetches itself; undefined where there is none
 */
const findDockerfile = async (context, file) => {
    if (isRemote(context))
        return 'remote';
    const paths = file === undefined ? [(0,external_node_path_.join)(context, 'Dockerfile'), (0,external_node_path_.join)(context, 'dockerfile')] : [file];
    for (const path of paths) {
        const text = await (0,promises_.readFile)(path, 'utf8').catch(() => undefined);
        if (text !== undefined)
            return { path, text };
    }
    return undefined;
};

// EXTERNAL MODULE: ./src/inputs/errors.ts
var inputs_errors = __webpack_require__(1318);
;// CONCATENATED MODULE: ./src/modes/build-dockerfile.ts



/**
 * Reads the Dockerfile that the inputs name.
 *
 * @returns undefined where docker fetches the context itself
 * @throws InputError where there is none, or it has no such stage
 */
const readDockerfile = async ({ context, file, target }, log) => {
    const found = await findDockerfile(context, file);
    if (found === 'remote') {
        log.info("Docker fetches the context itself: what its Dockerfile is built on is not looked at, unless 'base-image' says it.");
        return undefined;
    }
    if (found === undefined) {
        throw file === undefined
            ? new inputs_errors/* InputError */.d('context', `there is no Dockerfile in '${context}'`, "check out the repository before this step, or give 'file'")
            : new inputs_errors/* InputError */.d('file', `there is no '${file}'`, 'write its path from the workspace on');
    }
    try {
        return parseDockerfile(found.text, target);
    }
    catch (error) {
        if (!(error instanceof DockerfileError))
            throw error;
        throw new inputs_errors/* InputError */.d(target === undefined ? 'file' : 'target', `${found.path}: ${error.message}`, 'check the Dockerfile', error);
    }
};

// EXTERNAL MODULE: ./src/windows/isolation.ts
var windows_isolation = __webpack_require__(8937);
// EXTERNAL MODULE: ./src/windows/releases.ts
var windows_releases = __webpack_require__(2171);
;// CONCATENATED MODULE: ./src/inputs/legs.ts



const runnerHint = ({ runner }) => (runner === undefined ? '' : `, like ${runner}`);
const windowsLeg = (release, host, { isolation }) => {
    if (release.os === 'linux') {
        throw new inputs_errors/* InputError */.d('releases', `a Windows engine cannot build ${release.name}`, 'build it on a Linux runner');
    }
    const possible = (0,windows_isolation/* isolationFor */.Q)(host, release.build);
    if (possible === undefined) {
        throw new inputs_errors/* InputError */.d('releases', `${release.name} (build ${release.build}) is newer than this host (build ${host.build}), which cannot run it`, `take a runner with Windows build ${release.build} or newer${runnerHint(release)}`);
    }
    if (isolation === 'process' && possible === 'hyperv') {
        throw new inputs_errors/* InputError */.d('isolation', `this host (build ${host.build}) can run ${release.name} under Hyper-V only`, "give 'auto' or 'hyperv'");
    }
    if (isolation === 'default')
        return { release };
    return { release, isolation: isolation === 'auto' ? possible : isolation };
};
/**
 * The releases that a Windows engine is to build, each with the isolation that this host allows.
 *
 * @param warn hears of a Windows that is newer than all releases known here
 * @throws InputError for what this host cannot build
 */
const windowsLegs = (inputs, { architecture }, host, warn) => {
    const own = (0,windows_releases/* releaseOfHost */.nL)(host.build, architecture);
    if (own?.match === 'newer') {
        warn(`This Windows (build ${host.build}) is newer than all releases known here: taking it as ${own.release.name}.`);
    }
    const releases = inputs.releases.length > 0 ? inputs.releases : own === undefined ? [] : [own.release];
    if (releases.length === 0) {
        throw new inputs_errors/* InputError */.d('releases', `no release has images for the build ${host.build} of this host`, 'name the release to build, or take another runner');
    }
    return releases.map(release => windowsLeg(release, host, inputs));
};
const linuxPlatformOf = ({ architecture }) => {
    const own = (0,windows_releases/* findRelease */.dv)(architecture === 'arm' ? 'linux-arm-v7' : `linux-${architecture}`);
    if (own === undefined) {
        throw new inputs_errors/* InputError */.d('releases', `the engine's platform linux/${architecture} has no name here`, 'take a runner with amd64 or arm64');
    }
    return [own];
};
/**
 * A Linux engine builds the leg of its own platform.
 *
 * @param onWindows whether the engine runs Linux containers on this Windows machine, as Docker Desktop can
 * @throws InputError for what it cannot build
 */
const linuxLegs = (inputs, engine, onWindows) => {
    const windows = inputs.releases.find(release => release.os === 'windows');
    if (onWindows && (windows !== undefined || inputs.releases.length === 0)) {
        throw new inputs_errors/* InputError */.d('releases', 'the engine of this Windows host runs Linux containers', 'switch it to Windows containers before this step: & "$env:ProgramFiles\\Docker\\Docker\\DockerCli.exe" -SwitchWindowsEngine');
    }
    if (windows !== undefined) {
        throw new inputs_errors/* InputError */.d('releases', `this engine runs on Linux and cannot build ${windows.name}`, "take a Windows runner; or, for a Dockerfile without RUN, docker/build-push-action with 'platforms: windows/amd64', and name its image in 'sources' of mode 'manifest'");
    }
    const own = inputs.releases.length > 0 ? inputs.releases : linuxPlatformOf(engine);
    const foreign = own.find(release => release.architecture !== engine.architecture);
    if (foreign !== undefined) {
        throw new inputs_errors/* InputError */.d('releases', `this engine builds linux/${engine.architecture}, not ${foreign.name}`, 'take a runner of that architecture');
    }
    return own.map(release => ({ release }));
};

// EXTERNAL MODULE: ./src/oci/entries.ts
var entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/registry/publish.ts
var publish = __webpack_require__(5328);
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/progress.ts
var progress = __webpack_require__(8991);
;// CONCATENATED MODULE: ./src/report/build.ts




const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
/** How old something is: `12 days`. */
const ageOf = (created, now) => {
    const days = Math.floor((now - Date.parse(created)) / 86_400_000);
    return Number.isNaN(days) || days < 0 ? '' : days === 1 ? ', 1 day old' : `, ${days} days old`;
};
const describeBase = ({ base }, now) => base === undefined
    ? ''
    : `${(0,markdown/* code */.aY)(base.name)}${base.osVersion === undefined ? '' : ` (${(0,markdown/* plain */.pj)(base.osVersion)}${base.created === undefined ? '' : ageOf(base.created, now)})`}${base.digest === undefined ? '' : `<br>${(0,markdown/* code */.aY)(base.digest)}`}`;
const describeSize = ({ image, layers }) => layers === undefined
    ? `${(0,progress/* formatBytes */.z)(image.size)} unpacked`
    : `${(0,progress/* formatBytes */.z)(layers.all)}, ${(0,progress/* formatBytes */.z)(layers.own)} of it its own layers`;
const metadataOf = ({ release, isolation, references, image, base, digest, layers, phases }) => ({
    release,
    ...(isolation === undefined ? {} : { isolation }),
    references,
    imageid: image.id,
    platform: (0,oci_document/* platformJson */.Uz)(image.platform),
    ...(digest === undefined ? {} : { digest }),
    ...(base === undefined
        ? {}
        : { base: { name: base.name, ...(base.digest === undefined ? {} : { digest: base.digest }) } }),
    ...(layers === undefined ? {} : { size: layers.all, ownSize: layers.own }),
    seconds: Object.fromEntries(phases.map(({ name, ms }) => [name, Number((ms / 1000).toFixed(1))]))
});
/** What `mode: build` leaves: outputs, and a summary of every leg. */
const buildResult = ({ pushed, engine, legs }, now = Date.now()) => {
    const references = legs.flatMap(leg => leg.references);
    const [first] = legs;
    const only = legs.length === 1 ? first : undefined;
    return {
        outputs: {
            digest: only?.digest ?? '',
            reference: references[0] ?? '',
            references: references.join('\n'),
            release: first?.release ?? '',
            releases: legs.map(({ release }) => release).join(','),
            'os-version': first?.image.platform.osVersion ?? '',
            'base-name': first?.base?.name ?? '',
            'base-digest': first?.base?.digest ?? '',
            imageid: first?.image.id ?? '',
            metadata: JSON.stringify(legs.map(metadataOf))
        },
        summary: [
            `### ${pushed ? 'Built and pushed' : 'Built, not pushed'}: ${(0,markdown/* code */.aY)(references[0] ?? '')}`,
            '',
            (0,markdown/* table */.tp)(['Release', 'Isolation', 'OS version', 'Image', 'Digest'], legs.map(({ release, isolation, image, references: names, digest }) => [
                release,
                isolation ?? '',
                (0,markdown/* code */.aY)(image.platform.osVersion ?? (0,entries/* formatPlatform */.Bq)(image.platform)),
                names.map(markdown/* code */.aY).join('<br>'),
                digest === undefined ? '' : (0,markdown/* code */.aY)(digest)
            ])),
            '',
            (0,markdown/* table */.tp)(['Release', 'Base', 'Size', 'Time'], legs.map(leg => [
                leg.release,
                describeBase(leg, now),
                describeSize(leg),
                leg.phases.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(', ')
            ])),
            '',
            `Engine: ${engine}`,
            ''
        ].join('\n')
    };
};

;// CONCATENATED MODULE: ./src/modes/build.ts



















/** The build leg: one image a release, tagged, checked, tested, pushed. */
const build = async (inputs, tools) => {
    await install(inputs, tools);
    const site = await findSite(tools.docker, tools.log);
    const { engine, host, service } = site;
    const legs = host === undefined
        ? linuxLegs(inputs, engine, service !== undefined)
        : windowsLegs(inputs, engine, host, tools.log.warning);
    tellSupport(legs, tools.log);
    const dockerfile = await readDockerfile(inputs, tools.log);
    if (inputs.push)
        await checkLogin(inputs, legs, tools);
    const built = [];
    for (const leg of legs)
        built.push(await buildLeg(leg, dockerfile, { inputs, tools, site }));
    if (!inputs.push)
        tools.log.info("Nothing is pushed: 'push' is false.");
    return buildResult({ pushed: inputs.push, engine: describeEngine(engine), legs: built });
};
const install = async ({ install: wanted }, { docker, log }) => {
    if (wanted === undefined)
        return;
    // Downloads and caches are for those who ask for them.
    const { installDocker } = await Promise.all(/* import() */[__webpack_require__.e(88), __webpack_require__.e(121), __webpack_require__.e(779)]).then(__webpack_require__.bind(__webpack_require__, 3779));
    await installDocker(wanted, docker(), log);
};
const tellSupport = (legs, log) => {
    for (const { release } of legs) {
        const notice = release.os === 'windows' ? (0,windows_releases/* supportNotice */.Qt)(release, Date.now()) : undefined;
        if (notice !== undefined)
            log.notice(notice);
    }
};
/** A login that the registry refuses is told before minutes are spent on a build. */
const checkLogin = async (inputs, legs, { registry }) => {
    const [leg] = legs;
    if (leg === undefined)
        return;
    await (0,settled/* settled */.g)(inputs.images.map(image => registry.open(image, 'pull,push').head(inputs.legTag(leg.release))));
};
const buildLeg = async (leg, dockerfile, work) => {
    const { inputs, tools, site } = work;
    const { log } = tools;
    const { release } = leg;
    const references = inputs.images.map(image => (0,oci_reference/* formatReference */.FH)({ ...image, tag: inputs.legTag(release) }));
    const [reference = ''] = references;
    const phases = [];
    const timed = async (name, part) => {
        const start = Date.now();
        const result = await part();
        phases.push({ name, ms: Date.now() - start });
        return result;
    };
    const plan = await timed('base', () => build_findBase(leg, dockerfile, work));
    const attempts = attemptsOf(leg, plan.isNewer, work);
    const command = await buildCommand(inputs, {
        leg,
        baseTag: plan.tag,
        base: plan.base,
        dockerfile,
        tags: references,
        cacheFrom: await pullCaches(leg, work)
    });
    // With images that steps are taken from, what came before the labels may have a wrong config.
    const labelsLast = site.engine.classic && inputs.cacheFrom(release).length === 0;
    const builder = { docker: site.docker, labelsLast, attempts };
    const image = await timed('build', () => log.group(`Build for ${release.name}`, () => buildImage(command, builder)));
    checkImage(release, image, reference, inputs);
    checkBase(image, plan, inputs);
    if (inputs.test !== undefined || inputs.testHealthy)
        await timed('test', () => test(reference, leg, attempts, work, image.hasHealthcheck));
    const pushed = inputs.push ? await timed('push', () => pushAll(leg, references, plan, attempts, work)) : undefined;
    return {
        release: release.name,
        ...(leg.isolation === undefined ? {} : { isolation: leg.isolation }),
        references,
        image,
        ...(plan.base === undefined ? {} : { base: build_describeBase(plan.base) }),
        ...pushed,
        phases
    };
};
const build_describeBase = (base) => ({
    name: (0,oci_reference/* qualifiedReference */.AC)(base.reference),
    ...(base.digest === undefined ? {} : { digest: base.digest }),
    ...(base.created === undefined ? {} : { created: base.created }),
    ...(base.platform.osVersion === undefined ? {} : { osVersion: base.platform.osVersion })
});
const isolationOf = ({ isolation }, { engine }) => isolation ?? engine.isolation;
const attemptsOf = (leg, baseIsNewer, { tools, site }) => {
    const isolation = isolationOf(leg, site);
    return {
        policy: tools.registry.policy,
        work: { baseIsNewer, ...(isolation === undefined ? {} : { isolation }) },
        service: site.service
    };
};
const build_findBase = (leg, dockerfile, work) => {
    const { inputs, tools, site } = work;
    const { baseArg, baseImage, pull, pinBase } = inputs;
    return planBase({
        release: leg.release,
        dockerfile,
        argsWith: tag => buildArgValues(leg.release, buildArgsOf(inputs, leg, tag)),
        baseArg,
        baseImage,
        pull,
        mayPin: pinBase === 'auto',
        host: site.host,
        isolation: isolationOf(leg, site)
    }, { docker: site.docker, registry: tools.registry, attempts: attemptsOf(leg, false, work) });
};
/** Pulls the images that steps may be taken from; one that is not there is no reason not to build. */
const pullCaches = async (leg, { inputs, tools, site }) => {
    const found = [];
    for (const image of inputs.cacheFrom(leg.release)) {
        if (await tools.log.group(`Pull ${image}`, () => pullCache(site.docker, image)))
            found.push(image);
        else
            tools.log.notice(`The image ${image} of 'cache-from' cannot be pulled: building without it.`);
    }
    return found;
};
/** A Dockerfile that ignores the base argument builds the same image for every release: seen here, not on a host. */
const checkImage = (release, { platform }, reference, { baseArg }) => {
    const descriptor = { mediaType: '', digest: 'sha256:', size: 0 };
    try {
        (0,entries/* checkEntries */.bX)([{ descriptor, platform, reference, release }], { allowMissingOsVersion: false });
    }
    catch (cause) {
        throw new docker_docker.DockerError(`The image that was built is for ${(0,entries/* formatPlatform */.Bq)(platform)}, not for ${release.name}. Does the Dockerfile take its base by 'ARG ${baseArg}' and 'FROM …:$${baseArg}'? Nothing was pushed.`, { cause });
    }
};
/** What the labels say of the base has to hold for the image that was built. */
const checkBase = ({ diffIds }, { base }, { baseImage }) => {
    if (base === undefined || beginsWith(diffIds, base.diffIds))
        return;
    const name = (0,oci_reference/* formatReference */.FH)({ ...base.reference, ...(base.digest === undefined ? {} : { digest: base.digest }) });
    throw new docker_docker.DockerError(`The image that was built does not begin with the layers of its base ${name}. ${baseImage === undefined ? 'Its tag was moved while the image was built: run this job again.' : "Is it built on what 'base-image' names?"} Nothing was pushed.`);
};
/** Tests the image before anybody else gets it. */
const test = async (image, leg, attempts, work, hasHealthcheck) => {
    const { inputs, tools, site } = work;
    if (inputs.testHealthy && !hasHealthcheck)
        throw new inputs_errors/* InputError */.d('test-healthy', `${image} has no HEALTHCHECK`, 'add one to the Dockerfile, or leave the input out');
    const { network, testTimeout: limit, test: command } = inputs;
    const memory = memoryOf(leg, inputs);
    const container = {
        image,
        limit,
        ...(network === undefined ? {} : { network }),
        ...(memory === undefined ? {} : { memory }),
        ...(leg.isolation === undefined ? {} : { isolation: leg.isolation })
    };
    // One name for all containers of the step, which follow one another: the post step knows it.
    const testing = { docker: site.docker, log: tools.log, attempts, name: `win-multiarch-${(0,external_node_crypto_.randomUUID)()}` };
    tools.leaveContainer(testing.name);
    if (inputs.testHealthy)
        await (0,docker_container.testImage)(container, testing);
    if (command !== undefined)
        await (0,docker_container.testImage)({ ...container, command }, testing);
};
/** Pushes every reference of the leg and has the registry confirm what docker tells. */
const pushAll = async ({ release }, references, { base }, attempts, { inputs, tools, site }) => {
    const { registry, log } = tools;
    const tag = inputs.legTag(release);
    let first = {};
    for (const [index, image] of inputs.images.entries()) {
        const reference = references[index] ?? '';
        // Its own answer says how long to wait, which docker does not tell; the client waits for as long.
        const slowDown = () => registry.open(image, 'pull,push').head(tag);
        const digest = await log.group(`Push ${reference}`, () => pushImage(site.docker, reference, { ...attempts, slowDown }));
        const client = registry.open(image, 'pull');
        await (0,publish/* readBack */.e7)(client, tag, digest, registry.policy);
        log.info(`Pushed ${reference}@${digest}`);
        if (index === 0)
            first = { digest, ...(await sizesOf(client, digest, base?.diffIds.length ?? 0)) };
    }
    return first;
};
/** What the layers weigh in the registry. */
const sizesOf = async (client, digest, ofBase) => {
    const manifest = await client.get(digest);
    if (manifest?.kind !== 'manifest')
        return {};
    const sum = (layers) => layers.reduce((total, { size }) => total + size, 0);
    return { layers: { all: sum(manifest.layers), own: sum(manifest.layers.slice(ofBase)) } };
};


/***/ }),

/***/ 876:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ familyOf),
/* harmony export */   Cb: () => (/* binding */ commonBases),
/* harmony export */   Y6: () => (/* binding */ baseOfRelease),
/* harmony export */   rc: () => (/* binding */ parseBaseTemplate)
/* harmony export */ });
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2171);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);


const placeholder = /\{\{\s*release\s*\}\}/g;
const written = '{{release}}';
const marker = 'release.placeholder';
/**
 * Reads a repository (`mcr.microsoft.com/windows/nanoserver`), a template
 * (`mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-{{release}}`) or the base of one release, which stands for the others.
 *
 * @throws ReferenceError that says what is wrong with the text
 */
const parseBaseTemplate = (text) => {
    const { registry, path, tag, digest } = parseMarked(text);
    if (digest !== undefined)
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_1__/* .ReferenceError */ .AF(`'${text}' has a digest, and what stands for every release has none`);
    if (`${registry}/${path}`.includes(marker))
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_1__/* .ReferenceError */ .AF(`'${text}' has ${written} outside its tag, where no release can be put`);
    return { registry, path, ...(tag === undefined ? {} : { tag: tag.replaceAll(marker, written) }) };
};
/** Reads a reference that has the marker for every placeholder, and says what is wrong with it in the words given. */
const parseMarked = (text) => {
    try {
        return (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseReference */ .F2)(text.replace(placeholder, marker));
    }
    catch (cause) {
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_1__/* .ReferenceError */ .AF(cause.message.replaceAll(marker, written), { cause });
    }
};
/** Names of releases and exact versions, where they stand as a part of a tag; the longest name first. */
const releasePart = new RegExp(`(?<=^|[-_])(?:${[..._windows_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNames */ .uh].sort((a, b) => b.length - a.length).join('|')}|10\\.0\\.\\d+(?:\\.\\d+)?)(?=$|[-_])`, 'gi');
/** What makes a tag of the name of a release; undefined where the tag is that release's, or no release's, already. */
const tagFor = (tag, wanted) => {
    if (tag.includes(written))
        return name => tag.replaceAll(written, name);
    const last = [...tag.matchAll(releasePart)].at(-1);
    if (last === undefined || (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .findRelease */ .dv)(last[0])?.name === wanted)
        return undefined;
    return name => tag.slice(0, last.index) + name + tag.slice(last.index + last[0].length);
};
/**
 * The base of a release: `4.8-windowsservercore-ltsc2022` is `4.8-windowsservercore-ltsc2025` for another one. A tag
 * without a release in it is taken as it is, since it may be a list of several; so is one that has the release under any
 * of its names, since not every repository has all of them: .NET's have `nanoserver-1809` alone, and Nano Server has
 * `sac2016` (windows/releases.ts).
 */
const baseOfRelease = (template, { name, aliases }) => {
    const { tag = written } = template;
    const fill = tagFor(tag, name);
    if (fill === undefined)
        return { ...(0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(template), tag };
    return { ...(0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(template), tag: fill(name), otherTags: aliases.map(fill) };
};
/**
 * The kind of Windows that a base has, by its name: Microsoft's own repositories, and the names that images built on
 * them follow (`8.0-nanoserver-ltsc2022`, `windowsservercore`). Undefined where the name tells nothing.
 */
const familyOf = ({ path, tag = '' }) => {
    const name = `${path}:${tag}`;
    if (name.includes('nanoserver'))
        return 'nanoserver';
    if (name.includes('servercore'))
        return 'servercore';
    if (/(?:^|\/)windows\/server$/.test(path))
        return 'server';
    return /(?:^|\/)windows$/.test(path) ? 'windows' : undefined;
};
/** Where Microsoft publishes the bases that most images are built on; asked where an image says nothing of its own. */
const commonBases = [
    { registry: 'mcr.microsoft.com', path: 'windows/servercore' },
    { registry: 'mcr.microsoft.com', path: 'windows/nanoserver' }
];


/***/ }),

/***/ 145:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   CV: () => (/* binding */ entryWarnings),
/* harmony export */   NG: () => (/* binding */ orderEntries),
/* harmony export */   Ng: () => (/* binding */ platformKey),
/* harmony export */   OY: () => (/* binding */ describeEntry),
/* harmony export */   S6: () => (/* binding */ commonVersion),
/* harmony export */   bX: () => (/* binding */ checkEntries),
/* harmony export */   l7: () => (/* binding */ releaseOf)
/* harmony export */ });
/* unused harmony export versionOf */
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2118);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2171);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _refused_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9270);




/** The Windows version of an entry; other systems have versions of their own kind, or none. */
const versionOf = ({ platform }) => platform.os === 'windows' && platform.osVersion !== undefined ? (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__/* .parseOsVersion */ .u)(platform.osVersion) : undefined;
/** The Windows release that an entry is for, by its version; undefined where no release known here has its build. */
const releaseOf = (entry) => {
    const version = versionOf(entry);
    return version === undefined ? undefined : (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseOfImage */ .y2)(version.build, entry.platform.architecture);
};
/** `windows/amd64 10.0.20348.5499`, `linux/arm/v7`. */
const formatPlatform = ({ os, architecture, variant, osVersion }) => `${os}/${architecture}${variant === undefined ? '' : `/${variant}`}${osVersion === undefined ? '' : ` ${osVersion}`}`;
/**
 * What a host chooses by: two entries of the same kind cannot both be reached. Of a Windows version the build counts;
 * the revision (UBR) decides nothing for dockerd (moby pull_v2_windows.go).
 */
const platformKey = (platform) => {
    const { os, architecture, variant = '', osVersion = '' } = platform;
    // v8 is what arm64 is without a variant (containerd/platforms, normalizeArch).
    const usual = architecture === 'arm64' && variant === 'v8' ? '' : variant;
    return [os, architecture, usual, os === 'windows' ? (versionOf({ platform })?.build ?? osVersion) : osVersion].join('/');
};
const wantedPlatform = (release) => release.os === 'windows'
    ? `windows/${release.architecture} 10.0.${release.build}`
    : `linux/${release.architecture}${release.variant === undefined ? '' : `/${release.variant}`}`;
const contradiction = (entry) => {
    const { platform, release, reference } = entry;
    if (release === undefined)
        return undefined;
    const sameArchitecture = platform.os === release.os && platform.architecture === release.architecture;
    const sameVariant = release.os === 'windows' ||
        release.variant === undefined ||
        platform.variant === undefined ||
        platform.variant === release.variant;
    const build = versionOf(entry)?.build;
    const sameBuild = release.os === 'linux' || build === undefined || build === release.build;
    if (sameArchitecture && sameVariant && sameBuild)
        return undefined;
    return `${reference} is not an image for ${release.name}: it is ${formatPlatform(platform)}, not ${wantedPlatform(release)}. Does its Dockerfile use the build argument with the base tag (ARG BASE, FROM …:$BASE)? Build that leg again.`;
};
const versionProblem = (entry, { allowMissingOsVersion }) => {
    const { platform, reference } = entry;
    if (platform.os !== 'windows')
        return undefined;
    if (platform.osVersion === undefined) {
        return allowMissingOsVersion
            ? undefined
            : `${reference} has no os.version, so every Windows host would take it for its own. Build it with docker build on Windows or a current BuildKit; 'allow-missing-os-version: true' lists it all the same (HostProcess images).`;
    }
    return versionOf(entry) === undefined
        ? `${reference} has the os.version '${platform.osVersion}', which is no Windows version (10.0.<build>.<revision>).`
        : undefined;
};
const duplicates = (entries) => {
    const first = new Map();
    const problems = [];
    for (const entry of entries) {
        const key = platformKey(entry.platform);
        const other = first.get(key);
        if (other === undefined)
            first.set(key, entry);
        else if (other.descriptor.digest !== entry.descriptor.digest) {
            problems.push(`${other.reference} (${formatPlatform(other.platform)}) and ${entry.reference} (${formatPlatform(entry.platform)}) are for the same hosts; a host could only ever get one of them. Leave one out.`);
        }
    }
    return problems;
};
/**
 * Checks that the entries can make a list in which every host finds its own image.
 *
 * @throws RefusedError with every problem found
 */
const checkEntries = (entries, rules) => {
    if (entries.length === 0)
        throw new _refused_error_js__WEBPACK_IMPORTED_MODULE_2__/* .RefusedError */ .f(["There is no image to list. Check what 'releases' and 'sources' name."]);
    const problems = entries.flatMap(entry => [contradiction(entry) ?? [], versionProblem(entry, rules) ?? []].flat());
    problems.push(...duplicates(entries));
    if (problems.length > 0)
        throw new _refused_error_js__WEBPACK_IMPORTED_MODULE_2__/* .RefusedError */ .f(problems);
};
/** What is allowed but seldom meant. */
const entryWarnings = (entries) => {
    const windows = entries.filter(({ platform }) => platform.os === 'windows');
    const features = new Set(windows.map(({ platform }) => [...(platform.osFeatures ?? [])].sort().join()));
    const short = windows.filter(entry => versionOf(entry)?.revision === undefined && entry.platform.osVersion !== undefined);
    return [
        ...(features.size > 1
            ? [
                `The Windows entries differ in os.features: containerd prefers the entry with more of them, whatever its version (${windows.map(({ reference }) => reference).join(', ')}).`
            ]
            : []),
        ...short.map(({ reference, platform }) => `${reference} has the os.version '${platform.osVersion ?? ''}' without a revision: Docker never prefers such an entry on a host of its build.`)
    ];
};
const rank = ({ platform }) => (platform.os !== 'windows' ? 2 : platform.osVersion === undefined ? 1 : 0);
/**
 * Orders entries as hosts need them: Windows first, the newest build first, since dockerd and older containerds take
 * the first entry that fits; Windows without os.version after them, since it fits every host; then the other
 * operating systems as given. The same image given twice stays once.
 */
const orderEntries = (entries) => {
    const once = entries.filter((entry, index) => entries.findIndex(other => other.descriptor.digest === entry.descriptor.digest) === index);
    return once.sort((a, b) => {
        const [left, right] = [versionOf(a), versionOf(b)];
        if (rank(a) !== rank(b) || left === undefined || right === undefined)
            return rank(a) - rank(b);
        return (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__/* .compareOsVersions */ .N)(right, left);
    });
};
/** The version that all Windows entries agree on; undefined where one says nothing, or they differ. */
const commonVersion = (entries) => {
    const versions = new Set(entries.filter(({ platform }) => platform.os === 'windows').map(({ version }) => version));
    const [version] = versions;
    return versions.size === 1 ? version : undefined;
};
/** A short name for logs: the reference and the digest that was found under it. */
const describeEntry = ({ reference, descriptor, platform }) => `${formatPlatform(platform)}  ${(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(descriptor.digest)}  ${reference}`;


/***/ }),

/***/ 5606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readEarly),
/* harmony export */   w: () => (/* binding */ readBase)
/* harmony export */ });
/* harmony import */ var _oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5325);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2118);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7373);




/** Begins to read references that will be needed. */
const readEarly = (registry, references) => new Map(references.flatMap(reference => {
    if (reference === undefined)
        return [];
    const reading = registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(reference), 'pull').get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .identifierOf */ .xP)(reference));
    // Whoever needs it hears of its failure; it must not end the process before.
    reading.catch(() => undefined);
    return [[(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(reference), reading]];
}));
const fits = ({ platform }, { os, architecture, build }) => {
    if (platform === undefined)
        return false;
    const listed = (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__/* .parseOsVersion */ .u)(platform.osVersion ?? '')?.build;
    // A list that does not tell the version is believed; the config tells it later.
    const sameBuild = build === undefined || listed === undefined || listed === build;
    return platform.os === os && platform.architecture === architecture && sameBuild;
};
const choose = (index, wanted) => {
    const images = index.manifests.filter(child => !(0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isAttachment */ .s5)(child));
    const fitting = images.filter(child => fits(child, wanted));
    return fitting.find(({ platform }) => platform?.osVersion !== undefined) ?? fitting[0];
};
const readNamed = async (registry, reference, wanted, early) => {
    const client = registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(reference), 'pull');
    const root = await (early?.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(reference)) ?? client.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .identifierOf */ .xP)(reference)));
    if (root === undefined)
        return undefined;
    if (root.kind === 'manifest')
        return { reference, digest: root.digest, client, manifest: root };
    const child = choose(root, wanted);
    if (child === undefined)
        return undefined;
    const manifest = await client.get(child.digest);
    if (manifest?.kind !== 'manifest') {
        throw new _images_js__WEBPACK_IMPORTED_MODULE_2__/* .ImageError */ .C8(`${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(reference)} lists ${child.digest}, which is no image. Check the base image.`);
    }
    return { reference, digest: root.digest, client, manifest };
};
/**
 * Reads the manifest of a base image; of a list only the image that is wanted. The other tags of a release are asked for
 * where the first one does not exist.
 *
 * @returns undefined where the reference does not exist, or holds no such image
 * @throws RegistryError where it cannot be read
 */
const readBase = async (registry, { otherTags = [], ...reference }, wanted, early) => {
    for (const one of [reference, ...otherTags.map(tag => ({ ...reference, tag }))]) {
        const base = await readNamed(registry, one, wanted, early);
        if (base !== undefined)
            return base;
    }
    return undefined;
};


/***/ }),

/***/ 5328:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QO: () => (/* binding */ isStale),
/* harmony export */   V7: () => (/* binding */ publishAll),
/* harmony export */   dw: () => (/* binding */ stage),
/* harmony export */   e7: () => (/* binding */ readBack),
/* harmony export */   mk: () => (/* binding */ publish)
/* harmony export */ });
/* unused harmony export PublishError */
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9217);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4456);
/* harmony import */ var _settled_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4018);




/** Some tags could not be written; the message says which ones name the new list and which the old one. */
class PublishError extends Error {
    name = 'PublishError';
}
/** Registries may serve the old answer for a while after a write. */
const longestLag = 30_000;
/**
 * A tag that was read less than so many milliseconds ago is written without another look: a fan-in that has nothing to
 * copy takes no longer, and is spared the round trip.
 */
const longestTrust = 10_000;
/**
 * Reads a tag back until it names the digest.
 *
 * @throws PublishError when it does not within half a minute
 */
const readBack = async (client, tag, digest, { sleep }) => {
    let seen;
    for (let waited = 0, pause = 500;; waited += pause, pause = Math.min(pause * 2, longestLag - waited)) {
        seen = await client.head(tag);
        if (seen === digest)
            return;
        if (waited >= longestLag)
            break;
        await sleep(pause);
    }
    throw new PublishError(`${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s. Does another job write the same tag? Give the workflow a 'concurrency' group, and run this job again.`);
};
const namesOf = (fates) => fates.map(({ target }) => target.name).join(', ');
const describeFailure = (fates) => {
    const [fresh, old] = [fates.filter(({ names }) => names === 'new'), fates.filter(({ names }) => names === 'old')];
    const problems = fates.flatMap(({ problem }) => problem ?? []);
    if (old.length === fates.length)
        return [...problems, 'No tag was changed.'].join('\n');
    const lists = fresh.every(({ content }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isIndexType */ .$U)(content.mediaType));
    if (fresh.length + old.length === 0)
        return problems.join('\n');
    const sentences = [
        ...(fresh.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(fresh)}.`]),
        ...(old.length === 0 ? [] : [`The others still name what they did: ${namesOf(old)}.`]),
        'Run the job again to complete them.'
    ];
    return [...problems, sentences.join(' ')].join('\n');
};
const messageOf = (reason) => (reason instanceof Error ? reason.message : String(reason));
/** Writes a tag; whatever happens is told, for the other tags are written at the same time. */
const write = async ({ target, content }) => {
    try {
        await target.client.put(target.tag, content);
        return { target, content, names: 'new' };
    }
    catch (cause) {
        const unsettled = cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl && cause.unsettled;
        const problem = unsettled
            ? `${target.name} may have been written: ${messageOf(cause)} Look at it, and run the job again.`
            : `${target.name} was not written: ${messageOf(cause)}`;
        return { target, content, names: unsettled ? 'unknown' : 'old', problem, cause };
    }
};
/** Reads a tag back that was written. */
const confirm = async (fate, policy) => {
    if (fate.names !== 'new')
        return fate;
    const { target, content } = fate;
    try {
        await readBack(target.client, target.tag, content.digest, policy);
        return fate;
    }
    catch (cause) {
        const problem = cause instanceof PublishError
            ? cause.message
            : `${target.name} was written, but could not be read back: ${messageOf(cause)} Look at it, and run the job again.`;
        return { target, content, names: 'unknown', problem, cause };
    }
};
/** Whether a tag names something else than it is to name. */
const isStale = ({ target, content }) => target.current !== content.digest;
/**
 * Puts a list by digest into every repository in which several tags are to name it: what can go wrong goes wrong before
 * the first tag changes.
 */
const stage = async (content, targets) => {
    const stale = targets.filter(target => isStale({ target, content }));
    if (stale.length < 2)
        return;
    const clients = [...new Set(stale.map(({ client }) => client))];
    await (0,_settled_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .g)(clients.map(client => client.put(content.digest, content)));
};
/**
 * Reads again what was read long ago, since minutes of copying leave time for another job: its newer release must not
 * be overwritten after a look at the older one.
 *
 * @returns the writes that are still to be done: another run of the same job may have done them
 * @throws PublishError that names the tags that name something else now
 */
const unmoved = async (writes) => {
    const trusted = performance.now() - longestTrust;
    const read = await (0,_settled_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .g)(writes.map(async (one) => {
        const { client, tag, current, readAt } = one.target;
        return { ...one, now: readAt < trusted ? await client.head(tag) : current };
    }));
    const left = read.filter(({ content, now }) => now !== content.digest);
    const moved = left.filter(({ target, now }) => now !== target.current);
    if (moved.length === 0)
        return left;
    throw new PublishError([
        ...moved.map(({ target, now }) => `${target.name} names ${now ?? 'nothing'} now, and named ${target.current ?? 'nothing'} when this job looked: another job has written it meanwhile.`),
        "No tag was changed. Give the workflow a 'concurrency' group, and run this job again."
    ].join('\n'));
};
/**
 * Puts content, whose parts are in place, under tags, `latest` last, and reads every tag back. Tags that name it already
 * are not written, and none is where another job has written one of them meanwhile.
 *
 * @returns the tags that were written
 * @throws PublishError that tells of every failure, and which tags name the new content
 */
const publishAll = async (writes, policy) => {
    const stale = await unmoved(writes.filter(isStale));
    const last = stale.filter(({ target }) => target.tag === 'latest');
    const first = await Promise.all(stale.filter(({ target }) => target.tag !== 'latest').map(write));
    const failed = first.some(({ problem }) => problem !== undefined);
    // What is still to be written goes out before what is only looked at.
    const writing = last.map(async (one) => failed ? { ...one, names: 'old' } : confirm(await write(one), policy));
    const reading = first.map(fate => confirm(fate, policy));
    const fates = await Promise.all([...reading, ...writing]);
    const failure = fates.find(({ problem }) => problem !== undefined);
    if (failure !== undefined)
        throw new PublishError(describeFailure(fates), { cause: failure.cause });
    for (const { target } of stale)
        policy.log.info(`Published ${target.name}`);
    return stale.map(({ target }) => target);
};
/** Puts one list under all tags, as {@link publishAll} does. */
const publish = (content, targets, policy) => publishAll(targets.map(target => ({ target, content })), policy);


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
const entity = (sign) => `&#${sign.charCodeAt(0)};`;
/** A text of others as text: no sign in it makes HTML, a link, a table or anything else. */
const plain = (text) => text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~$@]|:(?=\/\/)|(?<=\bwww)\./gi, entity);
/** A text as code, in a table too. Text with signs that would end the code is written in HTML. */
const code = (text) => (/[`|\r\n]/.test(text) ? `<code>${plain(text)}</code>` : `\`${text}\``);
/** A table; the cells are Markdown. */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
/** A label in a Mermaid picture; `<br>` breaks the line. */
const label = (text) => `"${text
    .replace(/[\r\n]+/g, ' ')
    .split('<br>')
    .map(line => line.replace(/[#"<>&`%]/g, sign => `#${sign.charCodeAt(0)};`))
    .join('<br>')}"`;


/***/ }),

/***/ 8937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ isolationFor)
/* harmony export */ });
/** From this build on a host shares its kernel with images of older releases back to it (version-compatibility.md). */
const firstCompatibleBuild = 20_348;
/**
 * How a host can run an image of that build: with its own kernel, in a virtual machine, or not at all (undefined:
 * the image is newer than the host). Source: the matrix of Microsoft's version-compatibility.md.
 */
const isolationFor = (host, imageBuild) => {
    if (imageBuild > host.build)
        return undefined;
    // Windows 10 supports process isolation for development only; its engine's default is Hyper-V.
    if (host.client && host.build < 22_000)
        return 'hyperv';
    const shared = imageBuild === host.build || imageBuild >= firstCompatibleBuild;
    return shared ? 'process' : 'hyperv';
};


/***/ }),

/***/ 2118:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ compareOsVersions),
/* harmony export */   u: () => (/* binding */ parseOsVersion)
/* harmony export */ });
/** Reads `10.0.20348` or `10.0.20348.5499`; undefined for everything else. */
const parseOsVersion = (text) => {
    const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
    if (match === null)
        return undefined;
    const [, major, minor, build, revision] = match;
    return {
        major: Number(major),
        minor: Number(minor),
        build: Number(build),
        ...(revision === undefined ? {} : { revision: Number(revision) })
    };
};
/**
 * Orders versions as numbers, the older one first. The revision of Windows Server 2025 has grown from four digits
 * to five: as texts, `10.0.26100.7462` would be newer than `10.0.26100.33296`.
 */
const compareOsVersions = (a, b) => a.major - b.major || a.minor - b.minor || a.build - b.build || (a.revision ?? -1) - (b.revision ?? -1);


/***/ }),

/***/ 2171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qt: () => (/* binding */ supportNotice),
/* harmony export */   dv: () => (/* binding */ findRelease),
/* harmony export */   nL: () => (/* binding */ releaseOfHost),
/* harmony export */   uh: () => (/* binding */ releaseNames),
/* harmony export */   y2: () => (/* binding */ releaseOfImage)
/* harmony export */ });
/* unused harmony export windowsReleases */
const core = ['servercore', 'nanoserver'];
const windows = (name, build, endOfSupport, more = {}) => ({
    os: 'windows',
    name,
    build,
    endOfSupport,
    aliases: [],
    architecture: 'amd64',
    families: core,
    ...more
});
/** The full Windows stands in the repository `windows` itself. */
const full = [...core, 'windows'];
/**
 * Builds: hcsshim osversion/windowsbuilds.go. Ends of support: Microsoft's lifecycle of the base images (the end of
 * security updates for LTSC releases). Families: container-base-images.md; nanoserver:sac2016 is older than the tag
 * ltsc2016. Newest first.
 */
const windowsReleases = [
    windows('ltsc2025', 26100, '2034-10-10', { runner: 'windows-2025', families: [...core, 'server'] }),
    windows('ltsc2025-arm64', 26100, '2034-10-10', { architecture: 'arm64' }),
    windows('ltsc2022', 20348, '2031-10-14', { runner: 'windows-2022', families: [...core, 'server'] }),
    windows('20H2', 19042, '2022-08-09', { families: full }),
    windows('2004', 19041, '2021-12-14', { families: full }),
    windows('1909', 18363, '2021-05-11', { families: full }),
    windows('1903', 18362, '2020-12-08', { families: full }),
    windows('ltsc2019', 17763, '2029-01-09', { aliases: ['1809'], families: full }),
    windows('1803', 17134, '2019-11-12'),
    windows('1709', 16299, '2019-04-09'),
    windows('ltsc2016', 14393, '2027-01-12', { aliases: ['sac2016'], families: ['servercore'] })
];
/** Days before the end of support from which on it is told. */
const notice = 90;
/**
 * What to tell of the support of a release's base images; undefined while it has long to go.
 *
 * @param now milliseconds since 1970
 */
const supportNotice = ({ name, endOfSupport }, now) => {
    const days = Math.ceil((Date.parse(`${endOfSupport}T23:59:59Z`) - now) / 86_400_000);
    if (days > notice)
        return undefined;
    return days < 1
        ? `Microsoft has not updated the base images of ${name} since ${endOfSupport}: images of it get no security fixes.`
        : `Microsoft stops updating the base images of ${name} on ${endOfSupport}, in ${days} days.`;
};
const linuxPlatforms = [
    { os: 'linux', name: 'linux-amd64', architecture: 'amd64', runner: 'ubuntu-24.04' },
    { os: 'linux', name: 'linux-arm64', architecture: 'arm64', runner: 'ubuntu-24.04-arm' },
    { os: 'linux', name: 'linux-arm-v7', architecture: 'arm', variant: 'v7' }
];
/** Every name under which a release or platform is known, the canonical ones first. */
const releaseNames = [
    ...windowsReleases.map(({ name }) => name),
    ...linuxPlatforms.map(({ name }) => name),
    ...windowsReleases.flatMap(({ aliases }) => aliases)
];
/** The release of that name or alias; case does not count (`20h2`). */
const findRelease = (text) => {
    const wanted = text.toLowerCase();
    return [...windowsReleases, ...linuxPlatforms].find(release => release.name.toLowerCase() === wanted || (release.os === 'windows' && release.aliases.includes(wanted)));
};
/** First build of a Windows that the table cannot know: the insider builds of the next Server begin here. */
const beyondTable = 26_491;
/**
 * The release whose images run on a host of that build without Hyper-V, else the nearest older one.
 * Windows 11 and the annual channel run ltsc2022 or ltsc2025 images (version-compatibility.md).
 */
const releaseOfHost = (build, architecture = 'amd64') => {
    const candidates = windowsReleases.filter(release => release.architecture === architecture);
    const exact = candidates.find(release => release.build === build);
    if (exact !== undefined)
        return { release: exact, match: 'exact' };
    const older = candidates.find(release => release.build < build && release.name.startsWith('ltsc'));
    if (older === undefined)
        return undefined;
    return { release: older, match: build >= beyondTable ? 'newer' : 'client' };
};
/** The release that an image of that build and architecture belongs to. */
const releaseOfImage = (build, architecture) => windowsReleases.find(release => release.build === build && release.architecture === architecture);


/***/ })

};
