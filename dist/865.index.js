export const id = 865;
export const ids = [865];
export const modules = {

/***/ 9865:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rebase: () => (/* binding */ rebase_rebase)
});

// EXTERNAL MODULE: ./src/oci/entries.ts
var oci_entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/oci/image-index.ts
var image_index = __webpack_require__(5325);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/oci/refused-error.ts
var refused_error = __webpack_require__(9270);
// EXTERNAL MODULE: ./src/oci/tag-guard.ts
var tag_guard = __webpack_require__(3589);
// EXTERNAL MODULE: ./src/registry/base.ts
var base = __webpack_require__(5606);
// EXTERNAL MODULE: ./src/registry/guard.ts
var guard = __webpack_require__(2290);
// EXTERNAL MODULE: ./src/registry/images.ts
var registry_images = __webpack_require__(7373);
// EXTERNAL MODULE: ./src/registry/publish.ts
var publish = __webpack_require__(5328);
// EXTERNAL MODULE: ./src/registry/settled.ts
var settled = __webpack_require__(4018);
// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
// EXTERNAL MODULE: ./src/oci/labels.ts
var oci_labels = __webpack_require__(7774);
// EXTERNAL MODULE: ./src/oci/rebase.ts
var rebase = __webpack_require__(5077);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
// EXTERNAL MODULE: ./src/registry/old-base.ts
var old_base = __webpack_require__(3650);
// EXTERNAL MODULE: ./src/registry/upload.ts
var upload = __webpack_require__(4398);
;// CONCATENATED MODULE: ./src/registry/swap-base.ts









const refuse = (...problems) => {
    throw new refused_error/* RefusedError */.f(problems, 'The base cannot be swapped');
};
/** The image; refused where its own numbers do not agree. */
const readImage = async ({ entry, client, from }) => {
    const image = await (0,old_base/* builtImage */.i)(entry, client, from);
    const problem = (0,rebase/* countsProblem */._i)(image);
    if (problem !== undefined)
        refuse(`${image.reference} cannot be rebased: ${problem}, and these have to be as many. Build it again.`);
    return image;
};
/** Layers that a RUN has made hold what Windows of that build wrote; the registry hives do not fit another one. */
const runProblem = (runs, { entry, from, to }) => `${entry.reference} has ${runs.length === 1 ? 'a RUN step' : `${runs.length} RUN steps`}, so its layers were made by ${from.name} and may not work on ${to.name}: ${runs.map(step => `'${step.slice(0, 120)}'`).join(', ')}. Build that leg on ${to.name} (Hyper-V isolation does it on a newer host), or give 'allow-run-layers: true'.`;
const familyProblem = (oldBase, newBase, { entry }) => {
    const [before, after] = [(0,base_reference/* familyOf */.Ap)(oldBase), (0,base_reference/* familyOf */.Ap)(newBase)];
    if (before === undefined || after === undefined || before === after)
        return undefined;
    return `${entry.reference} is built on ${before} (${(0,reference/* formatReference */.FH)(oldBase)}), and ${(0,reference/* formatReference */.FH)(newBase)} is ${after}, which lacks what the image may use. Give a base of the same kind in 'base-image' or 'new-base'.`;
};
const untilProved = (image, found) => 'manifest' in found
    ? found
    : refuse(`The base of ${image.reference} was not found, so nothing of it can be swapped. Tried:\n${found.map(line => `  ${line}`).join('\n')}\n  Name the base that it was built on in 'old-base' (for instance mcr.microsoft.com/windows/servercore:${image.osVersion}), or its repository in 'base-image'.`);
/** What the configs say against the swap. */
const configProblems = (image, oldBase, newBase, { to }) => {
    const { architecture, os } = newBase.config.platform;
    const build = (0,os_version/* parseOsVersion */.u)(newBase.config.platform.osVersion ?? '')?.build;
    const name = (0,reference/* formatReference */.FH)(newBase.reference);
    const counts = [
        [(0,reference/* formatReference */.FH)(oldBase.reference), (0,rebase/* countsProblem */._i)(oldBase)],
        [name, (0,rebase/* countsProblem */._i)(newBase)],
        [image.reference, (0,rebase/* historyProblem */.cW)(image.config, oldBase.config)]
    ].flatMap(([reference, problem]) => problem === undefined ? [] : [`${reference ?? ''} cannot be used: ${problem}, and these have to be as many.`]);
    const fits = os === 'windows' && architecture === to.architecture && build === to.build;
    return fits
        ? counts
        : [
            ...counts,
            `${name} is for ${os ?? 'no system'}/${architecture ?? ''} ${newBase.config.platform.osVersion ?? ''}, not for ${to.name} (windows/${to.architecture} 10.0.${to.build}). Check 'new-base' or 'base-image'.`
        ];
};
/** All that speaks against the swap. */
const problemsOf = (image, oldBase, newBase, runs, task, { allowRunLayers }) => {
    const family = familyProblem(oldBase.reference, newBase.reference, task);
    const blocked = task.from.build !== task.to.build && runs.length > 0 && !allowRunLayers;
    return [
        ...(family === undefined ? [] : [family]),
        ...(blocked ? [runProblem(runs, task)] : []),
        ...configProblems(image, oldBase, newBase, task)
    ];
};
/** A floating tag may lag behind (docker-library/official-images#18823): what is published is not taken back to it. */
const isOlder = (newBase, { entry, from, to }) => {
    const [held, offered] = [entry.platform.osVersion, newBase.config.platform.osVersion].map(text => (0,os_version/* parseOsVersion */.u)(text ?? ''));
    return from === to && held !== undefined && offered !== undefined && (0,os_version/* compareOsVersions */.N)(offered, held) < 0;
};
/**
 * Swaps the base of one image: finds and proves the old base, reads the new one, and makes the image of both. Nothing is
 * written: other images may have to be refused yet.
 *
 * @throws RefusedError with what speaks against it; RegistryError
 */
