import type { Digest } from '../oci/digest.js'
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

const describeFailure = (
  failed: readonly { target: Target; reason: unknown }[],
  written: readonly Target[],
  untouched: readonly Target[]
): string =>
  [
    ...failed.map(
      ({ target, reason }) =>
        `${nameOf(target)} was not written: ${reason instanceof Error ? reason.message : String(reason)}`
    ),
    written.length === 0
      ? 'No tag was changed.'
      : `These tags name the new list: ${written.map(nameOf).join(', ')}. The others still name what they did: ${[...failed.map(({ target }) => target), ...untouched].map(nameOf).join(', ')}. Run the job again to complete them.`
  ].join('\n')

/** Writes tags at once; those written before go into the error when one fails. */
const writeTags = async (
  content: Content,
  targets: readonly Target[],
  before: readonly Target[],
  after: readonly Target[]
): Promise<void> => {
  const results = await Promise.allSettled(targets.map(({ client, tag }) => client.put(tag, content)))
  const failed = targets.flatMap((target, i) => {
    const result = results[i]
    return result?.status === 'rejected' ? [{ target, reason: result.reason as unknown }] : []
  })
  if (failed.length === 0) return
  const written = targets.filter(target => !failed.some(other => other.target === target))
  throw new PublishError(describeFailure(failed, [...before, ...written], after), { cause: failed[0]?.reason })
}

/**
 * Puts a list by digest into every repository in which several tags are to name it: what can go wrong goes wrong before
 * the first tag changes.
 */
export const stage = async (content: Content, targets: readonly Target[]): Promise<void> => {
  const stale = targets.filter(({ current }) => current !== content.digest)
  if (stale.length < 2) return
  const clients = [...new Set(stale.map(({ client }) => client))]
  await settled(clients.map(client => client.put(content.digest, content)))
}

/**
 * Puts a list, whose children are in place, under the tags, `latest` last, and reads every tag back. Tags that name it
 * already are not written.
 *
 * @returns the tags that were written
 * @throws PublishError that tells which tags name the new list
 */
export const publish = async (
  content: Content,
  targets: readonly Target[],
  policy: RetryPolicy
): Promise<readonly Target[]> => {
  const stale = targets.filter(({ current }) => current !== content.digest)
  const last = stale.filter(({ tag }) => tag === 'latest')
  const first = stale.filter(({ tag }) => tag !== 'latest')
  const confirm = (written: readonly Target[]): Promise<unknown> =>
    settled(written.map(({ client, tag }) => readBack(client, tag, content.digest, policy)))

  await writeTags(content, first, [], last)
  await settled([confirm(first), writeTags(content, last, first, []).then(() => confirm(last))])
  for (const target of stale) policy.log.info(`Published ${nameOf(target)}`)
  return stale
}
