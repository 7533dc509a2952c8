import { Readable } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { BodyError, discard, headerOf, bufferResponse, type Response } from '../../src/registry/transport/transport.js'
import { failureOf, socketError } from '../support/transport-stub.js'

const url = new URL('https://registry.test/v2/')

afterEach(() => {
  vi.useRealTimers()
})

const response = (body: Readable, status = 200): Response => ({ status, headers: {}, url, body })

/** A body of so many bytes, in pieces. */
const bytes = (size: number, piece = 65_536): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < size; at += piece) yield Buffer.alloc(Math.min(piece, size - at), 'x')
    })(),
    { objectMode: false }
  )

const mebibyte = 1024 * 1024

describe('an answer', () => {
  test('is read to its end, however it is cut into pieces', async () => {
    const pieces = [...Buffer.from('{"a":"ü"}')].map(byte => Buffer.from([byte]))
    const answer = await bufferResponse(response(Readable.from(pieces)))
    expect(Buffer.from(answer.bytes).toString()).toBe('{"a":"ü"}')
    expect(answer).toMatchObject({ status: 200, url })
    expect(answer).not.toHaveProperty('body')
  })

  test('may be empty', async () => {
    expect((await bufferResponse(response(Readable.from([])))).bytes).toHaveLength(0)
  })

  test('may have 8 MiB', async () => {
    expect((await bufferResponse(response(bytes(8 * mebibyte)))).bytes).toHaveLength(8 * mebibyte)
  })

  test('must not have more', async () => {
    const body = bytes(8 * mebibyte + 1)
    const error = await failureOf(bufferResponse(response(body)))
    expect(error).toBeInstanceOf(BodyError)
    expect(body.destroyed).toBe(true)
  })

  test('that tells of an error is read as far as is of use', async () => {
    const body = bytes(Infinity)
    const answer = await bufferResponse(response(body, 500))
    expect(answer.bytes.length).toBeLessThan(3 * 65_536)
    expect(body.destroyed).toBe(true)
  })

  test('that breaks is an error', async () => {
    const body = Readable.from(
      (function* () {
        yield Buffer.from('x')
        throw socketError('ECONNRESET')
      })()
    )
    expect(await failureOf(bufferResponse(response(body)))).toMatchObject({ code: 'ECONNRESET' })
  })

  test('that moves but does not end is given up after two minutes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    const body = new Readable({ read: () => undefined })
    const dripping = setInterval(() => body.push(Buffer.from('x')), 1000)
    const failure = failureOf(bufferResponse(response(body)))
    await vi.advanceTimersByTimeAsync(121_000)
    clearInterval(dripping)
    expect((await failure).message).toContain('timed out after 120 s')
    expect(body.destroyed).toBe(true)
  })
})

describe('an answer whose body nobody wants', () => {
  test('is read away, so that its connection can serve again', async () => {
    const body = bytes(100_000)
    discard(response(body))
    await expect.poll(() => body.readableEnded).toBe(true)
  })

  test('may break without ending the process', async () => {
    const body = new Readable({ read: () => undefined })
    discard(response(body))
    body.destroy(socketError('ECONNRESET'))
    await expect.poll(() => body.destroyed).toBe(true)
  })

  // A body without an end would be downloaded for as long as the process lives, and keep it from ending.
  test('is given up when it is large', async () => {
    const body = bytes(64 * mebibyte)
    let read = 0
    body.on('data', (piece: Buffer) => {
      read += piece.length
    })
    discard(response(body))
    await expect.poll(() => body.destroyed).toBe(true)
    expect(read).toBeLessThan(16 * mebibyte)
  })
})

describe('a header', () => {
  test('given several times is joined', () => {
    const head = { ...response(Readable.from([])), headers: { 'set-cookie': ['a', 'b'], link: 'c' } }
    expect([headerOf(head, 'set-cookie'), headerOf(head, 'link'), headerOf(head, 'x')]).toEqual([
      'a, b',
      'c',
      undefined
    ])
  })
})
