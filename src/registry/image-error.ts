import { UserError } from '../common/user-error.js'

/** A reference is not an image that hosts can run, or not a list of such images. */
export class ImageError extends UserError {
  override readonly name = 'ImageError'
}
