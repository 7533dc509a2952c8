import { describe, expect, test } from 'vitest'
import type { Credential } from '../../src/registry/transport/credentials.js'
import type { Request } from '../../src/registry/transport/transport.js'
import { account, accountHeader, authStub, challenged, push, tokenRegistry } from '../support/auth-stub.js'
import { basic, registryFailureOf, headersOf, type Reply } from '../support/transport-stub.js'

const identity: Credential = { kind: 'identity', username: 'ada', token: 'refresh+token/=' }
const formOf = ({ body }: Request): URLSearchParams => new URLSearchParams(Buffer.from(body as Uint8Array).toString())

describe('an identity token', () => {
  test('is changed for an access token by POST, and stays out of the address and the headers', async () => {
    const stub = tokenRegistry(identity, () => ({ body: '{"access_token":"a"}' }))
    expect(await stub.send({ scopes: [push, 'repository:org/base:pull'] })).toMatchObject({
      status: 200,
      login: 'used'
    })
    const [asked] = stub.asked() as [Request]
    expect(asked.method).toBe('POST')
    expect(asked.url.href).toBe('https://auth.test/token')
    expect(headersOf(asked)).toEqual({ 'content-type': 'application/x-www-form-urlencoded' })
    expect(Object.fromEntries(formOf(asked))).toEqual({
      grant_type: 'refresh_token',
      service: 'a service',
      client_id: 'win-multiarch',
      scope: `${push} repository:org/base:pull`,
      refresh_token: 'refresh+token/='
    })
    expect(stub.shown()).toEqual([undefined, 'Bearer a'])
  })

  test.each([404, 405])('is shown by GET where the server answers POST with %d', async status => {
    const stub = tokenRegistry(identity, ({ method }) => (method === 'POST' ? { status } : { body: '{"token":"a"}' }))
    expect((await stub.send()).status).toBe(200)
    expect(stub.asked().map(({ method }) => method)).toEqual(['POST', 'GET'])
    expect(headersOf(stub.asked()[1]).authorization).toBe(basic('ada', 'refresh+token/='))
  })

  test('whose exchange meets a limit is not asked to log in', async () => {
    const stub = tokenRegistry(identity, () => ({ status: 429, body: '{"error":"TOOMANYREQUESTS"}' }))
    const { message } = await registryFailureOf(stub.send({ scopes: [push] }))
    expect(message).toMatch(/Try again later/)
    expect(message).not.toMatch(/log in/)
  })

  test.each([400, 401, 403])('that is refused with %d is not tried in another way', async status => {
    const stub = tokenRegistry(identity, () => ({ status, body: '{"error":"invalid_grant"}' }))
    const error = await registryFailureOf(stub.send({ scopes: [push] }))
    expect(error).toMatchObject({ status, temporary: false })
    expect(error.message).toContain('invalid_grant')
    expect(stub.asked()).toHaveLength(1)
  })

  test('is asked for again later where the server is in trouble', async () => {
    const stub = tokenRegistry(identity, () => ({ status: 503 }))
    expect(await registryFailureOf(stub.send())).toMatchObject({ status: 503, temporary: true })
    expect(stub.asked()).toHaveLength(1)
  })
})

describe('a token server that refuses', () => {
  test.each([
    [401, 'Check the user name and the password'],
    [403, 'has no right to pull from this repository']
  ])('a login with %d is told from a registry that does', async (status, remedy) => {
    const body = JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }] })
    const stub = tokenRegistry(account, () => ({ status, body }))
    const error = await registryFailureOf(stub.send())
    expect(error).toMatchObject({ status, temporary: false })
    expect(error.message).toMatch(
      /the login for registry\.test was refused: auth\.test answered 40[13] \(UNAUTHORIZED: /
    )
    expect(error.message).toContain(remedy)
  })

  test.each([401, 403])('to give one without a login (%d) asks for a login', async status => {
    const error = await registryFailureOf(tokenRegistry(undefined, () => ({ status })).send())
    expect(error.message).toContain('Log in to registry.test')
    expect(error.message).not.toContain('was refused')
  })

  test('for a while because there were too many requests says until when', async () => {
    const reply: Reply = { status: 429, headers: { 'retry-after': '60' } }
    const error = await registryFailureOf(tokenRegistry(account, () => reply).send())
    expect(error).toMatchObject({ temporary: true, retryAfter: 60_000 })
    expect(error.message).toContain('It asks to wait until')
  })

  test('shows neither the query nor the login', async () => {
    const error = await registryFailureOf(tokenRegistry(account, () => ({ status: 401 })).send())
    const shown = JSON.stringify([error.message, error.reason, error.action])
    for (const secret of ['pass: word', accountHeader.slice(6), 'scope=']) expect(shown).not.toContain(secret)
  })
})

