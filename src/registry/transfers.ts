import pLimit from 'p-limit'

import { awaitAll } from '../common/await-all.js'
import { taskGroup } from '../common/task-group.js'
import type { Content } from '../oci/types.js'
import { startProgress } from '../runner/progress.js'
import { copier, type Copier } from './copy.js'
import type { RepositoryClient } from './repository.js'
import { withSignal, type RetryPolicy } from './transport/retry.js'
import { localSource, oncePerRegistry, upload, uploadContent, type LocalBlob, type SendBlob } from './upload.js'

/**
 * Transfers the parts of what tags are to name into repositories. The first failure cancels all transfers, and each of
 * them fails with it: the rest may be gigabytes that no tag would name.
 */
export type Transfers = Copier & {
  /** Uploads a blob to repositories: once to each registry; its other repositories mount it. */
  readonly uploadToAll: (blob: LocalBlob, to: readonly RepositoryClient[]) => Promise<void>
  /** Uploads small content that this action made, such as a config. */
  readonly uploadContent: (to: RepositoryClient, content: Content) => Promise<void>
  /** Writes a manifest or list under its digest. */
  readonly putByDigest: (to: RepositoryClient, content: Content) => Promise<void>
}

/** How many blobs are streamed at a time. */
const maxStreams = 4

export const transfers = (policy: RetryPolicy, concurrency = maxStreams): Transfers => {
  const group = taskGroup(policy.signal)
  const cancellable = withSignal(policy, group.signal)
  const bind = (client: RepositoryClient): RepositoryClient => client.withSignal(group.signal)
  const limit = pLimit(concurrency)
  const sender = (title: string): SendBlob => {
    const progress = startProgress(title, policy.log)
    return (to, source, session) =>
      limit(() => group.run(() => upload(to, source, { policy: cancellable, progress, session })))
  }
  const { copy, copyBlobs } = copier(sender('Copying'), group)
  const sendOncePerRegistry = oncePerRegistry(sender('Uploading the layer'))
  return {
    copy: (from, to, digest) => copy(bind(from), bind(to), digest),
    copyBlobs: (from, to, blobs) => copyBlobs(bind(from), bind(to), blobs),
    uploadToAll: async (blob, clients) => {
      const source = localSource(blob)
      await awaitAll(clients.map(to => group.run(() => sendOncePerRegistry(bind(to), source))))
    },
    uploadContent: (to, content) => group.run(() => uploadContent(bind(to), content, { policy: cancellable })),
    putByDigest: (to, content) => group.run(() => bind(to).put(content.digest, content))
  }
}
