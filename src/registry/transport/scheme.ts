import { isLoopback } from '../../oci/reference.js'
import { protocolError, RegistryError, waitingFor } from './errors.js'
import { discard, isStream, type Request, type Response, type Transport } from './transport.js'

/** Whether an address that one address leads to is as safe: https, or the same scheme as before. */
export const isSafeStep = (from: URL, to: URL): boolean => to.protocol === 'https:' || to.protocol === from.protocol

/** What a TLS greeting to a server that does not speak TLS ends in. */
const noTls = /EPROTO|ERR_SSL|ECONNRESET|HPE_/

const tryTls = async (inner: Transport, request: Request): Promise<{ plain: boolean; response?: Response }> => {
  try {
    return { plain: false, response: await inner(request) }
  } catch (error) {
    const cause =
      error instanceof RegistryError ? (error.cause as { code?: unknown; message?: unknown } | undefined) : undefined
    // Node's words for a connection that ended after it had come about: TLS was spoken then.
    if (noTls.test(String(cause?.code)) && cause?.message !== 'socket hang up') return { plain: true }
    throw error
  }
}

/**
 * Tries https first and falls back to http on hosts where that is allowed; what a host speaks is remembered.
 *
 * @param insecure hosts (with port) that may be reached over http
 */
export const withScheme = (insecure: ReadonlySet<string>) => {
  const plainHosts = new Map<string, Promise<boolean>>()

  return (inner: Transport): Transport => {
    const mayBePlain = (url: URL): boolean => insecure.has(url.host) || isLoopback(url.hostname)

    const send: Transport = async request => {
      const { url } = request
      if (url.protocol === 'http:' && !mayBePlain(url)) {
        throw protocolError(
          request,
          `${url.host} asks for a request over plain http`,
          "Name the host in 'insecure-registries' if that is meant."
        )
      }
      if (url.protocol === 'http:' || !mayBePlain(url)) return inner(request)
      const plain = new URL(url)
      plain.protocol = 'http:'

      // What breaks a long body says nothing of the scheme: something short finds it out.
      if (!plainHosts.has(url.host) && isStream(request.body))
        discard(await send({ method: 'HEAD', url: new URL('/', url), doing: request.doing }))
      const known = plainHosts.get(url.host)
      if (known !== undefined) return inner((await waitingFor(known, request)) ? { ...request, url: plain } : request)

      const probe = tryTls(inner, request)
      const speaksPlain = probe.then(({ plain: isPlain }) => isPlain)
      // Told to whoever waits for it, and by the probe itself below; nobody else has to hear of it.
      speaksPlain.catch(() => undefined)
      plainHosts.set(url.host, speaksPlain)
      try {
        const { response } = await probe
        return response ?? (await inner({ ...request, url: plain }))
      } catch (error) {
        // Nothing was learnt: the next request finds out.
        plainHosts.delete(url.host)
        throw error
      }
    }
    return send
  }
}
