import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

import { memoize } from '../../common/memoize.js'
import { apiHost } from '../../oci/reference.js'
import { authorizer, keyOfWay, type Authorizer, type AuthOptions, type KnownChallenge, type Way } from './authorizer.js'
import { readResponse } from './connection-error.js'
import { newDemands, type Demands } from './demands.js'
import { expiredLogin, readErrorBody, wordsOf } from './error-body.js'
import { awaitShared, RegistryError } from './errors.js'
import { isPullOnly } from './scopes.js'
import { bufferResponse, discard, type Request, type Response, type Transport } from './transport.js'

/** Milliseconds for which a refusal is read before the next attempt; another connection takes less than that. */
const refusalTimeoutMs = 1000

/** Gives a refusal unchanged: a response, or an error. */
type GiveBack = () => Promise<Response>

/** Reads a refusal, so that its connection is free for the next attempt. Whether that breaks matters only if it is used. */
const setAside = async (request: Request, response: Response): Promise<GiveBack> => {
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

/** One registry, and what it takes to get in. */
type Door = {
  readonly inner: Transport
  readonly isRegistry: (url: URL) => boolean
  readonly demands: Demands
  readonly authorizer: Authorizer
  /** Whether there is a login for a request. */
  readonly hasLogin: (request: Request) => Promise<boolean>
}

const send = async (
  { inner }: Door,
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
const isExpiredToken = async ({ method }: Request, giveBack: GiveBack): Promise<boolean> =>
  method === 'HEAD' || expiredLogin.test(wordsOf(readErrorBody(await bufferResponse(await giveBack()))))

/**
 * Tries one way in. A token that was there before the request is renewed where the registry turns it down.
 *
 * @param before how many tokens there were before the request
 * @returns undefined where there is nothing to get in with
 */
const tryWay = async (
  door: Door,
  request: Request,
  way: Way,
  asked: KnownChallenge,
  before: number
): Promise<Response | undefined> => {
  const { authorize } = door.authorizer
  const { header, login, number = Infinity } = await awaitShared(authorize(request, way, asked), request)
  if (header === undefined && way.login) return undefined
  const response = await send(door, request, header, login)
  const isChallenged = door.demands.learn(request, response)
  if (number > before || (!isChallenged && response.status !== 400)) return response
  const giveBack = await setAside(request, response)
  if (!isChallenged && !(await isExpiredToken(request, giveBack))) return giveBack()
  const renewed = await awaitShared(authorize(request, way, door.demands.asked() ?? asked, number), request)
  return renewed.header === header ? giveBack() : send(door, request, renewed.header, renewed.login)
}

/** An accepted response, or a refusal. */
type Outcome = { readonly response: Response } | { readonly giveBack: GiveBack; readonly usedLogin: boolean }

/** Whether a token server refused a token. */
const isRefusedToken = (error: unknown): error is RegistryError =>
  error instanceof RegistryError && [400, 401, 403].includes(error.status ?? 0)

const outcomeOf = async (
  door: Door,
  request: Request,
  way: Way,
  asked: KnownChallenge,
  before: number
): Promise<Outcome | undefined> => {
  try {
    const response = await tryWay(door, request, way, asked, before)
    if (response === undefined) return undefined
    const usedLogin = response.login === 'used'
    door.demands.learn(request, response)
    // The repository may be public: try without the login.
    const isForbidden = response.status === 403 && usedLogin && isPullOnly(request.scopes ?? [])
    if (!door.isRegistry(response.url) || (response.status !== 401 && !isForbidden)) return { response }
    return { giveBack: await setAside(request, response), usedLogin }
  } catch (error) {
    if (!isRefusedToken(error)) throw error
    return { giveBack: () => Promise.reject(error), usedLogin: way.login && (await door.hasLogin(request)) }
  }
}

/** Tries each attempt in order; returns the login's refusal if all fail. */
const getIn = async (door: Door, request: Request, refusal?: GiveBack): Promise<Response> => {
  const { demands, inner } = door
  const before = door.authorizer.count()
  const tried = new Set<string>()
  let giveBack = refusal
  let usedLogin = false
  for (;;) {
    const asked = demands.asked()
    // By Basic, a request without a login is what was refused at first.
    const triesPublic = usedLogin && (refusal === undefined || asked?.challenge.scheme === 'bearer')
    const way = demands.waysFor(request).find(one => !tried.has(keyOfWay(one)) && (one.login || triesPublic))
    if (asked === undefined || way === undefined) return giveBack === undefined ? inner(request) : giveBack()
    tried.add(keyOfWay(way))
    const outcome = await outcomeOf(door, request, way, asked, before)
    if (outcome === undefined) continue
    if ('response' in outcome) return outcome.response
    demands.refuse(request, way)
    usedLogin ||= outcome.usedLogin
    if (way.login) giveBack = outcome.giveBack
  }
}

/** Requests the challenge of `/v2/`, once: some registries hide what is not public, and send a challenge nowhere else. */
const pingOnce = ({ inner, demands }: Door, registry: string): ((request: Request) => Promise<boolean>) => {
  const url = new URL(`https://${apiHost(registry)}/v2/`)
  const ping = memoize<[Pick<Request, 'action'>], Promise<boolean>>(
    () => '',
    async ({ action }) => {
      const request: Request = { method: 'GET', url, action }
      const response = await inner(request)
      discard(response)
      return demands.learn(request, response)
    }
  )
  return request =>
    awaitShared(
      ping(request).catch(() => false),
      request
    )
}

/** Marks a refusal where there is a login that the registry did not ask for. */
const noteLogin = async ({ hasLogin }: Door, request: Request, response: Response): Promise<Response> =>
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
    const door: Door = {
      inner,
      isRegistry,
      demands: newDemands(isRegistry),
      authorizer: authorizer(options, registry, inner),
      hasLogin: async ({ scopes = [] }) => (await options.credentials(registry, scopes[0])) !== undefined
    }
    const ping = pingOnce(door, registry)

    /** Whether something that is forbidden or not found may only be hidden from requests without a login. */
    const isHidden = async (request: Request, { status, redirectedBy }: Response): Promise<boolean> =>
      (status === 403 || status === 404) &&
      redirectedBy === undefined &&
      (await door.hasLogin(request)) &&
      ping(request)

    return async request => {
      if (!isRegistry(request.url)) return inner(request)
      if (door.demands.asked() !== undefined) return noteLogin(door, request, await getIn(door, request))
      const response = await inner(request)
      const isChallenged = door.demands.learn(request, response) || (await isHidden(request, response))
      if (!isChallenged) return noteLogin(door, request, response)
      return noteLogin(door, request, await getIn(door, request, await setAside(request, response)))
    }
  }
