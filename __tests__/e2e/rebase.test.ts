import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bases, heldImage, onlyChild, pushBases, type Rebasing, rebasingIn } from '../support/bases.js'
import { makeFolder } from '../support/folder.js'
import { configOf, type Image, type Manifest, manifestOf, readFixture } from '../support/images.js'
import { distributionTestRegistry, registryKinds, type TestRegistry } from '../support/registries.js'
import { describeWith, requireService } from '../support/services.js'

const run = promisify(execFile)
const epoch = { SOURCE_DATE_EPOCH: '1795000000' }

describeWith(['docker-registry', 'skopeo'], 'an image that was rebased, as skopeo and tar see it', () => {
  const folder = makeFolder('rebase')
  let registry: TestRegistry
  beforeAll(async () => {
    registry = await distributionTestRegistry()
    await pushBases(registry)
  })
  afterAll(async () => {
    await registry.close()
    folder.remove()
  })

  let copies = 0
  /** The image of a reference as skopeo copies it, and the layers that its manifest names, in order. */
  const copyOf = async (reference: string): Promise<{ path: string; layers: string[] }> => {
    const path = join(folder.path, `copy-${++copies}`)
    const args = ['--override-os', 'windows', '--override-arch', 'amd64', 'copy', '--src-tls-verify=false']
    await run(requireService('skopeo'), [...args, `docker://${reference}`, `dir:${path}`])
    const { layers = [] } = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as Manifest
    return { path, layers: layers.map(({ digest }) => join(path, digest.replace('sha256:', ''))) }
  }

  /** Every file of layers that are unpacked over each other, with the digest of its content. */
  const filesOf = async (layers: readonly string[]): Promise<Record<string, string>> => {
    const root = join(folder.path, `files-${++copies}`)
    mkdirSync(root)
    for (const layer of layers) await run('tar', ['--extract', '--gzip', '--file', layer, '--directory', root])
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter(path => statSync(join(root, path)).isFile())
      .sort()
    const digest = (path: string): string =>
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex')
    return Object.fromEntries(files.map(path => [path, digest(path)]))
  }

  type Fixture = { name: string; family: keyof typeof bases; own: number; targets: readonly string[] }
  const everywhere = ['10.0.17763.8027', '10.0.20348.5499', '10.0.20348.5622', '10.0.26100.33296']
  const fixtures: readonly Fixture[] = [
    ...['ltsc2019', 'ltsc2022', 'ltsc2025'].flatMap((release): Fixture[] => [
      { name: `app-classic-${release}`, family: 'windows/servercore', own: 4, targets: everywhere },
      { name: `app-buildkit-${release}`, family: 'windows/servercore', own: 2, targets: everywhere }
    ]),
    {
      name: 'app-buildkit-provenance-ltsc2022',
      family: 'windows/nanoserver',
      own: 1,
      targets: everywhere.filter(version => version in bases['windows/nanoserver'])
    },
    // Its RUN keeps it on its own build.
    { name: 'app-classic-run-ltsc2022', family: 'windows/servercore', own: 5, targets: ['10.0.20348.5622'] }
  ]
  const imageOf = (name: string): Image => {
    const image = readFixture(name)
    return image.children.length === 0 ? image : (image.children[0] ?? image)
  }
  const releaseOf = (version: string): string =>
    version.startsWith('10.0.17763') ? 'ltsc2019' : version.startsWith('10.0.20348') ? 'ltsc2022' : 'ltsc2025'
  const moves = fixtures.flatMap(({ targets, ...fixture }) =>
    targets
      .filter(version => configOf(imageOf(fixture.name))['os.version'] !== version)
      .map(version => ({ ...fixture, version }))
  )

  test.each(moves)('$name has the files of $version under its own', async ({ name, family, own, version }) => {
    const place = rebasingIn(registry)
    const original = imageOf(name)
    await place.put('v1-original', original)
    const base = `${registry.host}/${family}:${version}`
    const tags = { tags: 'v1', releases: releaseOf(version), 'new-base': base }
    const oldVersion = configOf(original)['os.version'] ?? ''
    const oldBase = `${registry.host}/${family}:${oldVersion}`
    const result = await place.rebase('v1-original', { ...tags, 'old-base': oldBase })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.outputs.reference).toBe(`${place.image}:v1-${releaseOf(version)}`)

    const [before, after, under] = await Promise.all([
      copyOf(`${place.image}:v1-original`),
      copyOf(`${place.image}:v1-${releaseOf(version)}`),
      copyOf(base)
    ])
    const appLayers = before.layers.slice(-own)
    expect(await filesOf(after.layers)).toEqual(await filesOf([...under.layers, ...appLayers]))
    // Files of the old base would show in the number of files.
    expect(Object.keys(await filesOf(appLayers)).length).toBeGreaterThan(0)

    const rebased = await heldImage(registry, place.repository, `v1-${releaseOf(version)}`)
    const { layers = [] } = manifestOf(rebased)
    const { rootfs, history = [], ...config } = configOf(rebased)
    expect([layers.length, rootfs.diff_ids.length]).toEqual([
      under.layers.length + own,
      history.filter(step => step.empty_layer !== true).length
    ])
    expect(config['os.version']).toBe(version)
    const { created: _created, 'os.version': _version, rootfs: _rootfs, history: _history, ...was } = configOf(original)
    const { Labels, ...settings } = config.config ?? {}
    const { Labels: oldLabels, ...oldSettings } = was.config ?? {}
    expect({ ...settings, architecture: config.architecture }).toEqual({ ...oldSettings, architecture: 'amd64' })
    expect(Labels).toEqual({
      ...oldLabels,
      'org.opencontainers.image.base.name': base,
      'org.opencontainers.image.base.digest': readFixture((bases[family] as Record<string, string>)[version] ?? '')
        .digest
    })
    expect(rebased.mediaType).toBe(original.mediaType)
    expect(new Set(layers.map(({ mediaType }) => mediaType)).size).toBe(1)
  })

  test.each(fixtures.filter(({ targets }) => targets.length > 1))(
    'the way back gives $name its diff_ids and its own layers again',
    async ({ name, family, own }) => {
      const place = rebasingIn(registry)
      const original = imageOf(name)
      const { 'os.version': home = '' } = configOf(original)
      await place.put('v1-original', original)
      const away = home.startsWith('10.0.26100') ? 'ltsc2019' : 'ltsc2025'
      const at = (tag: string): string => `${registry.host}/${family}:${tag}`
      const there = await place.rebase('v1-original', {
        tags: 'away',
        releases: away,
        'old-base': at(home),
        'base-image': `${registry.host}/${family}`
      })
      expect(there).toMatchObject({ exitCode: 0, errors: [] })
      const back = await place.rebase(`away-${away}`, { tags: 'back', releases: releaseOf(home), 'new-base': at(home) })
      expect(back).toMatchObject({ exitCode: 0, errors: [] })

      const returned = await heldImage(registry, place.repository, `back-${releaseOf(home)}`)
      expect(configOf(returned).rootfs).toEqual(configOf(original).rootfs)
      expect(configOf(returned).history).toEqual(configOf(original).history)
      const [now = [], then = []] = [returned, original].map(image => manifestOf(image).layers)
      expect(now.slice(-own)).toEqual(then.slice(-own))
      // The classic builder has packed the base's layers again, so that theirs come from the base now.
      if (name.startsWith('app-buildkit')) {
        expect(now.map(({ digest, size }) => [digest, size])).toEqual(then.map(({ digest, size }) => [digest, size]))
      }
    }
  )
})

