import { formatUserError, reasonOf, remedyOf, UserError } from '../common/user-error.js'
import { isIndexType } from '../oci/media-types.js'
import type { Content } from '../oci/types.js'
import { rewrittenRemedy } from './manifests.js'
import { PublishError } from './publish-error.js'
import { ChangedContentError, changedError, readBack } from './read-back.js'
import { TagMovedError } from './tag-moved.js'
import type { Target } from './targets.js'
import { RegistryError } from './transport/errors.js'
import type { RetryPolicy } from './transport/retry.js'

/** The content that a tag is to name. */
export type Write = { readonly target: Target; readonly content: Content }

/** The outcome of a write: the tag names the new content, what it named before, that of another job, or it is unknown. */
export type WriteOutcome = Write & {
  readonly names: 'new' | 'old' | 'moved' | 'unknown'
  /** another run has written the same content meanwhile */
  readonly isSkipped?: boolean
  /** the tag was written before another job moved it */
  readonly wasWritten?: boolean
  /** sentences, where it failed */
  readonly problem?: string
  readonly cause?: unknown
}

const namesOf = (outcomes: readonly WriteOutcome[]): string => outcomes.map(({ target }) => target.name).join(', ')

const withState = (outcomes: readonly WriteOutcome[], state: WriteOutcome['names']): readonly string[] =>
  outcomes.flatMap(({ target, names }) => (names === state ? [target.name] : []))

const isClientError = (status = 0): boolean => status >= 400 && status < 500

/** Whether a registry refused a write for a permanent reason, such as a lock or missing rights. */
const isPermanentRefusal = (cause: unknown): boolean =>
  cause instanceof RegistryError && !cause.temporary && isClientError(cause.status)

const isChanged = ({ cause }: WriteOutcome): boolean => cause instanceof ChangedContentError

/** What completes the tags. */
const nextStep = (outcomes: readonly WriteOutcome[]): string => {
  if (outcomes.some(isChanged)) return 'Run the job again once the registry stores manifests unchanged.'
  return outcomes.some(({ cause }) => isPermanentRefusal(cause))
    ? 'Run the job again once the registry accepts the writes.'
    : 'Run the job again to complete them.'
}

