import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { digestOf, type Fault, type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { dockerManifest, get, put } from '../support/memory-registry/conformance.js'
import { openUpload, raw, type RawAnswer, type RawOptions, withDigest } from '../support/memory-registry/raw.js'

const manifest = JSON.stringify({ schemaVersion: 2, mediaType: dockerManifest })
const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256))
const blob = digestOf(bytes)

let registry: MemoryRegistry
beforeEach(async () => {
  registry = await startMemoryRegistry({ validateManifests: false })
  registry.putBlob('app', bytes)
  registry.putManifest('app', 'v1', manifest, dockerManifest)
})
afterEach(() => registry.close())

const ping = (): Promise<RawAnswer> => raw('GET', `${registry.url}/v2/`)
const getBlob = (options?: RawOptions): Promise<RawAnswer> =>
  raw('GET', `${registry.url}/v2/app/blobs/${blob}`, options)
const putManifest = (tag = 'v2'): Promise<RawAnswer> => put(registry.url, tag, manifest, dockerManifest)
const putBlob = async (body: string, options: RawOptions = {}): Promise<RawAnswer> =>
  raw('PUT', withDigest(registry.url, await openUpload(registry.url, 'app'), digestOf(body)), { body, ...options })
const statusOf = (answer: RawAnswer): number => answer.status

describe('status', () => {
  test('answers a registry error and keeps the request from taking effect', async () => {
    const error = { code: 'TOOMANYREQUESTS', message: 'slow down', detail: { limit: 100 } }
    const fault = registry.fault({ type: 'status', kind: 'manifest-put', status: 429, ...error, retryAfter: 7 })
    const answer = await putManifest()
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '7'])
    expect(answer.json()).toEqual({ errors: [error] })
    expect(registry.tags('app').has('v2')).toBe(false)
    expect(fault.happened).toBe(1)
    expect(registry.requests[0]).toMatchObject({ kind: 'manifest-put', status: 429, fault: 'status' })
    expect(statusOf(await putManifest())).toBe(201)
  })

  test('can say when as a date, carry other headers and have no body', async () => {
    const retryAfter = new Date('2030-01-02T03:04:05.000Z')
    registry.fault({ type: 'status', status: 503, retryAfter, headers: { 'x-request-id': '7' } })
    const answer = await ping()
    expect([answer.status, answer.body.length]).toEqual([503, 0])
    expect(answer.headers).toMatchObject({ 'retry-after': 'Wed, 02 Jan 2030 03:04:05 GMT', 'x-request-id': '7' })
  })

  test('can be the page of a proxy', async () => {
    registry.fault({ type: 'status', status: 502, html: true })
    registry.fault({ type: 'status', status: 504, html: '<h1>no</h1>' })
    const [page, own] = [await ping(), await ping()]
    expect([page.status, page.headers['content-type']]).toEqual([502, 'text/html'])
    expect(page.body.toString()).toMatch(/<h1>502<\/h1>/)
    expect([own.status, own.body.toString()]).toEqual([504, '<h1>no</h1>'])
  })

  test('reads a large body first, unless it is early', async () => {
    const body = 'x'.repeat(4_000_000)
    registry.fault({ type: 'status', kind: 'upload-put', status: 503 })
    registry.fault({ type: 'status', kind: 'upload-put', status: 503, early: true })
    const [late, early] = [await putBlob(body), await putBlob(body)]
    expect([late.status, late.headers.connection]).toEqual([503, 'close'])
    expect(registry.requests[1]?.received).toBe(body.length)
    expect(early.status).toBe(503)
    expect(registry.openUploads()).toBe(2)
  })
})

