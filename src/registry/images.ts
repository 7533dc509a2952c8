import { defined } from '../common/defined.js'
import type { Entry } from '../oci/entries.js'
import { isArtifact, isAttachment, subjectOf, type Attachment } from '../oci/image-index.js'
import { labelNames } from '../oci/labels.js'
import { formatReference, identifierOf, repositoryOf, type Reference } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import type { Descriptor, Index, Manifest, Platform } from '../oci/types.js'
import type { RegistryClient } from './client.js'
import { ImageError } from './image-error.js'
import type { RepositoryClient } from './repository.js'
import { descend, startTraversal, type Traversal } from './traversal.js'

/** What a reference holds: images, and what travels with them. */
export type Images = {
  /** where they were found */
  readonly client: RepositoryClient
  /** what the reference names itself: the list, or the one image */
  readonly root: Manifest | Index
  readonly entries: readonly Entry[]
  readonly attachments: readonly Attachment[]
}

/** What is known of an image besides its config: from the list that it stands in, or from the user. */
type Listed = Pick<Descriptor, 'annotations'> & { readonly platform?: Partial<Platform> }

const entryOf = async (
  client: RepositoryClient,
  manifest: Manifest,
  reference: string,
  listed: Listed
): Promise<Entry> => {
  const { platform: own, labels } = await client.config(manifest)
  // Older BuildKits put os.version into the config only; others leave it to whoever writes the list.
  const platform = { ...listed.platform, ...own }
  const { os, architecture } = platform
  if (os === undefined || architecture === undefined) {
    throw new ImageError({
      what: `${reference} is not an image for a host`,
      why: `its config names no ${os === undefined ? 'os' : 'architecture'}`,
      remedy: 'Leave it out'
    })
  }
  return {
    descriptor: {
      mediaType: manifest.mediaType,
      digest: manifest.digest,
      size: manifest.bytes.length,
      ...defined({ annotations: listed.annotations })
    },
    platform: { ...platform, os, architecture },
    reference,
    layers: manifest.layers,
    ...defined({ revision: labels[labelNames.revision], version: labels[labelNames.version] })
  }
}

/** What is found in a part of a list. */
type Found = Pick<Images, 'entries' | 'attachments'>

/** An attachment with what it is about. Where the list does not tell, its manifest does. */
const readAttachment = async (client: RepositoryClient, attachment: Attachment): Promise<Attachment> => {
  if (subjectOf(attachment) !== undefined) return attachment
  const manifest = await client.get(attachment.digest)
  return { ...attachment, ...(manifest?.kind === 'manifest' ? defined({ subject: manifest.subject }) : {}) }
}

const readChild = async (
  client: RepositoryClient,
  child: Descriptor,
  list: string,
  known: Listed['platform'],
  traversal: Traversal
): Promise<Found> => {
  if (isAttachment(child)) return { entries: [], attachments: [await readAttachment(client, child)] }
  const reference = formatReference({ ...client.repository, digest: child.digest })
  const document = await client.get(child.digest)
  if (document === undefined) {
    throw new ImageError({
      what: `${list} lists ${reference}, which does not exist`,
      remedy: 'Build and push it again'
    })
  }
  if (document.kind === 'manifest' && isArtifact(child, document))
    return { entries: [], attachments: [{ ...child, ...defined({ subject: document.subject }) }] }
  return imagesOf(client, document, reference, { ...child, platform: { ...known, ...child.platform } }, traversal)
}

const childrenOf = async (
  client: RepositoryClient,
  index: Index,
  reference: string,
  { platform }: Listed,
  traversal: Traversal
): Promise<Images> => {
  const further = descend(index, reference, traversal)
  const images = index.manifests.filter(child => !isAttachment(child))
  // What is known of a list of one, as buildx makes it of an image and its provenance, is known of that image.
  const known = images.length === 1 ? platform : undefined
  const found = await Promise.all(index.manifests.map(child => readChild(client, child, reference, known, further)))
  return {
    client,
    root: index,
    entries: found.flatMap(({ entries }) => entries),
    attachments: found.flatMap(({ attachments }) => attachments)
  }
}

/** Reads the images that a document holds: a list's children, or the one image that it is. */
export const imagesOf = async (
  client: RepositoryClient,
  document: Manifest | Index,
  reference: string,
  listed: Listed = {},
  traversal = startTraversal()
): Promise<Images> =>
  document.kind === 'index'
    ? childrenOf(client, document, reference, listed, traversal)
    : { client, root: document, entries: [await entryOf(client, document, reference, listed)], attachments: [] }

/**
 * Reads what a reference that a user gave holds.
 *
 * @param inputs where it may have come from, for the error
 * @throws RefusedError where it does not exist
 */
export const requireImages = async (
  registry: Pick<RegistryClient, 'open'>,
  reference: Reference,
  inputs: string
): Promise<Images> => {
  const images = await readImages(registry.open(repositoryOf(reference), 'pull'), reference)
  if (images === undefined) throw new RefusedError([`${formatReference(reference)} does not exist. Check ${inputs}.`])
  return images
}

/**
 * Reads what a reference holds; a list contributes its images and their attestations.
 *
 * @returns undefined where the reference does not exist
 * @throws ImageError where it holds something else than images; RegistryError where it cannot be read
 */
export const readImages = async (
  client: RepositoryClient,
  reference: Reference,
  listed: Listed = {}
): Promise<Images | undefined> => {
  const document = await client.get(identifierOf(reference))
  return document === undefined ? undefined : imagesOf(client, document, formatReference(reference), listed)
}
