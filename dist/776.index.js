export const id = 776;
export const ids = [776];
export const modules = {

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
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
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
 * The variables of a base with further ones. `Path` and `PATH` are the same on Windows: the name stays as the base writes
 * it. A variable can refer to those before it; a reference to an unknown one stays as it is written, as in cmd.exe.
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
// EXTERNAL MODULE: ./src/registry/publish.ts
var publish = __webpack_require__(5328);
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
/** The outputs and the step summary of assembled images. */
const assembleResult = (legs, { diffId, digest, size }) => {
    const outputs = (0,leg_outputs/* legOutputs */.F)(legs.map(leg => ({ ...leg, release: leg.release.name, base: { name: leg.baseName, digest: leg.baseDigest } })), legs.flatMap(({ references }) => references));
    return {
        outputs: {
            ...outputs,
            unchanged: String(legs.every(({ outcome }) => outcome === 'unchanged')),
            metadata: JSON.stringify({
                layer: { digest, diffId, size },
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
            `The layer of the files: ${(0,markdown/* code */.aY)(digest)}, ${(0,progress/* formatBytes */.z)(size)}`,
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
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
;// CONCATENATED MODULE: ./src/modes/assemble-bases.ts








/** Why the config of a base is not for a release; undefined where it is. */
const releaseProblem = ({ reference, config, release }) => {
    const { os = '', architecture = '', osVersion = '' } = config.platform;
    const { name, build } = release;
    if (os === 'windows' && architecture === release.architecture && (0,os_version/* parseOsVersion */.u)(osVersion)?.build === build)
        return undefined;
    const platform = (0,entries/* formatPlatform */.Bq)({ ...config.platform, os, architecture });
    return `Input 'base-image': ${(0,oci_reference/* formatReference */.FH)(reference)} is for ${platform}, not for ${name} (windows/${release.architecture} 10.0.${build}). Put {{release}} into its tag, like name:tag-{{release}}.`;
};
const layerProblem = (base) => {
    const problem = (0,rebase/* countsProblem */._i)(base);
    return problem === undefined
        ? undefined
        : `Input 'base-image': nothing can be added to ${(0,oci_reference/* formatReference */.FH)(base.reference)}: ${problem}, and these numbers have to be equal.`;
};
const readOne = async (template, release, registry) => {
    const image = await (0,old_base/* readNewBase */.w1)(registry, (0,base_reference/* baseOfRelease */.Y6)(template, release), release);
    const base = { ...image, config: await image.client.config(image.manifest), release };
    const problem = releaseProblem(base) ?? layerProblem(base);
    if (problem !== undefined)
        throw new refused_error/* RefusedError */.f([problem]);
    return base;
};
/**
 * Reads the base of every release, whose own config has to say that it is one.
 *
 * @throws RefusedError with every base that cannot be used
 */
const readBases = (template, releases, registry) => (0,await_all/* awaitAllOrRefuse */.F)(releases.map(release => readOne(template, release, registry)), 'The bases cannot be used');

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
const headerOf = (name, type, size, mode, mtime, more) => ({
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
const rootOf = (name, mtime) => headerOf(name, 'directory', 0, 0, mtime, {});
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
    return headerOf(name, type, size ?? 0, permissions[type], mtime, { 'MSWINDOWS.rawsd': descriptors[type] });
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
/** The content of a file, which must have the size that its header says. */
async function* contentOf({ path, source }, size) {
    const changed = () => new FilesError(`'${source}' changed while it was packed`, 'end what writes to it before this step');
    const file = await (0,promises_.open)(path);
    try {
        if ((await file.stat()).size !== size)
            throw changed();
        for (let left = size; left > 0;) {
            const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(left, chunkSize)));
            if (bytesRead === 0)
                throw changed();
            yield buffer.subarray(0, bytesRead);
            left -= bytesRead;
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

;// CONCATENATED MODULE: ./src/files/walk.ts




/** Entries of one layer: links to folders can turn a small tree into a huge one. */
const maxEntries = 1_000_000;
const kindOf = (stats) => (stats.isSocket() ? 'a socket' : stats.isFIFO() ? 'a pipe' : 'a device');
const isWithin = (root, path) => {
    const way = (0,external_node_path_.relative)(root, path);
    return way !== '..' && !way.startsWith(`..${external_node_path_.sep}`) && !(0,external_node_path_.isAbsolute)(way);
};
/** Where a path leads to when links are followed. */
const follow = async (path, shown, root) => {
    let real;
    try {
        real = await (0,promises_.realpath)(path);
    }
    catch (cause) {
        throw new FilesError(`'${shown}' is a link that leads nowhere`, 'remove the link, or create what it leads to before this step', cause);
    }
    if (isWithin(root, real))
        return real;
    throw new FilesError(`'${shown}' leads out of the workspace, to '${real}'`, 'copy what the image needs into the workspace first');
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
    const own = await (0,promises_.lstat)(path);
    const real = own.isSymbolicLink() ? await follow(path, source, walk.root) : path;
    const stats = own.isSymbolicLink() ? await (0,promises_.stat)(real) : own;
    if (stats.isFile())
        return [{ names, source, path: real, size: stats.size }];
    if (!stats.isDirectory())
        throw new FilesError(`'${source}' is ${kindOf(stats)}, not a file or folder`, 'leave it out');
    if (ancestors.includes(real))
        throw new FilesError(`'${source}' is a link to a folder around it`, 'remove the link');
    return visitFolder({ names, source, path: real }, ancestors, walk);
};
const visitFolder = async (folder, ancestors, walk) => {
    const children = await (0,promises_.readdir)(folder.path);
    // actions/checkout leaves a token there.
    if (children.includes('.git')) {
        throw new FilesError(`'${folder.source}' holds '.git', a repository with its history and perhaps a login`, 'name the files and folders that the image needs');
    }
    const entries = await Promise.all(children.map(name => visit({ names: [...folder.names, name], source: (0,external_node_path_.join)(folder.source, name), path: (0,external_node_path_.join)(folder.path, name) }, [...ancestors, folder.path], walk)));
    return [...(folder.names.length === 0 ? [] : [folder]), ...entries.flat()];
};
const findMapping = async ({ local, target }, walk) => {
    const path = (0,external_node_path_.resolve)(walk.root, local);
    if (!isWithin(walk.root, path))
        throw new FilesError(`'${local}' is outside the workspace`, 'copy what the image needs into the workspace first');
    const stats = await (0,promises_.stat)(path).catch((cause) => {
        throw new FilesError(`'${local}' cannot be read`, 'create it before this step, and check the path', cause);
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
    let entries = 0;
    const count = () => {
        if (++entries > maxEntries)
            throw new FilesError(`there are more than ${maxEntries} files and folders`, 'look for links to other folders');
    };
    const walk = { root: await (0,promises_.realpath)((0,external_node_path_.resolve)(workspace)), count };
    try {
        return (await Promise.all(mappings.map(mapping => findMapping(mapping, walk)))).flat();
    }
    catch (cause) {
        if (cause instanceof FilesError)
            throw cause;
        throw new FilesError(`the files cannot be read: ${cause.message}`, 'check their permissions', cause);
    }
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
const findEntries = async ({ workspace, files, workdir }, log) => {
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

// EXTERNAL MODULE: ./src/modes/nothing-written.ts
var nothing_written = __webpack_require__(5855);
;// CONCATENATED MODULE: ./src/modes/assemble.ts















/** Adds files to the base of every release, as one layer, without an engine and without Windows. */
const assemble = (inputs, { registry, log }) => (0,temp_dir/* withTempDir */.E)('assemble', async (directory) => {
    const { baseImage, releases, push, sourceDateEpoch } = inputs;
    const rights = push ? 'pull,push' : 'pull';
    const clients = inputs.images.map(image => registry.open(image, rights));
    // Whatever can be refused is refused before the files are packed.
    const [bases, targets, entries] = await (0,await_all/* awaitAll */.A)([
        readBases(baseImage, releases, registry),
        (0,await_all/* awaitAll */.A)(releases.map(release => readTargets(inputs.legTag(release), clients))),
        findEntries(inputs, log)
    ]);
    // Without a time of its own the layer stays the same as long as its files do, whatever the commit.
    const layer = await packEntries(entries, sourceDateEpoch ?? 0, (0,external_node_path_.join)(directory, 'layer.tar.gz'), log);
    const legs = bases.map((base, i) => ({ base, image: addLayer(base, layer, inputs), targets: targets[i] ?? [] }));
    const stale = legs.filter(leg => !isUnchanged(leg));
    if (push) {
        await pushParts(stale, layer, registry);
        const writes = stale.flatMap(leg => leg.targets.map(target => ({ target, content: leg.image.manifest })));
        await (0,publish/* publishAll */.V7)(writes, registry.policy);
    }
    (0,nothing_written/* logNothingWritten */.t)(push, stale.length === 0, log);
    return assembleResult(legs.map(leg => describe(leg, push)), layer);
});
const readTargets = (tag, clients) => (0,await_all/* awaitAll */.A)(clients.map(client => (0,targets/* readTarget */._)(client, tag, 'no')));
/** RFC 3339; undefined where the inputs give no time. */
const createdOf = ({ sourceDateEpoch }) => sourceDateEpoch === undefined ? undefined : (0,time/* formatTime */.f)(sourceDateEpoch);
const labelsOf = (base, inputs) => (0,labels/* imageLabels */.J0)({
    revision: inputs.revision,
    base,
    fromUser: inputs.settings.labels,
    defaults: (0,defined/* defined */.s)({ version: inputs.version, created: createdOf(inputs) })
});
const addLayer = (base, layer, inputs) => {
    const copied = inputs.files.map(({ local, target }) => `${local} => ${(0,windows_path/* formatPath */.jV)(target.names)}`).join(', ');
    // Without a time of its own an image is as old as its base: the same files make the same image again.
    const created = createdOf(inputs) ?? base.config.created ?? (0,time/* formatTime */.f)(0);
    const settings = { ...inputs.settings, labels: labelsOf(base, inputs) };
    return assembleImage(base, { ...layer, createdBy: `COPY ${copied}` }, settings, created);
};
const isUnchanged = ({ image, targets }) => targets.every(({ current }) => current === image.manifest.digest);
/** Pushes everything that the images consist of before the first tag changes: layers, then configs. */
const pushParts = async (legs, layer, registry) => {
    const [first] = legs;
    if (first === undefined)
        return;
    const clients = first.targets.map(({ client }) => client);
    await (0,await_all/* awaitAll */.A)([
        registry.uploadToAll({ blob: first.image.layer, open: layer.open }, clients),
        ...legs.flatMap(({ base, image }) => clients.map(async (client) => {
            await registry.copyBlobs(base.client, client, image.ofBase);
            await registry.uploadContent(client, image.config);
        }))
    ]);
};
const describe = (leg, push) => {
    const { base, image, targets } = leg;
    return {
        release: base.release,
        osVersion: base.config.platform.osVersion ?? '',
        baseName: (0,oci_reference/* formatReference */.FH)(base.reference),
        baseDigest: base.digest,
        references: targets.map(({ client, tag }) => (0,oci_reference/* formatReference */.FH)({ ...client.repository, tag })),
        digest: image.manifest.digest,
        imageId: image.config.digest,
        outcome: isUnchanged(leg) ? 'unchanged' : push ? 'published' : 'not written'
    };
};


/***/ }),

/***/ 7373:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ readImages),
/* harmony export */   IC: () => (/* binding */ imagesOf),
/* harmony export */   Qu: () => (/* binding */ requireImages)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7832);
/* harmony import */ var _oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5325);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2148);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1690);
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2217);
/* harmony import */ var _traversal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6321);







const entryOf = async (client, manifest, reference, listed) => {
    const { platform: own, labels } = await client.config(manifest);
    // Older BuildKits put os.version into the config only; others leave it to whoever writes the list.
    const platform = { ...listed.platform, ...own };
    const { os, architecture } = platform;
    if (os === undefined || architecture === undefined) {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_4__/* .ImageError */ .C({
            what: `${reference} is not an image for a host`,
            why: `its config names no ${os === undefined ? 'os' : 'architecture'}`,
            remedy: 'Leave it out'
        });
    }
    return {
        descriptor: {
            mediaType: manifest.mediaType,
            digest: manifest.digest,
            size: manifest.bytes.length,
            ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ annotations: listed.annotations })
        },
        platform: { ...platform, os, architecture },
        reference,
        layers: manifest.layers,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ revision: labels[_oci_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .labelNames */ .l3.revision], version: labels[_oci_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .labelNames */ .l3.version] })
    };
};
/** An attachment with what it is about. Where the list does not tell, its manifest does. */
const readAttachment = async (client, attachment) => {
    if ((0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__/* .subjectOf */ .et)(attachment) !== undefined)
        return attachment;
    const manifest = await client.get(attachment.digest);
    return { ...attachment, ...(manifest?.kind === 'manifest' ? (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ subject: manifest.subject }) : {}) };
};
const readChild = async (client, child, list, known, traversal) => {
    if ((0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isAttachment */ .s5)(child))
        return { entries: [], attachments: [await readAttachment(client, child)] };
    const reference = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)({ ...client.repository, digest: child.digest });
    const document = await client.get(child.digest);
    if (document === undefined) {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_4__/* .ImageError */ .C({
            what: `${list} lists ${reference}, which does not exist`,
            remedy: 'Build and push it again'
        });
    }
    if (document.kind === 'manifest' && (0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isArtifact */ .vw)(child, document))
        return { entries: [], attachments: [{ ...child, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ subject: document.subject }) }] };
    return imagesOf(client, document, reference, { ...child, platform: { ...known, ...child.platform } }, traversal);
};
const childrenOf = async (client, index, reference, { platform }, traversal) => {
    const further = (0,_traversal_js__WEBPACK_IMPORTED_MODULE_5__/* .descend */ .X)(index, reference, traversal);
    const images = index.manifests.filter(child => !(0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isAttachment */ .s5)(child));
    // What is known of a list of one, as buildx makes it of an image and its provenance, is known of that image.
    const known = images.length === 1 ? platform : undefined;
    const found = await Promise.all(index.manifests.map(child => readChild(client, child, reference, known, further)));
    return {
        client,
        root: index,
        entries: found.flatMap(({ entries }) => entries),
        attachments: found.flatMap(({ attachments }) => attachments)
    };
};
/** Reads the images that a document holds: a list's children, or the one image that it is. */
const imagesOf = async (client, document, reference, listed = {}, traversal = (0,_traversal_js__WEBPACK_IMPORTED_MODULE_5__/* .startTraversal */ .N)()) => document.kind === 'index'
    ? childrenOf(client, document, reference, listed, traversal)
    : { client, root: document, entries: [await entryOf(client, document, reference, listed)], attachments: [] };
/**
 * Reads what a reference that a user gave holds.
 *
 * @param inputs where it may have come from, for the error
 * @throws RefusedError where it does not exist
 */
const requireImages = async (registry, reference, inputs) => {
    const images = await readImages(registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .repositoryOf */ ._M)(reference), 'pull'), reference);
    if (images === undefined)
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_3__/* .RefusedError */ .f([`${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference)} does not exist. Check ${inputs}.`]);
    return images;
};
/**
 * Reads what a reference holds; a list contributes its images and their attestations.
 *
 * @returns undefined where the reference does not exist
 * @throws ImageError where it holds something else than images; RegistryError where it cannot be read
 */
const readImages = async (client, reference, listed = {}) => {
    const document = await client.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .identifierOf */ .xP)(reference));
    return document === undefined ? undefined : imagesOf(client, document, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference), listed);
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
