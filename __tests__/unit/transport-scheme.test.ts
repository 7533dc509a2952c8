import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { isLoopback } from '../../src/oci/reference.js'
import { withScheme } from '../../src/registry/transport/scheme.js'
import type { Transport } from '../../src/registry/transport/transport.js'
import {
  headersOf,
  registryFailureOf,
  readRequest,
  type Reply,
  socketError,
  type Stub,
  stubTransport
} from '../support/transport-stub.js'

const noTls = socketError('EPROTO', 'wrong version number')

/** A server that speaks http only, or whatever `answer` says. */
const start = (
  insecure: readonly string[] = [],
  answer: (url: URL, before: number) => Reply | Error | Promise<Reply | Error> = url =>
    url.protocol === 'https:' ? noTls : { body: 'plain' }
): Stub & { send: Transport } => {
  const stub = stubTransport(({ url }, before) => answer(url, before))
  return { ...stub, send: withScheme(new Set(insecure))(stub.transport) }
}

const addresses = ({ requests }: Stub): string[] => requests.map(({ url }) => url.href)

describe('loopback', () => {
  test.each(['localhost', 'registry.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])('%s is', host => {
    expect(isLoopback(host)).toBe(true)
  })

  test.each([
    'localhost.example',
    'notlocalhost',
    '127.0.0.1.example',
    '128.0.0.1',
    '0.0.0.0',
    '[::2]',
    '10.0.0.1',
    ''
  ])('%s is not', host => {
    expect(isLoopback(host)).toBe(false)
  })
})

describe('https', () => {
  test('is all that is spoken to other hosts', async () => {
    const stub = start()
    const error = await registryFailureOf(stub.send(readRequest('https://registry.test/v2/')))
    expect(error.message).toContain('does not speak TLS')
    expect(addresses(stub)).toEqual(['https://registry.test/v2/'])
  })

  test('is tried first where http is allowed, and kept where it is spoken', async () => {
    const stub = start(['registry.test:5000'], () => ({}))
    for (const path of ['a', 'b']) await stub.send(readRequest(`https://registry.test:5000/${path}`))
    expect(addresses(stub)).toEqual(['https://registry.test:5000/a', 'https://registry.test:5000/b'])
  })

  test.each([
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID'
  ])('with a certificate that is not trusted is never changed for http: %s', async code => {
    const stub = start([], () => socketError(code))
    expect((await registryFailureOf(stub.send(readRequest('https://127.0.0.1:5000/a')))).message).toContain(
      'certificate'
    )
    expect(addresses(stub)).toEqual(['https://127.0.0.1:5000/a'])
  })
})

describe('http', () => {
  test.each([
    ['https://127.0.0.1:5000/v2/', []],
    ['https://localhost:5000/v2/', []],
    ['https://[::1]:5000/v2/', []],
    ['https://registry.test:5000/v2/', ['registry.test:5000']],
    ['https://registry.test/v2/', ['registry.test']]
  ])('is what %s falls back to (listed: %j), and it is remembered', async (url, insecure) => {
    const stub = start(insecure)
    const plain = url.replace('https:', 'http:')
    const answer = await stub.send(readRequest(url))
    expect([answer.status, answer.url.href]).toEqual([200, plain])
    await stub.send(readRequest(url))
    expect(addresses(stub)).toEqual([url, plain, plain])
  })

  test.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'HPE_INVALID_CONSTANT'])(
    'is tried after %s',
    async code => {
      const stub = start([], url => (url.protocol === 'https:' ? socketError(code) : {}))
      expect((await stub.send(readRequest('https://127.0.0.1:1/'))).status).toBe(200)
    }
  )

  test('is tried after a connection that was closed in the TLS greeting', async () => {
    const greeting = 'Client network socket disconnected before secure TLS connection was established'
    const stub = start([], url => (url.protocol === 'https:' ? socketError('ECONNRESET', greeting) : {}))
    expect((await stub.send(readRequest('https://127.0.0.1:1/'))).status).toBe(200)
  })

  test('is remembered for each host and port by itself', async () => {
    const stub = start()
    await stub.send(readRequest('https://127.0.0.1:1/'))
    await stub.send(readRequest('https://127.0.0.1:2/'))
    expect(addresses(stub)).toEqual([
      'https://127.0.0.1:1/',
      'http://127.0.0.1:1/',
      'https://127.0.0.1:2/',
      'http://127.0.0.1:2/'
    ])
  })

  test.each(['http://registry.test/x', 'http://registry.test:5000/x', 'http://localhost.example/x'])(
    'is refused elsewhere: %s',
    async url => {
      const stub = start(['registry.test:5001'])
      const error = await registryFailureOf(stub.send(readRequest(url)))
      expect(error.message).toContain('insecure-registries')
      expect(stub.requests).toHaveLength(0)
    }
  )

  test.each(['http://127.0.0.1:5000/x', 'http://registry.test:5001/x'])(
    'is spoken at once where an address says so and it is allowed: %s',
    async url => {
      const stub = start(['registry.test:5001'])
      await stub.send(readRequest(url))
      expect(addresses(stub)).toEqual([url])
    }
  )

  test('keeps method, headers, body and the query of the request', async () => {
    const stub = start()
    const request = readRequest('https://127.0.0.1:1/a?b=c', {
      method: 'POST',
      headers: { accept: 'x' },
      body: new Uint8Array([1])
    })
    await stub.send(request)
    expect(stub.requests[1]).toEqual({ ...request, url: new URL('http://127.0.0.1:1/a?b=c') })
  })
})

