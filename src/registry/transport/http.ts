import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { urlToHttpOptions } from 'node:url'

import { defined } from '../../common/defined.js'
import { UserError } from '../../common/user-error.js'
import { httpAgents, type Agents, type Route } from './agents.js'
import { connectionError } from './connection-error.js'
import { cancelledError, protocolError, proxyError } from './errors.js'
import { isStream, isSuccess, type Request, type Response, type Transport } from './transport.js'

/** Time limits in milliseconds. There is none for a whole body, as long as data arrives. */
export type Limits = {
  /** for the connection, proxy and TLS included */
  readonly connect: number
  /** from the end of the request to the end of the response headers */
  readonly headers: number
  /** the same after a streamed body, which registries verify and store before they respond */
  readonly commit: number
  /** without a byte in either direction */
  readonly idle: number
}

export const defaultLimits: Limits = { connect: 20_000, headers: 60_000, commit: 600_000, idle: 60_000 }

export type HttpOptions = {
  readonly agents?: Agents
  readonly limits?: Limits
  /** hosts whose TLS certificates are not verified (with port, unless 443) */
  readonly untrusted?: ReadonlySet<string>
}

class TimeoutError extends UserError {
  override readonly name = 'TimeoutError'

  constructor(missing: string, ms: number) {
    super({ what: `timed out (${missing} for ${ms / 1000} s)` })
  }
}

/** What Node's TLS sockets have besides (lib/_tls_wrap.js): whether the handshake is still to be done. */
type Securing = { readonly secureConnecting: boolean }

