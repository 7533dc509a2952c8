import { memoize } from '../../common/memoize.js'
import type { Log } from '../../runner/log.js'
import type { Challenge } from './challenge.js'
import type { Credentials } from './credentials.js'
import { isPullOnly } from './scopes.js'
import { fetchToken, headerFor } from './token.js'
import type { Request, Transport } from './transport.js'

export type AuthOptions = {
  readonly credentials: Credentials
  readonly log: Log
  /** milliseconds since 1970 */
  readonly now?: () => number
}

/** A challenge of the registry, and where it came from. */
export type KnownChallenge = { readonly challenge: Challenge; readonly answeredBy: URL }

/** One way to get in: with the login, if there is one, or without; and the scopes to ask a token for. */
export type Way = { readonly login: boolean; readonly scopes: readonly string[] }

/** What is sent to get in. */
export type Authorization = {
  /** undefined: nothing is sent */
  readonly header: string | undefined
  /** whether there is a login behind it */
  readonly login: boolean
  /** milliseconds since 1970 */
  readonly expires: number
  /** tokens are numbered; a header that does not change has no number */
  readonly number?: number
}

export type Authorizer = {
  /** How many tokens were fetched so far. */
  readonly count: () => number
  /**
   * Answers a challenge.
   *
   * @param newerThan the number of a token that the registry has just rejected
   * @throws RegistryError of the token server
   */
  readonly authorize: (request: Request, way: Way, asked: KnownChallenge, newerThan?: number) => Promise<Authorization>
}

/** A token is renewed that many milliseconds before it ends, so that it is good when the request arrives. */
const expiryMarginMs = 5000

/** A way as a key. */
export const keyOfWay = ({ login, scopes }: Way): string => `${String(login)} ${scopes.toSorted().join(' ')}`

/**
 * The ways to get in, in the order in which to try them: with the scopes that the registry asks for besides ours, then with
 * ours alone; then, for reads, without the login, which may have fewer rights than everybody.
 */
export const waysFor = ({ scopes = [] }: Request, further: readonly string[]): readonly Way[] => {
  const wanted = further.length === 0 ? [scopes] : [[...scopes, ...further], scopes]
  const withLogin = wanted.map(one => ({ login: true, scopes: one }))
  return isPullOnly(scopes) ? [...withLogin, ...wanted.map(one => ({ login: false, scopes: one }))] : withLogin
}

/**
 * Keeps tokens per set of scopes, and fetches each once however many requests wait for it.
 *
 * @param inner sends what goes to the token server
 */
export const authorizer = (
  { credentials, log, now = Date.now }: AuthOptions,
  registry: string,
  inner: Transport
): Authorizer => {
  let count = 0
  const getToken = async (request: Request, { login, scopes }: Way, asked: KnownChallenge): Promise<Authorization> => {
    const credential = login ? await credentials(registry, request.scopes?.[0]) : undefined
    if (credential?.kind === 'bearer') return { header: `Bearer ${credential.token}`, login: true, expires: Infinity }
    const token = await fetchToken({ registry, request, scopes, credential, ...asked }, inner, now())
    // Anonymous tokens are not secrets, and a foreign server must not choose what is masked.
    if (credential !== undefined) log.secret(token.value)
    count++
    return { header: `Bearer ${token.value}`, login: credential !== undefined, expires: token.expires, number: count }
  }
  const tokens = memoize<[Request, Way, KnownChallenge], Promise<Authorization>>((_, way) => keyOfWay(way), getToken)

  const tokenFor = async (
    request: Request,
    way: Way,
    asked: KnownChallenge,
    newerThan: number
  ): Promise<Authorization> => {
    const before = count
    const getting = tokens(request, way, asked)
    const token = await getting
    const { number = Infinity, expires } = token
    // A token with a short life is good for the request that it was fetched for.
    if (number > before || (number > newerThan && now() < expires - expiryMarginMs)) return token
    tokens.forget(getting)
    return tokenFor(request, way, asked, newerThan)
  }

  return {
    count: () => count,
    authorize: async (request, way, asked, newerThan = 0) => {
      if (asked.challenge.scheme === 'bearer') return tokenFor(request, way, asked, newerThan)
      const header = way.login ? headerFor(await credentials(registry, request.scopes?.[0])) : undefined
      return { header, login: header !== undefined, expires: Infinity }
    }
  }
}
