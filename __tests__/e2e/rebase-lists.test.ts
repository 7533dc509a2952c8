import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { heldImage, pushBases, type Rebasing, rebasingIn } from '../support/bases.js'
import { linuxImage, readList } from '../support/fan-in.js'
import { buildImage, buildIndex, mediaTypes } from '../support/image-builder.js'
import { type Image, readFixture } from '../support/images.js'
import { missingFrom, memoryOf } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const classic = Object.fromEntries(
  ['ltsc2025', 'ltsc2022', 'ltsc2019'].map(release => [release, readFixture(`app-classic-${release}`)])
) as Record<'ltsc2025' | 'ltsc2022' | 'ltsc2019', Image>
const list = buildIndex({ entries: [classic.ltsc2025, classic.ltsc2022, classic.ltsc2019, linuxImage] })

describe('mode rebase of a list', () => {
  let registry: TestRegistry
  let baseImage: Readonly<Record<string, string>>
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    await pushBases(registry)
    baseImage = { 'base-image': `${registry.host}/windows/servercore` }
  })
  afterAll(() => registry.close())

  const published = async (image: Image = list): Promise<Rebasing> => {
    const place = rebasingIn(registry)
    await place.put('v2.7.0', image)
    return place
  }

  test('puts the newest base under the image that has an older one, and leaves the others as they are', async () => {
    const place = await published()
    const result = await place.rebase('v2.7.0', baseImage)
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const { entries, digest, mediaType } = await readList(registry, place.repository, 'v2.7.0')
    expect([digest, mediaType]).toEqual([result.outputs.digest, list.mediaType])
    expect(entries).toHaveLength(4)
    expect(entries.map(entry => entry.platform?.['os.version'])).toEqual([
      '10.0.26100.33296',
      '10.0.20348.5622',
      '10.0.17763.8027',
      undefined
    ])
    const kept = [classic.ltsc2025, classic.ltsc2019, linuxImage].map(image => image.digest)
    expect(entries.map(entry => entry.digest).filter(one => kept.includes(one))).toEqual(kept)
    expect((await registry.tags(place.repository)).get('v2.7.0-ltsc2022')).toBe(entries[1]?.digest)
    expect(missingFrom(memoryOf(registry), place.repository, 'v2.7.0')).toEqual([])
    expect(result.summary).toContain('`10.0.20348.5499` → `10.0.20348.5622`')
    expect(result.summary).toContain('Who pulls what')
  })

  test('writes nothing the second time', async () => {
    const place = await published()
    await place.rebase('v2.7.0', baseImage)
    const before = (await registry.writes(place.repository)).length
    const again = await place.rebase('v2.7.0', baseImage)
    expect(again).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true' } })
    expect((await registry.writes(place.repository)).length).toBe(before)
    expect(again.log).toContain('Nothing was written')
  })

  test('in a dry run writes nothing and shows what it would have published', async () => {
    const place = await published()
    const result = await place.rebase('v2.7.0', { ...baseImage, push: 'false' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { unchanged: 'false' } })
    expect(result.summary).toContain('not written (dry run)')
    expect(await registry.writes(place.repository)).toEqual([])
    expect([...(await registry.tags(place.repository)).keys()]).toEqual(['v2.7.0'])
  })

  test('makes a release that the list lacks from the nearest image, and adds it in its place', async () => {
    const place = await published(buildIndex({ entries: [classic.ltsc2025, classic.ltsc2022] }))
    const result = await place.rebase('v2.7.0', { ...baseImage, releases: 'ltsc2019' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { releases: 'ltsc2019' } })
    const { entries } = await readList(registry, place.repository, 'v2.7.0')
    // What was not asked for stays, though ltsc2022 has a newer base.
    expect(entries.map(entry => entry.platform?.['os.version'])).toEqual([
      '10.0.26100.33296',
      '10.0.20348.5499',
      '10.0.17763.8027'
    ])
    const made = JSON.parse(result.outputs.metadata ?? '') as { images: { from: { release: string } }[] }
    expect(made.images.map(({ from }) => from.release)).toEqual(['ltsc2022'])
  })

  test('publishes under more tags, filled from the version of its images, latest last', async () => {
    // BuildKit's images have a version label, the classic builder's here have none.
    const labelled = ['ltsc2025', 'ltsc2022', 'ltsc2019'].map(release => readFixture(`app-buildkit-${release}`))
    const place = await published(buildIndex({ entries: labelled }))
    const result = await place.rebase('v2.7.0', { ...baseImage, tags: 'v{{version}}, {{major}}.{{minor}}, latest' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const tags = await registry.tags(place.repository)
    for (const tag of ['v2.7.0', '2.7', 'latest']) expect([tag, tags.get(tag)]).toEqual([tag, result.outputs.digest])
    const writes = (await registry.writes(place.repository)).filter(write => write.includes('/manifests/'))
    expect(writes.at(-1)).toMatch(/manifests\/latest$/)
  })

  test('brings what stays along to another repository', async () => {
    const place = await published()
    const target = rebasingIn(registry)
    const result = await place.rebase('v2.7.0', { ...baseImage, image: target.image })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(missingFrom(memoryOf(registry), target.repository, 'v2.7.0')).toEqual([])
    expect((await readList(registry, target.repository, 'v2.7.0')).entries).toHaveLength(4)
    expect([...(await registry.tags(place.repository)).keys()]).toEqual(['v2.7.0'])
  })

  describe('with an attestation', () => {
    const attested = async (): Promise<{ place: Rebasing; bases: Rebasing }> => {
      const [place, bases] = [rebasingIn(registry), rebasingIn(registry)]
      await place.put('edge', 'app-buildkit-provenance-ltsc2022')
      await bases.put('10.0.20348.5499', 'base-nanoserver-ltsc2022')
      await bases.put('ltsc2025', 'base-nanoserver-ltsc2025')
      await bases.put('ltsc2022', buildImage({ os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.5622' }))
      return { place, bases }
    }

    test('keeps it while the image that it is about is listed', async () => {
      const { place, bases } = await attested()
      const added = await place.rebase('edge', { 'base-image': bases.image, releases: 'ltsc2025' })
      expect(added).toMatchObject({ exitCode: 0, errors: [], notices: [] })
      const held = await heldImage(registry, place.repository, 'edge')
      expect(held.children).toHaveLength(3)
      expect(held.mediaType).toBe('application/vnd.oci.image.index.v1+json')
    })

    test('leaves it out with the image that is replaced, and says so', async () => {
      const { place, bases } = await attested()
      const replaced = await place.rebase('edge', { 'base-image': bases.image })
      expect(replaced).toMatchObject({ exitCode: 0, errors: [] })
      expect(replaced.notices).toEqual([
        expect.stringMatching(/^The attestation sha256:8ecb6637.* is left out/) as string
      ])
      expect((await heldImage(registry, place.repository, 'edge')).children).toHaveLength(1)
    })
  })

  test.each(['v1-ltsc2022', 'v1'])('knows the list that buildx makes of one leg: %s', async tag => {
    const place = rebasingIn(registry)
    const digest = await place.put(tag, 'app-buildkit-provenance-ltsc2022')
    const nanoserver = { 'base-image': `${registry.host}/windows/nanoserver` }
    const result = await place.rebase(tag, { ...nanoserver, tags: 'next', releases: 'ltsc2019' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    // In a list the image that it is about stays; a leg is an image alone.
    expect(result.notices).toEqual(
      tag === 'v1' ? [] : [expect.stringMatching(/^The attestation sha256:8ecb6637.* is left out/) as string]
    )
    const tags = await registry.tags(place.repository)
    expect(tags.get(tag)).toBe(digest)
    // The leg of a release is no list: nothing but the leg is made of it.
    expect([...tags.keys()].sort()).toEqual(
      tag === 'v1' ? ['next', 'next-ltsc2019', 'v1'] : ['next-ltsc2019', 'v1-ltsc2022']
    )
  })

  test('becomes an OCI index where a Docker list holds an OCI image, which only such a one can', async () => {
    const oci = buildImage({ os: 'linux', architecture: 'arm64', mediaTypes: 'oci' })
    const place = await published(buildIndex({ entries: [classic.ltsc2022, oci] }))
    expect((await readList(registry, place.repository, 'v2.7.0')).mediaType).toBe(mediaTypes.docker.list)
    const result = await place.rebase('v2.7.0', baseImage)
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { unchanged: 'false' } })
    const { mediaType, children } = await heldImage(registry, place.repository, 'v2.7.0')
    expect(mediaType).toBe(mediaTypes.oci.list)
    expect(children.map(child => child.mediaType)).toEqual([mediaTypes.docker.manifest, mediaTypes.oci.manifest])
  })

  test.each(['latest', 'latest-ltsc2022'])('says where the result of one image is: %s', async tag => {
    const place = rebasingIn(registry)
    const digest = await place.put(tag, classic.ltsc2022)
    const result = await place.rebase(tag, baseImage)
    expect(result).toMatchObject({ exitCode: 0, outputs: { reference: `${place.image}:latest-ltsc2022` } })
    if (tag === 'latest') {
      expect(result.notices).toEqual([
        `${place.image}:latest is a single image, not a list, and is left unchanged: the result is ${place.image}:latest-ltsc2022. To publish it as latest, list it there with mode 'manifest' ('releases: ltsc2022', 'tags: latest'); that list can then be rebased in place.`
      ])
      expect((await registry.tags(place.repository)).get(tag)).toBe(digest)
    } else expect(result.notices).toEqual([])
  })

  test('changes no tag where one of its images cannot be rebased', async () => {
    const place = await published(buildIndex({ entries: [classic.ltsc2025, readFixture('app-classic-run-ltsc2022')] }))
    const result = await place.rebase('v2.7.0', { ...baseImage, releases: 'ltsc2022, ltsc2019' })
    expect(result).toMatchObject({ exitCode: 1 })
    expect(result.errors[0]).toContain('may not work on ltsc2019')
    expect([...(await registry.tags(place.repository)).keys()]).toEqual(['v2.7.0'])
  })
})
