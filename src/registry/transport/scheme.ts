import { memoize } from '../../common/memoize.js'
import { isLoopback } from '../../oci/reference.js'
import { protocolError, RegistryError, awaitShared } from './errors.js'
import { discard, isStream, type Request, type Response, type Transport } from './transport.js'

/** Whether a redirect target is as safe as its origin: https, or the same scheme. */
export const isSafeRedirect = (from: URL, to: URL): boolean => to.protocol === 'https:' || to.protocol === from.protocol

/** Error codes of a TLS handshake with a server that does not speak TLS. */
const tlsFailure = /EPROTO|ERR_SSL|ECONNRESET|HPE_/

/** Whether a host speaks plain http, and its response where it speaks TLS. */
type Probed = { readonly plain: boolean; readonly response?: Response }

const tryTls = async (inner: Transport, request: Request): Promise<Probed> => {
  try {
    return { plain: false, response: await inner(request) }
  } catch (error) {
    const cause =
      error instanceof RegistryError ? (error.cause as { code?: unknown; message?: unknown } | undefined) : undefined
    // Node's message for a connection that ended after the handshake, so the host speaks TLS.
    if (tlsFailure.test(String(cause?.code)) && cause?.message !== 'socket hang up') return { plain: true }
    throw error
  }
}

/** Finds out what a host speaks, with a short request: a long body can break for other reasons. */
const probe = async (inner: Transport, request: Request): Promise<Probed> => {
  if (!isStream(request.body)) return tryTls(inner, request)
  const head: Request = { method: 'HEAD', url: new URL('/', request.url), action: request.action }
  const { plain, response } = await tryTls(inner, head)
  if (response !== undefined) discard(response)
  return { plain }
}

const overHttp = (request: Request): Request => {
  const url = new URL(request.url)
  url.protocol = 'http:'
  return { ...request, url }
}

/**
 * Tries https first, and falls back to http where that is allowed. The result is remembered for each host.
 *
 * @param insecure hosts (with port) that may be reached over http
 */
export const withScheme = (insecure: ReadonlySet<string>) => {
  const mayBePlain = (url: URL): boolean => insecure.has(url.host) || isLoopback(url.hostname)
  const speaksPlain = memoize<[Request, () => Promise<boolean>], Promise<boolean>>(
    ({ url }) => url.host,
    (_, find) => find()
  )

  return (inner: Transport): Transport =>
    async request => {
      const { url } = request
      if (url.protocol === 'http:' && !mayBePlain(url)) {
        throw protocolError(
          request,
          `${url.host} asks for a request over plain http`,
          "If that is intended, add the host to 'insecure-registries'."
        )
      }
      if (url.protocol === 'http:' || !mayBePlain(url)) return inner(request)

      const own: { probed?: Probed } = {}
      const probing = speaksPlain(request, async () => (own.probed = await probe(inner, request)).plain)
      const isPlain = await awaitShared(probing, request)
      if (own.probed?.response !== undefined) return own.probed.response
      try {
        return await inner(isPlain ? overHttp(request) : request)
      } catch (error) {
        // The result is not certain: the next request probes again.
        if (own.probed?.plain === true) speaksPlain.forget(probing)
        throw error
      }
    }
}
