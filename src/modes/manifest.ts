import type { ManifestInputs } from '../inputs/manifest.js'
import { platformJson } from '../oci/document.js'
import {
  checkEntries,
  describeEntry,
  entryWarnings,
  formatPlatform,
  ListError,
  orderEntries,
  platformKey,
  type Entry
} from '../oci/entries.js'
import { buildIndex, keepAttachments } from '../oci/image-index.js'
import { formatReference, formatRepository, repositoryOf, sameRepository, type Reference } from '../oci/reference.js'
import type { Content, Descriptor } from '../oci/types.js'
import type { RegistryClient } from '../registry/client.js'
import { readImages, type Images } from '../registry/images.js'
import { publish, type Target } from '../registry/publish.js'
import type { RepositoryClient, Rights } from '../registry/repository.js'
import type { Log } from '../report/log.js'
import { code, table } from '../report/markdown.js'
import type { Result } from '../report/result.js'
import { findRelease, releaseNames, type Release } from '../windows/releases.js'

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

  const [legs, sources, targets, published] = await together([
    readLegs(inputs, own),
    readSources(inputs, clientOf),
    readTargets(inputs, clients),
    inputs.releases === 'found' ? readImages(own, { ...own.repository, tag: inputs.tags[0] }) : undefined
  ])

  const entries = orderEntries([...legs, ...sources].flatMap(images => images.entries))
  checkEntries(entries, inputs)
  checkRevisions(entries, inputs, log)
  if (published !== undefined) checkNothingVanishes(published.entries, entries, inputs)
  for (const warning of entryWarnings(entries)) log.warning(warning)

  const { kept, dropped } = keepAttachments(
    [...legs, ...sources].flatMap(images => images.attachments),
    entries
  )
  for (const { digest } of dropped) log.notice(`${digest} is left out: the image that it is about is not listed.`)
  const list = buildIndex({ entries, attachments: kept, type: inputs.mediaType, annotations: inputs.annotations })

  await log.group(`List ${list.digest}`, () => {
    for (const entry of entries) log.info(describeEntry(entry))
    log.info(new TextDecoder().decode(list.bytes))
    return Promise.resolve()
  })
  if (inputs.push) await bringTogether([...legs, ...sources], kept, clients, registry)
  const unchanged = inputs.push
    ? await publish(list, targets, registry.policy)
    : targets.every(({ current }) => current === list.digest)
  if (!inputs.push) log.info("Nothing is written: 'push' is false.")
  else if (unchanged) log.info('Nothing is written: every tag names this list already.')
  return resultOf(inputs, entries, list, unchanged)
}

