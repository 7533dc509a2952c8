import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { withRedirects } from '../../src/registry/transport/redirects.js'
import { bufferResponse, withOwnHeaders, type Request } from '../../src/registry/transport/transport.js'
import {
  registryFailureOf,
  headersOf,
  readRequest,
  type Reply,
  type Stub,
  stubTransport
} from '../support/transport-stub.js'

const start = 'https://registry.test/v2/org/app/blobs/sha256:1'
const login = { Authorization: 'Bearer secret-token', Cookie: 'session=1', accept: 'application/json' }

/** Answers by address; what is not named is the end of the way. */
const along = (
  way: Readonly<Record<string, string>>,
  status = 307
): Stub & { send: (more?: Partial<Request>) => Promise<{ status: number; url: URL }> } => {
  const stub = stubTransport(({ url }): Reply => {
    const location = way[url.href]
    return location === undefined ? { body: 'the end' } : { status, headers: { location } }
  })
  const transport = withRedirects(stub.transport)
  return { ...stub, send: more => transport(readRequest(start, { headers: login, ...more })) }
}

const addresses = ({ requests }: Stub): string[] => requests.map(({ url }) => url.href)

describe('the headers of our own', () => {
  test('are in every request, beside its other headers', async () => {
    const { transport, requests } = stubTransport(() => ({}))
    await withOwnHeaders('win-multiarch')(transport)(readRequest(start, { headers: { accept: 'a/b' } }))
    expect(requests[0]?.headers).toEqual({
      accept: 'a/b',
      'user-agent': 'win-multiarch',
      'accept-encoding': 'identity'
    })
  })

  test('are in what a redirect leads to, too', async () => {
    const { transport, requests } = stubTransport(({ url }) =>
      url.href === start ? { status: 307, headers: { location: 'https://cdn.test/x' } } : {}
    )
    await withRedirects(withOwnHeaders('win-multiarch')(transport))(readRequest(start))
    expect(requests.map(request => headersOf(request)['user-agent'])).toEqual(['win-multiarch', 'win-multiarch'])
  })
})

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%d is followed', async status => {
    const stub = along({ [start]: 'https://cdn.test/signed?X-Sig=1' }, status)
    const answer = await stub.send()
    expect([answer.status, answer.url.href]).toEqual([200, 'https://cdn.test/signed?X-Sig=1'])
    expect(addresses(stub)).toEqual([start, 'https://cdn.test/signed?X-Sig=1'])
  })

  test.each([300, 304, 305])('%d is an answer like any other', async status => {
    const stub = along({ [start]: 'https://cdn.test/x' }, status)
    expect((await stub.send()).status).toBe(status)
    expect(stub.requests).toHaveLength(1)
  })

  test('one without a Location is an answer like any other', async () => {
    const { transport, requests } = stubTransport(() => ({ status: 302 }))
    expect((await withRedirects(transport)(readRequest(start))).status).toBe(302)
    expect(requests).toHaveLength(1)
  })

  test('the body of the last answer is the one that is read', async () => {
    const { transport } = stubTransport(({ url }) =>
      url.href === start ? { status: 307, headers: { location: '/x' }, body: 'moved' } : { body: 'the end' }
    )
    const answer = await bufferResponse(await withRedirects(transport)(readRequest(start)))
    expect(Buffer.from(answer.bytes).toString()).toBe('the end')
  })

  test.each([
    ['/v2/elsewhere', 'https://registry.test/v2/elsewhere'],
    ['elsewhere?a=b', 'https://registry.test/v2/org/app/blobs/elsewhere?a=b'],
    ['../manifests/x', 'https://registry.test/v2/org/app/manifests/x'],
    ['//cdn.test/x', 'https://cdn.test/x'],
    ['?again', `${start}?again`]
  ])('a relative one starts from what was asked: %s', async (location, target) => {
    const stub = along({ [start]: location })
    await stub.send()
    expect(addresses(stub)).toEqual([start, target])
  })

  test('a relative one starts from where the last one led', async () => {
    const stub = along({ [start]: 'https://cdn.test/a/b', 'https://cdn.test/a/b': 'c' })
    await stub.send()
    expect(addresses(stub).at(-1)).toBe('https://cdn.test/a/c')
  })

  test('HEAD stays HEAD, also after 303', async () => {
    const stub = along({ [start]: '/x' }, 303)
    await stub.send({ method: 'HEAD' })
    expect(stub.requests.map(({ method }) => method)).toEqual(['HEAD', 'HEAD'])
  })

  test.each(['POST', 'PUT', 'PATCH'] as const)('%s stays a write, within the origin', async method => {
    const stub = along({ [start]: '/x' }, 308)
    expect((await stub.send({ method })).status).toBe(200)
    expect(stub.requests.map(request => request.method)).toEqual([method, method])
    expect(headersOf(stub.requests[1]).authorization).toBe('Bearer secret-token')
  })

  test.each(['https://cdn.test/x', 'https://registry.test:8443/x', 'http://registry.test/x', 'https://test/x'])(
    'a write is not redirected to %s',
    async location => {
      const stub = along({ [start]: location })
      const error = await registryFailureOf(stub.send({ method: 'PUT' }))
      expect(error).toMatchObject({ temporary: false })
      expect(error.message).toContain(`registry.test redirects a write to ${new URL(location).origin}`)
      expect(stub.requests).toHaveLength(1)
    }
  )

  test.each([301, 302, 303])('a write does not follow %d, which may turn it into a read', async status => {
    const stub = along({ [start]: '/x' }, status)
    expect((await stub.send({ method: 'PUT' })).status).toBe(status)
    expect(stub.requests).toHaveLength(1)
  })

  test('a body that is streamed is opened anew', async () => {
    const sent: string[] = []
    const transport = withRedirects(async request => {
      const { body } = request
      if (body === undefined || !('open' in body)) throw new Error('there is no stream')
      sent.push(Buffer.concat(await (await body.open()).toArray()).toString())
      const isMoved = request.url.href === start
      return {
        status: isMoved ? 307 : 201,
        headers: isMoved ? { location: '/x' } : {},
        url: request.url,
        body: Readable.from([])
      }
    })
    const open = (): Readable => Readable.from([Buffer.from('layer')])
    expect((await transport(readRequest(start, { method: 'PUT', body: { size: 5, open } }))).status).toBe(201)
    expect(sent).toEqual(['layer', 'layer'])
  })

  test('to another host are known by their status', async () => {
    const one = along({ [start]: 'https://cdn.test/x' }, 302)
    expect(await one.send()).toMatchObject({ redirectedBy: 302 })
    expect(await along({ [start]: '/x' }).send()).not.toHaveProperty('redirectedBy')
  })
})

