import type { Instruction } from './instructions.js'
import { emptyScope, type BuildArgs, type Scope } from './scope.js'
import { declareArgs, readPairs, type Dialect } from './settings.js'
import { chainOf, globalScope, type StageSource } from './source.js'
import type { Stage } from './stages.js'
import { triggersOf } from './triggers.js'

/** What a stage passes on to those that start from it. */
type StageResult = {
  readonly scope: Scope
  /** its ONBUILDs, which are read only where another stage starts from it */
  readonly onbuilds: readonly Instruction[]
  readonly labels: ReadonlySet<string>
}

/** What labels depend on. */
const settings = /^(?:ARG|ENV|LABEL)\s/i

const runStage = (stage: Stage, before: StageResult, dialect: Dialect): StageResult => {
  const scope = before.scope.inherit()
  const labels = new Set(before.labels)
  const triggers = before.onbuilds.filter(({ rest }) => settings.test(rest)).flatMap(triggersOf)
  for (const instruction of [...triggers, ...stage.body]) {
    const { keyword } = instruction
    if (keyword === 'ARG') declareArgs(instruction, scope, dialect)
    if (keyword === 'ENV') for (const pair of readPairs(instruction, scope, dialect)) scope.setEnv(...pair)
    if (keyword === 'LABEL') for (const [name] of readPairs(instruction, scope, dialect)) labels.add(name)
  }
  return { scope, onbuilds: stage.body.filter(({ keyword }) => keyword === 'ONBUILD'), labels }
}

/**
 * Names of the labels that the stages of the image set.
 *
 * @throws DockerfileError for what docker refuses
 */
export const labelsOf = (source: StageSource, args: BuildArgs): ReadonlySet<string> => {
  const { dialect } = source
  const global = globalScope(source, args)
  const start: StageResult = { scope: emptyScope(dialect, args, global.getArg), onbuilds: [], labels: new Set() }
  return chainOf(source, global).reduceRight((before, { stage }) => runStage(stage, before, dialect), start).labels
}
