import { defined } from '../../common/defined.js'
import { protocolError } from './errors.js'
import { isSafeRedirect } from './scheme.js'
import { discard, headerOf, type Request, type Response, type Transport } from './transport.js'

const maxRedirects = 5

const proxyRemedy = 'Check the proxy in front of the registry.'

/** What to do about an address that a registry reports as its own, but that cannot be reached, or not safely. */
export const ownAddressRemedy = ({ protocol, host }: URL): string =>
  `The registry reports ${protocol}//${host} as its own address. Configure the proxy in front of it to pass Host (with the port) and X-Forwarded-Proto.`

const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD'

/** Credentials for one origin must not reach another one. */
const withoutCredentials = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['authorization', 'cookie'].includes(name.toLowerCase()))
  )

/**
 * Where a redirect leads.
 *
 * @throws RegistryError where that cannot be followed, or not safely
 */
const targetOf = (request: Request, response: Response, location: string): URL => {
  if (!URL.canParse(location, response.url.href))
    throw protocolError(request, `${response.url.host} redirects to an invalid address`, proxyRemedy)
  const target = new URL(location, response.url)
  if (!isRead(request) && target.origin !== response.url.origin) {
    throw protocolError(
      request,
      `${response.url.host} redirects a write to ${target.protocol}//${target.host}`,
      target.hostname === response.url.hostname
        ? ownAddressRemedy(target)
        : "Only redirects within the same host and port are followed for writes. Use the host that it leads to in the input 'image', or check the proxy in front of the registry."
    )
  }
  if (!isSafeRedirect(response.url, target)) {
    throw protocolError(
      request,
      `${response.url.host} redirects from ${response.url.protocol}// to ${target.protocol}//${target.host}, which is not safe`,
      target.hostname === response.url.hostname ? ownAddressRemedy(target) : proxyRemedy
    )
  }
  return target
}

/** Reads follow every redirect; writes those that keep the method and the body (RFC 9110, section 15.4). */
const isFollowed = (request: Request, { status }: Response): boolean =>
  status === 307 || status === 308 || (isRead(request) && [301, 302, 303].includes(status))

/**
 * Follows redirects. Registries serve blobs from other hosts, by addresses that carry their own signature; writes stay
 * within the origin. The login stays with the origin it is for.
 */
export const withRedirects =
  (inner: Transport): Transport =>
  async request => {
    let current = request
    let redirectedBy: number | undefined
    for (let hops = 0; ; hops++) {
      const response = await inner(current)
      const location = headerOf(response, 'location')
      if (!isFollowed(request, response) || location === undefined)
        return response.url.host === request.url.host ? response : { ...response, ...defined({ redirectedBy }) }
      discard(response)
      if (hops === maxRedirects) throw protocolError(request, `more than ${maxRedirects} redirects`, proxyRemedy)
      const target = targetOf(request, response, location)
      const headers = current.headers ?? {}
      if (target.host !== response.url.host) redirectedBy ??= response.status
      current = {
        ...request,
        url: target,
        headers: target.origin === response.url.origin ? headers : withoutCredentials(headers)
      }
    }
  }
