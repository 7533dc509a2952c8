import { engineFailures, freeSpace } from './engine-failures.js'
import type { FailedWork, FailureRow } from './failure-row.js'
import { registryFailures } from './registry-failures.js'

/** What a failure of docker means. */
export type Diagnosis = Required<Pick<FailureRow, 'reason' | 'remedy' | 'maxAttempts' | 'restart' | 'isRateLimit'>>

/** First: the output of a RUN can match any other row. */
const dockerfileFailures: readonly FailureRow[] = [
  {
    pattern: /returned a non-zero code|did not complete successfully: exit code/,
    reason: 'a RUN of the Dockerfile failed',
    fillsDisk: true
  },
  {
    pattern: /returned from RUN|no build stage in current context|dockerfile parse error|failed to parse stage name/i,
    reason: 'the Dockerfile is wrong'
  }
]

/** The first match counts: what the engine says about Windows goes before what it says about registries. */
const rows: readonly FailureRow[] = [...dockerfileFailures, ...engineFailures, ...registryFailures]

/** Layers of Windows bases take gigabytes, and docker removes what did not fit before it reports that. */
const minFreeBytes = 1024 ** 3

/** Windows says in its own language that a disk is full, and names other reasons too: the space that is left decides. */
const fullDisk = (freeBytes: number): Diagnosis => ({
  reason: `the disk is full: ${Math.floor(freeBytes / 1024 ** 2)} MiB are left on the drive of Docker's data`,
  remedy: freeSpace,
  maxAttempts: 1,
  restart: [],
  isRateLimit: false
})

/**
 * Whether a failure of docker is transient, and what to do about it; undefined where the failure is not known.
 *
 * @param output the output of docker, without that of a RUN where the two are separate
 */
export const diagnoseFailure = (output: string, work: FailedWork): Diagnosis | undefined => {
  const row = rows.find(({ pattern }) => pattern.test(output))
  const { freeBytes = Number.POSITIVE_INFINITY } = work
  if (freeBytes < minFreeBytes && (row === undefined || row.fillsDisk === true)) return fullDisk(freeBytes)
  if (row === undefined) return undefined
  const { reason, remedy = '', maxAttempts = 1, restart = [], isRateLimit = false, unless } = row
  const advice = unless?.(work)
  return advice === undefined
    ? { reason, remedy, maxAttempts, restart, isRateLimit }
    : { reason, remedy: advice, maxAttempts: 1, restart: [], isRateLimit }
}
