export const id = 609;
export const ids = [609];
export const modules = {

/***/ 292:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ isTime),
/* harmony export */   f: () => (/* binding */ formatTime)
/* harmony export */ });
/** The last second of the year 9999, which is as far as RFC 3339 goes. */
const lastSecond = 253_402_300_799;
/** Whether RFC 3339 has a form for this many seconds since 1970. */
const isTime = (seconds) => Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= lastSecond;
/** Seconds since 1970 as RFC 3339, without fractions: `2026-08-01T12:00:00Z`. */
const formatTime = (seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');


/***/ }),

/***/ 6556:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NJ: () => (/* binding */ EngineError),
/* harmony export */   Rz: () => (/* binding */ readEngine),
/* harmony export */   Vx: () => (/* binding */ isRemote)
/* harmony export */ });
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9927);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3234);


/** The engine does not respond. */
class EngineError extends _docker_js__WEBPACK_IMPORTED_MODULE_0__.DockerError {
    name = 'EngineError';
}
/** Names of architectures as images have them (GOARCH), by the name that the engine has for the machine. */
const architectures = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' };
/** Milliseconds: an engine responds at once, unless it is starting. */
const infoTimeoutMs = 30_000;
/**
 * On Linux the job chooses by a variable, which docker reads as Go reads a boolean. Otherwise buildx builds where it is
 * installed, from Docker 23.0 on (docker/cli cmd/docker/builder.go), whose client reports its version. On Windows we
 * choose.
 */
const isClassic = (os, client) => {
    if (os === 'windows')
        return true;
    const chosen = process.env.DOCKER_BUILDKIT ?? '';
    if (chosen !== '')
        return /^(?:0|f|false)$/i.test(chosen);
    const hasBuildx = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asArray */ ._j)(client.Plugins).some(plugin => (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asRecord */ .qY)(plugin).Name === 'buildx');
    return !('Version' in client) || !hasBuildx;
};
/**
 * Asks the engine what it is.
 *
 * @throws EngineError where it does not respond; DockerError where there is no docker
 */
const readEngine = async (docker) => {
    const output = await docker.quiet(['info', '--format', '{{json .}}'], infoTimeoutMs);
    const info = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asRecord */ .qY)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(output.stdout));
    const os = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(info.OSType);
    // The CLI exits with 0 even where no engine responds.
    if (output.exitCode !== 0 || (os !== 'windows' && os !== 'linux')) {
        const errors = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asArray */ ._j)(info.ServerErrors).map(String);
        throw new EngineError({
            what: 'the Docker engine does not respond',
            why: errors.length > 0 ? errors.join('\n') : (0,_docker_js__WEBPACK_IMPORTED_MODULE_0__.lastLines)({ ...output, stdout: '' }),
            remedy: 'start it (on Windows: Start-Service docker), or check DOCKER_HOST'
        });
    }
    const [machine, isolation] = [(0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(info.Architecture) ?? '', (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(info.Isolation)];
    return {
        os,
        architecture: architectures[machine] ?? machine,
        osVersion: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(info.OSVersion) ?? '',
        operatingSystem: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(info.OperatingSystem) ?? '',
        version: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asString */ .oJ)(info.ServerVersion) ?? '',
        isolation: isolation === 'process' || isolation === 'hyperv' ? isolation : undefined,
        classic: isClassic(os, (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asRecord */ .qY)(info.ClientInfo))
    };
};
/**
 * Whether the engine is on another machine, where what this machine says about itself does not count. The CLI goes where
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
/* harmony export */   eh: () => (/* binding */ serviceOptions),
/* harmony export */   rW: () => (/* binding */ checkServiceCommand)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3234);
/* harmony import */ var _engine_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6556);
/* harmony import */ var _runner_process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8126);
/* harmony import */ var _windows_registry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1617);





/** States of a service, as numbers: the words beside them are in the language of Windows (winsvc.h). */
const states = { stopped: 1, running: 4 };
/** An engine is up within seconds; on a machine that has just booted, within half a minute. */
const timeoutMs = 60_000;
const pollMs = 1000;
/** Exit code of `sc` for a service that does not exist (winerror.h, ERROR_SERVICE_DOES_NOT_EXIST). */
const noSuchService = 1060;
const sc = (...args) => (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runProgram */ .m)('sc', args, { timeoutMs: 30_000 });
const stateOf = async (service) => {
    const { exitCode, stdout } = await sc('query', service);
    if (exitCode === noSuchService)
        return undefined;
    return Number(/:\s+([1-7])\s+\S/.exec(stdout)?.[1] ?? Number.NaN);
};
/** @throws DockerError where the command failed */
const checkServiceCommand = (action, output) => {
    if (output.exitCode === 0)
        return;
    throw new _docker_js__WEBPACK_IMPORTED_MODULE_1__.DockerError({
        what: `${action} failed with exit code ${output.exitCode}`,
        why: (0,_docker_js__WEBPACK_IMPORTED_MODULE_1__.lastLines)(output, 4).replaceAll('\n', ' '),
        remedy: 'run the runner as an administrator, so that it may control services, or start the service before this step'
    });
};
const startService = async (service) => {
    const output = await sc('start', service);
    // It fails for a service that runs already.
    if (output.exitCode === 0 || (await stateOf(service)) === states.running)
        return;
    checkServiceCommand(`starting the service '${service}'`, output);
};
/**
 * Stops a service, and waits for at most a minute until it has stopped. One that is starting cannot be stopped yet.
 *
 * @returns whether the service exists
 */
const stopService = async (service) => {
    for (const end = Date.now() + timeoutMs; Date.now() < end;) {
        const state = await stateOf(service);
        if (state === undefined)
            return false;
        if (state === states.stopped)
            return true;
        if (state === states.running)
            await sc('stop', service);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pollMs);
    }
    throw new _docker_js__WEBPACK_IMPORTED_MODULE_1__.DockerError({
        what: `the service '${service}' could not be stopped`,
        why: `timed out after ${timeoutMs / 1000} s`,
        remedy: 'restart the machine'
    });
};
/** The arguments of a service: dockerd keeps its settings there, like `--run-service --data-root D:\docker` (moby service_windows.go). */
const serviceOptions = async (service) => {
    const values = await (0,_windows_registry_js__WEBPACK_IMPORTED_MODULE_4__/* .registryValues */ ._)(`HKLM\\SYSTEM\\CurrentControlSet\\Services\\${service}`);
    return /^\s*(?:"[^"]*"|\S+)\s+(\S.*?)\s*$/.exec(values.get('ImagePath') ?? '')?.[1] ?? '--run-service';
};
/** Waits for at most a minute for the engine of a service that is starting. */
const awaitEngine = async (docker) => {
    for (const end = Date.now() + timeoutMs;;) {
        try {
            return await (0,_engine_js__WEBPACK_IMPORTED_MODULE_2__/* .readEngine */ .Rz)(docker);
        }
        catch (error) {
            if (!(error instanceof _engine_js__WEBPACK_IMPORTED_MODULE_2__/* .EngineError */ .NJ) || Date.now() >= end)
                throw error;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pollMs);
    }
};
const engineService = (docker, log) => ({
    start: async () => {
        const state = await stateOf('docker');
        if (state === undefined) {
            throw new _docker_js__WEBPACK_IMPORTED_MODULE_1__.DockerError({
                what: "this machine has no Docker engine: the service 'docker' does not exist",
                remedy: "Install Docker (the input 'docker-version' does it), use a runner that has it (windows-2022, windows-2025), or name another engine in DOCKER_HOST"
            });
        }
        if (state !== states.running) {
            log.notice("The service 'docker' is not running on this machine: starting it.");
            await startService('docker');
        }
        return awaitEngine(docker).catch((cause) => {
            if (!(cause instanceof _engine_js__WEBPACK_IMPORTED_MODULE_2__/* .EngineError */ .NJ))
                throw cause;
            throw new _docker_js__WEBPACK_IMPORTED_MODULE_1__.DockerError({
                what: `the service 'docker' was started, but its engine does not respond after ${timeoutMs / 1000} s`,
                why: cause.reason,
                remedy: 'look for the cause in the event log: Get-EventLog -LogName Application -Source docker -Newest 20',
                cause
            });
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

/***/ 1617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ registryValues)
/* harmony export */ });
/* harmony import */ var _runner_process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8126);

/** The values of a key of the Windows registry; none where it cannot be read. */
const registryValues = async (key) => {
    const output = await (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_0__/* .runProgram */ .m)('reg', ['query', key], { timeoutMs: 30_000 }).catch(() => undefined);
    const lines = [...(output?.stdout ?? '').matchAll(/^ +(\w+) +REG_\w+ +(.*?)\r?$/gm)];
    return new Map(lines.map(([, name = '', value = '']) => [name, value]));
};


/***/ }),

/***/ 609:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  build: () => (/* binding */ build)
});

// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
;// CONCATENATED MODULE: ./src/dockerfile/dockerfile-error.ts

/** A Dockerfile cannot be read. */
class DockerfileError extends user_error/* UserError */.yo {
    name = 'DockerfileError';
    /** the line at fault, from 1; undefined where it is none in particular */
    line;
    constructor({ line, ...parts }) {
        super(line === undefined ? parts : { ...parts, what: `line ${line} of the Dockerfile cannot be read`, why: parts.what });
        this.line = line;
    }
}

// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
// EXTERNAL MODULE: ./src/registry/transport/errors.ts
var errors = __webpack_require__(3758);
// EXTERNAL MODULE: ./src/docker/docker.ts
var docker_docker = __webpack_require__(3234);
;// CONCATENATED MODULE: ./src/docker/base-source.ts



/** How a Dockerfile takes its base, as a sentence. */
const argAdvice = (baseArg) => `Take the base by 'ARG ${baseArg}' before the first FROM and 'FROM …:$${baseArg}'.`;
const parseFrom = (image, raw, line, baseArg) => {
    try {
        return (0,oci_reference/* parseReference */.F2)(image);
    }
    catch (cause) {
        if (!(cause instanceof oci_reference/* InvalidReferenceError */.x_))
            throw cause;
        throw new docker_docker.DockerError({
            what: `line ${line} of the Dockerfile, FROM ${raw}`,
            why: cause.reason,
            remedy: argAdvice(baseArg),
            cause
        });
    }
};
/**
 * The base of the image; undefined for none, or where docker fetches the Dockerfile itself.
 *
 * @param tag value of the build argument that carries the base tag
 * @throws DockerError for a FROM that is not an image reference, DockerfileError for one that cannot be read
 */
const nameBase = (source, tag) => {
    const { release, dockerfile, argsWith, baseArg, baseImage } = source;
    if (baseImage !== undefined && release.os === 'windows') {
        const reference = (0,base_reference/* baseOfRelease */.Y6)(baseImage, release);
        const tagged = tag === release.name ? reference : { ...(0,oci_reference/* repositoryOf */._M)(reference), tag };
        return { reference: tagged, where: "of 'base-image'" };
    }
    const found = dockerfile?.base(argsWith(tag));
    if (found === undefined)
        return undefined;
    const { image, raw, line } = found;
    return { reference: parseFrom(image, raw, line, baseArg), where: `(line ${line} of the Dockerfile)` };
};
/**
 * The bases of the other stages up to the target. The classic builder builds them all, and so pulls their bases too.
 *
 * @throws as {@link nameBase}
 */