/** Calls `expire` when a phase exceeds its limit. */
const watchTimeouts = (
  outgoing: http.ClientRequest,
  limits: Limits,
  streamed: boolean,
  expire: (error: Error) => void
): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  let answered = false
  const within = (ms: number, what: string): void => {
    clearTimeout(timer)
    // A response can arrive before the end of the request: then there is no limit to watch.
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
    // Through a tunnel a socket is connected before TLS has begun.
    const isSecuring = (socket as Partial<Securing>).secureConnecting === true
    if (socket.connecting || isSecuring) socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop)
    else stop()
  })
  outgoing.once('finish', () => {
    const limit = streamed ? limits.commit : limits.headers
    within(limit, 'no response')
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

/** Sends a stream. If it breaks or ends early, so does the request. */
const sendStream = (outgoing: http.ClientRequest, stream: Readable, fail: (error: Error) => void): void => {
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

/** The options of a single connection. */
type ConnectionOptions = {
  readonly route: Route
  readonly limits: Limits
  readonly trusted: boolean
  /** whether a connection was open before the request */
  readonly wasOpen: (outgoing: http.ClientRequest) => boolean
}

/** The login of a proxy, for the request that it forwards. */
const proxyLogin = ({ username, password }: URL): string | undefined =>
  username === '' && password === ''
    ? undefined
    : `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`

/** Where a request is sent: to its host, or to the proxy that forwards it (RFC 9112, 3.2.2: absolute-form). */
const addressOf = (url: URL, forwarder: URL | undefined): http.RequestOptions => {
  if (forwarder === undefined) return urlToHttpOptions(url)
  const { protocol, hostname, port } = urlToHttpOptions(forwarder)
  return { ...defined({ protocol, hostname, port }), path: url.href }
}

const openRequest = (
  { method, url, headers, body }: Request,
  { route: { agent, forwarder }, limits, trusted }: ConnectionOptions
): http.ClientRequest => {
  const address = addressOf(url, forwarder)
  const length = isStream(body) ? body.size : body?.length
  const forwarded = forwarder === undefined ? {} : { host: url.host, 'proxy-authorization': proxyLogin(forwarder) }
  return (address.protocol === 'http:' ? http : https).request({
    ...address,
    method,
    agent,
    timeout: limits.idle,
    headers: { ...headers, ...defined({ ...forwarded, 'content-length': length }) },
    ...defined({ rejectUnauthorized: trusted ? undefined : false })
  })
}

/** Calls `cancel` when the signal is aborted, until the request has ended. */
const cancelBy = (
  signal: AbortSignal | undefined,
  outgoing: http.ClientRequest,
  cancel: (reason: unknown) => void
): void => {
  if (signal === undefined) return
  const abort = (): void => {
    cancel(signal.reason)
  }
  signal.addEventListener('abort', abort, { once: true })
  outgoing.once('close', () => {
    signal.removeEventListener('abort', abort)
  })
}

/** Watches the body of a response. */
const receiveBody = (
  outgoing: http.ClientRequest,
  incoming: http.IncomingMessage,
  stream: Readable | undefined,
  { limits }: ConnectionOptions
): void => {
  outgoing.setTimeout(limits.idle)
  outgoing.on('timeout', () => {
    // Unread data means that the target of the copy stalls, not this source.
    if (incoming.readableLength > 0) outgoing.setTimeout(limits.idle)
    else incoming.destroy(new TimeoutError('no data', limits.idle))
  })
  if (outgoing.writableFinished) return
  // A response before the whole body was sent is a refusal. Do not send the rest, and close the connection: it cannot
  // be used again after half a request.
  stream?.unpipe(outgoing).destroy()
  incoming.once('close', () => outgoing.destroy())
}

const sendRequest = (request: Request, stream: Readable | undefined, terms: ConnectionOptions): Promise<Response> =>
  new Promise((resolve, reject) => {
    const { url, body, signal } = request
    const outgoing = openRequest(request, terms)
    let response: http.IncomingMessage | undefined
    let sent = 0
    stream?.on('data', (chunk: Buffer) => {
      sent += chunk.length
    })
    // Node emits no error for the destruction of a request that has no socket yet, such as one that waits for a proxy.
    const fail = (error: Error): void => {
      stop()
      if (response !== undefined) return
      outgoing.destroy(error)
      stream?.destroy()
      reject(connectionError(request, error, terms.wasOpen(outgoing)))
    }
    const stop = watchTimeouts(outgoing, terms.limits, stream !== undefined, fail)
    cancelBy(signal, outgoing, reason => {
      const error = cancelledError(request, reason)
      if (response === undefined) fail(error)
      else response.destroy(error)
    })
    outgoing.on('error', fail)
    outgoing.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) fail(proxyError(request, statusCode))
    })
    outgoing.once('response', incoming => {
      if (terms.route.forwarder !== undefined && incoming.statusCode === 407) {
        fail(proxyError(request, 407))
        return
      }
      const status = incoming.statusCode ?? 0
      if (stream !== undefined && isSuccess({ status }) && sent < (isStream(body) ? body.size : 0)) {
        fail(new UserError({ what: `answered ${status} before it had all of the content` }))
        return
      }
      response = incoming
      stop()
      receiveBody(outgoing, incoming, stream, terms)
      resolve({ status, headers: incoming.headers, body: incoming, url })
    })
    if (stream === undefined) outgoing.end(isStream(body) ? undefined : body)
    else sendStream(outgoing, stream, fail)
  })

/** Sends requests with Node's http and https, over kept-alive connections, and through the proxy if there is one. */
export const httpTransport = ({
  agents = httpAgents(),
  limits = defaultLimits,
  untrusted = new Set()
}: HttpOptions = {}): Transport => {
  const throwIfCancelled = (request: Request): void => {
    const cancelled = [agents.signal, request.signal].find(signal => signal?.aborted === true)
    if (cancelled !== undefined) throw cancelledError(request, cancelled.reason)
  }
  return async request => {
    const route = await agents.for(request.url).catch((error: unknown) => {
      const reason = error instanceof UserError ? error.reason : 'the address of the proxy cannot be used'
      throw protocolError(request, reason, 'Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY (http://host:port).', error)
    })
    throwIfCancelled(request)
    const stream = isStream(request.body) ? await request.body.open() : undefined
    try {
      // It may have been cancelled while the body was opened.
      throwIfCancelled(request)
      return await sendRequest(request, stream, {
        route,
        limits,
        trusted: !untrusted.has(request.url.host),
        wasOpen: ({ reusedSocket, socket }) => reusedSocket || agents.wasPrepared(socket)
      })
    } catch (error) {
      stream?.destroy()
      throw connectionError(request, error)
    }
  }
}
