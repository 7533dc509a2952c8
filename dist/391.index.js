export const id = 391;
export const ids = [391];
export const modules = {

/***/ 7391:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   manifest: () => (/* binding */ manifest)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(145);
/* harmony import */ var _oci_image_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5325);
/* harmony import */ var _oci_listed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6640);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2148);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1690);
/* harmony import */ var _oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3589);
/* harmony import */ var _registry_copy_images_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5993);
/* harmony import */ var _registry_guard_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2290);
/* harmony import */ var _registry_images_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7373);
/* harmony import */ var _registry_publish_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(5328);
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(2017);
/* harmony import */ var _registry_targets_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9825);
/* harmony import */ var _report_list_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(9000);
/* harmony import */ var _report_pulls_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(2894);
/* harmony import */ var _windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(8147);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(2171);
/* harmony import */ var _nothing_written_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(5855);



















/** The fan-in: joins the legs of the releases, and whatever else is named, in one list under all tags. */
const manifest = async (inputs, { registry, log }) => {
    const rights = inputs.push ? 'pull,push' : 'pull';
    const clients = inputs.images.map(image => registry.open(image, rights));
    const [own] = clients;
    const clientOf = (reference) => clients.find(({ repository }) => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .sameRepository */ .RB)(repository, reference)) ??
        registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .repositoryOf */ ._M)(reference), 'pull');
    const [legs, sources, targets] = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitAll */ .A)([
        readLegs(inputs, own),
        readSources(inputs, clientOf),
        readTargets(inputs, clients)
    ]);
    const published = needsPublishedPlatforms(inputs) ? await targets[0]?.held : undefined;
    const supplied = [...legs, ...sources];
    const parts = inputs.keepExisting ? [...supplied, ...existing(published, supplied)] : supplied;
    const list = compose(parts, inputs, log);
    if (inputs.releases === 'found')
        checkNothingVanishes(published, list.entries, inputs);
    const version = inputs.version ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .commonVersion */ .S6)(list.entries);
    if (!inputs.allowDowngrade)
        (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_9__/* .checkTags */ .M)(inputs.tags, version);
    const guarding = inputs.allowDowngrade
        ? Promise.resolve(targets)
        : (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_9__/* .guardTags */ .J)(targets, list.content.digest, version, log);
    // Content goes up while the versions of the followed tags are read, unless the guard may leave nothing to publish.
    const ready = targets.every(({ tag }) => (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_7__/* .isFloatingTag */ .Dv)(tag)) ? guarding : Promise.resolve();
    const [moving] = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitAll */ .A)([
        guarding,
        inputs.push &&
            ready.then(() => copyMissing(parts, list, clients, registry)).then(() => (0,_registry_publish_js__WEBPACK_IMPORTED_MODULE_11__/* .stage */ .dw)(list.content, targets, registry))
    ]);
    const [written] = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitAll */ .A)([
        inputs.push ? (0,_registry_publish_js__WEBPACK_IMPORTED_MODULE_11__/* .publish */ .mk)(list.content, moving, registry.policy) : Promise.resolve([]),
        logList(list, log)
    ]);
    (0,_nothing_written_js__WEBPACK_IMPORTED_MODULE_18__/* .logNothingWritten */ .t)(inputs.push, written.length === 0, log);
    const unchanged = moving.every(({ current }) => current === list.content.digest);
    return (0,_report_list_js__WEBPACK_IMPORTED_MODULE_14__/* .listResult */ .q)({ ...list, targets, moving, pushed: inputs.push, unchanged });
};
const allReleases = [...new Set(_windows_releases_js__WEBPACK_IMPORTED_MODULE_17__/* .releaseNames */ .uh.flatMap(name => (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_17__/* .findRelease */ .dv)(name) ?? []))];
/** The legs of the releases: all of them, or, with `found`, those that exist. */
const readLegs = async (inputs, own) => {
    const onlyExisting = inputs.releases === 'found';
    const releases = inputs.releases === 'found' ? allReleases : inputs.releases;
    const legs = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitAll */ .A)(releases.map(async (release) => {
        const reference = { ...own.repository, tag: inputs.legTag(release) };
        return { release, reference, images: await (0,_registry_images_js__WEBPACK_IMPORTED_MODULE_10__/* .readImages */ .H)(own, reference) };
    }));
    const missing = legs.filter(({ images }) => images === undefined);
    if (onlyExisting && missing.length === legs.length && inputs.sources.length === 0) {
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedError */ .f([
            `Input 'releases': no leg was found in ${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .formatRepository */ .Sh)(own.repository)}: looked for ${inputs.tags[0]} with the suffix of each release. Check that the build jobs use the same 'tags' and 'suffix'.`
        ]);
    }
    if (!onlyExisting && missing.length > 0) {
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedError */ .f(missing.map(({ release, reference }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .formatReference */ .FH)(reference)} is missing, the image for ${release.name}. Check that its build job succeeded, with the same 'tags' and 'suffix'.`));
    }
    return legs.flatMap(({ release, images }) => images === undefined ? [] : [{ ...images, entries: images.entries.map(entry => ({ ...entry, release })) }]);
};
const readSources = async (inputs, clientOf) => {
    const found = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitAll */ .A)(inputs.sources.map(async ({ reference, platform }) => ({
        reference,
        images: await (0,_registry_images_js__WEBPACK_IMPORTED_MODULE_10__/* .readImages */ .H)(clientOf(reference), reference, { platform })
    })));
    const missing = found.filter(({ images }) => images === undefined);
    if (missing.length > 0) {
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedError */ .f(missing.map(({ reference }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .formatReference */ .FH)(reference)} does not exist. Check the input 'sources' (or 'spec').`));
    }
    return found.flatMap(({ images }) => images ?? []);
};
/** Whether the platforms that the first tag holds now matter for what it is to hold. */
const needsPublishedPlatforms = ({ keepExisting, releases }) => keepExisting || releases === 'found';
/** What the tags name now. The first one is looked into where its platforms count, the followed ones for their version. */
const readTargets = (inputs, clients) => {
    const look = (tag) => {
        if (tag === inputs.tags[0] && needsPublishedPlatforms(inputs))
            return 'whole';
        return !inputs.allowDowngrade && (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_7__/* .isFloatingTag */ .Dv)(tag) ? 'if readable' : 'no';
    };
    return (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitAll */ .A)(clients.flatMap(client => inputs.tags.map(tag => (0,_registry_targets_js__WEBPACK_IMPORTED_MODULE_13__/* .readTarget */ ._)(client, tag, look(tag)))));
};
/** What the published list has for platforms that are not supplied now, and what is about those images. */
const existing = (published, supplied) => {
    if (published === undefined)
        return [];
    const keys = new Set(supplied.flatMap(({ entries }) => entries).map(({ platform }) => (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .platformKey */ .Ng)(platform)));
    return [{ ...published, entries: published.entries.filter(({ platform }) => !keys.has((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .platformKey */ .Ng)(platform))) }];
};
/** Checks the parts and writes the list that they make. */
const compose = (parts, inputs, log) => {
    // Before an image that was given twice is listed once: two releases with one image are one leg too few.
    const given = parts.flatMap(images => images.entries);
    (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .checkEntries */ .bX)(given, inputs);
    checkRevisions(given, inputs, log);
    const entries = (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .orderEntries */ .NG)(given);
    for (const warning of (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .entryWarnings */ .CV)(entries))
        log.warning(warning);
    const { kept, dropped } = (0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_2__/* .keepAttachments */ .As)(parts.flatMap(({ attachments }) => attachments), entries);
    for (const { digest } of dropped)
        log.notice(`The attestation ${digest} is left out: the image that it is about is not in the list.`);
    const { mediaType: type, annotations } = inputs;
    return { content: (0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_2__/* .buildIndex */ .Xh)({ entries, attachments: kept, type, annotations }), entries, attachments: kept };
};
/** A leg of another commit is a leg that was not built by this run: its build failed, or has not run yet. */
const checkRevisions = (entries, inputs, log) => {
    const legs = entries.filter(({ release }) => release !== undefined);
    const unlabelled = legs.filter(({ revision }) => revision === undefined).map(({ reference }) => reference);
    if (unlabelled.length > 0) {
        log.warning(`The commit of these images is unknown, because they have no label ${_oci_labels_js__WEBPACK_IMPORTED_MODULE_4__/* .labelNames */ .l3.revision}: ${unlabelled.join(', ')}.`);
    }
    const stale = legs.filter(({ revision }) => revision !== undefined && revision !== inputs.revision);
    if (stale.length === 0 || inputs.allowStale)
        return;
    throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedError */ .f(stale.map(({ reference, revision = '' }) => `${reference} is from commit ${revision}, but this list is for ${inputs.revision}. Build that leg again. If all legs are from another commit, set 'revision'; 'allow-stale: true' accepts this one.`));
};
/** With `found` nobody says what is complete; what users could pull until now must not go away unnoticed. */
const checkNothingVanishes = (published, entries, { images, tags }) => {
    const keys = new Set(entries.map(({ platform }) => (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .platformKey */ .Ng)(platform)));
    const vanishing = (published?.entries ?? []).filter(({ platform }) => !keys.has((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .platformKey */ .Ng)(platform)));
    if (vanishing.length === 0)
        return;
    const tag = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .formatReference */ .FH)({ ...images[0], tag: tags[0] });
    throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_6__/* .RefusedError */ .f(vanishing.map(({ platform }) => `Input 'releases': ${tag} has an image for ${(0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPlatform */ .Bq)(platform)}, but no leg for it was found. Build it, set 'keep-existing: true', or list the releases instead of 'found'.`));
};
/** Logs what is listed, and which host pulls which of it. */
const logList = async (list, log) => {
    // The writes go out first: there is time for the log while they are under way.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    const listed = (0,_oci_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .listedEntries */ .yO)(list.content, list.entries);
    await log.group(`List ${list.content.digest}`, () => {
        for (const entry of list.entries)
            log.info((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .describeEntry */ .OY)(entry));
        log.info(new TextDecoder().decode(list.content.bytes));
        return Promise.resolve();
    });
    await (0,_report_pulls_js__WEBPACK_IMPORTED_MODULE_15__/* .logPulls */ .TA)(listed, log);
    for (const warning of (0,_report_pulls_js__WEBPACK_IMPORTED_MODULE_15__/* .pullWarnings */ .bK)((0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_16__/* .simulatePulls */ .X)(listed), listed))
        log.warning(warning);
};
/** Copies what the list names into the repositories that lack it. */
const copyMissing = async (parts, list, clients, registry) => {
    await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitAll */ .A)(parts.map(images => (0,_registry_copy_images_js__WEBPACK_IMPORTED_MODULE_8__/* .copyImages */ ._)(images, (0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_2__/* .listedDigests */ .Rq)(list), clients, registry)));
};


