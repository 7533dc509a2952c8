import type { PlanInputs } from '../inputs/plan.js'
import type { Log } from '../runner/log.js'
import { planResult } from '../report/plan.js'
import type { Result } from '../report/result.js'
import { planReleases } from '../windows/plan.js'

/** Decides which job builds which release, before any is started. Neither a registry nor GitHub is asked. */
export const plan = ({ releases, runners }: PlanInputs, log: Log, now: Date): Result => {
  const planned = planReleases(releases, runners, now.toISOString().slice(0, 10))
  for (const { release, runner, isolation } of planned.legs)
    log.info(`${release.name}: built on ${runner.join(', ')} (isolation: ${isolation})`)
  for (const { release, reason } of planned.rebase)
    log.notice(`${release.name} is not built: ${reason}. Make it with mode 'rebase' or 'assemble', or give 'runners'.`)
  for (const { release, reason } of planned.leftOut)
    log.warning(
      `${release.name} is left out: ${reason}. Build it with docker/build-push-action and name it in 'sources', or give 'runners'.`
    )
  for (const warning of planned.warnings) log.warning(warning)
  return planResult(planned)
}
