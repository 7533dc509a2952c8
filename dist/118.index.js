export const id = 118;
export const ids = [118];
export const modules = {

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
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1690);
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2118);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2171);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8825);




/** The Windows version of an entry; other systems have versions of their own kind, or none. */
const versionOf = ({ platform }) => platform.os === 'windows' && platform.osVersion !== undefined ? (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__/* .parseOsVersion */ .u)(platform.osVersion) : undefined;
/** The Windows release that an entry is for, by its version; undefined where no release known here has its build. */
const releaseOf = (entry) => {
    const version = versionOf(entry);
    return version === undefined ? undefined : (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseOfImage */ .y2)(version.build, entry.platform.architecture);
};
/** `windows/amd64 10.0.20348.5499`, `linux/arm/v7`. */
const formatPlatform = ({ os, architecture, variant, osVersion }) => `${os}/${architecture}${variant === undefined ? '' : `/${variant}`}${osVersion === undefined ? '' : ` ${osVersion}`}`;
/**
 * What hosts choose by: of two entries with the same key, hosts only get one. Of a Windows version the build counts;
 * the revision (UBR) decides nothing for dockerd (moby pull_v2_windows.go).
 */
const platformKey = (platform) => {
    const { os, architecture, variant = '', osVersion = '' } = platform;
    // v8 is what arm64 is without a variant (containerd/platforms, normalizeArch).
    const normalizedVariant = architecture === 'arm64' && variant === 'v8' ? '' : variant;
    return [
        os,
        architecture,
        normalizedVariant,
        os === 'windows' ? (versionOf({ platform })?.build ?? osVersion) : osVersion
    ].join('/');
};
const wantedPlatform = (release) => release.os === 'windows'
    ? `windows/${release.architecture} 10.0.${release.build}`
    : `linux/${release.architecture}${release.variant === undefined ? '' : `/${release.variant}`}`;
const releaseMismatch = (entry) => {
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
    return `${reference} is not an image for ${release.name}: it is ${formatPlatform(platform)}, not ${wantedPlatform(release)}. Take the base by the build argument in its Dockerfile (ARG BASE, FROM …:$BASE), and build that leg again.`;
};
const versionProblem = (entry, { allowMissingOsVersion }) => {
    const { platform, reference } = entry;
    if (platform.os !== 'windows')
        return undefined;
    if (platform.osVersion === undefined) {
        return allowMissingOsVersion
            ? undefined
            : `${reference} has no os.version, so every Windows host would take it. Build it with docker build on Windows or a current BuildKit; HostProcess images are listed with 'allow-missing-os-version: true'.`;
    }
    return versionOf(entry) === undefined
        ? `${reference} has the os.version '${platform.osVersion}', which is not a Windows version (10.0.<build>.<revision>). Build it again.`
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
            problems.push(`${other.reference} (${formatPlatform(other.platform)}) and ${entry.reference} (${formatPlatform(entry.platform)}) are for the same hosts, which could only get one of them. Remove one.`);
        }
    }
    return problems;
};
/**
 * Checks that the entries make a list in which every host finds its own image.
 *
 * @throws RefusedError with every problem found
 */
const checkEntries = (entries, rules) => {
    if (entries.length === 0)
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f(["There is no image to list. Check 'releases' and 'sources'."]);
    const problems = entries.flatMap(entry => [releaseMismatch(entry) ?? [], versionProblem(entry, rules) ?? []].flat());
    problems.push(...duplicates(entries));
    if (problems.length > 0)
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f(problems);
};
/** What is allowed but rarely intended. */
const entryWarnings = (entries) => {
    const windows = entries.filter(({ platform }) => platform.os === 'windows');
    const features = new Set(windows.map(({ platform }) => [...(platform.osFeatures ?? [])].sort().join()));
    const withoutRevision = windows.filter(entry => versionOf(entry)?.revision === undefined && entry.platform.osVersion !== undefined);
    return [
        ...(features.size > 1
            ? [
                `The Windows entries differ in os.features: Docker 29.6 and later with the containerd store takes the entry with more of them, whatever its version (${windows.map(({ reference }) => reference).join(', ')}).`
            ]
            : []),
        ...withoutRevision.map(({ reference, platform }) => `${reference} has the os.version '${platform.osVersion ?? ''}' without a revision: Docker never prefers such an entry on a host of its build.`)
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
/** The version that all Windows entries have; undefined where one has none, or they differ. */
const commonVersion = (entries) => {
    const versions = new Set(entries.filter(({ platform }) => platform.os === 'windows').map(({ version }) => version));
    const [version] = versions;
    return versions.size === 1 ? version : undefined;
};
/** A short name for logs: the reference and the digest that was found under it. */
const describeEntry = ({ reference, descriptor, platform }) => `${formatPlatform(platform)}  ${(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(descriptor.digest)}  ${reference}`;


/***/ }),

