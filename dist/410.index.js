export const id = 410;
export const ids = [410];
export const modules = {

/***/ 7410:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  manifest: () => (/* binding */ manifest)
});

// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
// EXTERNAL MODULE: ./src/oci/entries.ts
var oci_entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
;// CONCATENATED MODULE: ./src/oci/image-index.ts




/** The annotation by which BuildKit says which image an attestation is about. */
const referenceDigest = 'vnd.docker.reference.digest';
const referenceType = 'vnd.docker.reference.type';
/** Whether a list's descriptor is something about an image, not an image (BuildKit's attestation storage). */
const isAttachment = ({ annotations, platform }) => annotations?.[referenceType] !== undefined || (platform?.os === 'unknown' && platform.architecture === 'unknown');
/** The image that an attachment is about. */
const subjectOf = ({ annotations }) => annotations?.[referenceDigest];
/** Attachments travel only with the image that they are about. */
const keepAttachments = (attachments, entries) => {
    const listed = new Set(entries.map(({ descriptor }) => descriptor.digest));
    const kept = attachments.filter((attachment, index) => listed.has(subjectOf(attachment)) &&
        attachments.findIndex(({ digest }) => digest === attachment.digest) === index);
    return { kept, dropped: attachments.filter(({ digest }) => !kept.some(other => other.digest === digest)) };
};
const chooseType = ({ entries, attachments, type, annotations }) => {
    const foreign = [...entries.map(({ descriptor }) => descriptor), ...attachments].find(({ mediaType }) => !(0,media_types/* isDockerType */.$F)(mediaType));
    const annotated = Object.keys(annotations).length > 0;
    if (type === 'docker') {
        if (foreign !== undefined)
            throw new oci_entries/* ListError */.Jc([
                `Input 'media-type': a Docker list cannot hold ${foreign.digest}, which is of the type ${foreign.mediaType}. Leave the input out, or give 'oci'.`
            ]);
        if (annotated)
            throw new oci_entries/* ListError */.Jc([
                "Input 'annotations': a Docker list cannot hold annotations. Leave 'media-type' out, or give 'oci'."
            ]);
    }
    const docker = type === 'docker' || (type === 'auto' && foreign === undefined && !annotated);
    return docker ? media_types/* mediaTypes */.Ib.dockerList : media_types/* mediaTypes */.Ib.ociIndex;
};
/**
 * Writes the list (image-spec image-index.md; distribution's manifest list). The same parts give the same bytes.
 *
 * @throws ListError when the media type asked for cannot hold the parts
 */
const buildIndex = (parts) => {
    const mediaType = chooseType(parts);
    const images = parts.entries.map(({ descriptor, platform }) => (0,oci_document/* descriptorJson */.mh)({
        mediaType: descriptor.mediaType,
        size: descriptor.size,
        digest: descriptor.digest,
        platform,
        ...(descriptor.annotations === undefined || mediaType === media_types/* mediaTypes */.Ib.dockerList
            ? {}
            : { annotations: descriptor.annotations })
    }));
    const json = {
        schemaVersion: 2,
        mediaType,
        manifests: [...images, ...parts.attachments.map(({ written, ...rest }) => written ?? (0,oci_document/* descriptorJson */.mh)(rest))],
        ...(Object.keys(parts.annotations).length === 0 ? {} : { annotations: parts.annotations })
    };
    const bytes = new TextEncoder().encode(JSON.stringify(json, undefined, 3));
    return { bytes, mediaType, digest: (0,digest/* digestOf */.ol)(bytes) };
};

// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
;// CONCATENATED MODULE: ./src/registry/images.ts


