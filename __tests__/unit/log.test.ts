import { describe, expect, it } from 'vitest'
import { printable } from '../../src/report/log.js'

describe('printable', () => {
  it.each([
    ['Login Succeeded', 'Login Succeeded'],
    ['über 日本 🐳', 'über 日本 🐳'],
    ['  a  ', 'a'],
    ['a\n::error::b', 'a ::error::b'],
    ['a\r\n\r\n##[error]b', 'a ##[error]b'],
    ['a\rb', 'a b'],
    ['a\tb\vc\fd', 'a b c d'],
    ['a\u0085b\u009bc\u007fd', 'a b c d'],
    ['\u0000', ''],
    ['', ''],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b[1;38;5;196mred\u001b[m', 'red'],
    ['\u001b[2K\u001b[1Aup', 'up'],
    ['\u001b]0;title\u0007x', ']0;title x'],
    // What is left of a sequence once another one in its middle is gone must not be one.
    ['\u001b\u001b[0m[31mred', '[31mred']
  ])('makes %j harmless', (text, harmless) => {
    expect(printable(text)).toBe(harmless)
  })

  it('leaves nothing that controls a terminal or begins a line', () => {
    const everything = Array.from({ length: 0x100 }, (_, i) => String.fromCharCode(i)).join('')

    // \p{Cc} are the control characters of both sets, C0 and C1.
    expect(printable(everything)).not.toMatch(/\p{Cc}/u)
  })
})
