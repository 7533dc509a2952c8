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
// EXTERNAL MODULE: ./src/oci/listed.ts
var oci_listed = __webpack_require__(6640);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/registry/images.ts
var registry_images = __webpack_require__(7373);
// EXTERNAL MODULE: ./src/registry/old-base.ts
var old_base = __webpack_require__(3650);
// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/time.ts
var time = __webpack_require__(292);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
// EXTERNAL MODULE: ./src/oci/document.ts + 1 modules
var oci_document = __webpack_require__(6769);
// EXTERNAL MODULE: ./src/windows/pull-simulation.ts + 3 modules
var pull_simulation = __webpack_require__(8147);
// EXTERNAL MODULE: ./src/windows/releases.ts
var releases = __webpack_require__(2171);
// EXTERNAL MODULE: ./src/report/base-json.ts
var base_json = __webpack_require__(3412);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/pulls.ts
var report_pulls = __webpack_require__(2894);
;// CONCATENATED MODULE: ./src/report/check.ts











/** Days from the publication of the image's base to that of the newest; undefined where a date is missing. */
const daysBehind = ({ base, newest, outdated }) => {
    if (!outdated)
        return 0;
    const [from, to] = [base?.config.created, newest.config.created].map(text => Date.parse(text ?? ''));
    const days = Math.round(((to ?? NaN) - (from ?? NaN)) / time/* msPerDay */.q1);
    return Number.isNaN(days) ? undefined : Math.max(0, days);
};
const versionOf = ({ config }) => config.platform.osVersion ?? '';
const stateOf = (finding) => {
    const days = daysBehind(finding);
    if (!finding.outdated)
        return 'newest';
    // Reproducible images all have the same date, which says nothing.
    return days === undefined || days === 0 ? 'outdated' : `${days} ${days === 1 ? 'day' : 'days'} behind`;
};
const outdatedText = ({ release, entry, newest }) => {
    const { osVersion = '' } = entry.platform;
    return osVersion === versionOf(newest)
        ? `${release.name} has an older base of ${osVersion}.`
        : `${release.name} has ${osVersion}, the newest is ${versionOf(newest)}.`;
};
/** One line for the log: `ltsc2022  10.0.20348.5499  newest`. */
const describeFinding = (finding) => `${finding.release.name}  ${finding.entry.platform.osVersion ?? ''}  ${stateOf(finding)}`;
/** The images have what the input `fail-on` names. */
class CheckError extends user_error/* UserError */.yo {
    name = 'CheckError';
}
const supportWarnings = (findings, now) => findings.flatMap(finding => {
    const text = (0,releases/* supportNotice */.Qt)(finding.release, now, finding.family);
    if (text === undefined)
        return [];
    return [(0,releases/* hasEnded */.hY)(finding.release, now, finding.family) ? { problem: 'unsupported', text } : { text }];
});
const listWarnings = (listed) => {
    const pulls = (0,pull_simulation/* simulatePulls */.X)(listed);
    const isWrong = pulls.map(({ newerMatch }) => newerMatch !== undefined);
    const wrong = [
        ...(0,oci_listed/* listMismatches */.rx)(listed),
        ...(0,report_pulls/* pullWarnings */.bK)(pulls.filter((_, i) => isWrong[i]), listed)
    ];
    return [
        ...wrong.map(text => ({ problem: 'wrong-list', text })),
        ...(0,report_pulls/* pullWarnings */.bK)(pulls.filter((_, i) => !isWrong[i]), listed).map(text => ({ text }))
    ];
};
/** What is wrong with what is published, or soon will be. */
const checkWarnings = ({ listed, findings, now }) => [
    ...findings
        .filter(({ outdated }) => outdated)
        .map(finding => ({ problem: 'outdated', text: outdatedText(finding) })),
    ...listWarnings(listed),
    ...supportWarnings(findings, now)
];
/** What each problem says about the source, and what to do about it. */
const problemTexts = {
    outdated: {
        title: 'Outdated',
        state: 'is outdated',
        remedy: "Run mode 'rebase', or build again with 'pull: true'."
    },
    'wrong-list': {
        title: 'Wrong list',
        state: 'misleads hosts',
        remedy: "Run mode 'rebase' on it, or mode 'manifest' with its images as 'sources': both write the list from the images' configs."
    },
    unsupported: {
        title: 'Unsupported',
        state: 'has images without security fixes',
        remedy: 'Microsoft publishes no new bases for them: take them out of the list.'
    }
};
const problems = Object.keys(problemTexts);
const summaryOf = (outcome, warnings) => {
    const { source, listed, findings } = outcome;
    const name = (0,reference/* formatReference */.FH)(source);
    const found = problems.filter(problem => warnings.some(warning => warning.problem === problem));
    const upToDate = warnings.length === 0 ? 'Up to date' : 'Up to date, with warnings';
    const title = found.map(problem => problemTexts[problem].title).join(', ');
    return [
        `### ${title === '' ? upToDate : title}: ${(0,markdown/* code */.aY)(name)}`,
        (0,markdown/* table */.tp)(['Release', 'Windows', 'Newest', 'State', 'Base', 'Updates until'], findings.map(finding => [
            finding.release.name,
            (0,markdown/* code */.aY)(finding.entry.platform.osVersion ?? ''),
            (0,markdown/* code */.aY)(versionOf(finding.newest)),
            `${finding.outdated ? '⚠️ ' : ''}${stateOf(finding)}`,
            finding.base === undefined ? 'not found' : (0,markdown/* code */.aY)((0,reference/* readableReference */.ep)(finding.base.reference)),
            (0,releases/* endOfSupport */.yV)(finding.release, finding.family)
        ])),
        ...(0,oci_listed/* listMismatches */.rx)(listed).map(text => `> ⚠️ ${(0,markdown/* plain */.pj)(text)}`),
        ...supportWarnings(findings, outcome.now).map(({ text }) => `> ⚠️ ${(0,markdown/* plain */.pj)(text)}`),
        ...found.map(problem => problemTexts[problem].remedy),
        ...(0,report_pulls/* hostsSection */.Dk)(name, (0,pull_simulation/* simulatePulls */.X)(listed), listed),
        ''
    ].join('\n\n');
};
const metadataOf = ({ source, root, listed, findings }) => ({
    reference: (0,reference/* formatReference */.FH)(source),
    digest: root.digest,
    images: findings.map(finding => {
        const { entry, release, base, newest, outdated } = finding;
        const days = daysBehind(finding);
        return {
            release: release.name,
            digest: entry.descriptor.digest,
            platform: (0,oci_document/* platformJson */.Uz)(entry.platform),
            ...(0,defined/* defined */.s)({ base: base === undefined ? undefined : (0,base_json/* baseJson */.K)(base) }),
            newest: { ...(0,base_json/* baseJson */.K)(newest), 'os.version': versionOf(newest) },
            outdated,
            ...(0,defined/* defined */.s)({ daysBehind: days }),
            endOfSupport: (0,releases/* endOfSupport */.yV)(release, finding.family)
        };
    }),
    mismatches: (0,oci_listed/* listMismatches */.rx)(listed),
    pulls: (0,report_pulls/* pullsJson */.R2)((0,pull_simulation/* simulatePulls */.X)(listed), listed)
});
const failureOf = ({ source }, warnings, failOn) => {
    const found = warnings.filter(({ problem }) => problem !== undefined && failOn.includes(problem));
    const failing = problems.filter(one => found.some(({ problem }) => problem === one)).map(one => problemTexts[one]);
    const [first, ...others] = found.map(({ text }) => text);
    if (first === undefined)
        return undefined;
    return new CheckError({
        what: `${(0,reference/* formatReference */.FH)(source)} ${failing.map(({ state }) => state).join(' and ')}`,
        ...(others.length === 0 ? { why: first } : { problems: [first, ...others] }),
        remedy: failing.map(({ remedy }) => remedy).join(' ')
    });
};
/** The outputs and the step summary of a check. */
const checkResult = (outcome, { failOn }) => {
    const outdated = outcome.findings.filter(finding => finding.outdated);
    const warnings = checkWarnings(outcome);
    return {
        outputs: {
            digest: outcome.root.digest,
            reference: (0,reference/* formatReference */.FH)(outcome.source),
            releases: outcome.findings.map(({ release }) => release.name).join(','),
            outdated: String(outdated.length > 0),
            'outdated-releases': outdated.map(({ release }) => release.name).join(','),
            metadata: JSON.stringify(metadataOf(outcome))
        },
        summary: summaryOf(outcome, warnings),
        ...(0,defined/* defined */.s)({ failure: failureOf(outcome, warnings, failOn) })
    };
};

// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
;// CONCATENATED MODULE: ./src/modes/check.ts











/**
 * Compares the Windows of published images with the newest of their releases, and what their list says with what the
 * images are. Nothing is written.
 */
const check = async (inputs, { registry, log, journal }) => {
    const name = (0,reference/* formatReference */.FH)(inputs.source);
    journal.plan([name]);
    const reading = (0,registry_images/* requireImages */.Qu)(registry, inputs.source, "the inputs 'source', 'image' and 'tags'");
    const source = await journal.follow(name, 'found', reading);
    const findings = await (0,await_all/* awaitAllOrRefuse */.F)(releasedImages(source, log).map(({ entry, release }) => journal.follow(entry.reference, 'checked', inspect(entry, release, { client: source.client, registry, inputs, log }))), 'the newest bases could not be determined');
    const listed = (0,oci_listed/* listedEntries */.yO)(source.root, source.entries);
    const outcome = { source: inputs.source, root: source.root, listed, findings, now: Date.now() };
    for (const finding of findings)
        log.info(describeFinding(finding));
    await (0,report_pulls/* logPulls */.TA)(listed, log);
    for (const { problem, text } of checkWarnings(outcome)) {
        // What makes the step fail is in its error.
        if (problem === undefined || !inputs.failOn.includes(problem))
            log.warning(text);
    }
    return checkResult(outcome, inputs);
};
/** The Windows images whose release is known; what else is there has no base that could be newer. */
const releasedImages = ({ entries, client }, log) => {
    const windows = entries.filter(({ platform }) => platform.os === 'windows');
    if (windows.length === 0)
        log.warning(`There is no Windows image in ${(0,reference/* formatReference */.FH)(client.repository)} to check.`);
    return windows.flatMap(entry => {
        const release = (0,oci_entries/* releaseOf */.l7)(entry);
        if (release === undefined)
            log.warning(`${(0,oci_entries/* describeEntry */.OY)(entry)}: its Windows build belongs to no known release, so it is not checked.`);
        return release === undefined ? [] : [{ entry, release }];
    });
};
/** Finds the base of an image and the newest one of the same release. */
const inspect = async (entry, release, { client, registry, inputs, log }) => {
    const image = await (0,old_base/* builtImage */.i)(entry, client, release);
    const read = async (reference) => (0,old_base/* withConfig */.NV)(await (0,old_base/* readNewBase */.w1)(registry, reference, release));
    const wanted = (0,old_base/* newestBase */.qJ)(image, inputs, release);
    const [found, early] = await Promise.all([
        (0,old_base/* findOldBase */.Is)(registry, image, inputs),
        wanted === undefined ? undefined : read(wanted)
    ]);
    const base = 'manifest' in found ? found : undefined;
    // Windows itself is updated on the same day, whatever is built on it.
    const [fallback] = base_reference/* commonBases */.Cb;
    const newest = early ?? (await read((0,base_reference/* baseOfRelease */.Y6)(base === undefined ? fallback : (0,reference/* repositoryOf */._M)(base.reference), release)));
    if (!('manifest' in found)) {
        log.notice(`The base of ${entry.reference} was not found, so only its Windows version is compared. Tried: ${found.join('; ')}. Set 'base-image' to the repository of its base.`);
    }
    const known = base ?? early;
    const family = known === undefined ? undefined : (0,base_reference/* familyOf */.Ap)(known.reference);
    return { entry, release, ...(0,defined/* defined */.s)({ base, family }), newest, outdated: isOutdated(entry, base, newest) };
};
/** Whether a rebase would do something: another base of the same or a newer Windows. */
const isOutdated = ({ platform }, base, newest) => {
    const [current, offered] = [platform.osVersion, newest.config.platform.osVersion].map(text => (0,os_version/* parseOsVersion */.u)(text ?? ''));
    if (current === undefined || offered === undefined)
        return false;
    const order = (0,os_version/* compareOsVersions */.N)(offered, current);
    return order > 0 || (order === 0 && base !== undefined && !(0,old_base/* sameBase */.UU)(base, newest));
};


