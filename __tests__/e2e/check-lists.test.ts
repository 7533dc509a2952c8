import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { pushBases, type Rebasing, rebasingIn } from '../support/bases.js'
import { runManifest } from '../support/fan-in.js'
import { buildIndex, type IndexEntry } from '../support/image-builder.js'
import { type Image, type Platform, readFixture } from '../support/images.js'
import { distributionTestRegistry, memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

// Of these, ltsc2022 is outdated: the registry has a newer base.
const images: readonly Image[] = ['ltsc2019', 'ltsc2022', 'ltsc2025'].map(release =>
  readFixture(`app-classic-${release}`)
)

const windows = (osVersion?: string): Platform => ({
  architecture: 'amd64',
  os: 'windows',
  ...(osVersion === undefined ? {} : { 'os.version': osVersion })
})

/** The three images, oldest first, listed as these platforms. */
const listAs = (...platforms: readonly (Platform | null)[]): Image =>
  buildIndex({ entries: images.map((image, i): IndexEntry => ({ image, platform: platforms[i] ?? null })) })

const bare = listAs(windows(), windows(), windows())
const swapped = listAs(windows('10.0.20348.5499'), windows('10.0.17763.8027'), windows('10.0.26100.33296'))
const unlisted = listAs(null, null, null)
const inWrongOrder = listAs(windows('10.0.17763.8027'), windows('10.0.20348.5499'), windows('10.0.26100.33296'))

let registry: TestRegistry
let baseImage: Readonly<Record<string, string>>
beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
  baseImage = { 'base-image': `${registry.host}/windows/servercore` }
})
afterAll(() => registry.close())

const check = (place: Rebasing, inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
  runAction({ inputs: { mode: 'check', source: `${place.image}:v2.7.0`, ...baseImage, ...inputs } })

const publish = async (list: Image): Promise<Rebasing> => {
  const place = rebasingIn(registry)
  await place.put('v2.7.0', list)
  return place
}

/** The cells of the table of hosts, by host. */
const hostsOf = ({ summary }: ActionResult): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...summary.matchAll(/^\| (Windows [^|]*?) \| (.*) \|$/gm)].map(([, host = '', cells = '']) => [
      host,
      cells.split(' | ')
    ])
  )

describe.each([
  ['without os.version, as docker buildx imagetools create makes it', bare, 3],
  ['with a wrong os.version', swapped, 2],
  ['without platforms', unlisted, 3]
])('a list of three images %s', (_, list, mismatches) => {
  test('fails the check that is to fail on a wrong list, and only that', async () => {
    const place = await publish(list)
    const result = await check(place, { 'fail-on': 'wrong-list' })
    expect(result).toMatchObject({ exitCode: 1 })
    expect(result.errors).toHaveLength(1)
    const [heading, ...lines] = (result.errors[0] ?? '').split('\n')
    const listed = lines.filter(line => line.includes('is listed')).map(line => line.replace('- ', ''))
    expect(heading).toBe(`${place.image}:v2.7.0 misleads hosts:`)
    expect(lines.at(-1)).toMatch(/^Run mode 'rebase' on it, or mode 'manifest' with its images as 'sources'/)
    expect(listed).toHaveLength(mismatches)
    // What is in the error is not a warning too.
    expect(result.warnings).toEqual(['ltsc2022 has 10.0.20348.5499, the newest is 10.0.20348.5622.'])
    expect(result.summary).toContain('### Outdated, Wrong list: ')
    expect(JSON.parse(result.outputs.metadata ?? '')).toMatchObject({
      mismatches: listed
    })
    const other = await check(place, { 'fail-on': 'unsupported' })
    expect(other).toMatchObject({ exitCode: 0, errors: [] })
    expect(other.warnings.filter(text => text.includes('is listed'))).toEqual(listed)
  })

  test('is mended by a rebase, even if no base changes', async () => {
    const place = await publish(list)
    const rebased = await place.rebase('v2.7.0', baseImage)
    expect(rebased).toMatchObject({ exitCode: 0, outputs: { unchanged: 'false' } })
    expect(await check(place, { 'fail-on': 'wrong-list, outdated' })).toMatchObject({ exitCode: 0, warnings: [] })
    expect(await place.rebase('v2.7.0', baseImage)).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true' } })
  })

  test('is mended by mode manifest with its images as sources', async () => {
    const place = await publish(list)
    const sources = images.map(({ digest }) => `${place.image}@${digest}`).join()
    const mended = await runManifest(registry, { image: place.image, tags: 'v2.7.0', sources })
    expect(mended).toMatchObject({ exitCode: 0, errors: [] })
    const result = await check(place, { 'fail-on': 'wrong-list' })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(result.warnings.filter(text => !text.startsWith('ltsc2022 has'))).toEqual([])
  })
})

