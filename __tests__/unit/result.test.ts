import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { report } from '../../src/report/result.js'
import { makeFolder } from '../support/folder.js'

describe('report', () => {
  const folder = makeFolder('report')
  const [outputFile, summaryFile] = [join(folder.path, 'output'), join(folder.path, 'summary')]
  const before = { ...process.env }
  const restore = (): void => {
    for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = before[name]
    }
  }

  beforeAll(() => {
    Object.assign(process.env, { GITHUB_OUTPUT: outputFile, GITHUB_STEP_SUMMARY: summaryFile })
  })
  afterEach(() => Promise.all([outputFile, summaryFile].map(path => rm(path, { force: true }))))
  afterAll(() => {
    restore()
    folder.remove()
  })

  const limit = 1024 * 1024
  const written = async (summary: string): Promise<Buffer> => {
    // As the runner makes them.
    await Promise.all([writeFile(outputFile, ''), writeFile(summaryFile, '')])
    report({ outputs: { digest: 'sha256:abc', references: 'a\nb' }, summary })
    return readFile(summaryFile)
  }

  test('hands the outputs and the summary to the runner', async () => {
    expect((await written('### Published')).toString()).toBe('### Published\n')
    expect(await readFile(outputFile, 'utf8')).toMatch(/^digest<<(\S+)\nsha256:abc\n\1\nreferences<<(\S+)\na\nb\n\2\n$/)
  })

  test('cuts a summary that is larger than 1 MiB, and says so', async () => {
    const cut = await written('x'.repeat(3 * limit))
    expect(cut.length).toBeLessThanOrEqual(limit)
    expect(cut.length).toBeGreaterThan(limit - 100)
    expect(cut.toString()).toMatch(/xxx\n\n\(cut: a step summary may have 1 MiB\)\n+$/)
  })

  test.each([0, 1, 2, 3])('cuts between characters of several bytes, %i bytes into one', async offset => {
    const cut = await written('x'.repeat(offset) + '⚠️😀é'.repeat(limit / 8))
    expect(cut.length).toBeLessThanOrEqual(limit)
    expect(cut.toString()).toContain('(cut: a step summary may have 1 MiB)')
  })

  // The runner counts the end of line too.
  test('leaves room for the end of line behind a summary of just 1 MiB', async () => {
    expect((await written('x'.repeat(limit))).length).toBeLessThanOrEqual(limit)
  })
})
