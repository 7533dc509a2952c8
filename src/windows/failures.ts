import { connectionFailures } from './connection-failures.js'
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
    pattern:
      /(?:COPY|ADD) failed: (?:file not found|no source files|forbidden path)|unable to prepare context|invalid reference/i,
    reason: 'docker cannot read what it is given'
  },
  {
    pattern: /the --\S+ option requires BuildKit/i,
    reason: 'the classic builder does not have an option that the Dockerfile uses',
    remedy: 'Leave the option out, or build on Linux with buildx.'
  },
  {
    pattern: /returned from RUN|no build stage in current context|dockerfile parse error|failed to parse stage name/i,
    reason: 'the Dockerfile is wrong'
  }
]

/** Last: broken connections report it too. */
const cancelled: FailureRow = { pattern: /context canceled/, reason: 'docker was cancelled' }

/** The first match counts: what the engine says about Windows goes before what it says about registries. */
const rows: readonly FailureRow[] = [...dockerfileFailures, ...engineFailures, ...registryFailures, cancelled]

/** Layers of Windows bases take gigabytes, and docker removes what did not fit before it reports that. */
const minFreeBytes = 1024 ** 3

/** With less than this nothing can be written. */
const fullBytes = 16 * 1024 ** 2

/** Windows says in its own language that a disk is full, and names other reasons too: the space that is left decides. */
const fullDisk = (freeBytes: number, row: FailureRow | undefined): Diagnosis => {
  const left = `${Math.floor(freeBytes / 1024 ** 2)} MiB are left on the drive of Docker's data`
  const reason = freeBytes < fullBytes ? `the disk is full: ${left}` : `only ${left}, which may be the reason`
  return {
    reason: row === undefined ? reason : `${row.reason}; ${reason}`,
    remedy: freeSpace,
    maxAttempts: 1,
    restart: [],
    isRateLimit: false
  }
}

/** The first row that matches. */
const findRow = (table: readonly FailureRow[], output: string, { isolation }: FailedWork): FailureRow | undefined =>
  table.find(row => row.pattern.test(output) && (row.isolation === undefined || row.isolation === isolation))

const diagnosisOf = (row: FailureRow, work: FailedWork): Diagnosis => {
  const { reason, remedy = '', maxAttempts = 1, restart = [], isRateLimit = false, unless } = row
  const advice = unless?.(work)
  return advice === undefined
    ? { reason, remedy, maxAttempts, restart, isRateLimit }
    : { reason, remedy: advice, maxAttempts: 1, restart: [], isRateLimit }
}

/** Why the CLI does not reach the engine; undefined where that is not known. No registry is involved. */
export const diagnoseNoResponse = (output: string): Diagnosis | undefined => {
  const work = { baseIsNewer: false }
  const row = findRow([...engineFailures, ...connectionFailures], output, work)
  return row === undefined ? undefined : diagnosisOf(row, work)
}

/**
 * Whether a failure of docker is transient, and what to do about it; undefined where the failure is not known.
 *
 * @param output the output of docker, without that of a RUN where the two are separate
 */
export const diagnoseFailure = (output: string, work: FailedWork): Diagnosis | undefined => {
  const row = findRow(rows, output, work)
  const { freeBytes = Number.POSITIVE_INFINITY } = work
  if (freeBytes < minFreeBytes && (row === undefined || row.fillsDisk === true)) return fullDisk(freeBytes, row)
  return row === undefined ? undefined : diagnosisOf(row, work)
}