/** Promise.all, but what fails first does not hide what else is missing: all are awaited, then the first error counts. */
const together = async <T extends readonly unknown[]>(
  work: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> => {
  const results = await Promise.allSettled(work)
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return results.map(result => (result.status === 'fulfilled' ? result.value : undefined)) as {
    -readonly [K in keyof T]: Awaited<T[K]>
  }
}

/** The legs of the releases: all of them, or, with `found`, those that exist. */
const readLegs = async (inputs: ManifestInputs, own: RepositoryClient): Promise<readonly Images[]> => {
  const everything = inputs.releases === 'found'
  const releases = inputs.releases === 'found' ? allReleases : inputs.releases
  const legs = await together(
    releases.map(async release => {
      const reference = { ...own.repository, tag: inputs.legTag(release) }
      const images = await readImages(own, reference)
      return { release, reference, images }
    })
  )
  const missing = legs.filter(({ images }) => images === undefined)
  if (everything && missing.length === legs.length) {
    throw new ListError([
      `Input 'releases': no leg was found in ${formatRepository(own.repository)}: looked for ${inputs.tags[0]} with the suffix of each release. Did the build legs use the same 'tags' and 'suffix'?`
    ])
  }
  if (!everything && missing.length > 0) {
    throw new ListError(
      missing.map(
        ({ release, reference }) =>
          `${formatReference(reference)} is missing, the image for ${release.name}. Did its build leg fail, or use other 'tags' or another 'suffix'?`
      )
    )
  }
  return legs.flatMap(({ release, images }) =>
    images === undefined ? [] : [{ ...images, entries: images.entries.map(entry => ({ ...entry, release })) }]
  )
}

const allReleases: readonly Release[] = [...new Set(releaseNames.flatMap(name => findRelease(name) ?? []))]

const readSources = async (
  inputs: ManifestInputs,
  clientOf: (reference: Reference) => RepositoryClient
): Promise<readonly Images[]> => {
  const found = await together(
    inputs.sources.map(async reference => ({ reference, images: await readImages(clientOf(reference), reference) }))
  )
  const missing = found.filter(({ images }) => images === undefined)
  if (missing.length > 0) {
    throw new ListError(
      missing.map(({ reference }) => `Input 'sources': ${formatReference(reference)} does not exist.`)
    )
  }
  return found.flatMap(({ images }) => images ?? [])
}

const readTargets = (inputs: ManifestInputs, clients: readonly RepositoryClient[]): Promise<readonly Target[]> =>
  together(clients.flatMap(client => inputs.tags.map(async tag => ({ client, tag, current: await client.head(tag) }))))

/** A registry takes a list only when it has all that it names: what lies elsewhere is copied first. */
const bringTogether = async (
  found: readonly Images[],
  attachments: readonly Descriptor[],
  targets: readonly RepositoryClient[],
  { copy }: RegistryClient
): Promise<void> => {
  const kept = new Set(attachments.map(({ digest }) => digest))
  await together(
    found.flatMap(images =>
      targets
        .filter(({ repository }) => !sameRepository(repository, images.client.repository))
        .flatMap(target =>
          [
            ...images.entries.map(({ descriptor }) => descriptor),
            ...images.attachments.filter(({ digest }) => kept.has(digest))
          ].map(({ digest }) => copy(images.client, target, digest))
        )
    )
  )
}

/** A leg of another commit is a leg that was not built by this run: its build failed, or has not run yet. */
const checkRevisions = (entries: readonly Entry[], inputs: ManifestInputs, log: Log): void => {
  const legs = entries.filter(({ release }) => release !== undefined)
  const unlabelled = legs.filter(({ revision }) => revision === undefined).map(({ reference }) => reference)
  if (unlabelled.length > 0) {
    log.warning(
      `It cannot be told which commit these are from, as they have no label org.opencontainers.image.revision: ${unlabelled.join(', ')}`
    )
  }
  const stale = legs.filter(({ revision }) => revision !== undefined && revision !== inputs.revision)
  if (stale.length === 0 || inputs.allowStale) return
  throw new ListError(
    stale.map(
      ({ reference, revision = '' }) =>
        `${reference} is from commit ${revision}, but this list is for ${inputs.revision}. Build that leg again, or give 'revision' if the legs come from another commit; 'allow-stale: true' takes it as it is.`
    )
  )
}

/** With `found` nobody says what is complete; what users could pull until now must not go away unnoticed. */
const checkNothingVanishes = (
  before: readonly Entry[],
  after: readonly Entry[],
  { images, tags }: ManifestInputs
): void => {
  const keys = new Set(after.map(({ platform }) => platformKey(platform)))
  const vanishing = before.filter(({ platform }) => !keys.has(platformKey(platform)))
  if (vanishing.length === 0) return
  const tag = formatReference({ ...images[0], tag: tags[0] })
  throw new ListError(
    vanishing.map(
      ({ platform }) =>
        `Input 'releases': ${tag} holds an image for ${formatPlatform(platform)} now, and no leg for it was found. Build it, or name the releases that are meant instead of 'found'.`
    )
  )
}

const resultOf = (inputs: ManifestInputs, entries: readonly Entry[], list: Content, unchanged: boolean): Result => {
  const references = inputs.images.flatMap(image => inputs.tags.map(tag => formatReference({ ...image, tag })))
  const releases = entries.flatMap(({ release }) => release?.name ?? [])
  const metadata = {
    digest: list.digest,
    mediaType: list.mediaType,
    references,
    unchanged,
    entries: entries.map(({ descriptor, platform, reference, release }) => ({
      reference,
      digest: descriptor.digest,
      platform: platformJson(platform),
      ...(release === undefined ? {} : { release: release.name })
    }))
  }
  const done = unchanged ? 'Unchanged' : inputs.push ? 'Published' : 'Dry run: not published'
  return {
    outputs: {
      digest: list.digest,
      reference: references[0] ?? '',
      references: references.join('\n'),
      releases: releases.join(','),
      unchanged: String(unchanged),
      metadata: JSON.stringify(metadata)
    },
    summary: [
      `### ${done}: ${code(references[0] ?? '')}`,
      '',
      table(
        ['Platform', 'OS version', 'Release', 'Image', 'Digest'],
        entries.map(({ platform, release, reference, descriptor }) => [
          code(
            formatPlatform({
              os: platform.os,
              architecture: platform.architecture,
              ...(platform.variant === undefined ? {} : { variant: platform.variant })
            })
          ),
          platform.osVersion === undefined ? '' : code(platform.osVersion),
          release?.name ?? '',
          code(reference),
          code(descriptor.digest)
        ])
      ),
      '',
      `Tags: ${references.map(code).join(', ')}`,
      '',
      `Digest of the list: ${code(list.digest)} (${code(list.mediaType)})`,
      ''
    ].join('\n')
  }
}
