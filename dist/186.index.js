export const id = 186;
export const ids = [186];
export const modules = {

/***/ 2186:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  assemble: () => (/* binding */ assemble)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./src/oci/layer.ts
/** Attributes of Windows (hcsshim backuptar): FILE_ATTRIBUTE_DIRECTORY and FILE_ATTRIBUTE_ARCHIVE. */
const attributes = { directory: '16', file: '32' };
/** The kind in a mode, which tar has in the type already; BuildKit writes both. */
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
/** What the ustar header has room for; longer names, and those that are not ASCII, are told by a PAX record. */
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
        ...(needsRecord(name) ? { path: name } : {})
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

// EXTERNAL MODULE: ./src/windows/path.ts
var windows_path = __webpack_require__(3110);
;// CONCATENATED MODULE: ./src/files/walk.ts



/** A file that cannot become a part of an image; the message names it. */
class FilesError extends Error {
    name = 'FilesError';
    constructor(what, remedy, cause) {
        super(`Input 'files': ${what}. ${remedy}`, { cause });
    }
}
/** Links to folders can make of a small tree a huge one. */
const mostEntries = 1_000_000;
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
        throw new FilesError(`'${shown}' is a link that leads nowhere`, 'Remove the link, or make what it leads to before this step.', cause);
    }
    if (isWithin(root, real))
        return real;
    throw new FilesError(`'${shown}' leads out of the workspace, to '${real}'`, 'Copy what the image needs into the workspace first.');
};
const checkNames = (names, shown) => {
    try {
        (0,windows_path/* checkPath */.Cg)(names);
    }
    catch (cause) {
        if (!(cause instanceof windows_path/* PathError */.ER))
            throw cause;
        throw new FilesError(`'${shown}' cannot be in an image: ${cause.message}`, 'Rename it, or leave it out.', cause);
    }
};
/** Walks through what one mapping names. */
const walker = (root, count) => {
    /** @param above the folders that it is in */
    const visit = async ({ names, source, path }, above) => {
        count();
        checkNames(names, source);
        const own = await (0,promises_.lstat)(path);
        const real = own.isSymbolicLink() ? await follow(path, source, root) : path;
        const stats = own.isSymbolicLink() ? await (0,promises_.stat)(real) : own;
        if (stats.isFile())
            return [{ names, source, path: real, size: stats.size }];
        if (!stats.isDirectory())
            throw new FilesError(`'${source}' is ${kindOf(stats)}, no file or folder`, 'Leave it out.');
        if (above.includes(real))
            throw new FilesError(`'${source}' is a link to a folder that it is in`, 'Remove the link.');
        return visitFolder({ names, source, path: real }, above);
    };
    const visitFolder = async (folder, above) => {
        const children = await (0,promises_.readdir)(folder.path);
        // actions/checkout leaves a token there.
        if (children.includes('.git')) {
            throw new FilesError(`'${folder.source}' holds '.git', a repository with its history and perhaps a login`, 'Name the files and folders that the image needs.');
        }
        const inside = [...above, folder.path];
        const parts = await Promise.all(children.map(name => visit({ names: [...folder.names, name], source: (0,external_node_path_.join)(folder.source, name), path: (0,external_node_path_.join)(folder.path, name) }, inside)));
        return [...(folder.names.length === 0 ? [] : [folder]), ...parts.flat()];
    };
    return start => visit(start, []);
};
const findMapping = async ({ local, target }, root, count) => {
    const path = (0,external_node_path_.resolve)(root, local);
    if (!isWithin(root, path))
        throw new FilesError(`'${local}' is outside the workspace`, 'Copy what the image needs into the workspace first.');
    const stats = await (0,promises_.stat)(path).catch((cause) => {
        throw new FilesError(`'${local}' cannot be read`, 'Is it made before this step, and is the path right?', cause);
    });
    const names = stats.isFile() && target.folder ? [...target.names, (0,external_node_path_.basename)(path)] : target.names;
    return walker(root, count)({ names, source: local, path: await follow(path, local, root) });
};
/**
 * Finds what the mappings name: a folder with all that is in it; a file under the name that its target gives, or in
 * the folder that the target is. Links are followed, and what they lead to is taken.
 *
 * @param workspace empty: the current folder
 * @throws FilesError for what is outside the workspace, no file, or not possible on Windows
 */
const findFiles = async (workspace, mappings) => {
    const root = await (0,promises_.realpath)((0,external_node_path_.resolve)(workspace));
    let entries = 0;
    const count = () => {
        if (++entries > mostEntries)
            throw new FilesError(`there are more than ${mostEntries} files and folders`, 'Do links lead to each other?');
    };
    try {
        return (await Promise.all(mappings.map(mapping => findMapping(mapping, root, count)))).flat();
    }
    catch (cause) {
        if (cause instanceof FilesError)
            throw cause;
        throw new FilesError(`reading them failed: ${cause.message}`, 'Check the permissions.', cause);
    }
};

;// CONCATENATED MODULE: ./src/files/pack.ts










