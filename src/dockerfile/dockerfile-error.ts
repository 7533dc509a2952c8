import { UserError, type UserErrorParts } from '../common/user-error.js'

/** A Dockerfile cannot be read. */
export class DockerfileError extends UserError {
  override readonly name = 'DockerfileError'
  /** the line at fault, from 1; undefined: the whole file */
  readonly line: number | undefined

  constructor({ line, ...parts }: UserErrorParts & { readonly line?: number }) {
    super(
      line === undefined ? parts : { ...parts, what: `line ${line} of the Dockerfile cannot be read`, why: parts.what }
    )
    this.line = line
  }
}
