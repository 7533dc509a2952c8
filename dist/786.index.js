export const id = 786;
export const ids = [786];
export const modules = {

/***/ 7786:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPlanInputs: () => (/* binding */ readPlanInputs)
/* harmony export */ });
/* harmony import */ var _windows_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6210);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1318);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5940);



/** One label, or several as YAML and JSON write a list in a line: `[self-hosted, windows-2019]`. */
const readLabels = (value) => {
    const [, list] = /^\[(.*)\]$/.exec(value) ?? [];
    return (list === undefined ? [value] : list.split(',')).map(label => label.trim().replace(/^(["'])(.*)\1$/, '$2'));
};
const readRunner = (name, value) => {
    const release = (0,_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .readRelease */ .iJ)('runners', name);
    const labels = readLabels(value);
    if (labels.some(label => label === '' || /[[\]{}"']/.test(label))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('runners', `'${name}=${value}' does not name a runner`, "write 'ltsc2019=windows-2022' or 'ltsc2019=[self-hosted, windows-2019]'");
    }
    const problem = (0,_windows_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .runnerProblem */ .g)(release, labels);
    if (problem !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('runners', problem, 'name another runner, or remove the line');
    return [release, labels];
};
/** @throws InputError that names the input */
const readPlanInputs = (read) => {
    const [first, ...others] = (0,_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .readReleases */ .tl)(read.list('releases'));
    if (first === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .missingInput */ .fV)('releases', 'name the releases to plan for, like ltsc2022, ltsc2025');
    const releases = [first, ...others];
    const runners = new Map(Object.entries(read.keyValues('runners')).map(([name, value]) => readRunner(name, value)));
    const unused = [...runners.keys()].filter(release => !releases.includes(release));
    return {
        releases: [first, ...others],
        runners,
        notices: unused.map(({ name }) => `The runner for ${name} is not needed: 'releases' does not name it.`)
    };
};


/***/ }),

/***/ 5940:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AM: () => (/* binding */ readImage),
/* harmony export */   RY: () => (/* binding */ readPublishInputs),
/* harmony export */   _5: () => (/* binding */ readRegistry),
/* harmony export */   iJ: () => (/* binding */ readRelease),
/* harmony export */   j1: () => (/* binding */ readPush),
/* harmony export */   tl: () => (/* binding */ readReleases),
/* harmony export */   wn: () => (/* binding */ readSuffix)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7832);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2852);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2171);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4480);






/** The input `suffix`: what the tag of a release's own image has behind the first of `tags`. */
const readSuffix = (read) => read.string('suffix') ?? '-{{release}}';
/** A repository of the input `image`; GitHub owners have upper case, repositories must not. */
const readImage = (value) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .parseInput */ .CU)('image', value.toLowerCase(), "write a repository without a tag, like 'ghcr.io/org/app'", _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRepository */ .SU);
const unique = (repositories) => repositories.filter((repository, index) => repositories.findIndex(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .sameRepository */ .RB)(repository, other)) === index);
const chooseImages = (given, ofTags) => {
    const foreign = given.length === 0 ? undefined : ofTags.find(one => !given.some(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .sameRepository */ .RB)(one, other)));
    if (foreign !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', `the repository ${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(foreign)} is not one of 'image'`, "remove 'image', or give tags without a repository");
    }
    const [first, ...others] = unique(given.length > 0 ? given : ofTags);
    if (first === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .missingInput */ .fV)('image', "write the repository, like 'ghcr.io/org/app'");
    return [first, ...others];
};
/**
 * Reads the name of a release.
 *
 * @throws InputError that lists the known names
 */
const readRelease = (input, name) => {
    const release = (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .findRelease */ .dv)(name);
    if (release === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownValue */ .Uo)(input, name, _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh, 'release');
    return release;
};
/**
 * Reads release names, without doubles.
 *
 * @throws InputError that lists the known names
 */