describe.each(registryKinds)('mode rebase on $name', ({ services, start }) => {
  describeWith(services, 'takes this month’s Windows', () => {
    let registry: TestRegistry
    beforeAll(async () => {
      registry = await start()
      await pushBases(registry)
    })
    afterAll(() => registry.close())

    const next = onlyChild(readFixture('base-servercore-ltsc2022-next'))

    const expectNext = async (place: Rebasing, tag: string, from: string): Promise<void> => {
      const held = await heldImage(registry, place.repository, tag)
      const baseLayers = manifestOf(next).layers ?? []
      const { layers = [] } = manifestOf(held)
      expect(layers.slice(0, baseLayers.length)).toEqual(baseLayers)
      expect(layers.slice(baseLayers.length)).toEqual(manifestOf(readFixture(from)).layers?.slice(baseLayers.length))
      expect(configOf(held)).toMatchObject({
        'os.version': '10.0.20348.5622',
        created: '2026-11-18T11:06:40Z',
        rootfs: {
          diff_ids: configOf(next).rootfs.diff_ids.concat(configOf(readFixture(from)).rootfs.diff_ids.slice(2))
        }
      })
    }

    test.each(['app-classic-ltsc2022', 'app-buildkit-ltsc2022'])('for %s', async fixture => {
      const place = rebasingIn(registry)
      await place.put('v2.7.0-ltsc2022', fixture)
      const baseImage = { 'base-image': `${registry.host}/windows/servercore` }
      const result = await place.rebase('v2.7.0-ltsc2022', baseImage, epoch)
      expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
      expect(result.outputs).toMatchObject({
        reference: `${place.image}:v2.7.0-ltsc2022`,
        releases: 'ltsc2022',
        'os-version': '10.0.20348.5622',
        'base-name': `${registry.host}/windows/servercore:ltsc2022`,
        'base-digest': readFixture('base-servercore-ltsc2022-next').digest,
        unchanged: 'false'
      })
      expect((await registry.tags(place.repository)).get('v2.7.0-ltsc2022')).toBe(result.outputs.digest)
      await expectNext(place, 'v2.7.0-ltsc2022', fixture)

      // The labels that it left tell the next run all that it needs.
      const again = await place.rebase('v2.7.0-ltsc2022')
      expect(again).toMatchObject({
        exitCode: 0,
        errors: [],
        outputs: { ...result.outputs, unchanged: 'true', metadata: expect.any(String) as string }
      })
      expect(again.log).toContain('Nothing was written')
    })

    test('and gives the same bytes for the same time', async () => {
      const [one, other] = [rebasingIn(registry), rebasingIn(registry)]
      const digests = []
      for (const place of [one, other]) {
        await place.put('v2.7.0-ltsc2022', 'app-classic-ltsc2022')
        const inputs = { 'old-base': `${registry.host}/windows/servercore:10.0.20348.5499` }
        digests.push((await place.rebase('v2.7.0-ltsc2022', inputs, epoch)).outputs.digest)
      }
      expect(digests[0]).toMatch(/^sha256:/)
      expect(digests[1]).toBe(digests[0])
    })
  })
})
