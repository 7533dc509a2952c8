import { nearest } from '../common/nearest.js'
import { capitalize, UserError } from '../common/user-error.js'

/** An input cannot be used: which one, what is wrong with it, and what to write instead. */
export class InputError extends UserError {
  override readonly name = 'InputError'

  /**
   * @param input its name in action.yml
   * @param what what is wrong, with the value; what begins with `Input '…'` is the whole sentence
   * @param remedy what to do
   */
  constructor(
    readonly input: string,
    what: string,
    remedy: string,
    cause?: unknown
  ) {
    super({ what, remedy, input, cause })
  }
}

/** An input that has to be given is not. */
export const missingInput = (input: string, remedy: string): InputError =>
  new InputError(input, `Input '${input}' is required`, remedy)

/**
 * An input takes one of a few values, and this is not one of them.
 *
 * @param meant the value that the user may have meant
 */
export const unknownValue = (
  input: string,
  value: string,
  known: readonly string[],
  {
    noun = 'value',
    meant = nearest(value, known)
  }: { readonly noun?: string; readonly meant?: string | undefined } = {}
): InputError => {
  const remedy = `use one of: ${known.join(', ')}`
  return new InputError(
    input,
    `unknown ${noun} '${value}'`,
    meant === undefined ? remedy : `did you mean '${meant}'? ${capitalize(remedy)}`
  )
}

/**
 * Parses the value of an input.
 *
 * @throws InputError with what the parser refuses
 */
export const parseInput = <T>(input: string, value: string, remedy: string, parse: (value: string) => T): T => {
  try {
    return parse(value)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new InputError(input, error.reason, remedy, error)
  }
}