/** Bytes that are read, hashed and compressed at a time: few enough that they are no weight, enough to be quick. */
const pieceSize = 256 * 1024;
/** RFC 1952: no time, no name, and no system, of which zlib writes another one on each. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** Puts our header in the place of zlib's. */
const withOwnHeader = () => {
    let seen = 0;
    return new external_node_stream_.Transform({
        transform(piece, _, done) {
            if (seen < gzipHeader.length)
                gzipHeader.copy(piece, 0, seen);
            seen += piece.length;
            done(undefined, piece);
        }
    });
};
/** Hashes and counts what passes. */
const meter = () => {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    return {
        through: new external_node_stream_.Transform({
            transform(piece, _, done) {
                hash.update(piece);
                bytes += piece.length;
                done(undefined, piece);
            }
        }),
        digest: () => `sha256:${hash.digest('hex')}`,
        bytes: () => bytes
    };
};
/** The content of a file, which must have the size that its header says. */
async function* contentOf({ path, source }, size) {
    const changed = () => new FilesError(`'${source}' changed while it was packed`, 'End what writes to it before this step.');
    const file = await (0,promises_.open)(path);
    try {
        if ((await file.stat()).size !== size)
            throw changed();
        for (let left = size; left > 0;) {
            const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(left, pieceSize)));
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
/** Writes all members; the archive takes them as fast as they are compressed. */
const fill = async (controller, entries, mtime) => {
    const add = async (header, content) => {
        const member = controller.add(header).getWriter();
        if (content !== undefined)
            for await (const piece of content)
                await member.write(piece);
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
 * Works with a folder that nothing else uses, and removes it with all that is in it. What cannot be removed, as Windows
 * keeps what a scanner has open, stays for the runner, which empties its own folder after the job: by then the work is
 * done, or has a failure of its own to tell.
 *
 * @param temporary where to make it; empty: where the system has such folders
 */
const withSpool = async (temporary, work) => {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temporary === '' ? (0,external_node_os_.tmpdir)() : temporary, 'win-multiarch-'));
    try {
        return await work(folder);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
    }
};
/**
 * Packs files into a layer in the form of Windows, in one pass: read, hashed, compressed, hashed again and written to
 * a file. The same entries give the same archive on every machine.
 *
 * @param entries in the order in which they are to stand
 * @param mtime of everything, in seconds since 1970
 * @param path of the file to write
 * @throws FilesError when a file cannot be read, or changes, or there is no room
 */
const packLayer = async (entries, mtime, path) => {
    const { createTarPacker } = await __webpack_require__.e(/* import() */ 942).then(__webpack_require__.bind(__webpack_require__, 1942));
    const { readable, controller } = createTarPacker();
    const [archive, compressed] = [meter(), meter()];
    const filling = fill(controller, entries, mtime).catch((error) => {
        controller.error(error);
        throw error;
    });
    const file = (0,external_node_fs_.createWriteStream)(path);
    const closed = new Promise(resolve => file.once('close', resolve));
    const writing = (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.fromWeb(readable), archive.through, (0,external_node_zlib_.createGzip)({ chunkSize: pieceSize }), withOwnHeader(), compressed.through, file);
    try {
        // Nothing reads or writes any more when whoever waits removes the folder: Windows keeps what is open.
        const [filled, written] = await Promise.allSettled([filling, writing, closed]);
        for (const part of [filled, written])
            if (part.status === 'rejected')
                throw part.reason;
    }
    catch (cause) {
        if (cause instanceof FilesError)
            throw cause;
        throw new FilesError(`packing them failed: ${cause.message}`, 'RUNNER_TEMP needs room for all of them, compressed; and every file has to be readable.', cause);
    }
    return {
        open: () => (0,external_node_fs_.createReadStream)(path),
        diffId: archive.digest(),
        digest: compressed.digest(),
        size: compressed.bytes()
    };
};

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






/** What a container has when its image says nothing of PATH, as BuildKit writes it (util/system path.go). */
const usualPath = 'c:\\Windows\\System32;c:\\Windows';
const splitVariable = (variable) => {
    const equals = variable.indexOf('=');
    return equals < 0 ? [variable, ''] : [variable.slice(0, equals), variable.slice(equals + 1)];
};
/**
 * The variables of a base with further ones. Windows takes `Path` and `PATH` for the same: the name stays as the base
 * writes it. A variable can refer to those before it; a reference to none stays as it is written, as in cmd.exe.
 *
 * @param base as image configs hold them: `NAME=value`
 */
const mergeEnv = (base, added) => {
    const variables = new Map(base.map(splitVariable).map(([name, value]) => [(0,windows_path/* foldCase */.SP)(name), [name, value]]));
    const valueOf = (name) => variables.get((0,windows_path/* foldCase */.SP)(name))?.[1] ?? ((0,windows_path/* foldCase */.SP)(name) === 'PATH' ? usualPath : undefined);
    for (const [name, value] of added) {
        const filled = value.replace(/%([^%=]+)%|\$\{([^{}=]+)\}/g, (whole, percent, braces) => valueOf(percent ?? braces ?? '') ?? whole);
        variables.set((0,windows_path/* foldCase */.SP)(name), [variables.get((0,windows_path/* foldCase */.SP)(name))?.[0] ?? name, filled]);
    }
    return [...variables.values()].map(([name, value]) => `${name}=${value}`);
};
const record = (value) => (value ?? {});
const strings = (value) => Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
const given = (name, value) => (value === undefined ? {} : { [name]: value });
/** Of a base these say how it was made, or what to do in a build upon it (docker's config, moby image.go). */
const ofBaseAlone = new Set(['container', 'container_config', 'parent', 'docker_version']);
const isOfBaseAlone = (name) => ofBaseAlone.has(name) || name.startsWith('moby.buildkit.');
const runConfig = (base, labels, settings) => {
    const { entrypoint, cmd, workdir, user } = settings;
    const ports = Object.fromEntries(settings.expose.map(port => [port, {}]));
    // The base's command is an argument for the base's entry point, and whether it is escaped a word about that one.
    const { Cmd, ArgsEscaped, OnBuild, ...rest } = base;
    const command = entrypoint === undefined && cmd === undefined ? { ...given('Cmd', Cmd), ...given('ArgsEscaped', ArgsEscaped) } : {};
    return {
        ...rest,
        ...command,
        ...(settings.env.length === 0 ? {} : { Env: mergeEnv(strings(base.Env), settings.env) }),
        ...given('Entrypoint', entrypoint),
        ...given('Cmd', cmd),
        ...given('WorkingDir', workdir),
        ...given('User', user),
        ...(settings.expose.length === 0 ? {} : { ExposedPorts: { ...record(base.ExposedPorts), ...ports } }),
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
/** Labels of a base that would be lies about what is made from it. */
const misleading = new Set([labels/* labelNames */.l3.version, labels/* labelNames */.l3.revision, labels/* labelNames */.l3.created]);
/**
 * Puts a layer and settings onto a base: the image that a Dockerfile with COPY, ENV, ENTRYPOINT and so on would make of
 * it. Media types are of the base's family. The same arguments give the same bytes.
 *
 * @param created RFC 3339
 */
const assembleImage = (base, layer, settings, created) => {
    const { manifest } = base;
    const { json } = base.config;
    const inherited = Object.fromEntries(Object.entries(base.config.labels).filter(([name]) => !misleading.has(name)));
    const step = { created, comment: oci_history/* ownComment */.w };
    const config = (0,oci_document/* writeDocument */.ft)(manifest.config.mediaType, {
        ...Object.fromEntries(Object.entries(json).filter(([name]) => !isOfBaseAlone(name))),
        created,
        config: runConfig(record(json.config), { ...inherited, ...settings.labels }, settings),
        rootfs: { type: 'layers', diff_ids: [...base.config.diffIds, layer.diffId] },
        history: [
            ...(json.history ?? []),
            { ...step, created_by: layer.createdBy },
            ...stepsOf(settings).map(text => ({ ...step, created_by: text, empty_layer: true }))
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

// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
// EXTERNAL MODULE: ./src/oci/entries.ts
var entries = __webpack_require__(145);
;// CONCATENATED MODULE: ./src/oci/layer-tree.ts

/** Files that cannot be in one layer together; the message names them. */
class LayerError extends Error {
    name = 'LayerError';
}
const isFile = ({ size }) => size !== undefined;
/** What keeps two entries of the same place apart; undefined where they are one. */
const checkPair = (known, entry) => {
    const [path, other] = [(0,windows_path/* formatPath */.jV)(entry.names), (0,windows_path/* formatPath */.jV)(known.names)];
    if (path !== other) {
        throw new LayerError(`${other} (from '${known.source}') and ${path} (from '${entry.source}') differ by upper and lower case only, which Windows takes for the same`);
    }
    if (isFile(known) !== isFile(entry))
        throw new LayerError(`${path} would be a file and a folder: from '${known.source}' and from '${entry.source}'`);
    if (isFile(known))
        throw new LayerError(`two files are to be ${path}: '${known.source}' and '${entry.source}'`);
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
 * @throws LayerError where a place would hold two things
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

// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/oci/refused-error.ts
var refused_error = __webpack_require__(9270);
// EXTERNAL MODULE: ./src/registry/old-base.ts
var old_base = __webpack_require__(3650);
// EXTERNAL MODULE: ./src/report/progress.ts
var report_progress = __webpack_require__(8991);
// EXTERNAL MODULE: ./src/registry/blobs.ts
var blobs = __webpack_require__(5079);
// EXTERNAL MODULE: ./src/registry/settled.ts
var settled = __webpack_require__(4018);
// EXTERNAL MODULE: ./src/registry/upload.ts
var upload = __webpack_require__(4398);
;// CONCATENATED MODULE: ./src/registry/place.ts





/**
 * Brings a blob from here into repositories: once into each registry, where the others mount it. What is there already
 * stays.
 */
const placeBlob = async ({ blob, open }, clients, policy) => {
    const progress = (0,report_progress/* startProgress */.o)('Uploading the layer', policy.log);
    const read = (moved) => Promise.resolve((0,external_node_stream_.pipeline)(open(), (0,blobs/* verifying */.M)(blob, moved), new external_node_stream_.PassThrough(), () => undefined));
    const place = async (to, from) => {
        if (await to.blobs.has(blob.digest))
            return;
        const offered = from === undefined ? undefined : await to.blobs.mount(blob.digest, from.repository);
        if (offered !== 'mounted')
            await (0,upload/* upload */.S)(to, { blob, open: read }, { policy, progress, session: offered });
    };
    const registries = new Set(clients.map(({ repository }) => repository.registry));
    await (0,settled/* settled */.g)([...registries].map(async (registry) => {
        const [first, ...others] = clients.filter(({ repository }) => repository.registry === registry);
        if (first === undefined)
            return;
        await place(first, undefined);
        await (0,settled/* settled */.g)(others.map(other => place(other, first)));
    }));
};

// EXTERNAL MODULE: ./src/registry/publish.ts
var publish = __webpack_require__(5328);
// EXTERNAL MODULE: ./src/registry/targets.ts
var targets = __webpack_require__(9825);
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
    const [first] = legs;
    const references = legs.flatMap(leg => leg.references);
    const only = legs.length === 1 ? first : undefined;
    return {
        outputs: {
            digest: only?.digest ?? '',
            reference: references[0] ?? '',
            references: references.join('\n'),
            release: first?.release.name ?? '',
            releases: legs.map(({ release }) => release.name).join(','),
            'os-version': first?.osVersion ?? '',
            'base-name': only?.baseName ?? '',
            'base-digest': only?.baseDigest ?? '',
            imageid: first?.imageId ?? '',
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
            `### ${titleOf(legs)}: ${(0,markdown/* code */.aY)(references[0] ?? '')}`,
            (0,markdown/* table */.tp)(['Release', 'OS version', 'Base', 'Image', 'Digest', ''], legs.map(leg => [
                leg.release.name,
                (0,markdown/* code */.aY)(leg.osVersion),
                (0,markdown/* code */.aY)(leg.baseName),
                leg.references.map(markdown/* code */.aY).join('<br>'),
                (0,markdown/* code */.aY)(leg.digest),
                leg.outcome === 'not written' ? 'not written (dry run)' : leg.outcome
            ])),
            `The layer of the files: ${(0,markdown/* code */.aY)(digest)}, ${(0,report_progress/* formatBytes */.z)(size)}`,
            ''
        ].join('\n\n')
    };
};

// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
;// CONCATENATED MODULE: ./src/modes/assemble.ts





















/** Puts files onto the base of every release, as one layer: no engine and no Windows takes part in it. */
const assemble = (inputs, { registry, log }) => withSpool(inputs.temporary, async (folder) => {
    const rights = inputs.push ? 'pull,push' : 'pull';
    const clients = inputs.images.map(image => registry.open(image, rights));
    // What can be refused, is refused before the files are packed.
    const [bases, targets, entries] = await (0,settled/* settled */.g)([
        readBases(inputs, registry),
        (0,settled/* settled */.g)(inputs.releases.map(release => readTargets(inputs, release, clients))),
        findEntries(inputs, log)
    ]);
    const layer = await packEntries(entries, inputs, (0,external_node_path_.join)(folder, 'layer.tar.gz'), log);
    const legs = bases.map((base, at) => ({ base, image: put(base, layer, inputs), targets: targets[at] ?? [] }));
    const stale = legs.filter(leg => !isUnchanged(leg));
    if (inputs.push) {
        await bringParts(stale, layer, registry);
        const writes = stale.flatMap(({ image, targets: tags }) => tags.map(target => ({ target, content: image.manifest })));
        await (0,publish/* publishAll */.V7)(writes, registry.policy);
    }
    if (!inputs.push)
        log.info("Nothing is written: 'push' is false.");
    else if (stale.length === 0)
        log.info('Nothing is written: every tag names its image already.');
    return assembleResult(legs.map(leg => describe(leg, inputs)), layer);
});
/** The base of every release; its own config has to say that it is one. */
const readBases = (inputs, registry) => (0,settled/* gathered */.P)(inputs.releases.map(release => readOne(inputs, registry, release)), 'The bases cannot be used');
const readOne = async ({ baseImage }, registry, release) => {
    const base = await (0,old_base/* readNewBase */.w1)(registry, (0,base_reference/* baseOfRelease */.Y6)(baseImage, release), release);
    const config = await base.client.config(base.manifest);
    const name = (0,reference/* formatReference */.FH)(base.reference);
    const { os = '', architecture = '', osVersion = '' } = config.platform;
    if (os !== 'windows' || architecture !== release.architecture || (0,os_version/* parseOsVersion */.u)(osVersion)?.build !== release.build) {
        throw new refused_error/* RefusedError */.f([
            `Input 'base-image': ${name} is for ${(0,entries/* formatPlatform */.Bq)({ ...config.platform, os, architecture })}, not for ${release.name} (windows/${release.architecture} 10.0.${release.build}). Write where the release stands in its tag: name:tag-{{release}}.`
        ]);
    }
    const problem = (0,rebase/* countsProblem */._i)({ manifest: base.manifest, config });
    if (problem !== undefined) {
        throw new refused_error/* RefusedError */.f([
            `Input 'base-image': nothing can be put onto ${name}: ${problem}, and these have to be as many.`
        ]);
    }
    return { ...base, config, release };
};
/** The last moment that the header of an archive can hold, in seconds since 1970. */
const lastMoment = 0o77777777777;
/** The files in the order of the layer, with the folders that they are in. */
const findEntries = async (inputs, log) => {
    const found = await findFiles(inputs.workspace, inputs.files);
    try {
        const entries = arrange([...found, ...workingFolder(inputs)]);
        checkWorkingFolder(inputs, entries, log);
        return entries;
    }
    catch (cause) {
        if (!(cause instanceof LayerError))
            throw cause;
        throw new LayerError(`Input 'files': ${cause.message}. Rename one, or leave it out.`, { cause });
    }
};
const packEntries = async (entries, { sourceDateEpoch = 0 }, path, log) => {
    // Without a time of its own the layer stays the same as long as its files do, whatever the commit.
    const layer = await packLayer(entries, Math.min(sourceDateEpoch, lastMoment), path);
    const sizes = entries.flatMap(({ size }) => size ?? []);
    const bytes = (0,report_progress/* formatBytes */.z)(sizes.reduce((sum, size) => sum + size, 0));
    log.info(`Packed ${sizes.length} files (${bytes}) into ${layer.digest} (${(0,report_progress/* formatBytes */.z)(layer.size)})`);
    return layer;
};
/** A container does not start in a folder that is missing. Windows has its own ones, with rights that have to stay. */
const workingFolder = ({ workdir }) => workdir === undefined || workdir.names.length === 0 || (0,windows_path/* isOfWindows */.Dt)(workdir.names)
    ? []
    : [{ names: workdir.names, source: 'workdir' }];
/** What lies in Windows' own folders the base has to have: its layers are not looked into. */
const checkWorkingFolder = ({ workdir }, entries, log) => {
    if (workdir === undefined || workdir.names.length < 2 || !(0,windows_path/* isOfWindows */.Dt)(workdir.names))
        return;
    const path = (0,windows_path/* formatPath */.jV)(workdir.names);
    if (entries.some(({ names, size }) => size === undefined && (0,windows_path/* foldCase */.SP)((0,windows_path/* formatPath */.jV)(names)) === (0,windows_path/* foldCase */.SP)(path)))
        return;
    log.warning(`Input 'workdir': ${path} is not made, since Windows' own folders keep the rights that the base gives them. A container starts only where the base has it: take a folder of your own, like C:\\app, if it does not.`);
};
const readTargets = (inputs, release, clients) => (0,settled/* settled */.g)(clients.map(client => (0,targets/* readTarget */._)(client, inputs.legTag(release), 'no')));
const labelsOf = ({ reference, digest }, inputs) => ({
    ...(inputs.version === undefined ? {} : { [labels/* labelNames */.l3.version]: inputs.version }),
    ...(inputs.sourceDateEpoch === undefined ? {} : { [labels/* labelNames */.l3.created]: timeOf(inputs.sourceDateEpoch) }),
    ...inputs.settings.labels,
    [labels/* labelNames */.l3.revision]: inputs.revision,
    ...(0,labels/* baseLabels */.B7)(reference, digest)
});
/** RFC 3339, without parts of a second. */
const timeOf = (seconds) => new Date(seconds * 1000).toISOString().replace('.000', '');
const put = (base, layer, inputs) => {
    const { files, settings, sourceDateEpoch } = inputs;
    const copied = files.map(({ local, target }) => `${local} => ${(0,windows_path/* formatPath */.jV)(target.names)}`).join(', ');
    // As old as its base, where no time is given: the same files make the same image again.
    const created = sourceDateEpoch === undefined ? (base.config.created ?? timeOf(0)) : timeOf(sourceDateEpoch);
    return assembleImage(base, { ...layer, createdBy: `COPY ${copied}` }, { ...settings, labels: labelsOf(base, inputs) }, created);
};
const isUnchanged = ({ image, targets }) => targets.every(({ current }) => current === image.manifest.digest);
/** Whatever the images are made of goes up before the first tag changes: layers, then configs. */
const bringParts = async (legs, layer, registry) => {
    const [first] = legs;
    if (first === undefined)
        return;
    const clients = first.targets.map(({ client }) => client);
    await (0,settled/* settled */.g)([
        placeBlob({ blob: first.image.layer, open: layer.open }, clients, registry.policy),
        ...legs.flatMap(({ base, image }) => clients.map(async (client) => {
            await registry.copyBlobs(base.client, client, image.ofBase);
            await (0,upload/* uploadContent */.H)(client, image.config, { policy: registry.policy });
        }))
    ]);
};
const describe = (leg, inputs) => {
    const { base, image, targets } = leg;
    return {
        release: base.release,
        osVersion: base.config.platform.osVersion ?? '',
        baseName: (0,reference/* formatReference */.FH)(base.reference),
        baseDigest: base.digest,
        references: targets.map(({ client, tag }) => (0,reference/* formatReference */.FH)({ ...client.repository, tag })),
        digest: image.manifest.digest,
        imageId: image.config.digest,
        outcome: isUnchanged(leg) ? 'unchanged' : inputs.push ? 'published' : 'not written'
    };
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

/***/ 633:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ runSteps),
/* harmony export */   w: () => (/* binding */ ownComment)
/* harmony export */ });
/** Instructions of a Dockerfile that run nothing in a container of the base. */
const harmless = 'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';
/** The comment of the steps that mode `assemble` makes. */
const ownComment = 'win-multiarch';
/** Those who write the instruction itself say so in the comment (BuildKit dockerfile2llb convert.go, commitToHistory). */
const commentsOfBare = ['buildkit.dockerfile.v0', ownComment];
const bare = new RegExp(`^(?:${harmless})(?:\\s|$)`);
/** The classic builder writes the shell that was set, a mark, and the instruction (moby dispatchers.go). */
const classic = new RegExp(`^(.*?)\\s?#\\(nop\\)\\s+(${harmless})\\b\\s*(.*)$`, 's');
/** The shells that stand before the mark unless SHELL sets another: Windows, Linux. */
const usualShells = ['', 'cmd /S /C', '/bin/sh -c'];
/**
 * The steps from a position on that ran something in a container, as they are written. What is not understood counts as
 * one: it may have changed anything. A RUN cannot pass for another step by what it says itself: an instruction alone, which
 * the classic builder writes for `RUN ["ADD", "x"]`, counts beside the comment that no RUN writes, and the mark behind the
 * shell of that time.
 *
 * @param history of the whole image: a shell may have been set by its base
 */
const runSteps = (history, from) => {
    const shells = new Set(usualShells);
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
    return ran.map(({ createdBy }) => (createdBy === '' ? '(a step that does not say what it did)' : createdBy));
};


/***/ }),

/***/ 5077:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kj: () => (/* binding */ isBuiltOn),
/* harmony export */   Rb: () => (/* binding */ ownRunSteps),
/* harmony export */   Sb: () => (/* binding */ changedSettings),
/* harmony export */   U: () => (/* binding */ rebaseImage),
/* harmony export */   _T: () => (/* binding */ sharedLayers),
/* harmony export */   _i: () => (/* binding */ countsProblem),
/* harmony export */   cW: () => (/* binding */ historyProblem),
/* harmony export */   w: () => (/* binding */ layersOf)
/* harmony export */ });
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(720);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(633);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9217);



