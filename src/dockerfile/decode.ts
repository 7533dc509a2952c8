import { DockerfileError } from './dockerfile-error.js'

const utf16Marks: readonly (readonly [number, number])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff]
]

/** A Dockerfile begins with ASCII characters: without a mark, each of them has a zero byte before or behind it. */
const beginsWithZeros = (bytes: Uint8Array): boolean =>
  /^(?:0x0x|x0x0)$/.test([...bytes.subarray(0, 4)].map(byte => (byte === 0 ? '0' : 'x')).join(''))

const isUtf16 = (bytes: Uint8Array): boolean =>
  utf16Marks.some(([first, second]) => bytes[0] === first && bytes[1] === second) || beginsWithZeros(bytes)

/**
 * Decodes a Dockerfile, without the byte order mark that Windows editors write.
 *
 * @throws DockerfileError for UTF-16, which docker does not read
 */
export const decodeDockerfile = (bytes: Uint8Array): string => {
  if (isUtf16(bytes)) {
    throw new DockerfileError({
      what: 'the Dockerfile is in UTF-16, which docker does not read',
      remedy:
        "write it as UTF-8: in Windows PowerShell, whose '>' writes UTF-16, with 'Set-Content -Encoding utf8', or save it as UTF-8 in an editor"
    })
  }
  return new TextDecoder().decode(bytes)
}
