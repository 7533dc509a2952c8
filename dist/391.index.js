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
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2148);
/* harmony import */ var _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9270);
/* harmony import */ var _oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3589);
/* harmony import */ var _registry_guard_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2290);
/* harmony import */ var _registry_images_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7373);
/* harmony import */ var _registry_publish_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5328);
/* harmony import */ var _registry_settled_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4018);
/* harmony import */ var _registry_targets_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9825);
/* harmony import */ var _report_list_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(9000);
/* harmony import */ var _windows_reach_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(134);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2171);















/** The fan-in: joins the legs of the releases, and whatever else is named, in one list under all tags. */
const manifest = async (inputs, { registry, log }) => {
    const rights = inputs.push ? 'pull,push' : 'pull';
    const clients = inputs.images.map(image => registry.open(image, rights));
    const [own] = clients;
    const clientOf = (reference) => clients.find(({ repository }) => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .sameRepository */ .RB)(repository, reference)) ??
        registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._M)(reference), 'pull');
    const [legs, sources, targets] = await (0,_registry_settled_js__WEBPACK_IMPORTED_MODULE_10__/* .settled */ .g)([
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
    const version = inputs.version ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .commonVersion */ .S6)(list.entries);
    if (!inputs.allowDowngrade)
        (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_7__/* .checkTags */ .M)(inputs.tags, version);
    const guarding = inputs.allowDowngrade
        ? Promise.resolve(targets)
        : (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_7__/* .guardTags */ .J)(targets, list.content.digest, version, log);
    // Content goes up while the versions of the followed tags are read, unless the guard may leave nothing to publish.
    const ready = targets.every(({ tag }) => (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_6__/* .isGuarded */ .JN)(tag)) ? guarding : Promise.resolve();
    const [moving] = await (0,_registry_settled_js__WEBPACK_IMPORTED_MODULE_10__/* .settled */ .g)([
        guarding,
        inputs.push &&
            ready.then(() => bringTogether(parts, list, clients, registry)).then(() => (0,_registry_publish_js__WEBPACK_IMPORTED_MODULE_9__/* .stage */ .dw)(list.content, targets))
    ]);
    const [written, pulls] = await (0,_registry_settled_js__WEBPACK_IMPORTED_MODULE_10__/* .settled */ .g)([
        inputs.push ? (0,_registry_publish_js__WEBPACK_IMPORTED_MODULE_9__/* .publish */ .mk)(list.content, moving, registry.policy) : Promise.resolve([]),
        tell(list, log)
    ]);
    const stale = moving.filter(({ current }) => current !== list.content.digest);
    if (!inputs.push)
        log.info("Nothing is written: 'push' is false.");
    else if (written.length === 0)
        log.info('Nothing is written: every tag names this list already.');
    return (0,_report_list_js__WEBPACK_IMPORTED_MODULE_12__/* .listResult */ .qy)({ ...list, pulls, targets, moving, pushed: inputs.push, unchanged: stale.length === 0 });
};
const allReleases = [...new Set(_windows_releases_js__WEBPACK_IMPORTED_MODULE_14__/* .releaseNames */ .uh.flatMap(name => (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_14__/* .findRelease */ .dv)(name) ?? []))];
/** The legs of the releases: all of them, or, with `found`, those that exist. */
const readLegs = async (inputs, own) => {
    const everything = inputs.releases === 'found';
    const releases = inputs.releases === 'found' ? allReleases : inputs.releases;
    const legs = await (0,_registry_settled_js__WEBPACK_IMPORTED_MODULE_10__/* .settled */ .g)(releases.map(async (release) => {
        const reference = { ...own.repository, tag: inputs.legTag(release) };
        return { release, reference, images: await (0,_registry_images_js__WEBPACK_IMPORTED_MODULE_8__/* .readImages */ .H)(own, reference) };
    }));
    const missing = legs.filter(({ images }) => images === undefined);
    if (everything && missing.length === legs.length && inputs.sources.length === 0) {
        throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([
            `Input 'releases': no leg was found in ${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRepository */ .Sh)(own.repository)}: looked for ${inputs.tags[0]} with the suffix of each release. Did the build legs use the same 'tags' and 'suffix'?`
        ]);
    }
    if (!everything && missing.length > 0) {
        throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f(missing.map(({ release, reference }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(reference)} is missing, the image for ${release.name}. Did its build leg fail, or use other 'tags' or another 'suffix'?`));
    }
    return legs.flatMap(({ release, images }) => images === undefined ? [] : [{ ...images, entries: images.entries.map(entry => ({ ...entry, release })) }]);
};
const readSources = async (inputs, clientOf) => {
    const found = await (0,_registry_settled_js__WEBPACK_IMPORTED_MODULE_10__/* .settled */ .g)(inputs.sources.map(async ({ reference, platform }) => ({
        reference,
        images: await (0,_registry_images_js__WEBPACK_IMPORTED_MODULE_8__/* .readImages */ .H)(clientOf(reference), reference, { platform })
    })));
    const missing = found.filter(({ images }) => images === undefined);
    if (missing.length > 0) {
        throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f(missing.map(({ reference }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(reference)} does not exist. Check the input 'sources' (or 'spec').`));
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
        return !inputs.allowDowngrade && (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_6__/* .isGuarded */ .JN)(tag) ? 'if readable' : 'no';
    };
    return (0,_registry_settled_js__WEBPACK_IMPORTED_MODULE_10__/* .settled */ .g)(clients.flatMap(client => inputs.tags.map(tag => (0,_registry_targets_js__WEBPACK_IMPORTED_MODULE_11__/* .readTarget */ ._)(client, tag, look(tag)))));
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
        log.notice(`${digest} is left out: the image that it is about is not listed.`);
    const { mediaType: type, annotations } = inputs;
    return { content: (0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_2__/* .buildIndex */ .Xh)({ entries, attachments: kept, type, annotations }), entries, attachments: kept };
};
/** A leg of another commit is a leg that was not built by this run: its build failed, or has not run yet. */
const checkRevisions = (entries, inputs, log) => {
    const legs = entries.filter(({ release }) => release !== undefined);
    const unlabelled = legs.filter(({ revision }) => revision === undefined).map(({ reference }) => reference);
    if (unlabelled.length > 0) {
        log.warning(`It cannot be told which commit these are from, as they have no label ${_oci_labels_js__WEBPACK_IMPORTED_MODULE_3__/* .labelNames */ .l3.revision}: ${unlabelled.join(', ')}`);
    }
    const stale = legs.filter(({ revision }) => revision !== undefined && revision !== inputs.revision);
    if (stale.length === 0 || inputs.allowStale)
        return;
    throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f(stale.map(({ reference, revision = '' }) => `${reference} is from commit ${revision}, but this list is for ${inputs.revision}. Build that leg again, or give 'revision' if the legs come from another commit; 'allow-stale: true' takes it as it is.`));
};
/** With `found` nobody says what is complete; what users could pull until now must not go away unnoticed. */
const checkNothingVanishes = (published, entries, { images, tags }) => {
    const keys = new Set(entries.map(({ platform }) => (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .platformKey */ .Ng)(platform)));
    const vanishing = (published?.entries ?? []).filter(({ platform }) => !keys.has((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .platformKey */ .Ng)(platform)));
    if (vanishing.length === 0)
        return;
    const tag = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)({ ...images[0], tag: tags[0] });
    throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f(vanishing.map(({ platform }) => `Input 'releases': ${tag} holds an image for ${(0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPlatform */ .Bq)(platform)} now, and no leg for it was found. Build it, give 'keep-existing: true', or name the releases that are meant instead of 'found'.`));
};
/** Tells what is listed, and who pulls what of it. */
const tell = async (list, log) => {
    // What is published goes out first: there is time for words while it is on its way.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    const pulls = (0,_windows_reach_js__WEBPACK_IMPORTED_MODULE_13__/* .whoPullsWhat */ .f)(list.entries.map(({ platform }) => platform));
    await log.group(`List ${list.content.digest}`, () => {
        for (const entry of list.entries)
            log.info((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .describeEntry */ .OY)(entry));
        log.info(new TextDecoder().decode(list.content.bytes));
        return Promise.resolve();
    });
    if (list.entries.some(({ platform }) => platform.os === 'windows')) {
        await log.group('Who pulls what', () => {
            for (const line of (0,_report_list_js__WEBPACK_IMPORTED_MODULE_12__/* .describePulls */ .ui)(pulls, list.entries))
                log.info(line);
            return Promise.resolve();
        });
    }
    for (const warning of (0,_report_list_js__WEBPACK_IMPORTED_MODULE_12__/* .pullWarnings */ .bK)(pulls, list.entries))
        log.warning(warning);
    return pulls;
};
/** A registry takes a list only when it has all that it names: what lies elsewhere is copied first. */
const bringTogether = async (parts, list, clients, { copy }) => {
    const listed = new Set([...list.entries.map(({ descriptor }) => descriptor), ...list.attachments].map(({ digest }) => digest));
    await (0,_registry_settled_js__WEBPACK_IMPORTED_MODULE_10__/* .settled */ .g)(parts.flatMap(({ client, entries, attachments }) => clients
        .filter(({ repository }) => !(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .sameRepository */ .RB)(repository, client.repository))
        .flatMap(target => [...entries.map(({ descriptor }) => descriptor), ...attachments]
        .filter(({ digest }) => listed.has(digest))
        .map(({ digest }) => copy(client, target, digest)))));
};


