import { awaitAll } from '../common/await-all.js'
import type { Digest } from '../oci/digest.js'
import { sameRepository } from '../oci/reference.js'
import type { Copier } from './copy.js'
import type { Images } from './images.js'
import type { RepositoryClient } from './repository.js'

/**
 * Copies those images and attachments that are wanted into the repositories that are not their own. A registry accepts
 * a list only when the repository has everything that the list names.
 */
export const copyImages = async (
  { client, root, entries, attachments }: Images,
  wanted: ReadonlySet<Digest>,
  targets: readonly RepositoryClient[],
  { copy }: Pick<Copier, 'copy'>
): Promise<void> => {
  const found = [...entries.map(({ descriptor }) => descriptor), ...attachments, root].map(({ digest }) => digest)
  const digests = [...new Set(found)].filter(digest => wanted.has(digest))
  const others = targets.filter(({ repository }) => !sameRepository(repository, client.repository))
  await awaitAll(others.flatMap(to => digests.map(digest => copy(client, to, digest))))
}
