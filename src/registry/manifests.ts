import { asArray, asRecord, parseJson } from '../common/json.js'
import { digestOf, isDigest, matchesDigest, type Digest } from '../oci/digest.js'
import { DocumentError } from '../oci/document.js'
import { acceptedManifests, isManifestType } from '../oci/media-types.js'
import { formatRepository } from '../oci/reference.js'
import type { Content, Manifest } from '../oci/types.js'
import { printable } from '../runner/foreign-text.js'
import { repositoryRequest, type Access } from './access.js'
import { responseError } from './transport/response-error.js'
import { decompress } from './transport/content-encoding.js'
import { protocolError, RegistryError } from './transport/errors.js'
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

const mismatch = (request: Request, bytes: Uint8Array, digest: Digest): RegistryError =>
  protocolError(
    request,
    `the content does not match its digest ${digest} (${bytes.length} bytes received)`,
    'Something on the way changes or cuts the content: check the proxy, the mirror, and the storage of the registry.'
  )

/** The content of a response: decompressed, unless its digest is that of the bytes as they came. */
const contentOf = (response: BufferedResponse, digest: Digest | undefined): Uint8Array =>
  digest !== undefined && matchesDigest(response.bytes, digest) ? response.bytes : decompress(response)

/** The content of a response to a request by digest. @throws RegistryError where it does not match */
const checkedContent = (request: Request, response: BufferedResponse, digest: Digest): Uint8Array => {
  const bytes = contentOf(response, digest)
  if (!matchesDigest(bytes, digest)) throw mismatch(request, bytes, digest)
  return bytes
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

/**
 * The content of a tag. Some registries send the digest of something else with it. The digest of the content counts then,
 * if the registry has the same content under it: bytes that broke on the way have no such digest.
 */
const tagContent = async (
  access: Access,
  request: Request,
  response: BufferedResponse,
  exchange: Exchange
): Promise<Pick<Content, 'bytes' | 'digest'>> => {
  const declared = declaredDigest(response)
  const bytes = contentOf(response, declared)
  const digest = digestOf(bytes)
  if (declared === undefined || matchesDigest(bytes, declared)) return { bytes, digest: declared ?? digest }
  if ((await fetchManifest(access, digest, exchange)) === undefined) throw mismatch(request, bytes, declared)
  const { quirks, log } = access
  if (!quirks.wrongTagDigests) {
    quirks.wrongTagDigests = true
    log.warning(
      `${response.url.host} sends a wrong Docker-Content-Digest for tags: ${declared} for content with the digest ${digest} (${request.action}). The digest of the content is used.`
    )
  }
  return { bytes, digest }
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
  const mediaType = typeOf(response)
  if (mediaType === 'text/html') {
    throw protocolError(
      request,
      `${response.url.host} answered with a web page`,
      "It does not look like a registry: check the host in the input 'image'."
    )
  }
  if (isDigest(identifier))
    return { bytes: checkedContent(request, response, identifier), mediaType, digest: identifier }
  return { ...(await tagContent(access, request, response, exchange)), mediaType }
}

/** How a manifest is read where HEAD does not give its digest. */
type Fallback = {
  readonly read: (identifier: string) => Promise<Content | undefined>
  /** it may well exist, although HEAD does not find it: it was read or written before */
  readonly exists?: boolean
}

/**
 * Resolves a tag or digest to the current digest; undefined where it does not exist. Some registries, gateways and
 * firewalls refuse HEAD, or omit the digest. GET then returns it, or the reason: a response to HEAD has no body.
 */
export const resolveDigest = async (
  access: Access,
  identifier: string,
  exchange: Exchange,
  { read, exists = false }: Fallback
): Promise<Digest | undefined> => {
  const { quirks } = access
  const readDigest = async (): Promise<Digest | undefined> => (await read(identifier))?.digest
  if (quirks.manifestsByGet || (quirks.wrongTagDigests && !isDigest(identifier))) return readDigest()
  const request = manifestRequest(access, 'HEAD', identifier)
  const response = await exchange(request)
  if (isSuccess(response)) return declaredDigest(response) ?? readDigest()
  const { status } = response
  // 405 and 501 are about the method, whatever the manifest.
  quirks.manifestsByGet ||= status === 405 || status === 501
  if ([400, 403, 405, 501].includes(status)) return readDigest()
  if (status === 404 && exists) {
    const digest = await readDigest()
    quirks.manifestsByGet ||= digest !== undefined
    return digest
  }
  if (isAbsent(response)) return undefined
  throw responseError(request, response)
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
  return checkedContent(request, response, manifest.config.digest)
}

/** Codes for a missing part, which a registry may also return shortly after the part was written. */
const missingPartCodes = new Set(['MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN', 'MANIFEST_UNKNOWN'])

/** Whether a registry refused a manifest because it does not find a part of it. */
export const isMissingPart = (error: unknown): error is RegistryError =>
  error instanceof RegistryError && error.codes.some(code => missingPartCodes.has(code))

/** The layers of a manifest that are fetched from addresses (image-spec layer.md, "Non-Distributable Layers"). */
const foreignLayersOf = ({ bytes, mediaType }: Content): readonly string[] => {
  if (!isManifestType(mediaType)) return []
  const { layers } = asRecord(parseJson(new TextDecoder().decode(bytes)))
  return asArray(layers)
    .map(asRecord)
    .filter(({ urls }) => asArray(urls).length > 0)
    .flatMap(({ digest }) => (isDigest(digest) ? [digest] : []))
}

/**
 * Explains the refusal of a manifest with foreign layers. Distribution 2.7 and later take no addresses that their
 * configuration does not allow, by default none, and answer 500 (UNKNOWN, MANIFEST_BLOB_UNKNOWN), which lasts.
 */
const explainForeignLayers = (error: unknown, content: Content): unknown => {
  if (!isMissingPart(error) || !error.codes.includes('UNKNOWN')) return error
  const layers = foreignLayersOf(content)
  return layers.length === 0
    ? error
    : error.asPermanent(
        `The image has the foreign layer ${layers.join(', ')}, which is fetched from an address that this registry does not allow. Allow it there (docker-registry: validation.manifests.urls.allow), or put the image onto a current base with mode 'rebase'.`
      )
}

/** What to do about a registry that changes what it stores. */
export const rewrittenRemedy =
  'The registry, or a proxy in front of it, rewrites the JSON of manifests, so that digests, signatures and pinned images do not hold: turn that off, or use another registry.'

/**
 * Explains why a list was refused because the registry misses an image of it. An image that the registry accepted, and
 * does not have, is stored under another digest.
 *
 * @param accepted the digests that the registry accepted
 * @param current the digest that the registry has for a digest
 */
export const explainMissingPart = async (
  error: RegistryError,
  { bytes }: Content,
  accepted: ReadonlySet<string>,
  current: (digest: Digest) => Promise<Digest | undefined>
): Promise<RegistryError> => {
  const { manifests } = asRecord(parseJson(new TextDecoder().decode(bytes)))
  const children = asArray(manifests).map(child => asRecord(child).digest)
  for (const digest of children.filter(isDigest)) {
    if (!accepted.has(digest) || (await current(digest)) !== undefined) continue
    const reason = `the registry changed an image of the list: it accepted ${digest}, but does not have it`
    return new RegistryError({ action: error.action, reason, remedy: rewrittenRemedy, cause: error })
  }
  return error
}

/** Sends a manifest or list once, under a tag or its digest. */
export const sendManifest = async (
  access: Access,
  identifier: string,
  content: Content,
  exchange: Exchange
): Promise<void> => {
  const { bytes, mediaType, digest } = content
  const request = repositoryRequest(access, `manifests/${identifier}`, {
    method: 'PUT',
    headers: { 'content-type': mediaType },
    body: bytes,
    action: `writing ${nameOf(access, identifier)}`
  })
  const response = await exchange(request).catch((error: unknown) => {
    throw explainForeignLayers(error, content)
  })
  if (!isSuccess(response)) throw explainForeignLayers(responseError(request, response, missingPartCodes), content)
  const storedAs = declaredDigest(response)
  if (storedAs !== undefined && storedAs !== digest) {
    const reason = `the registry changed it: it stored ${storedAs} instead of ${digest}`
    throw new RegistryError({ action: request.action, reason, remedy: rewrittenRemedy, storedAs })
  }
}
