import { defined } from '../common/defined.js'
import { normalizeArchitecture, normalizeVariant } from '../windows/platform-match.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import type { ListedImage } from '../windows/pull.js'
import { shortDigest, type Digest } from './digest.js'
import { parseDocument } from './document.js'
import { formatPlatform, samePlatform, type Entry } from './entries.js'
import type { Content, Platform } from './types.js'

/** A descriptor of a list, as it is written there. */
export type ListedEntry = ListedImage & {
  readonly platform?: Platform
  /** the image; absent for an attestation, and for a list within the list */
  readonly entry?: Entry
  /** a list within the list, which no host looks into before it has chosen it */
  readonly nested?: { readonly digest: Digest; readonly entries: readonly Entry[] }
}

/**
 * The descriptors of a list, in its order: what hosts choose from.
 *
 * @param content the list that is, or will be, published; of a single image there is nothing to choose
 * @param entries the images that were read from it
 */
export const listedEntries = (content: Content, entries: readonly Entry[]): readonly ListedEntry[] => {
  const document = parseDocument(content)
  if (document.kind === 'manifest') return []
  const find = (digest: Digest, platform: Platform | undefined): Entry | undefined => {
    const same = entries.filter(({ descriptor }) => descriptor.digest === digest)
    return same.find(entry => platform !== undefined && samePlatform(entry.platform, platform)) ?? same[0]
  }
  return document.manifests.map(({ digest, platform }): ListedEntry => {
    const inside = entries.filter(({ within }) => within === digest)
    const entry = find(digest, platform)
    const nested = inside.length === 0 ? undefined : { digest, entries: inside }
    return defined({ platform, entry, image: entry?.platform, nested })
  })
}

const windowsDetails = (platform: Platform): string =>
  [normalizeVariant(platform), platform.osVersion ?? '', ...(platform.osFeatures ?? [])].join()

const agree = (listed: Platform, image: Platform): boolean =>
  listed.os.toLowerCase() === image.os.toLowerCase() &&
  normalizeArchitecture(listed.architecture) === normalizeArchitecture(image.architecture) &&
  (image.os.toLowerCase() !== 'windows' || windowsDetails(listed) === windowsDetails(image))

const describe = (platform: Platform): string => [formatPlatform(platform), ...(platform.osFeatures ?? [])].join(' +')

const describeListed = (platform: Platform | undefined): string =>
  platform === undefined ? 'without a platform' : `as ${describe(platform)}`

const disagrees = (platform: Platform | undefined, entry: Entry): boolean =>
  platform === undefined || !agree(platform, entry.platform)

/** Where a list says something else about an image, or about a list within it, than the configs of the images. */
export const listMismatches = (listed: readonly ListedEntry[]): readonly string[] =>
  listed.flatMap(({ platform, entry, nested }) => {
    if (entry !== undefined && disagrees(platform, entry)) {
      const image = `The image ${shortDigest(entry.descriptor.digest)}`
      return [`${image} is listed ${describeListed(platform)}, but its config says ${describe(entry.platform)}.`]
    }
    if (nested?.entries.some(inner => disagrees(platform, inner)) === true) {
      const contents = [...new Set(nested.entries.map(inner => describe(inner.platform)))].join(', ')
      const list = `The list ${shortDigest(nested.digest)} within it`
      return [`${list} is listed ${describeListed(platform)}, but holds ${contents}.`]
    }
    return []
  })

/** Whether a list misleads hosts: it says something else than the configs, or a host gets less than it could. */
export const isWrongList = (listed: readonly ListedEntry[]): boolean =>
  listMismatches(listed).length > 0 || simulatePulls(listed).some(({ newerMatch }) => newerMatch !== undefined)
