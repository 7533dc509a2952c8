import dns from 'node:dns'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { withAuth } from '../../src/registry/transport/auth.js'
import { responseError } from '../../src/registry/transport/response-error.js'
import { httpTransport, type HttpOptions, type Limits } from '../../src/registry/transport/http.js'
import { withRedirects } from '../../src/registry/transport/redirects.js'
import { bufferResponse, type Transport } from '../../src/registry/transport/transport.js'
import { account } from '../support/auth-stub.js'
import { describeWith } from '../support/services.js'
import { type ConnectProxy, type SocketServer, startHttp, startProxy, startTcp } from '../support/socket-server.js'
import { tls } from '../support/tls.js'
import { failureOf, readRequest, recordingLog, socketError } from '../support/transport-stub.js'

const limits: Limits = { connect: 2000, headers: 2000, commit: 2000, idle: 2000 }

const closing: { close: () => Promise<void> }[] = []
const variables = ['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy']

beforeEach(() => {
  for (const name of variables) {
    vi.stubEnv(name, undefined)
    vi.stubEnv(name.toUpperCase(), undefined)
  }
})

afterEach(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  for (const server of closing.splice(0)) await server.close()
})

const opened = async <T extends { close: () => Promise<void> }>(starting: Promise<T>): Promise<T> => {
  const server = await starting
  closing.push(server)
  return server
}

/** A registry behind a proxy that alone knows its name, `registry.test`. */
const behindProxy = async (
  secure = false
): Promise<{ server: SocketServer; proxy: ConnectProxy; transport: Transport }> => {
  const server = await opened(
    startHttp((incoming, outgoing) => outgoing.end(incoming.headers.host), secure ? tls() : undefined)
  )
  const proxy = await opened(startProxy(() => server.port))
  const options: HttpOptions = { limits, ...(secure ? { untrusted: new Set(['registry.test', 'other.test']) } : {}) }
  return { server, proxy, transport: httpTransport(options) }
}

const textOf = async (transport: Transport, url: string): Promise<string> =>
  Buffer.from((await bufferResponse(await transport(readRequest(url)))).bytes).toString()

describe('a proxy', () => {
  test.each([
    ['HTTP_PROXY', 'http://registry.test/'],
    ['http_proxy', 'http://registry.test/'],
    ['ALL_PROXY', 'http://registry.test/']
  ])('of %s is sent the request for %s itself', async (variable, url) => {
    const { proxy, transport } = await behindProxy()
    vi.stubEnv(variable, `http://${proxy.host}`)
    expect(await textOf(transport, url)).toBe('registry.test')
    expect(proxy).toMatchObject({ forwarded: [url], targets: [] })
  })

  test('is sent the whole address and the body', async () => {
    const server = await opened(
      startHttp((incoming, outgoing) => {
        outgoing.writeHead(200, { path: incoming.url })
        incoming.pipe(outgoing)
      })
    )
    const proxy = await opened(startProxy(() => server.port))
    vi.stubEnv('HTTP_PROXY', `http://${proxy.host}`)
    const request = { ...readRequest('http://registry.test:5000/v2/a?b=c'), method: 'PUT' as const }
    const response = await bufferResponse(await httpTransport({ limits })({ ...request, body: Buffer.from('body') }))
    expect(Buffer.from(response.bytes).toString()).toBe('body')
    expect(response.headers.path).toBe('/v2/a?b=c')
    expect(proxy.forwarded).toEqual(['http://registry.test:5000/v2/a?b=c'])
  })

  test('is given without its scheme, too', async () => {
    const { proxy, transport } = await behindProxy()
    vi.stubEnv('HTTP_PROXY', proxy.host)
    expect(await textOf(transport, 'http://registry.test/')).toBe('registry.test')
  })

  test('gets the login of its own address, and the registry does not', async () => {
    const server = await opened(startHttp((incoming, outgoing) => outgoing.end(JSON.stringify(incoming.headers))))
    const proxy = await opened(startProxy(() => server.port))
    vi.stubEnv('HTTP_PROXY', `http://ada:p%40ss@${proxy.host}`)
    const seen = await textOf(httpTransport({ limits }), 'http://registry.test/')
    expect(proxy.logins).toEqual([`Basic ${Buffer.from('ada:p@ss').toString('base64')}`])
    expect(seen.toLowerCase()).not.toContain('authorization')
  })

  test.each(['127.0.0.1', 'localhost'])('is never asked for loopback: %s', async host => {
    const { server, proxy, transport } = await behindProxy()
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) vi.stubEnv(name, `http://${proxy.host}`)
    await textOf(transport, `http://${host}:${server.port}/`)
    expect(proxy).toMatchObject({ forwarded: [], targets: [] })
    expect(server.connections).toHaveLength(1)
  })

  test('is passed by for what NO_PROXY names', async () => {
    const { proxy } = await behindProxy()
    vi.stubEnv('HTTP_PROXY', `http://${proxy.host}`)
    vi.stubEnv('NO_PROXY', 'other.test, .TEST')
    const lookup = vi.spyOn(dns, 'lookup').mockImplementation((...args: unknown[]) => {
      const done = args.at(-1) as (error: Error) => void
      done(socketError('ENOTFOUND'))
    })
    const error = await failureOf(httpTransport({ limits })(readRequest('http://registry.test/')))
    expect(error.message).toContain('the host name is unknown')
    expect(lookup).toHaveBeenCalled()
    expect(proxy).toMatchObject({ forwarded: [], targets: [] })
  })
})

