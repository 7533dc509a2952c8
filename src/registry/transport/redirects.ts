import { protocolError } from './errors.js'
import { isSafeRedirect } from './scheme.js'
import { discard, headerOf, type Transport } from './transport.js'

const redirectStatuses = new Set([301, 302, 303, 307, 308])
const maxRedirects = 5

/** Credentials for one origin must not reach another one. */
const withoutLogin = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['authorization', 'cookie'].includes(name.toLowerCase()))
  )

/**
 * Follows the redirects of reads: registries serve blobs from other hosts, with signed URLs. Other origins do not get
 * the login.
 */
export const withRedirects =
  (inner: Transport): Transport =>
  async request => {
    let current = request
    for (let hops = 0; ; hops++) {
      const response = await inner(current)
      const location = headerOf(response, 'location')
      const reads = request.method === 'GET' || request.method === 'HEAD'
      if (!reads || !redirectStatuses.has(response.status) || location === undefined)
        return response.url.host === request.url.host ? response : { ...response, redirected: true }
      discard(response)
      if (hops === maxRedirects) throw protocolError(request, `more than ${maxRedirects} redirects`)
      if (!URL.canParse(location, response.url.href)) throw protocolError(request, 'a redirect to an invalid address')
      const next = new URL(location, response.url)
      if (!isSafeRedirect(response.url, next)) {
        throw protocolError(
          request,
          `a redirect from ${response.url.protocol}// to ${next.protocol}//${next.host}, which is not safe`
        )
      }
      const headers =
        next.origin === response.url.origin ? (current.headers ?? {}) : withoutLogin(current.headers ?? {})
      current = { ...request, url: next, headers }
    }
  }
