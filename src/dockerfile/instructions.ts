import { DockerfileError } from './dockerfile-error.js'
import { findHeredocs } from './heredocs.js'

/** An instruction with all of its lines joined. */
export type Instruction = {
  /** in upper case: `FROM` */
  readonly keyword: string
  /** without quotes: `--mount=type=cache` */
  readonly flags: readonly string[]
  /** what follows the keyword and the flags */
  readonly rest: string
  /** of its keyword, from 1 */
  readonly line: number
  /** its last line, without here-documents */
  readonly endLine: number
  readonly hasHeredoc: boolean
}

/** What a Dockerfile is made of. */
export type ParsedInstructions = {
  /** the escape character: a backslash, or what the directive `# escape=` sets */
  readonly escape: string
  readonly instructions: readonly Instruction[]
}

/** A Dockerfile while it is read. */
type LineCursor = {
  readonly lines: readonly string[]
  /** index of the next line */
  index: number
}

// Go's unicode.IsSpace and the property White_Space are the same characters.
const leadingSpace = /^\p{White_Space}+/u
const directive = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/

const isComment = (line: string): boolean => line.replace(leadingSpace, '').startsWith('#')

/**
 * Reads the directives, which are comments before everything else. The first line that is not one of those that docker
 * knows ends them (buildkit frontend/dockerfile/parser/directives.go).
 */
const readEscape = (lines: readonly string[]): string => {
  const seen = new Set<string>()
  let escape = '\\'
  for (const [index, line] of lines.entries()) {
    const [, name = '', value = ''] = directive.exec(line.replace(leadingSpace, '')) ?? []
    const key = name.toLowerCase()
    if (!['escape', 'syntax', 'check'].includes(key)) break
    if (seen.has(key)) throw new DockerfileError({ what: `the directive '${key}' appears twice`, line: index + 1 })
    seen.add(key)
    if (key !== 'escape') continue
    if (value !== '\\' && value !== '`')
      throw new DockerfileError({ what: `'${value}' is not an escape character; write \\ or \``, line: index + 1 })
    escape = value
  }
  return escape
}

/**
 * The line without the escape character that continues it; undefined where it ends the instruction. An escaped escape
 * character continues nothing (since Docker 20.10, moby/buildkit#1559).
 */
const continued = (line: string, escape: string): string | undefined => {
  const text = line.replace(/[ \t]+$/, '')
  const isContinued = text.endsWith(escape) && !text.endsWith(escape + escape)
  return isContinued ? text.slice(0, -1) : undefined
}

/** Reads an instruction from its first line on. Comments and empty lines within it are left out. */
const joinLines = (cursor: LineCursor, escape: string): string => {
  let joined = ''
  for (let first = true; cursor.index < cursor.lines.length; first = false) {
    const line = cursor.lines[cursor.index++] ?? ''
    const text = first ? line.replace(leadingSpace, '') : line
    if (!first && (isComment(line) || line.replace(leadingSpace, '') === '')) continue
    const part = continued(text, escape)
    if (part === undefined) return joined + text
    joined += part
  }
  return joined
}

/** Skips the text of here-documents, which may look like instructions. */
const skipHeredocs = (cursor: LineCursor, text: string, line: number): boolean => {
  const heredocs = findHeredocs(text)
  for (const { name, ignoresTabs } of heredocs) {
    const end = cursor.lines.findIndex(
      (candidate, index) => index >= cursor.index && name === (ignoresTabs ? candidate.replace(/^\t+/, '') : candidate)
    )
    if (end < 0) throw new DockerfileError({ what: `the here-document '${name}' is not terminated`, line })
    cursor.index = end + 1
  }
  return heredocs.length > 0
}

/** Takes the flags off the front. Quotes and the escape character work in them as in other words. */
const splitFlags = (text: string, escape: string): Pick<Instruction, 'flags' | 'rest'> => {
  const flags: string[] = []
  let rest = text
  while (rest.startsWith('--')) {
    const e = escape === '\\' ? '\\\\' : escape
    const quoted = (quote: string): string => `${quote}(?:${e}[^]|[^${e}${quote}])*${quote}?`
    const word =
      new RegExp(`^(?:${quoted('"')}|${quoted("'")}|${e}[^]|[^\\p{White_Space}])+`, 'u').exec(rest)?.[0] ?? ''
    rest = rest.slice(word.length).replace(leadingSpace, '')
    if (word === '--') break
    flags.push(word.replace(new RegExp(`${e}([^])|["']`, 'gu'), '$1'))
  }
  return { flags, rest }
}

const parseInstruction = (text: string, escape: string): Omit<Instruction, 'line' | 'endLine' | 'hasHeredoc'> => {
  const trimmed = text.replace(leadingSpace, '').replace(/\p{White_Space}+$/u, '')
  const [keyword = ''] = trimmed.split(/[\t\v\f\r ]+/, 1)
  const rest = trimmed.slice(keyword.length).replace(leadingSpace, '')
  return { keyword: keyword.toUpperCase(), ...splitFlags(rest, escape) }
}

const mayHaveHeredoc = ({ keyword, rest }: Pick<Instruction, 'keyword' | 'rest'>): boolean =>
  ['ADD', 'COPY', 'RUN'].includes(keyword === 'ONBUILD' ? (rest.split(/\s/, 1)[0] ?? '').toUpperCase() : keyword)

/**
 * Splits a Dockerfile into its instructions as docker does (buildkit frontend/dockerfile/parser/parser.go).
 *
 * @throws DockerfileError for directives and here-documents that docker refuses
 */
export const parseInstructions = (text: string): ParsedInstructions => {
  // Windows editors begin a text with a byte order mark.
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map(line => line.replace(/\r+$/, ''))
  const escape = readEscape(lines)
  const instructions: Instruction[] = []
  for (const cursor: LineCursor = { lines, index: 0 }; cursor.index < lines.length;) {
    const first = lines[cursor.index] ?? ''
    const line = cursor.index + 1
    if (isComment(first) || first.replace(leadingSpace, '') === '') {
      cursor.index++
      continue
    }
    const joined = joinLines(cursor, escape)
    const instruction = parseInstruction(joined, escape)
    const endLine = cursor.index
    const hasHeredoc = mayHaveHeredoc(instruction) && skipHeredocs(cursor, joined, line)
    instructions.push({ ...instruction, line, endLine, hasHeredoc })
  }
  return { escape, instructions }
}
