import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAction } from '../support/action.js'
import { writeFiles } from '../support/build-context.js'
import { makeFolder } from '../support/folder.js'
import { readFixture } from '../support/images.js'
import { type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { makeRecordingDocker } from '../support/recording-docker.js'
import { readActionFile } from '../support/runner-environment.js'
import { builderRules, hosts, legFixture, runOnWindows, windowsDockerfile } from '../support/windows-cases.js'

const account = { username: 'builder', password: 'correct horse' }
const wrong = { username: 'builder', password: 'battery horse' }
const tag = 'v2.7.0-ltsc2022'
const tags = 'v2.7.0'
const info = ['info', '--format', '{{json .}}']
const hidden = Buffer.from(`${account.username}:${account.password}`).toString('base64')

/** A step takes less than two seconds, more only where it waits for something. */
const soon = 10_000

describe('the login of a build on a Windows engine', () => {
  const registries: Partial<Record<'none' | 'basic' | 'token', MemoryRegistry>> = {}
  const registryWith = (auth: keyof typeof registries): MemoryRegistry => {
    const registry = registries[auth]
    if (registry === undefined) throw new Error(`no registry with ${auth}`)
    return registry
  }
  const imageWith = (auth: keyof typeof registries): string => `${registryWith(auth).host}/org/app`

  beforeAll(async () => {
    for (const auth of ['none', 'basic', 'token'] as const) {
      const registry = await startMemoryRegistry({ auth, ...account })
      registries[auth] = registry
      const { bytes, mediaType } = readFixture(legFixture('ltsc2022'))
      registry.putManifest('org/app', tag, bytes, mediaType)
    }
  })
  afterAll(() => Promise.all(Object.values(registries).map(registry => registry.close())))

  test.each([
    ['basic', []],
    ['token', ['repository:org/app:pull,push']]
  ] as const)('is tried with the rights to push, then builds and pushes: %s', async (auth, scopes) => {
    const registry = registryWith(auth)
    registry.clearRequests()
    const step = await runOnWindows(hosts.server2022, { image: imageWith(auth), tags, ...account }, { limit: soon })
    expect(step).toMatchObject({ exitCode: 0, errors: [] })
    expect(step.commands.map(([command]) => command)).toEqual([
      ...['info', 'image', 'build', 'image', 'build', 'image', 'push']
    ])
    const tokens = registry.requests.filter(({ kind }) => kind === 'token')
    expect(tokens.map(({ query }) => query.get('scope'))).toEqual(scopes)
    const reads = registry.requests.filter(({ kind }) => kind === 'manifest-head')
    expect(reads.map(({ reference, status }) => [reference, status])).toEqual([401, 200, 200].map(code => [tag, code]))
    // All of docker's calls have it, and no other login.
    const auths = { [registry.host]: { auth: hidden } }
    for (const { dockerConfig } of step.calls) {
      expect((JSON.parse(dockerConfig ?? '{}') as { auths?: object }).auths).toEqual(auths)
    }
  })

  const expectRefused = async (
    auth: 'basic' | 'token',
    images: readonly string[],
    login: Readonly<Record<string, string>>
  ): Promise<void> => {
    const temporary = makeFolder('refused')
    try {
      const inputs = { image: images.join('\n'), tags, ...login }
      const env = { RUNNER_TEMP: temporary.path }
      const step = await runOnWindows(hosts.server2022, inputs, { env, limit: soon })
      expect(step).toMatchObject({ exitCode: 1, outputs: {}, commands: [info] })
      expect(step.errors).toHaveLength(1)
      expect(step.errors[0]).toContain(`${imageWith(auth)}:${tag}`)
      expect(step.errors[0]).toContain(`${registryWith(auth).host} answered 401`)
      expect(step.errors[0]).toContain(
        'password' in login
          ? 'Check the user name and the password'
          : `Log in to ${registryWith(auth).host} before this step (docker/login-action), or give the inputs 'username'`
      )
      expect(step.stdout.replace(/^::add-mask::.*$/gm, '') + step.stderr).not.toContain(wrong.password)
      expect(readdirSync(temporary.path)).toEqual([])
    } finally {
      temporary.remove()
    }
  }

  const refusals = [
    ['is wrong', ['locked'], wrong],
    ['is missing', ['locked'], {}],
    ['is missing for the second image', ['open', 'locked'], {}]
  ] as const

  test.each((['basic', 'token'] as const).flatMap(auth => refusals.map(refusal => [auth, ...refusal] as const)))(
    'is told soon, before anything is built, by a registry with %s where it %s',
    async (auth, _, which, login) => {
      const images = which.map(one => imageWith(one === 'open' ? 'none' : auth))
      await expectRefused(auth, images, login)
    }
  )

  // Docker takes the variable before any config.
  test('wins over one of the job for the same registry, and leaves the others alone', async () => {
    const others = { 'other.example': { auth: 'b3RoZXI6bG9naW4=' } }
    const auths = { ...others, [registryWith('basic').host]: { auth: 'cmVhZDpvbmx5' } }
    const step = await runOnWindows(
      hosts.server2022,
      { image: imageWith('basic'), tags, ...account },
      { env: { DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) } }
    )
    expect(step).toMatchObject({ exitCode: 0, errors: [] })
    const seen = step.calls.map(({ env }) => JSON.parse(env.DOCKER_AUTH_CONFIG ?? 'null') as unknown)
    expect(seen).toEqual(step.calls.map(() => ({ auths: others })))
  })

  // Docker takes an empty variable for one that is not set.
  test("joins the Docker config of the home folder where DOCKER_CONFIG is empty, not the workspace's", async () => {
    const home = makeFolder('home')
    writeFiles(home.path, { '.docker/config.json': JSON.stringify({ currentContext: 'default' }) })
    const config = JSON.stringify({ credsStore: 'of-the-workspace' })
    try {
      const step = await runOnWindows(
        hosts.server2022,
        { image: imageWith('basic'), tags, ...account },
        {
          env: { DOCKER_CONFIG: '', HOME: home.path },
          files: { Dockerfile: windowsDockerfile, 'config.json': config }
        }
      )
      expect(step).toMatchObject({ exitCode: 0, errors: [] })
      const { host } = registryWith('basic')
      expect(step.calls.map(({ dockerConfig }) => JSON.parse(dockerConfig ?? 'null') as unknown)).toEqual(
        step.calls.map(() => ({
          currentContext: 'default',
          auths: { [host]: { auth: hidden } },
          credHelpers: { [host]: '' }
        }))
      )
    } finally {
      home.remove()
    }
  })

  test('leaves no password behind when it is cancelled', async () => {
    const [temporary, workspace] = [makeFolder('cancelled'), makeFolder('workspace')]
    writeFiles(workspace.path, { Dockerfile: windowsDockerfile })
    const docker = makeRecordingDocker([{ args: ['build'], delay: 5000 }, ...builderRules(hosts.server2022)])
    const cancel = new AbortController()
    const watch = setInterval(() => {
      if (docker.calls().some(({ argv }) => argv[0] === 'build')) cancel.abort()
    }, 50)
    try {
      const inputs = { image: imageWith('basic'), tags, ...account }
      const env = { ...docker.env, RUNNER_TEMP: temporary.path }
      const { exitCode, state } = await runAction({ inputs, env, cwd: workspace.path, cancel: cancel.signal })
      expect(exitCode).not.toBe(0)
      expect(docker.calls().at(-1)).toMatchObject({
        argv: expect.arrayContaining(['build']) as string[],
        dockerConfig: expect.stringContaining(hidden) as string
      })
      expect(Object.values(state).join('\n')).not.toMatch(new RegExp(`${account.password}|${hidden}`))

      expect(readActionFile().runs?.post).toBeDefined()
      const calls = docker.calls().length
      const post = await runAction({ inputs, env, post: state })
      expect(post).toMatchObject({ exitCode: 0, stdout: '', stderr: '', outputs: {} })
      expect(docker.calls()).toHaveLength(calls)
      expect(readdirSync(temporary.path)).toEqual([])
    } finally {
      clearInterval(watch)
      docker.remove()
      temporary.remove()
      workspace.remove()
    }
  })
})
