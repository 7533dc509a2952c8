export const id = 409;
export const ids = [409];
export const modules = {

/***/ 6640:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SN: () => (/* binding */ isWrongList),
/* harmony export */   rx: () => (/* binding */ listMismatches),
/* harmony export */   yO: () => (/* binding */ listedEntries)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7832);
/* harmony import */ var _windows_platform_match_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7138);
/* harmony import */ var _windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8147);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8825);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(720);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(145);






/**
 * The descriptors of a list, in its order: what hosts choose from.
 *
 * @param content the list as it is, or will be, published; of a single image there is nothing to choose
 * @param entries the images that were read from it
 */
const listedEntries = (content, entries) => {
    const document = (0,_document_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDocument */ .Tp)(content);
    if (document.kind === 'manifest')
        return [];
    const byDigest = new Map(entries.map(entry => [entry.descriptor.digest, entry]));
    return document.manifests.map(({ digest, platform }) => {
        const entry = byDigest.get(digest);
        return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ platform, entry, image: entry?.platform });
    });
};
const windowsDetails = (platform) => [(0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeVariant */ .pe)(platform), platform.osVersion ?? '', ...(platform.osFeatures ?? [])].join();
const agree = (listed, image) => listed.os.toLowerCase() === image.os.toLowerCase() &&
    (0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeArchitecture */ .dV)(listed.architecture) === (0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeArchitecture */ .dV)(image.architecture) &&
    (image.os.toLowerCase() !== 'windows' || windowsDetails(listed) === windowsDetails(image));
const describe = (platform) => [(0,_entries_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(platform), ...(platform.osFeatures ?? [])].join(' +');
/** Where a list says something else about an image than the image's own config. */
const listMismatches = (listed) => listed.flatMap(({ platform, entry }) => {
    if (entry === undefined || (platform !== undefined && agree(platform, entry.platform)))
        return [];
    const said = platform === undefined ? 'without a platform' : `as ${describe(platform)}`;
    return [
        `The image ${(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(entry.descriptor.digest)} is listed ${said}, but its config says ${describe(entry.platform)}.`
    ];
});
/** Whether a list misleads hosts: it says something else than the configs, or a host gets less than it could. */
const isWrongList = (listed) => listMismatches(listed).length > 0 || (0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_1__/* .simulatePulls */ .X)(listed).some(({ newerMatch }) => newerMatch !== undefined);


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

/***/ 2894:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dk: () => (/* binding */ hostsSection),
/* harmony export */   R2: () => (/* binding */ pullsJson),
/* harmony export */   TA: () => (/* binding */ logPulls),
/* harmony export */   bK: () => (/* binding */ pullWarnings),
/* harmony export */   "do": () => (/* binding */ releaseName)
/* harmony export */ });
/* unused harmony exports describeStart, pullTable, describePulls */
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7832);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(145);
/* harmony import */ var _runner_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7708);
/* harmony import */ var _runner_progress_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(667);
/* harmony import */ var _windows_isolation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8937);
/* harmony import */ var _windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8147);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2171);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4285);








