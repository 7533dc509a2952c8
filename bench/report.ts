/** One contestant of a bench; the numbers are medians over its runs. */
export type Row = {
  readonly name: string
  readonly ms: number
  readonly requests?: number
  readonly connections?: number
  readonly bytes?: number
  readonly roundTrips?: number
  /** What is left of the time when the round trips are taken off: the program itself, and the registry. */
  readonly restMs?: number
  /** Bytes of content in a second. */
  readonly bytesPerSecond?: number
  /** Milliseconds of processors that the process used. */
  readonly cpuMs?: number
  /** The most memory that the process held in any run. */
  readonly peakBytes?: number
  /** What is wrong with the result; such a row is not compared with. */
  readonly fault?: string
}

/** All contestants under the same conditions. */
export type Measurement = {
  /** Milliseconds that a round trip took; without it there was no network. */
  readonly rtt?: number
  readonly rows: readonly Row[]
}

/** What a bench found out. */
export type BenchReport = {
  readonly title: string
  /** Runs of each contestant. */
  readonly runs: number
  /** The names of the rows that the times are compared with: the fastest of them at each latency is 1.00. */
  readonly peers: readonly string[]
  /** One, or one for each latency, with the same rows; none where it could not be measured. */
  readonly measurements: readonly Measurement[]
  /** Lines to read below the tables. */
  readonly notes: readonly string[]
}

/** What every bench is given. */
export type BenchOptions = {
  /** Milliseconds that a round trip takes: one latency after the other, from the shortest on. */
  readonly rtts: readonly number[]
  /** Runs of each contestant; without it as many as the bench thinks right. */
  readonly runs?: number
  /** List the requests of each contestant's last run. */
  readonly trace: boolean
  /** MiB of the larger image that is copied. */
  readonly size: number
}

/** Measures something, as one report or more. */
export type Bench = (options: BenchOptions) => Promise<readonly BenchReport[]>

/** Bytes of a MiB. */
export const mebibyte = 1024 * 1024

/** The middle one of some numbers, or the mean of the two middle ones. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return middle.reduce((sum, value) => sum + value, 0) / middle.length
}
