import { readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import {
  assembled,
  makeToolFolder,
  pushBases,
  readImage,
  runAssemble,
  runTool,
  toolInputs,
  toolRepository,
  writeFiles
} from '../support/assembly.js'
import { runManifest } from '../support/fan-in.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { configOf, manifestOf, readFixture } from '../support/images.js'
import { memoryOf, missingFrom } from '../support/published.js'
import { memoryTestRegistry, registryKinds, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

let folder: Folder
beforeEach(() => {
  folder = makeToolFolder()
})
afterEach(() => {
  folder.remove()
})

for (const kind of registryKinds) {
  describeWith(kind.services, `mode assemble with ${kind.name}`, () => {
    let registry: TestRegistry
    beforeAll(async () => {
      registry = await kind.start()
      await pushBases(registry)
    })
    afterAll(() => registry.close())

    test('makes the image of every release from one layer, which a second run finds unchanged', async () => {
      const image = `${registry.host}/${toolRepository}`
      const first = await runAssemble(registry, { image, ...toolInputs }, { cwd: folder.path })
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
        const { manifest, config } = await readImage(registry, toolRepository, `v2.7.0-${release}`)
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

      const written = (await registry.writes(toolRepository)).length
      expect(written).toBeGreaterThan(0)
      const second = await runAssemble(registry, { image, ...toolInputs }, { cwd: folder.path })
      expect(second).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true' } })
      expect(second.summary).toContain('### Unchanged')
      expect(second.log).toContain('Nothing was written')
      expect((await registry.writes(toolRepository)).slice(written)).toEqual([])
    })
  })
}

describe('mode assemble', () => {
  let registry: TestRegistry
  let image: string
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    image = `${registry.host}/${toolRepository}`
    await pushBases(registry)
  })
  afterAll(() => registry.close())

  const run = (
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {}
  ): Promise<ActionResult> => runTool(registry, folder, inputs, env)

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
    const { images: made } = JSON.parse(result.outputs.metadata ?? '') as { images: { layer: { digest: string } }[] }
    const [digest, ...more] = new Set(made.map(({ layer }) => layer.digest))
    expect(more).toEqual([])
    const sent = memory.requests
      .slice(before)
      .filter(({ method, query, received }) => method === 'PUT' && query.get('digest') === digest && received > 0)
    expect(sent).toHaveLength(1)
    for (const name of images)
      for (const release of assembled) expect(missingFrom(memory, name, `v2.7.0-${release}`)).toEqual([])
  })

  test('fills the release and its year in all that concerns one, and packs the same files once', async () => {
    writeFiles(folder.path, { 'bin/2019/app.exe': 'old', 'bin/2022/app.exe': 'new', 'bin/2025/app.exe': 'new' })
    const result = await run({
      tags: 'filled',
      releases: 'ltsc2022, 1809',
      'base-image': `${registry.host}/windows/servercore:ltsc{{year}}`,
      files: 'bin/{{year}}/app.exe => C:/app/{{year}}.exe',
      entrypoint: '["C:/app/{{year}}.exe"]',
      cmd: '["--windows", "{{release}}"]',
      env: 'WINDOWS={{release}}',
      workdir: 'C:/{{release}}',
      labels: 'com.example.windows={{release}} of {{year}}'
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { releases: 'ltsc2022,1809' } })
    for (const [release, year] of [
      ['ltsc2022', '2022'],
      ['1809', '2019']
    ] as const) {
      const { config } = await readImage(registry, toolRepository, `filled-${release}`)
      expect(config.config).toMatchObject({
        Entrypoint: [`C:/app/${year}.exe`],
        Cmd: ['--windows', release],
        WorkingDir: `C:\\${release}`,
        Labels: { 'com.example.windows': `${release} of ${year}` }
      })
      expect(config.config?.Env).toContain(`WINDOWS=${release}`)
    }
    expect(result.log.match(/^Packed 1 files/gm)).toHaveLength(2)
    expect(result.summary).toMatch(/The layer of the files for ltsc2022: .*\n\nThe layer of the files for 1809: /)

    const files = 'bin/2022/app.exe => C:/app.exe'
    const shared = await run({ tags: 'shared', releases: assembled.join(), files, labels: 'a={{release}}' })
    expect(shared.log.match(/^Packed 1 files/gm)).toHaveLength(1)
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
    expect((await registry.tags(toolRepository)).has('dry-ltsc2022')).toBe(false)
    const pushed = await run({ tags: 'dry' })
    expect(pushed.outputs.digest).toBe(result.outputs.digest)
  })

  test('makes legs that mode manifest joins', async () => {
    await run({ releases: assembled.join() })
    const result = await runManifest(registry, { image, tags: 'v2.7.0, latest', releases: assembled.join() })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const list = JSON.parse(memoryOf(registry).getManifest(toolRepository, 'latest')?.bytes.toString() ?? '') as {
      manifests: { platform: Record<string, string> }[]
    }
    expect(list.manifests.map(({ platform }) => platform['os.version'])).toEqual([
      '10.0.26100.33296',
      '10.0.20348.5499',
      '10.0.17763.8027'
    ])
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
    const before = await registry.tags(toolRepository)
    const fault = memory.fault({
      type: 'status',
      status: 507,
      when: ({ method, query }) => method === 'PUT' && query.has('digest'),
      times: Infinity
    })
    const result = await run({ tags: 'v2.7.0', files: 'LICENSE.txt => C:/never.txt' })
    expect(fault.happened).toBeGreaterThan(0)
    expect(result.exitCode).toBe(1)
    expect(await registry.tags(toolRepository)).toEqual(before)
  })
})
