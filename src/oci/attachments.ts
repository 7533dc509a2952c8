import { uniqueBy } from '../common/unique.js'
import type { Digest } from './digest.js'
import type { Entry } from './entries.js'
import { isImageConfigType } from './media-types.js'
import type { Descriptor, Index, Manifest } from './types.js'

/** Something about an image or about another attachment: an attestation, an SBOM, a signature. */
export type Attachment = Descriptor & {
  /** what its own manifest says it is about */
  readonly subject?: Digest
  /** how the list that it was found in describes it */
  readonly listed?: Descriptor
}

/** The annotation by which BuildKit says which image an attestation is about. */
const referenceDigest = 'vnd.docker.reference.digest'

/** Whether no host takes an entry of a list, because it has the platform that BuildKit gives to attestations. */
export const hasNoHost = ({ platform }: Descriptor): boolean =>
  platform?.os === 'unknown' && platform.architecture === 'unknown'

/**
 * Whether an entry of a list proves to be an artifact of OCI 1.1 about another one (image-spec manifest.md, "Guidelines
 * for Artifact Usage"). An entry with a platform is an image, and so is one with the config of an image: containerd
 * reads the platform there (core/images/image.go, Manifest). Annotations prove nothing.
 */
export const isArtifactOf = ({ platform }: Descriptor, { subject, config }: Manifest, list: Index): boolean =>
  platform === undefined &&
  !isImageConfigType(config.mediaType) &&
  list.manifests.some(({ digest }) => digest === subject)

/** An attachment as a list of our own describes it: with nothing that was not read, or that hosts could be misled by. */
export const attachmentOf = (child: Descriptor): Attachment => {
  const { written: _written, urls: _urls, ...descriptor } = child
  return { ...descriptor, listed: child }
}

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
  const kept = uniqueBy(
    attachments.filter(attachment => listed.has(subjectOf(attachment))),
    one => `${one.digest} ${subjectOf(one) ?? ''}`
  )
  return { kept, dropped: attachments.filter(({ digest }) => !kept.some(other => other.digest === digest)) }
}
