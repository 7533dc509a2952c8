import { describe, expect, test } from 'vitest'
import type { RegistryError } from '../../src/registry/transport/errors.js'
import { headerOf } from '../../src/registry/transport/transport.js'
import { account, accountHeader, pull, push, tokenRegistry } from '../support/auth-stub.js'
import { failureOf, headersOf, registryFailureOf, type Reply, socketError } from '../support/transport-stub.js'

const json = (value: unknown): Reply => ({ body: JSON.stringify(value) })
const other = 'repository:org/base:pull'

describe('a token', () => {
  test('is asked for by GET with the service, our own scopes and the login', async () => {
    const stub = tokenRegistry(account)
    expect(await stub.send({ scopes: [push, other] })).toMatchObject({ status: 200, login: 'used' })
    const [asked] = stub.asked()
    expect(asked).toMatchObject({ method: 'GET', action: 'reading registry.test/org/app:v1' })
    expect(asked?.url.origin).toBe('https://auth.test')
    expect(asked?.url.searchParams.get('service')).toBe('a service')
    expect(asked?.url.searchParams.getAll('scope')).toEqual([push, other])
    expect(headersOf(asked).authorization).toBe(accountHeader)
    expect(stub.shown()).toEqual([undefined, 'Bearer token-1'])
  })

  test('is asked for without a login where there is none, and does not count as one', async () => {
    const stub = tokenRegistry(undefined)
    const { status, login } = await stub.send()
    expect({ status, login }).toEqual({ status: 200, login: undefined })
    expect(headersOf(stub.asked()[0]).authorization).toBeUndefined()
  })

  test.each([
    ['token', { token: 'a' }],
    ['access_token', { access_token: 'a' }],
    ['both, of which token counts', { token: 'a', access_token: 'b' }],
    ['access_token beside an empty token', { token: '', access_token: 'a' }]
  ])('comes as %s', async (_, answer) => {
    const stub = tokenRegistry(account, () => json(answer))
    await stub.send()
    expect(stub.shown()).toEqual([undefined, 'Bearer a'])
  })

  test.each([
    ['no token', '{}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '{"token":7}'],
    ['an empty one', '{"token":""}'],
    ['one with a line break', '{"token":"a\\r\\nX-Injected: 1"}'],
    ['one with a space', '{"token":"a b"}'],
    ['one that is not ASCII', '{"token":"\\u00fc"}'],
    ['no JSON', '<html>login</html>'],
    ['nothing', '']
  ])('is refused where the answer has %s', async (_, body) => {
    const stub = tokenRegistry(account, () => ({ body }))
    const error = await failureOf(stub.send())
    expect(error.message).toMatch(/^Reading registry\.test\/org\/app:v1 failed: the token server auth\.test /)
    expect(stub.shown()).toEqual([undefined])
  })

  test('is masked before it is used', async () => {
    const stub = tokenRegistry(account, () => {
      expect(stub.log.secrets).toEqual([])
      return json({ token: 'secret-token' })
    })
    await stub.send()
    expect(stub.log.secrets).toEqual(['secret-token'])
  })

  // A runner hides it in the log of the whole job, and withholds outputs in which it stands.
  test('that everybody gets is not masked: its server would choose what the log hides', async () => {
    const stub = tokenRegistry(undefined, () => json({ token: 'sha256' }))
    expect((await stub.send()).status).toBe(200)
    expect(stub.log.secrets).toEqual([])
  })
})

describe('tokens are kept', () => {
  test('for the same scopes, in whatever order', async () => {
    const stub = tokenRegistry(account)
    await stub.send({ scopes: [push, other] })
    await stub.send({ scopes: [other, push] })
    await stub.send({ scopes: [push, other], method: 'HEAD' })
    expect(stub.asked()).toHaveLength(1)
    expect(stub.shown()).toEqual([undefined, 'Bearer token-1', 'Bearer token-1', 'Bearer token-1'])
  })

  test('for each set of scopes by itself', async () => {
    const stub = tokenRegistry(account)
    for (const scopes of [[pull], [push], [pull], [push], [pull, push]]) await stub.send({ scopes })
    expect(stub.shown().slice(1)).toEqual([1, 2, 1, 2, 3].map(number => `Bearer token-${number}`))
  })

  test('and one is asked for however many requests wait for it', async () => {
    const stub = tokenRegistry(account)
    const answers = await Promise.all(Array.from({ length: 20 }, () => stub.send()))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(stub.asked()).toHaveLength(1)
  })

  test('and one is asked for when many find theirs turned down', async () => {
    let good = 'Bearer token-1'
    const stub = tokenRegistry(account, undefined, authorization => authorization === good)
    await stub.send()
    good = 'Bearer token-2'
    const answers = await Promise.all(Array.from({ length: 20 }, () => stub.send()))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(stub.asked()).toHaveLength(2)
  })
})

describe('a token that cannot be had', () => {
  const actions = ['reading a', 'reading b', 'reading c']
  const failures = async (): Promise<RegistryError[]> => {
    const stub = tokenRegistry(account, () => ({ status: 503 }))
    return Promise.all(actions.map(action => registryFailureOf(stub.send({ action }))))
  }

  test('fails all that wait for it, for reasons that may pass', async () => {
    expect((await failures()).map(({ temporary }) => temporary)).toEqual([true, true, true])
  })

  test('fails each with the name of what it wanted', async () => {
    expect((await failures()).map(({ action }) => action)).toEqual(actions)
  })
})

describe('tokens are renewed', () => {
  test('before they end', async () => {
    const stub = tokenRegistry(account)
    await stub.send()
    stub.wait(294_000)
    await stub.send()
    expect(stub.asked()).toHaveLength(1)
    stub.wait(2000)
    await stub.send()
    expect(stub.asked()).toHaveLength(2)
    expect(stub.shown()).toEqual([undefined, 'Bearer token-1', 'Bearer token-1', 'Bearer token-2'])
  })

  test.each([
    ['is missing', { token: 'a' }],
    ['is zero', { token: 'a', expires_in: 0 }],
    ['is less', { token: 'a', expires_in: -1 }],
    ['is no number', { token: 'a', expires_in: 'soon' }],
    ['is null', { token: 'a', expires_in: null }]
  ])('after a minute where expires_in %s', async (_, answer) => {
    const stub = tokenRegistry(account, () => json(answer))
    await stub.send()
    stub.wait(54_000)
    await stub.send()
    expect(stub.asked()).toHaveLength(1)
    stub.wait(2000)
    await stub.send()
    expect(stub.asked()).toHaveLength(2)
  })

  test('counted from when they were asked for, not from when they came', async () => {
    const stub = tokenRegistry(account, () => {
      stub.wait(20_000)
      return json({ token: 'a', expires_in: 60 })
    })
    await stub.send()
    stub.wait(36_000)
    await stub.send()
    expect(stub.asked()).toHaveLength(2)
  })

  test('when the registry turns one down, once', async () => {
    const stub = tokenRegistry(account, undefined, authorization => authorization === 'Bearer token-2')
    expect((await stub.send({ scopes: [push] })).status).toBe(401)
    expect(stub.shown()).toEqual([undefined, 'Bearer token-1'])
    expect((await stub.send({ scopes: [push] })).status).toBe(200)
    expect(stub.shown().slice(2)).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  test('no more than once for one request, whatever the registry says', async () => {
    const stub = tokenRegistry(account, undefined, () => false)
    await stub.send({ scopes: [push] })
    const before = stub.asked().length
    const answer = await stub.send({ scopes: [push] })
    expect([answer.status, answer.login]).toEqual([401, 'used'])
    expect(stub.asked().length - before).toBeLessThanOrEqual(1)
    expect(headerOf(answer, 'www-authenticate')).toContain('Bearer')
  })

  test('after one could not be had', async () => {
    const stub = tokenRegistry(account, (_, number) =>
      number === 1 ? socketError('ECONNRESET') : number === 2 ? { status: 503 } : json({ token: 'a' })
    )
    expect(await failureOf(stub.send())).toMatchObject({ temporary: true })
    expect(await failureOf(stub.send())).toMatchObject({ temporary: true, status: 503 })
    expect((await stub.send()).status).toBe(200)
    expect(stub.asked()).toHaveLength(3)
  })
})
