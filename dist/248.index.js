export const id = 248;
export const ids = [248];
export const modules = {

/***/ 5248:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rebase: () => (/* binding */ rebase_rebase)
});

// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/time.ts
var time = __webpack_require__(292);
// EXTERNAL MODULE: ./src/oci/entries.ts
var oci_entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/oci/image-index.ts
var image_index = __webpack_require__(5325);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/oci/tag-guard.ts
var tag_guard = __webpack_require__(3589);
// EXTERNAL MODULE: ./src/registry/base.ts
var base = __webpack_require__(5606);
// EXTERNAL MODULE: ./src/registry/copy-images.ts
var copy_images = __webpack_require__(5993);
// EXTERNAL MODULE: ./src/registry/guard.ts
var guard = __webpack_require__(2290);
// EXTERNAL MODULE: ./src/registry/images.ts
var registry_images = __webpack_require__(7373);
// EXTERNAL MODULE: ./src/registry/publish.ts
var publish = __webpack_require__(5328);
// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
// EXTERNAL MODULE: ./src/oci/labels.ts
var oci_labels = __webpack_require__(7774);
// EXTERNAL MODULE: ./src/oci/rebase.ts
var rebase = __webpack_require__(5077);
// EXTERNAL MODULE: ./src/common/refused-error.ts
var refused_error = __webpack_require__(1690);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
// EXTERNAL MODULE: ./src/registry/old-base.ts
var old_base = __webpack_require__(3650);
;// CONCATENATED MODULE: ./src/registry/swap-base.ts








const refuse = (...problems) => {
    throw new refused_error/* RefusedError */.f(problems, 'the base cannot be replaced');
};
/** The image; refused where its own numbers do not agree. */
const readImage = async ({ entry, client, from }) => {
    const image = await (0,old_base/* builtImage */.i)(entry, client, from);
    const problem = (0,rebase/* countsProblem */._i)(image);
    if (problem !== undefined)
        refuse(`${image.reference} cannot be rebased: ${problem}. These counts must match. Build the image again.`);
    return image;
};
/** Layers that a RUN has made hold what Windows of that build wrote; the registry hives do not fit another one. */
const runProblem = (runs, { entry, from, to }) => `${entry.reference} has ${runs.length === 1 ? 'a RUN step' : `${runs.length} RUN steps`}, so its layers were made by ${from.name} and may not work on ${to.name}: ${runs.map(step => `'${step.slice(0, 120)}'`).join(', ')}. Build that leg on ${to.name} (on a newer host with Hyper-V isolation), or set 'allow-run-layers: true'.`;
const familyProblem = (oldBase, newBase, { entry }) => {
    const [before, after] = [(0,base_reference/* familyOf */.Ap)(oldBase), (0,base_reference/* familyOf */.Ap)(newBase)];
    if (before === undefined || after === undefined || before === after)
        return undefined;
    return `${entry.reference} is built on ${before} (${(0,reference/* formatReference */.FH)(oldBase)}), but ${(0,reference/* formatReference */.FH)(newBase)} is ${after}, which may lack what the image uses. Set 'base-image' or 'new-base' to a base of the same kind.`;
};
const untilProved = (image, found) => 'manifest' in found
    ? found
    : refuse(`The base of ${image.reference} was not found, so it cannot be replaced. Set 'old-base' to the base that the image was built on (for instance mcr.microsoft.com/windows/servercore:${image.osVersion}), or 'base-image' to its repository. Tried:\n${found.map(line => `  ${line}`).join('\n')}`);
