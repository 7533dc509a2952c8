import { isDeepStrictEqual } from 'node:util'

import { awaitAll } from '../common/await-all.js'
import { parseJson } from '../common/json.js'
import { formatUserError, reasonOf, remedyOf } from '../common/user-error.js'
import type { Digest } from '../oci/digest.js'
import { isIndexType } from '../oci/media-types.js'
import { formatReference } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import { rewrittenRemedy } from './manifests.js'
import type { RepositoryClient } from './repository.js'
import { PublishError } from './publish-error.js'
import type { Target } from './targets.js'
import { RegistryError } from './transport/errors.js'
import { pause, type RetryPolicy } from './transport/retry.js'
import type { Transfers } from './transfers.js'

/** Registries may show the old content for a while after a write. */
const readBackTimeoutMs = 30_000

/**
 * A tag that was read less than this long ago is written without reading it again: a fan-in that has nothing to copy
 * takes no longer, and saves the round trip.
 */
const maxTargetAgeMs = 10_000

/** The registry stored other content than was sent: the tag was written, and writing it again does not help. */
class ChangedContentError extends PublishError {}

/** What was written under a tag. */
type Written = {
  readonly digest: Digest
  /** undefined where it was written by docker */
  readonly content?: Content
  /** what the tag named before, where that is known */
  readonly before?: Digest | undefined
}

const changedError = (name: string, sent: Digest, stored: Digest): ChangedContentError =>
  new ChangedContentError({
    what: `${name} was written, but the registry changed it`,
    why: `it names ${stored} instead of ${sent}`,
    remedy: rewrittenRemedy
  })

const jsonOf = ({ bytes }: Content): unknown => parseJson(new TextDecoder().decode(bytes))

/**
 * Whether the content of a tag is what was sent, whatever digest the registry shows for the tag.
 *
 * @throws PublishError where it is the same JSON in other bytes
 */
const holdsContent = async (client: RepositoryClient, tag: string, sent: Content): Promise<boolean> => {
  const found = await client.content(tag)
  if (found === undefined || found.digest === sent.digest) return found !== undefined
  const json = jsonOf(found)
  if (json === undefined || !isDeepStrictEqual(json, jsonOf(sent))) return false
  throw changedError(formatReference({ ...client.repository, tag }), sent.digest, found.digest)
}

/**
 * Reads a tag back until it names what was written.
 *
 * @throws PublishError when it does not within half a minute, or at once where the registry has changed the content
 */
export const readBack = async (
  client: RepositoryClient,
  tag: string,
  { digest, content, before }: Written,
  policy: Pick<RetryPolicy, 'sleep' | 'signal'>
): Promise<void> => {
  // The content of each digest that the registry shows is read once.
  const known = new Set([undefined, before])
  let seen: Digest | undefined
  for (let waited = 0, ms = 500; ; waited += ms, ms = Math.min(ms * 2, readBackTimeoutMs - waited)) {
    seen = await client.head(tag)
    if (seen === digest) return
    const isLast = waited >= readBackTimeoutMs
    const needsContent = content !== undefined && (isLast || !known.has(seen))
    if (needsContent && (await holdsContent(client, tag, content))) return
    if (isLast) break
    known.add(seen)
    await pause(ms, policy)
  }
  // Docker does not report that the registry stored its image under another digest.
  if (seen !== undefined && content === undefined && (await client.head(digest)) === undefined)
    throw changedError(formatReference({ ...client.repository, tag }), digest, seen)
  throw new PublishError({
    what: `${formatReference({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${readBackTimeoutMs / 1000} s`,
    remedy: "If another job writes the same tag, give the workflow a 'concurrency' group. Run this job again"
  })
}

/** The content that a tag is to name. */
export type Write = { readonly target: Target; readonly content: Content }

/**
 * The outcome of a write: the tag names the new content, or what it named before, or it is unknown which (or another
 * job has written it).
 */
