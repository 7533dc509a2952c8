import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import {
  commit,
  entry,
  expectRefusal,
  linuxImage,
  pushLegs,
  readList,
  runManifest,
  windowsImage
} from '../support/fan-in.js'
import { buildImage, buildIndex, type ImageOptions, mediaTypes } from '../support/image-builder.js'
import { type Image, pushFixture, pushImage } from '../support/images.js'
import type { MemoryRegistry } from '../support/memory-registry.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const otherCommit = 'fedcba9876543210fedcba9876543210fedcba98'
const revision = (value: string): Pick<ImageOptions, 'labels'> => ({
  labels: { 'org.opencontainers.image.revision': value }
})

/** What the tags hold before each run. */
const older = buildIndex({ entries: [windowsImage('10.0.20348.1'), linuxImage] })

let registry: TestRegistry
let memory: MemoryRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
  if (registry.memory !== undefined) memory = registry.memory
})

afterAll(() => registry.close())

/** A repository with all legs of v2.7.0, whose tags name an older list. */
type Place = { repository: string; image: string; put: (tag: string, image: Image) => Promise<string> }

let places = 0

const prepare = async (): Promise<Place> => {
  const repository = `org/app-${++places}`
  const put = (tag: string, image: Image): Promise<string> => pushImage(memory, repository, tag, image)
  await pushLegs(registry, repository)
  for (const tag of ['v2.7.0', 'latest']) await put(tag, older)
  return { repository, image: `${registry.host}/${repository}`, put }
}

const run = ({ image }: Place, inputs: Readonly<Record<string, string>>): Promise<ActionResult> =>
  runManifest(registry, { image, tags: 'v2.7.0,latest', ...inputs })

