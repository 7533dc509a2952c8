/** A place in an image's file system, from the root of `C:` on. */
export type ImagePath = {
  /** its names, from the outermost to its own; none for the root */
  readonly names: readonly string[]
  /** whether it was written as a folder, with a separator at its end */
  readonly folder: boolean
}

/** A text names no place in an image; the message says in which way. */
export class PathError extends Error {
  override readonly name = 'PathError'
}

/** UTF-16 units of one name (NTFS), and of a whole path (the limit of `\\?\C:\…`, less what Windows puts before it). */
const longestName = 255
const longestPath = 32_000

/** Names of devices, whatever their extension ("Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i

/** Why no file of an image can have the name; undefined where one can. */
export const nameProblem = (name: string): string | undefined => {
  if (/[\u0000-\u001f]/.test(name)) return 'it holds a control character'
  const [sign] = /[<>:"|?*\\/]/.exec(name) ?? []
  if (sign !== undefined)
    return `it holds '${sign}'${sign === ':' ? ', which stands before the name of a data stream' : ''}`
  if (/[. ]$/.test(name)) return 'it ends in a dot or a space, which Windows drops'
  if (device.test(name)) return 'Windows takes it for a device'
  // The decoder's sign for what is no UTF-8, and halves of a pair in UTF-16.
  if (/[\ufffd\p{Surrogate}]/u.test(name)) return 'it is not Unicode'
  if (name.length > longestName) return `it has more than ${longestName} characters`
  if (name.startsWith('.wh.')) return "in a layer a name with '.wh.' before it deletes a file (image-spec layer.md)"
  return undefined
}

/** The name as Windows compares it: characters are upper-cased one by one, and stay where that would make two of one. */
export const foldCase = (name: string): string =>
  Array.from(name, sign => (sign.toUpperCase().length === sign.length ? sign.toUpperCase() : sign)).join('')

/** `C:\app\hello.exe` */
export const formatPath = (names: readonly string[]): string => `C:\\${names.join('\\')}`

/** @throws PathError for what no file of an image can be called */
export const checkPath = (names: readonly string[]): void => {
  for (const name of names) {
    const problem = nameProblem(name)
    if (problem !== undefined) throw new PathError(`Windows cannot have the name '${name}': ${problem}`)
  }
  const path = formatPath(names)
  if (path.length > longestPath)
    throw new PathError(
      `'${path.slice(0, 100)}…' is a path of ${path.length} characters; Windows has at most ${longestPath}`
    )
}

/**
 * Reads a path in an image: `C:\app`, `C:/app/`, `/app` and `app` are the same place.
 *
 * @throws PathError that says what is wrong with the text
 */
export const parseImagePath = (text: string): ImagePath => {
  if (/^[\\/]{2}/.test(text)) throw new PathError(`'${text}' is a path of the network or of a device, not of the image`)
  const [, drive] = /^([A-Za-z]):/.exec(text) ?? []
  if (drive !== undefined && drive.toUpperCase() !== 'C')
    throw new PathError(`'${text}' is on the drive ${drive}:, and an image has C: only`)
  const path = drive === undefined ? text : text.slice(2)
  // C:app is a place in the current folder of C:, which nothing here has.
  if (drive !== undefined && !/^[\\/]/.test(path)) throw new PathError(`'${text}' has no separator behind the drive`)
  const names = path.split(/[\\/]/).filter(name => name !== '' && name !== '.')
  if (names.includes('..')) throw new PathError(`'${text}' holds '..'`)
  checkPath(names)
  return { names, folder: names.length === 0 || /[\\/]\.?$/.test(path) }
}
