import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'

import { UserError } from '../../common/user-error.js'

/** A body of known size that is opened anew for each try. */
export type StreamBody = { readonly open: () => Readable | Promise<Readable>; readonly size: number }

/** One request to a registry, a token server or a blob store. */
export type Request = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | StreamBody
  /** the rights that the request needs, as token scopes (`repository:org/app:pull,push`) */
  readonly scopes?: readonly string[]
  /** what the user wants by it, for errors: `reading ghcr.io/org/app:v1` */
  readonly action: string
  /** cancels the request, and the reading of what answers it */
  readonly signal?: AbortSignal
}

type Head = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** what answered: the request's address, or where redirects led */
  readonly url: URL
  /** whether the request carried a login (a token that was got without one does not count) */
  readonly login?: boolean
  /** whether another origin answered, to which redirects led */
  readonly redirected?: boolean
}

/** An answer whose body is still to come. */
export type Response = Head & { readonly body: Readable }

/** An answer with its whole, small body. */
export type BufferedResponse = Head & { readonly bytes: Uint8Array }

/** Whether a body is sent as it comes from somewhere; else it is here, or there is none. */
export const isStream = (body: Request['body']): body is StreamBody => body !== undefined && 'open' in body

/** Sends a request; the decorators (scheme, redirects, auth) have the same shape. */
export type Transport = (request: Request) => Promise<Response>

/** Sends a request and reads the answer to its end. */
export type Exchange = (request: Request) => Promise<BufferedResponse>

/** A way to a registry: for small answers, which are read whole and asked for again, and for streams. */
export type Connection = { readonly exchange: Exchange; readonly transport: Transport }

/** Says who asks, as registries want it for their statistics and for help. */
export const withUserAgent =
  (userAgent: string) =>
  (inner: Transport): Transport =>
  request =>
    inner({ ...request, headers: { ...request.headers, 'user-agent': userAgent } })

export const headerOf = ({ headers }: Head, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

export const isSuccess = ({ status }: Head): boolean => status >= 200 && status < 300

/** Lets the connection be used again for what comes next. */
export const discard = (response: Response): void => {
  let size = 0
  response.body.on('error', () => undefined)
  response.body.on('data', (piece: Buffer) => {
    size += piece.length
    // A new connection costs less than a long body that nobody wants; one without an end would never free it.
    if (size > maxErrorBytes) response.body.destroy()
  })
}

/** A body is larger than whoever reads it allows, or does not end. */
export class BodyError extends UserError {
  override readonly name = 'BodyError'
}

/** The most that a manifest, a config or a token may have: registries take manifests of 4 MiB. */
const maxResponseBytes = 8 * 1024 * 1024
/** More of an error's body is not worth reading; what comes after is dropped. */
const maxErrorBytes = 65_536
/** A small body that moves but does not end is not waited for any longer. */
const responseTimeoutMs = 120_000

/**
 * Reads a small body whole.
 *
 * @throws BodyError beyond 8 MiB or after two minutes; the connection's error when it breaks
 */
export const bufferResponse = async (response: Response): Promise<BufferedResponse> => {
  const { body, ...head } = response
  const pieces: Buffer[] = []
  let size = 0
  const giveUp = (): void => {
    body.destroy(new BodyError({ what: `the response did not end within ${responseTimeoutMs / 1000} s` }))
  }
  const timer = setTimeout(giveUp, responseTimeoutMs)
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      size += piece.length
      pieces.push(piece)
      if (!isSuccess(response) && size > maxErrorBytes) break
      if (size > maxResponseBytes)
        throw new BodyError({ what: `the response is larger than ${maxResponseBytes} bytes` })
    }
  } finally {
    clearTimeout(timer)
  }
  return { ...head, bytes: Buffer.concat(pieces, size) }
}
