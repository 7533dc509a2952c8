import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'

import { memoize } from '../../common/memoize.js'
import { apiHost } from '../../oci/reference.js'
import type { Log } from '../../runner/log.js'
import { parseChallenges, type Challenge } from './challenge.js'
import type { Credentials } from './credentials.js'
import { readResponse } from './connection-error.js'
import { awaitShared } from './errors.js'
import { fetchToken, headerFor } from './token.js'
import { headerOf, type Request, type Response, type Transport } from './transport.js'

type AuthOptions = {
  readonly credentials: Credentials
  readonly log: Log
  /** milliseconds since 1970 */
  readonly now?: () => number
}

/** A header to send, and whether it stands for a login. */
type Authorization = { readonly header: string; readonly login: boolean; readonly expires: number }

/** Tokens are renewed this long before they expire, so that they are valid when the request arrives. */
const expiryMarginMs = 5000

/** How long to read a refusal before the next attempt; a new connection takes less. */
const refusalTimeoutMs = 1000

/** Prefers Bearer to Basic. */
const chooseChallenge = (response: Response): Challenge | undefined => {
  const challenges = parseChallenges(headerOf(response, 'www-authenticate') ?? '')
  return (
    challenges.find(({ scheme, parameters }) => scheme === 'bearer' && parameters.realm !== undefined) ??
    challenges.find(({ scheme }) => scheme === 'basic')
  )
}

const send = async (
  inner: Transport,
  request: Request,
  authorization: Authorization | undefined
): Promise<Response> => {
  if (authorization === undefined) return inner(request)
  const headers = { ...request.headers, authorization: authorization.header }
  return { ...(await inner({ ...request, headers })), login: authorization.login }
}

/** A challenge of the registry, and where it came from. */
type KnownChallenge = { readonly challenge: Challenge; readonly answeredBy: URL }

type Authorize = (
  request: Request,
  asked: KnownChallenge,
  refused?: Authorization
) => Promise<Authorization | undefined>

/**
 * Finds the Authorization for a challenge. There is one token per set of scopes, which all requests share.
 *
 * @param inner sends the requests to the token server
 */
const authorizer = (
  { credentials, log, now = Date.now }: AuthOptions,
  registry: string,
  inner: Transport
): Authorize => {
  const getToken = async (request: Request, asked: KnownChallenge): Promise<Authorization> => {
    const credential = await credentials(registry, request.scopes?.[0])
    if (credential?.kind === 'bearer') return { header: `Bearer ${credential.token}`, login: true, expires: Infinity }
    const token = await fetchToken({ registry, request, credential, ...asked }, inner, now())
    // An anonymous token is not a secret, and the server that issues it must not choose what the log hides.
    if (credential !== undefined) log.secret(token.value)
    return { header: `Bearer ${token.value}`, login: credential !== undefined, expires: token.expires }
  }
  const tokens = memoize<[Request, () => Promise<Authorization>], Promise<Authorization>>(
    ({ scopes = [] }) => scopes.toSorted().join(' '),
    (_, get) => get()
  )

  /** A valid token, or a new one; `refused` is one that the registry has just refused. */
  const tokenFor = async (request: Request, asked: KnownChallenge, refused?: Authorization): Promise<Authorization> => {
    const own: { token?: Authorization } = {}
    const getting = tokens(request, async () => (own.token = await getToken(request, asked)))
    const token = await getting
    if (token === own.token || (token !== refused && now() < token.expires - expiryMarginMs)) return token
    tokens.forget(getting)
    return tokenFor(request, asked, refused)
  }

  return async (request, asked, refused) => {
    if (asked.challenge.scheme === 'bearer') return tokenFor(request, asked, refused)
    const header = headerFor(await credentials(registry, request.scopes?.[0]))
    return header === undefined ? undefined : { header, login: true, expires: Infinity }
  }
}

/** Whether a URL is the registry's own. URLs omit port 80 for http and 443 for https. */
const isOf =
  (host: string) =>
  (url: URL): boolean =>
    url.host === host || `${url.hostname}:${url.protocol === 'http:' ? 80 : 443}` === host

/**
 * Answers the registry's challenges (RFC 9110; distribution's token and Basic authentication). The login goes to the
 * registry's own host and to the token server that it names, and to no other host.
 */
export const withAuth =
  (options: AuthOptions) =>
  (registry: string) =>
  (inner: Transport): Transport => {
    const isRegistry = isOf(apiHost(registry))
    const authorize = authorizer(options, registry, inner)
    let asked: KnownChallenge | undefined
    const find = async (request: Request, refused?: Authorization): Promise<Authorization | undefined> =>
      asked === undefined ? undefined : awaitShared(authorize(request, asked, refused), request)

    return async request => {
      if (!isRegistry(request.url)) return inner(request)
      const first = await find(request)
      const response = await send(inner, request, first)
      const challenge = response.status === 401 && isRegistry(response.url) ? chooseChallenge(response) : undefined
      if (challenge === undefined) return response
      asked = { challenge, answeredBy: response.url }
      const refusal = readResponse(request, response)
      // Once it is read, its connection can be used for the next attempt. If it breaks or takes long, that does not
      // matter here.
      await Promise.race([refusal, setTimeout(refusalTimeoutMs, undefined, { ref: false })]).catch(() => undefined)
      const second = await find(request, first)
      if (second !== undefined && second.header !== first?.header) return send(inner, request, second)
      const { bytes } = await refusal
      return { ...response, body: Readable.from([bytes]) }
    }
  }
