import { resolve, sep } from 'node:path'

import { defined } from '../common/defined.js'
import { pathWithin } from '../common/path-within.js'
import type { Location } from '../common/user-error.js'
import type { Dockerfile } from '../dockerfile/dockerfile.js'

/** A Dockerfile, and where it is. */
export type DockerfileSource = Dockerfile & {
  readonly bytes: Uint8Array
  /** Names a line of it, or the whole, for annotations; undefined where it is outside of the workspace. */
  readonly locate: (line: number | undefined) => Location | undefined
}

/**
 * Names lines of a file for annotations, whose paths are relative to the workspace.
 *
 * @param workspace '' outside of a job: the working folder
 */
export const locator = (path: string, workspace: string): DockerfileSource['locate'] => {
  const file = pathWithin(resolve(workspace), resolve(path))?.replaceAll(sep, '/')
  return startLine => (file === undefined ? undefined : { file, ...defined({ startLine }) })
}
