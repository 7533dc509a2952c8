import { UserError } from '../common/user-error.js'
import { foldCase, formatPath } from '../windows/path.js'
import type { LayerEntry } from './layer.js'

/** An entry of a layer, and where it comes from. */
export type SourceEntry = LayerEntry & { readonly source: string }

/** Files that cannot be in one layer together; the message names them. */
export class LayerError extends UserError {
  override readonly name = 'LayerError'
}

const isFile = ({ size }: LayerEntry): boolean => size !== undefined

/** @throws LayerError where two entries of the same path are not the same folder */
const checkPair = (known: SourceEntry, entry: SourceEntry): void => {
  const [path, other] = [formatPath(entry.names), formatPath(known.names)]
  if (path !== other) {
    throw new LayerError({
      what: `${other} (from '${known.source}') and ${path} (from '${entry.source}') differ only in case, and are the same on Windows`
    })
  }
  const sources = `from '${known.source}' and from '${entry.source}'`
  if (isFile(known) !== isFile(entry)) throw new LayerError({ what: `${path} is both a file and a folder: ${sources}` })
  if (isFile(known)) throw new LayerError({ what: `${path} is two files: ${sources}` })
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
 * @throws LayerError where a path would be two things
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