/** Which tags name what, after a failure. */
const describeState = (outcomes: readonly WriteOutcome[]): string | undefined => {
  const written = outcomes.filter(({ names }) => names === 'new')
  const unchanged = outcomes.filter(({ names }) => names === 'old')
  if (outcomes.every(({ names, wasWritten }) => names === 'old' || (names === 'moved' && wasWritten !== true)))
    return 'No tag was changed.'
  if (written.length + unchanged.length === 0) return undefined
  const lists = written.every(({ content }) => isIndexType(content.mediaType))
  return [
    ...(written.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(written)}.`]),
    ...(unchanged.length === 0 ? [] : [`These tags were not changed: ${namesOf(unchanged)}.`]),
    nextStep(outcomes)
  ].join(' ')
}

/** The error for tags of which some could not be written. */
export const failureOf = (outcomes: readonly WriteOutcome[]): PublishError => {
  const failed = outcomes.filter(({ problem, names }) => problem !== undefined || names === 'moved')
  const [first = '', ...others] = failed.map(({ problem, cause }) => problem ?? reasonOf(cause))
  const what =
    others.length === 0 ? { what: first } : { what: 'not all tags could be written', problems: [first, ...others] }
  const remedies = [outcomes.some(isChanged) ? rewrittenRemedy : undefined, describeState(outcomes)]
  const remedy = remedies.filter(one => one !== undefined).join(' ')
  return new PublishError(
    { ...what, remedy: remedy === '' ? undefined : remedy, cause: failed[0]?.cause },
    { written: withState(outcomes, 'new'), unchanged: withState(outcomes, 'old') }
  )
}

/**
 * The error for tags that another job has written.
 *
 * @param outcomes of all tags
 */
export const movedFailure = (outcomes: readonly WriteOutcome[]): PublishError => {
  const problems = outcomes.flatMap(({ names, cause }) => (names === 'moved' ? [reasonOf(cause)] : []))
  const remedies = [describeState(outcomes), "Give the workflow a 'concurrency' group, and run this job again"]
  return new PublishError(
    {
      what: 'another job has written these tags meanwhile',
      problems,
      remedy: remedies.filter(remedy => remedy !== undefined).join(' ')
    },
    { written: withState(outcomes, 'new'), unchanged: withState(outcomes, 'old') }
  )
}

/**
 * The error of work that failed between writes: it also says which tags name what by then.
 *
 * @param outcomes of all tags
 */
export const interruptedFailure = (cause: unknown, outcomes: readonly WriteOutcome[]): unknown => {
  if (!(cause instanceof UserError) || !outcomes.some(({ names }) => names === 'new')) return cause
  const remedy = [cause.parts.remedy, describeState(outcomes)].flatMap(text => text ?? []).join('. ')
  return new PublishError(
    { ...cause.parts, remedy, cause },
    { written: withState(outcomes, 'new'), unchanged: withState(outcomes, 'old') }
  )
}

const checkTag = 'Check what the tag names, and run the job again.'

/** Sentences about a failure, with the reason and the remedy of its cause. */
const describeProblem = (what: string, cause: unknown, remedy = remedyOf(cause)): string =>
  formatUserError({ what, why: reasonOf(cause), remedy })

/** The remedy is the same for all tags, so it is given once. */
const changedOutcome = ({ target, content }: Write, cause: ChangedContentError): WriteOutcome => {
  const { what, why } = cause.parts
  return { target, content, names: 'unknown', problem: formatUserError({ what, why }), cause }
}

/** Another job has written the tag: whether that is a failure is decided by what it names now. */
export const movedOutcome = ({ target, content }: Write, cause: TagMovedError, wasWritten = false): WriteOutcome => ({
  target,
  content,
  names: 'moved',
  wasWritten,
  cause
})

/** The tag still names what it named before. */
export const failedOutcome = ({ target, content }: Write, cause: unknown): WriteOutcome => ({
  target,
  content,
  names: 'old',
  problem: describeProblem(`${target.name} was not written`, cause),
  cause
})

/** Writes a tag. A failure is an outcome too, because the other tags are written at the same time. */
export const write = async ({ target, content }: Write): Promise<WriteOutcome> => {
  try {
    await target.client.put(target.tag, content, { digest: target.current })
    return { target, content, names: 'new' }
  } catch (cause) {
    if (cause instanceof TagMovedError) return movedOutcome({ target, content }, cause)
    if (cause instanceof RegistryError && cause.storedAs !== undefined) {
      return changedOutcome({ target, content }, changedError(target.name, content.digest, cause.storedAs))
    }
    if (cause instanceof RegistryError && cause.outcomeUnknown) {
      const problem = describeProblem(`${target.name} may have been written`, cause, checkTag)
      return { target, content, names: 'unknown', problem, cause }
    }
    return failedOutcome({ target, content }, cause)
  }
}

/** Reads a written tag back. */
export const confirm = async (outcome: WriteOutcome, policy: RetryPolicy): Promise<WriteOutcome> => {
  if (outcome.names !== 'new') return outcome
  const { target, content } = outcome
  try {
    await readBack(target.client, target.tag, { digest: content.digest, content, before: target.current }, policy)
    return outcome
  } catch (cause) {
    if (cause instanceof TagMovedError) return movedOutcome(outcome, cause, true)
    if (cause instanceof ChangedContentError) return changedOutcome(outcome, cause)
    const problem =
      cause instanceof PublishError
        ? cause.message
        : describeProblem(`${target.name} was written, but could not be read back`, cause, checkTag)
    return { target, content, names: 'unknown', problem, cause }
  }
}