const nameOtherBases = ({ dockerfile, argsWith, baseArg }, tag) => (dockerfile?.otherBases(argsWith(tag)) ?? []).map(({ image, raw, line }) => ({
    reference: parseFrom(image, raw, line, baseArg),
    where: `(line ${line} of the Dockerfile)`
}));
/** Whether the base is exactly `<repository>:$BASE`, so that another value of the argument is another tag of it. */
const isPlainTag = ({ dockerfile, argsWith }, reference) => {
    const probe = 'win-multiarch-probe';
    const image = dockerfile?.base(argsWith(probe))?.image;
    return image !== undefined && image.endsWith(`:${probe}`) && (0,oci_reference/* sameRepository */.RB)((0,oci_reference/* parseReference */.F2)(image), reference);
};
/** A warning where the Dockerfile ignores the build argument that carries the base tag; undefined otherwise. */
const ignoredArgWarning = ({ release, dockerfile, argsWith, baseArg }) => {
    if (release.os !== 'windows' || dockerfile === undefined)
        return undefined;
    const [own, other] = [dockerfile.base(argsWith(release.name)), dockerfile.base(argsWith('another'))];
    if (own === undefined || own.image !== other?.image)
        return undefined;
    return `Line ${own.line} of the Dockerfile, FROM ${own.raw}, does not use the build argument ${baseArg}: every release gets the same base. ${argAdvice(baseArg)}`;
};

// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/registry/base.ts
var base = __webpack_require__(5606);
// EXTERNAL MODULE: ./src/docker/retry.ts + 1 modules
var docker_retry = __webpack_require__(8976);
// EXTERNAL MODULE: ./src/common/json.ts
var json = __webpack_require__(9927);
;// CONCATENATED MODULE: ./src/docker/image.ts




/** Reads the one image of `docker image inspect` (moby api/types/image, InspectResponse). */
const parse = (reference, { stdout }) => {
    const [image] = (0,json/* asArray */._j)((0,json/* parseJson */.qF)(stdout));
    if (!(0,json/* isRecord */.u4)(image)) {
        throw new docker_docker.DockerError({
            what: `docker image inspect ${reference} failed`,
            why: 'its output is not a list with one image',
            remedy: 'check which docker is first on PATH'
        });
    }
    const config = (0,json/* asRecord */.qY)(image.Config);
    const [check] = (0,json/* asArray */._j)((0,json/* asRecord */.qY)(config.Healthcheck).Test);
    return {
        id: (0,json/* asString */.oJ)(image.Id) ?? '',
        platform: {
            os: (0,json/* asString */.oJ)(image.Os) ?? '',
            architecture: (0,json/* asString */.oJ)(image.Architecture) ?? '',
            ...(0,defined/* defined */.s)({ variant: (0,json/* asString */.oJ)(image.Variant), osVersion: (0,json/* asString */.oJ)(image.OsVersion) })
        },
        repoDigests: (0,json/* asArray */._j)(image.RepoDigests).flatMap(digest => (0,json/* asString */.oJ)(digest) ?? []),
        diffIds: (0,json/* asArray */._j)((0,json/* asRecord */.qY)(image.RootFS).Layers).filter(oci_digest/* isDigest */.Bc),
        labels: (0,json/* asStrings */.P7)(config.Labels),
        size: (0,json/* asNumber */.i)(image.Size) ?? 0,
        hasHealthcheck: (0,json/* asString */.oJ)(check) !== undefined && check !== 'NONE',
        passesOn: (0,json/* asArray */._j)(config.OnBuild).length === 0 && (0,json/* asString */.oJ)(image.Author) === undefined,
        ...(0,defined/* defined */.s)({ created: (0,json/* asString */.oJ)(image.Created) })
    };
};
const inspect = (docker, reference) => docker.quiet(['image', 'inspect', reference]);
/** An image of the engine; undefined where it has none of that name. */
const findImage = async (docker, reference) => {
    const output = await inspect(docker, reference);
    return output.exitCode === 0 ? parse(reference, output) : undefined;
};
/**
 * An image that the engine has just built.
 *
 * @throws DockerError where the engine does not have it
 */
const inspectImage = async (docker, reference) => {
    const output = await inspect(docker, reference);
    if (output.exitCode === 0)
        return parse(reference, output);
    throw new docker_docker.DockerError({
        what: `docker image inspect ${reference} failed`,
        why: (0,docker_docker.lastLines)({ ...output, stdout: '' })
    });
};

;// CONCATENATED MODULE: ./src/docker/base.ts








/** The digest of an image of the engine in the repository that it is named by. */
const digestIn = (repoDigests, reference) => {
    if (reference.digest !== undefined)
        return reference.digest;
    const pairs = repoDigests.map(value => value.split('@'));
    const digest = pairs.find(([name = '']) => (0,oci_reference/* sameRepository */.RB)((0,oci_reference/* parseReference */.F2)(name), reference))?.[1];
    return (0,oci_digest/* isDigest */.Bc)(digest) ? digest : undefined;
};
/** The engine's own image, which need not be in any registry. */
const localBase = async (docker, reference) => {
    const image = await findImage(docker, (0,oci_reference/* formatReference */.FH)(reference));
    if (image === undefined)
        return undefined;
    const { platform, diffIds, labels, created, repoDigests } = image;
    return { reference, platform, diffIds, labels, ...(0,defined/* defined */.s)({ digest: digestIn(repoDigests, reference), created }) };
};
const remoteBase = async (registry, reference, wanted) => {
    const found = await (0,base/* readBase */.w)(registry, reference, wanted);
    if (found === undefined)
        return undefined;
    const { platform, diffIds, labels, created } = await found.client.config(found.manifest);
    return { reference: found.reference, digest: found.digest, platform, diffIds, labels, ...(0,defined/* defined */.s)({ created }) };
};
/**
 * Reads the base as the build will: the engine's own image where it has one and need not pull, else the registry's.
 * Where the registry cannot be read from here, docker may reach it in another way (through mirrors): then it pulls the
 * base now.
 *
 * @returns undefined where there is no such image, or none for that platform
 * @throws RegistryError, DockerError where it cannot be read
 */
const findBase = async (reference, wanted, pull, { docker, registry, retry }) => {
    const local = pull ? undefined : await localBase(docker, reference);
    if (local !== undefined)
        return local;
    try {
        return await remoteBase(registry, reference, wanted);
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl))
            throw error;
        retry.policy.log.info(`${error.message} Docker pulls it instead.`);
        const name = (0,oci_reference/* formatReference */.FH)(reference);
        await (0,docker_retry/* withRetries */.L)(`pull ${name}`, () => docker.shown(['pull', name]), retry);
        return localBase(docker, reference);
    }
};
/** Whether an image exists, without reading it. What cannot be asked for here is left to docker. */
const exists = async (reference, pull, { docker, registry, retry }) => {
    if (!pull && (await findImage(docker, (0,oci_reference/* formatReference */.FH)(reference))) !== undefined)
        return true;
    try {
        return (await registry.open((0,oci_reference/* repositoryOf */._M)(reference), 'pull').head((0,oci_reference/* identifierOf */.xP)(reference))) !== undefined;
    }
    catch (error) {
        if (!(error instanceof errors/* RegistryError */.gl))
            throw error;
        retry.policy.log.info(`${error.message} Docker will try it.`);
        return true;
    }
};
/** The first of these bases that does not exist. */
const findMissing = async (bases, pull, tools) => {
    const found = await (0,await_all/* awaitAll */.A)(bases.map(({ reference }) => exists(reference, pull, tools)));
    return bases.find((_, i) => found[i] === false);
};

;// CONCATENATED MODULE: ./src/docker/base-pin.ts





/**
 * The newest tag like `10.0.20348.5499` of a repository that is not newer than a host; undefined where there is none.
 */
const tagForHost = (tags, host) => tags
    .flatMap(tag => {
    const version = (0,os_version/* parseOsVersion */.u)(tag);
    const fits = version?.build === host.build && version.revision !== undefined && version.revision <= host.revision;
    return fits ? [{ tag, version }] : [];
})
    .sort((a, b) => (0,os_version/* compareOsVersions */.N)(b.version, a.version))[0]?.tag;
const listTags = ({ reference }, { registry, retry }) => registry
    .open((0,oci_reference/* repositoryOf */._M)(reference), 'pull')
    .tags()
    .catch((error) => {
    if (!(error instanceof errors/* RegistryError */.gl))
        throw error;
    retry.policy.log.info(error.message);
    return [];
});
/**
 * Looks for the tag of a base that is not newer than the host.
 *
 * @returns the value of the build argument, or why there is none, as a sentence
 */
const findPin = async (source, base, host, pull, tools) => {
    const { baseArg } = source;
    if (!isPlainTag(source, base.reference))
        return { problem: `Another tag cannot be taken: the base is not exactly <repository>:$${baseArg}.` };
    const tag = tagForHost(await listTags(base, tools), host);
    if (tag === undefined)
        return { problem: 'There is no tag of this patch level.' };
    // The argument is the same for all stages, and few other images have a tag for every patch level.
    const missing = await findMissing(nameOtherBases(source, tag), pull, tools);
    if (missing === undefined)
        return { tag };
    const { reference, where } = missing;
    return {
        problem: `Another tag cannot be taken: ${(0,oci_reference/* formatReference */.FH)(reference)} ${where}, which uses ${baseArg} too, does not exist.`
    };
};

;// CONCATENATED MODULE: ./src/docker/base-plan.ts










/** Microsoft does not publish every kind of base for every release. */
const familyHint = (reference, release) => {
    const family = reference.registry === 'mcr.microsoft.com' ? (0,base_reference/* familyOf */.Ap)(reference) : undefined;
    if (release.os !== 'windows' || family === undefined || release.families.includes(family))
        return '';
    return `Microsoft publishes ${release.families.join(', ')} for ${release.name}, and not ${family}. `;
};
const missingBase = ({ reference, where }, release) => new docker_docker.DockerError({
    what: `the base ${(0,oci_reference/* formatReference */.FH)(reference)} ${where} does not exist, or has no image for ${release.name}`,
    remedy: `${familyHint(reference, release)}Check its name and tag; nothing was built`
});
const checkRelease = ({ reference, platform }, release, where, baseArg) => {
    const { os = 'an unknown system', osVersion = '' } = platform;
    const build = (0,os_version/* parseOsVersion */.u)(osVersion)?.build;
    if (os === 'windows' && (build === undefined || build === release.build))
        return;
    throw new docker_docker.DockerError({
        what: `the base ${(0,oci_reference/* formatReference */.FH)(reference)} ${where} is for ${`${os} ${osVersion}`.trim()}, not for ${release.name} (build ${release.build})`,
        remedy: `${argAdvice(baseArg)} Nothing was built`
    });
};
/**
 * Reads the base that a value of the build argument leads to.
 *
 * @returns undefined: none, or not known
 * @throws DockerError where it does not exist or is for another release
 */
