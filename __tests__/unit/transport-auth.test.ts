import { describe, expect, test } from 'vitest'
import { withAuth } from '../../src/registry/transport/auth.js'
import { responseError } from '../../src/registry/transport/response-error.js'
import { withRedirects } from '../../src/registry/transport/redirects.js'
import { bufferResponse, type Request } from '../../src/registry/transport/transport.js'
import {
  account,
  accountHeader,
  authStub,
  bearerChallenge,
  challenged,
  pull,
  push,
  realm,
  tokenRegistry
} from '../support/auth-stub.js'
import { headersOf, readRequest, recordingLog, type Reply, stubTransport } from '../support/transport-stub.js'

describe('a registry without a login', () => {
  test('is asked without one, though there is one', async () => {
    const stub = authStub(account, () => ({}))
    const { status, login } = await stub.send()
    expect({ status, login }).toEqual({ status: 200, login: undefined })
    expect(stub.shown()).toEqual([undefined])
  })
})

describe('Basic', () => {
  const letIn =
    (header: string) =>
    (request: Request): Reply =>
      headersOf(request).authorization === header ? {} : challenged('Basic realm="registry"')

  test('is answered with the login, and the next request shows it at once', async () => {
    const stub = authStub(account, letIn(accountHeader))
    expect(await stub.send()).toMatchObject({ status: 200, login: 'used' })
    expect((await stub.send()).status).toBe(200)
    expect(stub.shown()).toEqual([undefined, accountHeader, accountHeader])
  })

  test('is not answered without a login', async () => {
    const stub = authStub(undefined, letIn('x'))
    const { status, login } = await stub.send()
    expect({ status, login }).toEqual({ status: 401, login: undefined })
    expect(stub.requests).toHaveLength(1)
  })

  test('is answered once: a wrong password is not sent again and again', async () => {
    const stub = authStub({ kind: 'password', username: 'ada', password: 'wrong' }, letIn(accountHeader))
    expect(await stub.send()).toMatchObject({ status: 401, login: 'used' })
    expect(await stub.send()).toMatchObject({ status: 401, login: 'used' })
    expect(stub.shown().filter(header => header !== undefined)).toHaveLength(2)
  })

  test('is answered with an identity token in place of the password', async () => {
    const stub = authStub({ kind: 'identity', username: 'ada', token: 'refresh' }, () => challenged('Basic'))
    await stub.send()
    expect(Buffer.from(stub.shown()[1]?.slice('Basic '.length) ?? '', 'base64').toString()).toBe('ada:refresh')
  })

  test('carries what is not ASCII as UTF-8', async () => {
    const stub = authStub({ kind: 'password', username: 'adä', password: '密碼' }, () => challenged('Basic'))
    await stub.send()
    expect(Buffer.from(stub.shown()[1]?.slice('Basic '.length) ?? '', 'base64').toString()).toBe('adä:密碼')
  })
})

describe('the challenge that is answered', () => {
  test.each([
    ['the only one', `Bearer realm="${realm}"`],
    ['the first', `Bearer realm="${realm}", Basic realm="x"`],
    ['the last', `Negotiate, Basic realm="a, b", Bearer realm="${realm}"`],
    ['one in capitals', `BEARER REALM="${realm}"`]
  ])('is Bearer where it is %s', async (_, challenge) => {
    const stub = authStub(account, ({ url, headers }) => {
      if (url.host === 'auth.test') return { body: '{"token":"t"}' }
      return headers?.authorization === 'Bearer t' ? {} : challenged(challenge)
    })
    expect(await stub.send()).toMatchObject({ status: 200, login: 'used' })
    expect(stub.shown()).toEqual([undefined, 'Bearer t'])
  })

  test('is Basic where Bearer names no realm', async () => {
    const stub = authStub(account, () => challenged('Bearer service="x", Basic realm="x"'))
    await stub.send()
    expect(stub.shown()).toEqual([undefined, accountHeader])
  })

  test.each(['', 'Negotiate', 'Digest realm="x", nonce="y"', '"'])(
    'is none of those that we do not know: %s',
    async challenge => {
      const stub = authStub(account, () => (challenge === '' ? { status: 401 } : challenged(challenge)))
      expect((await stub.send()).status).toBe(401)
      expect(stub.shown()).toEqual([undefined])
    }
  )

  test.each([200, 400, 407, 500])('is not looked for in a response %d', async status => {
    const stub = authStub(account, () => ({ ...challenged('Basic realm="x"'), status }))
    expect((await stub.send()).status).toBe(status)
    expect(stub.requests).toHaveLength(1)
  })
})

describe('a registry token', () => {
  test('is shown as it is, without any token server', async () => {
    const stub = tokenRegistry({ kind: 'bearer', token: 'as.it.is' })
    expect(await stub.send()).toMatchObject({ status: 200, login: 'used' })
    expect(stub.shown()).toEqual([undefined, 'Bearer as.it.is'])
    expect(stub.asked()).toEqual([])
  })

  test('that is turned down is not shown twice', async () => {
    const stub = tokenRegistry({ kind: 'bearer', token: 'old' }, undefined, () => false)
    expect(await stub.send({ scopes: [push] })).toMatchObject({ status: 401, login: 'used' })
    expect(stub.shown()).toEqual([undefined, 'Bearer old'])
  })
})

