import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildImage } from '../support/image-builder.js'
import { configOf, pushFixture, pushImage, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import {
  baseFixture,
  baseReference,
  buildRule,
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

  test('that is the same for every release is no matter where it is of the release', async () => {
    const result = await step(`\nFROM ${repository}:ltsc2022\n`, {}, { rules: [buildRule('ltsc2022')] })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] })
    expect(argv(result)).not.toContain('--build-arg')
  })

  test('that does not name its Windows, and is the same for every release, is logged with its line', async () => {
    const nameless = buildImage({
      os: 'windows',
      architecture: 'amd64',
      base: onlyImage(readFixture(baseFixture('ltsc2022'))),
      layers: []
    })
    await pushImage(registry, 'windows/nameless', 'x', nameless)
    await pushImage(registry, 'windows/nameless', 'ltsc2022', nameless)
    const warned = async (text: string, inputs = {}): Promise<WindowsStep> =>
      step(text.replace('IMAGE', `${registry.host}/windows/nameless`), inputs, { rules: [buildRule('ltsc2022')] })
    const result = await warned('\nFROM IMAGE:x\n')
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toEqual([
      expect.stringMatching(
        /^Line 2 of the Dockerfile, FROM .*:x, is the same for every release, and .*does not name its/
      )
    ])
    expect(result.stdout).toMatch(/^::warning file=Dockerfile,line=2::Line 2 /m)
    expect((await warned('ARG BASE\nFROM IMAGE:$BASE\n')).warnings).toEqual([])
    expect((await warned('FROM IMAGE:x AS ltsc2022\n', { target: '{{release}}' })).warnings).toEqual([])
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
    /** The Dockerfile that docker got in place of the user's, and the build arguments with it. */
    const pinned = ({ calls }: WindowsStep): { text: string; args: string[] } | undefined => {
      const build = calls.find(({ argv: args }) => args[0] === 'build')
      const file = build?.argv[build.argv.indexOf('--file') + 1] ?? ''
      if (!/[\\/]win-multiarch-dockerfile-\w+[\\/]Dockerfile$/.test(file)) return undefined
      const args = build?.argv.filter((_, index) => build.argv[index - 1] === '--build-arg') ?? []
      return { text: build?.dockerfile?.replaceAll(registry.host, 'HOST') ?? '', args }
    }
    const onNext = (): Rule[] => [{ pattern: /^image inspect .*org\/app:/, stdout: imageOn(next) }]

    test.each<[string, string, Record<string, string>, string, string[]]>([
      [
        'the argument',
        'ARG BASE\r\nFROM HOST/windows/next:$BASE\r\nARG BASE\r\nCOPY $BASE /\r\n',
        {},
        'ARG BASE\r\nFROM HOST/windows/next:10.0.20348.5499\r\nARG BASE\r\nCOPY $BASE /\r\n',
        ['BASE=ltsc2022']
      ],
      ['no argument', 'FROM HOST/windows/next:ltsc2022\n', {}, 'FROM HOST/windows/next:10.0.20348.5499\n', []],
      [
        'a whole reference',
        'ARG IMAGE\nFROM $IMAGE\n',
        { 'build-args': 'IMAGE=HOST/windows/next:{{release}}' },
        'ARG IMAGE\nFROM HOST/windows/next:10.0.20348.5499\n',
        ['IMAGE=HOST/windows/next:ltsc2022']
      ],
      [
        'the argument in two stages, beside another image',
        'ARG BASE\nFROM HOST/windows/next:$BASE AS build\nRUN x\nFROM HOST/windows/servercore:$BASE AS other\nFROM \\\n  HOST/windows/next:$BASE\nCOPY --from=build x /\n',
        {},
        'ARG BASE\nFROM HOST/windows/next:10.0.20348.5499 AS build\nRUN x\nFROM HOST/windows/servercore:$BASE AS other\nFROM HOST/windows/next:10.0.20348.5499\n\nCOPY --from=build x /\n',
        ['BASE=ltsc2022']
      ]
    ])(
      'is replaced in a copy of the Dockerfile by the newest tag that is not newer: %s',
      async (_, text, inputs, copy, args) => {
        const filled = Object.entries(inputs).map(([name, value]) => [name, value.replace('HOST', registry.host)])
        const result = await step(
          text.replaceAll('HOST', registry.host),
          Object.fromEntries(filled) as Record<string, string>,
          { rules: [buildRule('ltsc2022')] }
        )
        expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
        expect(pinned(result)).toEqual({ text: copy, args: args.map(arg => arg.replace('HOST', registry.host)) })
        expect(result.notices).toEqual([
          expect.stringMatching(/is newer than this host .*: taking 10\.0\.20348\.5499 instead/)
        ])
        // The name is that of the Dockerfile, so that a newer base is found by it; the digest is what was used.
        expect(result.outputs).toMatchObject({
          'base-name': `${registry.host}/windows/next:ltsc2022`,
          'base-digest': digest('ltsc2022'),
          release: 'ltsc2022'
        })
        expect(labelled(result.calls)[0]?.labels).toMatchObject({
          'org.opencontainers.image.base.name': `${registry.host}/windows/next:ltsc2022`,
          'org.opencontainers.image.base.digest': digest('ltsc2022')
        })
      }
    )

    test('is replaced where an earlier stage has it alone', async () => {
      const text = `FROM ${registry.host}/windows/next:ltsc2022 AS build\nRUN x\nFROM ${repository}:ltsc2022\n`
      const result = await step(text, {}, { rules: [buildRule('ltsc2022')] })
      expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { 'base-name': `${repository}:ltsc2022` } })
      expect(pinned(result)?.text).toBe(
        'FROM HOST/windows/next:10.0.20348.5499 AS build\nRUN x\nFROM HOST/windows/servercore:ltsc2022\n'
      )
    })

    test('is pulled by the tag that takes its place', async () => {
      const result = await step(plain('windows/next'), { pull: 'true', file: 'Dockerfile' })
      expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { 'base-digest': digest('ltsc2022') } })
      expect(argv(result)).toMatch(/ --pull .* \.$/)
      expect(pinned(result)?.text).toContain(':10.0.20348.5499')
    })

    test('is replaced at the price of the cache of COPY where the context has a .dockerignore', async () => {
      const files = { Dockerfile: plain('windows/next'), '.dockerignore': 'tmp\n' }
      const result = await step('', {}, { files })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect(result.notices).toEqual([
        expect.stringContaining('instead'),
        expect.stringMatching(/\.dockerignore.*COPY of the whole context is not taken from the cache/)
      ])
    })

    test('is shown with the line of the Dockerfile of the user where the build fails', async () => {
      const output = 'Step 1/3 : ARG BASE\nStep 2/3 : FROM x\nStep 3/3 : RUN y\n'
      const rules = [{ args: ['build'], exitCode: 1, stdout: output, stderr: 'no\n' }]
      const result = await step(`ARG BASE\nFROM \\\n  ${registry.host}/windows/next:$BASE\nRUN y\n`, {}, { rules })
      expect(result.stdout).toMatch(/^::error file=Dockerfile,line=4::/m)
    })

    test.each<[string, string, Record<string, string>, RegExp | undefined]>([
      ['pin-base is never', 'ARG BASE\nFROM HOST/windows/next:$BASE\n', { 'pin-base': 'never' }, undefined],
      [
        'the containers are virtual machines',
        'ARG BASE\nFROM HOST/windows/next:$BASE\n',
        { isolation: 'hyperv' },
        undefined
      ],
      [
        'there is no such tag',
        'ARG BASE\nFROM HOST/windows/alone:$BASE\n',
        {},
        /alone has no tag of the host's patch level.*: name an older tag .*'isolation: hyperv', or take a runner/
      ],
      [
        'the tag is a patch level',
        'FROM HOST/windows/next:10.0.20348.99999\n',
        {},
        /kept as it is written: name an older one, give 'isolation: hyperv'/
      ],
      ['it is a digest', `FROM HOST/windows/next@${readFixture(next).digest}\n`, {}, /kept as it is written/],
      [
        'base-image alone names it',
        'FROM HOST/windows/hidden:ltsc2022\n',
        { 'base-image': 'HOST/windows/next' },
        /No FROM of the Dockerfile names it/
      ]
    ])('stays where %s', async (_, text, inputs, notice) => {
      await pushFixture(registry, 'windows/hidden', 'ltsc2022', baseFixture('ltsc2022'))
      const filled = Object.entries(inputs).map(([name, value]) => [name, value.replace('HOST', registry.host)])
      const result = await step(
        text.replace('HOST', registry.host),
        Object.fromEntries(filled) as Record<string, string>,
        {
          rules: [...onNext(), buildRule('ltsc2022')]
        }
      )
      expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
      expect(pinned(result)).toBeUndefined()
      expect(argv(result)).not.toContain('--file')
      expect(result.notices).toEqual(notice === undefined ? [] : [expect.stringMatching(notice)])
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
