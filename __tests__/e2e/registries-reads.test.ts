import { afterEach, describe, expect, test } from 'vitest'
import { expectRefusal, runBare, runManifest } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { type Image, manifestOf } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { memoryOf, missingFrom, type Place, placeIn, versionImage } from '../support/published.js'
import { refusals } from '../support/refusals.js'
import { memoryTestRegistry } from '../support/registries.js'

const legs = {
  'v2.7.0-ltsc2025': versionImage('v2.7.0', '10.0.26100.1'),
  'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
}
const older = buildIndex({ entries: [versionImage('v2.6.0')] })
const inputs = { tags: 'v2.7.0', releases: 'ltsc2022,ltsc2025' }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (
  options: MemoryRegistryOptions = {},
  tags: Readonly<Record<string, Image>> = legs
): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, tags, 'org/app')
}

const requestsOf = ({ registry }: Place, kind: string): readonly (string | undefined)[] =>
  memoryOf(registry)
    .requests.filter(request => request.kind === kind)
    .map(({ reference }) => reference)

/** Inputs that publish the legs of one registry in another one. */
const across = (from: Place, to: Place): Record<string, string> => ({
  image: to.image,
  tags: 'v2.7.0',
  sources: Object.keys(legs)
    .map(tag => `${from.image}:${tag}`)
    .join()
})

