import { DockerfileError } from './dockerfile-error.js'
import type { Instruction } from './instructions.js'
import type { Reader, Scope } from './scope.js'
import { splitWords } from './split-words.js'
import { expandWord, WordError } from './words.js'

/** How the words of a Dockerfile are read. */
export type Dialect = Reader & {
  /** the character of the directive `# escape=` */
  readonly escape: string
}

/**
 * Expands the variables of a word.
 *
 * @throws DockerfileError with the line
 */
export const expand = (word: string, { get }: Scope, { escape }: Dialect, line: number): string => {
  try {
    return expandWord(word, get, escape)
  } catch (cause) {
    if (!(cause instanceof WordError)) throw cause
    throw new DockerfileError({ what: cause.reason, line, cause })
  }
}

/** A name with its value; undefined: without one. */
type Assignment = readonly [name: string, value: string | undefined]

const cut = (word: string): Assignment => {
  const equals = word.indexOf('=')
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

/**
 * Declares the names of an ARG. With the classic builder all of a line see what was there before it, and the names may
 * hold variables; with BuildKit each sees those before it.
 */
export const declareArgs = ({ rest, line }: Instruction, scope: Scope, dialect: Dialect): void => {
  const expanded = (word: string): string => expand(word, scope, dialect, line)
  const read = ([name, value]: Assignment): Assignment => [
    dialect.isClassic ? expanded(name) : name,
    value === undefined ? undefined : expanded(value)
  ]
  const written = splitWords(rest, dialect.escape).map(cut)
  if (dialect.isClassic) for (const assignment of written.map(read)) scope.declareArg(...assignment)
  else for (const assignment of written) scope.declareArg(...read(assignment))
}

/**
 * What an ENV or a LABEL sets: `NAME=value NAME=value`, or in the old form `NAME value with blanks`. All of a line see
 * what was there before it.
 *
 * @throws DockerfileError for what is neither
 */
export const readPairs = (
  { keyword, rest, line }: Instruction,
  scope: Scope,
  dialect: Dialect
): readonly (readonly [name: string, value: string])[] => {
  const words = splitWords(rest, dialect.escape)
  const [, name = '', value] = /^([^\t\v\f\r ]*)[\t\v\f\r ]+([^]*)$/.exec(rest) ?? []
  const written: readonly Assignment[] = words[0]?.includes('=') === true ? words.map(cut) : [[name, value]]
  return written.map(([key, text]) => {
    if (key === '' || text === undefined)
      throw new DockerfileError({ what: `'${keyword} ${rest}' is not of the form ${keyword} <name>=<value>`, line })
    return [expand(key, scope, dialect, line), expand(text, scope, dialect, line)]
  })
}
