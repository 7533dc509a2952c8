import { describe, expect, test } from 'vitest'
import { assembleImage, mergeEnv, type AssembledImage, type NewLayer, type Settings } from '../../src/oci/assemble.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Image } from '../../src/oci/rebase.js'
import type { Json } from '../support/documents.js'
import { imageOf, jsonOf } from '../support/parsed-image.js'
import { digestNo } from '../support/samples.js'

const created = '2026-11-25T00:00:00Z'
const layer: NewLayer = { diffId: digestNo(50), digest: digestNo(51), size: 52, createdBy: 'COPY app /app' }
const nothing: Settings = { env: [], expose: [], labels: {} }

const assemble = (settings: Partial<Settings>, base: Image = imageOf([1, 2])): AssembledImage =>
  assembleImage(base, layer, { ...nothing, ...settings }, created)
const configOf = (settings: Partial<Settings>, base?: Image): Json => jsonOf(assemble(settings, base).config)
/** What a container of the image is started with. */
const runOf = (settings: Partial<Settings>, base: Json = {}): unknown =>
  configOf(settings, imageOf([1], { config: base })).config

const ofStep = (created_by: string): object => ({ created, comment: 'win-multiarch', created_by })

describe('an image made of a base and a layer', () => {
  test('has the layers and the steps of the base, and behind them its own', () => {
    const { rootfs, history } = configOf({})
    expect(rootfs).toEqual({ type: 'layers', diff_ids: [1, 2, 50].map(digestNo) })
    expect(history).toEqual([{ created_by: 'COPY 1' }, { created_by: 'COPY 2' }, ofStep('COPY app /app')])
  })

  test('has a history where the base has none', () => {
    expect(configOf({}, imageOf([1], { history: null })).history).toEqual([ofStep('COPY app /app')])
  })

  test('has the time that is given, and what else the config of the base says of the system', () => {
    const base = imageOf([1], { created: '2026-01-01T00:00:00Z', 'os.features': ['win32k'], author: 'Microsoft' })
    expect(configOf({}, base)).toMatchObject({
      created,
      os: 'windows',
      architecture: 'amd64',
      'os.version': '10.0.20348.1',
      'os.features': ['win32k'],
      author: 'Microsoft'
    })
  })

  test('does not have what was true of the making of the base alone', () => {
    const alone = {
      container: 'x',
      container_config: {},
      parent: 'x',
      docker_version: 'x',
      'moby.buildkit.buildinfo.v1': 'x'
    }
    const config = configOf({}, imageOf([1], { ...alone, 'x.moby.buildkit.': 'kept', variant: 'v8' }))
    for (const name of Object.keys(alone)) expect(config).not.toHaveProperty([name])
    expect(config).toMatchObject({ 'x.moby.buildkit.': 'kept', variant: 'v8' })
  })

  test('takes the labels that hold for it from the base, and sets its own over them', () => {
    const Labels = { vendor: 'Microsoft', kind: 'base', 'org.opencontainers.image.version': '10.0' }
    expect(runOf({ labels: { kind: 'app', title: 'x' } }, { Labels })).toEqual({
      Labels: { vendor: 'Microsoft', kind: 'app', title: 'x' }
    })
  })

  test.each([
    [mediaTypes.ociManifest, 'application/vnd.oci.image.layer.v1.tar+gzip'],
    [mediaTypes.dockerManifest, 'application/vnd.docker.image.rootfs.diff.tar.gzip']
  ])('is of the family of its base: %s', (mediaType, layerType) => {
    const { manifest, config, ofBase, layer: own } = assemble({}, imageOf([1, 2], {}, {}, mediaType))
    const layers = [1, 2].map(number => ({ mediaType: layerType, digest: digestNo(number), size: number }))
    expect(own).toEqual({ mediaType: layerType, digest: layer.digest, size: layer.size })
    expect(ofBase).toEqual(layers)
    expect(manifest.mediaType).toBe(mediaType)
    expect(jsonOf(manifest)).toEqual({
      schemaVersion: 2,
      mediaType,
      config: { mediaType: config.mediaType, digest: config.digest, size: config.bytes.length },
      layers: [...layers, own]
    })
  })
})

