import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildImage } from '../support/image-builder.js'
import { configOf, pushFixture, pushImage, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import {
  baseFixture,
  baseReference,
  type FixtureRelease,
  fixtureReleases,
  hosts,
  inspected,
  labelled,
  legFixture,
  onlyImage,
  runOnWindows,
  type WindowsStep,
  type WindowsStepOptions
} from '../support/windows-cases.js'

/** The host whose patch level is below that of next month's base. */
const host = hosts.server2022
const next = 'base-servercore-ltsc2022-next'

describe('the base of a build on a Windows engine', () => {
  let registry: MemoryRegistry
  let repository: string
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    repository = `${registry.host}/windows/servercore`
    for (const release of fixtureReleases) {
      await pushFixture(registry, 'org/app', `v2.7.0-${release}`, legFixture(release))
      await pushFixture(registry, 'windows/servercore', release, baseFixture(release))
    }
    await pushFixture(registry, 'windows/next', 'ltsc2022', next)
    await pushFixture(registry, 'windows/next', '10.0.20348.5499', baseFixture('ltsc2022'))
    for (const tag of ['10.0.20348.900', '10.0.26100.1', '10.0.20348', '10.0.20348.99999', 'ltsc2025'])
      await pushFixture(registry, 'windows/next', tag, next)
    await pushFixture(registry, 'windows/alone', 'ltsc2022', next)
    await pushFixture(registry, 'windows/alone', '10.0.20348.9999', next)
  })
  afterAll(() => registry.close())

  const step = (
    dockerfile: string,
    inputs: Readonly<Record<string, string>> = {},
    options: WindowsStepOptions & { on?: (typeof hosts)[keyof typeof hosts] } = {}
  ): Promise<WindowsStep> =>
    runOnWindows(
      options.on ?? host,
      { image: `${registry.host}/org/app`, tags: 'v2.7.0', ...inputs },
      { files: { Dockerfile: dockerfile }, ...options }
    )
  const plain = (path = 'windows/servercore'): string => `ARG BASE\nFROM ${registry.host}/${path}:$BASE\n`
  const argv = (result: WindowsStep): string =>
    result.commands.find(([command]) => command === 'build')?.join(' ') ?? ''
  const digest = (release: FixtureRelease): string => readFixture(baseFixture(release)).digest

  test.each(fixtureReleases)('is looked up in its registry, and named in the labels and outputs: %s', async release => {
    const on = { ltsc2019: hosts.server2019, ltsc2022: hosts.server2022, ltsc2025: hosts.server2025 }[release]
    const result = await step(plain(), {}, { on })
    const name = `${repository}:${release}`
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] })
    expect(result.outputs).toMatchObject({ 'base-name': name, 'base-digest': digest(release) })
    expect(labelled(result.calls)[0]?.labels).toMatchObject({
      'org.opencontainers.image.base.name': name,
      'org.opencontainers.image.base.digest': digest(release)
    })
    expect(result.summary).toMatch(new RegExp(`${name}.*\\(${inspected(release).OsVersion}, \\d+ days? old\\)`))
    expect(result.summary).toMatch(/KiB, .* of it its own layers \| base \d\.\d s, build \d\.\d s, push \d\.\d s/)
  })

  test('is that of the engine where it has one, and the registry need not know it', async () => {
    const result = await step(`ARG BASE\nFROM mcr.microsoft.com/windows/servercore:$BASE\n`)
    const name = baseReference('ltsc2022')
    expect(result.outputs).toMatchObject({ 'base-name': name, 'base-digest': digest('ltsc2022') })
  })

  test('is that of the registry where it is to be pulled, whatever the engine has', async () => {
    const local = { args: ['image', 'inspect', `${repository}:ltsc2022`], stdout: '[{"Os":"windows"}]' }
    const result = await step(plain(), { pull: 'true' }, { rules: [local] })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { 'base-digest': digest('ltsc2022') } })
    expect(argv(result)).toMatch(/ --pull /)
  })

  test('may be found by docker alone, which has ways to registries of its own', async () => {
    const image = { Os: 'windows', Architecture: 'amd64', ...inspected('ltsc2022') }
    const Layers = configOf(onlyImage(readFixture(baseFixture('ltsc2022')))).rootfs.diff_ids
    const RepoDigests = [`127.0.0.1:1/windows/servercore@${digest('ltsc2022')}`]
    const stdout = JSON.stringify([{ ...image, RootFS: { Layers }, RepoDigests }])
    const name = '127.0.0.1:1/windows/servercore:ltsc2022'
    const rules: Rule[] = [
      { args: ['image', 'inspect', name], times: 1, exitCode: 1 },
      { args: ['pull', name] },
      { args: ['image', 'inspect', name], stdout }
    ]
    const result = await step('ARG BASE\nFROM 127.0.0.1:1/windows/servercore:$BASE\n', { retries: '1' }, { rules })
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { 'base-digest': digest('ltsc2022') } })
  })

  test.each<[string, string, Record<string, string>, RegExp]>([
    [
      'does not exist',
      'ARG BASE\nFROM HOST/windows/absent:ltsc2022\n',
      {},
      /^The base HOST\/windows\/absent:ltsc2022 \(line 2 of the Dockerfile\) does not exist/
    ],
    [
      'of another stage does not exist',
      'ARG BASE\nFROM HOST/golang:1.26-windowsservercore-$BASE AS build\nFROM HOST/windows/servercore:$BASE\n',
      {},
      /^The base HOST\/golang:1\.26-windowsservercore-ltsc2022 \(line 2 of the Dockerfile\) does not exist/
    ],
    [
      'is of another release',
      'FROM HOST/windows/servercore:ltsc2019\n',
      { releases: 'ltsc2022' },
      /^The base HOST\/windows\/servercore:ltsc2019 \(line 1.*(?:no image for ltsc2022|not for ltsc2022)/
    ],
    [
      'is named by an argument that only the stage has',
      'FROM HOST/windows/servercore:$BASE\nARG BASE\n',
      {},
      /^Line 1 of the Dockerfile, FROM .*: .* is not an image reference.*Take the base by 'ARG BASE' before the first FROM/
    ],
    ['is of a stage that is not there', 'FROM a:1\n', { target: 'app' }, /^Input 'target': .*no stage 'app'/],
    ['has no Dockerfile that names it', 'FROM a:1\n', { file: 'absent' }, /^Input 'file': there is no 'absent'/],
    [
      "of 'base-image' does not exist",
      'FROM a:1\n',
      { 'base-image': 'HOST/windows/absent' },
      /^The base HOST\/windows\/absent:ltsc2022 of 'base-image' does not exist/
    ]
  ])('stops the step before anything is built where it %s', async (_, dockerfile, inputs, message) => {
    const filled = Object.entries(inputs).map(([name, value]) => [name, value.replace('HOST', registry.host)])
    const result = await step(
      dockerfile.replaceAll('HOST', registry.host),
      Object.fromEntries(filled) as Record<string, string>
    )
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toHaveLength(1)
    expect(result.errors[0]?.replaceAll(registry.host, 'HOST')).toMatch(message)
    // What is at a line of the Dockerfile is shown there.
    const [, line] = /\bline (\d+)/i.exec(message.source) ?? []
    if (line !== undefined) expect(result.stdout).toMatch(new RegExp(`^::error file=Dockerfile,line=${line}::`, 'm'))
    expect(result.commands.map(command => command.join(' ')).filter(command => command.startsWith('build '))).toEqual(
      []
    )
  })

  test('that does not use the argument is told with its line', async () => {
    const result = await step(`\nFROM ${repository}:ltsc2022\n`)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toEqual([
      expect.stringMatching(/^Line 2 of the Dockerfile, FROM .*:ltsc2022, does not use the build argument BASE/)
    ])
    expect(result.stdout).toMatch(/^::warning file=Dockerfile,line=2::Line 2 /m)
  })

  test('that only docker can read is left to docker, with a warning', async () => {
    const result = await step(`ARG BASE=x\nFROM ${repository}:\${BASE#prefix-}\n`)
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { 'base-name': '' } })
    expect(result.warnings).toEqual([expect.stringMatching(/Line 2 of the Dockerfile cannot be read: .*'base-image'/)])
    expect(result.stdout).toMatch(/^::warning file=Dockerfile,line=2::Line 2 /m)
  })

  test('may be named by an input where a stage hides it', async () => {
    const template = `${repository}:{{release}}`
    const inputs = { 'base-image': template, 'build-args': 'IMAGE=x' }
    const result = await step(`ARG IMAGE\nFROM \${IMAGE#y}\n`, inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { 'base-name': `${repository}:ltsc2022` } })
  })

  test('has to be what the image begins with', async () => {
    const stdout = JSON.stringify([
      { Os: 'windows', Architecture: 'amd64', ...inspected('ltsc2022'), RootFS: { Layers: [digest('ltsc2019')] } }
    ])
    const result = await step(plain(), {}, { rules: [{ pattern: /^image inspect .*org\/app:/, stdout }] })
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toEqual([
      expect.stringMatching(/does not begin with the layers of its base .*@sha256:.*run this job again/)
    ])
    expect(result.commands.some(([command]) => command === 'push')).toBe(false)
  })

  test('does not hand labels down that are lies of the image', async () => {
    const labels = { 'org.opencontainers.image.version': '1.26', 'org.opencontainers.image.base.digest': 'sha256:0' }
    const base = readFixture(baseFixture('ltsc2022'))
    const image = buildImage({
      os: 'windows',
      architecture: 'amd64',
      osVersion: '10.0.20348.5499',
      base: onlyImage(base),
      layers: [],
      labels
    })
    await pushImage(registry, 'windows/labelled', 'ltsc2022', image)
    const result = await step(plain('windows/labelled'), { tags: 'v2.7.0', version: '' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(labelled(result.calls)[0]?.labels).toMatchObject({
      'org.opencontainers.image.version': 'v2.7.0',
      'org.opencontainers.image.base.digest': image.digest
    })
  })

  describe('that has a newer patch level than the host', () => {
    test('is replaced by the newest tag that is not newer', async () => {
      const result = await step(plain('windows/next'))
      expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
      expect(argv(result)).toContain('--build-arg BASE=10.0.20348.5499 ')
      expect(result.notices).toEqual([
        expect.stringMatching(/is newer than this host .*: taking 10\.0\.20348\.5499 instead/)
      ])
      const name = `${registry.host}/windows/next:10.0.20348.5499`
      expect(result.outputs).toMatchObject({
        'base-name': name,
        'base-digest': digest('ltsc2022'),
        release: 'ltsc2022'
      })
    })

    test.each<[string, string, Record<string, string>, RegExp | undefined]>([
      ['pin-base is never', 'windows/next', { 'pin-base': 'never' }, undefined],
      ['the containers are virtual machines', 'windows/next', { isolation: 'hyperv' }, undefined],
      ['there is no such tag', 'windows/alone', {}, /The repository has no tag for this patch level or an older one/]
    ])('stays where %s', async (_, path, inputs, notice) => {
      const rules = [{ pattern: /^image inspect .*org\/app:/, stdout: imageOn(next) }]
      const result = await step(plain(path), inputs, { rules })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect(argv(result)).toContain('--build-arg BASE=ltsc2022 ')
      expect(result.notices).toEqual(notice === undefined ? [] : [expect.stringMatching(notice)])
    })

    test('stays where the tag is more than the argument', async () => {
      await pushFixture(registry, 'golang', '1.26-windowsservercore-ltsc2022', next)
      const rules = [{ pattern: /^image inspect .*org\/app:/, stdout: imageOn(next) }]
      const result = await step(`ARG BASE\nFROM ${registry.host}/golang:1.26-windowsservercore-$BASE\n`, {}, { rules })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect(result.notices).toEqual([expect.stringMatching(/the base is not written exactly as <repository>:\$BASE/)])
    })

    test('stays where another stage uses the argument and has no such tag', async () => {
      await pushFixture(registry, 'dotnet/sdk', '10.0-nanoserver-ltsc2022', next)
      const sdk = `${registry.host}/dotnet/sdk:10.0-nanoserver-$BASE`
      const dockerfile = `ARG BASE\nFROM ${sdk} AS build\nFROM ${registry.host}/windows/next:$BASE\nCOPY --from=build /a /\n`
      const rules = [{ pattern: /^image inspect .*org\/app:/, stdout: imageOn(next) }]
      const result = await step(dockerfile, {}, { rules })
      expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
      expect(argv(result)).toContain('--build-arg BASE=ltsc2022 ')
      expect(result.notices).toEqual([
        expect.stringMatching(
          /sdk:10\.0-nanoserver-10\.0\.20348\.5499 \(line 2 of the Dockerfile\) also uses BASE and has no such tag/
        )
      ])
    })

    test('is what a container that does not start is told by, and is not tried again', async () => {
      const build = { args: ['build'], exitCode: 1, stderr: 'hcs::System::Start: exited unexpectedly. (0xc0370106)' }
      const result = await step(plain('windows/next'), { 'pin-base': 'never' }, { rules: [build] })
      expect(result.errors).toEqual([expect.stringMatching(/0xc0370106.*newer patch level than this host/s)])
      expect(result.commands.filter(([command]) => command === 'build')).toHaveLength(1)
    })
  })

  const imageOn = (fixture: string): string => {
    const image = onlyImage(readFixture(fixture))
    const config = configOf(image)
    const RootFS = { Layers: config.rootfs.diff_ids }
    return JSON.stringify([
      { Id: 'sha256:1', Os: 'windows', Architecture: 'amd64', OsVersion: config['os.version'], RootFS }
    ])
  }
})
