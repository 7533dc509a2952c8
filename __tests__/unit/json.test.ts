import { describe, expect, test } from 'vitest'

import {
  asArray,
  asNumber,
  asRecord,
  asString,
  asStrings,
  isRecord,
  jsonReader,
  parseJson
} from '../../src/common/json.js'

/** One of each kind that JSON has, and what JSON does not have. */
const kinds = {
  object: { a: 1 },
  array: ['a'],
  string: 'a',
  empty: '',
  number: 0,
  boolean: false,
  nothing: null,
  absent: undefined
}

/** The kinds for which `read` gives the value itself. */
const taken = (read: (value: unknown) => unknown): string[] =>
  Object.entries(kinds).flatMap(([name, value]) => (value !== undefined && read(value) === value ? [name] : []))

describe('parseJson', () => {
  test('parses JSON', () => {
    expect(parseJson('{"a":[1,null]}')).toEqual({ a: [1, null] })
    expect(parseJson('null')).toBeNull()
  })

  test.each(['', '{', 'undefined', "{'a':1}", '\ufeff{}'])('gives undefined for %j', text => {
    expect(parseJson(text)).toBeUndefined()
  })
})

describe('isRecord', () => {
  test('is true for objects only', () => {
    expect(Object.entries(kinds).flatMap(([name, value]) => (isRecord(value) ? [name] : []))).toEqual(['object'])
  })
})

describe('a lenient read', () => {
  test('takes objects, and has no members for anything else', () => {
    expect(taken(asRecord)).toEqual(['object'])
    expect(asRecord(kinds.array)).toEqual({})
    expect(asRecord(kinds.absent)).toEqual({})
  })

  test('takes arrays, and has no items for anything else', () => {
    expect(taken(asArray)).toEqual(['array'])
    expect(asArray(kinds.object)).toEqual([])
    expect(asArray(kinds.absent)).toEqual([])
  })

  test('takes strings that are not empty', () => {
    expect(taken(asString)).toEqual(['string'])
    expect(asString(kinds.empty)).toBeUndefined()
  })

  test('takes numbers', () => {
    expect(taken(asNumber)).toEqual(['number'])
    expect(asNumber(kinds.string)).toBeUndefined()
  })

  test('takes of an object the members that are strings', () => {
    expect(asStrings({ a: 'b', c: '', d: 1, e: null, f: ['g'] })).toEqual({ a: 'b', c: '' })
    expect(asStrings(['a'])).toEqual({})
    expect(asStrings(kinds.absent)).toEqual({})
  })

  test('keeps a member that is called __proto__', () => {
    expect(Object.entries(asStrings(JSON.parse('{"__proto__":"a"}')))).toEqual([['__proto__', 'a']])
  })
})

describe('a strict read', () => {
  const read = jsonReader((where, expected) => {
    throw new Error(`${where} is not ${expected}`)
  })

  test('takes what is of the kind', () => {
    expect(read.record(kinds.object, 'x')).toBe(kinds.object)
    expect(read.array(kinds.array, 'x')).toBe(kinds.array)
    expect(read.string(kinds.string, 'x')).toBe('a')
  })

  test('names the member that is not of the kind', () => {
    expect(() => read.record(kinds.array, 'config')).toThrow('config is not an object')
    expect(() => read.array(kinds.object, 'layers')).toThrow('layers is not an array')
    expect(() => read.array(kinds.absent, 'layers')).toThrow('layers is not an array')
    expect(() => read.string(kinds.empty, 'layers[0].mediaType')).toThrow(
      'layers[0].mediaType is not a non-empty string'
    )
    expect(() => read.string(kinds.number, 'os')).toThrow('os is not a non-empty string')
  })

  test('takes for an optional member that it is absent or null', () => {
    for (const value of [kinds.absent, kinds.nothing]) {
      expect(read.optionalArray(value, 'x')).toEqual([])
      expect(read.optionalString(value, 'x')).toBeUndefined()
    }
    expect(read.optionalString(kinds.empty, 'x')).toBeUndefined()
    expect(read.optionalString(kinds.string, 'x')).toBe('a')
    expect(read.optionalArray(kinds.array, 'x')).toBe(kinds.array)
  })

  test('refuses for an optional member what is of another kind', () => {
    expect(() => read.optionalArray(kinds.string, 'urls')).toThrow('urls is not an array')
    expect(() => read.optionalString(kinds.number, 'os')).toThrow('os is not a non-empty string')
  })
})
