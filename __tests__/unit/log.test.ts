import { afterEach, describe, expect, it, vi } from 'vitest'
import { actionsLog, printable } from '../../src/runner/log.js'

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

describe('a line of the log', () => {
  afterEach(() => vi.restoreAllMocks())

  const printed = (text: string): string => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    actionsLog.info(text)
    return String(write.mock.calls[0]?.[0])
  }

  it.each([
    ['::error::a', ': :error::a'],
    ['a ::error::b', 'a ::error::b'],
    ['a\n \t::error::b', 'a\n \t: :error::b'],
    ['a\r::error::b', 'a\r: :error::b'],
    ['##[error]a', '# #[error]a'],
    // .NET's Trim takes the first for white space, and comparing as a culture does passes over the others.
    ['\u0085::error::a', '\u0085: :error::a'],
    ['\u00ad::error::a', '\u00ad: :error::a'],
    ['\u200b\u2060\ufeff\0::error::a', '\u200b\u2060\ufeff\0: :error::a'],
    ['a\u2028::error::b', 'a\u2028: :error::b']
  ])('is no command, whatever stands in front of it: %j', (text, line) => {
    expect(printed(text).trimEnd()).toBe(line)
  })

  it.each(['\n', '\r\n', '\u2028', '\u00ad', ' '])('is read in no time, however many of %j it has', sign => {
    const started = performance.now()
    expect(printed(`${sign.repeat(500_000)}::error::a`)).toContain(': :error')
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
