import { afterEach, describe, expect, test } from 'vitest'
import { onlyChild, pushBases, type Rebasing, rebasingIn, updateOf } from '../support/bases.js'
import { buildIndex } from '../support/image-builder.js'
import { type Image, manifestOf, pushImage, readFixture } from '../support/images.js'
import type { FaultEffect, RecordedRequest } from '../support/memory-registry.js'
import { memoryOf } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { readTwice, slowDown, tellWaves, type Wave } from '../support/waves.js'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options: Parameters<typeof memoryTestRegistry>[0] = {}): Promise<TestRegistry> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return registry
}

const fixtures = ['ltsc2019', 'ltsc2022', 'ltsc2025'] as const
const layersOf = (image: Image): string[] => manifestOf(onlyChild(image)).layers?.map(({ digest }) => digest) ?? []
const next = onlyChild(readFixture('base-servercore-ltsc2022-next'))

/** The bytes that came in bodies, by what they were for. */
const received = ({ registry, repository }: Rebasing, kind: string): number[] =>
  memoryOf(registry)
    .requests.filter(request => request.repository === repository && request.kind === kind)
    .map(request => request.received)

describe('a rebase of one image', () => {
  const waved = async (inputs: (host: string) => Readonly<Record<string, string>>): Promise<readonly Wave[]> => {
    const registry = await start()
    await pushBases(registry)
    const place = rebasingIn(registry)
    await place.put('v1.0.0-ltsc2022', 'app-classic-ltsc2022')
    // The run before writes the labels that the next one finds its base by.
    const back = { 'new-base': `${registry.host}/windows/servercore:10.0.20348.5499` }
    const first = await place.rebase('v1.0.0-ltsc2022', { 'base-image': `${registry.host}/windows/servercore` })
    expect(first.outputs.unchanged).toBe('false')
    expect((await place.rebase('v1.0.0-ltsc2022', back)).outputs.unchanged).toBe('false')
    const waves = slowDown([memoryOf(registry)])
    memoryOf(registry).clearRequests()
    const result = await place.rebase('v1.0.0-ltsc2022', inputs(registry.host))
    expect(result).toMatchObject({ exitCode: 0, outputs: { unchanged: 'false', 'os-version': '10.0.20348.5622' } })
    expect(readTwice(memoryOf(registry))).toEqual([])
    return waves()
  }

  test('takes at most ten round trips where its labels name the old base', async () => {
    const waves = await waved(host => ({ 'base-image': `${host}/windows/servercore` }))
    tellWaves('rebase by labels', waves)
    expect(waves.length).toBeLessThanOrEqual(10)
  })

  test('takes at most nine where the old base is given', async () => {
    const waves = await waved(host => ({
      'old-base': `${host}/windows/servercore:10.0.20348.5499`,
      'base-image': `${host}/windows/servercore`
    }))
    tellWaves('rebase by old-base', waves)
    expect(waves.length).toBeLessThanOrEqual(9)
  })

  test('moves no layer where the repository has them: config and manifest alone', async () => {
    const registry = await start()
    await pushBases(registry)
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', 'app-buildkit-ltsc2022')
    const baseImage = { 'base-image': `${registry.host}/windows/servercore` }
    memoryOf(registry).clearRequests()
    const { outputs } = await place.rebase('v1-ltsc2022', baseImage)
    const made = registry.memory?.getManifest(place.repository, outputs.digest ?? '')
    const { config } = JSON.parse(made?.bytes.toString() ?? '{}') as { config: { size: number } }
    expect(received(place, 'upload-put')).toEqual([config.size])
    expect(received(place, 'upload-patch')).toEqual([])
    expect(received(place, 'manifest-put')).toEqual([made?.bytes.length])
    const layers = manifestOf(next).layers?.map(({ digest }) => digest) ?? []
    const read = memoryOf(registry).requests.filter(({ kind }) => kind === 'blob-get')
    expect(read.filter(({ reference = '' }) => layers.includes(reference))).toEqual([])
  })

  test('writes nothing where another manifest has the files of the base that it is on', async () => {
    const [registry, vendor] = [await start(), await start()]
    const base = readFixture('base-servercore-ltsc2022')
    const manifest = { ...manifestOf(onlyChild(base)), annotations: { 'com.example.pushed': 'again' } }
    const again = { ...onlyChild(base), bytes: Buffer.from(JSON.stringify({ schemaVersion: 2, ...manifest })) }
    const store = vendor.store('windows/servercore')
    await pushImage(store, 'windows/servercore', '10.0.20348.5499', base)
    await pushImage(store, 'windows/servercore', 'ltsc2022', again)
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', 'app-classic-ltsc2022')
    const result = await place.rebase('v1-ltsc2022', { 'base-image': `${vendor.host}/windows/servercore` })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { unchanged: 'true' } })
    expect(memoryOf(registry).requests.filter(({ method }) => !['GET', 'HEAD'].includes(method))).toEqual([])
    expect(memoryOf(vendor).requests.filter(({ reference = '' }) => layersOf(base).includes(reference))).toEqual([])
  })

  test.each<[string, FaultEffect]>([
    ['answered 503', { type: 'status', status: 503 }],
    ['cut off', { type: 'cut-before' }]
  ])('goes on when the upload of the config is %s', async (_, effect) => {
    const registry = await start()
    await pushBases(registry)
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', 'app-buildkit-ltsc2022')
    const when = ({ query }: RecordedRequest): boolean => !query.has('mount')
    memoryOf(registry).fault({ ...effect, kind: 'upload-post', repository: place.repository, when })
    const result = await place.rebase('v1-ltsc2022', { 'base-image': `${registry.host}/windows/servercore` })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { unchanged: 'false' } })
    expect(memoryOf(registry).requests.filter(({ fault }) => fault === effect.type)).toHaveLength(1)
  })

  test('streams the new base from another registry, and only what is not there', async () => {
    const [registry, vendor] = [await start(), await start()]
    await pushBases(vendor)
    const place = rebasingIn(registry)
    const [shared, update] = manifestOf(next).layers ?? []
    await place.put('v1-ltsc2022', 'app-buildkit-ltsc2022')
    const result = await place.rebase('v1-ltsc2022', { 'base-image': `${vendor.host}/windows/servercore` })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    // The layer that both bases have came with the image.
    expect(
      memoryOf(vendor).requests.filter(({ kind, reference }) => kind === 'blob-get' && reference === shared?.digest)
    ).toEqual([])
    expect(await registry.blob(place.repository, update?.digest ?? '')).toEqual(next.blobs.get(update?.digest ?? ''))
  })

  test('keeps layers that are only to be had elsewhere, with their addresses', async () => {
    const registry = await start({ foreignUrls: 'allowed' })
    const urls = ['https://go.microsoft.com/fwlink/?linkid=837858']
    const foreign = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'
    /** A base whose first layer is foreign, as Microsoft's were until 2023. */
    const withForeign = (name: string): Image => {
      const base = onlyChild(readFixture(name))
      const { layers = [], ...rest } = manifestOf(base)
      const [first, ...others] = layers
      const manifest = { schemaVersion: 2, ...rest, layers: [{ ...first, mediaType: foreign, urls }, ...others] }
      const blobs = new Map([...base.blobs].filter(([digest]) => digest !== first?.digest))
      return { ...base, bytes: Buffer.from(JSON.stringify(manifest)), blobs }
    }
    const store = registry.store('windows/servercore')
    await pushImage(store, 'windows/servercore', '10.0.20348.5499', onlyChild(readFixture('base-servercore-ltsc2022')))
    await pushImage(store, 'windows/servercore', 'ltsc2022', withForeign('base-servercore-ltsc2022-next'))
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', 'app-classic-ltsc2022')
    const result = await place.rebase('v1-ltsc2022', { 'base-image': `${registry.host}/windows/servercore` })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const held = registry.memory?.getManifest(place.repository, 'v1-ltsc2022')
    expect(JSON.parse(held?.bytes.toString() ?? '')).toMatchObject({
      layers: [{ mediaType: foreign, urls }, {}, {}, {}, {}, {}]
    })
    expect(await registry.blob(place.repository, manifestOf(next).layers?.[0]?.digest ?? '')).toBeUndefined()
  })
})

