import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal, windowsImage } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { memoryOf, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
})

afterAll(() => registry.close())

const other = 'fedcba9876543210fedcba9876543210fedcba98'
const stale = windowsImage('10.0.20348.1', { labels: { 'org.opencontainers.image.revision': other } })

test('missing, mislabelled, stale and duplicate legs, and tags that cannot stand, are one error', async () => {
  const place = await placeIn(registry, {
    'stable-ltsc2025': versionImage('v2.7.0', '10.0.17763.1'),
    'stable-ltsc2022': stale,
    'stable-20H2': windowsImage(undefined),
    again: versionImage('v2.7.0', '10.0.20348.9'),
    stable: buildIndex({ entries: [versionImage('v2.8.0')] })
  })
  const result = await place.run({
    releases: 'ltsc2019, ltsc2022, ltsc2025, 20H2',
    sources: `${place.image}:again\n${place.image}:gone`,
    tags: 'stable\nv2.7.0\n2.6'
  })
  expectRefusal(result, [
    /^The list cannot be made:/,
    `${place.image}:stable-ltsc2019 is missing, the image for ltsc2019`,
    `${place.image}:gone does not exist`,
    `${place.image}:stable-ltsc2025 is not an image for ltsc2025`,
    `${place.image}:stable-20H2 has no os.version`,
    `${place.image}:stable-ltsc2022 is from commit ${other}`,
    `${place.image}:again (windows/amd64 10.0.20348.9) are for the same hosts`,
    "the tag '2.6' does not match the version v2.7.0",
    "The tag 'stable' stays at v2.8.0: v2.7.0 is lower"
  ])
  expect(await registry.writes(place.repository)).toEqual([])
  // The summary says of every image what became of it.
  for (const [tag, state] of [
    ['stable-ltsc2019', 'missing'],
    ['gone', 'missing'],
    ['stable-ltsc2025', 'refused'],
    ['stable-20H2', 'refused'],
    ['stable-ltsc2022', 'stale'],
    ['again', 'found']
  ])
    expect(result.summary).toContain(`| \`${place.image}:${tag ?? ''}\` | ${state ?? ''} |`)
  expect(result.summary).toMatch(/^### Not published: `[^`]+:stable`, `[^`]+:v2\.7\.0`, `[^`]+:2\.6`/)
  expect(result.summary).toContain('No tag was changed.')
})

describe('a leg that is missing', () => {
  test.each([
    ['v2.7.0', '2.7.0-ltsc2022', 'ltsc2022'],
    ['2.7.0', 'v2.7.0-ltsc2022', 'ltsc2022'],
    ['v2.7.0', 'v2.7.0-1809', 'ltsc2019']
  ])('of %s is shown where it has the likely tag %s, without a list of tags', async (tag, there, release) => {
    const place = await placeIn(registry, { [there]: versionImage('v2.7.0') })
    const before = memoryOf(registry).requests.length
    expectRefusal(await place.run({ releases: release, tags: tag }), [
      `${place.image}:${tag}-${release} is missing`,
      `There is ${there}.`
    ])
    const asked = memoryOf(registry).requests.slice(before)
    expect(asked.filter(({ kind }) => kind === 'tags-list')).toEqual([])
  })

  test('is looked for in one page of tags otherwise', async () => {
    const place = await placeIn(registry, {
      'v2.7.O-ltsc2022': versionImage('v2.7.0'),
      'release-1-ltsc2022': versionImage('v1.0.0'),
      'v2.7.0-ltsc2016': versionImage('v2.7.0')
    })
    const before = memoryOf(registry).requests.length
    expectRefusal(await place.run({ releases: 'ltsc2022', tags: 'v2.7.0' }), [
      'There is v2.7.O-ltsc2022, release-1-ltsc2022.'
    ])
    const asked = memoryOf(registry).requests.slice(before)
    expect(asked.filter(({ kind }) => kind === 'tags-list')).toHaveLength(1)
  })

  test('is named without a hint where the registry lists no tags', async () => {
    const place = await placeIn(registry, { x: versionImage('v2.7.0') })
    const fault = memoryOf(registry).fault({
      type: 'status',
      status: 403,
      code: 'DENIED',
      kind: 'tags-list',
      times: Infinity
    })
    const result = await place.run({ releases: 'ltsc2022', tags: 'v2.7.0' })
    expect(fault.happened).toBe(1)
    memoryOf(registry).clearFaults()
    expectRefusal(result, [/is missing, the image for ltsc2022\. Check that/])
  })
})

describe('a leg that is late', () => {
  const here = { 'v2.7.0-ltsc2025': versionImage('v2.7.0') }
  const late = versionImage('v2.7.0', '10.0.20348.1')
  const inputs = { releases: 'ltsc2025, ltsc2022', tags: 'v2.7.0' }

  test('is waited for while others of its tag are there', async () => {
    const place = await placeIn(registry, here)
    let asked = 0
    const fault = memoryOf(registry).fault({
      type: 'slow',
      ms: 0,
      kind: 'manifest-get',
      reference: 'v2.7.0-ltsc2022',
      times: Infinity,
      when: () => {
        if (++asked === 3) void place.put('v2.7.0-ltsc2022', late)
        return false
      }
    })
    const result = await place.run(inputs)
    expect(fault.happened).toBe(0)
    expect(asked).toBeGreaterThanOrEqual(3)
    memoryOf(registry).clearFaults()
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { releases: 'ltsc2025,ltsc2022' } })
  })

  test.each([
    ['no other is there', { ...inputs, releases: 'ltsc2022, ltsc2019' }],
    ['the releases are those that are found', { ...inputs, releases: 'found' }],
    ['keep-existing supplies what is missing', { ...inputs, 'keep-existing': 'true' }]
  ])('is not waited for where %s', async (_, given) => {
    const place = await placeIn(registry, here)
    const before = memoryOf(registry).requests.length
    await place.run({ ...given, push: 'false' })
    const asked = memoryOf(registry)
      .requests.slice(before)
      .filter(({ reference, kind }) => reference === 'v2.7.0-ltsc2022' && kind === 'manifest-get')
    expect(asked).toHaveLength(1)
  })
})
