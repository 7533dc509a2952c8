import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entry, expectRefusal, linuxImage, readList, runManifest, windowsImage } from '../support/fan-in.js'
import { buildImage, buildIndex, type IndexEntry, mediaTypes } from '../support/image-builder.js'
import { type Descriptor, type Image, manifestOf } from '../support/images.js'
import { memoryOf, missingFrom, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
})

afterAll(() => registry.close())

const oci = (version: string, osVersion: string): Image => versionImage(version, osVersion, { mediaTypes: 'oci' })

/** What BuildKit stores beside an image to say how it was built. */
const attestationOf = (image: Image): IndexEntry => ({
  image: versionImage(`attestation of ${image.digest}`, '10.0.0.0', { mediaTypes: 'oci' }),
  platform: { architecture: 'unknown', os: 'unknown' },
  annotations: {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': image.digest
  }
})

const held2019 = oci('v2.7.0', '10.0.17763.1')
const held2022 = oci('v2.7.0', '10.0.20348.1')
const about2019 = attestationOf(held2019)
const about2022 = attestationOf(held2022)
const described: IndexEntry = { image: held2019, annotations: { 'com.example.note': 'of the old list' } }
const published = buildIndex({ entries: [described, held2022, about2019, about2022, linuxImage], mediaTypes: 'oci' })

const new2022 = oci('v2.7.0', '10.0.20348.2')
const new2025 = oci('v2.7.0', '10.0.26100.1')

/** A repository whose list has 2019, 2022 and Linux, and into which new images of 2022 and 2025 came. */
const prepare = (): Promise<Place> =>
  placeIn(registry, { 'v2.7.0-ltsc2022': new2022, 'v2.7.0-ltsc2025': new2025, 'v2.7.0': published })

const descriptorOf = ({ image: { digest } }: IndexEntry): Descriptor | undefined =>
  manifestOf(published).manifests?.find(one => one.digest === digest)

const inputs = { tags: 'v2.7.0', releases: 'ltsc2022,ltsc2025', 'keep-existing': 'true' }

