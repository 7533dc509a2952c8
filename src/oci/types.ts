import type { Json } from '../common/json.js'
import type { Digest } from './digest.js'

/** image-spec image-index.md, "platform". Absent members are absent, never empty. */
export type Platform = {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
  readonly osVersion?: string
  readonly osFeatures?: readonly string[]
}

/** image-spec descriptor.md. */
export type Descriptor = {
  readonly mediaType: string
  readonly digest: Digest
  /** in bytes */
  readonly size: number
  readonly platform?: Platform
  readonly annotations?: Readonly<Record<string, string>>
  readonly artifactType?: string
  /** where a foreign layer can be fetched */
  readonly urls?: readonly string[]
  /** as it stands in the document it was read from, for descriptors that travel verbatim */
  readonly written?: Json
}

/** Content as it was received or will be sent: the bytes are the identity, what is parsed from them is a view. */
export type Content = {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly digest: Digest
}

/** image-spec manifest.md; Docker's schema 2 is the same in what we read. */
export type Manifest = Content & {
  readonly kind: 'manifest'
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
  readonly annotations: Readonly<Record<string, string>>
  /** what an artifact is, such as `application/spdx+json` */
  readonly artifactType?: string
  /** what an artifact is about */
  readonly subject?: Digest
  /** the manifest as it is written, to make another from */
  readonly json: Json
}

/** image-spec image-index.md; Docker's manifest list is the same in what we read. */
export type Index = Content & {
  readonly kind: 'index'
  readonly manifests: readonly Descriptor[]
  readonly annotations: Readonly<Record<string, string>>
  /** the index as it is written, to make another from */
  readonly json: Json
}

/** One step of an image's history (image-spec config.md, "history"). */
export type HistoryEntry = {
  /** the command; '' where there is none */
  readonly createdBy: string
  /** a remark of the builder on the command */
  readonly comment?: string
  /** false for steps that left the files as they were */
  readonly hasLayer: boolean
}

/** image-spec config.md. Members that are absent are empty: what is not an image for a host has none of them. */
export type ImageConfig = {
  readonly platform: Partial<Platform>
  readonly labels: Readonly<Record<string, string>>
  /** digests of the unpacked layers, which stay the same however often a layer is compressed anew */
  readonly diffIds: readonly Digest[]
  readonly history: readonly HistoryEntry[]
  /** RFC 3339 */
  readonly created?: string
  /** the config as it is written, to make another from */
  readonly json: Json
}