const readPlanned = async (request, tag, tools) => {
    const { release, baseArg, pull } = request;
    const named = nameBase(request, tag);
    if (named === undefined)
        return undefined;
    const { os, architecture } = release;
    const wanted = { os, architecture, ...(0,defined/* defined */.s)({ build: release.os === 'windows' ? release.build : undefined }) };
    const base = await findBase(named.reference, wanted, pull, tools);
    if (base === undefined)
        throw missingBase(named, release);
    if (release.os === 'windows')
        checkRelease(base, release, named.where, baseArg);
    return base;
};
/** BuildKit skips the stages that the image does not need; the classic builder of Windows builds them all. */
const checkOtherBases = async (request, tools) => {
    const { release, pull } = request;
    if (release.os !== 'windows')
        return;
    const missing = await findMissing(nameOtherBases(request, release.name), pull, tools);
    if (missing !== undefined)
        throw missingBase(missing, release);
};
/** The patch level of a host that is older than that of the base; undefined where it is not, or not known. */
const olderHost = ({ platform }, host) => {
    const version = (0,os_version/* parseOsVersion */.u)(platform.osVersion ?? '');
    if (version?.revision === undefined || host?.revision === undefined)
        return undefined;
    const { build, revision } = host;
    return version.build === build && version.revision > revision ? { build, revision } : undefined;
};
/** Plans for a base that is newer than the host: an older one takes its place, where that is possible. */
const planNewerBase = async (request, base, host, tools) => {
    const asNamed = { tag: request.release.name, base, isNewer: true };
    if (!request.mayPin)
        return asNamed;
    const { log } = tools.retry.policy;
    const pin = await findPin(request, base, host, request.pull, tools);
    const fact = `The base ${(0,oci_reference/* formatReference */.FH)(base.reference)} (${base.platform.osVersion ?? ''}) is newer than this host (10.0.${host.build}.${host.revision}), and may fail to start here (0xc0370106)`;
    if ('problem' in pin) {
        log.notice(`${fact}. ${pin.problem}`);
        return asNamed;
    }
    log.notice(`${fact}: taking ${pin.tag} instead.`);
    const pinned = await readPlanned(request, pin.tag, tools);
    const isNewer = pinned !== undefined && olderHost(pinned, request.host) !== undefined;
    return { tag: pin.tag, base: pinned, isNewer };
};
const plan = async (request, tools) => {
    const { release, isolation } = request;
    const warning = ignoredArgWarning(request);
    if (warning !== undefined)
        tools.retry.policy.log.warning(warning);
    const [base] = await (0,await_all/* awaitAll */.A)([readPlanned(request, release.name, tools), checkOtherBases(request, tools)]);
    // Under Hyper-V the kernel is that of the base.
    const host = base === undefined || isolation !== 'process' ? undefined : olderHost(base, request.host);
    return base === undefined || host === undefined
        ? { tag: release.name, base, isNewer: false }
        : planNewerBase(request, base, host, tools);
};
/**
 * Finds the base of a leg and checks it before minutes are spent on a build: whether it exists, is for the release, and
 * has a patch level that runs on this host. A Dockerfile that only docker can read is left to docker.
 *
 * @throws DockerError that names the line of the Dockerfile
 */
const planBase = (request, tools) => plan(request, tools).catch((error) => {
    if (!(error instanceof DockerfileError))
        throw error;
    tools.retry.policy.log.warning(`${error.message} The base is therefore neither checked nor named in the labels. Name it in 'base-image'.`);
    return request.baseImage === undefined || request.dockerfile === undefined
        ? { tag: request.release.name, base: undefined, isNewer: false }
        : plan({ ...request, dockerfile: undefined }, tools);
});

;// CONCATENATED MODULE: ./src/docker/build-args.ts
/** The arguments that a Linux builder sets itself, and a FROM may use (docs.docker.com, "Automatic platform ARGs"). */
const automatic = (release) => {
    if (release.os === 'windows')
        return {};
    const variant = release.variant ?? '';
    const platform = `linux/${release.architecture}${variant === '' ? '' : `/${variant}`}`;
    const parts = { PLATFORM: platform, OS: 'linux', ARCH: release.architecture, VARIANT: variant };
    return Object.fromEntries(['TARGET', 'BUILD'].flatMap(kind => Object.entries(parts).map(([part, value]) => [kind + part, value])));
};
/**
 * The values of build arguments, as docker reads them.
 *
 * @param buildArgs `KEY=value`, or `KEY` alone for the variable of that name; the last one of a key counts
 */
