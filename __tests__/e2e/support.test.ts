import { execFile, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { runAction } from '../support/action.js'
import { busyboxFiles, makeContext } from '../support/build-context.js'
import { startDistribution } from '../support/distribution.js'
import { startEngine } from '../support/engine.js'
import { makeFolder } from '../support/folder.js'
import { buildImage } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import { makeRecordingDocker, readCalls, writeRules } from '../support/recording-docker.js'
import { describeWith } from '../support/services.js'

const run = promisify(execFile)

const folder = makeFolder('support')
afterAll(folder.remove)

const script = (name: string, text: string): string => {
  mkdirSync(folder.path, { recursive: true })
  const path = join(folder.path, `${name}.cjs`)
  writeFileSync(path, text)
  return path
}

describe('the runner of the action', () => {
  test('gives it the environment of a step and collects what it leaves', async () => {
    const entry = script(
      'step',
      `const { appendFileSync } = require('node:fs')
      const file = (name, text) => appendFileSync(process.env['GITHUB_' + name], text)
      file('OUTPUT', 'digest<<EOF\\nsha256:a\\nb=c\\nEOF\\nplain=a=b\\n')
      file('STATE', 'isPost=true\\n')
      file('STEP_SUMMARY', '# Done\\n')
      file('PATH', '/opt/tool\\n')
      console.log('::add-mask::secret%0Aword\\n::add-mask::sec\\nhere is a secret')
      console.log('::error title=a%2Cb::100%25 wrong%0Ayes: it is::so\\n::warning::careful\\n::notice file=x,line=1::seen')
      console.log('::stop-commands::xyz\\n::error::not one\\n::xyz::\\n::error::another')
      console.log(JSON.stringify(process.env))
      process.exitCode = 3`
    )
    const env = { GITHUB_REF_NAME: 'v1', GITHUB_JOB: undefined }
    const result = await runAction({ entry, inputs: { mode: 'manifest', image: 'A b' }, env })
    expect(result).toMatchObject({
      exitCode: 3,
      outputs: { digest: 'sha256:a\nb=c', plain: 'a=b' },
      state: { isPost: 'true' },
      summary: '# Done\n',
      exported: { path: ['/opt/tool'] },
      masks: ['secret\nword', 'sec'],
      errors: ['100% wrong\nyes: it is::so', 'another'],
      warnings: ['careful'],
      notices: ['seen']
    })
    expect(result.log).toContain('here is a ***\n')
    expect(result.log).not.toContain('add-mask')
    const seen = JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '') as Record<string, string>
    expect(seen).toMatchObject({ INPUT_MODE: 'manifest', INPUT_IMAGE: 'A b', INPUT_TAGS: '', GITHUB_REF_NAME: 'v1' })
    expect(seen).not.toHaveProperty('GITHUB_JOB')
    expect(Object.keys(seen).filter(name => !/^(INPUT|GITHUB|RUNNER)_|^(PATH|HOME|CI)$/.test(name))).toEqual([])
  })

  test('keeps hyphens in the names of inputs and gives the defaults of action.yml', async () => {
    const entry = script('inputs', 'console.log(JSON.stringify(process.env))')
    const { stdout } = await runAction({ entry, inputs: {} })
    const seen = JSON.parse(stdout) as Record<string, string>
    expect(seen).toMatchObject({ INPUT_MODE: 'build' })
    expect(seen).toHaveProperty('INPUT_BASE-IMAGE')
    await expect(runAction({ entry, inputs: { imagee: 'x' } })).rejects.toThrow('action.yml has no input imagee')
  })

  test('gives the post step its state', async () => {
    const entry = script('post', 'console.log(process.env.STATE_container)')
    expect(await runAction({ entry, inputs: {}, post: { container: 'abc' } })).toMatchObject({ stdout: 'abc\n' })
  })

  test('ends a step that is cancelled or takes too long', async () => {
    const entry = script('forever', 'setInterval(() => {}, 1000)')
    await expect(runAction({ entry, inputs: {}, limit: 300 })).rejects.toThrow('did not end within 300 ms')
    const cancel = AbortSignal.timeout(300)
    expect(await runAction({ entry, inputs: {}, cancel })).toMatchObject({ exitCode: 130 })
  })
})

