import { readFileSync, writeFileSync } from 'node:fs'
import { EOL } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { addPath, addSummary, getState, readInputs, saveState, setFailed, setOutput } from '../../src/runner/core.js'
import { makeFolder } from '../support/folder.js'
import { printedBy } from '../support/printed.js'
import { readFileCommands, readRunnerLog } from '../support/runner-log.js'

const folder = makeFolder('runner')
afterAll(folder.remove)
afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_PATH'] as const

/** One for all: the toolkit remembers the first path of a summary. */
const file = join(folder.path, 'file')

describe('a file of the runner', () => {
  const written = (): string => readFileSync(file, 'utf8')
  beforeEach(() => {
    writeFileSync(file, 'before=1\n')
    for (const name of files) vi.stubEnv(name, file)
  })

  test.each([
    ['an output', setOutput],
    ['state', saveState]
  ])('gets %s after its present content, unchanged, even a value that looks like several', (_, write) => {
    const values = { digest: 'sha256:1', several: 'a=b\nc<<d\ne\nd', empty: '' }
    for (const [name, value] of Object.entries(values)) write(name, value)
    expect(readFileCommands(written())).toEqual({ before: '1', ...values })
  })

  test('gets the summary', async () => {
    await addSummary('### Published')
    expect(written()).toBe(`before=1\n### Published${EOL}`)
  })

  test('gets a folder for PATH, which this process looks into first from then on', () => {
    vi.stubEnv('PATH', '/bin')
    addPath('/tools')
    expect([written(), process.env.PATH]).toEqual([`before=1\n/tools${EOL}`, `/tools${delimiter}/bin`])
  })

  test.each([undefined, ''])('may be missing outside of a job (%j): nothing is written or printed', async value => {
    for (const name of files) vi.stubEnv(name, value)
    const printed = await printedBy(async () => {
      setOutput('a', 'x')
      saveState('a', 'x')
      await addSummary('x')
    })
    expect([printed, written()]).toEqual(['', 'before=1\n'])
  })
})

describe('the summary', () => {
  const limit = 1024 * 1024
  const written = async (markdown: string): Promise<Buffer> => {
    writeFileSync(file, '')
    vi.stubEnv('GITHUB_STEP_SUMMARY', file)
    await addSummary(markdown)
    return readFileSync(file)
  }

  test('is cut to 1 MiB and says so', async () => {
    const cut = await written('x'.repeat(3 * limit))
    expect(cut.length).toBeLessThanOrEqual(limit)
    expect(cut.length).toBeGreaterThan(limit - 100)
    expect(cut.toString()).toMatch(/xxx\n\n\(cut: a step summary may have 1 MiB\)\n+$/)
  })

  test.each([0, 1, 2, 3])('is cut between characters of several bytes, %i bytes into one', async offset => {
    const cut = await written('x'.repeat(offset) + '⚠️😀é'.repeat(limit / 8))
    expect(cut.length).toBeLessThanOrEqual(limit)
    expect(cut.toString()).toContain('(cut: a step summary may have 1 MiB)')
  })

  // The runner counts the line end too, which has two characters on Windows.
  test.each([0, 1, 2, 3])('of %i bytes less than 1 MiB leaves room for its line end', async less => {
    const whole = await written('x'.repeat(limit - less))
    expect(whole.length + '\r\n'.length - EOL.length).toBeLessThanOrEqual(limit)
  })
})

describe('a failure', () => {
  test('is one line, whatever it contains, and makes the step fail', async () => {
    const text = '50% of %0A\r\na: b, c\n::error::forged'
    const printed = await printedBy(() => {
      setFailed(text)
    })
    expect(printed.split(EOL)).toHaveLength(2)
    expect([readRunnerLog(printed).errors, process.exitCode]).toEqual([[text], 1])
  })

  test('points to the line of a file', async () => {
    const printed = await printedBy(() => {
      setFailed('no such image', { title: 'a: b', file: 'app/Dockerfile', startLine: 3 })
    })
    expect(printed).toBe(`::error title=a%3A b,file=app/Dockerfile,line=3::no such image${EOL}`)
  })
})

describe('the runner passes in variables:', () => {
  test('inputs, trimmed, with their hyphens, whatever becomes of the variables', () => {
    vi.stubEnv('INPUT_PIN-BASE', '  BASE\n')
    vi.stubEnv('INPUT_TWO_WORDS', 'x')
    const input = readInputs(['pin-base', 'two words', 'image'])
    vi.unstubAllEnvs()
    expect(['pin-base', 'two words', 'image', 'unknown'].map(input)).toEqual(['BASE', 'x', '', ''])
  })

  test('the state of an earlier part of the step', () => {
    vi.stubEnv('STATE_docker-config', '/tmp/a')
    expect([getState('docker-config'), getState('isPost')]).toEqual(['/tmp/a', ''])
  })
})