/***/ }),

/***/ 4947:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _T: () => (/* binding */ sharedLayers),
/* harmony export */   hv: () => (/* binding */ provesBase),
/* harmony export */   t$: () => (/* binding */ beginsWith)
/* harmony export */ });
/**
 * How many of a base's layers an image begins with, by their diff_ids: a push by the classic builder compresses layers
 * anew, so that their digests prove nothing.
 */
const sharedLayers = (image, base) => {
    const end = base.diffIds.findIndex((diffId, index) => image.diffIds[index] !== diffId);
    return end < 0 ? base.diffIds.length : end;
};
/**
 * Whether an image begins with all layers of its base. A base may have none, as a Linux image of settings alone: every
 * image begins with those.
 */
const beginsWith = (image, base) => sharedLayers(image, base) === base.diffIds.length;
/** Whether the layers prove that an image was built on a base: a base without layers fits every image. */
const provesBase = (image, base) => base.diffIds.length > 0 && beginsWith(image, base);


/***/ }),

/***/ 5606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ readBase),
/* harmony export */   y: () => (/* binding */ prefetch)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2118);
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2217);



/** Starts to read references that will be needed. */
const prefetch = (registry, references) => new Map(references.flatMap(reference => {
    if (reference === undefined)
        return [];
    const reading = registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .repositoryOf */ ._M)(reference), 'pull').get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .identifierOf */ .xP)(reference));
    // Avoid an unhandled rejection: callers that await this still see the error.
    reading.catch(() => undefined);
    return [[(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(reference), reading]];
}));
const matches = ({ platform }, { os, architecture, build }) => {
    if (platform === undefined)
        return false;
    const listed = (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_2__/* .parseOsVersion */ .u)(platform.osVersion ?? '')?.build;
    // A list need not name the version. The config is checked later.
    const sameBuild = build === undefined || listed === undefined || listed === build;
    return platform.os === os && platform.architecture === architecture && sameBuild;
};
const chooseImage = (index, wanted) => {
    const fitting = index.manifests.filter(child => matches(child, wanted));
    return fitting.find(({ platform }) => platform?.osVersion !== undefined) ?? fitting[0];
};
const readNamed = async (registry, reference, wanted, prefetched) => {
    const client = registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .repositoryOf */ ._M)(reference), 'pull');
    const root = await (prefetched?.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(reference)) ?? client.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .identifierOf */ .xP)(reference)));
    if (root === undefined)
        return undefined;
    if (root.kind === 'manifest')
        return { reference, digest: root.digest, client, manifest: root };
    const child = chooseImage(root, wanted);
    if (child === undefined)
        return undefined;
    const manifest = await client.get(child.digest);
    if (manifest?.kind !== 'manifest') {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ImageError */ .C({
            what: `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(reference)} lists ${child.digest}, which is not an image`,
            remedy: 'Check the base image'
        });
    }
    return { reference, digest: root.digest, client, manifest };
};
/**
 * Reads the manifest of a base image; of a list, the one for the platform. If the first tag of a release does not
 * exist, its other tags are tried.
 *
 * @returns undefined where the reference does not exist, or has no image for the platform
 * @throws RegistryError where it cannot be read
 */
