import pLimit, { type LimitFunction } from 'p-limit'

import type { Digest } from '../oci/digest.js'
import { isForeignLayer } from '../oci/media-types.js'
import { formatReference, type Repository } from '../oci/reference.js'
import type { Descriptor, Index, Manifest } from '../oci/types.js'
import { startProgress, type Progress } from '../report/progress.js'
import type { Log } from '../report/log.js'
import { ImageError } from './images.js'
import type { RepositoryClient } from './repository.js'
import { retrying, type RetryPolicy } from './retry.js'

/** Copies images between repositories and registries. */
export type Copier = {
  /**
   * Brings an image, or a list with all that it holds, into a repository, by digest. What is there already stays;
   * blobs are mounted where the registry is the same, else streamed.
   */
  readonly copy: (from: RepositoryClient, to: RepositoryClient, digest: Digest) => Promise<void>
}

export type CopyOptions = {
  readonly policy: RetryPolicy
  readonly log: Log
  /** blobs under way at a time */
  readonly concurrency?: number
}

/** Moves one blob; a transfer that breaks starts again, unless the registry has got it all the same. */
const copyBlob = async (
  from: RepositoryClient,
  to: RepositoryClient,
  blob: Descriptor,
  policy: RetryPolicy,
  progress: Progress
): Promise<void> => {
  const source: Repository = from.repository
  const target = to.repository
  const offered = source.registry === target.registry ? await to.blobs.mount(blob.digest, source) : undefined
  if (offered === 'mounted' || (await to.blobs.has(blob.digest))) return

  progress.expect(blob.size)
  await retrying(policy, async failures => {
    if (failures > 0 && (await to.blobs.has(blob.digest))) return
    const session = failures === 0 && offered !== undefined ? offered : await to.blobs.start(blob.digest)
    let counted = 0
    const content = await from.blobs.open(blob, bytes => {
      counted += bytes
      progress.moved(bytes)
    })
    try {
      await to.blobs.send(session, blob, content)
    } catch (error) {
      progress.moved(-counted)
      throw error
    } finally {
      content.destroy()
    }
  })
}

export const copier = ({ policy, log, concurrency = 4 }: CopyOptions): Copier => {
  const limit: LimitFunction = pLimit(concurrency)
  const progress = startProgress('Copying', log)
  const blobsUnderWay = new Map<string, Promise<void>>()

  /** Images of one list share layers: each goes once. */
  const blobOnce = (from: RepositoryClient, to: RepositoryClient, blob: Descriptor): Promise<void> => {
    const key = formatReference({ ...to.repository, digest: blob.digest })
    const known = blobsUnderWay.get(key)
    if (known !== undefined) return known
    const moving = limit(() => copyBlob(from, to, blob, policy, progress))
    blobsUnderWay.set(key, moving)
    return moving
  }

  const copyParts = async (from: RepositoryClient, to: RepositoryClient, document: Manifest | Index): Promise<void> => {
    if (document.kind === 'index') {
      await Promise.all(document.manifests.map(child => copy(from, to, child.digest)))
      return
    }
    const blobs = [document.config, ...document.layers].filter(blob => !isForeignLayer(blob))
    await Promise.all(blobs.map(blob => blobOnce(from, to, blob)))
  }

  const copy: Copier['copy'] = async (from, to, digest) => {
    const [there, document] = await Promise.all([to.head(digest), from.get(digest)])
    if (there === digest) return
    if (document === undefined) {
      throw new ImageError(`${formatReference({ ...from.repository, digest })} cannot be copied: it is not there.`)
    }
    await copyParts(from, to, document)
    await to.put(digest, document)
  }

  return { copy }
}
