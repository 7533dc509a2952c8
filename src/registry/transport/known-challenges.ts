import { attemptsFor, type ReceivedChallenge, type Attempt } from './authorizer.js'
import { chooseChallenge } from './challenge.js'
import { furtherScopes } from './scopes.js'
import type { Request, Response } from './transport.js'

/** The challenges of a registry so far. */
export type KnownChallenges = {
  /** the last challenge that can be answered; undefined while there was none */
  readonly latest: () => ReceivedChallenge | undefined
  /** Remembers the challenge of a response; false where there is none that can be answered. */
  readonly recordChallenge: (request: Request, response: Response) => boolean
  /** The attempts for a request, in order. */
  readonly attemptsFor: (request: Request) => readonly Attempt[]
  /** Remembers that an attempt was refused: the scopes of challenges are not requested again then. */
  readonly markRefused: (request: Request, attempt: Attempt) => void
}

/** @param isRegistry whether an address is the registry's own, whose challenges count */
export const knownChallenges = (isRegistry: (url: URL) => boolean): KnownChallenges => {
  const keyOf = ({ scopes = [] }: Request): string => scopes.toSorted().join(' ')
  /** By the scopes of a request, those to ask for besides; empty where they were refused. */
  const further = new Map<string, readonly string[]>()
  let latest: ReceivedChallenge | undefined
  return {
    latest: () => latest,
    recordChallenge: (request, response) => {
      const challenge = response.status === 401 && isRegistry(response.url) ? chooseChallenge(response) : undefined
      if (challenge === undefined) return false
      latest = { challenge, answeredBy: response.url }
      const { scopes = [] } = request
      const others = scopes.length === 0 ? [] : furtherScopes(challenge.parameters.scope ?? '', scopes)
      if (others.length > 0 && !further.has(keyOf(request))) further.set(keyOf(request), others)
      return true
    },
    attemptsFor: request => attemptsFor(request, further.get(keyOf(request)) ?? []),
    markRefused: (request, { scopes }) => {
      if (scopes.length > (request.scopes ?? []).length) further.set(keyOf(request), [])
    }
  }
}
