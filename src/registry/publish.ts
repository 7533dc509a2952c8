import type { Digest } from '../oci/digest.js'
import { isIndexType } from '../oci/media-types.js'
import { formatReference } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import { RegistryError } from './transport/errors.js'
import type { RepositoryClient } from './repository.js'
import { pause, type RetryPolicy } from './transport/retry.js'
import { awaitAll } from '../common/await-all.js'
import { formatUserError, reasonOf, remedyOf, UserError } from '../common/user-error.js'
import type { Target } from './targets.js'
import type { Transfers } from './transfers.js'

/** Tags could not be written; the message says which ones name the new list and which the old one. */
export class PublishError extends UserError {
  override readonly name = 'PublishError'
}

/** Registries may serve the old answer for a while after a write. */
const longestLag = 30_000

/**
 * A tag that was read less than so many milliseconds ago is written without another look: a fan-in that has nothing to
 * copy takes no longer, and is spared the round trip.
 */
const longestTrust = 10_000

/**
 * Reads a tag back until it names the digest.
 *
 * @throws PublishError when it does not within half a minute
 */
export const readBack = async (
  client: RepositoryClient,
  tag: string,
  digest: Digest,
  policy: Pick<RetryPolicy, 'sleep' | 'signal'>
): Promise<void> => {
  let seen: Digest | undefined
  for (let waited = 0, ms = 500; ; waited += ms, ms = Math.min(ms * 2, longestLag - waited)) {
    seen = await client.head(tag)
    if (seen === digest) return
    if (waited >= longestLag) break
    await pause(ms, policy)
  }
  throw new PublishError({
    what: `${formatReference({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s`,
    remedy: "If another job writes the same tag, give the workflow a 'concurrency' group. Run this job again"
  })
}

/** What a tag is to name. */
export type Write = { readonly target: Target; readonly content: Content }

/**
 * What became of a write: the tag names the new content, or what it did before, or nobody can tell (or what another job
 * has written).
 */
type WriteOutcome = Write & {
  readonly names: 'new' | 'old' | 'unknown'
  /** sentences, where it failed */
  readonly problem?: string
  readonly cause?: unknown
}

const namesOf = (outcomes: readonly WriteOutcome[]): string => outcomes.map(({ target }) => target.name).join(', ')

