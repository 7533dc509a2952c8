import { describe, expect, test } from 'vitest'

import type { Credential } from '../../src/registry/transport/credentials.js'
import type { Request } from '../../src/registry/transport/transport.js'
import { account, accountHeader, authStub, challenged, pull, push, realm, type AuthStub } from '../support/auth-stub.js'
import { headersOf, registryFailureOf, type Reply } from '../support/transport-stub.js'

/** What the token server gives for a request: the name of a token, or a status. */
type Tokens = (scopes: readonly string[], hasLogin: boolean) => string | number

/**
 * A registry with tokens.
 *
 * @param letIn the tokens that it accepts
 * @param more replies before anything else
 */
const start = (
  { scope = pull, tokens, letIn }: { scope?: string; tokens: Tokens; letIn: readonly string[] },
  more: (request: Request) => Reply | undefined = () => undefined,
  credential: Credential | undefined = account
): AuthStub =>
  authStub(credential, request => {
    const { authorization } = headersOf(request)
    if (request.url.host === 'auth.test') {
      const token = tokens(request.url.searchParams.getAll('scope'), authorization === accountHeader)
      return typeof token === 'number' ? { status: token } : { body: JSON.stringify({ token, expires_in: 300 }) }
    }
    if (letIn.some(token => authorization === `Bearer ${token}`)) return {}
    return more(request) ?? challenged(`Bearer realm="${realm}",service="s",scope="${scope}"`)
  })

const scopesOf = (stub: AuthStub): readonly (readonly string[])[] =>
  stub.asked().map(({ url }) => url.searchParams.getAll('scope'))

const paths = (stub: AuthStub): readonly string[] => stub.requests.map(({ url }) => url.pathname)

describe('a registry that hides what is not public', () => {
  const hiding = (status: number, credential: Credential | undefined = account): AuthStub =>
    start(
      { scope: 'registry:catalog:*', tokens: () => 'good', letIn: ['good'] },
      ({ url }) => (url.pathname === '/v2/' ? undefined : { status }),
      credential
    )

  test.each([403, 404])('by %d is asked once at /v2/ how to log in', async status => {
    const stub = hiding(status)
    expect(await stub.send()).toMatchObject({ status: 200, login: 'used' })
    expect(await stub.send({ scopes: [push] })).toMatchObject({ status: 200, login: 'used' })
    expect(paths(stub).filter(path => path === '/v2/')).toHaveLength(1)
    // The scope of /v2/ is for something else.
    expect(scopesOf(stub)).toEqual([[pull], [push]])
  })

  test('is asked once by many requests', async () => {
    const stub = hiding(404)
    await Promise.all(Array.from({ length: 10 }, () => stub.send()))
    expect(paths(stub).filter(path => path === '/v2/')).toHaveLength(1)
  })

  test('is not asked where there is no login', async () => {
    const stub = start({ tokens: () => 'good', letIn: ['good'] }, () => ({ status: 404 }))
    const anonymous = authStub(undefined, () => ({ status: 404 }))
    expect((await anonymous.send()).status).toBe(404)
    expect(anonymous.requests).toHaveLength(1)
    // There is a login, but nothing asks for one.
    expect((await stub.send()).status).toBe(404)
    expect((await stub.send()).status).toBe(404)
    expect(paths(stub).filter(path => path === '/v2/')).toHaveLength(1)
  })
})

describe('the scopes of a challenge', () => {
  test('that are of no repository are asked for besides', async () => {
    const stub = start({
      scope: 'aws',
      tokens: scopes => (scopes.includes('aws') ? 'good' : 'bad'),
      letIn: ['good']
    })
    expect((await stub.send()).status).toBe(200)
    expect((await stub.send()).status).toBe(200)
    expect(scopesOf(stub)).toEqual([[pull, 'aws']])
  })

  test('are left out where they are refused, and are not asked for again', async () => {
    const stub = start({
      scope: 'aws',
      tokens: scopes => (scopes.includes('aws') ? 400 : 'good'),
      letIn: ['good']
    })
    expect((await stub.send()).status).toBe(200)
    expect((await stub.send()).status).toBe(200)
    expect(scopesOf(stub)).toEqual([[pull, 'aws'], [pull]])
  })

  test('name the repository as a gateway does, with our rights', async () => {
    const theirs = 'repository:docker-local/org/app:pull'
    const stub = start({
      scope: 'repository:docker-local/org/app:pull,push,delete',
      tokens: scopes => (scopes.includes(theirs) ? 'good' : 'bad'),
      letIn: ['good']
    })
    expect((await stub.send()).status).toBe(200)
    expect(scopesOf(stub)).toEqual([[pull, theirs]])
  })
})

describe('what a login may not read', () => {
  const refusing: readonly (readonly [string, Tokens])[] = [
    ['a token for it', (_, hasLogin) => (hasLogin ? 403 : 'public')],
    ['its token', (_, hasLogin) => (hasLogin ? 'refused' : 'public')]
  ]

  test.each(refusing)('is read without it where the registry refuses %s', async (_, tokens) => {
    const stub = start({ tokens, letIn: ['public'] })
    const { status, login } = await stub.send()
    expect({ status, login }).toEqual({ status: 200, login: undefined })
    expect(stub.log.secrets).not.toContain('public')
  })

  test.each([401, 403])('and is not public either is refused with what the login got (%d)', async status => {
    const stub = start({ tokens: (_, hasLogin) => (hasLogin ? 'mine' : 'public'), letIn: [] }, ({ headers = {} }) =>
      headers.authorization === 'Bearer mine' ? { status } : undefined
    )
    expect(await stub.send()).toMatchObject({ status, login: 'used' })
  })

  test.each(refusing)('is not written without it: %s', async (_, tokens) => {
    const stub = start({ tokens, letIn: ['public'] })
    const outcome = await stub.send({ scopes: [push] }).catch((error: unknown) => error)
    expect([401, 403]).toContain((outcome as { status?: number }).status)
    expect(stub.asked()).toHaveLength(1)
  })

  test('is not tried without it where the server has problems', async () => {
    const stub = start({ tokens: () => 503, letIn: [] })
    expect(await registryFailureOf(stub.send())).toMatchObject({ status: 503, temporary: true })
    expect(stub.asked()).toHaveLength(1)
  })
})
