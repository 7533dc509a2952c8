import { findDockerfile } from '../docker/context.js'
import type { EngineInfo } from '../docker/engine.js'
import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import { parseDockerfile, type Dockerfile } from '../dockerfile/dockerfile.js'
import type { Log } from '../runner/log.js'
import type { BuildInputs } from '../inputs/build.js'
import { InputError } from '../inputs/errors.js'

/**
 * Reads the Dockerfile that the inputs name.
 *
 * @returns undefined where docker fetches the context itself
 * @throws InputError where there is none, or it has no such stage
 */
export const readDockerfile = async (
  { context, file, target }: Pick<BuildInputs, 'context' | 'file' | 'target'>,
  engine: EngineInfo,
  log: Log
): Promise<Dockerfile | undefined> => {
  const found = await findDockerfile(context, file)
  if (found === 'remote') {
    log.info(
      "Docker fetches the context itself: what its Dockerfile is built on is not looked at, unless 'base-image' says it."
    )
    return undefined
  }
  if (found === undefined) {
    throw file === undefined
      ? new InputError(
          'context',
          `there is no Dockerfile in '${context}'`,
          "check out the repository before this step, or give 'file'"
        )
      : new InputError('file', `there is no '${file}'`, 'write its path from the workspace on')
  }
  try {
    return parseDockerfile(found.text, { isClassic: engine.classic, os: engine.os }, target)
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error
    throw new InputError(
      target === undefined ? 'file' : 'target',
      `${error.reason} (${found.path})`,
      'check the Dockerfile',
      error
    )
  }
}
