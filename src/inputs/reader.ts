import { InputError, unknownValue } from './errors.js'

/** Reads inputs by their names in action.yml; an empty text counts as not given, as for the runner. */
export type InputReader = {
  readonly text: (name: string) => string | undefined
  /** a text of one line, as labels have to be */
  readonly line: (name: string) => string | undefined
  /** words, one per line or comma-separated */
  readonly words: (name: string) => readonly string[]
  /** lines, without empty ones */
  readonly lines: (name: string) => readonly string[]
  /** `key=value` lines; the last of a key counts */
  readonly record: (name: string) => Readonly<Record<string, string>>
  readonly flag: (name: string, otherwise: boolean) => boolean
  readonly choice: <T extends string>(name: string, values: readonly T[], otherwise: T) => T
  /** a whole number of at least 1 */
  readonly count: (name: string, otherwise: number) => number
}

/** @param get the value of an input, trimmed; '' when it is not given (`getInput` of the runner) */
export const inputReader = (get: (name: string) => string): InputReader => {
  const text: InputReader['text'] = name => {
    const value = get(name)
    return value === '' ? undefined : value
  }
  const split = (name: string, separator: RegExp): string[] =>
    get(name)
      .split(separator)
      .map(item => item.trim())
      .filter(item => item !== '')

  return {
    text,
    line: name => {
      const value = text(name)
      if (value !== undefined && /[\r\n]/.test(value))
        throw new InputError(name, `'${value}' has a line break`, 'write it on one line')
      return value
    },
    words: name => split(name, /[\r\n,]+/),
    lines: name => split(name, /[\r\n]+/),
    record: name =>
      Object.fromEntries(
        split(name, /[\r\n]+/).map(line => {
          const equals = line.indexOf('=')
          if (equals < 1)
            throw new InputError(
              name,
              `the line '${line}' is not of the form key=value`,
              'write one key=value per line'
            )
          return [line.slice(0, equals).trim(), line.slice(equals + 1).trim()]
        })
      ),
    flag: (name, otherwise) => {
      const value = text(name)
      if (value === undefined) return otherwise
      // The spellings of YAML 1.2's core schema, as the toolkit takes them.
      if (/^(?:true|True|TRUE)$/.test(value)) return true
      if (/^(?:false|False|FALSE)$/.test(value)) return false
      throw new InputError(name, `'${value}' is neither true nor false`, "write 'true' or 'false'")
    },
    choice: (name, values, otherwise) => {
      const value = text(name)
      if (value === undefined) return otherwise
      const found = values.find(item => item === value)
      if (found === undefined) throw unknownValue(name, value, values)
      return found
    },
    count: (name, otherwise) => {
      const value = text(name)
      if (value === undefined) return otherwise
      if (!/^[1-9]\d{0,2}$/.test(value))
        throw new InputError(name, `'${value}' is not a whole number from 1 to 999`, 'write it like 5')
      return Number(value)
    }
  }
}
