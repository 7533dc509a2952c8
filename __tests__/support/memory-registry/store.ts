import { createHash, randomUUID, type Hash } from 'node:crypto'
import { type Body, bodyOf, digestOf } from './answer.js'
import type { StoredManifest } from './types.js'

type Blob = { readonly digest: string; readonly size: number; readonly body?: Body; readonly bytes?: Buffer }

type Repository = {
  readonly blobs: Set<string>
  readonly manifests: Map<string, StoredManifest>
  readonly tags: Map<string, string>
  tagged: boolean
  /** Tags just written, with what reads of them still see. */
  readonly lagging: Map<string, { before: string | undefined; reads: number }>
}

/** An upload session. Its bytes are hashed as they come and kept only as long as they are wanted. */
export type Upload = {
  readonly uuid: string
  readonly repository: string
  size: number
  readonly hash: Hash
  chunks: Buffer[] | undefined
}

export type StoreOptions = { readonly discardAbove: number; readonly readLag: number }

/** The contents of a registry. */
export type Store = {
  readonly putBlob: (name: string, input: Uint8Array | string) => string
  readonly putGeneratedBlob: (name: string, size: number, seed: number) => string
  readonly blob: (name: string, digest: string) => Blob | undefined
  readonly mountBlob: (from: string, to: string, digest: string) => boolean
  readonly deleteBlob: (name: string, digest: string) => boolean
  readonly blobs: (name: string) => ReadonlySet<string>
  readonly manifest: (name: string, reference: string) => StoredManifest | undefined
  /** What a reader over HTTP finds: under a read lag a new tag is seen late. */
  readonly readManifest: (name: string, reference: string) => StoredManifest | undefined
  readonly putManifest: (name: string, reference: string, input: Uint8Array | string, mediaType: string) => string
  /** As `putManifest`, and the tag is seen late where the registry lags. */
  readonly writeManifest: Store['putManifest']
  readonly deleteManifest: (name: string, reference: string) => boolean
  /** Was a tag ever written: Distribution does not know the name of a repository without one. */
  readonly known: (name: string) => boolean
  readonly tags: (name: string) => ReadonlyMap<string, string>
  readonly repositories: () => readonly string[]
  readonly openUpload: (name: string) => Upload
  readonly upload: (uuid: string) => Upload | undefined
  readonly append: (upload: Upload, chunk: Buffer) => void
  /** Ends the session. A wrong digest spoils it: its bytes are of no use any more. */
  readonly commit: (upload: Upload, digest: string) => boolean
  readonly cancel: (upload: Upload) => boolean
  /** A session that is of no use any more, but not forgotten. */
  readonly spoil: (upload: Upload) => void
  readonly spoiled: (uuid: string) => boolean
  readonly openUploads: () => number
  readonly clear: () => void
}

const block = 64 * 1024

/** Bytes that nobody has to keep: a block that depends on the seed, each time with its number in front. */
const generate = function* (size: number, seed: number): Generator<Buffer> {
  const base = createHash('sha512').update(String(seed)).digest()
  for (let at = 0; at < size; at += block) {
    const chunk = Buffer.alloc(Math.min(block, size - at), base)
    if (chunk.length >= 8) chunk.writeBigUInt64BE(BigInt(at))
    yield chunk
  }
}