/** What the configs say against the swap. */
const configProblems = (image, oldBase, newBase, { to }) => {
    const { architecture, os } = newBase.config.platform;
    const build = (0,os_version/* parseOsVersion */.u)(newBase.config.platform.osVersion ?? '')?.build;
    const name = (0,reference/* formatReference */.FH)(newBase.reference);
    const counts = [
        [(0,reference/* formatReference */.FH)(oldBase.reference), (0,rebase/* countsProblem */._i)(oldBase)],
        [name, (0,rebase/* countsProblem */._i)(newBase)],
        [image.reference, (0,rebase/* historyProblem */.cW)(image.config, oldBase.config)]
    ].flatMap(([reference, problem]) => problem === undefined
        ? []
        : [`${reference ?? ''} cannot be used: ${problem}. These counts must match. Build it again, or use another base.`]);
    const fits = os === 'windows' && architecture === to.architecture && build === to.build;
    return fits
        ? counts
        : [
            ...counts,
            `${name} is for ${os ?? 'unknown'}/${architecture ?? ''} ${newBase.config.platform.osVersion ?? ''}, not for ${to.name} (windows/${to.architecture} 10.0.${to.build}). Check 'new-base' or 'base-image'.`
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
    const wanted = options.newBase ?? (0,old_base/* newestBase */.qJ)(image, options, to);
    const [found, early] = await (0,await_all/* awaitAll */.A)([
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
        const late = `${(0,reference/* formatReference */.FH)(newBase.reference)} is ${newBase.config.platform.osVersion ?? ''} now, which is older than the base of ${image.reference}. The image is left unchanged.`;
        return { ...swap, warnings: [late] };
    }
    if ((0,old_base/* sameBase */.UU)(oldBase, newBase))
        return { ...swap, warnings: [] };
    const labels = { ...options.labels, ...(0,oci_labels/* baseLabels */.B7)(newBase.reference, newBase.digest) };
    return {
        ...swap,
        made: (0,rebase/* rebaseImage */.U)(image, oldBase, newBase, { labels, created: options.created }),
        warnings: warningsOf(image, oldBase, newBase, runs, task)
    };
};
/** Pushes what an image consists of: its layers and its config, but not the manifest that names them. */
const pushRebasedParts = async ({ made, newBase, task }, to, { copyBlobs, uploadContent }) => {
    if (made === undefined)
        return;
    await (0,await_all/* awaitAll */.A)([
        copyBlobs(newBase.client, to, newBase.manifest.layers),
        copyBlobs(task.client, to, made.own),
        uploadContent(to, made.config)
    ]);
};
const warningsOf = (image, oldBase, newBase, runs, { from, to }) => {
    const changed = (0,rebase/* changedSettings */.Sb)(oldBase.config, newBase.config);
    return [
        ...(changed.length === 0
            ? []
            : [
                `The settings of ${(0,reference/* formatReference */.FH)(newBase.reference)} differ from those of the old base, but ${image.reference} keeps the old ones: ${changed.join('; ')}. Build the image again if that matters.`
            ]),
        ...(runs.length === 0
            ? []
            : [
                `${image.reference} has layers of RUN steps, made on ${from.build === to.build ? 'an older update of the same Windows' : from.name}: ${runs.map(step => `'${step.slice(0, 120)}'`).join(', ')}. Test the new image.`
            ])
    ];
};

// EXTERNAL MODULE: ./src/registry/targets.ts
var targets = __webpack_require__(9825);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __webpack_require__(720);
// EXTERNAL MODULE: ./src/report/base-json.ts
var base_json = __webpack_require__(3412);
// EXTERNAL MODULE: ./src/report/leg-outputs.ts
var leg_outputs = __webpack_require__(1085);
// EXTERNAL MODULE: ./src/report/list.ts
var report_list = __webpack_require__(9000);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
// EXTERNAL MODULE: ./src/report/tag-table.ts
var tag_table = __webpack_require__(5991);
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
            : [(0,tag_table/* tagTable */.n)(legs.map(({ target, content }) => ({ target, state: (0,tag_table/* writeState */.J)(target, content, pushed) })))]),
        ...swaps.flatMap(({ warnings }) => warnings).map(markdown/* warning */.$e),
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
        oldBase: (0,base_json/* baseJson */.K)(oldBase),
        newBase: (0,base_json/* baseJson */.K)(newBase),
        rebased: made !== undefined
    };
};
const outputsOf = ({ swaps, legs }) => (0,leg_outputs/* legOutputs */.F)(swaps.map(swap => ({
    release: swap.task.to.name,
    osVersion: versionOf(swap),
    digest: digestOf(swap),
    base: (0,base_json/* baseJson */.K)(swap.newBase)
})), legs.map(({ target }) => target.name));
/** The outputs and the step summary of a rebase. Of a list, its digest and its references are those that count. */
const rebaseResult = (outcome) => {
    const { swaps, pushed, unchanged } = outcome;
    const outputs = outputsOf(outcome);
    const list = outcome.list === undefined ? undefined : { ...outcome.list, pushed, unchanged };
    const result = list === undefined ? undefined : (0,report_list/* listResult */.q)(list);
    const metadata = {
        images: swaps.map(metadataOf),
        ...(0,defined/* defined */.s)({ list: list === undefined ? undefined : (0,report_list/* listMetadata */.a)(list) })
    };
    return {
        outputs: {
            ...outputs,
            ...result?.outputs,
            releases: outputs.releases,
            unchanged: String(unchanged),
            metadata: JSON.stringify(metadata)
        },
        summary: summaryOf(outcome) + (result?.summary ?? '')
    };
};

