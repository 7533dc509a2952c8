import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { entry, expectRefusal, linuxImage, readList, windowsImage } from '../support/fan-in.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { buildImage, buildIndex, mediaTypes } from '../support/image-builder.js'
import { type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry
let workspace: Folder

beforeAll(async () => {
  registry = await memoryTestRegistry()
  workspace = makeFolder('workspace')
})

afterAll(async () => {
  workspace.remove()
  await registry.close()
})

const images = {
  'v2.7.0-ltsc2025': versionImage('v2.7.0', '10.0.26100.1'),
  'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1'),
  linux: linuxImage
}
const entries = [
  entry(images['v2.7.0-ltsc2025'].digest, '10.0.26100.1'),
  entry(images['v2.7.0-ltsc2022'].digest, '10.0.20348.1'),
  entry(linuxImage.digest)
]

const prepare = (): Promise<Place> => placeIn(registry, images)

/** Writes a file into the workspace and runs the mode there. */
const runWith = (
  yaml: string,
  inputs: Readonly<Record<string, string>> = {},
  path = 'docker/app.manifest.yaml'
): Promise<ActionResult> => {
  mkdirSync(dirname(join(workspace.path, path)), { recursive: true })
  writeFileSync(join(workspace.path, path), yaml)
  return runAction({ cwd: workspace.path, inputs: { mode: 'manifest', spec: path, ...inputs } })
}

/** What manifest-tool's README shows, for that image. */
const specOf = (image: string, more = ''): string => `# an app
image: ${image}:v2.7.0
tags: ['2.7', "latest"]
${more}
manifests:
  - image: ${image}:linux
    platform:
      architecture: amd64
      os: linux
  - image: ${image}:v2.7.0-ltsc2022
    platform:
      architecture: amd64
      os: windows
      osversion: 10.0.20348.1
  - image: ${image}:v2.7.0-ltsc2025
    platform: { architecture: amd64, os: windows }
`

