import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushFixture, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import {
  baseReference,
  builtId,
  type FixtureRelease,
  fixtureReleases,
  hosts,
  inspected,
  legFixture,
  runOnWindows,
  labelCommand,
  labelled,
  standardLabels
} from '../support/windows-cases.js'

const info = ['info', '--format', '{{json .}}']

describe('mode build on a Windows engine', () => {
  let registry: MemoryRegistry
  let image: string
  /** The leg of v2.7.0, and what a maintainer types for it, less what comes of the isolation. */
  const reference = (release: string): string => `${image}:v2.7.0-${release}`
  const build = (release: FixtureRelease, ...isolation: string[]): string[] => [
    ...['build', ...isolation],
    ...['--build-arg', `BASE=${release}`, '--build-arg', 'VERSION=v2.7.0', '.']
  ]
  const commands = (release: FixtureRelease, ...isolation: string[]): unknown[][] => [
    ['image', 'inspect', baseReference(release)],
    build(release, ...isolation),
    ['image', 'inspect', builtId(release)],
    labelCommand([reference(release)], isolation[1]),
    ['image', 'inspect', reference(release)],
    ['push', reference(release)]
  ]

  beforeAll(async () => {
    registry = await startMemoryRegistry()
    image = `${registry.host}/org/app`
    for (const release of fixtureReleases) {
      await pushFixture(registry, 'org/app', `v2.7.0-${release}`, legFixture(release))
    }
    await pushFixture(registry, 'org/app', 'v2.7.0-1809', legFixture('ltsc2019'))
  })
  afterAll(() => registry.close())

  test.each([
    ['server2019', 'ltsc2019'],
    ['server2022', 'ltsc2022'],
    ['server2025', 'ltsc2025']
  ] as const)('runs on %s what a maintainer would type for %s', async (host, release) => {
    const step = await runOnWindows(hosts[host], { image, tags: 'v2.7.0' })
    expect(step).toMatchObject({ exitCode: 0, stderr: '', errors: [], warnings: [] })
    expect(step.commands).toEqual([info, ...commands(release, '--isolation', 'process')])
    expect(labelled(step.calls)).toEqual([{ image: inspected(release).Id, labels: standardLabels(release, 'v2.7.0') }])
    expect(step.outputs).toMatchObject({
      digest: readFixture(legFixture(release)).digest,
      reference: reference(release),
      references: reference(release),
      release,
      releases: release,
      'os-version': inspected(release).OsVersion,
      imageid: inspected(release).Id
    })
    const { build: number, ubr } = hosts[host]
    expect(step.log).toContain(`Windows Server 10.0.${number}.${ubr}, Docker 29.1.5`)
    expect(step.summary).toContain(reference(release))
  })

  test('takes the classic builder, whatever the job says', async () => {
    const step = await runOnWindows(hosts.server2022, { image, tags: 'v2.7.0' }, { env: { DOCKER_BUILDKIT: '1' } })
    expect(step.exitCode).toBe(0)
    const working = step.calls.filter(({ argv }) => argv[0] !== 'info')
    expect(working.map(({ env }) => env.DOCKER_BUILDKIT)).toEqual(['0', '0', '0', '0', '0', '0'])
    expect(new Set(step.calls.map(({ env }) => env.DOCKER_HOST))).toEqual(new Set(['tcp://windows.example:2375']))
  })

  test.each([
    ['server2022', 'ltsc2019', ['--isolation', 'process']],
    ['server2025', 'ltsc2019', ['--isolation', 'process']],
    ['server2025', 'ltsc2022', ['--isolation', 'process']],
    ['windows11', 'ltsc2019', ['--isolation', 'process']],
    ['windows11', 'ltsc2022', ['--isolation', 'process']]
  ] as const)('builds on %s for %s, where nothing is run, with %j', async (host, releases, isolation) => {
    const step = await runOnWindows(hosts[host], { image, tags: 'v2.7.0', releases })
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], outputs: { release: releases } })
    expect(step.commands).toEqual([info, ...commands(releases, ...isolation)])
    expect(step.outputs.metadata).toContain(`"isolation":"${isolation[1]}"`)
  })

  test('knows a release by its names in any case, and keeps the one that it was given', async () => {
    const step = await runOnWindows(hosts.server2019, { image, tags: 'v2.7.0', releases: '1809' })
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(step.commands).toContainEqual(['image', 'inspect', baseReference('1809')])
    expect(step.commands.find(([command]) => command === 'build')).toContain('BASE=1809')
    expect(step.commands.at(-1)).toEqual(['push', reference('1809')])
    expect(step.outputs).toMatchObject({ release: '1809', reference: reference('1809') })
    expect(step.outputs['base-name']).toBe(baseReference('1809'))

    const other = await runOnWindows(hosts.server2019, { image, tags: 'v2.7.0', releases: 'LTSC2019' })
    expect(other.commands).toEqual([info, ...commands('ltsc2019', '--isolation', 'process')])
    const both = await runOnWindows(hosts.server2019, { image, tags: 'v2.7.0', releases: '1809, ltsc2019' })
    expect(both).toMatchObject({ exitCode: 1, commands: [] })
    expect(both.errors).toEqual([expect.stringContaining('1809 and ltsc2019 are the same release')])
  })

  test('takes a Windows 11 as the newest release that runs there, without a warning', async () => {
    const step = await runOnWindows(hosts.windows11, { image, tags: 'v2.7.0' })
    expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { release: 'ltsc2025' } })
    expect(step.commands).toEqual([info, ...commands('ltsc2025', '--isolation', 'process')])
  })

  test.each(['Microsoft Windows 11 Pro Version 25H2 (OS Build 26200.9168)', ''])(
    "takes an engine of build 26200 for what it is where it calls itself '%s'",
    async OperatingSystem => {
      const facts = { OSType: 'windows', OSVersion: '10.0.26200', OperatingSystem, Architecture: 'x86_64' }
      const rules = [{ args: info, stdout: JSON.stringify(facts) }]
      const step = await runOnWindows(hosts.windows11, { image, tags: 'v2.7.0' }, { rules })
      expect(step).toMatchObject({ exitCode: 0, warnings: [] })
      expect(step.commands).toEqual([info, ...commands('ltsc2025', '--isolation', 'process')])
    }
  )

  test('takes a Windows that is newer than all it knows as ltsc2025, and says so', async () => {
    const step = await runOnWindows(hosts.future, { image, tags: 'v2.7.0' })
    expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { release: 'ltsc2025' } })
    expect(step.warnings).toEqual([expect.stringMatching(/build 27000.* newer than .*ltsc2025/)])
    expect(step.commands).toEqual([info, ...commands('ltsc2025', '--isolation', 'process')])
  })

  test('builds several releases one after the other', async () => {
    const inputs = { image, tags: 'v2.7.0\nlatest', releases: 'ltsc2022\nltsc2019' }
    const step = await runOnWindows(hosts.server2022, inputs)
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(step.commands).toEqual([
      info,
      ...commands('ltsc2022', '--isolation', 'process'),
      ...commands('ltsc2019', '--isolation', 'process')
    ])
    expect(step.outputs).toMatchObject({
      digest: '',
      release: 'ltsc2022',
      releases: 'ltsc2022,ltsc2019',
      reference: reference('ltsc2022'),
      references: `${reference('ltsc2022')}\n${reference('ltsc2019')}`
    })
    const metadata: unknown = JSON.parse(step.outputs.metadata ?? '')
    expect(metadata).toMatchObject([
      { release: 'ltsc2022', isolation: 'process', digest: readFixture(legFixture('ltsc2022')).digest },
      { release: 'ltsc2019', isolation: 'process', digest: readFixture(legFixture('ltsc2019')).digest }
    ])
  })

  test('tells that Microsoft does not update the base images of a release any more', async () => {
    const facts = { Id: 'sha256:1', Os: 'windows', Architecture: 'amd64', OsVersion: '10.0.16299.1087' }
    const rules = [{ args: ['image', 'inspect'], stdout: JSON.stringify([facts]) }]
    const inputs = { image, tags: 'v2.7.0', releases: '1709', push: 'false' }
    const step = await runOnWindows(hosts.server2022, inputs, { rules })
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], outputs: { release: '1709' } })
    expect(step.notices).toEqual([expect.stringMatching(/base images of 1709 since 2019-04-09: .* no security fixes/)])
  })

  test('tags and pushes for several registries what was built once', async () => {
    const other = await startMemoryRegistry()
    try {
      await pushFixture(other, 'mirror/app', 'v2.7.0-ltsc2022', legFixture('ltsc2022'))
      const mirror = `${other.host}/mirror/app:v2.7.0-ltsc2022`
      const inputs = { image: `${image}\n${other.host}/Mirror/App`, tags: 'v2.7.0' }
      const step = await runOnWindows(hosts.server2022, inputs)
      expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
      expect(step.commands).toEqual([
        info,
        ['image', 'inspect', baseReference('ltsc2022')],
        build('ltsc2022', '--isolation', 'process'),
        ['image', 'inspect', builtId('ltsc2022')],
        labelCommand([reference('ltsc2022'), mirror], 'process'),
        ['image', 'inspect', reference('ltsc2022')],
        ['push', reference('ltsc2022')],
        ['push', mirror]
      ])
      expect(step.outputs).toMatchObject({
        digest: readFixture(legFixture('ltsc2022')).digest,
        references: `${reference('ltsc2022')}\n${mirror}`
      })
    } finally {
      await other.close()
    }
  })

  test.each([
    ['push is false', { push: 'false' }, {}],
    ['the run is of a pull request', {}, { GITHUB_EVENT_NAME: 'pull_request' }]
  ])('builds and does not push where %s', async (_, inputs, env) => {
    registry.clearRequests()
    const step = await runOnWindows(hosts.server2022, { image, tags: 'v2.7.0', ...inputs }, { env })
    expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { digest: '', release: 'ltsc2022' } })
    expect(registry.requests).toEqual([])
    expect(step.commands).toEqual([info, ...commands('ltsc2022', '--isolation', 'process').slice(0, -1)])
  })
})
