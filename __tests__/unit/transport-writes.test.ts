import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../src/oci/digest.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Content } from '../../src/oci/types.js'
import { newQuirks } from '../../src/registry/quirks.js'
import { openRepository, type RepositoryClient } from '../../src/registry/repository.js'
import { sendOnce, withRetry } from '../../src/registry/transport/retry.js'
import type { Request } from '../../src/registry/transport/transport.js'
import { uploadContent } from '../../src/registry/upload.js'
import { recordingLog, registryFailureOf, type Reply, socketError, stubTransport } from '../support/transport-stub.js'

const bytes = Buffer.from('{"a":"list"}')
const list: Content = { bytes, mediaType: mediaTypes.ociIndex, digest: digestOf(bytes) }
const held: Reply = { headers: { 'docker-content-digest': list.digest } }
const other: Reply = { headers: { 'docker-content-digest': digestOf(Buffer.from('another')) } }
const busy: Reply = { status: 503, headers: { 'retry-after': '110' } }
const broken = socketError('ECONNRESET')

type Run = {
  readonly client: RepositoryClient
  readonly policy: Parameters<typeof withRetry>[0]
  readonly asked: () => string[]
  readonly pauses: number[]
}

/** A repository that answers by a function of the method and of how many requests with it came before. */
const run = (answer: (request: Request, before: number) => Reply | Error, tries = 5): Run => {
  const pauses: number[] = []
  const sleep = (ms: number): Promise<void> => {
    pauses.push(ms)
    return Promise.resolve()
  }
  const policy = { tries, sleep, random: () => 0, log: recordingLog() }
  const { transport, requests } = stubTransport(request =>
    answer(request, requests.filter(({ method }) => method === request.method).length - 1)
  )
  const connection = { exchange: withRetry(policy)(sendOnce(transport)), transport, quirks: newQuirks() }
  const client = openRepository({ registry: 'registry.test', path: 'org/app' }, 'pull,push', connection, policy)
  return { client, policy, pauses, asked: () => requests.map(({ method }) => method) }
}

describe('a tag whose write fails', () => {
  test('is asked for once before each further try: the tries do not multiply', async () => {
    const { client, asked, pauses } = run(() => busy)
    const error = await registryFailureOf(client.put('v1', list))
    expect(error.message).toMatch(/^Writing registry\.test\/org\/app:v1 failed: registry\.test answered 503/)
    expect(asked()).toEqual(['PUT', 'HEAD', 'HEAD', 'HEAD', 'HEAD', 'HEAD'])
    expect(pauses).toEqual([110_000, 110_000, 110_000, 110_000])
  })

  test('is written again where it names something else', async () => {
    const { client, asked } = run(({ method }) => (method === 'PUT' ? { status: 429 } : other), 3)
    expect(await registryFailureOf(client.put('v1', list))).toMatchObject({ status: 429, outcomeUnknown: false })
    expect(asked()).toEqual(['PUT', 'HEAD', 'PUT', 'HEAD', 'PUT'])
  })

  test('is not asked for where the registry says that it stored other content', async () => {
    const { client, asked } = run(() => other)
    const replaced = { digest: digestOf(Buffer.from('what it named')) }
    const failure = await registryFailureOf(client.put('v2.7.0', list, replaced))
    expect(failure.storedAs).toBe(digestOf(Buffer.from('another')))
    expect(asked()).toEqual(['PUT'])
  })

  test('is asked for once more by GET where HEAD names no digest', async () => {
    const { client, asked } = run(({ method }, before) =>
      method === 'PUT' ? broken : method === 'HEAD' ? {} : before === 0 ? busy : { body: bytes }
    )
    await client.put('v1', list)
    expect(asked()).toEqual(['PUT', 'HEAD', 'GET', 'HEAD', 'GET'])
  })

  test.each([502, 503, 504])('for the last time with %d is settled by asking', async status => {
    const { client, asked } = run(({ method }) => (method === 'PUT' ? { status } : held), 1)
    await client.put('v1', list)
    expect(asked()).toEqual(['PUT', 'HEAD'])
  })

  test('is settled by asking where only an earlier try was lost', async () => {
    const { client, asked } = run(
      ({ method }, before) =>
        method === 'PUT' ? (before === 0 ? broken : { status: 403 }) : before === 0 ? other : held,
      2
    )
    await client.put('v1', list)
    expect(asked()).toEqual(['PUT', 'HEAD', 'PUT', 'HEAD'])
  })

  test.each([
    ['a lost answer', broken, { status: 403 }, true],
    ['a gateway', { status: 502 }, broken, true],
    ['a lost answer, and it names something else', broken, other, false],
    ['a refusal', { status: 400 }, broken, false]
  ] as const)('is unsettled where nobody can tell: %s', async (_, put, head, outcomeUnknown) => {
    const { client } = run(({ method }) => (method === 'PUT' ? put : head), 1)
    const error = await registryFailureOf(client.put('v1', list))
    expect(error).toMatchObject({ outcomeUnknown, action: 'writing registry.test/org/app:v1' })
  })
})

describe('an upload that fails', () => {
  test('is asked for once before each further try, and keeps its own error', async () => {
    const { client, policy, asked } = run(({ method }) => {
      if (method === 'POST') return { status: 202, headers: { location: '/upload' } }
      return method === 'PUT' ? { status: 500 } : busy
    }, 3)
    const error = await registryFailureOf(uploadContent(client, list, { policy }))
    expect(error.message).toMatch(/^Uploading .* failed: registry\.test answered 500/)
    expect(asked()).toEqual(['POST', 'PUT', 'HEAD', 'HEAD'])
  })
})

describe('a mount', () => {
  const from = { registry: 'registry.test', path: 'org/base' }
  const blob = { mediaType: list.mediaType, digest: list.digest, size: bytes.length }

  test.each([busy, broken, { status: 500 }])('that would pass is asked for again', async reply => {
    const { client, asked } = run((_, before) => (before === 0 ? reply : { status: 201 }))
    expect(await client.blobs.mount(blob, from)).toBe('mounted')
    expect(asked()).toEqual(['POST', 'POST'])
  })

  test('that fails at every try leaves the upload', async () => {
    const { client, asked } = run(() => broken, 2)
    expect(await client.blobs.mount(blob, from)).toBeUndefined()
    expect(asked()).toEqual(['POST', 'POST'])
  })

  test.each([400, 401, 403, 404, 405])('that is refused with %d leaves the upload', async status => {
    const { client, asked } = run(() => ({ status }))
    expect(await client.blobs.mount(blob, from)).toBeUndefined()
    expect(asked()).toEqual(['POST'])
  })

  test('that the registry turns into an upload names where', async () => {
    const { client } = run(() => ({ status: 202, headers: { location: '/upload' }, body: Readable.from([]) }))
    expect(String(await client.blobs.mount(blob, from))).toBe('https://registry.test/upload')
  })
})
