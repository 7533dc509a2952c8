import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { connectionError } from '../../src/registry/transport/connection-error.js'
import { protocolError, RegistryError } from '../../src/registry/transport/errors.js'
import { parseRetryAfter } from '../../src/registry/transport/retry-after.js'
import { sendOnce, retry, withRetry, type RetryPolicy } from '../../src/registry/transport/retry.js'
import type { BufferedResponse, Request, Transport } from '../../src/registry/transport/transport.js'
import {
  failureOf,
  readRequest,
  type RecordedLog,
  recordingLog,
  type Reply,
  socketError,
  type Stub,
  stubTransport
} from '../support/transport-stub.js'

const url = 'https://registry.test/v2/org/app/manifests/v1?secret=1'

type Patient = RetryPolicy & { readonly log: RecordedLog; readonly pauses: number[] }

const patient = (more: Partial<RetryPolicy> = {}): Patient => {
  const pauses: number[] = []
  const sleep = (ms: number): Promise<void> => {
    pauses.push(ms)
    return Promise.resolve()
  }
  return { tries: 5, sleep, random: () => 0, ...more, log: recordingLog(), pauses }
}

type Run = Stub & { policy: Patient; send: (more?: Partial<Request>) => Promise<BufferedResponse> }

const run = (answer: (before: number) => Reply | Error, more: Partial<RetryPolicy> = {}): Run => {
  const stub = stubTransport((_, before) => answer(before))
  const policy = patient(more)
  const exchange = withRetry(policy)(sendOnce(stub.transport))
  return { ...stub, policy, send: request => exchange(readRequest(url, request)) }
}

/** Fails so many times, then answers. */
const failing =
  (times: number, failure: Reply | Error) =>
  (before: number): Reply | Error =>
    before < times ? failure : { body: 'here' }

const textOf = ({ bytes }: BufferedResponse): string => Buffer.from(bytes).toString()

describe('what may pass is tried again', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('%d', async status => {
    const { send, requests, policy } = run(failing(2, { status }))
    expect(textOf(await send())).toBe('here')
    expect(requests).toHaveLength(3)
    expect(policy.pauses).toEqual([250, 500])
  })

  test.each([
    'ECONNRESET',
    'ECONNREFUSED',
    'EPIPE',
    'ETIMEDOUT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'HPE_INVALID_CONSTANT',
    'ERR_STREAM_PREMATURE_CLOSE',
    'UND_NO_SUCH_CODE'
  ])('%s', async code => {
    const { send, requests } = run(failing(1, socketError(code)))
    expect(textOf(await send())).toBe('here')
    expect(requests).toHaveLength(2)
  })

  test('an answer that is cut in its middle', async () => {
    const cut = (): Readable =>
      Readable.from(
        (function* () {
          yield Buffer.from('he')
          throw socketError('ECONNRESET', 'aborted')
        })()
      )
    const { send, requests } = run(before => (before === 0 ? { body: cut() } : { body: 'here' }))
    expect(textOf(await send())).toBe('here')
    expect(requests).toHaveLength(2)
  })

  test('and each try is told, with its reason and without the query', async () => {
    const { send, policy } = run(
      failing(1, { status: 503, body: '{"errors":[{"code":"UNAVAILABLE","message":"busy"}]}' })
    )
    await send()
    expect(policy.log.lines).toEqual([
      'info: reading registry.test/org/app:v1: registry.test answered 503 (UNAVAILABLE: busy); trying again in 0.3 s (try 2 of 5)'
    ])
  })
})

describe('what does not pass is not tried again', () => {
  test.each([200, 201, 202, 304, 400, 401, 403, 404, 405, 407, 409, 413, 416, 418, 451, 501, 505])(
    '%d is an answer',
    async status => {
      const { send, requests } = run(() => ({ status, body: 'x' }))
      expect(await send()).toMatchObject({ status })
      expect(requests).toHaveLength(1)
    }
  )

  test.each(['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO'])(
    '%s',
    async code => {
      const { send, requests } = run(() => socketError(code))
      expect(await failureOf(send())).toMatchObject({ temporary: false })
      expect(requests).toHaveLength(1)
    }
  )

  test('an answer without an end', async () => {
    const endless = (): Readable =>
      new Readable({
        read() {
          this.push(Buffer.alloc(65_536))
        }
      })
    const { send, requests } = run(() => ({ body: endless() }))
    expect((await failureOf(send())).message).toContain('larger than 8388608 bytes')
    expect(requests).toHaveLength(1)
  })

  test('a defect of our own', async () => {
    let calls = 0
    const transport: Transport = () => {
      calls++
      return Promise.reject(new TypeError('no function'))
    }
    await expect(withRetry(patient())(sendOnce(transport))(readRequest(url))).rejects.toBeInstanceOf(TypeError)
    expect(calls).toBe(1)
  })
})

