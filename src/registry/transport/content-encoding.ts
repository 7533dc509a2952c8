import type { Readable } from 'node:stream'
import { createGunzip, gunzipSync } from 'node:zlib'

import { headerOf, maxResponseBytes, type BufferedResponse, type Response } from './transport.js'

// Every request accepts the encoding `identity` only. Some proxies compress anyway, others only add the header.

const isGzipped = (head: Pick<BufferedResponse, 'headers'>): boolean =>
  /^(?:x-)?gzip$/i.test((headerOf(head, 'content-encoding') ?? '').trim())

/** The body without the compression that a proxy added; unchanged where it has none, or where it is too large without. */
export const decompress = (response: BufferedResponse): Uint8Array => {
  if (!isGzipped(response)) return response.bytes
  try {
    return gunzipSync(response.bytes, { maxOutputLength: maxResponseBytes })
  } catch {
    return response.bytes
  }
}

/**
 * The body of a blob without the compression that a proxy added. Most blobs are compressed themselves: where the length is
 * that of the blob, the header means that.
 *
 * @param size of the blob
 */
export const decompressedBody = (response: Response, size: number): Readable => {
  const { body } = response
  if (!isGzipped(response) || headerOf(response, 'content-length') === String(size)) return body
  const plain = createGunzip()
  body.on('error', error => plain.destroy(error))
  plain.once('close', () => body.destroy())
  return body.pipe(plain)
}
