import { joinProblems, UserError, type UserErrorParts } from './user-error.js'

/** Images cannot become what they are to become; the message holds every problem. */
export class RefusedError extends UserError {
  override readonly name = 'RefusedError'

  constructor(
    readonly problems: readonly UserErrorParts[],
    heading = 'the list cannot be made'
  ) {
    super(joinProblems(problems, heading))
  }
}