describeWith(['openssl'], 'a proxy in front of TLS', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])(
    'of %s is asked for a tunnel, and sees no more than the host',
    async variable => {
      const { proxy, transport } = await behindProxy(true)
      vi.stubEnv(variable, `http://${proxy.host}`)
      for (const path of ['a', 'b'])
        expect(await textOf(transport, `https://registry.test/${path}`)).toBe('registry.test')
      expect(await textOf(transport, 'https://other.test/')).toBe('other.test')
      expect(proxy.targets).toEqual(['registry.test:443', 'other.test:443'])
    }
  )

  test('keeps one tunnel for requests one after the other', async () => {
    const { server, proxy, transport } = await behindProxy(true)
    vi.stubEnv('HTTPS_PROXY', `http://${proxy.host}`)
    for (let i = 0; i < 5; i++) await textOf(transport, 'https://registry.test/')
    expect(proxy.targets).toEqual(['registry.test:443'])
    expect(server.connections).toHaveLength(1)
  })

  test('is http where it is given without a scheme', async () => {
    const { proxy, transport } = await behindProxy(true)
    vi.stubEnv('HTTPS_PROXY', proxy.host)
    expect(await textOf(transport, 'https://registry.test/')).toBe('registry.test')
    expect(proxy.targets).toEqual(['registry.test:443'])
  })

  test('does not make certificates good', async () => {
    const { proxy } = await behindProxy(true)
    vi.stubEnv('HTTPS_PROXY', `http://${proxy.host}`)
    const error = await failureOf(httpTransport({ limits })(readRequest('https://registry.test/')))
    expect(error.message).toMatch(/certificate/)
    expect(error).toMatchObject({ temporary: false })
  })
})

