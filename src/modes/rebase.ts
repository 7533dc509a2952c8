import type { RebaseInputs } from '../inputs/rebase.js'
import type { PublishInputs } from '../inputs/shared.js'
import {
  checkEntries,
  commonVersion,
  entryWarnings,
  formatPlatform,
  orderEntries,
  releaseOf,
  type Entry
} from '../oci/entries.js'
import { buildIndex, keepAttachments, type List } from '../oci/image-index.js'
import { isWrongList, listedEntries } from '../oci/listed.js'
import { mediaTypes } from '../oci/media-types.js'
import { formatReference, identifierOf, sameRepository } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import { isGuarded } from '../oci/tag-guard.js'
import type { Descriptor } from '../oci/types.js'
import { readEarly } from '../registry/base.js'
import type { RegistryClient } from '../registry/client.js'
import { checkTags, guardTags } from '../registry/guard.js'
import { requireImages, type Images } from '../registry/images.js'
import { isStale, publishAll, stage, type Write } from '../registry/publish.js'
import type { RepositoryClient } from '../registry/repository.js'
import { gathered, settled } from '../common/await-all.js'
import { formatTime } from '../common/time.js'
import { bringSwapped, swapBase, type Swap, type SwapTask } from '../registry/swap-base.js'
import { readTarget, type Target } from '../registry/targets.js'
import type { Log } from '../runner/log.js'
import { describeSwap, rebaseResult } from '../report/rebase.js'
import type { Result } from '../report/result.js'
import type { WindowsRelease } from '../windows/releases.js'

/** What the mode works with. */
export type RebaseTools = { readonly registry: RegistryClient; readonly log: Log }

const heading = 'The bases cannot be swapped'

/** Puts newer, or other, Windows bases under images that are published already, with nothing but the registry. */
export const rebase = async (inputs: RebaseInputs, { registry, log }: RebaseTools): Promise<Result> => {
  const early = readEarly(registry, [inputs.oldBase, inputs.newBase])
  const readAt = performance.now()
  const source = { ...(await requireImages(registry, inputs.source, "the input 'source'")), readAt }
  const asList = source.root.kind === 'index' && !inputs.isLeg
  const tasks = chooseTasks(inputs, source, log)
  const version = commonVersion(source.entries)
  const where = inputs.publish(version)
  for (const notice of where.notices) log.notice(notice)
  // What a tag holds already may stay under it.
  if (asList)
    checkTags(
      where.tags.filter(tag => tag !== inputs.source.tag),
      version
    )

  const clients = where.images.map(image => registry.open(image, inputs.push ? 'pull,push' : 'pull'))
  const created = formatTime(inputs.sourceDateEpoch ?? Math.floor(Date.now() / 1000))
  const options = { ...inputs, early, created }
  const [swaps, legTargets, listTargets] = await settled([
    gathered(
      tasks.map(task => swapBase(task, registry, options)),
      heading
    ),
    readTargets(
      clients,
      tasks.map(({ to }) => where.legTag(to)),
      inputs,
      source
    ),
    asList ? readTargets(clients, where.tags, inputs, source) : []
  ])
  for (const swap of swaps) log.info(describeSwap(swap))
  for (const warning of swaps.flatMap(({ warnings }) => warnings)) log.warning(warning)

  const list = asList ? compose(source, swaps, where, log) : undefined
  if (list === undefined) tellOfLeg(inputs, source, swaps, where, log)
  const moving = list === undefined ? [] : await guardTags(listTargets, list.content.digest, version, log)
  const listWrites = list === undefined ? [] : moving.map(target => ({ target, content: list.content }))
  const legs = swaps.flatMap(swap => {
    // Of a list that stays as it is, the legs are not looked after.
    if (swap.made === undefined && asList && !listWrites.some(isStale)) return []
    const content = swap.made?.manifest ?? (asList ? swap.image : source.root)
    return legTargets.filter(({ tag }) => tag === where.legTag(swap.task.to)).map(target => ({ target, content }))
  })
  const writes: readonly Write[] = [...legs, ...listWrites]

  const unchanged = !writes.some(isStale)
  if (inputs.push && !unchanged) {
    await settled([writeParts(swaps, clients, registry, asList), bringRest(source, list, writes, registry)])
    if (list !== undefined) await stage(list.content, moving, registry)
    await publishAll(writes, registry.policy)
  }
  if (!inputs.push) log.info("Nothing is written: 'push' is false.")
  else if (unchanged) log.info('Nothing is written: every tag names its image already.')
  return rebaseResult({
    swaps,
    legs,
    pushed: inputs.push,
    unchanged,
    ...(list === undefined ? {} : { list: { ...list, targets: listTargets, moving } })
  })
}

