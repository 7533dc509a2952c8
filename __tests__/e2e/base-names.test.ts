import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { runAssemble, writeFiles } from '../support/assembly.js'
import { basedOn, changeImage, heldImage, onlyChild, rebasingIn } from '../support/bases.js'
import { makeFolder } from '../support/folder.js'
import { configOf, type Image, pushFixture, readFixture } from '../support/images.js'
import { memoryOf } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const nameLabel = 'org.opencontainers.image.base.name'
const repository = 'dotnet/aspnet'

describe('a base that has its release under another name alone, as .NET’s have', () => {
  const folder = makeFolder('base-names')
  let registry: TestRegistry
  let aspnet: string
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    aspnet = `${registry.host}/${repository}`
    const store = registry.store(repository)
    await pushFixture(store, repository, '8.0-nanoserver-1809', 'base-nanoserver-ltsc2019')
    await pushFixture(store, repository, '8.0-nanoserver-ltsc2022', 'base-nanoserver-ltsc2022')
    writeFiles(folder.path, { 'dist/hello.exe': 'hello' })
  })
  afterAll(async () => {
    await registry.close()
    folder.remove()
  })

  /** The image of the fixtures that is built on Nano Server, and says so. */
  const built = (): Image => {
    const image = onlyChild(readFixture('app-buildkit-provenance-ltsc2022'))
    const config = configOf(image)
    const labels = basedOn(`${aspnet}:8.0-nanoserver-ltsc2022`, readFixture('base-nanoserver-ltsc2022').digest)
    return changeImage(image, { ...config, config: { ...config.config, Labels: labels } })
  }

  const baseNameOf = async (name: string, tag: string): Promise<string | undefined> =>
    configOf(await heldImage(registry, name, tag)).config?.Labels?.[nameLabel]

  test.each([
    ['its labels', undefined],
    ['a template', '8.0-nanoserver-{{release}}']
  ])('is put under an image by %s, and found again by the name that it has', async (_, template) => {
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', built())
    const named = template === undefined ? {} : { 'base-image': `${aspnet}:${template}` }
    const result = await place.rebase('v1-ltsc2022', { ...named, releases: 'ltsc2019' })
    expect(result).toMatchObject({
      exitCode: 0,
      errors: [],
      outputs: { 'base-name': `${aspnet}:8.0-nanoserver-1809`, 'os-version': '10.0.17763.8027' }
    })
    expect(await baseNameOf(place.repository, 'v1-ltsc2019')).toBe(`${aspnet}:8.0-nanoserver-1809`)

    // The name that the image has now is the right one: no other is asked for.
    memoryOf(registry).clearRequests()
    expect(await place.rebase('v1-ltsc2019')).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true' } })
    const source = `${place.image}:v1-ltsc2019`
    const checked: ActionResult = await runAction({ inputs: { mode: 'check', source } })
    expect(checked).toMatchObject({ exitCode: 0, errors: [], notices: [], outputs: { outdated: 'false' } })
    expect(memoryOf(registry).requests.filter(({ status }) => status === 404)).toEqual([])
  })

  test('is asked for by the name that the release was given, and the image keeps that name in its tag', async () => {
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', built())
    const result = await place.rebase('v1-ltsc2022', { releases: '1809' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { releases: '1809' } })
    expect(await baseNameOf(place.repository, 'v1-1809')).toBe(`${aspnet}:8.0-nanoserver-1809`)

    memoryOf(registry).clearRequests()
    const again = await place.rebase('v1-1809')
    expect(again).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true', reference: `${place.image}:v1-1809` } })
    expect(memoryOf(registry).requests.filter(({ status }) => status === 404)).toEqual([])
  })

  test('is named for each release where inputs of a rebase hold it', async () => {
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', built())
    const inputs = {
      releases: '1809, ltsc2022',
      'new-base': `${aspnet}:8.0-nanoserver-{{release}}`,
      'old-base': `${aspnet}:8.0-nanoserver-ltsc{{year}}`,
      labels: 'com.example.windows={{release}} of {{year}}'
    }
    const result = await place.rebase('v1-ltsc2022', inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { releases: '1809,ltsc2022' } })
    expect(await baseNameOf(place.repository, 'v1-1809')).toBe(`${aspnet}:8.0-nanoserver-1809`)
    const { config } = configOf(await heldImage(registry, place.repository, 'v1-1809'))
    expect(config?.Labels?.['com.example.windows']).toBe('1809 of 2019')

    const one = await place.rebase('v1-ltsc2022', { ...inputs, 'new-base': `${aspnet}:8.0-nanoserver-1809` })
    expect(one.errors).toEqual([expect.stringMatching(/^Input 'new-base': one base cannot serve several releases/)])
    const year = await place.rebase('v1-ltsc2022', { 'base-image': `${aspnet}:{{year}}`, releases: '2004' })
    expect(year.errors).toEqual([expect.stringMatching(/^Input 'base-image': 2004 is not a Windows Server of a year/)])
  })

  test('is found by its year, and in a repository of its own for every release', async () => {
    for (const year of ['2019', '2022']) {
      const name = `base-${year}`
      await pushFixture(registry.store(name), name, 'latest', `base-nanoserver-ltsc${year}`)
    }
    const inputs = {
      image: `${registry.host}/org/by-year`,
      'base-image': `${registry.host}/base-{{year}}`,
      releases: '1809, ltsc2022',
      files: 'dist => C:/app'
    }
    expect(await runAssemble(registry, inputs, { cwd: folder.path })).toMatchObject({ exitCode: 0, errors: [] })
    expect(await baseNameOf('org/by-year', 'v2.7.0-1809')).toBe(`${registry.host}/base-2019:latest`)

    const source = `${registry.host}/org/by-year:v2.7.0-1809`
    const checked = await runAction({ inputs: { mode: 'check', source, 'base-image': inputs['base-image'] } })
    expect(checked).toMatchObject({ exitCode: 0, errors: [], warnings: [], outputs: { outdated: 'false' } })
  })

  test('is what files are put onto', async () => {
    const image = `${registry.host}/org/assembled`
    const inputs = {
      image,
      'base-image': `${aspnet}:8.0-nanoserver-{{release}}`,
      releases: 'ltsc2019, ltsc2022',
      files: 'dist => C:/app',
      entrypoint: JSON.stringify(['C:\\app\\hello.exe'])
    }
    const result = await runAssemble(registry, inputs, { cwd: folder.path })
    expect(result).toMatchObject({
      exitCode: 0,
      errors: [],
      outputs: { 'base-name': await baseNameOf('org/assembled', 'v2.7.0-ltsc2019') }
    })
    expect(await baseNameOf('org/assembled', 'v2.7.0-ltsc2019')).toBe(`${aspnet}:8.0-nanoserver-1809`)
    expect(await baseNameOf('org/assembled', 'v2.7.0-ltsc2022')).toBe(`${aspnet}:8.0-nanoserver-ltsc2022`)
  })

  test('is told by all of its names where it has none of them', async () => {
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', built())
    const inputs = { 'base-image': `${aspnet}:9.0-nanoserver-{{release}}`, releases: 'ltsc2019' }
    const result = await place.rebase('v1-ltsc2022', inputs)
    expect(result.errors).toEqual([
      expect.stringContaining(
        'aspnet:9.0-nanoserver-ltsc2019, the base for ltsc2019, does not exist, nor does 9.0-nanoserver-1809, or'
      ) as string
    ])
  })
})
