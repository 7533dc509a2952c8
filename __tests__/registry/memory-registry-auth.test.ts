import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startDistribution } from '../support/distribution.js'
import { type MemoryRegistry, type MemoryRegistryOptions, startMemoryRegistry } from '../support/memory-registry.js'
import { raw, type RawAnswer } from '../support/memory-registry/raw.js'
import { describeWith } from '../support/services.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const login = { username: 'ada', password: 'pass: word' }
const start = async (options: MemoryRegistryOptions): Promise<MemoryRegistry> => {
  const registry = await startMemoryRegistry({ ...login, ...options })
  closing.push(registry.close)
  return registry
}

const basic = (password = login.password, username = login.username): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
})
const bearer = (token: unknown): { authorization: string } => ({ authorization: `Bearer ${String(token)}` })

const inOrder = (scope: string): string =>
  scope
    .replace(/[^: ]+(?= |$)/g, actions => actions.split(',').sort().join(','))
    .split(' ')
    .sort()
    .join(' ')

/** A challenge, its scopes and their actions in order: Distribution writes them in any. */
const challengeOf = (answer: RawAnswer): Record<string, string> => {
  const header = answer.headers['www-authenticate'] ?? ''
  const fields = [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
    name,
    name === 'scope' ? inOrder(value) : value
  ])
  return { scheme: header.split(' ')[0] ?? '', ...Object.fromEntries(fields) }
}

const askToken = (registry: MemoryRegistry, query: string, headers = {}): Promise<RawAnswer> =>
  raw('GET', `${registry.url}/token?service=memory-registry&${query}`, { headers })
const tokenFor = async (registry: MemoryRegistry, scopes: readonly string[], headers = {}): Promise<string> => {
  const answer = await askToken(registry, scopes.map(scope => `scope=${scope}`).join('&'), headers)
  return (answer.json() as { token: string }).token
}
const pull = (registry: MemoryRegistry, token: string, repository = 'app'): Promise<RawAnswer> =>
  raw('GET', `${registry.url}/v2/${repository}/manifests/x`, { headers: bearer(token) })
const push = (registry: MemoryRegistry, token: string, repository = 'app', query = ''): Promise<RawAnswer> =>
  raw('POST', `${registry.url}/v2/${repository}/blobs/uploads/${query}`, { body: '', headers: bearer(token) })

type Guarded = {
  readonly url: string
  readonly realm: string
  readonly service: string
  readonly mint: (actions: readonly string[]) => string | Promise<string>
  readonly close: () => Promise<void>
}

/** What both registries refuse, and how. */
const refusals = (open: () => Promise<Guarded>): void => {
  let guarded: Guarded
  beforeAll(async () => {
    guarded = await open()
  })
  afterAll(() => guarded.close())

  test.each([
    ['the ping', 'GET', '/v2/', undefined, undefined],
    ['a pull', 'GET', '/v2/app/manifests/x', 'repository:app:pull', undefined],
    ['a HEAD', 'HEAD', '/v2/app/manifests/x', 'repository:app:pull', undefined],
    ['tags', 'GET', '/v2/app/tags/list', 'repository:app:pull', undefined],
    ['a push', 'PUT', '/v2/app/manifests/x', 'repository:app:pull,push', undefined],
    ['an upload', 'POST', '/v2/app/blobs/uploads/', 'repository:app:pull,push', ['pull']],
    ['a push with a right to push only', 'POST', '/v2/app/blobs/uploads/', 'repository:app:pull,push', ['push']],
    ['a pull without a right', 'GET', '/v2/app/manifests/x', 'repository:app:pull', []],
    ['a removal', 'DELETE', '/v2/app/manifests/x', 'repository:app:delete', ['pull', 'push']],
    [
      'a mount without a right to its source',
      'POST',
      '/v2/app/blobs/uploads/?mount=sha256:abc&from=base',
      'repository:app:pull,push repository:base:pull',
      ['pull', 'push']
    ]
  ])('%s', async (_, method, path, scope, actions) => {
    const { url, realm, service, mint } = guarded
    const headers = actions === undefined ? {} : bearer(await mint(actions))
    const answer = await raw(method, `${url}${path}`, { headers, body: '' })
    expect(answer.status).toBe(401)
    expect(challengeOf(answer)).toEqual({
      scheme: 'Bearer',
      realm,
      service,
      ...(scope === undefined ? {} : { scope }),
      ...(actions === undefined ? {} : { error: 'insufficient_scope' })
    })
    if (method !== 'HEAD') expect(answer.codes).toEqual(['UNAUTHORIZED'])
  })

  test('a token that is none', async () => {
    const answer = await raw('GET', `${guarded.url}/v2/`, { headers: bearer('xyz') })
    expect(answer.status).toBe(401)
    expect(challengeOf(answer)).toMatchObject({ error: 'invalid_token' })
  })

  test('a login where a token is wanted', async () => {
    const answer = await raw('GET', `${guarded.url}/v2/`, { headers: basic() })
    expect(answer.status).toBe(401)
    expect(challengeOf(answer)).not.toHaveProperty('error')
  })

  test('any token is good for the ping', async () => {
    expect((await raw('GET', `${guarded.url}/v2/`, { headers: bearer(await guarded.mint([])) })).status).toBe(200)
  })

  test('a right to everything is a right to push', async () => {
    const headers = bearer(await guarded.mint(['*']))
    expect((await raw('POST', `${guarded.url}/v2/app/blobs/uploads/`, { body: '', headers })).status).toBe(202)
  })
}

