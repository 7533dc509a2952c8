import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildImage, type LayerOptions } from './image-builder.js'

/** A registry that has an image under every name, and knows which names it was asked for. */
export type AnyImageRegistry = {
  /** as a mirror of Docker Hub: `http://127.0.0.1:5000` */
  readonly url: string
  /** the names since the last call, in order: `library/app:v1`, for what docker calls `app:v1` */
  readonly takeAsked: () => readonly string[]
  readonly close: () => Promise<void>
}

/** The label of each image that holds its name. */
export const nameLabel = 'name'

/** @param layer the one layer of all of them */
export const startAnyImageRegistry = async (layer: LayerOptions): Promise<AnyImageRegistry> => {
  const blobs = new Map<string, Buffer>()
  const manifests = new Map<string, { bytes: Buffer; mediaType: string }>()
  const asked: string[] = []

  const makeImage = (name: string): string => {
    const image = buildImage({ os: 'linux', architecture: 'amd64', labels: { [nameLabel]: name }, layers: [layer] })
    for (const [digest, bytes] of image.blobs) blobs.set(digest, bytes)
    manifests.set(image.digest, image)
    return image.digest
  }

  const server = createServer(({ url = '', method }, response) => {
    const [, repository = '', kind, reference = ''] = /^\/v2\/(.+)\/(manifests|blobs)\/([^?]+)/.exec(url) ?? []
    const isTag = kind === 'manifests' && !reference.startsWith('sha256:')
    const name = `${repository}:${reference}`
    if (isTag) asked.push(name)
    const digest = isTag ? makeImage(name) : reference
    const found = kind === 'manifests' ? manifests.get(digest) : undefined
    const bytes = found?.bytes ?? blobs.get(digest) ?? Buffer.from('{}')
    response.writeHead(200, {
      'content-type': found?.mediaType ?? 'application/octet-stream',
      'content-length': bytes.length,
      'docker-content-digest': digest
    })
    response.end(method === 'HEAD' ? undefined : bytes)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeAsked: () => asked.splice(0),
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
  }
}
