import parseDuration from 'parse-duration'

import { defined } from '../common/defined.js'
import { sentence, type Location, type UserErrorParts } from '../common/user-error.js'
import { backOff, maxRetryAfterMs, pause, type RetryPolicy } from '../registry/transport/retry.js'
import type { FailedWork } from '../windows/failure-row.js'
import { diagnoseFailure, type Diagnosis } from '../windows/failures.js'
import { DockerError, lastLines, type DockerOutput } from './docker.js'
import type { EngineService } from './engine-service.js'

/** How failed docker commands are retried. */
export type RetryOptions = {
  readonly policy: RetryPolicy
  readonly work: FailedWork
  /** undefined where the engine is not a service of this machine */
  readonly service: EngineService | undefined
  /** bytes that are left on the drive of the engine's data; undefined: not known */
  readonly readFreeBytes?: () => Promise<number | undefined>
  /** waits until a registry that asked to slow down responds again */
  readonly waitForRateLimit?: () => Promise<unknown>
  /** the line of the Dockerfile that a build failed at */
  readonly locate?: (output: DockerOutput) => Location | undefined
}

/** The end of the output has the reason for a failure. */
const maxReasonChars = 4096

/** The classic builder prints the output of a RUN on stdout, and only docker's own messages on stderr. */
const reasonTextOf = ({ stdout, stderr }: DockerOutput): string =>
  (stderr.trim() === '' ? stdout : stderr).slice(-maxReasonChars)

const failure = (
  what: string,
  output: DockerOutput,
  tries: number,
  details: Pick<UserErrorParts, 'remedy' | 'location'>
): DockerError => {
  const after = tries === 1 ? '' : ` after ${tries} tries`
  return new DockerError({
    what: `docker ${what} failed with exit code ${output.exitCode}${after}:\n${lastLines(output)}`,
    ...details
  })
}

const adviceOf = (diagnosis: Diagnosis | undefined): string | undefined =>
  diagnosis === undefined || diagnosis.remedy === '' ? undefined : `${sentence(diagnosis.reason)} ${diagnosis.remedy}`

/** The advice where what would help has failed too. */
const adviceAfter = ({ reason }: Diagnosis, error: DockerError): string =>
  [reason, `a restart failed too: ${error.reason}`, error.parts.remedy]
    .flatMap(part => (part === undefined ? [] : [sentence(part)]))
    .join(' ')

/** Milliseconds that a registry asks to wait: some write it into their messages, as `retry-after: 432.156µs` or in seconds. */
const findRetryAfter = (output: string): number => {
  const value = /retry[- ]after:? ((?:[\d.]+[a-zµμ]*)+)/i.exec(output)?.[1] ?? ''
  return parseDuration(/^\d+$/.test(value) ? `${value}s` : value) ?? 0
}

/**
 * Runs a docker command, and retries transient failures, after the services that they need were restarted.
 *
 * @param what the command, for messages: `build`
 * @throws DockerError with docker's last lines, the reason and what to do; the reason of the policy's signal
 */
export const withRetries = async (
  what: string,
  run: () => Promise<DockerOutput>,
  { policy, work, service, readFreeBytes, waitForRateLimit, locate }: RetryOptions
): Promise<DockerOutput> => {
  for (let failures = 1; ; failures++) {
    const output = await run()
    if (output.exitCode === 0) return output
    const reason = reasonTextOf(output)
    const diagnosis = diagnoseFailure(reason, { ...work, ...defined({ freeBytes: await readFreeBytes?.() }) })
    const tries = Math.min(policy.tries, diagnosis?.maxAttempts ?? 1)
    const retryAfter = findRetryAfter(reason)
    const fail = (remedy: string | undefined): DockerError =>
      failure(what, output, failures, { remedy, location: locate?.(output) })
    if (diagnosis === undefined || failures >= tries || retryAfter > maxRetryAfterMs) throw fail(adviceOf(diagnosis))
    const ms = Math.max(retryAfter, backOff(failures, policy.random))
    policy.log.info(
      `docker ${what} failed: ${diagnosis.reason}; trying again in ${(ms / 1000).toFixed(1)} s (try ${failures + 1} of ${tries})`
    )
    await pause(ms, policy)
    if (diagnosis.restart.length > 0)
      await service?.restart(diagnosis.restart).catch((error: unknown) => {
        if (!(error instanceof DockerError)) throw error
        throw fail(adviceAfter(diagnosis, error))
      })
    if (diagnosis.isRateLimit) await waitForRateLimit?.()
  }
}