const swapBase = async (task, registry, options) => {
    const image = await readImage(task);
    const { to } = task;
    const newBaseAt = async (reference) => (0,old_base/* withConfig */.NV)(await (0,old_base/* readNewBase */.w1)(registry, reference, to, options.early));
    const template = (0,old_base/* baseTemplate */.sw)(image, options);
    const wanted = options.newBase ?? (template === undefined ? undefined : (0,base_reference/* baseOfRelease */.Y6)(template, to));
    const [found, early] = await (0,settled/* settled */.g)([
        (0,old_base/* findOldBase */.Is)(registry, image, options),
        wanted === undefined ? undefined : newBaseAt(wanted)
    ]);
    const oldBase = untilProved(image, found);
    const newBase = early ?? (await newBaseAt((0,base_reference/* baseOfRelease */.Y6)((0,reference/* repositoryOf */._M)(oldBase.reference), to)));
    const runs = (0,rebase/* ownRunSteps */.Rb)(image.config, oldBase.config);
    const problems = problemsOf(image, oldBase, newBase, runs, task, options);
    if (problems.length > 0)
        refuse(...problems);
    const lags = options.newBase === undefined && isOlder(newBase, task);
    const swap = { task, image: image.manifest, oldBase, newBase, lags };
    if (lags) {
        const late = `${(0,reference/* formatReference */.FH)(newBase.reference)} is ${newBase.config.platform.osVersion ?? ''} now, older than what ${image.reference} has: it stays as it is.`;
        return { ...swap, warnings: [late] };
    }
    if ((0,old_base/* sameBase */.UU)(oldBase, newBase))
        return { ...swap, warnings: [] };
    const labels = { ...(0,oci_labels/* baseLabels */.B7)(newBase.reference, newBase.digest), ...options.labels };
    return {
        ...swap,
        made: (0,rebase/* rebaseImage */.U)(image, oldBase, newBase, { labels, created: options.created }),
        warnings: warningsOf(image, oldBase, newBase, runs, task)
    };
};
/** Brings what an image is made of to a repository: its layers and its config, but not the manifest that names them. */
const bringSwapped = async ({ made, newBase, task }, to, { copyBlobs, policy }) => {
    if (made === undefined)
        return;
    await (0,settled/* settled */.g)([
        copyBlobs(newBase.client, to, newBase.manifest.layers),
        copyBlobs(task.client, to, made.own),
        (0,upload/* uploadContent */.H)(to, made.config, { policy })
    ]);
};
const warningsOf = (image, oldBase, newBase, runs, { from, to }) => {
    const changed = (0,rebase/* changedSettings */.Sb)(oldBase.config, newBase.config);
    return [
        ...(changed.length === 0
            ? []
            : [
                `${(0,reference/* formatReference */.FH)(newBase.reference)} has other settings than the old base, and ${image.reference} keeps those that it was built with: ${changed.join('; ')}. Build it again where that matters.`
            ]),
        ...(runs.length === 0
            ? []
            : [
                `${image.reference} has layers of RUN steps, made on ${from.build === to.build ? 'an older update of the same Windows' : from.name}: ${runs.map(step => `'${step.slice(0, 120)}'`).join(', ')}. Test the image before users get it.`
            ])
    ];
};

// EXTERNAL MODULE: ./src/registry/targets.ts
var targets = __webpack_require__(9825);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
// EXTERNAL MODULE: ./src/windows/reach.ts + 2 modules
var reach = __webpack_require__(134);
// EXTERNAL MODULE: ./src/report/list.ts
var report_list = __webpack_require__(9000);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/rebase.ts






