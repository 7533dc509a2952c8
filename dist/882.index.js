export const id = 882;
export const ids = [882];
export const modules = {

/***/ 3882:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rebase: () => (/* binding */ rebase)
});

// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/time.ts
var time = __webpack_require__(292);
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
// EXTERNAL MODULE: ./src/registry/publish.ts + 1 modules
var publish = __webpack_require__(7185);
// EXTERNAL MODULE: ./src/oci/base-reference.ts
var base_reference = __webpack_require__(876);
// EXTERNAL MODULE: ./src/oci/entries.ts
var oci_entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/oci/labels.ts
var oci_labels = __webpack_require__(7774);
// EXTERNAL MODULE: ./src/oci/rebase.ts
var oci_rebase = __webpack_require__(5077);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
// EXTERNAL MODULE: ./src/common/refused-error.ts
var refused_error = __webpack_require__(1690);
// EXTERNAL MODULE: ./src/runner/foreign-text.ts
var foreign_text = __webpack_require__(4212);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
// EXTERNAL MODULE: ./src/windows/releases.ts
var releases = __webpack_require__(2171);
// EXTERNAL MODULE: ./src/registry/old-base.ts
var old_base = __webpack_require__(3650);
;// CONCATENATED MODULE: ./src/registry/prepare-rebase.ts












const refuse = (...problems) => {
    throw new refused_error/* RefusedError */.f(problems, 'the base cannot be replaced');
};
/** Reads the image. @throws RefusedError where its own counts do not match */
const readImage = async ({ entry, client, from }) => {
    const image = await (0,old_base/* builtImage */.i)(entry, client, from);
    const problem = (0,oci_rebase/* countsProblem */._i)(image);
    if (problem !== undefined)
        refuse({ what: `${image.reference} cannot be rebased`, why: problem, remedy: 'Build the image again' });
    return image;
};
/** Characters of a RUN step that are quoted. */
const maxStepChars = 120;
/**
 * The layers of RUN steps contain what Windows of that build wrote: its registry hives do not work on another build.
 */
const runProblem = (runs, { entry, from, to }) => ({
    what: `${entry.reference} has ${runs.length === 1 ? 'a RUN step' : `${runs.length} RUN steps`}, so its layers were made by ${from.name} and may not work on ${to.name}`,
    why: runs.map(step => `'${(0,foreign_text/* shortened */.vI)(step, maxStepChars)}'`).join(', '),
    remedy: `Build that leg on ${to.name} (on a newer host with Hyper-V isolation), or set 'allow-run-layers: true'`
});
const familyProblem = (oldBase, newBase, { entry }) => {
    const [before, after] = [(0,base_reference/* familyOf */.Ap)(oldBase), (0,base_reference/* familyOf */.Ap)(newBase)];
    if (before === undefined || after === undefined || before === after)
        return undefined;
    return {
        what: `${entry.reference} is built on ${before} (${(0,reference/* formatReference */.FH)(oldBase)}), but ${(0,reference/* formatReference */.FH)(newBase)} is ${after}, which may lack what the image uses`,
        remedy: "Set 'base-image' or 'new-base' to a base of the same kind"
    };
};
const requireProved = (image, found) => 'manifest' in found
    ? found
    : refuse({
        what: `the base of ${image.reference} was not found, so it cannot be replaced`,
        remedy: `Set 'old-base' to the base that the image was built on (for instance mcr.microsoft.com/windows/servercore:${image.osVersion}), or 'base-image' to its repository. Tried:\n${found.map(line => `  ${line}`).join('\n')}`
    });