// EXTERNAL MODULE: ./src/modes/nothing-written.ts
var nothing_written = __webpack_require__(5855);
// EXTERNAL MODULE: ./src/oci/listed.ts
var listed = __webpack_require__(6640);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
;// CONCATENATED MODULE: ./src/modes/rebase-list.ts






/** Logs the attachments that do not fit the new images. */
const logDropped = (dropped, log) => {
    for (const { digest } of dropped)
        log.notice(`The attestation ${digest} is left out: the image that it is about has been replaced.`);
};
const newEntry = ({ made, task: { entry, to }, newBase }, { images, legTag }) => {
    if (made === undefined)
        return [];
    const { mediaType, digest, bytes } = made.manifest;
    const { osVersion: _version, osFeatures: _features, ...platform } = entry.platform;
    const { osVersion, osFeatures } = newBase.config.platform;
    return [
        {
            ...entry,
            descriptor: { ...entry.descriptor, mediaType, digest, size: bytes.length },
            platform: { ...platform, ...(0,defined/* defined */.s)({ osVersion, osFeatures }) },
            reference: (0,reference/* formatReference */.FH)({ ...images[0], tag: legTag(to) }),
            layers: [...made.ofBase, ...made.own],
            release: to
        }
    ];
};
/** The list with the new images in place of the old ones; whatever else it has is unchanged. */
const replaceImages = (source, swaps, where, log) => {
    const made = swaps.flatMap(swap => newEntry(swap, where));
    if (made.length === 0 && !(0,listed/* isWrongList */.SN)((0,listed/* listedEntries */.yO)(source.root, source.entries)))
        return { content: source.root, entries: source.entries, attachments: source.attachments };
    if (made.length === 0)
        log.notice('The list is written anew: its order, or what it says about its images, misleads hosts.');
    const replaced = new Set(swaps.flatMap(({ made: image, task: { entry, from, to } }) => (image !== undefined && from === to ? [entry] : [])));
    const entries = (0,oci_entries/* orderEntries */.NG)([...source.entries.filter(entry => !replaced.has(entry)), ...made]);
    (0,oci_entries/* checkEntries */.bX)(entries, { allowMissingOsVersion: true });
    for (const warning of (0,oci_entries/* entryWarnings */.CV)(entries))
        log.warning(warning);
    const { kept, dropped } = (0,image_index/* keepAttachments */.As)(source.attachments, entries);
    logDropped(dropped, log);
    const { mediaType, annotations } = source.root;
    // Registries also accept Docker lists of OCI images, but the formats do not allow them.
    const type = mediaType === media_types/* mediaTypes */.Ib.dockerList ? 'auto' : 'oci';
    return { content: (0,image_index/* buildIndex */.Xh)({ entries, attachments: kept, type, annotations }), entries, attachments: kept };
};

;// CONCATENATED MODULE: ./src/modes/rebase-tasks.ts



