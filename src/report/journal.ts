import { RefusedError } from '../common/refused-error.js'

/** What is known of the work of a step, for the summary of one that fails. */
export type Journal = {
  /** Notes what the step is to publish. */
  readonly plan: (references: readonly string[]) => void
  /** Notes the state of an image or leg; the last one counts. */
  readonly note: (image: string, state: string) => void
  /**
   * Notes the state of an image once the work on it is done, or that it was refused or failed.
   *
   * @param state may depend on the result; undefined: the image is not to be listed
   */
  readonly follow: <T>(
    image: string,
    state: string | ((result: T) => string | undefined),
    work: Promise<T>
  ) => Promise<T>
  /** Notes what the step has published. */
  readonly published: (references: readonly string[]) => void
  readonly read: () => JournalFacts
}

/** What a journal holds, each in the order in which it was noted first. */
export type JournalFacts = {
  readonly planned: readonly string[]
  readonly published: readonly string[]
  readonly states: ReadonlyMap<string, string>
}

/** Starts an empty journal. */
export const startJournal = (): Journal => {
  const states = new Map<string, string>()
  const published: string[] = []
  let planned: readonly string[] = []
  const note: Journal['note'] = (image, state) => {
    states.set(image, state)
  }
  return {
    plan: references => {
      planned = references
    },
    note,
    follow: async (image, state, work) => {
      // The images stand in the order in which they were started, whichever ends first.
      if (!states.has(image)) note(image, 'not finished')
      try {
        const result = await work
        const reached = typeof state === 'string' ? state : state(result)
        if (reached === undefined) states.delete(image)
        else note(image, reached)
        return result
      } catch (error) {
        note(image, error instanceof RefusedError ? 'refused' : 'failed')
        throw error
      }
    },
    published: references => {
      published.push(...references)
    },
    read: () => ({ planned, published, states })
  }
}
