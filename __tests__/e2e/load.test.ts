import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { repository } from '../support/runner-environment.js'

test('every load comes to its end, here in small', async () => {
  const tsx = join(repository, 'node_modules/tsx/dist/cli.mjs')
  const sizes = ['--entries', '20', '--tags', '10', '--fan-ins', '5', '--size', '0.02']
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [tsx, 'scripts/load.ts', ...sizes], {
    cwd: repository
  })
  expect(stderr).toBe('')
  for (const load of ['a list of 20 images', 'a list under 10 tags', '5 fan-ins at once', '0.02 GiB from another'])
    expect(stdout).toMatch(new RegExp(`${load}.* [15] × 0`))
})
