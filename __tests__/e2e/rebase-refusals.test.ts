import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basedOn, onlyChild, pushBases, type Rebasing, rebasingIn } from '../support/bases.js'
import { expectRefusal, linuxImage } from '../support/fan-in.js'
import { buildImage, buildIndex } from '../support/image-builder.js'
import { digestOf } from '../support/image-store.js'
import { configOf, type Image, type ImageConfig, manifestOf, readFixture } from '../support/images.js'
import { memoryOf } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const leg = 'v1-ltsc2022'

/** The same image with another config. */
const withConfig = (image: Image, change: (config: ImageConfig) => ImageConfig): Image => {
  const bytes = Buffer.from(JSON.stringify(change(configOf(image))))
  const { config, ...rest } = manifestOf(image)
  const manifest = { schemaVersion: 2, ...rest, config: { ...config, size: bytes.length, digest: digestOf(bytes) } }
  const written = Buffer.from(JSON.stringify(manifest))
  return {
    ...image,
    bytes: written,
    digest: digestOf(written),
    blobs: new Map([...image.blobs, [digestOf(bytes), bytes]])
  }
}

/** Requests that would have written something, whatever came of them. */
const attempts = ({ registry, repository }: Rebasing): string[] =>
  memoryOf(registry)
    .requests.filter(request => request.repository === repository && !['GET', 'HEAD'].includes(request.method))
    .map(({ method, path }) => `${method} ${path}`)

