import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal, linuxImage, readList } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import type { Image } from '../support/images.js'
import { memoryOf, type Place, placeIn, versionImage, writtenTo } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

/** Every form of a tag that users follow, for versions 2.7.x. */
const followed = ['latest', '2', 'v2', '2.7', 'v2.7'] as const

/** A list of one version, with a Linux image, whose version does not count. */
const listOf = (version: string | undefined): Image =>
  buildIndex({ entries: [versionImage(version), versionImage(version, '10.0.17763.1'), linuxImage] })

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
})

afterAll(() => registry.close())

/** A repository with the leg of a version, in which tags hold something already. */
const prepare = (version: string, held: Readonly<Record<string, Image>> = {}): Promise<Place> =>
  placeIn(registry, { [`${version}-ltsc2025`]: versionImage(version), ...held })

const holding = (image: Image, tags: readonly string[] = followed): Record<string, Image> =>
  Object.fromEntries(tags.map(tag => [tag, image]))

const inputsFor = (version: string, tags: readonly string[] = followed): Record<string, string> => ({
  releases: 'ltsc2025',
  tags: [version, ...tags].join('\n'),
  // What tags hold here has more platforms than what is published.
  'allow-removal': 'true'
})

describe('latest, 2, v2, 2.7 and v2.7', () => {
  test.each([
    ['a lower version', 'v2.7.0', 'v2.7.1'],
    ['the same version', 'v2.7.1', 'v2.7.1'],
    ['the same version without its v', '2.7.1', 'v2.7.1'],
    ['a version that only as text is higher', 'v2.7.9', 'v2.7.10'],
    ['a pre-release of the version', 'v2.7.1-rc.1', 'v2.7.1']
  ])('move from %s', async (_, held, version) => {
    const place = await prepare(version, holding(listOf(held)))
    const result = await place.run(inputsFor(version))
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] })
    const tags = await registry.tags(place.repository)
    for (const tag of [version, ...followed]) expect(tags.get(tag)).toBe(result.outputs.digest)
    expect(result.outputs.references?.split('\n')).toHaveLength(1 + followed.length)
  })

  test('stay, each with a warning, where they hold a higher version, and the others are published', async () => {
    const place = await prepare('v2.7.9', holding(listOf('v2.7.10')))
    const before = await registry.tags(place.repository)
    const result = await place.run(inputsFor('v2.7.9', [...followed, 'edge']))
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    expect(result.warnings).toHaveLength(followed.length)
    const after = await registry.tags(place.repository)
    for (const tag of followed) {
      expect(after.get(tag)).toBe(before.get(tag))
      expect(result.warnings).toContainEqual(expect.stringContaining(`'${tag}' stays at v2.7.10: v2.7.9 is lower`))
    }
    const names = followed.map(tag => `\`${tag}\``).join(' ')
    expect(result.summary).toContain(`| \`${place.image}\` | ${names} | not moved |`)
    for (const warning of result.warnings) expect(warning).toContain("'allow-downgrade: true'")
    expect(result.outputs.references).toBe(`${place.image}:v2.7.9\n${place.image}:edge`)
    for (const tag of ['v2.7.9', 'edge']) expect(after.get(tag)).toBe(result.outputs.digest)
    expect(JSON.parse(result.outputs.metadata ?? '')).toMatchObject({
      references: [`${place.image}:v2.7.9`, `${place.image}:edge`]
    })
  })

  test('go back without a word where allow-downgrade says so', async () => {
    const place = await prepare('v2.7.9', holding(listOf('v2.7.10')))
    const result = await place.run({ ...inputsFor('v2.7.9'), 'allow-downgrade': 'true' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] })
    const tags = await registry.tags(place.repository)
    for (const tag of followed) expect(tags.get(tag)).toBe(result.outputs.digest)
  })

  test('stay in a dry run too, which says so', async () => {
    const place = await prepare('v2.7.9', holding(listOf('v2.7.10'), ['latest']))
    const result = await place.run({ ...inputsFor('v2.7.9', ['latest', '2.7']), push: 'false' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [expect.stringContaining("'latest' stays")] })
    expect(result.outputs.references).toBe(`${place.image}:v2.7.9\n${place.image}:2.7`)
    expect(result.summary).toContain(`| \`${place.image}\` | \`latest\` | not moved |`)
    expect(await registry.writes(place.repository)).toEqual([])
  })

  test('are for their own versions, with or without v', async () => {
    for (const tag of ['2.6', 'v2.6', '3', 'v3']) {
      const place = await prepare('v2.7.0')
      expectRefusal(await place.run(inputsFor('v2.7.0', [tag])), [
        "Input 'tags'",
        `the tag '${tag}' does not match the version v2.7.0`,
        '{{major}}.{{minor}}',
        "'allow-downgrade: true'"
      ])
      expect(await registry.writes(place.repository)).toEqual([])
      const forced = await place.run({ ...inputsFor('v2.7.0', [tag]), 'allow-downgrade': 'true' })
      expect(forced).toMatchObject({ exitCode: 0, warnings: [] })
    }
  })

  test('of which the first would stay are an error that changes no tag', async () => {
    const place = await placeIn(registry, {
      '2.7-ltsc2025': versionImage('v2.7.0'),
      '2.7': listOf('v2.7.1'),
      latest: listOf('v2.8.0')
    })
    const before = await registry.tags(place.repository)
    // Another tag that could be written does not help: the first one names the legs.
    for (const tags of ['2.7\nlatest', '2.7\nlatest\nv2']) {
      expectRefusal(await place.run({ releases: 'ltsc2025', tags }), [
        "Input 'tags'",
        `${place.image}: The tag '2.7' stays at v2.7.1: v2.7.0 is lower`,
        'the version itself',
        "'allow-downgrade: true'"
      ])
      expect(await registry.tags(place.repository)).toEqual(before)
    }
  })
})

