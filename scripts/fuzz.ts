import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const usage = `npm run fuzz -- [cases] [--builds number] [--seed number]

  cases     per property of the pure readers, by default 10000
  --builds  Dockerfiles that real builders read as well, by default 2000; docker has to be there
  --seed    repeats the cases of an earlier run, which printed it; by default they are new`

const readInteger = (text: string, min: number): number => {
  const value = Number(text)
  if (!/^-?\d+$/.test(text) || value < min) throw new Error(`'${text}' is not a number from ${min}.\n\n${usage}`)
  return value
}

const main = (): void => {
  const options = { seed: { type: 'string' }, builds: { type: 'string', default: '2000' } } as const
  const { values, positionals } = parseArgs({ allowPositionals: true, options })
  const [cases = '10000', ...more] = positionals
  if (more.length > 0) throw new Error(usage)
  const [runs, builds] = [readInteger(cases, 1), readInteger(values.builds, 1)]
  const seed = values.seed === undefined ? randomInt(2 ** 31) : readInteger(values.seed, 0)
  console.log(`Again: npm run fuzz -- ${runs} --builds ${builds} --seed ${seed}`)

  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const env = { FUZZ_RUNS: String(runs), FUZZ_BUILDS: String(builds), FUZZ_SEED: String(seed) }
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', 'unit/fuzz.test', 'e2e/dockerfile-builders.test', '--testTimeout', '1800000'],
    { stdio: 'inherit', env: { ...process.env, ...env } }
  )
  process.exitCode = status ?? 1
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
