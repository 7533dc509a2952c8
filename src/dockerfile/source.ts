import { defined } from '../common/defined.js'
import { emptyScope, type BuildArgs, type Scope } from './scope.js'
import { declareArgs, expand, type Dialect } from './settings.js'
import { findStage, type Stage, type Stages } from './stages.js'

/** A Dockerfile up to the stage to build, which is the last one. */
export type StageSource = Stages & { readonly dialect: Dialect }

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

/** No image: the stage starts empty. */
export const scratch = 'scratch'

/** The scope of the FROMs: the ARGs before the first one. */
export const globalScope = ({ globals, dialect }: StageSource, args: BuildArgs): Scope => {
  const scope = emptyScope(dialect, args)
  for (const arg of globals) declareArgs(arg, scope, dialect)
  return scope
}

export const baseOf = ({ image: raw, platform, line }: Stage, scope: Scope, dialect: Dialect): StageBase => ({
  image: expand(raw, scope, dialect, line),
  raw,
  line,
  ...defined({ platform: platform === undefined ? undefined : expand(platform, scope, dialect, line) })
})

/** The stages that make up the image, the target first, each with what it starts from. */
export type Chain = readonly { readonly stage: Stage; readonly base: StageBase }[]

export const chainOf = ({ stages, dialect }: StageSource, scope: Scope): Chain => {
  const chain: { stage: Stage; base: StageBase }[] = []
  for (let index = stages.length - 1; ;) {
    const stage = stages[index]
    if (stage === undefined) return chain
    const base = baseOf(stage, scope, dialect)
    chain.push({ stage, base })
    index = findStage(stages.slice(0, index), base.image)
  }
}

/** What the stages start from that start from no other stage: images, or nothing. */
export const rootsOf = ({ stages, dialect }: StageSource, scope: Scope): readonly StageBase[] =>
  stages
    .map(stage => baseOf(stage, scope, dialect))
    .filter(({ image }, index) => findStage(stages.slice(0, index), image) < 0)
