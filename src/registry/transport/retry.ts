import { defined } from '../../common/defined.js'
import type { Log } from '../../runner/log.js'
import { responseError } from './response-error.js'
import { readResponse } from './connection-error.js'
import { isTransient, mayHaveSucceeded, RegistryError } from './errors.js'
import type { Exchange, Transport } from './transport.js'

/** How often and how patiently is tried. Time is an argument so that tests need not wait. */
export type RetryPolicy = {
  /** tries in all, the first one included */
  readonly tries: number
  readonly log: Log
  /** Waits that many milliseconds. @throws when the signal is aborted */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>
  /** from 0 up to 1 */
  readonly random: () => number
  /** cancels the work: nothing is tried again, and no pause lasts any longer */
  readonly signal?: AbortSignal
}

/** The policy for work that has a signal of its own. */
export const withSignal = (policy: RetryPolicy, signal: AbortSignal | undefined): RetryPolicy => ({
  ...policy,
  ...defined({ signal })
})

/**
 * Waits that many milliseconds.
 *
 * @throws the reason of the signal when the work is cancelled
 */
export const pause = async (ms: number, { sleep, signal }: Pick<RetryPolicy, 'sleep' | 'signal'>): Promise<void> => {
  try {
    await sleep(ms, signal)
  } finally {
    signal?.throwIfAborted()
  }
}

/** A registry that asks for a longer pause is not waited for: the step fails and says until when. */
export const maxRetryAfterMs = 120_000
const firstDelayMs = 500
const maxDelayMs = 15_000

/** Milliseconds to wait; doubles from half a second. The jitter keeps the legs of a matrix from knocking in step. */
export const backOff = (failures: number, random: () => number): number =>
  Math.min(maxDelayMs, firstDelayMs * 2 ** (failures - 1)) * (0.5 + random() / 2)

const delayAfter = (error: RegistryError, failures: number, policy: RetryPolicy): number => {
  if (error.staleConnection && failures === 1) return 0
  return Math.max(error.retryAfter ?? 0, backOff(failures, policy.random))
}

const isRetryable = (error: unknown): error is RegistryError =>
  error instanceof RegistryError && error.temporary && (error.retryAfter ?? 0) <= maxRetryAfterMs

/**
 * Runs a piece of work again while it fails for reasons that may pass.
 *
 * @param attempt gets the number of failures so far, and the last one; throws a {@link RegistryError} that tells whether
 *   to try again
 */
export const retry = async <T>(
  policy: RetryPolicy,
  attempt: (failures: number, last?: RegistryError) => Promise<T>
): Promise<T> => {
  let last: RegistryError | undefined
  for (let failures = 0; ;) {
    try {
      return await attempt(failures, last)
    } catch (error) {
      failures++
      if (!isRetryable(error) || failures >= policy.tries || policy.signal?.aborted === true) throw error
      const ms = delayAfter(error, failures, policy)
      if (ms > 0) {
        policy.log.info(
          `${error.action}: ${error.reason}; trying again in ${(ms / 1000).toFixed(1)} s (try ${failures + 1} of ${policy.tries})`
        )
        // The failure says more than that the work was cancelled.
        await pause(ms, policy).catch(() => {
          throw error
        })
      }
      last = error
    }
  }
}

/**
 * Writes, again while it fails for reasons that may pass. The answer to a write can get lost: before it is repeated, and
 * before it is given up, the registry is asked whether it was done all the same. Where that cannot be told either, the
 * write's own error stays the reason.
 *
 * @param isDone asks once; the tries are those of the write
 * @throws RegistryError of the write; `outcomeUnknown` where it may have been done
 */
export const retryWrite = async (
  policy: RetryPolicy,
  write: (failures: number) => Promise<void>,
  isDone: () => Promise<boolean>
): Promise<void> => {
  // One lost answer is enough: that a later try is refused says nothing of the earlier one.
  const uncertain: RegistryError[] = []
  try {
    await retry(policy, async (failures, last) => {
      const done =
        last !== undefined &&
        (await isDone().catch(() => {
          throw last
        }))
      if (done) return
      try {
        await write(failures)
      } catch (error) {
        if (error instanceof RegistryError && mayHaveSucceeded(error)) uncertain.push(error)
        throw error
      }
    })
  } catch (error) {
    if (uncertain.length === 0 || !(error instanceof RegistryError)) throw error
    const done = await isDone().catch(() => 'unknown' as const)
    if (done === 'unknown') throw error.withUnknownOutcome()
    if (!done) throw error
  }
}

/** Sends a request once and reads its answer to its end. Answers that mean "later" become errors. */
export const sendOnce =
  (transport: Transport): Exchange =>
  async request => {
    const response = await readResponse(request, await transport(request))
    if (isTransient(response.status)) throw responseError(request, response)
    return response
  }

/** Repeats reads that fail for reasons that may pass; what writes is sent once, and repeated by {@link retryWrite}. */
export const withRetry =
  (policy: RetryPolicy) =>
  (send: Exchange): Exchange =>
  request =>
    request.method === 'GET' || request.method === 'HEAD'
      ? retry(withSignal(policy, request.signal), () => send(request))
      : send(request)