/** Problems that the configs show. */
const configProblems = ({ image, oldBase, newBase }, { to }) => {
    const name = (0,reference/* formatReference */.FH)(newBase.reference);
    const problems = [
        { reference: (0,reference/* formatReference */.FH)(oldBase.reference), why: (0,oci_rebase/* countsProblem */._i)(oldBase) },
        { reference: name, why: (0,oci_rebase/* countsProblem */._i)(newBase) },
        { reference: image.reference, why: (0,oci_rebase/* historyProblem */.cW)(image.config, oldBase.config) }
    ].flatMap(({ reference, why }) => why === undefined
        ? []
        : [{ what: `${reference} cannot be used`, why, remedy: 'Build it again, or use another base' }]);
    const isDocker = (0,media_types/* isDockerType */.$F)(image.manifest.mediaType);
    if (isDocker && (0,media_types/* needsOciManifest */.EC)(newBase.manifest.layers))
        problems.push({
            what: `${name} has layers compressed with zstd, which ${image.reference}, an image of Docker's media types, cannot have`,
            remedy: 'Use a base compressed with gzip, or build the image again with OCI media types'
        });
    const mismatch = (0,oci_entries/* platformMismatch */.ky)(newBase.config.platform, to);
    if (mismatch !== undefined)
        problems.push({
            what: `${name} is for ${mismatch.is}, not for ${to.name} (${mismatch.wanted})`,
            remedy: "Check 'new-base' or 'base-image'"
        });
    return problems;
};
/** All problems that prevent the rebase. */
const problemsOf = ({ image, oldBase, newBase, runs }, task, { allowRunLayers }) => {
    const family = familyProblem(oldBase.reference, newBase.reference, task);
    const blocked = task.from.build !== task.to.build && runs.length > 0 && !allowRunLayers;
    return [
        ...(family === undefined ? [] : [family]),
        ...(blocked ? [runProblem(runs, task)] : []),
        ...configProblems({ image, oldBase, newBase }, task)
    ];
};
/**
 * A floating tag may lag behind (docker-library/official-images#18823): an image is not taken back to an older base.
 */
const isOlder = (newBase, { entry, from, to }) => {
    const [current, offered] = [entry.platform.osVersion, newBase.config.platform.osVersion].map(text => (0,os_version/* parseOsVersion */.u)(text ?? ''));
    return ((0,releases/* isSameRelease */._M)(from, to) && current !== undefined && offered !== undefined && (0,os_version/* compareOsVersions */.N)(offered, current) < 0);
};
/**
 * Prepares the rebase of one image: finds and proves the old base, reads the new one, and makes the new image. Nothing
 * is written, because other images may still be refused.
 *
 * @throws RefusedError with all problems that prevent it; RegistryError
 */
const prepareRebase = async (task, registry, options) => {
    const image = await readImage(task);
    const { to } = task;
    const newBaseAt = async (reference) => (0,old_base/* withConfig */.NV)(await (0,old_base/* readNewBase */.w1)(registry, reference, to, options.prefetched));
    const wanted = options.newBase ?? (0,old_base/* newestBase */.qJ)(image, options, to);
    const [found, readAhead] = await (0,await_all/* awaitAll */.A)([
        (0,old_base/* findOldBase */.Is)(registry, image, options),
        wanted === undefined ? undefined : newBaseAt(wanted)
    ]);
    const oldBase = requireProved(image, found);
    const newBase = readAhead ?? (await newBaseAt((0,base_reference/* baseOfRelease */.Y6)((0,reference/* repositoryOf */._M)(oldBase.reference), to)));
    const runs = (0,oci_rebase/* ownRunSteps */.Rb)(image.config, oldBase.config);
    const proved = { image, oldBase, newBase, runs };
    const problems = problemsOf(proved, task, options);
    if (problems.length > 0)
        refuse(...problems);
    const newBaseIsOlder = options.newBase === undefined && isOlder(newBase, task);
    const rebase = { task, image: image.manifest, oldBase, newBase, newBaseIsOlder };
    if (newBaseIsOlder) {
        const warning = `${(0,reference/* formatReference */.FH)(newBase.reference)} is ${newBase.config.platform.osVersion ?? ''} now, which is older than the base of ${image.reference}. The image is left unchanged.`;
        return { ...rebase, warnings: [warning] };
    }
    if ((0,old_base/* sameBase */.UU)(oldBase, newBase))
        return { ...rebase, warnings: [] };
    const labels = (0,oci_labels/* imageLabels */.J0)({ base: newBase, fromUser: options.labels, defaults: {} });
    return {
        ...rebase,
        result: (0,oci_rebase/* rebaseImage */.U)(image, oldBase, newBase, { labels, created: options.created }),
        warnings: warningsOf(proved, task)
    };
};
/** Pushes what an image consists of: its layers and its config, but not the manifest that names them. */
const pushRebasedParts = async ({ result, newBase, task }, to, { copyBlobs, uploadContent }) => {
    if (result === undefined)
        return;
    await (0,await_all/* awaitAll */.A)([
        copyBlobs(newBase.client, to, newBase.manifest.layers),
        copyBlobs(task.client, to, result.own),
        uploadContent(to, result.config)
    ]);
};
const warningsOf = ({ image, oldBase, newBase, runs }, { from, to }) => {
    const changed = (0,oci_rebase/* changedSettings */.Sb)(oldBase.config, newBase.config);
    return [
        ...(changed.length === 0
            ? []
            : [
                `The settings of ${(0,reference/* formatReference */.FH)(newBase.reference)} differ from those of the old base, but ${image.reference} keeps the old ones: ${changed.join('; ')}. Build the image again if that matters.`
            ]),
        ...(runs.length === 0
            ? []
            : [
                `${image.reference} has layers of RUN steps, made on ${from.build === to.build ? 'an older update of the same Windows' : from.name}: ${runs.map(step => `'${(0,foreign_text/* shortened */.vI)(step, maxStepChars)}'`).join(', ')}. Test the new image.`
            ])
    ];
};

