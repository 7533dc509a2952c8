import { describe, expect, it } from 'vitest'
import { code, label, plain, table } from '../../src/report/markdown.js'

describe('code', () => {
  it.each([
    ['ghcr.io/org/app:v1', '`ghcr.io/org/app:v1`'],
    ['a_b*c*[d](e)~f~', '`a_b*c*[d](e)~f~`'],
    ['<script>&amp;', '`<script>&amp;`'],
    ['C:\\temp\\', '`C:\\temp\\`'],
    ['@someone #1', '`@someone #1`']
  ])('writes %j between backticks, where all means itself', (text, markdown) => {
    expect(code(text)).toBe(markdown)
  })

  it.each([
    ['a`b', '<code>a&#96;b</code>'],
    ['a|b', '<code>a&#124;b</code>'],
    ['a\nb', '<code>a b</code>'],
    ['a\r\n\r\nb', '<code>a b</code>'],
    ['`<b>&*_[x]\\~|', '<code>&#96;&#60;b&#62;&#38;&#42;&#95;&#91;x&#93;&#92;&#126;&#124;</code>'],
    ['|</code><img>', '<code>&#124;&#60;/code&#62;&#60;img&#62;</code>']
  ])('writes %j in HTML, since it would end the code', (text, markdown) => {
    expect(code(text)).toBe(markdown)
  })

  it.each(['a|b', 'a`|`b', 'x\n| y |', 'a\\|b'])('cannot end the cell of a table: %j', text => {
    expect(code(text)).not.toMatch(/[|\r\n]/)
  })
})

describe('plain', () => {
  it.each([
    ['Windows Server 2022 (10.0.20348.1), 5 GB; 100 %!', 'Windows Server 2022 (10.0.20348.1), 5 GB; 100 %!'],
    ['127.0.0.1:5000/org/app:v1', '127.0.0.1:5000/org/app:v1'],
    ['![a](b)', '!&#91;a&#93;(b)'],
    ['<img src=x>', '&#60;img src=x&#62;'],
    ['&lt;', '&#38;lt;'],
    ['**a** _b_ ~c~ `d` $e$', '&#42;&#42;a&#42;&#42; &#95;b&#95; &#126;c&#126; &#96;d&#96; &#36;e&#36;'],
    ['https://a.example www.a.example a@a.example', 'https&#58;//a.example www&#46;a.example a&#64;a.example'],
    ['a\r\n\r\n# b | c', 'a # b &#124; c']
  ])('writes %j so that it means itself', (text, markdown) => {
    expect(plain(text)).toBe(markdown)
  })
})

describe('table', () => {
  it('has a head, a line and rows', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['1', '2'],
          ['3', '']
        ]
      )
    ).toBe('| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |')
  })

  it('may have a head alone', () => {
    expect(table(['A'], [])).toBe('| A |\n| --- |')
  })

  it('takes cells as Markdown', () => {
    expect(table(['**A**'], [[code('x|y')]])).toBe('| **A** |\n| --- |\n| <code>x&#124;y</code> |')
  })
})

describe('label', () => {
  it.each([
    ['Windows Server 2022', '"Windows Server 2022"'],
    ['ltsc2022<br>windows/amd64 10.0.20348.1', '"ltsc2022<br>windows/amd64 10.0.20348.1"'],
    ['a"b', '"a#34;b"'],
    ['#35;', '"#35;35;"'],
    ['%%{init: {}}%%', '"#37;#37;{init: {}}#37;#37;"'],
    ['<b>&`', '"#60;b#62;#38;#96;"'],
    ['a\r\nb', '"a b"'],
    ['x"] --> y["z', '"x#34;] --#62; y[#34;z"'],
    ['<BR>', '"#60;BR#62;"'],
    ['', '""']
  ])('writes %j so that it means itself in a picture', (text, mermaid) => {
    expect(label(text)).toBe(mermaid)
  })
})
