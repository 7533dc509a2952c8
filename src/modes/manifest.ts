import { setImmediate } from 'node:timers/promises'

import type { ManifestInputs } from '../inputs/manifest.js'
import {
  checkEntries,
  describeEntry,
  entryWarnings,
  formatPlatform,
  orderEntries,
  platformKey,
  type Entry
} from '../oci/entries.js'
import { buildIndex, keepAttachments, listedDigests, type List } from '../oci/image-index.js'
import { listedEntries } from '../oci/listed.js'
import { labelNames } from '../oci/labels.js'
import { formatReference, formatRepository, repositoryOf, sameRepository, type Reference } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import { isFloatingTag } from '../oci/tag-guard.js'
import type { RegistryClient } from '../registry/client.js'
import { copyImages } from '../registry/copy-images.js'
import { refuseTags, tagProblems } from '../registry/guard.js'
import { readImages, type Images } from '../registry/images.js'
import { publish, stage } from '../registry/publish.js'
import type { RepositoryClient, Rights } from '../registry/repository.js'
import { awaitAll } from '../common/await-all.js'
import { readTarget, versionOfImages, type ReadDepth, type Target } from '../registry/targets.js'
import type { Log } from '../runner/log.js'
import { listResult } from '../report/list.js'
import { logPulls, pullWarnings } from '../report/pulls.js'
import type { Result } from '../report/result.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import { findRelease, releaseNames, type Release } from '../windows/releases.js'
import { guard, tagRulesOf } from './leg-tags.js'
import { logNothingWritten } from './nothing-written.js'

/** What the mode works with. */
export type ManifestTools = { readonly registry: RegistryClient; readonly log: Log }

/** The fan-in: joins the legs of the releases, and whatever else is named, in one list under all tags. */
export const manifest = async (inputs: ManifestInputs, { registry, log }: ManifestTools): Promise<Result> => {
  const rights: Rights = inputs.push ? 'pull,push' : 'pull'
  const clients = inputs.images.map(image => registry.open(image, rights))
  const [own] = clients as [RepositoryClient, ...RepositoryClient[]]
  const clientOf = (reference: Reference): RepositoryClient =>
    clients.find(({ repository }) => sameRepository(repository, reference)) ??
    registry.open(repositoryOf(reference), 'pull')

  const [legs, sources, targets] = await awaitAll([
    readLegs(inputs, own),
    readSources(inputs, clientOf),
    readTargets(inputs, clients)
  ])
  const published = needsPublishedPlatforms(inputs) ? await targets[0]?.contents : undefined
  const supplied = [...legs, ...sources]
  const parts = inputs.keepExisting ? [...supplied, ...existing(published, supplied)] : supplied
  const list = compose(parts, inputs, log)
  if (inputs.releases === 'found') checkNothingVanishes(published, list.entries, inputs)
  const rules = tagRulesOf(inputs, inputs.version ?? versionOfImages(list.entries, inputs.annotations))
  refuseTags(tagProblems(inputs.tags, rules))

  const guarding = guard(targets, list.content, rules, log)
  // Content goes up while the versions of floating tags are read, unless the guard may refuse the first one.
  const ready = isFloatingTag(inputs.tags[0]) ? guarding : Promise.resolve()
  const [moving] = await awaitAll([
    guarding,
    inputs.push &&
      ready.then(() => copyMissing(parts, list, clients, registry)).then(() => stage(list.content, targets, registry))
  ])
  const [written] = await awaitAll([
    inputs.push ? publish(list.content, moving, registry.policy) : Promise.resolve([]),
    logList(list, log)
  ])
  logNothingWritten(inputs.push, written.length === 0, log)
  const unchanged = moving.every(({ current }) => current === list.content.digest)
  return listResult({ ...list, targets, moving, pushed: inputs.push, unchanged })
}

const allReleases: readonly Release[] = [...new Set(releaseNames.flatMap(name => findRelease(name) ?? []))]

/** The legs of the releases: all of them, or, with `found`, those that exist. */
const readLegs = async (inputs: ManifestInputs, own: RepositoryClient): Promise<readonly Images[]> => {
  const onlyExisting = inputs.releases === 'found'
  const releases = inputs.releases === 'found' ? allReleases : inputs.releases
  const legs = await awaitAll(
    releases.map(async release => {
      const reference = { ...own.repository, tag: inputs.legTag(release) }
      return { release, reference, images: await readImages(own, reference) }
    })
  )
  const missing = legs.filter(({ images }) => images === undefined)
  if (onlyExisting && missing.length === legs.length && inputs.sources.length === 0) {
    throw new RefusedError([
      `Input 'releases': no leg was found in ${formatRepository(own.repository)}: looked for ${inputs.tags[0]} with the suffix of each release. Check that the build jobs use the same 'tags' and 'suffix'.`
    ])
  }
  if (!onlyExisting && missing.length > 0) {
    throw new RefusedError(
      missing.map(
        ({ release, reference }) =>
          `${formatReference(reference)} is missing, the image for ${release.name}. Check that its build job succeeded, with the same 'tags' and 'suffix'.`
      )
    )
  }
  return legs.flatMap(({ release, images }) =>
    images === undefined ? [] : [{ ...images, entries: images.entries.map(entry => ({ ...entry, release })) }]
  )
}

