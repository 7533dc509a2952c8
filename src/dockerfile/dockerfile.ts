import { isDeclared, isInTag } from './arguments.js'
import { containerLine } from './containers.js'
import { parseInstructions } from './instructions.js'
import { labelsOf } from './labels.js'
import { obstaclesOf, type Obstacle } from './obstacles.js'
import { replaceBases } from './replace-bases.js'
import type { BuildArgs, Reader } from './scope.js'
import { chainOf, globalScope, rootsOf, scratch, type StageSource, type StageBase } from './source.js'
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
  /** Whether a build argument is in the tag of an image that a stage starts from. */
  readonly isInTag: (args: BuildArgs, name: string) => boolean
  /** Whether a build argument is declared. */
  readonly isDeclared: (name: string) => boolean
  /** The first line for which a Windows engine starts a container; undefined where it starts none. */
  readonly containerLine: (args: BuildArgs) => number | undefined
  /** The Dockerfile with other images in FROMs, by their lines. */
  readonly replaceBases: (bytes: Uint8Array, images: ReadonlyMap<number, string>) => Uint8Array
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
  const source: StageSource = { globals, stages: upToTarget, dialect: { ...reader, escape } }
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
    isInTag: (args, name) => isInTag(source, args, name),
    isDeclared: name => isDeclared(source, name),
    containerLine: args => containerLine(source, args),
    replaceBases: (bytes, images) => replaceBases(bytes, upToTarget, images),
    labels: args => labelsOf(source, args),
    obstacles: args => obstaclesOf(source, args),
    failedLine: (stdout, stderr) => failedLine(source, stdout, stderr)
  }
}
