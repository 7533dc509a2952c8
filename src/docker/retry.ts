import parseDuration from 'parse-duration'

import { sentence } from '../common/user-error.js'
import { backOff, maxRetryAfterMs, type RetryPolicy } from '../registry/transport/retry.js'
import { diagnoseFailure, type FailedWork, type Diagnosis } from '../windows/failures.js'
import { DockerError, lastLines, type DockerOutput } from './docker.js'
import type { EngineService } from './service.js'

/** How docker commands are tried again. */
export type RetryOptions = {
  readonly policy: RetryPolicy
  readonly work: FailedWork
  /** undefined where the engine's service is not ours to restart */
  readonly service: EngineService | undefined
  /** Waits until the registry, which has asked to slow down, answers again. */
  readonly waitForRateLimit?: () => Promise<unknown>
}

/** Characters at the end of what docker says that have the reason of a failure. */
const reasonLength = 4096

/** The classic builder leaves stderr to docker alone; what a RUN prints is on stdout. */
const reasonOf = ({ stdout, stderr }: DockerOutput): string =>
  (stderr.trim() === '' ? stdout : stderr).slice(-reasonLength)

const failure = (what: string, output: DockerOutput, tries: number, diagnosis: Diagnosis | undefined): DockerError => {
  const after = tries === 1 ? '' : ` after ${tries} tries`
  return new DockerError({
    what: `docker ${what} failed with exit code ${output.exitCode}${after}:\n${lastLines(output)}`,
    remedy:
      diagnosis === undefined || diagnosis.remedy === '' ? undefined : `${sentence(diagnosis.reason)} ${diagnosis.remedy}`
  })
}

/** Milliseconds that a registry asks to wait, as some write it into their words: `retry-after: 432.156µs`, or seconds. */
const parseRetryAfter = (text: string): number => {
  const words = /retry[- ]after:? ((?:[\d.]+[a-zµμ]*)+)/i.exec(text)?.[1] ?? ''
  return parseDuration(/^\d+$/.test(words) ? `${words}s` : words) ?? 0
}

/**
 * Runs a docker command again while it fails for reasons that may pass, after what has to be mended before.
 *
 * @param what the command, for messages: `build`
 * @throws DockerError with docker's last lines, the reason and what to do
 */
export const withRetries = async (
  what: string,
  run: () => Promise<DockerOutput>,
  { policy, work, service, waitForRateLimit }: RetryOptions
): Promise<DockerOutput> => {
  for (let failures = 1; ; failures++) {
    const output = await run()
    if (output.exitCode === 0) return output
    const reason = reasonOf(output)
    const diagnosis = diagnoseFailure(reason, work)
    const tries = Math.min(policy.tries, diagnosis?.maxAttempts ?? 1)
    const asked = parseRetryAfter(reason)
    if (diagnosis === undefined || failures >= tries || asked > maxRetryAfterMs)
      throw failure(what, output, failures, diagnosis)
    const pause = Math.max(asked, backOff(failures, policy.random))
    policy.log.info(
      `docker ${what} failed: ${diagnosis.reason}; trying again in ${(pause / 1000).toFixed(1)} s (try ${failures + 1} of ${tries})`
    )
    await policy.sleep(pause)
    if (diagnosis.restart.length > 0) await service?.restart(diagnosis.restart)
    if (diagnosis.isRateLimit) await waitForRateLimit?.()
  }
}
