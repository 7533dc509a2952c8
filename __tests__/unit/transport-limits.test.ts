import type { RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { responseError } from '../../src/registry/transport/response-error.js'
import { defaultLimits, httpTransport, type Limits } from '../../src/registry/transport/http.js'
import { bufferResponse, type Request, type Response, type StreamBody } from '../../src/registry/transport/transport.js'
import { type SocketServer, startHttp, startTcp } from '../support/socket-server.js'
import { failureOf, readRequest } from '../support/transport-stub.js'

const short: Limits = { connect: 5000, headers: 1000, commit: 1000, idle: 600 }
const long: Limits = { connect: 5000, headers: 5000, commit: 5000, idle: 5000 }

const closing: SocketServer[] = []
// Once for all: the tests run at the same time, since most of what they do is waiting.
afterAll(async () => {
  for (const server of closing.splice(0)) await server.close()
})

const opened = async (starting: Promise<SocketServer>): Promise<SocketServer> => {
  const server = await starting
  closing.push(server)
  return server
}

type Sent = { readonly server: SocketServer; readonly send: (more?: Partial<Request>) => Promise<Response> }

const start = async (listener: RequestListener, limits: Partial<Limits> = {}, base = long): Promise<Sent> => {
  const server = await opened(startHttp(listener))
  const transport = httpTransport({ limits: { ...base, ...limits } })
  return { server, send: more => transport(readRequest(`http://${server.host}/`, more)) }
}

/** The error that work ends in, and after how many milliseconds. */
const timedFailure = async (work: Promise<unknown>): Promise<{ error: Error; ms: number }> => {
  const started = performance.now()
  return { error: await failureOf(work), ms: performance.now() - started }
}

const expectTimeout = ({ error, ms }: { error: Error; ms: number }, limit = 300): void => {
  expect(error).toMatchObject({ name: 'RegistryError', temporary: true })
  expect(error.message).toContain('timed out (no ')
  expect(ms).toBeGreaterThan(limit - 20)
  expect(ms).toBeLessThan(limit + 2500)
}

// Not `expect.poll`, which does not know its test where several run at a time.
const expectHungUp = ({ connections }: SocketServer): Promise<void> =>
  vi.waitFor(() => {
    expect(connections[0]?.destroyed).toBe(true)
  })

/** A body of a known size that comes when it is pushed. */
const pushed = (size: number, pieces: number, every: number): StreamBody => ({
  size,
  open: () =>
    Readable.from(
      (async function* () {
        for (let i = 0; i < pieces; i++) {
          yield Buffer.alloc(size / pieces, 'x')
          await delay(every)
        }
      })(),
      { objectMode: false }
    )
})

const drip = async (outgoing: ServerResponse, pieces: number, every: number): Promise<void> => {
  for (let i = 0; i < pieces; i++) {
    outgoing.write('x')
    await delay(every)
  }
  outgoing.end()
}

describe.concurrent('a request is given up', () => {
  test('where no connection comes about, TLS included', async () => {
    const server = await opened(startTcp(socket => socket.resume()))
    const transport = httpTransport({ limits: { ...long, connect: 300 } })
    expectTimeout(await timedFailure(transport(readRequest(`https://${server.host}/`))))
    await expectHungUp(server)
  })

  test('where no answer begins', async () => {
    const { server, send } = await start(() => undefined, { headers: 300 })
    expectTimeout(await timedFailure(send()))
    await expectHungUp(server)
  })

  test('where no answer begins after bytes that were sent', async () => {
    const { send } = await start(incoming => incoming.resume(), { headers: 300 })
    expectTimeout(await timedFailure(send({ method: 'PUT', body: new Uint8Array(100_000) })))
  })

  test('where no answer begins after a stream, later: registries check and store it first', async () => {
    const { send } = await start(incoming => incoming.resume(), { headers: 100, commit: 500 })
    expectTimeout(await timedFailure(send({ method: 'PUT', body: pushed(1000, 1, 0) })), 500)
  })

  test('where the headers of the answer do not end', async () => {
    const server = await opened(
      startTcp(socket => {
        const timer = setInterval(() => socket.write('x-a: b\r\n'), 50)
        socket.on('close', () => {
          clearInterval(timer)
        })
        socket.write('HTTP/1.1 200 OK\r\n')
      })
    )
    const transport = httpTransport({ limits: { ...long, headers: 300 } })
    expectTimeout(await timedFailure(transport(readRequest(`http://${server.host}/`))))
  })

  test('where answers come before the answer, and no end of them', async () => {
    const server = await opened(
      startTcp(socket => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n'), 20)
        socket.on('close', () => {
          clearInterval(timer)
        })
      })
    )
    const transport = httpTransport({ limits: { ...long, headers: 300 } })
    expectTimeout(await timedFailure(transport(readRequest(`http://${server.host}/`))))
    await expectHungUp(server)
  })

  test('where the body of the answer stalls', async () => {
    const { server, send } = await start(
      (_, outgoing) => outgoing.writeHead(200, { 'content-length': 10 }).write('half'),
      { idle: 300 }
    )
    const response = await send()
    const { error, ms } = await timedFailure(bufferResponse(response))
    expect(error.message).toBe('Timed out (no data for 0.3 s).')
    expect(ms).toBeLessThan(1500)
    await expectHungUp(server)
  })

  test('where nobody reads the body of the request', async () => {
    const server = await opened(startTcp(socket => socket.pause()))
    const transport = httpTransport({ limits: { ...long, idle: 300 } })
    const body = pushed(64 * 1024 * 1024, 64, 0)
    const sent = transport(readRequest(`http://${server.host}/`, { method: 'PUT', body }))
    const { error, ms } = await timedFailure(sent)
    expect(error).toMatchObject({ name: 'RegistryError', temporary: true })
    expect(ms).toBeLessThan(3000)
  })

  test('where the body of the request does not come', async () => {
    const { send } = await start(incoming => incoming.resume(), { idle: 300 })
    const body = { size: 10, open: () => new Readable({ read: () => undefined }) }
    expectTimeout(await timedFailure(send({ method: 'PUT', body })))
    expect(body.size).toBe(10)
  })
})

