import { isAbsolute, relative, sep } from 'node:path'

/**
 * The path of a file from a folder on; undefined where it is outside, as on another drive of Windows.
 *
 * @param folder an absolute path, as the other one
 */
export const pathWithin = (folder: string, path: string): string | undefined => {
  const inner = relative(folder, path)
  return inner === '..' || inner.startsWith(`..${sep}`) || isAbsolute(inner) ? undefined : inner
}
