import { afterEach, describe, expect, test } from 'vitest'
import { startDistribution } from '../support/distribution.js'
import {
  digestOf,
  type MemoryRegistry,
  type MemoryRegistryOptions,
  startMemoryRegistry
} from '../support/memory-registry.js'
import { dockerManifest, get, put, upload } from '../support/memory-registry/conformance.js'
import { openUpload, raw, withDigest } from '../support/memory-registry/raw.js'
import { describeWith } from '../support/services.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options?: MemoryRegistryOptions): Promise<MemoryRegistry> => {
  const registry = await startMemoryRegistry(options)
  closing.push(registry.close)
  return registry
}

const manifest = JSON.stringify({ schemaVersion: 2, mediaType: dockerManifest })

describe('recorded requests', () => {
  test('say what every request was for', async () => {
    const { url, requests, putBlob } = await start()
    const layer = putBlob('base', 'layer')
    await raw('GET', `${url}/v2/`)
    await raw('GET', `${url}/token?service=x`)
    await put(url, 'v1', manifest, dockerManifest)
    await get(url, 'v1', dockerManifest)
    await raw('HEAD', `${url}/v2/app/manifests/v1`)
    await raw('DELETE', `${url}/v2/app/manifests/v1`)
    await raw('GET', `${url}/v2/base/blobs/${layer}`)
    await raw('HEAD', `${url}/v2/base/blobs/${layer}`)
    await raw('DELETE', `${url}/v2/app/blobs/${layer}`)
    await raw('POST', `${url}/v2/app/blobs/uploads/?mount=${layer}&from=base`, { body: '' })
    const session = await openUpload(url, 'app')
    const patched = await raw('PATCH', session, { body: 'hello' })
    await raw('GET', patched.headers.location ?? '')
    await raw('PUT', withDigest(url, patched.headers.location ?? '', digestOf('hello')), { body: '' })
    await raw('DELETE', await openUpload(url, 'app'))
    await raw('GET', `${url}/v2/app/tags/list?n=5`)
    await raw('GET', `${url}/elsewhere`)
    expect(
      requests.map(({ kind, repository, status, received, sent }) => [kind, repository, status, received, sent])
    ).toEqual([
      ['ping', undefined, 200, 0, 2],
      ['token', undefined, 404, 0, 19],
      ['manifest-put', 'app', 400, 86, 180],
      ['manifest-get', 'app', 404, 0, 92],
      ['manifest-head', 'app', 404, 0, 0],
      ['manifest-delete', 'app', 400, 0, 98],
      ['blob-get', 'base', 200, 0, 5],
      ['blob-head', 'base', 200, 0, 0],
      ['blob-delete', 'app', 404, 0, 74],
      ['mount', 'app', 201, 0, 0],
      ['upload-post', 'app', 202, 0, 0],
      ['upload-patch', 'app', 202, 5, 0],
      ['upload-get', 'app', 204, 0, 0],
      ['upload-put', 'app', 201, 0, 0],
      ['upload-post', 'app', 202, 0, 0],
      ['upload-delete', 'app', 204, 0, 0],
      ['tags-list', 'app', 404, 0, 111],
      ['other', undefined, 404, 0, 19]
    ])
    expect(requests[3]).toMatchObject({ method: 'GET', path: '/v2/app/manifests/v1', reference: 'v1', broken: false })
    expect(requests[3]?.headers.accept).toBe(dockerManifest)
    expect(requests[6]?.reference).toBe(layer)
    expect(requests[9]?.reference).toBe(layer)
    expect(requests[16]?.query.get('n')).toBe('5')
  })

  test('say when the client hung up', async () => {
    const { url, requests } = await start()
    const session = await openUpload(url, 'app')
    const options = { body: 'half', headers: { 'content-length': 100 }, abortAfter: 100 }
    await expect(raw('PATCH', session, options)).rejects.toThrow('aborted')
    await expect.poll(() => requests[1]?.broken).toBe(true)
    expect(requests[1]).toMatchObject({ kind: 'upload-patch', status: undefined, received: 4 })
  })

  test('can be forgotten, and with them everything else', async () => {
    const { url, requests, clearRequests, reset, putBlob, putManifest, repositories, fault } = await start()
    putBlob('app', 'layer')
    putManifest('app', 'v1', manifest, dockerManifest)
    await raw('GET', `${url}/v2/`)
    clearRequests()
    expect([requests.length, repositories()]).toEqual([0, ['app']])
    const unused = fault({ type: 'status', status: 500 })
    reset()
    expect(repositories()).toEqual([])
    expect((await get(url, 'v1')).codes).toEqual(['MANIFEST_UNKNOWN'])
    expect(unused.happened).toBe(0)
  })
})

