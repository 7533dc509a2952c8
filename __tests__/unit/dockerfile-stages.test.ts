import { describe, expect, it } from 'vitest'
import { type Dockerfile, parseDockerfile } from '../../src/dockerfile/dockerfile.js'
import { DockerfileError } from '../../src/dockerfile/dockerfile-error.js'

const parse = (text: string, target?: string): Dockerfile =>
  parseDockerfile(text, { isClassic: true, os: 'windows' }, target)
const base = (text: string, target?: string): string | undefined => parse(text, target).base({})?.image
const others = (text: string, target?: string): readonly string[] =>
  parse(text, target)
    .otherBases({})
    .map(({ image }) => image)
const labels = (text: string, args: Record<string, string> = {}): readonly string[] => [...parse(text).labels(args)]

describe('a target', () => {
  const text = 'FROM a:1 AS one\nFROM b:1 AS two\nFROM c:1\n'

  // Neither builder takes a number.
  it.each(['0', '1', '3', '-1', ' one', ''])('%j is no stage of three', target => {
    expect(() => parse(text, target)).toThrow(DockerfileError)
  })

  it('is the last stage of that name', () => {
    expect(base('FROM a:1 AS x\nFROM b:1 AS x\nFROM c:1\n', 'x')).toBe('b:1')
  })
})

describe('a stage', () => {
  it('starts from the first one too', () => {
    expect(base('FROM a:1 AS first\nFROM first\n')).toBe('a:1')
  })

  it('starts from an image where only itself or a later stage has that name', () => {
    expect(base('FROM app AS app\n')).toBe('app')
    expect(base('FROM later AS app\nFROM a:1 AS later\n', 'app')).toBe('later')
  })

  it('starts from the nearest stage of a name that two have', () => {
    expect(base('FROM a:1 AS x\nFROM b:1 AS x\nFROM x\n')).toBe('b:1')
  })

  it('is called by no number in FROM: that is an image', () => {
    expect(base('FROM a:1\nFROM 0\n')).toBe('0')
  })

  it('may have a platform without a value, which says nothing', () => {
    expect(parse('FROM --platform a:1\n').base({})?.platform).toBeUndefined()
    expect(Object.keys(parse('FROM a:1\n').base({}) ?? {})).not.toContain('platform')
  })
})

describe('the bases of other stages', () => {
  it('are images: neither nothing nor a stage, be it the first', () => {
    expect(others('FROM a:1 AS first\nFROM first AS second\nFROM scratch AS empty\nFROM b:1\n')).toEqual(['a:1'])
    expect(others('FROM scratch AS empty\nFROM empty AS second\nFROM b:1\n')).toEqual([])
  })

  it('are those before the target, without what the target itself starts from', () => {
    const text = 'FROM a:1 AS one\nFROM b:1 AS two\nFROM one AS three\nFROM c:1\n'
    expect(others(text, 'three')).toEqual(['b:1'])
    expect(others(text, 'one')).toEqual([])
    expect(others(text)).toEqual(['a:1', 'b:1'])
  })
})

describe('before the first FROM', () => {
  it.each(['ENV A=x', 'LABEL A=x', 'RUN A=x', 'COPY a b'])('only ARG says something: %s does not', line => {
    expect(base(`${line}\nFROM a:1$A\n`)).toBe('a:1')
  })

  it('an ARG sees those before it, and the last of a name counts', () => {
    expect(base('ARG A=1\nARG B=$A\nARG A=2\nFROM a:$A-$B\n')).toBe('a:2-1')
  })
})

describe('an ARG in a stage', () => {
  it('without a value takes that from before FROM, and leaves what is set where there is none', () => {
    expect(labels('ARG NAME=outer\nFROM a:1\nARG NAME\nLABEL $NAME=1\n')).toEqual(['outer'])
    expect(labels('FROM a:1\nENV NAME=inner\nARG NAME\nLABEL $NAME=1\n')).toEqual(['inner'])
  })

  it('is unknown before it and in other stages', () => {
    expect(labels('ARG NAME=outer\nFROM a:1\nLABEL x$NAME=1\nARG NAME\n')).toEqual(['x'])
    expect(labels('FROM a:1 AS one\nARG NAME=inner\nFROM one\nLABEL x$NAME=1\n')).toContain('x')
  })

  it('with a value is given another by the build', () => {
    expect(labels('FROM a:1\nARG NAME=own\nLABEL $NAME=1\n')).toEqual(['own'])
    expect(labels('FROM a:1\nARG NAME=own\nLABEL $NAME=1\n', { NAME: 'given' })).toEqual(['given'])
    expect(labels('FROM a:1\nARG NAME=own\nLABEL x$NAME=1\n', { NAME: '' })).toEqual(['x'])
  })

  it('is not what every object has', () => {
    expect(labels('FROM a:1\nARG constructor=own\nLABEL $constructor=1\n')).toEqual(['own'])
  })
})

it('an error names the line', () => {
  expect(() => parse('ARG A\n\nFROM a:${A\n').base({})).toThrow(DockerfileError)
  expect(() => parse('ARG A\n\nFROM a:${A\n').base({})).toThrow(/\bline 3\b.*'a:\$\{A'/i)
})
