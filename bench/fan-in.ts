import { buildIndex } from '../__tests__/support/image-builder.js'
import { type Image, pushImage } from '../__tests__/support/images.js'
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

/** Peers are free in how they describe the legs, not in which they list. */
const checkLists = async ({ near }: FarRegistry, repository: string, { tags, legs }: FanIn): Promise<void> => {
  const wanted = [...legs.values()].map(({ digest }) => digest)
  for (const tag of tags) {
    const { manifest } = await readManifest(near(repository), repository, tag)
    const listed = manifest.manifests?.map(({ digest }) => digest) ?? []
    if (listed.toSorted().join() !== wanted.toSorted().join())
      throw new Error(`${tag} is not the list of the legs: it has ${listed.join(', ')} instead of ${wanted.join(', ')}`)
  }
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
