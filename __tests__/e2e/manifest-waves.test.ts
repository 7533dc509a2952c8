import { afterEach, describe, expect, test } from 'vitest'
import { releaseNames } from '../../src/windows/releases.js'
import { runManifest } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import type { Image } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { memoryOf, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'
import { describeWaves, slowDown, tellWaves, type Wave } from '../support/waves.js'

/** All releases for amd64, by build. */
const builds = {
  ltsc2025: 26_100,
  ltsc2022: 20_348,
  '20H2': 19_042,
  '2004': 19_041,
  '1909': 18_363,
  '1903': 18_362,
  ltsc2019: 17_763,
  '1803': 17_134,
  '1709': 16_299,
  ltsc2016: 14_393
}
const three = ['ltsc2025', 'ltsc2022', 'ltsc2019'] as const
const ten = Object.keys(builds) as (keyof typeof builds)[]

const legsOf = (releases: readonly (keyof typeof builds)[], version = 'v2.7.0'): Record<string, Image> =>
  Object.fromEntries(
    releases.map(release => [`${version}-${release}`, versionImage(version, `10.0.${builds[release]}.1`)])
  )

/** A list of a version under tags. */
const published = (
  tags: readonly string[],
  releases: readonly (keyof typeof builds)[],
  version: string
): Record<string, Image> => {
  const list = buildIndex({ entries: Object.values(legsOf(releases, version)) })
  return Object.fromEntries(tags.map(tag => [tag, list]))
}

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (tags: Readonly<Record<string, Image>>, options: MemoryRegistryOptions = {}): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, tags)
}

/** Runs it with every answer held back, and says in which waves the requests came. */
const wavesOf = async (
  what: string,
  places: readonly [Place, ...Place[]],
  inputs: Readonly<Record<string, string>>
): Promise<readonly Wave[]> => {
  const waves = slowDown(places.map(({ registry }) => memoryOf(registry)))
  const registries = places.map(({ registry }) => registry)
  const result = await runManifest(registries, { image: places[0].image, ...inputs })
  tellWaves(what, waves())
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect(result.log).not.toContain('trying again')
  return waves()
}

test('three legs and one tag take four waves: legs and tag, configs, the write, the look at it', async () => {
  const place = await start(legsOf(three))
  const waves = await wavesOf('three legs, one tag', [place], { tags: 'v2.7.0', releases: three.join() })
  expect(describeWaves(waves)).toEqual(['4 manifest-get', '3 blob-get', '1 manifest-put', '1 manifest-head'])
})

test('three legs and three tags take six waves, since latest waits for the others', async () => {
  const place = await start({ ...legsOf(three), ...published(['2.7', 'latest'], three, 'v2.6.0') })
  const inputs = { tags: 'v2.7.0,2.7,latest', releases: three.join() }
  const waves = await wavesOf('three legs, three tags', [place], inputs)
  expect(waves).toHaveLength(6)
  // The tags are looked into beside the legs, and the list goes out by digest while their version is still read.
  const described = describeWaves(waves)
  expect(described[0]).toBe('6 manifest-get')
  expect(described[1]).toBe('3 blob-get, 3 manifest-get')
  // The tags are looked at again beside other requests: that costs no wave.
  expect(described[2]).toContain('2 manifest-head, 1 manifest-put')
  expect(described.slice(3)).toEqual([
    '1 manifest-head, 2 manifest-put',
    '2 manifest-head, 1 manifest-put',
    '1 manifest-head'
  ])
})

// A connection is open after two round trips and answers in a third; one that is there answers within two, at worst.
test('ten releases and five tags take a wave more than three of each, on the connections of the first one', async () => {
  const tags = ['v2.7.0', 'v2.7', '2.7', 'v2', 'latest']
  const place = await start({ ...legsOf(ten), ...published(tags.slice(1), ten, 'v2.6.0') })
  const inputs = { tags: tags.join(), releases: ten.join() }
  const waves = await wavesOf('ten releases, five tags', [place], inputs)
  expect(waves.length).toBeLessThanOrEqual(7)
  expect(waves[0]).toHaveLength(15)
  expect(waves.flat()).toHaveLength(61)
  expect(new Set(waves.flat().map(({ port }) => port)).size).toBe(15)
})

/** Runs twice and says in which waves the requests of the second run came, which has nothing to do. */
const secondWaves = async (what: string, tags: string): Promise<readonly Wave[]> => {
  const place = await start(legsOf(three))
  const inputs = { tags, releases: three.join() }
  expect(await place.run(inputs)).toMatchObject({ exitCode: 0, errors: [] })
  const waves = await wavesOf(what, [place], inputs)
  expect(waves.flat().filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([])
  return waves
}

test('a second run takes two waves', async () => {
  expect((await secondWaves('nothing to do', 'v2.7.0,edge')).length).toBeLessThanOrEqual(2)
})

// What the tags hold may still be being read when the step is done; that must not keep it from ending.
describe('reads that nobody waits for any more', () => {
  test('do not make a second run longer', async () => {
    expect((await secondWaves('nothing to do, followed tags', 'v2.7.0,2.7,latest')).length).toBeLessThanOrEqual(2)
  })

  test('are not tried again when the step is done', async () => {
    const place = await start(legsOf(three))
    const mirror = await start({})
    const inputs = { tags: 'v2.7.0,latest', releases: three.join(), image: `${place.image}\n${mirror.image}` }
    expect(await runManifest([place.registry, mirror.registry], inputs)).toMatchObject({ exitCode: 0, errors: [] })
    await wavesOf('a dry run, two registries', [place, mirror], { ...inputs, push: 'false' })
  })
})

test('releases that have to be found are looked for all at once', async () => {
  const place = await start({ ...legsOf(three), ...published(['v2.7.0'], three, 'v2.6.0') })
  const waves = await wavesOf('found', [place], { tags: 'v2.7.0', releases: 'found' })
  expect(waves.length).toBeLessThanOrEqual(5)
  expect(waves[0]?.filter(({ status }) => status === 404)).toHaveLength(releaseNames.length - three.length)
})

test('a token costs two waves at most: the refusal that asks for it, and it', async () => {
  const place = await start(legsOf(three), { auth: 'token' })
  const inputs = { tags: 'v2.7.0', releases: three.join() }
  const waves = await wavesOf('three legs, one tag, with a token', [place], inputs)
  expect(waves.length).toBeLessThanOrEqual(6)
})

test('images of other repositories and registries are brought together at once', async () => {
  const place = await start(legsOf(three))
  const near = await placeIn(place.registry, { one: versionImage('v2.7.0', '10.0.19042.1') })
  const far = await start({ two: versionImage('v2.7.0', '10.0.14393.1') })
  const waves = await wavesOf('three legs, two copies, one tag', [place, far], {
    tags: 'v2.7.0',
    releases: three.join(),
    sources: `${near.image}:one\n${far.image}:two`
  })
  // The longest way: image, config, is it there, is the blob there, session, upload, manifest, tag, look.
  expect(waves.length).toBeLessThanOrEqual(11)
})