export const createStore = (options: StoreOptions): Store => {
  const repositories = new Map<string, Repository>()
  const blobs = new Map<string, Blob>()
  const uploads = new Map<string, Upload>()
  const spoiled = new Set<string>()

  const repository = (name: string): Repository => {
    const known = repositories.get(name)
    if (known) return known
    const fresh: Repository = {
      blobs: new Set(),
      manifests: new Map(),
      tags: new Map(),
      tagged: false,
      lagging: new Map()
    }
    repositories.set(name, fresh)
    return fresh
  }

  const link = (name: string, blob: Blob): string => {
    // Bytes that are here already are better than none: a discarded upload does not replace them.
    if (!blobs.get(blob.digest)?.body) blobs.set(blob.digest, blob)
    repository(name).blobs.add(blob.digest)
    return blob.digest
  }

  const putBlob: Store['putBlob'] = (name, input) => {
    const bytes = Buffer.from(input)
    return link(name, { digest: digestOf(bytes), size: bytes.length, bytes, body: bodyOf(bytes) })
  }

  const putGeneratedBlob: Store['putGeneratedBlob'] = (name, size, seed) => {
    const body: Body = { size, chunks: () => generate(size, seed) }
    const hash = createHash('sha256')
    for (const chunk of body.chunks()) hash.update(chunk)
    return link(name, { digest: `sha256:${hash.digest('hex')}`, size, body })
  }

  const blob: Store['blob'] = (name, digest) =>
    repositories.get(name)?.blobs.has(digest) ? blobs.get(digest) : undefined

  const digestOfReference = (name: string, reference: string): string | undefined =>
    reference.includes(':') ? reference : repositories.get(name)?.tags.get(reference)

  const manifest: Store['manifest'] = (name, reference) =>
    repositories.get(name)?.manifests.get(digestOfReference(name, reference) ?? '')

  const readManifest: Store['readManifest'] = (name, reference) => {
    const late = repositories.get(name)?.lagging.get(reference)
    if (!late) return manifest(name, reference)
    late.reads -= 1
    if (late.reads <= 0) repositories.get(name)?.lagging.delete(reference)
    return late.before === undefined ? undefined : manifest(name, late.before)
  }

  const putManifest: Store['putManifest'] = (name, reference, input, mediaType) => {
    const bytes = Buffer.from(input)
    const digest = digestOf(bytes)
    const held = repository(name)
    held.manifests.set(digest, { bytes, mediaType, digest })
    if (!reference.includes(':')) {
      held.tags.set(reference, digest)
      held.tagged = true
    }
    return digest
  }

  const writeManifest: Store['writeManifest'] = (name, reference, bytes, mediaType) => {
    const { tags, lagging } = repository(name)
    const before = lagging.has(reference) ? lagging.get(reference)?.before : tags.get(reference)
    const digest = putManifest(name, reference, bytes, mediaType)
    if (options.readLag > 0 && !reference.includes(':') && before !== digest) {
      lagging.set(reference, { before, reads: options.readLag })
    }
    return digest
  }

  const deleteManifest: Store['deleteManifest'] = (name, reference) => {
    const found = repositories.get(name)
    const digest = digestOfReference(name, reference)
    if (!found || digest === undefined || !found.manifests.delete(digest)) return false
    for (const [tag, target] of found.tags) if (target === digest) found.tags.delete(tag)
    return true
  }

  const openUpload: Store['openUpload'] = name => {
    repository(name)
    const upload: Upload = { uuid: randomUUID(), repository: name, size: 0, hash: createHash('sha256'), chunks: [] }
    uploads.set(upload.uuid, upload)
    return upload
  }

  const spoil: Store['spoil'] = upload => {
    uploads.delete(upload.uuid)
    spoiled.add(upload.uuid)
  }

  const append: Store['append'] = (upload, chunk) => {
    upload.hash.update(chunk)
    upload.size += chunk.length
    if (upload.size > options.discardAbove) upload.chunks = undefined
    else upload.chunks?.push(chunk)
  }

  const commit: Store['commit'] = (upload, digest) => {
    if (`sha256:${upload.hash.digest('hex')}` !== digest) {
      spoil(upload)
      return false
    }
    uploads.delete(upload.uuid)
    const bytes = upload.chunks && Buffer.concat(upload.chunks)
    link(upload.repository, { digest, size: upload.size, ...(bytes ? { bytes, body: bodyOf(bytes) } : {}) })
    return true
  }

  return {
    putBlob,
    putGeneratedBlob,
    blob,
    mountBlob: (from, to, digest) => {
      const source = blob(from, digest)
      return source !== undefined && link(to, source) === digest
    },
    deleteBlob: (name, digest) => repositories.get(name)?.blobs.delete(digest) ?? false,
    blobs: name => repositories.get(name)?.blobs ?? new Set<string>(),
    manifest,
    readManifest,
    putManifest,
    writeManifest,
    deleteManifest,
    known: name => repositories.get(name)?.tagged ?? false,
    tags: name => repositories.get(name)?.tags ?? new Map<string, string>(),
    repositories: () => [...repositories.keys()],
    openUpload,
    upload: uuid => uploads.get(uuid),
    append,
    commit,
    cancel: upload => uploads.delete(upload.uuid),
    spoil,
    spoiled: uuid => spoiled.has(uuid),
    openUploads: () => uploads.size,
    clear: () => {
      repositories.clear()
      blobs.clear()
      uploads.clear()
      spoiled.clear()
    }
  }
}
