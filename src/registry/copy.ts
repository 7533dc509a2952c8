import pLimit, { type LimitFunction } from 'p-limit'

import type { Digest } from '../oci/digest.js'
import { isForeignLayer, isIndexType, isManifestType } from '../oci/media-types.js'
import { formatReference, sameRepository, type Repository } from '../oci/reference.js'
import type { Descriptor, Index, Manifest } from '../oci/types.js'
import { startProgress } from '../report/progress.js'
import type { Log } from '../report/log.js'
import type { UploadSession } from './blobs.js'
import { ImageError } from './images.js'
import type { RepositoryClient } from './repository.js'
import type { RetryPolicy } from './retry.js'
import { upload, type BlobSource } from './upload.js'

/** Copies images between repositories and registries. */
export type Copier = {
  /**
   * Brings an image, or a list with all that it holds, into a repository, by digest. What is there already stays;
   * blobs are mounted where the registry is the same, else streamed.
   */
  readonly copy: (from: RepositoryClient, to: RepositoryClient, digest: Digest) => Promise<void>
  /** Brings blobs into a repository in the same way; foreign layers stay where they are. */
  readonly copyBlobs: (from: RepositoryClient, to: RepositoryClient, blobs: readonly Descriptor[]) => Promise<void>
}

export type CopyOptions = {
  readonly policy: RetryPolicy
  readonly log: Log
  /** blobs that are streamed at a time */
  readonly concurrency?: number
}

const isKnownType = (mediaType: string): boolean => isIndexType(mediaType) || isManifestType(mediaType)

/** Moves one blob: by a mount where the registry is the same, else by a stream; what is there already stays. */
const copyBlob = async (
  from: RepositoryClient,
  to: RepositoryClient,
  blob: Descriptor,
  stream: (to: RepositoryClient, source: BlobSource, session: UploadSession | undefined) => Promise<void>
): Promise<void> => {
  const source: Repository = from.repository
  const offered = source.registry === to.repository.registry ? await to.blobs.mount(blob.digest, source) : undefined
  if (offered === 'mounted' || (await to.blobs.has(blob.digest))) return
  await stream(to, { blob, open: moved => from.blobs.open(blob, moved) }, offered)
}

export const copier = ({ policy, log, concurrency = 4 }: CopyOptions): Copier => {
  const limit: LimitFunction = pLimit(concurrency)
  const progress = startProgress('Copying', log)
  const blobsUnderWay = new Map<string, Promise<void>>()
  const stream: Parameters<typeof copyBlob>[3] = (to, source, session) =>
    limit(() => upload(to, source, { policy, progress, session }))

  /** Images of one list share layers: each goes once. */
  const blobOnce = (from: RepositoryClient, to: RepositoryClient, blob: Descriptor): Promise<void> => {
    const key = formatReference({ ...to.repository, digest: blob.digest })
    const known = blobsUnderWay.get(key)
    if (known !== undefined) return known
    const moving = copyBlob(from, to, blob, stream)
    blobsUnderWay.set(key, moving)
    return moving
  }

  const copyBlobs: Copier['copyBlobs'] = async (from, to, blobs) => {
    if (sameRepository(from.repository, to.repository)) return
    await Promise.all(blobs.filter(blob => !isForeignLayer(blob)).map(blob => blobOnce(from, to, blob)))
  }

  const copyParts = async (from: RepositoryClient, to: RepositoryClient, document: Manifest | Index): Promise<void> => {
    if (document.kind === 'index') {
      await Promise.all(document.manifests.map(child => copy(from, to, child.digest)))
      return
    }
    await copyBlobs(from, to, [document.config, ...document.layers])
  }

  const copy: Copier['copy'] = async (from, to, digest) => {
    const [there, content] = await Promise.all([to.head(digest), from.content(digest)])
    if (there === digest) return
    if (content === undefined) {
      throw new ImageError(`${formatReference({ ...from.repository, digest })} cannot be copied: it is not there.`)
    }
    // What an unknown type refers to nobody can tell: it goes as it is, and the registry says whether it lacks something.
    const document = isKnownType(content.mediaType) ? await from.get(digest) : undefined
    if (document !== undefined) await copyParts(from, to, document)
    await to.put(digest, content)
  }

  return { copy, copyBlobs }
}
