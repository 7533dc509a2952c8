import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { assembleBench } from './assemble.js'
import { buildBench } from './build.js'
import { copyBench } from './copy.js'
import { loginBench, manifestBench, scalingBench } from './manifest.js'
import { performancePage } from './performance-page.js'
import { rebaseBench } from './rebase.js'
import { startRecord } from './record.js'
import type { Bench, BenchOptions, BenchReport } from './report.js'
import { startUpBench } from './start-up.js'
import { formatReport } from './table.js'

const usage = `npm run bench -- [bench …] [--rtt ms,…] [--runs n] [--size mib] [--trace] [--json file] [--markdown file]

  bench       manifest, scaling, login, rebase, copy, assemble, build, start-up; by default all
  --rtt       milliseconds that a round trip takes, or several such latencies, by default 0,20,50,100
              (copy, assemble, build and start-up: none)
  --runs      runs of each contestant, by default 7 (copy and assemble: 3, start-up: 15)
  --size      copy: MiB of the image, by default 2048; another one of a quarter is copied, too;
              assemble: half of it are the files
  --trace     list the requests of each contestant's last run
  --json      write the machine, the options and all figures to a file, too
  --markdown  write them as the page that docs/performance.md is, too`

const benches: Readonly<Record<string, Bench>> = {
  manifest: manifestBench,
  scaling: scalingBench,
  login: loginBench,
  rebase: rebaseBench,
  copy: copyBench,
  assemble: assembleBench,
  build: buildBench,
  'start-up': startUpBench
}

const readNumber = (name: string, text: string, least: number): number => {
  const value = Number(text)
  if (text.trim() === '' || !(value >= least))
    throw new Error(`--${name} ${text}: it has to be a number from ${least} on`)
  return value
}

const readLatencies = (text: string): readonly number[] =>
  [...new Set(text.split(',').map(one => readNumber('rtt', one, 0)))].sort((a, b) => a - b)

/** The command that measures the same again, wherever its results went. */
const commandOf = (names: readonly string[], { rtts, runs, size }: BenchOptions): string =>
  [
    ...['npm run bench --', ...names, `--rtt ${rtts.join(',')}`],
    ...(runs === undefined ? [] : [`--runs ${runs}`]),
    `--size ${size} --markdown docs/performance.md`
  ].join(' ')

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rtt: { type: 'string', default: '0,20,50,100' },
      runs: { type: 'string' },
      size: { type: 'string', default: '2048' },
      trace: { type: 'boolean', default: false },
      json: { type: 'string' },
      markdown: { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    console.log(usage)
    return
  }
  const chosen = (positionals.length === 0 ? Object.keys(benches) : positionals).map(name => {
    const bench = benches[name]
    if (bench === undefined) throw new Error(`There is no bench ${name}.\n\n${usage}`)
    return bench
  })
  const options: BenchOptions = {
    rtts: readLatencies(values.rtt),
    trace: values.trace,
    size: Math.floor(readNumber('size', values.size, 4)),
    ...(values.runs === undefined ? {} : { runs: Math.floor(readNumber('runs', values.runs, 1)) })
  }

  const started = startRecord(commandOf(positionals, options), options)
  const { commit, machine, programs } = started
  for (const [name, value] of Object.entries({ commit, ...machine, ...programs })) console.log(`${name}: ${value}`)
  const reports: BenchReport[] = []
  for (const bench of chosen) {
    for (const report of await bench(options)) {
      console.log(`\n${formatReport(report)}\n`)
      reports.push(report)
    }
  }
  const record = { ...started, reports }
  if (values.json !== undefined) write(values.json, `${JSON.stringify(record, null, 2)}\n`)
  if (values.markdown !== undefined) write(values.markdown, await performancePage(record))
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
