import type { Plan, PlannedLeg } from '../windows/plan.js'
import { code, table, warning } from './markdown.js'
import type { Result } from './result.js'

/** `runs-on` takes one label as a string, several as an array. */
const runsOn = ({ runner }: PlannedLeg): string | readonly string[] => {
  const [first = '', ...others] = runner
  return others.length === 0 ? first : runner
}

const matrixOf = (legs: readonly PlannedLeg[]): object => ({
  include: legs.map(leg => ({ release: leg.release.name, runner: runsOn(leg), isolation: leg.isolation }))
})

const namesOf = (parts: readonly { readonly release: { readonly name: string } }[]): string =>
  parts.map(({ release }) => release.name).join(',')

/** The outputs and the step summary of a plan. */
export const planResult = (plan: Plan): Result => {
  const { legs, rebase, leftOut } = plan
  const reasons = ({ reason, release }: (typeof rebase)[number]): object => ({ release: release.name, reason })
  return {
    outputs: {
      matrix: legs.length === 0 ? '' : JSON.stringify(matrixOf(legs)),
      releases: namesOf([...legs, ...rebase]),
      'rebase-releases': namesOf(rebase),
      metadata: JSON.stringify({
        matrix: matrixOf(legs),
        rebase: rebase.map(reasons),
        leftOut: leftOut.map(reasons),
        warnings: plan.warnings
      })
    },
    summary: [
      '### Plan',
      table(
        ['Release', 'Runner', 'Isolation', ''],
        [
          ...legs.map(({ release, runner, isolation }) => [
            release.name,
            runner.map(code).join(' '),
            release.os === 'windows' ? isolation : '',
            'build'
          ]),
          ...rebase.map(({ release, reason }) => [release.name, '', '', `rebase or assemble: ${reason}`]),
          ...leftOut.map(({ release, reason }) => [release.name, '', '', `left out: ${reason}`])
        ]
      ),
      ...plan.warnings.map(warning),
      ''
    ].join('\n\n')
  }
}
