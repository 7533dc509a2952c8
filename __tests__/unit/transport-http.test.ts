import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { RegistryError } from '../../src/registry/transport/errors.js'
import { httpTransport, type Limits } from '../../src/registry/transport/http.js'
import { sendOnce, withRetry } from '../../src/registry/transport/retry.js'
import { discard, bufferResponse, type Request, type Transport } from '../../src/registry/transport/transport.js'
import { describeWith } from '../support/services.js'
import { type SocketServer, startHttp, startTcp } from '../support/socket-server.js'
import { tls } from '../support/tls.js'
import { failureOf, readRequest, recordingLog, socketError } from '../support/transport-stub.js'

const limits: Limits = { connect: 2000, headers: 2000, commit: 2000, idle: 2000 }

const closing: SocketServer[] = []
afterEach(async () => {
  for (const server of closing.splice(0)) await server.close()
})

const opened = async (starting: Promise<SocketServer>): Promise<SocketServer> => {
  const server = await starting
  closing.push(server)
  return server
}

/** A server and a way to send requests to it. */
const start = async (
  listener: RequestListener
): Promise<{ server: SocketServer; transport: Transport; request: (more?: Partial<Request>) => Request }> => {
  const server = await opened(startHttp(listener))
  return {
    server,
    transport: httpTransport({ limits }),
    request: more => readRequest(`http://${server.host}/v2/`, more)
  }
}

const streamOf = (size: number): NonNullable<Request['body']> => ({
  size,
  open: () =>
    Readable.from(
      (function* () {
        for (let at = 0; at < size; at += 65_536) yield Buffer.alloc(Math.min(65_536, size - at), 'x')
      })(),
      { objectMode: false }
    )
})

describe('a request', () => {
  test('goes out as it is, and its answer comes back', async () => {
    const { server, transport, request } = await start((incoming, outgoing) => {
      outgoing.writeHead(404, { 'x-a': 'b' }).end(`${incoming.method} ${incoming.url} ${incoming.headers.accept}`)
    })
    const answer = await bufferResponse(
      await transport(request({ url: new URL(`http://${server.host}/a?b=c%2F`), headers: { accept: 'x/y' } }))
    )
    expect(answer).toMatchObject({ status: 404, headers: { 'x-a': 'b' } })
    expect(Buffer.from(answer.bytes).toString()).toBe('GET /a?b=c%2F x/y')
  })

  test.each([
    ['nothing', undefined, undefined, 0],
    ['no bytes', new Uint8Array(), '0', 0],
    ['bytes', new Uint8Array(300_000), '300000', 300_000],
    ['a stream', streamOf(1_000_000), '1000000', 1_000_000],
    ['an empty stream', streamOf(0), '0', 0]
  ])('with %s says how long its body is', async (_, body, length, size) => {
    const { transport, request } = await start((incoming, outgoing) => {
      let received = 0
      incoming.on('data', (chunk: Buffer) => (received += chunk.length))
      incoming.on('end', () => {
        outgoing.end(
          JSON.stringify([incoming.headers['content-length'], incoming.headers['transfer-encoding'], received])
        )
      })
    })
    const answer = await bufferResponse(
      await transport(request({ method: body === undefined ? 'GET' : 'PUT', ...(body === undefined ? {} : { body }) }))
    )
    expect(JSON.parse(Buffer.from(answer.bytes).toString())).toEqual([length ?? null, null, size])
  })

  test('to a port where nobody listens says so', async () => {
    const gone = await startHttp(() => undefined)
    await gone.close()
    const error = await failureOf(httpTransport({ limits })(readRequest(`http://${gone.host}/v2/?secret=1`)))
    expect(error).toMatchObject({ temporary: true, staleConnection: false })
    expect(error.message).toContain('connection refused')
    expect(error.message).not.toContain('secret')
  })

  test('whose body breaks off where it comes from fails with that reason', async () => {
    const { transport, request } = await start(incoming => incoming.resume())
    const open = (): Readable => {
      const stream = new Readable({ read: () => undefined })
      setTimeout(() => stream.destroy(socketError('EPIPE', 'the source broke')), 50)
      return stream
    }
    const error = await failureOf(transport(request({ method: 'PUT', body: { size: 100, open } })))
    expect(error.cause).toMatchObject({ message: 'the source broke' })
  })

  // What Node refuses to send throws before anything is sent; the user is to be told what it was for.
  test.each([
    ['a header with a line break', { headers: { authorization: 'Bearer a\nb' } }],
    ['a scheme that nobody speaks', { url: new URL('foo://registry.test/') }]
  ])('with %s fails as every other one does', async (_, more) => {
    const error = await failureOf(httpTransport({ limits })(readRequest('http://127.0.0.1:1/', more)))
    expect(error).toBeInstanceOf(RegistryError)
  })
})

