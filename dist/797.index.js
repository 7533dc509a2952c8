export const id = 797;
export const ids = [797];
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

/***/ 9000:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dk: () => (/* binding */ hostsSection),
/* harmony export */   bK: () => (/* binding */ pullWarnings),
/* harmony export */   nB: () => (/* binding */ tagTable),
/* harmony export */   qy: () => (/* binding */ listResult),
/* harmony export */   ui: () => (/* binding */ describePulls)
/* harmony export */ });
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8825);
/* harmony import */ var _oci_document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(720);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(145);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9217);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2148);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2171);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4285);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6472);








/** The release that an entry is for, or what stands in its place. */
const releaseName = (entry) => {
    const { platform, release } = entry;
    // What an image says of itself is anybody's text; a release's name is ours.
    return release?.name ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseOf */ .l7)(entry)?.name ?? (0,_log_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g)(platform.osVersion ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform));
};
/** What a host gets, in a few words. */
const gets = ({ at, isolation }, entries) => {
    const entry = at === undefined ? undefined : entries[at];
    if (entry === undefined)
        return 'nothing';
    return `${releaseName(entry)}, ${isolation === undefined ? 'cannot run' : isolation === 'hyperv' ? 'Hyper-V' : 'process'}`;
};
/** Engines in a few words: the name of a kind stands for all of that kind. */
const enginesIn = (names, pulls) => [...new Set(pulls.map(({ engine }) => engine.kind))]
    .flatMap(kind => {
    const all = new Set(pulls.filter(({ engine }) => engine.kind === kind).map(({ engine }) => engine.name));
    const some = names.filter(name => all.has(name));
    if (some.length > 1 && some.length === all.size)
        return [kind === 'docker' ? 'Docker' : 'containerd'];
    return some.map((name, at) => (at === 0 ? name : name.replace(/^containerd /, '')));
})
    .join(', ');
