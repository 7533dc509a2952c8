/** A text that means itself in Markdown and HTML. */
export const escape = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[&<>]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
    .replace(/[\\`*_{}[\]|#~]/g, sign => `\\${sign}`)

/** A text as code; in a table too. */
export const code = (text: string): string =>
  `<code>${text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~]/g, sign => `&#${sign.charCodeAt(0)};`)}</code>`

/** A table; the cells are Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