describe('connections', () => {
  const hello: RequestListener = (_, outgoing) => outgoing.end('x'.repeat(100))

  test('are used again, one after the other', async () => {
    const { server, transport, request } = await start(hello)
    for (let i = 0; i < 10; i++) await bufferResponse(await transport(request()))
    expect(server.connections).toHaveLength(1)
  })

  test('are as many as there are requests at a time, and are used again', async () => {
    const { server, transport, request } = await start(hello)
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 5 }, async () => bufferResponse(await transport(request()))))
    }
    expect(server.connections).toHaveLength(5)
  })

  test('are used again after answers that nobody wants, after HEAD and after uploads', async () => {
    const { server, transport, request } = await start((incoming, outgoing) => {
      incoming.resume().on('end', () => outgoing.writeHead(401, { 'content-length': 10_000 }).end('x'.repeat(10_000)))
    })
    for (const more of [{}, { method: 'HEAD' }, { method: 'PUT', body: streamOf(100_000) }, {}] as Partial<Request>[]) {
      const response = await transport(request(more))
      discard(response)
      await once(response.body, 'close')
      await new Promise(resolve => setImmediate(resolve))
    }
    expect(server.connections).toHaveLength(1)
  })

  test('are not used again after an answer that was too long', async () => {
    let first = true
    const { server, transport, request } = await start((_, outgoing) => {
      if (!first) {
        outgoing.end('x')
        return
      }
      first = false
      const more = (): void => {
        while (!outgoing.destroyed && outgoing.write(Buffer.alloc(65_536)));
      }
      outgoing.on('drain', more)
      more()
    })
    expect((await failureOf(transport(request()).then(bufferResponse))).message).toContain('larger than')
    await expect.poll(() => server.connections[0]?.destroyed).toBe(true)
    await bufferResponse(await transport(request()))
    expect(server.connections).toHaveLength(2)
  })

  /** Answers once on each connection, and closes it at the next request. */
  const onceOnly = (): RequestListener => {
    const used = new WeakSet()
    return (incoming, outgoing) => {
      if (used.has(incoming.socket)) {
        incoming.socket.destroy()
        return
      }
      used.add(incoming.socket)
      outgoing.end('x')
    }
  }

  test('that had gone stale are told from others', async () => {
    const { transport, request } = await start(onceOnly())
    await bufferResponse(await transport(request()))
    expect(await failureOf(transport(request()))).toMatchObject({ staleConnection: true, temporary: true })
    const broken = await start(incoming => incoming.socket.destroy())
    expect(await failureOf(broken.transport(broken.request()))).toMatchObject({
      staleConnection: false,
      temporary: true
    })
  })

  test('that had gone stale cost no pause', async () => {
    const { server, transport, request } = await start(onceOnly())
    const pauses: number[] = []
    const sleep = (ms: number): Promise<number> => Promise.resolve(pauses.push(ms))
    const exchange = withRetry({ tries: 3, log: recordingLog(), sleep, random: () => 0 })(sendOnce(transport))
    for (let i = 0; i < 3; i++) expect((await exchange(request())).status).toBe(200)
    expect(pauses).toEqual([])
    expect(server.connections).toHaveLength(3)
  })

  // A server that takes its time has not closed the connection; asking again at once makes it worse.
  test('that were used before and are slow are not stale', async () => {
    let requests = 0
    const server = await opened(
      startHttp((_, outgoing) => {
        if (requests++ === 0) outgoing.end('x')
      })
    )
    const transport = httpTransport({ limits: { ...limits, headers: 100 } })
    const request = readRequest(`http://${server.host}/`)
    await bufferResponse(await transport(request))
    expect(await failureOf(transport(request))).toMatchObject({ staleConnection: false })
  })
})

describeWith(['openssl'], 'TLS', () => {
  const secure = async (): Promise<SocketServer> => opened(startHttp((_, outgoing) => outgoing.end('x'), tls()))

  test('with a certificate that nobody vouches for is refused, for good', async () => {
    const { host } = await secure()
    const error = await failureOf(httpTransport({ limits })(readRequest(`https://${host}/`)))
    expect(error).toMatchObject({ temporary: false })
    expect(error.message).toMatch(/certificate is not trusted.*NODE_EXTRA_CA_CERTS/)
  })

  test('with any certificate is taken from hosts that are listed, and from no others', async () => {
    const [listed, other] = [await secure(), await secure()]
    const transport = httpTransport({ limits, untrusted: new Set([listed.host]) })
    expect((await transport(readRequest(`https://${listed.host}/`))).status).toBe(200)
    expect((await failureOf(transport(readRequest(`https://${other.host}/`)))).message).toContain('not trusted')
  })

  test('to a server that does not speak it says so', async () => {
    const { host } = await opened(startHttp(() => undefined))
    const error = await failureOf(httpTransport({ limits })(readRequest(`https://${host}/`)))
    expect(error.message).toMatch(/does not speak TLS|the connection broke/)
  })

  test('is not begun where the other side closes at once', async () => {
    const { host } = await opened(startTcp(socket => socket.destroy()))
    const error = await failureOf(httpTransport({ limits })(readRequest(`https://${host}/`)))
    expect(error).toMatchObject({ temporary: true, cause: { code: 'ECONNRESET' } })
  })
})
