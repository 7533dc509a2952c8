import { type Answer, bodyOf, digestOf, emptyAnswer, errorAnswer, errorsAnswer, methodNotAllowed } from './answer.js'
import { type Exchange, readAll, type Registry } from './exchange.js'
import { negotiate, readManifest, verifyManifest } from './manifest-rules.js'
import { forbidden, rewritten } from './oddities.js'
import { isDigest } from './route.js'

const bodyLimit = 4 * 1024 * 1024

const get = ({ store }: Registry, exchange: Exchange, repository: string, reference: string): Answer => {
  const byDigest = isDigest(reference)
  // What only looks like a digest is looked up as a tag, which cannot be one.
  if (!byDigest && reference.includes(':')) return errorAnswer('UNKNOWN', {})
  const found = store.readManifest(repository, reference)
  if (!found) {
    if (byDigest && store.blob(repository, reference)) return errorAnswer('UNKNOWN', {})
    return errorAnswer('MANIFEST_UNKNOWN', byDigest ? { Name: repository, Revision: reference } : { Tag: reference })
  }
  if ([found.digest, `"${found.digest}"`].includes(exchange.headers['if-none-match'] ?? '')) {
    return { status: 304, headers: {} }
  }
  const by = { repository, tag: byDigest ? undefined : reference }
  const negotiated = negotiate(found, exchange.headers.accept, by, digest => store.manifest(repository, digest))
  if ('unknown' in negotiated) return errorAnswer('MANIFEST_UNKNOWN', undefined, negotiated.unknown)
  const { bytes, mediaType, digest } = negotiated.manifest
  const body = bodyOf(bytes)
  const headers = {
    'content-length': String(body.size),
    'content-type': mediaType,
    'docker-content-digest': digest,
    etag: `"${digest}"`
  }
  return { status: 200, headers, body }
}

const put = async (
  { store, options }: Registry,
  exchange: Exchange,
  repository: string,
  reference: string
): Promise<Answer> => {
  const bytes = await readAll(exchange, bodyLimit)
  if (!bytes) return errorAnswer('MANIFEST_INVALID', 'http: request body too large')
  const read = readManifest(exchange.headers['content-type'], bytes)
  if (!read) return errorAnswer('MANIFEST_INVALID', {})
  const { mediaType, document } = read
  const digest = digestOf(bytes)
  if (reference.includes(':') && reference !== digest) return errorAnswer('DIGEST_INVALID')

  if (options.validateManifests ?? true) {
    const errors = verifyManifest(mediaType, document, {
      foreignUrls: options.foreignUrls ?? 'allowed',
      hasBlob: wanted => store.blob(repository, wanted) !== undefined,
      hasManifest: wanted => store.manifest(repository, wanted) !== undefined
    })
    if (errors.length > 0) return errorsAnswer(errors)
  }
  const held = {
    tag: store.tags(repository).get(reference),
    content: store.manifest(repository, digest) !== undefined
  }
  const refusal = forbidden(options, repository, reference, digest, held)
  if (refusal) return refusal
  const stored = store.writeManifest(repository, reference, rewritten(options, bytes), mediaType)
  const location = `${exchange.origin}/v2/${repository}/manifests/${stored}`
  return emptyAnswer(201, {
    ...(options.rewrites === 'silently' ? {} : { 'docker-content-digest': stored }),
    location
  })
}

const remove = ({ store, options }: Registry, repository: string, reference: string): Answer => {
  if (options.deletes === false) return errorAnswer('UNSUPPORTED')
  if (!isDigest(reference)) return errorAnswer('DIGEST_INVALID')
  return store.deleteManifest(repository, reference) ? emptyAnswer(202) : errorAnswer('MANIFEST_UNKNOWN')
}

/** `/v2/<repository>/manifests/<reference>` */
export const answerManifest = async (
  registry: Registry,
  exchange: Exchange,
  repository: string,
  reference: string
): Promise<Answer> => {
  switch (exchange.method) {
    case 'GET':
    case 'HEAD':
      return get(registry, exchange, repository, reference)
    case 'PUT':
      return put(registry, exchange, repository, reference)
    case 'DELETE':
      return remove(registry, repository, reference)
    default:
      return methodNotAllowed(['DELETE', 'GET', 'HEAD', 'PUT'])
  }
}
