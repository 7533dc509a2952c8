export const id = 589;
export const ids = [589];
export const modules = {

/***/ 3234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bi: () => (/* binding */ DockerError),
/* harmony export */   RK: () => (/* binding */ dockerCli),
/* harmony export */   w$: () => (/* binding */ lastLines)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2876);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6472);



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
const lastLines = ({ stdout, stderr }, count = 16) => `${stdout}\n${stderr}`
    .replace(deprecation, '')
    .split(/\r?\n/)
    .map(_report_log_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)
    .filter(line => line !== '')
    .slice(-count)
    .join('\n');
/**
 * The docker CLI on PATH.
 *
 * @param env variables for every command, beside those of the job
 */
const dockerCli = (env) => {
    const run = async (args, silent) => {
        try {
            return await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_1__/* .getExecOutput */ .H)('docker', [...args], {
                silent,
                ignoreReturnCode: true,
                env: { ...process.env, ...env }
            });
        }
        catch (cause) {
            throw new DockerError(`docker ${args[0] ?? ''} could not be started: ${cause instanceof Error ? (0,_report_log_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(cause.message) : String(cause)}. Install Docker on this runner, or take one that has it (windows-2022, windows-2025).`, { cause });
        }
    };
    return {
        quiet: args => run(args, true),
        shown: async (args) => {
            const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
            process.stdout.write(`::stop-commands::${token}\n`);
            try {
                return await run(args, false);
            }
            finally {
                process.stdout.write(`\n::${token}::\n`);
            }
        }
    };
};


/***/ }),

/***/ 3589:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  build: () => (/* binding */ build)
});

// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
// EXTERNAL MODULE: ./src/docker/docker.ts
var docker_docker = __webpack_require__(3234);
;// CONCATENATED MODULE: ./src/docker/build.ts

