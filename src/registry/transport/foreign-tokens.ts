import { Readable } from 'node:stream'

import { memoize } from '../../common/memoize.js'
import { chooseChallenge, type Challenge } from './challenge.js'
import { readResponse } from './connection-error.js'
import { RegistryError } from './errors.js'
import { fetchToken } from './token.js'
import type { Request, Response, Transport } from './transport.js'

/** The scopes of a challenge; none where they are longer than real ones. */
const scopesOf = ({ parameters: { scope = '' } }: Challenge): readonly string[] =>
  scope.length > 1000 ? [] : scope.split(' ').filter(one => one !== '')

/**
 * Fetches a token without a login where a redirect has led to another registry that requires one: domains in front of a
 * registry redirect reads to it, and docker and containerd follow them.
 */
export const withForeignTokens = (inner: Transport, now: () => number = Date.now): Transport => {
  const tokenOf = memoize<[Request, Response, Challenge], ReturnType<typeof fetchToken>>(
    (_, { url }, { parameters }) => `${url.host} ${JSON.stringify(parameters)}`,
    (request, { url }, challenge) => {
      const scopes = scopesOf(challenge)
      const tokenRequest = { registry: url.host, request, scopes, credential: undefined, challenge, answeredBy: url }
      return fetchToken(tokenRequest, inner, now())
    }
  )

  const fetchWithToken = async (request: Request, response: Response, challenge: Challenge): Promise<Response> => {
    const kept = tokenOf(request, response, challenge)
    const { expires } = await kept
    if (expires <= now()) tokenOf.forget(kept)
    const { value } = await tokenOf(request, response, challenge)
    const headers = { ...request.headers, authorization: `Bearer ${value}` }
    return inner({ ...request, url: response.url, headers })
  }

  return async request => {
    const response = await inner(request)
    if (response.status !== 401 || response.redirectedBy === undefined) return response
    const challenge = chooseChallenge(response)
    if (challenge?.scheme !== 'bearer') return response
    const { bytes } = await readResponse(request, response)
    try {
      return { ...(await fetchWithToken(request, response, challenge)), redirectedBy: response.redirectedBy }
    } catch (error) {
      // The refusal of the request says more than that of the token.
      if (error instanceof RegistryError) return { ...response, body: Readable.from([bytes]) }
      throw error
    }
  }
}
