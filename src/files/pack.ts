import { createHash } from 'node:crypto'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { TarPackController } from 'modern-tar'

import type { Digest } from '../oci/digest.js'
import { layerHeader, layerRoots, type LayerEntry, type LayerHeader } from '../oci/layer.js'
import { FilesError } from './files-error.js'
import { identityOf, type LocalEntry } from './walk.js'

/** A layer in a file: compressed, and known by both of its digests. */
export type PackedLayer = {
  /** Opens the compressed archive for reading. */
  readonly open: () => Readable
  /** of the archive, uncompressed: what an image config calls the layer (image-spec config.md, "Layer DiffID") */
  readonly diffId: Digest
  /** of the compressed archive: what a manifest calls it */
  readonly digest: Digest
  /** bytes of the compressed archive */
  readonly size: number
}

/** Bytes that are read, hashed and compressed at a time. */
const chunkSize = 256 * 1024

/** RFC 1952, without time and name, and with 255 (unknown) for the system, which zlib fills in differently on each. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

/** Replaces the header of zlib by ours. */
const withOwnHeader = (): Transform => {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      if (seen < gzipHeader.length) gzipHeader.copy(chunk, 0, seen)
      seen += chunk.length
      done(undefined, chunk)
    }
  })
}

/** A stream that hashes and counts what passes through it. */
const hashingStream = (): { through: Transform; digest: () => Digest; bytes: () => number } => {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    through: new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk)
        bytes += chunk.length
        done(undefined, chunk)
      }
    }),
    digest: () => `sha256:${hash.digest('hex')}`,
    bytes: () => bytes
  }
}

/** Reads a file that lies there itself, without waiting for the other end of a pipe. Windows has no such flags. */
const readFlags =
  process.platform === 'win32' ? constants.O_RDONLY : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** The content of a file, which must be the file that was found, with the size that its header says. */
async function* contentOf({ path, source, identity }: LocalEntry, size: number): AsyncGenerator<Uint8Array> {
  const changed = (cause?: unknown): FilesError =>
    new FilesError(`'${source}' changed while it was packed`, 'end what writes to it before this step', cause)
  const file = await open(path, readFlags).catch((cause: unknown) => {
    throw (cause as NodeJS.ErrnoException).code === 'ELOOP' ? changed(cause) : cause
  })
  try {
    const stats = await file.stat({ bigint: true })
    // A folder around it may be a link now; then another file was opened, or the walk has found one that is not below.
    const isSame = identityOf(stats) === identity && (await realpath(path)) === path
    if (!isSame || Number(stats.size) !== size) throw changed()
    for (let remaining = size; remaining > 0;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(remaining, chunkSize)))
      if (bytesRead === 0) throw changed()
      yield buffer.subarray(0, bytesRead)
      remaining -= bytesRead
    }
  } finally {
    await file.close()
  }
}

/** Writes all entries, as fast as the archive is compressed. */
const writeEntries = async (
  controller: TarPackController,
  entries: readonly (LocalEntry | LayerEntry)[],
  mtime: number
): Promise<void> => {
  const add = async (header: LayerHeader, content?: AsyncIterable<Uint8Array>): Promise<void> => {
    const member = controller.add(header).getWriter()
    if (content !== undefined) for await (const chunk of content) await member.write(chunk)
    await member.close()
  }
  for (const root of layerRoots(mtime)) await add(root)
  for (const entry of entries) {
    const content = 'path' in entry && entry.size !== undefined ? contentOf(entry, entry.size) : undefined
    await add(layerHeader(entry, mtime), content)
  }
  controller.finalize()
}

/**
 * Packs files into a layer for Windows, in one pass: read, hashed, compressed, hashed again and written to a file. The
 * same entries give the same archive on every machine.
 *
 * @param entries in the order of the archive
 * @param mtime of everything, in seconds since 1970
 * @param path of the file to write
 * @throws FilesError when a file cannot be read, or changes, or there is no room
 */
export const packLayer = async (
  entries: readonly (LocalEntry | LayerEntry)[],
  mtime: number,
  path: string
): Promise<PackedLayer> => {
  const { createTarPacker } = await import('modern-tar')
  const { readable, controller } = createTarPacker()
  const [archive, compressed] = [hashingStream(), hashingStream()]
  const entriesWritten = writeEntries(controller, entries, mtime).catch((error: unknown) => {
    controller.error(error)
    throw error
  })
  const file = createWriteStream(path)
  const closed = new Promise<void>(resolve => file.once('close', resolve))
  const writing = pipeline(
    Readable.fromWeb(readable),
    archive.through,
    createGzip({ chunkSize }),
    withOwnHeader(),
    compressed.through,
    file
  )
  try {
    // The caller removes the folder next, and Windows cannot remove a file that is still open.
    const [filled, written] = await Promise.allSettled([entriesWritten, writing, closed])
    for (const part of [filled, written]) if (part.status === 'rejected') throw part.reason
  } catch (cause) {
    if (cause instanceof FilesError) throw cause
    throw new FilesError(
      `the files cannot be packed: ${(cause as Error).message}`,
      'check that every file is readable, and that RUNNER_TEMP has room for all of them, compressed',
      cause
    )
  }
  return {
    open: () => createReadStream(path),
    diffId: archive.digest(),
    digest: compressed.digest(),
    size: compressed.bytes()
  }
}
