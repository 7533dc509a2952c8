export const id = 514;
export const ids = [514];
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

/***/ 5855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ logNothingWritten)
/* harmony export */ });
/** Logs why a mode has not written anything, where it has not. */
const logNothingWritten = (push, unchanged, log) => {
    if (!push)
        log.info("Nothing was written: 'push' is false.");
    else if (unchanged)
        log.info('Nothing was written: every tag is up to date.');
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
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7832);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9927);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(720);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(633);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9217);





const layersIn = ({ history }) => history.filter(({ hasLayer }) => hasLayer).length;
/** Why the layers of an image cannot be counted; undefined where they can (image-spec config.md: one diff_id per layer). */
const countsProblem = ({ manifest, config }) => {
    const [layers, diffIds, history] = [manifest.layers.length, config.diffIds.length, layersIn(config)];
    return layers === diffIds && diffIds === history
        ? undefined
        : `it has ${layers} layers, ${diffIds} diff_ids and ${history} history steps that made a layer`;
};
/** Why the history of an image does not begin with that of its base; undefined where it does. */
const historyProblem = (image, base) => {
    const first = image.history.slice(0, base.history.length);
    const made = first.filter(({ hasLayer }) => hasLayer).length;
    return made === base.diffIds.length
        ? undefined
        : `of the first ${base.history.length} steps of its history, which are those of the base, ${made} made a layer, not ${base.diffIds.length}`;
};
/** The steps of an image after those of its base that ran something in a container. */
const ownRunSteps = (image, base) => (0,_history_js__WEBPACK_IMPORTED_MODULE_1__/* .runSteps */ .r)(image.history, base.history.length);
const settingsOf = ({ json }) => (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asRecord */ .qY)(json.config);
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
    ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ urls })
}));
const configOf = (image, oldBase, newBase, { labels, created }) => {
    const steps = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asArray */ ._j)(image.json.history).slice(oldBase.history.length);
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({
        ...image.json,
        created,
        'os.version': newBase.json['os.version'],
        'os.features': newBase.json['os.features'],
        config: { ...settingsOf(image), Labels: { ...image.labels, ...labels } },
        rootfs: { type: 'layers', diff_ids: [...newBase.diffIds, ...image.diffIds.slice(oldBase.diffIds.length)] },
        history: [...(0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asArray */ ._j)(newBase.json.history), ...steps]
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
    const annotations = manifest.json.annotations === undefined
        ? undefined
        : Object.fromEntries(Object.entries(manifest.annotations).map(([key, value]) => [key, options.labels[key] ?? value]));
    const json = {
        ...manifest.json,
        config: {
            ...manifest.config.written,
            mediaType: config.mediaType,
            size: config.bytes.length,
            digest: config.digest
        },
        layers: [...ofBase.map(_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh), ...own.map(layer => layer.written ?? (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh)(layer))],
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ annotations })
    };
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
/* harmony import */ var _oci_base_layers_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4947);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2148);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1690);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2689);
/* harmony import */ var _runner_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7708);
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
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_4__/* .RefusedError */ .f([`${reference} is not an image. Check the input 'source'.`]);
    return { manifest, config: await client.config(manifest), reference, osVersion: platform.osVersion ?? '', release };
};
/** What the labels of an image, or annotations of the same names, say of its base; nothing where it cannot be read. */
const namedBase = ({ config, manifest }) => {
    const said = { ...manifest.annotations, ...config.labels };
    const [name, digest] = [said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.baseName], said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.baseDigest]];
    try {
        const reference = name === undefined ? undefined : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .parseReference */ .F2)(name);
        return reference === undefined || !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) ? reference : { ...reference, digest };
    }
    catch {
        return undefined;
    }
};
/** A repository's image of exactly the Windows version that an image has, and, as a moment ago, of its release. */
const inRepository = (template, { osVersion, release }) => [
    ...(template.tag === undefined ? [{ ...(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .repositoryOf */ ._M)(template), tag: osVersion }] : []),
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
    return all.filter((one, i) => all.findIndex(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatReference */ .FH)(one) === (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatReference */ .FH)(other)) === i);
};
const tryCandidate = async (registry, image, candidate, early) => {
    const { architecture, build } = image.release;
    const wanted = { os: 'windows', architecture, build };
    try {
        const found = await (0,_base_js__WEBPACK_IMPORTED_MODULE_7__/* .readBase */ .w)(registry, candidate, wanted, early);
        if (found === undefined)
            return { candidate, why: 'it does not exist' };
        const base = await withConfig(found);
        if ((0,_oci_base_layers_js__WEBPACK_IMPORTED_MODULE_8__/* .provesBase */ .hv)(image.config, base.config))
            return base;
        const [shared, of] = [(0,_oci_base_layers_js__WEBPACK_IMPORTED_MODULE_8__/* .sharedLayers */ ._T)(image.config, base.config), base.config.diffIds.length];
        return { candidate, why: `the image begins with ${shared} of its ${of} layers` };
    }
    catch (error) {
        return { candidate, why: (0,_runner_log_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g$)((0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A3)(error)) };
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
    return misses.map(({ candidate, why }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatReference */ .FH)(candidate)}: ${why}`);
};
/** Where the newest base of a release is, as far as it can be said before the old one is found. */
const newestBase = (image, { baseImage, oldBase }, release) => {
    if (baseImage !== undefined)
        return (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOfRelease */ .Y6)(baseImage, release);
    const former = oldBase ?? namedBase(image);
    return former === undefined ? undefined : (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .floatingBase */ .ke)(former, release);
};
/** Whether two bases have the same files. */
const sameBase = (a, b) => a.config.diffIds.join() === b.config.diffIds.join();
/** Reads a base that has to be there. @throws RefusedError where it is not */
const readNewBase = async (registry, reference, { name, architecture, build }, early) => {
    const base = await (0,_base_js__WEBPACK_IMPORTED_MODULE_7__/* .readBase */ .w)(registry, reference, { os: 'windows', architecture, build }, early);
    if (base !== undefined)
        return base;
    const others = reference.aliasTags?.map(tag => `, nor does ${tag}`).join('') ?? '';
    throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_4__/* .RefusedError */ .f([
        `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatReference */ .FH)(reference)}, the base for ${name}, does not exist${others}, or has no image for windows/${architecture} 10.0.${build}. Check 'base-image' (or 'new-base') and 'releases'.`
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
/* harmony import */ var _transport_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3758);
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2217);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7373);







/** Content that we cannot read was not written by us; it does not prevent publishing. */
const isUnreadable = (error) => error instanceof _image_error_js__WEBPACK_IMPORTED_MODULE_5__/* .ImageError */ .C ||
    (error instanceof _transport_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .RegistryError */ .gl && (error.cause instanceof _oci_document_js__WEBPACK_IMPORTED_MODULE_0__/* .DocumentError */ .Mi || error.status === 404));
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
    const reading = tolerant((0,_images_js__WEBPACK_IMPORTED_MODULE_6__/* .imagesOf */ .IC)(client, document, name));
    const held = reading.then(images => (images === 'unreadable' ? undefined : images));
    // Avoid an unhandled rejection: callers that await this still see the error.
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
