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
}

/** What a bench found out. */
export type BenchReport = {
  readonly title: string
  /** What the times are compared with: the name of a row. */
  readonly peer?: string
  readonly rows: readonly Row[]
  /** Lines to read below the table. */
  readonly notes: readonly string[]
}

/** What every bench is given. */
export type BenchOptions = {
  /** Milliseconds that a round trip takes. */
  readonly rtt: number
  /** Runs of each contestant; without it as many as the bench thinks right. */
  readonly runs?: number
  /** List the requests of each contestant's last run. */
  readonly trace: boolean
  /** MiB of the larger image that is copied. */
  readonly size: number
}

/** Measures something, as one table or more. */
export type Bench = (options: BenchOptions) => Promise<readonly BenchReport[]>

/** Bytes of a MiB. */
export const mebibyte = 1024 * 1024

/** The middle one of some numbers, or the mean of the two middle ones. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return middle.reduce((sum, value) => sum + value, 0) / middle.length
}

const inMebibytes = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : (bytes / mebibyte).toFixed(0)

const columns = (report: BenchReport): readonly (readonly [string, (row: Row) => string | undefined])[] => {
  const peer = report.rows.find(({ name }) => name === report.peer)
  return [
    ['', row => row.name],
    ['median ms', row => row.ms.toFixed(0)],
    ['ratio', row => (peer === undefined ? undefined : (row.ms / peer.ms).toFixed(2))],
    ['round trips', row => row.roundTrips?.toString()],
    ['rest ms', row => row.restMs?.toFixed(0)],
    ['requests', row => row.requests?.toString()],
    ['connections', row => row.connections?.toString()],
    ['bytes', row => row.bytes?.toString()],
    ['MiB/s', row => inMebibytes(row.bytesPerSecond)],
    ['cpu ms', row => row.cpuMs?.toFixed(0)],
    ['peak MiB', row => inMebibytes(row.peakBytes)]
  ]
}

/** A report as text: its title, a table without empty columns, and the notes. */
export const formatReport = (report: BenchReport): string => {
  const table = columns(report)
    .map(([title, cell]) => [title, ...report.rows.map(row => cell(row) ?? '')])
    .filter(([, ...cells]) => cells.some(cell => cell !== ''))
    .map((cells, column) => {
      const width = Math.max(...cells.map(cell => cell.length))
      return cells.map(cell => (column === 0 ? cell.padEnd(width) : cell.padStart(width)))
    })
  const lines = ['', ...report.rows].map((_, line) => table.map(cells => cells[line]).join('  '))
  return [`# ${report.title}`, '', ...lines, '', ...report.notes.map(note => `${note}\n`)].join('\n')
}