describe('a backport', () => {
  test('of 2.6.9 after 2.7.0 moves 2.6 and leaves 2 and latest', async () => {
    const place = await prepare('v2.6.9', { '2.6': listOf('v2.6.8'), '2': listOf('v2.7.0'), latest: listOf('v2.7.0') })
    const before = await registry.tags(place.repository)
    const result = await place.run(inputsFor('v2.6.9', ['{{major}}.{{minor}}', '{{major}}', 'latest']))
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    expect(result.outputs.references).toBe(`${place.image}:v2.6.9\n${place.image}:2.6`)
    expect(result.warnings).toEqual([
      expect.stringContaining("'2' stays at v2.7.0: v2.6.9 is lower"),
      expect.stringContaining("'latest' stays at v2.7.0: v2.6.9 is lower")
    ])
    const after = await registry.tags(place.repository)
    for (const tag of ['v2.6.9', '2.6']) expect(after.get(tag)).toBe(result.outputs.digest)
    for (const tag of ['2', 'latest']) expect(after.get(tag)).toBe(before.get(tag))
    expect(await writtenTo(place)).not.toContain('latest')
  })

  test('of which no tag is a version is told by the labels of its legs', async () => {
    const place = await placeIn(registry, { 'edge-ltsc2025': versionImage('v2.6.9'), latest: listOf('v2.7.0') })
    const result = await place.run({ releases: 'ltsc2025', tags: 'edge\nlatest', 'allow-removal': 'true' })
    expect(result.warnings).toEqual([expect.stringContaining("'latest' stays at v2.7.0: v2.6.9 is lower")])
    expect(result.outputs.references).toBe(`${place.image}:edge`)
  })

  test('is kept from latest where that is ahead, and becomes it in a repository where it is not', async () => {
    const ahead = await prepare('v2.6.9', { latest: listOf('v2.7.0') })
    const behind = await placeIn(registry, { latest: listOf('v2.6.0') })
    const held = (await registry.tags(ahead.repository)).get('latest')
    const image = `${ahead.image}\n${behind.image}`
    const result = await ahead.run({ ...inputsFor('v2.6.9', ['latest']), image })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toHaveLength(1)
    expect(result.outputs.references?.split('\n')).toEqual([
      `${ahead.image}:v2.6.9`,
      `${behind.image}:v2.6.9`,
      `${behind.image}:latest`
    ])
    expect((await registry.tags(ahead.repository)).get('latest')).toBe(held)
    expect((await readList(registry, behind.repository, 'latest')).digest).toBe(result.outputs.digest)
  })

  // With several images the tag alone does not tell which one of them is meant.
  test('is told with the repository in which the tag stays', async () => {
    const ahead = await prepare('v2.6.9', { latest: listOf('v2.7.0') })
    const behind = await placeIn(registry)
    const image = `${ahead.image}\n${behind.image}`
    const result = await ahead.run({ ...inputsFor('v2.6.9', ['latest']), image })
    expect(result.warnings).toEqual([expect.stringContaining(ahead.repository)])
  })
})

describe('a pre-release', () => {
  test('fills neither major nor minor and does not become latest', async () => {
    const version = 'v2.8.0-rc.1'
    const place = await prepare(version, { latest: listOf('v2.7.0') })
    const before = await registry.tags(place.repository)
    const patterns = ['{{major}}', 'v{{major}}', '{{major}}.{{minor}}', 'v{{ major }}.{{ minor }}', 'latest']
    const result = await place.run(inputsFor(version, [...patterns, '{{version}}']))
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(result.outputs.references).toBe(`${place.image}:${version}\n${place.image}:2.8.0-rc.1`)
    expect(result.notices).toHaveLength(patterns.length)
    for (const [index, pattern] of patterns.entries()) {
      expect(result.notices[index]).toContain(`'${pattern}' is left out: ${version} is a pre-release`)
    }
    expect((await registry.tags(place.repository)).get('latest')).toBe(before.get('latest'))
  })

  test('does not take tags that are written out, whatever they hold', async () => {
    const place = await prepare('v2.8.0-rc.2', { '2.8': listOf('v2.8.0'), v2: listOf('v2.8.0-rc.1') })
    const result = await place.run(inputsFor('v2.8.0-rc.2', ['2.8', 'v2']))
    expect(result.notices).toEqual(
      ['2.8', 'v2'].map(tag => expect.stringContaining(`'${tag}' is left out: v2.8.0-rc.2 is a pre-release`) as string)
    )
    expect(result.outputs.references).toBe(`${place.image}:v2.8.0-rc.2`)
  })

  test('among full references, as docker/metadata-action prints them, is kept from latest too', async () => {
    const place = await prepare('v2.8.0-rc.1')
    const tags = `${place.image}:v2.8.0-rc.1\n${place.image}:latest`
    const result = await place.run({ releases: 'ltsc2025', image: '', tags })
    expect(result).toMatchObject({ exitCode: 0, notices: [expect.stringContaining("'latest' is left out")] })
    expect(memoryOf(registry).tags(place.repository).has('latest')).toBe(false)
    expect(result.outputs.references).toBe(`${place.image}:v2.8.0-rc.1`)
  })
})
