import { defined } from '../../common/defined.js'
import type { Challenge } from './challenge.js'
import { basicOf, type Credential } from './credentials.js'
import { answerError, missingRights, wrongLogin } from './answer-error.js'
import { readResponse } from './connection-error.js'
import { protocolError, RegistryError } from './errors.js'
import { isSuccess, type Answer, type Request, type Transport } from './transport.js'

/** An access token. */
type Token = {
  readonly value: string
  /** when it ends, in milliseconds since 1970 */
  readonly expires: number
}

/** What a token is asked for. */
type TokenWish = {
  /** the registry, as references name it */
  readonly registry: string
  readonly challenge: Challenge
  /** what sent the challenge */
  readonly answeredBy: URL
  /** the request that needs the token */
  readonly request: Request
  readonly credential: Credential | undefined
}

/** What the token specification tells clients to assume where `expires_in` is missing, in seconds. */
const defaultLifetime = 60

/** The value of the Authorization header by which a credential itself is sent. */
export const headerFor = (credential: Credential | undefined): string | undefined => {
  if (credential === undefined) return undefined
  if (credential.kind === 'bearer') return `Bearer ${credential.token}`
  return basicOf(credential.username, credential.kind === 'identity' ? credential.token : credential.password)
}

/**
 * The address of the token server. Credentials go there, so it has to be https; only a registry that itself speaks
 * http may name an http one.
 */
const realmOf = ({ challenge, request, answeredBy }: TokenWish): URL => {
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

/** The rights that are asked for: those that the request needs, built by us; the challenge may name others. */
const scopesOf = ({ request, challenge }: TokenWish): readonly string[] =>
  request.scopes ?? (challenge.parameters.scope === undefined ? [] : [challenge.parameters.scope])

/** distribution's token.md: GET with the scopes in the query and the login as Basic. */
const byGet = (wish: TokenWish): Request => {
  const url = realmOf(wish)
  const { service } = wish.challenge.parameters
  if (service !== undefined) url.searchParams.set('service', service)
  for (const scope of scopesOf(wish)) url.searchParams.append('scope', scope)
  const authorization = headerFor(wish.credential)
  return {
    method: 'GET',
    url,
    doing: wish.request.doing,
    headers: defined({ authorization })
  }
}

/** distribution's oauth.md: POST of a form that changes an identity token for an access token. */
const byPost = (wish: TokenWish, identity: string): Request => {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    service: wish.challenge.parameters.service ?? '',
    client_id: 'win-multiarch',
    scope: scopesOf(wish).join(' '),
    refresh_token: identity
  })
  return {
    method: 'POST',
    url: realmOf(wish),
    doing: wish.request.doing,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(form.toString())
  }
}

const parseToken = (request: Request, answer: Answer, now: number): Token => {
  let json: { token?: unknown; access_token?: unknown; expires_in?: unknown } | null
  try {
    json = JSON.parse(Buffer.from(answer.bytes).toString('utf8')) as typeof json
  } catch (cause) {
    throw protocolError(request, `the token server ${answer.url.host} did not answer with JSON`, undefined, cause)
  }
  const value = [json?.token, json?.access_token].find(item => typeof item === 'string' && item !== '')
  // A line break in a header would let the token server write headers of its own.
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw protocolError(request, `the token server ${answer.url.host} answered without a usable token`)
  }
  const seconds = typeof json?.expires_in === 'number' && json.expires_in > 0 ? json.expires_in : defaultLifetime
  return { value, expires: now + seconds * 1000 }
}

const refused = ({ registry, request }: TokenWish, answer: Answer): RegistryError => {
  const { reason } = answerError(request, answer)
  return new RegistryError({
    action: request.doing,
    status: answer.status,
    reason: `the login for ${registry} was refused: ${reason}`,
    remedy: answer.status === 403 ? missingRights(registry, request) : wrongLogin
  })
}

/**
 * Gets an access token from the token server that the registry names.
 *
 * @param now milliseconds since 1970
 * @throws RegistryError that tells a refused login from a server in trouble
 */
export const fetchToken = async (wish: TokenWish, send: Transport, now: number): Promise<Token> => {
  const ask = async (request: Request): Promise<Answer> => {
    return readResponse(request, await send(request))
  }
  const { credential, request } = wish
  const changed = credential?.kind === 'identity' ? await ask(byPost(wish, credential.token)) : undefined
  const unsupported = changed === undefined || changed.status === 404 || changed.status === 405
  const answer = unsupported ? await ask(byGet(wish)) : changed
  if ((answer.status === 401 || answer.status === 403) && credential !== undefined) throw refused(wish, answer)
  if (!isSuccess(answer)) throw answerError(request, answer)
  return parseToken(request, answer, now)
}
