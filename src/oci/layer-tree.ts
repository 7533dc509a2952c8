import { foldCase, formatPath } from '../windows/path.js'
import type { LayerEntry } from './layer.js'

/** An entry of a layer, and where it comes from. */
export type SourceEntry = LayerEntry & { readonly source: string }

/** Files that cannot be in one layer together; the message names them. */
export class LayerError extends Error {
  override readonly name = 'LayerError'
}

const isFile = ({ size }: LayerEntry): boolean => size !== undefined

/** What keeps two entries of the same place apart; undefined where they are one. */
const checkPair = (known: SourceEntry, entry: SourceEntry): void => {
  const [path, other] = [formatPath(entry.names), formatPath(known.names)]
  if (path !== other) {
    throw new LayerError(
      `${other} (from '${known.source}') and ${path} (from '${entry.source}') differ by upper and lower case only, which Windows takes for the same`
    )
  }
  if (isFile(known) !== isFile(entry))
    throw new LayerError(`${path} would be a file and a folder: from '${known.source}' and from '${entry.source}'`)
  if (isFile(known)) throw new LayerError(`two files are to be ${path}: '${known.source}' and '${entry.source}'`)
}

const compareNames = (a: readonly string[], b: readonly string[]): number => {
  const at = a.findIndex((name, index) => name !== b[index])
  const [left, right] = [a[at], b[at]]
  if (left === undefined || right === undefined) return a.length - b.length
  return left < right ? -1 : 1
}

/**
 * The entries, and the folders that they are in, as they stand in a layer: each folder before its content, sorted by
 * names.
 *
 * @throws LayerError where a place would hold two things
 */
export const arrange = <T extends SourceEntry>(entries: readonly T[]): readonly (T | SourceEntry)[] => {
  const places = new Map<string, T | SourceEntry>()
  const add = (entry: T | SourceEntry): void => {
    const key = entry.names.map(foldCase).join('/')
    const known = places.get(key)
    if (known === undefined) places.set(key, entry)
    else checkPair(known, entry)
  }
  for (const entry of entries) {
    for (let depth = 1; depth < entry.names.length; depth++)
      add({ names: entry.names.slice(0, depth), source: entry.source })
    add(entry)
  }
  return [...places.values()].sort((a, b) => compareNames(a.names, b.names))
}
