import type { Digest } from '../oci/digest.js'
import type { ReleaseBase } from '../oci/base-reference.js'
import { isAttachment } from '../oci/image-index.js'
import { formatReference, identifierOf, repositoryOf, type Reference } from '../oci/reference.js'
import type { Descriptor, Index, Manifest, Platform } from '../oci/types.js'
import { parseOsVersion } from '../windows/os-version.js'
import { ImageError } from './image-error.js'
import type { RegistryClient } from './client.js'
import type { RepositoryClient } from './repository.js'

/** The image that others are built on: one image, chosen from a list where the reference names one. */
export type BaseImage = {
  /** as it was asked for, by the tag that was found */
  readonly reference: Reference
  /** what the reference stands for: the list's digest where it is one */
  readonly digest: Digest
  readonly client: RepositoryClient
  readonly manifest: Manifest
}

/** What references stand for, as far as it was asked for before anybody knew which image of it is wanted. */
export type EarlyReads = ReadonlyMap<string, Promise<Manifest | Index | undefined>>

/** Begins to read references that will be needed. */
export const readEarly = (
  registry: Pick<RegistryClient, 'open'>,
  references: readonly (Reference | undefined)[]
): EarlyReads =>
  new Map(
    references.flatMap(reference => {
      if (reference === undefined) return []
      const reading = registry.open(repositoryOf(reference), 'pull').get(identifierOf(reference))
      // Whoever needs it hears of its failure; it must not end the process before.
      reading.catch(() => undefined)
      return [[formatReference(reference), reading] as const]
    })
  )

/** What a base has to be for. */
export type BaseFor = Pick<Platform, 'os' | 'architecture'> & {
  /** of Windows */
  readonly build?: number
}

const fits = ({ platform }: Descriptor, { os, architecture, build }: BaseFor): boolean => {
  if (platform === undefined) return false
  const listed = parseOsVersion(platform.osVersion ?? '')?.build
  // A list that does not tell the version is believed; the config tells it later.
  const sameBuild = build === undefined || listed === undefined || listed === build
  return platform.os === os && platform.architecture === architecture && sameBuild
}

const choose = (index: Index, wanted: BaseFor): Descriptor | undefined => {
  const images = index.manifests.filter(child => !isAttachment(child))
  const fitting = images.filter(child => fits(child, wanted))
  return fitting.find(({ platform }) => platform?.osVersion !== undefined) ?? fitting[0]
}

const readNamed = async (
  registry: Pick<RegistryClient, 'open'>,
  reference: Reference,
  wanted: BaseFor,
  early: EarlyReads | undefined
): Promise<BaseImage | undefined> => {
  const client = registry.open(repositoryOf(reference), 'pull')
  const root = await (early?.get(formatReference(reference)) ?? client.get(identifierOf(reference)))
  if (root === undefined) return undefined
  if (root.kind === 'manifest') return { reference, digest: root.digest, client, manifest: root }
  const child = choose(root, wanted)
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
 * Reads the manifest of a base image; of a list only the image that is wanted. The other tags of a release are asked for
 * where the first one does not exist.
 *
 * @returns undefined where the reference does not exist, or holds no such image
 * @throws RegistryError where it cannot be read
 */
export const readBase = async (
  registry: Pick<RegistryClient, 'open'>,
  { aliasTags: aliasTags = [], ...reference }: ReleaseBase,
  wanted: BaseFor,
  early?: EarlyReads
): Promise<BaseImage | undefined> => {
  for (const one of [reference, ...aliasTags.map(tag => ({ ...reference, tag }))]) {
    const base = await readNamed(registry, one, wanted, early)
    if (base !== undefined) return base
  }
  return undefined
}