describe('connections', () => {
  test('cut-before: no answer and no effect', async () => {
    const fault = registry.fault({ type: 'cut-before', kind: 'manifest-put' })
    await expect(putManifest()).rejects.toThrow(/socket hang up|ECONNRESET/)
    expect(registry.tags('app').has('v2')).toBe(false)
    expect(fault.happened).toBe(1)
    expect(registry.requests[0]).toMatchObject({ status: undefined, broken: true, fault: 'cut-before' })
    expect(statusOf(await putManifest())).toBe(201)
  })

  test('cut-after: no answer, but the effect', async () => {
    const fault = registry.fault({ type: 'cut-after', kind: ['manifest-put', 'upload-put'], times: 2 })
    await expect(putManifest()).rejects.toThrow(/socket hang up|ECONNRESET/)
    await expect(putBlob('layer')).rejects.toThrow(/socket hang up|ECONNRESET/)
    expect(registry.tags('app').get('v2')).toBe(digestOf(manifest))
    expect(registry.hasBlob('app', digestOf('layer'))).toBe(true)
    expect(fault.happened).toBe(2)
  })

  test('cut-in-body: half of an answer', async () => {
    const fault = registry.fault({ type: 'cut-in-body', kind: 'blob-get' })
    const answer = await getBlob()
    expect([answer.status, answer.broken, answer.headers['content-length']]).toEqual([200, true, '1000'])
    expect(answer.body).toEqual(bytes.subarray(0, 500))
    expect(fault.happened).toBe(1)
    expect((await getBlob()).body).toEqual(bytes)
  })

  test.each([false, true])('cut-in-body: in the middle of an upload (chunked: %s)', async chunked => {
    const fault = registry.fault({ type: 'cut-in-body', kind: 'upload-put' })
    const body = 'x'.repeat(3_000_000)
    await expect(putBlob(body, { chunked })).rejects.toThrow(/socket hang up|ECONNRESET|EPIPE/)
    expect(registry.hasBlob('app', digestOf(body))).toBe(false)
    expect(registry.requests[1]).toMatchObject({ kind: 'upload-put', status: undefined, broken: true })
    expect(registry.requests[1]?.received).toBe(chunked ? 1 : 1_500_000)
    expect(fault.happened).toBe(1)
    expect(statusOf(await putBlob(body, { chunked }))).toBe(201)
  })

  test('cut-in-body: in the middle of a manifest', async () => {
    registry.fault({ type: 'cut-in-body', kind: 'manifest-put' })
    await expect(putManifest()).rejects.toThrow(/socket hang up|ECONNRESET/)
    expect(registry.tags('app').has('v2')).toBe(false)
  })

  test('stall: half of an answer and then nothing', async () => {
    const fault = registry.fault({ type: 'stall', kind: 'blob-get' })
    const answer = await getBlob({ giveUpAfter: 300 })
    expect([answer.status, answer.broken]).toEqual([200, true])
    expect(answer.body).toEqual(bytes.subarray(0, 500))
    expect(fault.happened).toBe(1)
    await expect.poll(() => registry.requests[0]?.broken).toBe(true)
  })

  test('stall: half of an upload is read and then nothing', async () => {
    const fault = registry.fault({ type: 'stall', kind: 'upload-put' })
    await expect(putBlob('x'.repeat(1000), { abortAfter: 300 })).rejects.toThrow('aborted')
    expect(registry.requests[1]).toMatchObject({ received: 500, status: undefined })
    expect(fault.happened).toBe(1)
  })

  test('slow: the effect at once and the answer late', async () => {
    const fault = registry.fault({ type: 'slow', kind: 'manifest-put', ms: 300 })
    const started = performance.now()
    const pending = putManifest()
    await expect.poll(() => registry.tags('app').has('v2')).toBe(true)
    expect(statusOf(await pending)).toBe(201)
    expect(performance.now() - started).toBeGreaterThan(290)
    expect(fault.happened).toBe(1)
  })

  test('drip: the whole body in small pieces', async () => {
    const fault = registry.fault({ type: 'drip', kind: 'blob-get', piece: 100, every: 20 })
    const started = performance.now()
    const answer = await getBlob()
    expect([answer.body.equals(bytes), answer.broken]).toEqual([true, false])
    expect(answer.pieces).toBeGreaterThan(5)
    expect(performance.now() - started).toBeGreaterThan(180)
    expect(fault.happened).toBe(1)
  })
})

