import { headerOf, type Response } from './transport.js'

/** One challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1). Scheme and names in lower case. */
export type Challenge = {
  readonly scheme: string
  readonly parameters: Readonly<Record<string, string>>
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const parameter = new RegExp(`^(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s",]+))`)
const scheme = new RegExp(`^(${token})(?=$|[ \\t,])`)
/** Challenges have a few hundred characters; the rest of a longer header is ignored. */
const maxLength = 16_384

/**
 * Reads the challenges of a `WWW-Authenticate` header: several in one header, quoted commas and escapes included.
 * Unreadable parts are skipped.
 */
export const parseChallenges = (header: string): readonly Challenge[] => {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = []
  let rest = header.slice(0, maxLength)
  while (rest !== '') {
    rest = rest.replace(/^[\s,]+/, '')
    const current = challenges.at(-1)
    const pair = parameter.exec(rest)
    if (pair !== null && current !== undefined) {
      const [whole, name = '', quoted, plain = ''] = pair
      current.parameters[name.toLowerCase()] ??= quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1')
      rest = rest.slice(whole.length)
      continue
    }
    const next = scheme.exec(rest)
    if (next !== null) {
      challenges.push({ scheme: (next[1] ?? '').toLowerCase(), parameters: {} })
      rest = rest.slice(next[0].length)
      continue
    }
    rest = rest.replace(/^[^,]*/, '')
  }
  return challenges
}

/** The challenge to answer: Bearer where it is offered, else Basic. */
export const chooseChallenge = (response: Pick<Response, 'headers'>): Challenge | undefined => {
  const challenges = parseChallenges(headerOf(response, 'www-authenticate') ?? '')
  return (
    challenges.find(one => one.scheme === 'bearer' && one.parameters.realm !== undefined) ??
    challenges.find(one => one.scheme === 'basic')
  )
}