/** Which tags name what, after a failure. */
const describeState = (outcomes: readonly WriteOutcome[]): string | undefined => {
  const written = outcomes.filter(({ names }) => names === 'new')
  const unchanged = outcomes.filter(({ names }) => names === 'old')
  if (unchanged.length === outcomes.length) return 'No tag was changed.'
  if (written.length + unchanged.length === 0) return undefined
  const lists = written.every(({ content }) => isIndexType(content.mediaType))
  return [
    ...(written.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(written)}.`]),
    ...(unchanged.length === 0 ? [] : [`These tags were not changed: ${namesOf(unchanged)}.`]),
    'Run the job again to complete them.'
  ].join(' ')
}

const failureOf = (outcomes: readonly WriteOutcome[]): PublishError => {
  const failed = outcomes.filter(({ problem }) => problem !== undefined)
  const [first = '', ...others] = failed.flatMap(({ problem }) => problem ?? [])
  const what =
    others.length === 0 ? { what: first } : { what: 'not all tags could be written', problems: [first, ...others] }
  return new PublishError({ ...what, remedy: describeState(outcomes), cause: failed[0]?.cause })
}

const checkTag = 'Check what the tag names, and run the job again.'

/** What failed, and what its cause says: why, and what to do. */
const describeProblem = (what: string, cause: unknown, remedy = remedyOf(cause)): string =>
  formatUserError({ what, why: reasonOf(cause), remedy })

/** Writes a tag; a failure is an outcome, for the other tags are written at the same time. */
const write = async ({ target, content }: Write): Promise<WriteOutcome> => {
  try {
    await target.client.put(target.tag, content)
    return { target, content, names: 'new' }
  } catch (cause) {
    if (cause instanceof RegistryError && cause.outcomeUnknown) {
      const problem = describeProblem(`${target.name} may have been written`, cause, checkTag)
      return { target, content, names: 'unknown', problem, cause }
    }
    return { target, content, names: 'old', problem: describeProblem(`${target.name} was not written`, cause), cause }
  }
}

/** Reads a tag back that was written. */
const confirm = async (outcome: WriteOutcome, policy: RetryPolicy): Promise<WriteOutcome> => {
  if (outcome.names !== 'new') return outcome
  const { target, content } = outcome
  try {
    await readBack(target.client, target.tag, content.digest, policy)
    return outcome
  } catch (cause) {
    const problem =
      cause instanceof PublishError
        ? cause.message
        : describeProblem(`${target.name} was written, but could not be read back`, cause, checkTag)
    return { target, content, names: 'unknown', problem, cause }
  }
}

/** Whether a tag names something else than it is to name. */
export const isStale = ({ target, content }: Write): boolean => target.current !== content.digest

/**
 * Puts a list by digest into every repository in which several tags are to name it: what can go wrong goes wrong before
 * the first tag changes.
 */
export const stage = async (
  content: Content,
  targets: readonly Target[],
  { putByDigest }: Pick<Transfers, 'putByDigest'>
): Promise<void> => {
  const stale = targets.filter(target => isStale({ target, content }))
  if (stale.length < 2) return
  const clients = [...new Set(stale.map(({ client }) => client))]
  await awaitAll(clients.map(client => putByDigest(client, content)))
}

/**
 * Reads again what was read long ago, since minutes of copying leave time for another job: its newer release must not
 * be overwritten after a look at the older one.
 *
 * @returns the writes that are still to be done: another run of the same job may have done them
 * @throws PublishError that names the tags that name something else now
 */
const recheckTargets = async (writes: readonly Write[]): Promise<readonly Write[]> => {
  const trusted = performance.now() - longestTrust
  const read = await awaitAll(
    writes.map(async one => {
      const { client, tag, current, readAt } = one.target
      return { ...one, now: readAt < trusted ? await client.head(tag) : current }
    })
  )
  const left = read.filter(({ content, now }) => now !== content.digest)
  const moved = left.filter(({ target, now }) => now !== target.current)
  if (moved.length === 0) return left
  const problems = moved.map(
    ({ target, now }) =>
      `${target.name} names ${now ?? 'nothing'} now, and named ${target.current ?? 'nothing'} when this job read it`
  )
  throw new PublishError({
    what: 'another job has written these tags meanwhile',
    problems,
    remedy: "No tag was changed. Give the workflow a 'concurrency' group, and run this job again"
  })
}

/**
 * Puts content, whose parts are in place, under tags, `latest` last, and reads every tag back. Tags that name it already
 * are not written, and none is where another job has written one of them meanwhile.
 *
 * @returns the tags that were written
 * @throws PublishError that tells of every failure, and which tags name the new content
 */
export const publishAll = async (writes: readonly Write[], policy: RetryPolicy): Promise<readonly Target[]> => {
  const stale = await recheckTargets(writes.filter(isStale))
  const last = stale.filter(({ target }) => target.tag === 'latest')
  const first = await Promise.all(stale.filter(({ target }) => target.tag !== 'latest').map(write))
  const failed = first.some(({ problem }) => problem !== undefined)
  // What is still to be written goes out before what is only looked at.
  const writing = last.map(async (one): Promise<WriteOutcome> =>
    failed ? { ...one, names: 'old' } : confirm(await write(one), policy)
  )
  const reading = first.map(outcome => confirm(outcome, policy))
  const outcomes = await Promise.all([...reading, ...writing])
  if (outcomes.some(({ problem }) => problem !== undefined)) throw failureOf(outcomes)
  for (const { target } of stale) policy.log.info(`Published ${target.name}`)
  return stale.map(({ target }) => target)
}

/** Puts one list under all tags, as {@link publishAll} does. */
export const publish = (
  content: Content,
  targets: readonly Target[],
  policy: RetryPolicy
): Promise<readonly Target[]> =>
  publishAll(
    targets.map(target => ({ target, content })),
    policy
  )
