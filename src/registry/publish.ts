import { awaitAll } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import type { Digest } from '../oci/digest.js'
import { isFloatingTag } from '../oci/tag-guard.js'
import type { Content } from '../oci/types.js'
import { movedSince } from './tag-moved.js'
import { readTarget, type ReadDepth, type Target } from './targets.js'
import type { RetryPolicy } from './transport/retry.js'
import type { Transfers } from './transfers.js'
import {
  confirm,
  failedOutcome,
  failureOf,
  interruptedFailure,
  movedFailure,
  movedOutcome,
  write,
  type Write,
  type WriteOutcome
} from './write-tag.js'

/**
 * The tag of a version that was read less than this long ago is written without looking at it again: a fan-in of one tag
 * saves the round trip.
 */
const maxTargetAgeMs = 10_000

/** How often tags that other jobs write meanwhile are judged, the first time included. */
const maxRounds = 3

/** Whether a tag names something else now. */
export const isStale = ({ target, content }: Write): boolean => target.current !== content.digest

/** What tags name right before they are written. */
export type Looks = ReadonlyMap<Target, Digest | undefined>

/**
 * Writes a list by digest into every repository in which several tags are to name it, so that a failure comes before
 * the first tag changes. Beside these writes it looks at what the tags name now; `latest` is looked at beside the writes
 * of the others.
 */
export const stage = async (
  content: Content,
  targets: readonly Target[],
  { putByDigest }: Pick<Transfers, 'putByDigest'>
): Promise<Looks> => {
  const stale = targets.filter(target => isStale({ target, content }))
  if (stale.length < 2) return new Map()
  const clients = [...new Set(stale.map(({ client }) => client))]
  const first = stale.filter(({ tag }) => tag !== 'latest')
  const [seen] = await awaitAll([
    awaitAll(first.map(({ client, tag }) => client.head(tag))),
    ...clients.map(client => putByDigest(client, content))
  ])
  return new Map(first.map((target, i) => [target, seen[i]]))
}

/** How tags are published. */
export type Publication = {
  /** what {@link stage} has seen */
  readonly looks?: Looks
  /** what a tag names decides what others get: all are looked at, those of versions too, however lately they were read */
  readonly looksAtAll?: boolean
  /** whether a job must not write the tag once another one has; by default those of versions */
  readonly isOwn?: (target: Target) => boolean
  /** how much of a tag counts where it is read again */
  readonly depthOf?: (tag: string) => ReadDepth
  /**
   * Decides anew what is to be written, because other jobs have written tags.
   *
   * @param known the tags of which more is known now, by their names
   */
  readonly reconsider?: (known: ReadonlyMap<string, Target>) => Promise<readonly Write[]>
}

/**
 * What became of a look: the write is still needed (`old`), or not, or another job has moved the tag. Where a registry
 * shows another digest than that of what it gives, what it gives counts.
 */
const look = async (one: Write, { looks, looksAtAll }: Publication): Promise<WriteOutcome> => {
  const { target, content } = one
  const { client, tag, current, readAt } = target
  const isTrusted = readAt >= performance.now() - maxTargetAgeMs && !isFloatingTag(tag) && looksAtAll !== true
  try {
    const seen = looks?.has(target) === true ? looks.get(target) : isTrusted ? current : await client.head(tag)
    if (seen === current) return { ...one, names: 'old' }
    const now = seen === content.digest ? seen : (await client.content(tag))?.digest
    if (now === content.digest) return { ...one, names: 'new', isSkipped: true }
    return now === current ? { ...one, names: 'old' } : movedOutcome(one, movedSince(target.name, current, now))
  } catch (cause) {
    return failedOutcome(one, cause)
  }
}

/** Whether the tags that come later must not be written. */
const stops = ({ names, problem }: WriteOutcome): boolean => names === 'moved' || problem !== undefined

/**
 * Writes the tags once, `latest` last, and reads every one back.
 *
 * @returns what became of each; where another job has moved one, those that come after it are not written
 */