describe('the check shows what hosts really get', () => {
  test('of a list without os.version: its first image, whatever the host', async () => {
    const result = await check(await publish(bare))
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(hostsOf(result)).toEqual({
      'Windows Server 2019': ['ltsc2019: starts', 'ltsc2019: starts'],
      'Windows Server 2022': ['ltsc2019: starts only with --isolation=hyperv', 'ltsc2019: does not start'],
      'Windows Server 2025': ['ltsc2019: starts only with --isolation=hyperv', 'ltsc2019: does not start'],
      'Windows 11 25H2': ['ltsc2019: starts', '–']
    })
    expect(result.log).toContain(
      'Windows Server 2022: ltsc2019: starts only with --isolation=hyperv (Docker 20.10+); ltsc2019: does not start (containerd 1.7.6–2.1.5, 2.1.6–2.2)'
    )
    expect(result.warnings).toContain(
      'Windows Server 2022 with Docker 20.10+ gets ltsc2019 (starts only with --isolation=hyperv), although the image for ltsc2022 would start there.'
    )
  })

  test('of a list with wrong versions: an image that does not start', async () => {
    expect(hostsOf(await check(await publish(swapped)))).toMatchObject({
      'Windows Server 2019': ['ltsc2022: does not start', 'ltsc2022: does not start', '–'],
      'Windows Server 2022': [
        'ltsc2019: starts only with --isolation=hyperv',
        'ltsc2019: does not start',
        'ltsc2019: does not start'
      ],
      'Windows Server 2025': ['ltsc2025: starts', 'ltsc2019: does not start', 'ltsc2025: starts']
    })
  })

  test('of a list without platforms: nothing with Docker, and with containerd the first image where it fits', async () => {
    expect(hostsOf(await check(await publish(unlisted)))).toEqual({
      'Windows Server 2019': ['nothing', 'ltsc2019: starts'],
      'Windows Server 2022': ['nothing', 'nothing'],
      'Windows Server 2025': ['nothing', 'nothing'],
      'Windows 11 25H2': ['nothing', '–']
    })
  })
})

describe('a list in the wrong order', () => {
  test('fails the check, and says which hosts get less than they could', async () => {
    const place = await publish(inWrongOrder)
    const result = await check(place, { 'fail-on': 'wrong-list' })
    expect(result).toMatchObject({ exitCode: 1 })
    expect(result.errors[0]).toContain(
      'Windows 11 25H2 with Docker 20.10+ gets ltsc2019 (starts), although the image for ltsc2025 would start there.'
    )
    expect(result.warnings.some(text => text.includes('is listed'))).toBe(false)
  })

  test('is put in order by a rebase that has no base to change', async () => {
    const place = rebasingIn(registry)
    const [ltsc2019, , ltsc2025] = images as [Image, Image, Image]
    await place.put('v2.7.0', buildIndex({ entries: [ltsc2019, ltsc2025] }))
    const rebased = await place.rebase('v2.7.0', baseImage)
    expect(rebased).toMatchObject({ exitCode: 0, outputs: { unchanged: 'false' } })
    expect(rebased.notices).toContain(
      'The list is rewritten: its order or its platforms make hosts pull the wrong image.'
    )
    expect(await check(place, { 'fail-on': 'wrong-list, outdated' })).toMatchObject({ exitCode: 0, errors: [] })
  })
})

