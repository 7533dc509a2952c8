import { defined } from '../../common/defined.js'
import type { Log } from '../../runner/log.js'
import { responseError } from './response-error.js'
import { readResponse } from './connection-error.js'
import { isTransient, mayHaveSucceeded, RegistryError } from './errors.js'
import type { Exchange, Transport } from './transport.js'

/** How often and after which pauses to retry. Time is an argument, so that tests need not wait. */
export type RetryPolicy = {
  /** attempts in all, including the first one */
  readonly tries: number
  readonly log: Log
  /** Waits that many milliseconds. @throws when the signal is aborted */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>
  /** from 0 up to 1 */
  readonly random: () => number
  /** cancels the work: no more attempts, and the current pause ends */
  readonly signal?: AbortSignal
  /** why hosts could not be reached, as far as it was logged: all requests to one fail for the same reason */
  readonly logged?: Set<string>
}

/** The policy for work with its own signal. */
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

/** If a registry asks for a longer pause, the step fails, and says until when to wait. */
export const maxRetryAfterMs = 120_000
const firstDelayMs = 500
const maxDelayMs = 15_000

/** Milliseconds to wait; doubles from half a second. The jitter spreads the requests of the jobs of a matrix. */
export const backOff = (failures: number, random: () => number): number =>
  Math.min(maxDelayMs, firstDelayMs * 2 ** (failures - 1)) * (0.5 + random() / 2)

const delayAfter = (error: RegistryError, failures: number, policy: RetryPolicy): number => {
  if (error.staleConnection && failures === 1) return 0
  return Math.max(error.retryAfter ?? 0, backOff(failures, policy.random))
}

const isRetryable = (error: unknown): error is RegistryError =>
  error instanceof RegistryError && error.temporary && (error.retryAfter ?? 0) <= maxRetryAfterMs

/** Logs a retry; of a host that does not respond only the first one, since every request to it is retried. */
const logRetry = (error: RegistryError, next: string, { log, logged }: RetryPolicy): void => {
  const line = `${error.action}: ${error.reason}; ${next}`
  const isKnown = error.status === undefined && logged?.has(error.reason) === true
  if (error.status === undefined) logged?.add(error.reason)
  if (isKnown) log.debug(line)
  else log.info(line)
}

/**
 * Repeats work after transient failures.
 *
 * @param attempt gets the number of failures so far, and the last one; throws a {@link RegistryError} that says whether
 *   the failure is temporary
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
        logRetry(error, `trying again in ${(ms / 1000).toFixed(1)} s (try ${failures + 1} of ${policy.tries})`, policy)
        // The failure is more useful than the reason of the signal.
        await pause(ms, policy).catch(() => {
          throw error
        })
      }
      last = error
    }
  }
}

/**
 * Repeats a write after transient failures. The response to a write can be lost: before a retry, and before giving up,
 * the registry is asked whether the write succeeded. If that fails too, the error is that of the write.
 *
 * @param isDone asks the registry once, without retries
 * @throws RegistryError of the write; with `outcomeUnknown` where it may have succeeded
 */
export const retryWrite = async (
  policy: RetryPolicy,
  write: (failures: number) => Promise<void>,
  isDone: () => Promise<boolean>
): Promise<void> => {
  // One lost response is enough: the refusal of a later attempt says nothing about the earlier one.
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

/** Sends a request once and reads the whole response. Transient statuses become errors. */
export const sendOnce =
  (transport: Transport): Exchange =>
  async request => {
    const response = await readResponse(request, await transport(request))
    if (isTransient(response.status)) throw responseError(request, response)
    return response
  }

/** Repeats reads after transient failures. Writes are sent once; {@link retryWrite} repeats them. */
export const withRetry =
  (policy: RetryPolicy) =>
  (send: Exchange): Exchange =>
  request =>
    request.method === 'GET' || request.method === 'HEAD'
      ? retry(withSignal(policy, request.signal), () => send(request))
      : send(request)