/***/ }),

/***/ 5855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ logNothingWritten)
/* harmony export */ });
/** Logs why a mode has not written anything, where it has not. */
const logNothingWritten = (push, unchanged, log) => {
    if (!push)
        log.info("Nothing was written: 'push' is false.");
    else if (unchanged)
        log.info('Nothing was written: every tag is up to date.');
};


/***/ }),

/***/ 3589:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dv: () => (/* binding */ isFloatingTag),
/* harmony export */   ui: () => (/* binding */ matchesFloatingTag),
/* harmony export */   wf: () => (/* binding */ checkTagMove)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2088);
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(semver__WEBPACK_IMPORTED_MODULE_0__);

/** `latest`, `2`, `2.7`, with or without `v`: tags that users follow from version to version. A date is not one. */
const followed = /^(?:latest|v?(\d{1,5})(?:\.(\d+))?)$/;
const isFloatingTag = (tag) => followed.test(tag);
/** Whether a version belongs under `N` or `N.M`; everything belongs under `latest`. */
const matchesFloatingTag = (tag, version) => {
    const [, major, minor] = followed.exec(tag) ?? [];
    const parsed = semver__WEBPACK_IMPORTED_MODULE_0___default().parse(version);
    if (parsed === null || major === undefined)
        return true;
    return parsed.major === Number(major) && (minor === undefined || parsed.minor === Number(minor));
};
/**
 * Whether a floating tag may move from one version to another: to the same or a higher one. A backport of 2.6 must not
 * take `latest` back from 2.7.
 *
 * @param current version of the image that the tag names now; undefined where it has none
 * @param next version that is published; undefined where it has none
 */
