import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import type { BigIntStats } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'

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
  /** of a file: which one was found there */
  readonly identity?: string
}

/** What a file keeps while it is renamed, and what another file in its place does not have. */
export const identityOf = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`

/** Entries of one layer. */
const maxEntries = 1_000_000

/** How often folders may be visited that were visited before. Folders with links to each other are so without end. */
const maxRepeats = 2000

const kindOf = (stats: BigIntStats): string => (stats.isSocket() ? 'a socket' : stats.isFIFO() ? 'a pipe' : 'a device')

/** Where a path leads to when links are followed. */
const follow = async (path: string, shown: string, root: string): Promise<string> => {
  let real: string
  try {
    real = await realpath(path)
  } catch (cause) {
    throw new FilesError(
      `'${shown}' is a broken link`,
      'remove the link, or create what it leads to before this step',
      cause
    )
  }
  if (pathWithin(root, real) !== undefined) return real
  throw new FilesError(
    `'${shown}' links to '${real}', outside the workspace`,
    'copy what the image needs into the workspace first'
  )
}

/** actions/checkout leaves a token in the repository. Links and other names lead there too. */
const checkRepository = (real: string, shown: string, root: string): void => {
  const names = (pathWithin(root, real) ?? '').split(sep)
  if (!names.some(name => name.toLowerCase() === '.git')) return
  const place = names.join('/')
  const what = shown.split(sep).join('/') === place ? `'${shown}'` : `'${shown}' leads to '${place}', which`
  throw new FilesError(
    `${what} belongs to a git repository, with its history and perhaps a login`,
    'name the files and folders that the image needs, and remove links to the repository'
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
  /** counts the visit of a folder, and throws when there are too many */
  readonly enter: (real: string) => void
}

/** @param ancestors the real paths of the folders around it */
const visit = async (
  { names, source, path }: LocalEntry,
  ancestors: readonly string[],
  walk: Walk
): Promise<readonly LocalEntry[]> => {
  walk.count()
  checkNames(names, source)
  const own = await lstat(path, { bigint: true })
  const real = own.isSymbolicLink() ? await follow(path, source, walk.root) : path
  checkRepository(real, source, walk.root)
  const stats = own.isSymbolicLink() ? await stat(real, { bigint: true }) : own
  if (stats.isFile()) return [{ names, source, path: real, size: Number(stats.size), identity: identityOf(stats) }]
  if (!stats.isDirectory())
    throw new FilesError(`'${source}' is ${kindOf(stats)}, not a file or folder`, 'leave it out')
  if (ancestors.includes(real))
    throw new FilesError(`'${source}' links to a folder that contains it`, 'remove the link')
  return visitFolder({ names, source, path: real }, ancestors, walk)
}

const visitFolder = async (
  folder: LocalEntry,
  ancestors: readonly string[],
  walk: Walk
): Promise<readonly LocalEntry[]> => {
  walk.enter(folder.path)
  const children = await readdir(folder.path)
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

/** Bounds how often links lead to the same folders; a folder may have several targets. */
const boundRepeats = (): ((real: string) => void) => {
  const folders = new Set<string>()
  let repeats = 0
  return real => {
    if (folders.has(real) && ++repeats > maxRepeats)
      throw new FilesError(
        `links lead to the same folders more than ${maxRepeats} times`,
        'remove links between folders'
      )
    folders.add(real)
  }
}

const findMapping = async ({ local, target }: FileMapping, walk: Walk): Promise<readonly LocalEntry[]> => {
  const path = resolve(walk.root, local)
  if (pathWithin(walk.root, path) === undefined)
    throw new FilesError(`'${local}' is outside the workspace`, 'copy what the image needs into the workspace first')
  const stats = await stat(path).catch((cause: unknown) => {
    const remedy = /[*?[]/.test(local)
      ? 'name the folder instead of a pattern'
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
  // What is still being read when the walk has failed is not followed any further.
  const walking = new AbortController()
  let entries = 0
  const count = (): void => {
    walking.signal.throwIfAborted()
    if (++entries > maxEntries)
      throw new FilesError(`there are more than ${maxEntries} files and folders`, 'look for links to other folders')
  }
  const root = await realpath(resolve(workspace)).catch((cause: unknown) => {
    throw new FilesError(`the workspace '${resolve(workspace)}' cannot be read`, 'check GITHUB_WORKSPACE', cause)
  })
  try {
    return (
      await Promise.all(mappings.map(mapping => findMapping(mapping, { root, count, enter: boundRepeats() })))
    ).flat()
  } catch (cause) {
    walking.abort()
    if (cause instanceof FilesError) throw cause
    throw new FilesError(`the files cannot be read: ${(cause as Error).message}`, 'check their permissions', cause)
  }
}
