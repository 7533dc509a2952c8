import { defined } from '../common/defined.js'
import type { Digest } from '../oci/digest.js'
import { apiHost, formatRepository, type Repository } from '../oci/reference.js'
import { repositoryRequest, type Access } from './access.js'
import { readResponse } from './transport/connection-error.js'
import { protocolError, RegistryError } from './transport/errors.js'
import { responseError } from './transport/response-error.js'
import { ownAddressRemedy } from './transport/redirects.js'
import { retry, type RetryPolicy } from './transport/retry.js'
import { isSafeRedirect } from './transport/scheme.js'
import { repositoryScope } from './transport/scopes.js'
import {
  discard,
  headerOf,
  isSuccess,
  type BufferedResponse,
  type Exchange,
  type Request,
  type Response,
  type StreamBody,
  type Transport
} from './transport/transport.js'

/** The address that an upload goes to. */
export type UploadSession = URL

/** @param query with its question mark */
const uploadRequest = (access: Access, query: string, digest: Digest, scopes: readonly string[]): Request =>
  repositoryRequest(access, `blobs/uploads/${query}`, {
    method: 'POST',
    body: new Uint8Array(),
    scopes,
    action: `uploading ${digest} to ${formatRepository(access.repository)}`
  })

/** The Location of an upload: absolute or relative, with or without a query (distribution spec, "POST then PUT"). */
const uploadSession = (request: Request, response: BufferedResponse | Response): UploadSession => {
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
      `${response.url.host} redirects an upload from ${response.url.protocol}// to ${url.protocol}//${url.host}, which is not safe`,
      ownAddressRemedy(url)
    )
  }
  return url
}

/**
 * Asks for a mount.
 *
 * @returns 'mounted', or the upload session that the registry opened instead, if any; undefined where it refuses, or
 *   fails on every attempt
 */
export const mountBlob = async (
  access: Access,
  digest: Digest,
  from: Repository,
  exchange: Exchange,
  policy: RetryPolicy
): Promise<'mounted' | UploadSession | undefined> => {
  const query = `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`
  // One token for both sides: Docker Hub mounts only what the same token may read.
  const request = uploadRequest(access, query, digest, [access.scope, repositoryScope(from.path, 'pull')])
  try {
    // After a transient failure the request is repeated, which is cheaper than an upload of a whole layer.
    const response = await retry(policy, () => exchange(request))
    if (response.status === 201) return 'mounted'
    return response.status === 202 ? uploadSession(request, response) : undefined
  } catch {
    // After any other failure the blob is uploaded; if that fails too, its error says why.
    return undefined
  }
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

/** Sends something to an upload session. */
const sendTo = async (
  access: Access,
  url: URL,
  digest: Digest,
  { method, body }: Pick<Request, 'method' | 'body'>,
  transport: Transport
): Promise<{ readonly request: Request; readonly response: Response }> => {
  const request = repositoryRequest(access, url, {
    method,
    headers: { 'content-type': 'application/octet-stream' },
    ...defined({ body }),
    action: `uploading ${digest} to ${formatRepository(access.repository)}`
  })
  try {
    const response = await transport(request)
    if (!isSuccess(response)) throw responseError(request, await readResponse(request, response), lostSessionCodes)
    return { request, response }
  } catch (error) {
    throw error instanceof RegistryError && isWrongLocation(access, url, error)
      ? error.withRemedy(ownAddressRemedy(url))
      : error
  }
}

/** Whether an upload failed at an address that is not the registry's, and of which the registry may be wrong. */
const isWrongLocation = ({ repository }: Access, url: URL, { status }: RegistryError): boolean => {
  const own = new URL(`https://${apiHost(repository.registry)}`)
  if (url.host === own.host) return false
  // Another port of the same host is hardly a place for uploads; at other hosts registries may well store them.
  return status === undefined || (url.hostname === own.hostname && (status === 404 || status === 405))
}

/** The URL with the digest. The query may be signed: it must not be re-encoded. */
const withDigest = (session: UploadSession, digest: Digest): URL => {
  const url = new URL(session)
  url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`
  return url
}

/** Sends the whole of a blob by a PUT, which ends the upload. */
const finishUpload = async (
  access: Access,
  session: UploadSession,
  digest: Digest,
  body: StreamBody,
  transport: Transport
): Promise<void> => {
  const { response } = await sendTo(access, withDigest(session, digest), digest, { method: 'PUT', body }, transport)
  discard(response)
}

/** Sends the whole of a blob by a PATCH, and ends the upload by a PUT without content, as docker does. */
const patchUpload = async (
  access: Access,
  session: UploadSession,
  digest: Digest,
  body: StreamBody,
  transport: Transport
): Promise<void> => {
  const { request, response } = await sendTo(access, session, digest, { method: 'PATCH', body }, transport)
  discard(response)
  const next = headerOf(response, 'location') === undefined ? session : uploadSession(request, response)
  const ended = await sendTo(
    access,
    withDigest(next, digest),
    digest,
    { method: 'PUT', body: new Uint8Array() },
    transport
  )
  discard(ended.response)
}

/** What registries answer to a PUT with content when they take content by PATCH alone (Artifactory: 404 BLOB_UNKNOWN). */
const isPatchOnly = (error: unknown): boolean =>
  error instanceof RegistryError &&
  [404, 405, 411, 415, 501].includes(error.status ?? 0) &&
  !error.codes.some(code => lostSessionCodes.has(code) || code === 'NAME_UNKNOWN')

/** Sends the whole of a blob: by a PUT, or by a PATCH where the registry takes it only so. */
export const sendBlob = async (
  access: Access,
  session: UploadSession,
  digest: Digest,
  body: StreamBody,
  { exchange, transport }: { readonly exchange: Exchange; readonly transport: Transport }
): Promise<void> => {
  const { quirks } = access
  if (quirks.uploadsByPatch) return patchUpload(access, session, digest, body, transport)
  try {
    await finishUpload(access, session, digest, body, transport)
  } catch (error) {
    if (!isPatchOnly(error)) throw error
    const another = await startUpload(access, digest, exchange)
    await patchUpload(access, another, digest, body, transport)
    quirks.uploadsByPatch = true
  }
}
