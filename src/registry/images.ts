import type { Entry } from '../oci/entries.js'
import { isAttachment } from '../oci/image-index.js'
import { formatReference, type Reference } from '../oci/reference.js'
import type { Descriptor, Index, Manifest, Platform } from '../oci/types.js'
import type { RepositoryClient } from './repository.js'

/** What a reference holds: images, and what travels with them. */
export type Images = {
  /** where they were found */
  readonly client: RepositoryClient
  readonly entries: readonly Entry[]
  readonly attachments: readonly Descriptor[]
}

/** A reference cannot be listed: it does not hold images as hosts run them. */
export class ImageError extends Error {
  override readonly name = 'ImageError'
}

/** Lists within lists are allowed by the specification, but nobody writes deep ones. */
const deepest = 3

const revisionLabel = 'org.opencontainers.image.revision'

const entryOf = async (
  client: RepositoryClient,
  manifest: Manifest,
  reference: string,
  listed?: Platform
): Promise<Entry> => {
  const { platform, labels } = await client.config(manifest)
  const { os, architecture } = platform
  if (os === undefined || architecture === undefined) {
    throw new ImageError(
      `${reference} is not an image for a host: its config names no ${os === undefined ? 'os' : 'architecture'}. Leave it out.`
    )
  }
  // Older BuildKits put os.version into the config only, others into the list only.
  const osVersion = platform.osVersion ?? listed?.osVersion
  const revision = labels[revisionLabel]
  return {
    descriptor: { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length },
    platform: { ...platform, os, architecture, ...(osVersion === undefined ? {} : { osVersion }) },
    reference,
    ...(revision === undefined ? {} : { revision })
  }
}

const childrenOf = async (
  client: RepositoryClient,
  index: Index,
  reference: string,
  depth: number
): Promise<Images> => {
  if (depth === deepest)
    throw new ImageError(`${reference} is a list of lists, more than ${deepest} deep. Name the images themselves.`)
  const found = await Promise.all(
    index.manifests
      .filter(child => !isAttachment(child))
      .map(async child => {
        const at = formatReference({ ...client.repository, digest: child.digest })
        const document = await client.get(child.digest)
        if (document === undefined)
          throw new ImageError(`${reference} lists ${at}, which is not there. Build and push it again.`)
        return imagesOf(client, document, at, child.platform, depth + 1)
      })
  )
  return {
    client,
    entries: found.flatMap(({ entries }) => entries),
    attachments: [...index.manifests.filter(isAttachment), ...found.flatMap(({ attachments }) => attachments)]
  }
}

const imagesOf = async (
  client: RepositoryClient,
  document: Manifest | Index,
  reference: string,
  listed?: Platform,
  depth = 0
): Promise<Images> =>
  document.kind === 'index'
    ? childrenOf(client, document, reference, depth)
    : { client, entries: [await entryOf(client, document, reference, listed)], attachments: [] }

/**
 * Reads what a reference holds; a list contributes its images and their attestations.
 *
 * @returns undefined where the reference does not exist
 * @throws ImageError where it holds something else than images; RegistryError where it cannot be read
 */
export const readImages = async (client: RepositoryClient, reference: Reference): Promise<Images | undefined> => {
  const document = await client.get(reference.digest ?? reference.tag ?? 'latest')
  return document === undefined ? undefined : imagesOf(client, document, formatReference(reference))
}