describe('a spec', () => {
  test('in the workspace says all that a list needs: image, tags, images, annotations', async () => {
    const { image, repository } = await prepare()
    const more = 'annotations:\n  org.opencontainers.image.title: an app\n  com.example.number: 7\n'
    const result = await runWith(specOf(image, more))
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [], stderr: '' })
    expect(result.outputs.references?.split('\n')).toEqual(['v2.7.0', '2.7', 'latest'].map(tag => `${image}:${tag}`))
    const list = await readList(registry, repository, 'latest')
    expect(list).toMatchObject({
      mediaType: mediaTypes.oci.list,
      entries,
      annotations: { 'org.opencontainers.image.title': 'an app', 'com.example.number': '7' }
    })

    const second = await runWith(specOf(image, more))
    expect(second.outputs).toMatchObject({ digest: list.digest, unchanged: 'true' })
  })

  test('without annotations makes a Docker list of Docker images', async () => {
    const { image, repository } = await prepare()
    expect(await runWith(specOf(image))).toMatchObject({ exitCode: 0, errors: [] })
    expect(await readList(registry, repository, '2.7')).toMatchObject({ mediaType: mediaTypes.docker.list, entries })
  })

  test('without tags but that of the image has that one', async () => {
    const { image } = await prepare()
    const yaml = `image: ${image}:2.7\nmanifests:\n  - image: ${image}:v2.7.0-ltsc2025\n`
    expect((await runWith(yaml)).outputs.references).toBe(`${image}:2.7`)
  })

  test('takes tags that YAML reads as numbers', async () => {
    const { image } = await prepare()
    const yaml = `image: ${image}\ntags: [2.7, 2]\nmanifests:\n  - image: ${image}:v2.7.0-ltsc2025\n`
    expect((await runWith(yaml)).outputs.references).toBe(`${image}:2.7\n${image}:2`)
  })

  // As a number 2.10 is 2.1, and that is the tag of another version.
  test('does not publish 2.10 as 2.1', async () => {
    const { image } = await prepare()
    const yaml = `image: ${image}\ntags: [2.10]\nmanifests:\n  - image: ${image}:v2.7.0-ltsc2025\n`
    const { outputs } = await runWith(yaml, { 'allow-downgrade': 'true' })
    expect(outputs.references ?? '').not.toBe(`${image}:2.1`)
  })

  test('gives the os.version that a config lacks, and does not contradict one that has it', async () => {
    const bare = windowsImage(undefined)
    const { image, repository, put } = await prepare()
    await put('bare', bare)
    const platform = (osVersion: string): string =>
      `platform: { architecture: amd64, os: windows, osversion: ${osVersion} }`
    const result = await runWith(
      `image: ${image}:edge\nmanifests:\n  - image: ${image}:bare\n    ${platform('10.0.17763.1')}\n` +
        `  - image: ${image}:v2.7.0-ltsc2025\n    ${platform('10.0.14393.0')}\n`
    )
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect((await readList(registry, repository, 'edge')).entries).toEqual([
      entry(images['v2.7.0-ltsc2025'].digest, '10.0.26100.1'),
      entry(bare.digest, '10.0.17763.1')
    ])
  })

  test('gives the os.version to the image of a list of one, which lacks it in its config and in the list', async () => {
    const [bare, other] = [windowsImage(undefined), versionImage('v2.7.0', '10.0.20348.1')]
    const { image, repository, put } = await prepare()
    await put('one', buildIndex({ entries: [bare] }))
    await put('two', buildIndex({ entries: [bare, other] }))
    const yaml = (tag: string): string =>
      `image: ${image}:edge\nmanifests:\n  - image: ${image}:${tag}\n    platform: { architecture: amd64, os: windows, osversion: 10.0.17763.1 }\n`
    expect(await runWith(yaml('one'))).toMatchObject({ exitCode: 0, errors: [] })
    expect((await readList(registry, repository, 'edge')).entries).toEqual([entry(bare.digest, '10.0.17763.1')])
    // Of several nobody knows which one is meant.
    expectRefusal(await runWith(yaml('two')), ['has no os.version'])
  })

  test('gives features and a variant that a config lacks', async () => {
    const { image, repository, put } = await prepare()
    const arm = buildImage({ os: 'linux', architecture: 'arm' })
    await put('arm', arm)
    const result = await runWith(
      `image: ${image}:edge\nmanifests:\n` +
        `  - image: ${image}:arm\n    platform: { architecture: arm, os: linux, variant: v7 }\n` +
        `  - image: ${image}:v2.7.0-ltsc2025\n    platform: { architecture: amd64, os: windows, osfeatures: [win32k] }\n`
    )
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const platforms = (await readList(registry, repository, 'edge')).entries.map(({ platform }) => platform)
    expect(platforms).toEqual([
      { architecture: 'amd64', os: 'windows', 'os.version': '10.0.26100.1', 'os.features': ['win32k'] },
      { architecture: 'arm', os: 'linux', variant: 'v7' }
    ])
  })

  test('may name images of another registry and patterns, and no commit is asked for', async () => {
    const { image, repository } = await prepare()
    const elsewhere = await memoryTestRegistry()
    try {
      const other = versionImage('v2.7.0', '10.0.17763.1', { labels: { 'org.opencontainers.image.revision': 'other' } })
      const source = await placeIn(elsewhere, { 'v2.7-ltsc2019': other })
      const result = await runWith(
        `image: ${image}:v2.7.0\nmanifests:\n` +
          `  - image: ${source.image}:v{{major}}.{{minor}}-ltsc2019\n  - image: ${image}:{{raw}}-ltsc2025\n`
      )
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect((await readList(registry, repository, 'v2.7.0')).entries).toEqual([
        entries[0],
        entry(other.digest, '10.0.17763.1')
      ])
    } finally {
      await elsewhere.close()
    }
  })
})

