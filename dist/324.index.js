export const id = 324;
export const ids = [324];
export const modules = {

/***/ 9324:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readManifestInputs: () => (/* binding */ readManifestInputs)
/* harmony export */ });
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8825);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5898);




const listTypes = ['auto', 'docker', 'oci'];
/** A source, or a bare digest of the image's own repository, as an output `digest` gives it. */
const readSource = (text, own) => {
    if ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(text))
        return { ...own, digest: text };
    try {
        return (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseReference */ .F2)(text);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('sources', error.message, "write references like 'ghcr.io/org/app:v1-ltsc2022'", error);
    }
};
/** @throws InputError that names the input */
const readManifestInputs = (read, context) => {
    const shared = (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .readPublishInputs */ .R)(read, context);
    const names = read.words('releases');
    const sources = read.words('sources').map(text => readSource(text, shared.images[0]));
    if (names.length === 0 && sources.length === 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('releases', 'nothing says what the list is made of', "give 'releases' (for instance: ltsc2022, ltsc2025), or 'sources'");
    }
    const found = names.includes('found');
    if (found && names.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('releases', "'found' stands for all releases and takes no others beside it", "write 'found' alone, or the releases alone");
    }
    return {
        ...shared,
        releases: found ? 'found' : (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .readReleases */ .t)(names),
        sources,
        annotations: read.record('annotations'),
        mediaType: read.choice('media-type', listTypes, 'auto'),
        allowStale: read.flag('allow-stale', false),
        allowMissingOsVersion: read.flag('allow-missing-os-version', false)
    };
};


/***/ }),

/***/ 5898:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ readPublishInputs),
  t: () => (/* binding */ readReleases)
});

// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/windows/releases.ts
var windows_releases = __webpack_require__(2171);
// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
var semver_default = /*#__PURE__*/__webpack_require__.n(semver);
;// CONCATENATED MODULE: ./src/inputs/tags.ts



const pattern = /\{\{\s*([a-z]+)\s*\}\}/g;
/** `v2.7.0`, `2.7.0-rc.1`, `2.7.0+build`; not `2.7`, which is no version by semver.org. */
const parseVersion = (text) => semver_default().parse(text);
const isPrerelease = (text) => (parseVersion(text)?.prerelease.length ?? 0) > 0;
/** A full reference as docker/metadata-action prints it; a bare tag cannot hold a colon. */
const isReference = (text) => text.includes(':');
/** What each pattern stands for; undefined where the subject has no such part. */
const valuesOf = (subject) => {
    const version = subject === undefined ? null : parseVersion(subject);
    const release = version !== null && version.prerelease.length === 0;
    return {
        raw: subject,
        version: version?.version,
        major: release ? String(version.major) : undefined,
        minor: release ? String(version.minor) : undefined
    };
};
/** The reason why a tag cannot be made from the subject. */
const whyDropped = (subject) => {
    if (subject === undefined)
        return 'there is no version to fill it from: no tag started the run and none of the tags is one';
    if (isPrerelease(subject))
        return `${subject} is a pre-release`;
    return `'${subject}' is not a version (MAJOR.MINOR.PATCH)`;
};
/** Fills the patterns of a tag; undefined where the subject lacks a part. */
const expand = (text, subject) => {
    const values = valuesOf(subject);
    const names = [...text.matchAll(pattern)].map(match => match[1] ?? '');
    const unknown = names.find(name => !(name in values));
    if (unknown !== undefined) {
        const known = Object.keys(values).map(name => `{{${name}}}`);
        throw new errors/* InputError */.d('tags', `'${text}' holds the unknown pattern {{${unknown}}}`, `known are ${known.join(', ')}`);
    }
    if (names.some(name => values[name] === undefined))
        return undefined;
    return text.replace(pattern, (_, name) => values[name] ?? '');
};
/** Makes a legal tag of the text, as docker/metadata-action does. */
const sanitise = (text) => text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
const checkLength = (tag, longestSuffix) => {
    if (tag.length + longestSuffix > 128) {
        throw new errors/* InputError */.d('tags', `'${tag}' is too long`, `a tag and its suffix may have 128 characters, these have ${tag.length + longestSuffix}`);
    }
};
/** Splits full references into repositories and tags; every repository has to get the same tags. */
const splitReferences = (items) => {
    const seen = [];
    for (const item of items) {
        let reference;
        try {
            reference = (0,oci_reference/* parseReference */.F2)(item);
        }
        catch (error) {
            throw new errors/* InputError */.d('tags', error.message, 'give bare tags, or full references as docker/metadata-action prints them', error);
        }
        const { tag } = reference;
        if (tag === undefined || reference.digest !== undefined) {
            throw new errors/* InputError */.d('tags', `'${item}' is not a reference with a tag`, 'write name:tag');
        }
        const repository = (0,oci_reference/* repositoryOf */._M)(reference);
        const known = seen.find(other => (0,oci_reference/* sameRepository */.RB)(other.repository, repository));
        if (known === undefined)
            seen.push({ repository, tags: [tag] });
        else
            known.tags.push(tag);
    }
    const [first, ...others] = seen;
    for (const other of others) {
        if (first !== undefined && [...other.tags].sort().join() !== [...first.tags].sort().join()) {
            throw new errors/* InputError */.d('tags', `${(0,oci_reference/* formatRepository */.Sh)(first.repository)} and ${(0,oci_reference/* formatRepository */.Sh)(other.repository)} get different tags`, 'every image gets the same tags: list each tag for each image, or give bare tags and the input image');
        }
    }
    return { repositories: seen.map(({ repository }) => repository), tags: first?.tags ?? [] };
};
/**
 * Turns the items of `tags` into tags: fills the patterns from the version, makes every tag legal, and drops, with a
 * notice, what a pre-release or something that is no version must not fill.
 *
 * @param longestSuffix characters that a leg's suffix adds at most
 * @throws InputError when an item cannot become a tag, or when none is left
 */
