import { describe, expect, it } from 'vitest'
import { expandWord, WordError } from '../../src/dockerfile/words.js'

const values: Readonly<Record<string, string>> = { SET: 'value', EMPTY: '', _a1: 'name', '1': 'first' }
const expand = (word: string, escape = '\\'): string => expandWord(word, name => values[name], escape)

describe('a word of a Dockerfile', () => {
  it.each([
    ['plain', 'plain'],
    ['a$SET.b', 'avalue.b'],
    ['$_a1-$1x', 'name-firstx'],
    ['$ and $/', '$ and $/'],
    ['${SET}s$NONE', 'values'],
    ['${SET:-other}${EMPTY:-other}${NONE:-other}', 'valueotherother'],
    ['${SET-other}${EMPTY-other}${NONE-other}', 'valueother'],
    ['[${SET:+other}][${EMPTY:+other}][${NONE:+other}]', '[other][][]'],
    ['[${SET+other}][${EMPTY+other}][${NONE+other}]', '[other][other][]'],
    ['${SET:?no}[${EMPTY?no}]', 'value[]'],
    ['${NONE:-${EMPTY:-$SET}}', 'value'],
    ['${NONE:-"}"}', '}'],
    ['"$SET \'$SET\'"', "value 'value'"],
    ["'$SET \"\\'", '$SET "\\'],
    ['\\$SET \\\\ \\"', '$SET \\ "'],
    ['"\\$SET \\\\ \\" \\n"', '$SET \\ " \\n'],
    ['end\\', 'end']
  ])('%s is expanded to %s', (word, expected) => {
    expect(expand(word)).toBe(expected)
  })

  it('has the escape character of the Dockerfile', () => {
    expect(expand('C:\\$SET`$', '`')).toBe('C:\\value$')
  })

  it.each([
    ["a'b", "'a'b' has an unterminated quote."],
    ['${}', "'${}' has '${' without a name."],
    ['${SET', "'${SET' uses the unsupported expression '${SET…}'."],
    ['${SET:', "'${SET:' uses the unsupported expression '${SET:…}'."],
    ['${SET:=x}', "'${SET:=x}' uses the unsupported expression '${SET:=…}'."],
    ['${SET-x', "'${SET-x' has an unterminated '${'."],
    ['${EMPTY:?no}', "'${EMPTY:?no}' requires 'EMPTY', which is not set."],
    ['${NONE?no}', "'${NONE?no}' requires 'NONE', which is not set."]
  ])('is refused for what docker refuses, or what is rare: %s', (word, message) => {
    expect(() => expand(word)).toThrow(WordError)
    expect(() => expand(word)).toThrow(expect.objectContaining({ message }) as Error)
  })

  it('holds at most 20 expressions inside each other', () => {
    const nested = (depth: number): string => `${'${NONE:-'.repeat(depth)}x${'}'.repeat(depth)}`
    expect(expand(nested(20))).toBe('x')
    expect(() => expand(nested(21))).toThrow('nests more than 20 expressions')
  })
})
