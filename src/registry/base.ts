import type { Digest } from '../oci/digest.js'
import type { ReleaseBase } from '../oci/base-reference.js'
import { formatReference, identifierOf, repositoryOf, type Reference } from '../oci/reference.js'
import type { Descriptor, Index, Manifest, Platform } from '../oci/types.js'
import { parseOsVersion } from '../windows/os-version.js'
import { ImageError } from './image-error.js'
import type { RegistryClient } from './client.js'
import type { RepositoryClient } from './repository.js'

/** A base image: a single image, chosen from a list where the reference names one. */
export type BaseImage = {
  /** the reference that was asked for, with the tag that was found */
  readonly reference: Reference
  /** what the reference resolves to: the digest of the list where it is one */
  readonly digest: Digest
  readonly client: RepositoryClient
  readonly manifest: Manifest
}

/** Manifests and lists by reference, read before it is known which image of them is needed. */
export type Prefetched = ReadonlyMap<string, Promise<Manifest | Index | undefined>>

/** Starts to read references that will be needed. */
export const prefetch = (
  registry: Pick<RegistryClient, 'open'>,
  references: readonly (Reference | undefined)[]
): Prefetched =>
  new Map(
    references.flatMap(reference => {
      if (reference === undefined) return []
      const reading = registry.open(repositoryOf(reference), 'pull').get(identifierOf(reference))
      // Avoid an unhandled rejection: callers that await this still see the error.
      reading.catch(() => undefined)
      return [[formatReference(reference), reading] as const]
    })
  )

/** The platform that a base must have. */
export type PlatformRequirement = Pick<Platform, 'os' | 'architecture'> & {
  /** Windows build number */
  readonly build?: number
}

const matches = ({ platform }: Descriptor, { os, architecture, build }: PlatformRequirement): boolean => {
  if (platform === undefined) return false
  const listed = parseOsVersion(platform.osVersion ?? '')?.build
  // A list need not name the version. The config is checked later.
  const sameBuild = build === undefined || listed === undefined || listed === build
  return platform.os === os && platform.architecture === architecture && sameBuild
}

const chooseImage = (index: Index, wanted: PlatformRequirement): Descriptor | undefined => {
  const fitting = index.manifests.filter(child => matches(child, wanted))
  return fitting.find(({ platform }) => platform?.osVersion !== undefined) ?? fitting[0]
}

const readNamed = async (
  registry: Pick<RegistryClient, 'open'>,
  reference: Reference,
  wanted: PlatformRequirement,
  prefetched: Prefetched | undefined
): Promise<BaseImage | undefined> => {
  const client = registry.open(repositoryOf(reference), 'pull')
  const root = await (prefetched?.get(formatReference(reference)) ?? client.get(identifierOf(reference)))
  if (root === undefined) return undefined
  if (root.kind === 'manifest') return { reference, digest: root.digest, client, manifest: root }
  const child = chooseImage(root, wanted)
  if (child === undefined) return undefined
  const manifest = await client.get(child.digest)
  if (manifest?.kind !== 'manifest') {
    throw new ImageError({
      what: `${formatReference(reference)} lists ${child.digest}, which is not an image`,
      remedy: 'Check the base image'
    })
  }
  return { reference, digest: root.digest, client, manifest }
}

/**
 * Reads the manifest of a base image; of a list, the one for the platform. If the first tag of a release does not
 * exist, its other tags are tried.
 *
 * @returns undefined where the reference does not exist, or has no image for the platform
 * @throws RegistryError where it cannot be read
 */
export const readBase = async (
  registry: Pick<RegistryClient, 'open'>,
  { aliasTags = [], ...reference }: ReleaseBase,
  wanted: PlatformRequirement,
  prefetched?: Prefetched
): Promise<BaseImage | undefined> => {
  for (const one of [reference, ...aliasTags.map(tag => ({ ...reference, tag }))]) {
    const base = await readNamed(registry, one, wanted, prefetched)
    if (base !== undefined) return base
  }
  return undefined
}
