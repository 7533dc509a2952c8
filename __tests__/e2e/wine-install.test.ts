import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { pushFixture, readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import type { Rule } from '../support/recording-docker.js'
import { builderRules, hosts, legFixture, windowsDockerfile } from '../support/windows-cases.js'
import { describeOnWindows, startWindowsHost, type WindowsHost } from '../support/wine.js'
import { windowsPath } from '../support/wine-prefix.js'

const archive = Buffer.from('an archive')
const sha256 = createHash('sha256').update(archive).digest('hex')
const version = '29.4.3'

describeOnWindows('docker-version on Windows', () => {
  const folder = makeFolder('wine-install')
  const at = (name: string): string => join(folder.path, name)
  const asked: string[] = []
  let mirror: Server
  let registry: MemoryRegistry
  beforeAll(async () => {
    registry = await startMemoryRegistry()
    await pushFixture(registry, 'org/app', 'v2.7.0-ltsc2022', legFixture('ltsc2022'))
    mirror = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end(archive)
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => mirror.once('listening', resolve))
    writeFiles(at('workspace'), { Dockerfile: windowsDockerfile })
    mkdirSync(at('tools'))
  })
  afterAll(async () => {
    mirror.close()
    await registry.close()
    folder.remove()
  })

  /** PowerShell is not there: what stands in for it puts two recorded programs where the archive is to be unpacked. */
  const unpacking: Rule = {
    program: 'pwsh',
    unpacks: { pattern: /ExtractToDirectory\('[^']*\.zip', '([^']*)'/, from: windowsPath(at('archive')) }
  }
  const noService = { program: 'sc', args: ['query', 'docker'], exitCode: 1060, times: 1, key: 'no-service' }
  const onHost = async <T>(rules: readonly Rule[], use: (host: WindowsHost) => Promise<T>): Promise<T> => {
    const { build, ubr } = hosts.server2022
    const host = await startWindowsHost({
      build,
      ubr,
      dockerRules: builderRules(hosts.server2022),
      rules: [unpacking, { program: 'dockerd' }, ...rules],
      // The engine answers when its service has been started.
      dockerService: 'stopped'
    })
    const programs = join(folder.path, 'archive', 'docker')
    mkdirSync(programs, { recursive: true })
    for (const name of ['docker', 'dockerd']) linkSync(host.recorder, join(programs, `${name}.exe`))
    try {
      return await use(host)
    } finally {
      await host.close()
      rmSync(at('archive'), { recursive: true })
    }
  }
  const step = (host: WindowsHost, inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
    host.runAction({
      cwd: at('workspace'),
      inputs: {
        image: `${registry.host}/org/app`,
        tags: 'v2.7.0',
        'docker-version': version,
        'docker-download-url': `http://127.0.0.1:${(mirror.address() as AddressInfo).port}/mirror/`,
        ...inputs
      },
      env: { RUNNER_TOOL_CACHE: at('tools') }
    })
  const installed = windowsPath(join(at('tools'), 'docker', version, 'x64'))
  /** What was done about services, without the looking. */
  const services = (host: WindowsHost): string[] =>
    host
      .calls()
      .filter(({ program, argv }) => program === 'dockerd' || (program === 'sc' && argv[0] !== 'query'))
      .map(({ program, argv }) => `${program} ${argv.join(' ')}`)

  test('stops before anything is installed where the checksum is another one', async () => {
    await onHost([], async host => {
      const wrong = await step(host, { 'docker-sha256': 'f'.repeat(64) })
      expect(wrong.errors).toEqual([
        expect.stringMatching(`^Docker ${version} was not installed: the SHA-256 of \\S+ is ${sha256}, but .* is ffff`)
      ])
      expect(asked.splice(0)).toEqual([`/mirror/win/static/stable/x86_64/docker-${version}.zip`])
      expect(host.calls().filter(({ program }) => program !== 'docker')).toEqual([])
      expect(wrong.exported.path).toEqual([])
    })
  })

  test('registers the service where there is none, starts it, and builds with the docker beside it', async () => {
    await onHost([noService], async host => {
      const result = await step(host, { 'docker-sha256': sha256.toUpperCase() })
      expect(result).toMatchObject({
        exitCode: 0,
        errors: [],
        outputs: { digest: readFixture(legFixture('ltsc2022')).digest },
        exported: { path: [installed] }
      })
      expect(asked.splice(0)).toHaveLength(1)
      expect(services(host)).toEqual(['dockerd --register-service', 'sc start docker'])
      const builds = host.calls().filter(({ argv }) => argv[0] === 'build')
      expect(builds.map(({ path }) => path.toLowerCase())).toEqual(
        [1, 2].map(() => `${installed}\\docker.exe`.toLowerCase())
      )
    })
  })

  // dockerd keeps the settings of its service behind its name.
  const kept = '--run-service -G docker-users --data-root "D:\\a b"'
  const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\docker'

  test.each([
    ['in Program Files', `"C:\\Program Files\\Docker\\dockerd.exe" ${kept}`, kept],
    ['in a folder without blanks', `C:\\docker\\dockerd.exe ${kept}`, kept],
    ['that nothing is known of', undefined, '--run-service']
  ])('takes it from the cache, and gives it to the service of another version %s', async (_, command, settings) => {
    const rules: readonly Rule[] = [
      {
        program: 'docker',
        args: ['version'],
        stdout: '{"Client":{"Version":"28.0.1"},"Server":{"Version":"28.0.1"}}'
      },
      { program: 'sc', args: ['query', 'docker'], times: 1, stdout: '  STATE  : 4  RUNNING\r\n' },
      { program: 'sc', args: ['stop', 'docker'] },
      { program: 'sc', args: ['config', 'docker'] }
    ]
    await onHost(rules, async host => {
      const add = ['add', key, '/v', 'ImagePath', '/t', 'REG_EXPAND_SZ', '/d', command ?? '', '/f']
      if (command !== undefined) expect((await host.run('reg', add)).exitCode).toBe(0)
      const result = await step(host, { 'docker-sha256': sha256 })
      expect(result).toMatchObject({ exitCode: 0, errors: [], exported: { path: [installed] } })
      expect(result.log).toContain(`Docker ${version} is in the tool cache`)
      expect(asked).toEqual([])
      expect(services(host)).toEqual([
        'sc stop docker',
        `sc config docker binPath= "${installed}\\dockerd.exe" ${settings}`,
        'sc start docker'
      ])
    })
  })

  test('leaves a host alone that has this version already', async () => {
    const there = `{"Client":{"Version":"${version}"},"Server":{"Version":"${version}"}}`
    await onHost([{ program: 'docker', args: ['version'], stdout: there }], async host => {
      expect(await step(host)).toMatchObject({ exitCode: 0, errors: [], exported: { path: [] } })
      expect(asked).toEqual([])
      expect(services(host)).toEqual(['sc start docker'])
    })
  })
})
