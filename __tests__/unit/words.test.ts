import { join } from 'node:path'
import { getExecOutput } from '@actions/exec'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../src/inputs/errors.js'
import { readCommand } from '../../src/inputs/words.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'

describe('a command as a line', () => {
  it.each([
    ['app.exe --version', ['app.exe', '--version']],
    ['  app.exe   --version  ', ['app.exe', '--version']],
    ['C:\\app\\app.exe --name "a b"', ['C:\\app\\app.exe', '--name', 'a b']],
    ['"C:\\Program Files\\app.exe" -x', ['C:\\Program Files\\app.exe', '-x']],
    ['sh -c "echo \\"quoted\\""', ['sh', '-c', 'echo "quoted"']],
    ["app 'a b'", ['app', "'a", "b'"]]
  ])('is split at blanks outside of double quotes: %s', (line, words) => {
    expect(readCommand('test', line)).toEqual(words)
  })

  it('is split as the toolkit splits it, whatever it holds', async () => {
    const folder = makeFolder('words')
    writeFiles(folder.path, { 'print.cjs': 'process.stdout.write(JSON.stringify(process.argv.slice(2)))' })
    const program = `${process.execPath} ${join(folder.path, 'print.cjs')}`
    const sign = fc.constantFrom('a', ' ', '"', '\\', "'", '$')
    const signs = fc.array(sign, { minLength: 5, maxLength: 20 })
    try {
      await fc.assert(
        fc.asyncProperty(signs, async line => {
          const { stdout } = await getExecOutput(`${program} ${line.join('')}`, [], { silent: true })
          expect(readCommand('test', `app ${line.join('')}`)).toEqual(['app', ...(JSON.parse(stdout) as string[])])
        }),
        { numRuns: 60 }
      )
    } finally {
      folder.remove()
    }
  }, 60_000)
})

describe('a command as a JSON array', () => {
  it('is taken as it is, blanks and quotes and all', () => {
    expect(readCommand('test', ' ["app.exe", "a b", "", "--x=\\"y\\""]')).toEqual(['app.exe', 'a b', '', '--x="y"'])
  })

  it.each(['["app.exe"', '[1]', '[]', '[""]', '["app.exe", null]', '[["app.exe"]]'])(
    'is refused by the name of the input where it is none: %s',
    text => {
      expect(() => readCommand('entrypoint', text)).toThrow(InputError)
      expect(() => readCommand('entrypoint', text)).toThrow(/^Input 'entrypoint': .*Write for instance \["app\.exe"/)
    }
  )
})

it.each(['""', '   '])('a line without a word is refused: %j', text => {
  expect(() => readCommand('test', text)).toThrow(/^Input 'test': .* is not a command/)
})
