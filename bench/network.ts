import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** What passed the network since its counters were last started. */
export type Traffic = {
  connections: number
  /** Bytes on the wire in both directions, TLS included. */
  bytes: number
  /**
   * Round trips that had to follow one another: the length of the longest chain of "the client heard something, and
   * then spoke". It is a Lamport clock of the client as a whole. Whatever the client sends, opening a connection
   * included, is stamped with the count of that moment; when the answer to what has stamp `n` is handed to the client,
   * the count becomes `n + 1` unless it is that far already. A stamp comes back a full round trip later, so the count
   * is never above the elapsed time in round trips, and never below the longest chain of requests in which each needs
   * the answer before it. What goes on side by side counts once; time spent computing does not count.
   *
   * Where the client computes for longer than a round trip takes, what it sends side by side no longer overlaps, and
   * counts as one after the other: figures to compare need a round trip like the default's.
   */
  roundTrips: number
}

/** A connection through the network. */
export type Passage = {
  readonly traffic: Traffic
  /** The stamp of what last arrived at the server: how many round trips the client had behind it when it sent that. */
  reached: number
}

/** A network between a client and servers on this host; a round trip to one is a round trip to each. */
export type Network = {
  /**
   * Puts a server behind the network.
   *
   * @param target its port, on loopback
   * @returns the port that leads to it
   */
  readonly lead: (target: number) => Promise<number>
  /** Starts counting afresh; connections opened before count where they did. */
  readonly count: () => Traffic
  /** The connection that arrives at a server from this port. */
  readonly passageFrom: (port: number | undefined) => Passage | undefined
  readonly close: () => Promise<void>
}

type Hold = (task: () => void) => void

/**
 * Holds tasks for some milliseconds, in order, however many are under way: a delay that leaves throughput alone.
 * Timers of Node are off by a millisecond, many times over in a run, so that the last stretch is polled.
 */
const delayLine = (delay: number): Hold => {
  const waiting: { readonly due: number; readonly task: () => void }[] = []
  const poll = (): void => {
    while (waiting[0] !== undefined && waiting[0].due <= performance.now()) waiting.shift()?.task()
    if (waiting[0] === undefined) return
    const left = waiting[0].due - performance.now()
    if (left > 2) setTimeout(poll, Math.floor(left) - 1)
    else setImmediate(poll)
  }
  return task => {
    waiting.push({ due: performance.now() + delay, task })
    if (waiting.length === 1) setImmediate(poll)
  }
}

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** The delays of a network: half a round trip for what is sent, a whole one for connecting. */
type Delays = { readonly oneWay: Hold; readonly connecting: Hold }

/** Carries what a client and a server send each other, and counts it. */
const carry = ({ oneWay, connecting }: Delays, traffic: Traffic, client: Socket, server: Socket): Passage => {
  const passage: Passage = { traffic, reached: 0 }
  const heard = (stamp: number): void => {
    traffic.roundTrips = Math.max(traffic.roundTrips, stamp + 1)
  }
  const opened = traffic.roundTrips
  traffic.connections++
  connecting(() => {
    heard(opened)
    client.on('data', (bytes: Buffer) => {
      const stamp = traffic.roundTrips
      traffic.bytes += bytes.length
      oneWay(() => {
        passage.reached = stamp
        server.write(bytes)
      })
    })
    client.on('end', () => {
      oneWay(() => server.end())
    })
    client.resume()
  })
  server.on('data', (bytes: Buffer) => {
    const stamp = passage.reached
    traffic.bytes += bytes.length
    oneWay(() => {
      heard(stamp)
      client.write(bytes)
    })
  })
  server.on('end', () => {
    oneWay(() => client.end())
  })
  return passage
}

/**
 * Starts a network that charges half a round trip for each direction and a whole one for connecting.
 *
 * A connection is accepted at once, since nothing else can be done on loopback, but its first byte is read only a
 * round trip later: when it would have left a client that had to wait for the connection.
 *
 * @param rtt milliseconds that a round trip takes
 */
export const startNetwork = (rtt: number): Network => {
  const delays = { oneWay: delayLine(rtt / 2), connecting: delayLine(rtt) }
  const sockets = new Set<Socket>()
  const proxies = new Set<Server>()
  const passages = new Map<number, Passage>()
  let current: Traffic = { connections: 0, bytes: 0, roundTrips: 0 }

  const hold = (socket: Socket, other: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => other.destroy())
    socket.on('close', () => sockets.delete(socket))
  }

  return {
    lead: async target => {
      const proxy = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, client => {
        const server = connect({ host: '127.0.0.1', port: target, allowHalfOpen: true, noDelay: true })
        hold(client, server)
        hold(server, client)
        const passage = carry(delays, current, client, server)
        server.once('connect', () => {
          if (server.localPort !== undefined) passages.set(server.localPort, passage)
        })
      })
      proxies.add(proxy)
      return listen(proxy)
    },
    count: () => {
      passages.clear()
      current = { connections: 0, bytes: 0, roundTrips: 0 }
      return current
    },
    passageFrom: port => (port === undefined ? undefined : passages.get(port)),
    close: async () => {
      const closed = Promise.all([...proxies].map(proxy => new Promise(resolve => proxy.close(resolve))))
      for (const socket of sockets) socket.destroy()
      await closed
    }
  }
}
