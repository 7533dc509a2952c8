import { UserError } from '../common/user-error.js'

/** A Dockerfile cannot be read; the message names the line. */
export class DockerfileError extends UserError {
  override readonly name = 'DockerfileError'
}
