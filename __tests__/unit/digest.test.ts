import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestOf, hashFor, isDigest, matchesDigest, shortDigest, type Digest } from '../../src/oci/digest.js'

// FIPS 180-2, appendices B.1 and C.1.
const sha256: Digest = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const sha512: Digest =
  'sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f'
const abc = Buffer.from('abc')

describe('isDigest', () => {
  it.each([sha256, sha512])('takes %s', text => {
    expect(isDigest(text)).toBe(true)
  })

  it.each([
    ['a short one', 'sha256:abc'],
    ['one digit too few', sha256.slice(0, -1)],
    ['one digit too many', `${sha256}0`],
    ['upper case', `sha256:${'A'.repeat(64)}`],
    ['an algorithm in upper case', `SHA256:${'a'.repeat(64)}`],
    ['what is no hexadecimal digit', `sha256:${'g'.repeat(64)}`],
    ['the length of the other algorithm', `sha512:${'a'.repeat(64)}`],
    ['another algorithm', `md5:${'a'.repeat(32)}`],
    ['no algorithm', 'a'.repeat(64)],
    ['a line break at the end', `${sha256}\n`],
    ['a space in front', ` ${sha256}`],
    ['an empty text', ''],
    ['what is no text', 1],
    ['nothing', undefined],
    ['null', null],
    ['a list with a digest', [sha256]]
  ])('refuses %s', (_, value) => {
    expect(isDigest(value)).toBe(false)
  })
})

describe('digestOf', () => {
  it('is the sha256 of bytes', () => {
    expect(digestOf(abc)).toBe(sha256)
  })

  it('is the sha256 of a text in UTF-8', () => {
    expect(digestOf('abc')).toBe(sha256)
    expect(digestOf('ü')).toBe(digestOf(Buffer.from([0xc3, 0xbc])))
  })

  it('is known for no bytes at all', () => {
    expect(digestOf(new Uint8Array())).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
})

describe('hashFor', () => {
  it.each([sha256, sha512])('hashes pieces by the algorithm of %s', digest => {
    const hash = hashFor(digest)
    for (const piece of ['a', '', 'bc']) hash.update(piece)

    expect(digest.endsWith(`:${hash.digest('hex')}`)).toBe(true)
  })
})

describe('matchesDigest', () => {
  it.each([sha256, sha512])('finds that the bytes are those of %s', digest => {
    expect(matchesDigest(abc, digest)).toBe(true)
  })

  it.each([sha256, sha512])('finds that other bytes are not those of %s', digest => {
    expect(matchesDigest(Buffer.from('abd'), digest)).toBe(false)
    expect(matchesDigest(new Uint8Array(), digest)).toBe(false)
  })

  it('does not take the hash of one algorithm under the name of the other', () => {
    const hex = createHash('sha256').update(abc).digest('hex')

    expect(matchesDigest(abc, `sha512:${hex}${hex}`)).toBe(false)
  })
})

describe('shortDigest', () => {
  it.each([
    [sha256, 'ba7816bf8f01'],
    [sha512, 'ddaf35a19361']
  ])('shows 12 digits of %s', (digest, short) => {
    expect(shortDigest(digest)).toBe(short)
  })
})
