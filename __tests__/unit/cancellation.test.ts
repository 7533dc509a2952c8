import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'

import { digestOf } from '../../src/oci/digest.js'
import { publish } from '../../src/registry/publish.js'
import { httpTransport } from '../../src/registry/transport/http.js'
import { sendOnce, retry, withRetry, type RetryPolicy } from '../../src/registry/transport/retry.js'
import { bufferResponse } from '../../src/registry/transport/transport.js'
import { tokenRegistry } from '../support/auth-stub.js'
import { list, makeWorld, publishFailureOf } from '../support/publish-world.js'
import { startHttp, type SocketServer } from '../support/socket-server.js'
import { failureOf, readRequest, recordingLog, registryFailureOf, stubTransport } from '../support/transport-stub.js'

const url = 'https://registry.test/v2/org/app/manifests/v1'
const cancelled = new Error('another copy has failed')

const policyFor = (signal?: AbortSignal): RetryPolicy => ({
  tries: 5,
  random: () => 0,
  log: recordingLog(),
  sleep: (ms, given) => delay(ms, undefined, given === undefined ? {} : { signal: given }),
  ...(signal === undefined ? {} : { signal })
})

/** The error that work ends in, and the milliseconds that it took after the signal was aborted at 100 ms. */
const abortedAt100 = async (
  start: (signal: AbortSignal) => Promise<unknown>
): Promise<{ readonly error: Error; readonly ms: number }> => {
  const controller = new AbortController()
  const failing = failureOf(start(controller.signal))
  await delay(100)
  const before = performance.now()
  controller.abort(cancelled)
  const error = await failing
  return { error, ms: performance.now() - before }
}

describe('a pause before another attempt', () => {
  const busy = (): { transport: ReturnType<typeof stubTransport>['transport']; requests: unknown[] } =>
    stubTransport(() => ({ status: 503, headers: { 'retry-after': '4' } }))

  test('ends when the work is cancelled, with the failure and not with the reason', async () => {
    const { transport, requests } = busy()
    const { error, ms } = await abortedAt100(signal =>
      retry(policyFor(signal), () => sendOnce(transport)(readRequest(url)))
    )
    expect(error.message).toContain('registry.test answered 503')
    expect(ms).toBeLessThan(500)
    expect(requests).toHaveLength(1)
  })

  test('ends when its request is cancelled', async () => {
    const { transport } = busy()
    const { error, ms } = await abortedAt100(signal =>
      withRetry(policyFor())(sendOnce(transport))(readRequest(url, { signal }))
    )
    expect(error.message).toContain('registry.test answered 503')
    expect(ms).toBeLessThan(500)
  })

  test('does not begin for work that is cancelled already', async () => {
    const { transport, requests } = busy()
    const policy = policyFor(AbortSignal.abort(cancelled))
    await registryFailureOf(withRetry(policy)(sendOnce(transport))(readRequest(url)))
    expect(requests).toHaveLength(1)
    expect(policy.log).toMatchObject({ lines: [] })
  })
})

describe('a tag that is read back', () => {
  test('is no longer waited for when the work is cancelled', async () => {
    const { policy, open } = makeWorld()
    const target = open('ghcr.io/org/app', { lag: 60_000 })('v1', digestOf('before'))
    const { error, ms } = await abortedAt100(signal =>
      publishFailureOf(publish(list, [target], { ...policyFor(signal), log: policy.log })).then(failure => {
        throw failure
      })
    )
    expect(error.message).toContain('could not be read back: another copy has failed')
    expect(ms).toBeLessThan(500)
  })
})

describe('a request', () => {
  const servers: SocketServer[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })

  const start = async (...[listener]: Parameters<typeof startHttp>): Promise<SocketServer> => {
    const server = await startHttp(listener)
    servers.push(server)
    return server
  }

  test('that waits for its response ends when it is cancelled, and hangs up', async () => {
    const server = await start(() => undefined)
    const { error, ms } = await abortedAt100(signal =>
      httpTransport()(readRequest(`http://${server.host}/`, { signal }))
    )
    expect(error).toMatchObject({ name: 'RegistryError', cause: cancelled })
    expect(ms).toBeLessThan(500)
    await expect.poll(() => server.connections[0]?.destroyed).toBe(true)
  })

  test('whose response is being read ends when it is cancelled', async () => {
    const server = await start((_, outgoing) => outgoing.writeHead(200).write('x'))
    const { error, ms } = await abortedAt100(async signal =>
      bufferResponse(await httpTransport()(readRequest(`http://${server.host}/`, { signal })))
    )
    expect(error).toMatchObject({ name: 'RegistryError', cause: cancelled })
    expect(ms).toBeLessThan(500)
  })

  test('whose body is being sent ends when it is cancelled, with the source of the body', async () => {
    const server = await start(incoming => incoming.resume())
    const content = new Readable({ read: () => undefined })
    const body = { size: 100, open: () => content }
    const { ms } = await abortedAt100(signal =>
      httpTransport()(readRequest(`http://${server.host}/`, { method: 'PUT', body, signal }))
    )
    expect(ms).toBeLessThan(500)
    expect(content.destroyed).toBe(true)
  })

  test('that is cancelled already is not sent, and opens no body', async () => {
    const server = await start(() => undefined)
    let opened = false
    const open = (): Readable => {
      opened = true
      return Readable.from([])
    }
    const signal = AbortSignal.abort(cancelled)
    const request = readRequest(`http://${server.host}/`, { method: 'PUT', body: { size: 1, open }, signal })
    expect(await failureOf(httpTransport()(request))).toMatchObject({ cause: cancelled })
    expect([server.connections.length, opened]).toEqual([0, false])
  })
})

describe('a token that several requests wait for', () => {
  test('is got for the others when one of them is cancelled', async () => {
    let give = (): void => undefined
    const given = new Promise<void>(resolve => {
      give = resolve
    })
    const stub = tokenRegistry(undefined, async () => {
      await given
      return { body: JSON.stringify({ token: 'token' }) }
    })
    const other = delay(20).then(() => stub.send())
    const { error, ms } = await abortedAt100(signal => stub.send({ signal }))
    expect(error).toBe(cancelled)
    expect(ms).toBeLessThan(500)
    give()
    expect((await other).status).toBe(200)
    expect(stub.asked()).toHaveLength(1)
  })
})
