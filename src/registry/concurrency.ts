import pLimit from 'p-limit'

import type { Exchange } from './transport.js'

/** Requests that a registry gets at a time: hundreds at once, as a long list would send, it may take for an attack. */
const most = 32
/** So many connections are worth opening even where the first requests came one by one. */
const least = 8

/**
 * Limits how many requests are under way at a time. The first ones go out together; from the first answer on, the others
 * wait for one of those connections rather than open more: that costs a round trip at most, and opening one three.
 */
export const withLimit = (send: Exchange): Exchange => {
  const limit = pLimit(most)
  let answered = false
  return request =>
    limit(async () => {
      const answer = await send(request)
      if (!answered) limit.concurrency = Math.max(least, limit.activeCount)
      answered = true
      return answer
    })
}
