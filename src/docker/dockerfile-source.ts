import { isAbsolute, relative, resolve, sep } from 'node:path'

import type { Location } from '../common/user-error.js'
import type { Dockerfile } from '../dockerfile/dockerfile.js'

/** A Dockerfile, and where it is. */
export type DockerfileSource = Dockerfile & {
  /** Names a line of it for annotations; undefined where it is outside of the workspace. */
  readonly locate: (line: number | undefined) => Location | undefined
}

/**
 * Names lines of a file for annotations, which take paths relative to the workspace.
 *
 * @param workspace '' outside of a job: the working folder
 */
export const locator = (path: string, workspace: string): DockerfileSource['locate'] => {
  const way = relative(resolve(workspace), resolve(path))
  const isOutside = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
  return line => (isOutside || line === undefined ? undefined : { file: way.replaceAll(sep, '/'), startLine: line })
}