const layersIn = ({ history }) => history.filter(({ hasLayer }) => hasLayer).length;
/** Why the numbers of an image do not agree; undefined where they do (image-spec config.md: one diff_id a layer). */
const countsProblem = ({ manifest, config }) => {
    const [layers, diffIds, history] = [manifest.layers.length, config.diffIds.length, layersIn(config)];
    return layers === diffIds && diffIds === history
        ? undefined
        : `it has ${layers} layers, ${diffIds} diff_ids and ${history} steps of its history that made a layer`;
};
/**
 * How many of a base's layers an image begins with, by their diff_ids: a push by the classic builder compresses layers
 * anew, so that their digests prove nothing.
 */
const sharedLayers = (image, base) => {
    const end = base.diffIds.findIndex((diffId, i) => image.diffIds[i] !== diffId);
    return end < 0 ? base.diffIds.length : end;
};
/** Whether an image is built on a base: it begins with all its layers. */
const isBuiltOn = (image, base) => base.diffIds.length > 0 && sharedLayers(image, base) === base.diffIds.length;
/** Why the history of an image does not begin with that of its base; undefined where it does. */
const historyProblem = (image, base) => {
    const first = image.history.slice(0, base.history.length);
    const made = first.filter(({ hasLayer }) => hasLayer).length;
    return made === base.diffIds.length
        ? undefined
        : `of the first ${base.history.length} steps of its history, which are the base's, ${made} made a layer, not ${base.diffIds.length}`;
};
/** The steps of an image, behind those of its base, that ran something in a container. */
const ownRunSteps = (image, base) => (0,_history_js__WEBPACK_IMPORTED_MODULE_1__/* .runSteps */ .r)(image.history, base.history.length);
const settingsOf = ({ json }) => (json.config ?? {});
/** Settings that an image takes from its base when it is built, and keeps when its base is swapped. */
const changedSettings = (from, to) => ['Env', 'Cmd', 'User', 'Shell'].flatMap(name => {
    const [before = null, after = null] = [settingsOf(from)[name], settingsOf(to)[name]].map(value => value ?? null);
    const [left, right] = [JSON.stringify(before), JSON.stringify(after)];
    return left === right ? [] : [`${name} was ${left} and is ${right}`];
});
/** The layers of a base as a manifest of a media type names them. */
const layersOf = ({ manifest }, manifestType) => manifest.layers.map(({ mediaType, digest, size, urls }) => ({
    mediaType: (0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .layerTypeIn */ .v5)(manifestType, mediaType),
    digest,
    size,
    ...(urls === undefined ? {} : { urls })
}));
/** Members of a record with new values; those that become undefined go, the others keep their places. */
const replaced = (json, values) => Object.fromEntries(Object.entries({ ...json, ...values }).filter(([, value]) => value !== undefined));
const configOf = (image, oldBase, newBase, labels, created) => {
    const history = (config) => (config.json.history ?? []);
    return replaced(image.json, {
        created,
        'os.version': newBase.json['os.version'],
        'os.features': newBase.json['os.features'],
        config: { ...settingsOf(image), Labels: { ...image.labels, ...labels } },
        rootfs: {
            type: 'layers',
            diff_ids: [...newBase.diffIds, ...image.diffIds.slice(oldBase.diffIds.length)]
        },
        history: [...history(newBase), ...history(image).slice(oldBase.history.length)]
    });
};
/**
 * Swaps the base of an image: layers, diff_ids, history, os.version and os.features. The image's own layers, their
 * descriptors, its settings and the family of its media types stay. The caller has proved the old base, and checked that
 * counts and histories agree. The same arguments give the same bytes.
 */