// EXTERNAL MODULE: ./src/registry/targets.ts
var targets = __webpack_require__(9825);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/document.ts + 1 modules
var oci_document = __webpack_require__(6769);
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









const versionOf = ({ result, newBase, task: { entry } }) => (result === undefined ? entry.platform.osVersion : newBase.config.platform.osVersion) ?? '';
const digestOf = ({ result, image }) => (result?.manifest ?? image).digest;
/** A line for the log. */
const describeRebase = (rebase) => {
    const { result, newBase, newBaseIsOlder, task } = rebase;
    const { osVersion = '' } = task.entry.platform;
    return result === undefined
        ? `${task.entry.reference}: ${osVersion} is ${newBaseIsOlder ? `newer than ${(0,reference/* readableReference */.ep)(newBase.reference)}` : 'the newest'}`
        : `${task.entry.reference}: ${osVersion} → ${versionOf(rebase)}, ${(0,reference/* readableReference */.ep)(newBase.reference)}`;
};
const row = (rebase) => {
    const { result, oldBase, newBase, newBaseIsOlder, task } = rebase;
    const { osVersion = '' } = task.entry.platform;
    const standing = newBaseIsOlder ? `newer than ${(0,markdown/* code */.aY)(newBase.config.platform.osVersion ?? '')}` : 'the newest';
    return [
        task.to.name,
        result === undefined ? `${(0,markdown/* code */.aY)(osVersion)}, ${standing}` : `${(0,markdown/* code */.aY)(osVersion)} → ${(0,markdown/* code */.aY)(versionOf(rebase))}`,
        (0,markdown/* code */.aY)((0,reference/* readableReference */.ep)((result === undefined ? oldBase : newBase).reference)),
        result === undefined ? '' : (0,markdown/* code */.aY)((0,digest/* shortDigest */.VK)(result.manifest.digest))
    ];
};
const summaryOf = ({ rebases, legs, pushed, unchanged }) => {
    const done = unchanged ? 'Nothing to rebase' : pushed ? 'Rebased' : 'Dry run of a rebase';
    return [
        `### ${done}`,
        (0,markdown/* table */.tp)(['Release', 'Windows', 'Base', 'New image'], rebases.map(row)),
        ...(legs.length === 0
            ? []
            : [(0,tag_table/* tagTable */.n)(legs.map(({ target, content }) => ({ target, state: (0,tag_table/* writeState */.J)(target, content, pushed) })))]),
        ...rebases.flatMap(({ warnings }) => warnings).map(markdown/* warning */.$e),
        ''
    ].join('\n\n');
};
const metadataOf = (rebase) => {
    const { result, oldBase, newBase, task } = rebase;
    return {
        release: task.to.name,
        from: { release: task.from.name, reference: task.entry.reference, digest: rebase.image.digest },
        digest: digestOf(rebase),
        platform: (0,oci_document/* platformJson */.Uz)({ ...task.entry.platform, osVersion: versionOf(rebase) }),
        oldBase: (0,base_json/* baseJson */.K)(oldBase),
        newBase: (0,base_json/* baseJson */.K)(newBase),
        rebased: result !== undefined
    };
};
const outputsOf = ({ rebases, legs }) => (0,leg_outputs/* legOutputs */.F)(rebases.map(rebase => ({
    release: rebase.task.to.name,
    osVersion: versionOf(rebase),
    digest: digestOf(rebase),
    base: (0,base_json/* baseJson */.K)(rebase.newBase)
})), legs.map(({ target }) => target.name));
/** The outputs and the step summary of a rebase. Of a list, its digest and its references are those that count. */
const rebaseResult = (outcome) => {
    const { rebases, pushed, unchanged } = outcome;
    const outputs = outputsOf(outcome);
    const list = outcome.list === undefined ? undefined : { ...outcome.list, pushed, unchanged };
    const result = list === undefined ? undefined : (0,report_list/* listResult */.q)(list);
    const metadata = {
        images: rebases.map(metadataOf),
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

// EXTERNAL MODULE: ./src/modes/leg-tags.ts
var leg_tags = __webpack_require__(1728);
// EXTERNAL MODULE: ./src/modes/nothing-written.ts
var nothing_written = __webpack_require__(5855);
// EXTERNAL MODULE: ./src/modes/removals.ts
var removals = __webpack_require__(4387);
// EXTERNAL MODULE: ./src/oci/attachments.ts
var attachments = __webpack_require__(6739);
// EXTERNAL MODULE: ./src/oci/listed.ts
var listed = __webpack_require__(6640);
// EXTERNAL MODULE: ./src/oci/pass-through.ts
var pass_through = __webpack_require__(6452);
;// CONCATENATED MODULE: ./src/modes/rebase-list.ts










/** Logs the attachments that do not fit the new images. */
const logDropped = (dropped, log) => {
    for (const { digest } of dropped)
        log.notice(`The attestation ${digest} is left out: the image that it is about has been replaced.`);
};
const newEntry = ({ result, task, newBase }, { images, legTag }) => {
    if (result === undefined)
        return [];
    const { to } = task;
    const { listed: _listed, ...entry } = task.entry;
    const { mediaType, digest, bytes } = result.manifest;
    const { osVersion: _version, osFeatures: _features, ...platform } = entry.platform;
    const { osVersion, osFeatures } = newBase.config.platform;
    const base = (0,oci_labels/* baseLabels */.B7)(newBase.reference, newBase.digest);
    const content = { mediaType, digest, size: bytes.length };
    return [
        {
            ...entry,
            descriptor: (0,pass_through/* replacedDescriptor */.Gi)(task.entry.listed ?? entry.descriptor, content, base),
            base,
            platform: { ...platform, ...(0,defined/* defined */.s)({ osVersion, osFeatures }) },
            reference: (0,reference/* formatReference */.FH)({ ...images[0], tag: legTag(to) }),
            layers: [...result.ofBase, ...result.own],
            release: to
        }
    ];
};
/** The list with the new images in place of the old ones; whatever else it has is unchanged. */
const replaceImages = (source, rebases, where, log) => {
    const replacements = rebases.flatMap(rebase => newEntry(rebase, where));
    if (replacements.length === 0 && !(0,listed/* isWrongList */.SN)((0,listed/* listedEntries */.yO)(source.root, source.entries)))
        return { content: source.root, entries: source.entries, attachments: source.attachments };
    if (replacements.length === 0)
        log.notice('The list is rewritten: its order or its platforms make hosts pull the wrong image.');
    const replaced = new Set(rebases.flatMap(({ result, task: { entry, from, to } }) => result !== undefined && (0,releases/* isSameRelease */._M)(from, to) ? [entry] : []));
    const rest = (0,pass_through/* asListed */.Gy)({ ...source, entries: source.entries.filter(entry => !replaced.has(entry)) });
    const entries = (0,oci_entries/* orderEntries */.NG)([...rest.entries, ...replacements]);
    (0,oci_entries/* checkEntries */.bX)(entries, { allowMissingOsVersion: true });
    for (const warning of (0,oci_entries/* entryWarnings */.CV)(entries))
        log.warning(warning);
    const { kept, dropped } = (0,attachments/* keepAttachments */.As)(rest.attachments, entries);
    logDropped(dropped, log);
    const { root } = source;
    // Registries also accept Docker lists of OCI images, but the formats do not allow them.
    const type = root.mediaType === media_types/* mediaTypes */.Ib.dockerList ? 'auto' : 'oci';
    const annotations = replacements.length === 0 ? root.annotations : (0,pass_through/* followImages */.y5)(root.annotations, entries);
    const replaces = root.kind === 'index' ? root : undefined;
    const parts = { entries, attachments: kept, type, annotations, ...(0,defined/* defined */.s)({ replaces }) };
    return { content: (0,image_index/* buildIndex */.X)(parts), entries, attachments: kept };
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
        throw new refused_error/* RefusedError */.f([
            { what: `${name} has no Windows image, so there is no base to replace`, remedy: "Check the input 'source'" }
        ]);
    }
    if (known.length === 0) {
        throw new refused_error/* RefusedError */.f(unknown.map(({ reference, platform }) => ({
            what: `${reference} is for ${(0,oci_entries/* formatPlatform */.Bq)(platform)}, which is not a known release, so its base is unknown`,
            remedy: 'Build it again'
        })), refusalHeading);
    }
    for (const { reference, platform } of unknown)
        log.warning(`${reference} is left unchanged: ${(0,oci_entries/* formatPlatform */.Bq)(platform)} is not a known release.`);
    return known;
};
/** The image of the release itself, else that of the nearest build, the newer one of two. */
const nearestTo = ({ build, architecture }, known) => known
    .filter(({ from }) => from.architecture === architecture)
    .sort((a, b) => Math.abs(a.from.build - build) - Math.abs(b.from.build - build) || b.from.build - a.from.build)[0];
/**
 * A tag with the suffix of a release names the image of that release, which buildx may have put into a list of its own.
 *
 * @throws RefusedError where such a tag names a list of several images: under which tag is the new list wanted?
 */
const checkLeg = ({ isLeg, source }, { entries }) => {
    if (!isLeg || entries.length === 1)
        return;
    throw new refused_error/* RefusedError */.f([
        {
            input: 'source',
            what: `${(0,reference/* formatReference */.FH)(source)} is named like the image of one release, but is a list of ${entries.length} images`,
            remedy: "Name the list by its digest, and its tags in 'tags'"
        }
    ]);
};
/** The release of a leg under the name that its tag has. */
const asNamed = (release, named) => named?.os === 'windows' && (0,releases/* isSameRelease */._M)(named, release) ? named : release;
/** Which image becomes which: each its own release's newest, or the nearest one for the releases that were given. */
const chooseTasks = ({ source, releases, newBase, legRelease }, { entries, client }, log) => {
    const name = (0,reference/* formatReference */.FH)(source);
    const known = knownImages(entries, name, log);
    if (releases.length === 0) {
        const own = [...new Set(known.map(({ from }) => from.name))];
        if (newBase?.fixed !== undefined && own.length > 1) {
            throw new refused_error/* RefusedError */.f([
                {
                    input: 'new-base',
                    what: `Input 'new-base' names the base of one release, but ${name} has images for ${own.join(', ')}`,
                    remedy: "Name the release in 'releases'"
                }
            ]);
        }
        return known.map(({ entry, from }) => {
            const named = asNamed(from, legRelease);
            return { entry, client, from: named, to: named };
        });
    }
    const tasks = releases.map(to => ({ to, nearest: nearestTo(to, known) }));
    const missing = tasks.filter(({ nearest }) => nearest === undefined);
    if (missing.length > 0) {
        throw new refused_error/* RefusedError */.f(missing.map(({ to }) => ({
            input: 'releases',
            what: `${name} has no image for ${to.architecture}, which an image for ${to.name} could be made from`,
            remedy: `Remove ${to.name}, or build it`
        })), refusalHeading);
    }
    return tasks.flatMap(({ to, nearest }) => (nearest === undefined ? [] : [{ ...nearest, client, to }]));
};

;// CONCATENATED MODULE: ./src/modes/rebase.ts



















/** Puts newer, or other, Windows bases under published images, with nothing but the registry. */
const rebase = async (inputs, { registry, log, journal }) => {
    const prefetched = (0,base/* prefetch */.y)(registry, [inputs.oldBase?.fixed, inputs.newBase?.fixed]);
    const readAt = performance.now();
    const reading = (0,registry_images/* requireImages */.Qu)(registry, inputs.source, "the input 'source'");
    const source = { ...(await journal.follow((0,reference/* formatReference */.FH)(inputs.source), 'found', reading)), readAt };
    checkLeg(inputs, source);
    const asList = source.root.kind === 'index' && !inputs.isLeg;
    const tasks = chooseTasks(inputs, source, log);
    const where = inputs.publish((0,targets/* versionOfImages */.CG)(source.entries, source.root.annotations));
    for (const notice of where.notices)
        log.notice(notice);
    const legTags = tasks.map(({ to }) => where.legTag(to));
    journal.plan((0,leg_tags/* namesOf */.eZ)(where.images, [...(asList ? where.tags : []), ...legTags]));
    const rules = { ...(0,leg_tags/* tagRulesOf */.Fd)(where, where.version), own: sourceTag(inputs.source) };
    if (asList)
        (0,guard/* refuseTags */.qy)((0,guard/* tagProblems */.nI)(foreignTags(where, rules.own), rules));
    const clients = where.images.map(image => registry.open(image, inputs.push ? 'pull,push' : 'pull'));
    const created = (0,time/* formatTime */.fU)(inputs.sourceDateEpoch ?? Math.floor(Date.now() / 1000));
    const [rebases, legTargets, listTargets] = await (0,await_all/* awaitAll */.A)([
        (0,await_all/* awaitAllOrRefuse */.F)(tasks.map(task => journal.follow(task.entry.reference, 'can be rebased', prepareRebase(task, registry, { ...settingsOf(inputs, task), prefetched, created }))), refusalHeading),
        readTargets(clients, legTags, rules.own, source),
        asList ? readTargets(clients, where.tags, rules.own, source) : []
    ]);
    for (const one of rebases)
        log.info(describeRebase(one));
    for (const warning of rebases.flatMap(({ warnings }) => warnings))
        log.warning(warning);
    const list = asList ? replaceImages(source, rebases, where, log) : undefined;
    if (list === undefined)
        noteSingleImage(inputs, source, rebases, where, log);
    const choose = async (targets) => {
        if (list === undefined)
            return [];
        const chosen = await (0,leg_tags/* guard */.ah)(targets, list.content, rules, log);
        if (!inputs.allowRemoval)
            (0,removals/* refuseRemovals */.q2)(await (0,removals/* findRemovals */.Jb)(chosen, list), removalRemedy);
        return chosen;
    };
    let moving = await choose(listTargets);
    await (0,leg_tags/* guardLegs */.lr)(legTargets, rules);
    const listWrites = list === undefined ? [] : moving.map(target => ({ target, content: list.content }));
    const legs = legWrites(rebases, legTargets, { legTag: where.legTag, source, asList, listWrites });
    const writes = [...legs, ...listWrites];
    const unchanged = !writes.some(publish/* isStale */.QO);
    if (inputs.push && !unchanged) {
        await (0,await_all/* awaitAll */.A)([pushParts(rebases, clients, registry, asList), copyUnchanged(source, list, writes, registry)]);
        const looks = list === undefined ? new Map() : await (0,publish/* stage */.dw)(list.content, moving, registry);
        const all = { legs, listWrites, listTargets, looks };
        const published = await publishRebases(all, choose, { rules, policy: registry.policy });
        moving = published.moving;
        journal.published(published.written.map(({ name }) => name));
    }
    (0,nothing_written/* logNothingWritten */.t)(inputs.push, unchanged, log);
    const outcome = { rebases, legs, pushed: inputs.push, unchanged };
    return rebaseResult({ ...outcome, ...(0,defined/* defined */.s)({ list: list && { ...list, targets: listTargets, moving } }) });
};
/** The full name of the tag that the source is read from; undefined where it is read by its digest. */
const sourceTag = ({ digest, tag = 'latest', ...repository }) => digest === undefined ? (0,reference/* formatReference */.FH)({ ...repository, tag }) : undefined;
/** The tags that, in one repository at least, are not the source's own. */
const foreignTags = ({ images, tags }, own) => tags.filter(tag => images.some(image => (0,reference/* formatReference */.FH)({ ...image, tag }) !== own));
/** Writes the tags; those that other jobs write meanwhile are judged again. */
const publishRebases = async ({ legs, listWrites, listTargets, looks }, choose, { rules, policy }) => {
    let moving = listWrites.map(({ target }) => target);
    const [content] = listWrites.map(write => write.content);
    const written = await (0,publish/* publishAll */.V7)([...legs, ...listWrites], policy, {
        looks,
        // What another job has made of the source is not what was rebased.
        isOwn: ({ tag, name }) => !(0,tag_guard/* isFloatingTag */.Dv)(tag) || name === rules.own,
        reconsider: async (known) => {
            const left = (0,leg_tags/* withKnown */.Ck)(legs, known);
            await (0,leg_tags/* guardLegs */.lr)(left.filter(publish/* isStale */.QO).map(({ target }) => target), rules);
            moving = await choose(listTargets.map(target => known.get(target.name) ?? target));
            return [...left, ...(content === undefined ? [] : moving.map(target => ({ target, content })))];
        }
    });
    return { written, moving };
};
const removalRemedy = "Rebase a list that has it too, remove the tag, or set 'allow-removal: true'";
/** What the inputs say for one image. */
const settingsOf = ({ newBase, oldBase, baseImage, allowRunLayers, labels }, { from, to }) => ({
    allowRunLayers,
    labels: labels(to),
    ...(0,defined/* defined */.s)({ newBase: newBase?.of(to), oldBase: oldBase?.of(from), baseImage })
});
/** What the tags name now; the source's own tag has been read already. */
const readTargets = (clients, tags, own, { readAt, ...found }) => (0,await_all/* awaitAll */.A)(clients.flatMap(client => tags.map(tag => {
    const name = (0,reference/* formatReference */.FH)({ ...client.repository, tag });
    if (name !== own)
        return (0,targets/* readTarget */._E)(client, tag, 'best-effort');
    const contents = Promise.resolve(found);
    return Promise.resolve({ client, tag, name, current: found.root.digest, contents, readAt });
})));
/** Logs where the result of a single image goes, unless it replaces the source's tag. */
const noteSingleImage = ({ source: { tag = 'latest', ...rest }, isLeg }, { root, attachments }, rebases, { images, tags, legTag }, log) => {
    if (rebases.some(({ result }) => result !== undefined))
        logDropped(attachments, log);
    if (root.kind === 'index' || isLeg || !tags.includes(tag))
        return;
    const legs = rebases.map(({ task: { to } }) => (0,reference/* formatReference */.FH)({ ...images[0], tag: legTag(to) })).join(', ');
    const releases = rebases.map(({ task: { to } }) => to.name).join(', ');
    log.notice(`${(0,reference/* formatReference */.FH)({ ...rest, tag })} is a single image, not a list, and is left unchanged: the result is ${legs}. To publish it as ${tag}, list it there with mode 'manifest' ('releases: ${releases}', 'tags: ${tag}'); that list can then be rebased in place.`);
};
/** Which image each tag of a leg is to name. The legs of a list that is unchanged are left alone. */
const legWrites = (rebases, targets, { legTag, source, asList, listWrites }) => rebases.flatMap(({ result, image, task: { to } }) => {
    if (result === undefined && asList && !listWrites.some(publish/* isStale */.QO))
        return [];
    const content = result?.manifest ?? (asList ? image : source.root);
    return targets.filter(({ tag }) => tag === legTag(to)).map(target => ({ target, content }));
});
/** Pushes what the new images consist of, and, for a list, the images under their digests. */
const pushParts = async (rebases, clients, registry, asList) => {
    await (0,await_all/* awaitAll */.A)(clients.flatMap(client => rebases.map(async (one) => {
        await pushRebasedParts(one, client, registry);
        if (asList && one.result !== undefined)
            await registry.putByDigest(client, one.result.manifest);
    })));
};
/** Copies the images that are unchanged to the repositories that are not the source's. */
const copyUnchanged = async (source, list, writes, registry) => {
    await (0,await_all/* awaitAll */.A)(writes.map(({ target, content }) => {
        const wanted = content === list?.content ? (0,image_index/* listedDigests */.R)(list) : new Set([content.digest]);
        return (0,copy_images/* copyImages */._)(source, wanted, [target.client], registry);
    }));
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

/***/ 633:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ runSteps),
/* harmony export */   w: () => (/* binding */ ownComment)
/* harmony export */ });
/** Instructions of a Dockerfile that do not run anything in a container of the base. */
const harmless = 'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';
/** The comment of the steps that mode `assemble` makes. */
const ownComment = 'win-multiarch';
/** Builders that write the bare instruction have one of these comments (BuildKit dockerfile2llb convert.go, commitToHistory). */
const commentsOfBare = ['buildkit.dockerfile.v0', ownComment];
const bare = new RegExp(`^(?:${harmless})(?:\\s|$)`);
/** The classic builder writes the shell that was set, a mark, and the instruction (moby dispatchers.go). */
const classic = new RegExp(`^(.*?)\\s?#\\(nop\\)\\s+(${harmless})\\b\\s*(.*)$`, 's');
/** The shells that stand before the mark unless SHELL sets another: Windows, Linux. */
const defaultShells = ['', 'cmd /S /C', '/bin/sh -c'];
/**
 * The steps from a position on that ran something in a container, as they are written. A step that is not recognised
 * counts as one: it may have changed anything. A RUN cannot disguise itself as another step. The classic builder writes a
 * bare `ADD x` for `RUN ["ADD", "x"]`, so a bare instruction needs the comment that no RUN has, and the mark needs the
 * shell of that time before it.
 *
 * @param history of the whole image: a shell may have been set by its base
 */