/***/ 5325:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ keepAttachments),
/* harmony export */   Rq: () => (/* binding */ listedDigests),
/* harmony export */   Xh: () => (/* binding */ buildIndex),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   s5: () => (/* binding */ isAttachment),
/* harmony export */   vw: () => (/* binding */ isArtifact)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7832);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1690);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(720);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9217);




/** Everything that a list names. */
const listedDigests = ({ entries, attachments }) => new Set([...entries.map(({ descriptor }) => descriptor), ...attachments].map(({ digest }) => digest));
/** The annotation by which BuildKit says which image an attestation is about. */
const referenceDigest = 'vnd.docker.reference.digest';
const referenceType = 'vnd.docker.reference.type';
/**
 * Whether a list's descriptor is an attachment, as far as it says: BuildKit's attestations are annotated, or of an unknown
 * platform; artifacts of OCI 1.1 have a type and no platform.
 */
const isAttachment = ({ annotations, platform, artifactType }) => annotations?.[referenceType] !== undefined ||
    (platform?.os === 'unknown' && platform.architecture === 'unknown') ||
    (platform === undefined && artifactType !== undefined);
/**
 * Whether an entry of a list proves to be an artifact of OCI 1.1, which the list itself need not tell (image-spec
 * manifest.md, "Guidelines for Artifact Usage"). What has a platform is an image.
 */
const isArtifact = ({ platform }, { artifactType, subject, config }) => platform === undefined &&
    !(0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isImageConfigType */ .Ky)(config.mediaType) &&
    (artifactType !== undefined || subject !== undefined);
/** What an attachment is about. */
const subjectOf = ({ annotations, subject }) => annotations?.[referenceDigest] ?? subject;
/** Attachments are only kept with what they are about. */
const keepAttachments = (attachments, entries) => {
    const listed = new Set(entries.map(({ descriptor }) => descriptor.digest));
    // A signature may be about an SBOM: each pass adds what is about something that was added before.
    for (let size = 0; size < listed.size;) {
        size = listed.size;
        for (const one of attachments)
            if (listed.has(subjectOf(one)))
                listed.add(one.digest);
    }
    const wanted = attachments.filter(attachment => listed.has(subjectOf(attachment)));
    const kept = wanted.filter((one, index) => wanted.findIndex(({ digest }) => digest === one.digest) === index);
    return { kept, dropped: attachments.filter(({ digest }) => !kept.some(other => other.digest === digest)) };
};
const chooseType = ({ entries, attachments, type, annotations }) => {
    const foreign = [...entries.map(({ descriptor }) => descriptor), ...attachments].find(({ mediaType }) => !(0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isDockerType */ .$F)(mediaType));
    const annotated = Object.keys(annotations).length > 0;
    if (type === 'docker') {
        if (foreign !== undefined)
            throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f([
                `Input 'media-type': a Docker list cannot hold ${foreign.digest}, whose media type is ${foreign.mediaType}. Remove the input, or set it to 'oci'.`
            ]);
        if (annotated)
            throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f([
                "Input 'annotations': a Docker list cannot have annotations. Remove 'media-type', or set it to 'oci'."
            ]);
    }
    const docker = type === 'docker' || (type === 'auto' && foreign === undefined && !annotated);
    return docker ? _media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.dockerList : _media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.ociIndex;
};
/**
 * Writes the list (image-spec image-index.md; distribution's manifest list). The same parts give the same bytes.
 *
 * @throws RefusedError when the media type asked for cannot hold the parts
 */
const buildIndex = (parts) => {
    const mediaType = chooseType(parts);
    const images = parts.entries.map(({ descriptor, platform }) => (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .descriptorJson */ .mh)({
        mediaType: descriptor.mediaType,
        size: descriptor.size,
        digest: descriptor.digest,
        platform,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ annotations: mediaType === _media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.dockerList ? undefined : descriptor.annotations })
    }));
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .writeDocument */ .ft)(mediaType, {
        schemaVersion: 2,
        mediaType,
        manifests: [...images, ...parts.attachments.map(attachment => attachment.written ?? (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .descriptorJson */ .mh)(attachment))],
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ annotations: Object.keys(parts.annotations).length === 0 ? undefined : parts.annotations })
    });
};