/***/ }),

/***/ 3589:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ isGuarded),
/* harmony export */   RS: () => (/* binding */ judgeMove),
/* harmony export */   TA: () => (/* binding */ belongsUnder)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2088);
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(semver__WEBPACK_IMPORTED_MODULE_0__);

/** `latest`, `2`, `2.7`, with or without `v`: tags that users follow from version to version. A date is none of them. */
const followed = /^(?:latest|v?(\d{1,5})(?:\.(\d+))?)$/;
const isGuarded = (tag) => followed.test(tag);
/** Whether a version belongs under `N` or `N.M`; everything belongs under `latest`. */
const belongsUnder = (tag, version) => {
    const [, major, minor] = followed.exec(tag) ?? [];
    const parsed = semver__WEBPACK_IMPORTED_MODULE_0___default().parse(version);
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
    const [from, to] = [semver__WEBPACK_IMPORTED_MODULE_0___default().parse(held), semver__WEBPACK_IMPORTED_MODULE_0___default().parse(next)];
    if (from === null || to === null) {
        const unknown = to === null ? 'what is published now' : 'what it names now';
        return { moves: true, notice: `The tag '${tag}' moves, though the version of ${unknown} is not known.` };
    }
    if (semver__WEBPACK_IMPORTED_MODULE_0___default().gte(to, from))
        return { moves: true };
    return { moves: false, reason: `The tag '${tag}' stays at ${from.raw}: ${to.raw} is lower.` };
};


