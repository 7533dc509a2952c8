export const id = 404;
export const ids = [404];
export const modules = {

/***/ 5404:
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
// EXTERNAL MODULE: ./src/oci/image-index.ts
var image_index = __webpack_require__(5325);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/registry/images.ts
var registry_images = __webpack_require__(7373);
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
const publish = async (content, targets, { log, sleep }) => {
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
        inputs.releases === 'found' ? (0,registry_images/* readImages */.H)(own, { ...own.repository, tag: inputs.tags[0] }) : undefined
    ]);
    const entries = (0,oci_entries/* orderEntries */.NG)([...legs, ...sources].flatMap(images => images.entries));
    (0,oci_entries/* checkEntries */.bX)(entries, inputs);
    checkRevisions(entries, inputs, log);
    if (published !== undefined)
        checkNothingVanishes(published.entries, entries, inputs);
    for (const warning of (0,oci_entries/* entryWarnings */.CV)(entries))
        log.warning(warning);
    const { kept, dropped } = (0,image_index/* keepAttachments */.As)([...legs, ...sources].flatMap(images => images.attachments), entries);
    for (const { digest } of dropped)
        log.notice(`${digest} is left out: the image that it is about is not listed.`);
    const list = (0,image_index/* buildIndex */.Xh)({ entries, attachments: kept, type: inputs.mediaType, annotations: inputs.annotations });
    await log.group(`List ${list.digest}`, () => {
        for (const entry of entries)
            log.info((0,oci_entries/* describeEntry */.OY)(entry));
        log.info(new TextDecoder().decode(list.bytes));
        return Promise.resolve();
    });
    if (inputs.push)
        await bringTogether([...legs, ...sources], kept, clients, registry);
    const unchanged = inputs.push
        ? await publish(list, targets, registry.policy)
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
        const images = await (0,registry_images/* readImages */.H)(own, reference);
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
    const found = await together(inputs.sources.map(async (reference) => ({ reference, images: await (0,registry_images/* readImages */.H)(clientOf(reference), reference) })));
    const missing = found.filter(({ images }) => images === undefined);
    if (missing.length > 0) {
        throw new oci_entries/* ListError */.Jc(missing.map(({ reference }) => `Input 'sources': ${(0,oci_reference/* formatReference */.FH)(reference)} does not exist.`));
    }
    return found.flatMap(({ images }) => images ?? []);
};
const readTargets = (inputs, clients) => together(clients.flatMap(client => inputs.tags.map(async (tag) => ({ client, tag, current: await client.head(tag) }))));
/** A registry takes a list only when it has all that it names: what lies elsewhere is copied first. */
const bringTogether = async (found, attachments, targets, { copy }) => {
    const kept = new Set(attachments.map(({ digest }) => digest));
    await together(found.flatMap(images => targets
        .filter(({ repository }) => !(0,oci_reference/* sameRepository */.RB)(repository, images.client.repository))
        .flatMap(target => [
        ...images.entries.map(({ descriptor }) => descriptor),
        ...images.attachments.filter(({ digest }) => kept.has(digest))
    ].map(({ digest }) => copy(images.client, target, digest)))));
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
            `### ${done}: ${(0,markdown/* code */.a)(references[0] ?? '')}`,
            '',
            (0,markdown/* table */.t)(['Platform', 'OS version', 'Release', 'Image', 'Digest'], entries.map(({ platform, release, reference, descriptor }) => [
                (0,markdown/* code */.a)((0,oci_entries/* formatPlatform */.Bq)({
                    os: platform.os,
                    architecture: platform.architecture,
                    ...(platform.variant === undefined ? {} : { variant: platform.variant })
                })),
                platform.osVersion === undefined ? '' : (0,markdown/* code */.a)(platform.osVersion),
                release?.name ?? '',
                (0,markdown/* code */.a)(reference),
                (0,markdown/* code */.a)(descriptor.digest)
            ])),
            '',
            `Tags: ${references.map(markdown/* code */.a).join(', ')}`,
            '',
            `Digest of the list: ${(0,markdown/* code */.a)(list.digest)} (${(0,markdown/* code */.a)(list.mediaType)})`,
            ''
        ].join('\n')
    };
};


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ code),
/* harmony export */   t: () => (/* binding */ table)
/* harmony export */ });
/** A text as code, in a table too. Text with signs that would end the code is written in HTML. */
const code = (text) => /[`|\r\n]/.test(text)
    ? `<code>${text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~]/g, sign => `&#${sign.charCodeAt(0)};`)}</code>`
    : `\`${text}\``;
/** A table; the cells are Markdown. */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');


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
