import { DockerfileError } from './dockerfile-error.js'
import type { Instruction } from './instructions.js'

/** A build stage: its FROM, and the instructions after it. */
export type Stage = {
  /** as the Dockerfile writes it, with its variables */
  readonly image: string
  /** of `--platform`, as the Dockerfile writes it */
  readonly platform: string | undefined
  /** in lower case: docker compares names without regard to case */
  readonly name: string | undefined
  /** of its FROM, from 1 */
  readonly line: number
  /** the last line of its FROM */
  readonly endLine: number
  readonly body: readonly Instruction[]
}

/** The stages of a Dockerfile, and the ARGs before the first one. */
export type Stages = { readonly globals: readonly Instruction[]; readonly stages: readonly Stage[] }

const parseFrom = ({ flags, rest, line, endLine }: Instruction, body: readonly Instruction[]): Stage => {
  const [image = '', as, name, ...more] = rest.split(/[\t\v\f\r ]+/)
  if (image === '' || more.length > 0 || (as !== undefined && (as.toUpperCase() !== 'AS' || name === undefined)))
    throw new DockerfileError({ what: `'FROM ${rest}' is not 'FROM <image>' or 'FROM <image> AS <name>'`, line })
  if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(name))
    throw new DockerfileError({ what: `'${name}' is not the name of a stage`, line })
  const platform = flags.find(flag => flag.startsWith('--platform='))?.slice('--platform='.length)
  return { image, platform, name: name?.toLowerCase(), line, endLine, body }
}

/** @throws DockerfileError for a FROM that docker refuses, and where there is none */
export const splitStages = (instructions: readonly Instruction[]): Stages => {
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []))
  if (starts.length === 0) throw new DockerfileError({ what: 'the Dockerfile has no FROM' })
  return {
    globals: instructions.slice(0, starts[0]).filter(({ keyword }) => keyword === 'ARG'),
    stages: starts.flatMap((start, stage) => {
      const [from, ...body] = instructions.slice(start, starts[stage + 1])
      return from === undefined ? [] : [parseFrom(from, body)]
    })
  }
}

/** The index of the last stage of that name; -1 where there is none. */
export const findStage = (stages: readonly Stage[], name: string): number =>
  stages.findLastIndex(stage => stage.name === name.toLowerCase())

/**
 * The index of the stage to build, by its name; by default the last one.
 *
 * @throws DockerfileError where there is no such stage
 */
export const findTarget = (stages: readonly Stage[], target: string | undefined): number => {
  if (target === undefined) return stages.length - 1
  const index = findStage(stages, target)
  if (index < 0) throw new DockerfileError({ input: 'target', what: `the Dockerfile has no stage '${target}'` })
  return index
}
