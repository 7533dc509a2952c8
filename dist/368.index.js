export const id = 368;
export const ids = [368];
export const modules = {

/***/ 8368:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  check: () => (/* binding */ check)
});

// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
// EXTERNAL MODULE: ./src/oci/entries.ts
var oci_entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/registry/images.ts
var registry_images = __webpack_require__(7373);
// EXTERNAL MODULE: ./src/registry/old-base.ts
var old_base = __webpack_require__(3650);
// EXTERNAL MODULE: ./src/registry/settled.ts
var settled = __webpack_require__(4018);
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
// EXTERNAL MODULE: ./src/report/list.ts
var list = __webpack_require__(9000);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/check.ts





const day = 86_400_000;
/** Days from the publication of the image's base to that of the newest; undefined where a date is missing. */
const daysBehind = ({ base, newest, outdated }) => {
    if (!outdated)
        return 0;
    const [from, to] = [base?.config.created, newest.config.created].map(text => Date.parse(text ?? ''));
    const days = Math.round(((to ?? NaN) - (from ?? NaN)) / day);
    return Number.isNaN(days) ? undefined : Math.max(0, days);
};
const versionOf = ({ config }) => config.platform.osVersion ?? '';
const behind = (finding) => {
    const days = daysBehind(finding);
    if (!finding.outdated)
        return 'up to date';
    // Dates that say nothing are no news: those of reproducible images are all the same.
    return days === undefined || days === 0 ? '⚠️ outdated' : `⚠️ ${days} ${days === 1 ? 'day' : 'days'} behind`;
};
const summaryOf = ({ source, root, entries, findings, pulls }) => {
    const name = (0,reference/* formatReference */.FH)(source);
    const outdated = findings.some(finding => finding.outdated);
    return [
        `### ${outdated ? 'Outdated' : 'Up to date'}: ${(0,markdown/* code */.aY)(name)}`,
        (0,markdown/* table */.tp)(['Release', 'Windows', 'Newest', 'State', 'Base'], findings.map(finding => [
            finding.release.name,
            (0,markdown/* code */.aY)(finding.entry.platform.osVersion ?? ''),
            (0,markdown/* code */.aY)(versionOf(finding.newest)),
            behind(finding),
            finding.base === undefined ? 'not found' : (0,markdown/* code */.aY)((0,reference/* readableReference */.ep)(finding.base.reference))
        ])),
        ...(outdated
            ? ['`mode: rebase` puts the newest bases under these images; a build with `pull: true` does it too.']
            : []),
        // One image alone is no list that hosts choose from.
        ...((0,media_types/* isIndexType */.$U)(root.mediaType) ? (0,list/* hostsSection */.Dk)(name, entries, pulls) : []),
        ''
    ].join('\n\n');
};
const metadataOf = ({ source, root, findings }) => ({
    reference: (0,reference/* formatReference */.FH)(source),
    digest: root.digest,
    images: findings.map(finding => {
        const { entry, release, base, newest, outdated } = finding;
        const days = daysBehind(finding);
        return {
            release: release.name,
            digest: entry.descriptor.digest,
            platform: (0,oci_document/* platformJson */.Uz)(entry.platform),
            ...(base === undefined ? {} : { base: { name: (0,reference/* qualifiedReference */.AC)(base.reference), digest: base.digest } }),
            newest: { name: (0,reference/* qualifiedReference */.AC)(newest.reference), digest: newest.digest, 'os.version': versionOf(newest) },
            outdated,
            ...(days === undefined ? {} : { daysBehind: days })
        };
    })
});
const failureOf = ({ source, findings }) => {
    const outdated = findings.filter(finding => finding.outdated);
    const each = outdated.map(({ release, entry, newest }) => `${release.name} has ${entry.platform.osVersion ?? ''}, the newest is ${versionOf(newest)}`);
    return `${(0,reference/* formatReference */.FH)(source)} is outdated: ${each.join('; ')}. Run mode 'rebase', or build with 'pull: true'; without 'fail-on-outdated' the step only says so.`;
};
/** The outputs and the step summary of a check. */
const checkResult = (outcome, { failOnOutdated }) => {
    const outdated = outcome.findings.filter(finding => finding.outdated);
    return {
        outputs: {
            digest: outcome.root.digest,
            reference: (0,reference/* formatReference */.FH)(outcome.source),
            releases: outcome.findings.map(({ release }) => release.name).join(','),
            outdated: String(outdated.length > 0),
            'outdated-releases': outdated.map(({ release }) => release.name).join(','),
            metadata: JSON.stringify(metadataOf(outcome))
        },
        summary: summaryOf(outcome),
        ...(failOnOutdated && outdated.length > 0 ? { failure: failureOf(outcome) } : {})
    };
};

// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
// EXTERNAL MODULE: ./src/windows/reach.ts + 2 modules
var reach = __webpack_require__(134);
;// CONCATENATED MODULE: ./src/modes/check.ts









/** Compares the Windows of published images with the newest of their releases. Nothing is written. */
const check = async (inputs, { registry, log }) => {
    const source = await (0,registry_images/* requireImages */.Qu)(registry, inputs.source, "the inputs 'source', 'image' and 'tags'");
    const findings = await (0,settled/* gathered */.P)(releasedImages(source, log).map(({ entry, release }) => inspect(entry, release, { client: source.client, registry, inputs, log })), 'The newest bases cannot be told');
    for (const { entry, newest, outdated } of findings) {
        const said = outdated
            ? `is outdated: the newest is ${newest.config.platform.osVersion ?? ''}`
            : 'has the newest base';
        log.info(`${(0,oci_entries/* describeEntry */.OY)(entry)} ${said} (${(0,reference/* formatReference */.FH)(newest.reference)})`);
    }
    const pulls = (0,reach/* whoPullsWhat */.f)(source.entries.map(({ platform }) => platform));
    return checkResult({ source: inputs.source, root: source.root, entries: source.entries, findings, pulls }, inputs);
};
/** The Windows images whose release is known; what else is there has no base that could be newer. */
const releasedImages = ({ entries, client }, log) => {
    const windows = entries.filter(({ platform }) => platform.os === 'windows');
    if (windows.length === 0)
        log.warning(`There is no Windows image in ${(0,reference/* formatReference */.FH)(client.repository)} to check.`);
    return windows.flatMap(entry => {
        const release = (0,oci_entries/* releaseOf */.l7)(entry);
        if (release === undefined)
            log.warning(`${(0,oci_entries/* describeEntry */.OY)(entry)}: of no release known here, so nothing can be newer.`);
        return release === undefined ? [] : [{ entry, release }];
    });
};
/** Finds the base of an image and the newest one of the same release. */
const inspect = async (entry, release, { client, registry, inputs, log }) => {
    const image = await (0,old_base/* builtImage */.i)(entry, client, release);
    const newestOf = async (template) => (0,old_base/* withConfig */.NV)(await (0,old_base/* readNewBase */.w1)(registry, (0,base_reference/* baseOfRelease */.Y6)(template, release), release));
    const template = (0,old_base/* baseTemplate */.sw)(image, inputs);
    const [found, early] = await Promise.all([
        (0,old_base/* findOldBase */.Is)(registry, image, inputs),
        template === undefined ? undefined : newestOf(template)
    ]);
    const base = 'manifest' in found ? found : undefined;
    // Windows itself is updated on the same day, whatever is built on it.
    const [fallback] = base_reference/* commonBases */.Cb;
    const newest = early ?? (await newestOf(base === undefined ? fallback : (0,reference/* repositoryOf */._M)(base.reference)));
    if (!('manifest' in found)) {
        log.notice(`The base of ${entry.reference} was not found, so only its Windows version is compared. Tried: ${found.join('; ')}. 'base-image' names its repository.`);
    }
    return { entry, release, ...(base === undefined ? {} : { base }), newest, outdated: isOutdated(entry, base, newest) };
};
/** Whether a rebase would do something: another base of the same or a newer Windows. */
const isOutdated = ({ platform }, base, newest) => {
    const [held, offered] = [platform.osVersion, newest.config.platform.osVersion].map(text => (0,os_version/* parseOsVersion */.u)(text ?? ''));
    if (held === undefined || offered === undefined)
        return false;
    const order = (0,os_version/* compareOsVersions */.N)(offered, held);
    return order > 0 || (order === 0 && base !== undefined && !(0,old_base/* sameBase */.UU)(base, newest));
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


/***/ })

};
