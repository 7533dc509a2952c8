import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answer.js'
import type { RecordedRequest } from './types.js'

/** The exchange is over without an answer: the connection is gone, or nothing more is to come over it. */
export class Broken extends Error {}

/** Go's server reads so much of a body that no handler wanted; beyond that it answers and closes. */
const unreadLimit = 256 * 1024
const lingerMs = 500

export type Chunks = AsyncIterable<Buffer> | Iterable<Buffer>

/** One exchange as it goes over the connection. */
export type Wire = {
  readonly hasRequestBody: boolean
  readonly body: () => AsyncIterable<Buffer>
  /** Reads what is left of the request's body. */
  readonly drain: () => Promise<void>
  readonly send: (answer: Answer) => Promise<void>
  /** Head of the answer, then these chunks, and then what `after` does. */
  readonly sendChunks: (answer: Answer, chunks: Chunks, after: After) => Promise<void>
  readonly cut: () => void
  /** Half of the request's body is let through; then the connection is cut, or nobody reads on. */
  readonly breakRequestBody: (how: 'cut' | 'stall', happened: () => void) => void
}

/** `end` ends well; `cut` destroys the connection after the last byte; `hang` leaves it open. */
export type After = 'end' | 'cut' | 'hang'

const forever = (): Promise<never> => new Promise(() => undefined)

export const createWire = (
  req: IncomingMessage,
  res: ServerResponse,
  record: RecordedRequest,
  awaitsContinue: boolean
): Wire => {
  let unasked = awaitsContinue
  let breakpoint: { at: number; how: 'cut' | 'stall'; happened: () => void } | undefined
  const length = Number(req.headers['content-length'] ?? 0)
  const hasRequestBody = length > 0 || req.headers['transfer-encoding'] !== undefined

  // A client that hangs up is no news for the server, and it is noted below.
  res.on('error', () => undefined)
  req.on('error', () => undefined)
  res.on('close', () => {
    if (!res.writableFinished) record.broken = true
  })

  const cut = (): void => {
    record.broken = true
    req.socket.destroy()
  }

  const body = async function* (): AsyncGenerator<Buffer> {
    if (unasked) {
      unasked = false
      res.writeContinue()
    }
    // Leaving the loop early must not destroy the request: its answer is still to be sent.
    for await (const data of req.iterator({ destroyOnReturn: false })) {
      const chunk = data as Buffer
      const reached = breakpoint && record.received + chunk.length >= breakpoint.at
      const wanted = breakpoint && reached ? chunk.subarray(0, breakpoint.at - record.received) : chunk
      record.received += wanted.length
      yield wanted
      if (!breakpoint || !reached) continue
      breakpoint.happened()
      if (breakpoint.how === 'stall') await forever()
      cut()
      throw new Broken('cut in the body of the request')
    }
  }

  /** True where more than this of the body was still to come. */
  const readAway = async (limit: number): Promise<boolean> => {
    if (req.readableEnded) return false
    let left = limit
    for await (const chunk of body()) {
      left -= chunk.length
      if (left < 0) return true
    }
    return false
  }

  const drain = async (): Promise<void> => {
    await readAway(Infinity)
  }

  /** True where the body was left unread: then the connection cannot serve another request. */
  const leaveUnread = async (): Promise<boolean> => {
    if (req.readableEnded) return false
    return unasked || readAway(unreadLimit)
  }

  const linger = (): Promise<void> =>
    new Promise(resolve => {
      const done = (): void => {
        resolve()
      }
      setTimeout(done, lingerMs).unref()
      req.once('end', done).once('close', done).resume()
    })

  const write = async (chunk: Buffer): Promise<void> => {
    if (res.destroyed || req.socket.destroyed) throw new Broken('the client hung up')
    record.sent += chunk.length
    if (res.write(chunk)) return
    await new Promise<void>(resolve => {
      const done = (): void => {
        res.off('drain', done).off('close', done)
        resolve()
      }
      res.on('drain', done).on('close', done)
    })
  }

  const flushed = (): Promise<void> =>
    new Promise(resolve => {
      if (res.destroyed) resolve()
      else res.write('', () => setImmediate(resolve))
    })

  const sendChunks: Wire['sendChunks'] = async (answer, chunks, after) => {
    const close = await leaveUnread()
    if (req.socket.destroyed) throw new Broken('the client hung up')
    record.status = answer.status
    const headers = Object.entries(answer.headers).map(([name, value]): [string, string | string[]] => [
      name,
      typeof value === 'string' ? value : [...value]
    ])
    res.writeHead(answer.status, Object.fromEntries(close ? [...headers, ['connection', 'close']] : headers))
    res.flushHeaders()
    if (req.method !== 'HEAD') for await (const chunk of chunks) await write(chunk)
    // The answer must reach a client that is still sending: closed at once, the connection would be reset.
    if (close && !unasked) await linger()
    if (after === 'end') {
      res.end()
    } else {
      await flushed()
      if (after === 'cut') cut()
    }
  }

  return {
    hasRequestBody,
    body,
    drain,
    sendChunks,
    send: answer => sendChunks(answer, answer.body?.chunks() ?? [], 'end'),
    cut,
    breakRequestBody: (how, happened) => {
      breakpoint = { at: length > 0 ? Math.max(1, Math.floor(length / 2)) : 1, how, happened }
    }
  }
}
