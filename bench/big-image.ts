import { createCipheriv, createHash } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { mediaTypes } from '../__tests__/support/image-builder.js'
import { digestOf, type HttpTarget, httpStore, send } from '../__tests__/support/image-store.js'
import type { Descriptor } from '../__tests__/support/images.js'
import { defined } from '../src/common/defined.js'

/** An image in a registry. */
export type BigImage = {
  readonly repository: string
  readonly tag: string
  readonly digest: string
  /** The config and the layers. */
  readonly blobs: readonly Descriptor[]
}

const types = mediaTypes.docker
const piece = Buffer.alloc(256 * 1024)

/** Bytes that do not compress, the same for the same seed. */
const noise = (size: number, seed: string): Readable => {
  const cipher = createCipheriv('aes-128-ctr', createHash('md5').update(seed).digest(), Buffer.alloc(16))
  let left = size
  return new Readable({
    read() {
      const length = Math.min(left, piece.length)
      left -= length
      this.push(length === 0 ? null : cipher.update(piece.subarray(0, length)))
    }
  })
}

/** Passes bytes on, and knows their digest in the end. */
const digesting = (): { readonly stream: Transform; readonly result: () => { digest: string; size: number } } => {
  const hash = createHash('sha256')
  let size = 0
  const stream = new Transform({
    transform(bytes: Buffer, _, done) {
      hash.update(bytes)
      size += bytes.length
      done(undefined, bytes)
    }
  })
  return { stream, result: () => ({ digest: `sha256:${hash.digest('hex')}`, size }) }
}

/** Sends a stream of unknown length. */
const patch = async (url: URL, { ca }: HttpTarget, content: Readable): Promise<URL> => {
  const headers = { 'content-type': 'application/octet-stream' }
  const options = { method: 'PATCH', headers, ...defined({ ca }) }
  const outgoing = (url.protocol === 'https:' ? https : http).request(url, options)
  const answered = new Promise<URL>((resolve, reject) => {
    outgoing.once('error', reject)
    outgoing.once('response', incoming => {
      incoming.resume()
      if (incoming.statusCode === 202) resolve(new URL(incoming.headers.location ?? '', url))
      else reject(new Error(`PATCH ${url.pathname}: ${incoming.statusCode ?? '?'}`))
    })
  })
  const [location] = await Promise.all([answered, pipeline(content, outgoing)])
  return location
}

/** Uploads a layer while it is made: it is never whole in memory. */
const pushLayer = async (
  target: HttpTarget,
  repository: string,
  size: number,
  seed: string
): Promise<{ readonly layer: Descriptor; readonly diffId: string }> => {
  const started = await send(target, 'POST', `/v2/${repository}/blobs/uploads/`)
  const plain = digesting()
  const packed = digesting()
  const upload = new PassThrough()
  // What does not compress only costs time to try; its gzip stream has to be a right one all the same.
  const [location] = await Promise.all([
    patch(new URL(started.headers.location ?? '', target.url), target, upload),
    pipeline(noise(size, seed), plain.stream, createGzip({ level: 0 }), packed.stream, upload)
  ])
  const layer = { mediaType: types.layer, ...packed.result() }
  location.searchParams.set('digest', layer.digest)
  const { status, body } = await send(target, 'PUT', location.href)
  if (status !== 201) throw new Error(`PUT ${layer.digest}: ${status} ${body.toString('utf8')}`)
  return { layer, diffId: plain.result().digest }
}

/**
 * Makes a Windows image of four layers in a registry. A layer is one lump instead of an archive: nobody here
 * unpacks it.
 *
 * @param size bytes of all layers together
 */
export const pushBigImage = async (
  target: HttpTarget,
  repository: string,
  tag: string,
  size: number
): Promise<BigImage> => {
  const store = httpStore(target)
  const layers: Descriptor[] = []
  const diffIds: string[] = []
  for (let index = 0; index < 4; index++) {
    const { layer, diffId } = await pushLayer(target, repository, Math.floor(size / 4), `${size} ${index}`)
    layers.push(layer)
    diffIds.push(diffId)
  }
  const platform = { architecture: 'amd64', os: 'windows', 'os.version': '10.0.20348.1' }
  const configBytes = Buffer.from(JSON.stringify({ ...platform, rootfs: { type: 'layers', diff_ids: diffIds } }))
  const config = { mediaType: types.config, size: configBytes.length, digest: digestOf(configBytes) }
  await store.putBlob(repository, configBytes)
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: types.manifest, config, layers }))
  await store.putManifest(repository, tag, bytes, types.manifest)
  return { repository, tag, digest: digestOf(bytes), blobs: [config, ...layers] }
}
