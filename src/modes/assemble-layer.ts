import { packLayer, type PackedLayer } from '../files/pack.js'
import { findFiles, type LocalEntry } from '../files/walk.js'
import type { AssembleLegInputs } from '../inputs/assemble.js'
import { InputError } from '../inputs/errors.js'
import { arrange, LayerError, type SourceEntry } from '../oci/layer-tree.js'
import type { Log } from '../runner/log.js'
import { formatBytes } from '../runner/progress.js'
import { foldCase, formatPath, isOfWindows, type ImagePath } from '../windows/path.js'

/** What a layer holds, in its order. */
export type LayerEntries = readonly (LocalEntry | SourceEntry)[]

/**
 * The working folder as an entry of the layer, since a container does not start in one that is missing. The folders of
 * Windows itself are left alone: they have rights that have to stay.
 */
const workdirEntries = (workdir: ImagePath | undefined): readonly SourceEntry[] =>
  workdir === undefined || workdir.names.length === 0 || isOfWindows(workdir.names)
    ? []
    : [{ names: workdir.names, source: 'workdir' }]

/** Warns of a working folder inside Windows' own ones that the layer does not hold: the base is not searched for it. */
const checkWorkdir = (workdir: ImagePath | undefined, entries: LayerEntries, log: Log): void => {
  if (workdir === undefined || workdir.names.length < 2 || !isOfWindows(workdir.names)) return
  const path = formatPath(workdir.names)
  if (entries.some(({ names, size }) => size === undefined && foldCase(formatPath(names)) === foldCase(path))) return
  log.warning(
    `Input 'workdir': ${path} is not created, because Windows' own folders keep the rights that the base gives them. A container starts only if the base has it: otherwise use a folder of your own, like C:\\app.`
  )
}

/**
 * Finds the files, and puts them into the order of the layer, with the folders that they are in.
 *
 * @throws FilesError for a file that cannot be in an image, InputError for files that cannot be in one together
 */
export const findEntries = async (
  { files, workdir }: Pick<AssembleLegInputs, 'files' | 'workdir'>,
  workspace: string,
  log: Log
): Promise<LayerEntries> => {
  const found = await findFiles(workspace, files)
  try {
    const entries = arrange([...found, ...workdirEntries(workdir)])
    checkWorkdir(workdir, entries, log)
    return entries
  } catch (error) {
    if (!(error instanceof LayerError)) throw error
    throw new InputError('files', error.reason, 'rename one, or leave it out', error)
  }
}

/** The last second that the header of an archive can hold, since 1970. */
const lastSecond = 0o77777777777

/**
 * Packs the layer.
 *
 * @param mtime of all entries, in seconds since 1970
 * @param path of the file to write
 */
export const packEntries = async (
  entries: LayerEntries,
  mtime: number,
  path: string,
  log: Log
): Promise<PackedLayer> => {
  const layer = await packLayer(entries, Math.min(mtime, lastSecond), path)
  const sizes = entries.flatMap(({ size }) => size ?? [])
  const bytes = formatBytes(sizes.reduce((sum, size) => sum + size, 0))
  log.info(`Packed ${sizes.length} files (${bytes}) into ${layer.digest} (${formatBytes(layer.size)})`)
  return layer
}
