/** What is known about the work that failed. */
export type FailedWork = {
  readonly isolation?: 'process' | 'hyperv'
  /** whether the base is of a higher patch level (UBR) than the host */
  readonly baseIsNewer: boolean
  /** bytes that are left on the drive of the engine's data; undefined: not known */
  readonly freeBytes?: number
}

/** A kind of failure, and what to do about it. */
export type FailureRow = {
  /** matches what docker says about it */
  readonly pattern: RegExp
  /** the isolation that it is about; undefined: all */
  readonly isolation?: 'hyperv'
  /** the reason, as half a sentence */
  readonly reason: string
  /** what to do if it persists, in sentences; '' by default, where docker's own message says it */
  readonly remedy?: string
  /** how often the work is worth a try, the first one included; 1 by default: never again */
  readonly maxAttempts?: number
  /** what has to be restarted before the next try */
  readonly restart?: readonly ('hns' | 'docker')[]
  /** whether the registry asks to slow down, and says elsewhere for how long */
  readonly isRateLimit?: boolean
  /** what to do where another try would not help after all */
  readonly unless?: (work: FailedWork) => string | undefined
  /** whether a full disk explains it */
  readonly fillsDisk?: boolean
}

/** As often as the inputs allow. */
export const unlimited = Number.POSITIVE_INFINITY
