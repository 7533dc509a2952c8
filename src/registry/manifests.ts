import { digestOf, isDigest, matchesDigest, type Digest } from '../oci/digest.js'
import { DocumentError } from '../oci/document.js'
import { acceptedManifests } from '../oci/media-types.js'
import { formatRepository } from '../oci/reference.js'
import type { Content, Manifest } from '../oci/types.js'
import { printable } from '../runner/log.js'
import { repositoryRequest, type Access } from './access.js'
import { answerError } from './transport/answer-error.js'
import { protocolError } from './transport/errors.js'
import { headerOf, isSuccess, type Answer, type Exchange, type Request } from './transport/transport.js'

const nameOf = ({ repository }: Access, identifier: string): string =>
  `${formatRepository(repository)}${isDigest(identifier) ? '@' : ':'}${identifier}`

/** A request for a manifest or list (distribution spec, "Pulling manifests"). */
export const manifestRequest = (access: Access, method: 'GET' | 'HEAD', identifier: string): Request =>
  repositoryRequest(access, `manifests/${identifier}`, {
    method,
    headers: { accept: acceptedManifests },
    doing: `reading ${nameOf(access, identifier)}`
  })

/** The digest that the registry gives the content; undefined where it says none. */
const declaredDigest = (answer: Answer): Digest | undefined => {
  const header = headerOf(answer, 'docker-content-digest')
  return isDigest(header) ? header : undefined
}

const typeOf = (answer: Answer): string => (headerOf(answer, 'content-type') ?? '').split(';')[0]?.trim() ?? ''

/** A 404 of a registry means "absent"; one with a web page comes from something else. */
const isAbsent = (answer: Answer): boolean => answer.status === 404 && typeOf(answer) !== 'text/html'

/**
 * Checks content against the digest that was asked for, and the one that the registry gives it.
 *
 * @returns its digest
 */
const checkDigest = (request: Request, answer: Answer, wanted: Digest | undefined): Digest => {
  const declared = declaredDigest(answer)
  for (const digest of [wanted, declared]) {
    if (digest !== undefined && !matchesDigest(answer.bytes, digest)) {
      throw protocolError(
        request,
        `the content does not match its digest ${digest} (${answer.bytes.length} bytes received)`,
        'Something on the way changes or cuts the content: check the proxy, the mirror, and the storage of the registry.'
      )
    }
  }
  return wanted ?? declared ?? digestOf(answer.bytes)
}

/** Parses what a request has read; what cannot be parsed is an error of the request. */
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
  const answer = await exchange(request)
  if (isAbsent(answer)) return undefined
  if (!isSuccess(answer)) throw answerError(request, answer)
  if (typeOf(answer) === 'text/html') {
    throw protocolError(
      request,
      `${answer.url.host} answered with a web page`,
      "It does not look like a registry: check the host in the input 'image'."
    )
  }
  const digest = checkDigest(request, answer, isDigest(identifier) ? identifier : undefined)
  return { bytes: answer.bytes, mediaType: typeOf(answer), digest }
}

/**
 * Asks which digest a tag or digest stands for now; undefined where there is none.
 *
 * @param read is asked where the registry leaves the digest out of a HEAD, as some do
 */
export const resolveDigest = async (
  access: Access,
  identifier: string,
  exchange: Exchange,
  read: (identifier: string) => Promise<Content | undefined>
): Promise<Digest | undefined> => {
  const request = manifestRequest(access, 'HEAD', identifier)
  const answer = await exchange(request)
  if (isAbsent(answer)) return undefined
  if (!isSuccess(answer)) throw answerError(request, answer)
  return declaredDigest(answer) ?? (await read(identifier))?.digest
}

/** A request for the config of an image. */
export const configRequest = (access: Access, manifest: Manifest): Request =>
  repositoryRequest(access, `blobs/${manifest.config.digest}`, {
    method: 'GET',
    doing: `reading the config of ${nameOf(access, manifest.digest)}`
  })

/** Reads the config of an image as it is. */
export const fetchConfig = async (access: Access, manifest: Manifest, exchange: Exchange): Promise<Uint8Array> => {
  const request = configRequest(access, manifest)
  const answer = await exchange(request)
  if (!isSuccess(answer)) throw answerError(request, answer)
  checkDigest(request, answer, manifest.config.digest)
  return answer.bytes
}

/** Codes for "a part is not there", which a registry may say of what was written a moment ago. */
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
    doing: `writing ${nameOf(access, identifier)}`
  })
  const answer = await exchange(request)
  if (!isSuccess(answer)) throw answerError(request, answer, laggingCodes)
  const declared = declaredDigest(answer)
  if (declared !== undefined && declared !== digest) {
    throw protocolError(request, `the registry stored it as ${declared}, but its digest is ${digest}`)
  }
}