/** The release that an image is for; its version where no release is known. */
const releaseName = ({ platform, release }) => 
// A release's name is ours; what an image says about itself may be anything.
release?.name ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseOf */ .l7)({ platform })?.name ?? (0,_runner_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(platform.osVersion ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlatform */ .Bq)(platform));
const nameOf = ({ entry, platform }) => {
    if (entry !== undefined)
        return releaseName(entry);
    return platform === undefined ? 'a list' : releaseName({ platform });
};
const words = {
    'by itself': 'starts',
    'with hyperv': 'starts only with --isolation=hyperv',
    never: 'does not start'
};
/** Whether an image starts, in words. */
const describeStart = ({ start, host }) => start === 'by itself' && (0,_windows_isolation_js__WEBPACK_IMPORTED_MODULE_4__/* .needsSameRevision */ .Z)(host.build) ? 'starts on the same update' : words[start];
/** What a host gets, and whether it starts: `ltsc2022: starts`. */
const outcomeOf = (pull, list) => {
    const taken = list[pull.index ?? -1];
    return taken === undefined ? 'nothing' : `${nameOf(taken)}: ${describeStart(pull)}`;
};
/** `Docker, containerd 1.7.6–2.1.5, 2.1.6–2.2` */
const joinEngines = (names) => names.reduce((joined, name) => {
    const isRepeated = joined.includes('containerd ') && name.startsWith('containerd ');
    return `${joined}, ${isRepeated ? name.replace('containerd ', '') : name}`;
});
const unique = (values) => [...new Set(values)];
const hostNames = (pulls) => unique(pulls.map(({ host }) => host.name));
const columnsOf = (pulls, list) => {
    const columns = [];
    for (const engine of unique(pulls.map(pull => pull.engine))) {
        const own = pulls.filter(pull => pull.engine === engine);
        const cells = own.map(pull => [pull.host.name, outcomeOf(pull, list)]);
        const same = columns.find(column => column.kind === engine.kind && cells.every(([host, cell]) => (column.cells.get(host) ?? cell) === cell));
        const column = same ?? { kind: engine.kind, engines: [], cells: new Map() };
        column.engines.push(engine.name);
        for (const [host, cell] of cells)
            column.cells.set(host, cell);
        if (same === undefined)
            columns.push(column);
    }
    return columns;
};
/** Which host gets which image with which engine. */
const pullTable = (pulls, list) => {
    const columns = columnsOf(pulls, list);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .table */ .tp)(['Host', ...columns.map(({ engines }) => joinEngines(engines))], hostNames(pulls).map(host => [host, ...columns.map(({ cells }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .plain */ .pj)(cells.get(host) ?? '–'))]));
};
/** The names of the engines for which the same text holds. */
const enginesByText = (pulls, textOf) => {
    const names = new Map();
    for (const pull of pulls) {
        const text = textOf(pull);
        names.set(text, [...(names.get(text) ?? []), pull.engine.name]);
    }
    return new Map([...names].map(([text, engines]) => [text, joinEngines(engines)]));
};
/** One line per host for the log; engines are named where they differ. */
const describePulls = (pulls, list) => hostNames(pulls).map(host => {
    const own = pulls.filter(pull => pull.host.name === host);
    const outcomes = enginesByText(own, pull => outcomeOf(pull, list));
    const parts = [...outcomes].map(([outcome, names]) => (outcomes.size === 1 ? outcome : `${outcome} (${names})`));
    return `${host}: ${parts.join('; ')}`;
});
const hasWindows = (list) => list.some(({ image, platform }) => (image ?? platform)?.os === 'windows');
/** Prints who pulls what; nothing where no image is for Windows. */
const logPulls = async (list, log) => {
    if (!hasWindows(list))
        return;
    await log.group('Who pulls what', () => {
        for (const line of describePulls((0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_2__/* .simulatePulls */ .X)(list), list))
            log.info(line);
        return Promise.resolve();
    });
};
/** What would help a host: an image of its own release, unless the list has one. */
const remedyFor = ({ host }, list) => {
    const own = (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_3__/* .releaseOfHost */ .nL)(host.build, host.architecture)?.release.name;
    return own === undefined || list.some(listed => nameOf(listed) === own) ? '' : ` Add an image for ${own} to the list.`;
};
const problemOf = (pull, list) => {
    const [taken, best] = [list[pull.index ?? -1], list[pull.newerMatch ?? -1]];
    const got = taken === undefined ? 'nothing' : `${nameOf(taken)} (${describeStart(pull)})`;
    if (best !== undefined)
        return `gets ${got}, although the image for ${nameOf(best)} would start there.${remedyFor(pull, list)}`;
    return pull.start === 'with hyperv' ? `gets ${got}.${remedyFor(pull, list)}` : undefined;
};
/** Hosts that get less than they could, or what a plain `docker run` does not start there. */
const pullWarnings = (pulls, list) => {
    const problems = pulls.filter(pull => problemOf(pull, list) !== undefined);
    const engines = enginesByText(problems, pull => `${pull.host.name} with \0 ${problemOf(pull, list) ?? ''}`);
    return [...engines].map(([text, names]) => text.replace('\0', names));
};
/** The bytes of the layers that a host downloads and never uses. */
const unusedBytes = ({ index, unused }, list) => {
    const layersOf = (at) => list[at]?.entry?.layers ?? [];
    const used = new Set(index === undefined ? [] : layersOf(index).map(({ digest }) => digest));
    const sizes = new Map(unused.flatMap(layersOf).map(({ digest, size }) => [digest, size]));
    return [...sizes].reduce((sum, [digest, size]) => (used.has(digest) ? sum : sum + size), 0);
};
/** What engines that download every image that fits download for nothing; undefined where they do not. */
const downloadNote = (pulls, list) => {
    const wasteful = pulls.filter(pull => unusedBytes(pull, list) > 0);
    if (wasteful.length === 0)
        return undefined;
    const sizes = wasteful.map(pull => `${(0,_runner_progress_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z)(unusedBytes(pull, list))} on ${pull.host.name}`);
    const names = joinEngines(unique(wasteful.map(({ engine }) => engine.name)));
    return `${names} downloads every image that fits before it takes one. Downloaded and never used: ${sizes.join(', ')}.`;
};
const arrows = { 'by itself': '-->', 'with hyperv': '-.->', never: '--x' };
/** A picture of the list, its images, and the hosts that get them with Docker. */
const picture = (name, pulls, list) => {
    const docker = pulls.filter(({ engine }) => engine.kind === 'docker');
    const boxes = list.flatMap((listed, i) => listed.platform?.os === 'unknown' ? [] : [`  list --> e${i}[${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .label */ .Pf)(nameOf(listed))}]`]);
    return [
        '```mermaid',
        'flowchart LR',
        `  list[${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .label */ .Pf)(name)}]`,
        ...boxes,
        ...docker.map((pull, i) => pull.index === undefined
            ? `  h${i}([${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .label */ .Pf)(`${pull.host.name}: nothing fits`)}])`
            : `  e${pull.index} ${arrows[pull.start]}|${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .label */ .Pf)(describeStart(pull))}| h${i}([${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .label */ .Pf)(pull.host.name)}])`),
        '```'
    ].join('\n');
};
/** Which host gets which image of the list; nothing where there is none for Windows. */
const hostsSection = (name, pulls, list) => {
    if (!hasWindows(list))
        return [];
    const note = downloadNote(pulls, list);
    return [
        '#### Who pulls what',
        pullTable(pulls, list),
        ...pullWarnings(pulls, list).map(_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .warning */ .$e),
        ...(note === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .plain */ .pj)(note)]),
        '<details><summary>The hosts with Docker, as a picture</summary>',
        picture(name, pulls, list),
        '</details>'
    ];
};
/** The pulls as the output `metadata` has them. */
const pullsJson = (pulls, list) => pulls.map(pull => {
    const { host, engine, index } = pull;
    return {
        host: host.name,
        engine: engine.name,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_7__/* .defined */ .s)({
            index,
            start: index === undefined ? undefined : pull.start,
            digest: list[index ?? -1]?.entry?.descriptor.digest
        })
    };
});


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