describe('a rebase of a list of three', () => {
  test('takes at most half again of the round trips of one image', async () => {
    const registry = await start()
    await pushBases(registry)
    const servercore = `${registry.host}/windows/servercore`
    const place = rebasingIn(registry)
    const images = fixtures.map(release => readFixture(`app-buildkit-${release}`))
    await place.put('edge', buildIndex({ entries: images }))
    await place.put('one-ltsc2022', 'app-buildkit-ltsc2022')
    // An update for each of them: the old bases are still under their versions.
    for (const [i, release] of fixtures.entries()) {
      const updated = updateOf(onlyChild(readFixture(`base-servercore-${release}`)), i)
      await pushImage(registry.store('windows/servercore'), 'windows/servercore', release, updated)
    }
    const waves = slowDown([memoryOf(registry)])
    await place.rebase('one-ltsc2022', { 'base-image': servercore })
    const one = waves().length
    const list = await place.rebase('edge', { 'base-image': servercore })
    expect(list).toMatchObject({
      exitCode: 0,
      errors: [],
      outputs: { unchanged: 'false', releases: 'ltsc2019,ltsc2022,ltsc2025' }
    })
    const three = waves().length - one
    tellWaves('rebase of one image, then of a list of three', waves())
    expect(three).toBeLessThanOrEqual(1.5 * one)
  })
})
