import { describe, expect, it } from 'vitest'
import { decodeDockerfile } from '../../src/dockerfile/decode.js'

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

describe('the bytes of a Dockerfile', () => {
  it.each([
    ['with a mark', utf16('\uFEFFFROM a\r\n')],
    ['without one', utf16('FROM a\r\n')],
    ['big-endian', utf16('FROM a\r\n').swap16()],
    ['with other letters', utf16('# \u0421\u0431\u043E\u0440\u043A\u0430\r\nFROM a\r\n')]
  ])('are refused in UTF-16 %s', (_, bytes) => {
    expect(() => decodeDockerfile(bytes)).toThrow('The Dockerfile is in UTF-16')
  })

  it.each(['FROM a\nENV A=\0\n', '# \0\0\0\nFROM a\n', '', 'F'])('are UTF-8 with zero bytes elsewhere: %j', text => {
    expect(decodeDockerfile(Buffer.from(text))).toBe(text)
  })
})