const readSources = async (
  inputs: ManifestInputs,
  clientOf: (reference: Reference) => RepositoryClient
): Promise<readonly Images[]> => {
  const found = await awaitAll(
    inputs.sources.map(async ({ reference, platform }) => ({
      reference,
      images: await readImages(clientOf(reference), reference, { platform })
    }))
  )
  const missing = found.filter(({ images }) => images === undefined)
  if (missing.length > 0) {
    throw new RefusedError(
      missing.map(
        ({ reference }) => `${formatReference(reference)} does not exist. Check the input 'sources' (or 'spec').`
      )
    )
  }
  return found.flatMap(({ images }) => images ?? [])
}

/** Whether the platforms that the first tag holds now matter for what it is to hold. */
const needsPublishedPlatforms = ({ keepExisting, releases }: ManifestInputs): boolean =>
  keepExisting || releases === 'found'

/**
 * What the tags name now. The first one is looked into where its platforms count, floating ones for their version.
 */
const readTargets = (inputs: ManifestInputs, clients: readonly RepositoryClient[]): Promise<readonly Target[]> => {
  const depthOf = (tag: string): ReadDepth => {
    if (tag === inputs.tags[0] && needsPublishedPlatforms(inputs)) return 'full'
    return !inputs.allowDowngrade && isFloatingTag(tag) ? 'best-effort' : 'digest'
  }
  return awaitAll(clients.flatMap(client => inputs.tags.map(tag => readTarget(client, tag, depthOf(tag)))))
}

/** What the published list has for platforms that are not supplied now, and what is about those images. */
const existing = (published: Images | undefined, supplied: readonly Images[]): readonly Images[] => {
  if (published === undefined) return []
  const keys = new Set(supplied.flatMap(({ entries }) => entries).map(({ platform }) => platformKey(platform)))
  return [{ ...published, entries: published.entries.filter(({ platform }) => !keys.has(platformKey(platform))) }]
}

/** Checks the parts and writes the list that they make. */
const compose = (parts: readonly Images[], inputs: ManifestInputs, log: Log): List => {
  // Before an image that was given twice is listed once: two releases with one image are one leg too few.
  const given = parts.flatMap(images => images.entries)
  checkEntries(given, inputs)
  checkRevisions(given, inputs, log)
  const entries = orderEntries(given)
  for (const warning of entryWarnings(entries)) log.warning(warning)
  const { kept, dropped } = keepAttachments(
    parts.flatMap(({ attachments }) => attachments),
    entries
  )
  for (const { digest } of dropped)
    log.notice(`The attestation ${digest} is left out: the image that it is about is not in the list.`)
  const { mediaType: type, annotations } = inputs
  return { content: buildIndex({ entries, attachments: kept, type, annotations }), entries, attachments: kept }
}

/** A leg of another commit is a leg that was not built by this run: its build failed, or has not run yet. */
const checkRevisions = (entries: readonly Entry[], inputs: ManifestInputs, log: Log): void => {
  const legs = entries.filter(({ release }) => release !== undefined)
  const unlabelled = legs.filter(({ revision }) => revision === undefined).map(({ reference }) => reference)
  if (unlabelled.length > 0) {
    log.warning(
      `The commit of these images is unknown, because they have no label ${labelNames.revision}: ${unlabelled.join(', ')}.`
    )
  }
  const stale = legs.filter(({ revision }) => revision !== undefined && revision !== inputs.revision)
  if (stale.length === 0 || inputs.allowStale) return
  throw new RefusedError(
    stale.map(
      ({ reference, revision = '' }) =>
        `${reference} is from commit ${revision}, but this list is for ${inputs.revision}. Build that leg again. If all legs are from another commit, set 'revision'; 'allow-stale: true' accepts this one.`
    )
  )
}

/** With `found` the input does not say what is complete: what users could pull until now must not disappear unnoticed. */
const checkNothingVanishes = (
  published: Images | undefined,
  entries: readonly Entry[],
  { images, tags }: ManifestInputs
): void => {
  const keys = new Set(entries.map(({ platform }) => platformKey(platform)))
  const vanishing = (published?.entries ?? []).filter(({ platform }) => !keys.has(platformKey(platform)))
  if (vanishing.length === 0) return
  const tag = formatReference({ ...images[0], tag: tags[0] })
  throw new RefusedError(
    vanishing.map(
      ({ platform }) =>
        `Input 'releases': ${tag} has an image for ${formatPlatform(platform)}, but no leg for it was found. Build it, set 'keep-existing: true', or list the releases instead of 'found'.`
    )
  )
}

/** Logs what is listed, and which host pulls which of it. */
const logList = async (list: List, log: Log): Promise<void> => {
  // The writes go out first: there is time for the log while they are under way.
  await setImmediate()
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