const checkTagMove = (tag, current, next) => {
    const [from, to] = [semver__WEBPACK_IMPORTED_MODULE_0___default().parse(current), semver__WEBPACK_IMPORTED_MODULE_0___default().parse(next)];
    if (from === null || to === null) {
        const unknown = to === null ? 'the new image' : 'the current image';
        return { moves: true, notice: `The tag '${tag}' moves, although the version of ${unknown} is not known.` };
    }
    if (semver__WEBPACK_IMPORTED_MODULE_0___default().gte(to, from))
        return { moves: true };
    return { moves: false, reason: `The tag '${tag}' stays at ${from.raw}: ${to.raw} is lower.` };
};


/***/ }),

/***/ 5993:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ copyImages)
/* harmony export */ });
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2017);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);


/**
 * Copies what was found with some images, as far as it is wanted, into repositories other than its own. A registry accepts
 * a list only when the repository has everything that the list names.
 */
const copyImages = async ({ client, root, entries, attachments }, wanted, targets, { copy }) => {
    const found = [...entries.map(({ descriptor }) => descriptor), ...attachments, root].map(({ digest }) => digest);
    const digests = [...new Set(found)].filter(digest => wanted.has(digest));
    const others = targets.filter(({ repository }) => !(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .sameRepository */ .RB)(repository, client.repository));
    await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitAll */ .A)(others.flatMap(to => digests.map(digest => copy(client, to, digest))));
};


