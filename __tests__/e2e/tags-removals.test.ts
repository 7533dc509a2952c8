import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushBases, rebasingIn, type Rebasing } from '../support/bases.js'
import { expectRefusal, linuxImage, readList } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { readFixture, type Image } from '../support/images.js'
import { memoryOf, missingFrom, placeIn, versionImage, type Place } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
})

afterAll(() => registry.close())

const image = (build: number, version = 'v2.7.0'): Image => versionImage(version, `10.0.${build}.1`)
const three = (version?: string): Image =>
  buildIndex({ entries: [image(26100, version), image(20348, version), image(17763, version), linuxImage] })

/** A repository whose tags hold 2019, 2022, 2025 and Linux, with legs of 2022 and 2025. */
const prepare = (tags: readonly string[]): Promise<Place> =>
  placeIn(registry, {
    'v2.7.0-ltsc2025': image(26100),
    'v2.7.0-ltsc2022': image(20348),
    ...Object.fromEntries(tags.map(tag => [tag, three()]))
  })

const inputs = { tags: 'v2.7.0\nlatest', releases: 'ltsc2022, ltsc2025' }

describe('mode manifest, when tags would lose platforms,', () => {
  test('warns of each tag, platform and host, in the log and first in the summary', async () => {
    const place = await prepare(['v2.7.0', 'latest'])
    const result = await place.run(inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const warnings = result.warnings.filter(text => text.includes('loses'))
    expect(warnings).toHaveLength(2)
    for (const [i, tag] of ['v2.7.0', 'latest'].entries()) {
      expect(warnings[i]).toContain(`${place.image}:${tag} holds windows/amd64 10.0.17763.1, linux/amd64`)
      expect(warnings[i]).toContain('the tag loses them')
      expect(warnings[i]).toMatch(/Windows Server 2019.* would pull nothing/)
      expect(warnings[i]).toContain("'allow-removal: true'")
    }
    expect(warnings[0]).toContain("'keep-existing: true' keeps what the tag holds")
    expect(warnings[1]).toContain("'keep-existing' keeps only what v2.7.0 holds")
    expect(result.summary.indexOf('loses')).toBeLessThan(result.summary.indexOf('### Published'))
  })

  test('does not advise keep-existing where it is set', async () => {
    const place = await prepare(['latest'])
    const { warnings } = await place.run({ ...inputs, 'keep-existing': 'true' })
    expect(warnings).toEqual([expect.stringContaining("'keep-existing' keeps only what v2.7.0 holds")])
  })

  test('says nothing where allow-removal allows it, or where nothing is lost', async () => {
    const place = await prepare(['v2.7.0', 'latest'])
    const meant = await place.run({ ...inputs, 'allow-removal': 'true' })
    expect(meant).toMatchObject({ exitCode: 0, warnings: [] })
    const again = await place.run(inputs)
    expect(again).toMatchObject({ exitCode: 0, warnings: [] })
  })

  test('warns only of the tags that move', async () => {
    const place = await prepare([])
    await place.put('latest', three('v2.8.0'))
    const result = await place.run(inputs)
    expect(result.warnings).toEqual([expect.stringContaining("'latest' stays at v2.8.0")])
  })

  test('and they were asked for as found, is refused, unless allow-removal allows it', async () => {
    const place = await prepare(['v2.7.0'])
    const found = { ...inputs, tags: 'v2.7.0', releases: 'found' }
    expectRefusal(await place.run(found), ['no leg for it was found', "'allow-removal: true'"])
    expect(await place.run({ ...found, 'allow-removal': 'true' })).toMatchObject({ exitCode: 0, warnings: [] })
  })
})

describe('every repository counts:', () => {
  /** Two repositories; only the second one holds 2019 and Linux. */
  const prepareTwo = async (): Promise<{ place: Place; other: Place; image: string }> => {
    const [place, other] = [await prepare([]), await placeIn(registry, { 'v2.7.0': three() })]
    await place.put('v2.7.0', buildIndex({ entries: [image(26100)] }))
    return { place, other, image: `${place.image}\n${other.image}` }
  }

  test('found is refused for what any further tag would lose, unless allow-removal allows it', async () => {
    const place = await prepare(['latest'])
    const before = await registry.tags(place.repository)
    const found = { ...inputs, releases: 'found' }
    expectRefusal(await place.run(found), [
      `${place.image}:latest holds windows/amd64 10.0.17763.1, linux/amd64`,
      "list the releases instead of 'found'",
      "'allow-removal: true'"
    ])
    expect(await registry.tags(place.repository)).toEqual(before)
    expect(await registry.writes(place.repository)).toEqual([])
    expect(await place.run({ ...found, 'allow-removal': 'true' })).toMatchObject({ exitCode: 0, warnings: [] })
  })

  test('found is refused for what any of them would lose', async () => {
    const { place, other, image: both } = await prepareTwo()
    expectRefusal(await place.run({ image: both, tags: 'v2.7.0', releases: 'found' }), [
      `${other.image}:v2.7.0 has an image for windows/amd64 10.0.17763.1`
    ])
  })

  test('keep-existing keeps what any of them holds', async () => {
    const { place, other, image: both } = await prepareTwo()
    const result = await place.run({ ...inputs, image: both, tags: 'v2.7.0', 'keep-existing': 'true' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    for (const { repository } of [place, other]) {
      const { entries } = await readList(registry, repository, 'v2.7.0')
      expect(entries.map(({ platform }) => platform?.['os.version'])).toEqual([
        '10.0.26100.1',
        '10.0.20348.1',
        '10.0.17763.1',
        undefined
      ])
      expect(missingFrom(memoryOf(registry), repository, 'v2.7.0')).toEqual([])
    }
  })
})

describe('mode rebase', () => {
  const labelled = (releases: readonly string[]): Image =>
    buildIndex({ entries: releases.map(release => readFixture(`app-buildkit-${release}`)) })

  const published = async (): Promise<Rebasing> => {
    const place = rebasingIn(registry)
    await place.put('v2.7.0', labelled(['ltsc2025', 'ltsc2022']))
    await place.put('latest', labelled(['ltsc2025', 'ltsc2022', 'ltsc2019']))
    return place
  }
  const tags = { tags: 'v2.7.0, latest' }

  test('refuses to cut a tag, which it names, and changes nothing', async () => {
    const place = await published()
    const before = await registry.tags(place.repository)
    const base = { 'base-image': `${registry.host}/windows/servercore` }
    expectRefusal(await place.rebase('v2.7.0', { ...base, ...tags }), [
      "Input 'tags'",
      `${place.image}:latest holds windows/amd64 10.0.17763`,
      'the tag loses it',
      'Windows Server 2019',
      "'allow-removal: true'"
    ])
    expect(await registry.tags(place.repository)).toEqual(before)
    const forced = await place.rebase('v2.7.0', { ...base, ...tags, 'allow-removal': 'true' })
    expect(forced).toMatchObject({ exitCode: 0, errors: [] })
  })
})
