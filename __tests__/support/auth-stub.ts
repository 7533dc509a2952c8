import { withAuth } from '../../src/registry/transport/auth.js'
import type { Credential } from '../../src/registry/transport/credentials.js'
import type { Request, Response } from '../../src/registry/transport/transport.js'
import {
  basic,
  headersOf,
  readRequest,
  type RecordedLog,
  recordingLog,
  type Reply,
  type Stub,
  stubTransport
} from './transport-stub.js'

export const registry = 'registry.test'
export const realm = 'https://auth.test/token'
export const pull = 'repository:org/app:pull'
export const push = 'repository:org/app:pull,push'

/** The login that the stubs of a registry and of its token server accept. */
export const account: Credential = { kind: 'password', username: 'ada', password: 'pass: word' }
export const accountHeader = basic('ada', 'pass: word')

export const challenged = (challenge: string): Reply => ({ status: 401, headers: { 'www-authenticate': challenge } })

export const bearerChallenge = (more = ''): Reply =>
  challenged(`Bearer realm="${realm}",service="a service",scope="repository:other:pull"${more}`)

export type AuthStub = Stub & {
  readonly send: (more?: Partial<Request>) => Promise<Response>
  readonly log: RecordedLog
  /** moves the clock on, in milliseconds */
  readonly wait: (ms: number) => void
  /** the requests that went to the token server */
  readonly asked: () => readonly Request[]
  /** the Authorization headers that the registry got */
  readonly shown: () => readonly (string | undefined)[]
}

/** The auth decorator in front of a stub, with a clock that stands still. */
export const authStub = (
  credential: Credential | undefined,
  answer: (request: Request, before: number) => Reply | Error | Promise<Reply | Error>,
  name = registry
): AuthStub => {
  const stub = stubTransport(answer)
  const log = recordingLog()
  let time = Date.parse('2026-01-01T00:00:00Z')
  const transport = withAuth({ credentials: () => Promise.resolve(credential), log, now: () => time })(name)(
    stub.transport
  )
  const { requests } = stub
  return {
    ...stub,
    log,
    send: more => transport(readRequest(`https://${registry}/v2/org/app/manifests/v1`, { scopes: [pull], ...more })),
    wait: ms => {
      time += ms
    },
    asked: () => requests.filter(({ url }) => url.host === 'auth.test'),
    shown: () => requests.filter(({ url }) => url.host === registry).map(request => headersOf(request).authorization)
  }
}

/**
 * A registry and its token server: every token is `token-<number>`, and those of `good` are let in.
 *
 * @param token the token server's answer; by default a token with a life of 300 s
 */
export const tokenRegistry = (
  credential: Credential | undefined,
  token: (request: Request, number: number) => Reply | Error | Promise<Reply | Error> = (_, number) => ({
    body: JSON.stringify({ token: `token-${number}`, expires_in: 300 })
  }),
  letIn: (authorization: string | undefined) => boolean = authorization => authorization?.startsWith('Bearer ') ?? false
): AuthStub => {
  let issued = 0
  return authStub(credential, request => {
    if (request.url.host === 'auth.test') return token(request, ++issued)
    return letIn(headersOf(request).authorization) ? { body: 'let in' } : bearerChallenge()
  })
}