const runSteps = (history, from) => {
    const shells = new Set(defaultShells);
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
    return ran.map(({ createdBy }) => (createdBy === '' ? '(a step without a command)' : createdBy));
};


/***/ }),

/***/ 5077:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rb: () => (/* binding */ ownRunSteps),
/* harmony export */   Sb: () => (/* binding */ changedSettings),
/* harmony export */   U: () => (/* binding */ rebaseImage),
/* harmony export */   _i: () => (/* binding */ countsProblem),
/* harmony export */   cW: () => (/* binding */ historyProblem),
/* harmony export */   w: () => (/* binding */ layersOf)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7832);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9927);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6769);
/* harmony import */ var _history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(633);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9217);
/* harmony import */ var _pass_through_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6452);






const layersIn = ({ history }) => history.filter(({ hasLayer }) => hasLayer).length;
/** Why the layers of an image cannot be counted; undefined where they can (image-spec config.md: one diff_id per layer). */
const countsProblem = ({ manifest, config }) => {
    const [layers, diffIds, history] = [manifest.layers.length, config.diffIds.length, layersIn(config)];
    return layers === diffIds && diffIds === history
        ? undefined
        : `it has ${layers} layers, ${diffIds} diff_ids and ${history} history steps that made a layer, and these counts must match`;
};
/** Why the history of an image does not begin with that of its base; undefined where it does. */
const historyProblem = (image, base) => {
    const first = image.history.slice(0, base.history.length);
    const layerSteps = first.filter(({ hasLayer }) => hasLayer).length;
    return layerSteps === base.diffIds.length
        ? undefined
        : `the base has ${base.diffIds.length} layers, but the first ${base.history.length} history steps, which belong to it, made ${layerSteps}`;
};
/** The steps of an image after those of its base that ran something in a container. */
const ownRunSteps = (image, base) => (0,_history_js__WEBPACK_IMPORTED_MODULE_1__/* .runSteps */ .r)(image.history, base.history.length);
const settingsOf = ({ json }) => (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asRecord */ .qY)(json.config);
/** Settings that an image takes from its base when it is built, and keeps when its base is replaced. */
const changedSettings = (from, to) => ['Env', 'Cmd', 'User', 'Shell'].flatMap(name => {
    const [before = null, after = null] = [settingsOf(from)[name], settingsOf(to)[name]].map(value => value ?? null);
    const [left, right] = [JSON.stringify(before), JSON.stringify(after)];
    return left === right ? [] : [`${name} was ${left} and is ${right}`];
});
/** The layers of a base, with the media types that a manifest of another family gives them. */
const layersOf = ({ manifest }, manifestType) => manifest.layers.map(({ mediaType, digest, size, urls }) => ({
    mediaType: (0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .layerTypeIn */ .v5)(manifestType, mediaType),
    digest,
    size,
    ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ urls })
}));
const configOf = (image, oldBase, newBase, { labels, created }) => {
    const steps = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asArray */ ._j)(image.json.history).slice(oldBase.history.length);
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({
        ...image.json,
        created,
        'os.version': newBase.json['os.version'],
        'os.features': newBase.json['os.features'],
        config: { ...settingsOf(image), Labels: { ...image.labels, ...labels } },
        rootfs: { type: 'layers', diff_ids: [...newBase.diffIds, ...image.diffIds.slice(oldBase.diffIds.length)] },
        history: [...(0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asArray */ ._j)(newBase.json.history), ...steps]
    });
};
/**
 * Replaces the base of an image: layers, diff_ids, history, os.version and os.features. The image's own layers, their
 * descriptors, its settings and the family of its media types stay. The caller has proved the old base, and checked that
 * counts and histories agree. The same arguments give the same bytes.
 */
