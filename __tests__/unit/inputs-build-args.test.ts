import { describe, expect, it } from 'vitest'
import { readBuildArgs, type BuildArgs } from '../../src/inputs/build-args.js'
import { InputError } from '../../src/inputs/errors.js'
import type { PlaceholderSources } from '../../src/inputs/placeholders.js'
import { reading } from '../support/samples.js'

const env = { FROM_THE_JOB: 'x', EMPTY: '' }
const tagged: PlaceholderSources = {
  subject: 'v2.7.0',
  sha: '0123456789',
  branch: 'main',
  date: '20261130',
  noVersion: ''
}
const readAll = (text: string, placeholders = tagged): BuildArgs =>
  readBuildArgs(reading({ 'build-args': text }), placeholders, env)
const read = (text: string): readonly string[] => readAll(text).args

describe('build arguments', () => {
  it('are one per line, with whatever their values hold', () => {
    expect(read('A=1,2\r\n\n  B=x = "y" \nC=\nmy-arg.2=ü')).toEqual(['A=1,2', 'B=x = "y"', 'C=', 'my-arg.2=ü'])
    expect(read('')).toEqual([])
  })

  it('are names alone where a variable of that name is set, be it empty', () => {
    expect(read('FROM_THE_JOB\nEMPTY')).toEqual(['FROM_THE_JOB', 'EMPTY'])
  })

  it('take the placeholders of tags, and leave what else is in braces unchanged', () => {
    expect(read('V={{version}}\nM={{ major }}.{{minor}}.{{patch}}\nR={{raw}} {{sha}} {{branch}} {{date}}')).toEqual([
      'V=2.7.0',
      'M=2.7.0',
      'R=v2.7.0 0123456 main 20261130'
    ])
    expect(read('F={{.Name}} {{release}} {{}} {version}')).toEqual(['F={{.Name}} {{release}} {{}} {version}'])
  })

  it('are left out with a notice where the run has nothing to fill them from', () => {
    const { subject: _subject, branch: _branch, ...none } = tagged
    expect(
      readAll('A=1\nV=x{{version}}\nB={{branch}}\nS={{sha}}', { ...none, noVersion: 'no tag started the run' })
    ).toEqual({
      args: ['A=1', 'S=0123456'],
      notices: [
        'The build argument V is left out: no tag started the run.',
        'The build argument B is left out: no branch started the run.'
      ]
    })
    expect(readAll('M={{major}}', { ...tagged, subject: 'v2.7.0-rc.1' }).notices).toEqual([
      'The build argument M is left out: v2.7.0-rc.1 is a pre-release.'
    ])
  })

  it.each([
    ['"CONF=<a>\n</a>"', ['CONF=<a>\n</a>']],
    ['A=1\n"CONF=<a b=""c"">\n\n  </a>\n"\nB=2', ['A=1', 'CONF=<a b="c">\n\n  </a>\n', 'B=2']],
    ['"CONF=1"  \r\n"KEY=2\r\n3"', ['CONF=1', 'KEY=2\r\n3']],
    ['"A=a,b"', ['A=a,b']]
  ])('of several lines are in quotes, as docker/build-push-action reads them: %j', (text, values) => {
    expect(read(text)).toEqual(values)
  })

  it.each([
    ['A =1', "'A =1' does not begin with the name of an argument and '='"],
    ['- A=1', "'- A=1' does not"],
    ['A: 1', "'A: 1' does not"],
    ['# A=1', "'# A=1' does not"],
    ['#A=1', "'#A=1' does not"],
    ['--build-arg A=1', "'--build-arg A=1' does not"],
    ['=1', "'=1' does not"],
    ['CONF=<a>\n</a>', "'</a>' does not"],
    ['NOT_SET', "'NOT_SET' has no value, and no variable of that name is set"],
    ['"CONF=<a>\n</a>', 'the quote that begins "CONF=<a> does not end a line'],
    ['"CONF=<a>" x', 'the quote that begins "CONF=<a>" x does not end a line']
  ])('are refused, and shown how to be written, where they are neither: %j', (text, what) => {
    expect(() => read(text)).toThrow(InputError)
    expect(() => read(text)).toThrow(`Input 'build-args': ${what}`)
    expect(() => read(text)).toThrow('like "CONF=line 1⏎line 2"')
  })
})
