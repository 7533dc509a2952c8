import { memoize } from '../../common/memoize.js'
import type { Log } from '../../runner/log.js'
import type { Challenge } from './challenge.js'
import type { Credentials } from './credentials.js'
import { isPullOnly } from './scopes.js'
import { fetchToken, headerFor, isStillValid } from './token.js'
import type { Request, Transport } from './transport.js'

export type AuthOptions = {
  readonly credentials: Credentials
  readonly log: Log
  /** milliseconds since 1970 */
  readonly now?: () => number
}

/** A challenge of the registry, and where it came from. */
export type ReceivedChallenge = { readonly challenge: Challenge; readonly answeredBy: URL }

/** How to authenticate a request: with the login, if there is one, or without; and the scopes of the token. */
export type Attempt = { readonly login: boolean; readonly scopes: readonly string[] }

/** The value of the Authorization header, and what it stands for. */
export type Authorization = {
  /** undefined: nothing is sent */
  readonly header: string | undefined
  /** whether it stands for a login */
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
  readonly authorize: (
    request: Request,
    attempt: Attempt,
    received: ReceivedChallenge,
    newerThan?: number
  ) => Promise<Authorization>
}

/** A key per attempt: the order of its scopes does not matter. */
export const attemptKey = ({ login, scopes }: Attempt): string => `${String(login)} ${scopes.toSorted().join(' ')}`

/**
 * The attempts in order: with the scopes that the registry asks for besides ours, then with ours alone; then, for reads,
 * without the login, which may have fewer rights than anonymous users.
 */
export const attemptsFor = ({ scopes = [] }: Request, further: readonly string[]): readonly Attempt[] => {
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
  const getToken = async (
    request: Request,
    { login, scopes }: Attempt,
    received: ReceivedChallenge
  ): Promise<Authorization> => {
    const credential = login ? await credentials(registry, request.scopes?.[0]) : undefined
    if (credential?.kind === 'bearer') return { header: `Bearer ${credential.token}`, login: true, expires: Infinity }
    const token = await fetchToken({ registry, request, scopes, credential, ...received }, inner, now())
    // Anonymous tokens are not secrets, and a foreign server must not choose what is masked.
    if (credential !== undefined) log.secret(token.value)
    count++
    return { header: `Bearer ${token.value}`, login: credential !== undefined, expires: token.expires, number: count }
  }
  const tokens = memoize<[Request, Attempt, ReceivedChallenge], Promise<Authorization>>(
    (_, attempt) => attemptKey(attempt),
    getToken
  )

  const tokenFor = async (
    request: Request,
    attempt: Attempt,
    received: ReceivedChallenge,
    newerThan: number
  ): Promise<Authorization> => {
    const before = count
    const getting = tokens(request, attempt, received)
    const token = await getting
    const { number = Infinity } = token
    // A token with a short life is good for the request that it was fetched for.
    if (number > before || (number > newerThan && isStillValid(token, now()))) return token
    tokens.forget(getting)
    return tokenFor(request, attempt, received, newerThan)
  }

  return {
    count: () => count,
    authorize: async (request, attempt, received, newerThan = 0) => {
      if (received.challenge.scheme === 'bearer') return tokenFor(request, attempt, received, newerThan)
      const header = attempt.login ? headerFor(await credentials(registry, request.scopes?.[0])) : undefined
      return { header, login: header !== undefined, expires: Infinity }
    }
  }
}
