import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushBases, rebasingIn } from '../support/bases.js'
import { expectRefusal, linuxImage, readList } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { manifestOf, readFixture, type Image } from '../support/images.js'
import type { FaultMatch } from '../support/memory-registry.js'
import { memoryOf, placeIn, versionImage, type Place } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const closing: (() => Promise<unknown>)[] = []

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
  closing.push(registry.close)
})

afterAll(() => Promise.all(closing.map(close => close())))

/** A list of a version with one image for each build. */
const listOf = (version: string, ...builds: readonly number[]): Image =>
  buildIndex({
    entries: (builds.length === 0 ? [26100] : builds).map(build => versionImage(version, `10.0.${build}.1`))
  })

const prepare = (held: Readonly<Record<string, Image>> = {}): Promise<Place> =>
  placeIn(registry, { 'v2.7.0-ltsc2025': versionImage('v2.7.0'), latest: listOf('v2.6.0'), ...held })

/** Refuses a write for a moment, in which another job writes tags. */
const whileRefused = async (
  place: Place,
  match: FaultMatch,
  writes: Readonly<Record<string, Image>>,
  inputs: Readonly<Record<string, string>>
): ReturnType<Place['run']> => {
  const memory = memoryOf(registry)
  const publishing: Promise<unknown>[] = []
  const refusing = memory.fault({
    type: 'status',
    status: 503,
    retryAfter: 1,
    kind: 'manifest-put',
    repository: place.repository,
    ...match,
    when: request => {
      if (match.when?.(request) === false) return false
      for (const [tag, image] of Object.entries(writes)) publishing.push(place.put(tag, image))
      return true
    }
  })
  const result = await place.run({ releases: 'ltsc2025', tags: 'v2.7.0\nlatest', ...inputs })
  await Promise.all(publishing)
  expect(refusing.happened).toBe(1)
  return result
}

