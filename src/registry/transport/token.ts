import { defined } from '../../common/defined.js'
import { asRecord, asString, parseJson } from '../../common/json.js'
import type { Challenge } from './challenge.js'
import { basicOf, type Credential } from './credentials.js'
import { readResponse } from './connection-error.js'
import { decompress } from './content-encoding.js'
import { protocolError, RegistryError } from './errors.js'
import { wrongLogin } from './remedies.js'
import { responseError } from './response-error.js'
import { isSuccess, type BufferedResponse, type Request, type Transport } from './transport.js'

/** An access token. */
type Token = {
  readonly value: string
  /** when it ends, in milliseconds since 1970 */
  readonly expires: number
}

/** What a token is for. */
type TokenRequest = {
  /** the registry, as references name it */
  readonly registry: string
  readonly challenge: Challenge
  /** the URL that sent the challenge */
  readonly answeredBy: URL
  /** the request that needs the token */
  readonly request: Request
  /** what the token is for */
  readonly scopes: readonly string[]
  readonly credential: Credential | undefined
}

/** Tokens are renewed this long before they expire, so that they are valid when the request arrives. */
const expiryMarginMs = 5000

/** Whether a token that was kept is valid long enough for another request. @param now milliseconds since 1970 */
export const isStillValid = ({ expires }: Pick<Token, 'expires'>, now: number): boolean =>
  now < expires - expiryMarginMs

/** The default of the token specification, where `expires_in` is missing. */
const defaultLifetimeSeconds = 60

/** The value of the Authorization header that sends a credential itself. */
export const headerFor = (credential: Credential | undefined): string | undefined => {
  if (credential === undefined) return undefined
  if (credential.kind === 'bearer') return `Bearer ${credential.token}`
  return basicOf(credential.username, credential.kind === 'identity' ? credential.token : credential.password)
}

/**
 * The URL of the token server. It receives credentials, so it must be https; only a registry that itself speaks http
 * may name an http one.
 */
const realmOf = ({ challenge, request, answeredBy }: TokenRequest): URL => {
  const realm = challenge.parameters.realm ?? ''
  const url = URL.canParse(realm) ? new URL(realm) : undefined
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && answeredBy.protocol === 'http:')
  if (url === undefined || !safe || url.username !== '' || url.password !== '') {
    throw protocolError(
      request,
      `${request.url.host} names a token server that is not safe to send a login to`,
      "Check the host in the input 'image'; a registry behind https needs a token server behind https."
    )
  }
  return url
}

/** distribution's token.md: GET with the scopes in the query and the login as Basic. */
const getRequest = (wanted: TokenRequest): Request => {
  const url = realmOf(wanted)
  const { service } = wanted.challenge.parameters
  if (service !== undefined) url.searchParams.set('service', service)
  for (const scope of wanted.scopes) url.searchParams.append('scope', scope)
  const authorization = headerFor(wanted.credential)
  return {
    method: 'GET',
    url,
    action: wanted.request.action,
    headers: defined({ authorization })
  }
}

/** distribution's oauth.md: POST of a form that exchanges an identity token for an access token. */
const postRequest = (wanted: TokenRequest, identity: string): Request => {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    service: wanted.challenge.parameters.service ?? '',
    client_id: 'win-multiarch',
    scope: wanted.scopes.join(' '),
    refresh_token: identity
  })
  return {
    method: 'POST',
    url: realmOf(wanted),
    action: wanted.request.action,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(form.toString())
  }
}

const parseToken = (request: Request, response: BufferedResponse, now: number): Token => {
  const json = parseJson(Buffer.from(decompress(response)).toString('utf8'))
  if (json === undefined) throw protocolError(request, `the token server ${response.url.host} did not return JSON`)
  const { token, access_token: accessToken, expires_in: expiresIn } = asRecord(json)
  const value = asString(token) ?? asString(accessToken)
  // A line break would let the token server inject headers.
  if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) {
    throw protocolError(request, `the token server ${response.url.host} did not return a usable token`)
  }
  const seconds = typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : defaultLifetimeSeconds
  return { value, expires: now + seconds * 1000 }
}

const refusedLogin = ({ registry, request }: TokenRequest, response: BufferedResponse): RegistryError => {
  const { reason, parts } = responseError(request, { ...response, login: 'used' })
  return new RegistryError({
    action: request.action,
    status: response.status,
    reason: `the login for ${registry} was refused: ${reason}`,
    remedy: response.status === 401 ? wrongLogin : parts.remedy
  })
}

/**
 * Gets an access token from the token server that the registry names.
 *
 * @param now milliseconds since 1970
 * @throws RegistryError, which distinguishes a refused login from a failing server
 */
export const fetchToken = async (wanted: TokenRequest, send: Transport, now: number): Promise<Token> => {
  const ask = async (request: Request): Promise<BufferedResponse> => {
    return readResponse(request, await send(request))
  }
  const { credential, request } = wanted
  const changed = credential?.kind === 'identity' ? await ask(postRequest(wanted, credential.token)) : undefined
  const unsupported = changed === undefined || changed.status === 404 || changed.status === 405
  const response = unsupported ? await ask(getRequest(wanted)) : changed
  if ((response.status === 401 || response.status === 403) && credential !== undefined)
    throw refusedLogin(wanted, response)
  if (!isSuccess(response))
    throw responseError(request, credential === undefined ? response : { ...response, login: 'used' })
  return parseToken(request, response, now)
}