const build_option = (name, value) => (value === undefined ? [] : [name, value]);
/** A path that docker cannot take for an option or for its standard input. */
const asPath = (path) => (path.startsWith('-') ? `./${path}` : path);
/** The arguments of docker. Values stand in arguments of their own, where docker never takes them for options. */
const buildArguments = (command) => [
    'build',
    ...build_option('--isolation', command.isolation),
    ...build_option('--memory', command.memory),
    ...build_option('--file', command.file === undefined ? undefined : asPath(command.file)),
    ...build_option('--target', command.target),
    ...build_option('--network', command.network),
    ...(command.pull ? ['--pull'] : []),
    ...(command.noCache ? ['--no-cache'] : []),
    ...command.buildArgs.flatMap(argument => ['--build-arg', argument]),
    ...Object.entries(command.labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
    ...command.tags.flatMap(tag => ['--tag', tag]),
    asPath(command.context)
];
/**
 * Builds the image and shows what docker says.
 *
 * @throws DockerError with docker's last lines
 */
const buildImage = async (docker, command) => {
    const output = await docker.shown(buildArguments(command));
    if (output.exitCode !== 0) {
        throw new docker_docker/* DockerError */.Bi(`docker build failed with exit code ${output.exitCode}:\n${(0,docker_docker/* lastLines */.w$)(output)}`);
    }
};

;// CONCATENATED MODULE: ./src/docker/engine.ts

/** The engine names the machine's architecture, images name Go's (GOARCH). */
const architectures = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' };
const engine_text = (value) => (typeof value === 'string' ? value : '');
/**
 * Asks the engine what it is.
 *
 * @throws DockerError when it does not answer
 */
const readEngine = async (docker) => {
    const output = await docker.quiet(['info', '--format', '{{json .}}']);
    let info = {};
    try {
        info = JSON.parse(output.stdout);
    }
    catch {
        // Told below, with what docker said.
    }
    const os = engine_text(info.OSType);
    // The CLI answers, with exit code 0, even where no engine does.
    if (output.exitCode !== 0 || (os !== 'windows' && os !== 'linux')) {
        const errors = Array.isArray(info.ServerErrors) ? info.ServerErrors.map(String).join('\n') : '';
        throw new docker_docker/* DockerError */.Bi(`The Docker engine does not answer: ${errors === '' ? (0,docker_docker/* lastLines */.w$)({ ...output, stdout: '' }) : errors}. Start it (on Windows: Start-Service docker), or check DOCKER_HOST.`);
    }
    const machine = engine_text(info.Architecture);
    return {
        os,
        architecture: architectures[machine] ?? machine,
        osVersion: engine_text(info.OSVersion),
        operatingSystem: engine_text(info.OperatingSystem),
        version: engine_text(info.ServerVersion)
    };
};

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
;// CONCATENATED MODULE: ./src/docker/host.ts



/** A remote engine is on another machine; what this machine says of itself does not count then. */
const isRemote = () => {
    const host = process.env.DOCKER_HOST ?? '';
    return host !== '' && !host.startsWith('npipe:') && !host.startsWith('unix:');
};
/**
 * The Windows host of the engine: its build from Windows itself, from the engine where that is remote. Never from the
 * runner's label, which says what was meant, not what runs.
 *
 * @throws DockerError when the engine builds for Windows and does not tell its version
 */
const readWindowsHost = (engine, platform = process.platform) => {
    const version = platform === 'win32' && !isRemote() ? (0,external_node_os_.release)() : engine.osVersion;
    const parsed = (0,os_version/* parseOsVersion */.u)(version);
    if (parsed === undefined) {
        throw new docker_docker/* DockerError */.Bi(`The engine runs on Windows, but its version '${version}' cannot be read. Is DOCKER_HOST a Windows engine?`);
    }
    const revision = /OS Build \d+\.(\d+)/.exec(engine.operatingSystem)?.[1];
    return {
        build: parsed.build,
        client: engine.operatingSystem !== '' && !/server/i.test(engine.operatingSystem),
        ...(revision === undefined ? {} : { revision: Number(revision) })
    };
};

// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(8825);
;// CONCATENATED MODULE: ./src/docker/image.ts


const image_text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
/** Asks the engine for an image that it has just built. */
const inspectImage = async (docker, reference) => {
    const output = await docker.quiet(['image', 'inspect', reference]);
    if (output.exitCode !== 0)
        throw new docker_docker/* DockerError */.Bi(`docker image inspect ${reference} failed: ${(0,docker_docker/* lastLines */.w$)({ ...output, stdout: '' })}`);
    const [image = {}] = JSON.parse(output.stdout);
    const [variant, osVersion] = [image_text(image.Variant), image_text(image.OsVersion)];
    return {
        id: image_text(image.Id) ?? '',
        platform: {
            os: image_text(image.Os) ?? '',
            architecture: image_text(image.Architecture) ?? '',
            ...(variant === undefined ? {} : { variant }),
            ...(osVersion === undefined ? {} : { osVersion })
        }
    };
};
/**
 * Pushes a tag and shows what docker says.
 *
 * @returns the digest under which the registry took it, as docker tells it
 * @throws DockerError with docker's last lines
 */
const pushImage = async (docker, reference) => {
    const output = await docker.shown(['push', reference]);
    if (output.exitCode !== 0) {
        throw new docker_docker/* DockerError */.Bi(`docker push ${reference} failed with exit code ${output.exitCode}:\n${(0,docker_docker/* lastLines */.w$)(output)}`);
    }
    const digest = /\bdigest: (sha256:[a-f0-9]{64})\b/.exec(output.stdout)?.[1];
    if (!(0,oci_digest/* isDigest */.Bc)(digest))
        throw new docker_docker/* DockerError */.Bi(`docker push ${reference} did not tell the digest:\n${(0,docker_docker/* lastLines */.w$)(output)}`);
    return digest;
};

// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
// EXTERNAL MODULE: ./src/oci/entries.ts
var entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/registry/publish.ts
var publish = __webpack_require__(5328);
// EXTERNAL MODULE: ./src/registry/settled.ts
var settled = __webpack_require__(4018);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/windows/isolation.ts
var isolation = __webpack_require__(8937);
// EXTERNAL MODULE: ./src/windows/releases.ts
var windows_releases = __webpack_require__(2171);
;// CONCATENATED MODULE: ./src/modes/build.ts














/** The build leg: one image a release, tagged, checked, pushed. */
const build = async (inputs, tools) => {
    const { log } = tools;
    const engine = await readEngine(tools.docker());
    const legs = engine.os === 'windows' ? windowsLegs(inputs, engine, log) : linuxLegs(inputs, engine);
    const docker = tools.docker(engine.os);
    if (inputs.push)
        await checkLogin(inputs, legs, tools);
    const built = [];
    for (const leg of legs) {
        const references = inputs.images.map(image => (0,reference/* formatReference */.FH)({ ...image, tag: inputs.legTag(leg.release) }));
        await log.group(`Build for ${leg.release.name}`, () => buildImage(docker, commandOf(inputs, leg, references)));
        const image = await inspectImage(docker, references[0] ?? '');
        checkImage(leg.release, image, references[0] ?? '', inputs);
        const digest = inputs.push ? await pushAll(docker, inputs, tools, leg, references) : undefined;
        built.push({ ...leg, references, image, ...(digest === undefined ? {} : { digest }) });
    }
    if (!inputs.push)
        log.info("Nothing is pushed: 'push' is false.");
    return resultOf(inputs, engine, built);
};
/** The releases that a Windows engine is to build, each with the isolation that this host allows. */
const windowsLegs = (inputs, engine, log) => {
    const host = readWindowsHost(engine);
    const own = (0,windows_releases/* releaseOfHost */.nL)(host.build, engine.architecture);
    log.info(`Windows 10.0.${host.build}${host.revision === undefined ? '' : `.${host.revision}`}, Docker ${engine.version}`);
    if (own?.match === 'newer') {
        log.warning(`This Windows (build ${host.build}) is newer than all releases known here: taking it as ${own.release.name}.`);
    }
    const releases = inputs.releases.length > 0 ? inputs.releases : own === undefined ? [] : [own.release];
    if (releases.length === 0) {
        throw new errors/* InputError */.d('releases', `no release has images for the build ${host.build} of this host`, 'name the release to build, or take another runner');
    }
    return releases.map(release => windowsLeg(release, host, inputs));
};
const windowsLeg = (release, host, inputs) => {
    if (release.os === 'linux') {
        throw new errors/* InputError */.d('releases', `a Windows engine cannot build ${release.name}`, 'build it on a Linux runner');
    }
    const possible = (0,isolation/* isolationFor */.Q)(host, release.build);
    if (possible === undefined) {
        throw new errors/* InputError */.d('releases', `${release.name} (build ${release.build}) is newer than this host (build ${host.build}), which cannot run it`, `take a runner with Windows build ${release.build} or newer${runnerHint(release)}`);
    }
    if (inputs.isolation === 'process' && possible === 'hyperv') {
        throw new errors/* InputError */.d('isolation', `this host (build ${host.build}) can run ${release.name} under Hyper-V only`, "give 'auto' or 'hyperv'");
    }
    if (inputs.isolation === 'default')
        return { release };
    return { release, isolation: inputs.isolation === 'auto' ? possible : inputs.isolation };
};
const runnerHint = ({ runner }) => (runner === undefined ? '' : `, like ${runner}`);
/** A Linux engine builds the leg of its own platform. */
const linuxLegs = (inputs, engine) => {
    const windows = inputs.releases.find(release => release.os === 'windows');
    if (windows !== undefined) {
        throw new errors/* InputError */.d('releases', `this engine runs on Linux and cannot build ${windows.name}`, "take a Windows runner; or, for a Dockerfile without RUN, docker/build-push-action with 'platforms: windows/amd64', and name its image in 'sources' of mode 'manifest'");
    }
    const own = inputs.releases.length > 0 ? inputs.releases : linuxPlatformOf(engine);
    const foreign = own.find(release => release.architecture !== engine.architecture);
    if (foreign !== undefined) {
        throw new errors/* InputError */.d('releases', `this engine builds linux/${engine.architecture}, not ${foreign.name}`, 'take a runner of that architecture');
    }
    return own.map(release => ({ release }));
};
const linuxPlatformOf = ({ architecture }) => {
    const own = (0,windows_releases/* findRelease */.dv)(architecture === 'arm' ? 'linux-arm-v7' : `linux-${architecture}`);
    if (own === undefined) {
        throw new errors/* InputError */.d('releases', `the engine's platform linux/${architecture} has no name here`, 'take a runner with amd64 or arm64');
    }
    return [own];
};
/** A login that the registry refuses is told before minutes are spent on a build. */
const checkLogin = async (inputs, legs, { registry }) => {
    const [leg] = legs;
    if (leg === undefined)
        return;
    await (0,settled/* settled */.g)(inputs.images.map(image => registry.open(image, 'pull,push').head(inputs.legTag(leg.release))));
};
const revisionLabel = 'org.opencontainers.image.revision';
const versionLabel = 'org.opencontainers.image.version';
/** The command line of one leg. What the user gives comes last, so that docker lets it win; the revision stays ours. */
const commandOf = (inputs, { release, isolation }, tags) => {
    const { version, file, target, network } = inputs;
    const memory = inputs.memory ?? (isolation === 'hyperv' ? '4g' : undefined);
    return {
        context: inputs.context,
        ...(file === undefined ? {} : { file }),
        tags,
        buildArgs: [
            ...(release.os === 'windows' ? [`${inputs.baseArg}=${release.name}`] : []),
            ...(version === undefined ? [] : [`${inputs.versionArg}=${version}`]),
            ...inputs.buildArgs
        ],
        labels: {
            ...(version === undefined ? {} : { [versionLabel]: version }),
            ...inputs.labels,
            [revisionLabel]: inputs.revision
        },
        ...(target === undefined ? {} : { target }),
        pull: inputs.pull,
        noCache: inputs.noCache,
        ...(network === undefined ? {} : { network }),
        ...(isolation === undefined ? {} : { isolation }),
        ...(memory === undefined ? {} : { memory })
    };
};
/** A Dockerfile that ignores the base argument builds the same image for every release: seen here, not on a host. */
const checkImage = (release, { platform }, reference, { baseArg }) => {
    const descriptor = { mediaType: '', digest: 'sha256:', size: 0 };
    try {
        (0,entries/* checkEntries */.bX)([{ descriptor, platform, reference, release }], { allowMissingOsVersion: false });
    }
    catch (cause) {
        throw new docker_docker/* DockerError */.Bi(`The image that was built is for ${(0,entries/* formatPlatform */.Bq)(platform)}, not for ${release.name}. Does the Dockerfile take its base by 'ARG ${baseArg}' and 'FROM …:$${baseArg}'? Nothing was pushed.`, { cause });
    }
};
/** Pushes every reference of the leg and has the registry confirm what docker tells. */
const pushAll = async (docker, inputs, { registry, log }, { release }, references) => {
    let first;
    for (const [index, image] of inputs.images.entries()) {
        const reference = references[index] ?? '';
        const digest = await log.group(`Push ${reference}`, () => pushImage(docker, reference));
        await (0,publish/* readBack */.e7)(registry.open(image, 'pull'), inputs.legTag(release), digest, registry.policy);
        log.info(`Pushed ${reference}@${digest}`);
        first ??= digest;
    }
    return first;
};
const resultOf = (inputs, engine, built) => {
    const references = built.flatMap(leg => leg.references);
    const [first] = built;
    const metadata = built.map(({ release, isolation, references: names, image, digest }) => ({
        release: release.name,
        ...(isolation === undefined ? {} : { isolation }),
        references: names,
        imageid: image.id,
        platform: (0,oci_document/* platformJson */.Uz)(image.platform),
        ...(digest === undefined ? {} : { digest })
    }));
    return {
        outputs: {
            digest: built.length === 1 ? (first?.digest ?? '') : '',
            reference: references[0] ?? '',
            references: references.join('\n'),
            release: first?.release.name ?? '',
            releases: built.map(({ release }) => release.name).join(','),
            'os-version': first?.image.platform.osVersion ?? '',
            imageid: first?.image.id ?? '',
            metadata: JSON.stringify(metadata)
        },
        summary: [
            `### ${inputs.push ? 'Built and pushed' : 'Built, not pushed'}: ${(0,markdown/* code */.aY)(references[0] ?? '')}`,
            '',
            (0,markdown/* table */.tp)(['Release', 'Isolation', 'OS version', 'Image', 'Digest'], built.map(({ release, isolation, references: names, image, digest }) => [
                release.name,
                isolation ?? '',
                (0,markdown/* code */.aY)(image.platform.osVersion ?? (0,entries/* formatPlatform */.Bq)(image.platform)),
                names.map(markdown/* code */.aY).join('<br>'),
                digest === undefined ? '' : (0,markdown/* code */.aY)(digest)
            ])),
            '',
            `Engine: Docker ${engine.version} on ${engine.operatingSystem === '' ? engine.os : engine.operatingSystem}`,
            ''
        ].join('\n')
    };
};


/***/ }),