const versionOf = ({ made, newBase, task: { entry } }) => (made === undefined ? entry.platform.osVersion : newBase.config.platform.osVersion) ?? '';
const digestOf = ({ made, image }) => (made?.manifest ?? image).digest;
/** A line for the log. */
const describeSwap = (swap) => {
    const { made, newBase, lags, task } = swap;
    const { osVersion = '' } = task.entry.platform;
    return made === undefined
        ? `${task.entry.reference}: ${osVersion} is ${lags ? `newer than ${(0,reference/* readableReference */.ep)(newBase.reference)}` : 'the newest'}`
        : `${task.entry.reference}: ${osVersion} → ${versionOf(swap)}, ${(0,reference/* readableReference */.ep)(newBase.reference)}`;
};
const row = (swap) => {
    const { made, oldBase, newBase, lags, task } = swap;
    const { osVersion = '' } = task.entry.platform;
    const standing = lags ? `newer than ${(0,markdown/* code */.aY)(newBase.config.platform.osVersion ?? '')}` : 'the newest';
    return [
        task.to.name,
        made === undefined ? `${(0,markdown/* code */.aY)(osVersion)}, ${standing}` : `${(0,markdown/* code */.aY)(osVersion)} → ${(0,markdown/* code */.aY)(versionOf(swap))}`,
        (0,markdown/* code */.aY)((0,reference/* readableReference */.ep)((made === undefined ? oldBase : newBase).reference)),
        made === undefined ? '' : (0,markdown/* code */.aY)((0,digest/* shortDigest */.VK)(made.manifest.digest))
    ];
};
const summaryOf = ({ swaps, legs, pushed, unchanged }) => {
    const done = unchanged ? 'Nothing to rebase' : pushed ? 'Rebased' : 'Dry run of a rebase';
    return [
        `### ${done}`,
        (0,markdown/* table */.tp)(['Release', 'Windows', 'Base', 'New image'], swaps.map(row)),
        ...(legs.length === 0
            ? []
            : [
                (0,report_list/* tagTable */.nB)(legs.map(({ target, content }) => ({
                    target,
                    state: target.current === content.digest ? 'unchanged' : pushed ? 'published' : 'not written (dry run)'
                })))
            ]),
        ...swaps.flatMap(({ warnings }) => warnings).map(text => `> ⚠️ ${(0,markdown/* plain */.pj)(text)}`),
        ''
    ].join('\n\n');
};
const metadataOf = (swap) => {
    const { made, oldBase, newBase, task } = swap;
    return {
        release: task.to.name,
        from: { release: task.from.name, reference: task.entry.reference, digest: swap.image.digest },
        digest: digestOf(swap),
        platform: (0,oci_document/* platformJson */.Uz)({ ...task.entry.platform, osVersion: versionOf(swap) }),
        oldBase: { name: (0,reference/* qualifiedReference */.AC)(oldBase.reference), digest: oldBase.digest },
        newBase: { name: (0,reference/* qualifiedReference */.AC)(newBase.reference), digest: newBase.digest },
        rebased: made !== undefined
    };
};
/** The outputs and the step summary of a rebase. */
const rebaseResult = (outcome) => {
    const { swaps, legs, list, pushed, unchanged } = outcome;
    const result = list === undefined
        ? undefined
        : (0,report_list/* listResult */.qy)({ ...list, pushed, unchanged, pulls: (0,reach/* whoPullsWhat */.f)(list.entries.map(({ platform }) => platform)) });
    const [swap, ...others] = swaps;
    const one = swap !== undefined && others.length === 0 ? swap : undefined;
    const references = legs.map(({ target }) => target.name).join('\n');
    return {
        outputs: {
            digest: one === undefined ? '' : digestOf(one),
            reference: references.split('\n')[0] ?? '',
            references,
            ...result?.outputs,
            release: swap?.task.to.name ?? '',
            releases: swaps.map(({ task }) => task.to.name).join(','),
            'os-version': swap === undefined ? '' : versionOf(swap),
            'base-name': one === undefined ? '' : (0,reference/* qualifiedReference */.AC)(one.newBase.reference),
            'base-digest': one === undefined ? '' : one.newBase.digest,
            unchanged: String(unchanged),
            metadata: JSON.stringify({
                images: swaps.map(metadataOf),
                ...(result === undefined ? {} : { list: JSON.parse(result.outputs.metadata ?? '{}') })
            })
        },
        summary: summaryOf(outcome) + (result?.summary ?? '')
    };
};

;// CONCATENATED MODULE: ./src/modes/rebase.ts














