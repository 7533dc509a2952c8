import { getExecOutput } from '@actions/exec'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
// The package exports only what starts programs; this is the function that splits a line for it.
import { argStringToArray } from '../../node_modules/@actions/exec/lib/toolrunner.js'
import { InputError } from '../../src/inputs/errors.js'
import { readCommand } from '../../src/inputs/command.js'

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

  it('is split as the toolkit splits it, whatever it holds', () => {
    const line = fc
      .array(fc.constantFrom('a', ' ', '"', '\\', "'", '$'), { minLength: 5, maxLength: 20 })
      .map(chars => `app ${chars.join('')}`)
    fc.assert(
      fc.property(line, value => {
        expect(readCommand('test', value)).toEqual(argStringToArray(value))
      }),
      { numRuns: 2000 }
    )
  })

  it('reaches a program of the toolkit in the same words', async () => {
    const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))'
    const line = `a "b c" 'd e' \\f "g\\"h" $i "" j"k l"m`
    const { stdout } = await getExecOutput(`"${process.execPath}" -e ${print} ${line}`, [], { silent: true })
    expect(['app', ...(JSON.parse(stdout) as string[])]).toEqual(readCommand('test', `app ${line}`))
  })
})

describe('a command as a JSON array', () => {
  it('is taken as it is, blanks and quotes and all', () => {
    expect(readCommand('test', ' ["app.exe", "a b", "", "--x=\\"y\\""]')).toEqual(['app.exe', 'a b', '', '--x="y"'])
  })

  it.each(['["app.exe"', '[1]', '[]', '[""]', '["app.exe", null]', '[["app.exe"]]'])(
    'is refused by the name of the input where it is none: %s',
    text => {
      expect(() => readCommand('entrypoint', text)).toThrow(InputError)
      expect(() => readCommand('entrypoint', text)).toThrow(/^Input 'entrypoint': .*Write it like \["app\.exe"/)
    }
  )
})

it.each(['""', '   '])('a line without a word is refused: %j', text => {
  expect(() => readCommand('test', text)).toThrow(/^Input 'test': .* is not a command/)
})