/***/ 5328:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dw: () => (/* binding */ stage),
/* harmony export */   e7: () => (/* binding */ readBack),
/* harmony export */   mk: () => (/* binding */ publish)
/* harmony export */ });
/* unused harmony export PublishError */
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _settled_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4018);


/** Some tags could not be written; the message says which ones name the new list and which the old one. */
class PublishError extends Error {
    name = 'PublishError';
}
/** Registries may serve the old answer for a while after a write. */
const longestLag = 30_000;
const nameOf = ({ client, tag }) => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)({ ...client.repository, tag });
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
    throw new PublishError(`${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s. Does another job write the same tag? Give the workflow a 'concurrency' group, and run this job again.`);
};
const describeFailure = (failed, written, untouched) => [
    ...failed.map(({ target, reason }) => `${nameOf(target)} was not written: ${reason instanceof Error ? reason.message : String(reason)}`),
    written.length === 0
        ? 'No tag was changed.'
        : `These tags name the new list: ${written.map(nameOf).join(', ')}. The others still name what they did: ${[...failed.map(({ target }) => target), ...untouched].map(nameOf).join(', ')}. Run the job again to complete them.`
].join('\n');
/** Writes tags at once; those written before go into the error when one fails. */
const writeTags = async (content, targets, before, after) => {
    const results = await Promise.allSettled(targets.map(({ client, tag }) => client.put(tag, content)));
    const failed = targets.flatMap((target, i) => {
        const result = results[i];
        return result?.status === 'rejected' ? [{ target, reason: result.reason }] : [];
    });
    if (failed.length === 0)
        return;
    const written = targets.filter(target => !failed.some(other => other.target === target));
    throw new PublishError(describeFailure(failed, [...before, ...written], after), { cause: failed[0]?.reason });
};
/**
 * Puts a list by digest into every repository in which several tags are to name it: what can go wrong goes wrong before
 * the first tag changes.
 */