const heading = 'The bases cannot be swapped';
/** Puts newer, or other, Windows bases under images that are published already, with nothing but the registry. */
const rebase_rebase = async (inputs, { registry, log }) => {
    const early = (0,base/* readEarly */.U)(registry, [inputs.oldBase, inputs.newBase]);
    const readAt = performance.now();
    const source = { ...(await (0,registry_images/* requireImages */.Qu)(registry, inputs.source, "the input 'source'")), readAt };
    const asList = source.root.kind === 'index' && !inputs.isLeg;
    const tasks = chooseTasks(inputs, source, log);
    const version = (0,oci_entries/* commonVersion */.S6)(source.entries);
    const where = inputs.publish(version);
    where.notices.forEach(log.notice);
    // What a tag holds already may stay under it.
    if (asList)
        (0,guard/* checkTags */.M)(where.tags.filter(tag => tag !== inputs.source.tag), version);
    const clients = where.images.map(image => registry.open(image, inputs.push ? 'pull,push' : 'pull'));
    const created = new Date(inputs.sourceDateEpoch === undefined ? Date.now() : inputs.sourceDateEpoch * 1000);
    const options = { ...inputs, early, created: created.toISOString() };
    const [swaps, legTargets, listTargets] = await (0,settled/* settled */.g)([
        (0,settled/* gathered */.P)(tasks.map(task => swapBase(task, registry, options)), heading),
        readTargets(clients, tasks.map(({ to }) => where.legTag(to)), inputs, source),
        asList ? readTargets(clients, where.tags, inputs, source) : []
    ]);
    for (const swap of swaps)
        log.info(describeSwap(swap));
    for (const warning of swaps.flatMap(({ warnings }) => warnings))
        log.warning(warning);
    const list = asList ? compose(source, swaps, where, log) : undefined;
    if (list === undefined)
        tellOfLeg(inputs, source, swaps, where, log);
    const moving = list === undefined ? [] : await (0,guard/* guardTags */.J)(listTargets, list.content.digest, version, log);
    const listWrites = list === undefined ? [] : moving.map(target => ({ target, content: list.content }));
    const legs = swaps.flatMap(swap => {
        // Of a list that stays as it is, the legs are not looked after.
        if (swap.made === undefined && asList && !listWrites.some(publish/* isStale */.QO))
            return [];
        const content = swap.made?.manifest ?? (asList ? swap.image : source.root);
        return legTargets.filter(({ tag }) => tag === where.legTag(swap.task.to)).map(target => ({ target, content }));
    });
    const writes = [...legs, ...listWrites];
    const unchanged = !writes.some(publish/* isStale */.QO);
    if (inputs.push && !unchanged) {
        await (0,settled/* settled */.g)([writeParts(swaps, clients, registry, asList), bringRest(source, list, writes, registry)]);
        if (list !== undefined)
            await (0,publish/* stage */.dw)(list.content, moving);
        await (0,publish/* publishAll */.V7)(writes, registry.policy);
    }
    if (!inputs.push)
        log.info("Nothing is written: 'push' is false.");
    else if (unchanged)
        log.info('Nothing is written: every tag names its image already.');
    return rebaseResult({
        swaps,
        legs,
        pushed: inputs.push,
        unchanged,
        ...(list === undefined ? {} : { list: { ...list, targets: listTargets, moving } })
    });
};
/** Which image becomes which: each its own release's newest, or the nearest one for the releases asked for. */
const chooseTasks = (inputs, source, log) => {
    const windows = source.entries.filter(({ platform }) => platform.os === 'windows');
    const name = (0,reference/* formatReference */.FH)(inputs.source);
    const known = windows.flatMap((entry) => {
        const from = (0,oci_entries/* releaseOf */.l7)(entry);
        return from === undefined ? [] : [{ entry, from }];
    });
    const unknown = windows.filter(entry => !known.some(other => other.entry === entry));
    if (windows.length === 0)
        throw new refused_error/* RefusedError */.f([`${name} holds no Windows image, so there is no base to swap.`]);
    if (known.length === 0) {
        throw new refused_error/* RefusedError */.f(unknown.map(({ reference, platform }) => `${reference} is for ${(0,oci_entries/* formatPlatform */.Bq)(platform)}, which is no release known here: its base cannot be told.`), heading);
    }
    for (const { reference, platform } of unknown)
        log.warning(`${reference} stays as it is: ${(0,oci_entries/* formatPlatform */.Bq)(platform)} is no release known here.`);
    const { client } = source;
    if (inputs.releases.length === 0) {
        const own = [...new Set(known.map(({ from }) => from.name))];
        if (inputs.newBase !== undefined && own.length > 1) {
            throw new refused_error/* RefusedError */.f([
                `Input 'new-base': it is the base of one release, and ${name} holds images of ${own.join(', ')}. Name the one that is meant in 'releases'.`
            ]);
        }
        return known.map(({ entry, from }) => ({ entry, client, from, to: from }));
    }
    const tasks = inputs.releases.map(to => ({ to, nearest: nearestTo(to, known) }));
    const missing = tasks.filter(({ nearest }) => nearest === undefined);
    if (missing.length > 0) {
        throw new refused_error/* RefusedError */.f(missing.map(({ to }) => `Input 'releases': ${name} holds no image for ${to.architecture}, of which one for ${to.name} could be made.`), heading);
    }
    return tasks.flatMap(({ to, nearest }) => (nearest === undefined ? [] : [{ ...nearest, client, to }]));
};
/** The image of the release itself, else that of the nearest build, the newer one of two. */
const nearestTo = ({ build, architecture }, known) => known
    .filter(({ from }) => from.architecture === architecture)
    .sort((a, b) => Math.abs(a.from.build - build) - Math.abs(b.from.build - build) || b.from.build - a.from.build)[0];