type WriteOutcome = Write & {
  readonly names: 'new' | 'old' | 'unknown'
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
  if (unchanged.length === outcomes.length) return 'No tag was changed.'
  if (written.length + unchanged.length === 0) return undefined
  const lists = written.every(({ content }) => isIndexType(content.mediaType))
  return [
    ...(written.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(written)}.`]),
    ...(unchanged.length === 0 ? [] : [`These tags were not changed: ${namesOf(unchanged)}.`]),
    nextStep(outcomes)
  ].join(' ')
}

const failureOf = (outcomes: readonly WriteOutcome[]): PublishError => {
  const failed = outcomes.filter(({ problem }) => problem !== undefined)
  const [first = '', ...others] = failed.flatMap(({ problem }) => problem ?? [])
  const what =
    others.length === 0 ? { what: first } : { what: 'not all tags could be written', problems: [first, ...others] }
  const remedies = [outcomes.some(isChanged) ? rewrittenRemedy : undefined, describeState(outcomes)]
  const remedy = remedies.filter(one => one !== undefined).join(' ')
  return new PublishError(
    { ...what, remedy: remedy === '' ? undefined : remedy, cause: failed[0]?.cause },
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

/** Writes a tag. A failure is an outcome too, because the other tags are written at the same time. */
const write = async ({ target, content }: Write): Promise<WriteOutcome> => {
  try {
    await target.client.put(target.tag, content)
    return { target, content, names: 'new' }
  } catch (cause) {
    if (cause instanceof RegistryError && cause.storedAs !== undefined) {
      return changedOutcome({ target, content }, changedError(target.name, content.digest, cause.storedAs))
    }
    if (cause instanceof RegistryError && cause.outcomeUnknown) {
      const problem = describeProblem(`${target.name} may have been written`, cause, checkTag)
      return { target, content, names: 'unknown', problem, cause }
    }
    return { target, content, names: 'old', problem: describeProblem(`${target.name} was not written`, cause), cause }
  }
}

/** Reads a written tag back. */
const confirm = async (outcome: WriteOutcome, policy: RetryPolicy): Promise<WriteOutcome> => {
  if (outcome.names !== 'new') return outcome
  const { target, content } = outcome
  try {
    await readBack(target.client, target.tag, { digest: content.digest, content, before: target.current }, policy)
    return outcome
  } catch (cause) {
    if (cause instanceof ChangedContentError) return changedOutcome(outcome, cause)
    const problem =
      cause instanceof PublishError
        ? cause.message
        : describeProblem(`${target.name} was written, but could not be read back`, cause, checkTag)
    return { target, content, names: 'unknown', problem, cause }
  }
}

/** Whether a tag names something else now. */
export const isStale = ({ target, content }: Write): boolean => target.current !== content.digest

/**
 * Writes a list by digest into every repository in which several tags are to name it, so that a failure comes before
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
 * Reads targets again that were read too long ago: copying takes minutes, in which another job may publish a newer
 * release. It must not be overwritten.
 *
 * @returns the writes that are still needed: another run of the same job may have done some
 * @throws PublishError with the tags that another job has changed
 */
const recheckTargets = async (writes: readonly Write[]): Promise<readonly Write[]> => {
  const trusted = performance.now() - maxTargetAgeMs
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
 * Writes content under tags, `latest` last, and reads every tag back. Its parts must exist already. Tags that name it
 * already are not written. If another job has changed one of the tags, none is written.
 *
 * @returns the tags that were written
 * @throws PublishError with every failure, and which tags name the new content
 */
export const publishAll = async (writes: readonly Write[], policy: RetryPolicy): Promise<readonly Target[]> => {
  const stale = await recheckTargets(writes.filter(isStale))
  const last = stale.filter(({ target }) => target.tag === 'latest')
  const first = await Promise.all(stale.filter(({ target }) => target.tag !== 'latest').map(write))
  const failed = first.some(({ problem }) => problem !== undefined)
  // Start the writes before the reads.
  const writing = last.map(async (one): Promise<WriteOutcome> =>
    failed ? { ...one, names: 'old' } : confirm(await write(one), policy)
  )
  const reading = first.map(outcome => confirm(outcome, policy))
  const outcomes = await Promise.all([...reading, ...writing])
  if (outcomes.some(({ problem }) => problem !== undefined)) throw failureOf(outcomes)
  for (const { target } of stale) policy.log.info(`Published ${target.name}`)
  return stale.map(({ target }) => target)
}

/** Writes one list under all tags, as {@link publishAll} does. */
export const publish = (
  content: Content,
  targets: readonly Target[],
  policy: RetryPolicy
): Promise<readonly Target[]> =>
  publishAll(
    targets.map(target => ({ target, content })),
    policy
  )