const resolveTags = (items, context, longestSuffix) => {
    const given = items.length > 0 ? items : [context.gitTag ?? `sha-${context.sha.slice(0, 7)}`];
    const metadata = given.find(item => item.startsWith('type='));
    if (metadata !== undefined) {
        throw new errors/* InputError */.d('tags', `'${metadata}' is a rule of docker/metadata-action`, "give that action's output: tags: ${{ steps.meta.outputs.tags }}");
    }
    const full = given.some(isReference);
    const split = full ? splitReferences(given) : { repositories: [], tags: given };
    const literal = split.tags.find(tag => parseVersion(tag) !== null);
    const subject = context.version ?? literal ?? context.gitTag;
    const notices = [];
    const tags = [];
    for (const item of split.tags) {
        const filled = expand(item, subject);
        if (filled === undefined) {
            notices.push(`The tag '${item}' is left out: ${whyDropped(subject)}.`);
            continue;
        }
        if (filled === 'latest' && subject !== undefined && isPrerelease(subject)) {
            notices.push(`The tag 'latest' is left out: ${subject} is a pre-release.`);
            continue;
        }
        const tag = sanitise(filled);
        if (!(0,oci_reference/* isTag */.dz)(tag) && tag.length <= 128)
            throw new errors/* InputError */.d('tags', `nothing of '${item}' can stand in a tag`, "use letters, digits, '_', '.' and '-'");
        checkLength(tag, longestSuffix);
        if (!tags.includes(tag))
            tags.push(tag);
    }
    const [first, ...rest] = tags;
    if (first === undefined) {
        throw new errors/* InputError */.d('tags', 'no tag is left', `${notices.join(' ')} Add a tag that holds for this run too`);
    }
    const version = context.version ??
        tags.find(tag => parseVersion(tag) !== null) ??
        (subject !== undefined && parseVersion(subject) !== null ? subject : undefined);
    return {
        tags: [first, ...rest],
        repositories: split.repositories,
        notices,
        ...(version === undefined ? {} : { version })
    };
};

;// CONCATENATED MODULE: ./src/inputs/shared.ts




