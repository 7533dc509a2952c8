import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import {
  digestOf,
  type MemoryRegistry,
  type MemoryRegistryOptions,
  startMemoryRegistry
} from '../support/memory-registry.js'
import { dockerManifest, get, put, upload } from '../support/memory-registry/conformance.js'
import { openUpload, raw, type RawAnswer, withDigest } from '../support/memory-registry/raw.js'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options?: MemoryRegistryOptions): Promise<MemoryRegistry> => {
  const registry = await startMemoryRegistry({ validateManifests: false, ...options })
  closing.push(registry.close)
  return registry
}

const layer = digestOf('layer')
const manifest = (name: string): string => JSON.stringify({ schemaVersion: 2, mediaType: dockerManifest, name })
const statuses = (answers: readonly RawAnswer[]): number[] => answers.map(({ status }) => status)
const read = (registry: MemoryRegistry, method: string, headers = {}): Promise<RawAnswer[]> =>
  Promise.all(
    ['manifests/v1', `blobs/${layer}`].map(path => raw(method, `${registry.url}/v2/app/${path}`, { headers }))
  )

/** A registry with a tag and a blob. */
const filled = async (options?: MemoryRegistryOptions): Promise<MemoryRegistry> => {
  const registry = await start(options)
  registry.putManifest('app', 'v1', manifest('one'), dockerManifest)
  registry.putBlob('app', 'layer')
  return registry
}

describe('reads', () => {
  test.each([403, 404, 405] as const)(
    'HEAD is answered with %d where that is asked for, and GET works',
    async status => {
      const registry = await filled({ head: { manifests: status, blobs: status } })
      const headers = { accept: dockerManifest }
      expect(statuses(await read(registry, 'HEAD', headers))).toEqual([status, status])
      expect(statuses(await read(registry, 'GET', headers))).toEqual([200, 200])
    }
  )

  test('only /v2/ has a challenge where that is asked for', async () => {
    const registry = await filled({ auth: 'basic', challengeAtPingOnly: 404 })
    const authorization = `Basic ${Buffer.from('user:password').toString('base64')}`
    const anonymous = await read(registry, 'GET')
    expect(statuses(anonymous)).toEqual([404, 404])
    expect(anonymous[0]?.headers).not.toHaveProperty('www-authenticate')
    const ping = await raw('GET', `${registry.url}/v2/`)
    expect([ping.status, ping.headers['www-authenticate']]).toEqual([401, 'Basic realm="basic-realm"'])
    expect(statuses(await read(registry, 'GET', { authorization, accept: dockerManifest }))).toEqual([200, 200])
  })

  test('go to another registry where that is asked for', async () => {
    const registry = await filled({ readsAt: 'https://other.example' })
    const answers = await read(registry, 'GET')
    expect(statuses(answers)).toEqual([307, 307])
    expect(answers[0]?.headers.location).toBe('https://other.example/v2/app/manifests/v1')
  })

  test('are compressed, or called so', async () => {
    const [always, label] = [await filled({ gzip: 'always' }), await filled({ gzip: 'label' })]
    const [, packed] = await read(always, 'GET')
    expect([packed?.headers['content-encoding'], gunzipSync(packed?.body ?? '').toString()]).toEqual(['gzip', 'layer'])
    const [, named] = await read(label, 'GET')
    expect([named?.headers['content-encoding'], named?.body.toString()]).toEqual(['x-gzip', 'layer'])
  })

  test('by tag have another digest in their header', async () => {
    const { url } = await filled({ tagDigests: 'wrong' })
    const digest = digestOf(manifest('one'))
    const byTag = await get(url, 'v1', dockerManifest)
    expect([byTag.status, byTag.headers['docker-content-digest'] === digest]).toEqual([200, false])
    expect((await get(url, digest, dockerManifest)).headers['docker-content-digest']).toBe(digest)
  })
})

describe('writes', () => {
  test.each([307, 308] as const)('are redirected once by %d', async status => {
    const { url } = await start({ redirectedWrites: status })
    const path = `${url}/v2/app/manifests/v1`
    const first = await raw('PUT', path, { body: manifest('one'), headers: { 'content-type': dockerManifest } })
    expect([first.status, first.headers.location]).toEqual([status, '/v2/app/manifests/v1?hop=1'])
    const second = await raw('PUT', new URL(first.headers.location ?? '', url).href, {
      body: manifest('one'),
      headers: { 'content-type': dockerManifest }
    })
    expect(second.status).toBe(201)
  })

  test('have no body above the limit', async () => {
    const { url } = await start({ bodyLimit: 100 })
    const session = await openUpload(url, 'app')
    const answer = await raw('PUT', withDigest(url, session, layer), { body: Buffer.alloc(101) })
    expect([answer.status, answer.headers['content-type']]).toEqual([413, 'text/html'])
  })

  test('are not taken by a pull-through cache, which serves what it has', async () => {
    const registry = await filled({ pullThrough: true })
    const answer = await put(registry.url, 'v1', manifest('two'), dockerManifest)
    expect([answer.status, answer.codes]).toEqual([405, ['UNSUPPORTED']])
    expect(statuses(await read(registry, 'GET', { accept: dockerManifest }))).toEqual([200, 200])
  })

  test('are refused as Harbor, ACR and Nexus refuse them', async () => {
    const rules = [
      { immutableTags: 'harbor' },
      { lockedTags: ['v1'] },
      { redeploy: false }
    ] as const satisfies MemoryRegistryOptions[]
    const answers = await Promise.all(
      rules.map(async rule => put((await filled(rule)).url, 'v1', manifest('two'), dockerManifest))
    )
    expect(answers.map(({ status, codes }) => [status, ...codes])).toEqual([
      [412, 'PRECONDITION'],
      [405, 'REGISTRY_DISALLOWED_OPERATION'],
      [400, 'BLOB_UPLOAD_INVALID']
    ])
  })

  test('of content that Nexus has already are refused under every tag', async () => {
    const { url } = await start({ redeploy: false })
    expect((await put(url, digestOf(manifest('one')), manifest('one'), dockerManifest)).status).toBe(201)
    expect((await put(url, 'v2', manifest('one'), dockerManifest)).status).toBe(400)
  })

  test.each(['told', 'silently'] as const)('are set anew, which is %s', async rewrites => {
    const { url, tags } = await start({ rewrites })
    const answer = await put(url, 'v1', manifest('one'), dockerManifest)
    const stored = tags('app').get('v1')
    expect([answer.status, stored === digestOf(manifest('one'))]).toEqual([201, false])
    expect(answer.headers['docker-content-digest']).toBe(rewrites === 'told' ? stored : undefined)
    expect((await get(url, 'v1', dockerManifest)).json()).toEqual(JSON.parse(manifest('one')))
  })
})

