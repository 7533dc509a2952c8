export const id = 556;
export const ids = [556];
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

/***/ 9556:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  assemble: () => (/* binding */ assemble)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/time.ts
var time = __webpack_require__(292);
// EXTERNAL MODULE: ./src/common/json.ts
var common_json = __webpack_require__(9927);
// EXTERNAL MODULE: ./src/windows/path.ts
var windows_path = __webpack_require__(3110);
// EXTERNAL MODULE: ./src/oci/document.ts + 1 modules
var oci_document = __webpack_require__(6769);
// EXTERNAL MODULE: ./src/oci/history.ts
var oci_history = __webpack_require__(633);
// EXTERNAL MODULE: ./src/oci/labels.ts
var labels = __webpack_require__(7774);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
// EXTERNAL MODULE: ./src/oci/rebase.ts
var rebase = __webpack_require__(5077);
;// CONCATENATED MODULE: ./src/oci/assemble.ts








/** PATH in a container whose image does not set it, as BuildKit writes it (util/system path.go). */
const defaultPath = 'c:\\Windows\\System32;c:\\Windows';
const splitVariable = (variable) => {
    const equals = variable.indexOf('=');
    return equals < 0 ? [variable, ''] : [variable.slice(0, equals), variable.slice(equals + 1)];
};
/**
 * The variables of a base with further ones. `Path` and `PATH` are the same on Windows: the name is kept as the base
 * writes it. A variable can refer to those before it; a reference to an unknown one is kept too, as in cmd.exe.
 *
 * @param base as image configs hold them: `NAME=value`
 */
const mergeEnv = (base, added) => {
    const variables = new Map(base.map(splitVariable).map(([name, value]) => [(0,windows_path/* foldCase */.SP)(name), [name, value]]));
    const valueOf = (name) => variables.get((0,windows_path/* foldCase */.SP)(name))?.[1] ?? ((0,windows_path/* foldCase */.SP)(name) === 'PATH' ? defaultPath : undefined);
    for (const [name, value] of added) {
        const filled = value.replace(/%([^%=]+)%|\$\{([^{}=]+)\}/g, (whole, percent, braces) => valueOf(percent ?? braces ?? '') ?? whole);
        variables.set((0,windows_path/* foldCase */.SP)(name), [variables.get((0,windows_path/* foldCase */.SP)(name))?.[0] ?? name, filled]);
    }
    return [...variables.values()].map(([name, value]) => `${name}=${value}`);
};
/** Members that say how the base itself was made (docker's config, moby image.go). */
const buildMembers = new Set(['container', 'container_config', 'parent', 'docker_version']);
const isBuildMember = (name) => buildMembers.has(name) || name.startsWith('moby.buildkit.');
const runConfig = (base, labels, settings) => {
    const { entrypoint, cmd, env, workdir, user, expose } = settings;
    const ports = Object.fromEntries(expose.map(port => [port, {}]));
    // The base's Cmd holds arguments for the base's Entrypoint, and ArgsEscaped is about that one too. ONBUILD is for builds.
    const { Cmd, ArgsEscaped, OnBuild, ...rest } = base;
    const inherited = entrypoint === undefined && cmd === undefined ? (0,defined/* defined */.s)({ Cmd, ArgsEscaped }) : {};
    const variables = (0,common_json/* asArray */._j)(base.Env).flatMap(item => (0,common_json/* asString */.oJ)(item) ?? []);
    return {
        ...rest,
        ...inherited,
        ...(0,defined/* defined */.s)({
            Env: env.length === 0 ? undefined : mergeEnv(variables, env),
            Entrypoint: entrypoint,
            Cmd: cmd,
            WorkingDir: workdir,
            User: user,
            ExposedPorts: expose.length === 0 ? undefined : { ...(0,common_json/* asRecord */.qY)(base.ExposedPorts), ...ports }
        }),
        Labels: labels
    };
};
/** Steps as BuildKit writes them (dockerfile2llb convert.go, commitToHistory). */
const stepsOf = ({ entrypoint, cmd, env, workdir, user, expose }) => [
    ...env.map(([name, value]) => `ENV ${name}=${value}`),
    ...(workdir === undefined ? [] : [`WORKDIR ${workdir}`]),
    ...(user === undefined ? [] : [`USER ${user}`]),
    ...expose.map(port => `EXPOSE ${port}`),
    ...(entrypoint === undefined ? [] : [`ENTRYPOINT ${JSON.stringify(entrypoint)}`]),
    ...(cmd === undefined ? [] : [`CMD ${JSON.stringify(cmd)}`])
];
/**
 * Puts a layer and settings onto a base: the image that a Dockerfile with COPY, ENV, ENTRYPOINT and so on would make of
 * it. Media types are of the base's family. The same arguments give the same bytes.
 *
 * @param created RFC 3339
 */
const assembleImage = (base, layer, settings, created) => {
    const { manifest } = base;
    const { json } = base.config;
    const step = { created, comment: oci_history/* ownComment */.w };
    const config = (0,oci_document/* writeDocument */.ft)(manifest.config.mediaType, {
        ...Object.fromEntries(Object.entries(json).filter(([name]) => !isBuildMember(name))),
        created,
        config: runConfig((0,common_json/* asRecord */.qY)(json.config), { ...(0,labels/* inheritedLabels */.Sv)(base.config.labels), ...settings.labels }, settings),
        rootfs: { type: 'layers', diff_ids: [...base.config.diffIds, layer.diffId] },
        history: [
            ...(0,common_json/* asArray */._j)(json.history),
            { ...step, created_by: layer.createdBy },
            ...stepsOf(settings).map(createdBy => ({ ...step, created_by: createdBy, empty_layer: true }))
        ]
    });
    const ofBase = (0,rebase/* layersOf */.w)(base, manifest.mediaType);
    const own = {
        mediaType: (0,media_types/* layerTypeIn */.v5)(manifest.mediaType, 'application/vnd.docker.image.rootfs.diff.tar.gzip'),
        digest: layer.digest,
        size: layer.size
    };
    return {
        manifest: (0,oci_document/* writeDocument */.ft)(manifest.mediaType, {
            schemaVersion: 2,
            mediaType: manifest.mediaType,
            config: (0,oci_document/* descriptorJson */.mh)({ mediaType: config.mediaType, digest: config.digest, size: config.bytes.length }),
            layers: [...ofBase, own].map(oci_document/* descriptorJson */.mh)
        }),
        config,
        ofBase,
        layer: own
    };
};

// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/registry/publish.ts + 1 modules
var publish = __webpack_require__(7185);
// EXTERNAL MODULE: ./src/registry/targets.ts
var targets = __webpack_require__(9825);
// EXTERNAL MODULE: ./src/runner/progress.ts
var progress = __webpack_require__(667);
// EXTERNAL MODULE: ./src/report/leg-outputs.ts
var leg_outputs = __webpack_require__(1085);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/assemble.ts



const titleOf = (legs) => {
    const outcomes = new Set(legs.map(({ outcome }) => outcome));
    if (outcomes.has('published'))
        return 'Assembled';
    return outcomes.has('not written') ? 'Dry run' : 'Unchanged';
};
/** A line for each layer, which names its releases where there are several. */
const describeLayers = (legs) => {
    const sizes = new Map(legs.map(({ layer: { digest, size } }) => [digest, size]));
    return [...sizes].map(([digest, size]) => {
        const releases = legs.filter(({ layer }) => layer.digest === digest).map(({ release }) => release.name);
        const which = sizes.size > 1 ? ` for ${releases.join(', ')}` : '';
        return `The layer of the files${which}: ${(0,markdown/* code */.aY)(digest)}, ${(0,progress/* formatBytes */.z)(size)}`;
    });
};
/** The outputs and the step summary of assembled images. */
const assembleResult = (legs) => {
    const outputs = (0,leg_outputs/* legOutputs */.F)(legs.map(leg => ({ ...leg, release: leg.release.name, base: { name: leg.baseName, digest: leg.baseDigest } })), legs.flatMap(({ references }) => references));
    return {
        outputs: {
            ...outputs,
            unchanged: String(legs.every(({ outcome }) => outcome === 'unchanged')),
            metadata: JSON.stringify({
                images: legs.map(({ release, osVersion, ...leg }) => ({
                    release: release.name,
                    'os.version': osVersion,
                    ...leg
                }))
            })
        },
        summary: [
            `### ${titleOf(legs)}: ${(0,markdown/* code */.aY)(outputs.reference)}`,
            (0,markdown/* table */.tp)(['Release', 'OS version', 'Base', 'Image', 'Digest', ''], legs.map(leg => [
                leg.release.name,
                (0,markdown/* code */.aY)(leg.osVersion),
                (0,markdown/* code */.aY)(leg.baseName),
                leg.references.map(markdown/* code */.aY).join('<br>'),
                (0,markdown/* code */.aY)(leg.digest),
                leg.outcome === 'not written' ? 'not written (dry run)' : leg.outcome
            ])),
            ...describeLayers(legs),
            ''
        ].join('\n\n')
    };
};

// EXTERNAL MODULE: ./src/runner/temp-dir.ts
var temp_dir = __webpack_require__(3672);
// EXTERNAL MODULE: ./src/common/refused-error.ts
var refused_error = __webpack_require__(1690);
// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
// EXTERNAL MODULE: ./src/oci/entries.ts
var entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/registry/old-base.ts
var old_base = __webpack_require__(3650);
;// CONCATENATED MODULE: ./src/modes/assemble-bases.ts








/** Why the config of a base is not for a release; undefined where it is. */
const releaseProblem = ({ reference, config, release }) => {
    const mismatch = (0,entries/* platformMismatch */.ky)(config.platform, release);
    if (mismatch === undefined)
        return undefined;
    return {
        input: 'base-image',
        what: `${(0,oci_reference/* formatReference */.FH)(reference)} is for ${mismatch.is}, not for ${release.name} (${mismatch.wanted})`,
        remedy: 'Put {{release}} into its tag, like name:tag-{{release}}'
    };
};
const layerProblem = (base) => {
    const why = (0,rebase/* countsProblem */._i)(base);
    const what = `nothing can be added to ${(0,oci_reference/* formatReference */.FH)(base.reference)}`;
    return why === undefined ? undefined : { input: 'base-image', what, why };
};
const compressionProblem = ({ reference, manifest }) => (0,media_types/* isDockerType */.$F)(manifest.mediaType) && (0,media_types/* needsOciManifest */.EC)(manifest.layers)
    ? {
        input: 'base-image',
        what: `${(0,oci_reference/* formatReference */.FH)(reference)} has layers compressed with zstd, which an image of Docker's media types, as it is one, cannot have`,
        remedy: 'Use a base with OCI media types'
    }
    : undefined;
const readOne = async (template, release, registry) => {
    const image = await (0,old_base/* readNewBase */.w1)(registry, (0,base_reference/* baseOfRelease */.Y6)(template, release), release);
    const base = { ...image, config: await image.client.config(image.manifest), release };
    const problem = releaseProblem(base) ?? layerProblem(base) ?? compressionProblem(base);
    if (problem !== undefined)
        throw new refused_error/* RefusedError */.f([problem]);
    return base;
};
/**
 * Reads the base of every release, whose own config has to say that it is one.
 *
 * @param follow notes what becomes of the base of a release
 * @throws RefusedError with every base that cannot be used
 */
const readBases = (template, releases, registry, follow) => (0,await_all/* awaitAllOrRefuse */.F)(releases.map(release => follow(release, readOne(template, release, registry))), 'The bases cannot be used');

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./src/oci/layer.ts

/** Attributes of Windows (hcsshim backuptar): FILE_ATTRIBUTE_DIRECTORY and FILE_ATTRIBUTE_ARCHIVE. */
const attributes = { directory: '16', file: '32' };
/** The type of file in a mode, which tar also has in a field of its own; BuildKit writes both. */
const kinds = { directory: 0o40000, file: 0o100000 };
const permissions = { directory: 0o755, file: 0o644 };
/**
 * Security descriptors, self-relative and in base64, as BuildKit gives them to what it copies:
 * owned by administrators; administrators and the system may do all, users read and execute. In a folder users may
 * also make files, as in every folder under C:\.
 */
