import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mergeConfig } from 'vitest/config'
import config from './vitest.config.js'

const unit = '__tests__/unit'

/** Whether a file tests a pure folder itself; fuzz tests kill other mutants in each run. */
const testsPureFolder = (name: string): boolean =>
  !name.startsWith('fuzz') && /src\/(?:oci|windows|dockerfile)\//.test(readFileSync(join(unit, name), 'utf8'))

/** For StrykerJS (`npm run mutate`), which runs tests once per mutant: loading modules anew for each file takes longer. */
export default mergeConfig(config, {
  test: { isolate: false, exclude: readdirSync(unit).flatMap(name => (testsPureFolder(name) ? [] : [`**/${name}`])) }
})