/** A reference cannot be listed: it does not hold images as hosts run them. */
class ImageError extends Error {
    name = 'ImageError';
}
/** Lists within lists are allowed by the specification, but nobody writes deep ones. */
const deepest = 3;
const revisionLabel = 'org.opencontainers.image.revision';
const entryOf = async (client, manifest, reference, listed) => {
    const { platform, labels } = await client.config(manifest);
    const { os, architecture } = platform;
    if (os === undefined || architecture === undefined) {
        throw new ImageError(`${reference} is not an image for a host: its config names no ${os === undefined ? 'os' : 'architecture'}. Leave it out.`);
    }
    // Older BuildKits put os.version into the config only, others into the list only.
    const osVersion = platform.osVersion ?? listed?.osVersion;
    const revision = labels[revisionLabel];
    return {
        descriptor: { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length },
        platform: { ...platform, os, architecture, ...(osVersion === undefined ? {} : { osVersion }) },
        reference,
        ...(revision === undefined ? {} : { revision })
    };
};
const childrenOf = async (client, index, reference, depth) => {
    if (depth === deepest)
        throw new ImageError(`${reference} is a list of lists, more than ${deepest} deep. Name the images themselves.`);
    const found = await Promise.all(index.manifests
        .filter(child => !isAttachment(child))
        .map(async (child) => {
        const at = (0,oci_reference/* formatReference */.FH)({ ...client.repository, digest: child.digest });
        const document = await client.get(child.digest);
        if (document === undefined)
            throw new ImageError(`${reference} lists ${at}, which is not there. Build and push it again.`);
        return imagesOf(client, document, at, child.platform, depth + 1);
    }));
    return {
        entries: found.flatMap(({ entries }) => entries),
        attachments: [...index.manifests.filter(isAttachment), ...found.flatMap(({ attachments }) => attachments)]
    };
};
const imagesOf = async (client, document, reference, listed, depth = 0) => document.kind === 'index'
    ? childrenOf(client, document, reference, depth)
    : { entries: [await entryOf(client, document, reference, listed)], attachments: [] };
/**
 * Reads what a reference holds; a list contributes its images and their attestations.
 *
 * @returns undefined where the reference does not exist
 * @throws ImageError where it holds something else than images; RegistryError where it cannot be read
 */
const readImages = async (client, reference) => {
    const document = await client.get(reference.digest ?? reference.tag ?? 'latest');
    return document === undefined ? undefined : imagesOf(client, document, (0,oci_reference/* formatReference */.FH)(reference));
};

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/registry/publish.ts


