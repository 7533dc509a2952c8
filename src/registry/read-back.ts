import { isDeepStrictEqual } from 'node:util'

import { parseJson } from '../common/json.js'
import type { Digest } from '../oci/digest.js'
import { formatReference } from '../oci/reference.js'
import type { Content } from '../oci/types.js'
import { rewrittenRemedy } from './manifests.js'
import { PublishError } from './publish-error.js'
import type { RepositoryClient } from './repository.js'
import { TagMovedError } from './tag-moved.js'
import { pause, type RetryPolicy } from './transport/retry.js'

/** Registries may show the old content for a while after a write. */
const readBackTimeoutMs = 30_000

/** The registry stored other content than was sent: the tag was written, and writing it again does not help. */
export class ChangedContentError extends PublishError {}

/** What was written under a tag. */
type Written = {
  readonly digest: Digest
  /** undefined where it was written by docker */
  readonly content?: Content
  /** what the tag named before, where that is known */
  readonly before?: Digest | undefined
}

/** The error of a tag whose content the registry changed. */
export const changedError = (name: string, sent: Digest, stored: Digest): ChangedContentError =>
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
 * @throws PublishError when it does not within half a minute, or at once where the registry has changed the content;
 *   TagMovedError where the registry twice shows content that is neither new nor old: another job has written the tag
 */
export const readBack = async (
  client: RepositoryClient,
  tag: string,
  { digest, content, before }: Written,
  policy: Pick<RetryPolicy, 'sleep' | 'signal'>
): Promise<void> => {
  // The content of each digest that the registry shows is read once.
  const known = new Set([undefined, before])
  const name = formatReference({ ...client.repository, tag })
  let [seen, last]: (Digest | undefined)[] = []
  for (let waited = 0, ms = 500; ; waited += ms, ms = Math.min(ms * 2, readBackTimeoutMs - waited)) {
    seen = await client.head(tag)
    if (seen === digest) return
    const isLast = waited >= readBackTimeoutMs
    const needsContent = content !== undefined && (isLast || !known.has(seen))
    if (needsContent && (await holdsContent(client, tag, content))) return
    if (content !== undefined && seen !== before && seen === last)
      throw new TagMovedError({
        what: `${name} was written as ${digest}, and another job wrote ${seen ?? 'nothing'} after it`
      })
    if (isLast) break
    known.add(seen)
    last = seen
    await pause(ms, policy)
  }
  // Docker does not report that the registry stored its image under another digest.
  if (seen !== undefined && content === undefined && (await client.head(digest)) === undefined)
    throw changedError(name, digest, seen)
  throw new PublishError({
    what: `${name} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${readBackTimeoutMs / 1000} s`,
    remedy: "If another job writes the same tag, give the workflow a 'concurrency' group. Run this job again"
  })
}
