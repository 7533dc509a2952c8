import { defined } from '../common/defined.js'
import { parseInstructions, type Instruction } from './instructions.js'
import { emptyScope, type BuildArgs, type Reader, type Scope } from './scope.js'
import { declareArgs, expand, readPairs, type Dialect } from './settings.js'
import { findStage, findTarget, splitStages, type Stage, type Stages } from './stages.js'

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

/** A Dockerfile up to the stage to build, which is the last one. */
type Source = Stages & { readonly dialect: Dialect }

/** The scope of the FROMs: the ARGs before the first one. */
const globalScope = ({ globals, dialect }: Source, args: BuildArgs): Scope => {
  const scope = emptyScope(dialect, args)
  for (const arg of globals) declareArgs(arg, scope, dialect)
  return scope
}

const baseOf = ({ image: raw, platform, line }: Stage, scope: Scope, dialect: Dialect): StageBase => ({
  image: expand(raw, scope, dialect, line),
  raw,
  line,
  ...defined({ platform: platform === undefined ? undefined : expand(platform, scope, dialect, line) })
})

/** The stages that make up the image, the target first, each with what it starts from. */
type Chain = readonly { readonly stage: Stage; readonly base: StageBase }[]

const chainOf = ({ stages, dialect }: Source, scope: Scope): Chain => {
  const chain: { stage: Stage; base: StageBase }[] = []
  for (let index = stages.length - 1; ;) {
    const stage = stages[index]
    if (stage === undefined) return chain
    const base = baseOf(stage, scope, dialect)
    chain.push({ stage, base })
    index = findStage(stages.slice(0, index), base.image)
  }
}

const otherBasesOf = (source: Source, scope: Scope): readonly StageBase[] => {
  const { stages, dialect } = source
  const own = chainOf(source, scope).at(-1)?.stage
  return stages.flatMap((stage, index) => {
    if (stage === own) return []
    const base = baseOf(stage, scope, dialect)
    const isImage = base.image !== 'scratch' && findStage(stages.slice(0, index), base.image) < 0
    return isImage ? [base] : []
  })
}

/** What a stage passes on to those that start from it. */
type Outcome = {
  readonly scope: Scope
  /** its ONBUILDs, which are read only where another stage starts from it */
  readonly onbuilds: readonly Instruction[]
  readonly labels: ReadonlySet<string>
}

/** Triggers are parsed anew, with the default escape character (moby builder/dockerfile/dispatchers.go). */
const triggersOf = ({ onbuilds }: Outcome): readonly Instruction[] =>
  onbuilds.flatMap(({ rest, line }) => parseInstructions(rest).instructions.map(trigger => ({ ...trigger, line })))

const runStage = (stage: Stage, before: Outcome, dialect: Dialect): Outcome => {
  const scope = before.scope.inherit()
  const labels = new Set(before.labels)
  for (const instruction of [...triggersOf(before), ...stage.body]) {
    const { keyword } = instruction
    if (keyword === 'ARG') declareArgs(instruction, scope, dialect)
    if (keyword === 'ENV') for (const pair of readPairs(instruction, scope, dialect)) scope.setEnv(...pair)
    if (keyword === 'LABEL') for (const [name] of readPairs(instruction, scope, dialect)) labels.add(name)
  }
  return { scope, onbuilds: stage.body.filter(({ keyword }) => keyword === 'ONBUILD'), labels }
}

const labelsOf = (source: Source, args: BuildArgs): ReadonlySet<string> => {
  const { dialect } = source
  const global = globalScope(source, args)
  const start: Outcome = { scope: emptyScope(dialect, args, global.get), onbuilds: [], labels: new Set() }
  return chainOf(source, global).reduceRight((before, { stage }) => runStage(stage, before, dialect), start).labels
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
  const dialect = { ...reader, escape }
  const source = { globals, stages: stages.slice(0, findTarget(stages, target) + 1), dialect }
  return {
    base: args => {
      const base = chainOf(source, globalScope(source, args)).at(-1)?.base
      return base?.image === 'scratch' ? undefined : base
    },
    otherBases: args => otherBasesOf(source, globalScope(source, args)),
    labels: args => labelsOf(source, args)
  }
}
