import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request as httpRequest } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'

/** What came back, however it ended. */
export type RawAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** In how many pieces the body came. */
  readonly pieces: number
  /** The body ended early: by the server, or because the client gave up. */
  readonly broken: boolean
  /** The server asked for the body with 100 Continue. */
  readonly continued: boolean
  readonly json: () => unknown
  /** Codes of an error body. */
  readonly codes: readonly string[]
}

export type RawOptions = {
  headers?: OutgoingHttpHeaders
  body?: Uint8Array | string
  /** Transfer-Encoding: chunked instead of a Content-Length. */
  chunked?: boolean
  /** Hang up after so many milliseconds of the answer, or bytes. */
  giveUpAfter?: number
  maxBytes?: number
  /** Destroy the connection so many milliseconds after the request was begun. */
  abortAfter?: number
  /** Send `Expect: 100-continue` and the body only when it is asked for. */
  expectContinue?: boolean
  ca?: string
}

/** Every request on a connection of its own, so that no test meets what another one left. */
const agents = { 'http:': new Agent({ keepAlive: false }), 'https:': new TlsAgent({ keepAlive: false }) }

const codesOf = (body: Buffer): readonly string[] => {
  try {
    const value = JSON.parse(body.toString()) as { errors?: readonly { code: string }[] }
    return (value.errors ?? []).map(({ code }) => code)
  } catch {
    return []
  }
}

/** One plain request, with nothing of a registry client in it: no redirects, no retries, no login. */
export const raw = (method: string, target: string, options: RawOptions = {}): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const url = new URL(target)
    const { body, chunked = false, expectContinue = false } = options
    const length = body === undefined || chunked ? {} : { 'content-length': Buffer.byteLength(body) }
    const expect = expectContinue ? { expect: '100-continue' } : {}
    const secure = url.protocol === 'https:'
    let continued = false
    const req = (secure ? tlsRequest : httpRequest)(url, {
      method,
      agent: agents[secure ? 'https:' : 'http:'],
      headers: { ...length, ...expect, ...options.headers },
      ...(options.ca === undefined ? {} : { ca: options.ca })
    })
    req.on('response', res => {
      const chunks: Buffer[] = []
      let size = 0
      const finish = (broken: boolean): void => {
        const bytes = Buffer.concat(chunks)
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          body: bytes,
          pieces: chunks.length,
          broken,
          continued,
          json: () => JSON.parse(bytes.toString()) as unknown,
          codes: codesOf(bytes)
        })
        if (broken) req.destroy()
      }
      res.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size >= (options.maxBytes ?? Infinity)) finish(true)
      })
      res.on('end', () => {
        finish(false)
      })
      res.on('error', () => {
        finish(true)
      })
      if (options.giveUpAfter !== undefined) setTimeout(finish, options.giveUpAfter, true)
    })
    req.on('continue', () => {
      continued = true
      req.end(body)
    })
    req.on('error', reject)
    if (options.abortAfter !== undefined) setTimeout(() => req.destroy(new Error('aborted')), options.abortAfter)
    if (options.abortAfter !== undefined && body !== undefined) {
      req.write(body)
    } else if (!expectContinue) {
      // A write before the end keeps Node from turning a chunked body into one of a known length.
      if (body !== undefined && body.length > 0) req.write(body)
      req.end()
    } else {
      req.flushHeaders()
    }
  })

/** Appends a parameter to an upload's Location, which may be relative and may have a query of its own. */
export const withDigest = (base: string, location: string, digest: string): string => {
  const url = new URL(location, base)
  url.searchParams.append('digest', digest)
  return url.href
}

/** Opens an upload session; its Location, absolute. */
export const openUpload = async (
  base: string,
  repository: string,
  headers: OutgoingHttpHeaders = {}
): Promise<string> => {
  const answer = await raw('POST', `${base}/v2/${repository}/blobs/uploads/`, { body: '', headers })
  if (answer.status !== 202) throw new Error(`no upload session: ${answer.status}`)
  return new URL(answer.headers.location ?? '', base).href
}