/** An image, and the release that it is for; undefined where no release has its build. */
type Known = { readonly entry: Entry; readonly from: WindowsRelease }

/** Which image becomes which: each its own release's newest, or the nearest one for the releases asked for. */
const chooseTasks = (inputs: RebaseInputs, source: Images, log: Log): readonly SwapTask[] => {
  const windows = source.entries.filter(({ platform }) => platform.os === 'windows')
  const name = formatReference(inputs.source)
  const known = windows.flatMap((entry): Known[] => {
    const from = releaseOf(entry)
    return from === undefined ? [] : [{ entry, from }]
  })
  const unknown = windows.filter(entry => !known.some(other => other.entry === entry))
  if (windows.length === 0) throw new RefusedError([`${name} holds no Windows image, so there is no base to swap.`])
  if (known.length === 0) {
    throw new RefusedError(
      unknown.map(
        ({ reference, platform }) =>
          `${reference} is for ${formatPlatform(platform)}, which is no release known here: its base cannot be told.`
      ),
      heading
    )
  }
  for (const { reference, platform } of unknown)
    log.warning(`${reference} stays as it is: ${formatPlatform(platform)} is no release known here.`)
  const { client } = source
  if (inputs.releases.length === 0) {
    const own = [...new Set(known.map(({ from }) => from.name))]
    if (inputs.newBase !== undefined && own.length > 1) {
      throw new RefusedError([
        `Input 'new-base': it is the base of one release, and ${name} holds images of ${own.join(', ')}. Name the one that is meant in 'releases'.`
      ])
    }
    return known.map(({ entry, from }) => ({ entry, client, from, to: from }))
  }

  const tasks = inputs.releases.map(to => ({ to, nearest: nearestTo(to, known) }))
  const missing = tasks.filter(({ nearest }) => nearest === undefined)
  if (missing.length > 0) {
    throw new RefusedError(
      missing.map(
        ({ to }) =>
          `Input 'releases': ${name} holds no image for ${to.architecture}, of which one for ${to.name} could be made.`
      ),
      heading
    )
  }
  return tasks.flatMap(({ to, nearest }) => (nearest === undefined ? [] : [{ ...nearest, client, to }]))
}

/** The image of the release itself, else that of the nearest build, the newer one of two. */
const nearestTo = ({ build, architecture }: WindowsRelease, known: readonly Known[]): Known | undefined =>
  known
    .filter(({ from }) => from.architecture === architecture)
    .sort((a, b) => Math.abs(a.from.build - build) - Math.abs(b.from.build - build) || b.from.build - a.from.build)[0]

/** What the tags name now; the source's own tag has been read already. */
const readTargets = (
  clients: readonly RepositoryClient[],
  tags: readonly string[],
  { source }: RebaseInputs,
  { readAt, ...found }: Images & Pick<Target, 'readAt'>
): Promise<readonly Target[]> =>
  settled(
    clients.flatMap(client =>
      tags.map(tag =>
        source.digest === undefined && identifierOf(source) === tag && sameRepository(client.repository, source)
          ? Promise.resolve({
              client,
              tag,
              name: formatReference({ ...client.repository, tag }),
              current: found.root.digest,
              held: Promise.resolve(found),
              readAt
            })
          : readTarget(client, tag, isGuarded(tag) ? 'if readable' : 'no')
      )
    )
  )