/** Some tags could not be written; the message says which ones name the new list and which the old one. */
class PublishError extends Error {
    name = 'PublishError';
}
/** Registries may serve the old answer for a while after a write. */
const longestLag = 30_000;
const nameOf = ({ client, tag }) => (0,oci_reference/* formatReference */.FH)({ ...client.repository, tag });
/** Reads a tag back until it names the digest. */
const publish_confirm = async (target, digest, sleep) => {
    let seen;
    for (let waited = 0, pause = 500;; waited += pause, pause *= 2) {
        seen = await target.client.head(target.tag);
        if (seen === digest)
            return;
        if (waited + pause > longestLag)
            break;
        await sleep(pause);
    }
    throw new PublishError(`${nameOf(target)} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s. Does another job write the same tag? Give the workflow a 'concurrency' group, and run this job again.`);
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
 * Publishes a list whose children are in place: by digest where there are several tags, so that what can go wrong goes
 * wrong before the first tag changes; then under the tags, `latest` last; then every tag is read back. Tags that name
 * the list already are not written.
 *
 * @returns whether nothing had to be written
 * @throws PublishError that tells which tags name the new list
 */
const publish = async (content, targets, { log, sleep = promises_.setTimeout }) => {
    const stale = targets.filter(({ current }) => current !== content.digest);
    if (stale.length === 0)
        return true;
    if (stale.length > 1) {
        const clients = [...new Set(stale.map(({ client }) => client))];
        await Promise.all(clients.map(client => client.put(content.digest, content)));
    }
    const last = stale.filter(({ tag }) => tag === 'latest');
    const first = stale.filter(({ tag }) => tag !== 'latest');
    await writeTags(content, first, [], last);
    await writeTags(content, last, first, []);
    await Promise.all(stale.map(target => publish_confirm(target, content.digest, sleep)));
    for (const target of stale)
        log.info(`Published ${nameOf(target)}`);
    return false;
};

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/windows/releases.ts
var releases = __webpack_require__(2171);
;// CONCATENATED MODULE: ./src/modes/manifest.ts








/** The fan-in: joins the legs of the releases, and whatever else is named, in one list under all tags. */
const manifest = async (inputs, { registry, log }) => {
    const rights = inputs.push ? 'pull,push' : 'pull';
    const clients = inputs.images.map(image => registry.open(image, rights));
    const [own] = clients;
    const clientOf = (reference) => clients.find(({ repository }) => (0,oci_reference/* sameRepository */.RB)(repository, reference)) ??
        registry.open((0,oci_reference/* repositoryOf */._M)(reference), 'pull');
    const [legs, sources, targets, published] = await together([
        readLegs(inputs, own),
        readSources(inputs, clientOf),
        readTargets(inputs, clients),
        inputs.releases === 'found' ? readImages(own, { ...own.repository, tag: inputs.tags[0] }) : undefined
    ]);
    const entries = (0,oci_entries/* orderEntries */.NG)([...legs, ...sources].flatMap(images => images.entries));
    (0,oci_entries/* checkEntries */.bX)(entries, inputs);
    checkRevisions(entries, inputs, log);
    if (published !== undefined)
        checkNothingVanishes(published.entries, entries, inputs);
    for (const warning of (0,oci_entries/* entryWarnings */.CV)(entries))
        log.warning(warning);
    const { kept, dropped } = keepAttachments([...legs, ...sources].flatMap(images => images.attachments), entries);
    for (const { digest } of dropped)
        log.notice(`${digest} is left out: the image that it is about is not listed.`);
    const list = buildIndex({ entries, attachments: kept, type: inputs.mediaType, annotations: inputs.annotations });
    await log.group(`List ${list.digest}`, () => {
        for (const entry of entries)
            log.info((0,oci_entries/* describeEntry */.OY)(entry));
        log.info(new TextDecoder().decode(list.bytes));
        return Promise.resolve();
    });
    const unchanged = inputs.push
        ? await publish(list, targets, { log })
        : targets.every(({ current }) => current === list.digest);
    if (!inputs.push)
        log.info("Nothing is written: 'push' is false.");
    else if (unchanged)
        log.info('Nothing is written: every tag names this list already.');
    return resultOf(inputs, entries, list, unchanged);
};
/** Promise.all, but what fails first does not hide what else is missing: all are awaited, then the first error counts. */
const together = async (work) => {
    const results = await Promise.allSettled(work);
    for (const result of results)
        if (result.status === 'rejected')
            throw result.reason;
    return results.map(result => (result.status === 'fulfilled' ? result.value : undefined));
};
/** The legs of the releases: all of them, or, with `found`, those that exist. */
const readLegs = async (inputs, own) => {
    const everything = inputs.releases === 'found';
    const releases = inputs.releases === 'found' ? allReleases : inputs.releases;
    const legs = await together(releases.map(async (release) => {
        const reference = { ...own.repository, tag: inputs.legTag(release) };
        const images = await readImages(own, reference);
        return { release, reference, images };
    }));
    const missing = legs.filter(({ images }) => images === undefined);
    if (everything && missing.length === legs.length) {
        throw new oci_entries/* ListError */.Jc([
            `Input 'releases': no leg was found in ${(0,oci_reference/* formatRepository */.Sh)(own.repository)}: looked for ${inputs.tags[0]} with the suffix of each release. Did the build legs use the same 'tags' and 'suffix'?`
        ]);
    }
    if (!everything && missing.length > 0) {
        throw new oci_entries/* ListError */.Jc(missing.map(({ release, reference }) => `${(0,oci_reference/* formatReference */.FH)(reference)} is missing, the image for ${release.name}. Did its build leg fail, or use other 'tags' or another 'suffix'?`));
    }
    return legs.flatMap(({ release, images }) => images === undefined ? [] : [{ ...images, entries: images.entries.map(entry => ({ ...entry, release })) }]);
};
const allReleases = [...new Set(releases/* releaseNames */.uh.flatMap(name => (0,releases/* findRelease */.dv)(name) ?? []))];
const readSources = async (inputs, clientOf) => {
    const found = await together(inputs.sources.map(async (reference) => ({ reference, images: await readImages(clientOf(reference), reference) })));
    const missing = found.filter(({ images }) => images === undefined);
    if (missing.length > 0) {
        throw new oci_entries/* ListError */.Jc(missing.map(({ reference }) => `Input 'sources': ${(0,oci_reference/* formatReference */.FH)(reference)} does not exist.`));
    }
    return found.flatMap(({ images }) => images ?? []);
};
const readTargets = (inputs, clients) => together(clients.flatMap(client => inputs.tags.map(async (tag) => ({ client, tag, current: await client.head(tag) }))));
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
const checkNothingVanishes = (before, after, { images, tags }) => {
    const keys = new Set(after.map(({ platform }) => (0,oci_entries/* platformKey */.Ng)(platform)));
    const vanishing = before.filter(({ platform }) => !keys.has((0,oci_entries/* platformKey */.Ng)(platform)));
    if (vanishing.length === 0)
        return;
    const tag = (0,oci_reference/* formatReference */.FH)({ ...images[0], tag: tags[0] });
    throw new oci_entries/* ListError */.Jc(vanishing.map(({ platform }) => `Input 'releases': ${tag} holds an image for ${(0,oci_entries/* formatPlatform */.Bq)(platform)} now, and no leg for it was found. Build it, or name the releases that are meant instead of 'found'.`));
};
const resultOf = (inputs, entries, list, unchanged) => {
    const references = inputs.images.flatMap(image => inputs.tags.map(tag => (0,oci_reference/* formatReference */.FH)({ ...image, tag })));
    const releases = entries.flatMap(({ release }) => release?.name ?? []);
    const metadata = {
        digest: list.digest,
        mediaType: list.mediaType,
        references,
        unchanged,
        entries: entries.map(({ descriptor, platform, reference, release }) => ({
            reference,
            digest: descriptor.digest,
            platform: (0,oci_document/* platformJson */.Uz)(platform),
            ...(release === undefined ? {} : { release: release.name })
        }))
    };
    const done = unchanged ? 'Unchanged' : inputs.push ? 'Published' : 'Dry run: not published';
    return {
        outputs: {
            digest: list.digest,
            reference: references[0] ?? '',
            references: references.join('\n'),
            releases: releases.join(','),
            unchanged: String(unchanged),
            metadata: JSON.stringify(metadata)
        },
        summary: [
            `### ${done}: ${(0,markdown/* code */.aY)(references[0] ?? '')}`,
            '',
            (0,markdown/* table */.tp)(['Platform', 'OS version', 'Release', 'Image', 'Digest'], entries.map(({ platform, release, reference, descriptor }) => [
                (0,markdown/* code */.aY)((0,oci_entries/* formatPlatform */.Bq)({
                    os: platform.os,
                    architecture: platform.architecture,
                    ...(platform.variant === undefined ? {} : { variant: platform.variant })
                })),
                platform.osVersion === undefined ? '' : (0,markdown/* code */.aY)(platform.osVersion),
                release?.name ?? '',
                (0,markdown/* code */.aY)(reference),
                (0,markdown/* code */.aY)(descriptor.digest)
            ])),
            '',
            `Tags: ${references.map(markdown/* code */.aY).join(', ')}`,
            '',
            `Digest of the list: ${(0,markdown/* code */.aY)(list.digest)} (${(0,markdown/* code */.aY)(list.mediaType)})`,
            ''
        ].join('\n')
    };
};


/***/ }),

