import { EventEmitter, setMaxListeners } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { isIP, type Socket } from 'node:net'
import { createSecureContext, TLSSocket, type ConnectionOptions } from 'node:tls'

import { memoize } from '../../common/memoize.js'
import { proxyFor } from './proxy.js'
import { secured, spareConnections, type SpareConnections } from './spare-connections.js'

/** How a request gets to its host. */
export type Route = {
  /** through a tunnel where there is a proxy */
  readonly agent: http.Agent
  /** the proxy that is sent the request itself, as plain http is */
  readonly forwarder?: URL
}

/** Where connections are kept for the next request. */
export type Agents = {
  /**
   * The route to an address.
   *
   * @throws UserError where the proxy cannot be used
   */
  readonly for: (url: URL) => Promise<Route>
  /** Opens connections over TLS for requests to come. A failure does not matter: the requests open their own. */
  readonly prepare: (url: URL, count: number) => void
  /** How many prepared connections there are for an address. */
  readonly prepared: (url: URL) => number
  /** Whether a socket was open before its first request, so that the other side may have closed it. */
  readonly wasPrepared: (socket: Socket | null) => boolean
  /** Closes all connections, also those with an unread response, which would keep the process alive. */
  readonly close: () => void
  /** Once this is aborted, no request may use an agent: a destroyed agent would open connections again. */
  readonly signal: AbortSignal
}

/** An agent, and how it opens a connection over TLS without a request. */
type Opener = { readonly agent: http.Agent; readonly open: (options: ConnectionOptions) => Promise<TLSSocket> }

/** Where a connection leads. Those without a verified certificate are never prepared. */
const keyOf = ({ host, port, rejectUnauthorized }: ConnectionOptions): string =>
  rejectUnauthorized === false ? '' : `${host ?? ''}:${port ?? ''}`

/** The same for an address, with what a connection to it needs. */
const optionsOf = ({ hostname, port }: URL): ConnectionOptions => {
  const host = hostname.replace(/^\[|\]$/g, '')
  return { host, port: port === '' ? 443 : Number(port), servername: isIP(host) === 0 ? host : '' }
}

const directOpener = (spares: SpareConnections, signal: AbortSignal): Opener => {
  // One context for all connections: making one takes milliseconds.
  const agent = new https.Agent({ keepAlive: true, secureContext: createSecureContext() })
  const create = agent.createConnection.bind(agent)
  const connect = (options: https.RequestOptions): TLSSocket => create(options) as TLSSocket
  agent.createConnection = (options, callback) => {
    const host = keyOf(options as ConnectionOptions)
    if (spares.count(host) === 0) return connect(options)
    void spares
      .takeOr(host, () => connect(options))
      .then(socket => {
        callback?.(null, socket)
      })
    return undefined
  }
  return { agent, open: options => secured(connect({ ...agent.options, ...options }), signal) }
}

const proxyOpener = async (proxy: string, spares: SpareConnections, signal: AbortSignal): Promise<Opener> => {
  const { HttpsProxyAgent } = await import('https-proxy-agent')
  // The agent does not track sockets that wait for the proxy.
  const agent = new HttpsProxyAgent(proxy, { keepAlive: true, signal })
  const connect = agent.connect.bind(agent)
  agent.connect = (request, options) => spares.takeOr(keyOf(options), () => connect(request, options))
  return {
    agent,
    open: async ({ port, ...options }) => {
      // The agent emits the response of the proxy on the request. Without one, the kind of the socket says enough.
      const request: unknown = new EventEmitter()
      const socket = await connect(request as http.ClientRequest, {
        ...options,
        port: port ?? 443,
        secureEndpoint: true
      })
      if (socket instanceof TLSSocket) return secured(socket, signal)
      throw new Error('the proxy does not connect')
    }
  }
}

/** Connections that are kept alive until they are closed. */
export const httpAgents = (): Agents => {
  const closing = new AbortController()
  const { signal } = closing
  // Each proxied connection and each pause listens.
  setMaxListeners(0, signal)
  const spares = spareConnections()
  const plain = new http.Agent({ keepAlive: true })
  const agents: http.Agent[] = [plain]
  const openerOf = memoize(
    (proxy = 'none') => proxy,
    async (proxy?: string): Promise<Opener> => {
      const opener = proxy === undefined ? directOpener(spares, signal) : await proxyOpener(proxy, spares, signal)
      agents.push(opener.agent)
      return opener
    }
  )
  return {
    for: async url => {
      const proxy = proxyFor(url)
      if (url.protocol !== 'http:') return { agent: (await openerOf(proxy?.href)).agent }
      if (proxy === undefined) return { agent: plain }
      return { agent: proxy.protocol === 'http:' ? plain : (await openerOf()).agent, forwarder: proxy }
    },
    prepare: (url, count) => {
      const options = optionsOf(url)
      const open = async (): Promise<TLSSocket> => (await openerOf(proxyFor(url)?.href)).open(options)
      for (let i = 0; i < count; i++) spares.add(keyOf(options), open())
    },
    prepared: url => spares.count(keyOf(optionsOf(url))),
    wasPrepared: spares.has,
    close: () => {
      closing.abort(new Error('the connections are closed'))
      for (const agent of agents) agent.destroy()
    },
    signal
  }
}
