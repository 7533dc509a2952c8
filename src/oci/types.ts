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
  readonly written?: Readonly<Record<string, unknown>>
}

/** Content as it came or will be sent: the bytes are the identity, what is parsed from them is a view. */
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
}

/** image-spec image-index.md; Docker's manifest list is the same in what we read. */
export type Index = Content & {
  readonly kind: 'index'
  readonly manifests: readonly Descriptor[]
  readonly annotations: Readonly<Record<string, string>>
}

/** image-spec config.md, as far as lists need it. */
export type ImageConfig = {
  readonly platform: Partial<Platform>
  readonly labels: Readonly<Record<string, string>>
}