/***/ }),

/***/ 2290:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ guardTags),
/* harmony export */   M: () => (/* binding */ checkTags)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1690);
/* harmony import */ var _oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3589);
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2017);
/* harmony import */ var _targets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9825);





/**
 * Refuses tags under which the version cannot stand: `2.6` for 2.7.0.
 *
 * @throws RefusedError that names them
 */
const checkTags = (tags, version) => {
    const wrong = version === undefined ? [] : tags.filter(tag => (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .isFloatingTag */ .Dv)(tag) && !(0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .matchesFloatingTag */ .ui)(tag, version));
    if (wrong.length === 0)
        return;
    throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .f(wrong.map(tag => `Input 'tags': the tag '${tag}' does not match the version ${version ?? ''}. Write it as a pattern ({{major}}, {{major}}.{{minor}}), or remove it. In mode 'manifest', 'allow-downgrade: true' allows it.`), 'the tags cannot be written');
};
/**
 * The targets that may take a version: `latest`, `2` and `2.7` never go back to a lower one. What stays is told.
 *
 * @throws RefusedError when no tag is left
 */
const guardTags = async (targets, digest, version, log) => {
    const verdicts = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_3__/* .awaitAll */ .A)(targets.map(async (target) => {
        if (target.current === undefined || target.current === digest || !(0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .isFloatingTag */ .Dv)(target.tag))
            return { target, moves: true };
        return { target, ...(0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .checkTagMove */ .wf)(target.tag, await (0,_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .heldVersion */ .G)(target), version) };
    }));
    for (const verdict of verdicts) {
        const where = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(verdict.target.client.repository);
        if (!verdict.moves)
            log.warning(`${where}: ${verdict.reason} In mode 'manifest', 'allow-downgrade: true' moves it anyway.`);
        else if ('notice' in verdict)
            log.notice(`${where}: ${verdict.notice}`);
    }
    const moving = verdicts.filter(({ moves }) => moves).map(({ target }) => target);
    if (moving.length === 0) {
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .f([
            `Input 'tags': nothing can be published, because ${targets.map(({ name }) => name).join(', ')} already have a higher version than ${version ?? ''}. Add a tag of the version itself, or set 'allow-downgrade: true' in mode 'manifest'.`
        ]);
    }
    return moving;
};


/***/ }),

/***/ 5328:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QO: () => (/* binding */ isStale),
/* harmony export */   V7: () => (/* binding */ publishAll),
/* harmony export */   dw: () => (/* binding */ stage),
/* harmony export */   e7: () => (/* binding */ readBack),
/* harmony export */   mk: () => (/* binding */ publish)
/* harmony export */ });
/* unused harmony export PublishError */
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9217);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _transport_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3758);
/* harmony import */ var _transport_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7779);
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2017);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2689);






/** Tags could not be written; the message says which ones name the new list and which the old one. */
class PublishError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo {
    name = 'PublishError';
}
/** Registries may serve the old answer for a while after a write. */
const longestLag = 30_000;
/**
 * A tag that was read less than so many milliseconds ago is written without another look: a fan-in that has nothing to
 * copy takes no longer, and is spared the round trip.
 */
