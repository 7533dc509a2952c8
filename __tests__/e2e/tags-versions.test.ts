import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeToolFolder, pushBases, readImage, runAssemble, toolInputs } from '../support/assembly.js'
import { rebasingIn, pushBases as pushRebaseBases } from '../support/bases.js'
import { expectRefusal, linuxImage, runManifest } from '../support/fan-in.js'
import { buildImage, buildIndex } from '../support/image-builder.js'
import type { Image } from '../support/images.js'
import { memoryOf, placeIn, versionImage, versionKey, type Place } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { ofTag } from '../support/runner-environment.js'
import { hosts, labelled, runOnWindows } from '../support/windows-cases.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
})

afterAll(() => registry.close())

/** A list of one version, with a Linux image, whose version does not count. */
const listOf = (...versions: readonly (string | undefined)[]): Image =>
  buildIndex({
    entries: [
      ...versions.map((version, i) => versionImage(version, `10.0.${[26100, 20348, 17763][i] ?? 1}.1`)),
      linuxImage
    ]
  })

/** The tags that the fan-in of a version moves, of those that hold something. */
const moved = async (
  version: string,
  held: Readonly<Record<string, Image>>,
  inputs: Readonly<Record<string, string>> = {}
): Promise<{ moved: readonly string[]; warnings: readonly string[]; place: Place }> => {
  const place = await placeIn(registry, { [`${version}-ltsc2025`]: versionImage(version), ...held })
  const tags = [version, ...Object.keys(held)].join('\n')
  const result = await place.run({ releases: 'ltsc2025', tags, 'allow-removal': 'true', ...inputs })
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  const references = result.outputs.references?.split('\n').map(name => name.slice(place.image.length + 1)) ?? []
  return { moved: references.filter(tag => tag in held).sort(), warnings: result.warnings, place }
}

describe('one verdict: tags that do not match the version', () => {
  const refusal = [
    "Input 'tags'",
    "the tag 'v1' does not match the version v3.1.4",
    "'allow-downgrade: true' allows it"
  ]

  test('stop a build at its start', async () => {
    const inputs = { image: `${registry.host}/org/app`, tags: 'v3.1.4\nv1' }
    const step = await runOnWindows(hosts.server2022, inputs, { env: { ...registry.env, ...ofTag('v3.1.4') } })
    expectRefusal(step, refusal)
    expect(step.commands).toEqual([])
  })

  test('stop an assembly before a base is read', async () => {
    const folder = makeToolFolder()
    try {
      const inputs = { image: `${registry.host}/org/app`, ...toolInputs, tags: 'v1' }
      const before = memoryOf(registry).requests.length
      const result = await runAssemble(registry, inputs, { cwd: folder.path, env: ofTag('v3.1.4') })
      expectRefusal(result, refusal)
      expect(memoryOf(registry).requests.length).toBe(before)
    } finally {
      folder.remove()
    }
  })

  test('stop a fan-in and a rebase, and are lifted in all of them', async () => {
    const place = await placeIn(registry, { 'v1-ltsc2025': versionImage('v3.1.4') })
    const inputs = { image: place.image, releases: 'ltsc2025', tags: 'v1' }
    expectRefusal(await runManifest(registry, inputs, ofTag('v3.1.4')), refusal)
    const forced = await runManifest(registry, { ...inputs, 'allow-downgrade': 'true' }, ofTag('v3.1.4'))
    expect(forced).toMatchObject({ exitCode: 0, errors: [] })

    const source = rebasingIn(registry)
    await source.put('v3.1.4', listOf('v3.1.4'))
    expectRefusal(await source.rebase('v3.1.4', { tags: 'v3.1.4, v1' }), refusal)

    const image = `${registry.host}/forced/app`
    const build = { image, tags: 'v1', 'allow-downgrade': 'true' }
    const step = await runOnWindows(hosts.server2022, { ...build, push: 'false' }, { env: ofTag('v3.1.4') })
    expect(step).toMatchObject({ exitCode: 0, outputs: { reference: `${image}:v1-ltsc2022` } })
  })

  test('and a first tag that holds a higher version stop a build before docker builds', async () => {
    const place = await placeIn(registry, { stable: listOf('v2.8.0') })
    const inputs = { image: place.image, tags: 'stable\nv2.7.0' }
    const step = await runOnWindows(hosts.server2022, inputs, { env: registry.env })
    expectRefusal(step, [`${place.image}: The tag 'stable' stays at v2.8.0: v2.7.0 is lower`, 'It is the first tag'])
    expect(step.commands.filter(([command]) => command === 'build')).toEqual([])
  })
})