describe('HEAD that a registry refuses', () => {
  test.each([403, 404, 405] as const)('by %d is asked again by GET', async status => {
    const place = await start({ head: { manifests: status, blobs: status } })
    const result = await place.run(inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(memoryOf(place.registry).tags('org/app').get('v2.7.0')).toBe(result.outputs.digest)
    expect(result.durationMs).toBeLessThan(10_000)
    const again = await place.run(inputs)
    expect(again).toMatchObject({ exitCode: 0, outputs: { digest: result.outputs.digest } })
  })

  test.each(['an error', 'a lost answer'])('by 404 is not taken for a change by another job: after %s', async what => {
    const place = await start({ head: { manifests: 404 } }, { ...legs, 'v2.7.0': older })
    const fault = what === 'an error' ? ({ type: 'status', status: 503 } as const) : ({ type: 'cut-after' } as const)
    memoryOf(place.registry).fault({ ...fault, kind: 'manifest-put', when: ({ path }) => path.endsWith('/v2.7.0') })
    const result = await place.run(inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(memoryOf(place.registry).tags('org/app').get('v2.7.0')).toBe(result.outputs.digest)
  })

  test('by 405 is asked once, and by GET from then on', async () => {
    const place = await start({ head: { manifests: 405 } }, { ...legs, 'v2.7.0': older })
    expect(await place.run(inputs)).toMatchObject({ exitCode: 0, errors: [] })
    expect(requestsOf(place, 'manifest-head')).toEqual(['v2.7.0'])
    expect(requestsOf(place, 'manifest-get').filter(reference => reference === 'v2.7.0')).toHaveLength(2)
  })

  test('by 405 while others are in flight costs no more than those', async () => {
    const tags = ['v2.7.0', '2.7', '2', 'latest']
    const held = Object.fromEntries(tags.map(tag => [tag, older]))
    const place = await start({ head: { manifests: 405 } }, { ...legs, ...held })
    const result = await place.run({ ...inputs, tags: tags.join() })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    for (const tag of tags) expect(memoryOf(place.registry).tags('org/app').get(tag)).toBe(result.outputs.digest)
    // Those that were sent before the first answer; none to read the tags back.
    const asked = requestsOf(place, 'manifest-head')
    expect(new Set(asked).size).toBe(asked.length)
    expect(memoryOf(place.registry).requests.findLastIndex(({ kind }) => kind === 'manifest-head')).toBeLessThan(
      memoryOf(place.registry).requests.findIndex(({ kind }) => kind === 'manifest-put')
    )
  })

  test.each([403, 405] as const)('by %d for a blob means that the blob is uploaded, not read', async status => {
    const source = await start()
    const target = await start({ head: { blobs: status } }, {})
    const result = await runManifest([target.registry, source.registry], across(source, target))
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(missingFrom(memoryOf(target.registry), 'org/app', 'v2.7.0')).toEqual([])
    expect(requestsOf(target, 'blob-get')).toEqual([])
  })

  test('with a reason that only GET gives is told with that reason, and never asks for a login that was given', async () => {
    const source = await start()
    const place = await start({}, {})
    // A HEAD has no body, so it carries none of this.
    memoryOf(place.registry).fault({ ...refusals.acrFirewall, times: Infinity })
    const login = { username: 'ada', password: 'correct horse' }
    const result = await runBare([place.registry, source.registry], { ...across(source, place), ...login })
    expectRefusal(result, ["client with IP '20.1.2.3' is not allowed access", 'firewall'])
    expect(result.errors[0]).not.toMatch(/'username'|log in/i)
  })
})

describe('a redirect of reads', () => {
  test('to a registry that wants an anonymous token is followed', async () => {
    const store = await start({ auth: 'token', anonymousPull: true })
    const domain = await start({ readsAt: `http://${store.registry.host}` }, {})
    const target = await start({}, {})
    const result = await runManifest([target.registry], across({ ...domain, repository: 'org/app' }, target))
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(missingFrom(memoryOf(target.registry), 'org/app', 'v2.7.0')).toEqual([])
  })

  test('never carries a login to the other registry', async () => {
    const store = await start({ auth: 'token', anonymousPull: true })
    const domain = await start({ auth: 'basic', readsAt: `http://${store.registry.host}` }, {})
    const target = await start({}, {})
    const result = await runManifest([target.registry, domain.registry], across(domain, target))
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const sent = memoryOf(store.registry).requests.map(({ headers }) => headers.authorization ?? '')
    expect(sent.filter(authorization => authorization.startsWith('Basic'))).toEqual([])
  })

  test('to a registry that lets nobody in names both', async () => {
    const store = await start({ auth: 'token' })
    const domain = await start({ readsAt: `http://${store.registry.host}` }, {})
    const target = await start({}, {})
    const result = await runManifest([target.registry], across(domain, target))
    expectRefusal(result, [`${domain.image}:v2.7.0-`, store.registry.host, 'redirects'])
    expect(result.errors[0]).not.toContain('keeps its blobs')
  })
})

describe('a compressed answer', () => {
  test('is asked for by nobody', async () => {
    const place = await start()
    await place.run(inputs)
    const encodings = memoryOf(place.registry).requests.map(({ headers }) => headers['accept-encoding'])
    expect(new Set(encodings)).toEqual(new Set(['identity']))
  })

  test.each(['always', 'label'] as const)('that comes all the same (%s) is read', async gzip => {
    const source = await start({ gzip })
    const target = await start({}, {})
    const result = await runManifest([target.registry, source.registry], across(source, target))
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(missingFrom(memoryOf(target.registry), 'org/app', 'v2.7.0')).toEqual([])
    for (const leg of Object.values(legs)) {
      const [layer] = manifestOf(leg).layers ?? []
      expect(memoryOf(target.registry).getBlob('org/app', layer?.digest ?? '')).toEqual(
        leg.blobs.get(layer?.digest ?? '')
      )
    }
  })
})

describe('a Docker-Content-Digest of a tag that is not that of the bytes', () => {
  test('does not count, and is warned of once', async () => {
    const place = await start({ tagDigests: 'wrong' }, { ...legs, '2.7': older, latest: older })
    const result = await place.run({ ...inputs, tags: 'v2.7.0,2.7,latest' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const warnings = result.warnings.filter(text => text.includes('Docker-Content-Digest'))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(place.registry.host)
    const tags = memoryOf(place.registry).tags('org/app')
    expect(['v2.7.0', '2.7', 'latest'].map(tag => tags.get(tag))).toEqual(Array(3).fill(result.outputs.digest))
    expect(result.durationMs).toBeLessThan(10_000)
  })

  test('does not hide content that another digest was asked for', async () => {
    const place = await start()
    memoryOf(place.registry).fault({ type: 'wrong-body', kind: 'blob-get', times: Infinity })
    expectRefusal(await place.run(inputs), ['the content does not match its digest'])
  })
})
