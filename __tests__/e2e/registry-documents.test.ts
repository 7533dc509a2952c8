import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readList, windowsImage } from '../support/fan-in.js'
import { buildIndex, mediaTypes } from '../support/image-builder.js'
import { digestOf } from '../support/image-store.js'
import { configOf, type Descriptor, type Image, manifestOf } from '../support/images.js'
import { memoryOf, missingFrom, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
})
afterAll(() => registry.close())

const oci = (osVersion: string): Image => versionImage('v2.7.0', osVersion, { mediaTypes: 'oci' })
const emptyConfig = Buffer.from('{}')

/** An artifact of OCI 1.1: what it is about stands in its manifest (https://github.com/docker/buildx/issues/3047). */
const artifactAbout = (subject: Image | undefined, artifactType = 'application/spdx+json'): Image => {
  const sbom = Buffer.from(`{"spdxVersion":"SPDX-2.3","name":"${subject?.digest ?? 'nothing'}"}`)
  const blobs = new Map([emptyConfig, sbom].map(bytes => [digestOf(bytes), bytes]))
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.oci.manifest,
      artifactType,
      config: { mediaType: 'application/vnd.oci.empty.v1+json', size: 2, digest: digestOf(emptyConfig) },
      layers: [{ mediaType: artifactType, size: sbom.length, digest: digestOf(sbom) }],
      ...(subject === undefined
        ? {}
        : { subject: { mediaType: subject.mediaType, size: subject.bytes.length, digest: subject.digest } })
    })
  )
  return { mediaType: mediaTypes.oci.manifest, digest: digestOf(bytes), bytes, blobs, children: [] }
}

/** An index of images with platforms, and of artifacts with an artifactType at most. */
const indexOf = (images: readonly Image[], artifacts: readonly Image[], typed = true): Image => {
  const plain = buildIndex({ entries: [...images], mediaTypes: 'oci' })
  const described = artifacts.map(({ mediaType, digest, bytes }) => ({
    mediaType,
    digest,
    size: bytes.length,
    ...(typed ? { artifactType: 'application/spdx+json' } : {})
  }))
  const bytes = Buffer.from(
    JSON.stringify({
      ...manifestOf(plain),
      schemaVersion: 2,
      manifests: [...(manifestOf(plain).manifests ?? []), ...described]
    })
  )
  return { ...plain, bytes, digest: digestOf(bytes), children: [...images, ...artifacts] }
}

const new2025 = oci('10.0.26100.1')
const held2022 = oci('10.0.20348.1')
const digestsIn = async (place: Place): Promise<string[]> =>
  (await readList(registry, place.repository, 'v2.7.0')).manifests.map(({ digest }) => digest)

describe('an artifact of OCI 1.1 in an index', () => {
  test.each([true, false])('travels with the image that it is about (its type in the index: %s)', async typed => {
    const sbom = artifactAbout(held2022)
    const place = await placeIn(registry, { 'v2.7.0-ltsc2022': indexOf([held2022], [sbom], typed) })
    const result = await place.run({ tags: 'v2.7.0', releases: 'ltsc2022' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(await digestsIn(place)).toEqual([held2022.digest, sbom.digest])
    const { manifests } = await readList(registry, place.repository, 'v2.7.0')
    expect((manifests[1] as Descriptor & { artifactType?: string }).artifactType).toBe(
      typed ? 'application/spdx+json' : undefined
    )
  })

  test('is copied to another repository with its image', async () => {
    const sbom = artifactAbout(held2022)
    const source = await placeIn(registry, { one: indexOf([held2022], [sbom]) })
    const place = await placeIn(registry)
    const result = await place.run({ tags: 'v2.7.0', sources: `${source.image}:one` })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(await digestsIn(place)).toEqual([held2022.digest, sbom.digest])
    expect(missingFrom(memoryOf(registry), place.repository, 'v2.7.0')).toEqual([])
  })

  test('stays with keep-existing where its image stays, and is told where its image goes', async () => {
    const old2025 = oci('10.0.26100.0')
    const [about2022, about2025] = [artifactAbout(held2022), artifactAbout(old2025)]
    const published = indexOf([old2025, held2022], [about2022, about2025])
    const place = await placeIn(registry, { 'v2.7.0-ltsc2025': new2025, 'v2.7.0': published })
    const result = await place.run({ tags: 'v2.7.0', releases: 'ltsc2025', 'keep-existing': 'true' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(await digestsIn(place)).toEqual([new2025.digest, held2022.digest, about2022.digest])
    expect(result.notices).toEqual([expect.stringContaining(`${about2025.digest} is left out`)])
  })
})

describe('null where Go has nothing', () => {
  /** An image whose config is changed. */
  const changed = (image: Image, change: (config: ReturnType<typeof configOf>) => object): Image => {
    const config = Buffer.from(JSON.stringify(change(configOf(image))))
    const manifest = manifestOf(image)
    const bytes = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        ...manifest,
        config: { ...manifest.config, size: config.length, digest: digestOf(config) }
      })
    )
    return { ...image, bytes, digest: digestOf(bytes), blobs: new Map([...image.blobs, [digestOf(config), config]]) }
  }

  test.each([
    ['labels', { config: { Labels: null } }],
    ['a label', { config: { Labels: { 'org.opencontainers.image.version': null } } }],
    ['the whole config', { config: null }],
    ['os.features', { 'os.features': null }]
  ])('is read as nothing: %s', async (_, more) => {
    const leg = changed(windowsImage('10.0.20348.1', { labels: {} }), config => ({ ...config, ...more }))
    const place = await placeIn(registry, { one: leg })
    const result = await place.run({ tags: 'edge', sources: `${place.image}:one` })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
  })

  test('is read as an empty list of manifests under a tag that is replaced', async () => {
    const bytes = Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.oci.list, manifests: null, annotations: null })
    )
    const empty: Image = {
      mediaType: mediaTypes.oci.list,
      digest: digestOf(bytes),
      bytes,
      blobs: new Map(),
      children: []
    }
    const place = await placeIn(registry, { 'v2.7.0-ltsc2025': new2025, 'v2.7.0': empty })
    const result = await place.run({ tags: 'v2.7.0', releases: 'ltsc2025', 'keep-existing': 'true' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(await digestsIn(place)).toEqual([new2025.digest])
  })
})
