export const id = 951;
export const ids = [951];
export const modules = {

/***/ 3951:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  manifest: () => (/* binding */ manifest)
});

// EXTERNAL MODULE: ./src/oci/entries.ts
var oci_entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/oci/image-index.ts
var image_index = __webpack_require__(5325);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
var semver_default = /*#__PURE__*/__webpack_require__.n(semver);
;// CONCATENATED MODULE: ./src/oci/tag-guard.ts

/** `latest`, `2`, `2.7`, with or without `v`: tags that users follow from version to version. A date is none of them. */
const followed = /^(?:latest|v?(\d{1,5})(?:\.(\d+))?)$/;
const isGuarded = (tag) => followed.test(tag);
/** Whether a version belongs under `N` or `N.M`; everything belongs under `latest`. */
const belongsUnder = (tag, version) => {
    const [, major, minor] = followed.exec(tag) ?? [];
    const parsed = semver_default().parse(version);
    if (parsed === null || major === undefined)
        return true;
    return parsed.major === Number(major) && (minor === undefined || parsed.minor === Number(minor));
};
/**
 * Whether a guarded tag may move from one version to another: to the same or a higher one. A backport of 2.6 must not
 * take `latest` back from 2.7.
 *
 * @param held version of what the tag names now; undefined where it does not tell
 * @param next version that is published; undefined where it does not tell
 */
const judgeMove = (tag, held, next) => {
    const [from, to] = [semver_default().parse(held), semver_default().parse(next)];
    if (from === null || to === null) {
        const unknown = to === null ? 'what is published now' : 'what it names now';
        return { moves: true, notice: `The tag '${tag}' moves, though the version of ${unknown} is not known.` };
    }
    if (semver_default().gte(to, from))
        return { moves: true };
    return { moves: false, reason: `The tag '${tag}' stays at ${from.raw}: ${to.raw} is lower.` };
};

// EXTERNAL MODULE: ./src/registry/settled.ts
var settled = __webpack_require__(4018);
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
// EXTERNAL MODULE: ./src/registry/errors.ts + 1 modules
var errors = __webpack_require__(4456);
// EXTERNAL MODULE: ./src/registry/images.ts
var registry_images = __webpack_require__(7373);
;// CONCATENATED MODULE: ./src/registry/targets.ts





const versionAnnotation = 'org.opencontainers.image.version';
/** What we cannot make sense of was not written by us; it is no reason to publish nothing. */
const isUnreadable = (error) => error instanceof registry_images/* ImageError */.C8 ||
    (error instanceof errors/* RegistryError */.gl && (error.cause instanceof oci_document/* DocumentError */.Mi || error.status === 404));
const orUnreadable = (reading) => reading.catch((error) => {
    if (isUnreadable(error))
        return 'unreadable';
    throw error;
});
/** Reads what a tag names now, and begins to read what it holds where that is asked for. */
const readTarget = async (client, tag, look) => {
    const tolerant = look === 'whole' ? (reading) => reading : orUnreadable;
    const document = look === 'no' ? 'unreadable' : await tolerant(client.get(tag));
    if (document === 'unreadable')
        return { client, tag, current: await client.head(tag), held: Promise.resolve(undefined) };
    if (document === undefined)
        return { client, tag, current: undefined, held: Promise.resolve(undefined) };
    const reading = tolerant((0,registry_images/* imagesOf */.IC)(client, document, (0,oci_reference/* formatReference */.FH)({ ...client.repository, tag })));
    const held = reading.then(images => (images === 'unreadable' ? undefined : images));
    // Whoever awaits it hears of its failure; it must not end the process before.
    held.catch(() => undefined);
    return { client, tag, current: document.digest, held };
};
/** The version of what a tag holds now: the list's annotation, else the label that its Windows images agree on. */
const heldVersion = async ({ held }) => {
    const images = await held;
    return images === undefined
        ? undefined
        : (images.root.annotations[versionAnnotation] ?? (0,oci_entries/* commonVersion */.S6)(images.entries));
};

;// CONCATENATED MODULE: ./src/registry/guard.ts





/**
 * Refuses tags under which the version cannot stand: `2.6` for 2.7.0.
 *
 * @throws ListError that names them
 */
