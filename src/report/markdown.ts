const entity = (char: string): string => `&#${char.charCodeAt(0)};`

/** Foreign text as plain text: none of its characters makes HTML, a link, a table or anything else. */
export const plain = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~$@]|:(?=\/\/)|(?<=\bwww)\./gi, entity)

/** Text as code, in a table too. Text with characters that would end the code is written in HTML. */
export const code = (text: string): string => (/[`|\r\n]/.test(text) ? `<code>${plain(text)}</code>` : `\`${text}\``)

/** A table; the cells are Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

/** A quoted warning. */
export const warning = (text: string): string => `> ⚠️ ${plain(text)}`

/** A label in a Mermaid picture; `<br>` breaks the line. */
export const label = (text: string): string =>
  `"${text
    .replace(/[\r\n]+/g, ' ')
    .split('<br>')
    .map(line => line.replace(/[#"<>&`%]/g, char => `#${char.charCodeAt(0)};`))
    .join('<br>')}"`
