import http from 'node:http'
import https from 'node:https'
import { setMaxListeners } from 'node:events'
import type { Readable } from 'node:stream'
import { createSecureContext } from 'node:tls'

import { getProxyForUrl } from 'proxy-from-env'

import { isLoopback } from '../../oci/reference.js'
import { connectionError, protocolError, proxyError } from './errors.js'
import { isStream, type Request, type Response, type Transport } from './transport.js'

/** Time limits in milliseconds. A long body that moves has none. */
export type Limits = {
  /** for the connection, proxy and TLS included */
  readonly connect: number
  /** from the end of the request to the end of the answer's headers */
  readonly headers: number
  /** the same after a body that was streamed: registries check and store it before they answer */
  readonly commit: number
  /** without a byte in either direction */
  readonly idle: number
}

export const defaultLimits: Limits = { connect: 20_000, headers: 60_000, commit: 600_000, idle: 60_000 }

export type HttpOptions = {
  readonly agents?: Agents
  readonly limits?: Limits
  /** accept every TLS certificate of these hosts (with port, where it is not 443) */
  readonly untrusted?: ReadonlySet<string>
}

class TimeoutError extends Error {
  readonly code = 'ETIMEDOUT'

  constructor(what: string, ms: number) {
    super(`${what} for ${ms / 1000} s`)
  }
}

/** The proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY in either case; loopback is never reached by one. */
const proxyFor = (url: URL): string | undefined => {
  const proxy = isLoopback(url.hostname) ? '' : getProxyForUrl(url.href)
  return proxy === '' ? undefined : proxy
}

/** Where connections are kept for the next request. */
type Agents = {
  readonly for: (url: URL) => Promise<http.Agent>
  /** Ends all connections, also those on which an answer is still to be read: they would hold the process. */
  readonly close: () => void
  /** An agent that was destroyed opens connections again for whoever asks: nobody may after the end. */
  readonly closed: () => boolean
}

export const httpAgents = (): Agents => {
  const plain = new http.Agent({ keepAlive: true })
  // One context for all connections: each would spend milliseconds on making its own.
  const secure = new https.Agent({ keepAlive: true, secureContext: createSecureContext() })
  const proxied = new Map<string, Promise<http.Agent>>()
  const made: http.Agent[] = [plain, secure]
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)

  const through = async (proxy: string): Promise<http.Agent> => {
    const { HttpsProxyAgent } = await import('https-proxy-agent')
    // Sockets that wait for the proxy are in no list of the agent.
    const agent = new HttpsProxyAgent(proxy, { keepAlive: true, signal: closing.signal })
    made.push(agent)
    return agent
  }
  return {
    for: url => {
      const proxy = proxyFor(url)
      if (proxy === undefined) return Promise.resolve(url.protocol === 'http:' ? plain : secure)
      const agent = proxied.get(proxy) ?? through(proxy)
      proxied.set(proxy, agent)
      return agent
    },
    close: () => {
      closing.abort()
      for (const agent of made) agent.destroy()
    },
    closed: () => closing.signal.aborted
  }
}

/** Calls `expire` when a phase outlasts its limit. */
const watch = (
  outgoing: http.ClientRequest,
  limits: Limits,
  streamed: boolean,
  expire: (error: Error) => void
): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  let answered = false
  const within = (ms: number, what: string): void => {
    clearTimeout(timer)
    // An answer can overtake the end of the request; nothing is waited for then.
    if (answered) return
    timer = setTimeout(() => {
      expire(new TimeoutError(what, ms))
    }, ms)
  }
  const stop = (): void => {
    clearTimeout(timer)
  }
  within(limits.connect, 'no connection')
  outgoing.once('socket', socket => {
    if (!socket.connecting) stop()
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop)
  })
  outgoing.once('finish', () => {
    const limit = streamed ? limits.commit : limits.headers
    within(limit, 'no answer')
    if (!answered) outgoing.setTimeout(limit)
  })
  outgoing.once('timeout', () => {
    if (!answered) expire(new TimeoutError('no data', limits.idle))
  })
  return () => {
    answered = true
    stop()
  }
}

/** Sends a stream; what breaks it, or its end before its time, breaks the request. */
const feed = (outgoing: http.ClientRequest, stream: Readable, fail: (error: Error) => void): void => {
  if (stream.destroyed || stream.readableEnded) {
    fail(stream.errored ?? new Error('the content was sent already'))
    return
  }
  stream.once('error', fail)
  stream.once('close', () => {
    if (!stream.readableEnded) fail(stream.errored ?? new Error('the content ended before its time'))
  })
  stream.pipe(outgoing)
}

const exchange = (
  request: Request,
  stream: Readable | undefined,
  agent: http.Agent,
  limits: Limits,
  trusted: boolean
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const { url, body } = request
    const size = isStream(body) ? body.size : body?.length
    const outgoing = (url.protocol === 'http:' ? http : https).request(url, {
      method: request.method,
      agent,
      timeout: limits.idle,
      headers: { ...request.headers, ...(size === undefined ? {} : { 'content-length': size }) },
      ...(trusted ? {} : { rejectUnauthorized: false })
    })
    let answered = false
    // A request that has no socket yet (its proxy does not answer) does not tell that it was destroyed.
    const fail = (error: Error): void => {
      stop()
      if (answered) return
      outgoing.destroy(error)
      stream?.destroy()
      reject(connectionError(request, error, outgoing.reusedSocket))
    }
    const stop = watch(outgoing, limits, stream !== undefined, fail)
    outgoing.on('error', fail)
    outgoing.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) fail(proxyError(request, statusCode))
    })
    outgoing.once('response', incoming => {
      answered = true
      stop()
      outgoing.setTimeout(limits.idle)
      outgoing.once('timeout', () => incoming.destroy(new TimeoutError('no data', limits.idle)))
      if (!outgoing.writableFinished) {
        // An answer that comes before the whole body was sent is a refusal: the rest is not wanted, and what stays
        // half sent cannot carry another request.
        stream?.unpipe(outgoing).destroy()
        incoming.once('close', () => outgoing.destroy())
      }
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming, url })
    })
    if (stream === undefined) outgoing.end(isStream(body) ? undefined : body)
    else feed(outgoing, stream, fail)
  })

/** Requests over Node's own http and https, with connections kept for the next request, through the proxy if any. */
export const httpTransport = ({
  agents = httpAgents(),
  limits = defaultLimits,
  untrusted = new Set()
}: HttpOptions = {}): Transport => {
  return async request => {
    const agent = await agents.for(request.url).catch((error: unknown) => {
      throw protocolError(
        request,
        'the address of the proxy cannot be used',
        'Check HTTPS_PROXY and HTTP_PROXY (http://host:port).',
        error
      )
    })
    const stream = isStream(request.body) && !agents.closed() ? await request.body.open() : undefined
    try {
      // It may have taken its time.
      if (agents.closed()) throw protocolError(request, 'the connections are closed already')
      return await exchange(request, stream, agent, limits, !untrusted.has(request.url.host))
    } catch (error) {
      stream?.destroy()
      throw connectionError(request, error)
    }
  }
}