describe('mode rebase refuses, and changes nothing,', () => {
  let registry: TestRegistry
  let servercore: string
  let nanoserver: string
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    await pushBases(registry)
    servercore = `${registry.host}/windows/servercore`
    nanoserver = `${registry.host}/windows/nanoserver`
  })
  afterAll(() => registry.close())

  const refuse = async (
    image: Image | string,
    inputs: Readonly<Record<string, string>>,
    texts: readonly (string | RegExp)[]
  ): Promise<void> => {
    const place = rebasingIn(registry)
    const digest = await place.put(leg, image)
    const result = await place.rebase(leg, inputs)
    expectRefusal(result, texts)
    expect([...(await registry.tags(place.repository))]).toEqual([[leg, digest]])
    expect(attempts(place)).toEqual([])
  }

  test('RUN steps across builds, which it quotes', () =>
    refuse('app-classic-run-ltsc2022', { 'base-image': servercore, releases: 'ltsc2025' }, [
      'has a RUN step',
      "'powershell -Command $ErrorActionPreference = 'Stop'; Invoke-WebRequest",
      'made by ltsc2022 and may not work on ltsc2025',
      "'allow-run-layers: true'"
    ]))

  test('a step that it does not understand, since it may have run anything', () =>
    refuse(
      withConfig(readFixture('app-buildkit-ltsc2022'), config => ({
        ...config,
        history: (config.history ?? []).map(step => ({
          ...step,
          ...(step.created_by?.startsWith('COPY') === true ? { created_by: 'crane append' } : {})
        }))
      })),
      { 'base-image': servercore, releases: 'ltsc2025' },
      ['has a RUN step', "'crane append'"]
    ))

  test('a base of another kind', () =>
    refuse(
      'app-classic-ltsc2022',
      { 'old-base': `${servercore}:10.0.20348.5499`, 'new-base': `${nanoserver}:ltsc2022` },
      ['is built on servercore', /nanoserver:ltsc2022 is nanoserver/, "'base-image' or 'new-base'"]
    ))

  test('an old base that is not the image’s, and says how far it fits', () =>
    refuse(
      'app-classic-ltsc2022',
      { 'old-base': `${servercore}:10.0.20348.5622`, 'new-base': `${servercore}:ltsc2022` },
      ['The base of', 'Tried:', 'servercore:10.0.20348.5622: the image begins with 1 of its 2 layers', "'old-base'"]
    ))

  test('an image whose base is nowhere to be found, and lists all that was tried', () =>
    refuse(
      buildImage({
        os: 'windows',
        architecture: 'amd64',
        osVersion: '10.0.20348.5499',
        labels: basedOn(`${servercore}:ltsc2022`, `sha256:${'a'.repeat(64)}`)
      }),
      { 'base-image': nanoserver },
      [
        new RegExp(`servercore:ltsc2022@sha256:a{64}: it does not exist`),
        'nanoserver:10.0.20348.5499: the image begins with 0 of its 1 layers',
        'servercore:10.0.20348.5499: the image begins with 0 of its 2 layers',
        'servercore:ltsc2022: the image begins with 0 of its 2 layers'
      ]
    ))

  test('an image for Linux', () => refuse(linuxImage, {}, ['has no Windows image', leg]))

  test('an image whose numbers of layers lie', () =>
    refuse(
      withConfig(readFixture('app-classic-ltsc2022'), config => ({
        ...config,
        rootfs: { type: 'layers', diff_ids: config.rootfs.diff_ids.slice(0, -1) }
      })),
      { 'base-image': servercore },
      ['it has 6 layers, 5 diff_ids and 6 history steps that made a layer']
    ))

  test('an image whose history lies', () =>
    refuse(
      withConfig(readFixture('app-classic-ltsc2022'), config => ({
        ...config,
        history: [{ created_by: 'CMD x', empty_layer: true }, ...(config.history ?? [])]
      })),
      { 'base-image': servercore },
      ['the base has 2 layers, but the first 2 history steps, which belong to it, made 1']
    ))

  test('a base whose numbers lie', async () => {
    const broken = withConfig(onlyChild(readFixture('base-servercore-ltsc2022-next')), config => ({
      ...config,
      history: config.history?.slice(1) ?? []
    }))
    const place = rebasingIn(registry)
    await place.put('broken', broken)
    await refuse(
      'app-classic-ltsc2022',
      { 'old-base': `${servercore}:10.0.20348.5499`, 'new-base': `${place.image}:broken` },
      ['it has 2 layers, 2 diff_ids and 1 history steps']
    )
  })

  test('a release that it does not know', () =>
    refuse('app-classic-ltsc2022', { releases: 'ltsc2023' }, [
      /^Input 'releases': unknown release 'ltsc2023'.*ltsc2025/
    ]))

  test('a release for Linux', () =>
    refuse('app-classic-ltsc2022', { releases: 'linux-amd64' }, [/^Input 'releases': linux-amd64 has no Windows base/]))

  test('a build that is no release’s', () =>
    refuse(buildImage({ os: 'windows', architecture: 'amd64', osVersion: '10.0.12345.1' }), {}, [
      'windows/amd64 10.0.12345.1',
      'is not a known release'
    ]))

  test('another architecture', () =>
    refuse('app-classic-ltsc2022', { releases: 'ltsc2025-arm64', 'base-image': servercore }, [
      "Input 'releases'",
      'has no image for arm64'
    ]))

  test('a new base that is for another release', () =>
    refuse(
      'app-classic-ltsc2022',
      { 'old-base': `${servercore}:10.0.20348.5499`, 'new-base': `${servercore}:ltsc2025` },
      ['servercore:ltsc2025, the base for ltsc2022,', 'has no image for windows/amd64 10.0.20348']
    ))

  test('a new base that does not exist', () =>
    refuse(
      'app-classic-ltsc2022',
      { 'base-image': `${registry.host}/windows/nothing`, 'old-base': `${servercore}:10.0.20348.5499` },
      ['windows/nothing:ltsc2022, the base for ltsc2022, does not exist', "'base-image'"]
    ))

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['no source', { source: '' }, /^Input 'source' is required/],
    ['a source that is no reference', { source: 'ghcr.io/org/app:a b' }, /^Input 'source':/],
    ['a digest without tags', { source: `ghcr.io/org/app@sha256:${'a'.repeat(64)}` }, /^Input 'tags' is required/],
    ['two releases for one new base', { 'new-base': 'a/b:c', releases: 'ltsc2022, ltsc2025' }, /^Input 'new-base':/],
    [
      'two ways to name the new base',
      { 'new-base': 'a/b:c', 'base-image': 'a/b' },
      /^Input 'new-base' cannot be combined/
    ],
    ['an input of another mode', { revision: 'x' }, /^Input 'revision' does not apply to mode 'rebase'/]
  ])('%s, before anything is read', async (_, inputs, message) => {
    const place = rebasingIn(registry)
    expectRefusal(await place.rebase(leg, inputs), [message])
    expect(registry.memory?.requests.filter(({ repository }) => repository === place.repository)).toEqual([])
  })

  test('a source that does not exist', async () => {
    expectRefusal(await rebasingIn(registry).rebase(leg), [/does not exist\. Check the input 'source'/])
  })

  test('the images of a list one by one, and all of them at once', async () => {
    const place = rebasingIn(registry)
    const run = readFixture('app-classic-run-ltsc2022')
    await place.put(leg, run)
    const result = await place.rebase(leg, { 'base-image': servercore, releases: 'ltsc2019, ltsc2025' })
    expectRefusal(result, ['The bases cannot be replaced:', /may not work on ltsc2019/, /may not work on ltsc2025/])
  })

  test('all images of a list where one of them cannot be rebased', async () => {
    const place = rebasingIn(registry)
    const images = ['app-classic-run-ltsc2022', 'app-classic-ltsc2019'].map(readFixture)
    await place.put('v1', buildIndex({ entries: images }))
    const broken = withConfig(onlyChild(readFixture('base-servercore-ltsc2019')), config => ({
      ...config,
      history: []
    }))
    const bases = rebasingIn(registry)
    await bases.put('10.0.17763.8027', 'base-servercore-ltsc2019')
    await bases.put('10.0.20348.5499', 'base-servercore-ltsc2022')
    await bases.put('ltsc2022', 'base-servercore-ltsc2022-next')
    await bases.put('ltsc2019', broken)
    expectRefusal(await place.rebase('v1', { 'base-image': bases.image }), [
      'it has 2 layers, 2 diff_ids and 0 history steps'
    ])
    expect(attempts(place)).toEqual([])
  })

  test('one new base for images of several releases', async () => {
    const place = rebasingIn(registry)
    await place.put('v1', buildIndex({ entries: ['app-classic-ltsc2025', 'app-classic-ltsc2022'].map(readFixture) }))
    const newBase = { 'new-base': `${servercore}:ltsc2022`, 'old-base': `${servercore}:10.0.20348.5499` }
    expectRefusal(await place.rebase('v1', newBase), [
      /^Input 'new-base' names the base of one release, but \S+:v1 has images for ltsc2025, ltsc2022/,
      "'releases'"
    ])
    expect(await place.rebase('v1', { ...newBase, releases: 'ltsc2022' })).toMatchObject({ exitCode: 0 })
  })
})