describe('what a host speaks', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'])(
    'is not learnt from %s',
    async code => {
      const stub = start([], (url, before) =>
        before === 0 ? socketError(code) : url.protocol === 'https:' ? noTls : {}
      )
      await registryFailureOf(stub.send(readRequest('https://127.0.0.1:1/')))
      expect((await stub.send(readRequest('https://127.0.0.1:1/'))).url.protocol).toBe('http:')
      expect(stub.requests).toHaveLength(3)
    }
  )

  test('is not learnt where http fails as well', async () => {
    const stub = start([], (_, before) => (before === 0 ? noTls : before === 1 ? socketError('ECONNRESET') : {}))
    await registryFailureOf(stub.send(readRequest('https://127.0.0.1:1/')))
    expect((await stub.send(readRequest('https://127.0.0.1:1/'))).url.protocol).toBe('https:')
  })

  // A reset after the greeting says nothing of TLS. Go's servers answer 400 to http on a TLS port: were http tried then,
  // the host would be taken for an http one until the end of the step.
  test('is not learnt from a connection that broke after the TLS greeting', async () => {
    const stub = start([], (url, before) => {
      if (before === 0) return socketError('ECONNRESET', 'socket hang up')
      return url.protocol === 'http:' ? { status: 400, body: 'Client sent an HTTP request to an HTTPS server.' } : {}
    })
    await registryFailureOf(stub.send(readRequest('https://127.0.0.1:1/')))
    expect((await stub.send(readRequest('https://127.0.0.1:1/'))).status).toBe(200)
  })

  describe('is found out by something short where a layer would be the first request,', () => {
    const layer = { size: 9, open: () => Readable.from(['the layer']) }
    const put = readRequest('https://127.0.0.1:1/up/1?a=b', {
      method: 'PUT',
      body: layer,
      headers: { authorization: 'x' }
    })
    const sent = ({ requests }: Stub): string[] => requests.map(({ method, url }) => `${method} ${url.href}`)

    test('so that a connection that breaks in the middle of it does not bring http', async () => {
      const stub = start([], (_, before) => (before === 1 ? socketError('ECONNRESET', 'read ECONNRESET') : {}))
      await registryFailureOf(stub.send(put))
      expect((await stub.send(put)).status).toBe(200)
      expect(sent(stub)).toEqual(['HEAD https://127.0.0.1:1/', `PUT ${put.url.href}`, `PUT ${put.url.href}`])
    })

    test('which carries no login', async () => {
      const stub = start()
      await stub.send(put)
      const plain = put.url.href.replace('https:', 'http:')
      expect(sent(stub)).toEqual(['HEAD https://127.0.0.1:1/', `PUT ${plain}`])
      expect(stub.requests.map(request => headersOf(request).authorization)).toEqual([undefined, 'x'])
      expect(stub.requests[1]?.body).toBe(layer)
    })
  })

  test('is found out once for many requests at a time', async () => {
    const stub = start()
    const paths = Array.from({ length: 20 }, (_, i) => `https://127.0.0.1:1/${i}`)
    const answers = await Promise.all(paths.map(path => stub.send(readRequest(path))))
    expect(answers.map(({ url }) => url.href)).toEqual(paths.map(path => path.replace('https:', 'http:')))
    expect(stub.requests.filter(({ url }) => url.protocol === 'https:')).toHaveLength(1)
  })

  test('is found out by the next request when the one that asked fails, and those that waited fail with it', async () => {
    const stub = start([], (url, before) =>
      before === 0 ? socketError('ECONNREFUSED') : url.protocol === 'https:' ? noTls : {}
    )
    const waiting = ['a', 'b', 'c'].map(path =>
      registryFailureOf(stub.send(readRequest(`https://127.0.0.1:1/${path}`)))
    )
    for (const error of await Promise.all(waiting)) expect(error.temporary).toBe(true)
    expect(stub.requests).toHaveLength(1)
    expect((await stub.send(readRequest('https://127.0.0.1:1/d'))).status).toBe(200)
  })

  // An error has to name its own reference, not that of the first one.
  test('fails for each that waited with the name of what it wanted', async () => {
    const stub = start([], () => socketError('ECONNREFUSED'))
    const actions = ['reading a', 'reading b', 'reading c']
    const errors = await Promise.all(
      actions.map(action => registryFailureOf(stub.send(readRequest('https://127.0.0.1:1/x', { action }))))
    )
    expect(errors.map(error => error.action)).toEqual(actions)
  })
})
