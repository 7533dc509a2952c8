import { UserError } from '../common/user-error.js'
import type { Digest } from '../oci/digest.js'

/** Another job has written a tag: since this job read it, or after this job wrote it. */
export class TagMovedError extends UserError {
  override readonly name = 'TagMovedError'
}

/**
 * The error of a tag that another job has written since this job read it.
 *
 * @param tag as users write it
 */
export const movedSince = (tag: string, before: Digest | undefined, now: Digest | undefined): TagMovedError =>
  new TagMovedError({
    what: `${tag} names ${now ?? 'nothing'} now, and named ${before ?? 'nothing'} when this job read it`
  })
