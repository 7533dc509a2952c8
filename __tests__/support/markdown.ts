import GithubSlugger from 'github-slugger'
import { lexer, type Token, type Tokens } from 'marked'

/** A fenced block of code. */
export type Block = { readonly language: string; readonly text: string; readonly line: number }

/** A table, with the text of its cells. */
export type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly [string, ...string[]])[] }

/** What a page of Markdown holds, as far as it can be wrong. */
export type Page = {
  readonly blocks: readonly Block[]
  readonly tables: readonly Table[]
  /** where its links and pictures lead, as written */
  readonly links: readonly string[]
  /** the anchors of its headings, as GitHub makes them */
  readonly anchors: ReadonlySet<string>
}

const inner = (token: Token): readonly Token[] => {
  const { tokens, items, header, rows } = token as {
    tokens?: Token[]
    items?: Token[]
    header?: { tokens: Token[] }[]
    rows?: { tokens: Token[] }[][]
  }
  return [
    ...(tokens ?? []),
    ...(items ?? []),
    ...[...(header ?? []), ...(rows ?? []).flat()].flatMap(cell => cell.tokens)
  ]
}

/** The text without its marks: what GitHub makes an anchor of. */
const plain = (token: Token): string => {
  const parts = inner(token)
  return parts.length > 0 ? parts.map(plain).join('') : 'text' in token ? String(token.text) : ''
}

const readTable = ({ header, rows }: Tokens.Table): Table => {
  const textOf = ({ tokens }: Tokens.TableCell): string => tokens.map(plain).join('')
  return { head: header.map(textOf), rows: rows.map(cells => cells.map(textOf) as [string, ...string[]]) }
}

/** Reads a page. */
export const readPage = (markdown: string): Page => {
  const blocks: Block[] = []
  const tables: Table[] = []
  const links: string[] = []
  const anchors = new Set<string>()
  const slugger = new GithubSlugger()
  const visit = (token: Token, line: number): void => {
    if (token.type === 'code') blocks.push({ language: String(token.lang ?? ''), text: String(token.text), line })
    if (token.type === 'table') tables.push(readTable(token as Tokens.Table))
    if (token.type === 'link' || token.type === 'image') links.push(String(token.href))
    if (token.type === 'heading') anchors.add(slugger.slug(plain(token)))
    for (const part of inner(token)) visit(part, line)
  }
  let line = 1
  for (const token of lexer(markdown)) {
    visit(token, line)
    line += token.raw.split('\n').length - 1
  }
  return { blocks, tables, links, anchors }
}
