import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'

import { apiHost } from '../../oci/reference.js'
import type { Log } from '../../runner/log.js'
import { parseChallenges, type Challenge } from './challenge.js'
import type { Credentials } from './credentials.js'
import { connectionError, waitingFor } from './errors.js'
import { fetchToken, headerFor } from './token.js'
import { headerOf, readAnswer, type Request, type Response, type Transport } from './transport.js'

type AuthOptions = {
  readonly credentials: Credentials
  readonly log: Log
  /** milliseconds since 1970 */
  readonly now?: () => number
}

/** A header to send, and whether there is a login behind it. */
type Authorization = { readonly header: string; readonly login: boolean; readonly expires: number }

/** A token is renewed that many milliseconds before it ends, so that it is good when the request arrives. */
const margin = 5000

/** Milliseconds for which a refusal is read before the next try; another connection takes less than that. */
const patience = 1000

/** The challenge to answer: Bearer where the registry offers it, else Basic. */
const choose = (response: Response): Challenge | undefined => {
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

/**
 * Answers the registry's challenges (RFC 9110; distribution's token and Basic authentication). Tokens are kept per
 * set of scopes and fetched once however many requests wait for them. The login goes to the registry's own host and
 * to the token server that it names, nowhere else.
 */
export const withAuth =
  ({ credentials, log, now = Date.now }: AuthOptions) =>
  (registry: string) =>
  (inner: Transport): Transport => {
    const host = apiHost(registry)
    // Ports 80 and 443 are left out of an address where they are the scheme's own.
    const isRegistry = (url: URL): boolean =>
      url.host === host || `${url.hostname}:${url.protocol === 'http:' ? 80 : 443}` === host
    const tokens = new Map<string, Promise<Authorization>>()
    let known: { readonly challenge: Challenge; readonly answeredBy: URL } | undefined

    const getToken = async (request: Request, from: NonNullable<typeof known>): Promise<Authorization> => {
      const credential = await credentials(registry, request.scopes?.[0])
      if (credential?.kind === 'bearer') return { header: `Bearer ${credential.token}`, login: true, expires: Infinity }
      const token = await fetchToken({ registry, request, credential, ...from }, inner, now())
      // What everybody gets is no secret, and a server that nobody has a login for must not choose what the log hides.
      if (credential !== undefined) log.secret(token.value)
      return { header: `Bearer ${token.value}`, login: credential !== undefined, expires: token.expires }
    }

    /** A token that is still good, or a new one; `refused` is one that the registry has just turned down. */
    const tokenFor = async (
      request: Request,
      from: NonNullable<typeof known>,
      refused?: Authorization
    ): Promise<Authorization> => {
      const key = [...(request.scopes ?? [])].sort().join(' ')
      const kept = tokens.get(key)
      if (kept !== undefined) {
        const token = await waitingFor(kept, request)
        if (token !== refused && now() < token.expires - margin) return token
        // Somebody else has renewed it while we waited.
        if (tokens.get(key) !== kept) return tokenFor(request, from, refused)
      }
      const fetched = getToken(request, from)
      tokens.set(key, fetched)
      fetched.catch(() => tokens.delete(key))
      return fetched
    }

    const authorize = async (request: Request, refused?: Authorization): Promise<Authorization | undefined> => {
      if (known === undefined) return undefined
      if (known.challenge.scheme === 'bearer') return tokenFor(request, known, refused)
      const header = headerFor(await credentials(registry, request.scopes?.[0]))
      return header === undefined ? undefined : { header, login: true, expires: Infinity }
    }

    return async request => {
      if (!isRegistry(request.url)) return inner(request)
      const first = await authorize(request)
      const response = await send(inner, request, first)
      const challenge = response.status === 401 && isRegistry(response.url) ? choose(response) : undefined
      if (challenge === undefined) return response
      known = { challenge, answeredBy: response.url }
      const refusal = readAnswer(response)
      // At its end its connection is free for the second try. That it breaks, or takes its time, is no matter yet.
      await Promise.race([refusal, setTimeout(patience, undefined, { ref: false })]).catch(() => undefined)
      const second = await authorize(request, first)
      if (second !== undefined && second.header !== first?.header) return send(inner, request, second)
      const { bytes } = await refusal.catch((error: unknown) => {
        throw connectionError(request, error)
      })
      return { ...response, body: Readable.from([bytes]) }
    }
  }
