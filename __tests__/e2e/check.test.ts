import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { basedOn, pushBases, rebasingIn } from '../support/bases.js'
import { expectRefusal, linuxImage } from '../support/fan-in.js'
import { buildImage, buildIndex } from '../support/image-builder.js'
import { type Image, readFixture } from '../support/images.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const list = buildIndex({
  entries: [...['ltsc2025', 'ltsc2022', 'ltsc2019'].map(release => readFixture(`app-classic-${release}`)), linuxImage]
})

describe('mode check', () => {
  let registry: TestRegistry
  let baseImage: Readonly<Record<string, string>>
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    await pushBases(registry)
    baseImage = { 'base-image': `${registry.host}/windows/servercore` }
  })
  afterAll(() => registry.close())

  const check = (inputs: Readonly<Record<string, string>>): Promise<ActionResult> =>
    runAction({ inputs: { mode: 'check', ...inputs } })

  test('tells for every Windows image of a list how far it is behind', async () => {
    const place = rebasingIn(registry)
    await place.put('v2.7.0', list)
    const result = await check({ source: `${place.image}:v2.7.0`, ...baseImage })
    expect(result).toMatchObject({
      exitCode: 0,
      errors: [],
      outputs: {
        outdated: 'true',
        'outdated-releases': 'ltsc2022',
        releases: 'ltsc2025,ltsc2022,ltsc2019',
        digest: list.digest
      }
    })
    expect(JSON.parse(result.outputs.metadata ?? '')).toMatchObject({
      images: [
        { release: 'ltsc2025', outdated: false, daysBehind: 0 },
        {
          release: 'ltsc2022',
          outdated: true,
          base: { name: `${registry.host}/windows/servercore:10.0.20348.5499` },
          newest: { name: `${registry.host}/windows/servercore:ltsc2022`, 'os.version': '10.0.20348.5622' },
          daysBehind: 0
        },
        { release: 'ltsc2019', outdated: false }
      ]
    })
    expect(result.summary).toContain('### Outdated')
    expect(result.summary).toMatch(/\| ltsc2022 \| `10\.0\.20348\.5499` \| `10\.0\.20348\.5622` \| ⚠️ /)
    expect(result.summary).toContain('Who pulls what')
    expect(result.warnings).toEqual(['ltsc2022 has 10.0.20348.5499, the newest is 10.0.20348.5622.'])
    expect(result.log.split('\n')).toEqual(
      expect.arrayContaining([
        'ltsc2025  10.0.26100.33296  newest',
        'ltsc2022  10.0.20348.5499  outdated',
        'ltsc2019  10.0.17763.8027  newest'
      ]) as unknown
    )
    expect(await registry.writes(place.repository)).toEqual([])
  })

  test('finds a newer base for an image that was built on a pinned one, and a rebase takes it', async () => {
    const bases = rebasingIn(registry)
    const base = (osVersion: string): ReturnType<typeof buildImage> =>
      buildImage({ os: 'windows', architecture: 'amd64', osVersion, layers: [{ files: { a: osVersion } }] })
    const old = base('10.0.20348.1')
    await bases.put('10.0.20348.1', old)
    await bases.put('ltsc2022', base('10.0.20348.2'))
    // What a build says of such a base: the name that its Dockerfile has, and the digest that was used.
    const labels = basedOn(`${bases.image}:ltsc2022`, old.digest)
    const place = rebasingIn(registry)
    await place.put(
      'v1-ltsc2022',
      buildImage({ os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1', base: old, labels })
    )
    const source = `${place.image}:v1-ltsc2022`
    expect(await check({ source })).toMatchObject({ exitCode: 0, notices: [], outputs: { outdated: 'true' } })
    const rebased = await place.rebase('v1-ltsc2022')
    expect(rebased).toMatchObject({
      exitCode: 0,
      errors: [],
      outputs: { 'os-version': '10.0.20348.2', 'base-name': `${bases.image}:ltsc2022` }
    })
    expect(await check({ source })).toMatchObject({ exitCode: 0, outputs: { outdated: 'false' } })
  })

  test('counts the days from the base of the image to the newest one', async () => {
    const bases = rebasingIn(registry)
    const base = (osVersion: string, created: string): ReturnType<typeof buildImage> =>
      buildImage({ os: 'windows', architecture: 'amd64', osVersion, created, layers: [{ files: { a: osVersion } }] })
    const old = base('10.0.20348.1', '2026-10-13T00:00:00Z')
    await bases.put('10.0.20348.1', old)
    await bases.put('ltsc2022', base('10.0.20348.2', '2026-11-10T00:00:00Z'))
    const place = rebasingIn(registry)
    await place.put('v1', buildImage({ os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1', base: old }))
    const result = await check({ source: `${place.image}:v1`, 'base-image': bases.image })
    expect(result.outputs).toMatchObject({ outdated: 'true' })
    expect(result.summary).toContain('⚠️ 28 days behind')
    // One image is no list that hosts choose from.
    expect(result.summary).not.toContain('Who pulls what')
  })

  test('fails where it is told to, with its outputs and its summary', async () => {
    const place = rebasingIn(registry)
    await place.put('v2.7.0', list)
    const inputs = { image: place.image, tags: 'v2.7.0', 'fail-on': 'outdated', ...baseImage }
    const result = await check(inputs)
    expect(result).toMatchObject({ exitCode: 1, outputs: { outdated: 'true' } })
    expect(result.errors).toEqual([
      `${place.image}:v2.7.0 is outdated: ltsc2022 has 10.0.20348.5499, the newest is 10.0.20348.5622. Run mode 'rebase', or build again with 'pull: true'.`
    ])
    expect(result.summary).toContain('### Outdated')

    const rebased = await place.rebase('v2.7.0', baseImage)
    expect(rebased).toMatchObject({ exitCode: 0 })
    expect(await check(inputs)).toMatchObject({
      exitCode: 0,
      errors: [],
      outputs: { outdated: 'false', 'outdated-releases': '' }
    })
  })

  test('compares the versions alone where it cannot find the base, and says what it tried', async () => {
    const place = rebasingIn(registry)
    await place.put('v1', buildImage({ os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.5499' }))
    const result = await check({ source: `${place.image}:v1`, ...baseImage })
    expect(result).toMatchObject({ exitCode: 0, outputs: { outdated: 'true' } })
    expect(result.notices).toEqual([
      expect.stringMatching(/was not found.*Tried: .*servercore:10\.0\.20348\.5499/) as string
    ])
    expect(result.summary).toContain('not found')
  })

  // The tag of an update stands for that update for ever.
  test.each([
    ['4.8-20250909-windowsservercore-ltsc2022', '4.8-windowsservercore-ltsc2022'],
    ['ltsc2022-KB5036909', 'ltsc2022']
  ])('compares an image on %s with %s', async (update, floating) => {
    const bases = rebasingIn(registry)
    const base = (osVersion: string): Image =>
      buildImage({ os: 'windows', architecture: 'amd64', osVersion, layers: [{ files: { a: osVersion } }] })
    const old = base('10.0.20348.1')
    await bases.put(update, old)
    await bases.put(floating, base('10.0.20348.2'))
    const place = rebasingIn(registry)
    const labels = basedOn(`${bases.image}:${update}`)
    const image = { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1', base: old, labels }
    await place.put('v1', buildImage(image))
    const result = await check({ source: `${place.image}:v1` })
    expect(result).toMatchObject({ exitCode: 0, outputs: { outdated: 'true' } })
    expect(result.warnings).toEqual(['ltsc2022 has 10.0.20348.1, the newest is 10.0.20348.2.'])
    expect(JSON.parse(result.outputs.metadata ?? '')).toMatchObject({
      images: [{ base: { name: `${bases.image}:${update}` }, newest: { name: `${bases.image}:${floating}` } }]
    })

    const rebased = await place.rebase('v1', { tags: 'v1' })
    expect(rebased).toMatchObject({ exitCode: 0, outputs: { 'os-version': '10.0.20348.2' } })
  })

  test('names releases that get no updates any more, and fails where it is told to', async () => {
    const bases = rebasingIn(registry)
    const base = buildImage({
      os: 'windows',
      architecture: 'amd64',
      osVersion: '10.0.19042.1',
      layers: [{ files: { a: '1' } }]
    })
    await bases.put('20H2', base)
    const place = rebasingIn(registry)
    await place.put('v1', buildImage({ os: 'windows', architecture: 'amd64', osVersion: '10.0.19042.1', base }))
    const inputs = { source: `${place.image}:v1`, 'base-image': bases.image }
    const ended =
      'Microsoft has not updated the base images of 20H2 since 2022-08-09: images of it get no security fixes.'
    const result = await check({ ...inputs, 'fail-on': 'outdated, wrong-list' })
    expect(result).toMatchObject({ exitCode: 0, warnings: [ended], outputs: { outdated: 'false' } })
    expect(result.summary).toContain('### Unsupported: ')
    expect(result.summary).toContain('| 2022-08-09 |')

    const failing = await check({ ...inputs, 'fail-on': 'unsupported' })
    expect(failing).toMatchObject({ exitCode: 1 })
    expect(failing.errors).toEqual([
      `${place.image}:v1 has images without security fixes: ${ended} Microsoft publishes no new bases for them: take them out of the list.`
    ])
  })

  test('refuses a problem that it does not know', async () => {
    expectRefusal(await check({ source: `${registry.host}/org/app:v1`, 'fail-on': 'outdated, old' }), [
      "Input 'fail-on': unknown value 'old'. Use one or more of: outdated, wrong-list, unsupported."
    ])
  })

  test('is content with an image that has no Windows', async () => {
    const place = rebasingIn(registry)
    await place.put('v1', linuxImage)
    const result = await check({ source: `${place.image}:v1` })
    expect(result).toMatchObject({ exitCode: 0, outputs: { outdated: 'false' } })
    expect(result.warnings).toEqual([expect.stringContaining('no Windows image') as string])
  })

  test('refuses a source that is not there, and a base that is not there', async () => {
    const place = rebasingIn(registry)
    expectRefusal(await check({ source: `${place.image}:v1` }), [/does not exist\. Check the inputs 'source'/])
    await place.put('v1', list)
    expectRefusal(await check({ source: `${place.image}:v1`, 'base-image': `${registry.host}/windows/nothing` }), [
      'The newest bases could not be determined:',
      'windows/nothing:ltsc2022, the base for ltsc2022, does not exist'
    ])
  })
})
