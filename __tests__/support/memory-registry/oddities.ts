import { gzipSync } from 'node:zlib'
import { type Answer, bodyOf, digestOf, emptyAnswer, errorAnswer, jsonAnswer, textAnswer } from './answer.js'
import { redirectAnswer } from './blobs.js'
import type { Exchange } from './exchange.js'
import { isDigest, type Route } from './route.js'

/**
 * What registries, and the proxies and gateways in front of them, do differently from Distribution. Every option names a
 * public report of it.
 */
export type OddityOptions = {
  /**
   * The status of every HEAD of a manifest or of a blob, although GET works.
   * 405: https://github.com/distribution/distribution/issues/1485, 403: https://github.com/containerd/containerd/pull/6684,
   * 404: https://github.com/nicholas-fedor/watchtower/pull/667
   */
  head?: { readonly manifests?: 403 | 404 | 405; readonly blobs?: 400 | 403 | 404 | 405 }
  /**
   * Only `/v2/` has a challenge; every other request without a login is answered with this status.
   * https://github.com/containerd/containerd/issues/3291
   */
  challengeAtPingOnly?: 403 | 404
  /**
   * Reads of manifests and blobs are redirected to another registry, by its base URL.
   * https://github.com/containerd/containerd/issues/5503
   */
  readsAt?: string
  /** Writes are redirected once, within the registry. https://github.com/opencontainers/distribution-spec/pull/607 */
  redirectedWrites?: 307 | 308
  /**
   * `always`: answers are compressed whatever the client accepts (https://github.com/quay/quay/pull/1310);
   * `label`: only the header says so (https://github.com/moby/moby/issues/17595).
   */
  gzip?: 'always' | 'label'
  /**
   * Docker-Content-Digest of what is read by tag is another one than that of the bytes.
   * https://github.com/google/go-containerregistry/issues/56
   */
  tagDigests?: 'wrong'
  /**
   * A proxy takes no body of more bytes than that: 413 with a web page.
   * https://github.com/podman-container-tools/skopeo/issues/2104
   */
  bodyLimit?: number
  /** A pull-through cache takes no writes. https://github.com/distribution/distribution/issues/1849 */
  pullThrough?: boolean
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

const refusedHead = ({ head }: OddityOptions, { method }: Exchange, route: Route): Answer | undefined => {
  if (method !== 'HEAD') return undefined
  const status = route.to === 'manifest' ? head?.manifests : route.to === 'blob' ? head?.blobs : undefined
  return status === undefined ? undefined : textAnswer(status, 'text/plain; charset=utf-8', 'refused\n')
}

const withoutChallenge = (
  { challengeAtPingOnly: status }: OddityOptions,
  { headers }: Exchange,
  route: Route
): Answer | undefined => {
  if (status === undefined || headers.authorization !== undefined || !('repository' in route)) return undefined
  return status === 404 ? errorAnswer('NAME_UNKNOWN') : errorAnswer('DENIED')
}

const redirected = (options: OddityOptions, exchange: Exchange, route: Route): Answer | undefined => {
  const { method, path, query } = exchange
  if (isRead(method)) {
    if (options.readsAt === undefined || (route.to !== 'manifest' && route.to !== 'blob')) return undefined
    return redirectAnswer(307, `${options.readsAt}${path}`, method)
  }
  if (options.redirectedWrites === undefined || !('repository' in route) || query.has('hop')) return undefined
  const target = new URLSearchParams([...query, ['hop', '1']])
  return redirectAnswer(options.redirectedWrites, `${path}?${target.toString()}`, method)
}

const page = '<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n</html>\r\n'

/** The answer that keeps a request from the registry; undefined where it goes through. */
export const inFront = (options: OddityOptions, exchange: Exchange, route: Route): Answer | undefined => {
  const { method, headers } = exchange
  if (Number(headers['content-length'] ?? 0) > (options.bodyLimit ?? Infinity)) {
    return textAnswer(413, 'text/html', page)
  }
  if (options.pullThrough === true && !isRead(method) && 'repository' in route) return errorAnswer('UNSUPPORTED')
  return (
    refusedHead(options, exchange, route) ??
    redirected(options, exchange, route) ??
    withoutChallenge(options, exchange, route)
  )
}

const withHeaders = (answer: Answer, headers: Answer['headers']): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers }
})

