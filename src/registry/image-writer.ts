import { Readable } from 'node:stream'

import type { Content } from '../oci/types.js'
import type { UploadSession } from './blobs.js'
import type { RepositoryClient } from './repository.js'
import type { RetryPolicy } from './retry.js'
import { upload } from './upload.js'

/** An image that was made here; its layers are in place already. */
export type MadeImage = {
  readonly manifest: Content
  readonly config: Content
}

/**
 * Writes an image whose layers are in the repository: the config, then the manifest, since a registry takes a manifest
 * only when it has all that it names.
 *
 * @param identifier a tag, or the manifest's digest
 * @param session an upload that was opened for the config while it was not known yet, which saves a round trip
 */
export const writeImage = async (
  to: RepositoryClient,
  { manifest, config }: MadeImage,
  identifier: string,
  policy: RetryPolicy,
  session?: UploadSession
): Promise<void> => {
  const blob = { mediaType: config.mediaType, digest: config.digest, size: config.bytes.length }
  const open = (): Promise<Readable> => Promise.resolve(Readable.from([Buffer.from(config.bytes)]))
  await upload(to, { blob, open }, { policy, session })
  await to.put(identifier, manifest)
}
