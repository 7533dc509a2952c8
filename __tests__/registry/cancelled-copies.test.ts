import { afterAll, describe, test, vi } from 'vitest'
import { digestOf } from '../../src/oci/digest.js'
import { registryClient, type RegistryClient } from '../../src/registry/client.js'
import { buildImage } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import type { FaultEffect, FaultMatch } from '../support/memory-registry.js'
import { startMemoryRegistry, type MemoryRegistry } from '../support/memory-registry.js'
import { failureOf, recordingLog } from '../support/transport-stub.js'

const image = buildImage({ os: 'linux', architecture: 'amd64', layers: [{ files: { a: 'a' }, size: 200_000 }] })
const layer = [...image.blobs.keys()].at(-1) ?? ''

const closing: (() => unknown)[] = []
// Once for all: the tests run at the same time.
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Registries = Readonly<Record<'source' | 'target' | 'other', MemoryRegistry>>

/** A registry that has the image in `org/app`, one that gets it and has it in `org/base`, and one that has nothing. */
const start = async (): Promise<Registries & { readonly client: RegistryClient }> => {
  const account = { username: 'builder', password: 'secret' }
  const registries: Registries = {
    source: await startMemoryRegistry({ auth: 'token', anonymousPull: true }),
    target: await startMemoryRegistry({ auth: 'token', ...account }),
    other: await startMemoryRegistry()
  }
  const { source, target, other } = registries
  await pushImage(source, 'org/app', 'v1', image)
  await pushImage(target, 'org/base', 'v1', image)
  const client = registryClient({
    credentials: registry => Promise.resolve(registry === target.host ? { kind: 'password', ...account } : undefined),
    log: recordingLog(),
    tries: 5,
    insecure: new Set()
  })
  closing.push(source.close, target.close, other.close, client.close)
  return { ...registries, client }
}

const busy: FaultEffect = { type: 'status', status: 503, retryAfter: 4 }
const silent: FaultEffect = { type: 'slow', ms: Infinity }

/** What a copy waits for. */
const waits: readonly (readonly [name: string, where: 'source' | 'target', match: FaultMatch])[] = [
  ['a manifest', 'source', { kind: 'manifest-get' }],
  ['a layer', 'source', { kind: 'blob-get', reference: layer }],
  ['whether a manifest is there', 'target', { kind: 'manifest-head' }],
  ['whether a blob is there', 'target', { kind: 'blob-head' }],
  ['a mount', 'target', { kind: 'mount' }],
  ['an upload to begin', 'target', { kind: 'upload-post' }],
  ['an upload to end', 'target', { kind: 'upload-put' }],
  ['a manifest to be written', 'target', { kind: 'manifest-put' }],
  ['a token', 'target', { kind: 'token', beforeAuth: true }]
]

describe.each([
  ['pauses, as Retry-After says, because of', busy],
  ['waits for the response about', silent]
])('a copy that %s', (_, effect) => {
  test.concurrent.for(waits)('%s ends as soon as another copy fails', async ([, where, match], { expect }) => {
    const { client, ...registries } = await start()
    const { source, target, other } = registries
    const fault = registries[where].fault({ ...effect, ...match, times: Infinity })
    const from =
      match.kind === 'mount' ? { registry: target.host, path: 'org/base' } : { registry: source.host, path: 'org/app' }
    const copying = failureOf(
      client.copy(
        client.open(from, 'pull'),
        client.open({ registry: target.host, path: 'org/copy' }, 'pull,push'),
        digestOf(image.bytes)
      )
    )
    // On a busy machine the first requests take more than the second that is the default.
    await vi.waitFor(
      () => {
        expect(fault.happened).toBeGreaterThan(0)
      },
      { timeout: 20_000 }
    )
    await new Promise(resolve => setTimeout(resolve, 100))
    const before = performance.now()
    const failure = await failureOf(
      client.copy(
        client.open({ registry: other.host, path: 'org/none' }, 'pull'),
        client.open({ registry: other.host, path: 'org/copy' }, 'pull,push'),
        digestOf(image.bytes)
      )
    )
    expect(await copying).toBe(failure)
    expect(performance.now() - before).toBeLessThan(1500)
  })
})