/***/ 7138:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dV: () => (/* binding */ normalizeArchitecture),
/* harmony export */   pC: () => (/* binding */ matchesPlatform),
/* harmony export */   pe: () => (/* binding */ normalizeVariant),
/* harmony export */   s: () => (/* binding */ oldestBuild),
/* harmony export */   wb: () => (/* binding */ architectureRank)
/* harmony export */ });
/** Builds of the releases whose images run on newer hosts too (hcsshim and containerd/platforms: "stable ABI"). */
const stableBuilds = [20_348, 26_100];
const [firstStableBuild = 0] = stableBuilds;
/** {@link OldestBuild}, by the version of containerd/platforms. */
const oldestBuild = {
    /** v0.2.1 to v1.0.0-rc.1 */
    untilRc1: () => firstStableBuild,
    /** rc.2 to rc.4: the newest LTSC below the host, so that Windows 11 25H2 refuses ltsc2022 (moby#53397) */
    rc2ToRc4: (hostBuild) => stableBuilds.findLast(build => build < hostBuild) ?? firstStableBuild,
    /** rc.5: the LTSC before the newest one that the host runs */
    fromRc5: (hostBuild) => stableBuilds[stableBuilds.findLastIndex(build => build <= hostBuild) - 1] ?? firstStableBuild
};
const architectureNames = {
    x86_64: 'amd64',
    'x86-64': 'amd64',
    aarch64: 'arm64',
    i386: '386'
};
/** The architecture as containerd spells it (database.go, normalizeArch). */
const normalizeArchitecture = (architecture) => {
    const lower = architecture.toLowerCase();
    return architectureNames[lower] ?? lower;
};
/** Variants that mean the same as none. */
const defaultVariants = { amd64: ['v1'], arm64: ['v8', '8'] };
/** The variant that counts in a comparison; '' for the usual one. */
const normalizeVariant = ({ architecture, variant = '' }) => {
    const lower = variant.toLowerCase();
    const isUsual = architecture.toLowerCase() === 'i386' ||
        (defaultVariants[normalizeArchitecture(architecture)]?.includes(lower) ?? false);
    return isUsual ? '' : lower;
};
/** Fits every host when it is missing, and none when it cannot be read (platform_windows_compat.go). */
const matchesVersion = (hostBuild, osVersion, oldest) => {
    if (osVersion === '')
        return true;
    const [, major, minor, third] = /^(\d+)\.(\d+)\.(\d+)(?:\.|$)/.exec(osVersion) ?? [];
    const build = Number(third);
    if (Number(major) !== 10 || Number(minor) !== 0)
        return false;
    if (hostBuild < firstStableBuild)
        return build === hostBuild;
    return oldest(hostBuild) <= build && build <= hostBuild;
};
/** The host's architecture and those that stand in for it, the best first. */
const architecturesOf = ({ architecture }, { allows386 }) => allows386 && architecture === 'amd64' ? ['amd64', '386'] : [architecture];
/** 0: the host's own architecture; 1: one that stands in for it; -1: another one. */
const architectureRank = (target, platform, rules) => normalizeVariant(platform) === ''
    ? architecturesOf(target, rules).indexOf(normalizeArchitecture(platform.architecture))
    : -1;
