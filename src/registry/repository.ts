import { Readable } from 'node:stream'

import { digestOf, isDigest, matchesDigest, type Digest } from '../oci/digest.js'
import { DocumentError, parseConfig, parseDocument } from '../oci/document.js'
import { acceptedManifests } from '../oci/media-types.js'
import { apiHost, formatRepository, type Repository } from '../oci/reference.js'
import type { Content, ImageConfig, Index, Manifest } from '../oci/types.js'
import { printable } from '../runner/log.js'
import { answerError, protocolError } from './transport/errors.js'
import { once, writing, type RetryPolicy } from './transport/retry.js'
import { listTags } from './tag-list.js'
import { openBlobs, type BlobClient } from './blobs.js'
import {
  headerOf,
  isSuccess,
  type Answer,
  type Connection,
  type Exchange,
  type Request
} from './transport/transport.js'

/** What a client may do; asked for in the token, so that one token serves all requests of a flow. */
export type Rights = 'pull' | 'pull,push'

/** One repository of a registry (distribution spec, "API"). */
export type RepositoryClient = {
  readonly repository: Repository
  readonly blobs: BlobClient
  /** Reads a manifest or list by tag or digest; undefined where there is none. Its bytes are checked against the digest. */
  readonly get: (identifier: string) => Promise<Manifest | Index | undefined>
  /** The same as bytes, of whatever media type it is. */
  readonly content: (identifier: string) => Promise<Content | undefined>
  /** The digest that a tag or digest stands for now; undefined where there is none. */
  readonly head: (identifier: string) => Promise<Digest | undefined>
  /** Reads the config of an image; its bytes are checked against the digest. */
  readonly config: (manifest: Manifest) => Promise<ImageConfig>
  /** All tags; none where the repository does not exist. */
  readonly tags: () => Promise<readonly string[]>
  /**
   * Writes a manifest or list under a tag or its digest. An answer that got lost is settled by asking; where that cannot
   * be, the error is `unsettled`.
   */
  readonly put: (identifier: string, content: Content) => Promise<void>
}

const separatorOf = (identifier: string): string => (isDigest(identifier) ? '@' : ':')

/** Codes for "a part is not there", which a registry may say of what was written a moment ago. */
const laggingCodes = new Set(['MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN', 'MANIFEST_UNKNOWN'])

/** The digest that the registry gives the content; undefined where it says none. */
const declaredDigest = (answer: Answer): Digest | undefined => {
  const header = headerOf(answer, 'docker-content-digest')
  return isDigest(header) ? header : undefined
}

const typeOf = (answer: Answer): string => (headerOf(answer, 'content-type') ?? '').split(';')[0]?.trim() ?? ''