const placeholder = /\{\{\s*release\s*\}\}/g;
/** A repository of the input `image`; GitHub owners have upper case, repositories must not. */
const readImage = (text) => {
    try {
        return (0,oci_reference/* parseRepository */.SU)(text.toLowerCase());
    }
    catch (error) {
        throw new errors/* InputError */.d('image', error.message, "write a repository without a tag, like 'ghcr.io/org/app'", error);
    }
};
const unique = (repositories) => repositories.filter((repository, index) => repositories.findIndex(other => (0,oci_reference/* sameRepository */.RB)(repository, other)) === index);
const chooseImages = (given, ofTags) => {
    const foreign = given.length === 0 ? undefined : ofTags.find(one => !given.some(other => (0,oci_reference/* sameRepository */.RB)(one, other)));
    if (foreign !== undefined) {
        throw new errors/* InputError */.d('tags', `it names ${(0,oci_reference/* formatRepository */.Sh)(foreign)}, which is not in 'image'`, "leave 'image' out, or give bare tags");
    }
    const [first, ...others] = unique(given.length > 0 ? given : ofTags);
    if (first === undefined)
        throw new errors/* InputError */.d('image', 'it is missing', "write the repository, like 'ghcr.io/org/app'");
    return [first, ...others];
};
/**
 * Reads release names.
 *
 * @throws InputError that lists the known names
 */
const readReleases = (names) => {
    const releases = names.map(name => {
        const release = (0,windows_releases/* findRelease */.dv)(name);
        if (release === undefined)
            throw new errors/* InputError */.d('releases', `'${name}' is unknown`, `known are ${windows_releases/* releaseNames */.uh.join(', ')}`);
        return release;
    });
    return [...new Set(releases)];
};
const readRegistry = (read, context, images) => {
    const password = read.text('password');
    const username = read.text('username') ?? (password === undefined ? undefined : context.actor);
    if (username !== undefined && password === undefined) {
        throw new errors/* InputError */.d('username', 'it is given without a password', "give 'password' too, or neither and log in with docker/login-action");
    }
    const registries = [...new Set(images.map(({ registry }) => registry))];
    const [registry = ''] = registries;
    if (password !== undefined && registries.length > 1) {
        throw new errors/* InputError */.d('password', `it would be the login for ${registries.join(' and ')}`, 'log in to each with docker/login-action before this step');
    }
    return {
        tries: read.count('retries', 5),
        insecure: new Set(read.words('insecure-registries').map(host => host.toLowerCase())),
        ...(password === undefined || username === undefined ? {} : { login: { registry, username, password } })
    };
};
/**
 * Reads what every mode that publishes has in common.
 *
 * @throws InputError that names the input
 */
const readPublishInputs = (read, context) => {
    const suffix = read.text('suffix') ?? '-{{release}}';
    if (suffix.replace(placeholder, '') === suffix) {
        throw new errors/* InputError */.d('suffix', `'${suffix}' is the same for every release, so that their images would overwrite each other`, "put {{release}} into it, as in '-windowsservercore-{{release}}'");
    }
    const fill = (name) => suffix.replace(placeholder, name);
    if (/[^A-Za-z0-9._-]/.test(fill(''))) {
        throw new errors/* InputError */.d('suffix', `'${suffix}' has characters that no tag can have`, "use letters, digits, '_', '.' and '-'");
    }
    const version = read.text('version');
    const longest = Math.max(...windows_releases/* releaseNames */.uh.map(name => fill(name).length));
    const resolved = resolveTags(read.words('tags'), { ...context, ...(version === undefined ? {} : { version }) }, longest);
    const images = chooseImages(read.words('image').map(readImage), resolved.repositories);
    return {
        images,
        tags: resolved.tags,
        ...(resolved.version === undefined ? {} : { version: resolved.version }),
        revision: read.text('revision') ?? context.sha,
        push: read.flag('push', context.eventName !== 'pull_request'),
        legTag: release => resolved.tags[0] + fill(release.name),
        registry: readRegistry(read, context, images),
        notices: resolved.notices
    };
};


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