describe('a write that is repeated after a refusal', () => {
  test('leaves the higher version that another job has published meanwhile, with a warning', async () => {
    const place = await prepare()
    const newer = listOf('v2.8.0')
    const result = await whileRefused(place, { reference: 'latest' }, { latest: newer }, {})
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toEqual([expect.stringContaining("'latest' stays at v2.8.0: v2.7.0 is lower")])
    expect(result.notices.join('\n')).toContain('latest was written by another job meanwhile')
    expect(result.outputs.references).toBe(`${place.image}:v2.7.0`)
    expect(result.summary).toContain(`| \`${place.image}\` | \`latest\` | not moved |`)
    expect((await registry.tags(place.repository)).get('latest')).toBe(newer.digest)
  })

  test('replaces a lower version that another job has published meanwhile', async () => {
    const place = await prepare()
    const result = await whileRefused(place, { reference: 'latest' }, { latest: listOf('v2.6.9') }, {})
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect((await registry.tags(place.repository)).get('latest')).toBe(result.outputs.digest)
  })

  test('fails where the tag of the version itself has changed, and lists what it wrote', async () => {
    const place = await prepare()
    const other = listOf('v2.7.0', 26100, 20348)
    const result = await whileRefused(
      place,
      { reference: 'v2.7.0' },
      { 'v2.7.0': other },
      { tags: 'v2.7.0\nedge\nlatest' }
    )
    expectRefusal(result, [
      'Another job has written these tags meanwhile',
      `${place.image}:v2.7.0 names ${other.digest} now`,
      `These tags name the new list: ${place.image}:edge.`,
      `These tags were not changed: ${place.image}:latest.`,
      "'concurrency' group"
    ])
    expect((await registry.tags(place.repository)).get('v2.7.0')).toBe(other.digest)
  })

  test('makes the list again with keep-existing, so that no platform is lost', async () => {
    const place = await prepare({ 'v2.7.0': listOf('v2.7.0', 17763) })
    const other = listOf('v2.7.0', 20348, 17763)
    const inputs = { 'keep-existing': 'true' }
    const result = await whileRefused(place, { reference: 'v2.7.0' }, { 'v2.7.0': other }, inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    for (const tag of ['v2.7.0', 'latest']) {
      const { digest, entries } = await readList(registry, place.repository, tag)
      expect(digest).toBe(result.outputs.digest)
      expect(entries.map(({ platform }) => platform?.['os.version'])).toEqual([
        '10.0.26100.1',
        '10.0.20348.1',
        '10.0.17763.1'
      ])
    }
  })
})

describe('right before it is written', () => {
  test('a floating tag is looked at again, however short ago it was read', async () => {
    const place = await prepare()
    const newer = listOf('v2.8.0')
    const publishing: Promise<unknown>[] = []
    const leg = manifestOf(versionImage('v2.7.0')).config?.digest ?? ''
    memoryOf(registry).fault({
      type: 'slow',
      ms: 300,
      kind: 'blob-get',
      repository: place.repository,
      reference: leg,
      when: () => {
        publishing.push(place.put('latest', newer), place.put('stable', newer))
        return true
      }
    })
    const result = await place.run({ releases: 'ltsc2025', tags: 'v2.7.0\nlatest\nstable' })
    await Promise.all(publishing)
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { references: `${place.image}:v2.7.0` } })
    expect(result.warnings).toHaveLength(2)
    const tags = await registry.tags(place.repository)
    expect([tags.get('latest'), tags.get('stable')]).toEqual([newer.digest, newer.digest])
  })

  test('a tag that other jobs write again and again fails the step after three rounds', async () => {
    const place = await prepare()
    let count = 0
    const publishing: Promise<unknown>[] = []
    const memory = memoryOf(registry)
    memory.fault({
      type: 'slow',
      ms: 200,
      kind: 'manifest-get',
      repository: place.repository,
      reference: 'latest',
      times: Infinity,
      // The answer is what latest named before.
      when: () => {
        setTimeout(() => publishing.push(place.put('latest', listOf(`v2.6.${++count}`))), 50)
        return true
      }
    })
    const result = await place.run({ releases: 'ltsc2025', tags: 'v2.7.0\nlatest' })
    memory.clearFaults()
    await Promise.all(publishing)
    // The first read; then in each round one to see what it names, and between the rounds one to judge it.
    expect(count).toBe(6)
    expectRefusal(result, [
      'Another job has written these tags meanwhile',
      `${place.image}:latest names sha256:`,
      `These tags name the new list: ${place.image}:v2.7.0.`
    ])
  })

  test('a newer release that another job publishes while layers are copied stays under latest', async () => {
    const elsewhere = await memoryTestRegistry()
    closing.push(elsewhere.close)
    const place = await prepare()
    const source = await placeIn(elsewhere, { linux: linuxImage })
    const newer = versionImage('v2.8.0')
    const reference = manifestOf(linuxImage).layers?.[0]?.digest ?? ''
    const publishing: Promise<unknown>[] = []
    const copying = memoryOf(elsewhere).fault({
      type: 'slow',
      ms: 500,
      kind: 'blob-get',
      reference,
      when: () => {
        publishing.push(place.put('latest', newer))
        return true
      }
    })
    const result = await place.run({ releases: 'ltsc2025', sources: `${source.image}:linux`, tags: 'v2.7.0\nlatest' })
    await Promise.all(publishing)
    expect(copying.happened).toBe(1)
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { references: `${place.image}:v2.7.0` } })
    expect(result.warnings.join('\n')).toContain("'latest' stays at v2.8.0")
    expect((await registry.tags(place.repository)).get('latest')).toBe(newer.digest)
  })
})

test('a rebase in place fails where another job has made something else of its source', async () => {
  await pushBases(registry)
  const place = rebasingIn(registry)
  await place.put('edge', buildIndex({ entries: [readFixture('app-classic-ltsc2022')] }))
  const newer = listOf('v2.8.0')
  const publishing: Promise<unknown>[] = []
  memoryOf(registry).fault({
    type: 'slow',
    ms: 300,
    kind: 'manifest-put',
    repository: place.repository,
    when: () => {
      publishing.push(place.put('edge', newer))
      return true
    }
  })
  const result = await place.rebase('edge', { 'base-image': `${registry.host}/windows/servercore` })
  await Promise.all(publishing)
  expectRefusal(result, [
    'Another job has written these tags meanwhile',
    `${place.image}:edge names ${newer.digest} now`
  ])
  expect((await registry.tags(place.repository)).get('edge')).toBe(newer.digest)
})