describe('every floating tag', () => {
  test('stays where it holds a higher version, whatever it is called', async () => {
    const tags = ['windowsservercore-latest', '2-nanoserver', 'stable', 'latest', 'v2', '2.6']
    const held = Object.fromEntries(tags.map(tag => [tag, listOf(tag === '2.6' ? 'v2.6.8' : 'v2.7.0')]))
    const result = await moved('v2.6.9', held)
    expect(result.moved).toEqual(['2.6'])
    expect(result.warnings).toHaveLength(tags.length - 1)
    for (const tag of tags.slice(0, -1))
      expect(result.warnings.join('\n')).toContain(`'${tag}' stays at v2.7.0: v2.6.9 is lower`)
    expect((await moved('v2.6.9', held, { 'allow-downgrade': 'true' })).moved).toEqual([...tags].sort())
  })

  test('that is a full version moves, and so does one of unknown version', async () => {
    const held = { '2.6.9': listOf('v2.7.0'), stable: listOf(undefined), edge: listOf('nightly') }
    expect(await moved('v2.6.9', held)).toMatchObject({ moved: ['2.6.9', 'edge', 'stable'], warnings: [] })
  })

  test('moves to a pre-release, except latest, N, N.M and their variants', async () => {
    const tags = ['edge', 'stable', '2-rc', 'latest', '2', '2.8', '2-nanoserver', 'nanoserver-latest']
    const held = Object.fromEntries(tags.map(tag => [tag, listOf('v2.7.0')]))
    const version = 'v2.8.0-rc.1'
    expect((await moved(version, held)).moved).toEqual(['2-rc', 'edge', 'stable'])
    expect((await moved(version, held, { 'allow-downgrade': 'true' })).moved).toEqual([...tags].sort())
  })

  test('that comes first is never skipped: the step fails', async () => {
    const place = await placeIn(registry, { 'stable-ltsc2025': versionImage('v2.6.9'), stable: listOf('v2.7.0') })
    const before = await registry.tags(place.repository)
    const inputs = { releases: 'ltsc2025', tags: 'stable\nv2.6.9' }
    expectRefusal(await place.run(inputs), ["'stable' stays at v2.7.0: v2.6.9 is lower", 'It is the first tag'])
    expect(await registry.tags(place.repository)).toEqual(before)
    expect(await registry.writes(place.repository)).toEqual([])
  })

  test('counts the highest version of a list of several', async () => {
    const result = await moved('v2.6.9', { latest: listOf('v2.6.8', 'v2.7.0', 'v2.5.0') })
    expect(result.moved).toEqual([])
    expect(result.warnings).toEqual([expect.stringContaining("'latest' stays at v2.7.0: v2.6.9 is lower")])
  })

  test('stays where Linux images alone hold a higher version', async () => {
    const linux = buildImage({ os: 'linux', architecture: 'amd64', labels: { [versionKey]: 'v2.8.0' } })
    const result = await moved('v2.7.1', { latest: buildIndex({ entries: [linux] }), stable: linux })
    expect(result.moved).toEqual([])
    for (const tag of ['latest', 'stable'])
      expect(result.warnings.join('\n')).toContain(`'${tag}' stays at v2.8.0: v2.7.1 is lower`)
  })

  test('counts the labels of the images where no tag is a version', async () => {
    const legs = {
      'edge-ltsc2025': versionImage('v2.8.0-rc.1'),
      'edge-ltsc2022': versionImage('v2.7.9', '10.0.20348.1')
    }
    const place = await placeIn(registry, { ...legs, latest: listOf('v2.7.0') })
    const result = await place.run({ releases: 'ltsc2025, ltsc2022', tags: 'edge\nlatest\n2' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { references: `${place.image}:edge` } })
    for (const tag of ['latest', '2'])
      expect(result.warnings.join('\n')).toContain(`'${tag}' stays: v2.8.0-rc.1 is a pre-release`)
  })
})

