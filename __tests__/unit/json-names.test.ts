import { describe, expect, it } from 'vitest'
import { ambiguity, firstJson, withKnownNames } from '../../src/common/json-names.js'

const known = {
  config: { 'os.version': undefined, Labels: undefined, user: undefined },
  layers: { size: undefined, digest: undefined },
  kind: undefined
}

describe('ambiguity', () => {
  it.each([
    ['{}'],
    ['[1, "a", null, true]'],
    ['{"config":{"os.version":"10.0.1","Labels":{"a":1,"A":2}},"layers":[{"size":1},{"size":2}]}'],
    // Names that no program knows may differ by case, and so may those of an object that is not known.
    ['{"x":1,"X":2,"y":{"config":1,"Config":2}}'],
    ['{"config":"config","layers":"\\"layers\\"","kind":"{\\\\"}'],
    ['{"a":9007199254740991,"b":-9007199254740991,"c":1.5e3,"d":-0,"e":1e-400}'],
    // Strings are values too.
    ['{"layers":["Size","size","size"]}']
  ])('is none in %s', text => {
    expect(ambiguity(text, known)).toBeUndefined()
  })

  it.each([
    ['{"kind":1,"kind":1}', 'kind', ''],
    ['{"x":1,"y":2,"x":1}', 'x', ''],
    ['{"config":{"Labels":{"a":1,"a":1}}}', 'a', ''],
    ['{"x":[{"y":1,"\\u0079":2}]}', 'y', ''],
    ['{"Kind":1}', 'Kind', 'kind'],
    ['{"config":{"OS.Version":1}}', 'OS.Version', 'os.version'],
    ['{"config":{"labels":{}}}', 'labels', 'Labels'],
    ['{"layers":[{"size":1},{"SIZE":1}]}', 'SIZE', 'size'],
    ['{"layers":[[{"\u017fize":1}]]}', '\u017fize', 'size'],
    ['{"\u212aind":1}', '\u212aind', 'kind'],
    ['{"\\u212AIND":1}', '\u212aIND', 'kind']
  ])('is a member that is named twice, or by another name, in %s', (text, name, meant) => {
    expect(ambiguity(text, known)).toBe(
      meant === ''
        ? `it has the member '${name}' twice`
        : `it has the member '${name}', which other programs take for '${meant}'`
    )
  })

  it.each(['9007199254740992', '-9223372036854775808', '1e400', '-1e16'])(
    'is a number that cannot be kept: %s',
    text => {
      expect(ambiguity(`{"x":[${text}]}`, known)).toBe(`it has the number ${text}, which is too large to be kept`)
    }
  )

  it.each(['x', '\n', 'a\n', '"'])('is found behind a very long string of %j', char => {
    const text = `{"x":${JSON.stringify(char.repeat(2_000_000))},"kind":1,"Kind":1}`
    expect(ambiguity(text, known)).toContain("'Kind'")
  })

  it('agrees with JSON.parse on what the names are', () => {
    const names = ['a"b', 'a\\', '\\"', '}', '\u2028', '__proto__', 'constructor', '']
    const text = `{${names.map(name => `${JSON.stringify(name)}:{}`).join(',')}}`
    expect(ambiguity(text, known)).toBeUndefined()
    for (const name of names)
      expect(ambiguity(text.replace('}}', `},${JSON.stringify(name)}:1}`), known)).toBe(
        `it has the member '${name}' twice`
      )
  })
})

describe('firstJson', () => {
  it.each([
    ['{"a":{"b":"}"}} rest', '{"a":{"b":"}"}}'],
    [' [1] [2]', ' [1]'],
    ['"text" more', '"text"'],
    ['{"a":1', '{"a":1'],
    ['{"a":"not closed', '{"a":"not closed'],
    ['', '']
  ])('of %j is %j', (text, first) => {
    expect(firstJson(text)).toBe(first)
  })
})

describe('withKnownNames', () => {
  it('renames what a Go program takes for a known member, and nothing else', () => {
    expect(withKnownNames({ USERNAME: 1, other: 2, Other: 3 }, ['Username'])).toEqual({
      Username: 1,
      other: 2,
      Other: 3
    })
    expect(withKnownNames({ Username: 1, username: 2 }, ['Username'])).toEqual({ Username: 2 })
  })
})
