import { type BenchReport, type Measurement, mebibyte, type Row } from './report.js'

/** Cells to be shown in rows; the first column has names, the others numbers. */
export type Table = {
  /** Under which conditions; without it there is nothing to say. */
  readonly caption?: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

type Column = readonly [title: string, cell: (row: Row) => string | undefined]

const inMebibytes = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : (bytes / mebibyte).toFixed(0)

/** The fastest peer of a measurement whose result is right. */
const fastestPeer = ({ peers }: BenchReport, { rows }: Measurement): Row | undefined =>
  rows.filter(({ name, fault }) => peers.includes(name) && fault === undefined).toSorted((a, b) => a.ms - b.ms)[0]

/** A figure beside that of the fastest peer. */
const ratio = (title: string, peer: Row | undefined, figure: (row: Row) => number | undefined): Column => {
  const other = peer === undefined ? undefined : figure(peer)
  return [
    title,
    row => {
      const own = figure(row)
      return own === undefined || other === undefined ? undefined : (own / other).toFixed(2)
    }
  ]
}

const timeRatio = (report: BenchReport, measurement: Measurement): Column =>
  ratio('ratio', fastestPeer(report, measurement), ({ ms }) => ms)

const names: Column = ['', row => row.name]

const tableOf = (caption: string | undefined, rows: readonly Row[], columns: readonly Column[]): Table => {
  const filled = columns
    .map(([title, cell]) => ({ title, cells: rows.map(row => cell(row) ?? '') }))
    .filter(({ cells }) => cells.some(cell => cell !== ''))
  return {
    ...(caption === undefined ? {} : { caption }),
    header: filled.map(({ title }) => title),
    rows: rows.map((_, line) => filled.map(({ cells }) => cells[line] ?? ''))
  }
}

const details = (report: BenchReport, measurement: Measurement): Table => {
  const { rtt, rows } = measurement
  return tableOf(rtt === undefined ? undefined : `${rtt} ms a round trip`, rows, [
    names,
    ['median ms', row => row.ms.toFixed(0)],
    timeRatio(report, measurement),
    ['round trips', row => row.roundTrips?.toString()],
    ['rest ms', row => row.restMs?.toFixed(0)],
    ['requests', row => row.requests?.toString()],
    ['connections', row => row.connections?.toString()],
    ['bytes', row => row.bytes?.toString()],
    ['MiB/s', row => inMebibytes(row.bytesPerSecond)],
    ['cpu ms', row => row.cpuMs?.toFixed(0)],
    ratio('cpu ratio', fastestPeer(report, measurement), ({ cpuMs }) => cpuMs),
    ['peak MiB', row => inMebibytes(row.peakBytes)],
    ['fault', row => row.fault]
  ])
}

/** The times at all latencies: a column for each, and the ratio beside it. */
const comparison = (report: BenchReport): Table => {
  const columns = report.measurements.flatMap((measurement): Column[] => {
    const [title, cell] = timeRatio(report, measurement)
    const sameRow = ({ name }: Row): Row | undefined => measurement.rows.find(row => row.name === name)
    return [
      [`${measurement.rtt ?? 0} ms`, row => sameRow(row)?.ms.toFixed(0)],
      [title, row => cell(sameRow(row) ?? row)]
    ]
  })
  return tableOf('median ms by the time of a round trip', report.measurements[0]?.rows ?? [], [names, ...columns])
}

/**
 * The tables of a report, without empty columns: where there are several latencies, the times at all of them, and the
 * rest at the longest. What passed the network hardly depends on it, and there round trips are told apart best.
 */
export const tablesOf = (report: BenchReport): readonly Table[] => {
  const last = report.measurements.at(-1)
  return [
    ...(report.measurements.length > 1 ? [comparison(report)] : []),
    ...(last === undefined ? [] : [details(report, last)])
  ]
}

const formatTable = ({ caption, header, rows }: Table): string => {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)))
  const lines = [header, ...rows].map(cells =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
  )
  return [...(caption === undefined ? [] : [`${caption}:`]), ...lines.map(cells => cells.join('  '))].join('\n')
}

/** So many runs, in words. */
export const runsOf = ({ runs }: BenchReport): string => (runs === 1 ? '1 run' : `${runs} runs`)

/** A report as text: its title, its tables and its notes. */
export const formatReport = (report: BenchReport): string =>
  [`# ${report.title}, ${runsOf(report)}`, ...tablesOf(report).map(formatTable), ...report.notes].join('\n\n')