const descriptors = {
    // O:BAG:SYD:(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;LC;;;BU)(A;CI;DC;;;BU)
    directory: 'AQAEgBQAAAAkAAAAAAAAADAAAAABAgAAAAAABSAAAAAgAgAAAQEAAAAAAAUSAAAAAgCoAAcAAAAAAxgA/wEfAAECAAAAAAAFIAAAACACAAAAAxQA/wEfAAEBAAAAAAAFEgAAAAAAGAD/AR8AAQIAAAAAAAUgAAAAIAIAAAALFAAAAAAQAQEAAAAAAAMAAAAAAAMYAKkAEgABAgAAAAAABSAAAAAhAgAAAAIYAAQAAAABAgAAAAAABSAAAAAhAgAAAAIYAAIAAAABAgAAAAAABSAAAAAhAgAA',
    // O:BAG:SYD:(A;;FA;;;BA)(A;;FA;;;SY)(A;;0x1200a9;;;BU)
    file: 'AQAEgBQAAAAkAAAAAAAAADAAAAABAgAAAAAABSAAAAAgAgAAAQEAAAAAAAUSAAAAAgBMAAMAAAAAABgA/wEfAAECAAAAAAAFIAAAACACAAAAABQA/wEfAAEBAAAAAAAFEgAAAAAAGACpABIAAQIAAAAAAAUgAAAAIQIAAA=='
};
/** The ustar header only has room for short ASCII names; others need a PAX record. */
const needsRecord = (name) => /[^\u0020-\u007e]/.test(name) || name.length > 100;
const headerOf = ({ name, type, size, mode }, mtime, more = {}) => ({
    name,
    type,
    size,
    mode: kinds[type] | mode,
    mtime: new Date(mtime * 1000),
    // In the order of their keys, as Go's writer sorts them.
    pax: {
        'LIBARCHIVE.creationtime': `${mtime}.0`,
        'MSWINDOWS.fileattr': attributes[type],
        ...more,
        ...(0,defined/* defined */.s)({ path: needsRecord(name) ? name : undefined })
    }
});
/** The two roots of a Windows layer: registry hives, of which there are none here, and files. */
const rootOf = (name, mtime) => headerOf({ name, type: 'directory', size: 0, mode: 0 }, mtime);
/** The members that stand before all files (BuildKit util/winlayers/differ.go). */
const layerRoots = (mtime) => [rootOf('Hives', mtime), rootOf('Files', mtime)];
/**
 * The header of a file or folder in a Windows layer, as BuildKit writes it (util/winlayers/differ.go): beneath
 * `Files/`, with the attributes, times and security descriptor that Windows gives the file when it unpacks the layer
 * (hcsshim backuptar). Modes are the same whatever the machine that packs.
 *
 * @param mtime seconds since 1970
 */
const layerHeader = ({ names, size }, mtime) => {
    const type = size === undefined ? 'directory' : 'file';
    const name = `Files/${names.join('/')}${size === undefined ? '/' : ''}`;
    const member = { name, type, size: size ?? 0, mode: permissions[type] };
    return headerOf(member, mtime, { 'MSWINDOWS.rawsd': descriptors[type] });
};

// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
;// CONCATENATED MODULE: ./src/files/files-error.ts

/** A file that cannot become part of an image. */
class FilesError extends user_error/* UserError */.yo {
    name = 'FilesError';
    /** @param what names the file */
    constructor(what, remedy, cause) {
        super({ input: 'files', what, remedy, cause });
    }
}

// EXTERNAL MODULE: ./src/common/path-within.ts
var path_within = __webpack_require__(8488);
;// CONCATENATED MODULE: ./src/files/walk.ts