const readReleases = (names) => [
    ...new Set(names.map(name => readRelease('releases', name)))
];
const readHost = (value) => {
    const host = value.toLowerCase();
    if (!URL.canParse(`https://${host}`) || /[/?#@\\]/.test(host)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('insecure-registries', `'${value}' is not a host`, 'write host or host:port, without a scheme or path');
    }
    return host;
};
/**
 * Reads how registries are reached.
 *
 * @throws InputError that names the input
 */
const readRegistry = (read, context, images) => {
    const password = read.string('password');
    const username = read.string('username') ?? (password === undefined ? undefined : context.actor);
    if (username !== undefined && password === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('username', "Input 'username' is given without 'password'", 'give both, or neither and log in with docker/login-action before this step');
    }
    const registries = [...new Set(images.map(({ registry }) => registry))];
    const [registry = ''] = registries;
    if (password !== undefined && registries.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('password', `one login cannot serve ${registries.join(' and ')}`, 'log in to each with docker/login-action before this step');
    }
    return {
        tries: read.positiveInteger('retries', 5),
        insecure: new Set(read.list('insecure-registries').map(readHost)),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({
            login: password === undefined || username === undefined ? undefined : { registry, username, password }
        })
    };
};
/** What a release's own tag has behind the first of `tags`. @throws InputError where `suffix` does not make a tag */
const readLegSuffix = (read) => {
    const suffix = readSuffix(read);
    if (!(0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_5__/* .namesRelease */ .gH)(suffix)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('suffix', `'${suffix}' is the same for every release, so their images would overwrite each other`, "put {{release}} into it, as in '-windowsservercore-{{release}}'");
    }
    if (/[^A-Za-z0-9._-]/.test((0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_5__/* .fillRelease */ .B_)(suffix, ''))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('suffix', `'${suffix}' contains characters that a tag cannot have`, "use letters, digits, '_', '.' and '-'");
    }
    return releaseName => (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_5__/* .fillRelease */ .B_)(suffix, releaseName);
};
/** Refuses tags that are those of a single release: the list would overwrite its image. */
const refuseLegTags = (tags, suffixOf) => {
    const leg = _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh.map(name => tags[0] + suffixOf(name)).find(tag => tags.includes(tag));
    if (leg === undefined)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', `'${leg}' is the tag of a single release's image`, "remove it: it is made from the first tag and 'suffix'");
};
/** The input `push`: by default a pull request publishes nothing. */
const readPush = (read, { eventName }) => read.boolean('push', eventName !== 'pull_request');
/**
 * Reads what every mode that publishes has in common.
 *
 * @throws InputError that names the input
 */
const readPublishInputs = (read, context) => {
    const suffixOf = readLegSuffix(read);
    const given = read.list('releases').flatMap(name => (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .findRelease */ .dv)(name)?.name ?? []);
    const longest = Math.max(...(given.length > 0 ? given : _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh).map(name => suffixOf(name).length));
    const { tags, repositories, version, subject, notices } = (0,_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .resolveTags */ .y)(read.list('tags'), { ...context, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ version: read.line('version') }) }, longest);
    refuseLegTags(tags, suffixOf);
    const images = chooseImages(read.list('image').map(readImage), repositories);
    return {
        images,
        tags,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ version, subject }),
        revision: read.line('revision') ?? context.sha,
        push: readPush(read, context),
        legTag: release => tags[0] + suffixOf(release.name),
        registry: readRegistry(read, context, images),
        notices
    };
};


/***/ }),

/***/ 4480:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ fillPlaceholders),
/* harmony export */   y: () => (/* binding */ resolveTags)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2088);
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(semver__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7832);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);




const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** `v2.7.0`, `2.7.0-rc.1`, `2.7.0+build`; not `2.7`, which is not a version by semver.org. */
const parseVersion = (value) => semver__WEBPACK_IMPORTED_MODULE_0___default().parse(value);
const isPrerelease = (value) => (parseVersion(value)?.prerelease.length ?? 0) > 0;
/**
 * Whether both are the same version, however they are written. What a template adds only looks like a pre-release:
 * `{{raw}}-windowsservercore`.
 */
const isSameVersion = (value, other) => {
    const version = parseVersion(value);
    return version !== null && version.version === parseVersion(other ?? '')?.version;
};
/** A full reference as docker/metadata-action prints it; a bare tag cannot hold a colon. */
const isReference = (value) => value.includes(':');
/** The values of the placeholders; undefined where the subject has no such part. */
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
        return 'there is no version to fill it from: no tag started the run, and none of the tags is a version';
    if (isPrerelease(subject))
        return `${subject} is a pre-release`;
    return `'${subject}' is not a version (MAJOR.MINOR.PATCH)`;
};
/**
 * Fills the placeholders of a string; undefined where the subject lacks a part.
 *
 * @throws InputError for a placeholder that does not exist
 */
const fillPlaceholders = (input, value, subject) => {
    const values = valuesOf(subject);
    const names = [...value.matchAll(placeholder)].map(match => match[1] ?? '');
    const unknown = names.find(name => !Object.hasOwn(values, name));
    if (unknown !== undefined) {
        const known = Object.keys(values).map(name => `{{${name}}}`);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(input, `unknown placeholder {{${unknown}}} in '${value}'`, `use one of: ${known.join(', ')}`);
    }
    if (names.some(name => values[name] === undefined))
        return undefined;
    return value.replace(placeholder, (_, name) => values[name] ?? '');
};
/** Makes a legal tag of the value, as docker/metadata-action does. */
const sanitise = (value) => value.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
const maxLength = 128;
const checkLength = (tag, suffix) => {
    if (tag.length + suffix <= maxLength)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', `'${tag}' is too long: with the suffix it has ${tag.length + suffix} characters, and a tag has at most ${maxLength}`, 'shorten it');
};
const parseTagged = (item) => {
    const remedy = 'give tags without a repository, or full references as docker/metadata-action prints them';
    const reference = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .parseInput */ .CU)('tags', item, remedy, _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseReference */ .F2);
    const { tag, digest } = reference;
    if (tag === undefined || digest !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', `'${item}' is not a reference with a tag`, 'write name:tag');
    return { repository: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(reference), tag };
};
/** Splits full references into repositories and tags; every repository has to get the same tags. */
const splitReferences = (items) => {
    const seen = [];
    for (const { repository, tag } of items.map(parseTagged)) {
        const known = seen.find(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .sameRepository */ .RB)(other.repository, repository));
        if (known === undefined)
            seen.push({ repository, tags: new Set([tag]) });
        else
            known.tags.add(tag);
    }
    const [first, ...others] = seen;
    for (const other of others) {
        if (first !== undefined && [...other.tags].sort().join() !== [...first.tags].sort().join()) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(first.repository)} and ${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(other.repository)} get different tags`, "list every tag for every repository, or give tags without a repository and name the repositories in 'image'");
        }
    }
    return { repositories: seen.map(({ repository }) => repository), tags: [...(first?.tags ?? [])] };
};
/** The items of `tags`, or what stands in for them: the tag or the commit that the run was started from. */
const requestedTags = (items, { gitTag, sha }) => {
    if (items.length === 0) {
        if (gitTag === undefined && sha === '')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', "Input 'tags' is required where a run has neither a tag nor a commit", 'give a tag');
        return [gitTag ?? `sha-${sha.slice(0, 7)}`];
    }
    const rule = items.find(item => item.startsWith('type='));
    if (rule === undefined)
        return items;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', `'${rule}' is a rule of docker/metadata-action`, 'give the output of that action: tags: ${{ steps.meta.outputs.tags }}');
};
const resolveTag = (item, subject, version) => {
    const filled = fillPlaceholders('tags', item, subject);
    if (filled === undefined)
        return { notice: `The tag '${item}' is left out: ${whyDropped(subject)}.` };
    const tag = sanitise(filled);
    const meant = version ?? subject;
    if (tag === 'latest' && meant !== undefined && isPrerelease(meant))
        return { notice: `The tag 'latest' is left out: ${meant} is a pre-release.` };
    if (!(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isTag */ .dz)(tag) && tag.length <= maxLength)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', `nothing in '${item}' can be part of a tag`, "use letters, digits, '_', '.' and '-'");
    const isVersion = isSameVersion(filled, filled === item ? item : subject);
    return { tag, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ version: isVersion ? filled : undefined }) };
};
/**
 * Turns the items of `tags` into tags: fills the placeholders from the version, makes every tag legal, and drops, with a
 * notice, what a pre-release or something that is not a version must not fill.
 *
 * @param longestSuffix characters that a leg's suffix adds at most
 * @throws InputError when an item cannot become a tag, or when none is left
 */