/** Runs the action and checks that it refuses, says all of the texts, and sends nothing that writes. */
const expectRefused = async (
  place: Place,
  inputs: Readonly<Record<string, string>>,
  texts: readonly (string | RegExp)[]
): Promise<void> => {
  const before = await registry.tags(place.repository)
  expectRefusal(await run(place, inputs), texts)
  expect(await registry.tags(place.repository)).toEqual(before)
  expect(memory.requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([])
}

describe('mode manifest refuses', () => {
  // Nothing in this suite may write, so that whatever writes is found by the next test at the latest.
  test('a list with missing legs, and names all that are missing at once', async () => {
    const place = await prepare()
    await expectRefused(place, { releases: 'ltsc2016,ltsc2022,20H2,linux-arm64,linux-amd64' }, [
      `${place.image}:v2.7.0-ltsc2016 is missing, the image for ltsc2016`,
      `${place.image}:v2.7.0-20H2 is missing`,
      `${place.image}:v2.7.0-linux-arm64 is missing`,
      /build job succeeded.*'tags'.*'suffix'/,
      /^(?![^]*v2\.7\.0-ltsc2022)/
    ])
  })

  test('sources that do not exist, and names all of them at once', async () => {
    const place = await prepare()
    const digest = `sha256:${'0'.repeat(64)}`
    await expectRefused(place, { sources: `${place.image}:gone\n${place.image}:v2.7.0-ltsc2022\n${digest}` }, [
      `${place.image}:gone does not exist`,
      `${place.image}@${digest} does not exist`,
      "'sources'"
    ])
  })

  test('a leg without os.version', async () => {
    const place = await prepare()
    await place.put('v2.7.0-ltsc2022', windowsImage(undefined))
    await expectRefused(place, { releases: 'ltsc2019,ltsc2022' }, [
      `${place.image}:v2.7.0-ltsc2022 has no os.version`,
      'every Windows host',
      'Build it',
      "'allow-missing-os-version: true'"
    ])
  })

  test('an os.version that is no Windows version', async () => {
    const place = await prepare()
    await place.put('v2.7.0-ltsc2022', windowsImage('21H2'))
    await expectRefused(place, { releases: 'ltsc2022' }, [
      `${place.image}:v2.7.0-ltsc2022 has the os.version '21H2'`,
      '10.0.<build>.<revision>'
    ])
  })

  test('a leg that holds the image of another release', async () => {
    const place = await prepare()
    await pushFixture(memory, place.repository, 'v2.7.0-ltsc2025', 'app-classic-ltsc2022')
    await expectRefused(place, { releases: 'ltsc2019,ltsc2025' }, [
      `${place.image}:v2.7.0-ltsc2025 is not an image for ltsc2025`,
      'windows/amd64 10.0.20348.5499',
      '10.0.26100',
      'ARG BASE',
      'build that leg again'
    ])
  })

  test('a leg of another operating system or architecture', async () => {
    const place = await prepare()
    await place.put('v2.7.0-ltsc2022', linuxImage)
    const arm64 = buildImage({ os: 'linux', architecture: 'arm64', labels: revision(commit).labels ?? {} })
    await place.put('v2.7.0-linux-amd64', arm64)
    await expectRefused(place, { releases: 'ltsc2022,linux-amd64' }, [
      `${place.image}:v2.7.0-ltsc2022 is not an image for ltsc2022: it is linux/amd64`,
      `${place.image}:v2.7.0-linux-amd64 is not an image for linux-amd64: it is linux/arm64`
    ])
  })

  test('two images of one build, of which no host could get the second', async () => {
    const place = await prepare()
    await place.put('again', windowsImage('10.0.20348.7'))
    await expectRefused(place, { releases: 'ltsc2022', sources: `${place.image}:again` }, [
      `${place.image}:v2.7.0-ltsc2022 (windows/amd64 10.0.20348.5499)`,
      `${place.image}:again (windows/amd64 10.0.20348.7)`,
      'for the same hosts',
      'Remove one'
    ])
  })

  test('a leg of another commit', async () => {
    const place = await prepare()
    await place.put('v2.7.0-ltsc2022', windowsImage('10.0.20348.7', revision(otherCommit)))
    await expectRefused(place, { releases: 'ltsc2022,linux-amd64' }, [
      `${place.image}:v2.7.0-ltsc2022 is from commit ${otherCommit}`,
      `this list is for ${commit}`,
      'Build that leg again',
      "'revision'",
      "'allow-stale: true'"
    ])
  })

  test('found, when a platform that the tag holds would vanish', async () => {
    const place = await prepare()
    const published = buildIndex({ entries: [windowsImage('10.0.14393.1'), windowsImage('10.0.20348.1'), linuxImage] })
    await place.put('v2.7.0', published)
    await expectRefused(place, { releases: 'found' }, [
      "Input 'releases'",
      `${place.image}:v2.7.0 has an image for windows/amd64 10.0.14393.1`,
      'no leg for it was found',
      "instead of 'found'"
    ])
  })

  test('found, when no leg is found', async () => {
    const place = await prepare()
    await expectRefused(place, { tags: 'v9.9.9', releases: 'found' }, [
      "Input 'releases'",
      `no leg was found in ${place.image}`,
      'v9.9.9',
      "'tags' and 'suffix'"
    ])
  })

  test('found, when what the tag holds cannot be read whole', async () => {
    const place = await prepare()
    const server2016 = windowsImage('10.0.14393.1')
    await place.put('v2.7.0', buildIndex({ entries: [windowsImage('10.0.17763.1'), server2016] }))
    memory.deleteManifest(place.repository, server2016.digest)
    const result = await run(place, { releases: 'found', push: 'false' })
    expect([...result.errors, ...result.warnings].join('\n')).toContain(server2016.digest)
  })

  test('a manifest of schema 1', async () => {
    const place = await prepare()
    const bytes = JSON.stringify({ schemaVersion: 1, name: 'app', tag: 'a', architecture: 'amd64', fsLayers: [] })
    const type = 'application/vnd.docker.distribution.manifest.v1+prettyjws'
    memory.putManifest(place.repository, 'v2.7.0-ltsc2022', bytes, type)
    await expectRefused(place, { releases: 'ltsc2022' }, [
      `${place.image}:v2.7.0-ltsc2022`,
      'schema 1',
      'push the image again'
    ])
  })

  test('an artifact that is no image', async () => {
    const place = await prepare()
    const digest = memory.putBlob(place.repository, '{}')
    const empty = { mediaType: 'application/vnd.oci.empty.v1+json', digest, size: 2 }
    const artifact = { schemaVersion: 2, artifactType: 'application/vnd.example', config: empty, layers: [empty] }
    memory.putManifest(place.repository, 'artifact', JSON.stringify(artifact), mediaTypes.oci.manifest)
    await expectRefused(place, { releases: 'ltsc2022', sources: `${place.image}:artifact` }, [
      `${place.image}:artifact is not a runnable image`,
      'no os',
      'Remove it'
    ])
  })

  test('a manifest that is not JSON', async () => {
    const place = await prepare()
    memory.putManifest(place.repository, 'broken', 'no JSON', mediaTypes.oci.manifest)
    await expectRefused(place, { sources: `${place.image}:broken` }, [`${place.image}:broken`, 'is not JSON'])
  })

  test('a list that names an image which is not there', async () => {
    const place = await prepare()
    const gone = windowsImage('10.0.14393.1')
    await place.put('list', buildIndex({ entries: [gone, windowsImage('10.0.17763.1')] }))
    memory.deleteManifest(place.repository, gone.digest)
    await expectRefused(place, { sources: `${place.image}:list` }, [
      `${place.image}:list lists ${place.image}@${gone.digest}, which does not exist`,
      'Build and push it again'
    ])
  })

  test('a Docker list that would hold OCI images or annotations', async () => {
    const place = await prepare()
    const image = windowsImage('10.0.14393.1', { mediaTypes: 'oci' })
    await place.put('oci', image)
    await expectRefused(place, { sources: `${place.image}:oci`, 'media-type': 'docker' }, [
      "Input 'media-type'",
      image.digest,
      "'oci'"
    ])
    await expectRefused(place, { releases: 'ltsc2022', 'media-type': 'docker', annotations: 'a=b' }, [
      "Input 'annotations'",
      "'media-type'",
      "'oci'"
    ])
  })

  // An empty list pulls nowhere: whoever pulls the tag gets "no matching manifest".
  test('a list that would be empty', async () => {
    const place = await prepare()
    await place.put('empty', buildIndex({ entries: [] }))
    expectRefusal(await run(place, { sources: `${place.image}:empty`, push: 'false' }), ['no image'])
  })
})

describe('mode manifest takes, when asked to,', () => {
  test('an image without os.version, listed last among those of Windows', async () => {
    const place = await prepare()
    const hostProcess = windowsImage(undefined)
    await place.put('host-process', hostProcess)
    const result = await run(place, {
      sources: ['host-process', 'v2.7.0-linux-amd64', 'v2.7.0-ltsc2019'].map(tag => `${place.image}:${tag}`).join(),
      'allow-missing-os-version': 'true'
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { entries } = await readList(registry, place.repository, 'latest')
    expect(entries.map(({ platform }) => platform)).toEqual([
      entry('', '10.0.17763.8027').platform,
      { architecture: 'amd64', os: 'windows' },
      entry('').platform
    ])
    expect(entries[1]?.digest).toBe(hostProcess.digest)
  })

  test('a leg of another commit, by allow-stale or by naming the commit', async () => {
    const place = await prepare()
    const stale = windowsImage('10.0.20348.7', revision(otherCommit))
    await place.put('v2.7.0-ltsc2022', stale)
    for (const inputs of [{ 'allow-stale': 'true' }, { revision: otherCommit }]) {
      expect(await run(place, { releases: 'ltsc2022', ...inputs })).toMatchObject({ exitCode: 0, errors: [] })
      expect((await readList(registry, place.repository, 'latest')).entries).toEqual([
        entry(stale.digest, '10.0.20348.7')
      ])
    }
  })
})
