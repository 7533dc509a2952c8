import { awaitAll } from '../common/await-all.js'
import { editDistance } from '../common/nearest.js'
import type { UserErrorParts } from '../common/user-error.js'
import type { ManifestInputs } from '../inputs/manifest.js'
import { formatReference, formatRepository, sameRepository, type Reference } from '../oci/reference.js'
import { readImages, type Images } from '../registry/images.js'
import type { RepositoryClient } from '../registry/repository.js'
import { pause, type RetryPolicy } from '../registry/transport/retry.js'
import type { Journal } from '../report/journal.js'
import { namedReleases, type Release } from '../windows/releases.js'

/** What the list is made from, and what is wrong with it. */
export type Supplied = {
  readonly images: readonly Images[]
  readonly problems: readonly UserErrorParts[]
}

type Leg = { readonly release: Release; readonly reference: Reference; readonly images: Images | undefined }

/** What reading takes. */
export type SupplyTools = {
  /** the repositories of the list; the legs are in the first one */
  readonly clients: readonly [RepositoryClient, ...RepositoryClient[]]
  /** opens the repository of a source */
  readonly open: (reference: Reference) => RepositoryClient
  readonly policy: RetryPolicy
  readonly journal: Journal
}

/** Seconds between looks for a leg that is late: 15 in all. */
const lateSeconds = [1, 2, 4, 8]

const isMissing = ({ images }: Pick<Leg, 'images'>): boolean => images === undefined

const stateOf = (images: Images | undefined): string => (images === undefined ? 'missing' : 'found')

const readLeg = async (
  { release, reference }: Omit<Leg, 'images'>,
  onlyExisting: boolean,
  { clients: [own], journal }: SupplyTools
): Promise<Leg> => {
  const state = (images: Images | undefined): string | undefined =>
    onlyExisting && images === undefined ? undefined : stateOf(images)
  return {
    release,
    reference,
    images: await journal.follow(formatReference(reference), state, readImages(own, reference))
  }
}

/** Looks again for legs that are missing while others are there: a replicated registry shows them later. */
const readLate = async (legs: readonly Leg[], tools: SupplyTools): Promise<readonly Leg[]> => {
  const { policy } = tools
  let found = legs
  for (const seconds of lateSeconds) {
    const missing = found.filter(isMissing)
    if (missing.length === 0 || missing.length === legs.length) break
    const names = missing.map(({ reference }) => formatReference(reference)).join(', ')
    policy.log.info(`${names} not found yet; other images of the tag are there. Looking again in ${seconds} s`)
    await pause(seconds * 1000, policy)
    found = await awaitAll(found.map(leg => (isMissing(leg) ? readLeg(leg, false, tools) : leg)))
  }
  return found
}

/** Tags under which a leg may be by mistake: with or without `v`, or by another name of the release. */
const likelyTags = ({ release }: Leg, { tags: [first], suffixOf }: ManifestInputs): readonly string[] => {
  const names = [release.name, ...(release.os === 'windows' ? release.aliases : [])]
  const toggled = first.startsWith('v') ? first.slice(1) : `v${first}`
  return [first, toggled]
    .flatMap(tag => names.map(name => tag + suffixOf(name)))
    .filter(tag => tag !== first + suffixOf(release.name))
}

/** At most so many tags are shown that look like a missing one. */
const maxShown = 3

/** Tags of the release that are nearest to the one that is missing, from the first page that the registry lists. */
const listedTags = async (
  { release, reference: { tag = '' } }: Leg,
  inputs: ManifestInputs,
  own: RepositoryClient
): Promise<readonly string[]> =>
  (await own.tags(1))
    .filter(other => other.endsWith(inputs.suffixOf(release.name)))
    .sort((a, b) => editDistance(a, tag) - editDistance(b, tag))
    .slice(0, maxShown)

/** Which tags look like that of a missing leg. A failure to find out is not worth another error. */
const similarTags = async (leg: Leg, inputs: ManifestInputs, own: RepositoryClient): Promise<readonly string[]> => {
  try {
    const likely = likelyTags(leg, inputs)
    const digests = await awaitAll(likely.map(tag => own.head(tag)))
    const there = likely.filter((_, i) => digests[i] !== undefined)
    return there.length > 0 ? there : await listedTags(leg, inputs, own)
  } catch {
    return []
  }
}

const missingProblem = async (leg: Leg, inputs: ManifestInputs, own: RepositoryClient): Promise<UserErrorParts> => {
  const similar = await similarTags(leg, inputs, own)
  const hint = similar.length === 0 ? '' : `There is ${similar.join(', ')}. `
  return {
    what: `${formatReference(leg.reference)} is missing, the image for ${leg.release.name}`,
    remedy: `${hint}Check that its build job succeeded, with the same 'tags' and 'suffix'`
  }
}

const noneFound = (inputs: ManifestInputs, own: RepositoryClient): UserErrorParts => ({
  input: 'releases',
  what: `no leg was found in ${formatRepository(own.repository)}`,
  why: `looked for ${inputs.tags[0]} with the suffix of each release`,
  remedy: "Check that the build jobs use the same 'tags' and 'suffix'"
})

/** The legs of the releases: all of them, or, with `found`, those that exist, whatever name their release has. */
const readLegs = async (inputs: ManifestInputs, tools: SupplyTools): Promise<Supplied> => {
  const [own] = tools.clients
  const onlyExisting = inputs.releases === 'found'
  const releases = inputs.releases === 'found' ? namedReleases : inputs.releases
  const read = await awaitAll(
    releases.map(release => {
      const reference = { ...own.repository, tag: inputs.legTag(release) }
      return readLeg({ release, reference }, onlyExisting, tools)
    })
  )
  const legs = onlyExisting || inputs.keepExisting ? read : await readLate(read, tools)
  const missing = legs.filter(isMissing)
  const isEmpty = onlyExisting && missing.length === legs.length && inputs.sources.length === 0
  return {
    images: legs.flatMap(({ release, images }) =>
      images === undefined ? [] : [{ ...images, entries: images.entries.map(entry => ({ ...entry, release })) }]
    ),
    problems: onlyExisting
      ? isEmpty
        ? [noneFound(inputs, own)]
        : []
      : await awaitAll(missing.map(leg => missingProblem(leg, inputs, own)))
  }
}

const readSources = async (inputs: ManifestInputs, { clients, open, journal }: SupplyTools): Promise<Supplied> => {
  const clientOf = (reference: Reference): RepositoryClient =>
    clients.find(({ repository }) => sameRepository(repository, reference)) ?? open(reference)
  const found = await awaitAll(
    inputs.sources.map(async ({ reference, platform }) => {
      const name = formatReference(reference)
      const reading = readImages(clientOf(reference), reference, { platform })
      return { name, images: await journal.follow(name, stateOf, reading) }
    })
  )
  return {
    images: found.flatMap(({ images }) => images ?? []),
    problems: found.flatMap(({ name, images }) =>
      images === undefined ? [{ what: `${name} does not exist`, remedy: "Check the input 'sources' (or 'spec')" }] : []
    )
  }
}

/** Reads the legs of the releases, and whatever else is named. */
export const readSupplied = async (inputs: ManifestInputs, tools: SupplyTools): Promise<Supplied> => {
  const [legs, sources] = await awaitAll([readLegs(inputs, tools), readSources(inputs, tools)])
  return { images: [...legs.images, ...sources.images], problems: [...legs.problems, ...sources.problems] }
}
