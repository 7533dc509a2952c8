import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Cases of each property, unless `npm run fuzz -- 1000` says otherwise. */
const runs = process.argv[2] ?? '10000'

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const args = [vitest, 'run', '__tests__/unit/fuzz.test.ts', '--testTimeout', '1800000']
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: runs } })
process.exitCode = status ?? 1