describe('redirects without an end', () => {
  const chain = (length: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length }, (_, i) => [
        i === 0 ? start : `https://registry.test/${i}`,
        `https://registry.test/${i + 1}`
      ])
    )

  test('five are followed', async () => {
    const stub = along(chain(5))
    expect((await stub.send()).url.href).toBe('https://registry.test/5')
    expect(stub.requests).toHaveLength(6)
  })

  test.each([
    ['six', chain(6)],
    ['one that leads to itself', { [start]: start }],
    ['two that lead to each other', { [start]: 'https://cdn.test/x', 'https://cdn.test/x': start }]
  ])('%s are given up', async (_, way) => {
    const stub = along(way)
    const error = await registryFailureOf(stub.send())
    expect(error.message).toMatch(/^Reading registry\.test\/org\/app:v1 failed: .*more than 5 redirects/)
    expect(stub.requests).toHaveLength(6)
  })
})

describe('redirects that are not safe', () => {
  test.each([
    'http://registry.test/x',
    'http://cdn.test/x',
    'ftp://registry.test/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x'
  ])('from https to %s are refused', async location => {
    const stub = along({ [start]: location })
    const error = await registryFailureOf(stub.send())
    expect(error.temporary).toBe(false)
    expect(error.message).toContain('not safe')
    expect(stub.requests).toHaveLength(1)
  })

  test.each(['GET', 'PUT'] as const)(
    'from https to http of the same host name what the proxy has to pass: %s',
    async method => {
      const stub = along({ [start]: 'http://registry.test/x' })
      const { message } = await registryFailureOf(stub.send({ method }))
      expect(message).toMatch(/reports http:\/\/registry\.test as its own address.*X-Forwarded-Proto/)
      expect(message).not.toContain('Use the host that it leads to')
    }
  )

  test('from http to https and to http are followed; whether http may be spoken there is asked elsewhere', async () => {
    const url = new URL('http://127.0.0.1:5000/a')
    const stub = along({ [url.href]: 'http://127.0.0.1:5001/b', 'http://127.0.0.1:5001/b': 'https://cdn.test/c' })
    expect((await stub.send({ url })).url.href).toBe('https://cdn.test/c')
  })

  test.each(['http://', 'https://', 'https://[::1', 'https://a b/'])(
    'to no address at all are refused: %s',
    async location => {
      const stub = along({ [start]: location })
      expect((await registryFailureOf(stub.send())).message).toContain('redirects to an invalid address')
      expect(stub.requests).toHaveLength(1)
    }
  )

  test('the message shows no query, which may be a signature', async () => {
    const stub = along({
      [start]: 'https://cdn.test/a?sig=geheim',
      'https://cdn.test/a?sig=geheim': 'ftp://x/?sig=geheim'
    })
    const error = await registryFailureOf(stub.send())
    expect(error.message).not.toContain('geheim')
  })
})