describe('a recording docker', () => {
  type Outcome = { code: number; stdout: string; stderr: string }

  const call = (file: string, args: readonly string[], env: NodeJS.ProcessEnv, input?: string): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const child = spawn(file, args, { env, cwd: folder.path })
      const outcome = { code: -1, stdout: '', stderr: '' }
      child.stdout.on('data', text => (outcome.stdout += String(text)))
      child.stderr.on('data', text => (outcome.stderr += String(text)))
      child.once('error', reject)
      child.once('close', code => {
        child.stdin.destroy()
        resolve({ ...outcome, code: code ?? -1 })
      })
      // Without an input it stays open, as @actions/exec leaves it.
      if (input !== undefined) child.stdin.end(input)
    })

  test('records its calls and answers from its table', async () => {
    const iidfile = join(folder.path, 'iid')
    const docker = makeRecordingDocker(
      [
        { args: ['push'], times: 2, exitCode: 1, stderr: 'denied\n' },
        { args: ['push'], stdout: 'pushed\n', delay: 200 },
        { pattern: /^build .*--tag A$/i, writes: [{ option: '--iidfile', text: 'sha256:1' }] },
        { args: ['login'], stdout: 'Login Succeeded\n' },
        { program: 'reg', stdout: 'x'.repeat(300_000) }
      ],
      ['docker', 'reg']
    )
    const env = { ...docker.env, DOCKER_BUILDKIT: '0', OTHER: '1' }
    const first = await Promise.all([1, 2, 3].map(() => call('docker', ['push', 'a b', '', '"*"'], env)))
    expect(first.map(({ code }) => code).sort()).toEqual([0, 1, 1])
    expect(first.map(({ stderr }) => stderr).sort()).toEqual(['', 'denied\n', 'denied\n'])
    expect(await call('docker', ['build', '--iidfile', iidfile, '--tag', 'a'], env)).toMatchObject({ code: 0 })
    expect(readFileSync(iidfile, 'utf8')).toBe('sha256:1')
    writeFileSync(join(folder.path, 'config.json'), '{}')
    const login = ['login', '--password-stdin']
    await call('docker', login, { ...env, DOCKER_CONFIG: folder.path }, 'secret\n')
    expect((await call('reg', ['query'], env)).stdout).toHaveLength(300_000)
    const unknown = await call('docker', ['--version'], env)
    expect(unknown).toMatchObject({ code: 97, stderr: 'no rule for: docker --version\n' })

    const calls = docker.calls()
    expect(calls.map(({ rule }) => rule).sort()).toEqual([-1, 0, 0, 1, 2, 3, 4])
    expect(calls[0]).toMatchObject({
      program: 'docker',
      argv: ['push', 'a b', '', '"*"'],
      cwd: folder.path,
      env: { DOCKER_BUILDKIT: '0' },
      stdin: null,
      dockerConfig: null
    })
    expect(calls.find(({ argv }) => argv[0] === 'login')).toMatchObject({ stdin: 'secret\n', dockerConfig: '{}' })

    docker.answer([{ exitCode: 5 }])
    expect(await call('docker', ['push'], env)).toMatchObject({ code: 5 })
    expect(docker.calls()).toHaveLength(calls.length + 1)
    docker.remove()
    expect(existsSync(docker.path)).toBe(false)
  })

  test('records, too, where it is preloaded into a copy of node, and leaves node itself alone', async () => {
    const program = join(folder.path, 'docker')
    copyFileSync(process.execPath, program)
    const log = join(folder.path, 'calls')
    writeFileSync(join(folder.path, 'rules.json'), writeRules([{ args: ['build', '--tag', 'x'], stdout: 'built' }]))
    const env = {
      NODE_OPTIONS: `--require ${join(import.meta.dirname, '..', 'support', 'recorder.cjs')}`,
      RECORDER_RULES: join(folder.path, 'rules.json'),
      RECORDER_LOG: log
    }
    expect(await call(program, ['build', '--tag', 'x'], env)).toEqual({ code: 0, stdout: 'built', stderr: '' })
    expect(readCalls(log)).toMatchObject([{ program: 'docker', argv: ['build', '--tag', 'x'], rule: 0 }])
    expect(await call(process.execPath, ['--print', '1'], env)).toMatchObject({ stdout: '1\n' })
    expect(readCalls(log)).toHaveLength(1)
  })

  test('is what an action finds', async () => {
    const docker = makeRecordingDocker([{}])
    const entry = script('docker-user', `require('node:child_process').execFileSync('docker', ['version'])`)
    expect(await runAction({ entry, inputs: {}, env: docker.env })).toMatchObject({ exitCode: 0 })
    expect(docker.calls()).toMatchObject([{ argv: ['version'] }])
    docker.remove()
  })
})

describeWith(['dockerd', 'docker', 'busybox', 'docker-registry', 'openssl', 'skopeo'], 'an engine for tests', () => {
  test('builds from scratch and from a generated base, runs, logs in and pushes', async () => {
    const engine = await startEngine()
    const registry = await startDistribution({ auth: 'basic', tls: true })
    try {
      const docker = async (args: readonly string[], input = ''): Promise<string> => {
        const { status, stdout, stderr } = await engine.docker(args, { input, env: { DOCKER_BUILDKIT: '0' } })
        expect(`${status} ${stderr}`).toMatch(/^0 /)
        return stdout
      }
      const login = ['login', '--username', registry.username, '--password-stdin', registry.host]
      await docker(login, registry.password)

      const scratch = join(folder.path, 'scratch')
      makeContext(scratch)
      await docker(['build', '--tag', `${registry.host}/org/app:scratch`, scratch])
      expect(await docker(['run', '--rm', '--network', 'none', `${registry.host}/org/app:scratch`])).toBe('hello\n')
      await docker(['push', `${registry.host}/org/app:scratch`])
      const reference = `docker://${registry.host}/org/app:scratch`
      const creds = ['--creds', `${registry.username}:${registry.password}`]
      const env = { ...process.env, SSL_CERT_FILE: registry.caFile }
      const { stdout } = await run('skopeo', ['inspect', '--raw', ...creds, reference], { env })
      expect(JSON.parse(stdout)).toHaveProperty('layers.length', 1)

      const base = buildImage({ os: 'linux', architecture: 'amd64', layers: [{ files: busyboxFiles() }] })
      await pushImage(registry.target('org/base'), 'org/base', 'a', base)
      const derived = join(folder.path, 'derived')
      const dockerfile = `FROM ${registry.host}/org/base:a\nCOPY text /text\nRUN busybox wc -c </text >/count\n`
      makeContext(derived, { dockerfile, files: { text: '12345' } })
      await docker(['build', '--network', 'none', '--tag', 'derived', derived])
      expect(await docker(['run', '--rm', '--network', 'none', 'derived', 'busybox', 'cat', '/count'])).toBe('5\n')
      expect(engine.log()).toContain('API listen on')
    } finally {
      await registry.close()
      await engine.close()
    }
    expect(existsSync(engine.dockerConfig)).toBe(false)
    // Other engines may be at work at the same time.
    expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(dirname(engine.dockerConfig))
  })
})