describe('lies', () => {
  test('wrong-digest-header: another digest, or none', async () => {
    const lie = digestOf('something else')
    registry.fault({ type: 'wrong-digest-header', kind: 'manifest-get' })
    registry.fault({ type: 'wrong-digest-header', kind: 'manifest-put', value: lie })
    const fault = registry.fault({ type: 'wrong-digest-header', kind: 'manifest-head', value: null })
    const told = (answer: RawAnswer): unknown => answer.headers['docker-content-digest']
    const read = await get(registry.url, 'v1', dockerManifest)
    expect(read.body.toString()).toBe(manifest)
    expect(told(read)).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(told(read)).not.toBe(digestOf(manifest))
    expect(told(await putManifest())).toBe(lie)
    const head = await raw('HEAD', `${registry.url}/v2/app/manifests/v1`, { headers: { accept: dockerManifest } })
    expect([head.status, told(head), fault.happened]).toEqual([200, undefined, 1])
    expect(registry.tags('app').get('v2')).toBe(digestOf(manifest))
  })

  test('wrong-body: one byte is another', async () => {
    const fault = registry.fault({ type: 'wrong-body', kind: 'blob-get' })
    const { body, broken } = await getBlob()
    expect([body.length, broken, fault.happened]).toEqual([bytes.length, false, 1])
    expect([...body].filter((byte, at) => byte !== bytes[at])).toHaveLength(1)
    expect((await getBlob()).body).toEqual(bytes)
  })

  test('wrong-length: less than was promised', async () => {
    const fault = registry.fault({ type: 'wrong-length', how: 'short', kind: 'blob-get' })
    const answer = await getBlob()
    expect([answer.headers['content-length'], answer.body.length, answer.broken]).toEqual(['1016', 1000, true])
    expect(fault.happened).toBe(1)
  })

  test('wrong-length: more than there is, and no length', async () => {
    const fault = registry.fault({ type: 'wrong-length', how: 'long', kind: 'blob-get' })
    const answer = await getBlob()
    expect([answer.headers['content-length'], answer.headers['transfer-encoding']]).toEqual([undefined, 'chunked'])
    expect([answer.body.length, answer.body.subarray(0, 1000).equals(bytes), answer.broken]).toEqual([
      1016,
      true,
      false
    ])
    expect(fault.happened).toBe(1)
  })

  test.each([undefined, 500])('endless-body: chunks until the client hangs up (status %s)', async status => {
    const own = status === undefined ? {} : { status }
    const fault = registry.fault({ type: 'endless-body', kind: 'manifest-get', ...own })
    const url = `${registry.url}/v2/app/manifests/v1`
    const answer = await raw('GET', url, { headers: { accept: dockerManifest }, maxBytes: 20_000_000 })
    expect([answer.status, answer.broken]).toEqual([status ?? 200, true])
    expect(answer.body.length).toBeGreaterThanOrEqual(20_000_000)
    await expect.poll(() => registry.requests[0]?.broken).toBe(true)
    const { sent } = registry.requests[0] ?? {}
    await new Promise(resolve => setTimeout(resolve, 50))
    expect([registry.requests[0]?.sent, fault.happened]).toEqual([sent, 1])
  })

  test('redirect: to wherever is said', async () => {
    registry.fault({ type: 'redirect', kind: 'blob-get', to: 'https://cdn.example.com/x' })
    const fault = registry.fault({ type: 'redirect', kind: 'manifest-put', to: '/elsewhere', status: 301 })
    const [read, written] = [await getBlob(), await putManifest()]
    expect([read.status, read.headers.location]).toEqual([307, 'https://cdn.example.com/x'])
    expect([written.status, written.headers.location]).toEqual([301, '/elsewhere'])
    expect([registry.tags('app').has('v2'), fault.happened]).toEqual([false, 1])
  })
})