/** What the tags name now; the source's own tag has been read already. */
const readTargets = (clients, tags, { source }, { readAt, ...found }) => (0,settled/* settled */.g)(clients.flatMap(client => tags.map(tag => source.digest === undefined && (0,reference/* identifierOf */.xP)(source) === tag && (0,reference/* sameRepository */.RB)(client.repository, source)
    ? Promise.resolve({
        client,
        tag,
        name: (0,reference/* formatReference */.FH)({ ...client.repository, tag }),
        current: found.root.digest,
        held: Promise.resolve(found),
        readAt
    })
    : (0,targets/* readTarget */._)(client, tag, (0,tag_guard/* isGuarded */.JN)(tag) ? 'if readable' : 'no'))));
/** The list with the new images in the places of the old ones; what was not asked for stays as it is. */
const compose = (source, swaps, where, log) => {
    const made = swaps.flatMap(swap => madeEntry(swap, where));
    if (made.length === 0)
        return { content: source.root, entries: source.entries, attachments: source.attachments };
    const replaced = new Set(swaps.flatMap(({ made: image, task: { entry, from, to } }) => (image !== undefined && from === to ? [entry] : [])));
    const entries = (0,oci_entries/* orderEntries */.NG)([...source.entries.filter(entry => !replaced.has(entry)), ...made]);
    (0,oci_entries/* checkEntries */.bX)(entries, { allowMissingOsVersion: true });
    for (const warning of (0,oci_entries/* entryWarnings */.CV)(entries))
        log.warning(warning);
    const { kept, dropped } = (0,image_index/* keepAttachments */.As)(source.attachments, entries);
    tellDropped(dropped, log);
    const { mediaType, annotations } = source.root;
    // Registries take Docker lists of OCI images too, which nobody may write.
    const type = mediaType === media_types/* mediaTypes */.Ib.dockerList ? 'auto' : 'oci';
    return { content: (0,image_index/* buildIndex */.Xh)({ entries, attachments: kept, type, annotations }), entries, attachments: kept };
};
const tellDropped = (dropped, log) => {
    for (const { digest } of dropped)
        log.notice(`The attestation ${digest} is left out: it is about an image that has been replaced.`);
};
/** Where the result is not all that somebody who gave the image of one release may look for. */
const tellOfLeg = ({ source: { tag = 'latest', ...rest }, isLeg }, { root, attachments }, swaps, { images, tags, legTag }, log) => {
    if (swaps.some(({ made }) => made !== undefined))
        tellDropped(attachments, log);
    if (root.kind === 'index' || isLeg || !tags.includes(tag))
        return;
    const legs = swaps.map(({ task: { to } }) => (0,reference/* formatReference */.FH)({ ...images[0], tag: legTag(to) })).join(', ');
    const releases = swaps.map(({ task: { to } }) => to.name).join(', ');
    log.notice(`${(0,reference/* formatReference */.FH)({ ...rest, tag })} is one image, not a list, and stays as it is: the result is ${legs}. To have it under ${tag}, list it there with mode 'manifest' ('releases: ${releases}', 'tags: ${tag}'); that list can be rebased in its place.`);
};
const madeEntry = ({ made, task: { entry, to }, newBase }, { images, legTag }) => {
    if (made === undefined)
        return [];
    const { mediaType, digest, bytes } = made.manifest;
    const { osVersion, osFeatures, ...platform } = entry.platform;
    const { platform: windows } = newBase.config;
    return [
        {
            ...entry,
            descriptor: { ...entry.descriptor, mediaType, digest, size: bytes.length },
            platform: {
                ...platform,
                ...(windows.osVersion === undefined ? {} : { osVersion: windows.osVersion }),
                ...(windows.osFeatures === undefined ? {} : { osFeatures: windows.osFeatures })
            },
            reference: (0,reference/* formatReference */.FH)({ ...images[0], tag: legTag(to) }),
            release: to
        }
    ];
};
/** What the new images are made of, and, for a list, the images by their digests. */
const writeParts = async (swaps, clients, registry, asList) => {
    await (0,settled/* settled */.g)(clients.flatMap(client => swaps.map(async (swap) => {
        await bringSwapped(swap, client, registry);
        if (asList && swap.made !== undefined)
            await client.put(swap.made.manifest.digest, swap.made.manifest);
    })));
};
/** What stays as it is has to be brought to repositories other than the source's too. */
const bringRest = async (source, list, writes, { copy }) => {
    const there = [...source.entries.map(({ descriptor }) => descriptor), ...source.attachments, source.root];
    const old = new Set(there.map(({ digest }) => digest));
    const elsewhere = writes.filter(({ target }) => !(0,reference/* sameRepository */.RB)(target.client.repository, source.client.repository));
    await (0,settled/* settled */.g)(elsewhere.flatMap(({ target, content }) => {
        const parts = content === list?.content
            ? [...list.entries.map(({ descriptor }) => descriptor), ...list.attachments]
            : [content];
        return parts
            .filter(({ digest }) => old.has(digest))
            .map(({ digest }) => copy(source.client, target.client, digest));
    }));
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

/***/ 633:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ runSteps),
/* harmony export */   w: () => (/* binding */ ownComment)
/* harmony export */ });
/** Instructions of a Dockerfile that run nothing in a container of the base. */
const harmless = 'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';
/** The comment of the steps that mode `assemble` makes. */
const ownComment = 'win-multiarch';
/** Those who write the instruction itself say so in the comment (BuildKit dockerfile2llb convert.go, commitToHistory). */
const commentsOfBare = ['buildkit.dockerfile.v0', ownComment];
const bare = new RegExp(`^(?:${harmless})(?:\\s|$)`);
/** The classic builder writes the shell that was set, a mark, and the instruction (moby dispatchers.go). */
const classic = new RegExp(`^(.*?)\\s?#\\(nop\\)\\s+(${harmless})\\b\\s*(.*)$`, 's');
/** The shells that stand before the mark unless SHELL sets another: Windows, Linux. */
const usualShells = ['', 'cmd /S /C', '/bin/sh -c'];
/**
 * The steps from a position on that ran something in a container, as they are written. What is not understood counts as
 * one: it may have changed anything. A RUN cannot pass for another step by what it says itself: an instruction alone, which
 * the classic builder writes for `RUN ["ADD", "x"]`, counts beside the comment that no RUN writes, and the mark behind the
 * shell of that time.
 *
 * @param history of the whole image: a shell may have been set by its base
 */
