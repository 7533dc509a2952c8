import { baseOfRelease, commonBases, floatingBase, type BaseTemplate, type ReleaseBase } from '../oci/base-reference.js'
import { provesBase, sharedLayers } from '../oci/base-layers.js'
import { isDigest } from '../oci/digest.js'
import { formatReleasePlatform, type Entry } from '../oci/entries.js'
import { labelNames } from '../oci/labels.js'
import type { Image } from '../oci/rebase.js'
import { formatReference, parseReference, repositoryOf, type Reference } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import { uniqueBy } from '../common/unique.js'
import { reasonOf } from '../common/user-error.js'
import { printable } from '../runner/foreign-text.js'
import type { WindowsRelease } from '../windows/releases.js'
import { readBase, type PlatformRequirement, type BaseImage, type Prefetched } from './base.js'
import type { RegistryClient } from './client.js'
import type { RepositoryClient } from './repository.js'

/** A base with its config, which images are compared with. */
export type BaseWithConfig = BaseImage & Image

/** An image whose base is to be found. */
export type BuiltImage = Image & {
  readonly reference: string
  readonly osVersion: string
  readonly release: WindowsRelease
}

/** What the user says about bases. */
export type BaseHints = {
  /** the base that the image was built on */
  readonly oldBase?: Reference
  readonly baseImage?: BaseTemplate
  /** bases that are already being read */
  readonly prefetched?: Prefetched
}

/** Why a candidate is not the base. */
type Miss = { readonly candidate: ReleaseBase; readonly reason: string }

/** A base with its config. */
export const withConfig = async (base: BaseImage): Promise<BaseWithConfig> => ({
  ...base,
  config: await base.client.config(base.manifest)
})

/** Reads the image of an entry. @throws RefusedError where it is not an image */
export const builtImage = async (
  { reference, descriptor, platform }: Entry,
  client: RepositoryClient,
  release: WindowsRelease
): Promise<BuiltImage> => {
  const manifest = await client.get(descriptor.digest)
  if (manifest?.kind !== 'manifest')
    throw new RefusedError([{ what: `${reference} is not an image`, remedy: "Check the input 'source'" }])
  return { manifest, config: await client.config(manifest), reference, osVersion: platform.osVersion ?? '', release }
}

/**
 * The base that the labels of an image, or annotations of the same names, name; undefined where they cannot be read.
 */
const namedBase = ({ config, manifest }: Image): Reference | undefined => {
  const said = { ...manifest.annotations, ...config.labels }
  const [name, digest] = [said[labelNames.baseName], said[labelNames.baseDigest]]
  try {
    const reference = name === undefined ? undefined : parseReference(name)
    return reference === undefined || !isDigest(digest) ? reference : { ...reference, digest }
  } catch {
    return undefined
  }
}

/** A repository's image of exactly the Windows version that an image has, and the current one of its release. */
const inRepository = (template: BaseTemplate, { osVersion, release }: BuiltImage): readonly ReleaseBase[] => {
  const base = baseOfRelease(template, release)
  return [...(template.tag === undefined ? [{ ...repositoryOf(base), tag: osVersion }] : []), base]
}

/** Where the base may be, the likeliest first. If the user names the base, it is the only candidate. */
export const baseCandidates = (image: BuiltImage, { oldBase, baseImage }: BaseHints): readonly ReleaseBase[] => {
  if (oldBase !== undefined) return [oldBase]
  const named = namedBase(image)
  if (named === undefined)
    return (baseImage === undefined ? commonBases : [baseImage]).flatMap(one => inRepository(one, image))
  const { digest, tag, ...repository } = named
  const all = [
    ...(digest === undefined ? [] : [named]),
    ...(baseImage === undefined ? [] : inRepository(baseImage, image)),
    { ...repository, tag: image.osVersion },
    ...(tag === undefined ? [] : [{ ...repository, tag }])
  ]
  return uniqueBy(all, formatReference)
}

const tryCandidate = async (
  registry: RegistryClient,
  image: BuiltImage,
  candidate: ReleaseBase,
  prefetched: Prefetched | undefined
): Promise<BaseWithConfig | Miss> => {
  const { architecture, build } = image.release
  const wanted: PlatformRequirement = { os: 'windows', architecture, build }
  try {
    const found = await readBase(registry, candidate, wanted, prefetched)
    if (found === undefined) return { candidate, reason: 'it does not exist' }
    const base = await withConfig(found)
    if (provesBase(image.config, base.config)) return base
    const [shared, of] = [sharedLayers(image.config, base.config), base.config.diffIds.length]
    return { candidate, reason: `the image begins with ${shared} of its ${of} layers` }
  } catch (error) {
    return { candidate, reason: printable(reasonOf(error)) }
  }
}

const isMiss = (result: BaseWithConfig | Miss): result is Miss => 'reason' in result

/**
 * Finds the base that an image is built on, and proves it by the diff_ids: the image must begin with all of its layers.
 *
 * @returns the base; or a line for each candidate that was tried, with the reason
 */
export const findOldBase = async (
  registry: RegistryClient,
  image: BuiltImage,
  hints: BaseHints
): Promise<BaseWithConfig | readonly string[]> => {
  const [first, ...others] = baseCandidates(image, hints)
  const misses: Miss[] = []
  // The first candidate is nearly always right. The others are tried together.
  for (const group of [first === undefined ? [] : [first], others]) {
    const results = await Promise.all(
      group.map(candidate => tryCandidate(registry, image, candidate, hints.prefetched))
    )
    const base = results.find(result => !isMiss(result))
    if (base !== undefined && !isMiss(base)) return base
    misses.push(...results.filter(isMiss))
  }
  return misses.map(({ candidate, reason: why }) => `${formatReference(candidate)}: ${why}`)
}

/** Where the newest base of a release is, as far as it is known before the old one is found. */
export const newestBase = (
  image: Image,
  { baseImage, oldBase }: BaseHints,
  release: WindowsRelease
): ReleaseBase | undefined => {
  if (baseImage !== undefined) return baseOfRelease(baseImage, release)
  const former = oldBase ?? namedBase(image)
  return former === undefined ? undefined : floatingBase(former, release)
}

/** Whether two bases have the same files. */
export const sameBase = (a: BaseWithConfig, b: BaseWithConfig): boolean =>
  a.config.diffIds.join() === b.config.diffIds.join()

/** Reads a base that must exist. @throws RefusedError where it does not */
export const readNewBase = async (
  registry: RegistryClient,
  reference: ReleaseBase,
  release: WindowsRelease,
  prefetched?: Prefetched
): Promise<BaseImage> => {
  const { name, architecture, build } = release
  const base = await readBase(registry, reference, { os: 'windows', architecture, build }, prefetched)
  if (base !== undefined) return base
  const others = reference.aliasTags?.map(tag => `, nor does ${tag}`).join('') ?? ''
  throw new RefusedError([
    {
      what: `${formatReference(reference)}, the base for ${name}, does not exist${others}, or has no image for ${formatReleasePlatform(release)}`,
      remedy: "Check 'base-image' (or 'new-base') and 'releases'"
    }
  ])
}