describe('the memory registry refuses', () => {
  refusals(async () => {
    const registry = await startMemoryRegistry({ ...login, auth: 'token' })
    const { url, close } = registry
    const mint = (actions: readonly string[]): Promise<string> =>
      tokenFor(registry, [`repository:app:${actions.join(',')}`], basic())
    return { url, realm: `${url}/token`, service: 'memory-registry', mint, close }
  })
})

describeWith(['docker-registry', 'openssl'], 'Distribution itself refuses', () => {
  refusals(async () => {
    const { url, close, tokens } = await startDistribution({ auth: 'token' })
    if (!tokens) throw new Error('no token server')
    return { url, realm: tokens.realm, service: tokens.service, mint: actions => tokens.mint('app', actions), close }
  })
})

describeWith(['docker-registry'], 'a login', () => {
  test.each([
    ['none', '/v2/', {}],
    ['none for a pull', '/v2/app/manifests/x', {}],
    ['a wrong one', '/v2/', { authorization: 'Basic eDp5' }],
    ['a token', '/v2/', { authorization: 'Bearer xyz' }]
  ])('is refused by both registries: %s', async (_, path, headers) => {
    const real = await startDistribution({ auth: 'basic' })
    closing.push(real.close)
    const registry = await start({ auth: 'basic' })
    const [theirs, ours] = [
      await raw('GET', real.url + path, { headers }),
      await raw('GET', registry.url + path, { headers })
    ]
    expect(ours.status).toBe(401)
    expect(ours.headers['www-authenticate']).toBe('Basic realm="basic-realm"')
    expect([theirs.status, theirs.headers['www-authenticate']]).toEqual([401, 'Basic realm="test"'])
    expect(ours.json()).toEqual(theirs.json())
  })
})

describe('auth: basic', () => {
  test('lets the account in, with a colon in its password', async () => {
    const { url } = await start({ auth: 'basic' })
    expect((await raw('GET', `${url}/v2/`, { headers: basic() })).status).toBe(200)
    expect((await raw('GET', `${url}/v2/`, { headers: basic('pass') })).status).toBe(401)
  })

  test('lets anonymous clients pull where that is allowed', async () => {
    const { url } = await start({ auth: 'basic', anonymousPull: true })
    expect((await raw('GET', `${url}/v2/app/manifests/x`)).status).toBe(404)
    expect((await raw('POST', `${url}/v2/app/blobs/uploads/`, { body: '' })).status).toBe(401)
  })

  test('answers 403 DENIED to an account without the right', async () => {
    const { url } = await start({ auth: 'basic', readOnly: ['app'] })
    const headers = basic()
    expect((await raw('GET', `${url}/v2/app/manifests/x`, { headers })).status).toBe(404)
    const answer = await raw('POST', `${url}/v2/app/blobs/uploads/`, { headers, body: '' })
    expect([answer.status, answer.codes]).toEqual([403, ['DENIED']])
  })
})

