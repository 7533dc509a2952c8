import { describe, expect, it } from 'vitest'
import { readContext } from '../../src/inputs/context.js'
import { InputError } from '../../src/inputs/errors.js'
import { reading, refusalOf } from '../support/samples.js'

const refused = (message: string): { input: string; message: string } => ({
  input: 'x',
  message: `Input 'x': ${message}`
})

describe('text', () => {
  it('is what is given', () => {
    expect(reading({ x: 'a, b\nc' }).string('x')).toBe('a, b\nc')
  })

  it.each([{}, { x: '' }, { x: ' \n\t' }])('is absent where nothing is given (%j)', given => {
    expect(reading(given).string('x')).toBeUndefined()
  })
})

describe('line', () => {
  it('is what is given, on one line', () => {
    expect(reading({ x: 'a, b' }).line('x')).toBe('a, b')
    expect(reading({}).line('x')).toBeUndefined()
  })

  it.each(['a\nb', 'a\r\nb', 'a\rb'])('refuses a second one (%j)', x => {
    expect(refusalOf(() => reading({ x }).line('x'))).toEqual(refused(`'${x}' has a line break. Write it on one line.`))
  })
})

describe('words', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['a, b ,  c', ['a', 'b', 'c']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\rc', ['a', 'b', 'c']],
    ['  a\n\n  b,\n', ['a', 'b']],
    [',,,\n,', []],
    ['a b', ['a b']],
    ['a,a', ['a', 'a']],
    ['a;b', ['a;b']]
  ])('are split at line ends and commas: %j', (x, words) => {
    expect(reading({ x }).list('x')).toEqual(words)
  })
})

describe('lines', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['A=1,2', ['A=1,2']],
    ['A=1\nB=2', ['A=1', 'B=2']],
    ['  A=1  \r\n\r\n\tB = 2', ['A=1', 'B = 2']],
    ['A\nA', ['A', 'A']]
  ])('are split at line ends only: %j', (x, lines) => {
    expect(reading({ x }).lines('x')).toEqual(lines)
  })
})

describe('record', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['', {}],
    ['a=b', { a: 'b' }],
    ['a=b,c=d', { a: 'b,c=d' }],
    ['a=b\r\nc=d', { a: 'b', c: 'd' }],
    ['a=', { a: '' }],
    ['a = b c ', { a: 'b c' }],
    ['a==', { a: '=' }],
    ['a="b"', { a: '"b"' }],
    ['a=1\na=2', { a: '2' }],
    [
      'org.opencontainers.image.source=https://x.test/?a=b',
      { 'org.opencontainers.image.source': 'https://x.test/?a=b' }
    ]
  ])('is read from lines of key=value: %j', (x, record) => {
    expect(reading({ x }).keyValues('x')).toEqual(record)
  })

  it.each(['a', '=b', '=', '  = b'])('refuses the line %j', line => {
    expect(refusalOf(() => reading({ x: `ok=1\n${line}` }).keyValues('x'))).toEqual(
      refused(`the line '${line.trim()}' is not of the form key=value. Write one key=value per line.`)
    )
  })

  it('takes the names of what every object has for keys like others', () => {
    const record = reading({ x: '__proto__=a\nconstructor=b\ntoString=c' }).keyValues('x')

    expect(Object.entries(record)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c']
    ])
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype)
  })
})

describe('flag', () => {
  it.each(['true', 'True', 'TRUE'])('is true for %s', x => {
    expect(reading({ x }).boolean('x', false)).toBe(true)
  })

  it.each(['false', 'False', 'FALSE'])('is false for %s', x => {
    expect(reading({ x }).boolean('x', true)).toBe(false)
  })

  it.each([true, false])('is the default (%s) where nothing is given', otherwise => {
    expect(reading({}).boolean('x', otherwise)).toBe(otherwise)
  })

  it.each(['yes', 'no', '1', '0', 'on', 'tRUE', 'true false', '"true"'])('refuses %s', x => {
    expect(refusalOf(() => reading({ x }).boolean('x', false))).toEqual(
      refused(`'${x}' is neither true nor false. Write 'true' or 'false'.`)
    )
  })
})

