import { existsSync, readFileSync } from 'node:fs'
import { digestOf, type HttpTarget, httpStore, type ImageStore } from './image-store.js'

/** The platform of a descriptor, as the specifications spell it. */
export type Platform = {
  architecture: string
  os: string
  'os.version'?: string
  'os.features'?: readonly string[]
  variant?: string
}

/** What points at a manifest or blob. */
export type Descriptor = {
  mediaType: string
  digest: string
  size: number
  urls?: readonly string[]
  platform?: Platform
  annotations?: Readonly<Record<string, string>>
}

/** The parts that the manifests of images and lists have. */
export type Manifest = {
  mediaType?: string
  config?: Descriptor
  layers?: readonly Descriptor[]
  manifests?: readonly Descriptor[]
  annotations?: Readonly<Record<string, string>>
}

/** One step of an image's history. */
export type HistoryEntry = { created?: string; created_by?: string; empty_layer?: boolean; comment?: string }

/** An image config, with the parts that tests ask for. */
export type ImageConfig = Platform & {
  created?: string
  config?: { Labels?: Record<string, string>; Env?: string[]; Entrypoint?: string[]; Cmd?: string[]; User?: string }
  rootfs: { type: 'layers'; diff_ids: string[] }
  history?: HistoryEntry[]
}

/** An image, or a list of images with its children, as bytes in memory. */
export type Image = {
  mediaType: string
  digest: string
  /** The bytes of the manifest. */
  bytes: Buffer
  /** Config and layers by digest, less layers that are only to be had elsewhere. */
  blobs: ReadonlyMap<string, Buffer>
  children: readonly Image[]
}

/** The manifest of an image or list, parsed. */
export const manifestOf = (image: Image): Manifest => JSON.parse(image.bytes.toString('utf8')) as Manifest

/** The config of an image, parsed. */
export const configOf = (image: Image): ImageConfig => {
  const bytes = image.blobs.get(manifestOf(image).config?.digest ?? '')
  if (bytes === undefined) throw new Error(`${image.digest} has no config`)
  return JSON.parse(bytes.toString('utf8')) as ImageConfig
}

/** The platform that an image's config gives. */
export const platformOf = (image: Image): Platform => {
  const config = configOf(image)
  const { architecture, os, variant } = config
  return {
    architecture,
    os,
    ...(config['os.version'] === undefined ? {} : { 'os.version': config['os.version'] }),
    ...(config['os.features'] === undefined ? {} : { 'os.features': config['os.features'] }),
    ...(variant === undefined ? {} : { variant })
  }
}

const fixtures = new URL('../fixtures/images/', import.meta.url)

const readManifest = (folder: URL, file: string): Image => {
  const bytes = readFileSync(new URL(file, folder))
  const manifest = JSON.parse(bytes.toString('utf8')) as Manifest
  const blobs = new Map<string, Buffer>()
  for (const { digest } of [...(manifest.config === undefined ? [] : [manifest.config]), ...(manifest.layers ?? [])]) {
    const blob = new URL(digest.replace('sha256:', ''), folder)
    if (existsSync(blob)) blobs.set(digest, readFileSync(blob))
  }
  const children = (manifest.manifests ?? []).map(({ digest }) =>
    readManifest(folder, `${digest.replace('sha256:', '')}.manifest.json`)
  )
  if (manifest.mediaType === undefined) throw new Error(`${folder.href}${file} has no mediaType`)
  return { mediaType: manifest.mediaType, digest: digestOf(bytes), bytes, blobs, children }
}

/**
 * Reads an image that `skopeo copy … dir:` wrote.
 *
 * @param name a folder of `__tests__/fixtures/images/`
 */
export const readFixture = (name: string): Image => readManifest(new URL(`${name}/`, fixtures), 'manifest.json')

/**
 * Puts an image or a list into a registry: blobs first, then the children by digest, then the manifest.
 *
 * @param reference a tag, or the digest
 * @returns the digest that the registry answered, or the image's own where it answers none
 */
export const pushImage = async (
  target: ImageStore | HttpTarget,
  repository: string,
  reference: string,
  image: Image
): Promise<string> => {
  const store = 'putBlob' in target ? target : httpStore(target)
  for (const blob of image.blobs.values()) await store.putBlob(repository, blob)
  for (const child of image.children) await pushImage(store, repository, child.digest, child)
  const answered = await store.putManifest(repository, reference, image.bytes, image.mediaType)
  return typeof answered === 'string' ? answered : image.digest
}

/** Puts a fixture into a registry under a tag; see {@link pushImage}. */
export const pushFixture = (
  target: ImageStore | HttpTarget,
  repository: string,
  tag: string,
  name: string
): Promise<string> => pushImage(target, repository, tag, readFixture(name))
