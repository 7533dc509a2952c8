import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal, windowsImage } from '../support/fan-in.js'
import { buildImage, mediaTypes } from '../support/image-builder.js'
import { digestOf } from '../support/image-store.js'
import type { Image } from '../support/images.js'
import { memoryOf, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { entryFor, putWrittenList, readWrittenList, type WrittenEntry } from '../support/written-list.js'

let registry: TestRegistry
beforeAll(async () => {
  registry = await memoryTestRegistry()
})
afterAll(() => registry.close())

const ltsc2022 = versionImage('v2.7.0', '10.0.20348.1')
const ltsc2025 = versionImage('v2.7.0', '10.0.26100.33296')
const windows = (osVersion: string): WrittenEntry => ({
  platform: { os: 'windows', architecture: 'amd64', 'os.version': osVersion }
})
const attested = {
  annotations: {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': ltsc2022.digest
  }
}

/** A repository with these images, and a list in it. */
const withList = async (
  entries: readonly WrittenEntry[],
  images: readonly Image[] = [ltsc2022, ltsc2025]
): Promise<Place> => {
  const place = await placeIn(registry, Object.fromEntries(images.map((image, index) => [`image-${index}`, image])))
  putWrittenList(registry, place.repository, 'list', entries)
  return place
}

const publish = (place: Place, more: Readonly<Record<string, string>> = {}): ReturnType<Place['run']> =>
  place.run({ tags: 'v2.7.0', sources: `${place.image}:list`, ...more })

/** The list that is made of a list. */
const madeOf = async (
  entries: readonly WrittenEntry[],
  images?: readonly Image[]
): Promise<readonly WrittenEntry[]> => {
  const place = await withList(entries, images)
  expect(await publish(place)).toMatchObject({ exitCode: 0, errors: [] })
  return (await readWrittenList(registry, place.repository, 'v2.7.0')).manifests
}

const refuse = async (
  entries: readonly WrittenEntry[],
  images: readonly Image[],
  ...texts: readonly (string | RegExp)[]
): Promise<void> => {
  const place = await withList(entries, images)
  expectRefusal(await publish(place), texts)
  expect([...(await registry.tags(place.repository)).keys()]).not.toContain('v2.7.0')
}

const artifactOf = (subject: string | undefined, config = 'application/vnd.oci.empty.v1+json'): Image => {
  const empty = { mediaType: config, size: 2, digest: digestOf(Buffer.from('{}')) }
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.oci.manifest,
    artifactType: 'application/spdx+json',
    config: empty,
    layers: [empty],
    ...(subject === undefined ? {} : { subject: { mediaType: mediaTypes.oci.manifest, size: 1, digest: subject } })
  }
  const bytes = Buffer.from(JSON.stringify(manifest))
  const blobs = new Map([[empty.digest, Buffer.from('{}')]])
  return { mediaType: mediaTypes.oci.manifest, digest: digestOf(bytes), bytes, blobs, children: [] }
}

