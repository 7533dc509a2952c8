import { UserError } from '../common/user-error.js'

/** A path in an image, from the root of `C:` on. */
export type ImagePath = {
  /** its names, from the outermost to its own; none for the root */
  readonly names: readonly string[]
  /** whether it was written as a folder, with a separator at its end */
  readonly folder: boolean
}

/** A string is not a path in an image; the message says why. */
export class PathError extends UserError {
  override readonly name = 'PathError'
}

/** UTF-16 units of one name (NTFS), and of a whole path (the limit of `\\?\C:\…`, less what Windows puts before it). */
const maxNameLength = 255
const maxPathLength = 32_000

/** Names of devices, whatever their extension ("Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i

/** Why no file of an image can have the name; undefined where one can. */
export const nameProblem = (name: string): string | undefined => {
  if (/[\u0000-\u001f]/.test(name)) return 'it contains a control character'
  const [char] = /[<>:"|?*\\/]/.exec(name) ?? []
  if (char !== undefined)
    return `it contains '${char}'${char === ':' ? ', which starts the name of a data stream' : ''}`
  if (/[. ]$/.test(name)) return 'it ends in a dot or a space, which Windows drops'
  if (device.test(name)) return 'Windows reserves it for a device'
  // U+FFFD is what the decoder writes for invalid UTF-8; a surrogate alone is half a character in UTF-16.
  if (/[\ufffd\p{Surrogate}]/u.test(name)) return 'it is not valid Unicode'
  if (name.length > maxNameLength) return `it has more than ${maxNameLength} characters`
  if (name.startsWith('.wh.')) return "in a layer, a name that starts with '.wh.' deletes a file (image-spec layer.md)"
  return undefined
}

/** The name as Windows compares it: upper-cased by character, except where one character would become two. */
export const foldCase = (name: string): string =>
  Array.from(name, char => (char.toUpperCase().length === char.length ? char.toUpperCase() : char)).join('')

/** `C:\app\hello.exe` */
export const formatPath = (names: readonly string[]): string => `C:\\${names.join('\\')}`

/** @throws PathError for a name that no file of an image can have */
export const checkPath = (names: readonly string[]): void => {
  for (const name of names) {
    const problem = nameProblem(name)
    if (problem !== undefined) throw new PathError({ what: `Windows does not allow the name '${name}'`, why: problem })
  }
  const path = formatPath(names)
  if (path.length > maxPathLength)
    throw new PathError({
      what: `the path '${path.slice(0, 100)}…' is too long`,
      why: `it has ${path.length} characters, and Windows allows ${maxPathLength}`
    })
}

/**
 * Reads a path in an image: `C:\app`, `C:/app/`, `/app` and `app` are the same place.
 *
 * @throws PathError that says what is wrong with the value
 */
export const parseImagePath = (value: string): ImagePath => {
  if (/^[\\/]{2}/.test(value))
    throw new PathError({ what: `'${value}' is a network or device path, not a path in the image` })
  const [, drive] = /^([A-Za-z]):/.exec(value) ?? []
  if (drive !== undefined && drive.toUpperCase() !== 'C')
    throw new PathError({ what: `'${value}' is on drive ${drive}:, and an image only has C:` })
  const path = drive === undefined ? value : value.slice(2)
  // C:app is relative to the current folder of C:, and there is none here.
  if (drive !== undefined && !/^[\\/]/.test(path))
    throw new PathError({ what: `'${value}' has no separator after the drive` })
  const names = path.split(/[\\/]/).filter(name => name !== '' && name !== '.')
  if (names.includes('..')) throw new PathError({ what: `'${value}' contains '..'` })
  checkPath(names)
  return { names, folder: names.length === 0 || /[\\/]\.?$/.test(path) }
}

/** Folders that every Windows has, or that its programs expect to have rights of their own. */
const windowsFolders = new Set(
  ['Windows', 'Users', 'Program Files', 'Program Files (x86)', 'ProgramData', 'inetpub'].map(foldCase)
)

/** Whether a path is a folder of Windows itself, or below one. */
export const isOfWindows = ([top = '']: readonly string[]): boolean => windowsFolders.has(foldCase(top))