/***/ }),

/***/ 2290:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ guardTags),
/* harmony export */   M: () => (/* binding */ checkTags)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9270);
/* harmony import */ var _oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3589);
/* harmony import */ var _settled_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4018);
/* harmony import */ var _targets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9825);





/**
 * Refuses tags under which the version cannot stand: `2.6` for 2.7.0.
 *
 * @throws RefusedError that names them
 */
const checkTags = (tags, version) => {
    const wrong = version === undefined ? [] : tags.filter(tag => (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .isGuarded */ .JN)(tag) && !(0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .belongsUnder */ .TA)(tag, version));
    if (wrong.length === 0)
        return;
    throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .f(wrong.map(tag => `Input 'tags': the tag '${tag}' is for its own versions, and ${version ?? ''} is none of them. Write it as a pattern ({{major}}, {{major}}.{{minor}}), or leave it out; 'allow-downgrade: true' of mode 'manifest' lets it be.`), 'The tags cannot be written');
};
/**
 * The targets that may take a version: `latest`, `2` and `2.7` never go back to a lower one. What stays is told.
 *
 * @throws RefusedError when no tag is left
 */
const guardTags = async (targets, digest, version, log) => {
    const verdicts = await (0,_settled_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .g)(targets.map(async (target) => {
        if (target.current === undefined || target.current === digest || !(0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .isGuarded */ .JN)(target.tag))
            return { target, moves: true };
        return { target, ...(0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeMove */ .RS)(target.tag, await (0,_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .heldVersion */ .G)(target), version) };
    }));
    for (const verdict of verdicts) {
        const where = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(verdict.target.client.repository);
        if (!verdict.moves)
            log.warning(`${where}: ${verdict.reason} 'allow-downgrade: true' of mode 'manifest' moves it all the same.`);
        else if ('notice' in verdict)
            log.notice(`${where}: ${verdict.notice}`);
    }
    const moving = verdicts.filter(({ moves }) => moves).map(({ target }) => target);
    if (moving.length === 0) {
        throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .f([
            `Input 'tags': nothing is published, since ${targets.map(({ name }) => name).join(', ')} hold a higher version than ${version ?? ''}. Give the version's own tag too, or 'allow-downgrade: true' in mode 'manifest'.`
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4456);
/* harmony import */ var _settled_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4018);




/** Some tags could not be written; the message says which ones name the new list and which the old one. */
class PublishError extends Error {
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
    throw new PublishError(`${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s. Does another job write the same tag? Give the workflow a 'concurrency' group, and run this job again.`);
};
const namesOf = (fates) => fates.map(({ target }) => target.name).join(', ');
const describeFailure = (fates) => {
    const [fresh, old] = [fates.filter(({ names }) => names === 'new'), fates.filter(({ names }) => names === 'old')];
    const problems = fates.flatMap(({ problem }) => problem ?? []);
    if (old.length === fates.length)
        return [...problems, 'No tag was changed.'].join('\n');
    const lists = fresh.every(({ content }) => (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isIndexType */ .$U)(content.mediaType));
    if (fresh.length + old.length === 0)
        return problems.join('\n');
    const sentences = [
        ...(fresh.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(fresh)}.`]),
        ...(old.length === 0 ? [] : [`The others still name what they did: ${namesOf(old)}.`]),
        'Run the job again to complete them.'
    ];
    return [...problems, sentences.join(' ')].join('\n');
};
const messageOf = (reason) => (reason instanceof Error ? reason.message : String(reason));
/** Writes a tag; whatever happens is told, for the other tags are written at the same time. */
const write = async ({ target, content }) => {
    try {
        await target.client.put(target.tag, content);
        return { target, content, names: 'new' };
    }
    catch (cause) {
        const unsettled = cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl && cause.unsettled;
        const problem = unsettled
            ? `${target.name} may have been written: ${messageOf(cause)} Look at it, and run the job again.`
            : `${target.name} was not written: ${messageOf(cause)}`;
        return { target, content, names: unsettled ? 'unknown' : 'old', problem, cause };
    }
};
/** Reads a tag back that was written. */
const confirm = async (fate, policy) => {
    if (fate.names !== 'new')
        return fate;
    const { target, content } = fate;
    try {
        await readBack(target.client, target.tag, content.digest, policy);
        return fate;
    }
    catch (cause) {
        const problem = cause instanceof PublishError
            ? cause.message
            : `${target.name} was written, but could not be read back: ${messageOf(cause)} Look at it, and run the job again.`;
        return { target, content, names: 'unknown', problem, cause };
    }
};
/** Whether a tag names something else than it is to name. */
const isStale = ({ target, content }) => target.current !== content.digest;
/**
 * Puts a list by digest into every repository in which several tags are to name it: what can go wrong goes wrong before
 * the first tag changes.
 */
const stage = async (content, targets) => {
    const stale = targets.filter(target => isStale({ target, content }));
    if (stale.length < 2)
        return;
    const clients = [...new Set(stale.map(({ client }) => client))];
    await (0,_settled_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .g)(clients.map(client => client.put(content.digest, content)));
};
/**
 * Reads again what was read long ago, since minutes of copying leave time for another job: its newer release must not
 * be overwritten after a look at the older one.
 *
 * @returns the writes that are still to be done: another run of the same job may have done them
 * @throws PublishError that names the tags that name something else now
 */
const unmoved = async (writes) => {
    const trusted = performance.now() - longestTrust;
    const read = await (0,_settled_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .g)(writes.map(async (one) => {
        const { client, tag, current, readAt } = one.target;
        return { ...one, now: readAt < trusted ? await client.head(tag) : current };
    }));
    const left = read.filter(({ content, now }) => now !== content.digest);
    const moved = left.filter(({ target, now }) => now !== target.current);
    if (moved.length === 0)
        return left;
    throw new PublishError([
        ...moved.map(({ target, now }) => `${target.name} names ${now ?? 'nothing'} now, and named ${target.current ?? 'nothing'} when this job looked: another job has written it meanwhile.`),
        "No tag was changed. Give the workflow a 'concurrency' group, and run this job again."
    ].join('\n'));
};
/**
 * Puts content, whose parts are in place, under tags, `latest` last, and reads every tag back. Tags that name it already
 * are not written, and none is where another job has written one of them meanwhile.
 *
 * @returns the tags that were written
 * @throws PublishError that tells of every failure, and which tags name the new content
 */
const publishAll = async (writes, policy) => {
    const stale = await unmoved(writes.filter(isStale));
    const last = stale.filter(({ target }) => target.tag === 'latest');
    const first = await Promise.all(stale.filter(({ target }) => target.tag !== 'latest').map(write));
    const failed = first.some(({ problem }) => problem !== undefined);
    // What is still to be written goes out before what is only looked at.
    const writing = last.map(async (one) => failed ? { ...one, names: 'old' } : confirm(await write(one), policy));
    const reading = first.map(fate => confirm(fate, policy));
    const fates = await Promise.all([...reading, ...writing]);
    const failure = fates.find(({ problem }) => problem !== undefined);
    if (failure !== undefined)
        throw new PublishError(describeFailure(fates), { cause: failure.cause });
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4456);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7373);






/** What we cannot make sense of was not written by us; it is no reason to publish nothing. */
const isUnreadable = (error) => error instanceof _images_js__WEBPACK_IMPORTED_MODULE_5__/* .ImageError */ .C8 ||
    (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .RegistryError */ .gl && (error.cause instanceof _oci_document_js__WEBPACK_IMPORTED_MODULE_0__/* .DocumentError */ .Mi || error.status === 404));
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
    const reading = tolerant((0,_images_js__WEBPACK_IMPORTED_MODULE_5__/* .imagesOf */ .IC)(client, document, name));
    const held = reading.then(images => (images === 'unreadable' ? undefined : images));
    // Whoever awaits it hears of its failure; it must not end the process before.
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


/***/ })

};