/** A 404 of a registry means "absent"; one with a web page comes from something else. */
const isAbsent = (answer: Answer): boolean => answer.status === 404 && typeOf(answer) !== 'text/html'

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
  const name = formatRepository(repository)
  const { exchange } = connection
  const askOnce = once(connection.transport)
  const scope = `repository:${repository.path}:${rights}`
  const scopes = [scope]
  const urlOf = (kind: string, identifier: string): URL =>
    new URL(`https://${apiHost(repository.registry)}/v2/${repository.path}/${kind}/${identifier}`)

  const manifestRequest = (method: 'GET' | 'HEAD', identifier: string): Request => ({
    method,
    url: urlOf('manifests', identifier),
    headers: { accept: acceptedManifests },
    scopes,
    doing: `reading ${name}${separatorOf(identifier)}${identifier}`
  })

  const checkDigest = (request: Request, answer: Answer, wanted: Digest | undefined): Digest => {
    const declared = declaredDigest(answer)
    for (const digest of [wanted, declared]) {
      if (digest !== undefined && !matchesDigest(answer.bytes, digest)) {
        throw protocolError(
          request,
          `the content is not what its digest ${digest} says (${answer.bytes.length} bytes came)`,
          'Something between here and the registry changes or cuts the content: a proxy, a mirror, or a broken storage.'
        )
      }
    }
    return wanted ?? declared ?? digestOf(answer.bytes)
  }

  const readable = <T>(request: Request, parse: () => T): T => {
    try {
      return parse()
    } catch (error) {
      if (error instanceof DocumentError) {
        const remedy = 'Build and push the image again; look whether something on the way changes it.'
        throw protocolError(request, printable(error.reason), remedy, error)
      }
      throw error
    }
  }

  /** What is read by digest never changes: it is read once. */
  const contents = new Map<string, Promise<Content | undefined>>()

  const content: RepositoryClient['content'] = async identifier => {
    const known = contents.get(identifier)
    if (known !== undefined) return known
    const reading = fetch(identifier)
    if (isDigest(identifier)) contents.set(identifier, reading)
    const found = await reading
    if (found !== undefined) contents.set(found.digest, reading)
    return found
  }

  const get: RepositoryClient['get'] = async identifier => {
    const found = await content(identifier)
    return found === undefined ? undefined : readable(manifestRequest('GET', identifier), () => parseDocument(found))
  }

  const fetch = async (identifier: string, ask = exchange): Promise<Content | undefined> => {
    const request = manifestRequest('GET', identifier)
    const answer = await ask(request)
    if (isAbsent(answer)) return undefined
    if (!isSuccess(answer)) throw answerError(request, answer)
    if (typeOf(answer) === 'text/html') {
      throw protocolError(
        request,
        `${answer.url.host} answered with a web page`,
        "It does not answer as a registry does: check the host in the input 'image'."
      )
    }
    const digest = checkDigest(request, answer, isDigest(identifier) ? identifier : undefined)
    return { bytes: answer.bytes, mediaType: typeOf(answer), digest }
  }

  const headBy = async (
    identifier: string,
    ask: Exchange,
    read: RepositoryClient['content']
  ): Promise<Digest | undefined> => {
    const request = manifestRequest('HEAD', identifier)
    const answer = await ask(request)
    if (isAbsent(answer)) return undefined
    if (!isSuccess(answer)) throw answerError(request, answer)
    // Some registries leave the digest out of a HEAD.
    return declaredDigest(answer) ?? (await read(identifier))?.digest
  }

  const head: RepositoryClient['head'] = identifier => headBy(identifier, exchange, content)

  const configs = new Map<Digest, Promise<ImageConfig>>()
  /** Configs as they came: a copy has no need to read them again. */
  const configBytes = new Map<Digest, Uint8Array>()

  const config: RepositoryClient['config'] = manifest => {
    const reading = configs.get(manifest.config.digest) ?? fetchConfig(manifest)
    configs.set(manifest.config.digest, reading)
    return reading
  }

  const fetchConfig: RepositoryClient['config'] = async manifest => {
    const { digest } = manifest.config
    const request: Request = {
      method: 'GET',
      url: urlOf('blobs', digest),
      scopes,
      doing: `reading the config of ${name}@${manifest.digest}`
    }
    const answer = await exchange(request)
    if (!isSuccess(answer)) throw answerError(request, answer)
    checkDigest(request, answer, digest)
    configBytes.set(digest, answer.bytes)
    return readable(request, () => parseConfig(answer.bytes))
  }

  const put: RepositoryClient['put'] = (identifier, written) => {
    const request: Request = {
      method: 'PUT',
      url: urlOf('manifests', identifier),
      headers: { 'content-type': written.mediaType },
      body: written.bytes,
      scopes,
      doing: `writing ${name}${separatorOf(identifier)}${identifier}`
    }
    const write = async (): Promise<void> => {
      const answer = await exchange(request)
      if (!isSuccess(answer)) throw answerError(request, answer, laggingCodes)
      const declared = declaredDigest(answer)
      if (declared !== undefined && declared !== written.digest) {
        throw protocolError(request, `the registry took it as ${declared}, but it is ${written.digest}`)
      }
    }
    // An immutable tag cannot be written twice: what has been done must be seen.
    const isDone = async (): Promise<boolean> =>
      (await headBy(identifier, askOnce, other => fetch(other, askOnce))) === written.digest
    return writing(policy, write, isDone)
  }

  const blobs = openBlobs(repository, scope, connection, policy)
  const open: BlobClient['open'] = (descriptor, moved) => {
    const bytes = configBytes.get(descriptor.digest)
    // Where the size is a lie the registry's content is compared with it, as that of every other blob.
    if (bytes?.length !== descriptor.size) return blobs.open(descriptor, moved)
    moved(bytes.length)
    return Promise.resolve(Readable.from([Buffer.from(bytes)]))
  }

  return {
    repository,
    blobs: { ...blobs, open },
    get,
    content,
    head,
    config,
    tags: () => listTags(repository, scope, exchange),
    put
  }
}
