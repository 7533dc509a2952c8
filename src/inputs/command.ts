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

/**
 * Reads a command: a JSON array, or a line that is split into words.
 *
 * @throws InputError that names the input
 */
export const readCommand = (name: string, value: string): readonly [string, ...string[]] => {
  const asArray = /^\s*\[/.test(value)
  let words: unknown
  try {
    words = asArray ? JSON.parse(value) : splitLine(value)
  } catch (cause) {
    throw new InputError(name, `'${value}' is not JSON`, `write it like ["app.exe", "--version"]`, cause)
  }
  const isText = (word: unknown): word is string => typeof word === 'string'
  const [first, ...rest] = Array.isArray(words) && words.every(isText) ? words : []
  if (first === undefined || first === '')
    throw new InputError(name, `'${value}' is not a command`, `write it like ["app.exe", "--version"]`)
  return [first, ...rest]
}
