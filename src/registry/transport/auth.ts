import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

import { memoize } from '../../common/memoize.js'
import { apiHost } from '../../oci/reference.js'
import {
  authorizer,
  attemptKey,
  type Authorizer,
  type AuthOptions,
  type ReceivedChallenge,
  type Attempt
} from './authorizer.js'
import { readResponse } from './connection-error.js'
import { knownChallenges, type KnownChallenges } from './known-challenges.js'
import { expiredLogin, readErrorBody, wordsOf } from './error-body.js'
import { awaitShared, isTransient, RegistryError } from './errors.js'
import { responseError } from './response-error.js'
import { isPullOnly } from './scopes.js'
import { bufferResponse, discard, type Request, type Response, type Transport } from './transport.js'

/** How long to read a refusal before the next attempt; a new connection takes less. */
const refusalTimeoutMs = 1000

/** Returns a refusal unchanged: the response, or the error. */
type ReadRefusal = () => Promise<Response>

/**
 * Reads a refusal, so that its connection is free for the next attempt. If that fails, the error matters only where the
 * refusal is used.
 */
const bufferRefusal = async (request: Request, response: Response): Promise<ReadRefusal> => {
  const reading = readResponse(request, response)
  await Promise.race([reading, sleep(refusalTimeoutMs, undefined, { ref: false })]).catch(() => undefined)
  return async () => {
    const { bytes } = await reading
    return { ...response, body: Readable.from([bytes]) }
  }
}

/** Whether a URL is the registry's own. URLs omit port 80 for http and 443 for https. */
const isOf =
  (host: string) =>
  (url: URL): boolean =>
    url.host === host || `${url.hostname}:${url.protocol === 'http:' ? 80 : 443}` === host

/** What authentication with one registry takes. */
type AuthContext = {
  readonly inner: Transport
  readonly isRegistry: (url: URL) => boolean
  readonly challenges: KnownChallenges
  readonly authorizer: Authorizer
  /** Whether there is a login for a request. */
  readonly hasLogin: (request: Request) => Promise<boolean>
}

const send = async (
  { inner }: AuthContext,
  request: Request,
  header: string | undefined,
  login: boolean
): Promise<Response> => {
  if (header === undefined) return inner(request)
  const response = await inner({ ...request, headers: { ...request.headers, authorization: header } })
  return login ? { ...response, login: 'used' } : response
}

/**
 * Whether a 400 means that the token has expired, for which Amazon's public registry sends no challenge
 * (github.com/oras-project/oras-go/issues/1227). A response to HEAD has no reason.
 */
const isExpiredToken = async ({ method }: Request, readRefusal: ReadRefusal): Promise<boolean> =>
  method === 'HEAD' || expiredLogin.test(wordsOf(readErrorBody(await bufferResponse(await readRefusal()))))

/**
 * Makes one attempt. A token that was fetched before this request is renewed where the registry refuses it.
 *
 * @param before how many tokens there were before the request
 * @returns undefined where there is no login for an attempt with one
 */
const tryAttempt = async (
  context: AuthContext,
  request: Request,
  attempt: Attempt,
  received: ReceivedChallenge,
  before: number
): Promise<Response | undefined> => {
  const { authorize } = context.authorizer
  const { header, login, number = Infinity } = await awaitShared(authorize(request, attempt, received), request)
  if (header === undefined && attempt.login) return undefined
  const response = await send(context, request, header, login)
  const isChallenged = context.challenges.recordChallenge(request, response)
  if (number > before || (!isChallenged && response.status !== 400)) return response
  const readRefusal = await bufferRefusal(request, response)
  if (!isChallenged && !(await isExpiredToken(request, readRefusal))) return readRefusal()
  const renewed = await awaitShared(
    authorize(request, attempt, context.challenges.latest() ?? received, number),
    request
  )
  return renewed.header === header ? readRefusal() : send(context, request, renewed.header, renewed.login)
}

/** An accepted response, or a refusal. */
type AttemptOutcome =
  { readonly response: Response } | { readonly readRefusal: ReadRefusal; readonly usedLogin: boolean }

/** Whether a token server refused a token. */
const isRefusedToken = (error: unknown): error is RegistryError =>
  error instanceof RegistryError && [400, 401, 403].includes(error.status ?? 0)