describe('contents', () => {
  test('can be put, looked at and taken away without a request', async () => {
    const registry = await start()
    const layer = registry.putBlob('app', Buffer.from('layer'))
    const digest = registry.putManifest('app', 'v1', manifest, dockerManifest)
    expect([layer, digest]).toEqual([digestOf('layer'), digestOf(manifest)])
    expect(registry.getManifest('app', 'v1')).toEqual({
      bytes: Buffer.from(manifest),
      mediaType: dockerManifest,
      digest
    })
    expect(registry.getManifest('app', digest)?.digest).toBe(digest)
    expect(registry.getManifest('app', 'v2')).toBeUndefined()
    expect(registry.putManifest('app', digest, manifest, dockerManifest)).toBe(digest)
    expect([...registry.tags('app')]).toEqual([['v1', digest]])
    expect([...registry.blobs('app')]).toEqual([layer])
    expect(registry.getBlob('app', layer)?.toString()).toBe('layer')
    expect([registry.hasBlob('app', layer), registry.hasBlob('other', layer)]).toEqual([true, false])
    expect((await get(registry.url, 'v1', dockerManifest)).body.toString()).toBe(manifest)
    expect([registry.deleteManifest('app', 'v1'), registry.deleteManifest('app', 'v1')]).toEqual([true, false])
    expect([registry.deleteBlob('app', layer), registry.deleteBlob('app', layer)]).toEqual([true, false])
    expect(registry.tags('app').size).toBe(0)
    expect(registry.requests).toHaveLength(1)
  })

  test('pushed over HTTP they are the same', async () => {
    const registry = await start({ validateManifests: false })
    await upload(registry.url, 'layer')
    await put(registry.url, 'v1', manifest, dockerManifest)
    expect(registry.getBlob('app', digestOf('layer'))?.toString()).toBe('layer')
    expect(registry.getManifest('app', 'v1')?.bytes.toString()).toBe(manifest)
    expect(registry.tags('app').get('v1')).toBe(digestOf(manifest))
  })
})

/** A body that the server has no use for. */
const unwanted = (open: (options: { auth: 'basic' }) => Promise<{ url: string; close: () => Promise<void> }>): void => {
  const target = async (): Promise<string> => {
    const server = await open({ auth: 'basic' })
    closing.push(server.close)
    return `${server.url}/v2/app/manifests/v1`
  }

  test('small: it is read, and the connection stays', async () => {
    const answer = await raw('PUT', await target(), {
      body: Buffer.alloc(200_000),
      headers: { connection: 'keep-alive' }
    })
    expect(answer.status).toBe(401)
    expect(answer.headers.connection).not.toBe('close')
  })

  test('large: it is not read, and the answer arrives all the same', async () => {
    const answer = await raw('PUT', await target(), {
      body: Buffer.alloc(2_000_000),
      headers: { connection: 'keep-alive' }
    })
    expect(answer.status).toBe(401)
    expect(answer.headers.connection).toBe('close')
  })

  test('announced by Expect: it is not asked for', async () => {
    const answer = await raw('PUT', await target(), { body: 'x', expectContinue: true })
    expect([answer.status, answer.continued]).toEqual([401, false])
  })
}

describe('the memory registry and a body of no use', () => {
  unwanted(startMemoryRegistry)
})

describeWith(['docker-registry'], 'Distribution and a body of no use', () => {
  unwanted(startDistribution)
})

test('a body announced by Expect is asked for where it is wanted', async () => {
  const { url, hasBlob } = await start()
  const target = withDigest(url, await openUpload(url, 'app'), digestOf('layer'))
  const answer = await raw('PUT', target, { body: 'layer', expectContinue: true })
  expect([answer.status, answer.continued, hasBlob('app', digestOf('layer'))]).toEqual([201, true, true])
})

test('a closed registry is gone, whatever was still under way', async () => {
  const registry = await startMemoryRegistry()
  registry.putBlob('app', 'layer')
  registry.fault({ type: 'stall', kind: 'blob-get' })
  registry.fault({ type: 'slow', ms: Infinity, kind: 'ping' })
  const stalled = raw('GET', `${registry.url}/v2/app/blobs/${digestOf('layer')}`)
  const slow = raw('GET', `${registry.url}/v2/`)
  slow.catch(() => undefined)
  await expect.poll(() => registry.requests.map(({ fault }) => fault)).toEqual(['stall', 'slow'])
  await registry.close()
  expect((await stalled).broken).toBe(true)
  await expect(slow).rejects.toThrow()
  await expect(raw('GET', `${registry.url}/v2/`)).rejects.toThrow(/ECONNREFUSED/)
})
