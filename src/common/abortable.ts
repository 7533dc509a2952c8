/**
 * Waits for work, at most until the signal is aborted. The work itself continues, for others who wait for it.
 *
 * @throws the reason of the signal
 */
export const abortable = async <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return work
  let abort = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal can be anything
      reject(signal.reason)
    }
  })
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  try {
    return await Promise.race([aborted, work])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