describe('inputs win over a spec:', () => {
  test('image', async () => {
    const [{ image }, target] = [await prepare(), await prepare()]
    const result = await runWith(specOf(image), { image: target.image })
    const references = ['v2.7.0', '2.7', 'latest'].map(tag => `${target.image}:${tag}`)
    expect(result.outputs.references?.split('\n')).toEqual(references)
    expect((await registry.tags(new URL(`http://${image}`).pathname.slice(1))).has('latest')).toBe(false)
  })

  test('tags, of which none of the spec is left', async () => {
    const { image, repository } = await prepare()
    const result = await runWith(specOf(image), { tags: 'edge' })
    expect(result.outputs.references).toBe(`${image}:edge`)
    expect([...(await registry.tags(repository)).keys()].toSorted()).toEqual(
      [...Object.keys(images), 'edge'].toSorted()
    )
  })

  test('annotations', async () => {
    const { image, repository } = await prepare()
    await runWith(specOf(image, 'annotations: { of: spec }'), { annotations: 'of=input' })
    expect((await readList(registry, repository, 'latest')).annotations).toEqual({ of: 'input' })
  })

  test('releases and sources come to its images', async () => {
    const { image, repository, put } = await prepare()
    const ltsc2019 = versionImage('v2.7.0', '10.0.17763.1')
    const ltsc2016 = versionImage('v2.7.0', '10.0.14393.1')
    await put('v2.7.0-ltsc2019', ltsc2019)
    await put('old', ltsc2016)
    const result = await runWith(specOf(image), { releases: 'ltsc2019, ltsc2025', sources: `${image}:old` })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { releases: 'ltsc2025,ltsc2019' } })
    expect((await readList(registry, repository, 'latest')).entries).toEqual([
      ...entries.slice(0, 2),
      entry(ltsc2019.digest, '10.0.17763.1'),
      entry(ltsc2016.digest, '10.0.14393.1'),
      ...entries.slice(2)
    ])
  })

  // Without the tags of the spec the run would publish sha-0123456 instead, without a word.
  test('an image beside the tags of a spec that has none', async () => {
    const { image } = await prepare()
    const yaml = `tags: [v2.7.0, latest]\nmanifests:\n  - image: ${image}:v2.7.0-ltsc2025\n`
    expect((await runWith(yaml, { image })).outputs.references).toBe(`${image}:v2.7.0\n${image}:latest`)
  })
})

describe('a spec is refused', () => {
  const remedy = "write it as manifest-tool's README shows"

  afterEach(async () => {
    expect(await registry.writes('org/refused')).toEqual([])
  })

  test.each([
    ['that is no YAML', 'image: [', ['the file is not YAML']],
    ['that is a text', 'just a text', ['the file is not an object']],
    ['whose manifests are no list', 'manifests: { image: a }', ['manifests is not an array']],
    [
      'with a manifest without an image',
      'manifests:\n  - platform: { os: windows }',
      ['manifests[0].image is not a non-empty string']
    ],
    ['with a platform that is a text', 'manifests:\n  - { image: a, platform: x }', ['manifests[0].platform']],
    ['with tags that are no list', 'image: a/b\ntags: { a: b }', ['tags is not an array']],
    ['with aliases', 'image: &a x/y\nmanifests:\n  - { image: *a }', ['the file is not YAML', 'alias']]
  ])('%s', async (_, yaml, texts) => {
    const result = await runWith(yaml, { image: `${registry.host}/org/refused`, tags: 'v1' })
    expectRefusal(result, ["Input 'spec'", ...texts.map(text => new RegExp(text.replace(/[[\].]/g, '\\$&'), 'i'))])
    expect(result.errors[0]?.toLowerCase()).toContain(remedy.toLowerCase())
  })

  test('that is not there', async () => {
    const inputs = { mode: 'manifest', spec: 'no/such.yaml', image: `${registry.host}/org/refused`, tags: 'v1' }
    expectRefusal(await runAction({ cwd: workspace.path, inputs }), ["Input 'spec'", "'no/such.yaml' cannot be read"])
  })

  test('whose image does not exist', async () => {
    const image = `${registry.host}/org/refused`
    const result = await runWith(specOf(image))
    expectRefusal(result, [`${image}:linux does not exist`, `${image}:v2.7.0-ltsc2022 does not exist`, "'spec'"])
  })
})

test('a list that a spec names brings all its images', async () => {
  const { image, repository, put } = await prepare()
  await put('both', buildIndex({ entries: [images['v2.7.0-ltsc2022'], images['v2.7.0-ltsc2025']] }))
  const result = await runWith(`image: ${image}:edge\nmanifests:\n  - image: ${image}:both\n`)
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect((await readList(registry, repository, 'edge')).entries).toEqual(entries.slice(0, 2))
})
