import type { FaultEffect, FaultMatch } from './memory-registry.js'

/** A kind of request of a fan-in, and which of the two registries gets it. */
export type Aim = {
  readonly name: string
  readonly registry: 'target' | 'source'
  readonly match: FaultMatch
  /** What a fault can get hold of in its exchange. */
  readonly has: {
    /** the request has a body */
    readonly requestBody?: boolean
    /** the answer that succeeds has one */
    readonly answerBody?: boolean
    /** the answer that succeeds carries Docker-Content-Digest */
    readonly digest?: boolean
    /** it is HEAD, whose answer never has a body */
    readonly head?: boolean
    /** it is the first one that shows a token */
    readonly freshToken?: boolean
  }
}

const ofApp = { repository: 'org/app' }
const read = { answerBody: true, digest: true }
const readFirst = { ...read, freshToken: true }

/**
 * Every kind of request of a fan-in whose legs are there, while one source is in another repository of the registry and
 * one in another registry.
 *
 * @param digests of the config of a leg and of the layer that is copied between the registries
 */
export const aims = (digests: { readonly config: string; readonly layer: string }): readonly Aim[] => [
  {
    name: 'the manifest of a leg',
    registry: 'target',
    match: { kind: 'manifest-get', ...ofApp, reference: 'v2.7.0-ltsc2022' },
    has: readFirst
  },
  { name: 'the manifest of a source', registry: 'source', match: { kind: 'manifest-get' }, has: readFirst },
  {
    name: 'a question for a manifest',
    registry: 'target',
    match: { kind: 'manifest-head', ...ofApp },
    has: { head: true, digest: true, freshToken: true }
  },
  {
    name: 'the config of a leg',
    registry: 'target',
    match: { kind: 'blob-get', ...ofApp, reference: digests.config },
    has: read
  },
  {
    name: 'a layer that is copied',
    registry: 'source',
    match: { kind: 'blob-get', reference: digests.layer },
    has: read
  },
  {
    name: 'a question for a blob',
    registry: 'target',
    // One of the layer that is copied: mounts leave no question behind.
    match: { kind: 'blob-head', ...ofApp, reference: digests.layer },
    // What is not there has no digest, and it is there only when an upload is asked about again.
    has: { head: true }
  },
  { name: 'a mount', registry: 'target', match: { kind: 'mount', ...ofApp }, has: { digest: true } },
  { name: 'the start of an upload', registry: 'target', match: { kind: 'upload-post', ...ofApp }, has: {} },
  {
    name: 'an upload',
    registry: 'target',
    match: { kind: 'upload-put', ...ofApp },
    has: { requestBody: true, digest: true }
  },
  {
    name: 'a manifest by digest',
    registry: 'target',
    match: { kind: 'manifest-put', ...ofApp, when: ({ reference = '' }) => reference.startsWith('sha256:') },
    has: { requestBody: true, digest: true }
  },
  {
    name: 'a tag',
    registry: 'target',
    match: { kind: 'manifest-put', ...ofApp, when: ({ reference = '' }) => !reference.startsWith('sha256:') },
    has: { requestBody: true, digest: true }
  },
  { name: 'a token', registry: 'target', match: { kind: 'token' }, has: { answerBody: true } }
]

/** A fault, and what may be expected of it. */
export type Effect = {
  readonly name: string
  readonly effect: FaultEffect
  /** Done once, it is over with the next try: the run has to succeed. */
  readonly passes: boolean
  /** Only a time limit of the client ends it. */
  readonly hangs?: boolean
}

const status = (name: string, value: number, passes: boolean, more: object = {}): Effect => ({
  name,
  effect: { type: 'status', status: value, ...more },
  passes
})

const limit = { code: 'TOOMANYREQUESTS', message: 'slow down' }

