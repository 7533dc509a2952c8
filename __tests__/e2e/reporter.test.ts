import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { repository } from '../support/runner-environment.js'

/** Runs test files with the reporter of this repository. */
const run = async (
  files: Readonly<Record<string, string>>
): Promise<{ exitCode: number; lines: readonly string[] }> => {
  const folder = makeFolder('reporter')
  const reporter = JSON.stringify(join(repository, '__tests__/support/reporter.ts'))
  writeFiles(folder.path, {
    'vitest.config.mjs': `import { FileReporter } from ${reporter}\nexport default { test: { globals: true, reporters: [new FileReporter()] } }\n`,
    ...files
  })
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs')
  const env = { PATH: process.env.PATH, HOME: folder.path, NO_COLOR: '1' }
  try {
    return await new Promise(resolve => {
      execFile(process.execPath, [vitest, 'run', '--root', folder.path], { env }, (error, stdout) => {
        resolve({ exitCode: Number(error?.code ?? 0), lines: stdout.trimEnd().split('\n') })
      })
    })
  } finally {
    folder.remove()
  }
}

const passing = "test('works', () => {})\n"

describe('the output of a test run', () => {
  test('is one line per file, why tests were skipped, and the sums last', async () => {
    const { exitCode, lines } = await run({
      'a.test.js': passing.repeat(3),
      'b.test.js': `describe.skip('a suite (git is missing)', () => { ${passing} describe('inside', () => { ${passing} }) })
test.skipIf(true)('one system', () => {})\n${passing}`
    })
    expect(exitCode).toBe(0)
    expect(lines.filter(line => line.includes('test.js (')).sort()).toEqual([
      expect.stringMatching(/^ ✓ a\.test\.js \(3 tests\) \d+ms$/),
      expect.stringMatching(/^ ✓ b\.test\.js \(4 tests \| 3 skipped\) \d+ms$/)
    ])
    expect(lines.slice(-5)).toEqual([
      'Skipped:',
      '  2: git is missing',
      `  1: not for ${process.platform}, in b.test.js`,
      expect.stringMatching(/^Finished in \d+ s\.$/),
      '4 passed, 0 failed, 3 skipped'
    ])
    expect(lines.join('\n')).not.toContain('works')
  })

  test('counts what fails outside of a test too', async () => {
    const { exitCode, lines } = await run({
      'assertion.test.js': "test('is wrong', () => { expect(1).toBe(2) })\n",
      'hook.test.js': `describe('hook', () => { beforeAll(() => { throw new Error('in a hook') }); ${passing} })\n`,
      'import.test.js': "import './nowhere.js'\n",
      'promise.test.js': "test('goes on', () => { void Promise.reject(new Error('unhandled')) })\n"
    })
    expect(exitCode).toBe(1)
    expect(lines.at(-1)).toBe('1 passed, 4 failed, 1 skipped')
    expect(lines).toContain('  1: a hook failed in hook.test.js')
  })
})