describe('mode rebase goes on, and warns of', () => {
  let registry: TestRegistry
  let servercore: string
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    await pushBases(registry)
    servercore = `${registry.host}/windows/servercore`
  })
  afterAll(() => registry.close())

  test('RUN layers across builds, where they are allowed', async () => {
    const place = rebasingIn(registry)
    await place.put(leg, 'app-classic-run-ltsc2022')
    const inputs = { 'base-image': servercore, releases: 'ltsc2025', 'allow-run-layers': 'true' }
    const result = await place.rebase(leg, inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toEqual([expect.stringContaining('layers of RUN steps, made on ltsc2022') as string])
  })

  test('RUN layers on the same build', async () => {
    const place = rebasingIn(registry)
    await place.put(leg, 'app-classic-run-ltsc2022')
    const result = await place.rebase(leg, { 'base-image': servercore })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { 'os-version': '10.0.20348.5622' } })
    expect(result.warnings).toEqual([expect.stringContaining('an older update of the same Windows') as string])
  })

  test('a base with other settings', async () => {
    const next = onlyChild(readFixture('base-servercore-ltsc2022-next'))
    const other = withConfig(next, config => ({ ...config, config: { Env: ['PATH=C:\\new'], Cmd: ['pwsh'] } }))
    const bases = rebasingIn(registry)
    await bases.put('next', other)
    const place = rebasingIn(registry)
    await place.put(leg, 'app-classic-ltsc2022')
    const result = await place.rebase(leg, {
      'old-base': `${servercore}:10.0.20348.5499`,
      'new-base': `${bases.image}:next`
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toEqual([
      expect.stringMatching(/Env was null and is \["PATH=C:.*Cmd was .*cmd\.exe.*pwsh/) as string
    ])
  })

  test('a base tag that lags behind, for which nothing is written', async () => {
    const bases = rebasingIn(registry)
    await bases.put('10.0.20348.5622', 'base-servercore-ltsc2022-next')
    await bases.put('ltsc2022', 'base-servercore-ltsc2022')
    const place = rebasingIn(registry)
    await place.put(leg, 'app-classic-ltsc2022')
    await place.rebase(leg, {
      'old-base': `${servercore}:10.0.20348.5499`,
      'new-base': `${servercore}:10.0.20348.5622`
    })
    memoryOf(registry).clearRequests()
    const result = await place.rebase(leg, { 'base-image': bases.image })
    expect(result).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true', 'os-version': '10.0.20348.5622' } })
    expect(result.warnings).toEqual([expect.stringContaining('older than the base of') as string])
    expect(result.log).toContain(`10.0.20348.5622 is newer than ${bases.image}:ltsc2022`)
    expect(result.summary).toContain('`10.0.20348.5622`, newer than `10.0.20348.5499`')
    for (const text of [result.log, result.summary]) expect(text).not.toContain('the newest')
    expect(attempts(place)).toEqual([])
  })
})