describe('an image in a list of others', () => {
  test('is one whatever its annotations say', async () => {
    const entries = await madeOf([
      entryFor(ltsc2022, windows('10.0.20348.1')),
      entryFor(ltsc2025, { ...windows('10.0.26100.33296'), ...attested })
    ])
    expect(entries.map(({ digest }) => digest)).toEqual([ltsc2025, ltsc2022].map(({ digest }) => digest))
  })

  test('is checked whatever its annotations say', async () => {
    const anyHost = windowsImage(undefined)
    await refuse(
      [
        entryFor(ltsc2022, windows('10.0.20348.1')),
        entryFor(anyHost, { platform: { os: 'windows', architecture: 'amd64' }, ...attested })
      ],
      [ltsc2022, anyHost],
      `${anyHost.digest} has no os.version`
    )
  })

  test('is one by its config, where the list has no platform but the type of an artifact', async () => {
    const entries = await madeOf([
      entryFor(ltsc2022, windows('10.0.20348.1')),
      entryFor(ltsc2025, { artifactType: 'application/spdx+json' })
    ])
    expect(entries).toMatchObject([
      { digest: ltsc2025.digest, ...windows('10.0.26100.33296') },
      { digest: ltsc2022.digest }
    ])
  })

  test('is written anew, without content and addresses of the other list', async () => {
    const lure = { data: ltsc2022.bytes.toString('base64'), urls: ['https://elsewhere.example'], 'x.unknown': 1 }
    const note = { annotations: { 'com.example.note': 'kept' }, artifactType: 'application/x' }
    const oci = versionImage('v2.7.0', '10.0.20348.1', { mediaTypes: 'oci' })
    const about = artifactOf(undefined)
    const unknown = { platform: { os: 'unknown', architecture: 'unknown' } }
    const annotations = { 'vnd.docker.reference.digest': oci.digest }
    const entries = await madeOf(
      [
        entryFor(oci, { ...windows('10.0.20348.1'), ...lure, ...note }),
        entryFor(about, { ...unknown, annotations, ...lure })
      ],
      [oci, about]
    )
    expect(entries).toEqual([
      entryFor(oci, { ...windows('10.0.20348.1'), ...note }),
      entryFor(about, { ...unknown, annotations })
    ])
  })

  test.each([
    ['size', { size: ltsc2022.bytes.length + 1 }, `has ${ltsc2022.bytes.length} bytes, but`],
    ['type', { mediaType: mediaTypes.oci.list }, `is a '${ltsc2022.mediaType}', but`]
  ])('is refused where its %s is another one', (_, lie, text) =>
    refuse([entryFor(ltsc2022, { ...windows('10.0.20348.1'), ...lie })], [ltsc2022], ltsc2022.digest, text)
  )

  test.each([
    ['os', { os: 'linux', architecture: 'amd64' }],
    ['architecture', { os: 'windows', architecture: 'arm64' }]
  ])('is refused where the list gives it another %s', (_, platform) =>
    refuse(
      [entryFor(ltsc2022, { platform })],
      [ltsc2022],
      `${ltsc2022.digest} is listed as ${platform.os}/${platform.architecture}, but its config says windows/amd64`
    )
  )

  test.each(['10.0.020348.1', '10.0.20348.01', '11.0.20348.1', '10.0.20348.x'])(
    'is refused with the os.version %s',
    async osVersion => {
      const image = windowsImage(osVersion)
      await refuse([entryFor(image, windows(osVersion))], [image], `has the os.version '${osVersion}'`)
    }
  )
})

test('a Windows image whose config writes its system in another case is checked as one', async () => {
  const image = windowsImage(undefined, { os: 'Windows' })
  await refuse([entryFor(image, { platform: { os: 'windows', architecture: 'amd64' } })], [image], 'has no os.version')
})

describe('an artifact in a list', () => {
  test('stays with the image that it is about', async () => {
    const artifact = artifactOf(ltsc2022.digest)
    const entries = await madeOf(
      [entryFor(ltsc2022, windows('10.0.20348.1')), entryFor(artifact)],
      [ltsc2022, artifact]
    )
    expect(entries).toEqual([entryFor(ltsc2022, windows('10.0.20348.1')), entryFor(artifact)])
  })

  test.each([
    ['is about nothing', undefined],
    ['is about an image that is not listed', ltsc2025.digest]
  ])('is refused where it %s', async (_, subject) => {
    const artifact = artifactOf(subject)
    const images = [ltsc2022, artifact]
    await refuse(
      [entryFor(ltsc2022, windows('10.0.20348.1')), entryFor(artifact, { artifactType: 'application/spdx+json' })],
      images,
      `${artifact.digest} is not a runnable image`
    )
  })
})

describe('one image for several platforms', () => {
  const hostProcess = windowsImage(undefined)
  const builds = ['10.0.26100.1', '10.0.20348.1', '10.0.17763.1']
  const variants = ['v7', 'v6'].map(variant => ({ platform: { os: 'linux', architecture: 'arm', variant } }))
  const arm = buildImage({ os: 'linux', architecture: 'arm', labels: { a: 'arm' } })
  const listed = [
    ...builds.map(osVersion => entryFor(hostProcess, windows(osVersion))),
    ...variants.map(variant => entryFor(arm, variant))
  ]
  const platforms = [...builds.map(windows), ...variants].map(({ platform }) => platform)

  test('stays for all of them in a list made of lists', async () => {
    expect((await madeOf(listed, [hostProcess, arm])).map(({ platform }) => platform)).toEqual(platforms)
  })

  test('stays for all of them that are not supplied anew', async () => {
    const place = await withList(listed, [hostProcess, arm])
    const next = versionImage('v2.7.0', '10.0.20348.2')
    await place.put('next', next)
    putWrittenList(registry, place.repository, 'v2.7.0', listed)
    const result = await publish(place, { sources: `${place.image}:next`, 'keep-existing': 'true' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { manifests } = await readWrittenList(registry, place.repository, 'v2.7.0')
    const [newest, , ...others] = platforms
    expect(manifests.map(({ platform }) => platform)).toEqual([newest, windows('10.0.20348.2').platform, ...others])
    expect(memoryOf(registry).getManifest(place.repository, 'v2.7.0')?.digest).toBe(result.outputs.digest)
  })
})
