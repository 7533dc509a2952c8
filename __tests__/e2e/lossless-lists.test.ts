import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basedOn, pushBases, rebasingIn, type Rebasing } from '../support/bases.js'
import { expectRefusal } from '../support/fan-in.js'
import { buildImage } from '../support/image-builder.js'
import { digestOf } from '../support/image-store.js'
import { configOf, type Image, readFixture } from '../support/images.js'
import { memoryOf, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { entryFor, putWrittenList, readWrittenList, type WrittenEntry } from '../support/written-list.js'

let registry: TestRegistry
let servercore: string
beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
  servercore = `${registry.host}/windows/servercore`
})
afterAll(() => registry.close())

const ltsc2022 = readFixture('app-classic-ltsc2022')
const linux = buildImage({ os: 'linux', architecture: 'amd64', mediaTypes: 'oci' })
const windows = (osVersion: string): WrittenEntry => ({
  platform: { os: 'windows', architecture: 'amd64', 'os.version': osVersion, 'x.unknown': 'of the platform' }
})

/** The members that an index and its descriptors may have besides, and one that no specification knows. */
const more = {
  artifactType: 'application/vnd.example.release',
  subject: {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    size: 7,
    digest: digestOf(Buffer.from('subject'))
  },
  'com.example.unknown': { kept: [1, null] }
}
const wholeLinux = entryFor(linux, {
  'x.first': true,
  platform: { os: 'linux', architecture: 'amd64', features: ['sse4'] },
  annotations: { a: 'b' },
  artifactType: 'application/x',
  urls: ['https://elsewhere.example/linux'],
  data: linux.bytes.toString('base64')
})
const [name, digest] = ['org.opencontainers.image.base.name', 'org.opencontainers.image.base.digest'] as const
const oldBase = basedOn('mcr.example/old:1', digestOf(Buffer.from('old')))

const published = async (
  entries: readonly WrittenEntry[],
  images: readonly Image[] = [ltsc2022, linux],
  members: WrittenEntry = more
): Promise<Rebasing> => {
  const place = rebasingIn(registry)
  for (const image of images) await place.put(image.digest, image)
  putWrittenList(registry, place.repository, 'v2.7.0', entries, members)
  return place
}

const labelsOf = (place: Rebasing, tag: string): Record<string, string> => {
  const memory = memoryOf(registry)
  const manifest = JSON.parse(memory.getManifest(place.repository, tag)?.bytes.toString() ?? '{}') as {
    config: { digest: string }
  }
  const config = JSON.parse(memory.getBlob(place.repository, manifest.config.digest)?.toString() ?? '{}') as ReturnType<
    typeof configOf
  >
  return config.config?.Labels ?? {}
}