const resolveTags = (items, context, longestSuffix) => {
    const requested = requestedTags(items, context);
    const split = requested.some(isReference) ? splitReferences(requested) : { repositories: [], tags: requested };
    const subject = split.tags.find(tag => parseVersion(tag) !== null) ?? context.gitTag;
    const outcomes = split.tags.map(item => resolveTag(item, subject, context.version));
    const kept = outcomes.flatMap(outcome => ('tag' in outcome ? [outcome] : []));
    const notices = outcomes.flatMap(outcome => ('notice' in outcome ? [outcome.notice] : []));
    const [first, ...rest] = new Set(kept.map(({ tag }) => tag));
    if (first === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('tags', 'no tag is left', `${notices.join(' ')} Add a tag that applies to this run too`);
    checkLength(first, longestSuffix);
    for (const tag of rest)
        checkLength(tag, 0);
    const subjectVersion = subject !== undefined && parseVersion(subject) !== null ? subject : undefined;
    const version = context.version ?? kept.find(one => one.version !== undefined)?.version ?? subjectVersion;
    return { tags: [first, ...rest], repositories: split.repositories, notices, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ subject, version }) };
};


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

/***/ 6210:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ planReleases),
/* harmony export */   g: () => (/* binding */ runnerProblem)
/* harmony export */ });
/* harmony import */ var _isolation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8937);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2171);