const longestTrust = 10_000;
/**
 * Reads a tag back until it names the digest.
 *
 * @throws PublishError when it does not within half a minute
 */
const readBack = async (client, tag, digest, policy) => {
    let seen;
    for (let waited = 0, ms = 500;; waited += ms, ms = Math.min(ms * 2, longestLag - waited)) {
        seen = await client.head(tag);
        if (seen === digest)
            return;
        if (waited >= longestLag)
            break;
        await (0,_transport_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .pause */ .v7)(ms, policy);
    }
    throw new PublishError({
        what: `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s`,
        remedy: "If another job writes the same tag, give the workflow a 'concurrency' group. Run this job again"
    });
};
const namesOf = (outcomes) => outcomes.map(({ target }) => target.name).join(', ');
/** Which tags name what, after a failure. */
const describeState = (outcomes) => {
    const written = outcomes.filter(({ names }) => names === 'new');
    const unchanged = outcomes.filter(({ names }) => names === 'old');
    if (unchanged.length === outcomes.length)
        return 'No tag was changed.';
    if (written.length + unchanged.length === 0)
        return undefined;
    const lists = written.every(({ content }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isIndexType */ .$U)(content.mediaType));
    return [
        ...(written.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(written)}.`]),
        ...(unchanged.length === 0 ? [] : [`These tags were not changed: ${namesOf(unchanged)}.`]),
        'Run the job again to complete them.'
    ].join(' ');
};
const failureOf = (outcomes) => {
    const failed = outcomes.filter(({ problem }) => problem !== undefined);
    const [first = '', ...others] = failed.flatMap(({ problem }) => problem ?? []);
    const what = others.length === 0 ? { what: first } : { what: 'not all tags could be written', problems: [first, ...others] };
    return new PublishError({ ...what, remedy: describeState(outcomes), cause: failed[0]?.cause });
};
const checkTag = 'Check what the tag names, and run the job again.';
/** What failed, and what its cause says: why, and what to do. */
const describeProblem = (what, cause, remedy = (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .remedyOf */ .SM)(cause)) => (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .formatUserError */ .XR)({ what, why: (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A3)(cause), remedy });
/** Writes a tag; a failure is an outcome, for the other tags are written at the same time. */
const write = async ({ target, content }) => {
    try {
        await target.client.put(target.tag, content);
        return { target, content, names: 'new' };
    }
    catch (cause) {
        if (cause instanceof _transport_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl && cause.outcomeUnknown) {
            const problem = describeProblem(`${target.name} may have been written`, cause, checkTag);
            return { target, content, names: 'unknown', problem, cause };
        }
        return { target, content, names: 'old', problem: describeProblem(`${target.name} was not written`, cause), cause };
    }
};
/** Reads a tag back that was written. */
const confirm = async (outcome, policy) => {
    if (outcome.names !== 'new')
        return outcome;
    const { target, content } = outcome;
    try {
        await readBack(target.client, target.tag, content.digest, policy);
        return outcome;
    }
    catch (cause) {
        const problem = cause instanceof PublishError
            ? cause.message
            : describeProblem(`${target.name} was written, but could not be read back`, cause, checkTag);
        return { target, content, names: 'unknown', problem, cause };
    }
};
/** Whether a tag names something else than it is to name. */
const isStale = ({ target, content }) => target.current !== content.digest;
/**
 * Puts a list by digest into every repository in which several tags are to name it: what can go wrong goes wrong before
 * the first tag changes.
 */
const stage = async (content, targets, { putByDigest }) => {
    const stale = targets.filter(target => isStale({ target, content }));
    if (stale.length < 2)
        return;
    const clients = [...new Set(stale.map(({ client }) => client))];
    await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_4__/* .awaitAll */ .A)(clients.map(client => putByDigest(client, content)));
};
/**
 * Reads again what was read long ago, since minutes of copying leave time for another job: its newer release must not
 * be overwritten after a look at the older one.
 *
 * @returns the writes that are still to be done: another run of the same job may have done them
 * @throws PublishError that names the tags that name something else now
 */
const recheckTargets = async (writes) => {
    const trusted = performance.now() - longestTrust;
    const read = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_4__/* .awaitAll */ .A)(writes.map(async (one) => {
        const { client, tag, current, readAt } = one.target;
        return { ...one, now: readAt < trusted ? await client.head(tag) : current };
    }));
    const left = read.filter(({ content, now }) => now !== content.digest);
    const moved = left.filter(({ target, now }) => now !== target.current);
    if (moved.length === 0)
        return left;
    const problems = moved.map(({ target, now }) => `${target.name} names ${now ?? 'nothing'} now, and named ${target.current ?? 'nothing'} when this job read it`);
    throw new PublishError({
        what: 'another job has written these tags meanwhile',
        problems,
        remedy: "No tag was changed. Give the workflow a 'concurrency' group, and run this job again"
    });
};
/**
 * Puts content, whose parts are in place, under tags, `latest` last, and reads every tag back. Tags that name it already
 * are not written, and none is where another job has written one of them meanwhile.
 *
 * @returns the tags that were written
 * @throws PublishError that tells of every failure, and which tags name the new content
 */
const publishAll = async (writes, policy) => {
    const stale = await recheckTargets(writes.filter(isStale));
    const last = stale.filter(({ target }) => target.tag === 'latest');
    const first = await Promise.all(stale.filter(({ target }) => target.tag !== 'latest').map(write));
    const failed = first.some(({ problem }) => problem !== undefined);
    // What is still to be written goes out before what is only looked at.
    const writing = last.map(async (one) => failed ? { ...one, names: 'old' } : confirm(await write(one), policy));
    const reading = first.map(outcome => confirm(outcome, policy));
    const outcomes = await Promise.all([...reading, ...writing]);
    if (outcomes.some(({ problem }) => problem !== undefined))
        throw failureOf(outcomes);
    for (const { target } of stale)
        policy.log.info(`Published ${target.name}`);
    return stale.map(({ target }) => target);
};
/** Puts one list under all tags, as {@link publishAll} does. */
const publish = (content, targets, policy) => publishAll(targets.map(target => ({ target, content })), policy);


/***/ }),

/***/ 9825:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ heldVersion),
/* harmony export */   _: () => (/* binding */ readTarget)
/* harmony export */ });
/* harmony import */ var _oci_document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(720);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(145);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2148);
/* harmony import */ var _transport_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3758);
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2217);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7373);







/** Content that we cannot read was not written by us; it does not prevent publishing. */
const isUnreadable = (error) => error instanceof _image_error_js__WEBPACK_IMPORTED_MODULE_5__/* .ImageError */ .C ||
    (error instanceof _transport_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .RegistryError */ .gl && (error.cause instanceof _oci_document_js__WEBPACK_IMPORTED_MODULE_0__/* .DocumentError */ .Mi || error.status === 404));
const orUnreadable = (reading) => reading.catch((error) => {
    if (isUnreadable(error))
        return 'unreadable';
    throw error;
});
/** Reads what a tag names now, and begins to read what it holds where that is asked for. */
const readTarget = async (client, tag, look) => {
    const name = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatReference */ .FH)({ ...client.repository, tag });
    const target = { client, tag, name, readAt: performance.now() };
    const tolerant = look === 'whole' ? (reading) => reading : orUnreadable;
    const document = look === 'no' ? 'unreadable' : await tolerant(client.get(tag));
    if (document === 'unreadable')
        return { ...target, current: await client.head(tag), held: Promise.resolve(undefined) };
    if (document === undefined)
        return { ...target, current: undefined, held: Promise.resolve(undefined) };
    const reading = tolerant((0,_images_js__WEBPACK_IMPORTED_MODULE_6__/* .imagesOf */ .IC)(client, document, name));
    const held = reading.then(images => (images === 'unreadable' ? undefined : images));
    // Avoid an unhandled rejection: callers that await this still see the error.
    held.catch(() => undefined);
    return { ...target, current: document.digest, held };
};
/** The version of what a tag holds now: the list's annotation, else the label that its Windows images agree on. */
const heldVersion = async ({ held }) => {
    const images = await held;
    return images === undefined
        ? undefined
        : (images.root.annotations[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.version] ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .commonVersion */ .S6)(images.entries));
};


/***/ }),

/***/ 9000:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ listMetadata),
/* harmony export */   q: () => (/* binding */ listResult)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7832);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8825);
/* harmony import */ var _oci_document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(720);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(145);
/* harmony import */ var _oci_listed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6640);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9217);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2148);
/* harmony import */ var _windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8147);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4285);
/* harmony import */ var _pulls_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2894);
/* harmony import */ var _tag_table_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5991);











/** Where an image is, beside its digest: its tag alone where the list stands in the same repository. */
const placeOf = ({ reference, descriptor }, own) => {
    const place = reference.replace(`@${descriptor.digest}`, '');
    if (place === own)
        return '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(place.startsWith(`${own}:`) ? place.slice(own.length + 1) : place);
};
const entryTable = ({ entries, targets: [target] }) => {
    const own = target === undefined ? '' : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .formatRepository */ .Sh)(target.client.repository);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .table */ .tp)(['Release', 'Platform', 'OS version', 'Image', 'Digest'], entries.map(entry => {
        const { osVersion, ...platform } = entry.platform;
        return [
            platform.os === 'windows' ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .plain */ .pj)((0,_pulls_js__WEBPACK_IMPORTED_MODULE_7__/* .releaseName */ ["do"])(entry)) : (entry.release?.name ?? ''),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform)),
            osVersion === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(osVersion),
            placeOf(entry, own),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(entry.descriptor.digest))
        ];
    }));
};
const stateOf = (target, { content, moving, pushed }) => target.current === content.digest || moving.includes(target) ? (0,_tag_table_js__WEBPACK_IMPORTED_MODULE_8__/* .writeState */ .J)(target, content, pushed) : 'not moved';
const summaryOf = (outcome) => {
    const { content, entries, targets, moving, pushed, unchanged } = outcome;
    const listed = (0,_oci_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .listedEntries */ .yO)(content, entries);
    const [first = ''] = (moving.length > 0 ? moving : targets).map(({ name }) => name);
    const done = unchanged ? 'Unchanged' : pushed ? 'Published' : 'Dry run';
    return [
        `### ${done}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(first)}`,
        `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(content.digest)} (${content.mediaType === _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .mediaTypes */ .Ib.ociIndex ? 'OCI index' : 'Docker manifest list'})`,
        (0,_tag_table_js__WEBPACK_IMPORTED_MODULE_8__/* .tagTable */ .n)(targets.map(target => ({ target, state: stateOf(target, outcome) }))),
        entryTable(outcome),
        ...(0,_pulls_js__WEBPACK_IMPORTED_MODULE_7__/* .hostsSection */ .Dk)(first, (0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_6__/* .simulatePulls */ .X)(listed), listed),
        ''
    ].join('\n\n');
};
/** The list as JSON, for the output `metadata`. */
const listMetadata = ({ content, entries, moving, unchanged }) => {
    const listed = (0,_oci_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .listedEntries */ .yO)(content, entries);
    return {
        digest: content.digest,
        mediaType: content.mediaType,
        references: moving.map(({ name }) => name),
        unchanged,
        entries: entries.map(({ descriptor, platform, reference, release }) => ({
            reference,
            digest: descriptor.digest,
            platform: (0,_oci_document_js__WEBPACK_IMPORTED_MODULE_1__/* .platformJson */ .Uz)(platform),
            ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_10__/* .defined */ .s)({ release: release?.name })
        })),
        pulls: (0,_pulls_js__WEBPACK_IMPORTED_MODULE_7__/* .pullsJson */ .R2)((0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_6__/* .simulatePulls */ .X)(listed), listed)
    };
};
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
            metadata: JSON.stringify(listMetadata(outcome))
        },
        summary: summaryOf(outcome)
    };
};


/***/ }),

/***/ 5991:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ writeState),
/* harmony export */   n: () => (/* binding */ tagTable)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4285);


/** What became of a tag that takes the content. */
const writeState = ({ current }, { digest }, pushed) => {
    if (current === digest)
        return 'unchanged';
    return pushed ? 'published' : 'not written (dry run)';
};
/** What became of tags; those of a repository that went the same way share a row. */
const tagTable = (outcomes) => {
    const rows = new Map();
    for (const { target, state } of outcomes) {
        const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(target.client.repository);
        const row = rows.get(`${repository} ${state}`) ?? { repository, state, tags: [] };
        row.tags.push(target.tag);
        rows.set(`${repository} ${state}`, row);
    }
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['Repository', 'Tags', 'State'], [...rows.values()].map(({ repository, state, tags }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(repository), tags.map(_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY).join(' '), state]));
};


/***/ })

};
