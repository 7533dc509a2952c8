import { Transform, type Readable } from 'node:stream'

import { hashFor, type Digest } from '../oci/digest.js'
import { apiHost, formatRepository, type Repository } from '../oci/reference.js'
import type { Descriptor } from '../oci/types.js'
import { answerError, connectionError, protocolError, type RegistryError } from './transport/errors.js'
import { once, retrying, type RetryPolicy } from './transport/retry.js'
import { isSafeStep } from './transport/scheme.js'
import {
  BodyError,
  discard,
  headerOf,
  isSuccess,
  readAnswer,
  type Answer,
  type Connection,
  type Exchange,
  type Request,
  type StreamBody
} from './transport/transport.js'

/** The blobs of one repository (distribution spec, "Pulling blobs", "Pushing blobs"). */
export type BlobClient = {
  readonly has: (digest: Digest) => Promise<boolean>
  /** The same, asked once: for writes, which have tries of their own. */
  readonly hasNow: (digest: Digest) => Promise<boolean>
  /** Opens a blob for reading; content that breaks, or is not what the descriptor says, is an error of this repository. */
  readonly open: (descriptor: Descriptor, moved: (bytes: number) => void) => Promise<Readable>
  /**
   * Asks the registry to take the blob from another of its repositories.
   *
   * @returns 'mounted', or the upload session that the registry opened instead, if any; undefined where it refuses, or
   *   fails at every try
   */
  readonly mount: (digest: Digest, from: Repository) => Promise<'mounted' | UploadSession | undefined>
  /** Opens an upload. */
  readonly start: (digest: Digest) => Promise<UploadSession>
  /** Sends the whole blob; the registry checks it against the digest. */
  readonly send: (session: UploadSession, digest: Digest, body: StreamBody) => Promise<void>
}

/** The address that an upload goes to. */
export type UploadSession = URL

/** Stops content that is not what its descriptor says before its last piece is through. */
export const verifying = (
  { digest, size }: Descriptor,
  moved: (bytes: number) => void,
  wrong: (why: string) => Error = why => new BodyError(why)
): Transform => {
  const hash = hashFor(digest)
  let seen = 0
  let held: Buffer | undefined
  return new Transform({
    transform(piece: Buffer, _, done) {
      seen += piece.length
      if (seen > size) {
        done(wrong(`the blob ${digest} is larger than the ${size} bytes that its descriptor says`))
        return
      }
      hash.update(piece)
      moved(piece.length)
      const ready = held
      held = piece
      done(undefined, ready)
    },
    flush(done) {
      const [algorithm = ''] = digest.split(':')
      const actual = `${algorithm}:${hash.digest('hex')}`
      if (seen !== size) done(wrong(`the blob ${digest} has ${seen} bytes, its descriptor says ${size}`))
      else if (actual !== digest) done(wrong(`the blob ${digest} has other content: ${actual}`))
      else done(undefined, held)
    }
  })
}

export const openBlobs = (
  repository: Repository,
  scope: string,
  { exchange, transport }: Connection,
  policy: RetryPolicy
): BlobClient => {
  const name = formatRepository(repository)
  const base = `https://${apiHost(repository.registry)}/v2/${repository.path}/blobs/`
  const scopes = [scope]

  /** The Location of an upload: absolute or relative, with or without a query (distribution spec, "POST then PUT"). */
  const sessionOf = (request: Request, answer: Answer): UploadSession => {
    const location = headerOf(answer, 'location')
    if (location === undefined || !URL.canParse(location, answer.url.href)) {
      throw protocolError(request, `${answer.url.host} opened an upload without saying where`)
    }
    const url = new URL(location, answer.url)
    // Registries behind a proxy that ends TLS may call themselves http.
    if (url.host === answer.url.host) url.protocol = answer.url.protocol
    if (!isSafeStep(answer.url, url)) {
      throw protocolError(
        request,
        `${answer.url.host} sends an upload from ${answer.url.protocol}// to ${url.protocol}//${url.host}, which is not safe`
      )
    }
    return url
  }

  const post = (query: string, digest: Digest, from?: Repository): Request => ({
    method: 'POST',
    url: new URL(`${base}uploads/${query}`),
    body: new Uint8Array(),
    // One token for both sides: Docker Hub mounts only what the same token may read.
    scopes: from === undefined ? scopes : [scope, `repository:${from.path}:pull`],
    doing: `uploading ${digest} to ${name}`
  })

  const hasBy = async (digest: Digest, ask: Exchange): Promise<boolean> => {
    const request: Request = {
      method: 'HEAD',
      url: new URL(base + digest),
      scopes,
      doing: `looking for ${digest} in ${name}`
    }
    const answer = await ask(request)
    if (answer.status === 404) return false
    if (!isSuccess(answer)) throw answerError(request, answer)
    return true
  }

  return {
    has: digest => hasBy(digest, exchange),
    hasNow: digest => hasBy(digest, once(transport)),

    open: async (descriptor, moved) => {
      const { digest } = descriptor
      const request: Request = {
        method: 'GET',
        url: new URL(base + digest),
        scopes,
        doing: `reading ${digest} of ${name}`
      }
      const response = await transport(request)
      if (isSuccess(response)) {
        const fail = (error: Error): RegistryError => connectionError(request, error)
        const checked = verifying(descriptor, moved, why => fail(new BodyError(why)))
        // Until somebody reads it, nobody listens.
        checked.on('error', () => undefined)
        response.body.on('error', error => checked.destroy(fail(error)))
        checked.once('close', () => response.body.destroy())
        return response.body.pipe(checked)
      }
      throw answerError(request, await readAnswer(response))
    },

    mount: async (digest, from) => {
      const query = `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`
      const request = post(query, digest, from)
      // What passes is no reason to send a whole layer. A blob that cannot be mounted can be uploaded; what keeps that
      // from working is told by the upload.
      const answer = await retrying(policy, () => exchange(request)).catch(() => undefined)
      if (answer?.status === 201) return 'mounted'
      return answer?.status === 202 ? sessionOf(request, answer) : undefined
    },

    start: async digest => {
      const request = post('', digest)
      const answer = await exchange(request)
      if (answer.status !== 202) throw answerError(request, answer)
      return sessionOf(request, answer)
    },

    send: async (session, digest, body) => {
      const url = new URL(session)
      // The query is the registry's: put together anew, its signature would not hold.
      url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`
      const request: Request = {
        method: 'PUT',
        url,
        headers: { 'content-type': 'application/octet-stream' },
        body,
        scopes,
        doing: `uploading ${digest} to ${name}`
      }
      const response = await transport(request)
      if (!isSuccess(response)) throw answerError(request, await readAnswer(response), lostSession)
      discard(response)
    }
  }
}

/** An upload that the registry has forgotten, or whose content it got broken: a new one may succeed. */
const lostSession = new Set(['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID'])