const runSteps = (history, from) => {
    const shells = new Set(usualShells);
    const ran = history.filter(({ createdBy, comment }, position) => {
        const [, shell = '', instruction, rest = ''] = classic.exec(createdBy) ?? [];
        // SHELL is written behind the shell that it sets: powershell -Command #(nop)  SHELL [powershell -Command].
        if (instruction === 'SHELL' && rest.trim() === `[${shell}]`)
            shells.add(shell);
        if (position < from)
            return false;
        const isBare = commentsOfBare.includes(comment) && bare.test(createdBy);
        return !isBare && (instruction === undefined || !shells.has(shell));
    });
    return ran.map(({ createdBy }) => (createdBy === '' ? '(a step that does not say what it did)' : createdBy));
};


/***/ }),

/***/ 5077:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kj: () => (/* binding */ isBuiltOn),
/* harmony export */   Rb: () => (/* binding */ ownRunSteps),
/* harmony export */   Sb: () => (/* binding */ changedSettings),
/* harmony export */   U: () => (/* binding */ rebaseImage),
/* harmony export */   _T: () => (/* binding */ sharedLayers),
/* harmony export */   _i: () => (/* binding */ countsProblem),
/* harmony export */   cW: () => (/* binding */ historyProblem),
/* harmony export */   w: () => (/* binding */ layersOf)
/* harmony export */ });
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(720);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(633);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9217);



const layersIn = ({ history }) => history.filter(({ hasLayer }) => hasLayer).length;
/** Why the numbers of an image do not agree; undefined where they do (image-spec config.md: one diff_id a layer). */
const countsProblem = ({ manifest, config }) => {
    const [layers, diffIds, history] = [manifest.layers.length, config.diffIds.length, layersIn(config)];
    return layers === diffIds && diffIds === history
        ? undefined
        : `it has ${layers} layers, ${diffIds} diff_ids and ${history} steps of its history that made a layer`;
};
/**
 * How many of a base's layers an image begins with, by their diff_ids: a push by the classic builder compresses layers
 * anew, so that their digests prove nothing.
 */
const sharedLayers = (image, base) => {
    const end = base.diffIds.findIndex((diffId, i) => image.diffIds[i] !== diffId);
    return end < 0 ? base.diffIds.length : end;
};
/** Whether an image is built on a base: it begins with all its layers. */
const isBuiltOn = (image, base) => base.diffIds.length > 0 && sharedLayers(image, base) === base.diffIds.length;
/** Why the history of an image does not begin with that of its base; undefined where it does. */
const historyProblem = (image, base) => {
    const first = image.history.slice(0, base.history.length);
    const made = first.filter(({ hasLayer }) => hasLayer).length;
    return made === base.diffIds.length
        ? undefined
        : `of the first ${base.history.length} steps of its history, which are the base's, ${made} made a layer, not ${base.diffIds.length}`;
};
/** The steps of an image, behind those of its base, that ran something in a container. */
const ownRunSteps = (image, base) => (0,_history_js__WEBPACK_IMPORTED_MODULE_1__/* .runSteps */ .r)(image.history, base.history.length);
const settingsOf = ({ json }) => (json.config ?? {});
/** Settings that an image takes from its base when it is built, and keeps when its base is swapped. */
const changedSettings = (from, to) => ['Env', 'Cmd', 'User', 'Shell'].flatMap(name => {
    const [before = null, after = null] = [settingsOf(from)[name], settingsOf(to)[name]].map(value => value ?? null);
    const [left, right] = [JSON.stringify(before), JSON.stringify(after)];
    return left === right ? [] : [`${name} was ${left} and is ${right}`];
});
/** The layers of a base as a manifest of a media type names them. */
const layersOf = ({ manifest }, manifestType) => manifest.layers.map(({ mediaType, digest, size, urls }) => ({
    mediaType: (0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .layerTypeIn */ .v5)(manifestType, mediaType),
    digest,
    size,
    ...(urls === undefined ? {} : { urls })
}));
/** Members of a record with new values; those that become undefined go, the others keep their places. */
const replaced = (json, values) => Object.fromEntries(Object.entries({ ...json, ...values }).filter(([, value]) => value !== undefined));
const configOf = (image, oldBase, newBase, labels, created) => {
    const history = (config) => (config.json.history ?? []);
    return replaced(image.json, {
        created,
        'os.version': newBase.json['os.version'],
        'os.features': newBase.json['os.features'],
        config: { ...settingsOf(image), Labels: { ...image.labels, ...labels } },
        rootfs: {
            type: 'layers',
            diff_ids: [...newBase.diffIds, ...image.diffIds.slice(oldBase.diffIds.length)]
        },
        history: [...history(newBase), ...history(image).slice(oldBase.history.length)]
    });
};
/**
 * Swaps the base of an image: layers, diff_ids, history, os.version and os.features. The image's own layers, their
 * descriptors, its settings and the family of its media types stay. The caller has proved the old base, and checked that
 * counts and histories agree. The same arguments give the same bytes.
 */