const writeOnce = async (
  writes: readonly Write[],
  policy: RetryPolicy,
  publication: Publication
): Promise<readonly WriteOutcome[]> => {
  const lookAt = (some: readonly Write[]): Promise<readonly WriteOutcome[]> =>
    Promise.all(some.map(one => look(one, publication)))
  const last = writes.filter(({ target }) => target.tag === 'latest')
  const first = await lookAt(writes.filter(({ target }) => target.tag !== 'latest'))
  if (first.some(stops)) return [...first, ...last.map((one): WriteOutcome => ({ ...one, names: 'old' }))]
  const [written, seen] = await Promise.all([
    Promise.all(first.map(async one => (one.isSkipped === true ? one : write(one)))),
    lookAt(last)
  ])
  const isStopped = [...written, ...seen].some(stops)
  // Start the writes before the reads.
  const writing = seen.map(async one => (one.isSkipped === true || isStopped ? one : confirm(await write(one), policy)))
  const reading = written.map(async one => (one.isSkipped === true ? one : confirm(one, policy)))
  return Promise.all([...reading, ...writing])
}

/** Reads the tags again that other jobs have written; all of them where what one names decides what others get. */
const readAgain = async (
  outcomes: readonly WriteOutcome[],
  policy: RetryPolicy,
  { depthOf = () => 'best-effort', looksAtAll = false }: Publication
): Promise<readonly Target[]> =>
  awaitAll(
    outcomes.map(async ({ target, content, names }) => {
      if (names === 'moved')
        policy.log.notice(`${target.name} was written by another job meanwhile: it is read and judged again.`)
      else if (!looksAtAll) return names === 'new' ? { ...target, current: content.digest } : target
      return readTarget(target.client, target.tag, depthOf(target.tag))
    })
  )

/**
 * Writes content under tags, `latest` last, and reads every tag back. Its parts must exist already. Tags that name it
 * already are not written. Right before a floating tag is written, and before every repeated attempt, it must still name
 * what was read: otherwise it is read and judged anew.
 *
 * @returns the tags that were written
 * @throws PublishError with every failure, and which tags name the new content
 */
export const publishAll = async (
  writes: readonly Write[],
  policy: RetryPolicy,
  publication: Publication = {}
): Promise<readonly Target[]> => {
  const { reconsider, isOwn = ({ tag }: Target) => !isFloatingTag(tag) } = publication
  const all = new Map<string, WriteOutcome>(writes.map(one => [one.target.name, { ...one, names: 'old' }]))
  const written = new Map<string, Target>()
  let pending = writes.filter(isStale)
  for (let round = 1; pending.length > 0; round++) {
    const outcomes = await writeOnce(
      pending,
      policy,
      round === 1 ? publication : defined({ ...publication, looks: undefined })
    )
    for (const outcome of outcomes) {
      const { target, names, isSkipped } = outcome
      all.set(target.name, outcome)
      if (names === 'new' && isSkipped !== true) written.set(target.name, target)
    }
    const touched = [...all.values()].filter(outcome => outcome.names !== 'old' || isStale(outcome))
    if (outcomes.some(({ problem }) => problem !== undefined)) throw failureOf(touched)
    const moved = outcomes.filter(({ names }) => names === 'moved')
    if (moved.length === 0) break
    if (reconsider === undefined || round === maxRounds || moved.some(({ target }) => isOwn(target)))
      throw movedFailure(touched)
    const known = await readAgain([...all.values()], policy, publication)
    for (const target of known) {
      const outcome = all.get(target.name)
      if (outcome?.names === 'moved') all.set(target.name, { target, content: outcome.content, names: 'old' })
    }
    try {
      pending = (await reconsider(new Map(known.map(target => [target.name, target])))).filter(isStale)
    } catch (cause) {
      throw interruptedFailure(cause, [...all.values()])
    }
  }
  const published = [...all.keys()].flatMap(name => written.get(name) ?? [])
  for (const { name } of published) policy.log.info(`Published ${name}`)
  return published
}

/** Writes one list under all tags, as {@link publishAll} does. */
export const publish = (
  content: Content,
  targets: readonly Target[],
  policy: RetryPolicy,
  publication: Publication = {}
): Promise<readonly Target[]> =>
  publishAll(
    targets.map(target => ({ target, content })),
    policy,
    publication
  )
