import { gzipSync } from 'node:zlib'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'

import { decompress, decompressedBody } from '../../src/registry/transport/content-encoding.js'
import { maxResponseBytes } from '../../src/registry/transport/transport.js'
import { failureOf } from '../support/transport-stub.js'

const url = new URL('https://registry.test/')
const plain = Buffer.from('{"schemaVersion":2}'.repeat(20))
const packed = gzipSync(plain)
const gzip = { 'content-encoding': 'gzip' }

describe('a small response', () => {
  const decompressed = (bytes: Buffer, headers: Record<string, string>): Uint8Array =>
    decompress({ status: 200, url, bytes, headers })

  test.each(['gzip', 'x-gzip', 'GZIP'])('loses the compression %s', encoding => {
    expect(decompressed(packed, { 'content-encoding': encoding })).toEqual(plain)
  })

  test.each([
    ['has none', packed, {}],
    ['has another one', packed, { 'content-encoding': 'br' }],
    ['only says so', plain, gzip]
  ])('is unchanged where it %s', (_, bytes, headers) => {
    expect(decompressed(bytes, headers)).toBe(bytes)
  })

  test('is unchanged where it would be too large', () => {
    const bomb = gzipSync(Buffer.alloc(maxResponseBytes + 1))
    expect(decompressed(bomb, gzip)).toBe(bomb)
  })
})

describe('a blob', () => {
  const body = (bytes: Buffer, headers: Record<string, string>, size: number): Readable =>
    decompressedBody({ status: 200, url, headers, body: Readable.from([bytes]) }, size)
  const contentOf = async (stream: Readable): Promise<Buffer> => Buffer.concat(await stream.toArray())

  test('loses the compression of a proxy', async () => {
    expect(await contentOf(body(packed, gzip, plain.length))).toEqual(plain)
  })

  test.each([
    ['has no compression besides', {}],
    ['has the size of the blob', { ...gzip, 'content-length': `${packed.length}` }]
  ])('that is compressed itself is unchanged where it %s', async (_, headers) => {
    expect(await contentOf(body(packed, headers, packed.length))).toEqual(packed)
  })

  test('that breaks off is an error', async () => {
    const cut = body(packed.subarray(0, 20), gzip, plain.length)
    expect(await failureOf(contentOf(cut))).toBeInstanceOf(Error)
  })
})