const stage = async (content, targets) => {
    const stale = targets.filter(({ current }) => current !== content.digest);
    if (stale.length < 2)
        return;
    const clients = [...new Set(stale.map(({ client }) => client))];
    await (0,_settled_js__WEBPACK_IMPORTED_MODULE_1__/* .settled */ .g)(clients.map(client => client.put(content.digest, content)));
};
/**
 * Puts a list, whose children are in place, under the tags, `latest` last, and reads every tag back. Tags that name it
 * already are not written.
 *
 * @returns the tags that were written
 * @throws PublishError that tells which tags name the new list
 */
const publish = async (content, targets, policy) => {
    const stale = targets.filter(({ current }) => current !== content.digest);
    const last = stale.filter(({ tag }) => tag === 'latest');
    const first = stale.filter(({ tag }) => tag !== 'latest');
    const confirm = (written) => (0,_settled_js__WEBPACK_IMPORTED_MODULE_1__/* .settled */ .g)(written.map(({ client, tag }) => readBack(client, tag, content.digest, policy)));
    await writeTags(content, first, [], last);
    await (0,_settled_js__WEBPACK_IMPORTED_MODULE_1__/* .settled */ .g)([confirm(first), writeTags(content, last, first, []).then(() => confirm(last))]);
    for (const target of stale)
        policy.log.info(`Published ${nameOf(target)}`);
    return stale;
};