/** What stands above several reasons against a rebase. */
const refusalHeading = 'the bases cannot be replaced';
/** The Windows images whose release is known. The others are logged. */
const knownImages = (entries, name, log) => {
    const windows = entries.filter(({ platform }) => platform.os === 'windows');
    const known = windows.flatMap((entry) => {
        const from = (0,oci_entries/* releaseOf */.l7)(entry);
        return from === undefined ? [] : [{ entry, from }];
    });
    const unknown = windows.filter(entry => !known.some(other => other.entry === entry));
    if (windows.length === 0) {
        throw new refused_error/* RefusedError */.f([`${name} has no Windows image, so there is no base to replace. Check the input 'source'.`]);
    }
    if (known.length === 0) {
        throw new refused_error/* RefusedError */.f(unknown.map(({ reference, platform }) => `${reference} is for ${(0,oci_entries/* formatPlatform */.Bq)(platform)}, which is not a known release, so its base is unknown. Build it again.`), refusalHeading);
    }
    for (const { reference, platform } of unknown)
        log.warning(`${reference} is left unchanged: ${(0,oci_entries/* formatPlatform */.Bq)(platform)} is not a known release.`);
    return known;
};
/** The image of the release itself, else that of the nearest build, the newer one of two. */
const nearestTo = ({ build, architecture }, known) => known
    .filter(({ from }) => from.architecture === architecture)
    .sort((a, b) => Math.abs(a.from.build - build) - Math.abs(b.from.build - build) || b.from.build - a.from.build)[0];
/** Which image becomes which: each its own release's newest, or the nearest one for the releases that were given. */
const chooseTasks = ({ source, releases, newBase }, { entries, client }, log) => {
    const name = (0,reference/* formatReference */.FH)(source);
    const known = knownImages(entries, name, log);
    if (releases.length === 0) {
        const own = [...new Set(known.map(({ from }) => from.name))];
        if (newBase !== undefined && own.length > 1) {
            throw new refused_error/* RefusedError */.f([
                `Input 'new-base': it is the base of one release, but ${name} has images for ${own.join(', ')}. Name the release in 'releases'.`
            ]);
        }
        return known.map(({ entry, from }) => ({ entry, client, from, to: from }));
    }
    const tasks = releases.map(to => ({ to, nearest: nearestTo(to, known) }));
    const missing = tasks.filter(({ nearest }) => nearest === undefined);
    if (missing.length > 0) {
        throw new refused_error/* RefusedError */.f(missing.map(({ to }) => `Input 'releases': ${name} has no image for ${to.architecture}, which an image for ${to.name} could be made from. Remove ${to.name}, or build it.`), refusalHeading);
    }
    return tasks.flatMap(({ to, nearest }) => (nearest === undefined ? [] : [{ ...nearest, client, to }]));
};

;// CONCATENATED MODULE: ./src/modes/rebase.ts


















/** Puts newer, or other, Windows bases under published images, with nothing but the registry. */
const rebase_rebase = async (inputs, { registry, log }) => {
    const early = (0,base/* readEarly */.U)(registry, [inputs.oldBase, inputs.newBase]);
    const readAt = performance.now();
    const source = { ...(await (0,registry_images/* requireImages */.Qu)(registry, inputs.source, "the input 'source'")), readAt };
    const asList = source.root.kind === 'index' && !inputs.isLeg;
    const tasks = chooseTasks(inputs, source, log);
    const version = (0,oci_entries/* commonVersion */.S6)(source.entries);
    const where = inputs.publish(version);
    for (const notice of where.notices)
        log.notice(notice);
    // A tag may keep what it names already.
    const moved = where.tags.filter(tag => tag !== inputs.source.tag);
    if (asList)
        (0,guard/* checkTags */.M)(moved, version);
    const clients = where.images.map(image => registry.open(image, inputs.push ? 'pull,push' : 'pull'));
    const created = (0,time/* formatTime */.f)(inputs.sourceDateEpoch ?? Math.floor(Date.now() / 1000));
    const legTags = tasks.map(({ to }) => where.legTag(to));
    const [swaps, legTargets, listTargets] = await (0,await_all/* awaitAll */.A)([
        (0,await_all/* awaitAllOrRefuse */.F)(tasks.map(task => swapBase(task, registry, { ...inputs, early, created })), refusalHeading),
        readTargets(clients, legTags, inputs, source),
        asList ? readTargets(clients, where.tags, inputs, source) : []
    ]);
    for (const swap of swaps)
        log.info(describeSwap(swap));
    for (const warning of swaps.flatMap(({ warnings }) => warnings))
        log.warning(warning);
    const list = asList ? replaceImages(source, swaps, where, log) : undefined;
    if (list === undefined)
        noteSingleImage(inputs, source, swaps, where, log);
    const moving = list === undefined ? [] : await (0,guard/* guardTags */.J)(listTargets, list.content.digest, version, log);
    const listWrites = list === undefined ? [] : moving.map(target => ({ target, content: list.content }));
    const legs = legWrites(swaps, legTargets, where, source, asList, listWrites);
    const writes = [...legs, ...listWrites];
    const unchanged = !writes.some(publish/* isStale */.QO);
    if (inputs.push && !unchanged) {
        await (0,await_all/* awaitAll */.A)([pushParts(swaps, clients, registry, asList), copyUnchanged(source, list, writes, registry)]);
        if (list !== undefined)
            await (0,publish/* stage */.dw)(list.content, moving, registry);
        await (0,publish/* publishAll */.V7)(writes, registry.policy);
    }
    (0,nothing_written/* logNothingWritten */.t)(inputs.push, unchanged, log);
    const outcome = { swaps, legs, pushed: inputs.push, unchanged };
    return rebaseResult({ ...outcome, ...(0,defined/* defined */.s)({ list: list && { ...list, targets: listTargets, moving } }) });
};
/** What the tags name now; the source's own tag has been read already. */
const readTargets = (clients, tags, { source }, { readAt, ...found }) => (0,await_all/* awaitAll */.A)(clients.flatMap(client => tags.map(tag => source.digest === undefined && (0,reference/* identifierOf */.xP)(source) === tag && (0,reference/* sameRepository */.RB)(client.repository, source)
    ? Promise.resolve({
        client,
        tag,
        name: (0,reference/* formatReference */.FH)({ ...client.repository, tag }),
        current: found.root.digest,
        held: Promise.resolve(found),
        readAt
    })
    : (0,targets/* readTarget */._)(client, tag, (0,tag_guard/* isFloatingTag */.Dv)(tag) ? 'if readable' : 'no'))));
