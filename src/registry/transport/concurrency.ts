import pLimit from 'p-limit'

import type { Exchange } from './transport.js'

/** Requests that a registry gets at a time, beside the blobs that are streamed: hundreds at once look like an attack. */
const maxRequests = 32
/** So many connections are worth opening for what may still come. */
const minRequests = 4

/**
 * Limits how many requests are under way at a time. The first ones go out together; from the first answer on, one may
 * wait for each connection that is open, which takes a round trip. Only more open others, which takes three: for TCP, for
 * TLS, and for the request.
 */
export const withLimit = (send: Exchange): Exchange => {
  const limit = pLimit(maxRequests)
  let open = 0
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
