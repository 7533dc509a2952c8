import type { Readable } from 'node:stream'

import type { Digest } from '../oci/digest.js'
import { formatRepository, type Repository } from '../oci/reference.js'
import type { Descriptor } from '../oci/types.js'
import { repositoryRequest, type Access } from './access.js'
import { mountBlob, sendBlob, startUpload, type UploadSession } from './blob-uploads.js'
import type { Connection } from './connection.js'
import { connectionError, readResponse } from './transport/connection-error.js'
import { decompressedBody } from './transport/content-encoding.js'
import type { RegistryError } from './transport/errors.js'
import { responseError } from './transport/response-error.js'
import { sendOnce, type RetryPolicy } from './transport/retry.js'
import { BodyError, isSuccess, type Exchange, type StreamBody, type Transport } from './transport/transport.js'
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
  readonly mount: (blob: Descriptor, from: Repository) => Promise<'mounted' | UploadSession | undefined>
  /** Opens an upload. */
  readonly start: (digest: Digest) => Promise<UploadSession>
  /** Sends the whole blob; the registry checks it against the digest. */
  readonly send: (session: UploadSession, digest: Digest, body: StreamBody) => Promise<void>
}

/** A redirect that keeps the method. Distribution sends it for blobs that it has, to the place where they are stored. */
const temporaryRedirect = 307

/**
 * Asks whether a repository has a blob. Where HEAD is refused the result is false: uploading the blob does no harm, and
 * probing it by GET would cost as much.
 */
export const hasBlob = async (access: Access, digest: Digest, exchange: Exchange): Promise<boolean> => {
  const { quirks } = access
  if (quirks.blobsWithoutHead) return false
  const request = repositoryRequest(access, `blobs/${digest}`, {
    method: 'HEAD',
    action: `looking for ${digest} in ${formatRepository(access.repository)}`
  })
  const response = await exchange(request)
  if (isSuccess(response)) return true
  const { status, redirectedBy } = response
  if (status === 404) return false
  // An address that is signed for GET may refuse HEAD, but the registry has already said that the blob is there.
  if (redirectedBy !== undefined) return redirectedBy === temporaryRedirect
  if (status === 405) quirks.blobsWithoutHead = true
  if (status === 405 || status === 403) return false
  throw responseError(request, response)
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
  const body = decompressedBody(response, descriptor.size)
  body.on('error', error => checked.destroy(fail(error)))
  checked.once('close', () => body.destroy())
  return body.pipe(checked)
}

export const openBlobs = (access: Access, connection: Connection, policy: RetryPolicy): BlobClient => {
  const { exchange, transport } = connection
  return {
    has: digest => hasBlob(access, digest, exchange),
    hasNow: digest => hasBlob(access, digest, sendOnce(transport)),
    open: (descriptor, moved) => openBlob(access, descriptor, moved, transport),
    mount: ({ digest }, from) => mountBlob(access, digest, from, exchange, policy),
    start: digest => startUpload(access, digest, exchange),
    send: (session, digest, body) => sendBlob(access, session, digest, body, connection)
  }
}
