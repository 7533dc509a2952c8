import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { registryClient } from '../../src/registry/client.js'
import { startMemoryRegistry, type MemoryRegistry } from '../support/memory-registry.js'
import { recordingLog, registryFailureOf } from '../support/transport-stub.js'

let registry: MemoryRegistry

afterEach(() => registry.close())

test.each(['before it is closed', 'after it'])('a closed client sends nothing for what was asked %s', async when => {
  registry = await startMemoryRegistry()
  let pause = (): void => undefined
  const paused = new Promise<void>(resolve => {
    pause = resolve
  })
  const client = registryClient({
    credentials: () => Promise.resolve(undefined),
    log: recordingLog(),
    tries: 5,
    insecure: new Set(),
    sleep: () => {
      pause()
      return delay(5)
    }
  })
  const repository = client.open({ registry: registry.host, path: 'org/app' }, 'pull')
  expect(await repository.head('v1')).toBeUndefined()
  registry.fault({ type: 'status', status: 503, kind: 'manifest-head', times: Infinity })
  const asked = when === 'after it' ? undefined : registryFailureOf(repository.head('v2'))
  if (asked !== undefined) await paused
  client.close()
  const before = registry.requests.length
  const failure = await (asked ?? registryFailureOf(repository.head('v2')))
  expect(failure.message).toMatch(asked === undefined ? /connections are closed/ : /answered 503/)
  expect(registry.requests).toHaveLength(before)
})