const rebaseImage = (image, oldBase, newBase, { labels, created }) => {
    const { manifest } = image;
    const config = (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(manifest.config.mediaType, configOf(image.config, oldBase.config, newBase.config, labels, created));
    const ofBase = layersOf(newBase, manifest.mediaType);
    const own = manifest.layers.slice(oldBase.config.diffIds.length);
    const written = JSON.parse(new TextDecoder().decode(manifest.bytes));
    // Annotations that say what a label says follow it; where there are none the labels are enough.
    const annotations = Object.fromEntries(Object.entries(manifest.annotations).map(([key, value]) => [key, labels[key] ?? value]));
    const json = replaced(written, {
        config: {
            ...manifest.config.written,
            mediaType: config.mediaType,
            size: config.bytes.length,
            digest: config.digest
        },
        layers: [...ofBase.map(_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh), ...own.map(layer => layer.written ?? (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh)(layer))],
        ...(written.annotations === undefined ? {} : { annotations })
    });
    return { manifest: (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(manifest.mediaType, json), config, ofBase, own };
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

/***/ 5606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readEarly),
/* harmony export */   w: () => (/* binding */ readBase)
/* harmony export */ });
/* harmony import */ var _oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5325);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2118);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7373);




/** Begins to read references that will be needed. */
const readEarly = (registry, references) => new Map(references.flatMap(reference => {
    if (reference === undefined)
        return [];
    const reading = registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(reference), 'pull').get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .identifierOf */ .xP)(reference));
    // Whoever needs it hears of its failure; it must not end the process before.
    reading.catch(() => undefined);
    return [[(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(reference), reading]];
}));
const fits = ({ platform }, { os, architecture, build }) => {
    if (platform === undefined)
        return false;
    const listed = (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_3__/* .parseOsVersion */ .u)(platform.osVersion ?? '')?.build;
    // A list that does not tell the version is believed; the config tells it later.
    const sameBuild = build === undefined || listed === undefined || listed === build;
    return platform.os === os && platform.architecture === architecture && sameBuild;
};
const choose = (index, wanted) => {
    const images = index.manifests.filter(child => !(0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isAttachment */ .s5)(child));
    const fitting = images.filter(child => fits(child, wanted));
    return fitting.find(({ platform }) => platform?.osVersion !== undefined) ?? fitting[0];
};
const readNamed = async (registry, reference, wanted, early) => {
    const client = registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._M)(reference), 'pull');
    const root = await (early?.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(reference)) ?? client.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .identifierOf */ .xP)(reference)));
    if (root === undefined)
        return undefined;
    if (root.kind === 'manifest')
        return { reference, digest: root.digest, client, manifest: root };
    const child = choose(root, wanted);
    if (child === undefined)
        return undefined;
    const manifest = await client.get(child.digest);
    if (manifest?.kind !== 'manifest') {
        throw new _images_js__WEBPACK_IMPORTED_MODULE_2__/* .ImageError */ .C8(`${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(reference)} lists ${child.digest}, which is no image. Check the base image.`);
    }
    return { reference, digest: root.digest, client, manifest };
};
/**
 * Reads the manifest of a base image; of a list only the image that is wanted. The other tags of a release are asked for
 * where the first one does not exist.
 *
 * @returns undefined where the reference does not exist, or holds no such image
 * @throws RegistryError where it cannot be read
 */
