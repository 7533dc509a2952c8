import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { registryClient, type RegistryClient } from '../../src/registry/client.js'
import { startMemoryRegistry, type MemoryRegistry, type MemoryRegistryOptions } from '../support/memory-registry.js'

const silent = {
  debug: () => undefined,
  info: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  secret: () => undefined,
  group: <T>(_: string, body: () => Promise<T>) => body()
}

const clientOf = (): RegistryClient =>
  registryClient({ credentials: () => Promise.resolve(undefined), log: silent, tries: 1, insecure: new Set() })

let registry: MemoryRegistry

/** The tags that the client finds in a registry with that many of them. */
const listed = async (options: MemoryRegistryOptions, count: number): Promise<readonly string[]> => {
  registry = await startMemoryRegistry({ validateManifests: false, ...options })
  for (let i = 0; i < count; i++) {
    registry.putManifest('org/app', `10.0.20348.${i}`, '{}', 'application/vnd.oci.image.manifest.v1+json')
  }
  const client = clientOf()
  try {
    return await client.open({ registry: registry.host, path: 'org/app' }, 'pull').tags()
  } finally {
    client.close()
  }
}

const listings = (): number => registry.requests.filter(({ kind }) => kind === 'tags-list').length

afterEach(() => registry.close())

describe('the tags of a repository', () => {
  test('come all at once where the registry does not cut them into pages', async () => {
    expect(await listed({}, 7)).toHaveLength(7)
    expect(listings()).toBe(1)
  })

  test.each(['absolute', 'relative'] as const)('are read over all pages by %s links', async link => {
    const tags = await listed({ pageSize: 3, link }, 7)
    expect(new Set(tags).size).toBe(7)
    expect(listings()).toBe(3)
  })

  test('are none where the repository does not exist', async () => {
    expect(await listed({}, 0)).toEqual([])
  })

  test('are not asked for on another host', async () => {
    registry = await startMemoryRegistry()
    const page = { tags: ['v1'] }
    const server = createServer((_, answer) => {
      answer.setHeader('link', `<${registry.url}/v2/org/app/tags/list?last=v1>; rel="next"`).end(JSON.stringify(page))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const client = clientOf()
    const tags = client.open({ registry: `127.0.0.1:${port}`, path: 'org/app' }, 'pull').tags()
    await expect(tags).rejects.toThrow('another host')
    client.close()
    await new Promise(resolve => server.close(resolve))
    expect(registry.requests).toEqual([])
  })
})
