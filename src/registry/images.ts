import { defined } from '../common/defined.js'
import { attachmentOf, hasNoHost, isArtifactOf, subjectOf, type Attachment } from '../oci/attachments.js'
import type { Entry } from '../oci/entries.js'
import { labelNames } from '../oci/labels.js'
import { formatReference, identifierOf, repositoryOf, type Reference } from '../oci/reference.js'
import { RefusedError } from '../common/refused-error.js'
import type { Content, Descriptor, Index, Manifest, Platform } from '../oci/types.js'
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

/** What is known about an image besides its config: from the lists that name it, or from the user. */
type Listed = {
  readonly platform?: Partial<Platform>
  /** how the list that names it describes it */
  readonly descriptor?: Descriptor
}

/**
 * The platform of an image. Its config decides on os and architecture. Older versions of BuildKit write os.version into
 * the config only, other tools into the list only; variant and os.features are the list's, which may name one image
 * for several variants.
 */
const platformOf = (own: Partial<Platform>, listed: Partial<Platform> = {}): Partial<Platform> => ({
  ...listed,
  ...own,
  ...defined({ variant: listed.variant ?? own.variant, osFeatures: listed.osFeatures ?? own.osFeatures })
})

const baseOf = (labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(labels).filter(([name]) => name === labelNames.baseName || name === labelNames.baseDigest)
  )

const entryOf = async (
  client: RepositoryClient,
  manifest: Manifest,
  reference: string,
  { platform: claimed, descriptor: listed }: Listed
): Promise<Entry> => {
  const { platform: own, labels } = await client.config(manifest)
  const platform = platformOf(own, claimed)
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
      ...defined({ annotations: listed?.annotations, artifactType: listed?.artifactType })
    },
    // Hosts compare the system without case (containerd platforms, normalizeOS).
    platform: { ...platform, os: os.toLowerCase(), architecture },
    reference,
    layers: manifest.layers,
    base: baseOf(labels),
    ...defined({ revision: labels[labelNames.revision], version: labels[labelNames.version], listed, claimed })
  }
}

/** What a part of a list contains. */
type Found = Pick<Images, 'entries' | 'attachments'>

/**
 * Checks what a list says about a document that it names. Hosts compare the sizes, and take a document for what its
 * descriptor says it is.
 */
const checkDescriptor = (child: Descriptor, content: Content, reference: string, list: string): void => {
  const { mediaType, bytes } = content
  const why =
    child.size === bytes.length
      ? `is a '${mediaType}', but ${list} lists it as a '${child.mediaType}'`
      : `has ${bytes.length} bytes, but ${list} says ${child.size}`
  if (child.size === bytes.length && child.mediaType === mediaType) return
  throw new ImageError({ what: `${reference} ${why}`, remedy: 'Build and push the list again' })
}

/** An attachment with its subject, from its own manifest where the list does not name it. */
const readAttachment = async (client: RepositoryClient, child: Descriptor, list: string): Promise<Attachment> => {
  const attachment = attachmentOf(child)
  if (subjectOf(attachment) !== undefined) return attachment
  const manifest = await client.get(child.digest)
  if (manifest === undefined) return attachment
  checkDescriptor(child, manifest, formatReference({ ...client.repository, digest: child.digest }), list)
  return { ...attachment, ...defined({ subject: manifest.kind === 'manifest' ? manifest.subject : undefined }) }
}

/** A descriptor of a list, and what it names where that is an image or a list; else it is an attachment. */
type Part =
  | { readonly child: Descriptor; readonly reference: string; readonly document: Manifest | Index }
  | { readonly attachment: Attachment }

const readPart = async (client: RepositoryClient, child: Descriptor, index: Index, list: string): Promise<Part> => {
  if (hasNoHost(child)) return { attachment: await readAttachment(client, child, list) }
  const reference = formatReference({ ...client.repository, digest: child.digest })
  const document = await client.get(child.digest)
  if (document === undefined) {
    throw new ImageError({
      what: `${list} lists ${reference}, which does not exist`,
      remedy: 'Build and push it again'
    })
  }
  checkDescriptor(child, document, reference, list)
  return document.kind === 'manifest' && isArtifactOf(child, document, index)
    ? { attachment: { ...attachmentOf(child), ...defined({ subject: document.subject }) } }
    : { child, reference, document }
}

const imagesOfPart = async (
  client: RepositoryClient,
  part: Part,
  known: Listed['platform'],
  traversal: Traversal
): Promise<Found> => {
  if ('attachment' in part) return { entries: [], attachments: [part.attachment] }
  const { child, reference, document } = part
  const listed = { platform: { ...known, ...child.platform }, descriptor: child }
  const images = await imagesOf(client, document, reference, listed, traversal)
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
  const parts = await Promise.all(index.manifests.map(child => readPart(client, child, index, reference)))
  // buildx writes a list for a single image with provenance: what is known about such a list holds for the image.
  const known = parts.filter(part => 'document' in part).length === 1 ? platform : undefined
  const found = await Promise.all(parts.map(part => imagesOfPart(client, part, known, next)))
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
  if (images === undefined)
    throw new RefusedError([{ what: `${formatReference(reference)} does not exist`, remedy: `Check ${inputs}` }])
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