describe('the login', () => {
  const sent = ({ requests }: Stub): (string | undefined)[] => requests.map(request => headersOf(request).authorization)

  test.each([
    ['another host', 'https://cdn.test/x'],
    ['a sub-domain', 'https://blobs.registry.test/x'],
    ['the domain above', 'https://test/x'],
    ['a host that only begins alike', 'https://registry.test.evil.example/x'],
    ['another port', 'https://registry.test:8443/x'],
    ['a host with a user in front', 'https://registry.test@evil.example/x']
  ])('stays behind on the way to %s', async (_, location) => {
    const stub = along({ [start]: location })
    await stub.send()
    expect(sent(stub)).toEqual(['Bearer secret-token', undefined])
    expect(headersOf(stub.requests[1])).toEqual({ accept: 'application/json' })
  })

  test('stays behind on the way to another scheme', async () => {
    const url = new URL('http://127.0.0.1:5000/a')
    const stub = along({ [url.href]: 'https://127.0.0.1:5000/a' })
    await stub.send({ url })
    expect(sent(stub)).toEqual(['Bearer secret-token', undefined])
  })

  test.each(['/x', 'https://registry.test/x', 'https://registry.test:443/x', 'https://REGISTRY.test/x'])(
    'goes along within the origin: %s',
    async location => {
      const stub = along({ [start]: location })
      await stub.send()
      expect(sent(stub)).toEqual(['Bearer secret-token', 'Bearer secret-token'])
      expect(headersOf(stub.requests[1]).cookie).toBe('session=1')
    }
  )

  test('is not taken up again when the way leads back', async () => {
    const back = 'https://registry.test/back'
    const stub = along({ [start]: 'https://cdn.test/x', 'https://cdn.test/x': back, [back]: '/further' })
    expect((await stub.send()).url.href).toBe('https://registry.test/further')
    expect(sent(stub)).toEqual(['Bearer secret-token', undefined, undefined, undefined])
  })

  test('of the next request is its own', async () => {
    const stub = along({ [start]: 'https://cdn.test/x' })
    await stub.send()
    await stub.send()
    expect(sent(stub)).toEqual(['Bearer secret-token', undefined, 'Bearer secret-token', undefined])
  })
})