const rebaseImage = (image, oldBase, newBase, { labels, created }) => {
    const { manifest } = image;
    const config = (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(manifest.config.mediaType, configOf(image.config, oldBase.config, newBase.config, labels, created));
    const ofBase = layersOf(newBase, manifest.mediaType);
    const own = manifest.layers.slice(oldBase.config.diffIds.length);
    const written = JSON.parse(new TextDecoder().decode(manifest.bytes));
    // Annotations that say what a label says follow it; where there are none the labels are enough.
    const annotations = Object.fromEntries(Object.entries(manifest.annotations).map(([key, value]) => [key, labels[key] ?? value]));
    const json = replaced(written, {
        config: {
            ...manifest.config.written,
            mediaType: config.mediaType,
            size: config.bytes.length,
            digest: config.digest
        },
        layers: [...ofBase.map(_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh), ...own.map(layer => layer.written ?? (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh)(layer))],
        ...(written.annotations === undefined ? {} : { annotations })
    });
    return { manifest: (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(manifest.mediaType, json), config, ofBase, own };
};


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

/***/ 3650:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ findOldBase),
/* harmony export */   NV: () => (/* binding */ withConfig),
/* harmony export */   UU: () => (/* binding */ sameBase),
/* harmony export */   i: () => (/* binding */ builtImage),
/* harmony export */   sw: () => (/* binding */ baseTemplate),
/* harmony export */   w1: () => (/* binding */ readNewBase)
/* harmony export */ });
/* unused harmony export baseCandidates */
/* harmony import */ var _oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(876);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7774);
/* harmony import */ var _oci_rebase_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5077);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2148);
/* harmony import */ var _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9270);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6472);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5606);








