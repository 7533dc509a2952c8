import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { type Answer, emptyAnswer, errorAnswer, jsonAnswer, methodNotAllowed, textAnswer } from './answer.js'
import type { Exchange, Registry } from './exchange.js'
import { isDigest } from './route.js'

/** An answer that sends elsewhere, with the page that Go's server writes to a GET. */
export const redirectAnswer = (status: number, to: string, method: string): Answer =>
  method === 'GET'
    ? textAnswer(status, 'text/html; charset=utf-8', `<a href="${to}">${STATUS_CODES[status] ?? ''}</a>.\n\n`, {
        location: to
      })
    : { status, headers: { location: to, 'content-type': 'text/html; charset=utf-8' } }

const get = ({ store, options }: Registry, exchange: Exchange, repository: string, digest: string): Answer => {
  const blob = store.blob(repository, digest)
  if (!blob) return errorAnswer('BLOB_UNKNOWN', digest)
  if (options.blobRedirect !== undefined) {
    // Signed as an object store's URLs are: whoever sends it an Authorization as well is refused there.
    const signed = `${options.blobRedirect}${exchange.path}?X-Amz-Signature=${randomBytes(16).toString('hex')}`
    return redirectAnswer(307, signed, exchange.method)
  }
  const headers = {
    'cache-control': 'max-age=31536000',
    'docker-content-digest': digest,
    etag: `"${digest}"`
  }
  if (exchange.headers['if-none-match'] === headers.etag) return { status: 304, headers }
  const full = {
    ...headers,
    'content-length': String(blob.size),
    'content-type': 'application/octet-stream'
  }
  if (blob.body) return { status: 200, headers: full, body: blob.body }
  if (exchange.method === 'HEAD') return { status: 200, headers: full }
  return errorAnswer('UNKNOWN', undefined, 'the bytes of this blob were not kept')
}

const remove = ({ store, options }: Registry, repository: string, digest: string): Answer => {
  if (options.deletes === false) return errorAnswer('UNSUPPORTED')
  return store.deleteBlob(repository, digest) ? emptyAnswer(202) : errorAnswer('BLOB_UNKNOWN')
}

/** `/v2/<repository>/blobs/<digest>` */
export const answerBlob = (registry: Registry, exchange: Exchange, repository: string, digest: string): Answer => {
  if (!isDigest(digest)) return errorAnswer('DIGEST_INVALID', {})
  switch (exchange.method) {
    case 'GET':
    case 'HEAD':
      return get(registry, exchange, repository, digest)
    case 'DELETE':
      return remove(registry, repository, digest)
    default:
      return methodNotAllowed(['DELETE', 'GET', 'HEAD'])
  }
}

/** `/v2/<repository>/tags/list` */
export const answerTags = ({ store, options }: Registry, exchange: Exchange, repository: string): Answer => {
  if (exchange.method !== 'GET') return methodNotAllowed(['GET'])
  if (!store.known(repository)) return errorAnswer('NAME_UNKNOWN', { name: repository })
  const all = [...store.tags(repository).keys()]
  // Distribution 2.8 knows no pages and no order here, and has null for none.
  if (options.pageSize === undefined) return jsonAnswer(200, { name: repository, tags: all.length > 0 ? all : null })

  const wanted = exchange.query.get('n')
  if (wanted !== null && !/^[1-9][0-9]*$/.test(wanted)) return errorAnswer('PAGINATION_NUMBER_INVALID', { n: wanted })
  const size = Math.min(Number(wanted ?? options.pageSize), options.pageSize)
  const last = exchange.query.get('last')
  const rest = all.sort().filter(tag => last === null || tag > last)
  const tags = rest.slice(0, size)
  const body = { name: repository, tags }
  if (rest.length <= size) return jsonAnswer(200, body)
  const next = `${exchange.path}?${new URLSearchParams({ last: tags.at(-1) ?? '', n: String(size) }).toString()}`
  const target = options.link === 'absolute' ? `${exchange.origin}${next}` : next
  return jsonAnswer(200, body, { link: `<${target}>; rel="next"` })
}