/** A feature that is listed twice is compared twice, and not found the second time. */
const hasFeatures = ({ osFeatures = [] }) => osFeatures.length === 0 || (osFeatures.length === 1 && osFeatures[0] === 'win32k');
/** Whether a host takes an image of that platform (containerd/platforms, NewMatcher). */
const matchesPlatform = (target, platform, rules) => platform.os.toLowerCase() === 'windows' &&
    architectureRank(target, platform, rules) >= 0 &&
    matchesVersion(target.build, platform.osVersion ?? '', rules.oldestBuild) &&
    (!rules.checksFeatures || hasFeatures(platform));


/***/ }),

/***/ 8147:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ simulatePulls)
});

// UNUSED EXPORTS: startOn

;// CONCATENATED MODULE: ./src/windows/hosts.ts
const host = (name, build, client = false, architecture = 'amd64') => ({
    name,
    build,
    client,
    architecture
});
/** Windows Server releases that are supported and have base images. */
const server2016 = host('Windows Server 2016', 14_393);
const server2019 = host('Windows Server 2019', 17_763);
const server2022 = host('Windows Server 2022', 20_348);
const server2025 = host('Windows Server 2025', 26_100);
/** 26H2 (build 26300) and 26H1 (28000) choose like 25H2; 24H2 has the build of Windows Server 2025. */
const windows11 = host('Windows 11 25H2', 26_200, true);
const windows11Arm = host('Windows 11 25H2 on Arm', 26_200, true, 'arm64');
/** In the order in which they are shown. */
const commonHosts = [server2016, server2019, server2022, server2025, windows11, windows11Arm];

// EXTERNAL MODULE: ./src/windows/platform-match.ts
var platform_match = __webpack_require__(7138);
;// CONCATENATED MODULE: ./src/windows/pull.ts

/** The descriptors that have a platform, with their positions. */
const withIndex = (list) => list.flatMap(({ platform }, index) => (platform === undefined ? [] : [{ index, platform }]));
/** The third part of a version. moby takes a build that it cannot read for an old one (checkImageCompatibility). */
const dockerBuild = (osVersion = '') => {
    const parts = osVersion.split('.');
    const build = parts.length >= 3 && /^[+-]?\d+$/.test(parts[2] ?? '') ? Number(parts[2]) : 0;
    // Go's Atoi fails on more than 64 bits.
    return Number.isSafeInteger(build) ? build : 0;
};
/**
 * dockerd with its own image store (moby daemon/internal/distribution/pull_v2_windows.go, the same from 20.10 to
 * 29.8): takes every build up to the host's, an image of the host's own build first, otherwise in the list's order.
 * It skips descriptors without a platform.
 */
const pickDocker = ({ build }, list) => {
    const own = `10.0.${build}.`;
    const fitting = withIndex(list).filter(({ platform }) => platform.os.toLowerCase() === 'windows' &&
        // dockerd for Windows exists for amd64 only; Windows on Arm emulates it.
        platform.architecture === 'amd64' &&
        dockerBuild(platform.osVersion) <= build);
    const isOwn = ({ platform }) => platform.osVersion?.startsWith(own) ?? false;
    return [...fitting.filter(isOwn), ...fitting.filter(one => !isOwn(one))].map(({ index }) => index);
};
/**
 * containerd considers descriptors without a platform last, and looks into the config of the one that it takes
 * (core/images/image.go, Manifest).
 */
