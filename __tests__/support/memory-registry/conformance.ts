import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDistribution } from '../distribution.js'
import { describeWith } from '../services.js'
import { startMemoryRegistry } from '../memory-registry.js'
import { digestOf } from './answer.js'
import { openUpload, raw, type RawAnswer, type RawOptions, withDigest } from './raw.js'

export const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json'
export const dockerList = 'application/vnd.docker.distribution.manifest.list.v2+json'
export const ociManifest = 'application/vnd.oci.image.manifest.v1+json'
export const ociIndex = 'application/vnd.oci.image.index.v1+json'
const layerType = 'application/vnd.docker.image.rootfs.diff.tar.gzip'

/** A small image of one layer, `layer`. */
export const config = JSON.stringify({
  architecture: 'amd64',
  os: 'windows',
  rootfs: { type: 'layers', diff_ids: [digestOf('layer')] },
  history: [{ created_by: 'x' }]
})

export const descriptorOf = (mediaType: string, bytes: string, more = {}): object => ({
  mediaType,
  size: bytes.length,
  digest: digestOf(bytes),
  ...more
})

/** A manifest of {@link config} and a layer; an undefined type is left out. */
export const image = (
  mediaType: string | undefined,
  layer: object = descriptorOf(layerType, 'layer'),
  more = {}
): string =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType,
    config: descriptorOf('application/vnd.docker.container.image.v1+json', config),
    layers: [layer],
    ...more
  })

/** A list or index of one child. */
export const index = (
  mediaType: string | undefined,
  childType: string,
  child: string,
  os = 'windows',
  more = {}
): string =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType,
    manifests: [descriptorOf(childType, child, { platform: { architecture: 'amd64', os } })],
    ...more
  })

export const put = (
  url: string,
  reference: string,
  body: string,
  type?: string,
  repository = 'app'
): Promise<RawAnswer> =>
  raw('PUT', `${url}/v2/${repository}/manifests/${reference}`, {
    body,
    headers: type === undefined ? {} : { 'content-type': type }
  })

export const get = (url: string, reference: string, accept?: string, repository = 'app'): Promise<RawAnswer> =>
  raw('GET', `${url}/v2/${repository}/manifests/${reference}`, { headers: accept === undefined ? {} : { accept } })

/** Opens a session and puts the whole blob. */
export const upload = async (
  url: string,
  body: string,
  repository = 'app',
  options: RawOptions = {}
): Promise<RawAnswer> =>
  raw('PUT', withDigest(url, await openUpload(url, repository, options.headers), digestOf(body)), { body, ...options })

/** A request that both registries get, and what both have to answer. */
export type Step = readonly [
  name: string,
  run: (url: string) => Promise<RawAnswer>,
  status: number,
  codes?: readonly string[],
  headers?: Record<string, unknown>
]

/** A step's request that needs nothing before it. */
export const plain =
  (method: string, path: string, options?: RawOptions): ((url: string) => Promise<RawAnswer>) =>
  url =>
    raw(method, `${url}${path}`, options)

/** Something that is looked at on both registries. */
export type Check = readonly [name: string, check: (url: string) => Promise<void>]

type Server = { readonly url: string; readonly close: () => Promise<void> }

const suite = (start: () => Promise<Server>, steps: readonly Step[], checks: readonly Check[]): void => {
  let server: Server

  beforeAll(async () => {
    server = await start()
    await upload(server.url, config)
    await upload(server.url, 'layer')
    await put(server.url, 'first', image(dockerManifest), dockerManifest)
  })
  afterAll(() => server.close())

  for (const [name, run, status, codes = [], headers = {}] of steps) {
    test(`${name}: ${[status, ...codes].join(' ')}`, async () => {
      const answer = await run(server.url)
      expect({ status: answer.status, codes: answer.codes }).toEqual({ status, codes })
      expect(answer.headers).toMatchObject(headers)
    })
  }
  for (const [name, check] of checks) test(name, () => check(server.url))
}

/** The same requests in the same order to the memory registry and, where it is installed, to Distribution. */
export const conform = (title: string, steps: readonly Step[], checks: readonly Check[] = []): void => {
  describe(`the memory registry: ${title}`, () => {
    suite(() => startMemoryRegistry(), steps, checks)
  })
  describeWith(['docker-registry'], `Distribution itself: ${title}`, () => {
    suite(() => startDistribution({ storage: 'filesystem', delete: true }), steps, checks)
  })
}
