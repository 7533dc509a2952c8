import { addAbortSignal } from 'node:stream'

import pLimit, { type LimitFunction } from 'p-limit'

import type { Digest } from '../oci/digest.js'
import { isForeignLayer, isIndexType, isManifestType } from '../oci/media-types.js'
import { formatReference, sameRepository, type Repository } from '../oci/reference.js'
import type { Descriptor, Index, Manifest } from '../oci/types.js'
import { startProgress } from '../runner/progress.js'
import type { Log } from '../runner/log.js'
import type { UploadSession } from './blobs.js'
import { ImageError } from './image-error.js'
import type { RepositoryClient } from './repository.js'
import type { RetryPolicy } from './transport/retry.js'
import { settled } from '../common/await-all.js'
import { descend, startTraversal, type Traversal } from './traversal.js'
import { upload, type BlobSource } from './upload.js'

/** Copies images between repositories and registries. */
export type Copier = {
  /**
   * Brings an image, or a list with all that it holds, into a repository, by digest. What is there already stays;
   * blobs are mounted where another repository of the registry has them, else streamed. The first failure ends all
   * copies, and is what each of them fails with.
   */
  readonly copy: (from: RepositoryClient, to: RepositoryClient, digest: Digest) => Promise<void>
  /** Brings blobs into a repository in the same way; foreign layers stay where they are. */
  readonly copyBlobs: (from: RepositoryClient, to: RepositoryClient, blobs: readonly Descriptor[]) => Promise<void>
}

type CopyOptions = {
  readonly policy: RetryPolicy
  readonly log: Log
  /** blobs that are streamed at a time */
  readonly concurrency?: number
}

const isKnownType = (mediaType: string): boolean => isIndexType(mediaType) || isManifestType(mediaType)

export const copier = ({ policy, log, concurrency = 4 }: CopyOptions): Copier => {
  const limit: LimitFunction = pLimit(concurrency)
  const progress = startProgress('Copying', log)
  const underWay = new Map<string, Promise<void>>()
  // After the first failure nobody needs the rest, and it may be gigabytes: neither what is under way nor what waits.
  const ending = new AbortController()
  const untilEnd: RetryPolicy = { ...policy, over: () => ending.signal.aborted || policy.over?.() === true }
  const orEnd = async (work: () => Promise<void>): Promise<void> => {
    try {
      ending.signal.throwIfAborted()
      await work()
    } catch (error) {
      ending.abort(error)
      throw ending.signal.reason
    }
  }

  const stream = (
    from: RepositoryClient,
    to: RepositoryClient,
    blob: Descriptor,
    session?: UploadSession
  ): Promise<void> => {
    const open: BlobSource['open'] = async moved => addAbortSignal(ending.signal, await from.blobs.open(blob, moved))
    return limit(() => orEnd(() => upload(to, { blob, open }, { policy: untilEnd, progress, session })))
  }

  /** By registry and digest: the first repository that has a blob, or is getting it. */
  const holders = new Map<string, { readonly repository: Repository; readonly arriving: Promise<void> }>()

  /** Moves one blob: by a mount where the registry has it, else by a stream; what is there already stays. */
  const copyBlob = async (from: RepositoryClient, to: RepositoryClient, blob: Descriptor): Promise<void> => {
    const { digest } = blob
    const { registry } = to.repository
    if (from.repository.registry === registry) {
      const offered = await to.blobs.mount(digest, from.repository)
      if (offered === 'mounted' || (await to.blobs.has(digest))) return
      return stream(from, to, blob, offered)
    }
    const isThere = await to.blobs.has(digest)
    // One repository of the registry gets it from elsewhere, and the others from that one.
    const key = `${registry} ${digest}`
    const holder = holders.get(key)
    if (holder === undefined) {
      const arriving = isThere ? Promise.resolve() : stream(from, to, blob)
      holders.set(key, { repository: to.repository, arriving })
      return arriving
    }
    if (isThere) return
    await holder.arriving
    const offered = await to.blobs.mount(digest, holder.repository)
    if (offered !== 'mounted') await stream(from, to, blob, offered)
  }

  /** Images of one list share layers, and lists share images: each goes once. */
  const once = (
    kind: 'blob' | 'document',
    to: RepositoryClient,
    digest: Digest,
    move: () => Promise<void>
  ): Promise<void> => {
    const key = `${kind} ${formatReference({ ...to.repository, digest })}`
    const moving = underWay.get(key) ?? orEnd(move)
    underWay.set(key, moving)
    return moving
  }

  const copyBlobs: Copier['copyBlobs'] = async (from, to, blobs) => {
    if (sameRepository(from.repository, to.repository)) return
    const ours = blobs.filter(blob => !isForeignLayer(blob))
    await settled(ours.map(blob => once('blob', to, blob.digest, () => copyBlob(from, to, blob))))
  }

  const copyParts = async (
    from: RepositoryClient,
    to: RepositoryClient,
    document: Manifest | Index,
    traversal: Traversal
  ): Promise<void> => {
    if (document.kind === 'index') {
      const further = descend(document, formatReference({ ...from.repository, digest: document.digest }), traversal)
      await settled(document.manifests.map(child => copyDocument(from, to, child.digest, further)))
      return
    }
    await copyBlobs(from, to, [document.config, ...document.layers])
  }

  const copyDocument = (
    from: RepositoryClient,
    to: RepositoryClient,
    digest: Digest,
    traversal: Traversal
  ): Promise<void> => once('document', to, digest, () => moveDocument(from, to, digest, traversal))

  const moveDocument: typeof copyDocument = async (from, to, digest, traversal) => {
    const [there, content] = await settled([to.head(digest), from.content(digest)])
    if (there === digest) return
    if (content === undefined) {
      throw new ImageError(`${formatReference({ ...from.repository, digest })} cannot be copied: it is not there.`)
    }
    // What an unknown type refers to nobody can tell: it goes as it is, and the registry says whether it lacks something.
    const document = isKnownType(content.mediaType) ? await from.get(digest) : undefined
    if (document !== undefined) await copyParts(from, to, document, traversal)
    await to.put(digest, content)
  }

  return { copy: (from, to, digest) => copyDocument(from, to, digest, startTraversal()), copyBlobs }
}
