import { PassThrough, pipeline, Readable } from 'node:stream'

import { memoize } from '../common/memoize.js'
import { sameRepository, type Repository } from '../oci/reference.js'
import type { Content, Descriptor } from '../oci/types.js'
import type { Progress } from '../runner/progress.js'
import type { UploadSession } from './blob-uploads.js'
import type { RepositoryClient } from './repository.js'
import { retryWrite, type RetryPolicy } from './transport/retry.js'
import { verifyingStream } from './verifying-stream.js'

/** A blob, and how to open its content: each attempt opens it again. */
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
 * Uploads a blob to a repository. A transfer that breaks is repeated, unless the registry has the blob nevertheless.
 *
 * @throws RegistryError of the target, or of the source of the content
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
      // Avoid an uncaught error event before the stream is sent.
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

/** Uploads small content that this action made, such as a config. */
export const uploadContent = (
  to: RepositoryClient,
  { bytes, mediaType, digest }: Content,
  options: UploadOptions
): Promise<void> => {
  const blob = { mediaType, digest, size: bytes.length }
  return upload(to, { blob, open: () => Promise.resolve(Readable.from([Buffer.from(bytes)])) }, options)
}

/** A blob on this machine, which can be opened repeatedly. */
export type LocalBlob = { readonly blob: Descriptor; readonly open: () => Readable }

/** A local blob as a source. If it no longer matches its descriptor, the upload fails. */
export const localSource = ({ blob, open }: LocalBlob): BlobSource => ({
  blob,
  open: moved => Promise.resolve(pipeline(open(), verifyingStream(blob, moved), new PassThrough(), () => undefined))
})

/** Sends a blob to a repository, in the session if the registry has opened one already. */
export type SendBlob = (to: RepositoryClient, source: BlobSource, session?: UploadSession) => Promise<void>

/**
 * Returns a function that sends a blob once to each registry; the other repositories of the registry mount it. Existing
 * blobs are not sent.
 */
export const oncePerRegistry = (send: SendBlob): ((to: RepositoryClient, source: BlobSource) => Promise<void>) => {
  /** The first repository of a registry that has the blob. */
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
    const offered = await to.blobs.mount(source.blob, holder)
    if (offered !== 'mounted') await send(to, source, offered)
  }
}