describe('what writes', () => {
  test.each(['POST', 'PUT', 'PATCH'] as const)('is sent once: %s', async method => {
    for (const failure of [{ status: 503 }, socketError('ECONNRESET')]) {
      const { send, requests, policy } = run(() => failure)
      expect(await failureOf(send({ method }))).toMatchObject({ temporary: true })
      expect(requests).toHaveLength(1)
      expect(policy.pauses).toEqual([])
    }
  })

  test.each(['GET', 'HEAD'] as const)('is not %s', async method => {
    const { send, requests } = run(failing(1, { status: 503 }))
    await send({ method })
    expect(requests).toHaveLength(2)
  })
})

describe('the number of tries', () => {
  test.each([1, 2, 5])('is the whole number of them: %d', async tries => {
    const { send, requests, policy } = run(() => ({ status: 503 }), { tries })
    expect(await failureOf(send())).toMatchObject({ status: 503 })
    expect(requests).toHaveLength(tries)
    expect(policy.pauses).toHaveLength(tries - 1)
  })
})

describe('the pause', () => {
  const pausesOf = async (random: number, tries = 9): Promise<number[]> => {
    const { send, policy } = run(() => ({ status: 503 }), { tries, random: () => random })
    await failureOf(send())
    return policy.pauses
  }

  test('doubles, up to a quarter of a minute, with jitter between half and all of it', async () => {
    expect(await pausesOf(0)).toEqual([250, 500, 1000, 2000, 4000, 7500, 7500, 7500])
    const most = (await pausesOf(0.999_999)).map(Math.round)
    expect(most).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
  })

  test('is at least what Retry-After asks for, in seconds', async () => {
    const { send, policy } = run(failing(1, { status: 429, headers: { 'retry-after': '7' } }))
    await send()
    expect(policy.pauses).toEqual([7000])
  })

  test('is at least what Retry-After asks for, as a date', async () => {
    const date = new Date(Date.now() + 60_000).toUTCString()
    const { send, policy } = run(failing(1, { status: 503, headers: { 'retry-after': date } }))
    await send()
    expect(policy.pauses[0]).toBeGreaterThan(57_000)
    expect(policy.pauses[0]).toBeLessThanOrEqual(60_000)
  })

  test.each(['0', 'Thu, 01 Jan 1970 00:00:00 GMT', 'soon', ''])('is the usual one for Retry-After: %s', async value => {
    const { send, policy } = run(failing(1, { status: 503, headers: { 'retry-after': value } }))
    await send()
    expect(policy.pauses).toEqual([250])
  })

  test('is two minutes at most: what asks for more fails at once and says until when', async () => {
    const soon = run(failing(1, { status: 429, headers: { 'retry-after': '120' } }))
    await soon.send()
    expect(soon.policy.pauses).toEqual([120_000])
    const late = run(failing(1, { status: 429, headers: { 'retry-after': '121' } }))
    const before = Date.now()
    const { message } = await failureOf(late.send())
    expect(late.requests).toHaveLength(1)
    const until = Date.parse(/wait until (\S+Z)\./.exec(message)?.[1] ?? '')
    expect(until - before).toBeGreaterThanOrEqual(120_000)
    expect(until - before).toBeLessThan(126_000)
  })

  // Registries say it with 503, too, while they are closed for maintenance.
  test.each([503, 500, 408])('that is too long says until when also for %d', async status => {
    const { send } = run(() => ({ status, headers: { 'retry-after': '3600' } }))
    expect((await failureOf(send())).message).toMatch(/wait until \S+Z/)
  })

  test('of a connection that had gone stale is none, once', async () => {
    const stale: Transport = request => Promise.reject(connectionError(request, socketError('ECONNRESET'), true))
    const policy = patient({ tries: 4 })
    await failureOf(withRetry(policy)(sendOnce(stale))(readRequest(url)))
    expect(policy.pauses).toEqual([500, 1000])
    expect(policy.log.lines).toHaveLength(2)
  })
})

describe('work that is retried', () => {
  test('is told how often it failed, and its result is handed on', async () => {
    const told: number[] = []
    const result = await retry(patient(), failures => {
      told.push(failures)
      if (failures < 2) throw connectionError(readRequest(url), socketError('EPIPE'))
      return Promise.resolve('done')
    })
    expect([result, told]).toEqual(['done', [0, 1, 2]])
  })

  test('stops at the first failure that does not pass', async () => {
    const told: number[] = []
    const work = retry(patient(), failures => {
      told.push(failures)
      throw failures === 0
        ? connectionError(readRequest(url), socketError('EPIPE'))
        : protocolError(readRequest(url), 'nonsense')
    })
    expect(await failureOf(work)).toBeInstanceOf(RegistryError)
    expect(told).toEqual([0, 1])
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')

  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 5 ', 5000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['Thursday, 01-Jan-26 00:01:00 GMT', 60_000],
    ['soon', undefined],
    ['', undefined],
    ['1e3 minutes', undefined],
    ['99999999999', undefined]
  ])('%s', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected)
  })

  test('that is missing asks for nothing', () => {
    expect(parseRetryAfter(undefined, now)).toBeUndefined()
  })
})
