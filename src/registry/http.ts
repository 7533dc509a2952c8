import http from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream'

import { connectionError } from './errors.js'
import type { Request, Response, Transport } from './transport.js'

/** Time limits in milliseconds. A long body that moves has none. */
export type Limits = {
  /** for the connection, TLS included */
  readonly connect: number
  /** from the end of the request to the end of the answer's headers */
  readonly headers: number
  /** without a byte in either direction */
  readonly idle: number
}

export const defaultLimits: Limits = { connect: 20_000, headers: 60_000, idle: 60_000 }

export type HttpOptions = {
  readonly limits?: Limits
  /** accept every TLS certificate of these hosts (with port, where it is not 443) */
  readonly untrusted?: ReadonlySet<string>
}

class TimeoutError extends Error {
  readonly code = 'ETIMEDOUT'
}

const sendBody = (body: Request['body'], outgoing: http.ClientRequest): void => {
  if (body === undefined) outgoing.end()
  else if (body instanceof Uint8Array) outgoing.end(body)
  else {
    // The request's own 'error' event tells of what breaks; pipeline needs a listener all the same.
    pipeline(body.open(), outgoing, () => undefined)
  }
}

/** Destroys the request when a phase outlasts its limit. */
const watch = (outgoing: http.ClientRequest, limits: Limits): (() => void) => {
  const fail = (what: string, ms: number) => () =>
    outgoing.destroy(new TimeoutError(`${what} took more than ${ms / 1000} s`))
  let timer: NodeJS.Timeout | undefined
  outgoing.once('socket', socket => {
    if (!socket.connecting) return
    timer = setTimeout(fail('connecting', limits.connect), limits.connect)
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer)
    })
  })
  outgoing.once('finish', () => {
    clearTimeout(timer)
    timer = setTimeout(fail('the answer', limits.headers), limits.headers)
  })
  return () => {
    clearTimeout(timer)
  }
}

/** Requests over Node's own http and https, with connections kept for the next request. */
export const httpTransport = ({ limits = defaultLimits, untrusted = new Set() }: HttpOptions = {}): Transport => {
  const plain = new http.Agent({ keepAlive: true })
  const trusting = new https.Agent({ keepAlive: true, rejectUnauthorized: false })
  const secure = new https.Agent({ keepAlive: true })

  return request =>
    new Promise<Response>((resolve, reject) => {
      const { url, body } = request
      const size = body === undefined ? undefined : body instanceof Uint8Array ? body.length : body.size
      const tls = url.protocol === 'https:'
      const outgoing = (tls ? https : http).request(url, {
        method: request.method,
        agent: tls ? (untrusted.has(url.host) ? trusting : secure) : plain,
        timeout: limits.idle,
        headers: { ...request.headers, ...(size === undefined ? {} : { 'content-length': size }) }
      })
      const settle = watch(outgoing, limits)
      outgoing.on('error', error => {
        settle()
        reject(connectionError(request, error, outgoing.reusedSocket))
      })
      const silence = new TimeoutError(`nothing came for ${limits.idle / 1000} s`)
      outgoing.once('timeout', () => outgoing.destroy(silence))
      outgoing.once('response', incoming => {
        settle()
        outgoing.once('timeout', () => incoming.destroy(silence))
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming, url })
      })
      sendBody(body, outgoing)
    })
}
