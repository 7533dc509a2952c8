import { createCipheriv } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { digestOf } from './image-store.js'
import {
  configOf,
  type Descriptor,
  type HistoryEntry,
  type Image,
  type ImageConfig,
  type Manifest,
  manifestOf,
  type Platform,
  platformOf
} from './images.js'
import { tar, type TarEntry } from './tar.js'

const docker = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  list: 'application/vnd.docker.distribution.manifest.list.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  foreignLayer: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'
}

const oci: typeof docker = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  list: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  foreignLayer: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip'
}

/** Docker's media types and the OCI's, by what they are of. */
export const mediaTypes = { docker, oci }

export type LayerOptions = {
  /** Texts or bytes by path; on Windows they lie under `Files/`. */
  files?: Readonly<Record<string, string | Buffer>>
  /** Adds a file of so many bytes that do not compress. */
  size?: number
  /** The instruction that made it; a `COPY` of BuildKit by default. */
  createdBy?: string
  /** Makes it a foreign layer: it is listed with this address and not pushed. */
  foreignUrl?: string
}

export type ImageOptions = {
  os: string
  architecture: string
  osVersion?: string
  osFeatures?: readonly string[]
  variant?: string
  labels?: Readonly<Record<string, string>>
  /** Further values of the config's `config`, such as `Env` or `Entrypoint`. */
  config?: Readonly<Record<string, unknown>>
  /** By default `docker`. */
  mediaTypes?: keyof typeof mediaTypes
  /** One small layer by default, which says nothing of the image: images with it share it. */
  layers?: readonly LayerOptions[]
  /** The image that it is built on: its layers, diff ids and history come first. */
  base?: Image
  /** History entries behind those of the layers. */
  history?: readonly HistoryEntry[]
  created?: string
  /** Annotations of the manifest, which make sense for OCI only. */
  annotations?: Readonly<Record<string, string>>
}

const noise = (size: number, seed: string): Buffer => {
  const key = Buffer.from(digestOf(Buffer.from(seed)).slice(-32), 'hex')
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size))
}

const archive = (os: string, layer: LayerOptions, index: number): Buffer => {
  const windows = os === 'windows'
  const prefix = windows ? 'Files/' : ''
  const entries: TarEntry[] = windows ? [{ name: 'Files/' }, { name: 'Hives/' }] : []
  for (const [name, text] of Object.entries(layer.files ?? { [`layer-${index}.txt`]: `layer ${index}\n` })) {
    entries.push({ name: `${prefix}${name}`, bytes: Buffer.from(text) })
  }
  if (layer.size !== undefined) {
    entries.push({ name: `${prefix}noise-${index}.bin`, bytes: noise(layer.size, `${index} ${layer.size}`) })
  }
  return tar(entries)
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, null, 2))

const given = <Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> =>
  value === undefined ? {} : ({ [key]: value } as Record<Key, Value>)

/** Generates a small valid image: the same bytes for the same options. */
export const buildImage = (options: ImageOptions): Image => {
  const { os, architecture, base, created = '2026-01-02T03:04:05Z', layers = [{}] } = options
  const types = mediaTypes[options.mediaTypes ?? 'docker']
  const baseConfig = base === undefined ? undefined : configOf(base)
  const diffIds = [...(baseConfig?.rootfs.diff_ids ?? [])]
  const history = [...(baseConfig?.history ?? [])]
  const descriptors: Descriptor[] = base === undefined ? [] : [...(manifestOf(base).layers ?? [])]
  const blobs = new Map<string, Buffer>()
  for (const { digest } of descriptors) {
    const blob = base?.blobs.get(digest)
    if (blob !== undefined) blobs.set(digest, blob)
  }

  for (const layer of layers) {
    const plain = archive(os, layer, diffIds.length)
    const packed = gzipSync(plain)
    const digest = digestOf(packed)
    const urls = layer.foreignUrl === undefined ? undefined : [layer.foreignUrl]
    descriptors.push({
      mediaType: urls ? types.foreignLayer : types.layer,
      size: packed.length,
      digest,
      ...given('urls', urls)
    })
    const copied = { created_by: `COPY layer-${diffIds.length}.txt /`, comment: 'buildkit.dockerfile.v0' }
    history.push({ created, ...(layer.createdBy === undefined ? copied : { created_by: layer.createdBy }) })
    diffIds.push(digestOf(plain))
    if (urls === undefined) blobs.set(digest, packed)
  }

  const labels = { ...baseConfig?.config?.Labels, ...options.labels }
  const hasLabels = Object.keys(labels).length > 0
  const config: ImageConfig = {
    architecture,
    os,
    ...given('os.version', options.osVersion),
    ...given('os.features', options.osFeatures),
    ...given('variant', options.variant),
    created,
    config: { ...baseConfig?.config, ...options.config, ...(hasLabels ? { Labels: labels } : {}) },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: [...history, ...(options.history ?? [])]
  }
  const configBytes = json(config)
  const configDigest = digestOf(configBytes)
  blobs.set(configDigest, configBytes)
  const bytes = json({
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, size: configBytes.length, digest: configDigest },
    layers: descriptors,
    ...given('annotations', options.annotations)
  })
  return { mediaType: types.manifest, digest: digestOf(bytes), bytes, blobs, children: [] }
}

/** An entry of a list, where it is to differ from what its image says. */
export type IndexEntry = {
  image: Image
  /** By default that of the image's config; null leaves it out. */
  platform?: Platform | null
  annotations?: Readonly<Record<string, string>>
}

export type IndexOptions = {
  entries: readonly (Image | IndexEntry)[]
  /** By default `docker`. */
  mediaTypes?: keyof typeof mediaTypes
  annotations?: Readonly<Record<string, string>>
}

/** Generates a manifest list or OCI index over images. */
export const buildIndex = (options: IndexOptions): Image => {
  const mediaType = mediaTypes[options.mediaTypes ?? 'docker'].list
  const entries = options.entries.map(entry => ('image' in entry ? entry : { image: entry }))
  const manifests = entries.map(({ image, platform, annotations }): Descriptor => {
    const shown = platform === undefined ? platformOf(image) : (platform ?? undefined)
    const { mediaType: childType, digest, bytes } = image
    const size = bytes.length
    return { mediaType: childType, size, digest, ...given('platform', shown), ...given('annotations', annotations) }
  })
  const list: Manifest & { schemaVersion: 2 } = {
    schemaVersion: 2,
    mediaType,
    manifests,
    ...given('annotations', options.annotations)
  }
  const bytes = json(list)
  return { mediaType, digest: digestOf(bytes), bytes, blobs: new Map(), children: entries.map(({ image }) => image) }
}