/** Every fault of the registry in memory. */
export const effects = (elsewhere: string): readonly Effect[] => [
  ...[400, 401, 403, 404].map(value => status(`${value}`, value, false)),
  ...[408, 425, 500, 503, 504].map(value => status(`${value}`, value, true)),
  status('502 with a web page', 502, true, { html: true }),
  status('403 before the body was sent', 403, false, { code: 'DENIED', message: 'no', early: true }),
  status('503 before the body was sent', 503, true, { early: true }),
  status('429', 429, true),
  status('429 and when, in seconds', 429, true, { ...limit, retryAfter: 1 }),
  status('429 and when, as a date', 429, true, { ...limit, retryAfter: new Date(Date.now() + 30_000) }),
  status('429 for a day', 429, false, { ...limit, retryAfter: 86_400 }),
  status('503 for a day', 503, false, { retryAfter: 86_400 }),
  { name: 'a cut before it', effect: { type: 'cut-before' }, passes: true },
  { name: 'a cut in its middle', effect: { type: 'cut-in-body' }, passes: true },
  { name: 'a cut after it', effect: { type: 'cut-after' }, passes: true },
  { name: 'another digest', effect: { type: 'wrong-digest-header' }, passes: false },
  { name: 'no digest', effect: { type: 'wrong-digest-header', value: null }, passes: true },
  { name: 'another content', effect: { type: 'wrong-body' }, passes: false },
  { name: 'less than was promised', effect: { type: 'wrong-length', how: 'short' }, passes: true },
  { name: 'more than there is', effect: { type: 'wrong-length', how: 'long' }, passes: false },
  { name: 'an answer that is late', effect: { type: 'slow', ms: 60 }, passes: true },
  { name: 'an answer that never comes', effect: { type: 'slow', ms: Infinity }, passes: true, hangs: true },
  { name: 'a stall', effect: { type: 'stall' }, passes: true, hangs: true },
  { name: 'a drip', effect: { type: 'drip', every: 4 }, passes: true },
  { name: 'a token that has run out', effect: { type: 'expired-token' }, passes: true },
  { name: 'a redirect to nowhere', effect: { type: 'redirect', to: elsewhere }, passes: false },
  { name: 'an answer without an end', effect: { type: 'endless-body' }, passes: false },
  { name: '500 without an end', effect: { type: 'endless-body', status: 500 }, passes: true }
]

/** Whether a fault that is done once has to be got over. */
export const isOvercome = ({ name, has }: Aim, { effect, passes }: Effect): boolean => {
  // Who turns down a token that was just given out, or a login, is not asked again.
  if (effect.type === 'expired-token') return has.freshToken !== true && name !== 'a token'
  return passes
}

/**
 * Why a fault cannot happen to a request; undefined where it can. Nothing else is left out.
 */
export const impossible = ({ has }: Aim, { effect }: Effect): string | undefined => {
  switch (effect.type) {
    case 'cut-in-body':
    case 'stall':
      return has.requestBody === true || has.answerBody === true ? undefined : 'neither side sends a body'
    case 'wrong-body':
    case 'wrong-length':
    case 'drip':
      return has.answerBody === true ? undefined : 'the answer has no body'
    case 'endless-body':
      return has.head === true ? 'the answer to HEAD has no body' : undefined
    case 'wrong-digest-header':
      return has.digest === true ? undefined : 'the answer names no digest'
    case 'status':
      return effect.early === true && has.requestBody !== true ? 'the request has no body' : undefined
    case 'cut-after':
      return has.head === true && has.digest !== true ? 'what is asked for is absent: nothing succeeds' : undefined
    case 'cut-before':
    case 'slow':
    case 'expired-token':
    case 'redirect':
      return undefined
  }
}

/** A fault of one kind of request, and how often it happens. */
export type FaultCase = { readonly aim: Aim; readonly effect: Effect; readonly times: number }

/** Every fault that can happen to a kind of request, once and always. */
export const everyFault = (
  digests: Parameters<typeof aims>[0],
  elsewhere = 'http://127.0.0.1:9/nowhere'
): readonly FaultCase[] =>
  aims(digests).flatMap(aim =>
    effects(elsewhere)
      .filter(effect => impossible(aim, effect) === undefined)
      .flatMap(effect => [1, Infinity].map(times => ({ aim, effect, times })))
  )

/**
 * The smallest part of {@link everyFault} that has every pair of a request, a fault and how often it happens: each fault
 * of a request happens once or always, by turns.
 */
export const faultPairs = (digests: Parameters<typeof aims>[0]): readonly FaultCase[] => {
  const cases = everyFault(digests)
  const [requests, faults] = [aims(digests), effects('')].map(list => list.map(({ name }) => name))
  return cases.filter(({ aim, effect, times }) => {
    const turn = (requests?.indexOf(aim.name) ?? 0) + (faults?.indexOf(effect.name) ?? 0)
    return (turn % 2 === 0) === (times === 1)
  })
}
