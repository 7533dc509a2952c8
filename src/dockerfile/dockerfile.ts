import { parseInstructions } from './instructions.js'
import { labelsOf } from './labels.js'
import { obstaclesOf, type Obstacle } from './obstacles.js'
import type { BuildArgs, Reader } from './scope.js'
import { chainOf, globalScope, rootsOf, scratch, type Source, type StageBase } from './source.js'
import { findTarget, splitStages } from './stages.js'
import { failedLine } from './steps.js'

/** What a Dockerfile says about the image that is built from it. */
export type Dockerfile = {
  /**
   * The base of the image, through all stages in between; undefined for `scratch`.
   *
   * @throws DockerfileError where a FROM cannot be read
   */
  readonly base: (args: BuildArgs) => StageBase | undefined
  /** The images that the other stages up to the target start from. */
  readonly otherBases: (args: BuildArgs) => readonly StageBase[]
  /** Names of the labels that the stages of the image set. */
  readonly labels: (args: BuildArgs) => ReadonlySet<string>
  /** What its builder cannot do. */
  readonly obstacles: (args: BuildArgs) => readonly Obstacle[]
  /** The line that a build failed at, by what docker printed. */
  readonly failedLine: (stdout: string, stderr: string) => number | undefined
}

/**
 * Parses a Dockerfile.
 *
 * @param target the stage to build; undefined: the last one
 * @throws DockerfileError for what docker refuses in any case, and where there is no such stage
 */
export const parseDockerfile = (text: string, reader: Reader, target?: string): Dockerfile => {
  const { escape, instructions } = parseInstructions(text)
  const { globals, stages } = splitStages(instructions)
  const upToTarget = stages.slice(0, findTarget(stages, target) + 1)
  const source: Source = { globals, stages: upToTarget, dialect: { ...reader, escape } }
  return {
    base: args => {
      const base = chainOf(source, globalScope(source, args)).at(-1)?.base
      return base?.image === scratch ? undefined : base
    },
    otherBases: args => {
      const scope = globalScope(source, args)
      const own = chainOf(source, scope).at(-1)?.base
      return rootsOf(source, scope).filter(({ image, line }) => image !== scratch && line !== own?.line)
    },
    labels: args => labelsOf(source, args),
    obstacles: args => obstaclesOf(source, args),
    failedLine: (stdout, stderr) => failedLine(source, stdout, stderr)
  }
}