describe('whom the login is shown to', () => {
  test('the registry alone: an upload to another host goes without', async () => {
    const stub = tokenRegistry(account)
    await stub.send()
    for (const url of [
      'https://blobs.registry.test/upload',
      'https://registry.test:8443/upload',
      'https://registry.test.example/upload'
    ]) {
      await stub.send({ method: 'PUT', url: new URL(url), scopes: [push] })
      expect(headersOf(stub.requests.at(-1)).authorization).toBeUndefined()
    }
  })

  test('a challenge of another host is not answered', async () => {
    const stub = authStub(account, () => bearerChallenge())
    const answer = await stub.send({ url: new URL('https://blobs.test/x') })
    expect(answer.status).toBe(401)
    expect(stub.requests).toHaveLength(1)
  })

  test('a challenge of a host that a redirect led to is not answered', async () => {
    for (const challenge of [bearerChallenge(), challenged('Basic realm="x"')]) {
      const stub = stubTransport(({ url }): Reply => {
        if (url.host === 'auth.test') return { body: '{"token":"t"}' }
        return url.host === 'registry.test'
          ? { status: 307, headers: { location: 'https://cdn.test/x?sig=1' } }
          : challenge
      })
      const transport = withAuth({ credentials: () => Promise.resolve(account), log: recordingLog() })('registry.test')(
        withRedirects(stub.transport)
      )
      const answer = await transport(readRequest('https://registry.test/v2/org/app/blobs/x', { scopes: [pull] }))
      expect(answer.status).toBe(401)
      expect(stub.requests.map(({ url }) => url.host)).toEqual(['registry.test', 'cdn.test'])
      expect(stub.requests.map(request => headersOf(request).authorization)).toEqual([undefined, undefined])
    }
  })

  test('a blob store that a redirect leads to gets neither the login nor the token', async () => {
    const stub = stubTransport((request): Reply => {
      if (request.url.host === 'auth.test') return { body: '{"token":"t"}' }
      if (request.url.host === 'cdn.test') return { body: 'blob' }
      return headersOf(request).authorization === 'Bearer t'
        ? { status: 307, headers: { location: 'https://cdn.test/x?sig=1' } }
        : bearerChallenge()
    })
    const transport = withAuth({ credentials: () => Promise.resolve(account), log: recordingLog() })('registry.test')(
      withRedirects(stub.transport)
    )
    expect((await transport(readRequest('https://registry.test/v2/x', { scopes: [pull] }))).status).toBe(200)
    expect(stub.requests.map(request => [request.url.host, headersOf(request).authorization])).toEqual([
      ['registry.test', undefined],
      ['auth.test', accountHeader],
      ['registry.test', 'Bearer t'],
      ['cdn.test', undefined]
    ])
  })

  test('a token server that redirects elsewhere does not take the login there', async () => {
    const stub = stubTransport((request): Reply => {
      if (request.url.host === 'auth.test') return { status: 302, headers: { location: 'https://evil.test/token' } }
      if (request.url.host === 'evil.test') return { body: '{"token":"t"}' }
      return headersOf(request).authorization === 'Bearer t' ? {} : bearerChallenge()
    })
    const transport = withAuth({ credentials: () => Promise.resolve(account), log: recordingLog() })('registry.test')(
      withRedirects(stub.transport)
    )
    await transport(readRequest('https://registry.test/v2/x', { scopes: [pull] }))
    const shown = stub.requests.map(request => [request.url.host, headersOf(request).authorization])
    expect(shown).toContainEqual(['evil.test', undefined])
    expect(shown).toContainEqual(['auth.test', accountHeader])
  })

  test('Docker Hub is known by the host of its API', async () => {
    const stub = authStub(account, () => challenged('Basic realm="x"'), 'docker.io')
    await stub.send({ url: new URL('https://registry-1.docker.io/v2/library/app/manifests/v1') })
    expect(stub.requests.map(request => headersOf(request).authorization)).toEqual([undefined, accountHeader])
    await stub.send({ url: new URL('https://docker.io/v2/') })
    expect(headersOf(stub.requests.at(-1)).authorization).toBeUndefined()
  })

  // The address of a plain registry has no port 80 left in it once https was changed for http.
  test('a registry on port 80 that speaks http is still itself', async () => {
    const url = new URL('https://localhost:80/v2/org/app/manifests/v1')
    const stub = stubTransport(request =>
      headersOf(request).authorization === accountHeader ? {} : challenged('Basic realm="x"')
    )
    const asPlain: typeof stub.transport = async request => {
      const plain = new URL(request.url)
      plain.protocol = 'http:'
      return stub.transport({ ...request, url: plain })
    }
    const transport = withAuth({ credentials: () => Promise.resolve(account), log: recordingLog() })('localhost:80')(
      asPlain
    )
    expect((await transport(readRequest(url.href, { scopes: [pull] }))).status).toBe(200)
  })
})

describe('a refusal by a blob store that the registry led to', () => {
  const refusal = async (): Promise<Error> => {
    const stub = stubTransport((request): Reply => {
      if (request.url.host === 'auth.test') return { body: '{"token":"t"}' }
      if (request.url.host === 'cdn.test') return { status: 403, body: '<Error/>' }
      return headersOf(request).authorization === 'Bearer t'
        ? { status: 307, headers: { location: 'https://cdn.test/x?sig=1' } }
        : bearerChallenge()
    })
    const transport = withAuth({ credentials: () => Promise.resolve(account), log: recordingLog() })('registry.test')(
      withRedirects(stub.transport)
    )
    const request = readRequest('https://registry.test/v2/x', { scopes: [pull] })
    return responseError(request, await bufferResponse(await transport(request)))
  }

  test('names the blob store, without the signature of its address', async () => {
    const { message } = await refusal()
    expect(message).toContain('cdn.test answered 403')
    expect(message).not.toContain('sig=1')
  })

  // The registry took the login; what was refused carried none.
  test('does not blame the login', async () => {
    expect((await refusal()).message).not.toContain('The login that was used')
  })
})