describe('the settings of an image', () => {
  const base = {
    Env: ['Path=C:\\base', 1, 'A=1'],
    Cmd: ['cmd'],
    ArgsEscaped: true,
    Entrypoint: ['base.exe'],
    WorkingDir: 'C:\\base',
    User: 'ContainerUser',
    ExposedPorts: { '80/tcp': {} },
    OnBuild: ['RUN x'],
    Shell: ['powershell']
  }
  const { OnBuild, ...kept } = base

  test('are those of the base where nothing is given, less what it does in a build', () => {
    expect(OnBuild).toEqual(['RUN x'])
    expect(runOf({}, base)).toEqual({ ...kept, Labels: {} })
    expect(runOf({})).toEqual({ Labels: {} })
  })

  test.each<[string, Partial<Settings>, object]>([
    ['an entry point', { entrypoint: ['app.exe'] }, { Entrypoint: ['app.exe'] }],
    ['a command', { cmd: ['serve'] }, { Entrypoint: ['base.exe'], Cmd: ['serve'] }],
    ['both', { entrypoint: ['app.exe'], cmd: ['serve'] }, { Entrypoint: ['app.exe'], Cmd: ['serve'] }]
  ])('lose the command of the base, which is for its entry point, where there is %s', (_, settings, expected) => {
    const { Cmd, ArgsEscaped, Entrypoint, ...rest } = kept
    expect({ Cmd, ArgsEscaped, Entrypoint }).toEqual({ Cmd: ['cmd'], ArgsEscaped: true, Entrypoint: ['base.exe'] })
    expect(runOf(settings, base)).toEqual({ ...rest, ...expected, Labels: {} })
  })

  test('are given over those of the base', () => {
    const settings = {
      workdir: 'C:\\app',
      user: 'app',
      env: [['PATH', '%PATH%;C:\\app'] as const],
      expose: ['443/tcp']
    }
    expect(runOf(settings, base)).toEqual({
      ...kept,
      Env: ['Path=C:\\base;C:\\app', 'A=1'],
      WorkingDir: 'C:\\app',
      User: 'app',
      ExposedPorts: { '80/tcp': {}, '443/tcp': {} },
      Labels: {}
    })
  })

  test('are given where the base has none', () => {
    expect(runOf({ env: [['A', '1']], expose: ['1/udp'] })).toEqual({
      Env: ['A=1'],
      ExposedPorts: { '1/udp': {} },
      Labels: {}
    })
  })

  test('are steps of the history without a layer, in the order of a Dockerfile', () => {
    const settings: Partial<Settings> = {
      entrypoint: ['app.exe', 'a b'],
      cmd: ['serve'],
      env: [
        ['A', '1'],
        ['B', '%A%']
      ],
      workdir: 'C:\\app',
      user: 'app',
      expose: ['80/tcp', '53/udp']
    }
    const { history } = configOf(settings, imageOf([]))
    const [copy, ...steps] = history as Json[]
    expect(copy).toStrictEqual(ofStep('COPY app /app'))
    expect(steps).toEqual(
      [
        'ENV A=1',
        'ENV B=%A%',
        'WORKDIR C:\\app',
        'USER app',
        'EXPOSE 80/tcp',
        'EXPOSE 53/udp',
        'ENTRYPOINT ["app.exe","a b"]',
        'CMD ["serve"]'
      ].map(text => ({ ...ofStep(text), empty_layer: true }))
    )
  })
})

test('variables of a base are kept, though they have no value, or a name that begins with an equals sign', () => {
  expect(mergeEnv(['FLAG', '=C:=C:\\'], [['A', '1']])).toEqual(['FLAG=', '=C:=C:\\', 'A=1'])
})