const withoutPlatform = (host, list, fits) => {
    const bare = list.flatMap(({ platform, image }, index) => (platform === undefined ? [{ index, image }] : []));
    const [first] = bare;
    return first?.image === undefined || fits(host, first.image) ? bare.map(({ index }) => index) : [];
};
const pickSorted = (fits, compare) => (host, list) => {
    const fitting = withIndex(list)
        .filter(({ platform }) => fits(host, platform))
        .sort((a, b) => compare(a.platform, b.platform, host))
        .map(({ index }) => index);
    return fitting.length > 0 ? fitting : withoutPlatform(host, list, fits);
};
const fitsBy = (rules) => (host, platform) => (0,platform_match/* matchesPlatform */.pC)(host, platform, rules);
const featureCount = ({ osFeatures = [] }) => osFeatures.length;
/** The first in the list; where the engine compares features, those with more of them before others. */
const pickFirst = (rules) => pickSorted(fitsBy(rules), (a, b, host) => (0,platform_match/* architectureRank */.wb)(host, a, rules) - (0,platform_match/* architectureRank */.wb)(host, b, rules) ||
    (rules.checksFeatures ? featureCount(b) - featureCount(a) : 0));
/** The greatest os.version as a string: "10.0.26100.4061" is greater than "10.0.26100.33296". */
const pickGreatestOsVersion = (rules) => pickSorted(fitsBy(rules), ({ osVersion: a = '' }, { osVersion: b = '' }) => (a === b ? 0 : a > b ? -1 : 1));
/** The fourth part of a version; 0 where it is missing or not a number of 64 bits. */
const revisionOf = ({ osVersion = '' }) => {
    const revision = Number(/^(?:[^.]*\.){3}([+-]?\d+)(?:\.|$)/.exec(osVersion)?.[1] ?? 0);
    return Number.isSafeInteger(revision) ? revision : 0;
};
/**
 * The highest revision (UBR) as a number, whatever the build: an older Windows with a higher one wins. containerd 1.6
 * knows the os in lower case only.
 */
const pickHighestRevision = (rules) => pickSorted((host, platform) => platform.os === 'windows' && (0,platform_match/* matchesPlatform */.pC)(host, platform, rules), (a, b) => revisionOf(b) - revisionOf(a));

;// CONCATENATED MODULE: ./src/windows/engines.ts



const defaults = { allows386: false, checksFeatures: false };
const { untilRc1, rc2ToRc4, fromRc5 } = platform_match/* oldestBuild */.s;
/** dockerd with its own image store, the default on Windows; hardly anybody sets `features.containerd-snapshotter`. */
const docker = (name, pick, hosts = []) => ({
    name,
    kind: 'docker',
    // dockerd for Windows exists for amd64 only; Windows on Arm emulates it.
    pick: (host, list) => pick({ ...host, architecture: 'amd64' }, list),
    downloadsAll: false,
    hosts
});
const containerd = (name, pick, more = {}) => ({
    name,
    kind: 'containerd',
    pick,
    downloadsAll: false,
    hosts: [],
    ...more
});
/**
 * The engines, by versions that choose alike; `__tests__/unit/pull-table.test.ts` compares them with what the engines' own
 * code took of 529 lists. Who runs which was looked up on 2026-11-30 (newest source: September 2026):
 *
 * - Docker, own store: GitHub-hosted windows-2022 and windows-2025, 29.7.2 since 2026-08-31 (runner-images
 *   Install-Docker.ps1, runner-images#14631); Docker Desktop 4.91.0 with Engine 29.8.0 since 2026-09-14 (docker/docs#26033;
 *   store: moby daemon/image_store_choice.go).
 * - containerd 1.7.6 to 2.1.5: AKS, 2.0.4 on Windows Server 2025 and 1.7.20 on 2022 (AgentBaker components.json,
 *   2026-08-21); EKS, 1.7.30 on 2022 up to Kubernetes 1.33 (eks-ami-versions-windows, January 2026); GKE, 1.7 or 2.0 on
 *   2019 and 2022 (GKE page on containerd 2). Of these versions 2.1.0 to 2.1.5 download every image that fits.
 * - containerd 2.1.6 to 2.2: EKS, 2.1.6 on 2022 since Kubernetes 1.34 and on 2025 since 1.35 (eks-ami-versions-windows,
 *   April 2026).
 */
