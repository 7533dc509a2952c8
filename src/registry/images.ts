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

/** The images of a reference, and what belongs to them. */
export type Images = {
  /** where they were found */
  readonly client: RepositoryClient
  /** what the reference names: the list, or the single image */
  readonly root: Manifest | Index
  readonly entries: readonly Entry[]
  readonly attachments: readonly Attachment[]
}

/** What is known about an image besides its config: from the list that names it, or from the user. */
type Listed = Pick<Descriptor, 'annotations'> & { readonly platform?: Partial<Platform> }

const entryOf = async (
  client: RepositoryClient,
  manifest: Manifest,
  reference: string,
  listed: Listed
): Promise<Entry> => {
  const { platform: own, labels } = await client.config(manifest)
  // Older versions of BuildKit write os.version into the config only, other tools into the list only.
  const platform = { ...listed.platform, ...own }
  const { os, architecture } = platform
  if (os === undefined || architecture === undefined) {
    throw new ImageError({
      what: `${reference} is not a runnable image`,
      why: `its config has no ${os === undefined ? 'os' : 'architecture'}`,
      remedy: 'Remove it'
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

/** What a part of a list contains. */
type Found = Pick<Images, 'entries' | 'attachments'>

/** An attachment with its subject, from its own manifest where the list does not name it. */
const readAttachment = async (client: RepositoryClient, attachment: Attachment): Promise<Attachment> => {
  if (subjectOf(attachment) !== undefined) return attachment
  const manifest = await client.get(attachment.digest)
  return { ...attachment, ...defined({ subject: manifest?.kind === 'manifest' ? manifest.subject : undefined }) }
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
  const images = await imagesOf(
    client,
    document,
    reference,
    { ...child, platform: { ...known, ...child.platform } },
    traversal
  )
  if (document.kind === 'manifest') return images
  return { ...images, entries: images.entries.map(entry => ({ ...entry, within: child.digest })) }
}

const childrenOf = async (
  client: RepositoryClient,
  index: Index,
  reference: string,
  { platform }: Listed,
  traversal: Traversal
): Promise<Images> => {
  const next = descend(index, reference, traversal)
  const images = index.manifests.filter(child => !isAttachment(child))
  // buildx writes a list for a single image with provenance: what is known about such a list holds for the image.
  const known = images.length === 1 ? platform : undefined
  const found = await Promise.all(index.manifests.map(child => readChild(client, child, reference, known, next)))
  return {
    client,
    root: index,
    entries: found.flatMap(({ entries }) => entries),
    attachments: found.flatMap(({ attachments }) => attachments)
  }
}

/** Reads the images of a document: those that a list names, or the single image that it is. */
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
 * Reads the images of a reference that the user gave.
 *
 * @param inputs the inputs that it may have come from, for the error
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
 * Reads the images of a reference, and what belongs to them.
 *
 * @returns undefined where the reference does not exist
 * @throws ImageError where it is not an image or a list of images; RegistryError where it cannot be read
 */
export const readImages = async (
  client: RepositoryClient,
  reference: Reference,
  listed: Listed = {}
): Promise<Images | undefined> => {
  const document = await client.get(identifierOf(reference))
  return document === undefined ? undefined : imagesOf(client, document, formatReference(reference), listed)
}
