/** A file of the workspace, or a line of one, as annotations name it. */
export type Location = {
  /** relative to the workspace, with slashes */
  readonly file: string
  /** from 1; without it the whole file is at fault */
  readonly startLine?: number
}

/** What a user reads about a failure. */
export type UserErrorParts = {
  /** what failed: `reading ghcr.io/org/app:v1` */
  readonly what: string
  readonly why?: string | undefined
  /** sentences of their own, each on a line below the rest */
  readonly problems?: readonly string[] | undefined
  /** what to do about it */
  readonly remedy?: string | undefined
  /** the name in action.yml of the input at fault */
  readonly input?: string | undefined
  /** the file or the line at fault */
  readonly location?: Location | undefined
  readonly cause?: unknown
}

/** Upper-cases the first letter, unless the text begins with a name that has a case of its own (`ghcr.io/org/app`). */
export const capitalize = (text: string): string =>
  /^[a-z][a-z'’-]*[,:;.!?)]*(?:\s|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text

/** The text without the full stop at its end; an ellipsis stays. */
export const withoutFullStop = (text: string): string => text.trim().replace(/(?<!\.)\.{1,2}$/, '')

/** Whether a text ends in lines of their own, as the output of a program does: `docker build failed:\n…`. */
const endsInLines = (text: string): boolean => text.includes(':\n')

/** The text with one full stop at its end, unless it ends in another mark, or in lines of their own. */
const withFullStop = (text: string): string => {
  // Lines of a program are kept unchanged, with or without a full stop.
  if (endsInLines(text)) return text.trim()
  const trimmed = withoutFullStop(text)
  return /[.!?:…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** A text as a sentence: a capital letter first, and one full stop at the end. */
export const sentence = (text: string): string => capitalize(withFullStop(text))

/** `Input 'tags': what: why. What to do.`, or `Input 'tags' is required. What to do.` */
export const formatUserError = ({ what, why, problems = [], remedy, input }: UserErrorParts): string => {
  const failure = why === undefined ? what : `${withoutFullStop(what)}: ${why}`
  const named = input === undefined || failure.startsWith(`Input '${input}'`)
  const text = named ? failure : `Input '${input}': ${failure}`
  const lines = problems.map(problem => `- ${sentence(problem)}`)
  const body = lines.length === 0 ? sentence(text) : [`${capitalize(withoutFullStop(text))}:`, ...lines].join('\n')
  if (remedy === undefined) return body
  return `${body}${endsInLines(body) ? '\n' : ' '}${sentence(remedy)}`
}

/** One error about several problems: a single one is the error itself, more stand below a heading, at the first place. */
export const joinProblems = (problems: readonly UserErrorParts[], heading: string): UserErrorParts => {
  const [first = { what: heading }, ...others] = problems
  if (others.length === 0) return first
  const location = problems.find(problem => problem.location !== undefined)?.location
  return { what: heading, problems: problems.map(formatUserError), location }
}

/**
 * A failure that the user can do something about: bad input, a refusal, a registry that does not respond.
 * Anything else that is thrown is a bug of this action.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError'
  readonly parts: UserErrorParts

  constructor(parts: UserErrorParts) {
    super(formatUserError(parts), parts.cause === undefined ? undefined : { cause: parts.cause })
    this.parts = parts
  }

  /** What failed and why, as half a sentence for the error of whatever failed because of it. */
  get reason(): string {
    const { what, why } = this.parts
    return withoutFullStop(why === undefined ? what : `${withoutFullStop(what)}: ${why}`)
  }
}

/** Why something failed, as half a sentence for the error of whatever failed because of it. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof UserError) return error.reason
  return withoutFullStop(error instanceof Error ? error.message : String(error))
}

/** What to do about a failure, as far as its error says. */
export const remedyOf = (error: unknown): string | undefined =>
  error instanceof UserError ? error.parts.remedy : undefined