/** A base with its config. */
const withConfig = async (base) => ({
    ...base,
    config: await base.client.config(base.manifest)
});
/** Reads an image that stands in a list, or alone, for a release. @throws RefusedError where it is no image */
const builtImage = async ({ reference, descriptor, platform }, client, release) => {
    const manifest = await client.get(descriptor.digest);
    if (manifest?.kind !== 'manifest')
        throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([`${reference} is no image.`]);
    return { manifest, config: await client.config(manifest), reference, osVersion: platform.osVersion ?? '', release };
};
/** What the labels of an image, or annotations of the same names, say of its base; nothing where it cannot be read. */
const namedBase = ({ config, manifest }) => {
    const said = { ...manifest.annotations, ...config.labels };
    const [name, digest] = [said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.baseName], said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.baseDigest]];
    try {
        const reference = name === undefined ? undefined : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseReference */ .F2)(name);
        return reference === undefined || !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) ? reference : { ...reference, digest };
    }
    catch {
        return undefined;
    }
};
/** A repository's image of exactly the Windows version that an image has, and, as a moment ago, of its release. */
const inRepository = (template, { osVersion, release }) => [
    ...(template.tag === undefined ? [{ ...(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._M)(template), tag: osVersion }] : []),
    (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOfRelease */ .Y6)(template, release)
];
/** Where the base may be: the likeliest first. A base that is named by the user stands alone. */
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
    return all.filter((one, i) => all.findIndex(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(one) === (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(other)) === i);
};
const tryCandidate = async (registry, image, candidate, early) => {
    const { architecture, build } = image.release;
    const wanted = { os: 'windows', architecture, build };
    try {
        const found = await (0,_base_js__WEBPACK_IMPORTED_MODULE_7__/* .readBase */ .w)(registry, candidate, wanted, early);
        if (found === undefined)
            return { candidate, why: 'there is no such image' };
        const base = await withConfig(found);
        if ((0,_oci_rebase_js__WEBPACK_IMPORTED_MODULE_3__/* .isBuiltOn */ .Kj)(image.config, base.config))
            return base;
        const [shared, of] = [(0,_oci_rebase_js__WEBPACK_IMPORTED_MODULE_3__/* .sharedLayers */ ._T)(image.config, base.config), base.config.diffIds.length];
        return { candidate, why: `the image begins with ${shared} of its ${of} layers` };
    }
    catch (error) {
        return { candidate, why: error instanceof Error ? (0,_report_log_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g)(error.message) : String(error) };
    }
};
const isMiss = (result) => 'why' in result;
/**
 * Finds the base that an image is built on, and proves it by the diff_ids: the image begins with all its layers.
 *
 * @returns the base; or what was tried, and how far each fitted
 */
