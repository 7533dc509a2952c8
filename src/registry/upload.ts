import { PassThrough, pipeline, Readable } from 'node:stream'

import { memoize } from '../common/memoize.js'
import { sameRepository, type Repository } from '../oci/reference.js'
import type { Content, Descriptor } from '../oci/types.js'
import type { Progress } from '../runner/progress.js'
import type { UploadSession } from './blobs.js'
import type { RepositoryClient } from './repository.js'
import { retryWrite, type RetryPolicy } from './transport/retry.js'
import { verifyingStream } from './verifying-stream.js'

/** A blob, and how its content is opened, for each attempt anew. */
export type BlobSource = {
  readonly blob: Descriptor
  readonly open: (moved: (bytes: number) => void) => Promise<Readable>
}

type UploadOptions = {
  readonly policy: RetryPolicy
  readonly progress?: Progress
  /** an upload that the registry has opened already */
  readonly session?: UploadSession | undefined
}

/**
 * Sends a blob to a repository. A transfer that breaks starts again, unless the registry has got it all the same.
 *
 * @throws RegistryError of the repository that is written to, or of where the content comes from
 */
export const upload = async (
  to: RepositoryClient,
  { blob, open }: BlobSource,
  { policy, progress, session }: UploadOptions
): Promise<void> => {
  progress?.expect(blob.size)
  const send = async (failures: number): Promise<void> => {
    const target = failures === 0 && session !== undefined ? session : await to.blobs.start(blob.digest)
    let content: Readable | undefined
    let counted = 0
    const resetProgress = (): void => {
      content?.destroy()
      progress?.moved(-counted)
      counted = 0
    }
    const openBody = async (): Promise<Readable> => {
      resetProgress()
      content = await open(bytes => {
        counted += bytes
        progress?.moved(bytes)
      })
      // Until it is sent, nobody listens.
      return content.on('error', () => undefined)
    }
    try {
      await to.blobs.send(target, blob.digest, { open: openBody, size: blob.size })
    } catch (error) {
      resetProgress()
      throw error
    }
  }
  await retryWrite(policy, send, () => to.blobs.hasNow(blob.digest))
}

/** Sends small content that was made here, such as a config. */
export const uploadContent = (
  to: RepositoryClient,
  { bytes, mediaType, digest }: Content,
  options: UploadOptions
): Promise<void> => {
  const blob = { mediaType, digest, size: bytes.length }
  return upload(to, { blob, open: () => Promise.resolve(Readable.from([Buffer.from(bytes)])) }, options)
}

/** A blob that is here, and can be read again and again. */
export type LocalBlob = { readonly blob: Descriptor; readonly open: () => Readable }

/** A blob from here. What is no longer what the descriptor says breaks its upload. */
export const localSource = ({ blob, open }: LocalBlob): BlobSource => ({
  blob,
  open: moved => Promise.resolve(pipeline(open(), verifyingStream(blob, moved), new PassThrough(), () => undefined))
})

/** Sends a blob to a repository; into the session, where the registry has opened one already. */
export type SendBlob = (to: RepositoryClient, source: BlobSource, session?: UploadSession) => Promise<void>

/**
 * Brings blobs into repositories: each registry gets a blob once, and its other repositories mount it from there. What is
 * there already stays.
 */
export const oncePerRegistry = (send: SendBlob): ((to: RepositoryClient, source: BlobSource) => Promise<void>) => {
  /** The first repository of a registry to have a blob. */
  const firstHolder = memoize<[to: RepositoryClient, source: BlobSource, isThere: boolean], Promise<Repository>>(
    ({ repository }, { blob }) => `${repository.registry} ${blob.digest}`,
    async (to, source, isThere) => {
      if (!isThere) await send(to, source)
      return to.repository
    }
  )
  return async (to, source) => {
    const { digest } = source.blob
    const isThere = await to.blobs.has(digest)
    const arriving = firstHolder(to, source, isThere)
    if (isThere) return
    const holder = await arriving
    if (sameRepository(holder, to.repository)) return
    const offered = await to.blobs.mount(digest, holder)
    if (offered !== 'mounted') await send(to, source, offered)
  }
}
