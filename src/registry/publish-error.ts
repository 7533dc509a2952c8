import { UserError, type UserErrorParts } from '../common/user-error.js'

/** Tags by their names as users write them. Tags of unknown state appear in neither list. */
export type TagStates = { readonly written: readonly string[]; readonly unchanged: readonly string[] }

/** Tags could not be written. The message says which ones name the new content, and which are unchanged. */
export class PublishError extends UserError {
  override readonly name = 'PublishError'

  constructor(
    parts: UserErrorParts,
    readonly tags?: TagStates
  ) {
    super(parts)
  }
}
