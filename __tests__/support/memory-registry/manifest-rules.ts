import { digestOf, type ErrorEntry } from './answer.js'
import { isDigest } from './route.js'
import type { StoredManifest } from './types.js'

export const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json'
export const dockerList = 'application/vnd.docker.distribution.manifest.list.v2+json'
export const ociManifest = 'application/vnd.oci.image.manifest.v1+json'
export const ociIndex = 'application/vnd.oci.image.index.v1+json'
const schema1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws'
const foreignLayer = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'

type Descriptor = {
  readonly mediaType?: string
  readonly digest?: string
  readonly urls?: readonly string[]
  readonly platform?: { readonly os?: string; readonly architecture?: string }
}

/** As much of a manifest or index as the registry itself reads. */
export type ManifestDocument = {
  readonly schemaVersion?: number
  readonly mediaType?: string
  readonly config?: Descriptor
  readonly layers?: readonly Descriptor[]
  readonly manifests?: readonly Descriptor[]
}

const isIndex = (mediaType: string): boolean => mediaType === dockerList || mediaType === ociIndex

/** `application/json; charset=utf-8` → `application/json` */
const bareType = (value: string): string => (value.split(';')[0] ?? '').trim().toLowerCase()

const isDescriptor = (value: unknown): boolean => {
  if (value === undefined) return true
  if (typeof value !== 'object' || value === null) return false
  const { digest = '', size = 0 } = value as Record<string, unknown>
  return typeof digest === 'string' && typeof size === 'number'
}

const parse = (bytes: Buffer): ManifestDocument | undefined => {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const { config, layers = [], manifests = [] } = value as Record<string, unknown>
    if (!Array.isArray(layers) || !Array.isArray(manifests)) return undefined
    return [config, ...(layers as unknown[]), ...(manifests as unknown[])].every(isDescriptor) ? value : undefined
  } catch {
    return undefined
  }
}

/** Reads a manifest under its Content-Type, as strictly as Distribution: what does not fit is MANIFEST_INVALID. */
export const readManifest = (
  contentType: string | undefined,
  bytes: Buffer
): { mediaType: string; document: ManifestDocument } | undefined => {
  const mediaType = bareType(contentType ?? '')
  const document = parse(bytes)
  if (!document) return undefined
  switch (mediaType) {
    case dockerManifest:
    case dockerList:
      return document.mediaType === mediaType ? { mediaType, document } : undefined
    case ociManifest:
    case ociIndex: {
      // Only these may leave their type out, and only of these the shape is looked at.
      const otherShape = mediaType === ociIndex ? (document.config ?? document.layers) : document.manifests
      const typed = !document.mediaType || document.mediaType === mediaType
      return typed && otherShape === undefined ? { mediaType, document } : undefined
    }
    default:
      return undefined
  }
}

/** What the repository has, to check references against. */
export type Presence = {
  readonly foreignUrls: 'allowed' | 'refused'
  readonly hasBlob: (digest: string) => boolean
  readonly hasManifest: (digest: string) => boolean
}