const checkTags = (tags, version) => {
    const wrong = version === undefined ? [] : tags.filter(tag => isGuarded(tag) && !belongsUnder(tag, version));
    if (wrong.length === 0)
        return;
    throw new oci_entries/* ListError */.Jc(wrong.map(tag => `Input 'tags': the tag '${tag}' is for its own versions, and ${version ?? ''} is none of them. Write it as a pattern ({{major}}, {{major}}.{{minor}}), or leave it out; 'allow-downgrade: true' lets it be.`));
};
const nameOf = ({ client, tag }) => (0,oci_reference/* formatReference */.FH)({ ...client.repository, tag });
/**
 * The targets that may take a version: `latest`, `2` and `2.7` never go back to a lower one. What stays is told.
 *
 * @throws ListError when no tag is left
 */
const guardTags = async (targets, digest, version, log) => {
    const verdicts = await (0,settled/* settled */.g)(targets.map(async (target) => {
        if (target.current === undefined || target.current === digest || !isGuarded(target.tag))
            return { target, moves: true };
        return { target, ...judgeMove(target.tag, await heldVersion(target), version) };
    }));
    for (const verdict of verdicts) {
        const where = (0,oci_reference/* formatRepository */.Sh)(verdict.target.client.repository);
        if (!verdict.moves)
            log.warning(`${where}: ${verdict.reason} 'allow-downgrade: true' moves it all the same.`);
        else if ('notice' in verdict)
            log.notice(`${where}: ${verdict.notice}`);
    }
    const moving = verdicts.filter(({ moves }) => moves).map(({ target }) => target);
    if (moving.length === 0) {
        throw new oci_entries/* ListError */.Jc([
            `Input 'tags': nothing is published, since ${targets.map(nameOf).join(', ')} hold a higher version than ${version ?? ''}. Give the version's own tag too, or 'allow-downgrade: true'.`
        ]);
    }
    return moving;
};

// EXTERNAL MODULE: ./src/registry/publish.ts
var publish = __webpack_require__(5328);
// EXTERNAL MODULE: ./src/windows/releases.ts
var releases = __webpack_require__(2171);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __webpack_require__(6472);
;// CONCATENATED MODULE: ./src/report/list.ts






