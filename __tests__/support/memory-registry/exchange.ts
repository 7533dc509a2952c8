import type { IncomingHttpHeaders } from 'node:http'
import type { Store } from './store.js'
import type { MemoryRegistryOptions } from './types.js'

/** What the handlers see of a request. */
export type Exchange = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** `http://127.0.0.1:49152`, as the client named this server. */
  readonly origin: string
  /** The body as it comes; reading it is what lets the client send it. */
  readonly body: () => AsyncIterable<Buffer>
}

/** What the handlers work on. */
export type Registry = { readonly store: Store; readonly options: MemoryRegistryOptions }

/** The whole body, or undefined where it is longer than the limit. */
export const readAll = async (exchange: Exchange, limit: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of exchange.body()) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
