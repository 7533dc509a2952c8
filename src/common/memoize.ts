/**
 * Shares one result among all calls with the same key, also while the first call is still pending.
 * A failure is forgotten, so that the next call tries again.
 */
export const memoize = <A extends readonly unknown[], T>(
  keyOf: (...args: A) => string,
  work: (...args: A) => Promise<T>
): ((...args: A) => Promise<T>) => {
  const results = new Map<string, Promise<T>>()
  return (...args) => {
    const key = keyOf(...args)
    const known = results.get(key)
    if (known !== undefined) return known
    const result = work(...args)
    results.set(key, result)
    result.catch(() => {
      if (results.get(key) === result) results.delete(key)
    })
    return result
  }
}
