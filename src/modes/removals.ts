import { awaitAll } from '../common/await-all.js'
import { formatPlatform, platformKey } from '../oci/entries.js'
import type { List } from '../oci/image-index.js'
import { listedEntries, type ListedEntry } from '../oci/listed.js'
import type { Images } from '../registry/images.js'
import type { Target } from '../registry/targets.js'
import { simulatePulls } from '../windows/pull-simulation.js'

/** A tag that is about to lose platforms which users pull. */
export type Removal = {
  /** the tag, as users write it */
  readonly name: string
  /** `windows/amd64 10.0.17763.1` */
  readonly platforms: readonly string[]
  /** hosts that pull something from the tag now, and nothing from the new list */
  readonly hosts: readonly string[]
}

const served = (list: readonly ListedEntry[]): ReadonlySet<string> =>
  new Set(simulatePulls(list).flatMap(({ host, index }) => (index === undefined ? [] : [host.name])))

const removalOf = (name: string, { root, entries }: Images, list: List): readonly Removal[] => {
  const keys = new Set(list.entries.map(({ platform }) => platformKey(platform)))
  const lost = entries.filter(({ platform }) => !keys.has(platformKey(platform)))
  if (lost.length === 0) return []
  const now = served(listedEntries(list.content, list.entries))
  return [
    {
      name,
      platforms: lost.map(({ platform }) => formatPlatform(platform)),
      hosts: [...served(listedEntries(root, entries))].filter(host => !now.has(host))
    }
  ]
}

/** The tags, of those that move, that hold platforms which the list lacks. What cannot be read is not ours. */
export const findRemovals = async (targets: readonly Target[], list: List): Promise<readonly Removal[]> => {
  const found = await awaitAll(
    targets.map(async ({ name, current, contents }) => {
      const images = current === list.content.digest ? undefined : await contents
      return images === undefined ? [] : removalOf(name, images, list)
    })
  )
  return found.flat()
}

/** What is lost, in words. */
export const describeRemoval = ({ name, platforms, hosts }: Removal): string => {
  const nothing = hosts.length === 0 ? '' : `, and ${hosts.join(', ')} would pull nothing from it`
  return `${name} holds ${platforms.join(', ')}, which the new list lacks: the tag loses it${nothing}.`
}
