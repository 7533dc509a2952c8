import { awaitAll } from '../common/await-all.js'
import { memoize } from '../common/memoize.js'
import type { TaskGroup } from '../common/task-group.js'
import type { Digest } from '../oci/digest.js'
import { isForeignLayer, isIndexType, isManifestType } from '../oci/media-types.js'
import { formatReference, sameRepository } from '../oci/reference.js'
import type { Descriptor, Index, Manifest } from '../oci/types.js'
import { ImageError } from './image-error.js'
import type { RepositoryClient } from './repository.js'
import { descend, startTraversal, type Traversal } from './traversal.js'
import { oncePerRegistry, type BlobSource, type SendBlob } from './upload.js'

/** Copies images between repositories and registries. */
export type Copier = {
  /**
   * Copies an image, or a list with everything in it, into a repository, by digest. Existing content is not copied
   * again. Blobs are mounted where another repository of the registry has them, else streamed.
   */
  readonly copy: (from: RepositoryClient, to: RepositoryClient, digest: Digest) => Promise<void>
  /** Copies blobs in the same way, except foreign layers. */
  readonly copyBlobs: (from: RepositoryClient, to: RepositoryClient, blobs: readonly Descriptor[]) => Promise<void>
}

type CopyBlob = (from: RepositoryClient, to: RepositoryClient, blob: Descriptor) => Promise<void>

/** Copies one blob: by a mount within a registry, else once into each registry. */
const blobCopier = (send: SendBlob): CopyBlob => {
  const sendOncePerRegistry = oncePerRegistry(send)
  return async (from, to, blob) => {
    const source: BlobSource = { blob, open: moved => from.blobs.open(blob, moved) }
    if (from.repository.registry !== to.repository.registry) return sendOncePerRegistry(to, source)
    const offered = await to.blobs.mount(blob, from.repository)
    if (offered === 'mounted' || (await to.blobs.has(blob.digest))) return
    await send(to, source, offered)
  }
}

type CopyDocument = (
  from: RepositoryClient,
  to: RepositoryClient,
  digest: Digest,
  traversal: Traversal
) => Promise<void>

/** How the parts of a document are copied. */
type PartCopier = { readonly copyBlobs: Copier['copyBlobs']; readonly copyDocument: CopyDocument }

const copyParts = async (
  from: RepositoryClient,
  to: RepositoryClient,
  document: Manifest | Index,
  traversal: Traversal,
  { copyBlobs, copyDocument }: PartCopier
): Promise<void> => {
  if (document.kind === 'index') {
    const next = descend(document, formatReference({ ...from.repository, digest: document.digest }), traversal)
    await awaitAll(document.manifests.map(child => copyDocument(from, to, child.digest, next)))
    return
  }
  await copyBlobs(from, to, [document.config, ...document.layers])
}

const isKnownType = (mediaType: string): boolean => isIndexType(mediaType) || isManifestType(mediaType)

/** Copies one manifest or list after its parts, unless it exists already. */
const copyDocument = async (
  from: RepositoryClient,
  to: RepositoryClient,
  digest: Digest,
  traversal: Traversal,
  parts: PartCopier
): Promise<void> => {
  const [there, content] = await awaitAll([to.head(digest), from.content(digest)])
  if (there === digest) return
  if (content === undefined) {
    const what = `${formatReference({ ...from.repository, digest })} cannot be copied`
    throw new ImageError({ what, why: 'it does not exist', remedy: 'Build and push it again' })
  }
  // The references of an unknown media type cannot be followed: it is copied unchanged, and the registry checks it.
  const document = isKnownType(content.mediaType) ? await from.get(digest) : undefined
  if (document !== undefined) await copyParts(from, to, document, traversal, parts)
  await to.put(digest, content)
}

/**
 * Copies each blob and each document once: the images of a list share layers, and lists share images.
 *
 * @param send streams a blob
 * @param run runs every copy
 */
export const copier = (send: SendBlob, { run }: Pick<TaskGroup, 'run'>): Copier => {
  const copyBlob = blobCopier(send)
  const keyOf = ({ repository }: RepositoryClient, digest: Digest): string => formatReference({ ...repository, digest })
  const copyOnce = memoize<Parameters<CopyBlob>, Promise<void>>(
    (_, to, { digest }) => keyOf(to, digest),
    (...blob) => run(() => copyBlob(...blob))
  )
  const copyBlobs: Copier['copyBlobs'] = async (from, to, blobs) => {
    if (sameRepository(from.repository, to.repository)) return
    await awaitAll(blobs.filter(blob => !isForeignLayer(blob)).map(blob => copyOnce(from, to, blob)))
  }
  const documents: CopyDocument = memoize<Parameters<CopyDocument>, Promise<void>>(
    (_, to, digest) => keyOf(to, digest),
    (...document) => run(() => copyDocument(...document, { copyBlobs, copyDocument: documents }))
  )
  return { copy: (from, to, digest) => documents(from, to, digest, startTraversal()), copyBlobs }
}