describe('auth: token', () => {
  test('a token has the rights that it was asked for, and no others', async () => {
    const registry = await start({ auth: 'token' })
    const token = await tokenFor(registry, ['repository:app:pull'], basic())
    expect((await pull(registry, token)).status).toBe(404)
    expect((await push(registry, token)).status).toBe(401)
    expect((await pull(registry, token, 'other')).status).toBe(401)
    expect(registry.issuedTokens).toEqual([token])
  })

  test('two scopes in one request make one token for both', async () => {
    const registry = await start({ auth: 'token' })
    const mount = '?mount=sha256:abc&from=base'
    for (const scopes of [
      ['repository:app:pull,push', 'repository:base:pull'],
      ['repository:app:pull,push%20repository:base:pull']
    ]) {
      const token = await tokenFor(registry, scopes, basic())
      expect((await push(registry, token, 'app', mount)).status).toBe(202)
      expect((await push(registry, token, 'base')).status).toBe(401)
    }
  })

  test('a wrong password and none are refused by the token endpoint', async () => {
    const registry = await start({ auth: 'token' })
    for (const headers of [{}, basic('wrong'), basic(login.password, 'eve')]) {
      const answer = await askToken(registry, 'scope=repository:app:pull', headers)
      expect([answer.status, answer.codes]).toEqual([401, ['UNAUTHORIZED']])
    }
    expect(registry.issuedTokens).toEqual([])
  })

  test('an anonymous token may pull, and no more, although more was asked for', async () => {
    const registry = await start({ auth: 'token', anonymousPull: true })
    const token = await tokenFor(registry, ['repository:app:pull,push'])
    expect((await pull(registry, token)).status).toBe(404)
    expect(challengeOf(await push(registry, token))).toMatchObject({ error: 'insufficient_scope' })
  })

  test('a token runs out', async () => {
    const registry = await start({ auth: 'token', tokenLifetime: 0.2 })
    const token = await tokenFor(registry, ['repository:app:pull'], basic())
    expect((await pull(registry, token)).status).toBe(404)
    await expect.poll(async () => challengeOf(await pull(registry, token))).toMatchObject({ error: 'invalid_token' })
  })

  test('all tokens can be revoked at once', async () => {
    const registry = await start({ auth: 'token' })
    const token = await tokenFor(registry, ['repository:app:pull'], basic())
    registry.revokeTokens()
    expect((await pull(registry, token)).status).toBe(401)
    expect((await pull(registry, await tokenFor(registry, ['repository:app:pull'], basic()))).status).toBe(404)
  })

  test.each([
    [{}, ['access_token', 'expires_in', 'issued_at', 'token']],
    [{ omitExpiresIn: true }, ['access_token', 'token']],
    [{ tokenField: 'token', omitExpiresIn: true }, ['token']],
    [{ tokenField: 'access_token', omitExpiresIn: true }, ['access_token']]
  ] as const)('the answer of the token endpoint under %j has %j', async (options, fields) => {
    const registry = await start({ auth: 'token', ...options })
    const answer = await askToken(registry, '', basic())
    expect(Object.keys(answer.json() as object).sort()).toEqual(fields)
  })

  test('an identity token is exchanged by POST, where there is one', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = 'grant_type=refresh_token&refresh_token=identity&service=s&client_id=c&scope=repository:app:pull'
    const registry = await start({ auth: 'token', identityToken: 'identity' })
    const answer = await raw('POST', `${registry.url}/token`, { body, headers: form })
    const { access_token: token, scope } = answer.json() as { access_token: string; scope: string }
    expect(scope).toBe('repository:app:pull')
    expect((await pull(registry, token)).status).toBe(404)
    const wrong = body.replace('=identity', '=wrong')
    expect((await raw('POST', `${registry.url}/token`, { body: wrong, headers: form })).status).toBe(401)
    for (const tokenPost of [404, 405] as const) {
      const without = await start({ auth: 'token', identityToken: 'identity', tokenPost })
      expect((await raw('POST', `${without.url}/token`, { body, headers: form })).status).toBe(tokenPost)
    }
  })

  test.each([
    ['insufficient-scope', 200, 401, ['UNAUTHORIZED']],
    ['denied', 200, 403, ['DENIED']],
    ['token-denied', 403, 401, ['UNAUTHORIZED']]
  ] as const)('a repository without a right answers as %s', async (deniedAnswer, atToken, atRegistry, codes) => {
    const registry = await start({ auth: 'token', denied: ['app'], readOnly: ['base'], deniedAnswer })
    expect((await askToken(registry, 'scope=repository:app:pull', basic())).status).toBe(atToken)
    const token = await tokenFor(registry, ['repository:other:pull'], basic())
    const answer = await pull(registry, token)
    expect([answer.status, answer.codes]).toEqual([atRegistry, codes])
    const reader = await tokenFor(registry, ['repository:base:pull'], basic())
    expect((await pull(registry, reader, 'base')).status).toBe(404)
    expect((await push(registry, reader, 'base')).status).toBe(atRegistry)
  })

  test('the challenge can name another realm and stand behind others', async () => {
    const realm = 'https://auth.example.com/token?a=b,c'
    const { url } = await start({ auth: 'token', realm, extraChallenges: ['Negotiate', 'Basic realm="a, b"'] })
    const answer = await raw('GET', `${url}/v2/`)
    expect(answer.headers['www-authenticate']).toBe(
      `Negotiate, Basic realm="a, b", Bearer realm="${realm}",service="memory-registry"`
    )
  })
})
