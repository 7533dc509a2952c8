import { describe, expect, test } from 'vitest'

import { withForeignTokens } from '../../src/registry/transport/foreign-tokens.js'
import { withRedirects } from '../../src/registry/transport/redirects.js'
import type { Response } from '../../src/registry/transport/transport.js'
import {
  headersOf,
  readRequest,
  registryFailureOf,
  type Reply,
  type Stub,
  stubTransport
} from '../support/transport-stub.js'

const asked = 'https://registry.test/v2/org/app/manifests/v1'
const challenge = 'Bearer realm="https://auth.test/token",service="store.test",scope="repository:store/app:pull"'

/** A registry that redirects reads to another one, which requires a token. */
const start = (
  token: Reply | (() => Reply),
  header = challenge,
  letIn = 'Bearer public'
): Stub & { readonly send: () => Promise<Response>; readonly wait: (ms: number) => void } => {
  let time = 0
  const stub = stubTransport((request): Reply => {
    const { host } = request.url
    if (host === 'registry.test') return { status: 307, headers: { location: 'https://store.test/v2/store/app/x' } }
    if (host === 'auth.test') return typeof token === 'function' ? token() : token
    return headersOf(request).authorization === letIn ? {} : { status: 401, headers: { 'www-authenticate': header } }
  })
  const transport = withForeignTokens(withRedirects(stub.transport), () => time)
  return {
    ...stub,
    send: () => transport(readRequest(asked, { headers: { authorization: 'Bearer mine' } })),
    wait: ms => {
      time += ms
    }
  }
}

const hosts = ({ requests }: Stub): readonly string[] => requests.map(({ url }) => url.host)
const publicToken: Reply = { body: '{"token":"public","expires_in":300}' }

describe('a redirect to a registry that requires a token', () => {
  test('gets one without any login', async () => {
    const stub = start(publicToken)
    expect(await stub.send()).toMatchObject({ status: 200, redirectedBy: 307 })
    expect(hosts(stub)).toEqual(['registry.test', 'store.test', 'auth.test', 'store.test'])
    const [first, ...others] = stub.requests
    expect(headersOf(first).authorization).toBe('Bearer mine')
    for (const request of others) expect(headersOf(request).authorization).not.toBe('Bearer mine')
    const [, , tokenRequest] = stub.requests
    expect(headersOf(tokenRequest).authorization).toBeUndefined()
    expect(tokenRequest?.url.searchParams.getAll('scope')).toEqual(['repository:store/app:pull'])
  })

  test('keeps it until it ends', async () => {
    const stub = start(publicToken)
    await stub.send()
    await stub.send()
    expect(hosts(stub).filter(host => host === 'auth.test')).toHaveLength(1)
    // Shortly before its end, so that it is valid when the request arrives.
    stub.wait(296_000)
    await stub.send()
    expect(hosts(stub).filter(host => host === 'auth.test')).toHaveLength(2)
  })

  test('fetches another one, once, where the kept one is refused', async () => {
    const values = ['public', 'other', 'public']
    let letIn = 'public'
    const stub = stubTransport((request): Reply => {
      const { host } = request.url
      if (host === 'registry.test') return { status: 307, headers: { location: 'https://store.test/x' } }
      if (host === 'auth.test') return { body: `{"token":"${values.shift() ?? ''}","expires_in":300}` }
      if (headersOf(request).authorization === `Bearer ${letIn}`) return {}
      return { status: 401, headers: { 'www-authenticate': challenge } }
    })
    const transport = withForeignTokens(withRedirects(stub.transport))
    expect((await transport(readRequest(asked))).status).toBe(200)
    letIn = 'other'
    expect((await transport(readRequest(asked))).status).toBe(200)
    letIn = 'nobody'
    expect((await transport(readRequest(asked))).status).toBe(401)
    expect(hosts(stub).filter(host => host === 'auth.test')).toHaveLength(3)
  })

  test('that fails for a while is a failure to be tried again', async () => {
    const replies: Reply[] = [{ status: 503 }, publicToken]
    const stub = start(() => replies.shift() ?? {})
    expect(await registryFailureOf(stub.send())).toMatchObject({ temporary: true, status: 503 })
    expect((await stub.send()).status).toBe(200)
  })

  test.each([
    ['has no token for it', { status: 403 }, challenge],
    ['takes the token no more', { body: '{"token":"other"}' }, challenge],
    ['wants a login', publicToken, 'Basic realm="x"'],
    ['names an unsafe token server', publicToken, 'Bearer realm="http://auth.test/token"']
  ])('is refused where that %s', async (_, token, header) => {
    expect(await start(token, header).send()).toMatchObject({ status: 401, redirectedBy: 307 })
  })

  test('is no reason to answer the challenge of the registry itself', async () => {
    const stub = stubTransport(() => ({ status: 401, headers: { 'www-authenticate': challenge } }))
    const response = await withForeignTokens(withRedirects(stub.transport))(readRequest(asked))
    expect(response.status).toBe(401)
    expect(stub.requests).toHaveLength(1)
  })
})