const urlsAreFine = ({ urls = [] }: Descriptor, presence: Presence): boolean =>
  presence.foreignUrls === 'allowed' && urls.every(url => /^https?:\/\/[^#]+$/.test(url))

const blobUnknown = ({ digest }: Descriptor): ErrorEntry => ({ code: 'MANIFEST_BLOB_UNKNOWN', detail: digest })

/** Distribution's words for a reference that it will not have: an unknown error, twice, and then the blob. */
const unusable = (descriptor: Descriptor): readonly ErrorEntry[] => [
  { code: 'UNKNOWN' },
  { code: 'UNKNOWN', detail: {} },
  blobUnknown(descriptor)
]

const verifyDigest = (descriptor: Descriptor, has: (digest: string) => boolean): readonly ErrorEntry[] => {
  const { digest = '' } = descriptor
  if (digest === '') return [{ code: 'DIGEST_INVALID' }, { code: 'MANIFEST_BLOB_UNKNOWN', detail: '' }]
  if (!isDigest(digest)) return unusable(descriptor)
  return has(digest) ? [] : [blobUnknown(descriptor)]
}

const verifyLayer = (descriptor: Descriptor, presence: Presence): readonly ErrorEntry[] => {
  const hasUrls = (descriptor.urls ?? []).length > 0
  if (descriptor.mediaType === foreignLayer) {
    return hasUrls && urlsAreFine(descriptor, presence) ? [] : unusable(descriptor)
  }
  if (hasUrls) {
    const checked = descriptor.mediaType?.startsWith('application/vnd.oci.image.layer.') ?? false
    return checked && !urlsAreFine(descriptor, presence) ? unusable(descriptor) : []
  }
  return verifyDigest(descriptor, presence.hasBlob)
}

/** The errors of a manifest whose blobs, or of an index whose children, are not all in its repository. */
export const verifyManifest = (
  mediaType: string,
  document: ManifestDocument,
  presence: Presence
): readonly ErrorEntry[] => {
  if (document.schemaVersion !== 2) return [{ code: 'UNKNOWN', detail: {} }]
  if (isIndex(mediaType)) {
    // A blob passes as a child as well: Distribution looks its digest up among both.
    const has = (digest: string): boolean => presence.hasManifest(digest) || presence.hasBlob(digest)
    return (document.manifests ?? []).flatMap(child => verifyDigest(child, has))
  }
  return [document.config ?? {}, ...(document.layers ?? [])].flatMap(descriptor => verifyLayer(descriptor, presence))
}

/** How a manifest is answered to a client that names what it accepts. */
export type Negotiated =
  | { readonly manifest: StoredManifest }
  /** The message is Distribution's own where it has one. */
  | { readonly unknown: string | undefined }

/** An old client gets the manifest rewritten; ours must never meet this, so the shape is enough. */
const asSchema1 = (name: string, tag: string, manifest: StoredManifest): StoredManifest => {
  const layers = [...(parse(manifest.bytes)?.layers ?? [])].reverse()
  const bytes = Buffer.from(
    JSON.stringify(
      {
        schemaVersion: 1,
        name,
        tag,
        architecture: 'amd64',
        fsLayers: layers.map(({ digest }) => ({ blobSum: digest })),
        history: layers.map(() => ({ v1Compatibility: '{}' })),
        signatures: []
      },
      undefined,
      3
    )
  )
  return { bytes, mediaType: schema1, digest: digestOf(bytes) }
}

/**
 * Distribution 2.8's negotiation. `*`/`*` counts for nothing. OCI types are refused where they are not accepted; by tag a
 * Docker list becomes its linux/amd64 entry (a list of Windows entries only is unknown then) and a Docker manifest is
 * rewritten as schema 1; by digest both come as they are. An index that does not state its type is always answered.
 */
export const negotiate = (
  manifest: StoredManifest,
  accept: string | undefined,
  by: { readonly repository: string; readonly tag: string | undefined },
  child: (digest: string) => StoredManifest | undefined
): Negotiated => {
  const accepted = new Set((accept ?? '').split(',').map(bareType))
  if (manifest.mediaType === ociManifest && !accepted.has(ociManifest)) {
    return { unknown: 'OCI manifest found, but accept header does not support OCI manifests' }
  }
  if (manifest.mediaType === ociIndex && !accepted.has(ociIndex) && parse(manifest.bytes)?.mediaType) {
    return { unknown: 'OCI index found, but accept header does not support OCI indexes' }
  }
  if (by.tag === undefined) return { manifest }
  const convert = (found: StoredManifest): StoredManifest =>
    found.mediaType === dockerManifest && !accepted.has(dockerManifest)
      ? asSchema1(by.repository, by.tag ?? '', found)
      : found
  if (manifest.mediaType !== dockerList || accepted.has(dockerList)) return { manifest: convert(manifest) }
  const linux = parse(manifest.bytes)?.manifests?.find(
    ({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64'
  )
  const found = linux && child(linux.digest ?? '')
  return found ? { manifest: convert(found) } : { unknown: undefined }
}