const buildArgValues = (release, buildArgs, env = process.env) => ({
    ...automatic(release),
    ...Object.fromEntries(buildArgs.flatMap(argument => {
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
const quoted = (text) => `"${text.replaceAll(/["$\\]/g, char => `\\${char}`)}"`;
/**
 * Labels as one LABEL of a Dockerfile, each on a line of its own, since docker reads no line of more than 64 KiB.
 *
 * @param labels names and values without line breaks, which no quotes can hold
 */
const labelInstruction = (labels) => `LABEL ${Object.entries(labels)
    .map(([name, value]) => `${quoted(name)}=${quoted(value)}`)
    .join(' \\\n  ')}\n`;

// EXTERNAL MODULE: ./src/runner/temp-dir.ts
var temp_dir = __webpack_require__(3672);
// EXTERNAL MODULE: ./src/docker/options.ts
var options = __webpack_require__(38);
;// CONCATENATED MODULE: ./src/docker/build.ts








/** A path that docker cannot mistake for an option or for its standard input. */
const asPath = (path) => (path.startsWith('-') ? `./${path}` : path);
/** The arguments of docker. Values are arguments of their own, which docker never mistakes for options. */
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
const run = ({ docker, retry }, command, what = 'build') => (0,docker_retry/* withRetries */.L)(what, () => docker.shown(buildArguments(command)), retry);
/**
 * The id of the image that the classic builder has built: the last such line of its output (moby
 * builder/backend/backend.go), since a RUN prints before it. BuildKit has no such line.
 */
const builtImageId = ({ stdout }) => [...stdout.matchAll(/^Successfully built ([0-9a-f]+)\s*$/gm)].at(-1)?.[1];
/** Adds the labels to an image, under the tags of the command. */
const addLabels = (image, command, builder) => {
    const { tags, labels, isolation } = command;
    return (0,temp_dir/* withTempDir */.E)('labels', async (context) => {
        await (0,promises_.writeFile)((0,external_node_path_.join)(context, 'Dockerfile'), `FROM ${image.id}\n${labelInstruction(labels)}`);
        const own = { context, tags, cacheFrom: [], buildArgs: [], labels: {}, pull: false, noCache: false };
        return run(builder, { ...own, ...(0,defined/* defined */.s)({ isolation }) }, 'build (of the labels)');
    });
};
/**
 * Builds the image and shows the output of docker.
 *
 * The classic builder makes a step of every `--label`, which on Windows is a layer (moby builder/dockerfile/builder.go,
 * buildLabelOptions): there the labels are added last, in one step. Replacing the user's Dockerfile by one with the
 * labels does not work: with a `.dockerignore` docker writes a random name into the context, and nothing is cached
 * (docker/cli, AddDockerfileToBuildContext). Nor do images that steps are taken from: a step restored from one lacks the
 * config of its image, and a FROM would inherit that (moby issue 37273).
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
    const id = builtImageId(await run(builder, { ...command, labels: {}, tags: [] }));
    const image = id === undefined ? undefined : await inspect(id);
    if (image?.passesOn === true)
        await addLabels(image, command, builder);
    // The steps of the first build are in the cache.
    else
        await run(builder, { ...command, pull: false, noCache: false });
    return inspect(tag);
};
/** Pulls an image that steps may be taken from. @returns whether it exists */
const pullCache = async (docker, image) => (await docker.shown(['pull', image])).exitCode === 0;

// EXTERNAL MODULE: ./src/docker/engine.ts
var docker_engine = __webpack_require__(6556);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/docker/windows-registry.ts
var windows_registry = __webpack_require__(1617);
;// CONCATENATED MODULE: ./src/docker/host.ts





/** The key that has the version of Windows. */
const versionKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
/** A number as Windows writes it, in hexadecimal too: `0x157b`. */
const toRevision = (value = '') => (/^(?:0x[\da-f]+|\d+)$/i.test(value) ? Number(value) : undefined);
/** What the engine reports: `Microsoft Windows Server Version 24H2 (OS Build 26100.33296)`. */
const readFromEngine = (build, { operatingSystem }) => ({
    build,
    client: operatingSystem !== '' && !/server/i.test(operatingSystem),
    ...(0,defined/* defined */.s)({ revision: toRevision(/OS Build \d+\.(\d+)/.exec(operatingSystem)?.[1]) })
});
/** What the registry of this machine says: the patch level, which `os.release()` lacks, and whether it is a server. */
const readLocal = async (build, engine) => {
    const values = await (0,windows_registry/* registryValues */._)(versionKey);
    const reported = readFromEngine(build, engine);
    const type = values.get('InstallationType');
    const revision = toRevision(values.get('UBR')) ?? reported.revision;
    return { build, client: type === undefined ? reported.client : type === 'Client', ...(0,defined/* defined */.s)({ revision }) };
};
/**
 * The Windows host of the engine: from Windows itself where it is this machine, else from the engine. Never from the
 * runner's label, which says what was meant, not what runs.
 *
 * @param local whether the engine runs on this machine, and this machine runs Windows
 * @throws DockerError where the engine builds for Windows and does not report its version
 */
const readWindowsHost = async (engine, local) => {
    const version = local ? (0,external_node_os_.release)() : engine.osVersion;
    const parsed = (0,os_version/* parseOsVersion */.u)(version);
    if (parsed === undefined) {
        throw new docker_docker.DockerError({
            what: `the Windows version '${version}' of the engine cannot be read`,
            remedy: 'check that DOCKER_HOST names a Windows engine'
        });
    }
    return local ? readLocal(parsed.build, engine) : readFromEngine(parsed.build, engine);
};

// EXTERNAL MODULE: ./src/docker/service.ts
var docker_service = __webpack_require__(9655);
;// CONCATENATED MODULE: ./src/docker/build-host.ts



/**
 * Detects the engine. A stopped service of this Windows machine is started.
 *
 * @throws DockerError where there is none
 */
const detectBuildHost = async (dockerFor, log) => {
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

// EXTERNAL MODULE: ./src/oci/labels.ts
var oci_labels = __webpack_require__(7774);
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
// EXTERNAL MODULE: ./src/oci/entries.ts
var entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/runner/progress.ts
var progress = __webpack_require__(667);
// EXTERNAL MODULE: ./src/report/leg-outputs.ts
var leg_outputs = __webpack_require__(1085);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/build.ts






const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
/** `, 12 days old`; nothing where the date is not known, or makes no sense */
const ageOf = (created, now) => {
    const days = Math.floor((now - Date.parse(created ?? '')) / 86_400_000);
    if (Number.isNaN(days) || days < 0)
        return '';
    return days === 1 ? ', 1 day old' : `, ${days} days old`;
};
const describeBase = ({ base }, now) => {
    if (base === undefined)
        return '';
    const version = base.osVersion === undefined ? '' : ` (${(0,markdown/* plain */.pj)(base.osVersion)}${ageOf(base.created, now)})`;
    const digest = base.digest === undefined ? '' : `<br>${(0,markdown/* code */.aY)(base.digest)}`;
    return `${(0,markdown/* code */.aY)(base.name)}${version}${digest}`;
};
const describeSize = ({ image, layers }) => layers === undefined
    ? `${(0,progress/* formatBytes */.z)(image.size)} unpacked`
    : `${(0,progress/* formatBytes */.z)(layers.all)}, ${(0,progress/* formatBytes */.z)(layers.own)} of it its own layers`;
const metadataOf = ({ release, isolation, references, image, base, digest, layers, phases }) => (0,defined/* defined */.s)({
    release,
    isolation,
    references,
    imageid: image.id,
    platform: (0,oci_document/* platformJson */.Uz)(image.platform),
    digest,
    base: base === undefined ? undefined : { name: base.name, ...(0,defined/* defined */.s)({ digest: base.digest }) },
    size: layers?.all,
    ownSize: layers?.own,
    seconds: Object.fromEntries(phases.map(({ name, ms }) => [name, Number((ms / 1000).toFixed(1))]))
});
const outputsOf = (legs) => (0,leg_outputs/* legOutputs */.F)(legs.map(leg => ({ ...leg, imageId: leg.image.id, osVersion: leg.image.platform.osVersion })), legs.flatMap(({ references }) => references));
const imageRow = ({ release, isolation = '', image, references, digest }) => [
    release,
    isolation,
    (0,markdown/* code */.aY)(image.platform.osVersion ?? (0,entries/* formatPlatform */.Bq)(image.platform)),
    references.map(markdown/* code */.aY).join('<br>'),
    digest === undefined ? '' : (0,markdown/* code */.aY)(digest)
];
const effortRow = (leg, now) => [
    leg.release,
    describeBase(leg, now),
    describeSize(leg),
    leg.phases.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(', ')
];
/** What `mode: build` leaves: outputs, and a summary of every leg. */
const buildResult = ({ pushed, engine, legs }, now = Date.now()) => {
    const outputs = outputsOf(legs);
    return {
        outputs: { ...outputs, metadata: JSON.stringify(legs.map(metadataOf)) },
        summary: [
            `### ${pushed ? 'Built and pushed' : 'Built, not pushed'}: ${(0,markdown/* code */.aY)(outputs.reference)}`,
            '',
            (0,markdown/* table */.tp)(['Release', 'Isolation', 'OS version', 'Image', 'Digest'], legs.map(imageRow)),
            '',
            (0,markdown/* table */.tp)(['Release', 'Base', 'Size', 'Time'], legs.map(leg => effortRow(leg, now))),
            '',
            `Engine: ${engine}`,
            ''
        ].join('\n')
    };
};

// EXTERNAL MODULE: ./src/windows/releases.ts
var windows_releases = __webpack_require__(2171);
// EXTERNAL MODULE: ./src/oci/base-layers.ts
var base_layers = __webpack_require__(4947);
;// CONCATENATED MODULE: ./src/modes/build-checks.ts






/** Has the registry refuse a login before minutes are spent on a build. */
const checkLogin = async (images, tag, registry) => {
    await (0,await_all/* awaitAll */.A)(images.map(image => registry.open(image, 'pull,push').head(tag)));
};
/**
 * Checks that an image is for its release: a Dockerfile that ignores the base argument builds the same for every one.
 *
 * @throws DockerError
 */
const build_checks_checkRelease = ({ platform }, reference, release, baseArg) => {
    const descriptor = { mediaType: '', digest: 'sha256:', size: 0 };
    try {
        (0,entries/* checkEntries */.bX)([{ descriptor, platform, reference, release }], { allowMissingOsVersion: false });
    }
    catch (cause) {
        throw new docker_docker.DockerError({
            what: `the image that was built is for ${(0,entries/* formatPlatform */.Bq)(platform)}, not for ${release.name}; nothing was pushed`,
            remedy: `take the base by 'ARG ${baseArg}' before the first FROM and 'FROM …:$${baseArg}'`,
            cause
        });
    }
};
/**
 * Checks that an image is built on the base that its labels name.
 *
 * @param fromInput whether the base is that of the input `base-image`
 * @throws DockerError
 */
const checkBase = (image, base, fromInput) => {
    if ((0,base_layers/* beginsWith */.t$)(image, base))
        return;
    const name = (0,oci_reference/* formatReference */.FH)({ ...base.reference, ...(0,defined/* defined */.s)({ digest: base.digest }) });
    throw new docker_docker.DockerError({
        what: `the image that was built does not begin with the layers of its base ${name}; nothing was pushed`,
        remedy: fromInput
            ? "check that 'base-image' names what the Dockerfile starts from"
            : 'the tag was moved during the build: run this job again'
    });
};

// EXTERNAL MODULE: ./src/common/time.ts
var time = __webpack_require__(292);
// EXTERNAL MODULE: ./src/runner/process.ts + 1 modules
var runner_process = __webpack_require__(8126);
;// CONCATENATED MODULE: ./src/docker/commit-time.ts


/** The time of a commit in a folder, from git; undefined where there is no git, no repository or no such commit. */
const askGit = async (revision, folder) => {
    if (!/^[0-9a-f]{7,64}$/i.test(revision))
        return undefined;
    const args = ['-C', folder, 'show', '--no-patch', '--format=%ct', revision, '--'];
    const output = await (0,runner_process/* runProgram */.m)('git', args).catch(() => undefined);
    const seconds = /^(\d{1,12})\s*$/.exec(output?.stdout ?? '')?.[1];
    return output?.exitCode === 0 && seconds !== undefined ? Number(seconds) : undefined;
};
/**
 * When an image counts as created: the time of its commit, so that building it again makes the same image. The time comes
 * from the event that started the run, else from git.
 *
 * @param headCommit the commit of the event and its time, RFC 3339
 * @returns RFC 3339; undefined where it is not known
 */
const commitTime = async (revision, headCommit, folder) => {
    const seconds = headCommit?.id === revision ? Math.floor(Date.parse(headCommit.time) / 1000) : await askGit(revision, folder);
    return seconds !== undefined && (0,time/* isTime */.K)(seconds) ? (0,time/* formatTime */.f)(seconds) : undefined;
};

;// CONCATENATED MODULE: ./src/modes/build-command.ts






/** The build arguments for docker; those of the user come last, so that they override ours. */
const buildArgsOf = ({ baseArg, version, versionArg, buildArgs }, { release }, tag) => [
    ...(release.os === 'windows' ? [`${baseArg}=${tag}`] : []),
    ...(version === undefined ? [] : [`${versionArg}=${version}`]),
    ...buildArgs
];
/** Memory of the leg's containers. By default a virtual machine gets 4 GB, because Hyper-V's own default is 1 GB. */
const memoryOf = ({ isolation }, memory) => memory ?? (isolation === 'hyperv' ? '4g' : undefined);
/** RFC 3339; undefined: not known. */
const createdOf = ({ sourceDateEpoch, revision, headCommit, context }) => sourceDateEpoch === undefined
    ? commitTime(revision, headCommit, context)
    : Promise.resolve((0,time/* formatTime */.f)(sourceDateEpoch));
/** Names of the labels that the Dockerfile sets; none where only docker can read it. */
const dockerfileLabels = (dockerfile, args) => {
    try {
        return dockerfile?.labels(args) ?? new Set();
    }
    catch (error) {
        if (error instanceof DockerfileError)
            return new Set();
        throw error;
    }
};
const labelsOf = async (inputs, { base, dockerfile, repositoryLabels }, args) => {
    const { version, revision, labels } = inputs;
    const fromDockerfile = dockerfileLabels(dockerfile, args);
    const defaults = (0,defined/* defined */.s)({ version, created: await createdOf(inputs), ...repositoryLabels });
    return {
        ...(0,oci_labels/* emptiedLabels */.Se)(base?.labels ?? {}, fromDockerfile),
        ...(0,oci_labels/* imageLabels */.J0)({ revision, ...(0,defined/* defined */.s)({ base }), fromUser: labels, fromDockerfile, defaults })
    };
};
/** The command line of one leg. */
const buildCommand = async (inputs, parts) => {
    const { file, target, network, context, pull, noCache } = inputs;
    const { leg, baseTag, tags, cacheFrom } = parts;
    const buildArgs = buildArgsOf(inputs, leg, baseTag);
    return {
        context,
        tags,
        buildArgs,
        labels: await labelsOf(inputs, parts, buildArgValues(leg.release, buildArgs)),
        pull,
        noCache,
        cacheFrom,
        ...(0,defined/* defined */.s)({ file, target, network, isolation: leg.isolation, memory: memoryOf(leg, inputs.memory) })
    };
};

;// CONCATENATED MODULE: ./src/docker/context.ts


/** Contexts that docker fetches itself: git repositories and archives (docker/cli builder/remotecontext/urlutil). */
const isRemote = (context) => /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(context);
/**
 * Finds the Dockerfile as docker does: `file`, relative to the working folder; by default `Dockerfile` in the context, or
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

;// CONCATENATED MODULE: ./src/dockerfile/split-words.ts
/**
 * Splits a text at white space outside of quotes, as docker does with names and values (buildkit
 * frontend/dockerfile/parser/line_parsers.go, parseWords). Quotes and escape characters stay in the words, but for an
 * escape character at the very end.
 *
 * @param escape the character of the directive `# escape=`
 */
const splitWords = (text, escape) => {
    const e = escape === '\\' ? '\\\\' : escape;
    const single = `'[^']*(?:'|$)`;
    const double = `"(?:${e}[^]|[^"${e}])*(?:"|${e}?$)`;
    const words = text.match(new RegExp(`(?:${e}[^]|${e}$|${single}|${double}|[^\\p{White_Space}'"${e}])+`, 'gu')) ?? [];
    const last = new RegExp(`^((?:${e}[^]|[^${e}])*)${e}$`, 'u');
    return words
        .map((word, index) => (index === words.length - 1 ? word.replace(last, '$1') : word))
        .filter(word => word !== '');
};

;// CONCATENATED MODULE: ./src/dockerfile/heredocs.ts

/**
 * Finds the here-documents that an instruction opens, such as `<<EOF`, `<<-"EOF"` and `3<<EOF` (buildkit
 * frontend/dockerfile/parser/parser.go, heredocsFromLine). The escape character of the Dockerfile has no meaning there.
 */
const findHeredocs = (text) => {
    if (!text.includes('<<'))
        return [];
    return splitWords(text, '\\').flatMap(word => {
        const [, dash, name = ''] = /^\d*<<(-?)([^<]+)$/.exec(word) ?? [];
        return name === '' ? [] : [{ name: name.replace(/\\(.)|["']/g, '$1'), ignoresTabs: dash === '-' }];
    });
};

;// CONCATENATED MODULE: ./src/dockerfile/instructions.ts


// Go's unicode.IsSpace and the property White_Space are the same characters.
const leadingSpace = /^\p{White_Space}+/u;
const directive = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;
const isComment = (line) => line.replace(leadingSpace, '').startsWith('#');
/**
 * Reads the directives, which are comments before everything else. The first line that is none of those that docker
 * knows ends them (buildkit frontend/dockerfile/parser/directives.go).
 */
const readEscape = (lines) => {
    const seen = new Set();
    let escape = '\\';
    for (const [index, line] of lines.entries()) {
        const [, name = '', value = ''] = directive.exec(line.replace(leadingSpace, '')) ?? [];
        const key = name.toLowerCase();
        if (!['escape', 'syntax', 'check'].includes(key))
            break;
        if (seen.has(key))
            throw new DockerfileError({ what: `the directive '${key}' is there twice`, line: index + 1 });
        seen.add(key);
        if (key !== 'escape')
            continue;
        if (value !== '\\' && value !== '`')
            throw new DockerfileError({ what: `'${value}' is not an escape character; write \\ or \``, line: index + 1 });
        escape = value;
    }
    return escape;
};
/**
 * The line without the escape character that continues it; undefined where it ends the instruction. An escaped escape
 * character continues nothing (since Docker 20.10, moby/buildkit#1559).
 */
const continued = (line, escape) => {
    const text = line.replace(/[ \t]+$/, '');
    const isContinued = text.endsWith(escape) && !text.endsWith(escape + escape);
    return isContinued ? text.slice(0, -1) : undefined;
};
/** Reads an instruction from its first line on. Comments and empty lines within it are left out. */
const joinLines = (cursor, escape) => {
    let joined = '';
    for (let first = true; cursor.index < cursor.lines.length; first = false) {
        const line = cursor.lines[cursor.index++] ?? '';
        const text = first ? line.replace(leadingSpace, '') : line;
        if (!first && (isComment(line) || line.replace(leadingSpace, '') === ''))
            continue;
        const part = continued(text, escape);
        if (part === undefined)
            return joined + text;
        joined += part;
    }
    return joined;
};
/** Skips the text of here-documents, which may look like instructions. */
const skipHeredocs = (cursor, text, line) => {
    const heredocs = findHeredocs(text);
    for (const { name, ignoresTabs } of heredocs) {
        const end = cursor.lines.findIndex((candidate, index) => index >= cursor.index && name === (ignoresTabs ? candidate.replace(/^\t+/, '') : candidate));
        if (end < 0)
            throw new DockerfileError({ what: `the here-document '${name}' has no end`, line });
        cursor.index = end + 1;
    }
    return heredocs.length > 0;
};
/** Takes the flags off the front. Quotes and the escape character work in them as in other words. */
const splitFlags = (text, escape) => {
    const flags = [];
    let rest = text;
    while (rest.startsWith('--')) {
        const e = escape === '\\' ? '\\\\' : escape;
        const quoted = (quote) => `${quote}(?:${e}[^]|[^${e}${quote}])*${quote}?`;
        const word = new RegExp(`^(?:${quoted('"')}|${quoted("'")}|${e}[^]|[^\\p{White_Space}])+`, 'u').exec(rest)?.[0] ?? '';
        rest = rest.slice(word.length).replace(leadingSpace, '');
        if (word === '--')
            break;
        flags.push(word.replace(new RegExp(`${e}([^])|["']`, 'gu'), '$1'));
    }
    return { flags, rest };
};
const parseInstruction = (text, escape) => {
    const trimmed = text.replace(leadingSpace, '').replace(/\p{White_Space}+$/u, '');
    const [keyword = ''] = trimmed.split(/[\t\v\f\r ]+/, 1);
    const rest = trimmed.slice(keyword.length).replace(leadingSpace, '');
    return { keyword: keyword.toUpperCase(), ...splitFlags(rest, escape) };
};
const mayHaveHeredoc = ({ keyword, rest }) => ['ADD', 'COPY', 'RUN'].includes(keyword === 'ONBUILD' ? (rest.split(/\s/, 1)[0] ?? '').toUpperCase() : keyword);
/**
 * Splits a Dockerfile into its instructions as docker does (buildkit frontend/dockerfile/parser/parser.go).
 *
 * @throws DockerfileError for directives and here-documents that docker refuses
 */
const parseInstructions = (text) => {
    // Windows editors begin a text with a byte order mark.
    const lines = text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .map(line => line.replace(/\r+$/, ''));
    const escape = readEscape(lines);
    const instructions = [];
    for (const cursor = { lines, index: 0 }; cursor.index < lines.length;) {
        const first = lines[cursor.index] ?? '';
        const line = cursor.index + 1;
        if (isComment(first) || first.replace(leadingSpace, '') === '') {
            cursor.index++;
            continue;
        }
        const joined = joinLines(cursor, escape);
        const instruction = parseInstruction(joined, escape);
        const hasHeredoc = mayHaveHeredoc(instruction) && skipHeredocs(cursor, joined, line);
        instructions.push({ ...instruction, line, hasHeredoc });
    }
    return { escape, instructions };
};

;// CONCATENATED MODULE: ./src/dockerfile/scope.ts
/**
 * The scope of the classic builder: ENV hides ARG whatever comes first, an ARG without a default takes back an earlier
 * one, and ends with its stage (moby builder/dockerfile/buildargs.go).
 */
const classicScope = (surroundings, findName, env = new Map()) => {
    const { args, globals } = surroundings;
    const declared = new Map();
    return {
        get: name => {
            const [set, arg] = [findName(env, name), findName(declared, name)];
            if (set !== undefined)
                return env.get(set);
            if (arg === undefined)
                return undefined;
            return Object.hasOwn(args, arg) ? args[arg] : (declared.get(arg) ?? globals(arg));
        },
        declareArg: (name, value) => {
            declared.set(name, value);
        },
        setEnv: (name, value) => {
            env.set(name, value);
        },
        inherit: () => classicScope(surroundings, findName, new Map(env))
    };
};
/** The scope of BuildKit: the last one that sets a name counts (buildkit frontend/dockerfile/dockerfile2llb/convert.go). */
const buildKitScope = (surroundings, values = new Map()) => {
    const { args, globals } = surroundings;
    return {
        get: name => values.get(name),
        declareArg: (name, value) => {
            const chosen = Object.hasOwn(args, name) ? args[name] : (value ?? globals(name));
            if (chosen !== undefined)
                values.set(name, chosen);
        },
        setEnv: (name, value) => {
            values.set(name, value);
        },
        inherit: () => buildKitScope(surroundings, new Map(values))
    };
};
const findExact = (names, name) => (names.has(name) ? name : undefined);
/** Windows has no regard for the case of a variable's name (buildkit frontend/dockerfile/shell/equal_env_windows.go). */
const findInAnyCase = (names, name) => findExact(names, name) ?? [...names.keys()].find(key => key.toLowerCase() === name.toLowerCase());
/** An empty scope: of the ARGs before the first FROM, or, with those, of a stage. */
const emptyScope = ({ isClassic, os }, args, globals = () => undefined) => isClassic
    ? classicScope({ args, globals }, os === 'windows' ? findInAnyCase : findExact)
    : buildKitScope({ args, globals });

;// CONCATENATED MODULE: ./src/dockerfile/words.ts

/** A word of a Dockerfile cannot be expanded. */
class WordError extends user_error/* UserError */.yo {
    name = 'WordError';
}
/** Levels of defaults within defaults, as in `${A:-${B:-…}}`. */
const maxDepth = 20;
const fail = ({ word }, problem) => {
    throw new WordError({ what: `'${word}' ${problem}` });
};
const next = (cursor) => cursor.word[cursor.index++] ?? '';
/** Reads a character if it comes next. */
const accept = (cursor, char) => {
    if (cursor.word[cursor.index] !== char)
        return false;
    cursor.index++;
    return true;
};
const readName = (cursor) => {
    const name = /^(?:[\p{L}_][\p{L}\p{Nd}_]*|\p{Nd}+|[@*#?$!-])/u.exec(cursor.word.slice(cursor.index))?.[0] ?? '';
    cursor.index += name.length;
    return name;
};
/** Reads what follows the opening single quote: nothing has a meaning in there. */
const readSingleQuoted = (cursor) => {
    const end = cursor.word.indexOf("'", cursor.index);
    if (end < 0)
        fail(cursor, 'has a quote without an end');
    const value = cursor.word.slice(cursor.index, end);
    cursor.index = end + 1;
    return value;
};
/** Reads what follows `${`. */
const readExpression = (cursor, depth) => {
    const name = readName(cursor);
    if (name === '')
        fail(cursor, "has '${' without a name");
    const value = cursor.variables(name);
    if (accept(cursor, '}'))
        return value ?? '';
    const colon = accept(cursor, ':');
    const operator = next(cursor);
    if (!['-', '+', '?'].includes(operator))
        fail(cursor, `has the expression '\${${name}${colon ? ':' : ''}${operator}…}'`);
    const word = readUntil('}', cursor, depth + 1);
    const isSet = value !== undefined && (value !== '' || !colon);
    if (operator === '+')
        return isSet ? word : '';
    if (!isSet && operator === '?')
        fail(cursor, `requires '${name}', which is not set`);
    return isSet ? value : word;
};
/** Reads what follows `$`. */
const readVariable = (cursor, depth) => {
    if (accept(cursor, '{'))
        return readExpression(cursor, depth);
    const name = readName(cursor);
    return name === '' ? '$' : (cursor.variables(name) ?? '');
};
/** Reads what follows the opening double quote: the escape character stays where it has nothing to escape. */
const readDoubleQuoted = (cursor, depth) => {
    let value = '';
    while (cursor.index < cursor.word.length) {
        const char = next(cursor);
        if (char === '"')
            return value;
        if (char === '$')
            value += readVariable(cursor, depth);
        else if (char !== cursor.escape)
            value += char;
        else if (['"', '$', cursor.escape].includes(cursor.word[cursor.index] ?? ''))
            value += next(cursor);
        else
            value += char;
    }
    return fail(cursor, 'has a quote without an end');
};
/** @param end the character that ends the expression around this part; undefined: read to the end of the word */
const readUntil = (end, cursor, depth) => {
    if (depth > maxDepth)
        fail(cursor, `has more than ${maxDepth} expressions inside each other`);
    let value = '';
    while (cursor.index < cursor.word.length) {
        const char = next(cursor);
        if (char === end)
            return value;
        if (char === '"')
            value += readDoubleQuoted(cursor, depth);
        else if (char === "'")
            value += readSingleQuoted(cursor);
        else if (char === '$')
            value += readVariable(cursor, depth);
        else
            value += char === cursor.escape ? next(cursor) : char;
    }
    if (end !== undefined)
        fail(cursor, "has '${' without an end");
    return value;
};
/**
 * Expands the variables of a word and removes its quotes, as docker does (buildkit frontend/dockerfile/shell/lex.go):
 * `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME:+word}`, `${NAME:?word}`, the last three without the colon too.
 *
 * @param escape the character of the directive `# escape=`
 * @throws WordError for an expression without an end, and for those that cut or replace parts of a value
 */
const expandWord = (word, variables, escape) => readUntil(undefined, { word, variables, escape, index: 0 }, 0);

;// CONCATENATED MODULE: ./src/dockerfile/settings.ts



/**
 * Expands the variables of a word.
 *
 * @throws DockerfileError with the line
 */
const expand = (word, { get }, { escape }, line) => {
    try {
        return expandWord(word, get, escape);
    }
    catch (cause) {
        if (!(cause instanceof WordError))
            throw cause;
        throw new DockerfileError({ what: cause.reason, line, cause });
    }
};
const cut = (word) => {
    const equals = word.indexOf('=');
    return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
};
/**
 * Declares the names of an ARG. With the classic builder all of a line see what was there before it, and the names may
 * hold variables; with BuildKit each sees those before it.
 */
const declareArgs = ({ rest, line }, scope, dialect) => {
    const expanded = (word) => expand(word, scope, dialect, line);
    const read = ([name, value]) => [
        dialect.isClassic ? expanded(name) : name,
        value === undefined ? undefined : expanded(value)
    ];
    const written = splitWords(rest, dialect.escape).map(cut);
    if (dialect.isClassic)
        for (const assignment of written.map(read))
            scope.declareArg(...assignment);
    else
        for (const assignment of written)
            scope.declareArg(...read(assignment));
};
/**
 * What an ENV or a LABEL sets: `NAME=value NAME=value`, or in the old form `NAME value with blanks`. All of a line see
 * what was there before it.
 *
 * @throws DockerfileError for what is neither
 */
const readPairs = ({ keyword, rest, line }, scope, dialect) => {
    const words = splitWords(rest, dialect.escape);
    const [, name = '', value] = /^([^\t\v\f\r ]*)[\t\v\f\r ]+([^]*)$/.exec(rest) ?? [];
    const written = words[0]?.includes('=') === true ? words.map(cut) : [[name, value]];
    return written.map(([key, text]) => {
        if (key === '' || text === undefined)
            throw new DockerfileError({ what: `'${keyword} ${rest}' is not of the form ${keyword} <name>=<value>`, line });
        return [expand(key, scope, dialect, line), expand(text, scope, dialect, line)];
    });
};

;// CONCATENATED MODULE: ./src/dockerfile/stages.ts

const stages_parseFrom = ({ flags, rest, line }, body) => {
    const [image = '', as, name, ...more] = rest.split(/[\t\v\f\r ]+/);
    if (image === '' || more.length > 0 || (as !== undefined && (as.toUpperCase() !== 'AS' || name === undefined)))
        throw new DockerfileError({ what: `'FROM ${rest}' is not 'FROM <image>' or 'FROM <image> AS <name>'`, line });
    if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(name))
        throw new DockerfileError({ what: `'${name}' is not the name of a stage`, line });
    const platform = flags.find(flag => flag.startsWith('--platform='))?.slice('--platform='.length);
    return { image, platform, name: name?.toLowerCase(), line, body };
};
/** @throws DockerfileError for a FROM that docker refuses, and where there is none */
const splitStages = (instructions) => {
    const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
    if (starts.length === 0)
        throw new DockerfileError({ what: 'the Dockerfile has no FROM' });
    return {
        globals: instructions.slice(0, starts[0]).filter(({ keyword }) => keyword === 'ARG'),
        stages: starts.flatMap((start, stage) => {
            const [from, ...body] = instructions.slice(start, starts[stage + 1]);
            return from === undefined ? [] : [stages_parseFrom(from, body)];
        })
    };
};
/** The index of the last stage of that name; -1 where there is none. */
const findStage = (stages, name) => stages.findLastIndex(stage => stage.name === name.toLowerCase());
/**
 * The index of the stage to build, by its name; by default the last one.
 *
 * @throws DockerfileError where there is no such stage
 */
const findTarget = (stages, target) => {
    if (target === undefined)
        return stages.length - 1;
    const index = findStage(stages, target);
    if (index < 0)
        throw new DockerfileError({ what: `the Dockerfile has no stage '${target}'` });
    return index;
};

;// CONCATENATED MODULE: ./src/dockerfile/dockerfile.ts





/** The scope of the FROMs: the ARGs before the first one. */
const globalScope = ({ globals, dialect }, args) => {
    const scope = emptyScope(dialect, args);
    for (const arg of globals)
        declareArgs(arg, scope, dialect);
    return scope;
};
const baseOf = ({ image: raw, platform, line }, scope, dialect) => ({
    image: expand(raw, scope, dialect, line),
    raw,
    line,
    ...(0,defined/* defined */.s)({ platform: platform === undefined ? undefined : expand(platform, scope, dialect, line) })
});
const chainOf = ({ stages, dialect }, scope) => {
    const chain = [];
    for (let index = stages.length - 1;;) {
        const stage = stages[index];
        if (stage === undefined)
            return chain;
        const base = baseOf(stage, scope, dialect);
        chain.push({ stage, base });
        index = findStage(stages.slice(0, index), base.image);
    }
};
const otherBasesOf = (source, scope) => {
    const { stages, dialect } = source;
    const own = chainOf(source, scope).at(-1)?.stage;
    return stages.flatMap((stage, index) => {
        if (stage === own)
            return [];
        const base = baseOf(stage, scope, dialect);
        const isImage = base.image !== 'scratch' && findStage(stages.slice(0, index), base.image) < 0;
        return isImage ? [base] : [];
    });
};
/** Triggers are parsed anew, with the default escape character (moby builder/dockerfile/dispatchers.go). */
const triggersOf = ({ onbuilds }) => onbuilds.flatMap(({ rest, line }) => parseInstructions(rest).instructions.map(trigger => ({ ...trigger, line })));
const runStage = (stage, before, dialect) => {
    const scope = before.scope.inherit();
    const labels = new Set(before.labels);
    for (const instruction of [...triggersOf(before), ...stage.body]) {
        const { keyword } = instruction;
        if (keyword === 'ARG')
            declareArgs(instruction, scope, dialect);
        if (keyword === 'ENV')
            for (const pair of readPairs(instruction, scope, dialect))
                scope.setEnv(...pair);
        if (keyword === 'LABEL')
            for (const [name] of readPairs(instruction, scope, dialect))
                labels.add(name);
    }
    return { scope, onbuilds: stage.body.filter(({ keyword }) => keyword === 'ONBUILD'), labels };
};
const dockerfile_labelsOf = (source, args) => {
    const { dialect } = source;
    const global = globalScope(source, args);
    const start = { scope: emptyScope(dialect, args, global.get), onbuilds: [], labels: new Set() };
    return chainOf(source, global).reduceRight((before, { stage }) => runStage(stage, before, dialect), start).labels;
};
/**
 * Parses a Dockerfile.
 *
 * @param target the stage to build; undefined: the last one
 * @throws DockerfileError for what docker refuses in any case, and where there is no such stage
 */
const parseDockerfile = (text, reader, target) => {
    const { escape, instructions } = parseInstructions(text);
    const { globals, stages } = splitStages(instructions);
    const dialect = { ...reader, escape };
    const source = { globals, stages: stages.slice(0, findTarget(stages, target) + 1), dialect };
    return {
        base: args => {
            const base = chainOf(source, globalScope(source, args)).at(-1)?.base;
            return base?.image === 'scratch' ? undefined : base;
        },
        otherBases: args => otherBasesOf(source, globalScope(source, args)),
        labels: args => dockerfile_labelsOf(source, args)
    };
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
const readDockerfile = async ({ context, file, target }, engine, log) => {
    const found = await findDockerfile(context, file);
    if (found === 'remote') {
        log.info("Docker fetches the context itself: what its Dockerfile is built on is not looked at, unless 'base-image' says it.");
        return undefined;
    }
    if (found === undefined) {
        throw file === undefined
            ? new inputs_errors/* InputError */.dz('context', `there is no Dockerfile in '${context}'`, "check out the repository before this step, or give 'file'")
            : new inputs_errors/* InputError */.dz('file', `there is no '${file}'`, 'write its path from the workspace on');
    }
    try {
        return parseDockerfile(found.text, { isClassic: engine.classic, os: engine.os }, target);
    }
    catch (error) {
        if (!(error instanceof DockerfileError))
            throw error;
        throw new inputs_errors/* InputError */.dz(target === undefined ? 'file' : 'target', `${error.reason} (${found.path})`, 'check the Dockerfile', error);
    }
};

// EXTERNAL MODULE: ./src/windows/isolation.ts
var windows_isolation = __webpack_require__(8937);
;// CONCATENATED MODULE: ./src/modes/build-legs.ts



const runnerHint = ({ runner }) => (runner === undefined ? '' : `, like ${runner}`);
const windowsLeg = (release, host, { isolation }) => {
    if (release.os === 'linux') {
        throw new inputs_errors/* InputError */.dz('releases', `a Windows engine cannot build ${release.name}`, 'build it on a Linux runner');
    }
    const possible = (0,windows_isolation/* isolationFor */.Q)(host, release.build);
    if (possible === undefined) {
        throw new inputs_errors/* InputError */.dz('releases', `${release.name} (build ${release.build}) is newer than this host (build ${host.build}), which cannot run it`, `take a runner with Windows build ${release.build} or newer${runnerHint(release)}`);
    }
    if (isolation === 'process' && possible === 'hyperv') {
        throw new inputs_errors/* InputError */.dz('isolation', `this host (build ${host.build}) can run ${release.name} under Hyper-V only`, "give 'auto' or 'hyperv'");
    }
    if (isolation === 'default')
        return { release };
    return { release, isolation: isolation === 'auto' ? possible : isolation };
};
/**
 * The releases that a Windows engine is to build, each with the isolation that this host allows.
 *
 * @param warn gets a warning about a Windows that is newer than all known releases
 * @throws InputError for what this host cannot build
 */
const windowsLegs = (inputs, { architecture }, host, warn) => {
    const own = (0,windows_releases/* releaseOfHost */.nL)(host.build, architecture);
    if (own?.match === 'newer') {
        warn(`This Windows (build ${host.build}) is newer than all releases known here: taking it as ${own.release.name}.`);
    }
    const releases = inputs.releases.length > 0 ? inputs.releases : own === undefined ? [] : [own.release];
    if (releases.length === 0) {
        throw new inputs_errors/* InputError */.dz('releases', `no release has images for the build ${host.build} of this host`, 'name the release to build, or take another runner');
    }
    return releases.map(release => windowsLeg(release, host, inputs));
};
const linuxPlatformOf = ({ architecture }) => {
    const own = (0,windows_releases/* findRelease */.dv)(architecture === 'arm' ? 'linux-arm-v7' : `linux-${architecture}`);
    if (own === undefined) {
        throw new inputs_errors/* InputError */.dz('releases', `the engine's platform linux/${architecture} has no name here`, 'take a runner with amd64 or arm64');
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
        throw new inputs_errors/* InputError */.dz('releases', 'the engine of this Windows host runs Linux containers', 'switch it to Windows containers before this step: & "$env:ProgramFiles\\Docker\\Docker\\DockerCli.exe" -SwitchWindowsEngine');
    }
    if (windows !== undefined) {
        throw new inputs_errors/* InputError */.dz('releases', `this engine runs on Linux and cannot build ${windows.name}`, "take a Windows runner; or, for a Dockerfile without RUN, docker/build-push-action with 'platforms: windows/amd64', and name its image in 'sources' of mode 'manifest'");
    }
    const own = inputs.releases.length > 0 ? inputs.releases : linuxPlatformOf(engine);
    const foreign = own.find(release => release.architecture !== engine.architecture);
    if (foreign !== undefined) {
        throw new inputs_errors/* InputError */.dz('releases', `this engine builds linux/${engine.architecture}, not ${foreign.name}`, 'take a runner of that architecture');
    }
    return own.map(release => ({ release }));
};

;// CONCATENATED MODULE: ./src/docker/push.ts



/**
 * Pushes a tag and shows the output of docker.
 *
 * @returns the digest that docker reports
 * @throws DockerError with docker's last lines
 */
const pushImage = async (docker, reference, retry) => {
    const output = await (0,docker_retry/* withRetries */.L)(`push ${reference}`, () => docker.shown(['push', reference]), retry);
    const digest = /\bdigest: (sha256:[a-f0-9]{64})\b/.exec(output.stdout)?.[1];
    if ((0,oci_digest/* isDigest */.Bc)(digest))
        return digest;
    throw new docker_docker.DockerError({
        what: `docker push ${reference} did not report the digest:\n${(0,docker_docker.lastLines)(output)}`,
        remedy: 'look at the tag in the registry, and run this job again'
    });
};

// EXTERNAL MODULE: ./src/registry/publish.ts
var publish = __webpack_require__(5328);
;// CONCATENATED MODULE: ./src/modes/build-push.ts




/** Pushes one reference, and has the registry confirm what docker reports. */
const pushOne = async (image, tag, { docker, registry, retry, log }) => {
    const reference = (0,oci_reference/* formatReference */.FH)({ ...image, tag });
    // The registry itself says how long to wait, which docker does not pass on; the client waits for as long.
    const waitForRateLimit = () => registry.open(image, 'pull,push').head(tag);
    const digest = await log.group(`Push ${reference}`, () => pushImage(docker, reference, { ...retry, waitForRateLimit }));
    await (0,publish/* readBack */.e7)(registry.open(image, 'pull'), tag, digest, registry.policy);
    log.info(`Pushed ${reference}@${digest}`);
    return digest;
};
/**
 * The compressed sizes of the layers of an image in a registry.
 *
 * @param baseLayers how many of its layers are the base's
 */
const layerSizes = async (client, digest, baseLayers) => {
    const manifest = await client.get(digest);
    if (manifest?.kind !== 'manifest')
        return undefined;
    const sum = (layers) => layers.reduce((total, { size }) => total + size, 0);
    return { all: sum(manifest.layers), own: sum(manifest.layers.slice(baseLayers)) };
};
/**
 * Pushes the image of a leg to every repository.
 *
 * @param baseLayers how many of its layers are the base's
 * @returns its digest and sizes in the first repository
 */
const pushLeg = async (images, tag, baseLayers, tools) => {
    const [first, ...others] = images;
    const digest = await pushOne(first, tag, tools);
    const layers = await layerSizes(tools.registry.open(first, 'pull'), digest, baseLayers);
    for (const image of others)
        await pushOne(image, tag, tools);
    return { digest, ...(0,defined/* defined */.s)({ layers }) };
};

// EXTERNAL MODULE: ./src/runner/log.ts
var runner_log = __webpack_require__(7708);
// EXTERNAL MODULE: ./src/runner/repository.ts
var repository = __webpack_require__(1904);
;// CONCATENATED MODULE: ./src/modes/build-repository.ts



/** What only GitHub knows. */
const asked = ['description', 'licenses'];
/** Never rejects: the labels are not worth a failed step. */
const ask = async (name, token) => {
    try {
        return await (0,repository/* fetchRepositoryLabels */.e)(name, token);
    }
    catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
};
/**
 * Starts to find out what labels say about the repository. GitHub is asked where the event does not carry it, and where
 * the user does not set the labels.
 *
 * @returns waits for the labels. Only then a failure is logged: the output of docker may be shown before
 */
const startRepositoryLabels = ({ repository, labels: fromUser }, log) => {
    if (repository === undefined)
        return () => Promise.resolve({});
    const { name, url, fromEvent, token } = repository;
    const known = { source: url, url, title: name.slice(name.indexOf('/') + 1), ...fromEvent };
    const isComplete = fromEvent !== undefined || asked.every(label => fromUser[oci_labels/* labelNames */.l3[label]] !== undefined);
    if (isComplete || token === undefined)
        return () => Promise.resolve(known);
    log.secret(token);
    const answer = ask(name, token);
    let isLogged = false;
    return async () => {
        const labels = await answer;
        if (!(labels instanceof Error))
            return { ...known, ...labels };
        if (!isLogged) {
            log.notice(`GitHub was asked for the description and the licence of ${name}: ${(0,runner_log/* printable */.g$)(labels.message)}. The image gets no labels for them. Pass a 'github-token' that can read the repository, or set both in 'labels'.`);
            isLogged = true;
        }
        return known;
    };
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/docker/container.ts
var container = __webpack_require__(8607);
;// CONCATENATED MODULE: ./src/modes/build-test.ts





/**
 * The tests that the inputs ask for: of the HEALTHCHECK, then of the command.
 *
 * @param image its reference
 * @throws InputError where there is no HEALTHCHECK to test
 */
const testsOf = (image, hasHealthcheck, leg, inputs) => {
    const { network, test: command, testHealthy, testTimeout: limit } = inputs;
    if (testHealthy && !hasHealthcheck) {
        throw new inputs_errors/* InputError */.dz('test-healthy', `${image} has no HEALTHCHECK`, 'add one to the Dockerfile, or leave the input out');
    }
    const { isolation } = leg;
    const container = { image, limit, ...(0,defined/* defined */.s)({ network, isolation, memory: memoryOf(leg, inputs.memory) }) };
    return [...(testHealthy ? [container] : []), ...(command === undefined ? [] : [{ ...container, command }])];
};
/**
 * Runs tests before anybody else gets the image.
 *
 * @param rememberContainer receives the name of the containers before there is one, for the post step
 * @throws DockerError that says how a test failed
 */
const runTests = async (tests, tools, rememberContainer) => {
    // The containers run one after the other, so one name is enough.
    const name = `win-multiarch-${(0,external_node_crypto_.randomUUID)()}`;
    rememberContainer(name);
    for (const test of tests)
        await (0,container.testImage)(test, { ...tools, name });
};

;// CONCATENATED MODULE: ./src/modes/build.ts
















/** The build leg: one image per release, tagged, checked, tested and pushed. */
const build = async (inputs, tools) => {
    const { docker, registry, log } = tools;
    if (inputs.install !== undefined)
        await install(inputs.install, docker(), log);
    const buildHost = await detectBuildHost(docker, log);
    const legs = chooseLegs(inputs, buildHost, log);
    warnEndOfSupport(legs, log);
    const dockerfile = await readDockerfile(inputs, buildHost.engine, log);
    const [first] = legs;
    if (inputs.push && first !== undefined)
        await checkLogin(inputs.images, inputs.legTag(first.release), registry);
    const built = [];
    const legTools = { ...tools, repositoryLabels: startRepositoryLabels(inputs, log) };
    for (const leg of legs)
        built.push(await buildLeg(leg, dockerfile, inputs, buildHost, legTools));
    if (!inputs.push)
        log.info("Nothing is pushed: 'push' is false.");
    return buildResult({ pushed: inputs.push, engine: describeEngine(buildHost.engine), legs: built });
};
const install = async (wanted, docker, log) => {
    // Only those who ask for it pay for loading what downloads and unpacks.
    const { installDocker } = await Promise.all(/* import() */[__webpack_require__.e(88), __webpack_require__.e(300)]).then(__webpack_require__.bind(__webpack_require__, 2300));
    await installDocker(wanted, docker, log);
};
const chooseLegs = (inputs, { engine, host, service }, log) => host === undefined ? linuxLegs(inputs, engine, service !== undefined) : windowsLegs(inputs, engine, host, log.warning);
const warnEndOfSupport = (legs, log) => {
    for (const { release } of legs) {
        const notice = release.os === 'windows' ? (0,windows_releases/* supportNotice */.Qt)(release, Date.now()) : undefined;
        if (notice !== undefined)
            log.notice(notice);
    }
};
const buildLeg = async (leg, dockerfile, inputs, buildHost, { registry, log, rememberContainer, repositoryLabels }) => {
    const { docker } = buildHost;
    const { release, isolation } = leg;
    const tag = inputs.legTag(release);
    const references = inputs.images.map(image => (0,oci_reference/* formatReference */.FH)({ ...image, tag }));
    const [reference = ''] = references;
    const { phases, measure } = startPhases();
    const plan = await measure('base', () => planBase(baseRequest(leg, dockerfile, inputs, buildHost), {
        docker,
        registry,
        retry: retryOptions(leg, buildHost, false, registry.policy)
    }));
    const { base } = plan;
    const retry = retryOptions(leg, buildHost, plan.isNewer, registry.policy);
    const cacheFrom = await pullCaches(inputs.cacheFrom(release), docker, log);
    const command = await buildCommand(inputs, {
        leg,
        baseTag: plan.tag,
        base,
        dockerfile,
        tags: references,
        cacheFrom,
        repositoryLabels: await repositoryLabels()
    });
    // With images that steps are taken from, what came before the labels may have a wrong config.
    const labelsLast = buildHost.engine.classic && inputs.cacheFrom(release).length === 0;
    const image = await measure('build', () => log.group(`Build for ${release.name}`, () => buildImage(command, { docker, labelsLast, retry })));
    build_checks_checkRelease(image, reference, release, inputs.baseArg);
    if (base !== undefined)
        checkBase(image, base, inputs.baseImage !== undefined);
    const tests = testsOf(reference, image.hasHealthcheck, leg, inputs);
    if (tests.length > 0)
        await measure('test', () => runTests(tests, { docker, log, retry }, rememberContainer));
    const baseLayers = base?.diffIds.length ?? 0;
    const pushed = inputs.push
        ? await measure('push', () => pushLeg(inputs.images, tag, baseLayers, { docker, registry, retry, log }))
        : {};
    return {
        release: release.name,
        references,
        image,
        phases,
        ...pushed,
        ...(0,defined/* defined */.s)({ isolation, base: base === undefined ? undefined : build_describeBase(base) })
    };
};
/** Measures how long each part of the work takes. */
const startPhases = () => {
    const phases = [];
    return {
        phases,
        measure: async (name, work) => {
            const start = Date.now();
            const result = await work();
            phases.push({ name, ms: Date.now() - start });
            return result;
        }
    };
};
/** The isolation that containers of a leg get in the end. */
const isolationOf = ({ isolation }, { engine }) => isolation ?? engine.isolation;
const retryOptions = (leg, buildHost, baseIsNewer, policy) => ({
    policy,
    work: { baseIsNewer, ...(0,defined/* defined */.s)({ isolation: isolationOf(leg, buildHost) }) },
    service: buildHost.service
});
const baseRequest = (leg, dockerfile, inputs, buildHost) => ({
    release: leg.release,
    dockerfile,
    argsWith: tag => buildArgValues(leg.release, buildArgsOf(inputs, leg, tag)),
    baseArg: inputs.baseArg,
    baseImage: inputs.baseImage,
    pull: inputs.pull,
    mayPin: inputs.pinBase === 'auto',
    host: buildHost.host,
    isolation: isolationOf(leg, buildHost)
});
/** Pulls the images that steps are taken from. A build does without one that does not exist. */
const pullCaches = async (images, docker, log) => {
    const found = [];
    for (const image of images) {
        if (await log.group(`Pull ${image}`, () => pullCache(docker, image)))
            found.push(image);
        else
            log.notice(`The image ${image} of 'cache-from' cannot be pulled: building without it.`);
    }
    return found;
};
const build_describeBase = ({ reference, digest, created, platform }) => ({
    name: (0,oci_labels/* baseNameOf */.mv)(reference),
    ...(0,defined/* defined */.s)({ digest, created, osVersion: platform.osVersion })
});


/***/ }),

/***/ 4947:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _T: () => (/* binding */ sharedLayers),
/* harmony export */   hv: () => (/* binding */ provesBase),
/* harmony export */   t$: () => (/* binding */ beginsWith)
/* harmony export */ });
/**
 * How many of a base's layers an image begins with, by their diff_ids: a push by the classic builder compresses layers
 * anew, so that their digests prove nothing.
 */
const sharedLayers = (image, base) => {
    const end = base.diffIds.findIndex((diffId, index) => image.diffIds[index] !== diffId);
    return end < 0 ? base.diffIds.length : end;
};
/**
 * Whether an image begins with all layers of its base. A base may have none, as a Linux image of settings alone: every
 * image begins with those.
 */
const beginsWith = (image, base) => sharedLayers(image, base) === base.diffIds.length;
/** Whether the layers prove that an image was built on a base: a base without layers fits every image. */
const provesBase = (image, base) => base.diffIds.length > 0 && beginsWith(image, base);


/***/ }),

/***/ 876:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ familyOf),
/* harmony export */   Cb: () => (/* binding */ commonBases),
/* harmony export */   Y6: () => (/* binding */ baseOfRelease),
/* harmony export */   ke: () => (/* binding */ floatingBase),
/* harmony export */   rc: () => (/* binding */ parseBaseTemplate)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7832);
/* harmony import */ var _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2852);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2171);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);




/** Stands for the placeholder while a reference is parsed, which cannot hold braces. */
const sentinel = 'release.placeholder';
/**
 * Reads a repository (`mcr.microsoft.com/windows/nanoserver`), a template
 * (`mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-{{release}}`) or the base of one release, which stands for the others.
 *
 * @throws InvalidReferenceError that says what is wrong with the value
 */
const parseBaseTemplate = (value) => {
    const { registry, path, tag, digest } = parseMarked(value);
    if (digest !== undefined)
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidReferenceError */ .x_({ what: `'${value}' has a digest, which names the base of a single release` });
    if (`${registry}/${path}`.includes(sentinel))
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidReferenceError */ .x_({
            what: `'${value}' has ${_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .releasePlaceholder */ .fI} outside the tag, where it cannot be filled`
        });
    return { registry, path, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ tag: tag?.replaceAll(sentinel, _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .releasePlaceholder */ .fI) }) };
};
/** Parses a string with a sentinel for every placeholder; an error shows the value as it was given. */
const parseMarked = (value) => {
    try {
        return (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseReference */ .F2)((0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .fillRelease */ .B_)(value, sentinel));
    }
    catch (cause) {
        if (!(cause instanceof _reference_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidReferenceError */ .x_))
            throw cause;
        const { what, why = '' } = cause.parts;
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_1__/* .InvalidReferenceError */ .x_({
            what: what.replaceAll(sentinel, _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .releasePlaceholder */ .fI),
            why: why.replaceAll(sentinel, _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .releasePlaceholder */ .fI),
            cause
        });
    }
};
/** Names of releases and exact versions, where they stand as a part of a tag; the longest name first. */
const releasePart = new RegExp(`(?<=^|[-_])(?:${[..._windows_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseNames */ .uh].sort((a, b) => b.length - a.length).join('|')}|10\\.0\\.\\d+(?:\\.\\d+)?)(?=$|[-_])`, 'gi');
/** What makes a tag of the name of a release; undefined where the tag is that release's, or no release's, already. */
const tagFor = (tag, wanted) => {
    if ((0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .namesRelease */ .gH)(tag))
        return name => (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .fillRelease */ .B_)(tag, name);
    const last = [...tag.matchAll(releasePart)].at(-1);
    if (last === undefined || (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .findRelease */ .dv)(last[0])?.name === wanted)
        return undefined;
    return name => tag.slice(0, last.index) + name + tag.slice(last.index + last[0].length);
};
/**
 * The base of a release: `4.8-windowsservercore-ltsc2022` becomes `4.8-windowsservercore-ltsc2025` for another one. A tag
 * without a release in it stays unchanged, since it may be a list of several; so does one that has the release under any
 * of its names, since not every repository has all of them: .NET's only have `nanoserver-1809`, and Nano Server has
 * `sac2016` (windows/releases.ts).
 */
