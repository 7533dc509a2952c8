/** A reference cannot be listed: it does not hold images as hosts run them. */
export class ImageError extends Error {
  override readonly name = 'ImageError'
}
