/** A JSON object. Nothing is known about its members yet. */
export type Json = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Parses JSON; undefined, which JSON cannot express, where the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Lenient reads, for documents that are used as far as they go: a member of another kind counts as absent.

export const asRecord = (value: unknown): Json => (isRecord(value) ? value : {})

export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A string; undefined where it is empty: Go programs write '' for what is absent. */
export const asString = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** The members of an object that are strings, empty ones included. */
export const asStrings = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(asRecord(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  )

/** Strict reads, for documents that are refused as a whole. `where` names the member: `config.history[3]`. */
export type JsonReader = {
  readonly record: (value: unknown, where: string) => Json
  readonly array: (value: unknown, where: string) => readonly unknown[]
  /** null and absent count as empty */
  readonly optionalArray: (value: unknown, where: string) => readonly unknown[]
  /** a string that is not empty */
  readonly string: (value: unknown, where: string) => string
  /** null, '' and absent count as undefined */
  readonly optionalString: (value: unknown, where: string) => string | undefined
}

/** @param fail throws the error of the document: the member `where` is not `expected`, as in `an object` */
export const jsonReader = (fail: (where: string, expected: string) => never): JsonReader => {
  const array: JsonReader['array'] = (value, where) => (Array.isArray(value) ? value : fail(where, 'an array'))
  const string: JsonReader['string'] = (value, where) => asString(value) ?? fail(where, 'a non-empty string')
  return {
    record: (value, where) => (isRecord(value) ? value : fail(where, 'an object')),
    array,
    optionalArray: (value, where) => array(value ?? [], where),
    string,
    optionalString: (value, where) =>
      value === undefined || value === null || value === '' ? undefined : string(value, where)
  }
}
