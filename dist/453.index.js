export const id = 453;
export const ids = [453];
export const modules = {

/***/ 8488:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ pathWithin)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/**
 * The path of a file from a folder on; undefined where it is outside, as on another drive of Windows.
 *
 * @param folder an absolute path, as the other one
 */
const pathWithin = (folder, path) => {
    const inner = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(folder, path);
    return inner === '..' || inner.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_0__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(inner) ? undefined : inner;
};


/***/ }),

/***/ 9655:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sy: () => (/* binding */ stopService),
/* harmony export */   Xc: () => (/* binding */ serviceTimeoutMs),
/* harmony export */   _7: () => (/* binding */ ServiceError),
/* harmony export */   eh: () => (/* binding */ serviceOptions),
/* harmony export */   iL: () => (/* binding */ startService),
/* harmony export */   rW: () => (/* binding */ checkServiceCommand),
/* harmony export */   xi: () => (/* binding */ servicePollMs),
/* harmony export */   zl: () => (/* binding */ readServiceState)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _runner_process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8126);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3234);
/* harmony import */ var _windows_registry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1617);




/** States of a service, as numbers: the words beside them are in the language of Windows (winsvc.h). */
const states = { stopped: 1, running: 4 };
/** Exit codes of `sc` (winerror.h). */
const codes = { accessDenied: 5, dependentsRunning: 1051, alreadyRunning: 1056, noSuchService: 1060 };
/** Milliseconds that a service may take. */
const serviceTimeoutMs = 60_000;
const servicePollMs = 1000;
const sc = (...args) => (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_1__/* .runProgram */ .m)('sc', args, { timeoutMs: 30_000 });
const remedies = {
    [codes.accessDenied]: 'run the runner as an administrator, so that it may control services, or start the service before this step',
    [codes.dependentsRunning]: 'stop the services that depend on it before this step (sc enumdepend names them)'
};
/** A command for a service failed. */
class ServiceError extends _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError {
    name = 'ServiceError';
    /** whether another try would not help: no right to control services, or others depend on this one */
    isFinal;
    constructor(action, output) {
        super({
            what: `${action} failed with exit code ${output.exitCode}`,
            why: (0,_docker_js__WEBPACK_IMPORTED_MODULE_2__.lastLines)(output, 4).replaceAll('\n', ' '),
            remedy: remedies[output.exitCode] ?? 'look for the cause in the event log of Windows, or restart the machine'
        });
        this.isFinal = output.exitCode in remedies;
    }
}
/** @throws ServiceError where the command failed */
const checkServiceCommand = (action, output) => {
    if (output.exitCode !== 0)
        throw new ServiceError(action, output);
};
/** @throws ServiceError where the account of the runner may not ask */
const readServiceState = async (service) => {
    const output = await sc('query', service);
    if (output.exitCode === codes.noSuchService)
        return 'missing';
    if (output.exitCode === codes.accessDenied)
        throw new ServiceError(`reading the state of the service '${service}'`, output);
    const state = Number(/:\s+([1-7])\s+\S/.exec(output.stdout)?.[1]);
    return state === states.stopped ? 'stopped' : state === states.running ? 'running' : 'pending';
};
/**
 * Requests a start; the service may still be starting on return.
 *
 * @throws ServiceError where it cannot
 */
const startService = async (service) => {
    const output = await sc('start', service);
    if (output.exitCode !== codes.alreadyRunning)
        checkServiceCommand(`starting the service '${service}'`, output);
};
/**
 * Stops a service, and waits until it has stopped. One that is starting cannot be stopped yet.
 *
 * @returns whether the service exists
 * @throws ServiceError where another try would not help; DockerError where it does not stop within a minute
 */
const stopService = async (service) => {
    let refusal;
    for (const end = Date.now() + serviceTimeoutMs; Date.now() < end;) {
        const state = await readServiceState(service);
        if (state === 'missing')
            return false;
        if (state === 'stopped')
            return true;
        const output = state === 'running' ? await sc('stop', service) : undefined;
        if (output !== undefined && output.exitCode !== 0)
            refusal = new ServiceError(`stopping the service '${service}'`, output);
        if (refusal?.isFinal === true)
            throw refusal;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(servicePollMs);
    }
    throw new _docker_js__WEBPACK_IMPORTED_MODULE_2__.DockerError({
        what: `the service '${service}' could not be stopped`,
        why: `timed out after ${serviceTimeoutMs / 1000} s${refusal === undefined ? '' : `; ${refusal.reason}`}`,
        remedy: 'restart the machine',
        cause: refusal
    });
};
/** The arguments of a service: dockerd keeps its settings there, like `--run-service --data-root D:\docker` (moby service_windows.go). */
const serviceOptions = async (service) => {
    const values = await (0,_windows_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .registryValues */ ._)(`HKLM\\SYSTEM\\CurrentControlSet\\Services\\${service}`);
    return /^\s*(?:"[^"]*"|\S+)\s+(\S.*?)\s*$/.exec(values.get('ImagePath') ?? '')?.[1] ?? '--run-service';
};


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

/***/ 9453:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  build: () => (/* binding */ build)
});

// EXTERNAL MODULE: ./src/common/json.ts
var common_json = __webpack_require__(9927);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
// EXTERNAL MODULE: ./src/runner/process.ts + 1 modules
var runner_process = __webpack_require__(8126);
// EXTERNAL MODULE: ./src/windows/failures.ts + 2 modules
var failures = __webpack_require__(1996);
// EXTERNAL MODULE: ./src/docker/docker.ts
var docker_docker = __webpack_require__(3234);
;// CONCATENATED MODULE: ./src/docker/go-boolean.ts
/** Reads a boolean as Go does (strconv.ParseBool); undefined for what is not one. */
const parseGoBoolean = (text) => /^(?:1|t|T|true|True|TRUE)$/.test(text) ? true : /^(?:0|f|F|false|False|FALSE)$/.test(text) ? false : undefined;

;// CONCATENATED MODULE: ./src/docker/engine.ts






/** The engine does not respond, which it may do later. */
class EngineError extends docker_docker.DockerError {
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
    const hasBuildKit = parseGoBoolean(process.env.DOCKER_BUILDKIT ?? '');
    if (hasBuildKit !== undefined)
        return !hasBuildKit;
    const hasBuildx = (0,common_json/* asArray */._j)(client.Plugins).some(plugin => (0,common_json/* asRecord */.qY)(plugin).Name === 'buildx');
    return !('Version' in client) || !hasBuildx;
};
const isTimeout = (error) => error instanceof docker_docker.DockerError && error.cause instanceof runner_process/* ProgramError */.Z && error.cause.failure === 'timeout';
const askInfo = (docker, timeoutMs) => docker.capture(['info', '--format', '{{json .}}'], timeoutMs).catch((error) => {
    throw isTimeout(error) ? new EngineError(error.parts) : error;
});
/** What the CLI says instead of the engine. Some of it does not change by waiting. */
const noResponse = (why) => {
    const diagnosis = (0,failures/* diagnoseNoResponse */.f)(why);
    return diagnosis?.maxAttempts === 1
        ? new docker_docker.DockerError({
            what: 'the Docker engine cannot be used',
            why,
            remedy: `${(0,user_error/* sentence */.em)(diagnosis.reason)} ${diagnosis.remedy}`
        })
        : new EngineError({
            what: 'the Docker engine does not respond',
            why,
            remedy: 'start it (on Windows: Start-Service docker), or check DOCKER_HOST'
        });
};
/**
 * Asks the engine what it is.
 *
 * @throws EngineError where it does not respond; DockerError where it never will, or where there is no docker
 */
const readEngine = async (docker, timeoutMs = infoTimeoutMs) => {
    const output = await askInfo(docker, timeoutMs);
    const info = (0,common_json/* asRecord */.qY)((0,common_json/* parseJson */.qF)(output.stdout));
    const os = (0,common_json/* asString */.oJ)(info.OSType);
    // The CLI exits with 0 even where no engine responds.
    if (output.exitCode !== 0 || (os !== 'windows' && os !== 'linux')) {
        const errors = (0,common_json/* asArray */._j)(info.ServerErrors).map(String);
        throw noResponse(errors.length > 0 ? errors.join('\n') : (0,docker_docker.lastLines)({ ...output, stdout: '' }));
    }
    const [machine, isolation] = [(0,common_json/* asString */.oJ)(info.Architecture) ?? '', (0,common_json/* asString */.oJ)(info.Isolation)];
    return {
        os,
        architecture: architectures[machine] ?? machine,
        osVersion: (0,common_json/* asString */.oJ)(info.OSVersion) ?? '',
        operatingSystem: (0,common_json/* asString */.oJ)(info.OperatingSystem) ?? '',
        version: (0,common_json/* asString */.oJ)(info.ServerVersion) ?? '',
        dataRoot: (0,common_json/* asString */.oJ)(info.DockerRootDir) ?? '',
        isolation: isolation === 'process' || isolation === 'hyperv' ? isolation : undefined,
        classic: isClassic(os, (0,common_json/* asRecord */.qY)(info.ClientInfo))
    };
};
/**
 * Whether the engine is on another machine, where what this machine says about itself does not count. The CLI goes where
 * DOCKER_HOST says, else where its current context does (docker/cli cli/command/cli.go, resolveContextName).
 */
