/** What a user reads about a failure. */
export type UserErrorParts = {
  /** what failed: `reading ghcr.io/org/app:v1` */
  readonly what: string
  readonly why?: string | undefined
  /** what to do about it */
  readonly remedy?: string | undefined
  /** the name in action.yml of the input at fault */
  readonly input?: string | undefined
  readonly cause?: unknown
}

/** A text as a sentence: a capital letter first, and one full stop at the end. */
export const sentence = (text: string): string => {
  const trimmed = text.trim()
  const end = /[.!?:]$/.test(trimmed) || trimmed.includes('\n') ? '' : '.'
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${end}`
}

/** `Input 'tags': what: why. What to do.` */
export const formatUserError = ({ what, why, remedy, input }: UserErrorParts): string => {
  const failure = sentence(why === undefined ? what : `${what}: ${why}`)
  const located =
    input === undefined ? failure : `Input '${input}': ${failure.charAt(0).toLowerCase()}${failure.slice(1)}`
  return remedy === undefined ? located : `${located} ${sentence(remedy)}`
}

/**
 * A failure that the user can do something about: bad input, a refusal, a registry that does not answer.
 * Anything else that is thrown is a bug of this action.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError'
  readonly parts: UserErrorParts

  constructor(parts: UserErrorParts) {
    super(formatUserError(parts), { cause: parts.cause })
    this.parts = parts
  }
}
