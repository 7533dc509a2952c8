import { defined } from '../common/defined.js'
import { RefusedError } from '../common/refused-error.js'
import type { Digest } from './digest.js'
import { descriptorJson, writeDocument } from './document.js'
import type { Entry } from './entries.js'
import { isDockerType, isImageConfigType, mediaTypes } from './media-types.js'
import type { Content, Descriptor, Manifest } from './types.js'

/** Which of the two media types of a list is written; `auto` takes Docker's where it can hold everything. */
export type ListType = 'auto' | 'docker' | 'oci'

export type ListParts = {
  /** in the order of the list */
  readonly entries: readonly Entry[]
  /** attestations and the like: descriptors that are copied unchanged, after the images */
  readonly attachments: readonly Attachment[]
  readonly type: ListType
  readonly annotations: Readonly<Record<string, string>>
}

/** A list as it is written, and what it was made of. */
export type List = Pick<ListParts, 'entries' | 'attachments'> & { readonly content: Content }

/** Everything that a list names. */
export const listedDigests = ({
  entries,
  attachments
}: Pick<ListParts, 'entries' | 'attachments'>): ReadonlySet<Digest> =>
  new Set([...entries.map(({ descriptor }) => descriptor), ...attachments].map(({ digest }) => digest))

/** Something about an image or about another attachment: an attestation, an SBOM, a signature. */
export type Attachment = Descriptor & {
  /** what its own manifest says it is about */
  readonly subject?: Digest
}

/** The annotation by which BuildKit says which image an attestation is about. */
const referenceDigest = 'vnd.docker.reference.digest'
const referenceType = 'vnd.docker.reference.type'

/**
 * Whether a list's descriptor is an attachment, as far as it says: BuildKit's attestations are annotated, or of an unknown
 * platform; artifacts of OCI 1.1 have a type and no platform.
 */
export const isAttachment = ({ annotations, platform, artifactType }: Descriptor): boolean =>
  annotations?.[referenceType] !== undefined ||
  (platform?.os === 'unknown' && platform.architecture === 'unknown') ||
  (platform === undefined && artifactType !== undefined)

/**
 * Whether an entry of a list proves to be an artifact of OCI 1.1, which the list itself need not tell (image-spec
 * manifest.md, "Guidelines for Artifact Usage"). What has a platform is an image.
 */
export const isArtifact = ({ platform }: Descriptor, { artifactType, subject, config }: Manifest): boolean =>
  platform === undefined &&
  !isImageConfigType(config.mediaType) &&
  (artifactType !== undefined || subject !== undefined)

/** What an attachment is about. */
export const subjectOf = ({ annotations, subject }: Attachment): string | undefined =>
  annotations?.[referenceDigest] ?? subject

/** Attachments are only kept with what they are about. */
export const keepAttachments = (
  attachments: readonly Attachment[],
  entries: readonly Entry[]
): { kept: readonly Attachment[]; dropped: readonly Attachment[] } => {
  const listed = new Set<string | undefined>(entries.map(({ descriptor }) => descriptor.digest))
  // A signature may be about an SBOM: each pass adds what is about something that was added before.
  for (let size = 0; size < listed.size;) {
    size = listed.size
    for (const one of attachments) if (listed.has(subjectOf(one))) listed.add(one.digest)
  }
  const wanted = attachments.filter(attachment => listed.has(subjectOf(attachment)))
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
        `Input 'media-type': a Docker list cannot hold ${foreign.digest}, whose media type is ${foreign.mediaType}. Remove the input, or set it to 'oci'.`
      ])
    if (annotated)
      throw new RefusedError([
        "Input 'annotations': a Docker list cannot have annotations. Remove 'media-type', or set it to 'oci'."
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
      ...defined({ annotations: mediaType === mediaTypes.dockerList ? undefined : descriptor.annotations })
    })
  )
  return writeDocument(mediaType, {
    schemaVersion: 2,
    mediaType,
    manifests: [...images, ...parts.attachments.map(attachment => attachment.written ?? descriptorJson(attachment))],
    ...defined({ annotations: Object.keys(parts.annotations).length === 0 ? undefined : parts.annotations })
  })
}
