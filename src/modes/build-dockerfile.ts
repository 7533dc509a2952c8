import { UserError } from '../common/user-error.js'
import { findDockerfile } from '../docker/context.js'
import { locator, type DockerfileSource } from '../docker/dockerfile-source.js'
import type { EngineInfo } from '../docker/engine.js'
import { decodeDockerfile } from '../dockerfile/decode.js'
import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import { parseDockerfile } from '../dockerfile/dockerfile.js'
import type { Log } from '../runner/log.js'
import type { BuildInputs, LegInputs } from '../inputs/build.js'
import { InputError } from '../inputs/errors.js'

/**
 * Reads the Dockerfile that the inputs name.
 *
 * @returns undefined where docker fetches the context itself
 * @throws InputError where there is none; UserError for one that docker cannot read, or that has no such stage
 */
export const readDockerfile = async (
  { context, file, target }: Pick<LegInputs, 'context' | 'file' | 'target'>,
  { workspace }: Pick<BuildInputs, 'workspace'>,
  engine: EngineInfo,
  log: Log
): Promise<DockerfileSource | undefined> => {
  const found = await findDockerfile(context, file)
  if (found === 'remote') {
    log.info("Docker fetches the context, so the base in its Dockerfile is not checked. Set 'base-image' to check it.")
    return undefined
  }
  if (found === undefined) {
    throw file === undefined
      ? new InputError(
          'context',
          `there is no Dockerfile in '${context}'`,
          "check out the repository before this step, or give 'file'"
        )
      : new InputError('file', `there is no '${file}'`, 'write its path relative to the workspace')
  }
  const locate = locator(found.path, workspace)
  try {
    const reader = { isClassic: engine.classic, os: engine.os }
    const { bytes } = found
    return { ...parseDockerfile(decodeDockerfile(bytes), reader, target), bytes, locate }
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error
    throw new UserError({
      input: error.parts.input ?? 'file',
      what: `${error.reason} (${found.path})`,
      remedy: error.parts.remedy ?? 'check the Dockerfile',
      location: locate(error.line),
      cause: error
    })
  }
}