/** Engines that give every host the same stand in one column. */
const columns = (pulls, entries) => {
    const hosts = [...new Set(pulls.map(({ host }) => host.name))];
    const cellOf = (engine, host) => {
        const pull = pulls.find(one => one.engine.name === engine && one.host.name === host);
        return pull === undefined ? '–' : gets(pull, entries);
    };
    const groups = new Map();
    for (const engine of new Set(pulls.map(({ engine: { name } }) => name))) {
        const key = hosts.map(host => cellOf(engine, host)).join('\n');
        groups.set(key, [...(groups.get(key) ?? []), engine]);
    }
    return [...groups.values()].map(names => ({
        title: enginesIn(names, pulls),
        cell: host => cellOf(names[0] ?? '', host)
    }));
};
const pullTable = (pulls, entries) => {
    const shown = columns(pulls, entries);
    const hosts = [...new Set(pulls.map(({ host }) => host.name))];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .table */ .tp)(['Host', ...shown.map(({ title }) => title)], hosts.map(host => [host, ...shown.map(({ cell }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .plain */ .pj)(cell(host)))]));
};
/** The same for the log, a line for each host; engines are named where they differ. */
const describePulls = (pulls, entries) => [...new Set(pulls.map(({ host }) => host.name))].map(host => {
    const enginesOf = new Map();
    for (const pull of pulls.filter(one => one.host.name === host)) {
        const got = gets(pull, entries);
        enginesOf.set(got, [...(enginesOf.get(got) ?? []), pull.engine.name]);
    }
    const parts = [...enginesOf].map(([got, names]) => enginesOf.size === 1 ? got : `${got} (${enginesIn(names, pulls)})`);
    return `${host}: ${parts.join('; ')}`;
});
/** Hosts that get nothing, or an older image than they could run; each with what would help. */
const pullWarnings = (pulls, entries) => {
    const enginesOf = new Map();
    for (const pull of pulls) {
        const best = pull.better === undefined ? undefined : entries[pull.better];
        if (best === undefined)
            continue;
        const own = (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_5__/* .releaseOfHost */ .nL)(pull.host.build, pull.host.architecture)?.release.name;
        const help = own === undefined || entries.some(entry => releaseName(entry) === own)
            ? ''
            : ` An image for ${own} in the list would help.`;
        const got = pull.at === undefined ? 'nothing' : gets(pull, entries).replace(/, (.*)/, ' ($1)');
        const key = `${pull.host.name} with \0 gets ${got}, though the image for ${releaseName(best)} would run there.${help}`;
        enginesOf.set(key, [...(enginesOf.get(key) ?? []), pull.engine.name]);
    }
    return [...enginesOf].map(([text, names]) => text.replace('\0', enginesIn(names, pulls)));
};
/** A picture of the list, its images, and the hosts that get them with Docker as it comes. */
const picture = (name, entries, pulls) => {
    const docker = pulls.filter(({ engine }) => engine.name === 'Docker');
    return [
        '```mermaid',
        'flowchart LR',
        `  list[${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .label */ .Pf)(name)}]`,
        ...entries.map((entry, i) => `  list --> e${i}[${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .label */ .Pf)(releaseName(entry))}]`),
        ...docker.map(({ host, at, isolation }, i) => at === undefined
            ? `  h${i}([${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .label */ .Pf)(`${host.name}: nothing fits`)}])`
            : `  e${at} -->|${isolation === 'hyperv' ? 'Hyper-V' : (isolation ?? 'cannot run')}| h${i}([${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .label */ .Pf)(host.name)}])`),
        '```'
    ].join('\n');
};
/** Where an image is, beside its digest: its tag alone where the list stands in the same repository. */
const placeOf = ({ reference, descriptor }, own) => {
    const place = reference.replace(`@${descriptor.digest}`, '');
    if (place === own)
        return '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)(place.startsWith(`${own}:`) ? place.slice(own.length + 1) : place);
};
const entryTable = ({ entries, targets: [target] }) => {
    const own = target === undefined ? '' : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRepository */ .Sh)(target.client.repository);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .table */ .tp)(['Release', 'Platform', 'OS version', 'Image', 'Digest'], entries.map(entry => {
        const { osVersion, ...platform } = entry.platform;
        return [
            platform.os === 'windows' ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .plain */ .pj)(releaseName(entry)) : (entry.release?.name ?? ''),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform)),
            osVersion === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)(osVersion),
            placeOf(entry, own),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(entry.descriptor.digest))
        ];
    }));
};
/** Which host gets which image of the list; nothing where there is none for Windows. */
const hostsSection = (name, entries, pulls) => entries.some(({ platform }) => platform.os === 'windows')
    ? [
        '#### Who pulls what',
        pullTable(pulls, entries),
        ...pullWarnings(pulls, entries).map(text => `> ⚠️ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .plain */ .pj)(text)}`),
        '<details><summary>The hosts with Docker, as a picture</summary>',
        picture(name, entries, pulls),
        '</details>'
    ]
    : [];
