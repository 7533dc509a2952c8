import { PassThrough, pipeline, type Readable } from 'node:stream'

import type { Descriptor } from '../oci/types.js'
import { startProgress } from '../runner/progress.js'
import { verifying } from './blobs.js'
import type { RepositoryClient } from './repository.js'
import type { RetryPolicy } from './transport/retry.js'
import { settled } from '../common/await-all.js'
import { upload } from './upload.js'

/** A blob that is here, and can be read again and again. */
type LocalBlob = { readonly blob: Descriptor; readonly open: () => Readable }

/**
 * Brings a blob from here into repositories: once into each registry, where the others mount it. What is there already
 * stays.
 */
export const placeBlob = async (
  { blob, open }: LocalBlob,
  clients: readonly RepositoryClient[],
  policy: RetryPolicy
): Promise<void> => {
  const progress = startProgress('Uploading the layer', policy.log)
  const read = (moved: (bytes: number) => void): Promise<Readable> =>
    Promise.resolve(pipeline(open(), verifying(blob, moved), new PassThrough(), () => undefined))

  const place = async (to: RepositoryClient, from: RepositoryClient | undefined): Promise<void> => {
    if (await to.blobs.has(blob.digest)) return
    const offered = from === undefined ? undefined : await to.blobs.mount(blob.digest, from.repository)
    if (offered !== 'mounted') await upload(to, { blob, open: read }, { policy, progress, session: offered })
  }

  const registries = new Set(clients.map(({ repository }) => repository.registry))
  await settled(
    [...registries].map(async registry => {
      const [first, ...others] = clients.filter(({ repository }) => repository.registry === registry)
      if (first === undefined) return
      await place(first, undefined)
      await settled(others.map(other => place(other, first)))
    })
  )
}
