import { RefusedError } from './refused-error.js'

/** The results of a tuple of promises. */
type Results<T extends readonly unknown[]> = { -readonly [K in keyof T]: Awaited<T[K]> }

const fulfilled = <T extends readonly unknown[]>(results: readonly PromiseSettledResult<unknown>[]): Results<T> =>
  results.map(result => (result.status === 'fulfilled' ? result.value : undefined)) as Results<T>

/**
 * Waits for all of the work, whatever fails, and then throws the first error: no write is still under way when the step
 * reports its failure. Writes that are split into parts must be awaited like this too.
 */
export const awaitAll = async <T extends readonly unknown[]>(work: readonly [...T]): Promise<Results<T>> => {
  const results = await Promise.allSettled(work)
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return fulfilled<T>(results)
}

/**
 * Waits for all of the work like {@link awaitAll}; where several pieces were refused, the error holds what each was
 * refused for, so that all can be mended at once.
 */
export const awaitAllOrRefuse = async <T extends readonly unknown[]>(
  work: readonly [...T],
  heading: string
): Promise<Results<T>> => {
  const results = await Promise.allSettled(work)
  const reasons = results.flatMap(result => (result.status === 'rejected' ? [result.reason as unknown] : []))
  const refusals = reasons.filter(reason => reason instanceof RefusedError)
  if (refusals.length < reasons.length) throw reasons.find(reason => !(reason instanceof RefusedError))
  if (refusals.length > 0)
    throw new RefusedError(
      refusals.flatMap(({ problems }) => problems),
      heading
    )
  return fulfilled<T>(results)
}
