import { DockerfileParser, type Arg, type Env, type Instruction, type Label } from 'dockerfile-ast'

import { defined } from '../common/defined.js'
import { declareArg, expander, globalScope, lineOf, type BuildArgs, type Expand } from './scope.js'
import { findStage, findTarget, splitStages, type Stage } from './stages.js'
import type { Variables } from './words.js'

/** The image that a stage starts from. */
export type StageBase = {
  /** the reference that docker resolves */
  readonly image: string
  /** as the Dockerfile writes it, with its variables */
  readonly raw: string
  /** the line of its FROM, from 1 */
  readonly line: number
  /** of `--platform`: `windows/amd64` */
  readonly platform?: string
}

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
}

const isArg = (instruction: Instruction): instruction is Arg => instruction.getKeyword() === 'ARG'
const isEnv = (instruction: Instruction): instruction is Env => instruction.getKeyword() === 'ENV'
const isLabel = (instruction: Instruction): instruction is Label => instruction.getKeyword() === 'LABEL'

const baseOf = ({ from }: Stage, variables: Variables, expand: Expand): StageBase => {
  const raw = from.getImage() ?? ''
  const platform = from.getPlatformFlag()?.getValue() ?? undefined
  return {
    image: expand(raw, variables, from),
    raw,
    line: lineOf(from),
    ...defined({ platform: platform === undefined ? undefined : expand(platform, variables, from) })
  }
}

/** The stages that make up the image, the target first, each with what it starts from. */
type Chain = readonly { readonly stage: Stage; readonly base: StageBase }[]

/** @param stages up to the target, which is the last of them */
const chainOf = (stages: readonly Stage[], variables: Variables, expand: Expand): Chain => {
  const chain: { stage: Stage; base: StageBase }[] = []
  for (let index = stages.length - 1; ;) {
    const stage = stages[index]
    if (stage === undefined) return chain
    const base = baseOf(stage, variables, expand)
    chain.push({ stage, base })
    index = findStage(stages.slice(0, index), base.image)
  }
}

const otherBasesOf = (stages: readonly Stage[], variables: Variables, expand: Expand): readonly StageBase[] => {
  const own = chainOf(stages, variables, expand).at(-1)?.stage
  return stages.flatMap((stage, index) => {
    if (stage === own) return []
    const base = baseOf(stage, variables, expand)
    const isImage = base.image !== 'scratch' && findStage(stages.slice(0, index), base.image) < 0
    return isImage ? [base] : []
  })
}

/** @param outer the scope of the ARGs before the first FROM */
const labelsOf = ({ body }: Stage, args: BuildArgs, outer: Variables, expand: Expand): readonly string[] => {
  const values = new Map<string, string>()
  const variables: Variables = name => values.get(name)
  const labels: string[] = []
  for (const instruction of body) {
    if (isArg(instruction)) declareArg(instruction, values, args, outer, expand)
    else if (isEnv(instruction)) {
      for (const property of instruction.getProperties())
        values.set(property.getName(), expand(property.getUnescapedValue() ?? '', variables, instruction))
    } else if (isLabel(instruction)) {
      for (const property of instruction.getProperties())
        labels.push(expand(property.getName(), variables, instruction))
    }
  }
  return labels
}

/**
 * Parses a Dockerfile.
 *
 * @param target the stage to build; by default the last one
 * @throws DockerfileError where there is no such stage
 */
export const parseDockerfile = (text: string, target?: string): Dockerfile => {
  // Docker ignores the byte order mark that Windows editors write.
  const document = DockerfileParser.parse(text.replace(/^\uFEFF/, ''))
  const expand = expander(document.getEscapeCharacter())
  const { globals, stages: all } = splitStages(document.getInstructions())
  const stages = all.slice(0, findTarget(all, target) + 1)
  const scopeOf = (args: BuildArgs): Variables => globalScope(globals, args, expand)
  return {
    base: args => {
      const base = chainOf(stages, scopeOf(args), expand).at(-1)?.base
      return base?.image === 'scratch' ? undefined : base
    },
    otherBases: args => otherBasesOf(stages, scopeOf(args), expand),
    labels: args => {
      const outer = scopeOf(args)
      return new Set(chainOf(stages, outer, expand).flatMap(({ stage }) => labelsOf(stage, args, outer, expand)))
    }
  }
}
