import { setImmediate as nextTurn } from 'node:timers/promises'

import { awaitAll } from '../common/await-all.js'
import { RefusedError } from '../common/refused-error.js'
import { uniqueBy } from '../common/unique.js'
import { formatUserError } from '../common/user-error.js'
import type { ManifestInputs } from '../inputs/manifest.js'
import { describeEntry, nothingToList } from '../oci/entries.js'
import { listedDigests, type List } from '../oci/image-index.js'
import { listedEntries } from '../oci/listed.js'
import { repositoryOf, type Reference } from '../oci/reference.js'
import { isFloatingTag } from '../oci/tag-guard.js'
import type { RegistryClient } from '../registry/client.js'
import { copyImages } from '../registry/copy-images.js'
import { guardTags, tagProblems } from '../registry/guard.js'
import type { Images } from '../registry/images.js'
import { publish, stage, type Looks } from '../registry/publish.js'
import type { RepositoryClient, Rights } from '../registry/repository.js'
import { readTarget, versionOfImages, type ReadDepth, type Target } from '../registry/targets.js'
import type { Journal } from '../report/journal.js'
import { listResult } from '../report/list.js'
import { logPulls, pullWarnings } from '../report/pulls.js'
import type { Result } from '../report/result.js'
import { withoutRepeats, type Log } from '../runner/log.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import { guard, namesOf, tagRulesOf } from './leg-tags.js'
import { readSupplied, type Supplied } from './manifest-legs.js'
import { compose, refusesRemovals, writeList, type Published } from './manifest-list.js'
import { logNothingWritten } from './nothing-written.js'
import { describeRemoval, findRemovals, refuseRemovals, type Removal } from './removals.js'

/** What the mode works with. */
export type ManifestTools = { readonly registry: RegistryClient; readonly log: Log; readonly journal: Journal }

/** The fan-in: joins the legs of the releases, and whatever else is named, in one list under all tags. */
export const manifest = async (inputs: ManifestInputs, { registry, log, journal }: ManifestTools): Promise<Result> => {
  const rights: Rights = inputs.push ? 'pull,push' : 'pull'
  const clients = inputs.images.map(image => registry.open(image, rights)) as [RepositoryClient, ...RepositoryClient[]]
  const open = (reference: Reference): RepositoryClient => registry.open(repositoryOf(reference), 'pull')

  journal.plan(namesOf(inputs.images, inputs.tags))
  const [supplied, targets] = await awaitAll([
    readSupplied(inputs, { clients, open, policy: registry.policy, journal }),
    readTargets(inputs, clients)
  ])
  const tools = { registry, log: withoutRepeats(log), journal }
  const fanIn = { inputs, supplied, clients, tools }
  const decision = await decide(fanIn, targets)
  const first = await settle(fanIn, decision)
  const [published] = await awaitAll([
    inputs.push ? publishList(fanIn, first) : { ...first, written: [] },
    logList(decision.list, log)
  ])

  const { list, moving, warnings, written } = published
  journal.published(written.map(({ name }) => name))
  logNothingWritten(inputs.push, written.length === 0, log)
  if (list !== decision.list) await logList(list, log)
  const unchanged = moving.every(({ current }) => current === list.content.digest)
  return listResult({ ...list, targets: published.targets, moving, pushed: inputs.push, unchanged, warnings })
}

/** What all parts of the work know. */
type FanIn = {
  readonly inputs: ManifestInputs
  readonly supplied: Supplied
  readonly clients: readonly RepositoryClient[]
  readonly tools: ManifestTools
}

/** What can be published under which tags. */
type Settled = Decision & {
  /** the tags that take the list */
  readonly moving: readonly Target[]
  readonly looks: Looks
  /** about platforms that tags lose */
  readonly warnings: readonly string[]
}