/** What a file keeps while it is renamed, and what another file in its place does not have. */
const identityOf = ({ dev, ino }) => `${dev}:${ino}`;
/** Entries of one layer. */
const maxEntries = 1_000_000;
/** How often folders may be visited that were visited before. Folders with links to each other are so without end. */
const maxRepeats = 2000;
const kindOf = (stats) => (stats.isSocket() ? 'a socket' : stats.isFIFO() ? 'a pipe' : 'a device');
/** Where a path leads to when links are followed. */
const follow = async (path, shown, root) => {
    let real;
    try {
        real = await (0,promises_.realpath)(path);
    }
    catch (cause) {
        throw new FilesError(`'${shown}' is a broken link`, 'remove the link, or create what it leads to before this step', cause);
    }
    if ((0,path_within/* pathWithin */.R)(root, real) !== undefined)
        return real;
    throw new FilesError(`'${shown}' links to '${real}', outside the workspace`, 'copy what the image needs into the workspace first');
};
/** actions/checkout leaves a token in the repository. Links and other names lead there too. */
const checkRepository = (real, shown, root) => {
    const names = ((0,path_within/* pathWithin */.R)(root, real) ?? '').split(external_node_path_.sep);
    if (!names.some(name => name.toLowerCase() === '.git'))
        return;
    const place = names.join('/');
    const what = shown.split(external_node_path_.sep).join('/') === place ? `'${shown}'` : `'${shown}' leads to '${place}', which`;
    throw new FilesError(`${what} belongs to a git repository, with its history and perhaps a login`, 'name the files and folders that the image needs, and remove links to the repository');
};
const checkNames = (names, shown) => {
    try {
        (0,windows_path/* checkPath */.Cg)(names);
    }
    catch (cause) {
        if (!(cause instanceof windows_path/* PathError */.ER))
            throw cause;
        throw new FilesError(`'${shown}' cannot be in an image: ${cause.reason}`, 'rename it, or leave it out', cause);
    }
};
/** @param ancestors the real paths of the folders around it */
const visit = async ({ names, source, path }, ancestors, walk) => {
    walk.count();
    checkNames(names, source);
    const own = await (0,promises_.lstat)(path, { bigint: true });
    const real = own.isSymbolicLink() ? await follow(path, source, walk.root) : path;
    checkRepository(real, source, walk.root);
    const stats = own.isSymbolicLink() ? await (0,promises_.stat)(real, { bigint: true }) : own;
    if (stats.isFile())
        return [{ names, source, path: real, size: Number(stats.size), identity: identityOf(stats) }];
    if (!stats.isDirectory())
        throw new FilesError(`'${source}' is ${kindOf(stats)}, not a file or folder`, 'leave it out');
    if (ancestors.includes(real))
        throw new FilesError(`'${source}' links to a folder that contains it`, 'remove the link');
    return visitFolder({ names, source, path: real }, ancestors, walk);
};
const visitFolder = async (folder, ancestors, walk) => {
    walk.enter(folder.path);
    const children = await (0,promises_.readdir)(folder.path);
    const entries = await Promise.all(children.map(name => visit({ names: [...folder.names, name], source: (0,external_node_path_.join)(folder.source, name), path: (0,external_node_path_.join)(folder.path, name) }, [...ancestors, folder.path], walk)));
    return [...(folder.names.length === 0 ? [] : [folder]), ...entries.flat()];
};
/** Bounds how often links lead to the same folders; a folder may have several targets. */
const boundRepeats = () => {
    const folders = new Set();
    let repeats = 0;
    return real => {
        if (folders.has(real) && ++repeats > maxRepeats)
            throw new FilesError(`links lead to the same folders more than ${maxRepeats} times`, 'remove links between folders');
        folders.add(real);
    };
};
const findMapping = async ({ local, target }, walk) => {
    const path = (0,external_node_path_.resolve)(walk.root, local);
    if ((0,path_within/* pathWithin */.R)(walk.root, path) === undefined)
        throw new FilesError(`'${local}' is outside the workspace`, 'copy what the image needs into the workspace first');
    const stats = await (0,promises_.stat)(path).catch((cause) => {
        const remedy = /[*?[]/.test(local)
            ? 'name the folder instead of a pattern'
            : 'create it before this step, and check the path';
        throw new FilesError(`'${local}' cannot be read`, remedy, cause);
    });
    const names = stats.isFile() && target.folder ? [...target.names, (0,external_node_path_.basename)(path)] : target.names;
    return visit({ names, source: local, path: await follow(path, local, walk.root) }, [], walk);
};
/**
 * Finds what the mappings name: a folder with everything in it; a file under the name that its target gives, or in the
 * folder that the target is. Links are followed, and what they lead to is taken.
 *
 * @param workspace empty: the current folder
 * @throws FilesError for what is outside the workspace, not a file, or not possible on Windows
 */
const findFiles = async (workspace, mappings) => {
    // What is still being read when the walk has failed is not followed any further.
    const walking = new AbortController();
    let entries = 0;
    const count = () => {
        walking.signal.throwIfAborted();
        if (++entries > maxEntries)
            throw new FilesError(`there are more than ${maxEntries} files and folders`, 'look for links to other folders');
    };
    const root = await (0,promises_.realpath)((0,external_node_path_.resolve)(workspace)).catch((cause) => {
        throw new FilesError(`the workspace '${(0,external_node_path_.resolve)(workspace)}' cannot be read`, 'check GITHUB_WORKSPACE', cause);
    });
    try {
        return (await Promise.all(mappings.map(mapping => findMapping(mapping, { root, count, enter: boundRepeats() })))).flat();
    }
    catch (cause) {
        walking.abort();
        if (cause instanceof FilesError)
            throw cause;
        throw new FilesError(`the files cannot be read: ${cause.message}`, 'check their permissions', cause);
    }
};

;// CONCATENATED MODULE: ./src/files/pack.ts









/** Bytes that are read, hashed and compressed at a time. */
const chunkSize = 256 * 1024;
/** RFC 1952, without time and name, and with 255 (unknown) for the system, which zlib fills in differently on each. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** Replaces the header of zlib by ours. */
const withOwnHeader = () => {
    let seen = 0;
    return new external_node_stream_.Transform({
        transform(chunk, _, done) {
            if (seen < gzipHeader.length)
                gzipHeader.copy(chunk, 0, seen);
            seen += chunk.length;
            done(undefined, chunk);
        }
    });
};
/** A stream that hashes and counts what passes through it. */
const hashingStream = () => {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    return {
        through: new external_node_stream_.Transform({
            transform(chunk, _, done) {
                hash.update(chunk);
                bytes += chunk.length;
                done(undefined, chunk);
            }
        }),
        digest: () => `sha256:${hash.digest('hex')}`,
        bytes: () => bytes
    };
};
/** Reads a file that lies there itself, without waiting for the other end of a pipe. Windows has no such flags. */
const readFlags = process.platform === 'win32' ? external_node_fs_.constants.O_RDONLY : external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
/** The content of a file, which must be the file that was found, with the size that its header says. */
async function* contentOf({ path, source, identity }, size) {
    const changed = (cause) => new FilesError(`'${source}' changed while it was packed`, 'end what writes to it before this step', cause);
    const file = await (0,promises_.open)(path, readFlags).catch((cause) => {
        throw cause.code === 'ELOOP' ? changed(cause) : cause;
    });
    try {
        const stats = await file.stat({ bigint: true });
        // A folder around it may be a link now; then another file was opened, or the walk has found one that is not below.
        const isSame = identityOf(stats) === identity && (await (0,promises_.realpath)(path)) === path;
        if (!isSame || Number(stats.size) !== size)
            throw changed();
        for (let remaining = size; remaining > 0;) {
            const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(remaining, chunkSize)));
            if (bytesRead === 0)
                throw changed();
            yield buffer.subarray(0, bytesRead);
            remaining -= bytesRead;
        }
    }
    finally {
        await file.close();
    }
}
/** Writes all entries, as fast as the archive is compressed. */
const writeEntries = async (controller, entries, mtime) => {
    const add = async (header, content) => {
        const member = controller.add(header).getWriter();
        if (content !== undefined)
            for await (const chunk of content)
                await member.write(chunk);
        await member.close();
    };
    for (const root of layerRoots(mtime))
        await add(root);
    for (const entry of entries) {
        const content = 'path' in entry && entry.size !== undefined ? contentOf(entry, entry.size) : undefined;
        await add(layerHeader(entry, mtime), content);
    }
    controller.finalize();
};
/**
 * Packs files into a layer for Windows, in one pass: read, hashed, compressed, hashed again and written to a file. The
 * same entries give the same archive on every machine.
 *
 * @param entries in the order of the archive
 * @param mtime of everything, in seconds since 1970
 * @param path of the file to write
 * @throws FilesError when a file cannot be read, or changes, or there is no room
 */
const packLayer = async (entries, mtime, path) => {
    const { createTarPacker } = await __webpack_require__.e(/* import() */ 561).then(__webpack_require__.bind(__webpack_require__, 1942));
    const { readable, controller } = createTarPacker();
    const [archive, compressed] = [hashingStream(), hashingStream()];
    const entriesWritten = writeEntries(controller, entries, mtime).catch((error) => {
        controller.error(error);
        throw error;
    });
    const file = (0,external_node_fs_.createWriteStream)(path);
    const closed = new Promise(resolve => file.once('close', resolve));
    const writing = (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.fromWeb(readable), archive.through, (0,external_node_zlib_.createGzip)({ chunkSize }), withOwnHeader(), compressed.through, file);
    try {
        // The caller removes the folder next, and Windows cannot remove a file that is still open.
        const [filled, written] = await Promise.allSettled([entriesWritten, writing, closed]);
        for (const part of [filled, written])
            if (part.status === 'rejected')
                throw part.reason;
    }
    catch (cause) {
        if (cause instanceof FilesError)
            throw cause;
        throw new FilesError(`the files cannot be packed: ${cause.message}`, 'check that every file is readable, and that RUNNER_TEMP has room for all of them, compressed', cause);
    }
    return {
        open: () => (0,external_node_fs_.createReadStream)(path),
        diffId: archive.digest(),
        digest: compressed.digest(),
        size: compressed.bytes()
    };
};

// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
;// CONCATENATED MODULE: ./src/oci/layer-tree.ts