const isRemoteEngine = async (docker) => {
    const given = process.env.DOCKER_HOST ?? '';
    const host = given === '' ? await contextHost(docker) : given;
    return host !== '' && !host.startsWith('npipe:////./') && !host.startsWith('unix:');
};
/** The address of the current context; '' for docker's own default. */
const contextHost = async (docker) => {
    const output = await docker.capture(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']);
    return output.exitCode === 0 ? output.stdout.trim() : '';
};

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
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

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/windows/engine-failures.ts
var engine_failures = __webpack_require__(5167);
// EXTERNAL MODULE: ./src/docker/service.ts
var docker_service = __webpack_require__(9655);
;// CONCATENATED MODULE: ./src/docker/engine-service.ts





/** Docker Desktop has an engine of its own, and a second one would claim the same pipe. */
const noEngine = async (cause) => {
    const hasDesktop = ['stopped', 'running'].includes(await (0,docker_service/* readServiceState */.zl)('com.docker.service'));
    return new docker_docker.DockerError({
        what: hasDesktop
            ? 'Docker Desktop is not running'
            : "this machine has no Docker engine: the service 'docker' does not exist",
        why: cause?.parts.why,
        remedy: hasDesktop
            ? engine_failures/* startDesktop */.B2
            : "Install Docker (the input 'docker-version' does it), use a runner that has it (windows-2022, windows-2025), or name another engine in DOCKER_HOST",
        cause
    });
};
const engine_service_noResponse = (cause) => new docker_docker.DockerError({
    what: `the engine of the service 'docker' timed out after ${docker_service/* serviceTimeoutMs */.Xc / 1000} s`,
    why: cause.reason,
    remedy: 'look for the cause in the event log: Get-EventLog -LogName Application -Source docker -Newest 20',
    cause
});
/** @returns why it cannot be started for now; undefined where it starts */
const tryStart = () => (0,docker_service/* startService */.iL)('docker').then(() => undefined, (error) => {
    if (error instanceof docker_service/* ServiceError */._7 && !error.isFinal)
        return error;
    throw error;
});
/** @returns the engine, or why it does not respond for now */
const tryRead = (docker, timeoutMs) => readEngine(docker, timeoutMs).catch((error) => {
    if (error instanceof EngineError)
        return error;
    throw error;
});
/**
 * Waits for at most a minute until the engine responds. A service that is stopped is started, and once more where it ends
 * again: on a machine that has just booted its network may not be ready for the first time (moby issue 50093).
 *
 * @param announce called before the service is started for the first time
 * @param before why the engine did not respond before
 */
const awaitEngine = async (docker, announce, before) => {
    const end = Date.now() + docker_service/* serviceTimeoutMs */.Xc;
    for (let problem = before, starts = 0;;) {
        const state = await (0,docker_service/* readServiceState */.zl)('docker');
        if (state === 'missing')
            throw await noEngine(problem);
        if (state === 'stopped' && starts++ === 0)
            announce();
        const startProblem = state === 'stopped' ? await tryStart() : undefined;
        const engine = await tryRead(docker, Math.max(docker_service/* servicePollMs */.xi, Math.min(infoTimeoutMs, end - Date.now())));
        if (!(engine instanceof EngineError))
            return engine;
        problem = engine;
        if (Date.now() >= end)
            throw engine_service_noResponse(startProblem ?? problem);
        await (0,promises_.setTimeout)(docker_service/* servicePollMs */.xi);
    }
};
const engineService = (docker, log) => ({
    start: problem => {
        const announce = () => {
            log.notice("The service 'docker' is not running on this machine: starting it.");
        };
        return awaitEngine(docker, announce, problem);
    },
    restart: async (services) => {
        log.info(`Restarting ${services.join(' and ')}`);
        for (const service of [...services].reverse()) {
            const exists = await (0,docker_service/* stopService */.Sy)(service);
            if (!exists && service === 'docker')
                return;
        }
        for (const service of services)
            if (service !== 'docker')
                await (0,docker_service/* startService */.iL)(service);
        await awaitEngine(docker, () => undefined);
    }
});

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./src/docker/free-space.ts

/** The bytes that an account like this one may still write on the drive of a folder; undefined where that is not known. */
const freeBytesOf = async (folder) => {
    try {
        const { bavail, bsize } = await (0,external_node_fs_promises_.statfs)(folder);
        return bavail * bsize;
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./src/docker/build-host.ts





/**
 * Detects the engine. A stopped service of this Windows machine is started.
 *
 * @throws DockerError where there is none
 */
const detectBuildHost = async (dockerFor, log) => {
    const docker = dockerFor();
    const local = process.platform === 'win32' && !(await isRemoteEngine(docker));
    const service = local ? engineService(docker, log) : undefined;
    const engine = await readEngine(docker).catch((error) => {
        if (service === undefined || !(error instanceof EngineError))
            throw error;
        return service.start(error);
    });
    const host = engine.os === 'windows' ? await readWindowsHost(engine, local) : undefined;
    if (host !== undefined) {
        const revision = host.revision === undefined ? '' : `.${host.revision}`;
        log.info(`Windows${host.client ? '' : ' Server'} 10.0.${host.build}${revision}, Docker ${engine.version}`);
        if (parseGoBoolean(process.env.DOCKER_BUILDKIT ?? '') === true)
            log.notice('DOCKER_BUILDKIT of this job is ignored: the classic builder builds on Windows.');
    }
    // A Linux engine says in English that its disk is full.
    const readFreeBytes = () => local ? freeBytesOf(engine.dataRoot) : Promise.resolve(undefined);
    return { engine, host, service, readFreeBytes, docker: dockerFor(engine.os) };
};
/** `Docker 29.1.5 on Microsoft Windows Server …` */
const describeEngine = ({ version, operatingSystem, os }) => `Docker ${version} on ${operatingSystem === '' ? os : operatingSystem}`;

// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/common/time.ts
var time = __webpack_require__(292);
// EXTERNAL MODULE: ./src/oci/document.ts + 1 modules
var oci_document = __webpack_require__(6769);
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
    const days = Math.floor((now - Date.parse(created ?? '')) / time/* msPerDay */.q1);
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
// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
;// CONCATENATED MODULE: ./src/docker/base-source.ts



/** How a Dockerfile takes the base of each release, as half a sentence. */
const argAdvice = "take the base by 'ARG BASE' before the first FROM and 'FROM …:$BASE', or fill the argument that names it in 'build-args', like WINDOWS_VERSION={{release}}";
const parseFrom = ({ image, raw, line }, { locate }) => {
    try {
        return (0,oci_reference/* parseReference */.F2)(image);
    }
    catch (cause) {
        if (!(cause instanceof oci_reference/* InvalidReferenceError */.x_))
            throw cause;
        throw new docker_docker.DockerError({
            what: `line ${line} of the Dockerfile, FROM ${raw}`,
            why: cause.reason,
            remedy: argAdvice,
            location: locate(line),
            cause
        });
    }
};
const nameFrom = (base, dockerfile) => ({
    reference: parseFrom(base, dockerfile),
    where: `(line ${base.line} of the Dockerfile)`,
    location: dockerfile.locate(base.line)
});
/**
 * The base of the image; undefined for none, or where docker fetches the Dockerfile itself.
 *
 * @throws DockerError for a FROM that is not an image reference, DockerfileError for one that cannot be read
 */
const nameBase = ({ release, dockerfile, args, baseImage }) => {
    if (baseImage !== undefined && release.os === 'windows')
        return { reference: (0,base_reference/* baseOfRelease */.Y6)(baseImage, release), where: "of 'base-image'" };
    const found = dockerfile?.base(args);
    return dockerfile === undefined || found === undefined ? undefined : nameFrom(found, dockerfile);
};
/**
 * The bases of the other stages up to the target. The classic builder builds them all, and so pulls their bases too.
 *
 * @throws as {@link nameBase}
 */
const nameOtherBases = ({ dockerfile, args }) => dockerfile?.otherBases(args).map(base => nameFrom(base, dockerfile)) ?? [];
/** The lines of the FROMs up to the target that resolve to an image. */
const linesOf = ({ dockerfile, args }, reference) => {
    if (dockerfile === undefined)
        return [];
    const own = dockerfile.base(args);
    return [...(own === undefined ? [] : [own]), ...dockerfile.otherBases(args)]
        .filter(base => (0,oci_reference/* formatReference */.FH)(parseFrom(base, dockerfile)) === (0,oci_reference/* formatReference */.FH)(reference))
        .map(({ line }) => line);
};

// EXTERNAL MODULE: ./src/oci/base-layers.ts
var base_layers = __webpack_require__(4947);
// EXTERNAL MODULE: ./src/windows/isolation.ts
var windows_isolation = __webpack_require__(8937);
// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
;// CONCATENATED MODULE: ./src/modes/build-legs.ts




/** The leg as its tests run. */
const testLegOf = ({ testIsolation, ...leg }) => ({
    ...leg,
    ...(0,defined/* defined */.s)({ isolation: testIsolation ?? leg.isolation })
});
/** Which Windows images can be built on Linux, and how. */
const linuxBuild = "a Dockerfile whose Windows stages have no RUN (RUN only in stages FROM --platform=$BUILDPLATFORM) with docker/build-push-action and 'platforms: windows/amd64'";
const runnerHint = ({ runner }) => (runner === undefined ? '' : `, like ${runner}`);
const windowsLeg = (release, host, { isolation }) => {
    if (release.os === 'linux') {
        throw new errors/* InputError */.dz('releases', `a Windows engine cannot build ${release.name}`, 'build it on a Linux runner');
    }
    const possible = (0,windows_isolation/* isolationFor */.Q)(host, release.build);
    if (possible === undefined) {
        throw new errors/* InputError */.dz('releases', `${release.name} (build ${release.build}) is newer than this host (build ${host.build}), which cannot run it`, `take a runner with Windows build ${release.build} or newer${runnerHint(release)}`);
    }
    if (isolation === 'default')
        return { release };
    // Docker can build it in process isolation as long as nothing is started.
    if (possible === 'hyperv' && release.build < host.build && isolation !== 'hyperv')
        return { release, isolation: 'process', testIsolation: 'hyperv' };
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
        warn(`This Windows (build ${host.build}) is newer than all releases known here: treating it as ${own.release.name}.`);
    }
    const releases = inputs.releases.length > 0 ? inputs.releases : own === undefined ? [] : [own.release];
    if (releases.length === 0) {
        throw new errors/* InputError */.dz('releases', `no release has images for the build ${host.build} of this host`, 'name the release to build, or take another runner');
    }
    return releases.map(release => windowsLeg(release, host, inputs));
};
const linuxPlatformOf = ({ architecture }) => {
    const own = (0,windows_releases/* findRelease */.dv)(architecture === 'arm' ? 'linux-arm-v7' : `linux-${architecture}`);
    if (own === undefined) {
        throw new errors/* InputError */.dz('releases', `linux/${architecture} is not a supported platform`, 'take a runner with amd64 or arm64');
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
        throw new errors/* InputError */.dz('releases', 'the engine of this Windows host runs Linux containers', 'switch it to Windows containers before this step: & "$env:ProgramFiles\\Docker\\Docker\\DockerCli.exe" -SwitchWindowsEngine');
    }
    if (windows !== undefined) {
        throw new errors/* InputError */.dz('releases', `this engine runs on Linux and cannot build ${windows.name}`, `take a Windows runner; or build ${linuxBuild}, and name its image in 'sources' of mode 'manifest'`);
    }
    const own = inputs.releases.length > 0 ? inputs.releases : linuxPlatformOf(engine);
    const foreign = own.find(release => release.architecture !== engine.architecture);
    if (foreign !== undefined) {
        throw new errors/* InputError */.dz('releases', `this engine builds linux/${engine.architecture}, not ${foreign.name}`, 'take a runner of that architecture');
    }
    return own.map(release => ({ release }));
};

;// CONCATENATED MODULE: ./src/modes/build-checks.ts








/** Has the registry refuse a login before minutes are spent on a build. */
const checkLogin = async (images, tag, registry) => {
    await (0,await_all/* awaitAll */.A)(images.map(image => registry.open(image, 'pull,push').head(tag)));
};
/**
 * Checks that the engine can build a Dockerfile, before minutes are spent on what comes before the line that it cannot.
 *
 * @throws DockerError that names the lines
 */
const checkObstacles = (dockerfile, args, os) => {
    const obstacles = dockerfile.obstacles(args);
    if (obstacles.length === 0)
        return;
    throw new docker_docker.DockerError({
        what: `this engine cannot build the Dockerfile; nothing was built`,
        problems: obstacles.map(({ line, problem }) => `line ${line}: ${problem}`),
        remedy: os === 'windows'
            ? `Change these lines, or build on Linux: ${linuxBuild}`
            : 'Change these lines, or build with BuildKit: install buildx, and leave DOCKER_BUILDKIT=0 out',
        location: dockerfile.locate(obstacles[0]?.line)
    });
};
/**
 * Checks that an image is for its release: a Dockerfile that ignores the release builds the same for every one.
 *
 * @throws DockerError
 */
const checkImageRelease = ({ platform }, reference, release) => {
    const descriptor = { mediaType: '', digest: 'sha256:', size: 0 };
    try {
        (0,entries/* checkEntries */.bX)([{ descriptor, platform, reference, release }], { allowMissingOsVersion: false });
    }
    catch (cause) {
        throw new docker_docker.DockerError({
            what: `the image that was built is for ${(0,entries/* formatPlatform */.Bq)(platform)}, not for ${release.name}; nothing was pushed`,
            remedy: argAdvice,
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/common/refused-error.ts
var refused_error = __webpack_require__(1690);
;// CONCATENATED MODULE: ./src/dockerfile/dockerfile-error.ts

/** A Dockerfile cannot be read. */
class DockerfileError extends user_error/* UserError */.yo {
    name = 'DockerfileError';
    /** the line at fault, from 1; undefined: the whole file */
    line;
    constructor({ line, ...parts }) {
        super(line === undefined ? parts : { ...parts, what: `line ${line} of the Dockerfile cannot be read`, why: parts.what });
        this.line = line;
    }
}

// EXTERNAL MODULE: ./src/registry/transport/errors.ts
var transport_errors = __webpack_require__(3758);
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
const listTags = (reference, { registry, retry }) => registry
    .open((0,oci_reference/* repositoryOf */._M)(reference), 'pull')
    .tags()
    .catch((error) => {
    if (!(error instanceof transport_errors/* RegistryError */.gl))
        throw error;
    retry.policy.log.info(error.message);
    return [];
});
/** A digest or a patch level is there on purpose. */
const isChosen = ({ digest, tag = '' }) => digest !== undefined || (0,os_version/* parseOsVersion */.u)(tag)?.revision !== undefined;
const ways = "give 'isolation: hyperv', or take a runner with the newer Windows";
/**
 * Looks for the tag of a base that is not newer than the host.
 *
 * @returns the base by that tag, or why there is none and what to do, as sentences
 */
const findPin = async (reference, host, tools) => {
    if (isChosen(reference))
        return { problem: `It is kept as it is written: name an older one, ${ways}.` };
    const tag = tagForHost(await listTags(reference, tools), host);
    if (tag !== undefined)
        return { reference: { ...(0,oci_reference/* repositoryOf */._M)(reference), tag } };
    return {
        problem: `${(0,oci_reference/* formatRepository */.Sh)((0,oci_reference/* repositoryOf */._M)(reference))} has no tag of the host's patch level or an older one, like 10.0.${host.build}.${host.revision}: name an older tag with a date or a version in the Dockerfile, ${ways}.`
    };
};
/** `mcr.microsoft.com/windows/servercore:ltsc2022 (10.0.20348.5622) is newer than this host …` */
const describeNewer = (reference, osVersion, { build, revision }) => `The base ${(0,oci_reference/* formatReference */.FH)(reference)} (${osVersion}) is newer than this host (10.0.${build}.${revision}), and may fail to start here (0xc0370106)`;

// EXTERNAL MODULE: ./src/oci/attachments.ts
var attachments = __webpack_require__(6739);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/registry/base.ts
var base = __webpack_require__(5606);
// EXTERNAL MODULE: ./src/docker/retry.ts
var docker_retry = __webpack_require__(6298);
;// CONCATENATED MODULE: ./src/docker/image.ts




/** Reads the one image of `docker image inspect` (moby api/types/image, InspectResponse). */
const parse = (reference, { stdout }) => {
    const [image] = (0,common_json/* asArray */._j)((0,common_json/* parseJson */.qF)(stdout));
    if (!(0,common_json/* isRecord */.u4)(image)) {
        throw new docker_docker.DockerError({
            what: `docker image inspect ${reference} failed`,
            why: 'its output is not a list with one image',
            remedy: 'check which docker is first on PATH'
        });
    }
    const config = (0,common_json/* asRecord */.qY)(image.Config);
    const [check] = (0,common_json/* asArray */._j)((0,common_json/* asRecord */.qY)(config.Healthcheck).Test);
    const onBuild = (0,common_json/* asArray */._j)(config.OnBuild).flatMap(trigger => (0,common_json/* asString */.oJ)(trigger) ?? []);
    return {
        id: (0,common_json/* asString */.oJ)(image.Id) ?? '',
        platform: {
            os: (0,common_json/* asString */.oJ)(image.Os) ?? '',
            architecture: (0,common_json/* asString */.oJ)(image.Architecture) ?? '',
            ...(0,defined/* defined */.s)({ variant: (0,common_json/* asString */.oJ)(image.Variant), osVersion: (0,common_json/* asString */.oJ)(image.OsVersion) })
        },
        repoDigests: (0,common_json/* asArray */._j)(image.RepoDigests).flatMap(digest => (0,common_json/* asString */.oJ)(digest) ?? []),
        diffIds: (0,common_json/* asArray */._j)((0,common_json/* asRecord */.qY)(image.RootFS).Layers).filter(oci_digest/* isDigest */.Bc),
        labels: (0,common_json/* asStrings */.P7)(config.Labels),
        size: (0,common_json/* asNumber */.i)(image.Size) ?? 0,
        hasHealthcheck: (0,common_json/* asString */.oJ)(check) !== undefined && check !== 'NONE',
        onBuild,
        isInheritable: onBuild.length === 0 && (0,common_json/* asString */.oJ)(image.Author) === undefined,
        ...(0,defined/* defined */.s)({ created: (0,common_json/* asString */.oJ)(image.Created) })
    };
};
const inspect = (docker, reference) => docker.capture(['image', 'inspect', reference]);
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
    const { platform, diffIds, labels, onBuild, created, repoDigests } = image;
    return {
        reference,
        platform,
        diffIds,
        labels,
        onBuild,
        ...(0,defined/* defined */.s)({ digest: digestIn(repoDigests, reference), created })
    };
};
const remoteBase = async (registry, reference, wanted) => {
    const found = await (0,base/* readBase */.w)(registry, reference, wanted);
    if (found === undefined)
        return undefined;
    const { platform, diffIds, labels, created, json } = await found.client.config(found.manifest);
    const onBuild = (0,common_json/* asArray */._j)((0,common_json/* asRecord */.qY)(json.config).OnBuild).flatMap(trigger => (0,common_json/* asString */.oJ)(trigger) ?? []);
    return {
        reference: found.reference,
        digest: found.digest,
        platform,
        diffIds,
        labels,
        onBuild,
        ...(0,defined/* defined */.s)({ created })
    };
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
    for (const tag of pull ? [] : [reference.tag, ...(reference.aliasTags ?? [])]) {
        const local = await localBase(docker, tag === undefined ? reference : { ...reference, tag });
        if (local !== undefined)
            return local;
    }
    try {
        return await remoteBase(registry, reference, wanted);
    }
    catch (error) {
        if (!(error instanceof transport_errors/* RegistryError */.gl))
            throw error;
        retry.policy.log.info(`${error.message} Docker pulls it instead.`);
        const name = (0,oci_reference/* formatReference */.FH)(reference);
        await (0,docker_retry/* withRetries */.L)(`pull ${name}`, () => docker.stream(['pull', name]), retry);
        return localBase(docker, reference);
    }
};
/** The platforms that a reference has images for; undefined where it does not exist. */
const readPlatforms = async (client, reference) => {
    const root = await client.get((0,oci_reference/* identifierOf */.xP)(reference));
    if (root === undefined)
        return undefined;
    if (root.kind === 'manifest')
        return [(await client.config(root)).platform];
    return root.manifests.flatMap(child => ((0,attachments/* hasNoHost */.oi)(child) ? [] : [child.platform]));
};
/**
 * Reads what a Windows engine will find under a reference, as far as can be seen from here: the rest is left to docker.
 *
 * @param build of the release
 */
const readStageImage = async (reference, build, pull, { docker, registry, retry }) => {
    try {
        const local = pull ? undefined : await findImage(docker, (0,oci_reference/* formatReference */.FH)(reference));
        const platforms = local === undefined
            ? await readPlatforms(registry.open((0,oci_reference/* repositoryOf */._M)(reference), 'pull'), reference)
            : [local.platform];
        if (platforms === undefined)
            return { problem: 'missing' };
        // A list need not name the platforms.
        if (platforms.length > 0 && platforms.every(platform => platform?.os !== undefined && platform.os !== 'windows'))
            return { problem: 'not for Windows' };
        const versions = platforms.map(platform => platform?.osVersion);
        return (0,defined/* defined */.s)({ osVersion: versions.find(version => (0,os_version/* parseOsVersion */.u)(version ?? '')?.build === build) });
    }
    catch (error) {
        if (!(error instanceof transport_errors/* RegistryError */.gl))
            throw error;
        retry.policy.log.info(`${error.message} Docker will try it.`);
        return {};
    }
};

;// CONCATENATED MODULE: ./src/docker/base-plan.ts











/** Microsoft does not publish every kind of base for every release. */
const familyHint = (reference, release) => {
    const family = reference.registry === 'mcr.microsoft.com' ? (0,base_reference/* familyOf */.Ap)(reference) : undefined;
    if (release.os !== 'windows' || family === undefined || release.families.includes(family))
        return '';
    return `Microsoft publishes ${release.families.join(', ')} for ${release.name}, and not ${family}. `;
};
/** What several bases are refused under. */
const heading = 'the bases of the Dockerfile cannot be built on';
const refuse = (problem) => new refused_error/* RefusedError */.f([problem], heading);
const missingBase = ({ reference, where, location }, release) => ({
    what: `the base ${(0,oci_reference/* formatReference */.FH)(reference)} ${where} does not exist, or has no image for ${release.name}`,
    remedy: `${familyHint(reference, release)}Check its name and tag; nothing was built`,
    location
});
const foreignBase = ({ reference, where, location }) => ({
    what: `the base ${(0,oci_reference/* formatReference */.FH)(reference)} ${where} has no Windows image; a Windows engine builds every stage, so every base must be a Windows image`,
    remedy: 'Name a Windows image there, or build on Linux; nothing was built',
    location
});
const unusableBase = (base, problem, release) => problem === 'missing' ? missingBase(base, release) : foreignBase(base);
const checkBaseRelease = ({ reference, platform }, release, { where, location }) => {
    const mismatch = (0,entries/* platformMismatch */.ky)(platform, release, true);
    if (mismatch === undefined)
        return;
    throw refuse({
        what: `the base ${(0,oci_reference/* formatReference */.FH)(reference)} ${where} is for ${mismatch.is}, not for ${release.name} (${mismatch.wanted}); nothing was built`,
        remedy: argAdvice,
        location
    });
};
/** @throws RefusedError where it does not exist or is for another release */
const readBase = async (named, request, tools) => {
    const { release, pull } = request;
    const { os, architecture } = release;
    const build = release.os === 'windows' ? release.build : undefined;
    const base = await findBase(named.reference, { os, architecture, ...(0,defined/* defined */.s)({ build }) }, pull, tools);
    if (release.os === 'windows') {
        const { problem } = base === undefined ? await readStageImage(named.reference, release.build, pull, tools) : {};
        if (problem !== undefined)
            throw refuse(unusableBase(named, problem, release));
        if (base !== undefined)
            checkBaseRelease(base, release, named);
    }
    if (base === undefined)
        throw refuse(missingBase(named, release));
    return base;
};
/** BuildKit skips the stages that the image does not need; the classic builder of Windows builds them all. */
const readOtherBases = async (request, tools) => {
    const { release, pull } = request;
    if (release.os !== 'windows')
        return [];
    return (0,await_all/* awaitAllOrRefuse */.F)(nameOtherBases(request).map(async (named) => {
        const { problem, osVersion } = await readStageImage(named.reference, release.build, pull, tools);
        if (problem !== undefined)
            throw refuse(unusableBase(named, problem, release));
        return { reference: named.reference, osVersion };
    }), heading);
};
/** Warns where nothing says that the image will be for its release, before minutes are spent on it. */
const warnUnsettled = (request, base, log) => {
    const { release, dockerfile, args, baseImage, variesByRelease } = request;
    if (release.os !== 'windows' || dockerfile === undefined || baseImage !== undefined || variesByRelease)
        return;
    if ((0,os_version/* parseOsVersion */.u)(base.platform.osVersion ?? '') !== undefined || dockerfile.isInTag(args, 'BASE'))
        return;
    const own = dockerfile.base(args);
    if (own === undefined)
        return;
    log.warning(`Line ${own.line} of the Dockerfile, FROM ${own.raw}, is the same for every release, and the image does not name its Windows. If it is for one release, ${argAdvice}.`, dockerfile.locate(own.line));
};
/** The patch level of a host that is older than that of an image; undefined where it is not, or not known. */
const olderHost = ({ osVersion }, { host, isolation }) => {
    const version = (0,os_version/* parseOsVersion */.u)(osVersion ?? '');
    // Under Hyper-V the kernel is that of the base.
    if (isolation !== 'process' || version?.revision === undefined || host?.revision === undefined)
        return undefined;
    const { build, revision } = host;
    return version.build === build && version.revision > revision ? { build, revision } : undefined;
};
/** The image to build on in place of one that is newer than the host; undefined where there is none. */
const pinOf = async (start, request, tools) => {
    const host = olderHost(start, request);
    if (host === undefined || !request.mayPin)
        return undefined;
    const { log } = tools.retry.policy;
    const fact = describeNewer(start.reference, start.osVersion ?? '', host);
    const pin = await findPin(start.reference, host, tools);
    if ('problem' in pin)
        log.notice(`${fact}. ${pin.problem}`);
    else if (linesOf(request, start.reference).length === 0)
        log.notice(`${fact}. No FROM of the Dockerfile names it, so that no other is taken.`);
    else {
        log.notice(`${fact}: taking ${pin.reference.tag ?? ''} instead.`);
        return pin.reference;
    }
    return undefined;
};
const planPins = async (starts, request, tools) => {
    const once = starts.filter(({ reference }, i) => starts.findIndex(other => (0,oci_reference/* formatReference */.FH)(other.reference) === (0,oci_reference/* formatReference */.FH)(reference)) === i);
    return (0,await_all/* awaitAll */.A)(once.map(async (start) => ({ start, pinned: await pinOf(start, request, tools) })));
};
const plan = async (request, tools) => {
    const named = nameBase(request);
    const [base, others] = await (0,await_all/* awaitAllOrRefuse */.F)([named === undefined ? undefined : readBase(named, request, tools), readOtherBases(request, tools)], heading);
    if (named === undefined || base === undefined)
        return { base, isNewer: false, pins: new Map() };
    warnUnsettled(request, base, tools.retry.policy.log);
    const own = { reference: base.reference, osVersion: base.platform.osVersion };
    const pins = await planPins([own, ...others], request, tools);
    const ownPin = pins[0]?.pinned;
    const used = ownPin === undefined ? base : await readBase({ ...named, reference: ownPin }, request, tools);
    return {
        base: { ...used, reference: base.reference },
        isNewer: pins.some(({ start, pinned }) => pinned === undefined && olderHost(start, request) !== undefined),
        pins: new Map(pins.flatMap(({ start: { reference }, pinned }) => pinned === undefined ? [] : linesOf(request, reference).map(line => [line, (0,oci_reference/* formatReference */.FH)(pinned)])))
    };
};
/**
 * Finds the base of a leg and checks it before minutes are spent on a build: whether it exists, is for the release, and
 * has a patch level that runs on this host. A Dockerfile that only docker can read is left to docker.
 *
 * @throws RefusedError that names the lines of the Dockerfile
 */
const planBase = (request, tools) => plan(request, tools).catch((error) => {
    if (!(error instanceof DockerfileError))
        throw error;
    tools.retry.policy.log.warning(`${error.message} The base is not checked, and no label names it. Set 'base-image'.`, request.dockerfile?.locate(error.line));
    return request.baseImage === undefined || request.dockerfile === undefined
        ? { base: undefined, isNewer: false, pins: new Map() }
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
 * @param release that is built; undefined: without what the builder sets itself
 */
const buildArgValues = (buildArgs, release, env = process.env) => ({
    ...(release === undefined ? {} : automatic(release)),
    ...Object.fromEntries(buildArgs.flatMap(argument => {
        const equals = argument.indexOf('=');
        const value = equals < 0 ? env[argument] : argument.slice(equals + 1);
        return value === undefined ? [] : [[equals < 0 ? argument : argument.slice(0, equals), value]];
    }))
});

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
const run = ({ docker, retry, locate }, command, what = 'build') => (0,docker_retry/* withRetries */.L)(what, () => docker.stream(buildArguments(command)), { ...retry, ...(0,defined/* defined */.s)({ locate }) });
/**
 * The id of the image that the classic builder has built: the last such line of its output (moby
 * builder/backend/backend.go), since a RUN prints before it. BuildKit has no such line.
 */
const builtImageId = ({ stdout }) => [...stdout.matchAll(/^Successfully built ([0-9a-f]+)\s*$/gm)].at(-1)?.[1];
/** Adds the labels to an image, under the tags of the command. */
const addLabels = (image, command, builder) => {
    const { tags, labels, isolation } = command;
    return (0,temp_dir/* withTempDir */.E)('labels', async (context) => {
        await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(context, 'Dockerfile'), `FROM ${image.id}\n${labelInstruction(labels)}`);
        const own = { context, tags, cacheFrom: [], buildArgs: [], labels: {}, pull: false, noCache: false };
        // A failure there is not in a line of the user's Dockerfile.
        const { docker, retry, labelsLast } = builder;
        return run({ docker, retry, labelsLast }, { ...own, ...(0,defined/* defined */.s)({ isolation }) }, 'build (of the labels)');
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
    if (image?.isInheritable === true)
        await addLabels(image, command, builder);
    // The steps of the first build are in the cache.
    else
        await run(builder, { ...command, pull: false, noCache: false });
    return inspect(tag);
};
/** Pulls an image that steps may be taken from. @returns whether it exists */
const pullCache = async (docker, image) => (await docker.stream(['pull', image])).exitCode === 0;

;// CONCATENATED MODULE: ./src/docker/context.ts


/** Contexts that docker fetches itself: git repositories and archives (docker/cli builder/remotecontext/urlutil). */
const isRemoteContext = (context) => /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)/.test(context);
/** Whether files of a context are left out. */
const hasDockerignore = (context) => (0,external_node_fs_promises_.access)((0,external_node_path_.join)(context, '.dockerignore')).then(() => true, () => false);
/**
 * Where a Dockerfile for a context may be: docker refuses one of another drive (docker/cli
 * cli/command/image/build/context.go, getDockerfileRelPath).
 *
 * @param folder where it is to be, if it may
 */
const folderForDockerfile = (context, folder, paths = (external_node_path_default())) => {
    const [here, there] = [context, folder].map(one => paths.parse(paths.resolve(one)).root.toLowerCase());
    return here === there ? folder : paths.dirname(paths.resolve(context));
};
/**
 * Finds the Dockerfile as docker does: `file`, relative to the working folder; by default `Dockerfile` in the context, or
 * `dockerfile` where there is only that.
 *
 * @returns `remote` for a context that docker fetches itself; undefined where there is none
 */
const findDockerfile = async (context, file) => {
    if (isRemoteContext(context))
        return 'remote';
    const paths = file === undefined ? [(0,external_node_path_.join)(context, 'Dockerfile'), (0,external_node_path_.join)(context, 'dockerfile')] : [file];
    for (const candidate of paths) {
        const bytes = await (0,external_node_fs_promises_.readFile)(candidate).catch(() => undefined);
        if (bytes !== undefined)
            return { path: candidate, bytes };
    }
    return undefined;
};

// EXTERNAL MODULE: ./src/oci/labels.ts
var oci_labels = __webpack_require__(7774);
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
    return seconds !== undefined && (0,time/* isTime */.K8)(seconds) ? (0,time/* formatTime */.fU)(seconds) : undefined;
};

;// CONCATENATED MODULE: ./src/modes/build-command.ts






/** Whether the Dockerfile takes an argument of ours. What only docker reads may take it. */
const takes = (dockerfile, read) => {
    try {
        return dockerfile === undefined || read(dockerfile);
    }
    catch (error) {
        if (error instanceof DockerfileError)
            return true;
        throw error;
    }
};
/**
 * The build arguments for docker: the release where the Dockerfile has `BASE` in the tag of a base, the version where it
 * declares `VERSION`, and those of the user.
 *
 * @param dockerfile undefined: not known
 */
const buildArgsOf = ({ name, os }, version, fromUser, dockerfile) => {
    const given = buildArgValues(fromUser);
    const takesBase = os === 'windows' && takes(dockerfile, ({ isInTag }) => isInTag(given, 'BASE'));
    const takesVersion = version !== undefined && takes(dockerfile, ({ isDeclared }) => isDeclared('VERSION'));
    return [
        ...(takesBase && given.BASE === undefined ? [`BASE=${name}`] : []),
        ...(takesVersion && given.VERSION === undefined ? [`VERSION=${version}`] : []),
        ...fromUser
    ];
};
/** Memory of containers. By default a virtual machine gets 4 GB, because Hyper-V's own default is 1 GB. */
const memoryOf = (isolation, memory) => memory ?? (isolation === 'hyperv' ? '4g' : undefined);
/** RFC 3339; undefined: not known. */
const createdOf = ({ sourceDateEpoch, revision, headCommit }, context) => sourceDateEpoch === undefined
    ? commitTime(revision, headCommit, context)
    : Promise.resolve((0,time/* formatTime */.fU)(sourceDateEpoch));
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
const labelsOf = async (inputs, { inputs: { labels, context }, dockerfile, args }, { base, repositoryLabels }) => {
    const { version, revision } = inputs;
    const fromDockerfile = dockerfileLabels(dockerfile, args);
    const defaults = (0,defined/* defined */.s)({ version, created: await createdOf(inputs, context), ...repositoryLabels });
    return {
        ...(0,oci_labels/* emptiedLabels */.Se)(base?.labels ?? {}, fromDockerfile),
        ...(0,oci_labels/* imageLabels */.J0)({ revision, ...(0,defined/* defined */.s)({ base }), fromUser: labels, fromDockerfile, defaults })
    };
};
/** The command line of one leg. */
const buildCommand = async (inputs, leg, parts) => {
    const { network, pull, noCache } = inputs;
    const { file, target, context } = leg.inputs;
    const { tags, cacheFrom } = parts;
    return {
        context,
        tags,
        buildArgs: leg.buildArgs,
        labels: await labelsOf(inputs, leg, parts),
        pull,
        noCache,
        cacheFrom,
        ...(0,defined/* defined */.s)({ file, target, network, isolation: leg.isolation, memory: memoryOf(leg.isolation, inputs.memory) })
    };
};

// EXTERNAL MODULE: ./src/common/path-within.ts
var path_within = __webpack_require__(8488);
;// CONCATENATED MODULE: ./src/docker/dockerfile-source.ts



/**
 * Names lines of a file for annotations, whose paths are relative to the workspace.
 *
 * @param workspace '' outside of a job: the working folder
 */
const locator = (path, workspace) => {
    const file = (0,path_within/* pathWithin */.R)((0,external_node_path_.resolve)(workspace), (0,external_node_path_.resolve)(path))?.replaceAll(external_node_path_.sep, '/');
    return startLine => (file === undefined ? undefined : { file, ...(0,defined/* defined */.s)({ startLine }) });
};

;// CONCATENATED MODULE: ./src/dockerfile/decode.ts

const utf16Marks = [
    [0xff, 0xfe],
    [0xfe, 0xff]
];
/** A Dockerfile begins with ASCII characters: without a mark, each of them has a zero byte before or behind it. */
const beginsWithZeros = (bytes) => /^(?:0x0x|x0x0)$/.test([...bytes.subarray(0, 4)].map(byte => (byte === 0 ? '0' : 'x')).join(''));
const isUtf16 = (bytes) => utf16Marks.some(([first, second]) => bytes[0] === first && bytes[1] === second) || beginsWithZeros(bytes);
/**
 * Decodes a Dockerfile, without the byte order mark that Windows editors write.
 *
 * @throws DockerfileError for UTF-16, which docker does not read
 */
const decodeDockerfile = (bytes) => {
    if (isUtf16(bytes)) {
        throw new DockerfileError({
            what: 'the Dockerfile is in UTF-16, which docker does not read',
            remedy: "write it as UTF-8: in Windows PowerShell, whose '>' writes UTF-16, with 'Set-Content -Encoding utf8', or save it as UTF-8 in an editor"
        });
    }
    return new TextDecoder().decode(bytes);
};

;// CONCATENATED MODULE: ./src/dockerfile/scope.ts
/**
 * The scope of the classic builder: ENV hides ARG whatever comes first, an ARG without a default takes back an earlier
 * one, and ends with its stage (moby builder/dockerfile/buildargs.go).
 */
const classicScope = (context, findName, env = new Map()) => {
    const { args, globals } = context;
    const declared = new Map();
    const getArg = name => {
        if (!declared.has(name))
            return undefined;
        return Object.hasOwn(args, name) ? args[name] : (declared.get(name) ?? globals(name));
    };
    return {
        get: name => {
            const [set, arg] = [findName(env, name), findName(declared, name)];
            if (set !== undefined)
                return env.get(set);
            return arg === undefined ? undefined : getArg(arg);
        },
        getArg,
        declareArg: (name, value) => {
            declared.set(name, value);
        },
        setEnv: (name, value) => {
            env.set(name, value);
        },
        inherit: () => classicScope(context, findName, new Map(env))
    };
};
/** The scope of BuildKit: the last one that sets a name counts (buildkit frontend/dockerfile/dockerfile2llb/convert.go). */
const buildKitScope = (context, values = new Map()) => {
    const { args, globals } = context;
    return {
        get: name => values.get(name),
        getArg: name => values.get(name),
        declareArg: (name, value) => {
            const chosen = Object.hasOwn(args, name) ? args[name] : (value ?? globals(name));
            if (chosen !== undefined)
                values.set(name, chosen);
        },
        setEnv: (name, value) => {
            values.set(name, value);
        },
        inherit: () => buildKitScope(context, new Map(values))
    };
};
const findExact = (names, name) => (names.has(name) ? name : undefined);
/** Windows has no regard for the case of a variable's name (buildkit frontend/dockerfile/shell/equal_env_windows.go). */
const findInAnyCase = (names, name) => findExact(names, name) ?? [...names.keys()].find(key => key.toLowerCase() === name.toLowerCase());
/** An empty scope: of the ARGs before the first FROM, or, with those, of a stage. */
const emptyScope = ({ isClassic, os }, args, globals = () => undefined) => isClassic
    ? classicScope({ args, globals }, os === 'windows' ? findInAnyCase : findExact)
    : buildKitScope({ args, globals });

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
        fail(cursor, 'has an unterminated quote');
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
        fail(cursor, `uses the unsupported expression '\${${name}${colon ? ':' : ''}${operator}…}'`);
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
    return fail(cursor, 'has an unterminated quote');
};
/** @param end the character that ends the expression around this part; undefined: read to the end of the word */
const readUntil = (end, cursor, depth) => {
    if (depth > maxDepth)
        fail(cursor, `nests more than ${maxDepth} expressions`);
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
        fail(cursor, "has an unterminated '${'");
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

const stages_parseFrom = ({ flags, rest, line, endLine }, body) => {
    const [image = '', as, name, ...more] = rest.split(/[\t\v\f\r ]+/);
    if (image === '' || more.length > 0 || (as !== undefined && (as.toUpperCase() !== 'AS' || name === undefined)))
        throw new DockerfileError({ what: `'FROM ${rest}' is not 'FROM <image>' or 'FROM <image> AS <name>'`, line });
    if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(name))
        throw new DockerfileError({ what: `'${name}' is not the name of a stage`, line });
    const platform = flags.find(flag => flag.startsWith('--platform='))?.slice('--platform='.length);
    return { image, platform, name: name?.toLowerCase(), line, endLine, body };
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
        throw new DockerfileError({ input: 'target', what: `the Dockerfile has no stage '${target}'` });
    return index;
};

;// CONCATENATED MODULE: ./src/dockerfile/source.ts




/** No image: the stage starts empty. */
const scratch = 'scratch';
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
/** What the stages start from that start from no other stage: images, or nothing. */
const rootsOf = ({ stages, dialect }, scope) => stages
    .map(stage => baseOf(stage, scope, dialect))
    .filter(({ image }, index) => findStage(stages.slice(0, index), image) < 0);

;// CONCATENATED MODULE: ./src/dockerfile/arguments.ts


/** `repository` and `tag` of `repository:tag`; the host may have a port. */
const splitTag = (image) => {
    const [, repository = '', tag = ''] = /^(.*?)(?::([^/:]*))?$/.exec(image) ?? [];
    return [repository, tag];
};
/**
 * Whether a build argument is a part of the tag of an image that a stage up to the target starts from. A whole reference
 * is not.
 *
 * @throws DockerfileError for a FROM that cannot be read
 */
const isInTag = (source, args, name) => {
    const { stages, dialect } = source;
    const { [name]: _, ...others } = args;
    const [without, filled] = [globalScope(source, others), globalScope(source, { ...others, [name]: 'probe' })];
    return stages.some(stage => {
        const [repository, tag] = splitTag(baseOf(stage, without, dialect).image);
        const [otherRepository, otherTag] = splitTag(baseOf(stage, filled, dialect).image);
        return repository === otherRepository && tag !== otherTag;
    });
};
/** Whether a build argument is declared anywhere up to the target. */
const isDeclared = ({ globals, stages, dialect: { escape } }, name) => {
    const instructions = [...globals, ...stages.flatMap(({ body }) => body)];
    const lines = instructions.flatMap(({ keyword, rest }) => {
        if (keyword === 'ARG')
            return [rest];
        const [, triggered] = keyword === 'ONBUILD' ? (/^ARG\s+([^]*)$/i.exec(rest) ?? []) : [];
        return triggered === undefined ? [] : [triggered];
    });
    return lines.some(line => splitWords(line, escape).some(word => word.split('=', 1)[0] === name));
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
 * Reads the directives, which are comments before everything else. The first line that is not one of those that docker
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
            throw new DockerfileError({ what: `the directive '${key}' appears twice`, line: index + 1 });
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
            throw new DockerfileError({ what: `the here-document '${name}' is not terminated`, line });
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
        const endLine = cursor.index;
        const hasHeredoc = mayHaveHeredoc(instruction) && skipHeredocs(cursor, joined, line);
        instructions.push({ ...instruction, line, endLine, hasHeredoc });
    }
    return { escape, instructions };
};

;// CONCATENATED MODULE: ./src/dockerfile/triggers.ts

/**
 * The instructions that an ONBUILD adds to the stages that start from it. They are parsed anew, with the default escape
 * character (moby builder/dockerfile/dispatchers.go).
 */
const triggersOf = ({ rest, line }) => parseInstructions(rest).instructions.map(trigger => ({ ...trigger, line }));

;// CONCATENATED MODULE: ./src/dockerfile/containers.ts




/** Accounts that a Windows engine knows by itself (moby builder/dockerfile/internals_windows.go, getAccountIdentity). */
const knownAccount = /^(?:ContainerAdministrator|ContainerUser|S-\d[\d-]*)$/i;
/** A Windows engine looks up the owner that `--chown` names in a container, and runs RUN in one; nothing else. */
const startsContainer = ({ keyword, flags }) => keyword === 'RUN' ||
    flags.some(flag => flag.startsWith('--chown=') && !knownAccount.test(flag.slice('--chown='.length)));
/** Whether what the ONBUILDs of an image add to a build starts a container. */
const triggersStartContainer = (onBuild) => onBuild.some(trigger => parseInstructions(trigger).instructions.some(startsContainer));
/**
 * The first line for which a Windows engine starts a container when it builds the stages up to the target: it builds
 * them all. Undefined where it starts none.
 *
 * @throws DockerfileError for a FROM that cannot be read
 */
const containerLine = (source, args) => {
    const { stages, dialect } = source;
    const scope = globalScope(source, args);
    return stages.flatMap((stage, index) => {
        const parent = stages[findStage(stages.slice(0, index), baseOf(stage, scope, dialect).image)];
        const inherited = (parent?.body ?? []).filter(({ keyword }) => keyword === 'ONBUILD').flatMap(triggersOf);
        return [...inherited.map(trigger => ({ ...trigger, line: stage.line })), ...stage.body]
            .filter(startsContainer)
            .map(({ line }) => line);
    })[0];
};

;// CONCATENATED MODULE: ./src/dockerfile/labels.ts




/** What labels depend on. */
const settings = /^(?:ARG|ENV|LABEL)\s/i;
const runStage = (stage, before, dialect) => {
    const scope = before.scope.inherit();
    const labels = new Set(before.labels);
    const triggers = before.onbuilds.filter(({ rest }) => settings.test(rest)).flatMap(triggersOf);
    for (const instruction of [...triggers, ...stage.body]) {
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
/**
 * Names of the labels that the stages of the image set.
 *
 * @throws DockerfileError for what docker refuses
 */
const labels_labelsOf = (source, args) => {
    const { dialect } = source;
    const global = globalScope(source, args);
    const start = { scope: emptyScope(dialect, args, global.getArg), onbuilds: [], labels: new Set() };
    return chainOf(source, global).reduceRight((before, { stage }) => runStage(stage, before, dialect), start).labels;
};

// EXTERNAL MODULE: ./src/common/unique.ts
var unique = __webpack_require__(394);
// EXTERNAL MODULE: ./src/windows/name-windows-base.ts
var name_windows_base = __webpack_require__(1386);
;// CONCATENATED MODULE: ./src/dockerfile/obstacles.ts






/** The options that the classic builder knows; it has none for RUN (moby builder/dockerfile/dispatchers.go). */
const classicFlags = {
    RUN: [],
    COPY: ['--from', '--chown'],
    ADD: ['--chown']
};
const leaveOut = 'leave the option out';
/** A layer and `docker history` keep what a COPY or a build argument holds. */
const keepSecret = 'do that step outside of the image, before docker build, and COPY its result; never pass a secret as a build argument or COPY it';
/** What to write in place of `RUN --mount`, by the type of the mount, which is `bind` by default. */
const insteadOfMount = {
    bind: 'COPY what it needs',
    secret: keepSecret,
    ssh: keepSecret
};
/** What to write in place of other options that change more than how fast the build is. */
const insteadOfOption = {
    '--network': "set the input 'network', which is for all of them",
    '--exclude': 'list the files in .dockerignore',
    '--parents': 'COPY each folder to its own place',
    '--checksum': 'check the sum in a RUN'
};
/** What to write in place of an option. */
const insteadOf = (flag) => {
    if (flag.startsWith('--mount')) {
        const type = /[=,]type=([^,]*)/i.exec(flag)?.[1] ?? 'bind';
        return insteadOfMount[type.toLowerCase()] ?? leaveOut;
    }
    return insteadOfOption[flag.split('=', 1)[0] ?? ''] ?? leaveOut;
};
const obstaclesIn = ({ keyword, flags, line, hasHeredoc }) => {
    if (hasHeredoc)
        return [{ line, problem: `a here-document in ${keyword} needs BuildKit: put its text into a file, and COPY that` }];
    const known = classicFlags[keyword];
    const obstacles = flags.flatMap(flag => {
        const [name = ''] = flag.split('=', 1);
        const problem = `${keyword} ${name} needs BuildKit: ${insteadOf(flag)}`;
        return known?.includes(name) === false ? [{ line, problem }] : [];
    });
    return (0,unique/* uniqueBy */.p)(obstacles, ({ problem }) => problem);
};
/** Whether it names another system than Windows. An architecture alone is that of the engine's system. */
const isForeign = (platform) => /^(?:linux$|(?!windows\b)[^/]+\/)/i.test(platform);
/** What a Windows engine cannot start from. */
const foreignBases = (source, args) => rootsOf(source, globalScope(source, args)).flatMap(({ image, platform = '', line }) => {
    if (image === scratch)
        return [
            {
                line,
                problem: `Windows has no 'FROM scratch': ${name_windows_base/* nameWindowsBase */.Y}`
            }
        ];
    return isForeign(platform)
        ? [
            {
                line,
                problem: `FROM --platform=${platform} is not for Windows, and a Windows engine builds every stage: name a Windows image, and leave '--platform' out`
            }
        ]
        : [];
});
/** The variables of BuildKit's own platforms are not set. Docker parses the platform of stages on stages, too. */
const emptyPlatforms = (source, args) => {
    const { stages, dialect } = source;
    const scope = globalScope(source, args);
    return stages
        .map(stage => baseOf(stage, scope, dialect))
        .filter(({ platform }) => platform === '')
        .map(({ line }) => ({ line, problem: "FROM --platform has no value without BuildKit: leave '--platform' out" }));
};
/** The ONBUILDs of stages that others start from, which run there. */
const obstaclesOfTriggers = (source, args) => {
    const { stages, dialect } = source;
    const scope = globalScope(source, args);
    const parents = stages.map((stage, index) => findStage(stages.slice(0, index), baseOf(stage, scope, dialect).image));
    return stages
        .filter((_, index) => parents.includes(index))
        .flatMap(({ body }) => body.filter(({ keyword, hasHeredoc }) => keyword === 'ONBUILD' && !hasHeredoc))
        .flatMap(triggersOf)
        .flatMap(obstaclesIn);
};
/** A FROM that cannot be expanded is left to docker. */
const ifReadable = (read) => {
    try {
        return read();
    }
    catch (error) {
        if (error instanceof DockerfileError)
            return [];
        throw error;
    }
};
/** What the classic builder, or a Windows engine, cannot do for the stages up to the target: it builds them all. */
const obstaclesOf = (source, args) => {
    const { stages, dialect } = source;
    if (!dialect.isClassic)
        return [];
    return [
        ...(dialect.os === 'windows' ? ifReadable(() => foreignBases(source, args)) : []),
        ...ifReadable(() => emptyPlatforms(source, args)),
        ...stages.flatMap(({ body }) => body.flatMap(obstaclesIn)),
        ...ifReadable(() => obstaclesOfTriggers(source, args))
    ].sort((a, b) => a.line - b.line);
};

;// CONCATENATED MODULE: ./src/dockerfile/replace-bases.ts
/**
 * Writes other images into FROMs. All other bytes stay, and all lines keep their numbers: a FROM of several lines is
 * written on its first one.
 *
 * @param images the new images by the lines of their FROMs, from 1
 */
const replaceBases = (bytes, stages, images) => {
    // A character per byte: whatever the encoding, no other byte of it is a line feed.
    const lines = Buffer.from(bytes).toString('latin1').split('\n');
    for (const { line, endLine, platform, name } of stages) {
        const image = images.get(line);
        if (image === undefined)
            continue;
        const lineEnd = lines[line - 1]?.endsWith('\r') === true ? '\r' : '';
        const flag = platform === undefined ? '' : `--platform=${platform} `;
        lines.fill(lineEnd, line - 1, endLine);
        lines[line - 1] = `FROM ${flag}${image}${name === undefined ? '' : ` AS ${name}`}${lineEnd}`;
    }
    return Buffer.from(lines.join('\n'), 'latin1');
};

;// CONCATENATED MODULE: ./src/dockerfile/steps.ts
/** The lines of the steps that the classic builder counts: the ARGs before the first FROM, the FROMs, and what follows. */
const stepsOf = ({ globals, stages }) => [
    ...globals.map(({ line }) => line),
    ...stages.flatMap(({ line, body }) => [line, ...body.map(instruction => instruction.line)])
];
/**
 * The line that a build failed at, by what docker printed; undefined where it does not say. `Step 3/9 : RUN …` is the
 * classic builder's, and counts to the same number in all of them, which tells it from what a RUN prints; `Dockerfile:12`
 * above an excerpt is BuildKit's.
 */
const failedLine = (source, stdout, stderr) => {
    const named = /dockerfile parse error (?:on )?line (\d+)/i.exec(stderr)?.[1] ?? /^\S+:(\d+)\r?\n-{8,}\r?$/m.exec(stderr)?.[1];
    if (named !== undefined)
        return Number(named);
    const steps = [...stdout.matchAll(/^Step (\d+)\/(\d+) : /gm)];
    const last = steps.findLast(([, , total]) => total === steps[0]?.[2]);
    return last === undefined ? undefined : stepsOf(source)[Number(last[1]) - 1];
};

;// CONCATENATED MODULE: ./src/dockerfile/dockerfile.ts









/**
 * Parses a Dockerfile.
 *
 * @param target the stage to build; undefined: the last one
 * @throws DockerfileError for what docker refuses in any case, and where there is no such stage
 */
const parseDockerfile = (text, reader, target) => {
    const { escape, instructions } = parseInstructions(text);
    const { globals, stages } = splitStages(instructions);
    const upToTarget = stages.slice(0, findTarget(stages, target) + 1);
    const source = { globals, stages: upToTarget, dialect: { ...reader, escape } };
    return {
        base: args => {
            const base = chainOf(source, globalScope(source, args)).at(-1)?.base;
            return base?.image === scratch ? undefined : base;
        },
        otherBases: args => {
            const scope = globalScope(source, args);
            const own = chainOf(source, scope).at(-1)?.base;
            return rootsOf(source, scope).filter(({ image, line }) => image !== scratch && line !== own?.line);
        },
        isInTag: (args, name) => isInTag(source, args, name),
        isDeclared: name => isDeclared(source, name),
        containerLine: args => containerLine(source, args),
        replaceBases: (bytes, images) => replaceBases(bytes, upToTarget, images),
        labels: args => labels_labelsOf(source, args),
        obstacles: args => obstaclesOf(source, args),
        failedLine: (stdout, stderr) => failedLine(source, stdout, stderr)
    };
};

;// CONCATENATED MODULE: ./src/modes/build-dockerfile.ts







/**
 * Reads the Dockerfile that the inputs name.
 *
 * @returns undefined where docker fetches the context itself
 * @throws InputError where there is none; UserError for one that docker cannot read, or that has no such stage
 */
const readDockerfile = async ({ context, file, target }, { workspace }, engine, log) => {
    const found = await findDockerfile(context, file);
    if (found === 'remote') {
        log.info("Docker fetches the context, so the base in its Dockerfile is not checked. Set 'base-image' to check it.");
        return undefined;
    }
    if (found === undefined) {
        throw file === undefined
            ? new errors/* InputError */.dz('context', `there is no Dockerfile in '${context}'`, "check out the repository before this step, or give 'file'")
            : new errors/* InputError */.dz('file', `there is no '${file}'`, 'write its path relative to the workspace');
    }
    const locate = locator(found.path, workspace);
    try {
        const reader = { isClassic: engine.classic, os: engine.os };
        const { bytes } = found;
        return { ...parseDockerfile(decodeDockerfile(bytes), reader, target), bytes, locate };
    }
    catch (error) {
        if (!(error instanceof DockerfileError))
            throw error;
        throw new user_error/* UserError */.yo({
            input: error.parts.input ?? 'file',
            what: `${error.reason} (${found.path})`,
            remedy: error.parts.remedy ?? 'check the Dockerfile',
            location: locate(error.line),
            cause: error
        });
    }
};

;// CONCATENATED MODULE: ./src/modes/build-isolation.ts







/** Whether a leg is built without Hyper-V only as long as its build starts no container. */
const dependsOnStarters = ({ testIsolation }) => testIsolation !== undefined;
/** What the Dockerfile starts a container for; undefined where it starts none. */
const starterOf = ({ dockerfile, args }) => {
    if (dockerfile === undefined)
        return 'what its Dockerfile runs is not known';
    try {
        const line = dockerfile.containerLine(args);
        return line === undefined ? undefined : `line ${line} of the Dockerfile runs something`;
    }
    catch (error) {
        if (error instanceof DockerfileError)
            return 'what its Dockerfile runs is not known';
        throw error;
    }
};
/** The ONBUILDs of an image that start a container; undefined where there are none. */
const triggerOf = ({ reference, onBuild }) => triggersStartContainer(onBuild) ? `an ONBUILD of ${(0,oci_reference/* formatReference */.FH)(reference)} runs something` : undefined;
/** The leg under Hyper-V, which it turns out to need. */
const underHyperV = (leg, starter, { inputs, host, log }) => {
    const { name } = leg.release;
    if (inputs.isolation === 'process') {
        throw new errors/* InputError */.dz('isolation', `this host (build ${host?.build ?? ''}) can start ${name} under Hyper-V only, and ${starter}`, "give 'auto' or 'hyperv', or build without RUN");
    }
    // Windows 10 and 11 have it for every container.
    if (host?.client === false)
        log.warning(`${name} is built under Hyper-V, since ${starter}. Hosted runners do not guarantee Hyper-V: if the build fails, leave RUN to another stage or step, rebase or assemble the image, or take a runner of ${name}.`);
    const { testIsolation, ...others } = leg;
    return { ...others, isolation: 'hyperv' };
};
/**
 * Chooses the isolation of a leg by what its Dockerfile starts: an older release is built without Hyper-V where it starts
 * no container.
 *
 * @throws InputError where `isolation: process` cannot be
 */
const isolateByDockerfile = (leg, surroundings) => {
    const starter = dependsOnStarters(leg) ? starterOf(leg) : undefined;
    return starter === undefined ? leg : underHyperV(leg, starter, surroundings);
};
/**
 * Looks whether the bases of the stages start a container, where the leg depends on it.
 *
 * @throws as {@link isolateByDockerfile}
 */
const isolateByBases = async (leg, base, surroundings, tools) => {
    if (!dependsOnStarters(leg))
        return leg;
    const { release, dockerfile, args } = leg;
    const { pull, baseImage } = surroundings.inputs;
    const wanted = { os: release.os, architecture: release.architecture };
    const others = await (0,await_all/* awaitAll */.A)(nameOtherBases({ release, dockerfile, args, baseImage }).map(({ reference }) => findBase(reference, wanted, pull, tools)));
    const starter = [base, ...others].flatMap(one => (one === undefined ? [] : (triggerOf(one) ?? [])))[0];
    return starter === undefined ? leg : underHyperV(leg, starter, surroundings);
};

;// CONCATENATED MODULE: ./src/docker/push.ts



/**
 * Pushes a tag and shows the output of docker.
 *
 * @returns the digest that docker reports
 * @throws DockerError with docker's last lines
 */
const pushImage = async (docker, reference, retry) => {
    const output = await (0,docker_retry/* withRetries */.L)(`push ${reference}`, () => docker.stream(['push', reference]), retry);
    const digest = /\bdigest: (sha256:[a-f0-9]{64})\b/.exec(output.stdout)?.[1];
    if ((0,oci_digest/* isDigest */.Bc)(digest))
        return digest;
    throw new docker_docker.DockerError({
        what: `docker push ${reference} did not report the digest:\n${(0,docker_docker.lastLines)(output)}`,
        remedy: 'look at the tag in the registry, and run this job again'
    });
};

// EXTERNAL MODULE: ./src/registry/read-back.ts
var read_back = __webpack_require__(6779);
;// CONCATENATED MODULE: ./src/modes/build-push.ts




/** Pushes one reference, and has the registry confirm what docker reports. */
const pushOne = async (image, tag, { dockerFor, registry, retry, log }) => {
    const reference = (0,oci_reference/* formatReference */.FH)({ ...image, tag });
    // The registry itself says how long to wait, which docker does not pass on; the client waits for as long.
    const client = registry.open(image, 'pull,push');
    const waitForRateLimit = () => client.head(tag);
    const docker = await dockerFor(image);
    const digest = await log.group(`Push ${reference}`, () => pushImage(docker, reference, { ...retry, waitForRateLimit }));
    await (0,read_back/* readBack */.e7)(client, tag, { digest }, registry.policy);
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
    const layers = await layerSizes(tools.registry.open(first, 'pull,push'), digest, baseLayers);
    for (const image of others)
        await pushOne(image, tag, tools);
    return { digest, ...(0,defined/* defined */.s)({ layers }) };
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
        throw new errors/* InputError */.dz('test-healthy', `${image} has no HEALTHCHECK`, 'add one to the Dockerfile, or leave the input out');
    }
    const { isolation } = testLegOf(leg);
    const container = { image, limit, ...(0,defined/* defined */.s)({ network, isolation, memory: memoryOf(isolation, inputs.memory) }) };
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

;// CONCATENATED MODULE: ./src/modes/build-leg.ts


















/**
 * Reads the inputs and the Dockerfile of a leg, and refuses what cannot be built.
 *
 * @throws UserError
 */
const prepareLeg = async (leg, inputs, { engine, host }, log) => {
    const { release } = leg;
    const legInputs = inputs.legInputs(release);
    const dockerfile = await readDockerfile(legInputs, inputs, engine, log);
    const buildArgs = buildArgsOf(release, inputs.version, legInputs.buildArgs, dockerfile);
    const args = buildArgValues(buildArgs, release);
    if (dockerfile !== undefined)
        checkObstacles(dockerfile, args, engine.os);
    const prepared = { ...leg, inputs: legInputs, dockerfile, buildArgs, args };
    return isolateByDockerfile(prepared, { inputs, host, log });
};
/** Builds, checks, tests and pushes the image of one release. */
const buildLeg = async (prepared, inputs, buildHost, { dockerForPush, registry, log, rememberContainer, repositoryLabels }) => {
    const { docker } = buildHost;
    const { release, dockerfile } = prepared;
    const tag = inputs.legTag(release);
    const references = inputs.images.map(image => (0,oci_reference/* formatReference */.FH)({ ...image, tag }));
    const [reference = ''] = references;
    const { phases, measure } = startPhases();
    const baseTools = { docker, registry, retry: retryOptions(prepared, buildHost, false, registry.policy) };
    const { plan, leg } = await measure('base', async () => {
        const found = await planBase(baseRequest(prepared, inputs, buildHost), baseTools);
        const surroundings = { inputs, host: buildHost.host, log };
        return { plan: found, leg: await isolateByBases(prepared, found.base, surroundings, baseTools) };
    });
    const { base } = plan;
    const retry = retryOptions(leg, buildHost, plan.isNewer, registry.policy);
    const cacheFrom = await pullCaches(leg.inputs.cacheFrom, docker, log);
    const parts = { base, tags: references, cacheFrom, repositoryLabels: await repositoryLabels() };
    const command = await buildCommand(inputs, leg, parts);
    // With images that steps are taken from, what came before the labels may have a wrong config.
    const labelsLast = buildHost.engine.classic && leg.inputs.cacheFrom.length === 0;
    const builder = { docker, labelsLast, retry, ...(0,defined/* defined */.s)({ locate: locateFailure(dockerfile) }) };
    const image = await measure('build', () => log.group(`Build for ${release.name}`, () => buildPinned(command, plan, dockerfile, builder, log)));
    checkImageRelease(image, reference, release);
    if (base !== undefined)
        checkBase(image, base, inputs.baseImage !== undefined);
    const tests = testsOf(reference, image.hasHealthcheck, leg, { ...inputs, ...leg.inputs });
    if (tests.length > 0) {
        const testRetry = retryOptions(testLegOf(leg), buildHost, plan.isNewer, registry.policy);
        await measure('test', () => runTests(tests, { docker, log, retry: testRetry }, rememberContainer));
    }
    const dockerFor = (to) => dockerForPush(to, buildHost.engine.os);
    const baseLayers = base?.diffIds.length ?? 0;
    const pushed = inputs.push
        ? await measure('push', () => pushLeg(inputs.images, tag, baseLayers, { dockerFor, registry, retry, log }))
        : {};
    return {
        release: release.name,
        references,
        image,
        phases,
        ...pushed,
        ...(0,defined/* defined */.s)({ isolation: leg.isolation, base: base === undefined ? undefined : build_leg_describeBase(base) })
    };
};
/**
 * Builds from a copy of the Dockerfile where a base is pinned: neither an argument nor the engine changes. The copy is
 * outside the context, which is unchanged.
 */
const buildPinned = async (command, { pins }, dockerfile, builder, log) => {
    if (pins.size === 0 || dockerfile === undefined)
        return buildImage(command, builder);
    // Docker writes a random name into it (docker/cli, AddDockerfileToBuildContext).
    if (await hasDockerignore(command.context)) {
        log.notice('The context has a .dockerignore, which docker changes in every build while a base is pinned: COPY of the whole context is not taken from the cache.');
    }
    const { RUNNER_TEMP: runnerTemp = '' } = process.env;
    const parent = folderForDockerfile(command.context, runnerTemp === '' ? (0,external_node_os_.tmpdir)() : runnerTemp);
    return (0,temp_dir/* withTempDir */.E)('dockerfile', async (directory) => {
        const file = (0,external_node_path_.join)(directory, 'Dockerfile');
        await (0,external_node_fs_promises_.writeFile)(file, dockerfile.replaceBases(dockerfile.bytes, pins));
        return buildImage({ ...command, file }, builder);
    }, { RUNNER_TEMP: parent });
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
/** Finds the line that a build failed at. */
const locateFailure = (dockerfile) => dockerfile === undefined
    ? undefined
    : ({ stdout, stderr }) => {
        const line = dockerfile.failedLine(stdout, stderr);
        return line === undefined ? undefined : dockerfile.locate(line);
    };
/** The isolation that containers of a leg get in the end. */
const isolationOf = ({ isolation }, { engine }) => isolation ?? engine.isolation;
const retryOptions = (leg, buildHost, baseIsNewer, policy) => ({
    policy,
    work: { baseIsNewer, ...(0,defined/* defined */.s)({ isolation: isolationOf(leg, buildHost) }) },
    service: buildHost.service,
    readFreeBytes: buildHost.readFreeBytes
});
const baseRequest = (leg, inputs, buildHost) => ({
    release: leg.release,
    dockerfile: leg.dockerfile,
    args: leg.args,
    baseImage: inputs.baseImage,
    variesByRelease: inputs.variesByRelease,
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
const build_leg_describeBase = ({ reference, digest, created, platform }) => ({
    name: (0,oci_labels/* baseNameOf */.mv)(reference),
    ...(0,defined/* defined */.s)({ digest, created, osVersion: platform.osVersion })
});

// EXTERNAL MODULE: ./src/runner/foreign-text.ts
var foreign_text = __webpack_require__(4212);
// EXTERNAL MODULE: ./src/runner/repository.ts
var repository = __webpack_require__(1904);
;// CONCATENATED MODULE: ./src/modes/build-repository.ts



/** What only GitHub knows. */
const apiLabels = ['description', 'licenses'];
/** Never rejects: the labels are not worth a failed step. */
const fetchLabels = async (name, token) => {
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
const startRepositoryLabels = ({ repository }, fromUser, log) => {
    if (repository === undefined)
        return () => Promise.resolve({});
    const { name, url, fromEvent, token } = repository;
    const known = { source: url, url, title: name.slice(name.indexOf('/') + 1), ...fromEvent };
    const isComplete = fromEvent !== undefined || apiLabels.every(label => fromUser[oci_labels/* labelNames */.l3[label]] !== undefined);
    if (isComplete || token === undefined)
        return () => Promise.resolve(known);
    log.secret(token);
    const fetched = fetchLabels(name, token);
    let isLogged = false;
    return async () => {
        const labels = await fetched;
        if (!(labels instanceof Error))
            return { ...known, ...labels };
        if (!isLogged) {
            log.notice(`Could not read the description and licence of ${name} from GitHub: ${(0,foreign_text/* printable */.g$)(labels.message)}. The image gets no labels for them. Pass a 'github-token' that can read the repository, or set both in 'labels'.`);
            isLogged = true;
        }
        return known;
    };
};

// EXTERNAL MODULE: ./src/modes/leg-tags.ts
var leg_tags = __webpack_require__(1728);
;// CONCATENATED MODULE: ./src/modes/build.ts









/** The build leg: one image per release, tagged, checked, tested and pushed. */
const build = async (inputs, tools) => {
    const { docker, registry, log, journal } = tools;
    (0,leg_tags/* checkTags */.MK)(inputs);
    if (inputs.install !== undefined)
        await install(inputs.install, docker(), log);
    const buildHost = await detectBuildHost(docker, log);
    const legs = chooseLegs(inputs, buildHost, log);
    warnEndOfSupport(legs, log);
    const prepared = [];
    for (const leg of legs)
        prepared.push(await prepareLeg(leg, inputs, buildHost, log));
    const [first] = prepared;
    const nameOf = ({ release }) => (0,oci_reference/* formatReference */.FH)({ ...inputs.images[0], tag: inputs.legTag(release) });
    if (inputs.push)
        journal.plan(legs.map(nameOf));
    for (const leg of legs)
        journal.note(nameOf(leg), 'not built');
    if (inputs.push && first !== undefined)
        await checkLogin(inputs.images, inputs.legTag(first.release), registry);
    await (0,leg_tags/* checkLegTags */.Eb)(inputs, legs.map(({ release }) => release), registry);
    const built = [];
    const legTools = { ...tools, repositoryLabels: startRepositoryLabels(inputs, first?.inputs.labels ?? {}, log) };
    for (const leg of prepared) {
        const building = buildLeg(leg, inputs, buildHost, legTools);
        const one = await journal.follow(nameOf(leg), inputs.push ? 'pushed' : 'built', building);
        if (inputs.push)
            journal.published(one.references);
        built.push(one);
    }
    if (!inputs.push)
        log.info("Nothing is pushed: 'push' is false.");
    return buildResult({ pushed: inputs.push, engine: describeEngine(buildHost.engine), legs: built });
};
const install = async (wanted, docker, log) => {
    // Only those who ask for it pay for loading what downloads and unpacks.
    const { installDocker } = await Promise.all(/* import() */[__webpack_require__.e(805), __webpack_require__.e(779)]).then(__webpack_require__.bind(__webpack_require__, 3779));
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

/***/ 5606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ readBase),
/* harmony export */   y: () => (/* binding */ prefetch)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2118);
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2217);



/** Starts to read references that will be needed. */
const prefetch = (registry, references) => new Map(references.flatMap(reference => {
    if (reference === undefined)
        return [];
    const reading = registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .repositoryOf */ ._M)(reference), 'pull').get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .identifierOf */ .xP)(reference));
    // Avoid an unhandled rejection: callers that await this still see the error.
    reading.catch(() => undefined);
    return [[(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(reference), reading]];
}));
const matches = ({ platform }, { os, architecture, build }) => {
    if (platform === undefined)
        return false;
    const listed = (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_2__/* .parseOsVersion */ .u)(platform.osVersion ?? '')?.build;
    // A list need not name the version. The config is checked later.
    const sameBuild = build === undefined || listed === undefined || listed === build;
    return platform.os === os && platform.architecture === architecture && sameBuild;
};
const chooseImage = (index, wanted) => {
    const fitting = index.manifests.filter(child => matches(child, wanted));
    return fitting.find(({ platform }) => platform?.osVersion !== undefined) ?? fitting[0];
};
const readNamed = async (registry, reference, wanted, prefetched) => {
    const client = registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .repositoryOf */ ._M)(reference), 'pull');
    const root = await (prefetched?.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(reference)) ?? client.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .identifierOf */ .xP)(reference)));
    if (root === undefined)
        return undefined;
    if (root.kind === 'manifest')
        return { reference, digest: root.digest, client, manifest: root };
    const child = chooseImage(root, wanted);
    if (child === undefined)
        return undefined;
    const manifest = await client.get(child.digest);
    if (manifest?.kind !== 'manifest') {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ImageError */ .C({
            what: `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(reference)} lists ${child.digest}, which is not an image`,
            remedy: 'Check the base image'
        });
    }
    return { reference, digest: root.digest, client, manifest };
};
/**
 * Reads the manifest of a base image; of a list, the one for the platform. If the first tag of a release does not
 * exist, its other tags are tried.
 *
 * @returns undefined where the reference does not exist, or has no image for the platform
 * @throws RegistryError where it cannot be read
 */
