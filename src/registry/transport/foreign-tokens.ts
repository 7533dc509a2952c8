import { Readable } from 'node:stream'

import { memoize } from '../../common/memoize.js'
import { chooseChallenge, type Challenge } from './challenge.js'
import { readResponse } from './connection-error.js'
import { awaitShared, RegistryError } from './errors.js'
import { splitScopes } from './scopes.js'
import { fetchToken, isStillValid } from './token.js'
import { discard, type Request, type Response, type Transport } from './transport.js'

/**
 * Fetches a token without a login where a redirect has led to another registry that requires one: domains in front of a
 * registry redirect reads to it, and docker and containerd follow them.
 */
export const withForeignTokens = (inner: Transport, now: () => number = Date.now): Transport => {
  let count = 0
  const tokens = memoize(
    (_: Request, { url }: Response, { parameters }: Challenge) => `${url.host} ${JSON.stringify(parameters)}`,
    async (request, { url }, challenge) => {
      const scopes = splitScopes(challenge.parameters.scope ?? '')
      const tokenRequest = { registry: url.host, request, scopes, credential: undefined, challenge, answeredBy: url }
      return { ...(await fetchToken(tokenRequest, inner, now())), number: ++count }
    }
  )

  /** A token that was kept is fetched anew, once, where it ends or the other registry refuses it. */
  const sendWithToken = async (request: Request, response: Response, challenge: Challenge): Promise<Response> => {
    const send = async (getting: ReturnType<typeof tokens>): Promise<Response> => {
      const { value } = await awaitShared(getting, request)
      const headers = { ...request.headers, authorization: `Bearer ${value}` }
      return inner({ ...request, url: response.url, headers })
    }
    const before = count
    const getting = tokens(request, response, challenge)
    const token = await awaitShared(getting, request)
    const isNew = token.number > before
    if (isNew || isStillValid(token, now())) {
      const answer = await send(getting)
      if (isNew || answer.status !== 401) return answer
      discard(answer)
    }
    tokens.forget(getting)
    return send(tokens(request, response, challenge))
  }

  return async request => {
    const response = await inner(request)
    if (response.status !== 401 || response.redirectedBy === undefined) return response
    const challenge = chooseChallenge(response)
    if (challenge?.scheme !== 'bearer') return response
    const { bytes } = await readResponse(request, response)
    try {
      return { ...(await sendWithToken(request, response, challenge)), redirectedBy: response.redirectedBy }
    } catch (error) {
      // The refusal of the request says more than that of the token; a failure that passes is tried again.
      if (error instanceof RegistryError && !error.temporary) return { ...response, body: Readable.from([bytes]) }
      throw error
    }
  }
}
