import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import type { Image } from '../support/images.js'
import type { MemoryRegistryOptions, RecordedRequest } from '../support/memory-registry.js'
import { memoryOf, type Place, placeIn, versionImage, writtenTo } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'

const leg = versionImage('v2.7.0')
const older = buildIndex({ entries: [versionImage('v2.6.0'), versionImage('v2.6.0', '10.0.20348.1')] })
const inputs = { releases: 'ltsc2025', tags: 'latest\nv2.7.0\n2.7\nedge' }

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A registry of its own with the leg; `latest` comes first in the tags, so that legs are named after it. */
const start = async (
  options: MemoryRegistryOptions = {},
  held: Readonly<Record<string, Image>> = {}
): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, { 'latest-ltsc2025': leg, 'v2.7.0-ltsc2025': leg, ...held })
}

/** The requests for a tag, by method. */
const about = ({ registry }: Place, tag: string): string[] =>
  memoryOf(registry)
    .requests.filter(({ reference }) => reference === tag)
    .map(({ method }) => method)

describe('the list', () => {
  let first: Place
  let second: Place

  beforeAll(async () => {
    const registry = await memoryTestRegistry()
    first = await placeIn(registry, { 'latest-ltsc2025': leg })
    second = await placeIn(await memoryTestRegistry())
  })

  afterAll(() => Promise.all([first.registry.close(), second.registry.close()]))

  test('is put by digest into every repository, then under all tags but latest, and under latest at the end', async () => {
    const places = [first, second]
    const puts = (): RecordedRequest[] =>
      places
        .flatMap(({ registry }) => memoryOf(registry).requests)
        .filter(({ kind, reference }) => kind === 'manifest-put' && reference !== leg.digest)
    // Which writes have no answer yet when one of latest comes in.
    const early: (string | undefined)[] = []
    const when = ({ reference }: RecordedRequest): boolean => {
      if (reference !== 'latest') return reference === '2.7'
      early.push(...puts().flatMap(put => (put.reference === 'latest' || put.status === 201 ? [] : put.reference)))
      return false
    }
    // One tag is slow, so that a latest that did not wait would come before its answer.
    const slow = places.map(({ registry }) =>
      memoryOf(registry).fault({ type: 'slow', ms: 300, kind: 'manifest-put', when, times: Infinity })
    )
    const result = await first.run({ ...inputs, image: `${first.image}\n${second.image}` })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(slow.map(({ happened }) => happened)).toEqual([1, 1])
    expect(early).toEqual([])
    for (const place of places) {
      const written = (await writtenTo(place)).filter(reference => reference !== leg.digest)
      expect(written[0]).toBe(result.outputs.digest)
      expect(written.slice(1, 4).sort()).toEqual(['2.7', 'edge', 'v2.7.0'])
      expect(written.slice(4)).toEqual(['latest'])
    }
  })
})

test('one tag is written without a write by digest', async () => {
  const place = await start()
  const result = await place.run({ ...inputs, tags: 'v2.7.0' })
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect(await writtenTo(place)).toEqual(['v2.7.0'])
  expect(about(place, 'v2.7.0')).toEqual(['GET', 'PUT', 'HEAD'])
})

test('one floating tag is looked at right before it is written', async () => {
  const place = await start({}, { 'edge-ltsc2025': leg })
  const result = await place.run({ ...inputs, tags: 'edge' })
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect(about(place, 'edge')).toEqual(['GET', 'HEAD', 'PUT', 'HEAD'])
})

test('one tag that is left to write is written without a write by digest', async () => {
  const place = await start()
  await place.run(inputs)
  const before = await writtenTo(place)
  await place.put('edge', older)
  const result = await place.run(inputs)
  expect(result).toMatchObject({ exitCode: 0, outputs: { unchanged: 'false' } })
  expect((await writtenTo(place)).slice(before.length)).toEqual(['edge'])
})

test('every tag that was written is read back, and nothing else is asked for at the end', async () => {
  const place = await start({}, { '2.7': older })
  await place.run(inputs)
  // Read with the legs, looked at right before the write, and read back.
  for (const tag of ['v2.7.0', 'edge', '2.7', 'latest'])
    expect(about(place, tag)).toEqual(['GET', 'HEAD', 'PUT', 'HEAD'])
  expect(memoryOf(place.registry).requests.at(-1)).toMatchObject({ method: 'HEAD', reference: 'latest', status: 200 })
})

