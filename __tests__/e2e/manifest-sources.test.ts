import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  allLegs,
  entry,
  expectWhole,
  legEntries,
  legReferences,
  linuxImage,
  ofCommit,
  pushLegs,
  readList,
  runManifest,
  windowsImage
} from '../support/fan-in.js'
import { buildImage, buildIndex, mediaTypes } from '../support/image-builder.js'
import { manifestOf, pushFixture, pushImage, readFixture } from '../support/images.js'
import { memoryTestRegistry, registryKinds, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

const attested = 'app-buildkit-provenance-ltsc2022'
const [attestedImage, attestation] = manifestOf(readFixture(attested)).manifests ?? []

/** Uploads whose bytes went over the wire, among the writes of a repository. */
const uploads = (writes: readonly string[]): string[] =>
  writes.filter(request => /^P(UT|ATCH) .*\/blobs\//.test(request))

for (const kind of registryKinds) {
  describeWith(kind.services, `sources on ${kind.name}`, () => {
    let registry: TestRegistry
    let other: TestRegistry

    beforeAll(async () => {
      ;[registry, other] = await Promise.all([kind.start(), memoryTestRegistry({ auth: 'token' })])
    })

    afterAll(() => Promise.all([registry.close(), other.close()]))

    test('are digests, bare or behind a repository', async () => {
      const repository = 'org/digests'
      const image = `${registry.host}/${repository}`
      const digests = await pushLegs(registry, repository)
      const sources = [
        digests['linux-amd64'],
        digests.ltsc2019,
        `${image}@${digests.ltsc2025}`,
        `${image}:moved@${digests.ltsc2022}`
      ].join('\n')
      const result = await runManifest(registry, { image, tags: 'v2.7.0', sources })
      expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { releases: '' } })
      const list = await readList(registry, repository, 'v2.7.0')
      expect(list.digest).toBe(result.outputs.digest)
      expect(list.entries).toEqual(legEntries(digests))
    })

    test('may be lists, whose images get their os.version and keep their attestations', async () => {
      const repository = 'org/lists'
      const image = `${registry.host}/${repository}`
      const { ltsc2025 } = await pushLegs(registry, repository, ['ltsc2025'])
      await pushFixture(registry.store(repository), repository, 'buildkit', attested)
      const inputs = { image, tags: 'v2.7.0', releases: 'ltsc2025', sources: `${image}:buildkit` }
      const result = await runManifest(registry, inputs)
      expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
      const list = await readList(registry, repository, 'v2.7.0')
      expect(list.mediaType).toBe(mediaTypes.oci.list)
      expect(attestedImage?.platform).not.toHaveProperty('os.version')
      expect(list.entries.slice(0, 2)).toEqual([
        entry(ltsc2025, '10.0.26100.33296'),
        entry(attestedImage?.digest ?? '', '10.0.20348.5499')
      ])
      expect(list.manifests.slice(2)).toEqual([attestation])
    })

    test('of another repository of the registry are mounted, without a byte moved', async () => {
      const digests = await pushLegs(registry, 'org/builds')
      const image = `${registry.host}/org/mounted`
      const sources = legReferences(registry, 'org/builds').join('\n')
      const result = await runManifest(registry, { image, tags: 'v2.7.0', sources })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect((await readList(registry, 'org/mounted', 'v2.7.0')).entries).toEqual(legEntries(digests))
      for (const release of ['ltsc2019', 'ltsc2022', 'ltsc2025']) {
        await expectWhole(registry, 'org/mounted', readFixture(`app-classic-${release}`))
      }
      await expectWhole(registry, 'org/mounted', linuxImage)
      const writes = await registry.writes('org/mounted')
      expect(writes.filter(request => request.includes('?mount='))).not.toEqual([])
      expect(uploads(writes)).toEqual([])
      const moved = registry.memory?.requests.filter(({ kind: what }) => /^(upload|mount)/.test(what)) ?? []
      expect(moved.map(({ received }) => received).filter(bytes => bytes > 0)).toEqual([])
    })

    test('of another registry are copied with all that they hold', async () => {
      const image = `${registry.host}/org/copied`
      const from = 'upstream/app'
      const { ltsc2025 } = await pushLegs(other, from, ['ltsc2025'])
      const old = windowsImage('10.0.14393.8594', {
        layers: [{ foreignUrl: 'https://example.test/layer' }, { size: 300_000 }]
      })
      await pushImage(other.store(from), from, 'old', old)
      await pushFixture(other.store(from), from, 'buildkit', attested)
      const sources = ['old', 'v2.7.0-ltsc2025', 'buildkit'].map(tag => `${other.host}/${from}:${tag}`).join(',')
      const inputs = { image, tags: 'v2.7.0,latest', sources }

      const first = await runManifest([registry, other], inputs)
      expect(first).toMatchObject({ exitCode: 0, errors: [] })
      const list = await readList(registry, 'org/copied', 'latest')
      expect(list.entries.slice(0, 3)).toEqual([
        entry(ltsc2025, '10.0.26100.33296'),
        entry(attestedImage?.digest ?? '', '10.0.20348.5499'),
        entry(old.digest, '10.0.14393.8594')
      ])
      expect(list.manifests.slice(3)).toEqual([attestation])
      const [child, about] = readFixture(attested).children
      for (const whole of [readFixture('app-classic-ltsc2025'), old, child, about]) {
        if (whole !== undefined) await expectWhole(registry, 'org/copied', whole)
      }
      expect(await other.writes(from)).toEqual([])

      const before = await registry.writes('org/copied')
      const second = await runManifest([registry, other], inputs)
      expect(second).toMatchObject({ exitCode: 0, outputs: { digest: list.digest, unchanged: 'true' } })
      expect(await registry.writes('org/copied')).toEqual(before)
    })

    test('and releases go to every image, also of another registry', async () => {
      const digests = await pushLegs(registry, 'org/first')
      const images = [`${registry.host}/org/first`, `${other.host}/mirror/second`]
      const inputs = { image: images.join('\n'), tags: 'v2.7.0,latest', releases: allLegs }
      const result = await runManifest([registry, other], inputs)
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect(result.outputs.references?.split('\n')).toEqual(
        images.flatMap(image => [`${image}:v2.7.0`, `${image}:latest`])
      )
      for (const [place, repository] of [
        [registry, 'org/first'],
        [other, 'mirror/second']
      ] as const) {
        const list = await readList(place, repository, 'v2.7.0')
        expect(list.entries).toEqual(legEntries(digests))
        expect(list.digest).toBe(result.outputs.digest)
        expect((await place.tags(repository)).get('latest')).toBe(list.digest)
      }
      await expectWhole(other, 'mirror/second', readFixture('app-classic-ltsc2019'))
      await expectWhole(other, 'mirror/second', linuxImage)
    })
  })
}

