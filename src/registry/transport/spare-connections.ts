import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'

/** Connections that were opened before a request needs them, by the host and port that they lead to. */
export type SpareConnections = {
  readonly add: (host: string, opening: Promise<Socket>) => void
  /** The oldest one as soon as it is ready, else a new one. */
  readonly takeOr: (host: string, open: () => Socket | Promise<Socket>) => Promise<Socket>
  /** How many there are, or were before they broke. */
  readonly count: (host: string) => number
  /** Whether a socket was one of these: by its first request the other side may have closed it. */
  readonly has: (socket: Socket | null) => boolean
}

/** Servers close connections without a request, too, and theirs could cross with the first request. */
const maxIdleMs = 10_000

/**
 * Waits for the TLS handshake.
 *
 * @param signal closes the connection, at any time
 */
export const secured = (socket: TLSSocket, signal: AbortSignal): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const closed = new Error('the connection was closed')
    signal.addEventListener('abort', () => socket.destroy(closed))
    socket.once('secureConnect', () => {
      resolve(socket)
    })
    // It stays: an idle connection may break.
    socket.on('error', reject)
    socket.once('close', () => {
      reject(closed)
    })
  })

const close = function (this: Socket): void {
  this.destroy()
}

/** Keeps connections until a request takes them, for ten seconds at most. */
export const spareConnections = (): SpareConnections => {
  const waiting = new Map<string, Promise<Socket>[]>()
  const all = new WeakSet<Socket>()
  const of = (host: string): Promise<Socket>[] => waiting.get(host) ?? []

  return {
    add: (host, opening) => {
      const held = opening.then(socket => {
        all.add(socket)
        return socket.setTimeout(maxIdleMs, close)
      })
      // Avoid an unhandled rejection: who takes it opens another one.
      held.catch(() => undefined)
      waiting.set(host, [...of(host), held])
    },
    takeOr: async (host, open) => {
      const spare = await of(host)
        .shift()
        ?.catch(() => undefined)
      return spare === undefined || spare.destroyed ? open() : spare.setTimeout(0).off('timeout', close)
    },
    count: host => of(host).length,
    has: socket => socket !== null && all.has(socket)
  }
}
