import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { digestOf } from '../../src/oci/digest.js'
import { registryClient, type RegistryClient } from '../../src/registry/client.js'
import { upload } from '../../src/registry/upload.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { memoryOf } from '../support/published.js'
import { recordingLog, type RecordedLog, registryFailureOf } from '../support/transport-stub.js'

const bytes = Buffer.alloc(3_000_000, 'layer')
const blob = { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: digestOf(bytes), size: bytes.length }

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type World = {
  readonly registry: TestRegistry
  readonly client: RegistryClient
  readonly log: RecordedLog
  readonly opened: () => number
  readonly send: () => Promise<void>
}

/** An upload to a registry that asks for tokens. */
const start = async (): Promise<World> => {
  const registry = await memoryTestRegistry({ auth: 'token' })
  const { username = '', password = '' } = registry.login
  const log = recordingLog()
  const client = registryClient({
    credentials: () => Promise.resolve({ kind: 'password', username, password }),
    log,
    tries: 5,
    insecure: new Set(),
    sleep: () => Promise.resolve()
  })
  closing.push(registry.close, client.close)
  let opened = 0
  const open = (): Promise<Readable> => {
    opened++
    return Promise.resolve(Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)]))
  }
  const to = client.open({ registry: registry.host, path: 'org/app' }, 'pull,push')
  return {
    registry,
    client,
    log,
    opened: () => opened,
    send: () => upload(to, { blob, open }, { policy: client.policy })
  }
}

const unauthorized = (host: string) =>
  ({
    type: 'status',
    kind: 'upload-put',
    status: 401,
    code: 'UNAUTHORIZED',
    headers: { 'www-authenticate': `Bearer realm="http://${host}/token",service="x"` }
  }) as const

describe.each([
  ['at its first byte', true],
  ['at its last byte', false]
])('an upload that is refused %s for its token', (_, early) => {
  test('goes out again with a new one', async () => {
    const { registry, log, opened, send } = await start()
    const fault = memoryOf(registry).fault({ ...unauthorized(registry.host), early })
    await send()
    expect(fault.happened).toBe(1)
    expect(opened()).toBe(2)
    expect((await registry.blob('org/app', blob.digest))?.equals(bytes)).toBe(true)
    expect(memoryOf(registry).requests.filter(({ kind }) => kind === 'token')).toHaveLength(2)
    expect(log.lines.join()).not.toContain('trying again')
  })

  test('and for the new one too is told as a refusal, with what to do', async () => {
    const { registry, opened, send } = await start()
    const fault = memoryOf(registry).fault({ ...unauthorized(registry.host), early, times: Infinity })
    const error = await registryFailureOf(send())
    expect(fault.happened).toBe(2)
    expect(opened()).toBe(2)
    expect(error).toMatchObject({ status: 401, temporary: false })
    expect(error.message).toContain('401')
  })
})
