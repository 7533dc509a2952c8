import { attemptKey, attemptsFor, type ReceivedChallenge, type Attempt } from './authorizer.js'
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
  /** Remembers that an attempt was refused, where it asks for scopes of challenges: it is not made again. */
  readonly markRefused: (request: Request, attempt: Attempt) => void
}

/** @param isRegistry whether an address is the registry's own, whose challenges count */
export const knownChallenges = (isRegistry: (url: URL) => boolean): KnownChallenges => {
  const keyOf = ({ scopes = [] }: Request): string => scopes.toSorted().join(' ')
  /** By the scopes of a request, those to ask for besides. */
  const further = new Map<string, readonly string[]>()
  /** With a login and without one: an expired login says nothing about anonymous users. */
  const refused = new Set<string>()
  const asksFurther = ({ scopes: own = [] }: Request, { scopes }: Attempt): boolean => scopes.length > own.length
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
    attemptsFor: request =>
      attemptsFor(request, further.get(keyOf(request)) ?? []).filter(
        attempt => !asksFurther(request, attempt) || !refused.has(attemptKey(attempt))
      ),
    markRefused: (request, attempt) => {
      if (asksFurther(request, attempt)) refused.add(attemptKey(attempt))
    }
  }
}