describe('keep-existing', () => {
  test('keeps the platforms that are not supplied now, with their attestations, and drops what is replaced', async () => {
    const place = await prepare()
    const result = await place.run(inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const list = await readList(registry, place.repository, 'v2.7.0')
    expect(list.mediaType).toBe(mediaTypes.oci.list)
    expect(list.entries.slice(0, 4)).toEqual([
      entry(new2025.digest, '10.0.26100.1'),
      entry(new2022.digest, '10.0.20348.2'),
      entry(held2019.digest, '10.0.17763.1'),
      entry(linuxImage.digest)
    ])
    expect(list.manifests[2]?.annotations).toEqual(described.annotations)
    expect(list.manifests.slice(4)).toEqual([descriptorOf(about2019)])
    expect(result.notices).toEqual([expect.stringContaining(`${about2022.image.digest} is left out`)])
    expect(missingFrom(memoryOf(registry), place.repository, 'v2.7.0')).toEqual([])
    expect(result.outputs.releases).toBe('ltsc2025,ltsc2022')

    const second = await place.run(inputs)
    expect(second).toMatchObject({ exitCode: 0, notices: [], outputs: { digest: list.digest, unchanged: 'true' } })
  })

  test('replaces nothing where an image is supplied that the list has already, and keeps its attestation', async () => {
    const place = await placeIn(registry, { 'v2.7.0-ltsc2022': held2022, 'v2.7.0': published })
    const result = await place.run({ ...inputs, releases: 'ltsc2022' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    const { manifests } = await readList(registry, place.repository, 'v2.7.0')
    expect(manifests.map(({ digest }) => digest)).toEqual(
      [held2022, held2019, linuxImage, about2019.image, about2022.image].map(({ digest }) => digest)
    )
  })

  test('copies what is kept to a second registry, which had something else', async () => {
    const place = await prepare()
    const other = await memoryTestRegistry()
    try {
      const elsewhere = await placeIn(other, { 'v2.7.0': oci('v2.6.0', '10.0.14393.1') })
      const image = `${place.image}\n${elsewhere.image}`
      const result = await runManifest([registry, other], { ...inputs, image })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      const list = await readList(other, elsewhere.repository, 'v2.7.0')
      expect(list).toEqual(await readList(registry, place.repository, 'v2.7.0'))
      expect(list.digest).toBe(result.outputs.digest)
      expect(missingFrom(memoryOf(other), elsewhere.repository, 'v2.7.0')).toEqual([])
      // What is replaced stays behind.
      for (const { digest } of [held2022, about2022.image]) {
        expect(memoryOf(other).getManifest(elsewhere.repository, digest)).toBeUndefined()
      }
    } finally {
      await other.close()
    }
  })

  test('replaces an image for the same hosts, however its config spells their platform', async () => {
    const labels = { 'org.opencontainers.image.version': 'v2.6.0' }
    const spelt = buildImage({ os: 'linux', architecture: 'X86_64', labels })
    const list = buildIndex({ entries: [held2022, spelt], mediaTypes: 'oci' })
    const place = await placeIn(registry, { 'v2.7.0-linux-amd64': linuxImage, 'v2.7.0': list })
    const result = await place.run({ ...inputs, releases: 'linux-amd64' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect((await readList(registry, place.repository, 'v2.7.0')).entries.map(({ digest }) => digest)).toEqual([
      held2022.digest,
      linuxImage.digest
    ])
  })

  test('looks at the list under the first of the tags', async () => {
    const place = await prepare()
    await place.put('latest', buildIndex({ entries: [versionImage('v2.6.0', '10.0.14393.1')] }))
    const result = await place.run({ ...inputs, tags: 'v2.7.0\nlatest' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { entries } = await readList(registry, place.repository, 'latest')
    expect(entries.map(({ platform }) => platform?.['os.version'])).not.toContain('10.0.14393.1')
    expect(entries).toHaveLength(5)
  })

  test('keeps nothing where there is nothing yet', async () => {
    const place = await placeIn(registry, { 'v2.7.0-ltsc2022': new2022, 'v2.7.0-ltsc2025': new2025 })
    expect(await place.run(inputs)).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    expect((await readList(registry, place.repository, 'v2.7.0')).entries).toHaveLength(2)
  })

  test('keeps a single image that the tag names, of whatever commit it is', async () => {
    const foreign = versionImage('v2.7.0', '10.0.17763.1', { labels: { 'org.opencontainers.image.revision': 'other' } })
    const place = await placeIn(registry, { 'v2.7.0-ltsc2025': new2025, 'v2.7.0': foreign })
    const result = await place.run({ ...inputs, releases: 'ltsc2025' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect((await readList(registry, place.repository, 'v2.7.0')).entries).toEqual([
      entry(new2025.digest, '10.0.26100.1'),
      entry(foreign.digest, '10.0.17763.1')
    ])
  })

  test('is refused where the list holds an image without os.version, unless that is allowed', async () => {
    const hostProcess = windowsImage(undefined)
    const place = await placeIn(registry, { 'v2.7.0-ltsc2025': new2025, 'v2.7.0': hostProcess })
    const ltsc2025 = { ...inputs, releases: 'ltsc2025' }
    expectRefusal(await place.run(ltsc2025), [
      `${place.image}:v2.7.0 has no os.version`,
      "'allow-missing-os-version: true'"
    ])
    expect(await place.run({ ...ltsc2025, 'allow-missing-os-version': 'true' })).toMatchObject({
      exitCode: 0,
      errors: []
    })
    const { entries } = await readList(registry, place.repository, 'v2.7.0')
    expect(entries.map(({ digest }) => digest)).toEqual([new2025.digest, hostProcess.digest])
  })

  test('is refused where the list cannot be read whole', async () => {
    const place = await prepare()
    const before = await registry.tags(place.repository)
    memoryOf(registry).deleteManifest(place.repository, held2022.digest)
    expectRefusal(await place.run(inputs), [place.image, held2022.digest])
    expect(await registry.tags(place.repository)).toEqual(before)
  })
})

describe('found', () => {
  const found = { tags: 'v2.7.0', releases: 'found' }

  test('is refused where platforms would vanish, all of which it names, and nothing is written', async () => {
    const place = await prepare()
    const before = await registry.tags(place.repository)
    expectRefusal(await place.run({ ...found, tags: 'v2.7.0\n2.7' }), [
      "Input 'releases'",
      `${place.image}:v2.7.0 has an image for windows/amd64 10.0.17763.1`,
      `${place.image}:v2.7.0 has an image for linux/amd64`,
      /^(?![^]*20348)/,
      "'keep-existing: true'"
    ])
    expect(await registry.tags(place.repository)).toEqual(before)
    expect(await registry.writes(place.repository)).toEqual([])
  })

  test('adds what is new where nothing vanishes', async () => {
    const place = await prepare()
    await place.put('v2.7.0-ltsc2019', oci('v2.7.0', '10.0.17763.2'))
    await place.put('v2.7.0-linux-amd64', linuxImage)
    const result = await place.run(found)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.outputs.releases).toBe('ltsc2025,ltsc2022,ltsc2019,linux-amd64')
  })

  test('with keep-existing keeps them instead', async () => {
    const place = await prepare()
    const result = await place.run({ ...found, 'keep-existing': 'true' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect((await readList(registry, place.repository, 'v2.7.0')).entries).toHaveLength(5)
    expect(result.outputs.releases).toBe('ltsc2025,ltsc2022')
  })

  test('refuses to take platforms from a followed tag', async () => {
    const place = await prepare()
    await place.put('v2.7.1-ltsc2025', versionImage('v2.7.1'))
    await place.put('latest', published)
    const tags = { tags: 'v2.7.1\nlatest' }
    expectRefusal(await place.run({ ...found, ...tags }), [`${place.image}:latest holds`, "'allow-removal: true'"])
    expect((await registry.tags(place.repository)).get('latest')).toBe(published.digest)
    const result = await place.run({ ...found, ...tags, 'allow-removal': 'true' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { releases: 'ltsc2025' } })
    expect((await readList(registry, place.repository, 'latest')).entries).toHaveLength(1)
  })

  test('lets a followed tag stay that holds a higher version', async () => {
    const place = await prepare()
    await place.put('v2.6.9-ltsc2025', versionImage('v2.6.9'))
    await place.put('latest', published)
    const result = await place.run({ ...found, tags: 'v2.6.9\nlatest' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { references: `${place.image}:v2.6.9` } })
    expect(result.warnings).toEqual([expect.stringContaining("'latest' stays at v2.7.0: v2.6.9 is lower")])
    expect((await registry.tags(place.repository)).get('latest')).toBe(published.digest)
  })
})
