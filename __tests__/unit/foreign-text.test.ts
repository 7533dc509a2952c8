import { describe, expect, it } from 'vitest'
import { endOf, printable, rememberSecret, shortened } from '../../src/runner/foreign-text.js'

describe('foreign text', () => {
  it('has known secrets replaced before it is changed', () => {
    rememberSecret('line\nbreak')
    rememberSecret('pass\u001b[0mword')
    expect(printable('a line\nbreak and pass\u001b[0mword')).toBe('a *** and ***')
  })

  it('has the longer one of two secrets replaced first', () => {
    rememberSecret('half')
    rememberSecret('half of it')
    expect(printable('half of it, or half')).toBe('***, or ***')
  })

  it('keeps tabs, which may be a part of a secret that only the runner knows', () => {
    expect(printable('a\tb\u0000c\r\nd')).toBe('a\tb c d')
  })
})

describe('shortened', () => {
  it.each([
    ['one two three', 13, 'one two three'],
    ['one two three', 12, 'one two …'],
    ['one two three', 7, 'one two …'],
    ['one two three', 6, 'one …'],
    ['one\ttwo', 4, 'one …'],
    // A word that is cut might be a part of a secret.
    ['word', 3, '…'],
    ['', 3, '']
  ])('keeps whole words of %j within %d characters', (text, max, expected) => {
    expect(shortened(text, max)).toBe(expected)
  })

  it('does not cut a secret', () => {
    rememberSecret('correct horse')
    expect(shortened('login correct horse', 14)).toBe('login ***')
  })
})

describe('endOf', () => {
  it.each([
    ['one two', 7, 'one two'],
    ['one two', 5, ' two'],
    ['one two', 4, ' two'],
    ['one two', 3, ''],
    ['word', 3, '']
  ])('keeps whole words of %j within %d characters', (text, max, expected) => {
    expect(endOf(text, max)).toBe(expected)
  })
})
