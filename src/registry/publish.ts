import type { Digest } from '../oci/digest.js'
import { isIndexType } from '../oci/media-types.js'
import { formatReference } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import { RegistryError } from './transport/errors.js'
import type { RepositoryClient } from './repository.js'
import { pause, type RetryPolicy } from './transport/retry.js'
import { settled } from '../common/await-all.js'
import type { Target } from './targets.js'
import type { Transfers } from './transfers.js'

/** Some tags could not be written; the message says which ones name the new list and which the old one. */
export class PublishError extends Error {
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
  throw new PublishError(
    `${formatReference({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s. Does another job write the same tag? Give the workflow a 'concurrency' group, and run this job again.`
  )
}

/** What a tag is to name. */
export type Write = { readonly target: Target; readonly content: Content }

/** What is known of a tag: it names the new content, or what it did before, or nobody can tell (or another job's). */
type Fate = Write & { readonly names: 'new' | 'old' | 'unknown'; readonly problem?: string; readonly cause?: unknown }

const namesOf = (fates: readonly Fate[]): string => fates.map(({ target }) => target.name).join(', ')

const describeFailure = (fates: readonly Fate[]): string => {
  const [fresh, old] = [fates.filter(({ names }) => names === 'new'), fates.filter(({ names }) => names === 'old')]
  const problems = fates.flatMap(({ problem }) => problem ?? [])
  if (old.length === fates.length) return [...problems, 'No tag was changed.'].join('\n')
  const lists = fresh.every(({ content }) => isIndexType(content.mediaType))
  if (fresh.length + old.length === 0) return problems.join('\n')
  const sentences = [
    ...(fresh.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(fresh)}.`]),
    ...(old.length === 0 ? [] : [`The others still name what they did: ${namesOf(old)}.`]),
    'Run the job again to complete them.'
  ]
  return [...problems, sentences.join(' ')].join('\n')
}

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason))

/** Writes a tag; whatever happens is told, for the other tags are written at the same time. */
const write = async ({ target, content }: Write): Promise<Fate> => {
  try {
    await target.client.put(target.tag, content)
    return { target, content, names: 'new' }
  } catch (cause) {
    const unsettled = cause instanceof RegistryError && cause.unsettled
    const problem = unsettled
      ? `${target.name} may have been written: ${messageOf(cause)} Look at it, and run the job again.`
      : `${target.name} was not written: ${messageOf(cause)}`
    return { target, content, names: unsettled ? 'unknown' : 'old', problem, cause }
  }
}

/** Reads a tag back that was written. */
const confirm = async (fate: Fate, policy: RetryPolicy): Promise<Fate> => {
  if (fate.names !== 'new') return fate
  const { target, content } = fate
  try {
    await readBack(target.client, target.tag, content.digest, policy)
    return fate
  } catch (cause) {
    const problem =
      cause instanceof PublishError
        ? cause.message
        : `${target.name} was written, but could not be read back: ${messageOf(cause)} Look at it, and run the job again.`
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
  await settled(clients.map(client => putByDigest(client, content)))
}

/**
 * Reads again what was read long ago, since minutes of copying leave time for another job: its newer release must not
 * be overwritten after a look at the older one.
 *
 * @returns the writes that are still to be done: another run of the same job may have done them
 * @throws PublishError that names the tags that name something else now
 */
const unmoved = async (writes: readonly Write[]): Promise<readonly Write[]> => {
  const trusted = performance.now() - longestTrust
  const read = await settled(
    writes.map(async one => {
      const { client, tag, current, readAt } = one.target
      return { ...one, now: readAt < trusted ? await client.head(tag) : current }
    })
  )
  const left = read.filter(({ content, now }) => now !== content.digest)
  const moved = left.filter(({ target, now }) => now !== target.current)
  if (moved.length === 0) return left
  throw new PublishError(
    [
      ...moved.map(
        ({ target, now }) =>
          `${target.name} names ${now ?? 'nothing'} now, and named ${target.current ?? 'nothing'} when this job looked: another job has written it meanwhile.`
      ),
      "No tag was changed. Give the workflow a 'concurrency' group, and run this job again."
    ].join('\n')
  )
}

/**
 * Puts content, whose parts are in place, under tags, `latest` last, and reads every tag back. Tags that name it already
 * are not written, and none is where another job has written one of them meanwhile.
 *
 * @returns the tags that were written
 * @throws PublishError that tells of every failure, and which tags name the new content
 */
export const publishAll = async (writes: readonly Write[], policy: RetryPolicy): Promise<readonly Target[]> => {
  const stale = await unmoved(writes.filter(isStale))
  const last = stale.filter(({ target }) => target.tag === 'latest')
  const first = await Promise.all(stale.filter(({ target }) => target.tag !== 'latest').map(write))
  const failed = first.some(({ problem }) => problem !== undefined)
  // What is still to be written goes out before what is only looked at.
  const writing = last.map(async (one): Promise<Fate> =>
    failed ? { ...one, names: 'old' } : confirm(await write(one), policy)
  )
  const reading = first.map(fate => confirm(fate, policy))
  const fates = await Promise.all([...reading, ...writing])
  const failure = fates.find(({ problem }) => problem !== undefined)
  if (failure !== undefined) throw new PublishError(describeFailure(fates), { cause: failure.cause })
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
