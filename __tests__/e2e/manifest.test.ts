import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import {
  allLegs,
  entry,
  legEntries,
  legs,
  linuxImage,
  pushLegs,
  readList,
  runManifest,
  windowsImage
} from '../support/fan-in.js'
import { buildIndex, mediaTypes } from '../support/image-builder.js'
import { digestOf } from '../support/image-store.js'
import { pushImage } from '../support/images.js'
import { memoryTestRegistry, registryKinds, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

/** The rows of the summary's table of entries, without head and rule. */
const rowsOf = ({ summary }: ActionResult): string[] =>
  (/^\| Release .*(?:\n\|.*)*/m.exec(summary)?.[0] ?? '').split('\n').slice(2)

/** The list that a run prints, as text. */
const printedList = ({ log }: ActionResult): string => /^\{\n[^]*?\n\}$/m.exec(log)?.[0] ?? ''

for (const kind of registryKinds) {
  describeWith(kind.services, `mode manifest on ${kind.name}`, () => {
    let registry: TestRegistry

    beforeAll(async () => {
      registry = await kind.start()
    })

    afterAll(() => registry.close())

    test('makes one list of all legs under every tag, and leaves it alone the second time', async () => {
      const repository = 'org/joined'
      const image = `${registry.host}/${repository}`
      const digests = await pushLegs(registry, repository)
      const inputs = { image, tags: 'v2.7.0\nlatest', releases: allLegs }

      const first = await runManifest(registry, inputs)
      expect(first).toMatchObject({ exitCode: 0, errors: [], stderr: '' })
      const list = await readList(registry, repository, 'v2.7.0')
      expect(list).toMatchObject({ mediaType: mediaTypes.docker.list, annotations: {} })
      expect(list.entries).toEqual(legEntries(digests))
      for (const { digest, mediaType, size } of list.manifests) {
        const child = await registry.manifest(repository, digest)
        expect({ mediaType, size }).toEqual({ mediaType: child?.mediaType, size: child?.bytes.length })
      }
      expect(await registry.tags(repository)).toEqual(
        new Map([
          ...legs.map(({ release }) => [`v2.7.0-${release}`, digests[release]] as const),
          ['v2.7.0', list.digest],
          ['latest', list.digest]
        ])
      )

      expect(first.outputs).toMatchObject({
        digest: list.digest,
        reference: `${image}:v2.7.0`,
        references: `${image}:v2.7.0\n${image}:latest`,
        releases: 'ltsc2025,ltsc2022,ltsc2019,linux-amd64',
        unchanged: 'false'
      })
      expect(JSON.parse(first.outputs.metadata ?? '')).toMatchObject({
        digest: list.digest,
        mediaType: list.mediaType,
        entries: legs.map(({ release, osVersion }) => ({
          release,
          reference: `${image}:v2.7.0-${release}`,
          ...entry(digests[release], osVersion)
        }))
      })
      expect(rowsOf(first)).toHaveLength(legs.length)
      for (const [index, { release, osVersion = '' }] of legs.entries()) {
        const row = rowsOf(first)[index]
        for (const part of [
          `\`v2.7.0-${release}\``,
          release,
          digests[release].slice('sha256:'.length, 19),
          osVersion
        ]) {
          expect(row).toContain(part)
        }
      }
      expect(first.summary).toContain(`| \`${image}\` |`)
      expect(first.summary).toContain(list.digest)

      const before = await registry.writes(repository)
      const second = await runManifest(registry, inputs)
      expect(second).toMatchObject({ exitCode: 0, errors: [] })
      expect(second.outputs).toMatchObject({ digest: list.digest, unchanged: 'true' })
      expect(rowsOf(second)).toEqual(rowsOf(first))
      expect(await registry.writes(repository)).toEqual(before)
    })

    test('prints the list and writes nothing when push is false', async () => {
      const repository = 'org/dry'
      const digests = await pushLegs(registry, repository)
      const before = await registry.tags(repository)
      const image = `${registry.host}/${repository}`
      const inputs = { image, tags: 'v2.7.0,latest', releases: allLegs, push: 'false' }
      const result = await runManifest(registry, inputs)
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      const printed = printedList(result)
      const { manifests } = JSON.parse(printed) as { manifests: unknown[] }
      expect(manifests).toMatchObject(legEntries(digests))
      expect(result.outputs).toMatchObject({ digest: digestOf(Buffer.from(printed)), unchanged: 'false' })
      expect(result.summary).toContain('Dry run')
      expect(rowsOf(result)).toHaveLength(legs.length)
      expect(await registry.writes(repository)).toEqual([])
      expect(await registry.tags(repository)).toEqual(before)
    })

    test('takes the legs that exist when releases is found', async () => {
      const repository = 'org/found'
      const store = registry.store(repository)
      const last = await pushLegs(registry, repository, ['ltsc2022', 'linux-amd64'])
      // An older patch level of the same release does not vanish when a newer one takes its place.
      const old = buildIndex({ entries: [windowsImage('10.0.20348.1'), linuxImage] })
      await pushImage(store, repository, 'v2.7.0', old)
      const server2016 = windowsImage('10.0.14393.8594')
      await pushImage(store, repository, 'v2.7.0-ltsc2016', server2016)
      const server2019 = windowsImage('10.0.17763.8755')
      await pushImage(store, repository, 'v2.7.0-1809', server2019)
      const image = `${registry.host}/${repository}`
      const result = await runManifest(registry, { image, tags: 'v2.7.0', releases: 'found' })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect(result.outputs.releases).toBe('ltsc2022,1809,ltsc2016,linux-amd64')
      expect((await readList(registry, repository, 'v2.7.0')).entries).toEqual([
        entry(last.ltsc2022, '10.0.20348.5499'),
        entry(server2019.digest, '10.0.17763.8755'),
        entry(server2016.digest, '10.0.14393.8594'),
        entry(last['linux-amd64'])
      ])
    })

    test('takes tags as docker/metadata-action prints them, without an image', async () => {
      const repository = 'org/full'
      const image = `${registry.host}/${repository}`
      await pushLegs(registry, repository, ['ltsc2022', 'ltsc2025'])
      const tags = `${image}:v2.7.0\n${image}:2.7\n${image}:latest`
      const result = await runManifest(registry, { tags, releases: 'ltsc2022,ltsc2025' })
      expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { references: tags } })
      const held = await registry.tags(repository)
      for (const tag of ['v2.7.0', '2.7', 'latest']) expect(held.get(tag)).toBe(result.outputs.digest)
    })
  })
}