const readBase = async (registry, { aliasTags = [], ...reference }, wanted, prefetched) => {
    for (const one of [reference, ...aliasTags.map(tag => ({ ...reference, tag }))]) {
        const base = await readNamed(registry, one, wanted, prefetched);
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
/* harmony export */   qJ: () => (/* binding */ newestBase),
/* harmony export */   w1: () => (/* binding */ readNewBase)
/* harmony export */ });
/* unused harmony export baseCandidates */
/* harmony import */ var _oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(876);
/* harmony import */ var _oci_base_layers_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4947);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(145);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2148);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1690);
/* harmony import */ var _common_unique_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(394);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2689);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4212);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5606);











/** A base with its config. */
const withConfig = async (base) => ({
    ...base,
    config: await base.client.config(base.manifest)
});
/** Reads the image of an entry. @throws RefusedError where it is not an image */
const builtImage = async ({ reference, descriptor, platform }, client, release) => {
    const manifest = await client.get(descriptor.digest);
    if (manifest?.kind !== 'manifest')
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([{ what: `${reference} is not an image`, remedy: "Check the input 'source'" }]);
    return { manifest, config: await client.config(manifest), reference, osVersion: platform.osVersion ?? '', release };
};
/**
 * The base that the labels of an image, or annotations of the same names, name; undefined where they cannot be read.
 */