/***/ }),

/***/ 7774:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ baseLabels),
/* harmony export */   J0: () => (/* binding */ imageLabels),
/* harmony export */   Se: () => (/* binding */ emptiedLabels),
/* harmony export */   Sv: () => (/* binding */ inheritedLabels),
/* harmony export */   l3: () => (/* binding */ labelNames),
/* harmony export */   mv: () => (/* binding */ baseNameOf)
/* harmony export */ });
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);

/** Names of labels (image-spec annotations.md, "Pre-Defined Annotation Keys"). */
const labelNames = {
    revision: 'org.opencontainers.image.revision',
    version: 'org.opencontainers.image.version',
    created: 'org.opencontainers.image.created',
    source: 'org.opencontainers.image.source',
    url: 'org.opencontainers.image.url',
    title: 'org.opencontainers.image.title',
    description: 'org.opencontainers.image.description',
    licenses: 'org.opencontainers.image.licenses',
    baseName: 'org.opencontainers.image.base.name',
    baseDigest: 'org.opencontainers.image.base.digest'
};
/** The name of a base for labels and outputs: by its tag where it has one, since the digest has a label of its own. */
const baseNameOf = ({ digest, ...named }) => (0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedReference */ .AC)(named.tag === undefined && digest !== undefined ? { ...named, digest } : named);
/**
 * How an image says what it is built on (annotations.md, base.name and base.digest).
 *
 * @param digest undefined: not known
 */
const baseLabels = (reference, digest) => ({
    [labelNames.baseName]: baseNameOf(reference),
    [labelNames.baseDigest]: digest ?? ''
});
/**
 * The labels of an image. Nothing overrides the facts, which are the commit and the base; the labels of the user
 * override those of the Dockerfile, and those our defaults.
 */
const imageLabels = ({ revision, base, fromUser, fromDockerfile = new Set(), defaults }) => {
    const named = Object.entries(defaults).map(([name, value]) => [labelNames[name], value]);
    return {
        ...Object.fromEntries(named.filter(([name]) => !fromDockerfile.has(name))),
        ...fromUser,
        ...(base && baseLabels(base.reference, base.digest)),
        [labelNames.revision]: revision
    };
};
/** Labels that describe one image alone: an image that is built on it must not inherit them. */
const ofOneImage = [
    labelNames.version,
    labelNames.revision,
    labelNames.created,
    labelNames.baseName,
    labelNames.baseDigest
];
/** The labels of a base that hold for an image that is built on it. */
const inheritedLabels = (base) => Object.fromEntries(Object.entries(base).filter(([name]) => !ofOneImage.includes(name)));
/** Empties the labels of a base that a build must not inherit, since a build cannot remove a label. */
const emptiedLabels = (base, fromDockerfile) => Object.fromEntries(ofOneImage.filter(name => base[name] !== undefined && !fromDockerfile.has(name)).map(name => [name, '']));


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ warning),
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
const entity = (char) => `&#${char.charCodeAt(0)};`;
/** Foreign text as plain text: none of its characters makes HTML, a link, a table or anything else. */
const plain = (text) => text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~$@]|:(?=\/\/)|(?<=\bwww)\./gi, entity);
/** Text as code, in a table too. Text with characters that would end the code is written in HTML. */
const code = (text) => (/[`|\r\n]/.test(text) ? `<code>${plain(text)}</code>` : `\`${text}\``);
/** A table; the cells are Markdown. */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
/** A quoted warning. */
const warning = (text) => `> ⚠️ ${plain(text)}`;
/** A label in a Mermaid picture; `<br>` breaks the line. */
const label = (text) => `"${text
    .replace(/[\r\n]+/g, ' ')
    .split('<br>')
    .map(line => line.replace(/[#"<>&`%]/g, char => `#${char.charCodeAt(0)};`))
    .join('<br>')}"`;


/***/ }),

/***/ 2118:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ compareOsVersions),
/* harmony export */   u: () => (/* binding */ parseOsVersion)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7832);

/** Reads `10.0.20348` or `10.0.20348.5499`; undefined for anything else. */
const parseOsVersion = (value) => {
    const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?$/.exec(value);
    if (match === null)
        return undefined;
    const [, major, minor, build, revision] = match;
    return {
        major: Number(major),
        minor: Number(minor),
        build: Number(build),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ revision: revision === undefined ? undefined : Number(revision) })
    };
};
/**
 * Orders versions as numbers, the older one first. The revision of Windows Server 2025 has grown from four digits
 * to five: as strings, `10.0.26100.7462` would be newer than `10.0.26100.33296`.
 */
