import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { responseError } from '../../src/registry/transport/response-error.js'
import { bufferResponse } from '../../src/registry/transport/transport.js'
import { account, authStub, bearerChallenge, challenged } from '../support/auth-stub.js'
import { failureOf, headersOf, readRequest, type Reply, socketError } from '../support/transport-stub.js'

/** A body that says something, and does what it is told to when more is asked for. */
const body = (then: (self: Readable) => void): Readable => {
  let asked = 0
  return new Readable({
    read() {
      asked++
      if (asked === 1) this.push('{"errors":[')
      if (asked === 2) then(this)
    }
  })
}

const breaks = (): Readable => body(self => self.destroy(socketError('ECONNRESET')))
const goesOn = (): Readable => body(() => undefined)
const isLong = (): Readable => Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(16_384)))

const refusing = (refusal: () => Readable): ReturnType<typeof authStub> =>
  authStub(account, (request): Reply => {
    if (request.url.host === 'auth.test') return { body: '{"token":"token-1"}' }
    return headersOf(request).authorization === undefined ? { ...bearerChallenge(), body: refusal() } : { body: 'in' }
  })

// Its words are for somebody who has no login; its end is for the connection.
describe('a refusal that asks for a token', () => {
  test.each([
    ['breaks', breaks],
    ['does not end', goesOn],
    ['is longer than any error', isLong]
  ])('and %s is no reason to fail', async (_, refusal) => {
    const stub = refusing(refusal)
    const { status, bytes } = await bufferResponse(await stub.send())
    expect([status, Buffer.from(bytes).toString()]).toEqual([200, 'in'])
    expect(stub.shown()).toEqual([undefined, 'Bearer token-1'])
  })

  test('is read to its end before the token is fetched', async () => {
    const order: string[] = []
    const stub = refusing(() =>
      body(self => {
        self.once('end', () => order.push('end'))
        setTimeout(() => {
          self.push(']}')
          self.push(null)
        }, 20)
      })
    )
    const asked = stub.requests.push.bind(stub.requests)
    stub.requests.push = (...requests) => {
      order.push(...requests.map(({ url }) => url.host))
      return asked(...requests)
    }
    await stub.send()
    expect(order).toEqual(['registry.test', 'end', 'auth.test', 'registry.test'])
  })

  test('still says why where no login helps', async () => {
    const why = { errors: [{ code: 'UNAUTHORIZED', message: 'members only' }] }
    const stub = authStub(undefined, () => ({ ...challenged('Basic realm="x"'), body: JSON.stringify(why) }))
    const answer = await bufferResponse(await stub.send())
    expect(responseError(readRequest('https://registry.test/'), answer).message).toContain('members only')
  })

  test('and breaks is the error where no login helps', async () => {
    const stub = authStub(undefined, () => ({ ...challenged('Basic realm="x"'), body: breaks() }))
    const error = await failureOf(stub.send())
    expect(error.message).toContain('the connection broke (ECONNRESET)')
  })
})
