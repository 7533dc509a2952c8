import { describe, expect, it } from 'vitest'
import { expandWord, WordError } from '../../src/dockerfile/words.js'

const variables: Readonly<Record<string, string>> = { A: 'a' }
const expand = (word: string, escape = '\\'): string => expandWord(word, name => variables[name], escape)

describe('quotes', () => {
  it.each([
    ['"a b"', 'a b'],
    ["'a b'", 'a b'],
    ['a"b"c', 'abc'],
    ["a'b'c", 'abc'],
    ["''", ''],
    ["'a''b'", 'ab'],
    ['"$A"', 'a'],
    ["'$A'", '$A'],
    ["'a\\'b", 'a\\b'],
    ['"it\'s $A\'s"', "it's a's"],
    ["'\"'", '"'],
    ['${NONE:-"}"}', '}'],
    ["${NONE:-'}'}", '}'],
    ['}', '}']
  ])('%s are taken away: %j', (word, expanded) => {
    expect(expand(word)).toBe(expanded)
  })

  it.each(["'", "a'b", "'a''", "${NONE:-'}", '"a', 'a"', '"\\"', '${NONE:-"}'])(
    '%s has an unterminated quote',
    word => {
      expect(() => expand(word)).toThrow(WordError)
    }
  )
})

describe.each(['\\', '`'])('the escape character %s', escape => {
  it.each([
    ['ESC$A', '$A'],
    ['ESC"aESC"', '"a"'],
    ["ESC'a", "'a"],
    ['ESCa', 'a'],
    ['ESCESC$A', 'ESCa'],
    ['aESC', 'a'],
    // Within double quotes it escapes only what means something there.
    ['"ESC$A"', '$A'],
    ['"ESC""', '"'],
    ['"ESCESC"', 'ESC'],
    ['"ESCa"', 'ESCa'],
    ['"ESC\'"', "ESC'"],
    ['"a"ESCb', 'ab'],
    ["'ESC$A'", 'ESC$A'],
    ['${NONE:-ESC}}', '}']
  ])('in %s leaves %s', (word, expanded) => {
    const of = (text: string): string => text.replaceAll('ESC', escape)
    expect(expand(of(word), escape)).toBe(of(expanded))
  })

  it('is the only one', () => {
    const other = escape === '`' ? '\\' : '`'
    expect(expand(`${other}$A`, escape)).toBe(`${other}a`)
  })
})
