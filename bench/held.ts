import { mediaTypes } from '../__tests__/support/image-builder.js'
import { digestOf, type HttpTarget, send } from '../__tests__/support/image-store.js'
import type { ImageConfig, Manifest } from '../__tests__/support/images.js'

const { docker, oci } = mediaTypes
const accept = [docker.manifest, docker.list, oci.manifest, oci.list].join(', ')

/** A manifest or list as a registry holds it. */
export type HeldManifest = { readonly digest: string; readonly manifest: Manifest }

const read = async (target: HttpTarget, path: string): Promise<Buffer> => {
  const { status, body } = await send(target, 'GET', path, { accept })
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${body.toString('utf8')}`)
  return body
}

/** Reads an image's manifest, or a list. @throws where the registry has none */
export const readManifest = async (
  target: HttpTarget,
  repository: string,
  reference: string
): Promise<HeldManifest> => {
  const bytes = await read(target, `/v2/${repository}/manifests/${reference}`)
  return { digest: digestOf(bytes), manifest: JSON.parse(bytes.toString('utf8')) as Manifest }
}

/** Reads the config of an image. @throws where the registry lacks it */
export const readConfig = async (
  target: HttpTarget,
  repository: string,
  { manifest }: HeldManifest
): Promise<ImageConfig> => {
  const bytes = await read(target, `/v2/${repository}/blobs/${manifest.config?.digest ?? ''}`)
  return JSON.parse(bytes.toString('utf8')) as ImageConfig
}
