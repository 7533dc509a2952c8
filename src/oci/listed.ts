import { defined } from '../common/defined.js'
import { normalizeArchitecture, normalizeVariant } from '../windows/platform-match.js'
import { simulatePulls } from '../windows/pull-simulation.js'
import type { ListedImage } from '../windows/pull.js'
import { shortDigest } from './digest.js'
import { parseDocument } from './document.js'
import { formatPlatform, type Entry } from './entries.js'
import type { Content, Platform } from './types.js'

/** A descriptor of a list, as it is written there. */
export type ListedEntry = ListedImage & {
  readonly platform?: Platform
  /** the image; absent for an attestation, and for a list within the list */
  readonly entry?: Entry
}

/**
 * The descriptors of a list, in its order: what hosts choose from.
 *
 * @param content the list as it is, or will be, published; of a single image there is nothing to choose
 * @param entries the images that were read from it
 */
export const listedEntries = (content: Content, entries: readonly Entry[]): readonly ListedEntry[] => {
  const document = parseDocument(content)
  if (document.kind === 'manifest') return []
  const byDigest = new Map(entries.map(entry => [entry.descriptor.digest, entry]))
  return document.manifests.map(({ digest, platform }): ListedEntry => {
    const entry = byDigest.get(digest)
    return defined({ platform, entry, image: entry?.platform })
  })
}

const windowsDetails = (platform: Platform): string =>
  [normalizeVariant(platform), platform.osVersion ?? '', ...(platform.osFeatures ?? [])].join()

const agree = (listed: Platform, image: Platform): boolean =>
  listed.os.toLowerCase() === image.os.toLowerCase() &&
  normalizeArchitecture(listed.architecture) === normalizeArchitecture(image.architecture) &&
  (image.os.toLowerCase() !== 'windows' || windowsDetails(listed) === windowsDetails(image))

const describe = (platform: Platform): string => [formatPlatform(platform), ...(platform.osFeatures ?? [])].join(' +')

/** Where a list says something else about an image than the image's own config. */
export const listMismatches = (listed: readonly ListedEntry[]): readonly string[] =>
  listed.flatMap(({ platform, entry }) => {
    if (entry === undefined || (platform !== undefined && agree(platform, entry.platform))) return []
    const said = platform === undefined ? 'without a platform' : `as ${describe(platform)}`
    return [
      `The image ${shortDigest(entry.descriptor.digest)} is listed ${said}, but its config says ${describe(entry.platform)}.`
    ]
  })

/** Whether a list misleads hosts: it says something else than the configs, or a host gets less than it could. */
export const isWrongList = (listed: readonly ListedEntry[]): boolean =>
  listMismatches(listed).length > 0 || simulatePulls(listed).some(({ newerMatch }) => newerMatch !== undefined)