const findOldBase = async (registry, image, hints) => {
    const [first, ...others] = baseCandidates(image, hints);
    const misses = [];
    // What an image says of itself is nearly always right; the guesses behind it are made at once.
    for (const group of [first === undefined ? [] : [first], others]) {
        const results = await Promise.all(group.map(candidate => tryCandidate(registry, image, candidate, hints.early)));
        const base = results.find(result => !isMiss(result));
        if (base !== undefined && !isMiss(base))
            return base;
        misses.push(...results.filter(isMiss));
    }
    return misses.map(({ candidate, why }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(candidate)}: ${why}`);
};
/** Where the new base is, as far as it can be told before the old one is found. */
const baseTemplate = (image, { baseImage, oldBase }) => baseImage ?? oldBase ?? namedBase(image);
/** Whether two bases have the same files. */
const sameBase = (a, b) => a.config.diffIds.join() === b.config.diffIds.join();
/** Reads a base that has to be there. @throws RefusedError where it is not */
const readNewBase = async (registry, reference, { name, architecture, build }, early) => {
    const base = await (0,_base_js__WEBPACK_IMPORTED_MODULE_7__/* .readBase */ .w)(registry, reference, { os: 'windows', architecture, build }, early);
    if (base !== undefined)
        return base;
    const others = reference.otherTags?.map(tag => `, nor does ${tag}`).join('') ?? '';
    throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([
        `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(reference)}, the base for ${name}, does not exist${others}, or holds no image for windows/${architecture} 10.0.${build}. Check 'base-image' (or 'new-base') and 'releases'.`
    ]);
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

/***/ 9825:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ heldVersion),
/* harmony export */   _: () => (/* binding */ readTarget)
/* harmony export */ });
/* harmony import */ var _oci_document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(720);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(145);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4456);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7373);






/** What we cannot make sense of was not written by us; it is no reason to publish nothing. */
const isUnreadable = (error) => error instanceof _images_js__WEBPACK_IMPORTED_MODULE_5__/* .ImageError */ .C8 ||
    (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .RegistryError */ .gl && (error.cause instanceof _oci_document_js__WEBPACK_IMPORTED_MODULE_0__/* .DocumentError */ .Mi || error.status === 404));
const orUnreadable = (reading) => reading.catch((error) => {
    if (isUnreadable(error))
        return 'unreadable';
    throw error;
});
/** Reads what a tag names now, and begins to read what it holds where that is asked for. */
const readTarget = async (client, tag, look) => {
    const name = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatReference */ .FH)({ ...client.repository, tag });
    const target = { client, tag, name, readAt: performance.now() };
    const tolerant = look === 'whole' ? (reading) => reading : orUnreadable;
    const document = look === 'no' ? 'unreadable' : await tolerant(client.get(tag));
    if (document === 'unreadable')
        return { ...target, current: await client.head(tag), held: Promise.resolve(undefined) };
    if (document === undefined)
        return { ...target, current: undefined, held: Promise.resolve(undefined) };
    const reading = tolerant((0,_images_js__WEBPACK_IMPORTED_MODULE_5__/* .imagesOf */ .IC)(client, document, name));
    const held = reading.then(images => (images === 'unreadable' ? undefined : images));
    // Whoever awaits it hears of its failure; it must not end the process before.
    held.catch(() => undefined);
    return { ...target, current: document.digest, held };
};
/** The version of what a tag holds now: the list's annotation, else the label that its Windows images agree on. */
const heldVersion = async ({ held }) => {
    const images = await held;
    return images === undefined
        ? undefined
        : (images.root.annotations[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.version] ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .commonVersion */ .S6)(images.entries));
};


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
/** A text names no place in an image; the message says in which way. */
class PathError extends Error {
    name = 'PathError';
}
/** UTF-16 units of one name (NTFS), and of a whole path (the limit of `\\?\C:\…`, less what Windows puts before it). */
const longestName = 255;
const longestPath = 32_000;
/** Names of devices, whatever their extension ("Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i;
/** Why no file of an image can have the name; undefined where one can. */
const nameProblem = (name) => {
    if (/[\u0000-\u001f]/.test(name))
        return 'it holds a control character';
    const [sign] = /[<>:"|?*\\/]/.exec(name) ?? [];
    if (sign !== undefined)
        return `it holds '${sign}'${sign === ':' ? ', which stands before the name of a data stream' : ''}`;
    if (/[. ]$/.test(name))
        return 'it ends in a dot or a space, which Windows drops';
    if (device.test(name))
        return 'Windows takes it for a device';
    // The decoder's sign for what is no UTF-8, and halves of a pair in UTF-16.
    if (/[\ufffd\p{Surrogate}]/u.test(name))
        return 'it is not Unicode';
    if (name.length > longestName)
        return `it has more than ${longestName} characters`;
    if (name.startsWith('.wh.'))
        return "in a layer a name with '.wh.' before it deletes a file (image-spec layer.md)";
    return undefined;
};
/** The name as Windows compares it: characters are upper-cased one by one, and stay where that would make two of one. */
const foldCase = (name) => Array.from(name, sign => (sign.toUpperCase().length === sign.length ? sign.toUpperCase() : sign)).join('');
/** `C:\app\hello.exe` */
const formatPath = (names) => `C:\\${names.join('\\')}`;
/** @throws PathError for what no file of an image can be called */
const checkPath = (names) => {
    for (const name of names) {
        const problem = nameProblem(name);
        if (problem !== undefined)
            throw new PathError(`Windows cannot have the name '${name}': ${problem}`);
    }
    const path = formatPath(names);
    if (path.length > longestPath)
        throw new PathError(`'${path.slice(0, 100)}…' is a path of ${path.length} characters; Windows has at most ${longestPath}`);
};
/**
 * Reads a path in an image: `C:\app`, `C:/app/`, `/app` and `app` are the same place.
 *
 * @throws PathError that says what is wrong with the text
 */
const parseImagePath = (text) => {
    if (/^[\\/]{2}/.test(text))
        throw new PathError(`'${text}' is a path of the network or of a device, not of the image`);
    const [, drive] = /^([A-Za-z]):/.exec(text) ?? [];
    if (drive !== undefined && drive.toUpperCase() !== 'C')
        throw new PathError(`'${text}' is on the drive ${drive}:, and an image has C: only`);
    const path = drive === undefined ? text : text.slice(2);
    // C:app is a place in the current folder of C:, which nothing here has.
    if (drive !== undefined && !/^[\\/]/.test(path))
        throw new PathError(`'${text}' has no separator behind the drive`);
    const names = path.split(/[\\/]/).filter(name => name !== '' && name !== '.');
    if (names.includes('..'))
        throw new PathError(`'${text}' holds '..'`);
    checkPath(names);
    return { names, folder: names.length === 0 || /[\\/]\.?$/.test(path) };
};
/** Folders that every Windows has, or that its programs expect to have rights of their own. */
const windowsFolders = new Set(['Windows', 'Users', 'Program Files', 'Program Files (x86)', 'ProgramData', 'inetpub'].map(foldCase));
/** Whether a place is one of Windows itself, or beneath one. */
const isOfWindows = ([top = '']) => windowsFolders.has(foldCase(top));


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
