import { defined } from '../common/defined.js'

/** A file or, without a size, a folder of a layer. */
export type LayerEntry = {
  /** from the root of the file system on: `['app', 'hello.exe']` */
  readonly names: readonly string[]
  /** bytes of a file's content */
  readonly size?: number
}

/** The header of a member of a layer's archive, as the tar library takes it. */
export type LayerHeader = {
  readonly name: string
  readonly type: 'file' | 'directory'
  readonly size: number
  readonly mode: number
  readonly mtime: Date
  readonly pax: Record<string, string>
}

/** Attributes of Windows (hcsshim backuptar): FILE_ATTRIBUTE_DIRECTORY and FILE_ATTRIBUTE_ARCHIVE. */
const attributes = { directory: '16', file: '32' } as const

/** The type of file in a mode, which tar also has in a field of its own; BuildKit writes both. */
const kinds = { directory: 0o40000, file: 0o100000 } as const
const permissions = { directory: 0o755, file: 0o644 } as const

/**
 * Security descriptors, self-relative and in base64, as BuildKit gives them to what it copies:
 * owned by administrators; administrators and the system may do all, users read and execute. In a folder users may
 * also make files, as in every folder under C:\.
 */
const descriptors = {
  // O:BAG:SYD:(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;LC;;;BU)(A;CI;DC;;;BU)
  directory:
    'AQAEgBQAAAAkAAAAAAAAADAAAAABAgAAAAAABSAAAAAgAgAAAQEAAAAAAAUSAAAAAgCoAAcAAAAAAxgA/wEfAAECAAAAAAAFIAAAACACAAAAAxQA/wEfAAEBAAAAAAAFEgAAAAAAGAD/AR8AAQIAAAAAAAUgAAAAIAIAAAALFAAAAAAQAQEAAAAAAAMAAAAAAAMYAKkAEgABAgAAAAAABSAAAAAhAgAAAAIYAAQAAAABAgAAAAAABSAAAAAhAgAAAAIYAAIAAAABAgAAAAAABSAAAAAhAgAA',
  // O:BAG:SYD:(A;;FA;;;BA)(A;;FA;;;SY)(A;;0x1200a9;;;BU)
  file: 'AQAEgBQAAAAkAAAAAAAAADAAAAABAgAAAAAABSAAAAAgAgAAAQEAAAAAAAUSAAAAAgBMAAMAAAAAABgA/wEfAAECAAAAAAAFIAAAACACAAAAABQA/wEfAAEBAAAAAAAFEgAAAAAAGACpABIAAQIAAAAAAAUgAAAAIQIAAA=='
} as const

/** The ustar header only has room for short ASCII names; others need a PAX record. */
const needsRecord = (name: string): boolean => /[^\u0020-\u007e]/.test(name) || name.length > 100

type Member = {
  readonly name: string
  readonly type: LayerHeader['type']
  readonly size: number
  /** permissions */
  readonly mode: number
}

const headerOf = (
  { name, type, size, mode }: Member,
  mtime: number,
  more: Readonly<Record<string, string>> = {}
): LayerHeader => ({
  name,
  type,
  size,
  mode: kinds[type] | mode,
  mtime: new Date(mtime * 1000),
  // In the order of their keys, as Go's writer sorts them.
  pax: {
    'LIBARCHIVE.creationtime': `${mtime}.0`,
    'MSWINDOWS.fileattr': attributes[type],
    ...more,
    ...defined({ path: needsRecord(name) ? name : undefined })
  }
})

/** The two roots of a Windows layer: registry hives, of which there are none here, and files. */
const rootOf = (name: string, mtime: number): LayerHeader =>
  headerOf({ name, type: 'directory', size: 0, mode: 0 }, mtime)

/** The members that stand before all files (BuildKit util/winlayers/differ.go). */
export const layerRoots = (mtime: number): readonly LayerHeader[] => [rootOf('Hives', mtime), rootOf('Files', mtime)]

/**
 * The header of a file or folder in a Windows layer, as BuildKit writes it (util/winlayers/differ.go): beneath
 * `Files/`, with the attributes, times and security descriptor that Windows gives the file when it unpacks the layer
 * (hcsshim backuptar). Modes are the same whatever the machine that packs.
 *
 * @param mtime seconds since 1970
 */
export const layerHeader = ({ names, size }: LayerEntry, mtime: number): LayerHeader => {
  const type = size === undefined ? 'directory' : 'file'
  const name = `Files/${names.join('/')}${size === undefined ? '/' : ''}`
  const member: Member = { name, type, size: size ?? 0, mode: permissions[type] }
  return headerOf(member, mtime, { 'MSWINDOWS.rawsd': descriptors[type] })
}
