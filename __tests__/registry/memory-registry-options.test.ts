import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, test } from 'vitest'
import {
  digestOf,
  type MemoryRegistry,
  type MemoryRegistryOptions,
  startMemoryRegistry
} from '../support/memory-registry.js'
import { config, dockerManifest, get, image, put, upload } from '../support/memory-registry/conformance.js'
import { openUpload, raw, withDigest } from '../support/memory-registry/raw.js'
import { describeWith } from '../support/services.js'
import { tls } from '../support/tls.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options?: MemoryRegistryOptions): Promise<MemoryRegistry> => {
  const registry = await startMemoryRegistry(options)
  closing.push(registry.close)
  return registry
}

/** Bytes of buffers that are still in use. */
const heldBytes = (): number => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().arrayBuffers
}

const layer = digestOf('layer')
/** Manifests that need no blobs. */
const bare = (name: string): string => `{"schemaVersion":2,"mediaType":"${dockerManifest}","name":"${name}"}`
const unchecked = { validateManifests: false }

describe('an upload Location', () => {
  test.each([
    ['absolute', /^http:\/\/127\.0\.0\.1:\d+\/v2\/app\/blobs\/uploads\/[-0-9a-f]{36}$/],
    ['relative', /^\/v2\/app\/blobs\/uploads\/[-0-9a-f]{36}$/],
    ['absolute-with-query', /^http:\/\/127\.0\.0\.1:\d+\/v2\/app\/blobs\/uploads\/[-0-9a-f]{36}\?_state=[-_\w]+$/],
    ['relative-with-query', /^\/v2\/app\/blobs\/uploads\/[-0-9a-f]{36}\?_state=[-_\w]+$/]
  ] as const)('can be %s', async (location, form) => {
    const { url, hasBlob } = await start({ location })
    const opened = await raw('POST', `${url}/v2/app/blobs/uploads/`, { body: '' })
    expect(opened.headers.location).toMatch(form)
    const patched = await raw('PATCH', new URL(opened.headers.location ?? '', url).href, { body: 'lay' })
    expect(patched.headers.location).toMatch(form)
    const done = await raw('PUT', withDigest(url, patched.headers.location ?? '', layer), { body: 'er' })
    expect(done.status).toBe(201)
    expect(hasBlob('app', layer)).toBe(true)
  })

  test('is of the host and the scheme that the client sees', async () => {
    const { url } = await start()
    const headers = { host: 'registry.example:8443', 'x-forwarded-proto': 'https' }
    const { headers: answered } = await raw('POST', `${url}/v2/app/blobs/uploads/`, { body: '', headers })
    expect(answered.location).toMatch(/^https:\/\/registry\.example:8443\/v2\//)
  })
})

describe('uploads', () => {
  test('ranges are checked where that is asked for', async () => {
    const { url } = await start({ checkRanges: true })
    const part = (to: string, range: string): Promise<number> =>
      raw('PATCH', to, { body: 'hello', headers: { 'content-range': range } }).then(({ status }) => status)
    const session = await openUpload(url, 'app')
    expect(await part(session, '1-5')).toBe(416)
    expect(await part(session, '0-5')).toBe(400)
    expect(await part(session, 'bytes 0-4')).toBe(500)
    expect(await part(session, '0-4')).toBe(202)
  })

  test('no mount works where mounts are off', async () => {
    const { url, putBlob } = await start({ mount: false })
    putBlob('base', 'layer')
    const answer = await raw('POST', `${url}/v2/app/blobs/uploads/?mount=${layer}&from=base`, { body: '' })
    expect(answer.status).toBe(202)
    expect(answer.headers).toHaveProperty('location')
  })

  test('sessions are counted until they are over', async () => {
    const { url, openUploads } = await start()
    const sessions = [await openUpload(url, 'app'), await openUpload(url, 'app'), await openUpload(url, 'app')] as const
    expect(openUploads()).toBe(3)
    await raw('PUT', withDigest(url, sessions[0], layer), { body: 'layer' })
    await raw('PUT', withDigest(url, sessions[1], layer), { body: 'other' })
    await raw('DELETE', sessions[2])
    expect(openUploads()).toBe(0)
  })

  test('two clients push the same image at once, and both succeed', async () => {
    const { url, tags } = await start()
    const push = async (tag: string): Promise<number[]> => {
      const blobs = await Promise.all([config, 'layer'].map(blob => upload(url, blob)))
      return [...blobs, await put(url, tag, image(dockerManifest), dockerManifest)].map(({ status }) => status)
    }
    expect(await Promise.all([push('one'), push('two')])).toEqual([
      [201, 201, 201],
      [201, 201, 201]
    ])
    expect([...tags('app').keys()].sort()).toEqual(['one', 'two'])
  })

  test('discarded blobs keep their digest and size only', async () => {
    const { url, hasBlob, getBlob } = await start({ discardBlobs: 5 })
    await upload(url, 'small')
    await upload(url, 'larger')
    expect(getBlob('app', digestOf('small'))?.toString()).toBe('small')
    expect([hasBlob('app', digestOf('larger')), getBlob('app', digestOf('larger'))]).toEqual([true, undefined])
    expect((await raw('HEAD', `${url}/v2/app/blobs/${digestOf('larger')}`)).headers['content-length']).toBe('6')
    expect((await raw('GET', `${url}/v2/app/blobs/${digestOf('larger')}`)).codes).toEqual(['UNKNOWN'])
  })

  test('large blobs go through without staying in memory', async () => {
    const size = 192 * 1024 * 1024
    const [source, target] = [await start(), await start({ discardBlobs: true })]
    const digest = source.putGeneratedBlob('app', size, 7)
    expect(source.putGeneratedBlob('app', size, 8)).not.toBe(digest)
    const before = heldBytes()
    // Not with fetch: it keeps a second copy of a body that it streams.
    const session = withDigest(target.url, await openUpload(target.url, 'app'), digest)
    const [read] = (await once(request(`${source.url}/v2/app/blobs/${digest}`).end(), 'response')) as [IncomingMessage]
    const written = request(session, { method: 'PUT' })
    const answered = once(written, 'response')
    await pipeline(read, written)
    expect(((await answered) as [IncomingMessage])[0].statusCode).toBe(201)
    expect(target.requests.at(-1)?.received).toBe(size)
    expect(heldBytes() - before).toBeLessThan(size / 8)
  })
})

describe('tags', () => {
  test('come in pages with a Link, in order', async () => {
    const { url, putManifest } = await start({ pageSize: 2 })
    for (const tag of ['c', 'a', 'e', 'b', 'd']) putManifest('app', tag, bare(tag), dockerManifest)
    const read = async (query: string): Promise<unknown[]> => {
      const answer = await raw('GET', `${url}/v2/app/tags/list${query}`)
      return [(answer.json() as { tags: string[] }).tags, answer.headers.link]
    }
    expect(await read('')).toEqual([['a', 'b'], '</v2/app/tags/list?last=b&n=2>; rel="next"'])
    expect(await read('?last=b&n=2')).toEqual([['c', 'd'], '</v2/app/tags/list?last=d&n=2>; rel="next"'])
    expect(await read('?last=d&n=2')).toEqual([['e'], undefined])
    expect(await read('?n=1')).toEqual([['a'], '</v2/app/tags/list?last=a&n=1>; rel="next"'])
    expect(await read('?n=100')).toEqual([['a', 'b'], '</v2/app/tags/list?last=b&n=2>; rel="next"'])
    expect((await raw('GET', `${url}/v2/app/tags/list?n=x`)).codes).toEqual(['PAGINATION_NUMBER_INVALID'])
  })

  test('a Link can be absolute', async () => {
    const { url, putManifest } = await start({ pageSize: 1, link: 'absolute' })
    for (const tag of ['a', 'b']) putManifest('app', tag, bare(tag), dockerManifest)
    const { headers } = await raw('GET', `${url}/v2/app/tags/list`)
    expect(headers.link).toBe(`<${url}/v2/app/tags/list?last=a&n=1>; rel="next"`)
  })

  test('cannot be moved where they are immutable', async () => {
    const { url, tags } = await start({ ...unchecked, immutableTags: true })
    expect((await put(url, 'v1', bare('old'), dockerManifest)).status).toBe(201)
    const answer = await put(url, 'v1', bare('new'), dockerManifest)
    expect([answer.status, answer.codes]).toEqual([400, ['TAG_INVALID']])
    expect((await put(url, 'v1', bare('old'), dockerManifest)).status).toBe(201)
    expect(tags('app').get('v1')).toBe(digestOf(bare('old')))
  })

  test('are seen late where reads lag, while their manifests are there by digest', async () => {
    const { url, tags } = await start({ ...unchecked, readLag: 2 })
    const seen = async (reference = 'v1'): Promise<string | number> => {
      const answer = await get(url, reference, dockerManifest)
      return answer.status === 200 ? answer.body.toString() : answer.status
    }
    await put(url, 'v1', bare('old'), dockerManifest)
    expect(tags('app').get('v1')).toBe(digestOf(bare('old')))
    expect([await seen(), await seen(), await seen()]).toEqual([404, 404, bare('old')])
    await put(url, 'v1', bare('new'), dockerManifest)
    expect(await seen(digestOf(bare('new')))).toBe(bare('new'))
    expect([await seen(), await seen(), await seen()]).toEqual([bare('old'), bare('old'), bare('new')])
  })
})

describe('other options', () => {
  test('blobs can be at another host, which may refuse a login', async () => {
    const store = await start({ refuseAuthorization: true })
    const { url, putBlob } = await start({ blobRedirect: store.url })
    for (const putLayer of [putBlob, store.putBlob]) putLayer('app', 'layer')
    for (const method of ['GET', 'HEAD']) {
      const answer = await raw(method, `${url}/v2/app/blobs/${layer}`)
      expect(answer.status).toBe(307)
      expect(answer.headers.location).toMatch(`${store.url}/v2/app/blobs/${layer}?X-Amz-Signature=`)
      const target = answer.headers.location ?? ''
      expect((await raw(method, target, { headers: { authorization: 'Basic eDp5' } })).status).toBe(400)
      expect((await raw(method, target)).headers['content-length']).toBe('5')
    }
    expect((await raw('GET', `${url}/v2/app/blobs/${digestOf('absent')}`)).codes).toEqual(['BLOB_UNKNOWN'])
  })

  test('urls of foreign layers are refused where Distribution is not told to allow them', async () => {
    const { url, putBlob } = await start({ foreignUrls: 'refused' })
    putBlob('app', config)
    const mediaType = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'
    const manifest = image(dockerManifest, { mediaType, size: 1, digest: layer, urls: ['https://example.com/x'] })
    const answer = await put(url, 'x', manifest, dockerManifest)
    expect([answer.status, answer.codes]).toEqual([500, ['UNKNOWN', 'UNKNOWN', 'MANIFEST_BLOB_UNKNOWN']])
  })

  test('deletes can be off', async () => {
    const { url, putBlob } = await start({ deletes: false })
    putBlob('app', 'layer')
    for (const path of [`manifests/${layer}`, `blobs/${layer}`]) {
      const answer = await raw('DELETE', `${url}/v2/app/${path}`)
      expect([answer.status, answer.codes]).toEqual([405, ['UNSUPPORTED']])
    }
  })
})

describeWith(['openssl'], 'tls', () => {
  test('serves over https', async () => {
    const { key, cert, ca } = tls()
    const { url } = await start({ tls: { key, cert } })
    expect(url).toMatch(/^https:/)
    await expect(raw('GET', `${url}/v2/`)).rejects.toThrow(/certificate/)
    expect((await raw('GET', `${url}/v2/`, { ca })).status).toBe(200)
    const { headers } = await raw('POST', `${url}/v2/app/blobs/uploads/`, { ca, body: '' })
    expect(headers.location).toMatch(`${url}/v2/app/blobs/uploads/`)
    await expect(raw('GET', `${url.replace('https', 'http')}/v2/`)).rejects.toThrow()
  })
})