const baseOfRelease = (template, { name, aliases }) => {
    const { tag = _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_2__/* .releasePlaceholder */ .fI } = template;
    const fill = tagFor(tag, name);
    if (fill === undefined)
        return { ...(0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(template), tag };
    return { ...(0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(template), tag: fill(name), aliasTags: aliases.map(fill) };
};
/** A day or an update in a tag: `4.8-20250909-windowsservercore-ltsc2022`, `ltsc2022-KB5036909`. */
const updatePart = /(?:^|[-_])(?:20\d{6}|KB\d{6,8})(?=$|[-_])/gi;
/**
 * The base of a release as the newest update of it is called: a tag that names one update always stands for that one, so
 * the tag without it comes first, where there is one.
 */
const floatingBase = (template, release) => {
    const base = baseOfRelease(template, release);
    const tag = template.tag?.replace(updatePart, '').replace(/^[-_]/, '') ?? '';
    if (tag === '' || tag === template.tag)
        return base;
    const floating = baseOfRelease({ ...template, tag }, release);
    return { ...floating, aliasTags: [...(floating.aliasTags ?? []), ...(base.tag === undefined ? [] : [base.tag])] };
};
/**
 * The kind of Windows that a base has, by its name: Microsoft's own repositories, and the names that images built on
 * them follow (`8.0-nanoserver-ltsc2022`, `windowsservercore`). Undefined where the name does not say.
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

/***/ 5606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readEarly),
/* harmony export */   w: () => (/* binding */ readBase)
/* harmony export */ });
/* harmony import */ var _oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5325);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2118);
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2217);




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
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_2__/* .ImageError */ .C({
            what: `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(reference)} lists ${child.digest}, which is not an image`,
            remedy: 'Check the base image'
        });
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
const readBase = async (registry, { aliasTags: aliasTags = [], ...reference }, wanted, early) => {
    for (const one of [reference, ...aliasTags.map(tag => ({ ...reference, tag }))]) {
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
/* harmony import */ var _transport_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3758);
/* harmony import */ var _transport_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7779);
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2017);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2689);