const stateOf = (target, { content, moving, pushed }) => {
    if (target.current === content.digest)
        return 'unchanged';
    if (!moving.includes(target))
        return 'stays as it is';
    return pushed ? 'published' : 'not written (dry run)';
};
/** What became of tags; those of a repository that went the same way share a row. */
const tagTable = (outcomes) => {
    const rows = new Map();
    for (const { target, state } of outcomes) {
        const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRepository */ .Sh)(target.client.repository);
        const row = rows.get(`${repository} ${state}`) ?? { repository, state, tags: [] };
        row.tags.push(target.tag);
        rows.set(`${repository} ${state}`, row);
    }
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .table */ .tp)(['Repository', 'Tags', 'State'], [...rows.values()].map(({ repository, state, tags }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)(repository), tags.map(_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY).join(' '), state]));
};
const summaryOf = (outcome) => {
    const { content, entries, pulls, targets, moving, pushed, unchanged } = outcome;
    const [first = ''] = (moving.length > 0 ? moving : targets).map(({ name }) => name);
    const done = unchanged ? 'Unchanged' : pushed ? 'Published' : 'Dry run';
    return [
        `### ${done}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)(first)}`,
        `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .code */ .aY)(content.digest)} (${content.mediaType === _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .mediaTypes */ .Ib.ociIndex ? 'OCI index' : 'Docker manifest list'})`,
        tagTable(targets.map(target => ({ target, state: stateOf(target, outcome) }))),
        entryTable(outcome),
        ...hostsSection(first, entries, pulls),
        ''
    ].join('\n\n');
};
const metadataOf = ({ content, entries, pulls, moving, unchanged }) => ({
    digest: content.digest,
    mediaType: content.mediaType,
    references: moving.map(({ name }) => name),
    unchanged,
    entries: entries.map(({ descriptor, platform, reference, release }) => ({
        reference,
        digest: descriptor.digest,
        platform: (0,_oci_document_js__WEBPACK_IMPORTED_MODULE_1__/* .platformJson */ .Uz)(platform),
        ...(release === undefined ? {} : { release: release.name })
    })),
    pulls: pulls.map(({ host, engine, at, isolation }) => ({
        host: host.name,
        engine: engine.name,
        ...(at === undefined ? {} : { digest: entries[at]?.descriptor.digest }),
        ...(isolation === undefined ? {} : { isolation })
    }))
});
/** The outputs and the step summary of a list. */
const listResult = (outcome) => {
    const { content, entries, moving, unchanged } = outcome;
    const references = moving.map(({ name }) => name);
    return {
        outputs: {
            digest: content.digest,
            reference: references[0] ?? '',
            references: references.join('\n'),
            releases: entries.flatMap(({ release }) => release?.name ?? []).join(','),
            unchanged: String(unchanged),
            metadata: JSON.stringify(metadataOf(outcome))
        },
        summary: summaryOf(outcome)
    };
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

/***/ 134:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ whoPullsWhat)
});

;// CONCATENATED MODULE: ./src/windows/hosts.ts
const host = (name, build, client = false, architecture = 'amd64') => ({
    name,
    build,
    client,
    architecture
});
/** The hosts that users of Windows images have: the supported Servers with containers, and today's Windows 11. */
const commonHosts = [
    host('Windows Server 2019', 17_763),
    host('Windows Server 2022', 20_348),
    host('Windows Server 2025', 26_100),
    host('Windows 11 25H2', 26_200, true)
];
/** Shown beside the others where a list has something for it. */
const arm64Host = host('Windows 11 25H2 on Arm', 26_200, true, 'arm64');

// EXTERNAL MODULE: ./src/windows/isolation.ts
var isolation = __webpack_require__(8937);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
;// CONCATENATED MODULE: ./src/windows/pull.ts
const numbered = (candidates) => candidates.map((candidate, at) => ({ candidate, at }));
/** containerd/platforms writes names in one way before it compares (database.go). */
const usualNames = {
    x86_64: 'amd64',
    'x86-64': 'amd64',
    aarch64: 'arm64',
    i386: '386'
};
const usual = (candidate) => {
    const architecture = candidate.architecture.toLowerCase();
    return { ...candidate, os: candidate.os.toLowerCase(), architecture: usualNames[architecture] ?? architecture };
};
const isWindows = ({ os }) => os.toLowerCase() === 'windows';
/** moby reads the third part alone, and takes what it cannot read for old enough (pull_v2_windows.go). */
const mobyBuild = (osVersion) => {
    const parts = (osVersion ?? '').split('.');
    const build = parts.length >= 3 && /^[+-]?\d+$/.test(parts[2] ?? '') ? Number(parts[2]) : 0;
    // Go's Atoi fails beyond its integers.
    return Number.isSafeInteger(build) ? build : 0;
};
/**
 * dockerd with its own image store, the default on Windows: older builds pass, since Hyper-V can run them; an image of
 * the host's own build comes first, else the list's order counts (moby daemon/internal/distribution/pull_v2_windows.go).
 */