const list_nameOf = ({ client, tag }) => (0,oci_reference/* formatReference */.FH)({ ...client.repository, tag });
/** The release that an entry is for, or what stands in its place. */
const releaseName = (entry) => {
    const { platform, release } = entry;
    const version = (0,oci_entries/* versionOf */.E4)(entry);
    const found = version === undefined ? undefined : (0,releases/* releaseOfImage */.y2)(version.build, platform.architecture);
    // What an image says of itself is anybody's text; a release's name is ours.
    return (release?.name ?? found?.name ?? (0,log/* printable */.g)(platform.osVersion ?? (0,oci_entries/* formatPlatform */.Bq)(platform)).replace(/[|<>`]/g, ''));
};
/** What a host gets, in a few words. */
const gets = ({ at, isolation }, entries) => {
    const entry = at === undefined ? undefined : entries[at];
    if (entry === undefined)
        return 'nothing';
    return `${releaseName(entry)}, ${isolation === undefined ? 'cannot run' : isolation === 'hyperv' ? 'Hyper-V' : 'process'}`;
};
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
        title: names.join('; ').replaceAll('; containerd ', '; '),
        cell: host => cellOf(names[0] ?? '', host)
    }));
};
const pullTable = (pulls, entries) => {
    const shown = columns(pulls, entries);
    const hosts = [...new Set(pulls.map(({ host }) => host.name))];
    return (0,markdown/* table */.tp)(['Host', ...shown.map(({ title }) => title)], hosts.map(host => [host, ...shown.map(({ cell }) => cell(host))]));
};
/** The same for the log, a line for each host. */
const describePulls = (pulls, entries) => {
    const shown = columns(pulls, entries);
    return [...new Set(pulls.map(({ host }) => host.name))].map(host => `${host}: ${shown.map(({ title, cell }) => `${cell(host)} (${title})`).join('; ')}`);
};
/** Hosts that get nothing, or an older image than they could run; each with what would help. */
const pullWarnings = (pulls, entries) => {
    const enginesOf = new Map();
    for (const pull of pulls) {
        const best = pull.better === undefined ? undefined : entries[pull.better];
        if (best === undefined)
            continue;
        const own = (0,releases/* releaseOfHost */.nL)(pull.host.build, pull.host.architecture)?.release.name;
        const help = own === undefined || entries.some(entry => releaseName(entry) === own)
            ? ''
            : ` An image for ${own} in the list would help.`;
        const got = pull.at === undefined ? 'nothing' : gets(pull, entries);
        const key = `${pull.host.name} gets ${got}, though the image for ${releaseName(best)} would run there:\0.${help}`;
        enginesOf.set(key, [...(enginesOf.get(key) ?? []), pull.engine.name]);
    }
    return [...enginesOf].map(([text, names]) => text.replace('\0', ` ${names.join('; ')}`));
};
/** A picture of the list, its images, and the hosts that get them with Docker as it comes. */
const picture = ({ entries, pulls, moving, targets }) => {
    const [first = ''] = (moving.length > 0 ? moving : targets).map(list_nameOf);
    const docker = pulls.filter(({ engine }) => engine.name === 'Docker');
    return [
        '```mermaid',
        'flowchart LR',
        `  list[${(0,markdown/* label */.Pf)(first)}]`,
        ...entries.map((entry, i) => `  list --> e${i}[${(0,markdown/* label */.Pf)(`${releaseName(entry)}<br>${(0,oci_entries/* formatPlatform */.Bq)(entry.platform)}`)}]`),
        ...docker.map(({ host, at, isolation }, i) => at === undefined
            ? `  h${i}([${(0,markdown/* label */.Pf)(`${host.name}: nothing fits`)}])`
            : `  e${at} -->|${isolation === 'hyperv' ? 'Hyper-V' : (isolation ?? 'cannot run')}| h${i}([${(0,markdown/* label */.Pf)(host.name)}])`),
        '```'
    ].join('\n');
};
const entryTable = (entries) => (0,markdown/* table */.tp)(['Platform', 'OS version', 'Release', 'Image', 'Digest'], entries.map(entry => {
    const { osVersion, ...platform } = entry.platform;
    return [
        (0,markdown/* code */.aY)((0,oci_entries/* formatPlatform */.Bq)(platform)),
        osVersion === undefined ? '' : (0,markdown/* code */.aY)(osVersion),
        platform.os === 'windows' ? releaseName(entry) : (entry.release?.name ?? ''),
        (0,markdown/* code */.aY)(entry.reference),
        (0,markdown/* code */.aY)(entry.descriptor.digest)
    ];
}));
const stateOf = (target, { content, moving, pushed }) => {
    if (target.current === content.digest)
        return 'unchanged';
    if (!moving.includes(target))
        return 'stays as it is';
    return pushed ? 'published' : 'not written (dry run)';
};
const summaryOf = (outcome) => {
    const { content, entries, pulls, targets, moving, pushed, unchanged } = outcome;
    const [first = ''] = (moving.length > 0 ? moving : targets).map(list_nameOf);
    const done = unchanged ? 'Unchanged' : pushed ? 'Published' : 'Dry run';
    const windows = entries.some(({ platform }) => platform.os === 'windows');
    return [
        `### ${done}: ${(0,markdown/* code */.aY)(first)}`,
        entryTable(entries),
        (0,markdown/* table */.tp)(['Tag', ''], targets.map(target => [(0,markdown/* code */.aY)(list_nameOf(target)), stateOf(target, outcome)])),
        `Digest of the list: ${(0,markdown/* code */.aY)(content.digest)} (${(0,markdown/* code */.aY)(content.mediaType)})`,
        ...(windows
            ? [
                '#### Who pulls what',
                pullTable(pulls, entries),
                ...pullWarnings(pulls, entries).map(text => `> ⚠️ ${text}`),
                picture(outcome)
            ]
            : []),
        ''
    ].join('\n\n');
};
const metadataOf = ({ content, entries, pulls, moving, unchanged }) => ({
    digest: content.digest,
    mediaType: content.mediaType,
    references: moving.map(list_nameOf),
    unchanged,
    entries: entries.map(({ descriptor, platform, reference, release }) => ({
        reference,
        digest: descriptor.digest,
        platform: (0,oci_document/* platformJson */.Uz)(platform),
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
    const references = moving.map(list_nameOf);
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

;// CONCATENATED MODULE: ./src/modes/manifest.ts












/** The fan-in: joins the legs of the releases, and whatever else is named, in one list under all tags. */
const manifest = async (inputs, { registry, log }) => {
    const rights = inputs.push ? 'pull,push' : 'pull';
    const clients = inputs.images.map(image => registry.open(image, rights));
    const [own] = clients;
    const clientOf = (reference) => clients.find(({ repository }) => (0,oci_reference/* sameRepository */.RB)(repository, reference)) ??
        registry.open((0,oci_reference/* repositoryOf */._M)(reference), 'pull');
    const [legs, sources, targets] = await (0,settled/* settled */.g)([
        readLegs(inputs, own),
        readSources(inputs, clientOf),
        readTargets(inputs, clients)
    ]);
    const published = platformsCount(inputs) ? await targets[0]?.held : undefined;
    const supplied = [...legs, ...sources];
    const parts = inputs.keepExisting ? [...supplied, ...existing(published, supplied)] : supplied;
    const list = compose(parts, inputs, log);
    if (inputs.releases === 'found')
        checkNothingVanishes(published, list.entries, inputs);
    const version = inputs.version ?? (0,oci_entries/* commonVersion */.S6)(list.entries);
    if (!inputs.allowDowngrade)
        checkTags(inputs.tags, version);
    const guarding = inputs.allowDowngrade
        ? Promise.resolve(targets)
        : guardTags(targets, list.content.digest, version, log);
    // Content goes up while the versions of the followed tags are read, unless the guard may leave nothing to publish.
    const ready = targets.every(({ tag }) => isGuarded(tag)) ? guarding : Promise.resolve();
    const [moving] = await (0,settled/* settled */.g)([
        guarding,
        inputs.push &&
            ready.then(() => bringTogether(parts, list, clients, registry)).then(() => (0,publish/* stage */.dw)(list.content, targets))
    ]);
    const pulls = whoPullsWhat(list.entries.map(({ platform }) => platform));
    await log.group(`List ${list.content.digest}`, () => {
        for (const entry of list.entries)
            log.info((0,oci_entries/* describeEntry */.OY)(entry));
        log.info(new TextDecoder().decode(list.content.bytes));
        return Promise.resolve();
    });
    if (list.entries.some(({ platform }) => platform.os === 'windows')) {
        await log.group('Who pulls what', () => {
            for (const line of describePulls(pulls, list.entries))
                log.info(line);
            return Promise.resolve();
        });
    }
    for (const warning of pullWarnings(pulls, list.entries))
        log.warning(warning);
    const written = inputs.push ? await (0,publish/* publish */.mk)(list.content, moving, registry.policy) : [];
    const stale = moving.filter(({ current }) => current !== list.content.digest);
    if (!inputs.push)
        log.info("Nothing is written: 'push' is false.");
    else if (written.length === 0)
        log.info('Nothing is written: every tag names this list already.');
    return listResult({ ...list, pulls, targets, moving, pushed: inputs.push, unchanged: stale.length === 0 });
};
const allReleases = [...new Set(releases/* releaseNames */.uh.flatMap(name => (0,releases/* findRelease */.dv)(name) ?? []))];
/** The legs of the releases: all of them, or, with `found`, those that exist. */
const readLegs = async (inputs, own) => {
    const everything = inputs.releases === 'found';
    const releases = inputs.releases === 'found' ? allReleases : inputs.releases;
    const legs = await (0,settled/* settled */.g)(releases.map(async (release) => {
        const reference = { ...own.repository, tag: inputs.legTag(release) };
        return { release, reference, images: await (0,registry_images/* readImages */.H)(own, reference) };
    }));
    const missing = legs.filter(({ images }) => images === undefined);
    if (everything && missing.length === legs.length && inputs.sources.length === 0) {
        throw new oci_entries/* ListError */.Jc([
            `Input 'releases': no leg was found in ${(0,oci_reference/* formatRepository */.Sh)(own.repository)}: looked for ${inputs.tags[0]} with the suffix of each release. Did the build legs use the same 'tags' and 'suffix'?`
        ]);
    }
    if (!everything && missing.length > 0) {
        throw new oci_entries/* ListError */.Jc(missing.map(({ release, reference }) => `${(0,oci_reference/* formatReference */.FH)(reference)} is missing, the image for ${release.name}. Did its build leg fail, or use other 'tags' or another 'suffix'?`));
    }
    return legs.flatMap(({ release, images }) => images === undefined ? [] : [{ ...images, entries: images.entries.map(entry => ({ ...entry, release })) }]);
};
const readSources = async (inputs, clientOf) => {
    const found = await (0,settled/* settled */.g)(inputs.sources.map(async ({ reference, platform }) => ({
        reference,
        images: await (0,registry_images/* readImages */.H)(clientOf(reference), reference, { platform })
    })));
    const missing = found.filter(({ images }) => images === undefined);
    if (missing.length > 0) {
        throw new oci_entries/* ListError */.Jc(missing.map(({ reference }) => `${(0,oci_reference/* formatReference */.FH)(reference)} does not exist. Check the input 'sources' (or 'spec').`));
    }
    return found.flatMap(({ images }) => images ?? []);
};
/** Whether the platforms that the first tag holds now matter for what it is to hold. */
const platformsCount = ({ keepExisting, releases }) => keepExisting || releases === 'found';
/** What the tags name now. The first one is looked into where its platforms count, the followed ones for their version. */
const readTargets = (inputs, clients) => {
    const look = (tag) => {
        if (tag === inputs.tags[0] && platformsCount(inputs))
            return 'whole';
        return !inputs.allowDowngrade && isGuarded(tag) ? 'if readable' : 'no';
    };
    return (0,settled/* settled */.g)(clients.flatMap(client => inputs.tags.map(tag => readTarget(client, tag, look(tag)))));
};
/** What the published list has for platforms that are not supplied now, and what is about those images. */
const existing = (published, supplied) => {
    if (published === undefined)
        return [];
    const keys = new Set(supplied.flatMap(({ entries }) => entries).map(({ platform }) => (0,oci_entries/* platformKey */.Ng)(platform)));
    return [{ ...published, entries: published.entries.filter(({ platform }) => !keys.has((0,oci_entries/* platformKey */.Ng)(platform))) }];
};
/** Checks the parts and writes the list that they make. */
const compose = (parts, inputs, log) => {
    // Before an image that was given twice is listed once: two releases with one image are one leg too few.
    const given = parts.flatMap(images => images.entries);
    (0,oci_entries/* checkEntries */.bX)(given, inputs);
    checkRevisions(given, inputs, log);
    const entries = (0,oci_entries/* orderEntries */.NG)(given);
    for (const warning of (0,oci_entries/* entryWarnings */.CV)(entries))
        log.warning(warning);
    const { kept, dropped } = (0,image_index/* keepAttachments */.As)(parts.flatMap(({ attachments }) => attachments), entries);
    for (const { digest } of dropped)
        log.notice(`${digest} is left out: the image that it is about is not listed.`);
    const { mediaType: type, annotations } = inputs;
    return { content: (0,image_index/* buildIndex */.Xh)({ entries, attachments: kept, type, annotations }), entries, attachments: kept };
};
/** A leg of another commit is a leg that was not built by this run: its build failed, or has not run yet. */
const checkRevisions = (entries, inputs, log) => {
    const legs = entries.filter(({ release }) => release !== undefined);
    const unlabelled = legs.filter(({ revision }) => revision === undefined).map(({ reference }) => reference);
    if (unlabelled.length > 0) {
        log.warning(`It cannot be told which commit these are from, as they have no label org.opencontainers.image.revision: ${unlabelled.join(', ')}`);
    }
    const stale = legs.filter(({ revision }) => revision !== undefined && revision !== inputs.revision);
    if (stale.length === 0 || inputs.allowStale)
        return;
    throw new oci_entries/* ListError */.Jc(stale.map(({ reference, revision = '' }) => `${reference} is from commit ${revision}, but this list is for ${inputs.revision}. Build that leg again, or give 'revision' if the legs come from another commit; 'allow-stale: true' takes it as it is.`));
};
/** With `found` nobody says what is complete; what users could pull until now must not go away unnoticed. */
const checkNothingVanishes = (published, entries, { images, tags }) => {
    const keys = new Set(entries.map(({ platform }) => (0,oci_entries/* platformKey */.Ng)(platform)));
    const vanishing = (published?.entries ?? []).filter(({ platform }) => !keys.has((0,oci_entries/* platformKey */.Ng)(platform)));
    if (vanishing.length === 0)
        return;
    const tag = (0,oci_reference/* formatReference */.FH)({ ...images[0], tag: tags[0] });
    throw new oci_entries/* ListError */.Jc(vanishing.map(({ platform }) => `Input 'releases': ${tag} holds an image for ${(0,oci_entries/* formatPlatform */.Bq)(platform)} now, and no leg for it was found. Build it, give 'keep-existing: true', or name the releases that are meant instead of 'found'.`));
};
/** A registry takes a list only when it has all that it names: what lies elsewhere is copied first. */
const bringTogether = async (parts, list, clients, { copy }) => {
    const listed = new Set([...list.entries.map(({ descriptor }) => descriptor), ...list.attachments].map(({ digest }) => digest));
    await (0,settled/* settled */.g)(parts.flatMap(({ client, entries, attachments }) => clients
        .filter(({ repository }) => !(0,oci_reference/* sameRepository */.RB)(repository, client.repository))
        .flatMap(target => [...entries.map(({ descriptor }) => descriptor), ...attachments]
        .filter(({ digest }) => listed.has(digest))
        .map(({ digest }) => copy(client, target, digest)))));
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
