import { UserError } from '../common/user-error.js'

/** A file that cannot become part of an image. */
export class FilesError extends UserError {
  override readonly name = 'FilesError'

  /** @param what names the file */
  constructor(what: string, remedy: string, cause?: unknown) {
    super({ input: 'files', what, remedy, cause })
  }
}
