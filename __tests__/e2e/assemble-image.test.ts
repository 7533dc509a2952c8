import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { makeToolFolder, pushBases, readImage, runTool, toolInputs, toolRepository } from '../support/assembly.js'
import { commit } from '../support/fan-in.js'
import type { Folder } from '../support/folder.js'
import { buildImage } from '../support/image-builder.js'
import { pushImage, readFixture } from '../support/images.js'
import { readLayer } from '../support/layer.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let folder: Folder
beforeEach(() => {
  folder = makeToolFolder()
})
afterEach(() => {
  folder.remove()
})

describe('mode assemble', () => {
  let registry: TestRegistry
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    await pushBases(registry)
  })
  afterAll(() => registry.close())

  const run = (
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {}
  ): Promise<ActionResult> => runTool(registry, folder, inputs, env)

  test('writes what is asked for into the config, and keeps the rest of the base', async () => {
    expect(await run({ version: '2.7.0' })).toMatchObject({ exitCode: 0 })
    const { config } = await readImage(registry, toolRepository, 'v2.7.0-ltsc2022')
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
    const { manifest } = await readImage(registry, toolRepository, 'v2.7.0-ltsc2022')
    const layer = await registry.blob(toolRepository, manifest.layers.at(-1)?.digest ?? '')
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
    const { manifest } = await readImage(registry, toolRepository, 'v2.7.0-ltsc2022')
    const layer = await registry.blob(toolRepository, manifest.layers.at(-1)?.digest ?? '')
    const names = (await readLayer(layer ?? Buffer.alloc(0))).map(({ header }) => header.name)
    expect(names).toEqual(expect.arrayContaining(['Files/data/', 'Files/data/work/']))
  })

  test.each([
    ['C:\\ProgramData\\work', toolInputs.files, true],
    ['C:\\ProgramData\\work', 'dist => C:/programdata/work', false],
    ['C:\\Windows', toolInputs.files, false]
  ])('leaves the folder %s to the base, and tells it where the files (%s) do not make it: %s', async (...row) => {
    const [workdir, mappings, told] = row
    const { warnings } = await run({ workdir, files: mappings, tags: 'own' })
    expect(warnings).toEqual(
      told
        ? [expect.stringMatching(/^Input 'workdir': C:\\ProgramData\\work is not created, .*like C:\\app/) as string]
        : []
    )
  })

  test("leaves the base's command where only files are added", async () => {
    const none = { entrypoint: '', cmd: '', env: '', workdir: '', user: '', expose: '', labels: '' }
    await run({ ...none, tags: 'plain' })
    const { config } = await readImage(registry, toolRepository, 'plain-ltsc2022')
    expect(config.config).toMatchObject({ Cmd: ['c:\\windows\\system32\\cmd.exe'] })
    expect(config.config).not.toHaveProperty('Entrypoint')
  })

  test('takes the time of everything from SOURCE_DATE_EPOCH', async () => {
    await run({ tags: 'dated' }, { SOURCE_DATE_EPOCH: '1700000000' })
    const { manifest, config } = await readImage(registry, toolRepository, 'dated-ltsc2022')
    expect(config.created).toBe('2023-11-14T22:13:20Z')
    expect(config.history?.at(-1)?.created).toBe('2023-11-14T22:13:20Z')
    const layer = await registry.blob(toolRepository, manifest.layers.at(-1)?.digest ?? '')
    for (const { header } of await readLayer(layer ?? Buffer.alloc(0)))
      expect(header.mtime).toEqual(new Date(1_700_000_000_000))
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
    const { manifest, config } = await readImage(registry, toolRepository, 'edge-ltsc2025-arm64')
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
})
