export const id = 938;
export const ids = [938];
export const modules = {

/***/ 7443:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eg: () => (/* binding */ withLowerRepository),
/* harmony export */   Wf: () => (/* binding */ readReference),
/* harmony export */   l2: () => (/* binding */ readBaseImage)
/* harmony export */ });
/* harmony import */ var _oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(876);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);



const like = (example) => `write for instance '${example}'`;
const parsed = (read, input, remedy, parse) => {
    const text = read.text(input);
    if (text === undefined)
        return undefined;
    try {
        return parse(text);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d(input, error.message, remedy, error);
    }
};
/**
 * A reference with its repository in lower case, as in `image`: `ghcr.io/${{ github.repository }}` holds the owner as
 * GitHub writes it. Tags keep theirs.
 */
const withLowerRepository = (text) => text.replace(/^[^@]*?(?=(?::[^/:@]*)?(?:@|$))/, repository => repository.toLowerCase());
/** An input that is one reference. @throws InputError that names the input */
const readReference = (read, input, example) => parsed(read, input, like(example), text => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseReference */ .F2)(withLowerRepository(text)));
/**
 * The input `base-image`.
 *
 * @param otherwise what else can be done in the mode
 * @throws InputError that names it
 */
const readBaseImage = (read, otherwise = '') => parsed(read, 'base-image', `${like('mcr.microsoft.com/windows/nanoserver')}${otherwise}`, text => (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseBaseTemplate */ .rc)(withLowerRepository(text)));


/***/ }),

/***/ 5940:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AM: () => (/* binding */ readImage),
/* harmony export */   B_: () => (/* binding */ fillRelease),
/* harmony export */   RY: () => (/* binding */ readPublishInputs),
/* harmony export */   _5: () => (/* binding */ readRegistry),
/* harmony export */   tl: () => (/* binding */ readReleases)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2171);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4480);




const placeholder = /\{\{\s*release\s*\}\}/g;
/** Fills `{{release}}`. */
const fillRelease = (text, name) => text.replace(placeholder, name);
/** A repository of the input `image`; GitHub owners have upper case, repositories must not. */
const readImage = (text) => {
    try {
        return (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRepository */ .SU)(text.toLowerCase());
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('image', error.message, "write a repository without a tag, like 'ghcr.io/org/app'", error);
    }
};
const unique = (repositories) => repositories.filter((repository, index) => repositories.findIndex(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .sameRepository */ .RB)(repository, other)) === index);
const chooseImages = (given, ofTags) => {
    const foreign = given.length === 0 ? undefined : ofTags.find(one => !given.some(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .sameRepository */ .RB)(one, other)));
    if (foreign !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', `it names ${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(foreign)}, which is not in 'image'`, "leave 'image' out, or give bare tags");
    }
    const [first, ...others] = unique(given.length > 0 ? given : ofTags);
    if (first === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('image', 'it is missing', "write the repository, like 'ghcr.io/org/app'");
    return [first, ...others];
};
/**
 * Reads release names.
 *
 * @throws InputError that lists the known names
 */
