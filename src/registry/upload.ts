import { Readable } from 'node:stream'

import type { Content, Descriptor } from '../oci/types.js'
import type { Progress } from '../runner/progress.js'
import type { UploadSession } from './blobs.js'
import type { RepositoryClient } from './repository.js'
import { writing, type RetryPolicy } from './transport/retry.js'

/** A blob, and how its content is come by; opened anew for each try. */
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
    const takeBack = (): void => {
      content?.destroy()
      progress?.moved(-counted)
      counted = 0
    }
    const openBody = async (): Promise<Readable> => {
      takeBack()
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
      takeBack()
      throw error
    }
  }
  await writing(policy, send, () => to.blobs.hasNow(blob.digest))
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