/** Files that cannot be in one layer together; the message names them. */
class LayerError extends user_error/* UserError */.yo {
    name = 'LayerError';
}
const isFile = ({ size }) => size !== undefined;
/** @throws LayerError where two entries of the same path are not the same folder */
const checkPair = (known, entry) => {
    const [path, other] = [(0,windows_path/* formatPath */.jV)(entry.names), (0,windows_path/* formatPath */.jV)(known.names)];
    if (path !== other) {
        throw new LayerError({
            what: `${other} (from '${known.source}') and ${path} (from '${entry.source}') differ only in case, and are the same on Windows`
        });
    }
    const sources = `from '${known.source}' and from '${entry.source}'`;
    if (isFile(known) !== isFile(entry))
        throw new LayerError({ what: `${path} is both a file and a folder: ${sources}` });
    if (isFile(known))
        throw new LayerError({ what: `${path} is two files: ${sources}` });
};
const compareNames = (a, b) => {
    const at = a.findIndex((name, index) => name !== b[index]);
    const [left, right] = [a[at], b[at]];
    if (left === undefined || right === undefined)
        return a.length - b.length;
    return left < right ? -1 : 1;
};
/**
 * The entries, and the folders that they are in, as they stand in a layer: each folder before its content, sorted by
 * names.
 *
 * @throws LayerError where a path would be two things
 */
const arrange = (entries) => {
    const places = new Map();
    const add = (entry) => {
        const key = entry.names.map(windows_path/* foldCase */.SP).join('/');
        const known = places.get(key);
        if (known === undefined)
            places.set(key, entry);
        else
            checkPair(known, entry);
    };
    for (const entry of entries) {
        for (let depth = 1; depth < entry.names.length; depth++)
            add({ names: entry.names.slice(0, depth), source: entry.source });
        add(entry);
    }
    return [...places.values()].sort((a, b) => compareNames(a.names, b.names));
};

;// CONCATENATED MODULE: ./src/modes/assemble-layer.ts






/**
 * The working folder as an entry of the layer, since a container does not start in one that is missing. The folders of
 * Windows itself are left alone: they have rights that have to stay.
 */
const workdirEntries = (workdir) => workdir === undefined || workdir.names.length === 0 || (0,windows_path/* isOfWindows */.Dt)(workdir.names)
    ? []
    : [{ names: workdir.names, source: 'workdir' }];
/** Warns of a working folder inside Windows' own ones that the layer does not hold: the base is not searched for it. */
const checkWorkdir = (workdir, entries, log) => {
    if (workdir === undefined || workdir.names.length < 2 || !(0,windows_path/* isOfWindows */.Dt)(workdir.names))
        return;
    const path = (0,windows_path/* formatPath */.jV)(workdir.names);
    if (entries.some(({ names, size }) => size === undefined && (0,windows_path/* foldCase */.SP)((0,windows_path/* formatPath */.jV)(names)) === (0,windows_path/* foldCase */.SP)(path)))
        return;
    log.warning(`Input 'workdir': ${path} is not created, because Windows' own folders keep the rights that the base gives them. A container starts only if the base has it: otherwise use a folder of your own, like C:\\app.`);
};
/**
 * Finds the files, and puts them into the order of the layer, with the folders that they are in.
 *
 * @throws FilesError for a file that cannot be in an image, InputError for files that cannot be in one together
 */
const findEntries = async ({ files, workdir }, workspace, log) => {
    const found = await findFiles(workspace, files);
    try {
        const entries = arrange([...found, ...workdirEntries(workdir)]);
        checkWorkdir(workdir, entries, log);
        return entries;
    }
    catch (error) {
        if (!(error instanceof LayerError))
            throw error;
        throw new errors/* InputError */.dz('files', error.reason, 'rename one, or leave it out', error);
    }
};
/** The last second that the header of an archive can hold, since 1970. */
const lastSecond = 0o77777777777;
/**
 * Packs the layer.
 *
 * @param mtime of all entries, in seconds since 1970
 * @param path of the file to write
 */
const packEntries = async (entries, mtime, path, log) => {
    const layer = await packLayer(entries, Math.min(mtime, lastSecond), path);
    const sizes = entries.flatMap(({ size }) => size ?? []);
    const bytes = (0,progress/* formatBytes */.z)(sizes.reduce((sum, size) => sum + size, 0));
    log.info(`Packed ${sizes.length} files (${bytes}) into ${layer.digest} (${(0,progress/* formatBytes */.z)(layer.size)})`);
    return layer;
};

// EXTERNAL MODULE: ./src/modes/leg-tags.ts
var leg_tags = __webpack_require__(1728);
// EXTERNAL MODULE: ./src/modes/nothing-written.ts
var nothing_written = __webpack_require__(5855);
;// CONCATENATED MODULE: ./src/modes/assemble.ts
















