/** An input cannot be used: which one, what is wrong with it, and what to write instead. */
export class InputError extends Error {
  override readonly name = 'InputError'

  /**
   * @param input its name in action.yml
   * @param what what is wrong, with the value
   * @param remedy what to do
   */
  constructor(
    readonly input: string,
    what: string,
    remedy: string,
    cause?: unknown
  ) {
    super(`Input '${input}': ${what}. ${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`, { cause })
  }
}
