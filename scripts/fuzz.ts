import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const usage = `npm run fuzz -- [cases] [--seed number]

  cases   of each property, by default 10000
  --seed  makes the cases of the run that printed it; by default nobody has seen them yet`

const readInteger = (text: string, least: number): number => {
  const value = Number(text)
  if (!/^-?\d+$/.test(text) || value < least) throw new Error(`'${text}' is no number from ${least} on.\n\n${usage}`)
  return value
}

const main = (): void => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } })
  const [cases = '10000', ...more] = positionals
  if (more.length > 0) throw new Error(usage)
  const runs = readInteger(cases, 1)
  const seed = values.seed === undefined ? randomInt(2 ** 31) : readInteger(values.seed, 0)
  console.log(`Again: npm run fuzz -- ${runs} --seed ${seed}`)

  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '__tests__/unit/fuzz.test.ts', '--testTimeout', '1800000'],
    { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) } }
  )
  process.exitCode = status ?? 1
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
