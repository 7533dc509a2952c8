import { buildIndex } from '../__tests__/support/image-builder.js'
import { configOf, type Image, type Manifest, pushImage } from '../__tests__/support/images.js'
import { runStep } from './far-client.js'
import type { FarRegistry } from './far-registry.js'
import { readManifest } from './held.js'
import type { Racer } from './race.js'

/** What is to be joined. */
export type FanIn = {
  /** The tags that the list gets; the legs' tags are the first of them and their release. */
  readonly tags: readonly [string, ...string[]]
  /** Legs by release. */
  readonly legs: ReadonlyMap<string, Image>
  /** The legs of the version before: some tags name their list already. */
  readonly before?: { readonly tags: readonly string[]; readonly legs: readonly Image[] }
}

/** A way to make the list of legs that are in place; it resolves with the milliseconds it took. */
export type Contestant = {
  readonly name: string
  readonly run: (registry: FarRegistry, repository: string, fanIn: FanIn) => Promise<number>
}

/** The bundle in a process of its own; it reads the tags back. */
export const ours: Contestant = {
  name: 'win-multiarch',
  run: (registry, repository, { tags, legs }) =>
    runStep(registry, {
      mode: 'manifest',
      image: `${registry.host}/${repository}`,
      tags: tags.join(','),
      releases: [...legs.keys()].join(',')
    })
}

/** A host tells the images of a list apart by this. */
const versionsOf = ({ manifests = [] }: Manifest): string[] =>
  manifests.map(({ digest, platform }) => `${digest} ${platform?.['os.version'] ?? ''}`).toSorted()

/** Peers may leave out what hosts choose by, which is a fault; a list of other images is none of these. */
const checkLists = async (
  { near }: FarRegistry,
  repository: string,
  { tags, legs }: FanIn
): Promise<string | undefined> => {
  const wanted = [...legs.values()].map(({ digest }) => digest).toSorted()
  const versions = [...legs.values()].map(leg => `${leg.digest} ${configOf(leg)['os.version'] ?? ''}`).toSorted()
  const manifests = await Promise.all(
    tags.map(async tag => ({ tag, ...(await readManifest(near(repository), repository, tag)) }))
  )
  for (const { tag, manifest } of manifests) {
    const listed = manifest.manifests?.map(({ digest }) => digest).toSorted() ?? []
    if (listed.join() !== wanted.join())
      throw new Error(`${tag} is not the list of the legs: it has ${listed.join(', ')} instead of ${wanted.join(', ')}`)
  }
  return manifests.every(({ manifest }) => versionsOf(manifest).join() === versions.join())
    ? undefined
    : 'no os.version in the list'
}

const prepare = async ({ near }: FarRegistry, repository: string, { tags, legs, before }: FanIn): Promise<void> => {
  const target = near(repository)
  for (const [release, image] of legs) await pushImage(target, repository, `${tags[0]}-${release}`, image)
  if (before === undefined) return
  const list = buildIndex({ entries: before.legs })
  for (const tag of before.tags) await pushImage(target, repository, tag, list)
}

/** A contestant who joins these, from legs that are in place to a list that is. */
export const racerOf = ({ name, run }: Contestant, fanIn: FanIn): Racer => ({
  name,
  prepare: (registry, repository) => prepare(registry, repository, fanIn),
  run: (registry, repository) => run(registry, repository, fanIn),
  check: (registry, repository) => checkLists(registry, repository, fanIn)
})
