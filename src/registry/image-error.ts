import { UserError } from '../common/user-error.js'

/** A reference cannot be listed: it does not hold images as hosts run them. */
export class ImageError extends UserError {
  override readonly name = 'ImageError'
}
