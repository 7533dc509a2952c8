import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A file of this repository, by its path in it. */
export const readText = (path: string): Promise<string> => readFile(join(root, path), 'utf8')

/** Whether this repository has that file or folder. */
export const exists = (path: string): Promise<boolean> =>
  stat(join(root, path)).then(
    () => true,
    () => false
  )

/** The files below a folder of this repository, as paths in it. */
export const filesIn = async (folder: string): Promise<string[]> => {
  const found = await readdir(join(root, folder), { withFileTypes: true, recursive: true })
  return found
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).replaceAll('\\', '/').slice(root.length))
    .sort()
}