describe('a rebase of an index', () => {
  test('leaves what it was not asked for as it was written', async () => {
    const place = await published([entryFor(ltsc2022, windows('10.0.20348.5499')), wholeLinux])
    const result = await place.rebase('v2.7.0', { 'base-image': servercore })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { unchanged: 'false' } })
    const list = await readWrittenList(registry, place.repository, 'v2.7.0')
    expect(list).toMatchObject(more)
    expect(list).not.toHaveProperty('annotations')
    expect(list.manifests[0]).toMatchObject(windows('10.0.20348.5622'))
    // The same members in the same order.
    expect(JSON.stringify(list.manifests[1])).toBe(JSON.stringify(wholeLinux))
  })

  test('lets the annotations that name the base follow the labels, and leaves the content of the old image out', async () => {
    const annotations = { ...oldBase, 'com.example.note': 'kept' }
    const place = await published(
      [
        entryFor(ltsc2022, {
          ...windows('10.0.20348.5499'),
          annotations,
          artifactType: 'application/x',
          data: ltsc2022.bytes.toString('base64'),
          urls: ['https://elsewhere.example/old'],
          'x.unknown': 1
        }),
        wholeLinux
      ],
      [ltsc2022, linux],
      { ...more, annotations }
    )
    expect(await place.rebase('v2.7.0', { 'base-image': servercore })).toMatchObject({ exitCode: 0, errors: [] })
    const list = await readWrittenList(registry, place.repository, 'v2.7.0')
    const labels = labelsOf(place, 'v2.7.0-ltsc2022')
    const based = { [name]: labels[name], [digest]: labels[digest], 'com.example.note': 'kept' }
    expect(labels[name]).toBe(`${servercore}:ltsc2022`)
    expect(list.annotations).toEqual(based)
    expect(list.manifests[0]).toMatchObject({ annotations: based, artifactType: 'application/x', 'x.unknown': 1 })
    expect(list.manifests[0]).not.toHaveProperty('data')
    expect(list.manifests[0]).not.toHaveProperty('urls')
  })

  test('leaves out content in the list that is not the image', async () => {
    const lie = { ...wholeLinux, data: Buffer.from('something else').toString('base64') }
    const place = await published([entryFor(ltsc2022, windows('10.0.20348.5499')), lie])
    expect(await place.rebase('v2.7.0', { 'base-image': servercore })).toMatchObject({ exitCode: 0, errors: [] })
    const { data: _data, ...rest } = wholeLinux
    expect((await readWrittenList(registry, place.repository, 'v2.7.0')).manifests[1]).toEqual(rest)
  })

  test('keeps one image that is listed for several platforms', async () => {
    const arm = buildImage({ os: 'linux', architecture: 'arm' })
    const variants = ['v6', 'v7'].map(variant =>
      entryFor(arm, { platform: { os: 'linux', architecture: 'arm', variant } })
    )
    const place = await published([entryFor(ltsc2022, windows('10.0.20348.5499')), ...variants], [ltsc2022, arm])
    expect(await place.rebase('v2.7.0', { 'base-image': servercore })).toMatchObject({ exitCode: 0, errors: [] })
    expect((await readWrittenList(registry, place.repository, 'v2.7.0')).manifests.slice(1)).toEqual(variants)
  })

  test('is refused where the list gives an image another system', async () => {
    const place = await published([
      entryFor(ltsc2022, windows('10.0.20348.5499')),
      { ...wholeLinux, platform: { os: 'windows', architecture: 'amd64', 'os.version': '10.0.26100.1' } }
    ])
    expectRefusal(await place.rebase('v2.7.0', { 'base-image': servercore }), [
      `${linux.digest} is listed as windows/amd64, but its config says linux/amd64`
    ])
  })

  test('is refused under the name of a leg, where it lists several images', async () => {
    const place = await published([entryFor(ltsc2022, windows('10.0.20348.5499')), wholeLinux])
    const { bytes, mediaType } = memoryOf(registry).getManifest(place.repository, 'v2.7.0') ?? {}
    memoryOf(registry).putManifest(place.repository, 'v2.7.0-ltsc2022', bytes ?? '', mediaType ?? '')
    expectRefusal(await place.rebase('v2.7.0-ltsc2022', { 'base-image': servercore }), [
      `${place.image}:v2.7.0-ltsc2022 is named like the image of one release, but is a list of 2 images`
    ])
  })
})

describe('keep-existing', () => {
  test('leaves what is not supplied anew as it was written', async () => {
    const revision = 'org.opencontainers.image.revision'
    const annotations = { 'com.example.note': 'kept', 'org.opencontainers.image.version': 'v2.6.0', [revision]: 'old' }
    const next = versionImage('v2.7.0', '10.0.20348.2')
    const place = await placeIn(registry, { linux, next, 'v2.7.0-ltsc2022': next })
    putWrittenList(registry, place.repository, 'v2.7.0', [wholeLinux], { ...more, annotations })
    const inputs = { tags: 'v2.7.0', releases: 'ltsc2022', 'keep-existing': 'true', annotations: 'com.example.own=new' }
    const result = await place.run(inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const list = await readWrittenList(registry, place.repository, 'v2.7.0')
    expect(list).toMatchObject(more)
    expect(list.annotations).toEqual({
      'com.example.note': 'kept',
      'com.example.own': 'new',
      // What is known of the list that is published now.
      'org.opencontainers.image.version': 'v2.7.0',
      [revision]: '0123456789abcdef0123456789abcdef01234567'
    })
    expect(list.manifests[0]?.digest).toBe(next.digest)
    expect(JSON.stringify(list.manifests[1])).toBe(JSON.stringify(wholeLinux))
    expect((await place.run(inputs)).outputs).toMatchObject({ digest: result.outputs.digest, unchanged: 'true' })
  })
})