/** Changes an answer of the registry on its way to the client. */
export const onTheWay = (options: OddityOptions, { method }: Exchange, route: Route, answer: Answer): Answer => {
  if (!isRead(method) || answer.status !== 200) return answer
  if (options.tagDigests === 'wrong' && route.to === 'manifest' && !isDigest(route.reference)) {
    return withHeaders(answer, { 'docker-content-digest': digestOf(`not ${route.reference}`) })
  }
  if (options.gzip === 'label') return withHeaders(answer, { 'content-encoding': 'x-gzip' })
  if (options.gzip !== 'always' || answer.body === undefined || method === 'HEAD') return answer
  const body = bodyOf(gzipSync(Buffer.concat([...answer.body.chunks()])))
  const sent = withHeaders(answer, { 'content-encoding': 'gzip', 'content-length': String(body.size) })
  return { ...sent, body }
}

/** How registries answer a write that a rule of theirs forbids. */
export type Rules = {
  /**
   * A tag that exists cannot be moved: `ecr` (and `true`) 400 TAG_INVALID (https://github.com/moby/buildkit/issues/3776),
   * `harbor` 412 (https://github.com/goharbor/harbor/issues/9718).
   */
  immutableTags?: boolean | 'ecr' | 'harbor'
  /** Tags that are locked as on ACR: 405. https://github.com/Azure/azure-sdk-for-net/issues/22827 */
  lockedTags?: readonly string[]
  /** `false`: nothing that exists is written again, as Nexus has it. https://github.com/GoogleContainerTools/jib/issues/3057 */
  redeploy?: boolean
  /**
   * Manifests are set anew before they are stored, and get another digest, which the answer tells or leaves out.
   * https://github.com/moby/buildkit/issues/2963
   */
  rewrites?: 'told' | 'silently'
}

/** What of a manifest is in the repository already. */
export type Held = { readonly tag: string | undefined; readonly content: boolean }

/** The answer that refuses a manifest under a reference; undefined where it may be written. */
export const forbidden = (
  rules: Rules,
  repository: string,
  reference: string,
  digest: string,
  held: Held
): Answer | undefined => {
  const moves = held.tag !== undefined && held.tag !== digest
  if (rules.lockedTags?.includes(reference) === true) {
    const message =
      'The operation is disallowed on this registry, repository or image. View troubleshooting steps at https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation'
    return jsonAnswer(405, { errors: [{ code: 'REGISTRY_DISALLOWED_OPERATION', message, detail: {} }] })
  }
  if (rules.redeploy === false && (held.content || held.tag !== undefined)) {
    const detail = 'Repository does not allow updating assets: docker-hosted'
    return jsonAnswer(400, { errors: [{ code: 'BLOB_UPLOAD_INVALID', message: 'blob upload invalid', detail }] })
  }
  if (rules.immutableTags === 'harbor' && moves) {
    const message = `Failed to process request due to '${repository}:${reference}' configured as immutable.`
    return jsonAnswer(412, { errors: [{ code: 'PRECONDITION', message }] })
  }
  if (rules.immutableTags !== undefined && rules.immutableTags !== false && moves) {
    const message = `The image tag '${reference}' already exists in the '${repository}' repository and cannot be overwritten because the tag is immutable.`
    return errorAnswer('TAG_INVALID', undefined, message)
  }
  return undefined
}

/** A manifest as a registry with `rewrites` stores it. */
export const rewritten = ({ rewrites }: Rules, bytes: Buffer): Buffer =>
  rewrites === undefined ? bytes : Buffer.from(`${JSON.stringify(JSON.parse(bytes.toString()), null, 1)}\n`)

/** What uploads differ in. */
export type UploadOddities = {
  /**
   * Mounts work; `false`: always 202 and an upload session; `no-location`: 202 without an address;
   * `not-kept`: 201, but the blob is not there. https://github.com/goharbor/harbor/issues/17097
   */
  mount?: boolean | 'no-location' | 'not-kept'
  /**
   * Blobs come by PATCH alone: a PUT with a body is answered with this status.
   * 404 BLOB_UNKNOWN: https://github.com/docker/buildx/issues/196
   */
  onlyPatch?: 404 | 405
  /**
   * Upload sessions are forgotten, as by replicas that share no storage.
   * https://github.com/distribution/distribution/issues/2225
   */
  forgetsUploads?: boolean
  /**
   * The origin that the registry takes for its own in an upload's Location.
   * https://github.com/distribution/distribution/issues/996, https://github.com/distribution/distribution/issues/2572
   */
  uploadOrigin?: string
}

/** The answer to what is sent to an upload session; undefined where the session works. */
export const uploadRefusal = (options: UploadOddities, { method, headers }: Exchange): Answer | undefined => {
  if (options.forgetsUploads === true && method !== 'GET') return errorAnswer('BLOB_UPLOAD_UNKNOWN', {})
  const whole = method === 'PUT' && Number(headers['content-length'] ?? 1) > 0
  if (options.onlyPatch === undefined || !whole) return undefined
  return options.onlyPatch === 404 ? errorAnswer('BLOB_UNKNOWN') : emptyAnswer(405)
}
