import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { httpAgents } from '../../src/registry/transport/agents.js'
import { httpTransport } from '../../src/registry/transport/http.js'
import { secured, spareConnections } from '../../src/registry/transport/spare-connections.js'
import { startTcp } from '../support/socket-server.js'
import { failureOf, readRequest } from '../support/transport-stub.js'

const host = 'registry.test:443'
const none = (): never => {
  throw new Error('there is a spare one')
}

describe('spare connections', () => {
  test('are taken by the host that they lead to, the oldest first', async () => {
    const spares = spareConnections()
    const [first, second] = [new Socket(), new Socket()]
    spares.add(host, Promise.resolve(first))
    spares.add(host, Promise.resolve(second))
    const other = new Socket()
    expect(await spares.takeOr('other.test:443', () => other)).toBe(other)
    expect(spares.count(host)).toBe(2)
    expect([await spares.takeOr(host, none), await spares.takeOr(host, none)]).toEqual([first, second])
    expect(spares.count(host)).toBe(0)
    expect([first, second, other, null].map(spares.has)).toEqual([true, true, false, false])
  })

  test.each<[string, () => Promise<Socket>]>([
    ['failed', () => Promise.reject(new Error('ECONNREFUSED'))],
    ['were closed', () => Promise.resolve(new Socket().destroy())]
  ])('that %s are replaced by new ones', async (_, open) => {
    const spares = spareConnections()
    spares.add(host, open())
    const fresh = new Socket()
    expect(await spares.takeOr(host, () => fresh)).toBe(fresh)
  })

  test('are closed after ten seconds without a request, and not afterwards', async () => {
    const spares = spareConnections()
    const [idle, used] = [new Socket(), new Socket()]
    for (const socket of [used, idle]) spares.add(host, Promise.resolve(socket))
    await spares.takeOr(host, none)
    expect([idle.timeout, used.timeout ?? 0]).toEqual([10_000, 0])
    for (const socket of [idle, used]) socket.emit('timeout')
    expect([idle.destroyed, used.destroyed]).toEqual([true, false])
  })
})

describe('a TLS connection in the making', () => {
  test.each(['error', 'close'])('fails with the event %s', async event => {
    const socket = new TLSSocket(new Socket())
    const waiting = secured(socket, new AbortController().signal)
    socket.emit(event, new Error('the handshake failed'))
    await expect(waiting).rejects.toThrow(/handshake failed|was closed/)
  })

  test('is closed with all others, also when it is used', async () => {
    const closing = new AbortController()
    const sockets = [new TLSSocket(new Socket()), new TLSSocket(new Socket())]
    const waiting = sockets.map(socket => secured(socket, closing.signal))
    sockets[0]?.emit('secureConnect')
    expect(await waiting[0]).toBe(sockets[0])
    closing.abort()
    await expect(waiting[1]).rejects.toThrow('was closed')
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true])
  })
})

test('a prepared connection that breaks with its first request counts as stale, so that it is retried at once', async () => {
  const server = await startTcp(socket => socket.once('data', () => socket.resetAndDestroy()))
  const agents = { ...httpAgents(), wasPrepared: (socket: Socket | null) => socket !== null }
  try {
    const failure = await failureOf(httpTransport({ agents })(readRequest(`http://${server.host}/v2/`)))
    expect(failure).toMatchObject({ staleConnection: true, temporary: true })
  } finally {
    agents.close()
    await server.close()
  }
})
