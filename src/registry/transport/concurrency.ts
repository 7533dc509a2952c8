import pLimit from 'p-limit'

import type { Exchange } from './transport.js'

/** The maximum of concurrent requests, besides the blobs that are streamed: hundreds would look like an attack. */
const maxRequests = 32
/** This many connections are always worth opening. */
const minRequests = 4

/**
 * Limits the concurrent requests. Where no connection is open, the first ones are sent together. Else one request may
 * wait for each open connection, which takes one round trip. Only further requests open new connections, which takes
 * three: for TCP, for TLS, and for the request.
 *
 * @param open how many connections there are before the first request
 */
export const withLimit = (send: Exchange, open = 0): Exchange => {
  const limit = pLimit(maxRequests)
  return request => {
    const wanted = limit.activeCount + limit.pendingCount + 1
    if (open > 0) limit.concurrency = Math.min(maxRequests, Math.max(minRequests, open, wanted - open))
    return limit(async () => {
      const response = await send(request)
      open = Math.max(open, limit.activeCount)
      return response
    })
  }
}