/** The list with the new images in the places of the old ones; what was not asked for stays as it is. */
const compose = (source: Images, swaps: readonly Swap[], where: PublishInputs, log: Log): List => {
  const made = swaps.flatMap(swap => madeEntry(swap, where))
  if (made.length === 0 && !isWrongList(listedEntries(source.root, source.entries)))
    return { content: source.root, entries: source.entries, attachments: source.attachments }
  const replaced = new Set(
    swaps.flatMap(({ made: image, task: { entry, from, to } }) => (image !== undefined && from === to ? [entry] : []))
  )
  if (made.length === 0)
    log.notice('The list is written anew: its order, or what it says about its images, misleads hosts.')
  const entries = orderEntries([...source.entries.filter(entry => !replaced.has(entry)), ...made])
  checkEntries(entries, { allowMissingOsVersion: true })
  for (const warning of entryWarnings(entries)) log.warning(warning)
  const { kept, dropped } = keepAttachments(source.attachments, entries)
  tellDropped(dropped, log)
  const { mediaType, annotations } = source.root
  // Registries take Docker lists of OCI images too, which nobody may write.
  const type = mediaType === mediaTypes.dockerList ? 'auto' : 'oci'
  return { content: buildIndex({ entries, attachments: kept, type, annotations }), entries, attachments: kept }
}

const tellDropped = (dropped: readonly Descriptor[], log: Log): void => {
  for (const { digest } of dropped)
    log.notice(`The attestation ${digest} is left out: it is about an image that has been replaced.`)
}

/** Where the result is not all that somebody who gave the image of one release may look for. */
const tellOfLeg = (
  { source: { tag = 'latest', ...rest }, isLeg }: RebaseInputs,
  { root, attachments }: Images,
  swaps: readonly Swap[],
  { images, tags, legTag }: PublishInputs,
  log: Log
): void => {
  if (swaps.some(({ made }) => made !== undefined)) tellDropped(attachments, log)
  if (root.kind === 'index' || isLeg || !tags.includes(tag)) return
  const legs = swaps.map(({ task: { to } }) => formatReference({ ...images[0], tag: legTag(to) })).join(', ')
  const releases = swaps.map(({ task: { to } }) => to.name).join(', ')
  log.notice(
    `${formatReference({ ...rest, tag })} is one image, not a list, and stays as it is: the result is ${legs}. To have it under ${tag}, list it there with mode 'manifest' ('releases: ${releases}', 'tags: ${tag}'); that list can be rebased in its place.`
  )
}

const madeEntry = ({ made, task: { entry, to }, newBase }: Swap, { images, legTag }: PublishInputs): Entry[] => {
  if (made === undefined) return []
  const { mediaType, digest, bytes } = made.manifest
  const { osVersion, osFeatures, ...platform } = entry.platform
  const { platform: windows } = newBase.config
  return [
    {
      ...entry,
      descriptor: { ...entry.descriptor, mediaType, digest, size: bytes.length },
      platform: {
        ...platform,
        ...(windows.osVersion === undefined ? {} : { osVersion: windows.osVersion }),
        ...(windows.osFeatures === undefined ? {} : { osFeatures: windows.osFeatures })
      },
      reference: formatReference({ ...images[0], tag: legTag(to) }),
      layers: [...made.ofBase, ...made.own],
      release: to
    }
  ]
}

/** What the new images are made of, and, for a list, the images by their digests. */
const writeParts = async (
  swaps: readonly Swap[],
  clients: readonly RepositoryClient[],
  registry: RegistryClient,
  asList: boolean
): Promise<void> => {
  await settled(
    clients.flatMap(client =>
      swaps.map(async swap => {
        await bringSwapped(swap, client, registry)
        if (asList && swap.made !== undefined) await registry.putByDigest(client, swap.made.manifest)
      })
    )
  )
}

/** What stays as it is has to be brought to repositories other than the source's too. */
const bringRest = async (
  source: Images,
  list: List | undefined,
  writes: readonly Write[],
  { copy }: RegistryClient
): Promise<void> => {
  const there = [...source.entries.map(({ descriptor }) => descriptor), ...source.attachments, source.root]
  const old = new Set(there.map(({ digest }) => digest))
  const elsewhere = writes.filter(({ target }) => !sameRepository(target.client.repository, source.client.repository))
  await settled(
    elsewhere.flatMap(({ target, content }) => {
      const parts =
        content === list?.content
          ? [...list.entries.map(({ descriptor }) => descriptor), ...list.attachments]
          : [content]
      return parts
        .filter(({ digest }) => old.has(digest))
        .map(({ digest }) => copy(source.client, target.client, digest))
    })
  )
}
