import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entry, expectRefusal, linuxImage, readList, windowsImage } from '../support/fan-in.js'
import { buildImage, mediaTypes } from '../support/image-builder.js'
import type { Image } from '../support/images.js'
import { type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
})

afterAll(() => registry.close())

const docker2025 = versionImage('v2.7.0')
const docker2022 = versionImage('v2.7.0', '10.0.20348.1')
const oci2022 = versionImage('v2.7.0', '10.0.20348.1', { mediaTypes: 'oci' })

/** A repository with images, and the inputs that join all of them. */
const prepare = async (
  images: Readonly<Record<string, Image>>
): Promise<Place & { inputs: Record<string, string> }> => {
  const place = await placeIn(registry, images)
  const sources = Object.keys(images).map(tag => `${place.image}:${tag}`)
  return { ...place, inputs: { tags: 'v2.7.0', sources: sources.join('\n') } }
}

describe('the media type of a list', () => {
  test.each([
    ["is Docker's where every image is of Docker's type", { docker2025, docker2022 }, {}, mediaTypes.docker.list],
    ["is OCI's where one image is of the OCI's type", { docker2025, oci2022 }, {}, mediaTypes.oci.list],
    ["is OCI's where all images are", { oci2022 }, {}, mediaTypes.oci.list],
    ["is OCI's where there are annotations", { docker2025 }, { annotations: 'a=b' }, mediaTypes.oci.list],
    ["is OCI's where that is asked for", { docker2025 }, { 'media-type': 'oci' }, mediaTypes.oci.list],
    ["is Docker's where that is asked for", { docker2025 }, { 'media-type': 'docker' }, mediaTypes.docker.list],
    ['is chosen where auto is asked for', { oci2022 }, { 'media-type': 'auto' }, mediaTypes.oci.list]
  ])('%s', async (_, images, more, mediaType) => {
    const place = await prepare(images)
    const result = await place.run({ ...place.inputs, ...more })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const list = await readList(registry, place.repository, 'v2.7.0')
    expect(list.mediaType).toBe(mediaType)
    const { bytes = Buffer.of() } = (await registry.manifest(place.repository, 'v2.7.0')) ?? {}
    expect(JSON.parse(bytes.toString())).toMatchObject({ schemaVersion: 2, mediaType })
    expect(JSON.parse(result.outputs.metadata ?? '')).toMatchObject({ mediaType })
    expect(list.manifests.map(one => one.mediaType).toSorted()).toEqual(
      Object.values(images)
        .map(one => one.mediaType)
        .toSorted()
    )
  })

  test.each([
    ["an image of the OCI's type", { docker2025, oci2022 }, {}, ["Input 'media-type'", oci2022.digest]],
    ['annotations', { docker2025 }, { annotations: 'a=b' }, ["Input 'annotations'"]]
  ])("cannot be Docker's with %s, and nothing is written", async (_, images, more, texts) => {
    const place = await prepare(images)
    const result = await place.run({ ...place.inputs, ...more, 'media-type': 'docker' })
    expectRefusal(result, [...texts, /a Docker list cannot (hold|have)/, "'media-type'", "'oci'"])
    expect(await registry.writes(place.repository)).toEqual([])
  })

  test('is one of three', async () => {
    const place = await prepare({ docker2025 })
    expectRefusal(await place.run({ ...place.inputs, 'media-type': 'OCI' }), [
      "Input 'media-type'",
      "unknown value 'OCI'",
      'Use one of: auto, docker, oci'
    ])
  })
})

describe('annotations', () => {
  test('stand in the index as they are written, the last of a key', async () => {
    const place = await prepare({ docker2025 })
    const annotations = [
      'org.opencontainers.image.title = an app',
      'org.opencontainers.image.description=a=b, "c" & ünï',
      '',
      'com.example.twice=1',
      'com.example.twice=2',
      'com.example.empty='
    ].join('\n')
    expect(await place.run({ ...place.inputs, annotations })).toMatchObject({ exitCode: 0, errors: [] })
    expect((await readList(registry, place.repository, 'v2.7.0')).annotations).toEqual({
      'org.opencontainers.image.title': 'an app',
      'org.opencontainers.image.description': 'a=b, "c" & ünï',
      'com.example.twice': '2',
      'com.example.empty': ''
    })
  })

  test('that change make another list, which a second run does not', async () => {
    const place = await prepare({ docker2025 })
    const run = (annotations: string): ReturnType<Place['run']> => place.run({ ...place.inputs, annotations })
    const first = await run('a=1')
    expect((await run('a=1')).outputs).toMatchObject({ digest: first.outputs.digest, unchanged: 'true' })
    const changed = await run('a=2')
    expect(changed.outputs.unchanged).toBe('false')
    expect(changed.outputs.digest).not.toBe(first.outputs.digest)
  })

  test('have to be key=value lines', async () => {
    const place = await prepare({ docker2025 })
    expectRefusal(await place.run({ ...place.inputs, annotations: 'a=b\nmanifest' }), [
      "Input 'annotations'",
      "'manifest' is not of the form key=value"
    ])
  })
})