/** The same for releases that get the same layer. */
const contentKey = ({ files, workdir }) => JSON.stringify([files, workdir]);
/** Adds files to the base of every release, as one layer, without an engine and without Windows. */
const assemble = (inputs, { registry, log, journal, rememberSpool }) => (0,temp_dir/* withTempDir */.E)('assemble', async (directory) => {
    rememberSpool(directory);
    const { baseImage, releases, push, sourceDateEpoch, workspace } = inputs;
    const rights = push ? 'pull,push' : 'pull';
    const clients = inputs.images.map(image => registry.open(image, rights));
    const nameOf = (release) => (0,oci_reference/* formatReference */.FH)({ ...inputs.images[0], tag: inputs.legTag(release) });
    journal.plan(releases.map(nameOf));
    (0,leg_tags/* checkTags */.MK)(inputs);
    await (0,leg_tags/* checkLegTags */.Eb)(inputs, releases, registry);
    const contents = new Map(releases.map(inputs.legInputs).map(leg => [contentKey(leg), leg]));
    // Whatever can be refused is refused before the files are packed.
    const [bases, targets, found] = await (0,await_all/* awaitAll */.A)([
        readBases(baseImage, releases, registry, (release, reading) => journal.follow(nameOf(release), 'base found', reading)),
        (0,await_all/* awaitAll */.A)(releases.map(release => readTargets(inputs.legTag(release), clients))),
        (0,await_all/* awaitAll */.A)([...contents].map(async ([key, leg]) => ({ key, entries: await findEntries(leg, workspace, log) })))
    ]);
    const layers = new Map();
    for (const { key, entries } of found) {
        const path = (0,external_node_path_.join)(directory, `layer-${layers.size}.tar.gz`);
        // Without a time of its own the layer stays the same as long as its files do, whatever the commit.
        layers.set(key, await packEntries(entries, sourceDateEpoch ?? 0, path, log));
    }
    const legs = bases.flatMap((base, i) => {
        const leg = inputs.legInputs(base.release);
        const layer = layers.get(contentKey(leg));
        if (layer === undefined)
            return [];
        return [{ base, layer, image: addLayer(base, layer, leg, inputs), targets: targets[i] ?? [] }];
    });
    const stale = legs.filter(leg => !isUnchanged(leg));
    if (push) {
        await pushParts(stale, registry);
        const writes = stale.flatMap(leg => leg.targets.map(target => ({ target, content: leg.image.manifest })));
        const written = await (0,publish/* publishAll */.V7)(writes, registry.policy, { reconsider: (0,leg_tags/* reconsiderLegs */.KD)(writes, inputs) });
        journal.published(written.map(({ name }) => name));
    }
    (0,nothing_written/* logNothingWritten */.t)(push, stale.length === 0, log);
    return assembleResult(legs.map(leg => describe(leg, push)));
});
const readTargets = (tag, clients) => (0,await_all/* awaitAll */.A)(clients.map(client => (0,targets/* readTarget */._E)(client, tag, 'digest')));
/** RFC 3339; undefined where the inputs give no time. */
const createdOf = ({ sourceDateEpoch }) => sourceDateEpoch === undefined ? undefined : (0,time/* formatTime */.fU)(sourceDateEpoch);
const labelsOf = (base, fromUser, inputs) => (0,labels/* imageLabels */.J0)({
    revision: inputs.revision,
    base,
    fromUser,
    defaults: (0,defined/* defined */.s)({ version: inputs.version, created: createdOf(inputs) })
});
const addLayer = (base, layer, leg, inputs) => {
    const copied = leg.files.map(({ local, target }) => `${local} => ${(0,windows_path/* formatPath */.jV)(target.names)}`).join(', ');
    // Without a time of its own an image is as old as its base: the same files make the same image again.
    const created = createdOf(inputs) ?? base.config.created ?? (0,time/* formatTime */.fU)(0);
    const settings = { ...leg.settings, labels: labelsOf(base, leg.settings.labels, inputs) };
    return assembleImage(base, { ...layer, createdBy: `COPY ${copied}` }, settings, created);
};
const isUnchanged = ({ image, targets }) => targets.every(({ current }) => current === image.manifest.digest);
/** Pushes everything that the images consist of before the first tag changes: layers, then configs. */
const pushParts = async (legs, registry) => {
    const clients = legs[0]?.targets.map(({ client }) => client) ?? [];
    const layers = new Map(legs.map(({ layer, image }) => [layer, image.layer]));
    await (0,await_all/* awaitAll */.A)([
        ...[...layers].map(([{ open }, blob]) => registry.uploadToAll({ blob, open }, clients)),
        ...legs.flatMap(({ base, image }) => clients.map(async (client) => {
            await registry.copyBlobs(base.client, client, image.ofBase);
            await registry.uploadContent(client, image.config);
        }))
    ]);
};
const describe = (leg, push) => {
    const { base, image, targets, layer } = leg;
    return {
        release: base.release,
        osVersion: base.config.platform.osVersion ?? '',
        baseName: (0,labels/* baseNameOf */.mv)(base.reference),
        baseDigest: base.digest,
        references: targets.map(({ client, tag }) => (0,oci_reference/* formatReference */.FH)({ ...client.repository, tag })),
        digest: image.manifest.digest,
        imageId: image.config.digest,
        layer: { digest: layer.digest, diffId: layer.diffId, size: layer.size },
        outcome: isUnchanged(leg) ? 'unchanged' : push ? 'published' : 'not written'
    };
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

/***/ 633:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ runSteps),
/* harmony export */   w: () => (/* binding */ ownComment)
/* harmony export */ });
/** Instructions of a Dockerfile that do not run anything in a container of the base. */
const harmless = 'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';
/** The comment of the steps that mode `assemble` makes. */
const ownComment = 'win-multiarch';
/** Builders that write the bare instruction have one of these comments (BuildKit dockerfile2llb convert.go, commitToHistory). */
const commentsOfBare = ['buildkit.dockerfile.v0', ownComment];
const bare = new RegExp(`^(?:${harmless})(?:\\s|$)`);
/** The classic builder writes the shell that was set, a mark, and the instruction (moby dispatchers.go). */
const classic = new RegExp(`^(.*?)\\s?#\\(nop\\)\\s+(${harmless})\\b\\s*(.*)$`, 's');
/** The shells that stand before the mark unless SHELL sets another: Windows, Linux. */
const defaultShells = ['', 'cmd /S /C', '/bin/sh -c'];
/**
 * The steps from a position on that ran something in a container, as they are written. A step that is not recognised
 * counts as one: it may have changed anything. A RUN cannot disguise itself as another step. The classic builder writes a
 * bare `ADD x` for `RUN ["ADD", "x"]`, so a bare instruction needs the comment that no RUN has, and the mark needs the
 * shell of that time before it.
 *
 * @param history of the whole image: a shell may have been set by its base
 */
const runSteps = (history, from) => {
    const shells = new Set(defaultShells);
    const ran = history.filter(({ createdBy, comment }, position) => {
        const [, shell = '', instruction, rest = ''] = classic.exec(createdBy) ?? [];
        // SHELL is written behind the shell that it sets: powershell -Command #(nop)  SHELL [powershell -Command].
        if (instruction === 'SHELL' && rest.trim() === `[${shell}]`)
            shells.add(shell);
        if (position < from)
            return false;
        const isBare = commentsOfBare.includes(comment) && bare.test(createdBy);
        return !isBare && (instruction === undefined || !shells.has(shell));
    });
    return ran.map(({ createdBy }) => (createdBy === '' ? '(a step without a command)' : createdBy));
};


/***/ }),

/***/ 5077:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rb: () => (/* binding */ ownRunSteps),
/* harmony export */   Sb: () => (/* binding */ changedSettings),
/* harmony export */   U: () => (/* binding */ rebaseImage),
/* harmony export */   _i: () => (/* binding */ countsProblem),
/* harmony export */   cW: () => (/* binding */ historyProblem),
/* harmony export */   w: () => (/* binding */ layersOf)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7832);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9927);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6769);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(633);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9217);
/* harmony import */ var _pass_through_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6452);






