import { Readable } from 'node:stream'

import { abortable } from '../common/abortable.js'
import { defined } from '../common/defined.js'
import { memoize } from '../common/memoize.js'
import { isDigest, type Digest } from '../oci/digest.js'
import { parseConfig, parseDocument } from '../oci/document.js'
import { formatReference, type Repository } from '../oci/reference.js'
import type { Content, Descriptor, ImageConfig, Index, Manifest } from '../oci/types.js'
import type { Access } from './access.js'
import { openBlobs, type BlobClient } from './blobs.js'
import type { Connection } from './connection.js'
import {
  configRequest,
  explainMissingPart,
  fetchConfig,
  fetchManifest,
  isMissingPart,
  manifestRequest,
  parseFor,
  resolveDigest,
  sendManifest
} from './manifests.js'
import { repairMounts, type Mounts } from './mounts.js'
import { listTags } from './tag-list.js'
import { movedSince, type TagMovedError } from './tag-moved.js'
import { sendOnce, withSignal, retryWrite, type RetryPolicy } from './transport/retry.js'
import { repositoryScope } from './transport/scopes.js'
import type { Exchange } from './transport/transport.js'

/** The rights of a client. The token asks for them, so that one token serves all requests of a flow. */
export type Rights = 'pull' | 'pull,push'

/** What a tag names before it is written: a write is not repeated where it names something else meanwhile. */
export type Replaced = { readonly digest: Digest | undefined }

/** One repository of a registry (distribution spec, "API"). */
export type RepositoryClient = {
  readonly repository: Repository
  readonly blobs: BlobClient
  /**
   * Reads a manifest or list by tag or digest; undefined where there is none. Its bytes are checked against the digest.
   */
  readonly get: (identifier: string) => Promise<Manifest | Index | undefined>
  /** The same as bytes, of whatever media type it is. */
  readonly content: (identifier: string) => Promise<Content | undefined>
  /** The current digest of a tag or digest; undefined where it does not exist. */
  readonly head: (identifier: string) => Promise<Digest | undefined>
  /** Reads the config of an image; its bytes are checked against the digest. */
  readonly config: (manifest: Manifest) => Promise<ImageConfig>
  /** All tags, or those of so many pages; none where the repository does not exist. */
  readonly tags: (pages?: number) => Promise<readonly string[]>
  /**
   * Writes a manifest or list under a tag or its digest. If the response is lost, the registry is asked whether it was
   * written; if that fails too, the error has `outcomeUnknown`.
   */
  readonly put: (identifier: string, content: Content, replaces?: Replaced) => Promise<void>
  /** The same repository, whose requests, pauses and other waits end when the signal is aborted. */
  readonly withSignal: (signal: AbortSignal) => RepositoryClient
}

/** Content by digest never changes, so it is read once. The signal of one reader does not cancel it for the others. */
type Reads = {
  readonly content: RepositoryClient['content']
  readonly config: RepositoryClient['config']
  /** The bytes of a config that was read before; a copy need not read it again. */
  readonly configBytes: (blob: Descriptor) => Uint8Array | undefined
  /** the tags and digests that were read */
  readonly existing: ReadonlySet<string>
}

const sharedReads = (access: Access, exchange: Exchange): Reads => {
  const byDigest = memoize<[digest: Digest, known?: Content], Promise<Content | undefined>>(
    digest => digest,
    async (digest, known) => known ?? fetchManifest(access, digest, exchange)
  )
  const configs = new Map<Digest, Uint8Array>()
  const existing = new Set<string>()
  const config = memoize(
    (manifest: Manifest) => manifest.config.digest,
    async manifest => {
      const bytes = await fetchConfig(access, manifest, exchange)
      configs.set(manifest.config.digest, bytes)
      return parseFor(configRequest(access, manifest), () => parseConfig(bytes))
    }
  )
  return {
    content: async identifier => {
      const reading = isDigest(identifier) ? byDigest(identifier) : fetchManifest(access, identifier, exchange)
      const found = await reading
      if (found === undefined) {
        // What is absent now can be written later.
        byDigest.forget(reading)
        return undefined
      }
      existing.add(identifier).add(found.digest)
      return byDigest(found.digest, found)
    },
    existing,
    config,
    configBytes: ({ digest, size }) => {
      const bytes = configs.get(digest)
      // If the size of the descriptor is wrong, read the blob: the stream reports it, as for every other blob.
      return bytes?.length === size ? bytes : undefined
    }
  }
}

