import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'

import { defined } from '../../common/defined.js'
import { UserError } from '../../common/user-error.js'
import { httpAgents, type Agents } from './agents.js'
import { connectionError } from './connection-error.js'
import { cancelledError, protocolError, proxyError } from './errors.js'
import { isStream, type Request, type Response, type Transport } from './transport.js'

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
    if (!socket.connecting) stop()
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop)
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
  readonly agent: http.Agent
  readonly limits: Limits
  readonly trusted: boolean
  /** whether a connection was open before the request */
  readonly wasOpen: (outgoing: http.ClientRequest) => boolean
}

const openRequest = (
  { method, url, headers, body }: Request,
  { agent, limits, trusted }: ConnectionOptions
): http.ClientRequest =>
  (url.protocol === 'http:' ? http : https).request(url, {
    method,
    agent,
    timeout: limits.idle,
    headers: { ...headers, ...defined({ 'content-length': isStream(body) ? body.size : body?.length }) },
    ...defined({ rejectUnauthorized: trusted ? undefined : false })
  })

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
  outgoing.once('timeout', () => incoming.destroy(new TimeoutError('no data', limits.idle)))
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
      response = incoming
      stop()
      receiveBody(outgoing, incoming, stream, terms)
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming, url })
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
    const agent = await agents.for(request.url).catch((error: unknown) => {
      throw protocolError(
        request,
        'the address of the proxy cannot be used',
        'Check HTTPS_PROXY and HTTP_PROXY (http://host:port).',
        error
      )
    })
    throwIfCancelled(request)
    const stream = isStream(request.body) ? await request.body.open() : undefined
    try {
      // It may have been cancelled while the body was opened.
      throwIfCancelled(request)
      return await sendRequest(request, stream, {
        agent,
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
