import { readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { assembled, pushBases, readImage, runAssemble, writeFiles } from '../support/assembly.js'
import { commit, runManifest } from '../support/fan-in.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { buildImage } from '../support/image-builder.js'
import { configOf, manifestOf, pushImage, readFixture } from '../support/images.js'
import { readLayer } from '../support/layer.js'
import { memoryOf, missingFrom } from '../support/published.js'
import { memoryTestRegistry, registryKinds, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

const files = { 'dist/app.exe': 'MZ program', 'dist/sub/settings.json': '{}', 'LICENSE.txt': 'MIT' }
const repository = 'org/tool'

let folder: Folder
beforeEach(() => {
  folder = makeFolder('assemble')
  writeFiles(folder.path, files)
})
afterEach(() => {
  folder.remove()
})

const what = {
  files: 'dist => C:/app\nLICENSE.txt => C:\\app\\',
  entrypoint: '["C:\\\\app\\\\app.exe"]',
  cmd: '["--serve"]',
  env: 'APP_MODE=production\nPath=C:\\app;%PATH%',
  workdir: '/app',
  user: 'ContainerAdministrator',
  expose: '8080, 53/udp',
  labels: 'org.opencontainers.image.title=Tool'
}

for (const kind of registryKinds) {
  describeWith(kind.services, `mode assemble with ${kind.name}`, () => {
    let registry: TestRegistry
    beforeAll(async () => {
      registry = await kind.start()
      await pushBases(registry)
    })
    afterAll(() => registry.close())

    test('makes the image of every release from one layer, which a second run finds unchanged', async () => {
      const image = `${registry.host}/${repository}`
      const first = await runAssemble(registry, { image, ...what }, { cwd: folder.path })
      expect(first).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
      expect(first.outputs).toMatchObject({
        reference: `${image}:v2.7.0-ltsc2019`,
        releases: 'ltsc2019,ltsc2022,ltsc2025',
        'os-version': '10.0.17763.8027',
        unchanged: 'false'
      })
      const layers = new Set<string>()
      for (const release of assembled) {
        const base = readFixture(`base-servercore-${release}`).children[0]
        if (base === undefined) throw new Error('the base is no list')
        const { manifest, config } = await readImage(registry, repository, `v2.7.0-${release}`)
        const ofBase = manifestOf(base)
        expect(manifest.mediaType).toBe(ofBase.mediaType)
        expect(manifest.layers.slice(0, -1).map(({ digest }) => digest)).toEqual(
          ofBase.layers?.map(({ digest }) => digest)
        )
        expect(config.rootfs.diff_ids.slice(0, -1)).toEqual(configOf(base).rootfs.diff_ids)
        expect(config['os.version']).toBe(configOf(base)['os.version'])
        expect(config.history?.filter(({ empty_layer: empty }) => empty !== true)).toHaveLength(manifest.layers.length)
        layers.add(`${manifest.layers.at(-1)?.digest ?? ''} ${config.rootfs.diff_ids.at(-1) ?? ''}`)
      }
      expect(layers.size).toBe(1)

      const written = (await registry.writes(repository)).length
      expect(written).toBeGreaterThan(0)
      const second = await runAssemble(registry, { image, ...what }, { cwd: folder.path })
      expect(second).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true' } })
      expect(second.summary).toContain('### Unchanged')
      expect(second.log).toContain('Nothing is written')
      expect((await registry.writes(repository)).slice(written)).toEqual([])
    })
  })
}

describe('mode assemble', () => {
  let registry: TestRegistry
  let image: string
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    image = `${registry.host}/${repository}`
    await pushBases(registry)
  })
  afterAll(() => registry.close())

  const run = (
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {}
  ): Promise<ActionResult> =>
    runAssemble(registry, { image, releases: 'ltsc2022', ...what, ...inputs }, { cwd: folder.path, env })

  test('writes what is asked for into the config, and keeps the rest of the base', async () => {
    expect(await run({ version: '2.7.0' })).toMatchObject({ exitCode: 0 })
    const { config } = await readImage(registry, repository, 'v2.7.0-ltsc2022')
    const base = readFixture('base-servercore-ltsc2022')
    expect(config).toMatchObject({
      os: 'windows',
      architecture: 'amd64',
      created: '2026-11-10T00:00:00Z',
      config: {
        Entrypoint: ['C:\\app\\app.exe'],
        Cmd: ['--serve'],
        Env: ['APP_MODE=production', 'Path=C:\\app;c:\\Windows\\System32;c:\\Windows'],
        WorkingDir: 'C:\\app',
        User: 'ContainerAdministrator',
        ExposedPorts: { '8080/tcp': {}, '53/udp': {} },
        Labels: {
          'org.opencontainers.image.title': 'Tool',
          'org.opencontainers.image.version': '2.7.0',
          'org.opencontainers.image.revision': commit,
          'org.opencontainers.image.base.name': `${registry.host}/windows/servercore:ltsc2022`,
          'org.opencontainers.image.base.digest': base.digest
        }
      }
    })
  })

  test('puts every file where it was asked for', async () => {
    await run({})
    const { manifest } = await readImage(registry, repository, 'v2.7.0-ltsc2022')
    const layer = await registry.blob(repository, manifest.layers.at(-1)?.digest ?? '')
    const members = await readLayer(layer ?? Buffer.alloc(0))
    expect(members.map(({ header, data }) => [header.name, Buffer.from(data ?? []).toString()])).toEqual([
      ['Hives', ''],
      ['Files', ''],
      ['Files/app/', ''],
      ['Files/app/LICENSE.txt', 'MIT'],
      ['Files/app/app.exe', 'MZ program'],
      ['Files/app/sub/', ''],
      ['Files/app/sub/settings.json', '{}']
    ])
  })

  test('makes the folder that a container starts in', async () => {
    await run({ workdir: 'C:\\data\\work' })
    const { manifest } = await readImage(registry, repository, 'v2.7.0-ltsc2022')
    const layer = await registry.blob(repository, manifest.layers.at(-1)?.digest ?? '')
    const names = (await readLayer(layer ?? Buffer.alloc(0))).map(({ header }) => header.name)
    expect(names).toEqual(expect.arrayContaining(['Files/data/', 'Files/data/work/']))
  })

  test.each([
    ['C:\\ProgramData\\work', what.files, true],
    ['C:\\ProgramData\\work', 'dist => C:/programdata/work', false],
    ['C:\\Windows', what.files, false]
  ])('leaves the folder %s to the base, and tells it where the files (%s) do not make it: %s', async (...row) => {
    const [workdir, mappings, told] = row
    const { warnings } = await run({ workdir, files: mappings, tags: 'own' })
    expect(warnings).toEqual(
      told
        ? [expect.stringMatching(/^Input 'workdir': C:\\ProgramData\\work is not made, .*like C:\\app/) as string]
        : []
    )
  })

  test("leaves the base's command where only files are added", async () => {
    const none = { entrypoint: '', cmd: '', env: '', workdir: '', user: '', expose: '', labels: '' }
    await run({ ...none, tags: 'plain' })
    const { config } = await readImage(registry, repository, 'plain-ltsc2022')
    expect(config.config).toMatchObject({ Cmd: ['c:\\windows\\system32\\cmd.exe'] })
    expect(config.config).not.toHaveProperty('Entrypoint')
  })

  test('takes the time of everything from SOURCE_DATE_EPOCH', async () => {
    await run({ tags: 'dated' }, { SOURCE_DATE_EPOCH: '1700000000' })
    const { manifest, config } = await readImage(registry, repository, 'dated-ltsc2022')
    expect(config.created).toBe('2023-11-14T22:13:20Z')
    expect(config.history?.at(-1)?.created).toBe('2023-11-14T22:13:20Z')
    const layer = await registry.blob(repository, manifest.layers.at(-1)?.digest ?? '')
    for (const { header } of await readLayer(layer ?? Buffer.alloc(0)))
      expect(header.mtime).toEqual(new Date(1_700_000_000_000))
  })

  test('sends the layer once to a registry, whichever images and repositories it is for', async () => {
    const memory = memoryOf(registry)
    const before = memory.requests.length
    const images = ['org/one', 'org/two', 'org/three']
    const result = await run({
      image: images.map(name => `${registry.host}/${name}`).join('\n'),
      releases: assembled.join(),
      env: 'UNIQUE=1',
      files: 'dist => C:/unique'
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { layer } = JSON.parse(result.outputs.metadata ?? '') as { layer: { digest: string } }
    const sent = memory.requests
      .slice(before)
      .filter(({ method, query, received }) => method === 'PUT' && query.get('digest') === layer.digest && received > 0)
    expect(sent).toHaveLength(1)
    for (const name of images)
      for (const release of assembled) expect(missingFrom(memory, name, `v2.7.0-${release}`)).toEqual([])
  })

  test('sends what a changed file changes: the layer, and the configs', async () => {
    await run({ tags: 'changing' })
    const memory = memoryOf(registry)
    const before = memory.requests.length
    writeFiles(folder.path, { 'dist/app.exe': 'MZ another program' })
    expect(await run({ tags: 'changing' })).toMatchObject({ exitCode: 0, outputs: { unchanged: 'false' } })
    const sent = memory.requests.slice(before).filter(({ method, query }) => method === 'PUT' && query.has('digest'))
    expect(sent).toHaveLength(2)
  })

  test('writes nothing in a dry run, and tells what it would have written', async () => {
    const result = await run({ tags: 'dry', push: 'false' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { reference: `${image}:dry-ltsc2022`, unchanged: 'false' } })
    expect(result.summary).toContain('not written (dry run)')
    expect((await registry.tags(repository)).has('dry-ltsc2022')).toBe(false)
    const pushed = await run({ tags: 'dry' })
    expect(pushed.outputs.digest).toBe(result.outputs.digest)
  })

  test('takes a base of the OCI with the types of the OCI, from a template', async () => {
    const base = buildImage({
      os: 'windows',
      architecture: 'arm64',
      osVersion: '10.0.26100.33296',
      mediaTypes: 'oci',
      labels: { 'org.opencontainers.image.version': 'of the base', vendor: 'Base' },
      config: { Env: ['Path=C:\\Windows'], ExposedPorts: { '80/tcp': {} }, OnBuild: ['RUN x'], ArgsEscaped: true }
    })
    await pushImage(registry.store('dotnet/aspnet'), 'dotnet/aspnet', '8.0-nano-ltsc2025-arm64', base)
    const result = await run({
      'base-image': `${registry.host}/dotnet/aspnet:8.0-nano-{{release}}`,
      releases: 'ltsc2025-arm64',
      tags: 'edge'
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { manifest, config } = await readImage(registry, repository, 'edge-ltsc2025-arm64')
    expect(manifest).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.oci.image.config.v1+json' }
    })
    expect(manifest.layers.at(-1)?.mediaType).toBe('application/vnd.oci.image.layer.v1.tar+gzip')
    expect(config.config).toMatchObject({
      // Windows has one variable, however it is written.
      Env: ['Path=C:\\app;C:\\Windows', 'APP_MODE=production'],
      ExposedPorts: { '80/tcp': {}, '8080/tcp': {}, '53/udp': {} },
      Labels: { vendor: 'Base' }
    })
    expect(config.config?.Labels).not.toHaveProperty('org.opencontainers.image.version')
    for (const name of ['OnBuild', 'ArgsEscaped']) expect(config.config).not.toHaveProperty(name)
  })

  test('makes legs that mode manifest joins', async () => {
    await run({ releases: assembled.join() })
    const result = await runManifest(registry, { image, tags: 'v2.7.0, latest', releases: assembled.join() })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const list = JSON.parse(memoryOf(registry).getManifest(repository, 'latest')?.bytes.toString() ?? '') as {
      manifests: { platform: Record<string, string> }[]
    }
    expect(list.manifests.map(({ platform }) => platform['os.version'])).toEqual([
      '10.0.26100.33296',
      '10.0.20348.5499',
      '10.0.17763.8027'
    ])
  })

  test.each([
    [{ files: '' }, "Input 'files': it is missing"],
    [{ files: 'dist' }, "Input 'files': the line 'dist' is not of the form"],
    [{ files: '../x => C:/app' }, "'../x' is outside the workspace"],
    [{ files: 'missing => C:/app' }, "'missing' cannot be read"],
    [{ files: 'dist => D:/app' }, "'D:/app' is on the drive D:"],
    [{ files: 'dist => C:/app\nLICENSE.txt => C:/APP/app.exe' }, 'upper and lower case only'],
    [{ files: 'dist => C:/app\nLICENSE.txt => C:/app/app.exe' }, 'two files are to be C:\\app\\app.exe'],
    [{ releases: '' }, "Input 'releases': it is missing"],
    [{ releases: 'linux-amd64' }, 'linux-amd64 is no Windows'],
    [{ 'base-image': '' }, "Input 'base-image': it is missing"],
    [{ entrypoint: 'C:/app.exe' }, "Input 'entrypoint': 'C:/app.exe' is not a JSON array"],
    [{ cmd: '[1]' }, "Input 'cmd'"],
    [{ expose: '0' }, "Input 'expose': '0' is not a port"],
    [{ expose: '80/sctp' }, "Input 'expose'"],
    [{ workdir: 'C:/con' }, "Input 'workdir'"],
    [{ env: 'no equals' }, "Input 'env'"],
    [{ releases: 'ltsc2016' }, 'the base for ltsc2016, does not exist']
  ])('refuses %j before anything is written', async (inputs, why) => {
    const before = (await registry.writes(repository)).length
    const result = await run(inputs)
    expect(result.exitCode).toBe(1)
    expect(result.errors).toEqual([expect.stringContaining(why)])
    expect((await registry.writes(repository)).slice(before)).toEqual([])
  })

  test('refuses a base that is for another release than its tag says', async () => {
    const other = readFixture('base-servercore-ltsc2022').children[0]
    if (other === undefined) throw new Error('the base is no list')
    await pushImage(registry.store('windows/wrong'), 'windows/wrong', 'ltsc2025', other)
    const result = await run({ 'base-image': `${registry.host}/windows/wrong`, releases: 'ltsc2025' })
    expect(result.errors).toEqual([expect.stringMatching(/is for windows\/amd64 10\.0\.20348\.5499, not for ltsc2025/)])
  })

  test('leaves nothing in the folder for temporary files', async () => {
    const temporary = makeFolder('assemble-temp')
    try {
      await run({ tags: 'temp' }, { RUNNER_TEMP: temporary.path })
      expect(readdirSync(temporary.path)).toEqual([])
    } finally {
      temporary.remove()
    }
  })

  test('changes no tag when the layer does not get through', async () => {
    const memory = memoryOf(registry)
    const before = await registry.tags(repository)
    const fault = memory.fault({
      type: 'status',
      status: 507,
      when: ({ method, query }) => method === 'PUT' && query.has('digest'),
      times: Infinity
    })
    const result = await run({ tags: 'v2.7.0', files: 'LICENSE.txt => C:/never.txt' })
    expect(fault.happened).toBeGreaterThan(0)
    expect(result.exitCode).toBe(1)
    expect(await registry.tags(repository)).toEqual(before)
  })
})
