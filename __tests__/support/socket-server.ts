import { createServer as createHttpServer, request as httpRequest, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'

/** A server on a free loopback port. */
export type SocketServer = {
  readonly port: number
  /** `127.0.0.1` with the port */
  readonly host: string
  /** every connection that came, the closed ones too */
  readonly connections: readonly Socket[]
  readonly close: () => Promise<void>
}

const listen = async (server: Server): Promise<SocketServer> => {
  const connections: Socket[] = []
  server.on('connection', (socket: Socket) => {
    connections.push(socket)
    // Clients that hang up are what these servers are for.
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    host: `127.0.0.1:${port}`,
    connections,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve()
        })
        for (const socket of connections) socket.destroy()
      })
  }
}

/** A server that speaks http, or https with a key and a certificate. */
export const startHttp = (listener: RequestListener, tls?: { key: string; cert: string }): Promise<SocketServer> => {
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener)
  server.keepAliveTimeout = 0
  return listen(server)
}

/** A server that does what it is told to each connection. */
export const startTcp = (handle: (socket: Socket) => void): Promise<SocketServer> => listen(createTcpServer(handle))

/** A proxy: names that only it knows lead to loopback ports. */
export type ConnectProxy = SocketServer & {
  /** the targets that tunnels were asked for: `registry.test:443` */
  readonly targets: readonly string[]
  /** the addresses of the requests that were to be forwarded: `http://registry.test/v2/` */
  readonly forwarded: readonly string[]
  /** the Proxy-Authorization of each */
  readonly logins: readonly (string | undefined)[]
}

/**
 * @param portOf the loopback port behind a target; a text is what the proxy answers instead of it, undefined keeps the
 *   client waiting
 */
export const startProxy = async (portOf: (target: string) => number | string | undefined): Promise<ConnectProxy> => {
  const targets: string[] = []
  const forwarded: string[] = []
  const logins: (string | undefined)[] = []
  const upstream: Socket[] = []
  const server = createHttpServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '')
    forwarded.push(url.href)
    logins.push(incoming.headers['proxy-authorization'])
    const { 'proxy-authorization': _login, ...headers } = incoming.headers
    const answer = portOf(`${url.hostname}:${url.port === '' ? '80' : url.port}`)
    if (typeof answer === 'string') incoming.socket.end(answer)
    if (typeof answer !== 'number') return
    const path = `${url.pathname}${url.search}`
    const onward = httpRequest(
      { host: '127.0.0.1', port: answer, method: incoming.method, path, headers },
      response => {
        outgoing.writeHead(response.statusCode ?? 0, response.headers)
        response.pipe(outgoing)
      }
    )
    onward.on('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  })
  server.on('connect', (request, client: Socket, head: Buffer) => {
    targets.push(request.url ?? '')
    logins.push(request.headers['proxy-authorization'])
    const answer = portOf(request.url ?? '')
    if (typeof answer === 'string') client.end(answer)
    if (typeof answer !== 'number') return
    const target = connect(answer, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.write(head)
      target.pipe(client).pipe(target)
    })
    upstream.push(target)
    target.on('error', () => client.destroy()).on('close', () => client.destroy())
    client.on('close', () => target.destroy())
  })
  const started = await listen(server)
  return {
    ...started,
    targets,
    forwarded,
    logins,
    close: async () => {
      for (const socket of upstream) socket.destroy()
      await started.close()
    }
  }
}
