import type { Fault, RegisteredFault } from './fault-types.js'
import type { RecordedRequest } from './types.js'

/** A fault that has been dealt to a request. It counts when it is done, and goes back where it cannot be done. */
export type Struck = { readonly fault: Fault; readonly happened: () => void; readonly release: () => void }

type Entry = { readonly fault: Fault; seen: number; taken: number; happened: number }

export type Faults = {
  readonly add: (fault: Fault) => RegisteredFault
  readonly take: (request: RecordedRequest, beforeAuth: boolean) => Struck | undefined
  readonly clear: () => void
}

const fits = (fault: Fault, request: RecordedRequest, beforeAuth: boolean): boolean => {
  const kinds = fault.kind === undefined ? undefined : [fault.kind].flat()
  return (
    (fault.beforeAuth ?? false) === beforeAuth &&
    (kinds?.includes(request.kind) ?? true) &&
    (fault.repository ?? request.repository) === request.repository &&
    (fault.reference ?? request.reference) === request.reference &&
    (fault.when?.(request) ?? true)
  )
}

/** The faults that wait for their requests; the oldest that fits strikes. */
export const createFaults = (): Faults => {
  let entries: Entry[] = []

  const struck = (entry: Entry, request: RecordedRequest): Struck => {
    entry.taken += 1
    return {
      fault: entry.fault,
      happened: () => {
        entry.happened += 1
        request.fault = entry.fault.type
      },
      release: () => {
        entry.taken -= 1
      }
    }
  }

  return {
    add: fault => {
      const entry: Entry = { fault, seen: 0, taken: 0, happened: 0 }
      entries.push(entry)
      return Object.defineProperty({ ...fault, happened: 0 }, 'happened', { get: () => entry.happened })
    },
    take: (request, beforeAuth) => {
      const fitting = entries.filter(({ fault }) => fits(fault, request, beforeAuth))
      for (const entry of fitting) entry.seen += 1
      const chosen = fitting.find(({ fault, seen, taken }) => seen >= (fault.nth ?? 1) && taken < (fault.times ?? 1))
      return chosen && struck(chosen, request)
    },
    clear: () => {
      entries = []
    }
  }
}
