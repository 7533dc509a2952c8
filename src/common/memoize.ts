/** A function that shares its results. */
export type Memoized<A extends readonly unknown[], T> = {
  (...args: A): T
  /** Forgets a result, so that the next call does the work again; a newer result under the same key stays. */
  readonly forget: (result: T) => void
}

/**
 * Shares one result among all calls with the same key; a promise also while it is still pending.
 * A failure is forgotten, so that the next call tries again.
 */
export const memoize = <A extends readonly unknown[], T extends object>(
  keyOf: (...args: A) => string,
  work: (...args: A) => T
): Memoized<A, T> => {
  const results = new Map<string, T>()
  const forget = (result: T): void => {
    for (const [key, known] of results) if (known === result) results.delete(key)
  }
  const share = (...args: A): T => {
    const key = keyOf(...args)
    const known = results.get(key)
    if (known !== undefined) return known
    const result = work(...args)
    results.set(key, result)
    if (result instanceof Promise) {
      result.catch(() => {
        forget(result)
      })
    }
    return result
  }
  return Object.assign(share, { forget })
}
