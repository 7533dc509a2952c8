import { readFileSync, writeFileSync } from 'node:fs'
import { EOL } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  addSummary,
  command,
  getInput,
  getState,
  print,
  saveState,
  setFailed,
  setOutput
} from '../../src/runner/core.js'
import { makeFolder } from '../support/folder.js'
import { readFileCommands, readRunnerLog } from '../support/runner-log.js'

const folder = makeFolder('runner')
afterAll(folder.remove)
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  process.exitCode = undefined
})

/** What is printed while a body runs. */
const printed = (body: () => void): string => {
  const lines: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    lines.push(String(text))
    return true
  })
  body()
  vi.restoreAllMocks()
  return lines.join('')
}

describe('a command to the runner', () => {
  test('is one line, whatever the text has in it', () => {
    expect(
      printed(() => {
        command('notice', '50% of\r\na: b, c\n::error::forged')
      })
    ).toBe(`::notice::50%25 of%0D%0Aa: b, c%0A::error::forged${EOL}`)
  })

  test('is read by a runner as the text that was given', () => {
    const text = '100% %0A\n\r\n:: ::stop-commands::x'
    expect(
      readRunnerLog(
        printed(() => {
          command('warning', text)
        })
      ).warnings
    ).toEqual([text])
  })

  test('may have no text', () => {
    expect(
      printed(() => {
        command('endgroup')
      })
    ).toBe(`::endgroup::${EOL}`)
  })

  test('is not what is merely printed', () => {
    expect(
      printed(() => {
        print('50%\nof it')
      })
    ).toBe(`50%\nof it${EOL}`)
  })

  test('that says why the step fails makes it fail', () => {
    const text = printed(() => {
      setFailed('no:\nsuch leg')
    })
    expect([readRunnerLog(text).errors, process.exitCode]).toEqual([['no:\nsuch leg'], 1])
  })
})

describe('a file of the runner', () => {
  const file = join(folder.path, 'file')
  beforeEach(() => {
    writeFileSync(file, 'before=1\n')
    for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) vi.stubEnv(name, file)
  })

  test.each([
    ['an output', setOutput],
    ['state', saveState]
  ])('gets %s behind what it holds, as it is, also one that looks like several', (_, write) => {
    const values = { digest: 'sha256:1', several: 'a=b\nc<<d\ne\nd', empty: '' }
    for (const [name, value] of Object.entries(values)) write(name, value)
    expect(readFileCommands(readFileSync(file, 'utf8'))).toEqual({ before: '1', ...values })
  })

  // Whoever knew the word could end the value before its end, and begin an output of his own.
  test('gets values that end with a word which nobody can know', () => {
    setOutput('a', 'x')
    setOutput('b', 'x')
    const words = [...readFileSync(file, 'utf8').matchAll(/<<(\S+)/g)].map(([, word]) => word)
    expect(new Set(words).size).toBe(2)
    for (const word of words) expect(word).toMatch(/[0-9a-f-]{36}$/)
  })

  test('gets the summary', () => {
    addSummary('### Published')
    expect(readFileSync(file, 'utf8')).toBe(`before=1\n### Published${EOL}`)
  })

  test.each([undefined, ''])('may be missing, where the bundle is started by hand (%j)', value => {
    for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) vi.stubEnv(name, value)
    setOutput('a', 'x')
    saveState('a', 'x')
    addSummary('x')
    expect(readFileSync(file, 'utf8')).toBe('before=1\n')
  })
})

describe('what the runner says in variables:', () => {
  test('an input, trimmed, with its hyphens', () => {
    vi.stubEnv('INPUT_BASE-ARG', '  BASE\n')
    vi.stubEnv('INPUT_TWO_WORDS', 'x')
    expect([getInput('base-arg'), getInput('two words'), getInput('image')]).toEqual(['BASE', 'x', ''])
  })

  test('the state of an earlier part of the step', () => {
    vi.stubEnv('STATE_docker-config', '/tmp/a')
    expect([getState('docker-config'), getState('isPost')]).toEqual(['/tmp/a', ''])
  })
})
