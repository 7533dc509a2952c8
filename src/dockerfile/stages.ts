import type { Arg, From, Instruction } from 'dockerfile-ast'

import { DockerfileError } from './dockerfile-error.js'

/** A build stage: its FROM, and the instructions after it. */
export type Stage = {
  readonly from: From
  /** in lower case: docker compares names without regard to case */
  readonly name: string | undefined
  readonly body: readonly Instruction[]
}

/** The stages of a Dockerfile, and the ARGs before the first one. */
export type Stages = { readonly globals: readonly Arg[]; readonly stages: readonly Stage[] }

const isFrom = (instruction: Instruction): instruction is From => instruction.getKeyword() === 'FROM'
const isArg = (instruction: Instruction): instruction is Arg => instruction.getKeyword() === 'ARG'

export const splitStages = (instructions: readonly Instruction[]): Stages => {
  const starts = instructions.flatMap((instruction, index) =>
    isFrom(instruction) ? [{ from: instruction, index }] : []
  )
  return {
    globals: instructions.slice(0, starts[0]?.index).filter(isArg),
    stages: starts.map(({ from, index }, stage) => ({
      from,
      name: from.getBuildStage()?.toLowerCase(),
      body: instructions.slice(index + 1, starts[stage + 1]?.index)
    }))
  }
}

/** The index of the last stage of that name; -1 where there is none. */
export const findStage = (stages: readonly Stage[], name: string): number =>
  stages.findLastIndex(stage => stage.name === name.toLowerCase())

/**
 * The index of the stage to build: by its name, else by its number, from 0; by default the last one.
 *
 * @throws DockerfileError where there is no such stage
 */
export const findTarget = (stages: readonly Stage[], target: string | undefined): number => {
  if (stages.length === 0) throw new DockerfileError({ what: 'the Dockerfile has no FROM' })
  if (target === undefined) return stages.length - 1
  const named = findStage(stages, target)
  if (named >= 0) return named
  if (/^\d+$/.test(target) && Number(target) < stages.length) return Number(target)
  throw new DockerfileError({ what: `the Dockerfile has no stage '${target}'` })
}