describe('mode manifest', () => {
  let registry: TestRegistry

  beforeAll(async () => {
    registry = await memoryTestRegistry()
  })

  afterAll(() => registry.close())

  test('publishes by digest first and latest last', async () => {
    await pushLegs(registry, 'org/order', ['ltsc2022'])
    const image = `${registry.host}/org/order`
    const { outputs } = await runManifest(registry, { image, tags: 'v2.7.0,latest,2.7', releases: 'ltsc2022' })
    const written = (await registry.writes('org/order')).map(request => request.split('/').at(-1))
    expect(written[0]).toBe(outputs.digest)
    expect(written.slice(1, 3).sort()).toEqual(['2.7', 'v2.7.0'])
    expect(written.slice(3)).toEqual(['latest'])
  })

  test('writes only the tags that do not name the list yet', async () => {
    await pushLegs(registry, 'org/half', ['ltsc2022'])
    const image = `${registry.host}/org/half`
    const one = await runManifest(registry, { image, tags: 'v2.7.0', releases: 'ltsc2022' })
    const before = await registry.writes('org/half')
    const two = await runManifest(registry, { image, tags: 'v2.7.0,latest', releases: 'ltsc2022' })
    expect(two.outputs).toMatchObject({ digest: one.outputs.digest, unchanged: 'false' })
    expect((await registry.writes('org/half')).slice(before.length)).toEqual(['PUT /v2/org/half/manifests/latest'])
  })

  test('fills patterns from the git tag that started the run, with upper case in the image lowered', async () => {
    await pushLegs(registry, 'org/patterns', ['ltsc2022'])
    const image = `${registry.host}/Org/Patterns`
    const tags = '{{raw}}\nv{{major}}.{{minor}}\n{{version}}\nlatest'
    const env = { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v2.7.0', GITHUB_REF: 'refs/tags/v2.7.0' }
    const { outputs } = await runManifest(registry, { image, tags, releases: 'ltsc2022' }, env)
    const references = ['v2.7.0', 'v2.7', '2.7.0', 'latest'].map(tag => `${registry.host}/org/patterns:${tag}`)
    expect(outputs.references?.split('\n')).toEqual(references)
  })

  test('leaves out with a notice what a pre-release must not move', async () => {
    await pushImage(registry.store(''), 'org/pre', 'v2.8.0-rc.1-ltsc2022', windowsImage('10.0.20348.1'))
    const image = `${registry.host}/org/pre`
    const tags = 'v2.8.0-rc.1\n{{major}}.{{minor}}\nlatest'
    const result = await runManifest(registry, { image, tags, releases: 'ltsc2022' })
    expect(result.outputs.references).toBe(`${image}:v2.8.0-rc.1`)
    expect(result.notices).toEqual([
      expect.stringContaining("'{{major}}.{{minor}}' is left out: v2.8.0-rc.1 is a pre-release"),
      expect.stringContaining("'latest' is left out")
    ])
  })

  test('is a dry run on pull_request, unless push says otherwise', async () => {
    await pushLegs(registry, 'org/pull-request', ['ltsc2022'])
    const inputs = { image: `${registry.host}/org/pull-request`, tags: 'v2.7.0', releases: 'ltsc2022' }
    const env = { GITHUB_EVENT_NAME: 'pull_request' }
    expect(await runManifest(registry, inputs, env)).toMatchObject({ exitCode: 0 })
    expect(await registry.writes('org/pull-request')).toEqual([])
    expect(await runManifest(registry, { ...inputs, push: 'true' }, env)).toMatchObject({ exitCode: 0 })
    expect((await registry.tags('org/pull-request')).has('v2.7.0')).toBe(true)
  })

  test('warns of legs that do not say which commit they are from', async () => {
    await pushLegs(registry, 'org/unlabelled', ['ltsc2022', 'linux-amd64'])
    const image = `${registry.host}/org/unlabelled`
    const result = await runManifest(registry, { image, tags: 'v2.7.0', releases: 'ltsc2022,linux-amd64' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const warned = result.warnings.filter(text => text.includes('org.opencontainers.image.revision'))
    expect(warned).toEqual([expect.stringContaining(`${image}:v2.7.0-ltsc2022`)])
    expect(warned[0]).not.toContain('linux-amd64')
  })
})
