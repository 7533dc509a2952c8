import { runnerProblem, type Runners } from '../windows/plan.js'
import { isSameRelease, type Release } from '../windows/releases.js'
import { InputError, missingInput } from './errors.js'
import type { InputReader } from './reader.js'
import { readRelease, readReleases, refuseTwoNames } from './shared.js'

/** Inputs of `mode: plan`. */
export type PlanInputs = {
  readonly releases: readonly [Release, ...Release[]]
  readonly runners: Runners
  /** notices about how the inputs were interpreted */
  readonly notices: readonly string[]
}

/** One label, or several as YAML and JSON write a list in a line: `[self-hosted, windows-2019]`. */
const readLabels = (value: string): readonly string[] => {
  const [, list] = /^\[(.*)\]$/.exec(value) ?? []
  return (list === undefined ? [value] : list.split(',')).map(label => label.trim().replace(/^(["'])(.*)\1$/, '$2'))
}

const readRunner = (name: string, value: string): readonly [Release, readonly string[]] => {
  const release = readRelease('runners', name)
  const labels = readLabels(value)
  if (labels.some(label => label === '' || /[[\]{}"']/.test(label))) {
    throw new InputError(
      'runners',
      `'${name}=${value}' does not name a runner`,
      "write 'ltsc2019=windows-2022' or 'ltsc2019=[self-hosted, windows-2019]'"
    )
  }
  const problem = runnerProblem(release, labels)
  if (problem !== undefined) throw new InputError('runners', problem, 'name another runner, or remove the line')
  return [release, labels]
}

/** @throws InputError that names the input */
export const readPlanInputs = (read: InputReader): PlanInputs => {
  const [first, ...others] = readReleases(read.list('releases'))
  if (first === undefined) throw missingInput('releases', 'name the releases to plan for, like ltsc2022, ltsc2025')
  const releases = [first, ...others] as const
  const runners = new Map(Object.entries(read.keyValues('runners')).map(([name, value]) => readRunner(name, value)))
  refuseTwoNames('runners', [...runners.keys()])
  const unused = [...runners.keys()].filter(one => !releases.some(release => isSameRelease(one, release)))
  return {
    releases: [first, ...others],
    runners,
    notices: unused.map(({ name }) => `The runner for ${name} is not needed: 'releases' does not name it.`)
  }
}
