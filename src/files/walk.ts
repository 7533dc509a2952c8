import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'

import type { SourceEntry } from '../oci/layer-tree.js'
import { checkPath, PathError, type ImagePath } from '../windows/path.js'

/** What is to be where: a file or folder of the workspace, and its place in the image. */
export type FileMapping = { readonly local: string; readonly target: ImagePath }

/** A file or folder for a layer; `source` is where it is in the workspace, as the user would write it. */
export type LocalEntry = SourceEntry & {
  /** what is read: the place that links lead to */
  readonly path: string
}

/** A file that cannot become a part of an image; the message names it. */
export class FilesError extends Error {
  override readonly name = 'FilesError'

  constructor(what: string, remedy: string, cause?: unknown) {
    super(`Input 'files': ${what}. ${remedy}`, { cause })
  }
}

/** Links to folders can make of a small tree a huge one. */
const mostEntries = 1_000_000

const kindOf = (stats: Stats): string => (stats.isSocket() ? 'a socket' : stats.isFIFO() ? 'a pipe' : 'a device')

const isWithin = (root: string, path: string): boolean => {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** Where a path leads to when links are followed. */
const follow = async (path: string, shown: string, root: string): Promise<string> => {
  let real: string
  try {
    real = await realpath(path)
  } catch (cause) {
    throw new FilesError(
      `'${shown}' is a link that leads nowhere`,
      'Remove the link, or make what it leads to before this step.',
      cause
    )
  }
  if (isWithin(root, real)) return real
  throw new FilesError(
    `'${shown}' leads out of the workspace, to '${real}'`,
    'Copy what the image needs into the workspace first.'
  )
}

const checkNames = (names: readonly string[], shown: string): void => {
  try {
    checkPath(names)
  } catch (cause) {
    if (!(cause instanceof PathError)) throw cause
    throw new FilesError(`'${shown}' cannot be in an image: ${cause.reason}`, 'Rename it, or leave it out.', cause)
  }
}

/** Walks through what one mapping names. */
const walker = (root: string, count: () => void): ((start: LocalEntry) => Promise<readonly LocalEntry[]>) => {
  /** @param above the folders that it is in */
  const visit = async (
    { names, source, path }: LocalEntry,
    above: readonly string[]
  ): Promise<readonly LocalEntry[]> => {
    count()
    checkNames(names, source)
    const own = await lstat(path)
    const real = own.isSymbolicLink() ? await follow(path, source, root) : path
    const stats = own.isSymbolicLink() ? await stat(real) : own
    if (stats.isFile()) return [{ names, source, path: real, size: stats.size }]
    if (!stats.isDirectory())
      throw new FilesError(`'${source}' is ${kindOf(stats)}, no file or folder`, 'Leave it out.')
    if (above.includes(real))
      throw new FilesError(`'${source}' is a link to a folder that it is in`, 'Remove the link.')
    return visitFolder({ names, source, path: real }, above)
  }

  const visitFolder = async (folder: LocalEntry, above: readonly string[]): Promise<readonly LocalEntry[]> => {
    const children = await readdir(folder.path)
    // actions/checkout leaves a token there.
    if (children.includes('.git')) {
      throw new FilesError(
        `'${folder.source}' holds '.git', a repository with its history and perhaps a login`,
        'Name the files and folders that the image needs.'
      )
    }
    const inside = [...above, folder.path]
    const parts = await Promise.all(
      children.map(name =>
        visit(
          { names: [...folder.names, name], source: join(folder.source, name), path: join(folder.path, name) },
          inside
        )
      )
    )
    return [...(folder.names.length === 0 ? [] : [folder]), ...parts.flat()]
  }

  return start => visit(start, [])
}

const findMapping = async (
  { local, target }: FileMapping,
  root: string,
  count: () => void
): Promise<readonly LocalEntry[]> => {
  const path = resolve(root, local)
  if (!isWithin(root, path))
    throw new FilesError(`'${local}' is outside the workspace`, 'Copy what the image needs into the workspace first.')
  const stats = await stat(path).catch((cause: unknown) => {
    throw new FilesError(`'${local}' cannot be read`, 'Is it made before this step, and is the path right?', cause)
  })
  const names = stats.isFile() && target.folder ? [...target.names, basename(path)] : target.names
  return walker(root, count)({ names, source: local, path: await follow(path, local, root) })
}

/**
 * Finds what the mappings name: a folder with all that is in it; a file under the name that its target gives, or in
 * the folder that the target is. Links are followed, and what they lead to is taken.
 *
 * @param workspace empty: the current folder
 * @throws FilesError for what is outside the workspace, no file, or not possible on Windows
 */
export const findFiles = async (
  workspace: string,
  mappings: readonly FileMapping[]
): Promise<readonly LocalEntry[]> => {
  const root = await realpath(resolve(workspace))
  let entries = 0
  const count = (): void => {
    if (++entries > mostEntries)
      throw new FilesError(`there are more than ${mostEntries} files and folders`, 'Do links lead to each other?')
  }
  try {
    return (await Promise.all(mappings.map(mapping => findMapping(mapping, root, count)))).flat()
  } catch (cause) {
    if (cause instanceof FilesError) throw cause
    throw new FilesError(`reading them failed: ${(cause as Error).message}`, 'Check the permissions.', cause)
  }
}