describe.concurrent('a copy', () => {
  /** Sends what a source serves to a target that reads nothing, as a copy between registries does. */
  const copyToStalled = async (idle: number): Promise<{ source: string; target: string; error: Error }> => {
    const source = await opened(
      startHttp((_, outgoing) => {
        outgoing.writeHead(200, { 'content-length': 64 * 1024 * 1024 })
        outgoing.end(Buffer.alloc(64 * 1024 * 1024))
      })
    )
    const target = await opened(startTcp(socket => socket.pause()))
    const transport = httpTransport({ limits: { ...long, idle } })
    const { body } = await transport(readRequest(`http://${source.host}/`))
    const sent = transport(
      readRequest(`http://${target.host}/`, { method: 'PUT', body: { size: 64 * 1024 * 1024, open: () => body } })
    )
    return { source: source.host, target: target.host, error: (await timedFailure(sent)).error }
  }

  test('whose target stalls fails by the target, not by the source that nobody reads', async () => {
    for (let i = 0; i < 5; i++) {
      const { source, target, error } = await copyToStalled(300)
      expect(error.message).toContain(target)
      expect(error.message).not.toContain(source)
    }
  })

  test('is not done where the target says so before it has read all of it', async () => {
    const server = await opened(startHttp((_, outgoing) => outgoing.writeHead(201).end()))
    const transport = httpTransport({ limits: long })
    const body = pushed(64 * 1024 * 1024, 64, 0)
    const sent = transport(readRequest(`http://${server.host}/`, { method: 'PUT', body }))
    const { error } = await timedFailure(sent)
    expect(error).toMatchObject({ name: 'RegistryError', temporary: true })
    expect(error.message).toContain('answered 201 before it had all of the content')
  })
})