test('a second run writes nothing and says so', async () => {
  const place = await start({}, { latest: older, '2.7': older })
  const first = await place.run(inputs)
  expect(first).toMatchObject({ exitCode: 0, outputs: { unchanged: 'false' } })
  const before = await place.registry.writes(place.repository)
  const second = await place.run(inputs)
  expect(second).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] })
  expect(second.outputs).toMatchObject({ ...first.outputs, unchanged: 'true', metadata: expect.any(String) as string })
  expect(JSON.parse(second.outputs.metadata ?? '')).toMatchObject({ digest: first.outputs.digest, unchanged: true })
  expect(await place.registry.writes(place.repository)).toEqual(before)
  expect(second.summary).toContain('Unchanged')
  expect(second.log).toContain('every tag is up to date')
  expect(second.summary).toContain(`| \`${place.image}\` | \`latest\` \`v2.7.0\` \`2.7\` \`edge\` | unchanged |`)
})

test('a tag that cannot be written keeps latest from being written, and a second run completes both', async () => {
  const place = await start({}, { latest: older, '2.7': older })
  const memory = memoryOf(place.registry)
  memory.fault({ type: 'status', status: 403, code: 'DENIED', kind: 'manifest-put', reference: '2.7' })
  const first = await place.run(inputs)
  const name = (tag: string): string => `${place.image}:${tag}`
  expectRefusal(first, [
    `${name('2.7')} was not written`,
    'answered 403 (DENIED',
    `name the new list: ${name('v2.7.0')}, ${name('edge')}.`,
    `These tags were not changed: ${name('latest')}, ${name('2.7')}.`,
    'Run the job again once the registry accepts the writes'
  ])
  const half = memory.tags(place.repository)
  const digest = half.get('v2.7.0')
  expect(half.get('latest')).toBe(older.digest)
  expect(half.get('2.7')).toBe(older.digest)
  expect(half.get('edge')).toBe(digest)
  expect(about(place, 'latest')).not.toContain('PUT')

  const second = await place.run(inputs)
  expect(second).toMatchObject({ exitCode: 0, outputs: { digest, unchanged: 'false' } })
  for (const tag of ['v2.7.0', '2.7', 'edge', 'latest']) expect(half.get(tag)).toBe(digest)
  expect(about(place, 'v2.7.0').filter(method => method === 'PUT')).toHaveLength(1)
})

describe('a write whose answer is lost', () => {
  test.each(['v2.7.0', 'latest'])('of %s is settled by asking, and not written again', async tag => {
    const place = await start({ immutableTags: true })
    const lost = memoryOf(place.registry).fault({ type: 'cut-after', kind: 'manifest-put', reference: tag })
    const result = await place.run(inputs)
    expect(lost.happened).toBe(1)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(about(place, tag).filter(method => method === 'PUT')).toHaveLength(1)
    expect(memoryOf(place.registry).tags(place.repository).get(tag)).toBe(result.outputs.digest)
  })

  test('before it took effect is written again', async () => {
    const place = await start({ immutableTags: true })
    memoryOf(place.registry).fault({ type: 'cut-before', kind: 'manifest-put', reference: '2.7' })
    const result = await place.run(inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(about(place, '2.7').filter(method => method === 'PUT')).toHaveLength(2)
  })
})

describe('a registry in which tags cannot be moved', () => {
  test('takes the same list again as unchanged', async () => {
    const place = await start({ immutableTags: true })
    const first = await place.run(inputs)
    expect(first).toMatchObject({ exitCode: 0, errors: [] })
    const before = await place.registry.writes(place.repository)
    const second = await place.run(inputs)
    expect(second).toMatchObject({
      exitCode: 0,
      errors: [],
      outputs: { digest: first.outputs.digest, unchanged: 'true' }
    })
    expect(await place.registry.writes(place.repository)).toEqual(before)
  })

  test('takes new tags beside those that name the list already', async () => {
    const place = await start({ immutableTags: true })
    await place.run({ ...inputs, tags: 'v2.7.0' })
    const result = await place.run({ ...inputs, tags: 'v2.7.0\n2.7.0' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { unchanged: 'false' } })
    expect(await writtenTo(place)).toEqual(['v2.7.0', '2.7.0'])
  })

  test('refuses another list, and the error says what to do', async () => {
    const place = await start({ immutableTags: true })
    const first = await place.run({ ...inputs, tags: 'v2.7.0' })
    await place.put('v2.7.0-ltsc2025', versionImage('v2.7.0', '10.0.26100.2'))
    const result = await place.run({ ...inputs, tags: 'v2.7.0' })
    expectRefusal(result, [
      `${place.image}:v2.7.0 was not written`,
      'immutable',
      'does not let a published tag be changed',
      'publish under another tag',
      'No tag was changed.'
    ])
    expect(memoryOf(place.registry).tags(place.repository).get('v2.7.0')).toBe(first.outputs.digest)
    expect(about(place, 'v2.7.0').filter(method => method === 'PUT')).toHaveLength(2)
  })
})