/** Windows builds of runners by label: GitHub's runners, and what others usually call theirs. */
const buildsByLabel = {
    'windows-latest': 26_100,
    'windows-2025-vs2026': 26_100,
    'windows-2025': 26_100,
    'windows-2022': 20_348,
    'windows-2019': 17_763,
    'windows-2016': 14_393
};
/** Labels that GitHub retired: a job for one waits until it is cancelled (actions/runner-images). */
const retired = new Set(['windows-2019', 'windows-2016']);
/** Windows on Arm: has neither Docker nor virtual machines to run it in. */
const withoutDocker = /^windows-11(?:-.*)?-arm$/;
const buildOf = (labels) => labels.map(label => buildsByLabel[label.toLowerCase()]).find(build => build !== undefined);
/** GitHub's runners are named by a single label. */
const isHosted = (labels) => labels.length === 1;
const quoted = (labels) => labels.map(label => `'${label}'`).join(' and ');
/** Why a runner with these labels cannot build the release; undefined where it can, or where that is not known. */
const runnerProblem = (release, labels) => {
    const names = labels.map(label => label.toLowerCase());
    const build = buildOf(labels);
    if (release.os === 'linux') {
        return names.some(name => name.startsWith('windows'))
            ? `${quoted(labels)} is a Windows runner, which cannot build ${release.name}`
            : undefined;
    }
    if (names.some(name => /^(?:ubuntu|macos|linux$)/.test(name)))
        return `${quoted(labels)} is not a Windows runner, and cannot build ${release.name}`;
    if (names.some(name => withoutDocker.test(name)))
        return `${quoted(labels)} has no Docker, and cannot build ${release.name}`;
    if (build === undefined)
        return undefined;
    if (release.architecture !== 'amd64')
        return `${quoted(labels)} is an amd64 runner, and cannot build ${release.name} for ${release.architecture}`;
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_1__/* .isolationFor */ .Q)({ build, client: false }, release.build) === undefined
        ? `${quoted(labels)} (build ${build}) is older than ${release.name} (build ${release.build}), and cannot run it`
        : undefined;
};
const isolationOn = (release, labels) => {
    const build = buildOf(labels);
    if (release.os === 'linux' || build === undefined)
        return 'auto';
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_1__/* .isolationFor */ .Q)({ build, client: false }, release.build) ?? 'auto';
};
const whyUnbuilt = (release) => {
    if (release.os === 'linux')
        return 'GitHub has no runner for its platform';
    if (release.architecture === 'arm64')
        return "GitHub's Windows runners on Arm have no Docker";
    return `GitHub has no runner with its Windows build (${release.build})`;
};
const warningsOf = (releases, legs, today) => [
    ...releases
        .filter(release => release.os === 'windows')
        .filter(release => (0,_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .hasEnded */ .hY)(release, Date.parse(today)))
        .map(({ name, endOfSupport }) => `${name} no longer gets updates: its support ended on ${endOfSupport}.`),
    ...legs
        .filter(({ runner }) => isHosted(runner) && runner.some(label => retired.has(label.toLowerCase())))
        .map(({ release, runner }) => `${release.name}: GitHub no longer has runners with the label ${quoted(runner)}. Unless you have one yourself, the job waits until it is cancelled.`),
    ...legs
        .filter(({ runner, isolation }) => isHosted(runner) && isolation === 'hyperv')
        .map(({ release, runner }) => `${release.name} is built under Hyper-V on ${quoted(runner)}, which GitHub does not guarantee to work.`)
];
/**
 * Decides where each release is built: on the runner that the user names, else on GitHub's runner of the same build.
 * Releases without one are made from existing images: `mode: rebase`.
 *
 * @param today as YYYY-MM-DD
 */
const planReleases = (releases, runners, today) => {
    const placed = releases.map(release => {
        const { runner: hosted } = release;
        return { release, runner: runners.get(release) ?? (hosted === undefined ? undefined : [hosted]) };
    });
    const legs = placed.flatMap(({ release, runner }) => runner === undefined ? [] : [{ release, runner, isolation: isolationOn(release, runner) }]);
    const unbuilt = placed
        .filter(({ runner }) => runner === undefined)
        .map(({ release }) => ({ release, reason: whyUnbuilt(release) }));
    return {
        legs,
        rebase: unbuilt.filter(({ release }) => release.os === 'windows'),
        leftOut: unbuilt.filter(({ release }) => release.os === 'linux'),
        warnings: warningsOf(releases, legs, today)
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