/***/ }),

/***/ 4018:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ settled)
/* harmony export */ });
/**
 * Waits for all of the work, whatever fails, and then throws the first error: nothing is still under way, writing
 * perhaps, when the step reports its failure.
 */
const settled = async (work) => {
    const results = await Promise.allSettled(work);
    for (const result of results)
        if (result.status === 'rejected')
            throw result.reason;
    return results.map(result => (result.status === 'fulfilled' ? result.value : undefined));
};


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/** A text as code, in a table too. Text with signs that would end the code is written in HTML. */
const code = (text) => /[`|\r\n]/.test(text)
    ? `<code>${text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~]/g, sign => `&#${sign.charCodeAt(0)};`)}</code>`
    : `\`${text}\``;
/** A table; the cells are Markdown. */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
/** A label in a Mermaid picture; `<br>` breaks the line. */
const label = (text) => `"${text
    .replace(/[\r\n]+/g, ' ')
    .split('<br>')
    .map(line => line.replace(/[#"<>&`]/g, sign => `#${sign.charCodeAt(0)};`))
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

/***/ 2171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dv: () => (/* binding */ findRelease),
/* harmony export */   nL: () => (/* binding */ releaseOfHost),
/* harmony export */   uh: () => (/* binding */ releaseNames),
/* harmony export */   y2: () => (/* binding */ releaseOfImage)
/* harmony export */ });
/* unused harmony export windowsReleases */
const windows = (name, build, endOfSupport, more = {}) => ({ os: 'windows', name, build, endOfSupport, aliases: [], architecture: 'amd64', ...more });
/**
 * Builds: hcsshim osversion/windowsbuilds.go. Ends of support: Microsoft's lifecycle of the base images (the end of
 * security updates for LTSC releases). Newest first.
 */
const windowsReleases = [
    windows('ltsc2025', 26100, '2034-10-10', { runner: 'windows-2025' }),
    windows('ltsc2025-arm64', 26100, '2034-10-10', { architecture: 'arm64' }),
    windows('ltsc2022', 20348, '2031-10-14', { runner: 'windows-2022' }),
    windows('20H2', 19042, '2022-08-09'),
    windows('2004', 19041, '2021-12-14'),
    windows('1909', 18363, '2021-05-11'),
    windows('1903', 18362, '2020-12-08'),
    windows('ltsc2019', 17763, '2029-01-09', { aliases: ['1809'] }),
    windows('1803', 17134, '2019-11-12'),
    windows('1709', 16299, '2019-04-09'),
    windows('ltsc2016', 14393, '2027-01-12', { aliases: ['sac2016'] })
];
const linuxPlatforms = [
    { os: 'linux', name: 'linux-amd64', architecture: 'amd64' },
    { os: 'linux', name: 'linux-arm64', architecture: 'arm64' },
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
