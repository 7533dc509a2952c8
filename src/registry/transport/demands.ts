import { waysFor, type KnownChallenge, type Way } from './authorizer.js'
import { chooseChallenge } from './challenge.js'
import { furtherScopes } from './scopes.js'
import type { Request, Response } from './transport.js'

/** What a registry asks for, as known from its challenges. */
export type Demands = {
  /** the challenge to answer; undefined while there was none */
  readonly asked: () => KnownChallenge | undefined
  /** Takes in the challenge of a response to a request; false where there is none that can be answered. */
  readonly learn: (request: Request, response: Response) => boolean
  /** The ways to get in for a request, in the order in which to try them. */
  readonly waysFor: (request: Request) => readonly Way[]
  /** Takes in that a way was refused: the scopes of challenges are not asked for again then. */
  readonly refuse: (request: Request, way: Way) => void
}

/** @param isRegistry whether an address is the registry's own, whose challenges count */
export const newDemands = (isRegistry: (url: URL) => boolean): Demands => {
  const keyOf = ({ scopes = [] }: Request): string => scopes.toSorted().join(' ')
  /** By the scopes of a request, those to ask for besides; empty where they were refused. */
  const further = new Map<string, readonly string[]>()
  let asked: KnownChallenge | undefined
  return {
    asked: () => asked,
    learn: (request, response) => {
      const challenge = response.status === 401 && isRegistry(response.url) ? chooseChallenge(response) : undefined
      if (challenge === undefined) return false
      asked = { challenge, answeredBy: response.url }
      const { scopes = [] } = request
      const others = scopes.length === 0 ? [] : furtherScopes(challenge.parameters.scope ?? '', scopes)
      if (others.length > 0 && !further.has(keyOf(request))) further.set(keyOf(request), others)
      return true
    },
    waysFor: request => waysFor(request, further.get(keyOf(request)) ?? []),
    refuse: (request, { scopes }) => {
      if (scopes.length > (request.scopes ?? []).length) further.set(keyOf(request), [])
    }
  }
}