describe('which requests are struck', () => {
  const strikes = async (fault: Fault, ...requests: (() => Promise<RawAnswer>)[]): Promise<number[]> => {
    registry.fault(fault)
    const statuses: number[] = []
    for (const request of requests) statuses.push(statusOf(await request()))
    return statuses
  }
  const down = { type: 'status', status: 503 } as const

  test('by default the first that fits', async () => {
    expect(await strikes({ ...down, kind: 'blob-get' }, ping, getBlob, getBlob)).toEqual([200, 503, 200])
  })

  test('the nth, so many times, or always', async () => {
    expect(await strikes({ ...down, nth: 2, times: 2 }, ping, ping, ping, ping)).toEqual([200, 503, 503, 200])
    expect(await strikes({ ...down, times: Infinity }, ping, ping, ping)).toEqual([503, 503, 503])
    registry.clearFaults()
    expect(statusOf(await ping())).toBe(200)
  })

  test('by repository, reference and anything else', async () => {
    const tag = (name: string) => () => putManifest(name)
    expect(await strikes({ ...down, reference: 'b' }, tag('a'), tag('b'), tag('b'))).toEqual([201, 503, 201])
    expect(await strikes({ ...down, repository: 'other' }, tag('a'), ping)).toEqual([201, 200])
    expect(await strikes({ ...down, when: ({ path }) => path.endsWith('/c') }, tag('a'), tag('c'))).toEqual([201, 503])
  })

  test('one request is struck by one fault, the oldest', async () => {
    const [first, second] = [registry.fault({ ...down, status: 500 }), registry.fault({ ...down, status: 502 })]
    expect(statusOf(await ping())).toBe(500)
    expect([first.happened, second.happened]).toEqual([1, 0])
    expect(statusOf(await ping())).toBe(502)
  })

  test('what cannot be done waits for a request where it can', async () => {
    const fault = registry.fault({ type: 'wrong-body' })
    expect((await getBlob()).body.equals(bytes)).toBe(false)
    const waiting = registry.fault({ type: 'cut-in-body', reference: 'v1' })
    expect(statusOf(await raw('HEAD', `${registry.url}/v2/app/manifests/v1`))).toBe(200)
    expect((await raw('GET', `${registry.url}/v2/other/manifests/v1`)).codes).toEqual(['MANIFEST_UNKNOWN'])
    expect([fault.happened, waiting.happened]).toEqual([1, 0])
    expect((await get(registry.url, 'v1', dockerManifest)).broken).toBe(true)
    expect(waiting.happened).toBe(1)
  })

  test('several at once use a fault up only once', async () => {
    const fault = registry.fault({ type: 'cut-after', kind: 'manifest-put' })
    const settled = await Promise.allSettled(['a', 'b', 'c', 'd'].map(putManifest))
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect([fault.happened, registry.tags('app').size]).toEqual([1, 5])
  })
})

describe('faults behind a login', () => {
  test('an expired token is a challenge to a valid one, and unauthorised requests do not count', async () => {
    const guarded = await startMemoryRegistry({ auth: 'token', anonymousPull: true })
    const fault = guarded.fault({ type: 'expired-token', kind: 'manifest-get' })
    const front = guarded.fault({ type: 'status', status: 503, kind: 'manifest-get', beforeAuth: true, nth: 2 })
    const answered = await raw('GET', `${guarded.url}/token?scope=repository:app:pull`)
    const headers = { authorization: `Bearer ${(answered.json() as { token: string }).token}` }
    const read = (options: RawOptions = {}): Promise<RawAnswer> =>
      raw('GET', `${guarded.url}/v2/app/manifests/v1`, options)
    expect([statusOf(await read()), fault.happened]).toEqual([401, 0])
    expect([statusOf(await read()), front.happened]).toEqual([503, 1])
    const expired = await read({ headers })
    expect([expired.status, fault.happened]).toEqual([401, 1])
    expect(expired.headers['www-authenticate']).toMatch(/scope="repository:app:pull",error="invalid_token"$/)
    expect(statusOf(await read({ headers }))).toBe(404)
    await guarded.close()
  })

  test('the token endpoint has faults as well', async () => {
    const guarded = await startMemoryRegistry({ auth: 'token', anonymousPull: true })
    guarded.fault({ type: 'status', status: 503, kind: 'token' })
    expect(statusOf(await raw('GET', `${guarded.url}/token`))).toBe(503)
    expect(statusOf(await raw('GET', `${guarded.url}/token`))).toBe(200)
    await guarded.close()
  })
})