/** Brings the parts of the list into place, and chooses the tags that take it. */
const settle = async ({ inputs, clients, tools }: FanIn, decision: Decision): Promise<Settled> => {
  const { parts, list, targets, guarding } = decision
  const { registry, log } = tools
  const choosing = chooseTags(guarding, list, inputs)
  // Content goes up while floating tags are read, unless what they hold may prevent the list.
  const mayRefuse = isFloatingTag(inputs.tags[0]) || refusesRemovals(inputs)
  const ready = mayRefuse ? choosing : Promise.resolve()
  const upload = async (): Promise<Looks> => {
    await ready
    if (!inputs.push) return new Map()
    await copyMissing(parts, list, clients, registry)
    return stage(list.content, targets, registry)
  }
  const [{ moving, warnings }, looks] = await awaitAll([choosing, upload()])
  for (const warning of warnings) log.warning(warning)
  return { ...decision, moving, looks, warnings }
}

/**
 * The tags that take the list, with warnings about the platforms that they lose.
 *
 * @throws RefusedError where they must not lose any
 */
const chooseTags = async (
  guarding: Promise<readonly Target[]>,
  list: List,
  inputs: ManifestInputs
): Promise<Pick<Settled, 'moving' | 'warnings'>> => {
  const moving = await guarding
  const removals = inputs.allowRemoval ? [] : await findRemovals(moving, list)
  if (refusesRemovals(inputs))
    refuseRemovals(removals, "Build it, list the releases instead of 'found', or set 'allow-removal: true'")
  return { moving, warnings: removals.map(removal => `${describeRemoval(removal)} ${removalAdvice(removal, inputs)}`) }
}

const removalAdvice = ({ tag }: Removal, { tags: [first], keepExisting }: ManifestInputs): string => {
  const kept =
    tag === first && !keepExisting
      ? "'keep-existing: true' keeps what the tag holds"
      : `'keep-existing' keeps only what ${first} holds`
  return `Build what is missing; ${kept}; 'allow-removal: true' allows the removal.`
}

/** Writes the tags; what other jobs write meanwhile is judged again, and with `keep-existing` the list is made again. */
const publishList = async (
  fanIn: FanIn,
  first: Settled
): Promise<Settled & { readonly written: readonly Target[] }> => {
  const { inputs, tools } = fanIn
  let settled = first
  const { keepExisting } = inputs
  const written = await publish(first.list.content, first.moving, tools.registry.policy, {
    looks: first.looks,
    looksAtAll: keepExisting,
    isOwn: ({ tag }) => !keepExisting && !isFloatingTag(tag),
    depthOf: tag => depthOf(tag, inputs),
    reconsider: async known => {
      const targets = settled.targets.map(target => known.get(target.name) ?? target)
      settled = await settle(fanIn, await decide(fanIn, targets))
      return settled.moving.map(target => ({ target, content: settled.list.content }))
    }
  })
  // For the report the tags are as they were before they were written.
  const asRead = (target: Target): Target => written.find(({ name }) => name === target.name) ?? target
  return { ...settled, targets: settled.targets.map(asRead), moving: settled.moving.map(asRead), written }
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

/** The list that is to be published. */
type Decision = {
  readonly parts: readonly Images[]
  readonly list: List
  readonly targets: readonly Target[]
  /** the tags that may take it */
  readonly guarding: Promise<readonly Target[]>
}

/**
 * Decides what is published under which tags.
 *
 * @throws RefusedError with everything that prevents it
 */
const decide = async ({ inputs, supplied, tools }: FanIn, targets: readonly Target[]): Promise<Decision> => {
  const { log, journal } = tools
  const composed = compose(supplied.images, await readPublished(targets, inputs), inputs, journal)
  const rules = tagRulesOf(inputs, inputs.version ?? versionOfImages(composed.entries, inputs.annotations))
  const problems = [...supplied.problems, ...composed.problems, ...tagProblems(inputs.tags, rules)]
  if (problems.length === 0 && composed.entries.length === 0) problems.push(nothingToList)
  if (problems.length > 0) {
    const { problems: ofTags } = await guardTags(targets, undefined, rules)
    throw new RefusedError(uniqueBy([...problems, ...ofTags], formatUserError))
  }
  for (const warning of composed.warnings) log.warning(warning)
  const { list, notices } = writeList(composed, inputs)
  for (const notice of notices) log.notice(notice)
  return { parts: composed.parts, list, targets, guarding: guard(targets, list.content, rules, log) }
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
