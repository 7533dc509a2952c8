import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from '../support/folder.js'
import { httpStore } from '../support/image-store.js'
import { pushFixture, pushImage, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { type Rule } from '../support/recording-docker.js'
import { stoppedRules, type WindowsVersion } from '../support/windows-docker.js'
import {
  hosts,
  legFixture,
  runOnWindows,
  windowsDockerfile,
  type WindowsStep,
  type WindowsStepOptions
} from '../support/windows-cases.js'

const info = ['info', '--format', '{{json .}}']
const noEngine = 'open //./pipe/docker_engine: The system cannot find the file specified.'

describe('a build on a Windows engine that cannot be', () => {
  let registry: MemoryRegistry
  let image: string
  const reference = (): string => `${image}:v2.7.0-ltsc2022`
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    image = `${registry.host}/org/app`
    await pushFixture(registry, 'org/app', 'v2.7.0-ltsc2022', legFixture('ltsc2022'))
  })
  afterAll(() => registry.close())

  /** The one error of a step, and the commands that docker got before it. */
  const failed = (step: WindowsStep): { error: string; commands: (string | undefined)[] } => {
    expect(step.exitCode).toBe(1)
    expect(step.errors).toHaveLength(1)
    expect(step.outputs).toEqual({})
    // Whoever has not asked for details sees no stack trace.
    expect(step.stdout + step.stderr).not.toMatch(/^\s+at .*\.js/m)
    return { error: step.errors[0] ?? '', commands: step.commands.map(([command]) => command) }
  }
  const fail = async (
    host: WindowsVersion,
    inputs: Readonly<Record<string, string>> = {},
    rules: readonly Rule[] = [],
    options: WindowsStepOptions = {}
  ): Promise<ReturnType<typeof failed>> =>
    failed(await runOnWindows(host, { image, tags: 'v2.7.0', ...inputs }, { rules, ...options }))

  test.each([
    ['server2022', 'ltsc2025', /'releases': ltsc2025 \(build 26100\) is newer than this host.*windows-2025/],
    ['server2019', 'ltsc2022', /'releases': ltsc2022 \(build 20348\) is newer than this host.*windows-2022/],
    ['server2022', 'ltsc2022, ltsc2025', /ltsc2025 \(build 26100\) is newer than this host \(build 20348\)/],
    ['server2022', 'linux-amd64', /'releases': a Windows engine cannot build linux-amd64/]
  ] as const)('is refused on %s for %s before anything is built', async (host, releases, message) => {
    const { error, commands } = await fail(hosts[host], { releases })
    expect(error).toMatch(message)
    expect(commands).toEqual(['info'])
  })

  test.each(['process', 'hyperv', 'default'])(
    'is refused for a newer release with isolation %s too',
    async isolation => {
      const { error, commands } = await fail(hosts.server2022, { releases: 'ltsc2025', isolation })
      expect(error).toMatch(/is newer than this host/)
      expect(commands).toEqual(['info'])
    }
  )

  test.each([
    ['server2022', 'ltsc2019'],
    ['server2025', 'ltsc2022, ltsc2019'],
    ['windows11', 'ltsc2016']
  ] as const)('is refused on %s for %s in process isolation where it has RUN', async (host, releases) => {
    const files = { Dockerfile: `${windowsDockerfile}RUN app.exe\r\n` }
    const { error, commands } = await fail(hosts[host], { releases, isolation: 'process' }, [], { files })
    expect(error).toMatch(
      /^Input 'isolation': .*can start ltsc201[69] under Hyper-V only, and line 5 .*'auto' or 'hyperv'/
    )
    expect(commands).toEqual(['info'])
  })

  test('is refused on a Windows that never had images', async () => {
    const { error, commands } = await fail({ build: 10586, ubr: 0, installationType: 'Server' })
    expect(error).toMatch(/^Input 'releases': no release has images for the build 10586/)
    expect(commands).toEqual(['info'])
  })

  test.each([
    ['named', { releases: 'ltsc2022' }, ''],
    ['not named', {}, 'unknown']
  ])('is refused on an engine that does not tell its version, be the release %s', async (_, inputs, OSVersion) => {
    const facts = { OSType: 'windows', OSVersion, OperatingSystem: '<unknown>', Architecture: 'x86_64' }
    const { error, commands } = await fail(hosts.server2022, inputs, [{ args: info, stdout: JSON.stringify(facts) }])
    expect(error).toBe(
      `The Windows version '${OSVersion}' of the engine cannot be read. Check that DOCKER_HOST names a Windows engine.`
    )
    expect(commands).toEqual(['info'])
  })

  test.each<[string, readonly Rule[]]>([
    ['docker info ends well without an engine', stoppedRules],
    ['docker info fails', [{ stderr: `error during connect: ${noEngine}\n`, exitCode: 1 }]],
    ['docker info fails in its format', [{ stdout: '{"ServerErrors":null}', stderr: noEngine, exitCode: 1 }]]
  ])('says how to start the engine where %s', async (_, rules) => {
    const { error, commands } = await fail(hosts.server2022, {}, rules)
    expect(error).toMatch(
      /^The Docker engine does not respond: .*cannot find the file specified.*Start-Service docker/s
    )
    expect(commands).toEqual(['info'])
  })

  test.each([
    'Get "https://10.0.0.9:2376/v1.51/info": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'Get "https://10.0.0.9:2375/v1.51/info": http: server gave HTTP response to HTTPS client'
  ])('names the settings of the connection to the engine, and no registry, where it fails: %s', async problem => {
    const stdout = JSON.stringify({ ServerErrors: [problem] })
    const { error, commands } = await fail(hosts.server2022, {}, [{ args: info, stdout }])
    expect(error).toMatch(/^The Docker engine cannot be used: .*DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH/)
    expect(error).not.toMatch(/registry|registries/)
    expect(commands).toEqual(['info'])
  })

  test('says what keeps a virtual machine from starting under Hyper-V', async () => {
    const stderr = 'hcs::System::Start: The virtual machine or container exited unexpectedly. (0xc0370106)\n'
    const { error, commands } = await fail(hosts.server2022, { isolation: 'hyperv' }, [
      { args: ['build'], stderr, exitCode: 1 }
    ])
    expect(error).toMatch(/\nThe virtual machine of the container exited while it started .*'memory'.*nested/)
    expect(error).not.toMatch(/isolation: hyperv|patch level/)
    expect(commands.filter(command => command === 'build')).toHaveLength(2)
  })

  test('says that there is no docker', async () => {
    const empty = makeFolder('empty')
    const step = await runOnWindows(hosts.server2022, { image, tags: 'v2.7.0' }, { env: { PATH: empty.path } })
    empty.remove()
    const { error, commands } = failed(step)
    expect(error).toMatch(
      /^Docker info could not be started: there is no program 'docker' on PATH\. Install Docker on this runner \(on Windows the input 'docker-version' does it\), or use one that has it/
    )
    expect(commands).toEqual([])
  })

  test('shows the last lines of a build that fails, and goes no further', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`).join('\r\n')
    const reason = "The command 'cmd /S /C build.cmd' returned a non-zero code: 3"
    const build: Rule = { args: ['build'], stdout: 'Step 1/9\n', stderr: `${lines}\r\n${reason}\r\n`, exitCode: 3 }
    const { error, commands } = await fail(hosts.server2022, {}, [build])
    const [first, ...rest] = error.split('\n')
    expect(first).toBe('Docker build failed with exit code 3:')
    expect(rest.slice(-3)).toEqual(['line 99', 'line 100', reason])
    expect(rest).not.toContain('line 50')
    expect(rest).not.toContain('Step 1/9')
    expect(commands).toEqual(['info', 'image', 'build'])
  })

  test('shows what a RUN printed before what docker makes of it, without its colours', async () => {
    const reason = "The command 'cmd /S /C build.cmd' returned a non-zero code: 3"
    const stdout = 'Step 2/2 : RUN build.cmd\r\n\u001b[91mno such target\r\n\u001b[0m'
    const { error } = await fail(hosts.server2022, {}, [
      { args: ['build'], stdout, stderr: `${reason}\r\n`, exitCode: 3 }
    ])
    expect(error).toBe(`Docker build failed with exit code 3:\nStep 2/2 : RUN build.cmd\nno such target\n${reason}`)
  })

  test('shows the last lines of the output where a build that fails writes no errors', async () => {
    const { error } = await fail(hosts.server2022, {}, [{ args: ['build'], stdout: 'no space left\n', exitCode: 1 }])
    expect(error).toBe('Docker build failed with exit code 1:\nno space left')
  })

  test.each([
    ['of another release', { Os: 'windows', OsVersion: '10.0.17763.8755' }, 'windows/amd64 10.0.17763.8755'],
    ['without os.version', { Os: 'windows' }, 'windows/amd64'],
    ['of Linux', { Os: 'linux' }, 'linux/amd64']
  ])('says that the image is %s and does not push it', async (_, facts, platform) => {
    const stdout = JSON.stringify([{ Id: 'sha256:1', Architecture: 'amd64', ...facts }])
    const { error, commands } = await fail(hosts.server2022, {}, [{ pattern: /^image inspect .*org\/app:/, stdout }])
    expect(error).toContain(`The image that was built is for ${platform}, not for ltsc2022; nothing was pushed.`)
    expect(error).toMatch(/Take the base by 'ARG BASE' .*'FROM …:\$BASE', or fill .*WINDOWS_VERSION=\{\{release\}\}\.$/)
    expect(commands).toEqual(['info', 'image', 'build', 'image', 'build', 'image'])
  })

  test('says that docker does not have the image that it built', async () => {
    const rule: Rule = {
      pattern: /^image inspect .*org\/app:/,
      stdout: '[]\n',
      stderr: `Error: No such image\n`,
      exitCode: 1
    }
    const { error, commands } = await fail(hosts.server2022, {}, [rule])
    expect(error).toBe(`Docker image inspect ${reference()} failed: Error: No such image.`)
    expect(commands).toEqual(['info', 'image', 'build', 'image', 'build', 'image'])
  })

  test('shows why a push failed', async () => {
    const stderr = 'denied: requested access to the resource is denied\n'
    const { error, commands } = await fail(hosts.server2022, {}, [{ args: ['push'], stderr, exitCode: 1 }])
    expect(error).toMatch(
      new RegExp(
        `^Docker push ${reference()} failed with exit code 1:\\n${stderr.trim()}\\nThe registry denies access with this login`
      )
    )
    expect(commands).toEqual(['info', 'image', 'build', 'image', 'build', 'image', 'push'])
  })

  test('does not guess the digest of a push that tells none', async () => {
    const { error } = await fail(hosts.server2022, {}, [{ args: ['push'], stdout: 'v2.7.0-ltsc2022: done\n' }])
    expect(error).toBe(
      `Docker push ${reference()} did not report the digest:\nv2.7.0-ltsc2022: done\nLook at the tag in the registry, and run this job again.`
    )
  })

  describe('whose push the registry contradicts', () => {
    /** The registry has it by its digest: it stored what docker pushed, and another job has moved the tag. */
    const leg = readFixture(legFixture('ltsc2025'))
    const pushed = leg.digest
    const cases = [
      ['another image', 'v2.7.0', readFixture(legFixture('ltsc2022')).digest],
      ['nothing', 'v2.7.1', 'nothing']
    ] as const
    /** By what the registry shows. They wait for it to show something else, and so side by side. */
    let steps: Readonly<Record<string, WindowsStep>>
    beforeAll(async () => {
      registry.putManifest('org/app', pushed, leg.bytes, leg.mediaType)
      const started = cases.map(async ([found, tags]) => {
        const rules = [{ args: ['push'], stdout: `${tags}-ltsc2022: digest: ${pushed} size: 1572\n` }]
        return [found, await runOnWindows(hosts.server2022, { image, tags }, { rules, limit: 90_000 })] as const
      })
      steps = Object.fromEntries(await Promise.all(started))
    }, 120_000)
    const stepWhere = (found: string): WindowsStep => {
      const step = steps[found]
      if (step === undefined) throw new Error(`no step found ${found}`)
      return step
    }

    test.each(cases)('does not take the word of docker where the registry shows %s', (name, tags, found) => {
      const { error, commands } = failed(stepWhere(name))
      expect(error).toContain(`${image}:${tags}-ltsc2022 was written as ${pushed}, but the registry shows ${found}`)
      expect(error).toMatch(/ under it after 30 s\. If another job writes the same tag, .*Run this job again\.$/)
      expect(commands).toEqual(['info', 'image', 'build', 'image', 'build', 'image', 'push'])
    })

    // The error says "after 30 s": a registry that is slow to show a tag must really get them.
    test.each(cases)('is looked at for as long as the error says where the registry shows %s', name => {
      expect(stepWhere(name).durationMs).toBeGreaterThan(29_000)
    })
  })

  test('waits for a registry that shows a new tag late', async () => {
    // The first read is that of the login, before the build.
    const lagging = await startMemoryRegistry({ readLag: 3 })
    try {
      const leg = readFixture(legFixture('ltsc2022'))
      await pushImage(httpStore(lagging), 'org/app', 'v2.7.0-ltsc2022', leg)
      lagging.clearRequests()
      const step = await runOnWindows(hosts.server2022, { image: `${lagging.host}/org/app`, tags: 'v2.7.0' })
      expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { digest: leg.digest } })
      const heads = lagging.requests.filter(({ method }) => method === 'HEAD')
      const reads = heads.map(({ method, reference: tag, status }) => [method, tag, status])
      expect(reads).toEqual([404, 404, 404, 200].map(status => ['HEAD', 'v2.7.0-ltsc2022', status]))
    } finally {
      await lagging.close()
    }
  })
})