const readBase = async (registry, { aliasTags = [], ...reference }, wanted, prefetched) => {
    for (const one of [reference, ...aliasTags.map(tag => ({ ...reference, tag }))]) {
        const base = await readNamed(registry, one, wanted, prefetched);
        if (base !== undefined)
            return base;
    }
    return undefined;
};


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
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2689);




const makeDirectory = async (parent, prefix) => {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(parent, { recursive: true });
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, prefix));
    }
    catch (cause) {
        throw new _common_user_error_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo({
            what: `no temporary folder can be made in '${parent}'`,
            why: (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(cause),
            remedy: 'Check RUNNER_TEMP, and that the disk has room. No tag was changed',
            cause
        });
    }
};
/**
 * Runs work with a new folder of its own, below RUNNER_TEMP or, without a runner, where the system keeps such folders.
 * The folder is removed afterwards. What cannot be removed, because a scanner on Windows has it open, is left for the
 * runner, which empties RUNNER_TEMP after the job: the work has succeeded by then, or failed for a reason of its own.
 *
 * @param name what the folder is for, as part of its name
 * @throws UserError where there can be none
 */
const withTempDir = async (name, work, { RUNNER_TEMP: runnerTemp = '' } = process.env) => {
    const parent = runnerTemp === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)() : runnerTemp;
    const directory = await makeDirectory(parent, `win-multiarch-${name}-`);
    try {
        return await work(directory);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
    }
};


/***/ })

};
