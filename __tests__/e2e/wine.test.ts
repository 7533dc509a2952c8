import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { makeFolder } from '../support/folder.js'
import { pushFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { repository } from '../support/runner-environment.js'
import { describeOnWindows, startWindowsHost, type WindowsHost, type WindowsHostOptions } from '../support/wine.js'

const folder = makeFolder('wine')
afterAll(folder.remove)

const script = (name: string, text: string): string => {
  const path = join(folder.path, name)
  writeFileSync(path, text)
  return path
}

const withHost = async (options: WindowsHostOptions, use: (host: WindowsHost) => Promise<void>): Promise<void> => {
  const host = await startWindowsHost(options)
  try {
    await use(host)
  } finally {
    await host.close()
  }
}

/** What a script wrote as JSON in its last line. */
const answerOf = ({ exitCode, stdout, stderr }: ActionResult): unknown => {
  if (exitCode !== 0) throw new Error(`the script failed (${exitCode}):\n${stdout}${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

const actionsExec = `import { getExecOutput } from 'file:///Z:${repository}node_modules/@actions/exec/lib/exec.js'\n`
const quietly = `{ silent: true, ignoreReturnCode: true }`

describeOnWindows('a Windows host', () => {
  let host: WindowsHost
  beforeAll(async () => {
    host = await startWindowsHost({
      build: 20348,
      ubr: 5499,
      dockerRules: [
        { args: ['fail'], stdout: 'to stdout\n', stderr: 'to stderr\n', exitCode: 3 },
        { args: ['load'], stdin: true },
        { args: ['much'], stdout: `${'0123456789abcde\n'.repeat(256 * 1024)}end` },
        { args: ['wait'], delay: 20_000 },
        {}
      ]
    })
  })
  afterAll(() => host.close())

  test.each([
    { build: 17763, ubr: 8755, installationType: 'Server Core', name: 'Windows Server 2019 Datacenter' },
    { build: 26100, ubr: 33296, installationType: 'Server', name: 'Windows Server 2025 Datacenter' },
    { build: 26200, ubr: 9168, installationType: 'Client', productName: 'Windows 10 Pro', name: 'Windows 11 Pro' }
  ] as const)('says that it is $name, build $build, patch level $ubr', async ({ name, ...version }) => {
    const entry = script(
      'version.mjs',
      `import os from 'node:os'
      ${actionsExec}
      const query = async name => {
        const key = 'HKLM\\\\SOFTWARE\\\\Microsoft\\\\Windows NT\\\\CurrentVersion'
        return (await getExecOutput('reg', ['query', key, '/v', name], ${quietly})).stdout.trim().split(/ {4,}/).slice(1)
      }
      const queried = [await query('UBR'), await query('InstallationType'), await query('CurrentBuildNumber')]
      console.log(JSON.stringify([process.platform, os.release(), os.version(), os.arch(), ...queried]))`
    )
    await withHost({ ...version, dockerRules: [] }, async ({ runAction }) => {
      const { build, ubr, installationType } = version
      expect(answerOf(await runAction({ entry, inputs: {} }))).toEqual([
        ...['win32', `10.0.${build}`, name, 'x64'],
        ['UBR', 'REG_DWORD', `0x${ubr.toString(16)}`],
        ['InstallationType', 'REG_SZ', installationType],
        ['CurrentBuildNumber', 'REG_SZ', String(build)]
      ])
    })
  })

  test('gives a step its environment and collects what it leaves', async () => {
    const entry = script(
      'step.mjs',
      `import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
      import { EOL, homedir } from 'node:os'
      import { join } from 'node:path'
      const { env } = process
      appendFileSync(env.GITHUB_OUTPUT, ['digest<<x', 'a', 'b', 'x', 'plain=1', ''].join(EOL))
      appendFileSync(env.GITHUB_STEP_SUMMARY, '# Done' + EOL)
      const made = mkdtempSync(join(env.RUNNER_TEMP, 'a-'))
      writeFileSync(join(made, 'grüße 你好.txt'), '')
      rmSync(made, { recursive: true })
      console.log('::warning::careful' + EOL + '::error::wrong' + EOL)
      console.log(JSON.stringify({ env, cwd: process.cwd(), home: existsSync(homedir()), left: existsSync(made) }))`
    )
    const result = await host.runAction({ entry, inputs: { image: 'a\nb' } })
    expect(result).toMatchObject({
      outputs: { digest: 'a\nb', plain: '1' },
      summary: '# Done\r\n',
      warnings: ['careful'],
      errors: ['wrong']
    })
    const { env, cwd, ...rest } = answerOf(result) as { env: Record<string, string>; cwd: string }
    expect(rest).toEqual({ home: true, left: false })
    expect(cwd).toBe(env.GITHUB_WORKSPACE)
    expect(env).toMatchObject({ RUNNER_OS: 'Windows', INPUT_MODE: 'build', INPUT_IMAGE: 'a\nb', INPUT_TAGS: '' })
    expect(env).toHaveProperty('INPUT_BASE-IMAGE')
    expect(env).not.toHaveProperty('HOME')
    for (const name of ['GITHUB_EVENT_PATH', 'RUNNER_TEMP', 'USERPROFILE']) {
      expect(env[name]).toMatch(/^[CZ]:\\[^/]+$/)
    }
  })

  test('hands docker.exe every argument as it is given, also those that Node would take', async () => {
    const calls = [
      ['--config', 'x', 'build'],
      ['--version'],
      ['-e', 'x'],
      ['inspect', 'a/b'],
      ['build', '--build-arg', 'A=b "c" d\\', '', 'C:\\a b\\', '%PATH%', 'a&b|c^', 'ü', 'two\nlines']
    ]
    const entry = script(
      'arguments.mjs',
      `${actionsExec}
      for (const call of ${JSON.stringify(calls)}) await getExecOutput('docker', call, ${quietly})`
    )
    const before = host.calls().length
    expect(await host.runAction({ entry, inputs: {} })).toMatchObject({ exitCode: 0, stderr: '' })
    const made = host.calls().slice(before)
    expect(made.map(call => call.argv)).toEqual(calls)
    expect(made[0]).toMatchObject({ program: 'docker', cwd: expect.stringMatching(/^Z:\\.*\\workspace$/) as string })
  })

  test('lets a step read what docker.exe writes, write to it and end it', async () => {
    const entry = script(
      'pipes.mjs',
      `import { spawn } from 'node:child_process'
      ${actionsExec}
      const failed = await getExecOutput('docker', ['fail'], ${quietly})
      const much = (await getExecOutput('docker', ['much'], ${quietly})).stdout
      await getExecOutput('docker', ['load'], { silent: true, input: Buffer.from('x'.repeat(200_000)) })
      const waiting = spawn('docker', ['wait'])
      setTimeout(() => waiting.kill(), 1000)
      const signal = await new Promise(resolve => waiting.on('close', (code, signal) => resolve(signal)))
      const missing = await getExecOutput('no-such-program', []).catch(error => error.message)
      console.log(JSON.stringify({ failed, length: much.length, end: much.slice(-3), signal, missing }))`
    )
    expect(answerOf(await host.runAction({ entry, inputs: {} }))).toMatchObject({
      failed: { exitCode: 3, stdout: 'to stdout\n', stderr: 'to stderr\n' },
      length: 4 * 1024 * 1024 + 3,
      end: 'end',
      signal: 'SIGTERM',
      missing: expect.stringContaining('no-such-program') as string
    })
    expect(host.calls().find(call => call.argv[0] === 'load')?.stdin).toHaveLength(200_000)
  })

  test('runs a bundle of modules that load each other', async () => {
    script('chunk.mjs', `export const name = 'chunk'`)
    const entry = script(
      'bundle.mjs',
      `const { name } = await import('./chunk.mjs')
      console.log(JSON.stringify([name, import.meta.url.replace(/.*\\//, '')]))`
    )
    expect(answerOf(await host.runAction({ entry, inputs: {} }))).toEqual(['chunk', 'bundle.mjs'])
  })

  // Else one start in some thousand fails, of any program in any test.
  test('has no random addresses, some of which Windows needs itself', async () => {
    const readOwn = `require('node:fs').readFileSync('Z:\\\\proc\\\\self\\\\personality', 'utf8').trim()`
    const entry = script('addresses.cjs', `console.log(JSON.stringify(${readOwn}))`)
    const addrNoRandomize = 0x40000
    expect(Number.parseInt(String(answerOf(await host.runAction({ entry, inputs: {} }))), 16)).toBe(addrNoRandomize)
  })

  test('streams both ways between a step and a server of the tests', async () => {
    const content = randomBytes(24 * 1024 * 1024)
    const received = createHash('sha256')
    const server = createServer((request, response) => {
      if (request.method === 'GET') response.end(content)
      else request.on('data', chunk => received.update(chunk as Buffer)).on('end', () => response.end())
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const entry = script(
      'stream.mjs',
      `import { Agent, request } from 'node:http'
      const url = 'http://127.0.0.1:${port}/'
      const { body } = await fetch(url)
      const answer = await fetch(url, { method: 'PUT', body, duplex: 'half' })
      const get = agent => new Promise((resolve, reject) =>
        request(url, { agent }, resolve).on('error', reject).end()).then(response => response.resume().statusCode)
      console.log(JSON.stringify([answer.status, await get(undefined), await get(new Agent({ keepAlive: true }))]))
      process.exit()`
    )
    try {
      expect(answerOf(await host.runAction({ entry, inputs: {} }))).toEqual([200, 200, 200])
      expect(received.digest('hex')).toBe(createHash('sha256').update(content).digest('hex'))
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test('ends a step that takes too long, with the programs that it started', async () => {
    const entry = script('forever.mjs', `import { spawn } from 'node:child_process'\nspawn('docker', ['wait'])`)
    await expect(host.runAction({ entry, inputs: {}, limit: 2000 })).rejects.toThrow('did not end within 2000 ms')
  })
})

describeOnWindows('a Windows host with a Docker service that does not run', () => {
  const entry = (command: string): string =>
    script(
      'service.mjs',
      `${actionsExec}
      const info = async () => JSON.parse((await getExecOutput('docker', ['info', '--format', '{{json .}}'], ${quietly})).stdout)
      const before = await info()
      const start = await getExecOutput(${command}, ${quietly})
      await new Promise(resolve => setTimeout(resolve, 700))
      console.log(JSON.stringify([before.ServerErrors.length, start.exitCode, (await info()).OSVersion ?? null]))`
    )

  test.each([
    ['sc', ['start', 'docker']],
    ['net', ['start', 'docker']],
    ['pwsh', ['-NoProfile', '-Command', 'Start-Service docker']]
  ])('has an engine after %s was told to start it', async (program, args) => {
    const options = { build: 20348, ubr: 5499, dockerRules: [], dockerService: 'stopped' } as const
    await withHost(options, async ({ runAction, calls }) => {
      const result = await runAction({ entry: entry(`'${program}', ${JSON.stringify(args)}`), inputs: {} })
      expect(answerOf(result)).toEqual([1, 0, '10.0.20348'])
      expect(calls().map(call => [call.program, ...call.argv])).toEqual([
        ['docker', 'info', '--format', '{{json .}}'],
        [program, ...args],
        ['docker', 'info', '--format', '{{json .}}']
      ])
    })
  })

  test('has none when the service is broken', async () => {
    const options = { build: 20348, ubr: 5499, dockerRules: [], dockerService: 'broken' } as const
    await withHost(options, async ({ runAction }) => {
      expect(answerOf(await runAction({ entry: entry(`'sc', ['start', 'docker']`), inputs: {} }))).toEqual([1, 0, null])
    })
  })
})

describeOnWindows('the action on a Windows host', () => {
  const revision = '0123456789abcdef0123456789abcdef01234567'
  let registry: MemoryRegistry
  beforeAll(async () => {
    registry = await startMemoryRegistry()
  })
  afterAll(() => registry.close())

  test('joins legs in a list', async () => {
    await pushFixture(registry, 'org/app', 'v2-ltsc2022', 'app-classic-ltsc2022')
    await pushFixture(registry, 'org/app', 'v2-ltsc2025', 'app-classic-ltsc2025')
    await withHost({ build: 26100, ubr: 33296, dockerRules: [] }, async ({ runAction, calls }) => {
      const inputs = { mode: 'manifest', image: `${registry.host}/org/app`, tags: 'v2', releases: 'ltsc2022, ltsc2025' }
      const result = await runAction({ inputs: { ...inputs, revision, 'allow-stale': 'true' } })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      const list = registry.getManifest('org/app', 'v2')
      expect(list?.digest).toBe(result.outputs.digest)
      expect(list?.bytes.toString()).toMatch(/10\.0\.26100\..*10\.0\.20348\./s)
      expect(calls()).toEqual([])
    })
  })
})