/***/ 145:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   CV: () => (/* binding */ entryWarnings),
/* harmony export */   Jc: () => (/* binding */ ListError),
/* harmony export */   NG: () => (/* binding */ orderEntries),
/* harmony export */   Ng: () => (/* binding */ platformKey),
/* harmony export */   OY: () => (/* binding */ describeEntry),
/* harmony export */   bX: () => (/* binding */ checkEntries)
/* harmony export */ });
/* unused harmony export versionOf */
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2118);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8825);


/** Entries cannot become a list; the message holds every problem. */
class ListError extends Error {
    problems;
    name = 'ListError';
    constructor(problems) {
        super(problems.length === 1
            ? problems[0]
            : `The list cannot be made:\n${problems.map(problem => `- ${problem}`).join('\n')}`);
        this.problems = problems;
    }
}
const versionOf = ({ platform }) => platform.osVersion === undefined ? undefined : (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseOsVersion */ .u)(platform.osVersion);
/** `windows/amd64 10.0.20348.5499`, `linux/arm/v7`. */
const formatPlatform = ({ os, architecture, variant, osVersion }) => `${os}/${architecture}${variant === undefined ? '' : `/${variant}`}${osVersion === undefined ? '' : ` ${osVersion}`}`;
/**
 * What a host chooses by: two entries of the same kind cannot both be reached. Of a Windows version the build counts;
 * the revision (UBR) decides nothing for dockerd (moby pull_v2_windows.go).
 */