describe('uploads', () => {
  const mountOf = async (mount: 'no-location' | 'not-kept'): Promise<[RawAnswer, MemoryRegistry]> => {
    const registry = await filled({ mount })
    return [
      await raw('POST', `${registry.url}/v2/other/blobs/uploads/?mount=${layer}&from=app`, { body: '' }),
      registry
    ]
  }

  test('a mount has no Location, or is not kept', async () => {
    const [nowhere] = await mountOf('no-location')
    expect([nowhere.status, nowhere.headers.location]).toEqual([202, undefined])
    const [promised, { hasBlob }] = await mountOf('not-kept')
    expect([promised.status, hasBlob('other', layer)]).toEqual([201, false])
  })

  test.each([404, 405] as const)('a PUT with a body is answered with %d where blobs come by PATCH', async status => {
    const { url, hasBlob } = await start({ onlyPatch: status })
    expect((await upload(url, 'layer')).status).toBe(status)
    const patched = await raw('PATCH', await openUpload(url, 'app'), { body: 'layer' })
    expect(patched.status).toBe(202)
    expect((await raw('PUT', withDigest(url, patched.headers.location ?? '', layer), { body: '' })).status).toBe(201)
    expect(hasBlob('app', layer)).toBe(true)
  })

  test('sessions are forgotten', async () => {
    const { url } = await start({ forgetsUploads: true })
    expect((await upload(url, 'layer')).codes).toEqual(['BLOB_UPLOAD_UNKNOWN'])
  })

  test('the Location is of the origin that the registry takes for its own', async () => {
    const { url } = await start({ uploadOrigin: 'http://registry:5000' })
    expect(await openUpload(url, 'app')).toMatch(/^http:\/\/registry:5000\/v2\/app\/blobs\/uploads\//)
  })
})

describe('tokens', () => {
  const authorization = `Basic ${Buffer.from('user:password').toString('base64')}`
  const pulled = async (
    registry: MemoryRegistry,
    scopes: readonly string[],
    headers: Record<string, string> = { authorization }
  ): Promise<number> => {
    const query = scopes.map(scope => `scope=${scope}`).join('&')
    const answer = await raw('GET', `${registry.url}/token?${query}`, { headers })
    if (answer.status !== 200) return answer.status
    const { token } = answer.json() as { token: string }
    const accept = dockerManifest
    return (
      await raw('GET', `${registry.url}/v2/app/manifests/v1`, { headers: { authorization: `Bearer ${token}`, accept } })
    ).status
  }
  const own = 'repository:app:pull'

  test('need the scope of the challenge, or do not know it', async () => {
    const required = await filled({ auth: 'token', challengeScope: { scope: 'aws', tokens: 'required' } })
    const [challenge] = await read(required, 'GET')
    expect(challenge?.headers['www-authenticate']).toContain('scope="repository:app:pull aws"')
    expect(await pulled(required, [own])).toBe(401)
    expect(await pulled(required, [own, 'aws'])).toBe(200)
    const refused = await filled({ auth: 'token', challengeScope: { scope: 'aws', tokens: 'refused' } })
    expect(await pulled(refused, [own, 'aws'])).toBe(400)
    expect(await pulled(refused, [own])).toBe(200)
  })

  test('are for the names that the gateway gives', async () => {
    const registry = await filled({ auth: 'token', scopePrefix: 'tenant/' })
    const [challenge] = await read(registry, 'GET')
    expect(challenge?.headers['www-authenticate']).toContain('scope="repository:tenant/app:pull"')
    expect(await pulled(registry, [own])).toBe(401)
    expect(await pulled(registry, ['repository:tenant/app:pull'])).toBe(200)
  })

  test('of the account do not open what everybody may read', async () => {
    const registry = await filled({ auth: 'token', anonymousPull: true, closedToAccount: ['app'] })
    expect(await pulled(registry, [own])).toBe(401)
    expect(await pulled(registry, [own], {})).toBe(200)
  })
})
