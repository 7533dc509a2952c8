import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ActionOptions, type ActionResult, runAction } from '../support/action.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { isAlive } from '../support/killing.js'
import { makeRecordingDocker, type RecordingDocker } from '../support/recording-docker.js'
import { startHttp, startProxy } from '../support/socket-server.js'
import { tls } from '../support/tls.js'

/** What answers for the Docker of the archive: an engine that is not there, which tells itself apart. */
const installed = `#!/bin/sh
echo '{"ServerErrors":["the installed docker was asked"]}'
`

describe.runIf(process.platform === 'linux')('docker-version', () => {
  const folder = makeFolder('install')
  let mirror: Server
  let address: string
  let sha256: string
  let asked: string[] = []
  const logins: string[] = []
  let tools: string
  beforeAll(async () => {
    mkdirSync(join(folder.path, 'archive', 'docker'), { recursive: true })
    const program = join(folder.path, 'archive', 'docker', 'docker')
    writeFileSync(program, installed)
    chmodSync(program, 0o755)
    const archive = join(folder.path, 'docker.tgz')
    execFileSync('tar', ['czf', archive, '-C', join(folder.path, 'archive'), 'docker'])
    const bytes = readFileSync(archive)
    sha256 = createHash('sha256').update(bytes).digest('hex')
    mirror = createServer((request, response) => {
      asked.push(request.url ?? '')
      if (request.headers.authorization !== undefined) logins.push(request.headers.authorization)
      if (request.url?.includes('29.1.5') === true) response.end(bytes)
      else if (request.url?.includes('29.1.6') === true) response.end('not an archive')
      else response.writeHead(404).end()
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => mirror.once('listening', resolve))
    address = `http://127.0.0.1:${(mirror.address() as AddressInfo).port}/docker`
    writeFiles(join(folder.path, 'workspace'), { Dockerfile: 'FROM scratch\nCOPY a /\n' })
  })
  afterAll(() => {
    mirror.close()
    folder.remove()
  })
  let round = 0
  beforeEach(() => {
    asked = []
    tools = join(folder.path, `tools-${++round}`)
  })

  const step = async (
    inputs: Readonly<Record<string, string>> = {},
    docker?: RecordingDocker,
    env: Readonly<Record<string, string>> = {},
    more: Pick<ActionOptions, 'cancel' | 'cancelBy'> = {}
  ): Promise<ActionResult> => {
    const PATH = docker?.env.PATH ?? '/usr/sbin:/bin:/usr/bin/nothing'
    return runAction({
      ...more,
      cwd: join(folder.path, 'workspace'),
      inputs: {
        image: '127.0.0.1:1/org/app',
        push: 'false',
        'docker-version': '29.1.5',
        'docker-download-url': address,
        ...inputs
      },
      env: { PATH, RUNNER_TOOL_CACHE: tools, DOCKER_HOST: 'unix:///absent', ...env }
    })
  }
  const wasUsed = /the installed docker was asked/
  const path = /^\/docker\/linux\/static\/stable\/(?:x86_64|aarch64)\/docker-29\.1\.5\.tgz$/

  test('is downloaded once, and is on PATH for the steps behind; the second run takes it from the cache', async () => {
    const first = await step({ 'docker-sha256': sha256 })
    expect(first.errors).toEqual([expect.stringMatching(wasUsed)])
    expect(asked).toEqual([expect.stringMatching(path)])
    expect(first.exported.path).toEqual([expect.stringMatching(/tools-\d+\/docker\/29\.1\.5\/(?:x64|arm64)$/)])

    const second = await step({ 'docker-sha256': sha256 })
    expect(second.errors).toEqual([expect.stringMatching(wasUsed)])
    expect(second.exported.path).toEqual(first.exported.path)
    expect(second.log).toContain('is in the tool cache')
    expect(asked).toHaveLength(1)
  })

  test('stops where the checksum is another one, of the archive and of what is in the cache', async () => {
    const wrong = { 'docker-sha256': '0'.repeat(64) }
    const refusal = expect.stringMatching(
      `was not installed: the SHA-256 of \\S+ is ${sha256}, but 'docker-sha256' is 0{64}\\. Check`
    ) as string
    const first = await step(wrong)
    expect(first).toMatchObject({ exitCode: 1, errors: [refusal], exported: { path: [] } })
    expect(() => readdirSync(join(tools, 'docker'))).toThrow('ENOENT')

    await step()
    expect(await step(wrong)).toMatchObject({ exitCode: 1, errors: [refusal], exported: { path: [] } })
  })

  test('says where a version is not to be had', async () => {
    const result = await step({ 'docker-version': '29.9.9' })
    expect(result.errors).toEqual([
      expect.stringMatching(/^Docker 29\.9\.9 could not be downloaded from .*: .*404\. Check 'docker-version'/)
    ])
    expect(asked).toHaveLength(1)
  })

  test('reports an archive that cannot be unpacked', async () => {
    const result = await step({ 'docker-version': '29.1.6' })
    expect(result.errors).toEqual([
      expect.stringMatching(
        /^Docker 29\.1\.6 could not be unpacked from \S+: .*tar.* failed with exit code \d+\. Check/
      )
    ])
    expect(result.exported.path).toEqual([])
  })

  test('leaves a runner alone that has this version', async () => {
    const facts = { Client: { Version: '29.1.5' }, Server: { Version: '20.10.24' } }
    const docker = makeRecordingDocker([{ args: ['version'], stdout: JSON.stringify(facts) }])
    const result = await step({}, docker)
    docker.remove()
    expect(result.log).toContain('Docker 29.1.5 is already installed')
    expect(asked).toEqual([])
  })

  test('is downloaded with the login of its address, which is not shown', async () => {
    const withLogin = address.replace('http://', 'http://ada:p%40ss-geheim@')
    for (const version of ['29.1.5', '29.1.7']) {
      const result = await step({ 'docker-download-url': withLogin, 'docker-version': version })
      expect(result.errors).toEqual([expect.stringMatching(version === '29.1.5' ? wasUsed : /could not be downloaded/)])
      const credentials = Buffer.from('ada:p@ss-geheim').toString('base64')
      expect(logins.splice(0)).toEqual([`Basic ${credentials}`])
      const shown = result.stdout.replace(/^::add-mask::.*$/gm, '') + result.summary
      for (const secret of ['p%40ss', 'p@ss', credentials]) expect(shown).not.toContain(secret)
      expect(result.stdout).toContain('::add-mask::p@ss-geheim')
    }
  })

  // The client is loaded for the download alone, and honours the proxy of the job.
  test('is downloaded through a proxy', async () => {
    const bytes = readFileSync(join(folder.path, 'docker.tgz'))
    const secure = await startHttp((_, response) => response.end(bytes), tls())
    const proxy = await startProxy(() => secure.port)
    try {
      const result = await step({ 'docker-download-url': 'https://mirror.behind-proxy.test/docker' }, undefined, {
        HTTPS_PROXY: `http://${proxy.host}`,
        NODE_EXTRA_CA_CERTS: tls().caFile
      })
      expect(result.errors).toEqual([expect.stringMatching(wasUsed)])
      expect(proxy.targets).toEqual(['mirror.behind-proxy.test:443'])
    } finally {
      await proxy.close()
      await secure.close()
    }
  })

  // The toolkit starts it, and hands out no child process.
  test('is unpacked by a program that gets no inputs and ends with the step', async () => {
    const at = (name: string): string => join(folder.path, 'unpacking', name)
    const tar = `#!/bin/sh\nenv >'${at('env')}'\n[ "$1" = --version ] && exec /bin/tar --version\necho $$ >'${at('pid')}'\nexec sleep 100\n`
    writeFiles(at(''), { tar })
    chmodSync(at('tar'), 0o755)
    const cancel = new AbortController()
    const abortWhenRunning = async (): Promise<void> => {
      while (!existsSync(at('pid')) || readFileSync(at('pid'), 'utf8') === '') await sleep(20)
      cancel.abort()
    }
    const PATH = `${at('')}:/usr/sbin:/bin:/usr/bin/nothing`
    const [result] = await Promise.all([
      step({ 'github-token': 'gh-secret' }, undefined, { PATH }, { cancel: cancel.signal, cancelBy: 'SIGTERM' }),
      abortWhenRunning()
    ])
    expect(result).toMatchObject({ exitCode: 143, errors: [] })
    expect(isAlive(readFileSync(at('pid'), 'utf8').trim())).toBe(false)
    expect(readFileSync(at('env'), 'utf8')).toMatch(/^GITHUB_SHA=/m)
    expect(readFileSync(at('env'), 'utf8')).not.toMatch(/INPUT_|gh-secret/)
  })

  test('replaces another version', async () => {
    const docker = makeRecordingDocker([{ args: ['version'], stdout: '{"Client":{"Version":"20.10.24"}}' }])
    const result = await step({}, docker)
    docker.remove()
    expect(result.errors).toEqual([expect.stringMatching(wasUsed)])
    expect(asked).toHaveLength(1)
  })
})
