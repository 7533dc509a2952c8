import type { Digest } from '../oci/digest.js'
import { isIndexType } from '../oci/media-types.js'
import { formatReference } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import type { RepositoryClient } from './repository.js'
import type { RetryPolicy } from './retry.js'
import { settled } from './settled.js'
import type { Target } from './targets.js'

/** Some tags could not be written; the message says which ones name the new list and which the old one. */
export class PublishError extends Error {
  override readonly name = 'PublishError'
}

/** Registries may serve the old answer for a while after a write. */
const longestLag = 30_000

const nameOf = ({ client, tag }: Target): string => formatReference({ ...client.repository, tag })

/**
 * Reads a tag back until it names the digest.
 *
 * @throws PublishError when it does not within half a minute
 */
export const readBack = async (
  client: RepositoryClient,
  tag: string,
  digest: Digest,
  { sleep }: Pick<RetryPolicy, 'sleep'>
): Promise<void> => {
  let seen: Digest | undefined
  for (let waited = 0, pause = 500; ; waited += pause, pause = Math.min(pause * 2, longestLag - waited)) {
    seen = await client.head(tag)
    if (seen === digest) return
    if (waited >= longestLag) break
    await sleep(pause)
  }
  throw new PublishError(
    `${formatReference({ ...client.repository, tag })} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${longestLag / 1000} s. Does another job write the same tag? Give the workflow a 'concurrency' group, and run this job again.`
  )
}

/** What a tag is to name. */
export type Write = { readonly target: Target; readonly content: Content }

const namesOf = (writes: readonly Write[]): string => writes.map(({ target }) => nameOf(target)).join(', ')

const describeFailure = (
  failed: readonly (Write & { readonly reason: unknown })[],
  written: readonly Write[],
  untouched: readonly Write[]
): string => {
  const lists = [...failed, ...written].every(({ content }) => isIndexType(content.mediaType))
  return [
    ...failed.map(
      ({ target, reason }) =>
        `${nameOf(target)} was not written: ${reason instanceof Error ? reason.message : String(reason)}`
    ),
    written.length === 0
      ? 'No tag was changed.'
      : `These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(written)}. The others still name what they did: ${namesOf([...failed, ...untouched])}. Run the job again to complete them.`
  ].join('\n')
}

/** Writes tags at once; those written before go into the error when one fails. */
const writeTags = async (
  writes: readonly Write[],
  before: readonly Write[],
  after: readonly Write[]
): Promise<void> => {
  const results = await Promise.allSettled(
    writes.map(({ target: { client, tag }, content }) => client.put(tag, content))
  )
  const failed = writes.flatMap((write, i) => {
    const result = results[i]
    return result?.status === 'rejected' ? [{ ...write, reason: result.reason as unknown }] : []
  })
  if (failed.length === 0) return
  const written = writes.filter(({ target }) => !failed.some(other => other.target === target))
  throw new PublishError(describeFailure(failed, [...before, ...written], after), { cause: failed[0]?.reason })
}

/** Whether a tag names something else than it is to name. */
export const isStale = ({ target, content }: Write): boolean => target.current !== content.digest

/**
 * Puts a list by digest into every repository in which several tags are to name it: what can go wrong goes wrong before
 * the first tag changes.
 */
export const stage = async (content: Content, targets: readonly Target[]): Promise<void> => {
  const stale = targets.filter(target => isStale({ target, content }))
  if (stale.length < 2) return
  const clients = [...new Set(stale.map(({ client }) => client))]
  await settled(clients.map(client => client.put(content.digest, content)))
}

/**
 * Puts content, whose parts are in place, under tags, `latest` last, and reads every tag back. Tags that name it already
 * are not written.
 *
 * @returns the tags that were written
 * @throws PublishError that tells which tags name the new content
 */
export const publishAll = async (writes: readonly Write[], policy: RetryPolicy): Promise<readonly Target[]> => {
  const stale = writes.filter(isStale)
  const last = stale.filter(({ target }) => target.tag === 'latest')
  const first = stale.filter(({ target }) => target.tag !== 'latest')
  const confirm = (written: readonly Write[]): Promise<unknown> =>
    settled(written.map(({ target: { client, tag }, content }) => readBack(client, tag, content.digest, policy)))

  await writeTags(first, [], last)
  await settled([confirm(first), writeTags(last, first, []).then(() => confirm(last))])
  for (const { target } of stale) policy.log.info(`Published ${nameOf(target)}`)
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
