import { DockerfileError } from './dockerfile-error.js'

const utf16Marks: readonly (readonly [number, number])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff]
]

/** Without a mark it shows by the zero bytes that come with every ASCII character. */
const isUtf16 = (bytes: Uint8Array): boolean =>
  utf16Marks.some(([first, second]) => bytes[0] === first && bytes[1] === second) || bytes.subarray(0, 1024).includes(0)

/**
 * Decodes a Dockerfile, without the byte order mark that Windows editors write.
 *
 * @throws DockerfileError for UTF-16, of which docker reads no line
 */
export const decodeDockerfile = (bytes: Uint8Array): string => {
  if (isUtf16(bytes)) {
    throw new DockerfileError({
      what: 'the Dockerfile is in UTF-16, which docker does not read',
      remedy:
        "write it as UTF-8: in Windows PowerShell, whose '>' writes UTF-16, with 'Set-Content -Encoding utf8', or save it anew in an editor"
    })
  }
  return new TextDecoder().decode(bytes)
}
