import { gunzipSync } from 'node:zlib'
import { unpackTar, type ParsedTarEntryWithData } from 'modern-tar'

/** A member of a layer's archive. */
export type LayerMember = ParsedTarEntryWithData

/** Reads a compressed layer, member by member. */
export const readLayer = (compressed: Uint8Array): Promise<LayerMember[]> =>
  unpackTar(new Uint8Array(gunzipSync(compressed)), { strict: true })

/** What two layers of the same files have in common, whenever they were made. */
export const withoutTimes = ({ header, data }: LayerMember): object => {
  const pax = Object.entries(header.pax ?? {}).filter(([key]) => key !== 'mtime' && key !== 'LIBARCHIVE.creationtime')
  const { name, type, size, mode, uid, gid, uname, gname, linkname } = header
  return { name, type, size, mode, uid, gid, uname, gname, linkname, pax, data: Buffer.from(data ?? []).toString() }
}