const platformKey = ({ os, architecture, variant, osVersion }) => {
    const build = osVersion === undefined ? undefined : (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseOsVersion */ .u)(osVersion)?.build;
    return [os, architecture, variant ?? '', build ?? osVersion ?? ''].join('/');
};
const contradiction = ({ platform, release, reference }) => {
    if (release === undefined)
        return undefined;
    const is = formatPlatform(platform);
    const sameArchitecture = platform.os === release.os && platform.architecture === release.architecture;
    const sameVariant = release.os === 'windows' ||
        release.variant === undefined ||
        platform.variant === undefined ||
        platform.variant === release.variant;
    const build = platform.osVersion === undefined ? undefined : (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseOsVersion */ .u)(platform.osVersion)?.build;
    const sameBuild = release.os === 'linux' || build === undefined || build === release.build;
    if (sameArchitecture && sameVariant && sameBuild)
        return undefined;
    const wanted = release.os === 'windows' ? `windows/${release.architecture} 10.0.${release.build}` : `linux/${release.architecture}`;
    return `${reference} is not an image for ${release.name}: it is ${is}, not ${wanted}. Does its Dockerfile use the build argument with the base tag (ARG BASE, FROM …:$BASE)? Build that leg again.`;
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
 * @throws ListError with every problem found
 */
const checkEntries = (entries, rules) => {
    const problems = entries.flatMap(entry => [contradiction(entry) ?? [], versionProblem(entry, rules) ?? []].flat());
    problems.push(...duplicates(entries));
    if (problems.length > 0)
        throw new ListError(problems);
};
/** What is allowed but seldom meant: os.features on some Windows entries change which one containerd prefers. */
const entryWarnings = (entries) => {
    const windows = entries.filter(({ platform }) => platform.os === 'windows');
    const featured = windows.filter(({ platform }) => platform.osFeatures !== undefined);
    if (featured.length === 0 || featured.length === windows.length)
        return [];
    return [
        `Some entries have os.features and others do not: containerd prefers the entry with more of them, whatever its version (${featured.map(({ reference }) => reference).join(', ')}).`
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
        return (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_1__/* .compareOsVersions */ .N)(right, left);
    });
};
/** A short name for logs: the reference and the digest that was found under it. */
const describeEntry = ({ reference, descriptor, platform }) => `${formatPlatform(platform)}  ${(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(descriptor.digest)}  ${reference}`;


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* unused harmony export escape */
/** A text that means itself in Markdown and HTML. */
const escape = (text) => text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[&<>]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
    .replace(/[\\`*_{}[\]|#~]/g, sign => `\\${sign}`);
/** A text as code; in a table too. */
const code = (text) => `<code>${text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~]/g, sign => `&#${sign.charCodeAt(0)};`)}</code>`;
/** A table; the cells are Markdown. */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');


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

/***/ 2171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dv: () => (/* binding */ findRelease),
/* harmony export */   nL: () => (/* binding */ releaseOfHost),
/* harmony export */   uh: () => (/* binding */ releaseNames)
/* harmony export */ });
/* unused harmony exports windowsReleases, releaseOfImage */
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
    const older = candidates.find(release => release.build < build && (release.build >= 20_348 || build < 20_348));
    if (older === undefined)
        return undefined;
    return { release: older, match: build >= beyondTable ? 'newer' : 'client' };
};
/** The release that an image of that build and architecture belongs to. */
const releaseOfImage = (build, architecture) => windowsReleases.find(release => release.build === build && release.architecture === architecture);


/***/ })

};
