import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { pushFixture, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import {
  baseFixture,
  builderRules,
  fixtureReleases,
  hosts,
  inspected,
  labelled,
  legFixture,
  standardLabels,
  windowsDockerfile
} from '../support/windows-cases.js'
import { describeOnWindows, startWindowsHost, type WindowsHost, type WindowsHostOptions } from '../support/wine.js'

const next = 'base-servercore-ltsc2022-next'

describeOnWindows('mode build on Windows', () => {
  const folder = makeFolder('wine-build')
  let registry: MemoryRegistry
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    for (const release of fixtureReleases)
      await pushFixture(registry, 'org/app', `v2.7.0-${release}`, legFixture(release))
    await pushFixture(registry, 'windows/next', 'ltsc2022', next)
    await pushFixture(registry, 'windows/next', '10.0.20348.5499', baseFixture('ltsc2022'))
    writeFiles(join(folder.path, 'plain'), { Dockerfile: windowsDockerfile })
    writeFiles(join(folder.path, 'next'), { Dockerfile: `ARG BASE\r\nFROM ${registry.host}/windows/next:$BASE\r\n` })
  })
  afterAll(async () => {
    await registry.close()
    folder.remove()
  })

  type More = Partial<Omit<WindowsHostOptions, 'build' | 'ubr'>>
  const onHost = async <T>(
    name: keyof typeof hosts,
    more: More,
    use: (host: WindowsHost) => Promise<T>
  ): Promise<T> => {
    const version = hosts[name]
    // What the engine would tell is another patch level: Windows itself has to be asked.
    const dockerRules = [...(more.dockerRules ?? []), ...builderRules({ ...version, ubr: 1 })]
    const host = await startWindowsHost({ ...version, ...more, dockerRules })
    try {
      return await use(host)
    } finally {
      await host.close()
    }
  }
  const step = (
    host: WindowsHost,
    inputs: Readonly<Record<string, string>> = {},
    more: { context?: string; env?: Record<string, string> } = {}
  ): Promise<ActionResult> =>
    host.runAction({
      cwd: join(folder.path, more.context ?? 'plain'),
      inputs: { image: `${registry.host}/org/app`, tags: 'v2.7.0', ...inputs },
      ...(more.env === undefined ? {} : { env: more.env })
    })
  const argv = (host: WindowsHost, program: string, first: string): string[] =>
    host
      .calls()
      .filter(call => call.program === program && call.argv[0] === first)
      .map(call => call.argv.join(' '))

  /** The builds of Dockerfiles, without those that add the labels. */
  const builds = (host: WindowsHost): string[] =>
    argv(host, 'docker', 'build').filter(line => line.includes(' --build-arg '))

  test.each([
    ['server2019', 'ltsc2019'],
    ['server2022', 'ltsc2022'],
    ['server2025', 'ltsc2025']
  ] as const)('asks Windows itself what it is, and builds its own release: %s', async (name, release) => {
    await onHost(name, {}, async host => {
      const result = await step(host)
      expect(result).toMatchObject({
        exitCode: 0,
        errors: [],
        warnings: [],
        outputs: {
          release,
          'os-version': inspected(release).OsVersion,
          digest: readFixture(legFixture(release)).digest
        }
      })
      const { build: number, ubr } = hosts[name]
      expect(result.log).toContain(`Windows Server 10.0.${number}.${ubr}, Docker 29.1.5`)
      expect(argv(host, 'docker', 'build')).toEqual([
        expect.stringMatching(new RegExp(`^build --isolation process --build-arg BASE=${release} .* \\.$`)),
        expect.stringMatching(/^build --isolation process --tag \S+ \S+\\win-multiarch-labels-\w+$/)
      ])
      expect(labelled(host.calls())).toEqual([
        { image: inspected(release).Id, labels: standardLabels(release, 'v2.7.0') }
      ])
      const build = host.calls().find(call => call.argv[0] === 'build')
      expect(build).toMatchObject({ env: { DOCKER_BUILDKIT: '0' }, cwd: expect.stringMatching(/^Z:/) as string })
    })
  })

  test('builds several releases there, each with the isolation that it needs, and none that is newer', async () => {
    await onHost('server2022', {}, async host => {
      expect(await step(host, { releases: 'ltsc2022, ltsc2019' })).toMatchObject({ exitCode: 0, errors: [] })
      expect(builds(host).map(line => line.split(' --build-arg')[0])).toEqual([
        'build --isolation process',
        'build --isolation process'
      ])
      const refused = await step(host, { releases: 'ltsc2022, ltsc2025' })
      expect(refused.errors).toEqual([expect.stringMatching(/ltsc2025 \(build 26100\) is newer than this host/)])
      expect(builds(host)).toHaveLength(2)

      // A base of next month does not start on this patch level, which only Windows knows.
      const pinned = await step(host, {}, { context: 'next' })
      expect(pinned).toMatchObject({ exitCode: 0, errors: [] })
      expect(pinned.notices).toEqual([expect.stringMatching(/newer than this host \(10\.0\.20348\.5499\).*taking 10/)])
      expect(builds(host).at(-1)).toMatch(/ --file \S+\\win-multiarch-dockerfile-\w+\\Dockerfile .*BASE=ltsc2022 /)
      expect(host.calls().filter(({ dockerfile }) => dockerfile?.includes('next:10.0.20348.5499\r\n'))).toHaveLength(1)
    })
  })

  test('says how a Docker Desktop is switched from Linux to Windows containers', async () => {
    const facts = {
      OSType: 'linux',
      OperatingSystem: 'Docker Desktop',
      Architecture: 'x86_64',
      ServerVersion: '29.1.5'
    }
    const rule = { args: ['info', '--format', '{{json .}}'], stdout: JSON.stringify(facts) }
    await onHost('windows11', { dockerRules: [rule] }, async host => {
      const result = await step(host)
      expect(result.errors).toEqual([expect.stringMatching(/runs Linux containers\. Switch it .*-SwitchWindowsEngine/)])
      expect(argv(host, 'docker', 'build')).toEqual([])
    })
  })

  test('takes an engine elsewhere for what docker says of it', async () => {
    await onHost('server2025', {}, async host => {
      const rules = { DOCKER_HOST: 'tcp://elsewhere.example:2376' }
      expect((await step(host, {}, { env: rules })).log).toContain('Windows Server 10.0.26100.1, Docker')
    })
  })

  test('starts a Docker service that does not run, and waits for its engine', async () => {
    await onHost('server2022', { dockerService: 'stopped' }, async host => {
      const result = await step(host)
      expect(result).toMatchObject({ exitCode: 0, errors: [], outputs: { release: 'ltsc2022' } })
      expect(result.notices).toEqual([expect.stringMatching(/service 'docker' is not running .*: starting it/)])
      expect(argv(host, 'sc', 'start')).toEqual(['start docker'])
    })
  })

  test('does not wait for ever for a service whose engine never answers', async () => {
    await onHost('server2022', { dockerService: 'broken' }, async host => {
      const result = await host.runAction({
        cwd: join(folder.path, 'plain'),
        inputs: { image: `${registry.host}/org/app` },
        limit: 150_000
      })
      expect(result).toMatchObject({ exitCode: 1, outputs: {} })
      expect(result.errors).toEqual([
        expect.stringMatching(/^The engine of the service 'docker' timed out after 60 s: .*Get-EventLog/s)
      ])
    })
  }, 180_000)

  test('says what to do where Windows has no such service', async () => {
    const rules = [{ program: 'sc', args: ['query', 'docker'], exitCode: 1060 }]
    await onHost('server2022', { dockerService: 'stopped', rules }, async host => {
      const result = await step(host)
      expect(result.errors).toEqual([expect.stringMatching(/^This machine has no Docker engine: .*'docker-version'/)])
    })
  })

  test('restarts the services that a failed build needs, and tries again', async () => {
    const lost = 'failed to create endpoint x on network nat: hnsCall failed in Win32: Nicht gefunden. (0x2)'
    const stop = (service: string): Rule[] => [
      { program: 'sc', args: ['query', service], times: 1, stdout: '  STATE  : 4  RUNNING\r\n' },
      { program: 'sc', args: ['stop', service] },
      { program: 'sc', args: ['query', service], stdout: '  STATE  : 1  STOPPED\r\n' },
      { program: 'sc', args: ['start', service] }
    ]
    const dockerRules = [{ args: ['build'], times: 1, stderr: lost, exitCode: 1 }]
    await onHost('server2022', { dockerRules, rules: [...stop('docker'), ...stop('hns')] }, async host => {
      const result = await step(host)
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect(builds(host)).toHaveLength(2)
      const services = host.calls().filter(({ program, argv: [verb] }) => program === 'sc' && verb !== 'query')
      expect(services.map(call => call.argv.join(' '))).toEqual([
        'stop docker',
        'stop hns',
        'start hns',
        'start docker'
      ])
    })
  })

  test('tests the image in a container with the isolation of its build', async () => {
    const state = (running: boolean): Rule => ({
      args: ['container', 'inspect'],
      stdout: JSON.stringify({ Running: running, ExitCode: 0, Error: '' })
    })
    const dockerRules: Rule[] = [
      { args: ['create'] },
      { args: ['start'], stdout: '1.0\r\n' },
      state(false),
      { args: ['rm'] }
    ]
    await onHost('server2022', { dockerRules }, async host => {
      const result = await step(host, { releases: 'ltsc2019', test: 'C:\\app.exe --name "a b"' })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      const [create] = host.calls().filter(call => call.argv[0] === 'create')
      expect(create?.argv.slice(3)).toEqual([
        ...['--isolation', 'hyperv', '--memory', '4g', '--entrypoint', 'C:\\app.exe'],
        ...[`${registry.host}/org/app:v2.7.0-ltsc2019`, '--name', 'a b']
      ])
      expect(result.state).toMatchObject({ 'docker-container': create?.argv[2] })
    })
  })
})
