import { InputError, unknownValue } from './errors.js'

/** Reads inputs by their names in action.yml; an empty string counts as not given, as for the runner. */
export type InputReader = {
  readonly string: (name: string) => string | undefined
  /** a single line, as labels have to be */
  readonly line: (name: string) => string | undefined
  /** items, one per line or comma-separated */
  readonly list: (name: string) => readonly string[]
  /** lines, without empty ones */
  readonly lines: (name: string) => readonly string[]
  /** `key=value` lines; the last one of a key counts */
  readonly keyValues: (name: string) => Readonly<Record<string, string>>
  readonly boolean: (name: string, defaultValue: boolean) => boolean
  readonly choice: <T extends string>(name: string, values: readonly T[], defaultValue: T) => T
  /** a whole number of at least 1 */
  readonly positiveInteger: (name: string, defaultValue: number) => number
}

/** @param get the value of an input, trimmed; '' when it is not given (`readInputs` of the runner) */
export const inputReader = (get: (name: string) => string): InputReader => {
  const string: InputReader['string'] = name => {
    const value = get(name)
    return value === '' ? undefined : value
  }
  const split = (name: string, separator: RegExp): string[] =>
    get(name)
      .split(separator)
      .map(item => item.trim())
      .filter(item => item !== '')

  return {
    string,
    line: name => {
      const value = string(name)
      if (value !== undefined && /[\r\n]/.test(value))
        throw new InputError(name, `'${value}' has a line break`, 'write it on one line')
      return value
    },
    list: name => split(name, /[\r\n,]+/),
    lines: name => split(name, /[\r\n]+/),
    keyValues: name =>
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
    boolean: (name, defaultValue) => {
      const value = string(name)
      if (value === undefined) return defaultValue
      // The spellings of YAML 1.2's core schema, as the toolkit takes them.
      if (/^(?:true|True|TRUE)$/.test(value)) return true
      if (/^(?:false|False|FALSE)$/.test(value)) return false
      throw new InputError(name, `'${value}' is neither true nor false`, "write 'true' or 'false'")
    },
    choice: (name, values, defaultValue) => {
      const value = string(name)
      if (value === undefined) return defaultValue
      const found = values.find(item => item === value)
      if (found === undefined) throw unknownValue(name, value, values)
      return found
    },
    positiveInteger: (name, defaultValue) => {
      const value = string(name)
      if (value === undefined) return defaultValue
      if (!/^[1-9]\d{0,2}$/.test(value))
        throw new InputError(name, `'${value}' is not a whole number from 1 to 999`, 'write it like 5')
      return Number(value)
    }
  }
}