describe.concurrent('a request is not given up', () => {
  test('while a long answer moves', async () => {
    const { send } = await start((_, outgoing) => void drip(outgoing, 15, 100), {}, short)
    expect((await bufferResponse(await send())).bytes).toHaveLength(15)
  })

  test('while a long body is on its way', async () => {
    const { send } = await start(
      (incoming, outgoing) => {
        incoming.resume().on('end', () => outgoing.end('done'))
      },
      {},
      short
    )
    expect((await send({ method: 'PUT', body: pushed(1500, 15, 100) })).status).toBe(200)
  })

  test('by the limits that hold by default, for a body that moves', () => {
    expect(defaultLimits.idle).toBeGreaterThanOrEqual(30_000)
    expect(defaultLimits.commit).toBeGreaterThanOrEqual(300_000)
  })
})

describe.concurrent('an answer that comes before the whole body was sent', () => {
  const refusal = JSON.stringify({ errors: [{ code: 'DENIED', message: 'y'.repeat(400) }] })
  const size = 256 * 1024 * 1024

  const large = (): { body: StreamBody; sent: () => number } => {
    let sent = 0
    const open = (): Readable =>
      new Readable({
        read() {
          sent += 65_536
          this.push(sent > size ? null : Buffer.alloc(65_536))
        }
      })
    return { body: { size, open }, sent: () => sent }
  }

  /** Refuses an upload at its first bytes, the answer's body after so many milliseconds, and reads on after that. */
  const refuse = (ms = 0): Promise<Sent> =>
    start((incoming, outgoing) => {
      if (incoming.method === 'GET') {
        outgoing.end('x')
        return
      }
      incoming.once('data', () => {
        incoming.pause()
        outgoing.writeHead(403, { 'content-length': Buffer.byteLength(refusal) }).flushHeaders()
        setTimeout(() => {
          outgoing.end(refusal)
          incoming.resume()
        }, ms)
      })
    })

  test('ends the sending', async () => {
    const { send } = await refuse()
    const { body, sent } = large()
    expect((await send({ method: 'PUT', body })).status).toBe(403)
    await delay(100)
    const before = sent()
    await delay(100)
    expect([sent(), sent() < size]).toEqual([before, true])
  })

  // What the registry says is why the upload failed; without it the user reads that the connection broke, and an upload
  // that can never succeed is tried again and again.
  test.each([
    ['at once', 0],
    ['a little after its headers', 150]
  ])('is read to its end, with its body %s', async (_, ms) => {
    const { send } = await refuse(ms)
    const request = readRequest('http://registry.test/', { method: 'PUT' })
    const answer = await bufferResponse(await send({ method: 'PUT', body: large().body }))
    expect(responseError(request, answer).reason).toContain('(DENIED')
  })

  test('does not leave its connection to the next request', async () => {
    const { server, send } = await refuse()
    await bufferResponse(await send({ method: 'PUT', body: large().body })).catch(() => undefined)
    expect((await bufferResponse(await send())).bytes).toHaveLength(1)
    expect(server.connections).toHaveLength(2)
    await expectHungUp(server)
  })
})

describe('a stream that was sent before', () => {
  const again = async (how: 'destroyed' | 'ended'): Promise<number> => {
    const { send } = await start(incoming => incoming.resume(), { commit: 1200 })
    const stream = Readable.from([Buffer.alloc(10)], { objectMode: false })
    if (how === 'destroyed') stream.destroy()
    else await stream.toArray()
    return (await timedFailure(send({ method: 'PUT', body: { size: 10, open: () => stream } }))).ms
  }

  test('and was destroyed fails at once', async () => {
    expect(await again('destroyed')).toBeLessThan(1000)
  })

  // Otherwise the server would wait for what was promised: ten minutes, by the limits that hold by default.
  test('and has ended fails at once', async () => {
    expect(await again('ended')).toBeLessThan(1000)
  })
})