/** Tells the user of a single image what the result is, where that is not a new image under the same tag. */
const noteSingleImage = ({ source: { tag = 'latest', ...rest }, isLeg }, { root, attachments }, swaps, { images, tags, legTag }, log) => {
    if (swaps.some(({ made }) => made !== undefined))
        logDropped(attachments, log);
    if (root.kind === 'index' || isLeg || !tags.includes(tag))
        return;
    const legs = swaps.map(({ task: { to } }) => (0,reference/* formatReference */.FH)({ ...images[0], tag: legTag(to) })).join(', ');
    const releases = swaps.map(({ task: { to } }) => to.name).join(', ');
    log.notice(`${(0,reference/* formatReference */.FH)({ ...rest, tag })} is a single image, not a list, and is left unchanged: the result is ${legs}. To publish it as ${tag}, list it there with mode 'manifest' ('releases: ${releases}', 'tags: ${tag}'); that list can then be rebased in place.`);
};
/** Which image each tag of a leg is to name. The legs of a list that is unchanged are left alone. */
const legWrites = (swaps, targets, { legTag }, source, asList, listWrites) => swaps.flatMap(({ made, image, task: { to } }) => {
    if (made === undefined && asList && !listWrites.some(publish/* isStale */.QO))
        return [];
    const content = made?.manifest ?? (asList ? image : source.root);
    return targets.filter(({ tag }) => tag === legTag(to)).map(target => ({ target, content }));
});
/** Pushes what the new images consist of, and, for a list, the images under their digests. */
const pushParts = async (swaps, clients, registry, asList) => {
    await (0,await_all/* awaitAll */.A)(clients.flatMap(client => swaps.map(async (swap) => {
        await pushRebasedParts(swap, client, registry);
        if (asList && swap.made !== undefined)
            await registry.putByDigest(client, swap.made.manifest);
    })));
};
/** Copies the images that are unchanged to the repositories that are not the source's. */
const copyUnchanged = async (source, list, writes, registry) => {
    await (0,await_all/* awaitAll */.A)(writes.map(({ target, content }) => {
        const wanted = content === list?.content ? (0,image_index/* listedDigests */.Rq)(list) : new Set([content.digest]);
        return (0,copy_images/* copyImages */._)(source, wanted, [target.client], registry);
    }));
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

/***/ 3412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ baseJson)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);

/** A base as outputs name it. */
const baseJson = ({ reference, digest }) => ({ name: (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedReference */ .AC)(reference), digest });


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
