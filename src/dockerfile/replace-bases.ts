import type { Stage } from './stages.js'

/**
 * Writes other images into FROMs. All other bytes stay, and all lines keep their numbers: a FROM of several lines is
 * written on its first one.
 *
 * @param images the new images by the lines of their FROMs, from 1
 */
export const replaceBases = (
  bytes: Uint8Array,
  stages: readonly Stage[],
  images: ReadonlyMap<number, string>
): Uint8Array => {
  // A character per byte: whatever the encoding, no other byte of it is a line feed.
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  for (const { line, endLine, platform, name } of stages) {
    const image = images.get(line)
    if (image === undefined) continue
    const lineEnd = lines[line - 1]?.endsWith('\r') === true ? '\r' : ''
    const flag = platform === undefined ? '' : `--platform=${platform} `
    lines.fill(lineEnd, line - 1, endLine)
    lines[line - 1] = `FROM ${flag}${image}${name === undefined ? '' : ` AS ${name}`}${lineEnd}`
  }
  return Buffer.from(lines.join('\n'), 'latin1')
}