const moby = (host, candidates) => {
    const own = `10.0.${host.build}.`;
    const fitting = numbered(candidates).filter(({ candidate }) => isWindows(candidate) &&
        // dockerd exists for amd64 alone; on Arm it runs emulated.
        candidate.architecture === 'amd64' &&
        mobyBuild(candidate.osVersion) <= host.build);
    return (fitting.find(({ candidate }) => candidate.osVersion?.startsWith(own)) ?? fitting[0])?.at;
};
/** Builds from which on hosts run images of older releases with their own kernel (containerd/platforms, hcsshim). */
const ltscBuilds = [20_348, 26_100];
const [firstShared = 0] = ltscBuilds;
/** The oldest build that a host takes, by the version of containerd/platforms. */
const floors = {
    /** v0.2.1 to v1.0.0-rc.1: one floor for all */
    early: () => firstShared,
    /** rc.2 to rc.4: the newest LTSC below the host, so that Windows 11 25H2 refuses ltsc2022 (moby#53397) */
    middle: (build) => ltscBuilds.findLast(ltsc => ltsc < build) ?? firstShared,
    /** rc.5: the LTSC before the host's own */
    late: (build) => ltscBuilds[ltscBuilds.findLastIndex(ltsc => ltsc <= build) - 1] ?? firstShared
};
/** An os.version that cannot be read is that of no host (containerd/platforms getOSVersion). */
const isCompatible = (host, osVersion, floor) => {
    const [, major, minor, third] = /^(\d+)\.(\d+)\.(\d+)(?:\.|$)/.exec(osVersion) ?? [];
    const build = Number(third);
    if (Number(major) !== 10 || Number(minor) !== 0)
        return false;
    if (host.build < firstShared)
        return build === host.build;
    return floor(host.build) <= build && build <= host.build;
};
/** What an architecture runs, the best first. */
const runs = {
    amd64: ['amd64', '386'],
    arm64: ['arm64', 'arm']
};
const compatible = (host, candidates, floor) => numbered(candidates.map(usual)).filter(({ candidate }) => candidate.os === 'windows' &&
    runs[host.architecture].includes(candidate.architecture) &&
    // Without os.version an image is for every host: what HostProcess images are made for (containerd#7431).
    (candidate.osVersion === undefined || isCompatible(host, candidate.osVersion, floor)));
const architectureRank = (host, { candidate }) => runs[host.architecture].indexOf(candidate.architecture);
/** containerd 1.7, 2.0 and early 2.1: the first of those that fit. */
const inOrder = (floor) => (host, candidates) => compatible(host, candidates, floor).sort((a, b) => architectureRank(host, a) - architectureRank(host, b))[0]?.at;
/** containerd 2.1.9, 2.2 and later: of the host's own architecture the greatest os.version, compared as text. */
const greatest = (floor, fits = () => true) => (host, candidates) => compatible(host, candidates, floor)
    .filter(one => one.candidate.architecture === host.architecture && fits(one))
    .sort((a, b) => {
    const [left, right] = [a.candidate.osVersion ?? '', b.candidate.osVersion ?? ''];
    return left === right ? 0 : left > right ? -1 : 1;
})[0]?.at;
const features = ({ osFeatures = [] }) => osFeatures;
/** From rc.4 on a host has to have every feature asked for; of those that exist, win32k does not count. */
const hasFeatures = ({ candidate }) => features(candidate).every(feature => feature === 'win32k');
/** dockerd with containerd's image store: the first of those that fit, those with more os.features before others. */
const mobyContainerd = ({ build, client, name }, candidates) => {
    // dockerd exists for amd64 alone here too.
    const host = { build, client, name, architecture: 'amd64' };
    return compatible(host, candidates, floors.middle)
        .filter(hasFeatures)
        .sort((a, b) => architectureRank(host, a) - architectureRank(host, b) ||
        features(b.candidate).length - features(a.candidate).length)[0]?.at;
};
/** containerd 1.6: the host's own build alone, the highest revision first; else what has no os.version. */
const exactBuild = (host, candidates) => {
    const fitting = numbered(candidates.map(usual)).filter(({ candidate }) => candidate.os === 'windows' &&
        candidate.architecture === host.architecture &&
        (candidate.osVersion === undefined || candidate.osVersion.startsWith(`10.0.${host.build}`)));
    // Its reader takes a revision that is missing, or that it cannot read, for 0.
    const revision = ({ candidate }) => Number(/^(?:\d+\.){3}(\d+)/.exec(candidate.osVersion ?? '')?.[1] ?? 0);
    return fitting.sort((a, b) => revision(b) - revision(a))[0]?.at;
};
/** The engines that hosts run today, by how they choose. */
const engines = [
    { name: 'Docker', kind: 'docker', pick: moby },
    { name: 'Docker (containerd store)', kind: 'docker', pick: mobyContainerd },
    { name: 'containerd 1.6', kind: 'containerd', pick: exactBuild },
    { name: 'containerd 1.7, 2.0', kind: 'containerd', pick: inOrder(floors.early) },
    { name: 'containerd 2.2', kind: 'containerd', pick: greatest(floors.middle) },
    { name: 'containerd 2.3', kind: 'containerd', pick: greatest(floors.middle, hasFeatures) },
    { name: 'containerd 2.4', kind: 'containerd', pick: greatest(floors.late, hasFeatures) }
];