test('a list that serves a Server only with --isolation=hyperv is a warning, and no wrong list', async () => {
  const place = rebasingIn(registry)
  const [ltsc2019, , ltsc2025] = images as [Image, Image, Image]
  await place.put('v2.7.0', buildIndex({ entries: [ltsc2025, ltsc2019] }))
  expect(await check(place, { 'fail-on': 'wrong-list' })).toMatchObject({
    exitCode: 0,
    warnings: [
      'Windows Server 2022 with Docker 20.10+ gets ltsc2019 (starts only with --isolation=hyperv). Add an image for ltsc2022 to the list.'
    ],
    summary: expect.stringContaining('### Up to date, with warnings: ') as string
  })
})

describe('a list within the list', () => {
  const [ltsc2019, ltsc2022, ltsc2025] = images as [Image, Image, Image]
  const inner = buildIndex({ entries: [ltsc2019] })

  test('is chosen by its descriptor, and one that differs from the images in it is a wrong list', async () => {
    const descriptor = { image: inner, platform: windows('10.0.26100.1') }
    const place = await publish(buildIndex({ entries: [descriptor, ltsc2022] }))
    const result = await check(place, { 'fail-on': 'wrong-list' })
    expect(result).toMatchObject({ exitCode: 1 })
    expect(result.errors[0]).toMatch(
      /The list \S+ within it is listed as windows\/amd64 10\.0\.26100\.1, but holds windows\/amd64 10\.0\.17763\.8027\./
    )
    expect(hostsOf(result)['Windows Server 2025']?.[0]).toBe('ltsc2025: starts')
    expect(await place.rebase('v2.7.0', baseImage)).toMatchObject({ exitCode: 0, errors: [] })
    expect(await check(place, { 'fail-on': 'wrong-list' })).toMatchObject({ exitCode: 0, errors: [] })
  })

  test('without a platform, which Docker skips, is a wrong list', async () => {
    const place = await publish(buildIndex({ entries: [ltsc2025, ltsc2022, { image: inner, platform: null }] }))
    const result = await check(place, { 'fail-on': 'wrong-list' })
    expect(result.errors[0]).toMatch(
      /The list \S+ within it is listed without a platform, but holds windows\/amd64 10\.0\.17763\.8027\./
    )
  })

  test('that says what the image in it says is not a finding', async () => {
    const descriptor = { image: inner, platform: windows('10.0.17763.8027') }
    const place = await publish(buildIndex({ entries: [ltsc2025, ltsc2022, descriptor] }))
    expect(await check(place, { 'fail-on': 'wrong-list' })).toMatchObject({ exitCode: 0, errors: [] })
  })
})

describeWith(['docker-registry'], 'in Distribution', () => {
  test('a list without os.version fails the check, and is mended by a rebase', async () => {
    const distribution = await distributionTestRegistry()
    try {
      await pushBases(distribution)
      const place = rebasingIn(distribution)
      await place.put('v2.7.0', bare)
      const inputs = { 'base-image': `${distribution.host}/windows/servercore` }
      expect(await check(place, { ...inputs, 'fail-on': 'wrong-list' })).toMatchObject({ exitCode: 1 })
      expect(await place.rebase('v2.7.0', inputs)).toMatchObject({ exitCode: 0, errors: [] })
      expect(await check(place, { ...inputs, 'fail-on': 'wrong-list, outdated' })).toMatchObject({
        exitCode: 0,
        warnings: []
      })
    } finally {
      await distribution.close()
    }
  })
})