const layersIn = ({ history }) => history.filter(({ hasLayer }) => hasLayer).length;
/** Why the layers of an image cannot be counted; undefined where they can (image-spec config.md: one diff_id per layer). */
const countsProblem = ({ manifest, config }) => {
    const [layers, diffIds, history] = [manifest.layers.length, config.diffIds.length, layersIn(config)];
    return layers === diffIds && diffIds === history
        ? undefined
        : `it has ${layers} layers, ${diffIds} diff_ids and ${history} history steps that made a layer, and these counts must match`;
};
/** Why the history of an image does not begin with that of its base; undefined where it does. */
const historyProblem = (image, base) => {
    const first = image.history.slice(0, base.history.length);
    const layerSteps = first.filter(({ hasLayer }) => hasLayer).length;
    return layerSteps === base.diffIds.length
        ? undefined
        : `the base has ${base.diffIds.length} layers, but the first ${base.history.length} history steps, which belong to it, made ${layerSteps}`;
};
/** The steps of an image after those of its base that ran something in a container. */
const ownRunSteps = (image, base) => (0,_history_js__WEBPACK_IMPORTED_MODULE_1__/* .runSteps */ .r)(image.history, base.history.length);
const settingsOf = ({ json }) => (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asRecord */ .qY)(json.config);
/** Settings that an image takes from its base when it is built, and keeps when its base is replaced. */
const changedSettings = (from, to) => ['Env', 'Cmd', 'User', 'Shell'].flatMap(name => {
    const [before = null, after = null] = [settingsOf(from)[name], settingsOf(to)[name]].map(value => value ?? null);
    const [left, right] = [JSON.stringify(before), JSON.stringify(after)];
    return left === right ? [] : [`${name} was ${left} and is ${right}`];
});
/** The layers of a base, with the media types that a manifest of another family gives them. */
const layersOf = ({ manifest }, manifestType) => manifest.layers.map(({ mediaType, digest, size, urls }) => ({
    mediaType: (0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .layerTypeIn */ .v5)(manifestType, mediaType),
    digest,
    size,
    ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ urls })
}));
const configOf = (image, oldBase, newBase, { labels, created }) => {
    const steps = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asArray */ ._j)(image.json.history).slice(oldBase.history.length);
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({
        ...image.json,
        created,
        'os.version': newBase.json['os.version'],
        'os.features': newBase.json['os.features'],
        config: { ...settingsOf(image), Labels: { ...image.labels, ...labels } },
        rootfs: { type: 'layers', diff_ids: [...newBase.diffIds, ...image.diffIds.slice(oldBase.diffIds.length)] },
        history: [...(0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asArray */ ._j)(newBase.json.history), ...steps]
    });
};
/**
 * Replaces the base of an image: layers, diff_ids, history, os.version and os.features. The image's own layers, their
 * descriptors, its settings and the family of its media types stay. The caller has proved the old base, and checked that
 * counts and histories agree. The same arguments give the same bytes.
 */
const rebaseImage = (image, oldBase, newBase, options) => {
    const { manifest } = image;
    const config = (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(manifest.config.mediaType, configOf(image.config, oldBase.config, newBase.config, options));
    const ofBase = layersOf(newBase, manifest.mediaType);
    const own = manifest.layers.slice(oldBase.config.diffIds.length);
    // An annotation that says the same as a label follows it; where there is none, the label is enough.
    const annotations = manifest.json.annotations === undefined ? undefined : (0,_pass_through_js__WEBPACK_IMPORTED_MODULE_3__/* .followLabels */ .Zt)(manifest.annotations, options.labels);
    const json = {
        ...manifest.json,
        config: {
            ...(0,_pass_through_js__WEBPACK_IMPORTED_MODULE_3__/* .withoutContent */ .gH)(manifest.config.written ?? {}),
            mediaType: config.mediaType,
            size: config.bytes.length,
            digest: config.digest
        },
        layers: [
            ...ofBase.map(_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh),
            ...own.map(layer => (0,_pass_through_js__WEBPACK_IMPORTED_MODULE_3__/* .unchangedDescriptor */ .dz)(layer, layer.written ?? (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh)(layer)))
        ],
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ annotations })
    };
    return { manifest: (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(manifest.mediaType, json), config, ofBase, own };
};


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

/***/ 3650:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ findOldBase),
/* harmony export */   NV: () => (/* binding */ withConfig),
/* harmony export */   UU: () => (/* binding */ sameBase),
/* harmony export */   i: () => (/* binding */ builtImage),
/* harmony export */   qJ: () => (/* binding */ newestBase),
/* harmony export */   w1: () => (/* binding */ readNewBase)
/* harmony export */ });
/* unused harmony export baseCandidates */
/* harmony import */ var _oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(876);
/* harmony import */ var _oci_base_layers_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4947);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(145);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2148);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1690);
/* harmony import */ var _common_unique_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(394);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2689);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4212);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5606);











/** A base with its config. */
const withConfig = async (base) => ({
    ...base,
    config: await base.client.config(base.manifest)
});
/** Reads the image of an entry. @throws RefusedError where it is not an image */
const builtImage = async ({ reference, descriptor, platform }, client, release) => {
    const manifest = await client.get(descriptor.digest);
    if (manifest?.kind !== 'manifest')
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([{ what: `${reference} is not an image`, remedy: "Check the input 'source'" }]);
    return { manifest, config: await client.config(manifest), reference, osVersion: platform.osVersion ?? '', release };
};
/**
 * The base that the labels of an image, or annotations of the same names, name; undefined where they cannot be read.
 */
const namedBase = ({ config, manifest }) => {
    const said = { ...manifest.annotations, ...config.labels };
    const [name, digest] = [said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .labelNames */ .l3.baseName], said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .labelNames */ .l3.baseDigest]];
    try {
        const reference = name === undefined ? undefined : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseReference */ .F2)(name);
        return reference === undefined || !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) ? reference : { ...reference, digest };
    }
    catch {
        return undefined;
    }
};
/** A repository's image of exactly the Windows version that an image has, and the current one of its release. */
const inRepository = (template, { osVersion, release }) => {
    const base = (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOfRelease */ .Y6)(template, release);
    return [...(template.tag === undefined ? [{ ...(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._M)(base), tag: osVersion }] : []), base];
};
/** Where the base may be, the likeliest first. If the user names the base, it is the only candidate. */
const baseCandidates = (image, { oldBase, baseImage }) => {
    if (oldBase !== undefined)
        return [oldBase];
    const named = namedBase(image);
    if (named === undefined)
        return (baseImage === undefined ? _oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .commonBases */ .Cb : [baseImage]).flatMap(one => inRepository(one, image));
    const { digest, tag, ...repository } = named;
    const all = [
        ...(digest === undefined ? [] : [named]),
        ...(baseImage === undefined ? [] : inRepository(baseImage, image)),
        { ...repository, tag: image.osVersion },
        ...(tag === undefined ? [] : [{ ...repository, tag }])
    ];
    return (0,_common_unique_js__WEBPACK_IMPORTED_MODULE_9__/* .uniqueBy */ .p)(all, _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH);
};
const tryCandidate = async (registry, image, candidate, prefetched) => {
    const { architecture, build } = image.release;
    const wanted = { os: 'windows', architecture, build };
    try {
        const found = await (0,_base_js__WEBPACK_IMPORTED_MODULE_8__/* .readBase */ .w)(registry, candidate, wanted, prefetched);
        if (found === undefined)
            return { candidate, reason: 'it does not exist' };
        const base = await withConfig(found);
        if ((0,_oci_base_layers_js__WEBPACK_IMPORTED_MODULE_10__/* .provesBase */ .hv)(image.config, base.config))
            return base;
        const [shared, of] = [(0,_oci_base_layers_js__WEBPACK_IMPORTED_MODULE_10__/* .sharedLayers */ ._T)(image.config, base.config), base.config.diffIds.length];
        return { candidate, reason: `the image begins with ${shared} of its ${of} layers` };
    }
    catch (error) {
        return { candidate, reason: (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_7__/* .printable */ .g$)((0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A3)(error)) };
    }
};
const isMiss = (result) => 'reason' in result;
/**
 * Finds the base that an image is built on, and proves it by the diff_ids: the image must begin with all of its layers.
 *
 * @returns the base; or a line for each candidate that was tried, with the reason
 */
