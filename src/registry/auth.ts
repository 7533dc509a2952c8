import { apiHost } from '../oci/reference.js'
import type { Log } from '../report/log.js'
import { parseChallenges, type Challenge } from './challenge.js'
import type { Credential, Credentials } from './credentials.js'
import { answerError, connectionError, protocolError, RegistryError } from './errors.js'
import {
  discard,
  headerOf,
  isSuccess,
  readAnswer,
  type Answer,
  type Request,
  type Response,
  type Transport
} from './transport.js'

export type AuthOptions = {
  readonly credentials: Credentials
  readonly log: Log
  /** milliseconds since 1970 */
  readonly now?: () => number
}

/** A header to send, and whether there is a login behind it. */
type Authorization = { readonly header: string; readonly login: boolean; readonly expires: number }

const basic = ({ username, password }: Credential): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** What the token specification tells clients to assume where `expires_in` is missing, in seconds. */
const defaultLifetime = 60

/** The challenge to answer: Bearer where the registry offers it, else Basic. */
const choose = (response: Response): Challenge | undefined => {
  const challenges = parseChallenges(headerOf(response, 'www-authenticate') ?? '')
  return (
    challenges.find(({ scheme, parameters }) => scheme === 'bearer' && parameters.realm !== undefined) ??
    challenges.find(({ scheme }) => scheme === 'basic')
  )
}

/**
 * The address of the token server. Credentials go there, so it has to be https; only a registry that itself speaks
 * http may name an http one.
 */
const realmOf = (challenge: Challenge, request: Request, answeredBy: URL): URL => {
  const realm = challenge.parameters.realm ?? ''
  const url = URL.canParse(realm) ? new URL(realm) : undefined
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && answeredBy.protocol === 'http:')
  if (url === undefined || !safe || url.username !== '' || url.password !== '') {
    throw protocolError(
      request,
      `${request.url.host} names a token server that no login can be sent to safely`,
      "Check the host in the input 'image'; a registry behind https needs a token server behind https."
    )
  }
  return url
}

const parseToken = (request: Request, answer: Answer, now: number): { token: string; expires: number } => {
  let json: { token?: unknown; access_token?: unknown; expires_in?: unknown } | null
  try {
    json = JSON.parse(Buffer.from(answer.bytes).toString('utf8')) as typeof json
  } catch (cause) {
    throw protocolError(request, `the token server ${answer.url.host} did not answer with JSON`, undefined, cause)
  }
  const token = [json?.token, json?.access_token].find(value => typeof value === 'string' && value !== '')
  // A line break in a header would let the token server write headers of its own.
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
    throw protocolError(request, `the token server ${answer.url.host} answered without a usable token`)
  }
  const seconds = typeof json?.expires_in === 'number' && json.expires_in > 0 ? json.expires_in : defaultLifetime
  return { token, expires: now + seconds * 1000 }
}

const wrongLogin = (request: Request, answer: Answer, registry: string): RegistryError => {
  const error = answerError(request, answer)
  return new RegistryError({
    doing: request.doing,
    method: 'GET',
    url: error.url,
    status: answer.status,
    codes: error.codes,
    why: `the login for ${registry} was refused: ${error.why}`,
    remedy: 'Check the user name and the password or token (expired, revoked, or for another registry?).'
  })
}

/**
 * Answers the registry's challenges (RFC 9110; distribution's token and Basic authentication). Tokens are kept per
 * set of scopes and fetched once however many requests wait for them. The login goes to the registry's own host and
 * to the token server that it names, nowhere else.
 */
export const withAuth = ({ credentials, log, now = Date.now }: AuthOptions) => {
  return (registry: string) =>
    (inner: Transport): Transport => {
      const host = apiHost(registry)
      const tokens = new Map<string, Promise<Authorization>>()
      let challenge: { value: Challenge; answeredBy: URL } | undefined

      const fetchToken = async (request: Request): Promise<Authorization> => {
        const { value, answeredBy } = challenge ?? { value: { scheme: '', parameters: {} }, answeredBy: request.url }
        const url = realmOf(value, request, answeredBy)
        const { service, scope } = value.parameters
        if (service !== undefined) url.searchParams.set('service', service)
        for (const wanted of request.scopes ?? (scope === undefined ? [] : [scope]))
          url.searchParams.append('scope', wanted)
        const credential = await credentials(registry)
        const tokenRequest: Request = {
          method: 'GET',
          url,
          doing: request.doing,
          headers: credential === undefined ? {} : { authorization: basic(credential) }
        }
        const answer = await readAnswer(await inner(tokenRequest)).catch((error: unknown) => {
          throw connectionError(tokenRequest, error)
        })
        if ((answer.status === 401 || answer.status === 403) && credential !== undefined)
          throw wrongLogin(tokenRequest, answer, registry)
        if (!isSuccess(answer)) throw answerError(tokenRequest, answer)
        const { token, expires } = parseToken(tokenRequest, answer, now())
        log.secret(token)
        return { header: `Bearer ${token}`, login: credential !== undefined, expires }
      }

      const keyOf = (request: Request): string => [...(request.scopes ?? [])].sort().join(' ')

      /** A token before its end, or a new one; `stale` is one that the registry has just refused. */
      const tokenFor = async (request: Request, stale?: Authorization): Promise<Authorization> => {
        const key = keyOf(request)
        const known = tokens.get(key)
        if (known !== undefined) {
          const token = await known
          // A tenth of the lifetime is left for the request to arrive.
          if (token !== stale && now() < token.expires - 5000) return token
          if (tokens.get(key) !== known) return tokenFor(request, stale)
        }
        const fetched = fetchToken(request)
        tokens.set(key, fetched)
        fetched.catch(() => tokens.delete(key))
        return fetched
      }

      const authorize = async (request: Request, stale?: Authorization): Promise<Authorization | undefined> => {
        if (challenge === undefined) return undefined
        if (challenge.value.scheme === 'bearer') return tokenFor(request, stale)
        const credential = await credentials(registry)
        return credential === undefined ? undefined : { header: basic(credential), login: true, expires: Infinity }
      }

      const send = async (request: Request, authorization: Authorization | undefined): Promise<Response> => {
        if (authorization === undefined) return inner(request)
        const response = await inner({
          ...request,
          headers: { ...request.headers, authorization: authorization.header }
        })
        return { ...response, login: authorization.login }
      }

      return async request => {
        if (request.url.host !== host) return inner(request)
        const first = await authorize(request)
        const response = await send(request, first)
        const offered = response.status === 401 && response.url.host === host ? choose(response) : undefined
        if (offered === undefined) return response
        challenge = { value: offered, answeredBy: response.url }
        const second = await authorize(request, first)
        if (second === undefined || second.header === first?.header) return response
        discard(response)
        return send(request, second)
      }
    }
}