/** Tags could not be written; the message says which ones name the new list and which the old one. */
class PublishError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo {
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
const readBack = async (client, tag, digest, policy) => {
    let seen;
    for (let waited = 0, ms = 500;; waited += ms, ms = Math.min(ms * 2, longestLag - waited)) {
        seen = await client.head(tag);
        if (seen === digest)
            return;
        if (waited >= longestLag)
            break;
        await (0,_transport_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .pause */ .v7)(ms, policy);
    }
    throw new PublishError({
        what: `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s`,
        remedy: "If another job writes the same tag, give the workflow a 'concurrency' group. Run this job again"
    });
};
const namesOf = (outcomes) => outcomes.map(({ target }) => target.name).join(', ');
/** Which tags name what, after a failure. */
const describeState = (outcomes) => {
    const written = outcomes.filter(({ names }) => names === 'new');
    const unchanged = outcomes.filter(({ names }) => names === 'old');
    if (unchanged.length === outcomes.length)
        return 'No tag was changed.';
    if (written.length + unchanged.length === 0)
        return undefined;
    const lists = written.every(({ content }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isIndexType */ .$U)(content.mediaType));
    return [
        ...(written.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(written)}.`]),
        ...(unchanged.length === 0 ? [] : [`These tags were not changed: ${namesOf(unchanged)}.`]),
        'Run the job again to complete them.'
    ].join(' ');
};
const failureOf = (outcomes) => {
    const failed = outcomes.filter(({ problem }) => problem !== undefined);
    const [first = '', ...others] = failed.flatMap(({ problem }) => problem ?? []);
    const what = others.length === 0 ? { what: first } : { what: 'not all tags could be written', problems: [first, ...others] };
    return new PublishError({ ...what, remedy: describeState(outcomes), cause: failed[0]?.cause });
};
const checkTag = 'Check what the tag names, and run the job again.';
/** What failed, and what its cause says: why, and what to do. */
const describeProblem = (what, cause, remedy = (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .remedyOf */ .SM)(cause)) => (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .formatUserError */ .XR)({ what, why: (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A3)(cause), remedy });
/** Writes a tag; a failure is an outcome, for the other tags are written at the same time. */
const write = async ({ target, content }) => {
    try {
        await target.client.put(target.tag, content);
        return { target, content, names: 'new' };
    }
    catch (cause) {
        if (cause instanceof _transport_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl && cause.outcomeUnknown) {
            const problem = describeProblem(`${target.name} may have been written`, cause, checkTag);
            return { target, content, names: 'unknown', problem, cause };
        }
        return { target, content, names: 'old', problem: describeProblem(`${target.name} was not written`, cause), cause };
    }
};
/** Reads a tag back that was written. */
const confirm = async (outcome, policy) => {
    if (outcome.names !== 'new')
        return outcome;
    const { target, content } = outcome;
    try {
        await readBack(target.client, target.tag, content.digest, policy);
        return outcome;
    }
    catch (cause) {
        const problem = cause instanceof PublishError
            ? cause.message
            : describeProblem(`${target.name} was written, but could not be read back`, cause, checkTag);
        return { target, content, names: 'unknown', problem, cause };
    }
};
/** Whether a tag names something else than it is to name. */
const isStale = ({ target, content }) => target.current !== content.digest;
/**
 * Puts a list by digest into every repository in which several tags are to name it: what can go wrong goes wrong before
 * the first tag changes.
 */
const stage = async (content, targets, { putByDigest }) => {
    const stale = targets.filter(target => isStale({ target, content }));
    if (stale.length < 2)
        return;
    const clients = [...new Set(stale.map(({ client }) => client))];
    await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_4__/* .awaitAll */ .A)(clients.map(client => putByDigest(client, content)));
};
/**
 * Reads again what was read long ago, since minutes of copying leave time for another job: its newer release must not
 * be overwritten after a look at the older one.
 *
 * @returns the writes that are still to be done: another run of the same job may have done them
 * @throws PublishError that names the tags that name something else now
 */
const recheckTargets = async (writes) => {
    const trusted = performance.now() - longestTrust;
    const read = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_4__/* .awaitAll */ .A)(writes.map(async (one) => {
        const { client, tag, current, readAt } = one.target;
        return { ...one, now: readAt < trusted ? await client.head(tag) : current };
    }));
    const left = read.filter(({ content, now }) => now !== content.digest);
    const moved = left.filter(({ target, now }) => now !== target.current);
    if (moved.length === 0)
        return left;
    const problems = moved.map(({ target, now }) => `${target.name} names ${now ?? 'nothing'} now, and named ${target.current ?? 'nothing'} when this job read it`);
    throw new PublishError({
        what: 'another job has written these tags meanwhile',
        problems,
        remedy: "No tag was changed. Give the workflow a 'concurrency' group, and run this job again"
    });
};
/**
 * Puts content, whose parts are in place, under tags, `latest` last, and reads every tag back. Tags that name it already
 * are not written, and none is where another job has written one of them meanwhile.
 *
 * @returns the tags that were written
 * @throws PublishError that tells of every failure, and which tags name the new content
 */
const publishAll = async (writes, policy) => {
    const stale = await recheckTargets(writes.filter(isStale));
    const last = stale.filter(({ target }) => target.tag === 'latest');
    const first = await Promise.all(stale.filter(({ target }) => target.tag !== 'latest').map(write));
    const failed = first.some(({ problem }) => problem !== undefined);
    // What is still to be written goes out before what is only looked at.
    const writing = last.map(async (one) => failed ? { ...one, names: 'old' } : confirm(await write(one), policy));
    const reading = first.map(outcome => confirm(outcome, policy));
    const outcomes = await Promise.all([...reading, ...writing]);
    if (outcomes.some(({ problem }) => problem !== undefined))
        throw failureOf(outcomes);
    for (const { target } of stale)
        policy.log.info(`Published ${target.name}`);
    return stale.map(({ target }) => target);
};
/** Puts one list under all tags, as {@link publishAll} does. */
const publish = (content, targets, policy) => publishAll(targets.map(target => ({ target, content })), policy);


/***/ }),

/***/ 1085:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ legOutputs)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7832);

/** The outputs of legs. `digest` is that of a single image; the others describe the first one. */
const legOutputs = (legs, references) => {
    const [first, ...others] = legs;
    return {
        digest: (others.length === 0 ? first?.digest : undefined) ?? '',
        reference: references[0] ?? '',
        references: references.join('\n'),
        release: first?.release ?? '',
        releases: legs.map(({ release }) => release).join(','),
        'os-version': first?.osVersion ?? '',
        'base-name': first?.base?.name ?? '',
        'base-digest': first?.base?.digest ?? '',
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ imageid: first?.imageId })
    };
};


/***/ }),

/***/ 3672:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withTempDir)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/**
 * Runs work with a new folder of its own, below RUNNER_TEMP or, without a runner, where the system keeps such folders.
 * The folder is removed afterwards. What cannot be removed, because a scanner on Windows has it open, is left for the
 * runner, which empties RUNNER_TEMP after the job: the work has succeeded by then, or failed for a reason of its own.
 *
 * @param name what the folder is for, as part of its name
 */
const withTempDir = async (name, work, { RUNNER_TEMP: runnerTemp = '' } = process.env) => {
    const parent = runnerTemp === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)() : runnerTemp;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(parent, { recursive: true });
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, `win-multiarch-${name}-`));
    try {
        return await work(directory);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
    }
};


/***/ }),

/***/ 8937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ isolationFor),
/* harmony export */   Z: () => (/* binding */ needsSameRevision)
/* harmony export */ });
/** From this build on a host shares its kernel with images of older releases back to it (version-compatibility.md). */
const firstCompatibleBuild = 20_348;
/** Up to this build an image runs only on the revision (UBR) that it was made for (version-compatibility.md). */
const lastBuildTiedToRevision = 14_393;
/** Whether hosts of that build run only images of their own revision: Windows Server 2016. */
const needsSameRevision = (build) => build <= lastBuildTiedToRevision;
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

/***/ 2852:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ fillRelease),
/* harmony export */   fI: () => (/* binding */ releasePlaceholder),
/* harmony export */   gH: () => (/* binding */ namesRelease)
/* harmony export */ });
/** What a string holds in place of a release's name, which may have blanks inside its braces. */
const releasePlaceholder = '{{release}}';
const pattern = /\{\{\s*release\s*\}\}/g;
/** Writes the name of a release in place of every `{{release}}`. */
const fillRelease = (value, name) => value.replace(pattern, () => name);
/** Whether a string differs from release to release. */
const namesRelease = (value) => fillRelease(value, '') !== value;


/***/ })

};
