import { defined } from '../common/defined.js'
import type { Json } from '../common/json.js'
import { RefusedError } from '../common/refused-error.js'
import type { Attachment } from './attachments.js'
import type { Digest } from './digest.js'
import { descriptorJson, writeDocument } from './document.js'
import type { Entry } from './entries.js'
import { isDockerType, mediaTypes } from './media-types.js'
import { unchangedDescriptor } from './pass-through.js'
import type { Content, Index } from './types.js'

/** Which of the two media types of a list is written; `auto` takes Docker's where it can hold everything. */
export type ListType = 'auto' | 'docker' | 'oci'

export type ListParts = {
  /** in the order of the list */
  readonly entries: readonly Entry[]
  /** attestations and the like, after the images */
  readonly attachments: readonly Attachment[]
  readonly type: ListType
  readonly annotations: Readonly<Record<string, string>>
  /** the list that this one replaces, whose other members it keeps */
  readonly replaces?: Index
}

/** A list as it is written, and what it was made of. */
export type List = Pick<ListParts, 'entries' | 'attachments'> & { readonly content: Content }

/** Everything that a list names. */
export const listedDigests = ({
  entries,
  attachments
}: Pick<ListParts, 'entries' | 'attachments'>): ReadonlySet<Digest> =>
  new Set([...entries.map(({ descriptor }) => descriptor), ...attachments].map(({ digest }) => digest))

/** Members that only an OCI index has. */
const isOciOnly = ({ json }: Index): boolean => json.subject !== undefined || json.artifactType !== undefined

const chooseType = ({ entries, attachments, type, annotations, replaces }: ListParts): string => {
  const foreign = [...entries.map(({ descriptor }) => descriptor), ...attachments].find(
    ({ mediaType }) => !isDockerType(mediaType)
  )
  const annotated = Object.keys(annotations).length > 0
  if (type === 'docker') {
    if (foreign !== undefined)
      throw new RefusedError([
        {
          input: 'media-type',
          what: `a Docker list cannot hold ${foreign.digest}, whose media type is ${foreign.mediaType}`,
          remedy: "Remove the input, or set it to 'oci'"
        }
      ])
    if (annotated)
      throw new RefusedError([
        {
          input: 'annotations',
          what: 'a Docker list cannot have annotations',
          remedy: "Remove 'media-type', or set it to 'oci'"
        }
      ])
  }
  const needsOci = foreign !== undefined || annotated || (replaces !== undefined && isOciOnly(replaces))
  const docker = type === 'docker' || (type === 'auto' && !needsOci)
  return docker ? mediaTypes.dockerList : mediaTypes.ociIndex
}

const entryJson = ({ descriptor, platform }: Entry, listType: string): Json => {
  if (descriptor.written !== undefined) return unchangedDescriptor(descriptor, descriptor.written, platform)
  const { mediaType, size, digest, annotations, artifactType } = descriptor
  const onlyOci = listType === mediaTypes.dockerList ? {} : defined({ annotations, artifactType })
  return descriptorJson({ mediaType, size, digest, platform, ...onlyOci })
}

const attachmentJson = (attachment: Attachment): Json =>
  attachment.written === undefined
    ? descriptorJson(attachment)
    : unchangedDescriptor(attachment, attachment.written, attachment.platform)

/**
 * Writes the list (image-spec image-index.md; distribution's manifest list). The same parts give the same bytes.
 * Descriptors with `written` keep all their members; the others are written anew.
 *
 * @throws RefusedError when the media type asked for cannot hold the parts
 */
export const buildIndex = (parts: ListParts): Content => {
  const mediaType = chooseType(parts)
  const { annotations: _annotations, ...others } = parts.replaces?.json ?? {}
  return writeDocument(mediaType, {
    ...others,
    schemaVersion: 2,
    mediaType,
    manifests: [...parts.entries.map(entry => entryJson(entry, mediaType)), ...parts.attachments.map(attachmentJson)],
    ...defined({ annotations: Object.keys(parts.annotations).length === 0 ? undefined : parts.annotations })
  })
}