const namedBase = ({ config, manifest }) => {
    const said = { ...manifest.annotations, ...config.labels };
    const [name, digest] = [said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .labelNames */ .l3.baseName], said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .labelNames */ .l3.baseDigest]];
    try {
        const reference = name === undefined ? undefined : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseReference */ .F2)(name);
        return reference === undefined || !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) ? reference : { ...reference, digest };
    }
    catch {
        return undefined;
    }
};
/** A repository's image of exactly the Windows version that an image has, and the current one of its release. */
const inRepository = (template, { osVersion, release }) => {
    const base = (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOfRelease */ .Y6)(template, release);
    return [...(template.tag === undefined ? [{ ...(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._M)(base), tag: osVersion }] : []), base];
};
/** Where the base may be, the likeliest first. If the user names the base, it is the only candidate. */
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
    return (0,_common_unique_js__WEBPACK_IMPORTED_MODULE_9__/* .uniqueBy */ .p)(all, _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH);
};
const tryCandidate = async (registry, image, candidate, prefetched) => {
    const { architecture, build } = image.release;
    const wanted = { os: 'windows', architecture, build };
    try {
        const found = await (0,_base_js__WEBPACK_IMPORTED_MODULE_8__/* .readBase */ .w)(registry, candidate, wanted, prefetched);
        if (found === undefined)
            return { candidate, reason: 'it does not exist' };
        const base = await withConfig(found);
        if ((0,_oci_base_layers_js__WEBPACK_IMPORTED_MODULE_10__/* .provesBase */ .hv)(image.config, base.config))
            return base;
        const [shared, of] = [(0,_oci_base_layers_js__WEBPACK_IMPORTED_MODULE_10__/* .sharedLayers */ ._T)(image.config, base.config), base.config.diffIds.length];
        return { candidate, reason: `the image begins with ${shared} of its ${of} layers` };
    }
    catch (error) {
        return { candidate, reason: (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_7__/* .printable */ .g$)((0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A3)(error)) };
    }
};
const isMiss = (result) => 'reason' in result;
/**
 * Finds the base that an image is built on, and proves it by the diff_ids: the image must begin with all of its layers.
 *
 * @returns the base; or a line for each candidate that was tried, with the reason
 */
const findOldBase = async (registry, image, hints) => {
    const [first, ...others] = baseCandidates(image, hints);
    const misses = [];
    // The first candidate is nearly always right. The others are tried together.
    for (const group of [first === undefined ? [] : [first], others]) {
        const results = await Promise.all(group.map(candidate => tryCandidate(registry, image, candidate, hints.prefetched)));
        const base = results.find(result => !isMiss(result));
        if (base !== undefined && !isMiss(base))
            return base;
        misses.push(...results.filter(isMiss));
    }
    return misses.map(({ candidate, reason: why }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(candidate)}: ${why}`);
};
/** Where the newest base of a release is, as far as it is known before the old one is found. */
const newestBase = (image, { baseImage, oldBase }, release) => {
    if (baseImage !== undefined)
        return (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOfRelease */ .Y6)(baseImage, release);
    const former = oldBase ?? namedBase(image);
    return former === undefined ? undefined : (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .floatingBase */ .ke)(former, release);
};
/** Whether two bases have the same files. */
const sameBase = (a, b) => a.config.diffIds.join() === b.config.diffIds.join();
/** Reads a base that must exist. @throws RefusedError where it does not */
const readNewBase = async (registry, reference, release, prefetched) => {
    const { name, architecture, build } = release;
    const base = await (0,_base_js__WEBPACK_IMPORTED_MODULE_8__/* .readBase */ .w)(registry, reference, { os: 'windows', architecture, build }, prefetched);
    if (base !== undefined)
        return base;
    const others = reference.aliasTags?.map(tag => `, nor does ${tag}`).join('') ?? '';
    throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([
        {
            what: `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(reference)}, the base for ${name}, does not exist${others}, or has no image for ${(0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReleasePlatform */ .YJ)(release)}`,
            remedy: "Check 'base-image' (or 'new-base') and 'releases'"
        }
    ]);
};


/***/ }),

/***/ 3412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ baseJson)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);

/** A base as outputs name it. */
const baseJson = ({ reference, digest }) => ({ name: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedReference */ .AC)(reference), digest });


/***/ })

};
