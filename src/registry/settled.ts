/** The results of a tuple of promises. */
type Results<T extends readonly unknown[]> = { -readonly [K in keyof T]: Awaited<T[K]> }

/**
 * Waits for all of the work, whatever fails, and then throws the first error: nothing is still under way, writing
 * perhaps, when the step reports its failure.
 */
export const settled = async <T extends readonly unknown[]>(work: readonly [...T]): Promise<Results<T>> => {
  const results = await Promise.allSettled(work)
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return results.map(result => (result.status === 'fulfilled' ? result.value : undefined)) as Results<T>
}