const readBase = async (registry, { otherTags = [], ...reference }, wanted, early) => {
    for (const one of [reference, ...otherTags.map(tag => ({ ...reference, tag }))]) {
        const base = await readNamed(registry, one, wanted, early);
        if (base !== undefined)
            return base;
    }
    return undefined;
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

/***/ 3650:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ findOldBase),
/* harmony export */   NV: () => (/* binding */ withConfig),
/* harmony export */   UU: () => (/* binding */ sameBase),
/* harmony export */   i: () => (/* binding */ builtImage),
/* harmony export */   sw: () => (/* binding */ baseTemplate),
/* harmony export */   w1: () => (/* binding */ readNewBase)
/* harmony export */ });
/* unused harmony export baseCandidates */
/* harmony import */ var _oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(876);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8825);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7774);
/* harmony import */ var _oci_rebase_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5077);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2148);
/* harmony import */ var _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9270);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6472);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5606);








/** A base with its config. */
const withConfig = async (base) => ({
    ...base,
    config: await base.client.config(base.manifest)
});
/** Reads an image that stands in a list, or alone, for a release. @throws RefusedError where it is no image */
const builtImage = async ({ reference, descriptor, platform }, client, release) => {
    const manifest = await client.get(descriptor.digest);
    if (manifest?.kind !== 'manifest')
        throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([`${reference} is no image.`]);
    return { manifest, config: await client.config(manifest), reference, osVersion: platform.osVersion ?? '', release };
};
/** What the labels of an image, or annotations of the same names, say of its base; nothing where it cannot be read. */
const namedBase = ({ config, manifest }) => {
    const said = { ...manifest.annotations, ...config.labels };
    const [name, digest] = [said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.baseName], said[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.baseDigest]];
    try {
        const reference = name === undefined ? undefined : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseReference */ .F2)(name);
        return reference === undefined || !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) ? reference : { ...reference, digest };
    }
    catch {
        return undefined;
    }
};
/** A repository's image of exactly the Windows version that an image has, and, as a moment ago, of its release. */
const inRepository = (template, { osVersion, release }) => [
    ...(template.tag === undefined ? [{ ...(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._M)(template), tag: osVersion }] : []),
    (0,_oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .baseOfRelease */ .Y6)(template, release)
];
/** Where the base may be: the likeliest first. A base that is named by the user stands alone. */
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
    return all.filter((one, i) => all.findIndex(other => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(one) === (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(other)) === i);
};
const tryCandidate = async (registry, image, candidate, early) => {
    const { architecture, build } = image.release;
    const wanted = { os: 'windows', architecture, build };
    try {
        const found = await (0,_base_js__WEBPACK_IMPORTED_MODULE_7__/* .readBase */ .w)(registry, candidate, wanted, early);
        if (found === undefined)
            return { candidate, why: 'there is no such image' };
        const base = await withConfig(found);
        if ((0,_oci_rebase_js__WEBPACK_IMPORTED_MODULE_3__/* .isBuiltOn */ .Kj)(image.config, base.config))
            return base;
        const [shared, of] = [(0,_oci_rebase_js__WEBPACK_IMPORTED_MODULE_3__/* .sharedLayers */ ._T)(image.config, base.config), base.config.diffIds.length];
        return { candidate, why: `the image begins with ${shared} of its ${of} layers` };
    }
    catch (error) {
        return { candidate, why: error instanceof Error ? (0,_report_log_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g)(error.message) : String(error) };
    }
};
const isMiss = (result) => 'why' in result;
/**
 * Finds the base that an image is built on, and proves it by the diff_ids: the image begins with all its layers.
 *
 * @returns the base; or what was tried, and how far each fitted
 */
const findOldBase = async (registry, image, hints) => {
    const [first, ...others] = baseCandidates(image, hints);
    const misses = [];
    // What an image says of itself is nearly always right; the guesses behind it are made at once.
    for (const group of [first === undefined ? [] : [first], others]) {
        const results = await Promise.all(group.map(candidate => tryCandidate(registry, image, candidate, hints.early)));
        const base = results.find(result => !isMiss(result));
        if (base !== undefined && !isMiss(base))
            return base;
        misses.push(...results.filter(isMiss));
    }
    return misses.map(({ candidate, why }) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(candidate)}: ${why}`);
};
/** Where the new base is, as far as it can be told before the old one is found. */
const baseTemplate = (image, { baseImage, oldBase }) => baseImage ?? oldBase ?? namedBase(image);
/** Whether two bases have the same files. */
const sameBase = (a, b) => a.config.diffIds.join() === b.config.diffIds.join();
/** Reads a base that has to be there. @throws RefusedError where it is not */
const readNewBase = async (registry, reference, { name, architecture, build }, early) => {
    const base = await (0,_base_js__WEBPACK_IMPORTED_MODULE_7__/* .readBase */ .w)(registry, reference, { os: 'windows', architecture, build }, early);
    if (base !== undefined)
        return base;
    const others = reference.otherTags?.map(tag => `, nor does ${tag}`).join('') ?? '';
    throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RefusedError */ .f([
        `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(reference)}, the base for ${name}, does not exist${others}, or holds no image for windows/${architecture} 10.0.${build}. Check 'base-image' (or 'new-base') and 'releases'.`
    ]);
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
