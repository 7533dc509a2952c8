import { UserError } from './user-error.js'

/** Images cannot become what they are to become; the message holds every problem. */
export class RefusedError extends UserError {
  override readonly name = 'RefusedError'

  /** @param problems sentences, each with what to do */
  constructor(
    readonly problems: readonly string[],
    heading = 'the list cannot be made'
  ) {
    const [first = heading, ...others] = problems
    super(others.length === 0 ? { what: first } : { what: heading, problems })
  }
}
