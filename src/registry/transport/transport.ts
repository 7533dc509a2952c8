import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'

import { UserError } from '../../common/user-error.js'

/** A body of known size; each attempt opens it again. */
export type StreamBody = { readonly open: () => Readable | Promise<Readable>; readonly size: number }

/** One request to a registry, a token server or a blob store. */
export type Request = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | StreamBody
  /** the rights that the request needs, as token scopes (`repository:org/app:pull,push`) */
  readonly scopes?: readonly string[]
  /** what it is for, in errors: `reading ghcr.io/org/app:v1` */
  readonly action: string
  /** cancels the request, and the reading of its response */
  readonly signal?: AbortSignal
}

type Head = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** the URL that responded: that of the request, or the target of redirects */
  readonly url: URL
  /**
   * `used`: the request had a login (an anonymous token does not count); `unused`: there is a login, but the registry
   * did not ask for it
   */
  readonly login?: 'used' | 'unused'
  /** the status of the first redirect to another host, where another host responded */
  readonly redirectedBy?: number
}

/** A response whose body is not read yet. */
export type Response = Head & { readonly body: Readable }

/** A response with its whole, small body. */
export type BufferedResponse = Head & { readonly bytes: Uint8Array }

/** Whether a body is streamed; otherwise it is in memory, or there is none. */
export const isStream = (body: Request['body']): body is StreamBody => body !== undefined && 'open' in body

/** Sends a request; the decorators (scheme, redirects, auth) have the same shape. */
export type Transport = (request: Request) => Promise<Response>

/** Sends a request and reads the whole response. */
export type Exchange = (request: Request) => Promise<BufferedResponse>

/**
 * Adds the headers of every request: the User-Agent, which registries want for statistics and support, and a request for
 * bodies as they are stored, since digests and sizes are those of the stored bytes.
 */
export const withOwnHeaders =
  (userAgent: string) =>
  (inner: Transport): Transport =>
  request =>
    inner({ ...request, headers: { ...request.headers, 'user-agent': userAgent, 'accept-encoding': 'identity' } })

export const headerOf = ({ headers }: Pick<Head, 'headers'>, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

export const isSuccess = ({ status }: Pick<Head, 'status'>): boolean => status >= 200 && status < 300

/** Discards the body of a response, so that its connection can be used again. */
export const discard = (response: Response): void => {
  let size = 0
  response.body.on('error', () => undefined)
  response.body.on('data', (chunk: Buffer) => {
    size += chunk.length
    // A new connection costs less than a long body, and an endless one would never free it.
    if (size > maxErrorBytes) response.body.destroy()
  })
}

/** A body is too large, does not end, or does not match its descriptor. */
export class BodyError extends UserError {
  override readonly name = 'BodyError'
}

/** For manifests, configs and tokens; registries accept manifests of up to 4 MiB. */
export const maxResponseBytes = 8 * 1024 * 1024
/** The rest of an error's body is ignored. */
const maxErrorBytes = 65_536
/** For a small body that arrives slowly, or does not end. */
const responseTimeoutMs = 120_000

/**
 * Reads a small body whole.
 *
 * @throws BodyError beyond 8 MiB or after two minutes; the error of the connection when it breaks
 */
export const bufferResponse = async (response: Response): Promise<BufferedResponse> => {
  const { body, ...head } = response
  const chunks: Buffer[] = []
  let size = 0
  const giveUp = (): void => {
    body.destroy(new BodyError({ what: `the response timed out after ${responseTimeoutMs / 1000} s` }))
  }
  const timer = setTimeout(giveUp, responseTimeoutMs)
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length
      chunks.push(chunk)
      if (!isSuccess(response) && size > maxErrorBytes) break
      if (size > maxResponseBytes)
        throw new BodyError({ what: `the response is larger than ${maxResponseBytes} bytes` })
    }
  } finally {
    clearTimeout(timer)
  }
  return { ...head, bytes: Buffer.concat(chunks, size) }
}
