import { createHmac, randomBytes } from 'node:crypto'
import { type Answer, emptyAnswer, errorAnswer, methodNotAllowed } from './answer.js'
import type { Exchange, Registry } from './exchange.js'
import { uploadRefusal } from './oddities.js'
import { isDigest } from './route.js'
import type { Upload } from './store.js'

const secret = randomBytes(32)

/** Distribution's `_state`: which session, and how far it is. One that is out of date is worth nothing. */
const stateOf = ({ repository, uuid, size }: Upload): string => {
  const state = JSON.stringify({ Name: repository, UUID: uuid, Offset: size })
  return createHmac('sha256', secret).update(state).digest('base64url') + Buffer.from(state).toString('base64url')
}

const locationOf = ({ options }: Registry, { origin }: Exchange, upload: Upload): string => {
  const form = options.location ?? 'absolute-with-query'
  const path = `/v2/${upload.repository}/blobs/uploads/${upload.uuid}`
  const query = form.endsWith('-with-query') ? `?_state=${stateOf(upload)}` : ''
  return `${options.uploadOrigin ?? (form.startsWith('absolute') ? origin : '')}${path}${query}`
}

const progress = (registry: Registry, exchange: Exchange, upload: Upload, status: number): Answer => {
  const headers = {
    'docker-upload-uuid': upload.uuid,
    location: locationOf(registry, exchange, upload),
    range: `0-${Math.max(0, upload.size - 1)}`
  }
  return status === 204 ? { status, headers } : emptyAnswer(status, headers)
}

const created = ({ origin }: Exchange, repository: string, digest: string): Answer =>
  emptyAnswer(201, { 'docker-content-digest': digest, location: `${origin}/v2/${repository}/blobs/${digest}` })

/** `POST /v2/<repository>/blobs/uploads/`. Its body and `digest=` are not looked at, as in Distribution 2.8. */
export const answerUploads = (registry: Registry, exchange: Exchange, repository: string): Answer => {
  if (exchange.method !== 'POST') return methodNotAllowed(['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'])
  const { store, options } = registry
  const [mount, from] = [exchange.query.get('mount'), exchange.query.get('from')]
  if (mount && from && options.mount === 'no-location') return emptyAnswer(202)
  if (mount && from && options.mount === 'not-kept') return created(exchange, repository, mount)
  if (mount && from && (options.mount ?? true) && store.mountBlob(from, repository, mount)) {
    return created(exchange, repository, mount)
  }
  return progress(registry, exchange, store.openUpload(repository), 202)
}

/** The session of a request, or why there is none. */
const resume = (
  { store, options }: Registry,
  exchange: Exchange,
  repository: string,
  uuid: string
): Upload | Answer => {
  const upload = store.upload(uuid)
  const state = exchange.query.get('_state')
  const stated = (options.location ?? 'absolute-with-query').endsWith('-with-query')
  if (stated && state === null) return errorAnswer('BLOB_UPLOAD_INVALID', {})
  if (store.spoiled(uuid)) return errorAnswer('BLOB_UPLOAD_INVALID')
  if (!upload) return errorAnswer('BLOB_UPLOAD_UNKNOWN', {})
  if (upload.repository !== repository) return errorAnswer('BLOB_UPLOAD_INVALID')
  if (stated && state !== stateOf(upload)) {
    store.spoil(upload)
    return errorAnswer('BLOB_UPLOAD_INVALID')
  }
  return upload
}

const rangeError = (exchange: Exchange, upload: Upload): Answer | undefined => {
  const [range, length] = [exchange.headers['content-range'], exchange.headers['content-length']]
  if (range === undefined || length === undefined) return undefined
  const [, start, end] = /^(\d+)-(\d+)$/.exec(range) ?? []
  if (start === undefined || end === undefined) return errorAnswer('UNKNOWN', 'invalid content range format')
  if (Number(start) !== upload.size || Number(start) > Number(end)) return errorAnswer('RANGE_INVALID')
  return Number(end) - Number(start) + 1 === Number(length) ? undefined : errorAnswer('SIZE_INVALID')
}

const receive = async ({ store }: Registry, exchange: Exchange, upload: Upload): Promise<void> => {
  for await (const chunk of exchange.body()) store.append(upload, chunk)
}

const patch = async (registry: Registry, exchange: Exchange, upload: Upload): Promise<Answer> => {
  const type = exchange.headers['content-type']
  if (type !== undefined && type !== 'application/octet-stream') return errorAnswer('UNKNOWN', {})
  const wrong = registry.options.checkRanges ? rangeError(exchange, upload) : undefined
  if (wrong) return wrong
  await receive(registry, exchange, upload)
  return progress(registry, exchange, upload, 202)
}

const put = async (registry: Registry, exchange: Exchange, upload: Upload): Promise<Answer> => {
  const digest = exchange.query.get('digest')
  if (!digest) return errorAnswer('DIGEST_INVALID', 'digest missing')
  if (!isDigest(digest)) return errorAnswer('DIGEST_INVALID', 'digest parsing failed')
  await receive(registry, exchange, upload)
  if (!registry.store.commit(upload, digest)) return errorAnswer('DIGEST_INVALID', { Digest: digest, Reason: {} })
  return created(exchange, upload.repository, digest)
}

/** `/v2/<repository>/blobs/uploads/<uuid>` */
export const answerUpload = async (
  registry: Registry,
  exchange: Exchange,
  repository: string,
  uuid: string
): Promise<Answer> => {
  const refusal = uploadRefusal(registry.options, exchange)
  if (refusal) return refusal
  const upload = resume(registry, exchange, repository, uuid)
  if ('status' in upload) return upload
  switch (exchange.method) {
    case 'GET':
    case 'HEAD':
      return progress(registry, exchange, upload, 204)
    case 'PATCH':
      return patch(registry, exchange, upload)
    case 'PUT':
      return put(registry, exchange, upload)
    case 'DELETE':
      registry.store.cancel(upload)
      return { status: 204, headers: { 'docker-upload-uuid': uuid } }
    default:
      return methodNotAllowed(['DELETE', 'GET', 'HEAD', 'PATCH', 'PUT'])
  }
}
