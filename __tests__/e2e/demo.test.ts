import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '../support/folder.js'
import { repository } from '../support/runner-environment.js'

const folder = makeFolder('demo-page')
afterAll(folder.remove)

test('the demo plays a month to its end, and shows it as a page', async () => {
  const script = join(repository, 'scripts/demo.ts')
  // From anywhere else than the repository: a visitor may start it from where he is.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(repository, 'node_modules/tsx/dist/cli.mjs'), script, '--html', 'demo.html'],
    { cwd: folder.path }
  )
  const lines = stdout.trimEnd().split('\n')
  expect(lines.at(-2)).toMatch(/^6 action runs in \d+\.\d s: no Windows, no Docker, nothing built twice\.$/)
  expect(lines.at(-1)).toBe('Every published image has the newest Windows again.')
  expect(stdout).toContain('outdated: true (ltsc2022)')

  const page = readFileSync(join(folder.path, 'demo.html'), 'utf8')
  for (const text of ['Who builds what?', '<table>', 'Who pulls what', '10.0.20348.5622']) expect(page).toContain(text)
})