describe('a variant', () => {
  const tags = '{{version}}-windowsservercore\n{{major}}-windowsservercore\nlatest-windowsservercore\nlatest'

  test('is not a pre-release: its tags are those of the version, with which its legs are labelled', async () => {
    const image = `${registry.host}/variant/app`
    const env = { ...registry.env, ...ofTag('v2.11.2') }
    const step = await runOnWindows(hosts.server2022, { image, tags, push: 'false' }, { env })
    expect(step).toMatchObject({ exitCode: 0, notices: [], warnings: [] })
    expect(step.commands.find(([command]) => command === 'build')).toContain('VERSION=2.11.2')
    expect(labelled(step.calls)[0]?.labels['org.opencontainers.image.version']).toBe('2.11.2')
  })

  test.each([
    ['as patterns', tags, 'v2.11.2'],
    [
      'as docker/metadata-action writes them',
      '2.11.2-windowsservercore\n2-windowsservercore\nlatest-windowsservercore\nlatest',
      'v2.11.2'
    ],
    ['of a version with build metadata', 'v2.3.8-fork.1\n2\nlatest', 'v2.3.8+fork.1']
  ])('moves latest and N %s', async (_, given, gitTag) => {
    const [first = ''] = given.replaceAll('{{version}}', '2.11.2').split('\n')
    const place = await placeIn(registry, {
      [`${first}-ltsc2025`]: versionImage(gitTag.slice(1)),
      latest: versionImage('v2.3.7')
    })
    const result = await runManifest(registry, { image: place.image, releases: 'ltsc2025', tags: given }, ofTag(gitTag))
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] })
    expect((await registry.tags(place.repository)).get('latest')).toBe(result.outputs.digest)
  })

  test('needs the version that it is of: else it is a pre-release, unless the input version says it', async () => {
    const place = await placeIn(registry, { '2.11.2-windowsservercore-ltsc2025': versionImage('2.11.2') })
    const inputs = { image: place.image, releases: 'ltsc2025', tags: '2.11.2-windowsservercore\nlatest' }
    const result = await runManifest(registry, inputs, ofTag('v1.0.3'))
    expect(result.notices).toEqual(["The tag 'latest' is left out: 2.11.2-windowsservercore is a pre-release."])
    const cured = await runManifest(registry, { ...inputs, version: '2.11.2' }, ofTag('v1.0.3'))
    expect(cured).toMatchObject({ exitCode: 0, notices: [] })
    expect(cured.outputs.references).toContain(':latest')
  })

  test('in mode rebase is of the version label of the source', async () => {
    await pushRebaseBases(registry)
    const place = rebasingIn(registry)
    await place.put('edge', listOf('v2.11.2'))
    const inputs = { tags: '2.11.2-nanoserver, 2-nanoserver, latest', releases: 'ltsc2025' }
    const result = await place.rebase('edge', { ...inputs, push: 'false' }, ofTag('v1.0.3'))
    expect(result.notices.join('\n')).not.toContain('pre-release')
  })

  test('a real pre-release stays one', async () => {
    const place = await placeIn(registry, { 'v2.0.0-rc.1-ltsc2025': versionImage('v2.0.0-rc.1') })
    const inputs = { image: place.image, releases: 'ltsc2025', tags: '{{raw}}\n{{version}}-nanoserver\nlatest' }
    const result = await runManifest(registry, inputs, ofTag('v2.0.0-rc.1'))
    expect(result.outputs.references).toBe(`${place.image}:v2.0.0-rc.1\n${place.image}:2.0.0-rc.1-nanoserver`)
  })
})

describe('a version of another form', () => {
  test.each(['1.2.3.4', 'v1.2', 'app/v1.2.3'])(
    '%s gets a notice of what it does without, which version cures',
    async tag => {
      const inputs = { image: `${registry.host}/form/app`, push: 'false' }
      const env = { ...registry.env, ...ofTag(tag) }
      const step = await runOnWindows(hosts.server2022, inputs, { env })
      expect(step).toMatchObject({ exitCode: 0, notices: [expect.stringContaining(`'${tag}' is not a version`)] })
      const cured = await runOnWindows(hosts.server2022, { ...inputs, version: '1.2.3' }, { env })
      expect(cured).toMatchObject({ exitCode: 0, notices: [] })
      expect(labelled(cured.calls)[0]?.labels['org.opencontainers.image.version']).toBe('1.2.3')
    }
  )

  test('reaches the label of an assembled image through version', async () => {
    const folder = makeToolFolder()
    try {
      const inputs = { image: `${registry.host}/org/assembled`, ...toolInputs, tags: '', version: '1.2.3' }
      const result = await runAssemble(registry, inputs, { cwd: folder.path, env: ofTag('1.2.3.4') })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      const { config } = await readImage(registry, 'org/assembled', '1.2.3.4-ltsc2022')
      expect(config.config?.Labels).toMatchObject({ 'org.opencontainers.image.version': '1.2.3' })
    } finally {
      folder.remove()
    }
  })
})
