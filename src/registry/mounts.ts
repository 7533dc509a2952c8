import type { Digest } from '../oci/digest.js'
import type { Repository } from '../oci/reference.js'
import type { Descriptor } from '../oci/types.js'
import type { Access } from './access.js'
import { sendBlob, startUpload } from './blob-uploads.js'
import { hasBlob, openBlob } from './blobs.js'
import type { Connection } from './connection.js'
import { sendOnce, retryWrite, type RetryPolicy } from './transport/retry.js'
import { repositoryScope } from './transport/scopes.js'

/** Blobs that the registry says it has mounted, and the repositories that they come from. */
export type Mounts = Map<Digest, { readonly blob: Descriptor; readonly from: Repository }>

/**
 * Uploads blobs that the registry reported as mounted but does not have, each once. Called when it misses a part of a
 * manifest.
 */
export const repairMounts = async (
  access: Access,
  mounts: Mounts,
  connection: Connection,
  policy: RetryPolicy
): Promise<void> => {
  const { exchange, transport } = connection
  const claimed = [...mounts.values()]
  mounts.clear()
  for (const { blob, from } of claimed) {
    const { digest, size } = blob
    if (await hasBlob(access, digest, exchange)) continue
    const source = { ...access, repository: from, scope: repositoryScope(from.path, 'pull') }
    const open = (): ReturnType<typeof openBlob> => openBlob(source, blob, () => undefined, transport)
    const send = async (): Promise<void> => {
      const session = await startUpload(access, digest, exchange)
      await sendBlob(access, session, digest, { open, size }, connection)
    }
    await retryWrite(policy, send, () => hasBlob(access, digest, sendOnce(transport)))
  }
}
