import { UserError } from '../common/user-error.js'

/** A word of a Dockerfile cannot be expanded. */
export class WordError extends UserError {
  override readonly name = 'WordError'
}

/** The value of a variable; undefined where it is not set. */
export type Variables = (name: string) => string | undefined

/** Levels of defaults within defaults, as in `${A:-${B:-…}}`. */
const maxDepth = 20

/** A word while it is read. */
type WordCursor = {
  readonly word: string
  readonly variables: Variables
  readonly escape: string
  /** index of the next character */
  index: number
}

const fail = ({ word }: WordCursor, problem: string): never => {
  throw new WordError({ what: `'${word}' ${problem}` })
}

const next = (cursor: WordCursor): string => cursor.word[cursor.index++] ?? ''

/** Reads a character if it comes next. */
const accept = (cursor: WordCursor, char: string): boolean => {
  if (cursor.word[cursor.index] !== char) return false
  cursor.index++
  return true
}

const readName = (cursor: WordCursor): string => {
  const name = /^(?:[\p{L}_][\p{L}\p{Nd}_]*|\p{Nd}+|[@*#?$!-])/u.exec(cursor.word.slice(cursor.index))?.[0] ?? ''
  cursor.index += name.length
  return name
}

/** Reads what follows the opening single quote: nothing has a meaning in there. */
const readSingleQuoted = (cursor: WordCursor): string => {
  const end = cursor.word.indexOf("'", cursor.index)
  if (end < 0) fail(cursor, 'has an unterminated quote')
  const value = cursor.word.slice(cursor.index, end)
  cursor.index = end + 1
  return value
}

/** Reads what follows `${`. */
const readExpression = (cursor: WordCursor, depth: number): string => {
  const name = readName(cursor)
  if (name === '') fail(cursor, "has '${' without a name")
  const value = cursor.variables(name)
  if (accept(cursor, '}')) return value ?? ''

  const colon = accept(cursor, ':')
  const operator = next(cursor)
  if (!['-', '+', '?'].includes(operator))
    fail(cursor, `uses the unsupported expression '\${${name}${colon ? ':' : ''}${operator}…}'`)
  const word = readUntil('}', cursor, depth + 1)
  const isSet = value !== undefined && (value !== '' || !colon)
  if (operator === '+') return isSet ? word : ''
  if (!isSet && operator === '?') fail(cursor, `requires '${name}', which is not set`)
  return isSet ? value : word
}

/** Reads what follows `$`. */
const readVariable = (cursor: WordCursor, depth: number): string => {
  if (accept(cursor, '{')) return readExpression(cursor, depth)
  const name = readName(cursor)
  return name === '' ? '$' : (cursor.variables(name) ?? '')
}

/** Reads what follows the opening double quote: the escape character stays where it has nothing to escape. */
const readDoubleQuoted = (cursor: WordCursor, depth: number): string => {
  let value = ''
  while (cursor.index < cursor.word.length) {
    const char = next(cursor)
    if (char === '"') return value
    if (char === '$') value += readVariable(cursor, depth)
    else if (char !== cursor.escape) value += char
    else if (['"', '$', cursor.escape].includes(cursor.word[cursor.index] ?? '')) value += next(cursor)
    else value += char
  }
  return fail(cursor, 'has an unterminated quote')
}

/** @param end the character that ends the expression around this part; undefined: read to the end of the word */
const readUntil = (end: string | undefined, cursor: WordCursor, depth: number): string => {
  if (depth > maxDepth) fail(cursor, `nests more than ${maxDepth} expressions`)
  let value = ''
  while (cursor.index < cursor.word.length) {
    const char = next(cursor)
    if (char === end) return value
    if (char === '"') value += readDoubleQuoted(cursor, depth)
    else if (char === "'") value += readSingleQuoted(cursor)
    else if (char === '$') value += readVariable(cursor, depth)
    else value += char === cursor.escape ? next(cursor) : char
  }
  if (end !== undefined) fail(cursor, "has an unterminated '${'")
  return value
}

/**
 * Expands the variables of a word and removes its quotes, as docker does (buildkit frontend/dockerfile/shell/lex.go):
 * `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME:+word}`, `${NAME:?word}`, the last three without the colon too.
 *
 * @param escape the character of the directive `# escape=`
 * @throws WordError for an expression without an end, and for those that cut or replace parts of a value
 */
export const expandWord = (word: string, variables: Variables, escape: string): string =>
  readUntil(undefined, { word, variables, escape, index: 0 }, 0)