const outcomeOf = async (
  context: AuthContext,
  request: Request,
  attempt: Attempt,
  received: ReceivedChallenge,
  before: number
): Promise<AttemptOutcome | undefined> => {
  try {
    const response = await tryAttempt(context, request, attempt, received, before)
    if (response === undefined) return undefined
    const usedLogin = response.login === 'used'
    context.challenges.recordChallenge(request, response)
    // The repository may be public: try without the login.
    const isForbidden = response.status === 403 && usedLogin && isPullOnly(request.scopes ?? [])
    if (!context.isRegistry(response.url) || (response.status !== 401 && !isForbidden)) return { response }
    return { readRefusal: await bufferRefusal(request, response), usedLogin }
  } catch (error) {
    if (!isRefusedToken(error)) throw error
    return { readRefusal: () => Promise.reject(error), usedLogin: attempt.login && (await context.hasLogin(request)) }
  }
}

/** Tries each attempt in order; returns the login's refusal if all fail. */
const authenticate = async (context: AuthContext, request: Request, refusal?: ReadRefusal): Promise<Response> => {
  const { challenges, inner } = context
  const before = context.authorizer.count()
  const tried = new Set<string>()
  let readRefusal = refusal
  let usedLogin = false
  for (;;) {
    const received = challenges.latest()
    // By Basic, a request without a login is what was refused at first.
    const triesPublic = usedLogin && (refusal === undefined || received?.challenge.scheme === 'bearer')
    const attempt = challenges
      .attemptsFor(request)
      .find(one => !tried.has(attemptKey(one)) && (one.login || triesPublic))
    if (received === undefined || attempt === undefined)
      return readRefusal === undefined ? inner(request) : readRefusal()
    tried.add(attemptKey(attempt))
    const outcome = await outcomeOf(context, request, attempt, received, before)
    if (outcome === undefined) continue
    if ('response' in outcome) return outcome.response
    challenges.markRefused(request, attempt)
    usedLogin ||= outcome.usedLogin
    if (attempt.login) readRefusal = outcome.readRefusal
  }
}

/** Requests the challenge of `/v2/`, once: some registries hide what is not public, and send a challenge nowhere else. */
const pingOnce = ({ inner, challenges }: AuthContext, registry: string): ((request: Request) => Promise<boolean>) => {
  const url = new URL(`https://${apiHost(registry)}/v2/`)
  const ping = memoize<[Pick<Request, 'action'>], Promise<boolean>>(
    () => '',
    async ({ action }) => {
      const request: Request = { method: 'GET', url, action }
      const response = await inner(request)
      // What passes is an error, which is not remembered.
      if (isTransient(response.status)) throw responseError(request, await readResponse(request, response))
      discard(response)
      return challenges.recordChallenge(request, response)
    }
  )
  return request =>
    awaitShared(
      ping(request).catch((error: unknown) => {
        if (error instanceof RegistryError && error.temporary) throw error
        return false
      }),
      request
    )
}

/** Marks a refusal where there is a login that the registry did not ask for. */
const markUnusedLogin = async ({ hasLogin }: AuthContext, request: Request, response: Response): Promise<Response> =>
  [401, 403, 429].includes(response.status) && response.login === undefined && (await hasLogin(request))
    ? { ...response, login: 'unused' }
    : response

/**
 * Answers the registry's challenges (RFC 9110; distribution's token and Basic authentication). The login goes to the
 * registry's own host and to the token server that it names, and to no other host.
 */
export const withAuth =
  (options: AuthOptions) =>
  (registry: string) =>
  (inner: Transport): Transport => {
    const isRegistry = isOf(apiHost(registry))
    const context: AuthContext = {
      inner,
      isRegistry,
      challenges: knownChallenges(isRegistry),
      authorizer: authorizer(options, registry, inner),
      hasLogin: async ({ scopes = [] }) => (await options.credentials(registry, scopes[0])) !== undefined
    }
    const ping = pingOnce(context, registry)

    /** Whether something that is forbidden or not found may only be hidden from requests without a login. */
    const mayNeedLogin = async (request: Request, { status, redirectedBy }: Response): Promise<boolean> =>
      (status === 403 || status === 404) &&
      redirectedBy === undefined &&
      (await context.hasLogin(request)) &&
      ping(request)

    return async request => {
      if (!isRegistry(request.url)) return inner(request)
      if (context.challenges.latest() !== undefined)
        return markUnusedLogin(context, request, await authenticate(context, request))
      const response = await inner(request)
      const isChallenged =
        context.challenges.recordChallenge(request, response) || (await mayNeedLogin(request, response))
      if (!isChallenged) return markUnusedLogin(context, request, response)
      return markUnusedLogin(
        context,
        request,
        await authenticate(context, request, await bufferRefusal(request, response))
      )
    }
  }