const compareOsVersions = (a, b) => a.major - b.major || a.minor - b.minor || a.build - b.build || (a.revision ?? -1) - (b.revision ?? -1);


/***/ }),

/***/ 2171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qt: () => (/* binding */ supportNotice),
/* harmony export */   dv: () => (/* binding */ findRelease),
/* harmony export */   hY: () => (/* binding */ hasEnded),
/* harmony export */   nL: () => (/* binding */ releaseOfHost),
/* harmony export */   uh: () => (/* binding */ releaseNames),
/* harmony export */   y2: () => (/* binding */ releaseOfImage),
/* harmony export */   yV: () => (/* binding */ endOfSupport)
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
 * Builds: hcsshim osversion/windowsbuilds.go. Families: container-base-images.md; nanoserver:sac2016 is older than the tag
 * ltsc2016. Newest first.
 *
 * Ends of support (the end of security updates for LTSC releases): Microsoft's base-image-lifecycle.md of 2025-07-15. For
 * ltsc2025 that page says 2034-10-10, and that the lifecycle pages take precedence; the one of Windows Server 2025 says
 * 2034-11-14 (learn.microsoft.com/lifecycle/products/windows-server-2025).
 */
const windowsReleases = [
    windows('ltsc2025', 26100, '2034-11-14', { runner: 'windows-2025', families: [...core, 'server'] }),
    windows('ltsc2025-arm64', 26100, '2034-11-14', { architecture: 'arm64' }),
    windows('ltsc2022', 20348, '2031-10-14', { runner: 'windows-2022', families: [...core, 'server'] }),
    windows('20H2', 19042, '2022-08-09', { families: full }),
    windows('2004', 19041, '2021-12-14', { families: full }),
    windows('1909', 18363, '2021-05-11', { families: full }),
    windows('1903', 18362, '2020-12-08', { families: full }),
    windows('ltsc2019', 17763, '2029-01-09', { aliases: ['1809'], families: full }),
    windows('1803', 17134, '2019-11-12'),
    windows('1709', 16299, '2019-04-09'),
    windows('ltsc2016', 14393, '2027-01-12', {
        aliases: ['sac2016'],
        families: ['servercore'],
        earlierEnds: { nanoserver: '2018-10-09' }
    })
];
/** Days before the end of support in which it is announced. */
const noticeDays = 90;
/** Last day on which a release's base images of a family get updates, as YYYY-MM-DD. */
const endOfSupport = (release, family = '') => release.earlierEnds?.[family] ?? release.endOfSupport;
/** Days left until the end of support; 0 or less after it. */
const daysLeft = (release, now, family) => Math.ceil((Date.parse(`${endOfSupport(release, family)}T23:59:59Z`) - now) / 86_400_000);
/**
 * Whether a release's base images get no updates any more.
 *
 * @param now milliseconds since 1970
 */
const hasEnded = (release, now, family) => daysLeft(release, now, family) < 1;
/**
 * What to say about the support of a release's base images; undefined while it has long to go.
 *
 * @param now milliseconds since 1970
 * @param family the kind of base image, where it is known: some kinds end before the others
 */
const supportNotice = (release, now, family) => {
    const [days, end] = [daysLeft(release, now, family), endOfSupport(release, family)];
    const images = `the base images of ${release.name}${release.earlierEnds?.[family ?? ''] === undefined ? '' : ` (${family ?? ''})`}`;
    if (days > noticeDays)
        return undefined;
    return days < 1
        ? `Microsoft has not updated ${images} since ${end}: images of it get no security fixes.`
        : `Microsoft stops updating ${images} on ${end}, in ${days} days.`;
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
const findRelease = (value) => {
    const wanted = value.toLowerCase();
    return [...windowsReleases, ...linuxPlatforms].find(release => release.name.toLowerCase() === wanted || (release.os === 'windows' && release.aliases.includes(wanted)));
};
/** First build of a Windows that the table cannot know: the insider builds of the next Server begin here. */
const beyondTable = 26_491;
/** Windows 11 26H1, a client; 26H2 is the build 26300 below them. */
const windows11Of26H1 = 28_000;
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
    return { release: older, match: build >= beyondTable && build !== windows11Of26H1 ? 'newer' : 'client' };
};
/** The release that an image of that build and architecture belongs to. */
const releaseOfImage = (build, architecture) => windowsReleases.find(release => release.build === build && release.architecture === architecture);


/***/ })

};