;// CONCATENATED MODULE: ./src/windows/reach.ts




const buildOf = (candidate) => (0,os_version/* parseOsVersion */.u)(candidate?.osVersion ?? '')?.build;
/** How an engine runs an image; an image without os.version is taken for one of the host's own. */
const isolationOf = (host, engine, candidate) => {
    const possible = (0,isolation/* isolationFor */.Q)(host, buildOf(candidate) ?? host.build);
    // Docker's default on a client is Hyper-V (moby daemon_windows.go); containerd in clusters knows process isolation only.
    if (engine.kind === 'containerd')
        return possible === 'process' ? possible : undefined;
    return possible !== undefined && host.client ? 'hyperv' : possible;
};
/** Windows 11 on Arm runs amd64 images too; dockerd knows no others. */
const mayRun = (host, engine, candidate) => candidate.os === 'windows' &&
    buildOf(candidate) !== undefined &&
    candidate.architecture === (engine.kind === 'docker' ? 'amd64' : host.architecture) &&
    isolationOf(host, engine, candidate) !== undefined;
const newestThatRuns = (host, engine, candidates) => {
    let best;
    for (const [at, candidate] of candidates.entries()) {
        if (!mayRun(host, engine, candidate))
            continue;
        if (best === undefined || (buildOf(candidate) ?? 0) > (buildOf(candidates[best]) ?? 0))
            best = at;
    }
    return best;
};
const pullOf = (host, engine, candidates) => {
    const at = engine.pick(host, candidates);
    const picked = at === undefined ? undefined : candidates[at];
    const newest = newestThatRuns(host, engine, candidates);
    const worse = picked === undefined || (buildOf(picked) ?? 0) < (newest === undefined ? 0 : (buildOf(candidates[newest]) ?? 0));
    return {
        host,
        engine,
        at,
        isolation: picked === undefined ? undefined : isolationOf(host, engine, picked),
        better: newest !== undefined && newest !== at && worse ? newest : undefined
    };
};
/** Which image of a list every common host would pull with each of its engines, and how it would run. */
const whoPullsWhat = (candidates) => {
    const arm64 = candidates.some(({ os, architecture }) => os === 'windows' && architecture === 'arm64');
    return [...commonHosts, ...(arm64 ? [arm64Host] : [])].flatMap(host => engines.filter(({ kind }) => kind === 'docker' || !host.client).map(engine => pullOf(host, engine, candidates)));
};


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
