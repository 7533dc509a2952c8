/** A file or, without bytes, a folder of an archive. */
export type TarEntry = { name: string; bytes?: Buffer }

const header = ({ name, bytes }: TarEntry): Buffer => {
  const block = Buffer.alloc(512)
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`
  block.write(name, 0, 100, 'utf8')
  // Files, too, can be executed: some are programs.
  block.write(octal(0o755, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(bytes?.length ?? 0, 12), 124)
  block.write(octal(0, 12), 136)
  block.write(' '.repeat(8), 148)
  block.write(bytes === undefined ? '5' : '0', 156)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** A ustar archive of short names, the same bytes for the same entries. */
export const tar = (entries: readonly TarEntry[]): Buffer => {
  const blocks = entries.flatMap(entry => {
    if (Buffer.byteLength(entry.name) > 100) throw new Error(`too long for a tar header: ${entry.name}`)
    const padding = Buffer.alloc((512 - ((entry.bytes?.length ?? 0) % 512)) % 512)
    return [header(entry), entry.bytes ?? Buffer.alloc(0), padding]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}
