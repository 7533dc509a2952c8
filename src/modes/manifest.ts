import { setImmediate as nextTurn } from 'node:timers/promises'

import { awaitAll } from '../common/await-all.js'
import { RefusedError } from '../common/refused-error.js'
import type { ManifestInputs } from '../inputs/manifest.js'
import { describeEntry } from '../oci/entries.js'
import { listedDigests, type List } from '../oci/image-index.js'
import { listedEntries } from '../oci/listed.js'
import { repositoryOf, type Reference } from '../oci/reference.js'
import { isFloatingTag } from '../oci/tag-guard.js'
import type { RegistryClient } from '../registry/client.js'
import { copyImages } from '../registry/copy-images.js'
import { guardTags, tagProblems } from '../registry/guard.js'
import type { Images } from '../registry/images.js'
import { publish, stage } from '../registry/publish.js'
import type { RepositoryClient, Rights } from '../registry/repository.js'
import { readTarget, versionOfImages, type ReadDepth, type Target } from '../registry/targets.js'
import type { Journal } from '../report/journal.js'
import { listResult } from '../report/list.js'
import { logPulls, pullWarnings } from '../report/pulls.js'
import type { Result } from '../report/result.js'
import type { Log } from '../runner/log.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import { guard, tagRulesOf } from './leg-tags.js'
import { readSupplied, type Supplied } from './manifest-legs.js'
import { compose, writeList, type Published } from './manifest-list.js'
import { logNothingWritten } from './nothing-written.js'
import { describeRemoval, findRemovals } from './removals.js'

/** What the mode works with. */
export type ManifestTools = { readonly registry: RegistryClient; readonly log: Log; readonly journal: Journal }

/** The fan-in: joins the legs of the releases, and whatever else is named, in one list under all tags. */
export const manifest = async (inputs: ManifestInputs, { registry, log, journal }: ManifestTools): Promise<Result> => {
  const rights: Rights = inputs.push ? 'pull,push' : 'pull'
  const clients = inputs.images.map(image => registry.open(image, rights)) as [RepositoryClient, ...RepositoryClient[]]
  const open = (reference: Reference): RepositoryClient => registry.open(repositoryOf(reference), 'pull')

  const [supplied, targets] = await awaitAll([
    readSupplied(inputs, { clients, open, policy: registry.policy, journal }),
    readTargets(inputs, clients)
  ])
  journal.plan(targets.map(({ name }) => name))
  const { parts, list, guarding } = await decide(supplied, targets, inputs, { log, journal })

  // Content goes up while the versions of floating tags are read, unless the guard may refuse the first one.
  const ready = isFloatingTag(inputs.tags[0]) ? guarding : Promise.resolve()
  const [moving] = await awaitAll([
    guarding,
    inputs.push &&
      ready.then(() => copyMissing(parts, list, clients, registry)).then(() => stage(list.content, targets, registry))
  ])
  const removals = inputs.allowRemoval ? [] : await findRemovals(moving, list)
  const warnings = removals.map(
    removal =>
      `${describeRemoval(removal)} Build what is missing; 'keep-existing: true' keeps what the first tag holds, and 'allow-removal: true' says that it is meant.`
  )
  for (const warning of warnings) log.warning(warning)
  const [written] = await awaitAll([
    inputs.push ? publish(list.content, moving, registry.policy) : Promise.resolve([]),
    logList(list, log)
  ])
  journal.published(written.map(({ name }) => name))
  logNothingWritten(inputs.push, written.length === 0, log)
  const unchanged = moving.every(({ current }) => current === list.content.digest)
  return listResult({ ...list, targets, moving, pushed: inputs.push, unchanged, warnings })
}

/** How much of a tag counts: its version where it floats, its platforms unless they may go. */
const depthOf = (tag: string, inputs: ManifestInputs): ReadDepth => {
  if (tag === inputs.tags[0] && needsPublishedPlatforms(inputs)) return 'full'
  const needsVersion = !inputs.allowDowngrade && isFloatingTag(tag)
  return needsVersion || !inputs.allowRemoval ? 'best-effort' : 'digest'
}

/** What the tags name now. */
const readTargets = (inputs: ManifestInputs, clients: readonly RepositoryClient[]): Promise<readonly Target[]> =>
  awaitAll(clients.flatMap(client => inputs.tags.map(tag => readTarget(client, tag, depthOf(tag, inputs)))))

/** Whether the platforms that the first tag holds now matter for what it is to hold. */
const needsPublishedPlatforms = ({ keepExisting, releases }: ManifestInputs): boolean =>
  keepExisting || releases === 'found'

/** What the first tag names in each repository, where that counts. */
const readPublished = async (targets: readonly Target[], inputs: ManifestInputs): Promise<readonly Published[]> => {
  if (!needsPublishedPlatforms(inputs)) return []
  const found = await awaitAll(
    targets
      .filter(({ tag }) => tag === inputs.tags[0])
      .map(async ({ name, contents }) => ({ name, images: await contents }))
  )
  return found.flatMap(({ name, images }) => (images === undefined ? [] : [{ name, images }]))
}

/** The list that is to be published, and under which tags. */
type Decision = {
  readonly parts: readonly Images[]
  readonly list: List
  readonly guarding: Promise<readonly Target[]>
}

/**
 * Decides what is published under which tags.
 *
 * @throws RefusedError with everything that prevents it
 */
const decide = async (
  supplied: Supplied,
  targets: readonly Target[],
  inputs: ManifestInputs,
  { log, journal }: Omit<ManifestTools, 'registry'>
): Promise<Decision> => {
  const composed = compose(supplied.images, await readPublished(targets, inputs), inputs, journal)
  const rules = tagRulesOf(inputs, inputs.version ?? versionOfImages(composed.entries, inputs.annotations))
  const problems = [...supplied.problems, ...composed.problems, ...tagProblems(inputs.tags, rules)]
  if (problems.length === 0 && composed.entries.length === 0)
    problems.push("There is no image to list. Check 'releases' and 'sources'.")
  if (problems.length > 0) {
    const { problems: ofTags } = await guardTags(targets, undefined, rules)
    throw new RefusedError([...new Set([...problems, ...ofTags])])
  }
  for (const warning of composed.warnings) log.warning(warning)
  const { list, notices } = writeList(composed, inputs)
  for (const notice of notices) log.notice(notice)
  return { parts: composed.parts, list, guarding: guard(targets, list.content, rules, log) }
}

/** Logs what is listed, and which host pulls which of it. */
const logList = async (list: List, log: Log): Promise<void> => {
  // The writes go out first: there is time for the log while they are under way.
  await nextTurn()
  const listed = listedEntries(list.content, list.entries)
  await log.group(`List ${list.content.digest}`, () => {
    for (const entry of list.entries) log.info(describeEntry(entry))
    log.info(new TextDecoder().decode(list.content.bytes))
    return Promise.resolve()
  })
  await logPulls(listed, log)
  for (const warning of pullWarnings(simulatePulls(listed), listed)) log.warning(warning)
}

/** Copies what the list names into the repositories that lack it. */
const copyMissing = async (
  parts: readonly Images[],
  list: List,
  clients: readonly RepositoryClient[],
  registry: RegistryClient
): Promise<void> => {
  await awaitAll(parts.map(images => copyImages(images, listedDigests(list), clients, registry)))
}