/** What all clients of one repository share. */
type Shared = {
  readonly reads: Reads
  readonly mounts: Mounts
  /** the tags and digests of the manifests that the registry accepted */
  readonly accepted: Set<string>
}

/** Blobs that need no request where they were read before, and whose mounts are remembered. */
const sharedBlobs = (blobs: BlobClient, { reads, mounts }: Shared): BlobClient => ({
  ...blobs,
  open: (descriptor, moved) => {
    const bytes = reads.configBytes(descriptor)
    if (bytes === undefined) return blobs.open(descriptor, moved)
    moved(bytes.length)
    return Promise.resolve(Readable.from([Buffer.from(bytes)]))
  },
  mount: async (blob, from) => {
    const offered = await blobs.mount(blob, from)
    if (offered === 'mounted') mounts.set(blob.digest, { blob, from })
    return offered
  }
})

/** What is written where. */
type Put = { readonly identifier: string; readonly content: Content; readonly replaces?: Replaced }

/**
 * Writes a manifest or list. Where the registry misses a part, mounts are checked before the next attempt.
 *
 * @throws TagMovedError where another job has written the tag before another attempt
 */
const putManifest = async (
  access: Access,
  { identifier, content: written, replaces }: Put,
  connection: Connection,
  policy: RetryPolicy,
  { mounts, accepted }: Shared
): Promise<void> => {
  const { exchange, transport } = connection
  let lacksPart = false
  let moved: TagMovedError | undefined
  const send = async (): Promise<void> => {
    if (moved !== undefined) throw moved
    if (lacksPart) await repairMounts(access, mounts, connection, policy)
    try {
      await sendManifest(access, identifier, written, exchange)
    } catch (error) {
      lacksPart = isMissingPart(error)
      throw error
    }
  }
  // An immutable tag cannot be written twice, so an earlier attempt that succeeded has to be noticed.
  const askOnce = sendOnce(transport)
  const read = (other: string): Promise<Content | undefined> => fetchManifest(access, other, askOnce)
  // Only asked after a failure: what HEAD does not find is read, since some registries find nothing by HEAD.
  const current = (other: string): Promise<Digest | undefined> =>
    resolveDigest(access, other, askOnce, { read, exists: true })
  const isDone = async (): Promise<boolean> => {
    const now = await current(identifier)
    if (replaces !== undefined && now !== written.digest && now !== replaces.digest)
      moved = movedSince(formatReference({ ...access.repository, tag: identifier }), replaces.digest, now)
    return now === written.digest
  }
  try {
    await retryWrite(policy, send, isDone)
  } catch (error) {
    if (moved !== undefined) throw moved
    throw isMissingPart(error) ? await explainMissingPart(error, written, accepted, current) : error
  }
  accepted.add(identifier)
}

const clientOf = (access: Access, connection: Connection, policy: RetryPolicy, shared: Shared): RepositoryClient => {
  const { repository, signal } = access
  const { exchange } = connection
  const { reads } = shared
  const content: RepositoryClient['content'] = identifier => abortable(reads.content(identifier), signal)
  return {
    repository,
    blobs: sharedBlobs(openBlobs(access, connection, policy), shared),
    get: async identifier => {
      const found = await content(identifier)
      return found === undefined
        ? undefined
        : parseFor(manifestRequest(access, 'GET', identifier), () => parseDocument(found))
    },
    content,
    head: identifier => {
      const exists = reads.existing.has(identifier) || shared.accepted.has(identifier)
      return resolveDigest(access, identifier, exchange, { read: content, exists })
    },
    config: manifest => abortable(reads.config(manifest), signal),
    tags: pages => listTags(access, exchange, pages),
    put: (identifier, written, replaces) =>
      putManifest(access, { identifier, content: written, ...defined({ replaces }) }, connection, policy, shared),
    withSignal: other => clientOf({ ...access, signal: other }, connection, withSignal(policy, other), shared)
  }
}

/**
 * Opens a repository.
 *
 * All methods reject with a RegistryError that names the reference, the reason and the remedy.
 */
export const openRepository = (
  repository: Repository,
  rights: Rights,
  connection: Connection,
  policy: RetryPolicy
): RepositoryClient => {
  const { quirks, exchange } = connection
  const access: Access = { repository, scope: repositoryScope(repository.path, rights), quirks, log: policy.log }
  return clientOf(access, connection, policy, {
    reads: sharedReads(access, exchange),
    mounts: new Map(),
    accepted: new Set()
  })
}