const findOldBase = async (registry, image, hints) => {
    const [first, ...others] = baseCandidates(image, hints);
    const misses = [];
    // The first candidate is nearly always right. The others are tried together.
    for (const group of [first === undefined ? [] : [first], others]) {
        const results = await Promise.all(group.map(candidate => tryCandidate(registry, image, candidate, hints.prefetched)));
        const base = results.find(result => !isMiss(result));
        if (base !== undefined && !isMiss(base))
            return base;
        misses.push(...results.filter(isMiss));
    }
    return misses.map(({ candidate, reason: why }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(candidate)}: ${why}`);
};
/** Where the newest base of a release is, as far as it is known before the old one is found. */
const newestBase = (image, { baseImage, oldBase }, release) => {
    if (baseImage !== undefined)
        return (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOfRelease */ .Y6)(baseImage, release);
    const former = oldBase ?? namedBase(image);
    return former === undefined ? undefined : (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .floatingBase */ .ke)(former, release);
};
/** Whether two bases have the same files. */
const sameBase = (a, b) => a.config.diffIds.join() === b.config.diffIds.join();
/** Reads a base that must exist. @throws RefusedError where it does not */
const readNewBase = async (registry, reference, release, prefetched) => {
    const { name, architecture, build } = release;
    const base = await (0,_base_js__WEBPACK_IMPORTED_MODULE_8__/* .readBase */ .w)(registry, reference, { os: 'windows', architecture, build }, prefetched);
    if (base !== undefined)
        return base;
    const others = reference.aliasTags?.map(tag => `, nor does ${tag}`).join('') ?? '';
    throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([
        {
            what: `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(reference)}, the base for ${name}, does not exist${others}, or has no image for ${(0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReleasePlatform */ .YJ)(release)}`,
            remedy: "Check 'base-image' (or 'new-base') and 'releases'"
        }
    ]);
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
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);

/** A string is not a path in an image; the message says why. */
class PathError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'PathError';
}
/** UTF-16 units of one name (NTFS), and of a whole path (the limit of `\\?\C:\…`, less what Windows puts before it). */
const maxNameLength = 255;
const maxPathLength = 32_000;
/** Names of devices, whatever their extension ("Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i;
/** Why no file of an image can have the name; undefined where one can. */
const nameProblem = (name) => {
    if (/[\u0000-\u001f]/.test(name))
        return 'it contains a control character';
    const [char] = /[<>:"|?*\\/]/.exec(name) ?? [];
    if (char !== undefined)
        return `it contains '${char}'${char === ':' ? ', which starts the name of a data stream' : ''}`;
    if (/[. ]$/.test(name))
        return 'it ends in a dot or a space, which Windows drops';
    if (device.test(name))
        return 'Windows reserves it for a device';
    // U+FFFD is what the decoder writes for invalid UTF-8; a surrogate alone is half a character in UTF-16.
    if (/[\ufffd\p{Surrogate}]/u.test(name))
        return 'it is not valid Unicode';
    if (name.length > maxNameLength)
        return `it has more than ${maxNameLength} characters`;
    if (name.startsWith('.wh.'))
        return "in a layer, a name that starts with '.wh.' deletes a file (image-spec layer.md)";
    return undefined;
};
/** The name as Windows compares it: upper-cased by character, except where one character would become two. */
const foldCase = (name) => Array.from(name, char => (char.toUpperCase().length === char.length ? char.toUpperCase() : char)).join('');
/** `C:\app\hello.exe` */
const formatPath = (names) => `C:\\${names.join('\\')}`;
/** @throws PathError for a name that no file of an image can have */
const checkPath = (names) => {
    for (const name of names) {
        const problem = nameProblem(name);
        if (problem !== undefined)
            throw new PathError({ what: `Windows does not allow the name '${name}'`, why: problem });
    }
    const path = formatPath(names);
    if (path.length > maxPathLength)
        throw new PathError({
            what: `the path '${path.slice(0, 100)}…' is too long`,
            why: `it has ${path.length} characters, and Windows allows ${maxPathLength}`
        });
};
/**
 * Reads a path in an image: `C:\app`, `C:/app/`, `/app` and `app` are the same place.
 *
 * @throws PathError that says what is wrong with the value
 */
const parseImagePath = (value) => {
    if (/^[\\/]{2}/.test(value))
        throw new PathError({ what: `'${value}' is a network or device path, not a path in the image` });
    const [, drive] = /^([A-Za-z]):/.exec(value) ?? [];
    if (drive !== undefined && drive.toUpperCase() !== 'C')
        throw new PathError({ what: `'${value}' is on drive ${drive}:, and an image only has C:` });
    const path = drive === undefined ? value : value.slice(2);
    // C:app is relative to the current folder of C:, and there is none here.
    if (drive !== undefined && !/^[\\/]/.test(path))
        throw new PathError({ what: `'${value}' has no separator after the drive` });
    const names = path.split(/[\\/]/).filter(name => name !== '' && name !== '.');
    if (names.includes('..'))
        throw new PathError({ what: `'${value}' contains '..'` });
    checkPath(names);
    return { names, folder: names.length === 0 || /[\\/]\.?$/.test(path) };
};
/** Folders that every Windows has, or that its programs expect to have rights of their own. */
const windowsFolders = new Set(['Windows', 'Users', 'Program Files', 'Program Files (x86)', 'ProgramData', 'inetpub'].map(foldCase));
/** Whether a path is a folder of Windows itself, or below one. */
const isOfWindows = ([top = '']) => windowsFolders.has(foldCase(top));


/***/ })

};
