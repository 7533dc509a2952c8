import { digestOf, isDigest, matchesDigest, type Digest } from '../oci/digest.js'
import { DocumentError } from '../oci/document.js'
import { acceptedManifests } from '../oci/media-types.js'
import { formatRepository } from '../oci/reference.js'
import type { Content, Manifest } from '../oci/types.js'
import { printable } from '../runner/log.js'
import { repositoryRequest, type Access } from './access.js'
import { responseError } from './transport/response-error.js'
import { protocolError } from './transport/errors.js'
import { headerOf, isSuccess, type BufferedResponse, type Exchange, type Request } from './transport/transport.js'

const nameOf = ({ repository }: Access, identifier: string): string =>
  `${formatRepository(repository)}${isDigest(identifier) ? '@' : ':'}${identifier}`

/** A request for a manifest or list (distribution spec, "Pulling manifests"). */
export const manifestRequest = (access: Access, method: 'GET' | 'HEAD', identifier: string): Request =>
  repositoryRequest(access, `manifests/${identifier}`, {
    method,
    headers: { accept: acceptedManifests },
    action: `reading ${nameOf(access, identifier)}`
  })

/** The digest that the registry declares; undefined where it does not. */
const declaredDigest = (response: BufferedResponse): Digest | undefined => {
  const header = headerOf(response, 'docker-content-digest')
  return isDigest(header) ? header : undefined
}

const typeOf = (response: BufferedResponse): string =>
  (headerOf(response, 'content-type') ?? '').split(';')[0]?.trim() ?? ''

/** A 404 means that the manifest does not exist, unless it is a web page: that is not from a registry. */
const isAbsent = (response: BufferedResponse): boolean => response.status === 404 && typeOf(response) !== 'text/html'

/**
 * Checks content against the digest that was asked for, and the one that the registry declares.
 *
 * @returns its digest
 */
const checkDigest = (request: Request, response: BufferedResponse, wanted: Digest | undefined): Digest => {
  const declared = declaredDigest(response)
  for (const digest of [wanted, declared]) {
    if (digest !== undefined && !matchesDigest(response.bytes, digest)) {
      throw protocolError(
        request,
        `the content does not match its digest ${digest} (${response.bytes.length} bytes received)`,
        'Something on the way changes or cuts the content: check the proxy, the mirror, and the storage of the registry.'
      )
    }
  }
  return wanted ?? declared ?? digestOf(response.bytes)
}

/** Parses what a request has read. Content that cannot be parsed is an error of the request. */
export const parseFor = <T>(request: Request, parse: () => T): T => {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    const remedy = 'Build and push the image again, and check whether something on the way changes it.'
    throw protocolError(request, printable(error.reason), remedy, error)
  }
}

/** Reads a manifest or list, of whatever media type, by tag or digest; undefined where there is none. */
export const fetchManifest = async (
  access: Access,
  identifier: string,
  exchange: Exchange
): Promise<Content | undefined> => {
  const request = manifestRequest(access, 'GET', identifier)
  const response = await exchange(request)
  if (isAbsent(response)) return undefined
  if (!isSuccess(response)) throw responseError(request, response)
  if (typeOf(response) === 'text/html') {
    throw protocolError(
      request,
      `${response.url.host} answered with a web page`,
      "It does not look like a registry: check the host in the input 'image'."
    )
  }
  const digest = checkDigest(request, response, isDigest(identifier) ? identifier : undefined)
  return { bytes: response.bytes, mediaType: typeOf(response), digest }
}

/**
 * Resolves a tag or digest to the current digest; undefined where it does not exist.
 *
 * @param read is called where the registry omits the digest from a HEAD response, as some do
 */
export const resolveDigest = async (
  access: Access,
  identifier: string,
  exchange: Exchange,
  read: (identifier: string) => Promise<Content | undefined>
): Promise<Digest | undefined> => {
  const request = manifestRequest(access, 'HEAD', identifier)
  const response = await exchange(request)
  if (isAbsent(response)) return undefined
  if (!isSuccess(response)) throw responseError(request, response)
  return declaredDigest(response) ?? (await read(identifier))?.digest
}

/** A request for the config of an image. */
export const configRequest = (access: Access, manifest: Manifest): Request =>
  repositoryRequest(access, `blobs/${manifest.config.digest}`, {
    method: 'GET',
    action: `reading the config of ${nameOf(access, manifest.digest)}`
  })

/** Reads the config of an image as bytes. */
export const fetchConfig = async (access: Access, manifest: Manifest, exchange: Exchange): Promise<Uint8Array> => {
  const request = configRequest(access, manifest)
  const response = await exchange(request)
  if (!isSuccess(response)) throw responseError(request, response)
  checkDigest(request, response, manifest.config.digest)
  return response.bytes
}

/** Codes for a missing part, which a registry may also return shortly after the part was written. */
const laggingCodes = new Set(['MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN', 'MANIFEST_UNKNOWN'])

/** Sends a manifest or list once, under a tag or its digest. */
export const sendManifest = async (
  access: Access,
  identifier: string,
  { bytes, mediaType, digest }: Content,
  exchange: Exchange
): Promise<void> => {
  const request = repositoryRequest(access, `manifests/${identifier}`, {
    method: 'PUT',
    headers: { 'content-type': mediaType },
    body: bytes,
    action: `writing ${nameOf(access, identifier)}`
  })
  const response = await exchange(request)
  if (!isSuccess(response)) throw responseError(request, response, laggingCodes)
  const declared = declaredDigest(response)
  if (declared !== undefined && declared !== digest) {
    throw protocolError(request, `the registry stored it as ${declared}, but its digest is ${digest}`)
  }
}
