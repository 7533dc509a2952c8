import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { pushFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import { builderRules, hosts, legFixture, windowsDockerfile } from '../support/windows-cases.js'
import { describeOnWindows, startWindowsHost, type WindowsHost } from '../support/wine.js'

const noEngine =
  'failed to connect to the docker API at npipe:////./pipe/docker_engine; check if the path is correct and if the daemon is running: open //./pipe/docker_engine: The system cannot find the file specified.'

const says = (problem: string): Rule => ({ args: ['info'], stdout: JSON.stringify({ ServerErrors: [problem] }) })
const state = (text: string): Rule => ({
  program: 'sc',
  args: ['query', 'docker'],
  stdout: `SERVICE_NAME: docker\r\n        STATE              : ${text}\r\n`
})
const [stopped, starting, running] = ['1  STOPPED', '2  START_PENDING', '4  RUNNING'].map(state) as [Rule, Rule, Rule]
const lost = 'failed to create endpoint x on network nat: hnsCall failed in Win32: Nicht gefunden. (0x803b0013)'

describeOnWindows('the Docker service of a Windows host', () => {
  const folder = makeFolder('wine-services')
  let registry: MemoryRegistry
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    await pushFixture(registry, 'org/app', 'v2.7.0-ltsc2022', legFixture('ltsc2022'))
    writeFiles(folder.path, { Dockerfile: windowsDockerfile })
  })
  afterAll(async () => {
    await registry.close()
    folder.remove()
  })

  type Step = { result: ActionResult; calls: string[]; ms: number }

  /** Builds on a host whose docker and `sc` answer so first. */
  const build = async (dockerRules: readonly Rule[], rules: readonly Rule[]): Promise<Step> => {
    const { build: number, ubr } = hosts.server2022
    const host: WindowsHost = await startWindowsHost({
      build: number,
      ubr,
      dockerRules: [...dockerRules, ...builderRules(hosts.server2022)],
      rules
    })
    try {
      const start = Date.now()
      const result = await host.runAction({
        cwd: folder.path,
        inputs: { image: `${registry.host}/org/app`, tags: 'v2.7.0' },
        limit: 150_000
      })
      const calls = host.calls().map(({ program, argv }) => [program, ...argv].join(' '))
      return { result, calls, ms: Date.now() - start }
    } finally {
      await host.close()
    }
  }
  const services = ({ calls }: Step): string[] => calls.filter(call => /^sc (?!query)/.test(call))
  const asked = ({ calls }: Step): number => calls.filter(call => call.startsWith('docker info')).length

  test('is waited for where it is starting, and not started once more', async () => {
    const step = await build([{ ...says(noEngine), times: 4 }], [{ ...starting, times: 3 }, running])
    expect(step.result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    expect([services(step), asked(step)]).toEqual([[], 5])
  })

  test('may have been started by another one meanwhile', async () => {
    const step = await build(
      [{ ...says(noEngine), times: 3 }],
      [{ ...stopped, times: 1 }, starting, { program: 'sc', args: ['start', 'docker'], exitCode: 1056 }]
    )
    expect(step.result).toMatchObject({ exitCode: 0, errors: [] })
    expect(services(step)).toEqual(['sc start docker'])
  })

  test('is started again where it ends while it starts', async () => {
    const step = await build(
      [{ ...says(noEngine), times: 4 }],
      [
        { ...stopped, times: 1 },
        { ...starting, times: 1 },
        { ...stopped, times: 1 },
        running,
        { program: 'sc', args: ['start', 'docker'], times: 1, exitCode: 1067 },
        { program: 'sc', args: ['start', 'docker'] }
      ]
    )
    expect(step.result).toMatchObject({ exitCode: 0, errors: [] })
    expect(step.result.notices).toEqual([expect.stringContaining('is not running on this machine: starting it')])
    expect(services(step)).toEqual(['sc start docker', 'sc start docker'])
  })

  // On a machine that has just booted, HNS may not be ready for an engine that starts (moby issue 50093).
  test('is started again within the minute where it ends after a restart for HNS', async () => {
    const [info] = builderRules(hosts.server2022)
    const step = await build(
      [
        { ...(info ?? says('')), times: 1 },
        { ...says(noEngine), times: 2 },
        { args: ['build'], times: 1, stderr: lost, exitCode: 1 }
      ],
      [
        { ...running, times: 1 },
        stopped,
        { program: 'sc', args: ['query', 'hns'], times: 1, stdout: running.stdout ?? '' },
        { program: 'sc', args: ['query', 'hns'], stdout: stopped.stdout ?? '' },
        { program: 'sc', args: ['stop'] },
        { program: 'sc', args: ['start'] }
      ]
    )
    expect(step.result).toMatchObject({ exitCode: 0, errors: [] })
    const starts = Array<string>(3).fill('sc start docker')
    expect(services(step)).toEqual(['sc stop docker', 'sc stop hns', 'sc start hns', ...starts])
    expect(step.ms).toBeLessThan(60_000)
  }, 120_000)

  test('of Docker Desktop is not joined by a second one where that is not running', async () => {
    const missing = { program: 'sc', args: ['query', 'docker'], exitCode: 1060 }
    const desktop = { ...stopped, args: ['query', 'com.docker.service'] }
    const step = await build([says(noEngine)], [missing, desktop])
    expect(step.result.errors).toEqual([
      expect.stringMatching(
        /^Docker Desktop is not running: failed to connect .* Start it before this step, and switch it to Windows containers\.$/
      )
    ])
    expect(services(step)).toEqual([])
  })

  test('may take longer than half a minute to respond', async () => {
    const step = await build([{ args: ['info'], delay: 50_000, times: 1, stdout: '{}' }], [running])
    expect(step.result).toMatchObject({ exitCode: 0, errors: [] })
    expect(asked(step)).toBe(2)
    expect(step.ms).toBeGreaterThan(30_000)
  }, 120_000)

  test.each([
    [
      'permission denied while trying to connect to the docker API at npipe:////./pipe/docker_engine',
      /^The Docker engine cannot be used: permission denied .* The account of the runner may not use the engine\. .*'docker-users'/
    ],
    [
      'error during connect: Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.51/info": open //./pipe/docker_engine: Access is denied.',
      /Access is denied\. The account of the runner may not use the engine\./
    ],
    [
      'Error response from daemon: client version 1.52 is too new. Maximum supported API version is 1.51',
      /^The Docker engine cannot be used: .* The docker CLI and the engine are not compatible\. .*DOCKER_API_VERSION/
    ],
    [
      noEngine.replaceAll('docker_engine', 'dockerDesktopLinuxEngine'),
      /dockerDesktopLinuxEngine.* Docker Desktop is not running\. Start it before this step, and switch it to Windows containers\.$/
    ]
  ])('is neither waited for nor restarted where the engine will never respond: %s', async (problem, error) => {
    const step = await build([says(problem)], [running])
    expect(step.result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(step.result.errors).toEqual([expect.stringMatching(error)])
    expect([step.calls.filter(call => call.startsWith('sc ')), asked(step)]).toEqual([[], 1])
  })

  test.each([
    'permission denied while trying to connect to the docker API at npipe:////./pipe/docker_engine',
    'client version 1.52 is too new'
  ])('is not restarted for what a build cannot get by it: %s', async problem => {
    const step = await build([{ args: ['build'], stderr: problem, exitCode: 1 }], [running])
    expect(step.result.errors).toEqual([expect.stringContaining(problem)])
    expect(step.calls.filter(call => call.startsWith('sc '))).toEqual([])
  })

  test('that may not be stopped is said at once, behind what docker failed with', async () => {
    const denied = {
      program: 'sc',
      args: ['stop', 'docker'],
      exitCode: 5,
      stdout: '[SC] OpenService FAILED 5:\r\n\r\nAccess is denied.'
    }
    const stdout = 'Step 1/3 : ARG BASE\nStep 2/3 : FROM x\n'
    const step = await build([{ args: ['build'], stdout, stderr: lost, exitCode: 1 }], [denied, running])
    expect(step.result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(step.result.stdout).toMatch(/^::error file=Dockerfile,line=2::/m)
    expect(step.result.errors).toEqual([
      expect.stringMatching(
        /^Docker build failed with exit code 1:\nStep 1.*\nStep 2.*\nfailed to create endpoint .*\(0x803b0013\)\nWindows' network service \(HNS\) failed\. A restart failed too: stopping the service 'docker' failed with exit code 5: .*Access is denied\. Run the runner as an administrator/
      )
    ])
    expect(services(step)).toEqual(['sc stop docker'])
    expect(step.ms).toBeLessThan(30_000)
  })

  test.each([
    [
      'stop',
      1051,
      'A stop control has been sent',
      /stopping the service 'docker' failed with exit code 1051: .*\(sc enumdepend/
    ],
    [
      'query',
      5,
      'Access is denied.',
      /reading the state of the service 'docker' failed with exit code 5: .*administrator/
    ]
  ])('is not asked for a minute where sc %s ends with %i', async (command, exitCode, stdout, message) => {
    const step = await build(
      [{ args: ['build'], stderr: lost, exitCode: 1 }],
      [{ program: 'sc', args: [command, 'docker'], exitCode, stdout }, running]
    )
    expect(step.result.errors).toEqual([expect.stringMatching(message)])
    expect(step.ms).toBeLessThan(30_000)
  })

  test('that does not stop within a minute is said with the reason of sc', async () => {
    const refused = {
      program: 'sc',
      args: ['stop', 'docker'],
      exitCode: 1061,
      stdout: 'cannot accept control messages'
    }
    const step = await build([{ args: ['build'], stderr: lost, exitCode: 1 }], [refused, running])
    expect(step.result.errors).toEqual([
      expect.stringMatching(/timed out after 60 s; stopping the service 'docker' failed .* 1061: cannot accept control/)
    ])
  }, 120_000)

  test('is not looked for where the engine is that of Docker Desktop: the build is tried again', async () => {
    const missing = { program: 'sc', args: ['query', 'docker'], exitCode: 1060 }
    const step = await build([{ args: ['build'], times: 1, stderr: lost, exitCode: 1 }], [missing])
    expect(step.result).toMatchObject({ exitCode: 0, errors: [] })
    expect(services(step)).toEqual([])
  })

  test('cannot store an image on a full disk, whatever Windows calls that', async () => {
    const small = join(folder.path, 'small')
    writeFiles(folder.path, { 'small/x': '' })
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small]).status).toBe(0)
    try {
      const [info] = builderRules(hosts.server2022)
      const facts = { ...(JSON.parse(info?.stdout ?? '') as object), DockerRootDir: `Z:${small.replaceAll('/', '\\')}` }
      const german =
        'failed to register layer: re-exec error: exit status 1: output: Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung.'
      const step = await build(
        [
          { args: ['info'], stdout: JSON.stringify(facts) },
          { args: ['build'], stderr: german, exitCode: 1 }
        ],
        [running]
      )
      expect(step.result.errors).toEqual([
        expect.stringMatching(
          /Es steht nicht genug Speicherplatz .*\n.*the disk is full: [12] MiB are left on the drive of Docker's data\. .*docker system prune/s
        )
      ])
      expect(services(step)).toEqual([])
    } finally {
      spawnSync('umount', [small])
    }
  })
})