describe('choice', () => {
  const values = ['auto', 'docker', 'oci'] as const

  it.each(values)('takes %s', x => {
    expect(reading({ x }).choice('x', values, 'auto')).toBe(x)
  })

  it('is the default where nothing is given', () => {
    expect(reading({}).choice('x', values, 'oci')).toBe('oci')
  })

  it.each([
    ['OCI', " Did you mean 'oci'?"],
    ['oci,docker', ''],
    ['x', ''],
    ['length', '']
  ])('refuses %s and names what there is', (x, hint) => {
    expect(refusalOf(() => reading({ x }).choice('x', values, 'auto'))).toEqual(
      refused(`unknown value '${x}'.${hint} Use one of: auto, docker, oci.`)
    )
  })
})

describe('count', () => {
  it.each([
    ['1', 1],
    ['5', 5],
    ['999', 999]
  ])('takes %s', (x, count) => {
    expect(reading({ x }).positiveInteger('x', 7)).toBe(count)
  })

  it('is the default where nothing is given', () => {
    expect(reading({}).positiveInteger('x', 7)).toBe(7)
  })

  it.each(['0', '-1', '1000', '1.5', '1e2', '0x10', '05', '+5', 'five', 'Infinity', '٣'])('refuses %s', x => {
    expect(refusalOf(() => reading({ x }).positiveInteger('x', 7))).toEqual(
      refused(`'${x}' is not a whole number from 1 to 999. Write it like 5.`)
    )
  })
})

describe('InputError', () => {
  it('names the input, the reason and the remedy, in sentences', () => {
    const cause = new Error('why')
    const error = new InputError('tags', "'x' is wrong", "write 'y'", cause)

    expect(error.message).toBe("Input 'tags': 'x' is wrong. Write 'y'.")
    expect([error.name, error.input, error.cause]).toEqual(['InputError', 'tags', cause])
  })
})

describe('readContext', () => {
  const env = {
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SHA: 'abc',
    GITHUB_REF_TYPE: 'tag',
    GITHUB_REF_NAME: 'v2.7.0',
    GITHUB_ACTOR: 'octocat',
    GITHUB_REPOSITORY: 'Org/app',
    GITHUB_SERVER_URL: 'https://github.example.com',
    GITHUB_WORKSPACE: '/work'
  }

  it('reads the variables of the runner', () => {
    expect(readContext(env, new Date('2026-11-30T23:59:59-08:00'))).toEqual({
      eventName: 'push',
      sha: 'abc',
      gitTag: 'v2.7.0',
      actor: 'octocat',
      repository: 'Org/app',
      serverUrl: 'https://github.example.com',
      workspace: '/work',
      // In UTC it is the next day already.
      date: '20261201'
    })
  })

  it('knows the branch by the ref, which a pull request has not', () => {
    const head = { ...env, GITHUB_REF: 'refs/heads/feature/login', GITHUB_HEAD_REF: 'evil' }
    expect(readContext(head).branch).toBe('feature/login')
    for (const ref of ['refs/pull/5/merge', 'refs/tags/v1', undefined])
      expect(readContext({ ...env, GITHUB_REF: ref, GITHUB_HEAD_REF: 'evil' })).not.toHaveProperty('branch')
  })

  it('knows no git tag on a branch, whatever it is named', () => {
    expect(readContext({ ...env, GITHUB_REF_TYPE: 'branch' })).not.toHaveProperty('gitTag')
  })

  it('takes what is missing for empty, and GitHub for the server', () => {
    expect(readContext({}, new Date('2026-08-01T00:00:00Z'))).toEqual({
      eventName: '',
      sha: '',
      actor: '',
      repository: '',
      serverUrl: 'https://github.com',
      workspace: '',
      date: '20260801'
    })
  })
})