const engines = [
    docker('Docker 20.10+', pickDocker, [server2016, server2019, server2022, server2025, windows11, windows11Arm]),
    docker('Docker 25–28 (containerd store)', pickFirst({ ...defaults, oldestBuild: untilRc1, allows386: true })),
    docker('Docker 29.0–29.5 (containerd store)', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4 })),
    docker('Docker 29.6–29.7 (containerd store)', pickFirst({ oldestBuild: rc2ToRc4, allows386: true, checksFeatures: true })),
    docker('Docker after 29.7 (containerd store)', pickFirst({ oldestBuild: fromRc5, allows386: true, checksFeatures: true })),
    containerd('containerd 1.6.23–1.6.39', pickHighestRevision({ ...defaults, oldestBuild: untilRc1 })),
    containerd('containerd 1.7.6–2.1.5', pickFirst({ ...defaults, oldestBuild: untilRc1 }), {
        hosts: [server2019, server2022, server2025]
    }),
    containerd('containerd 2.1.6–2.2', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4 }), {
        downloadsAll: true,
        hosts: [server2022, server2025]
    }),
    containerd('containerd 2.3', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4, checksFeatures: true }), {
        downloadsAll: true
    }),
    containerd('containerd 2.4+', pickGreatestOsVersion({ ...defaults, oldestBuild: fromRc5, checksFeatures: true }), {
        downloadsAll: true
    })
];

// EXTERNAL MODULE: ./src/windows/isolation.ts
var windows_isolation = __webpack_require__(8937);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
;// CONCATENATED MODULE: ./src/windows/pull-simulation.ts





const buildOf = (platform) => (0,os_version/* parseOsVersion */.u)(platform?.osVersion ?? '')?.build;
/** What an image is: as its config says, otherwise as its descriptor says. */
const contentOf = ({ platform, image }) => image ?? platform;
/**
 * Whether an image starts on a host. A Server starts images of older Windows only where it is asked for Hyper-V; Windows
 * 10 and 11 use Hyper-V by default (moby daemon_windows.go, setDefaultIsolation). dockerd is an amd64 program, and Windows
 * on Arm starts no amd64 containers (docker/for-win#14368). An image without os.version, like those for HostProcess
 * containers, counts as one of the host's own build.
 */
const startOn = (host, kind, image) => {
    if (image.os.toLowerCase() !== 'windows')
        return 'never';
    if ((0,platform_match/* normalizeArchitecture */.dV)(image.architecture) !== host.architecture)
        return 'never';
    if (kind === 'docker' && host.architecture !== 'amd64')
        return 'never';
    const isolation = (0,windows_isolation/* isolationFor */.Q)(host, buildOf(image) ?? host.build);
    if (isolation === 'process')
        return 'by itself';
    if (isolation === undefined || kind === 'containerd')
        return 'never';
    return host.client ? 'by itself' : 'with hyperv';
};
/** Position of the newest image that starts by itself; of two of one build the first. */
const newestThatStarts = (host, kind, list) => {
    let newest;
    for (const [index, listed] of list.entries()) {
        const content = contentOf(listed);
        const build = buildOf(content);
        if (content === undefined || build === undefined || startOn(host, kind, content) !== 'by itself')
            continue;
        if (newest === undefined || build > newest.build)
            newest = { index, build };
    }
    return newest?.index;
};
const pullOf = (host, engine, list) => {
    const fitting = engine.pick(host, list);
    const [index] = fitting;
    const taken = index === undefined ? undefined : contentOf(list[index] ?? {});
    const start = taken === undefined ? 'never' : startOn(host, engine.kind, taken);
    const newest = newestThatStarts(host, engine.kind, list);
    const isWorse = newest !== undefined &&
        (start !== 'by itself' || (buildOf(taken) ?? 0) < (buildOf(contentOf(list[newest] ?? {})) ?? 0));
    return {
        host,
        engine,
        index,
        start,
        newerMatch: isWorse ? newest : undefined,
        unused: engine.downloadsAll ? fitting.slice(1) : []
    };
};
/** Hosts that are rare, and shown where a list has something for them. */
const isShown = (host, list) => {
    const windows = list.flatMap(listed => contentOf(listed) ?? []).filter(({ os }) => os.toLowerCase() === 'windows');
    if (host === server2016)
        return windows.some(image => buildOf(image) === host.build);
    return host !== windows11Arm || windows.some(image => (0,platform_match/* normalizeArchitecture */.dV)(image.architecture) === host.architecture);
};
/** What every host gets from a list with each of the engines that people run on it, and whether it starts. */
const simulatePulls = (list) => commonHosts
    .filter(host => isShown(host, list))
    .flatMap(host => engines.filter(({ hosts }) => hosts.includes(host)).map(engine => pullOf(host, engine, list)));


/***/ })

};
