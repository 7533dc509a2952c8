import { setMaxListeners } from 'node:events'

/** Tasks that are of use only together. */
export type TaskGroup = {
  /** aborted by the first failure */
  readonly signal: AbortSignal
  /** Runs a task. @throws the first failure of the whole group */
  readonly run: <T>(task: () => Promise<T>) => Promise<T>
}

/**
 * Groups tasks: the first failure cancels the others, and is what each of them fails with.
 *
 * @param outer cancels the whole group
 */
export const taskGroup = (outer?: AbortSignal): TaskGroup => {
  const controller = new AbortController()
  const { signal } = controller
  // Each request and each pause of the tasks listens.
  setMaxListeners(0, signal)
  const cancel = (): void => {
    controller.abort(outer?.reason)
  }
  outer?.addEventListener('abort', cancel, { once: true })
  if (outer?.aborted === true) cancel()
  return {
    signal,
    run: async task => {
      try {
        signal.throwIfAborted()
        return await task()
      } catch (error) {
        controller.abort(error)
        throw signal.reason
      }
    }
  }
}