describe('a proxy that does not help', () => {
  const through = async (
    answer: string | undefined,
    more: Partial<Limits> = {}
  ): Promise<{ proxy: ConnectProxy; transport: Transport }> => {
    const proxy = await opened(startProxy(() => answer))
    vi.stubEnv('HTTPS_PROXY', `http://ada:geheim@${proxy.host}`)
    return { proxy, transport: httpTransport({ limits: { ...limits, ...more } }) }
  }
  const url = 'https://registry.test/v2/?secret=1'

  test('since it asks for a login says so', async () => {
    const { transport } = await through(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n'
    )
    const request = readRequest(url)
    const error = await transport(request).then(
      async response => responseError(request, await bufferResponse(response)),
      (failure: unknown) => failure as Error
    )
    expect(error.message).toMatch(/407.*The proxy requires a login: put it into HTTPS_PROXY/)
    expect(error.message).not.toMatch(/geheim|secret=1/)
  })

  test('since it is not there says where to look', async () => {
    const gone = await startHttp(() => undefined)
    await gone.close()
    vi.stubEnv('HTTPS_PROXY', `http://ada:geheim@${gone.host}`)
    const error = await failureOf(httpTransport({ limits })(readRequest(url)))
    expect(error).toMatchObject({ temporary: true })
    expect(error.message).toContain('HTTPS_PROXY')
    expect(error.message).not.toMatch(/geheim|secret=1/)
  })

  describeWith(['openssl'], 'beside a server with a good certificate', () => {
    // The answer is the proxy's, unprotected by TLS: taken for the registry's, it could name any realm, and the login
    // would go there.
    test('is not taken for the registry when it asks for a login in its name', async () => {
      let stolen: string | undefined
      const thief = await opened(
        startHttp((incoming, outgoing) => {
          stolen = incoming.headers.authorization
          outgoing.end('{"token":"t"}')
        }, tls())
      )
      const challenge = `Www-Authenticate: Bearer realm="https://127.0.0.1:${thief.port}/token"`
      const { proxy } = await through(`HTTP/1.1 401 Unauthorized\r\n${challenge}\r\nContent-Length: 0\r\n\r\n`)
      const transport = withAuth({ credentials: () => Promise.resolve(account), log: recordingLog() })('registry.test')(
        // The thief's certificate is good: anybody can get one for a host of their own.
        withRedirects(httpTransport({ limits, untrusted: new Set([thief.host]) }))
      )
      await transport(readRequest(url)).catch(() => undefined)
      expect(proxy.targets).toContain('registry.test:443')
      expect(stolen).toBeUndefined()
    })
  })

  // 404 is "there is no such image" from a registry; from a proxy it says nothing of images.
  test.each([204, 307, 401, 403, 404, 502])(
    'is not taken for the registry when it answers %d instead of a tunnel',
    async status => {
      const { transport } = await through(
        `HTTP/1.1 ${status} Whatever\r\nLocation: https://evil.test/\r\nContent-Length: 0\r\n\r\n`
      )
      expect((await failureOf(transport(readRequest(url)))).message).toMatch(/proxy/i)
    }
  )

  // Node tells of a destroyed request only once it has a socket; this one never gets any.
  test('since it never answers is given up', async () => {
    const { transport } = await through(undefined, { connect: 300 })
    const ended = await Promise.race([
      failureOf(transport(readRequest(url))),
      new Promise(resolve => setTimeout(resolve, 1000, 'still waiting'))
    ])
    expect(ended).toMatchObject({ temporary: true })
  })

  test('is not waited for any longer where TLS behind it does not begin', async () => {
    const server = await opened(startTcp(() => undefined))
    const proxy = await opened(startProxy(() => server.port))
    vi.stubEnv('HTTPS_PROXY', `http://${proxy.host}`)
    const start = performance.now()
    const transport = httpTransport({ limits: { ...limits, connect: 300 } })
    expect(await failureOf(transport(readRequest(url)))).toMatchObject({ temporary: true })
    expect(performance.now() - start).toBeLessThan(1500)
    expect(proxy.targets).toEqual(['registry.test:443'])
  })

  test('since it asks for a login before it forwards anything says so', async () => {
    const proxy = await opened(startProxy(() => 'HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n'))
    vi.stubEnv('HTTP_PROXY', `http://${proxy.host}`)
    const error = await failureOf(httpTransport({ limits })(readRequest('http://registry.test/')))
    expect(error.message).toMatch(/the proxy answered 407.*requires a login/)
  })

  test.each(['socks5', 'socks5h', 'socks4', 'ftp'])('since it is %s says so', async scheme => {
    vi.stubEnv('ALL_PROXY', `${scheme}://ada:geheim@proxy.test:1080`)
    const error = await failureOf(httpTransport({ limits })(readRequest(url)))
    expect(error).toMatchObject({ temporary: false })
    expect(error.message).toContain(`the proxy ${scheme}://proxy.test:1080 is not an http proxy`)
    expect(error.message).not.toContain('geheim')
  })

  // The variable is what is wrong, and it stays wrong.
  test.each(['http://', 'http://a b', 'http://[::1'])('since its address is none says so: %s', async address => {
    vi.stubEnv('HTTPS_PROXY', address)
    const error = await failureOf(httpTransport({ limits })(readRequest(url)))
    expect(error).toMatchObject({ temporary: false })
    expect(error.message).toContain('HTTPS_PROXY')
  })
})
