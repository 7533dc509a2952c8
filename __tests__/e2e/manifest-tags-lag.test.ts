import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { memoryOf, type Place, placeIn, versionImage, writtenTo } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'

const older = buildIndex({ entries: [versionImage('v2.6.0')] })

const closing: (() => Promise<unknown>)[] = []

afterAll(() => Promise.all(closing.map(close => close())))

/** A registry that shows what a tag was before for so many reads after a write. */
const start = async (readLag: number, tags: readonly string[]): Promise<Place> => {
  const registry = await memoryTestRegistry({ readLag })
  closing.push(registry.close)
  const held = Object.fromEntries(tags.map(tag => [tag, older]))
  return placeIn(registry, { 'v2.7.0-ltsc2025': versionImage('v2.7.0'), ...held })
}

const heads = ({ registry }: Place, tag: string): number =>
  memoryOf(registry).requests.filter(({ kind, reference }) => kind === 'manifest-head' && reference === tag).length

test('a registry that shows a tag late is read until it shows the list, and nothing is written twice', async () => {
  const place = await start(2, ['2.7', 'latest'])
  const inputs = { releases: 'ltsc2025', tags: 'v2.7.0\n2.7\nlatest' }
  const result = await place.run(inputs)
  expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
  const { digest = '' } = result.outputs
  // One look before the write; after it, where HEAD does not find the new tag, GET is a read of its own.
  expect(['v2.7.0', '2.7', 'latest'].map(tag => heads(place, tag))).toEqual([1 + 2, 1 + 3, 1 + 3])
  expect((await writtenTo(place)).toSorted()).toEqual([digest, 'v2.7.0', '2.7', 'latest'].toSorted())

  const before = await place.registry.writes(place.repository)
  const second = await place.run(inputs)
  expect(second).toMatchObject({ exitCode: 0, outputs: { digest, unchanged: 'true' } })
  expect(await place.registry.writes(place.repository)).toEqual(before)
})

describe('a registry that shows the old list for too long', () => {
  let place: Place
  let result: ActionResult

  beforeAll(async () => {
    place = await start(Infinity, ['v2.7.0'])
    result = await place.run({ releases: 'ltsc2025', tags: 'v2.7.0' })
  })

  test('makes the step fail with the tag, what it shows, and what to do', async () => {
    const digest = memoryOf(place.registry).tags(place.repository).get('v2.7.0') ?? ''
    expect(digest).not.toBe(older.digest)
    expectRefusal(result, [
      `${place.image}:v2.7.0 was written as ${digest}`,
      `the registry shows ${older.digest} under it after 30 s`,
      'If another job writes the same tag',
      "'concurrency' group"
    ])
    expect(await writtenTo(place)).toEqual(['v2.7.0'])
  })

  test('is given the half minute that the error names', () => {
    expect(result.durationMs).toBeGreaterThan(29_000)
  })
})
