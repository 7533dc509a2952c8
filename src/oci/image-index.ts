import type { Digest } from './digest.js'
import { descriptorJson, writeDocument } from './document.js'
import type { Entry } from './entries.js'
import { isDockerType, mediaTypes } from './media-types.js'
import { RefusedError } from '../common/refused-error.js'
import type { Content, Descriptor } from './types.js'

/** Which of the two media types of a list is written; `auto` takes Docker's where it can hold everything. */
export type ListType = 'auto' | 'docker' | 'oci'

export type ListParts = {
  /** in the order in which they will stand */
  readonly entries: readonly Entry[]
  /** attestations and the like: descriptors that travel as they are written, behind the images */
  readonly attachments: readonly Descriptor[]
  readonly type: ListType
  readonly annotations: Readonly<Record<string, string>>
}

/** A list as it is written, and what it was made of. */
export type List = Pick<ListParts, 'entries' | 'attachments'> & { readonly content: Content }

/** The annotation by which BuildKit says which image an attestation is about. */
const referenceDigest = 'vnd.docker.reference.digest'
const referenceType = 'vnd.docker.reference.type'

/** Whether a list's descriptor is something about an image, not an image (BuildKit's attestation storage). */
export const isAttachment = ({ annotations, platform }: Descriptor): boolean =>
  annotations?.[referenceType] !== undefined || (platform?.os === 'unknown' && platform.architecture === 'unknown')

/** The image that an attachment is about. */
export const subjectOf = ({ annotations }: Descriptor): string | undefined => annotations?.[referenceDigest]

/** Attachments travel only with the image that they are about. */
export const keepAttachments = (
  attachments: readonly Descriptor[],
  entries: readonly Entry[]
): { kept: readonly Descriptor[]; dropped: readonly Descriptor[] } => {
  const listed = new Set<Digest | undefined>(entries.map(({ descriptor }) => descriptor.digest))
  const wanted = attachments.filter(attachment => listed.has(subjectOf(attachment) as Digest | undefined))
  const kept = wanted.filter((one, index) => wanted.findIndex(({ digest }) => digest === one.digest) === index)
  return { kept, dropped: attachments.filter(({ digest }) => !kept.some(other => other.digest === digest)) }
}

const chooseType = ({ entries, attachments, type, annotations }: ListParts): string => {
  const foreign = [...entries.map(({ descriptor }) => descriptor), ...attachments].find(
    ({ mediaType }) => !isDockerType(mediaType)
  )
  const annotated = Object.keys(annotations).length > 0
  if (type === 'docker') {
    if (foreign !== undefined)
      throw new RefusedError([
        `Input 'media-type': a Docker list cannot hold ${foreign.digest}, which is of the type ${foreign.mediaType}. Leave the input out, or give 'oci'.`
      ])
    if (annotated)
      throw new RefusedError([
        "Input 'annotations': a Docker list cannot hold annotations. Leave 'media-type' out, or give 'oci'."
      ])
  }
  const docker = type === 'docker' || (type === 'auto' && foreign === undefined && !annotated)
  return docker ? mediaTypes.dockerList : mediaTypes.ociIndex
}

/**
 * Writes the list (image-spec image-index.md; distribution's manifest list). The same parts give the same bytes.
 *
 * @throws RefusedError when the media type asked for cannot hold the parts
 */
export const buildIndex = (parts: ListParts): Content => {
  const mediaType = chooseType(parts)
  const images = parts.entries.map(({ descriptor, platform }) =>
    descriptorJson({
      mediaType: descriptor.mediaType,
      size: descriptor.size,
      digest: descriptor.digest,
      platform,
      ...(descriptor.annotations === undefined || mediaType === mediaTypes.dockerList
        ? {}
        : { annotations: descriptor.annotations })
    })
  )
  return writeDocument(mediaType, {
    schemaVersion: 2,
    mediaType,
    manifests: [...images, ...parts.attachments.map(({ written, ...rest }) => written ?? descriptorJson(rest))],
    ...(Object.keys(parts.annotations).length === 0 ? {} : { annotations: parts.annotations })
  })
}
