import { UserError } from '../common/user-error.js'
import type { Annotation } from '../runner/core.js'

/** How the failure of a step is reported. */
export type Failure = {
  readonly message: string
  readonly annotation: Annotation
  /** whether users can do nothing about it: it is a bug of this action */
  readonly isBug: boolean
}

/** The form for bugs in the repository that this action comes from; a local action (`uses: ./`) names none. */
const bugForm = ({
  GITHUB_SERVER_URL: server = '',
  GITHUB_ACTION_REPOSITORY: repository = ''
}: NodeJS.ProcessEnv): string =>
  server === '' || repository === '' ? '' : `: ${server}/${repository}/issues/new?template=bug.yml`

/**
 * Tells a refusal from a bug: what users can do something about is a {@link UserError}.
 *
 * @param env the variables of the runner
 */
export const describeFailure = (error: unknown, env: NodeJS.ProcessEnv): Failure => {
  if (error instanceof UserError)
    return { message: error.message, annotation: error.parts.location ?? {}, isBug: false }
  const reason = error instanceof Error ? error.message : String(error)
  return {
    message: `${reason}\nThis is a bug of this action. Please report it with the log of this step${bugForm(env)}`,
    annotation: { title: 'Unexpected error' },
    isBug: true
  }
}

/** The stacks of an error and of its causes. */
export const stacksOf = (error: unknown): readonly string[] =>
  error instanceof Error ? [error.stack ?? error.message, ...stacksOf(error.cause)] : []