const readReleases = (names) => {
    const releases = names.map(name => {
        const release = (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .findRelease */ .dv)(name);
        if (release === undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('releases', `'${name}' is unknown`, `known are ${_windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh.join(', ')}`);
        return release;
    });
    return [...new Set(releases)];
};
const readHost = (text) => {
    const host = text.toLowerCase();
    if (!URL.canParse(`https://${host}`) || /[/?#@\\]/.test(host)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('insecure-registries', `'${text}' is not a host`, 'write host or host:port, without scheme and path');
    }
    return host;
};
/**
 * Reads how registries are reached.
 *
 * @throws InputError that names the input
 */
const readRegistry = (read, context, images) => {
    const password = read.text('password');
    const username = read.text('username') ?? (password === undefined ? undefined : context.actor);
    if (username !== undefined && password === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('username', 'it is given without a password', "give 'password' too, or neither and log in with docker/login-action");
    }
    const registries = [...new Set(images.map(({ registry }) => registry))];
    const [registry = ''] = registries;
    if (password !== undefined && registries.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('password', `it would be the login for ${registries.join(' and ')}`, 'log in to each with docker/login-action before this step');
    }
    return {
        tries: read.count('retries', 5),
        insecure: new Set(read.words('insecure-registries').map(readHost)),
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
    if (fillRelease(suffix, '') === suffix) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('suffix', `'${suffix}' is the same for every release, so that their images would overwrite each other`, "put {{release}} into it, as in '-windowsservercore-{{release}}'");
    }
    const fill = (name) => fillRelease(suffix, name);
    if (/[^A-Za-z0-9._-]/.test(fill(''))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('suffix', `'${suffix}' has characters that no tag can have`, "use letters, digits, '_', '.' and '-'");
    }
    const version = read.line('version');
    const given = read.words('releases').flatMap(name => (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .findRelease */ .dv)(name)?.name ?? []);
    const longest = Math.max(...(given.length > 0 ? given : _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh).map(name => fill(name).length));
    const resolved = (0,_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveTags */ .y)(read.words('tags'), { ...context, ...(version === undefined ? {} : { version }) }, longest);
    const leg = _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh.map(name => resolved.tags[0] + fill(name)).find(tag => resolved.tags.includes(tag));
    if (leg !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', `'${leg}' is the tag of one release's own image`, "leave it out: it is made from the first tag and 'suffix'");
    }
    const images = chooseImages(read.words('image').map(readImage), resolved.repositories);
    return {
        images,
        tags: resolved.tags,
        ...(resolved.version === undefined ? {} : { version: resolved.version }),
        ...(resolved.subject === undefined ? {} : { subject: resolved.subject }),
        revision: read.line('revision') ?? context.sha,
        push: read.flag('push', context.eventName !== 'pull_request'),
        legTag: release => resolved.tags[0] + fill(release.name),
        registry: readRegistry(read, context, images),
        notices: resolved.notices
    };
};


/***/ }),

/***/ 4480:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ fillPatterns),
/* harmony export */   y: () => (/* binding */ resolveTags)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2088);
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(semver__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);



const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** `v2.7.0`, `2.7.0-rc.1`, `2.7.0+build`; not `2.7`, which is no version by semver.org. */
const parseVersion = (text) => semver__WEBPACK_IMPORTED_MODULE_0___default().parse(text);
const isPrerelease = (text) => (parseVersion(text)?.prerelease.length ?? 0) > 0;
/**
 * Whether both are the same version, however they are written. What a pattern adds looks like a pre-release and is none:
 * `{{raw}}-windowsservercore`.
 */
const isSameVersion = (text, other) => {
    const version = parseVersion(text);
    return version !== null && version.version === parseVersion(other ?? '')?.version;
};
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
/**
 * Fills the patterns of a text; undefined where the subject lacks a part.
 *
 * @throws InputError for a pattern that does not exist
 */
const fillPatterns = (input, text, subject) => {
    const values = valuesOf(subject);
    const names = [...text.matchAll(pattern)].map(match => match[1] ?? '');
    const unknown = names.find(name => !Object.hasOwn(values, name));
    if (unknown !== undefined) {
        const known = Object.keys(values).map(name => `{{${name}}}`);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d(input, `'${text}' holds the unknown pattern {{${unknown}}}`, `known are ${known.join(', ')}`);
    }
    if (names.some(name => values[name] === undefined))
        return undefined;
    return text.replace(pattern, (_, name) => values[name] ?? '');
};
/** Makes a legal tag of the text, as docker/metadata-action does. */
const sanitise = (text) => text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
const checkLength = (tag, suffix) => {
    if (tag.length + suffix <= 128)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', `'${tag}' is too long`, `a tag and its suffix may have 128 characters, these have ${tag.length + suffix}`);
};
/** Splits full references into repositories and tags; every repository has to get the same tags. */
const splitReferences = (items) => {
    const seen = [];
    for (const item of items) {
        let reference;
        try {
            reference = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseReference */ .F2)(item);
        }
        catch (error) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', error.message, 'give bare tags, or full references as docker/metadata-action prints them', error);
        }
        const { tag } = reference;
        if (tag === undefined || reference.digest !== undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', `'${item}' is not a reference with a tag`, 'write name:tag');
        }
        const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(reference);
        const known = seen.find(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .sameRepository */ .RB)(other.repository, repository));
        if (known === undefined)
            seen.push({ repository, tags: [tag] });
        else if (!known.tags.includes(tag))
            known.tags.push(tag);
    }
    const [first, ...others] = seen;
    for (const other of others) {
        if (first !== undefined && [...other.tags].sort().join() !== [...first.tags].sort().join()) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(first.repository)} and ${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(other.repository)} get different tags`, 'every image gets the same tags: list each tag for each image, or give bare tags and the input image');
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
    if (items.length === 0 && context.gitTag === undefined && context.sha === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', 'it is missing, and there is no commit to make a tag from', 'give a tag');
    }
    const given = items.length > 0 ? items : [context.gitTag ?? `sha-${context.sha.slice(0, 7)}`];
    const metadata = given.find(item => item.startsWith('type='));
    if (metadata !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', `'${metadata}' is a rule of docker/metadata-action`, "give that action's output: tags: ${{ steps.meta.outputs.tags }}");
    }
    const full = given.some(isReference);
    const split = full ? splitReferences(given) : { repositories: [], tags: given };
    const literal = split.tags.find(tag => parseVersion(tag) !== null);
    const subject = literal ?? context.gitTag;
    const notices = [];
    const tags = [];
    let version = context.version;
    for (const item of split.tags) {
        const filled = fillPatterns('tags', item, subject);
        if (filled === undefined) {
            notices.push(`The tag '${item}' is left out: ${whyDropped(subject)}.`);
            continue;
        }
        const tag = sanitise(filled);
        const meant = context.version ?? subject;
        if (tag === 'latest' && meant !== undefined && isPrerelease(meant)) {
            notices.push(`The tag 'latest' is left out: ${meant} is a pre-release.`);
            continue;
        }
        if (!(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isTag */ .dz)(tag) && tag.length <= 128) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', `nothing of '${item}' can stand in a tag`, "use letters, digits, '_', '.' and '-'");
        }
        checkLength(tag, tags.length === 0 ? longestSuffix : 0);
        if (!tags.includes(tag))
            tags.push(tag);
        if (isSameVersion(filled, filled === item ? item : subject))
            version ??= filled;
    }
    const [first, ...rest] = tags;
    if (first === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .d('tags', 'no tag is left', `${notices.join(' ')} Add a tag that holds for this run too`);
    }
    if (subject !== undefined && parseVersion(subject) !== null)
        version ??= subject;
    return {
        tags: [first, ...rest],
        repositories: split.repositories,
        notices,
        ...(subject === undefined ? {} : { subject }),
        ...(version === undefined ? {} : { version })
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