describe('an image for arm64', () => {
  const arm64 = versionImage('v2.7.0', '10.0.26100.9', { architecture: 'arm64' })

  test('stands beside that for amd64 of the same build, by release or by reference', async () => {
    const tags = { 'v2.7.0-ltsc2025': docker2025, 'v2.7.0-ltsc2025-arm64': arm64, 'v2.7.0-ltsc2022': docker2022 }
    const place = await prepare(tags)
    for (const inputs of [{ ...place.inputs }, { tags: 'v2.7.0', releases: 'ltsc2022,ltsc2025,ltsc2025-arm64' }]) {
      const result = await place.run(inputs)
      expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
      expect((await readList(registry, place.repository, 'v2.7.0')).entries).toEqual([
        { digest: arm64.digest, platform: { architecture: 'arm64', os: 'windows', 'os.version': '10.0.26100.9' } },
        entry(docker2025.digest, '10.0.26100.1'),
        entry(docker2022.digest, '10.0.20348.1')
      ])
      expect(result.summary).toContain('Windows 11 25H2 on Arm')
      expect(result.summary).toContain('ltsc2025-arm64')
    }
  })

  test('is not taken for the leg of amd64', async () => {
    const place = await placeIn(registry, { 'v2.7.0-ltsc2025': arm64 })
    expectRefusal(await place.run({ tags: 'v2.7.0', releases: 'ltsc2025' }), [
      `${place.image}:v2.7.0-ltsc2025 is not an image for ltsc2025`,
      'windows/arm64 10.0.26100.9',
      'windows/amd64 10.0.26100'
    ])
  })
})

describe('os.features', () => {
  const featured = versionImage('v2.7.0', '10.0.20348.1', { osFeatures: ['win32k'] })

  test('of some images only are copied and warned about, with the images', async () => {
    const place = await prepare({ docker2025, featured, linuxImage })
    const result = await place.run(place.inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { entries } = await readList(registry, place.repository, 'v2.7.0')
    expect(entries.map(({ platform }) => platform?.['os.features'])).toEqual([undefined, ['win32k'], undefined])
    expect(result.warnings).toEqual([
      expect.stringMatching(
        /os\.features: Docker 29\.6 .*containerd store takes the entry with more of them.*:featured/
      )
    ])
    expect(result.warnings[0]).not.toContain(`${place.image}:linuxImage`)
  })

  test('of all Windows images are no reason to warn', async () => {
    const both = versionImage('v2.7.0', '10.0.26100.1', { osFeatures: ['win32k'] })
    const place = await prepare({ both, featured, linuxImage })
    expect(await place.run(place.inputs)).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
  })
})

describe('a HostProcess image', () => {
  const hostProcess = windowsImage(undefined)
  const arm64 = versionImage('v2.7.0', '10.0.26100.1', { architecture: 'arm64' })
  const linuxArm = buildImage({ os: 'linux', architecture: 'arm64' })
  const allow = { 'allow-missing-os-version': 'true' }

  test('stands behind all other Windows images and before Linux, wherever it is given', async () => {
    const place = await prepare({ hostProcess, linuxImage, docker2022, linuxArm, arm64, docker2025 })
    const result = await place.run({ ...place.inputs, ...allow })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { entries } = await readList(registry, place.repository, 'v2.7.0')
    expect(entries.map(({ digest }) => digest)).toEqual(
      [arm64, docker2025, docker2022, hostProcess, linuxImage, linuxArm].map(({ digest }) => digest)
    )
    expect(entries[3]?.platform).toEqual({ architecture: 'amd64', os: 'windows' })
    // Windows Server 2019 has no image of its own here.
    const row = result.summary.split('\n').find(line => line.startsWith('| Windows Server 2019 |'))
    expect(row).toContain('windows/amd64: starts')
  })

  test('alone is what every host gets', async () => {
    const place = await prepare({ hostProcess })
    const result = await place.run({ ...place.inputs, ...allow })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const { pulls } = JSON.parse(result.outputs.metadata ?? '') as { pulls: { digest?: string }[] }
    expect([...new Set(pulls.map(({ digest }) => digest))]).toEqual([hostProcess.digest])
  })

  test('is refused without allow-missing-os-version, and a second one with it', async () => {
    const place = await prepare({ docker2025, hostProcess })
    expectRefusal(await place.run(place.inputs), [
      `${place.image}:hostProcess has no os.version`,
      'every Windows host',
      "'allow-missing-os-version: true'"
    ])
    const second = windowsImage(undefined, { layers: [{ files: { 'other.txt': 'other' } }] })
    const both = await prepare({ hostProcess, second })
    expectRefusal(await both.run({ ...both.inputs, ...allow }), ['for the same hosts', 'Remove one'])
  })
})
