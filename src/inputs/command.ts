import { parseJson } from '../common/json.js'
import { InputError } from './errors.js'

/**
 * Splits a command line into its words as `@actions/exec` does (toolrunner.ts, argStringToArray): at blanks outside of
 * double quotes; `\"` is a quote, any other backslash stays, as Windows paths need it.
 */
const splitLine = (line: string): readonly string[] => {
  const words: string[] = []
  let [word, quoted, escaped] = ['', false, false]
  for (const char of line) {
    if (char === '"' && !escaped) quoted = !quoted
    else if (char === '\\' && quoted && !escaped) escaped = true
    else if (char === ' ' && !quoted) {
      if (word !== '') words.push(word)
      word = ''
    } else {
      word += escaped && char !== '"' ? `\\${char}` : char
      escaped = false
    }
  }
  return word === '' ? words : [...words, word.trim()]
}

/** The strings of a JSON array; undefined where the value is not an array of strings. */
export const parseStrings = (value: string): readonly string[] | undefined => {
  const items = parseJson(value)
  return Array.isArray(items) && items.every(item => typeof item === 'string') ? items : undefined
}

/**
 * Reads a command: a JSON array, or a line that is split into words.
 *
 * @throws InputError that names the input
 */
export const readCommand = (name: string, value: string): readonly [string, ...string[]] => {
  const isJson = /^\s*\[/.test(value)
  const [first, ...rest] = (isJson ? parseStrings(value) : splitLine(value)) ?? []
  if (first !== undefined && first !== '') return [first, ...rest]
  const what = isJson ? 'a JSON array of strings that begins with a program' : 'a command'
  throw new InputError(name, `'${value}' is not ${what}`, `write it like ["app.exe", "--version"]`)
}
