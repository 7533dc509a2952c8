import { awaitAll } from '../common/await-all.js'
import { RefusedError } from '../common/refused-error.js'
import { withoutFullStop } from '../common/user-error.js'
import { formatPlatform, platformKey } from '../oci/entries.js'
import type { List } from '../oci/image-index.js'
import { listedEntries, type ListedEntry } from '../oci/listed.js'
import type { Images } from '../registry/images.js'
import type { Target } from '../registry/targets.js'
import { simulatePulls } from '../windows/pull-simulation.js'

/** A tag that is about to lose platforms which users pull. */
export type Removal = {
  readonly tag: string
  /** the tag with its repository, as users write it */
  readonly name: string
  /** `windows/amd64 10.0.17763.1` */
  readonly platforms: readonly string[]
  /** hosts that pull something from the tag now, and nothing from the new list */
  readonly hosts: readonly string[]
}

const served = (list: readonly ListedEntry[]): ReadonlySet<string> =>
  new Set(simulatePulls(list).flatMap(({ host, index }) => (index === undefined ? [] : [host.name])))

const removalOf = ({ tag, name }: Target, { root, entries }: Images, list: List): readonly Removal[] => {
  const keys = new Set(list.entries.map(({ platform }) => platformKey(platform)))
  const lost = entries.filter(({ platform }) => !keys.has(platformKey(platform)))
  if (lost.length === 0) return []
  const now = served(listedEntries(list.content, list.entries))
  return [
    {
      tag,
      name,
      platforms: lost.map(({ platform }) => formatPlatform(platform)),
      hosts: [...served(listedEntries(root, entries))].filter(host => !now.has(host))
    }
  ]
}

/** The tags, of those that move, that hold platforms which the list lacks. What cannot be read is not ours. */
export const findRemovals = async (targets: readonly Target[], list: List): Promise<readonly Removal[]> => {
  const found = await awaitAll(
    targets.map(async target => {
      const images = target.current === list.content.digest ? undefined : await target.contents
      return images === undefined ? [] : removalOf(target, images, list)
    })
  )
  return found.flat()
}

/** What is lost, in words. */
export const describeRemoval = ({ name, platforms, hosts }: Removal): string => {
  const nothing = hosts.length === 0 ? '' : `, and ${hosts.join(', ')} would pull nothing from it`
  return `${name} holds ${platforms.join(', ')}, which the new list lacks: the tag loses ${platforms.length === 1 ? 'it' : 'them'}${nothing}.`
}

/** @throws RefusedError where tags would lose platforms that users pull */
export const refuseRemovals = (removals: readonly Removal[], remedy: string): void => {
  if (removals.length === 0) return
  throw new RefusedError(
    removals.map(removal => ({ input: 'tags', what: withoutFullStop(describeRemoval(removal)), remedy })),
    'the tags cannot be written'
  )
}