const rebaseImage = (image, oldBase, newBase, options) => {
    const { manifest } = image;
    const config = (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(manifest.config.mediaType, configOf(image.config, oldBase.config, newBase.config, options));
    const ofBase = layersOf(newBase, manifest.mediaType);
    const own = manifest.layers.slice(oldBase.config.diffIds.length);
    // An annotation that says the same as a label follows it; where there is none, the label is enough.
    const annotations = manifest.json.annotations === undefined ? undefined : (0,_pass_through_js__WEBPACK_IMPORTED_MODULE_3__/* .followLabels */ .Zt)(manifest.annotations, options.labels);
    const json = {
        ...manifest.json,
        config: {
            ...(0,_pass_through_js__WEBPACK_IMPORTED_MODULE_3__/* .withoutContent */ .gH)(manifest.config.written ?? {}),
            mediaType: config.mediaType,
            size: config.bytes.length,
            digest: config.digest
        },
        layers: [
            ...ofBase.map(_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh),
            ...own.map(layer => (0,_pass_through_js__WEBPACK_IMPORTED_MODULE_3__/* .unchangedDescriptor */ .dz)(layer, layer.written ?? (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh)(layer)))
        ],
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ annotations })
    };
    return { manifest: (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(manifest.mediaType, json), config, ofBase, own };
};


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


/***/ }),

/***/ 1085:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ legOutputs)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7832);

/** The outputs of legs. `digest` is that of a single image; the others describe the first one. */
const legOutputs = (legs, references) => {
    const [first, ...others] = legs;
    return {
        digest: (others.length === 0 ? first?.digest : undefined) ?? '',
        reference: references[0] ?? '',
        references: references.join('\n'),
        release: first?.release ?? '',
        releases: legs.map(({ release }) => release).join(','),
        'os-version': first?.osVersion ?? '',
        'base-name': first?.base?.name ?? '',
        'base-digest': first?.base?.digest ?? '',
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ imageid: first?.imageId })
    };
};


/***/ })

};
