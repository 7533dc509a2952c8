import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { basename, join, resolve } from 'node:path'

import { pathWithin } from '../common/path-within.js'
import type { SourceEntry } from '../oci/layer-tree.js'
import { checkPath, PathError, type ImagePath } from '../windows/path.js'
import { FilesError } from './files-error.js'

/** What is to be where: a file or folder of the workspace, and its place in the image. */
export type FileMapping = { readonly local: string; readonly target: ImagePath }

/** A file or folder for a layer; `source` is where it is in the workspace, as the user would write it. */
export type LocalEntry = SourceEntry & {
  /** what is read: the place that links lead to */
  readonly path: string
}

/** Entries of one layer: links to folders can turn a small tree into a huge one. */
const maxEntries = 1_000_000

const kindOf = (stats: Stats): string => (stats.isSocket() ? 'a socket' : stats.isFIFO() ? 'a pipe' : 'a device')

/** Where a path leads to when links are followed. */
const follow = async (path: string, shown: string, root: string): Promise<string> => {
  let real: string
  try {
    real = await realpath(path)
  } catch (cause) {
    throw new FilesError(
      `'${shown}' is a link that leads nowhere`,
      'remove the link, or create what it leads to before this step',
      cause
    )
  }
  if (pathWithin(root, real) !== undefined) return real
  throw new FilesError(
    `'${shown}' leads out of the workspace, to '${real}'`,
    'copy what the image needs into the workspace first'
  )
}

const checkNames = (names: readonly string[], shown: string): void => {
  try {
    checkPath(names)
  } catch (cause) {
    if (!(cause instanceof PathError)) throw cause
    throw new FilesError(`'${shown}' cannot be in an image: ${cause.reason}`, 'rename it, or leave it out', cause)
  }
}

/** A walk through the workspace. */
type Walk = {
  /** the folder that nothing may lead out of */
  readonly root: string
  /** counts an entry, and throws when there are too many */
  readonly count: () => void
}

/** @param ancestors the real paths of the folders around it */
const visit = async (
  { names, source, path }: LocalEntry,
  ancestors: readonly string[],
  walk: Walk
): Promise<readonly LocalEntry[]> => {
  walk.count()
  checkNames(names, source)
  const own = await lstat(path)
  const real = own.isSymbolicLink() ? await follow(path, source, walk.root) : path
  const stats = own.isSymbolicLink() ? await stat(real) : own
  if (stats.isFile()) return [{ names, source, path: real, size: stats.size }]
  if (!stats.isDirectory())
    throw new FilesError(`'${source}' is ${kindOf(stats)}, not a file or folder`, 'leave it out')
  if (ancestors.includes(real)) throw new FilesError(`'${source}' is a link to a folder around it`, 'remove the link')
  return visitFolder({ names, source, path: real }, ancestors, walk)
}

const visitFolder = async (
  folder: LocalEntry,
  ancestors: readonly string[],
  walk: Walk
): Promise<readonly LocalEntry[]> => {
  const children = await readdir(folder.path)
  // actions/checkout leaves a token there.
  if (children.includes('.git')) {
    throw new FilesError(
      `'${folder.source}' holds '.git', a repository with its history and perhaps a login`,
      'name the files and folders that the image needs'
    )
  }
  const entries = await Promise.all(
    children.map(name =>
      visit(
        { names: [...folder.names, name], source: join(folder.source, name), path: join(folder.path, name) },
        [...ancestors, folder.path],
        walk
      )
    )
  )
  return [...(folder.names.length === 0 ? [] : [folder]), ...entries.flat()]
}

const findMapping = async ({ local, target }: FileMapping, walk: Walk): Promise<readonly LocalEntry[]> => {
  const path = resolve(walk.root, local)
  if (pathWithin(walk.root, path) === undefined)
    throw new FilesError(`'${local}' is outside the workspace`, 'copy what the image needs into the workspace first')
  const stats = await stat(path).catch((cause: unknown) => {
    const remedy = /[*?[]/.test(local)
      ? 'patterns are not expanded: name the folder, everything in it is taken'
      : 'create it before this step, and check the path'
    throw new FilesError(`'${local}' cannot be read`, remedy, cause)
  })
  const names = stats.isFile() && target.folder ? [...target.names, basename(path)] : target.names
  return visit({ names, source: local, path: await follow(path, local, walk.root) }, [], walk)
}

/**
 * Finds what the mappings name: a folder with everything in it; a file under the name that its target gives, or in the
 * folder that the target is. Links are followed, and what they lead to is taken.
 *
 * @param workspace empty: the current folder
 * @throws FilesError for what is outside the workspace, not a file, or not possible on Windows
 */
export const findFiles = async (
  workspace: string,
  mappings: readonly FileMapping[]
): Promise<readonly LocalEntry[]> => {
  let entries = 0
  const count = (): void => {
    if (++entries > maxEntries)
      throw new FilesError(`there are more than ${maxEntries} files and folders`, 'look for links to other folders')
  }
  const walk = { root: await realpath(resolve(workspace)), count }
  try {
    return (await Promise.all(mappings.map(mapping => findMapping(mapping, walk)))).flat()
  } catch (cause) {
    if (cause instanceof FilesError) throw cause
    throw new FilesError(`the files cannot be read: ${(cause as Error).message}`, 'check their permissions', cause)
  }
}
