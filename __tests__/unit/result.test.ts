import { readFileSync, writeFileSync } from 'node:fs'
import { EOL } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { report } from '../../src/report/result.js'
import { makeFolder } from '../support/folder.js'
import { readFileCommands } from '../support/runner-log.js'

const folder = makeFolder('report')
afterAll(folder.remove)
afterEach(() => vi.unstubAllEnvs())

test('hands the outputs and the summary to the runner', async () => {
  const [outputs, summary] = [join(folder.path, 'output'), join(folder.path, 'summary')]
  vi.stubEnv('GITHUB_OUTPUT', outputs)
  vi.stubEnv('GITHUB_STEP_SUMMARY', summary)
  for (const file of [outputs, summary]) writeFileSync(file, '')
  await report({ outputs: { digest: 'sha256:abc', references: 'a\nb' }, summary: '### Published' }, true)
  expect(readFileCommands(readFileSync(outputs, 'utf8'))).toEqual({ digest: 'sha256:abc', references: 'a\nb' })
  expect(readFileSync(summary, 'utf8')).toBe(`### Published${EOL}`)
  writeFileSync(summary, '')
  await report({ outputs: {}, summary: '### Published' }, false)
  expect(readFileSync(summary, 'utf8')).toBe('')
})
