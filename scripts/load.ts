import { parseArgs } from 'node:util'
import { loads, type LoadResult, type LoadSize } from './load-cases.js'

const usage = `npm run load -- [--entries n] [--tags n] [--fan-ins n] [--size gib]

Runs the committed bundle against a registry on this machine, with very much of everything. It fails where something
is not whole, and not for being slow.

  --entries  images of one list, by default 200
  --tags     tags of one list, by default 100
  --fan-ins  fan-ins at once, each for a repository of its own, by default 50
  --size     GiB of an image that is copied from another registry, by default 10`

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '200' },
    tags: { type: 'string', default: '100' },
    'fan-ins': { type: 'string', default: '50' },
    size: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false }
  }
})

const read = (name: 'entries' | 'tags' | 'fan-ins' | 'size'): number => {
  const value = Number(values[name])
  if (!(value > 0)) throw new Error(`--${name} ${values[name]}: it has to be a number above 0\n\n${usage}`)
  return value
}

/** How often each exit code came: `50 × 0`. */
const exitCodesOf = ({ exitCodes }: LoadResult): string =>
  [...new Set(exitCodes)].map(code => `${exitCodes.filter(other => other === code).length} × ${code}`).join(', ')

/** Columns that stand under each other; the first one begins at the left. */
const formatTable = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)))
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  return rows.map(row => row.map(pad).join('  ')).join('\n')
}

const main = async (): Promise<void> => {
  const size: LoadSize = {
    entries: Math.ceil(read('entries')),
    tags: Math.ceil(read('tags')),
    fanIns: Math.ceil(read('fan-ins')),
    bytes: Math.ceil(read('size') * 1024 ** 3)
  }
  const results: LoadResult[] = []
  for (const load of loads) results.push(await load(size))
  const rows = results.map(result => [
    result.name,
    result.seconds.toFixed(1),
    result.peakBytes === undefined ? '?' : (result.peakBytes / 1024 ** 2).toFixed(0),
    exitCodesOf(result)
  ])
  console.log(formatTable([['load', 'seconds', 'peak MiB', 'exit codes'], ...rows]))
  for (const { name, problems } of results) for (const problem of problems) console.error(`${name}: ${problem}`)
  if (results.some(({ problems }) => problems.length > 0)) process.exitCode = 1
}

if (values.help) console.log(usage)
else await main()
