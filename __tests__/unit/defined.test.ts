import { describe, expect, expectTypeOf, test } from 'vitest'

import { defined } from '../../src/common/defined.js'

describe('defined', () => {
  test('leaves out the members that are undefined', () => {
    const result = defined({ a: 1, b: undefined, c: 'x' })
    expect(Object.keys(result)).toEqual(['a', 'c'])
    expect(result).toEqual({ a: 1, c: 'x' })
  })

  test('keeps null, false, 0 and empty texts', () => {
    expect(defined({ a: null, b: false, c: 0, d: '' })).toEqual({ a: null, b: false, c: 0, d: '' })
  })

  test('does not look into members', () => {
    const inner = { a: undefined }
    expect(defined({ inner }).inner).toBe(inner)
  })

  test('leaves its argument alone', () => {
    const members = { a: undefined }
    defined(members)
    expect(Object.keys(members)).toEqual(['a'])
  })

  test('has the type of an object with optional members', () => {
    const maybe = (text: string): string | undefined => (text === '' ? undefined : text)
    const result: { readonly name: string; readonly tag?: string } = defined({ name: 'app', tag: maybe('v1') })
    expect(result.tag).toBe('v1')
    expectTypeOf(defined({ name: 'app', tag: maybe('') }).tag).toEqualTypeOf<string | undefined>()
    expectTypeOf(defined({ name: 'app', tag: maybe('') }).name).toEqualTypeOf<string>()
  })
})
