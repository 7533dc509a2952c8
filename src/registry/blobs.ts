import type { Readable } from 'node:stream'

import type { Digest } from '../oci/digest.js'
import { formatRepository, type Repository } from '../oci/reference.js'
import type { Descriptor } from '../oci/types.js'
import { repositoryRequest, type Access } from './access.js'
import { responseError } from './transport/response-error.js'
import { connectionError, readResponse } from './transport/connection-error.js'
import { protocolError, type RegistryError } from './transport/errors.js'
import { sendOnce, retry, type RetryPolicy } from './transport/retry.js'
import { isSafeRedirect } from './transport/scheme.js'
import {
  BodyError,
  discard,
  headerOf,
  isSuccess,
  type BufferedResponse,
  type Connection,
  type Exchange,
  type Request,
  type StreamBody,
  type Transport
} from './transport/transport.js'
import { verifyingStream } from './verifying-stream.js'

/** The blobs of one repository (distribution spec, "Pulling blobs", "Pushing blobs"). */
export type BlobClient = {
  readonly has: (digest: Digest) => Promise<boolean>
  /** The same without retries, for writes, which have their own. */
  readonly hasNow: (digest: Digest) => Promise<boolean>
  /**
   * Opens a blob for reading. Content that breaks off, or does not match the descriptor, is an error of this
   * repository.
   */
  readonly open: (descriptor: Descriptor, moved: (bytes: number) => void) => Promise<Readable>
  /**
   * Asks the registry to take the blob from another of its repositories.
   *
   * @returns 'mounted', or the upload session that the registry opened instead, if any; undefined where it refuses, or
   *   fails on every attempt
   */
  readonly mount: (digest: Digest, from: Repository) => Promise<'mounted' | UploadSession | undefined>
  /** Opens an upload. */
  readonly start: (digest: Digest) => Promise<UploadSession>
  /** Sends the whole blob; the registry checks it against the digest. */
  readonly send: (session: UploadSession, digest: Digest, body: StreamBody) => Promise<void>
}

/** The address that an upload goes to. */
export type UploadSession = URL

/** Asks whether a repository has a blob. */
export const hasBlob = async (access: Access, digest: Digest, exchange: Exchange): Promise<boolean> => {
  const request = repositoryRequest(access, `blobs/${digest}`, {
    method: 'HEAD',
    action: `looking for ${digest} in ${formatRepository(access.repository)}`
  })
  const response = await exchange(request)
  if (response.status === 404) return false
  if (!isSuccess(response)) throw responseError(request, response)
  return true
}

/** Opens a blob for reading, checked against its descriptor; see {@link BlobClient}. */
export const openBlob = async (
  access: Access,
  descriptor: Descriptor,
  moved: (bytes: number) => void,
  transport: Transport
): Promise<Readable> => {
  const request = repositoryRequest(access, `blobs/${descriptor.digest}`, {
    method: 'GET',
    action: `reading ${descriptor.digest} of ${formatRepository(access.repository)}`
  })
  const response = await transport(request)
  if (!isSuccess(response)) throw responseError(request, await readResponse(request, response))
  const fail = (error: Error): RegistryError => connectionError(request, error)
  const checked = verifyingStream(descriptor, moved, what => fail(new BodyError({ what })))
  // Avoid an uncaught error event before the stream is read.
  checked.on('error', () => undefined)
  response.body.on('error', error => checked.destroy(fail(error)))
  checked.once('close', () => response.body.destroy())
  return response.body.pipe(checked)
}

/** @param query with its question mark */
const uploadRequest = (access: Access, query: string, digest: Digest, scopes: readonly string[]): Request =>
  repositoryRequest(access, `blobs/uploads/${query}`, {
    method: 'POST',
    body: new Uint8Array(),
    scopes,
    action: `uploading ${digest} to ${formatRepository(access.repository)}`
  })

/** The Location of an upload: absolute or relative, with or without a query (distribution spec, "POST then PUT"). */
export const uploadSession = (request: Request, response: BufferedResponse): UploadSession => {
  const location = headerOf(response, 'location')
  if (location === undefined || !URL.canParse(location, response.url.href)) {
    throw protocolError(request, `${response.url.host} opened an upload without a valid address`)
  }
  const url = new URL(location, response.url)
  // Registries behind a proxy that ends TLS may call themselves http.
  if (url.host === response.url.host) url.protocol = response.url.protocol
  if (!isSafeRedirect(response.url, url)) {
    throw protocolError(
      request,
      `${response.url.host} redirects an upload from ${response.url.protocol}// to ${url.protocol}//${url.host}, which is not safe`
    )
  }
  return url
}

/** Mounts a blob from another repository; see {@link BlobClient}. */
export const mountBlob = async (
  access: Access,
  digest: Digest,
  from: Repository,
  exchange: Exchange,
  policy: RetryPolicy
): Promise<'mounted' | UploadSession | undefined> => {
  const query = `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`
  // One token for both sides: Docker Hub mounts only what the same token may read.
  const request = uploadRequest(access, query, digest, [access.scope, `repository:${from.path}:pull`])
  // After a transient failure the request is repeated, which is cheaper than an upload of a whole layer. After any
  // other failure the blob is uploaded; if that fails too, its error says why.
  const response = await retry(policy, () => exchange(request)).catch(() => undefined)
  if (response?.status === 201) return 'mounted'
  return response?.status === 202 ? uploadSession(request, response) : undefined
}

/** Opens an upload. */
export const startUpload = async (access: Access, digest: Digest, exchange: Exchange): Promise<UploadSession> => {
  const request = uploadRequest(access, '', digest, [access.scope])
  const response = await exchange(request)
  if (response.status !== 202) throw responseError(request, response)
  return uploadSession(request, response)
}

/** The registry has lost the upload, or received broken content: a new upload may succeed. */
const lostSessionCodes = new Set(['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID'])

/** Sends the whole blob and completes the upload. */
export const finishUpload = async (
  access: Access,
  session: UploadSession,
  digest: Digest,
  body: StreamBody,
  transport: Transport
): Promise<void> => {
  const url = new URL(session)
  // The query may be signed: it must not be re-encoded.
  url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`
  const request = repositoryRequest(access, url, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body,
    action: `uploading ${digest} to ${formatRepository(access.repository)}`
  })
  const response = await transport(request)
  if (!isSuccess(response)) throw responseError(request, await readResponse(request, response), lostSessionCodes)
  discard(response)
}

export const openBlobs = (access: Access, { exchange, transport }: Connection, policy: RetryPolicy): BlobClient => ({
  has: digest => hasBlob(access, digest, exchange),
  hasNow: digest => hasBlob(access, digest, sendOnce(transport)),
  open: (descriptor, moved) => openBlob(access, descriptor, moved, transport),
  mount: (digest, from) => mountBlob(access, digest, from, exchange, policy),
  start: digest => startUpload(access, digest, exchange),
  send: (session, digest, body) => finishUpload(access, session, digest, body, transport)
})
