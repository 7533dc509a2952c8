import { DockerfileParser, type Arg, type Env, type From, type Instruction, type Label } from 'dockerfile-ast'

import { expandWord, WordError, type Variables } from './words.js'

/** A Dockerfile does not say what is asked of it; the message names the line. */
export class DockerfileError extends Error {
  override readonly name = 'DockerfileError'
}

/** What a stage starts from. */
export type Base = {
  /** the reference that docker looks up; `scratch` is none */
  readonly image: string
  /** as it stands in the Dockerfile */
  readonly written: string
  /** of its FROM, from 1 on */
  readonly line: number
  /** of `--platform`: `windows/amd64` */
  readonly platform?: string
}

/** Values of build arguments by their names. */
export type BuildArgs = Readonly<Record<string, string>>

/** What a Dockerfile says of the image that is built from it. */
export type Dockerfile = {
  /**
   * What the image starts from, through all stages between; undefined: from nothing.
   *
   * @throws DockerfileError where a FROM cannot be read
   */
  readonly base: (args: BuildArgs) => Base | undefined
  /** What the other stages before the image's own start from, images only. */
  readonly otherBases: (args: BuildArgs) => readonly Base[]
  /** Names of the labels that the image's stages set. */
  readonly labels: (args: BuildArgs) => ReadonlySet<string>
}

type Stage = { readonly from: From; readonly name: string | undefined; readonly body: Instruction[] }

const lineOf = (instruction: Instruction): number => instruction.getRange().start.line + 1

const isFrom = (instruction: Instruction): instruction is From => instruction.getKeyword() === 'FROM'
const isArg = (instruction: Instruction): instruction is Arg => instruction.getKeyword() === 'ARG'
const isEnv = (instruction: Instruction): instruction is Env => instruction.getKeyword() === 'ENV'
const isLabel = (instruction: Instruction): instruction is Label => instruction.getKeyword() === 'LABEL'

const splitStages = (instructions: readonly Instruction[]): { globals: Arg[]; stages: Stage[] } => {
  const globals: Arg[] = []
  const stages: Stage[] = []
  for (const instruction of instructions) {
    if (isFrom(instruction))
      stages.push({ from: instruction, name: instruction.getBuildStage()?.toLowerCase(), body: [] })
    else if (stages.length > 0) stages.at(-1)?.body.push(instruction)
    else if (isArg(instruction)) globals.push(instruction)
  }
  return { globals, stages }
}

/** The stage that is built: by its name, by its number from 0 on, else the last one. */
const targetOf = (stages: readonly Stage[], target: string | undefined): number => {
  if (target === undefined) return stages.length - 1
  const named = stages.findLastIndex(({ name }) => name === target.toLowerCase())
  return named >= 0 ? named : /^\d+$/.test(target) && Number(target) < stages.length ? Number(target) : -1
}

/**
 * Reads a Dockerfile.
 *
 * @param target the stage that is built; undefined: the last one
 * @throws DockerfileError where there is no such stage
 */
export const parseDockerfile = (text: string, target?: string): Dockerfile => {
  // Docker passes over the mark that Windows editors put first.
  const document = DockerfileParser.parse(text.replace(/^\uFEFF/, ''))
  const escape = document.getEscapeCharacter()
  const { globals, stages } = splitStages(document.getInstructions())
  const last = targetOf(stages, target)
  if (stages.length === 0) throw new DockerfileError('it has no FROM')
  if (last < 0) throw new DockerfileError(`it has no stage '${target ?? ''}'`)

  const expand = (word: string, variables: Variables, at: Instruction): string => {
    try {
      return expandWord(word, variables, escape)
    } catch (cause) {
      if (!(cause instanceof WordError)) throw cause
      throw new DockerfileError(`line ${lineOf(at)}: ${cause.message}`, { cause })
    }
  }

  /** Sets what an ARG declares: what is given wins over the default; without both the name stays unset. */
  const declare = (values: Map<string, string>, arg: Arg, args: BuildArgs, outer: Variables): void => {
    for (const property of arg.getProperties()) {
      const [name, word] = [property.getName(), property.getUnescapedValue()]
      const fallback = word === null ? outer(name) : expand(word, key => values.get(key), arg)
      const value = Object.hasOwn(args, name) ? args[name] : fallback
      if (value !== undefined) values.set(name, value)
    }
  }

  const globalValues = (args: BuildArgs): Variables => {
    const values = new Map<string, string>()
    for (const arg of globals) declare(values, arg, args, () => undefined)
    return name => values.get(name)
  }

  const baseOf = ({ from }: Stage, variables: Variables): Base => {
    const written = from.getImage() ?? ''
    const platform = from.getPlatformFlag()?.getValue()
    return {
      image: expand(written, variables, from),
      written,
      line: lineOf(from),
      ...(platform === undefined || platform === null ? {} : { platform: expand(platform, variables, from) })
    }
  }

  /** The stage before `index` whose name that is. */
  const stageNamed = (image: string, index: number): number =>
    stages.slice(0, index).findLastIndex(({ name }) => name === image.toLowerCase())

  /** The stages that make the image, the target first, and what the last of them starts from. */
  const chainOf = (args: BuildArgs): { chain: readonly Stage[]; base: Base } => {
    const variables = globalValues(args)
    const chain: Stage[] = []
    for (let index = last; ;) {
      const stage = stages[index]
      if (stage === undefined) throw new DockerfileError('it has no FROM')
      chain.push(stage)
      const base = baseOf(stage, variables)
      index = stageNamed(base.image, index)
      if (index < 0) return { chain, base }
    }
  }

  const labelsOf = ({ body }: Stage, args: BuildArgs, outer: Variables): readonly string[] => {
    const values = new Map<string, string>()
    const variables: Variables = name => values.get(name)
    return body.flatMap(instruction => {
      if (isArg(instruction)) declare(values, instruction, args, outer)
      else if (isEnv(instruction)) {
        for (const property of instruction.getProperties())
          values.set(property.getName(), expand(property.getUnescapedValue() ?? '', variables, instruction))
      } else if (isLabel(instruction))
        return instruction.getProperties().map(property => expand(property.getName(), variables, instruction))
      return []
    })
  }

  return {
    base: args => {
      const { base } = chainOf(args)
      return base.image === 'scratch' ? undefined : base
    },
    otherBases: args => {
      const variables = globalValues(args)
      const own = chainOf(args).chain.at(-1)
      return stages
        .slice(0, last + 1)
        .filter(stage => stage !== own)
        .map(stage => ({ index: stages.indexOf(stage), base: baseOf(stage, variables) }))
        .filter(({ index, base }) => base.image !== 'scratch' && stageNamed(base.image, index) < 0)
        .map(({ base }) => base)
    },
    labels: args => {
      const outer = globalValues(args)
      return new Set(chainOf(args).chain.flatMap(stage => labelsOf(stage, args, outer)))
    }
  }
}
