import { setTimeout as delay } from 'node:timers/promises'
import { type Answer, type Body, bodyOf, digestOf, emptyAnswer, jsonAnswer, textAnswer } from './answer.js'
import { redirectAnswer } from './blobs.js'
import type { StatusFault } from './fault-types.js'
import type { Struck } from './faults.js'
import type { After, Chunks, Wire } from './wire.js'

/** What a fault strikes. */
export type Target = {
  readonly method: string
  readonly wire: Wire
  /** Lets the request take effect. */
  readonly handle: () => Promise<Answer>
  readonly expired: () => Answer
}

const surplus = 16
const filler = Buffer.alloc(8 * 1024, 'endless ')

const proxyPage = (status: number): string =>
  `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n</body>\r\n</html>\r\n`

const statusAnswer = (fault: StatusFault): Answer => {
  const { status, code, message, detail, retryAfter, html, text } = fault
  const headers = {
    ...fault.headers,
    ...(retryAfter === undefined
      ? {}
      : { 'retry-after': retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter) })
  }
  if (code !== undefined) return jsonAnswer(status, { errors: [{ code, message: message ?? '', detail }] }, headers)
  if (text !== undefined) return textAnswer(status, 'text/plain; charset=utf-8', text, headers)
  if (html === undefined || html === false) return emptyAnswer(status, headers)
  return textAnswer(status, 'text/html', html === true ? proxyPage(status) : html, headers)
}

const half = function* ({ size, chunks }: Body): Generator<Buffer> {
  let left = Math.floor(size / 2)
  for (const chunk of chunks()) {
    if (left > 0) yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}

const flipped = function* ({ chunks }: Body): Generator<Buffer> {
  let done = false
  for (const chunk of chunks()) {
    const copy = Buffer.from(chunk)
    const middle = Math.floor(copy.length / 2)
    if (!done) copy[middle] = (copy[middle] ?? 0) ^ 1
    done = true
    yield copy
  }
}

const longer = function* ({ chunks }: Body): Generator<Buffer> {
  yield* chunks()
  yield Buffer.alloc(surplus, 'x')
}

const dripping = async function* ({ chunks }: Body, piece: number, every: number): AsyncGenerator<Buffer> {
  for (const chunk of chunks()) {
    for (let at = 0; at < chunk.length; at += piece) {
      yield chunk.subarray(at, at + piece)
      await delay(every, undefined, { ref: false })
    }
  }
}

const endless = function* (): Generator<Buffer> {
  for (;;) yield filler
}

const without = (answer: Answer, name: string): Answer => ({
  ...answer,
  headers: Object.fromEntries(Object.entries(answer.headers).filter(([key]) => key !== name))
})

const withHeader = (answer: Answer, name: string, value: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, [name]: value }
})

/** Does to a successful answer's body what the fault says; false where there is no such body. */
const strikeBody = async ({ fault, happened }: Struck, { method, wire }: Target, answer: Answer): Promise<boolean> => {
  const sent = (chunks: Chunks, after: After, as = answer): Promise<boolean> => {
    happened()
    return wire.sendChunks(as, chunks, after).then(() => true)
  }
  const { body } = answer
  if (method === 'HEAD') return false
  if (fault.type === 'endless-body') return sent(endless(), 'end', without(answer, 'content-length'))
  if (!body || body.size === 0) return false
  if (fault.type === 'cut-in-body') return sent(half(body), 'cut')
  if (fault.type === 'stall') return sent(half(body), 'hang')
  if (fault.type === 'wrong-body') return sent(flipped(body), 'end')
  if (fault.type === 'drip') {
    return sent(dripping(body, fault.piece ?? Math.ceil(body.size / 20), fault.every ?? 10), 'end')
  }
  if (fault.type !== 'wrong-length') return false
  return fault.how === 'long'
    ? sent(longer(body), 'end', without(answer, 'content-length'))
    : sent(body.chunks(), 'cut', withHeader(answer, 'content-length', String(body.size + surplus)))
}

/** The faults that let the request take effect first. */
const strikeAnswer = async (struck: Struck, target: Target): Promise<void> => {
  const { fault, happened, release } = struck
  const answer = await target.handle()
  if (fault.type === 'slow') {
    happened()
    await (fault.ms === Infinity ? new Promise(() => undefined) : delay(fault.ms, undefined, { ref: false }))
    return target.wire.send(answer)
  }
  if (answer.status < 300) {
    if (fault.type === 'cut-after') {
      happened()
      target.wire.cut()
      return
    }
    if (fault.type === 'wrong-digest-header' && 'docker-content-digest' in answer.headers) {
      happened()
      const lie = fault.value === undefined ? digestOf('a lie') : fault.value
      const name = 'docker-content-digest'
      return target.wire.send(lie === null ? without(answer, name) : withHeader(answer, name, lie))
    }
    if (await strikeBody(struck, target, answer)) return
  }
  release()
  return target.wire.send(answer)
}

/** Breaks off while the request's body comes; a handler that does not read it answers as ever. */
const strikeRequestBody = async ({ fault, happened, release }: Struck, { wire, handle }: Target): Promise<void> => {
  wire.breakRequestBody(fault.type === 'stall' ? 'stall' : 'cut', happened)
  const answer = await handle()
  // Whoever did not read the body leaves it to be broken here; a chunked one may turn out to be empty.
  await wire.drain()
  release()
  return wire.send(answer)
}

/** Does the fault to the request. */
export const strike = async (struck: Struck, target: Target): Promise<void> => {
  const { fault, happened } = struck
  const { wire, method } = target
  const instead = async (answer: Answer, early = false): Promise<void> => {
    if (!early) await wire.drain()
    happened()
    return wire.send(answer)
  }
  switch (fault.type) {
    case 'status':
      return instead(statusAnswer(fault), fault.early)
    case 'redirect':
      return instead(redirectAnswer(fault.status ?? 307, fault.to, method))
    case 'expired-token':
      return instead(target.expired())
    case 'cut-before':
      happened()
      wire.cut()
      return
    case 'endless-body':
      if (fault.status === undefined) return strikeAnswer(struck, target)
      await wire.drain()
      happened()
      return wire.sendChunks({ status: fault.status, headers: {}, body: bodyOf('') }, endless(), 'end')
    case 'cut-in-body':
    case 'stall':
      return wire.hasRequestBody ? strikeRequestBody(struck, target) : strikeAnswer(struck, target)
    case 'cut-after':
    case 'wrong-digest-header':
    case 'wrong-body':
    case 'wrong-length':
    case 'slow':
    case 'drip':
      return strikeAnswer(struck, target)
  }
}