describe('the realm', () => {
  const naming = (realm: string, more: Reply = {}): ReturnType<typeof authStub> =>
    authStub(account, ({ url, headers }) => {
      if (url.pathname.endsWith('/token')) return { body: '{"token":"t"}', ...more }
      return headers?.authorization === 'Bearer t' ? {} : challenged(`Bearer realm="${realm}",service="s"`)
    })

  test.each([
    ['on the registry itself', 'https://registry.test/token'],
    ['elsewhere', 'https://auth.elsewhere.example/token'],
    ['on another port', 'https://registry.test:5001/token']
  ])('of an https registry may be https %s', async (_, realm) => {
    const stub = naming(realm)
    expect((await stub.send()).status).toBe(200)
    expect(headersOf(stub.requests[1]).authorization).toBe(accountHeader)
  })

  test('keeps the query that it has', async () => {
    const stub = naming('https://auth.elsewhere.example/a/token?tenant=x%20y')
    await stub.send()
    expect(Object.fromEntries(stub.requests[1]?.url.searchParams ?? [])).toEqual({
      tenant: 'x y',
      service: 's',
      scope: 'repository:org/app:pull'
    })
  })

  test.each([
    ['plain http', 'http://auth.test/token'],
    ['plain http on the registry', 'http://registry.test/token'],
    ['plain http on loopback', 'http://127.0.0.1:5000/token'],
    ['another scheme', 'ftp://auth.test/token'],
    ['a file', 'file:///token'],
    ['a user in front', 'https://user@auth.test/token'],
    ['a user and a password in front', 'https://user:password@auth.test/token'],
    ['a password in front', 'https://:password@auth.test/token'],
    ['no address', 'token'],
    ['a path', '/token'],
    ['nothing', '']
  ])('of an https registry must not be %s', async (_, realm) => {
    const stub = naming(realm)
    const error = await registryFailureOf(stub.send())
    expect(error.message).toContain('names a token server that is not safe to send a login to')
    expect(stub.requests).toHaveLength(1)
  })

  test('of a registry that speaks http may be http', async () => {
    const url = new URL('http://registry.test/v2/x')
    const stub = naming('http://registry.test/token')
    expect((await stub.send({ url })).status).toBe(200)
  })

  test('is judged by how the registry was reached, not by what it was asked as', async () => {
    const plain = authStub(account, ({ url }) =>
      url.pathname.endsWith('/token') ? { body: '{"token":"t"}' } : challenged('Bearer realm="http://auth.test/token"')
    )
    const error = await registryFailureOf(plain.send())
    expect(error.message).toContain('is not safe to send a login to')
  })

  test('gets no login of the registry once it names another one', async () => {
    let realm = 'https://one.test/token'
    const stub = authStub(account, ({ url }) =>
      url.pathname.endsWith('/token') ? { body: `{"token":"${url.hostname}"}` } : challenged(`Bearer realm="${realm}"`)
    )
    await stub.send({ scopes: [push] })
    realm = 'https://two.test/token'
    await stub.send({ scopes: [push] })
    const tokens = stub.requests.filter(({ url }) => url.pathname.endsWith('/token')).map(({ url }) => url.host)
    expect([...new Set(tokens)]).toEqual(['one.test', 'two.test'])
  })
})
