import type { Log } from '../report/log.js'
import { answerError, connectionError, isTransient, RegistryError } from './errors.js'
import { readAnswer, type Exchange, type Transport } from './transport.js'

/** How often and how patiently is tried. Time is an argument so that tests need not wait. */
export type RetryPolicy = {
  /** tries in all, the first one included */
  readonly tries: number
  readonly log: Log
  /** waits that many milliseconds */
  readonly sleep: (ms: number) => Promise<unknown>
  /** from 0 up to 1 */
  readonly random: () => number
  /** whether the work is done, so that what still fails is nobody's concern */
  readonly over?: () => boolean
}

/** A registry that asks for a longer pause is not waited for: the step fails and says until when. */
export const longestPause = 120_000
const firstDelay = 500
const longestDelay = 15_000

/** Milliseconds to wait; doubles from half a second. The jitter keeps the legs of a matrix from knocking in step. */
export const backOff = (failures: number, random: () => number): number =>
  Math.min(longestDelay, firstDelay * 2 ** (failures - 1)) * (0.5 + random() / 2)

const pauseAfter = (error: RegistryError, failures: number, policy: RetryPolicy): number => {
  if (error.staleConnection && failures === 1) return 0
  return Math.max(error.retryAfter ?? 0, backOff(failures, policy.random))
}

/**
 * Runs a piece of work again while it fails for reasons that may pass.
 *
 * @param attempt gets the number of failures so far; throws a {@link RegistryError} that tells whether to try again
 */
export const retrying = async <T>(policy: RetryPolicy, attempt: (failures: number) => Promise<T>): Promise<T> => {
  for (let failures = 0; ;) {
    try {
      return await attempt(failures)
    } catch (error) {
      failures++
      if (!(error instanceof RegistryError) || !error.temporary || failures >= policy.tries) throw error
      if (policy.over?.() === true) throw error
      if ((error.retryAfter ?? 0) > longestPause) throw error
      const pause = pauseAfter(error, failures, policy)
      if (pause > 0) {
        policy.log.info(
          `${error.doing}: ${error.why}; trying again in ${(pause / 1000).toFixed(1)} s (try ${failures + 1} of ${policy.tries})`
        )
        await policy.sleep(pause)
        if (policy.over?.() === true) throw error
      }
    }
  }
}

/**
 * Reads answers to their end, and repeats reads that fail for reasons that may pass; what writes is repeated by those
 * who know what it left behind. Answers that mean "later" become errors, for writes too.
 */
export const withRetry =
  (policy: RetryPolicy) =>
  (transport: Transport): Exchange =>
  request => {
    const once: () => ReturnType<Exchange> = async () => {
      const response = await transport(request)
      const answer = await readAnswer(response).catch((error: unknown) => {
        throw connectionError(request, error)
      })
      if (isTransient(answer.status)) throw answerError(request, answer)
      return answer
    }
    return request.method === 'GET' || request.method === 'HEAD' ? retrying(policy, once) : once()
  }