describe('what a list is made of', () => {
  let registry: TestRegistry

  beforeAll(async () => {
    registry = await memoryTestRegistry()
  })

  afterAll(() => registry.close())

  test('may be a leg that BuildKit pushed as an index with an attestation', async () => {
    const image = `${registry.host}/org/leg`
    await pushFixture(registry.store('org/leg'), 'org/leg', 'v2.7.0-ltsc2022', attested)
    const result = await runManifest(registry, { image, tags: 'v2.7.0', releases: 'ltsc2022' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { releases: 'ltsc2022' } })
    const list = await readList(registry, 'org/leg', 'v2.7.0')
    expect(list.entries[0]).toEqual(entry(attestedImage?.digest ?? '', '10.0.20348.5499'))
    expect(list.manifests.slice(1)).toEqual([attestation])
  })

  test('takes os.version from the source list where the config has none', async () => {
    const image = `${registry.host}/org/listed`
    const bare = windowsImage(undefined)
    const platform = { architecture: 'amd64', os: 'windows', 'os.version': '10.0.17763.1' }
    await pushImage(registry.store(''), 'org/listed', 'list', buildIndex({ entries: [{ image: bare, platform }] }))
    const result = await runManifest(registry, { image, tags: 'v2.7.0', sources: `${image}:list` })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect((await readList(registry, 'org/listed', 'v2.7.0')).entries).toEqual([entry(bare.digest, '10.0.17763.1')])
  })

  test('drops an attestation whose image is not listed, with a notice', async () => {
    const image = `${registry.host}/org/orphan`
    const orphan = {
      image: windowsImage('10.0.1.1', { mediaTypes: 'oci' }),
      platform: { architecture: 'unknown', os: 'unknown' },
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': 'sha256:0' }
    }
    const kept = windowsImage('10.0.20348.5', { mediaTypes: 'oci' })
    const index = buildIndex({ entries: [kept, orphan], mediaTypes: 'oci' })
    await pushImage(registry.store(''), 'org/orphan', 'index', index)
    const result = await runManifest(registry, { image, tags: 'v2.7.0', sources: `${image}:index` })
    expect(result).toMatchObject({ exitCode: 0, notices: [expect.stringContaining(orphan.image.digest)] })
    expect((await readList(registry, 'org/orphan', 'v2.7.0')).entries).toEqual([entry(kept.digest, '10.0.20348.5')])
  })

  test('stands in an OCI index with the annotations that are asked for', async () => {
    const image = `${registry.host}/org/annotated`
    const digests = await pushLegs(registry, 'org/annotated')
    const annotations = 'org.opencontainers.image.title=a = b, c\norg.opencontainers.image.licenses=MIT'
    await runManifest(registry, { image, tags: 'v2.7.0', releases: allLegs, annotations })
    expect(await readList(registry, 'org/annotated', 'v2.7.0')).toMatchObject({
      mediaType: mediaTypes.oci.list,
      entries: legEntries(digests),
      annotations: { 'org.opencontainers.image.title': 'a = b, c', 'org.opencontainers.image.licenses': 'MIT' }
    })
  })

  test('compares versions as numbers and keeps variants and features', async () => {
    const store = registry.store('')
    const image = `${registry.host}/org/order`
    const options = { os: 'windows', labels: ofCommit, osFeatures: ['win32k'] }
    const arm64 = buildImage({ ...options, architecture: 'arm64', osVersion: '10.0.26100.7462' })
    const newest = buildImage({ ...options, architecture: 'amd64', osVersion: '10.0.26100.33296' })
    const older = buildImage({ ...options, architecture: 'amd64', osVersion: '10.0.20348.99999' })
    const arm = buildImage({ os: 'linux', architecture: 'arm', variant: 'v7' })
    const parts = { arm, older, arm64, 'linux-amd64': linuxImage, newest }
    for (const [tag, part] of Object.entries(parts)) await pushImage(store, 'org/order', tag, part)
    const sources = Object.keys(parts).map(tag => `${image}:${tag}`)
    const result = await runManifest(registry, { image, tags: 'v1', sources: sources.join() })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings.filter(text => text.includes('os.features'))).toEqual([])
    expect((await readList(registry, 'org/order', 'v1')).entries).toEqual([
      {
        digest: newest.digest,
        platform: { architecture: 'amd64', os: 'windows', 'os.version': '10.0.26100.33296', 'os.features': ['win32k'] }
      },
      {
        digest: arm64.digest,
        platform: { architecture: 'arm64', os: 'windows', 'os.version': '10.0.26100.7462', 'os.features': ['win32k'] }
      },
      {
        digest: older.digest,
        platform: { architecture: 'amd64', os: 'windows', 'os.version': '10.0.20348.99999', 'os.features': ['win32k'] }
      },
      { digest: arm.digest, platform: { architecture: 'arm', os: 'linux', variant: 'v7' } },
      entry(linuxImage.digest)
    ])
  })
})
