import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { busyboxFiles, makeContext } from '../support/build-context.js'
import { type Distribution, startDistribution } from '../support/distribution.js'
import { type Engine, startEngine } from '../support/engine.js'
import { makeFolder } from '../support/folder.js'
import { buildImage } from '../support/image-builder.js'
import { send } from '../support/image-store.js'
import { pushImage } from '../support/images.js'
import { describeWith } from '../support/services.js'

/** Every file beneath a folder with its text. */
const textsIn = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(file => [file, readFileSync(file, 'utf8')])
  )

describeWith(['docker', 'dockerd', 'docker-registry', 'busybox'], 'mode build with the login of the inputs', () => {
  const folder = makeFolder('build-login')
  let engine: Engine
  let registry: Distribution
  /** A registry with an account of its own kind, which the user's Docker config knows. */
  let users: Distribution
  beforeAll(async () => {
    engine = await startEngine()
    registry = await startDistribution({ auth: 'basic' })
    users = await startDistribution({ auth: 'basic' })
    const files = { ...busyboxFiles(), base: 'of the user' }
    const base = buildImage({ os: 'linux', architecture: 'amd64', layers: [{ files }] })
    await pushImage(users.target('org/base'), 'org/base', 'a', base)
    makeContext(join(folder.path, 'scratch'), { files: { Failing: 'FROM scratch\nCOPY absent /\n' } })
    makeContext(join(folder.path, 'based'), { dockerfile: `FROM ${users.host}/org/base:a\nCOPY Dockerfile /\n` })
  })
  afterAll(async () => {
    await users.close()
    await registry.close()
    await engine.close()
    folder.remove()
  })

  type Step = ActionResult & { config: string; temporary: string }
  let steps = 0
  const step = async (context: string, inputs: Readonly<Record<string, string>>, config: object): Promise<Step> => {
    steps++
    const [home, temporary] = [join(folder.path, `${steps}`, '.docker'), join(folder.path, `${steps}`, 'temp')]
    mkdirSync(join(home, 'contexts', 'meta'), { recursive: true })
    writeFileSync(join(home, 'contexts', 'meta', 'note'), 'of the user')
    writeFileSync(join(home, 'config.json'), JSON.stringify(config))
    const result = await runAction({
      cwd: join(folder.path, context),
      inputs: { image: `${registry.host}/org/app`, tags: `v1.${steps}.0`, ...inputs },
      env: { ...engine.env, DOCKER_CONFIG: home, RUNNER_TEMP: temporary }
    })
    return { ...result, config: home, temporary }
  }

  const auth = ({ username, password }: Distribution): string =>
    Buffer.from(`${username}:${password}`).toString('base64')

  const digestOf = async (tag: string): Promise<string | undefined> => {
    const accept = 'application/vnd.docker.distribution.manifest.v2+json'
    const path = `/v2/org/app/manifests/${tag}`
    const { headers } = await send(registry.target('org/app'), 'HEAD', path, { accept })
    return headers['docker-content-digest']?.toString()
  }

  /** The user's config is as it was, and nothing is left that has the login, or could have it. */
  const nothingIsLeft = ({ config, temporary, ...result }: Step, written: object): void => {
    const note = join(config, 'contexts', 'meta', 'note')
    expect(textsIn(config)).toEqual({ [join(config, 'config.json')]: JSON.stringify(written), [note]: 'of the user' })
    expect(existsSync(temporary) ? readdirSync(temporary) : []).toEqual([])
    const [{ password }, hidden] = [registry, auth(registry)]
    expect(result.masks).toEqual(expect.arrayContaining([password, hidden]))
    const { outputs, state } = result
    for (const text of [result.log, result.summary, result.stderr, ...Object.values({ ...outputs, ...state })]) {
      expect(text).not.toContain(password)
      expect(text).not.toContain(hidden)
    }
  }

  test('pushes with it, and leaves neither it nor a change of the Docker config behind', async () => {
    // What stores the logins of a desktop is not there; this registry needs none of it.
    const config = { credsStore: 'absent', currentContext: 'default', auths: {} }
    const { username, password } = registry
    const result = await step('scratch', { username, password }, config)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(await digestOf('v1.1.0-linux-amd64')).toBe(result.outputs.digest)
    nothingIsLeft(result, config)

    const env = { RUNNER_TEMP: result.temporary }
    expect(await runAction({ inputs: { image: 'org/app' }, env, post: result.state })).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: ''
    })
    nothingIsLeft(result, config)
  })

  test('keeps the other logins of the user, and needs no login of its own in them', async () => {
    const config = { auths: { [users.host]: { auth: auth(users) }, [registry.host]: { auth: 'd3Jvbmc6d3Jvbmc=' } } }
    const { username, password } = registry
    const result = await step('based', { username, password }, config)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(await digestOf(`v1.${steps}.0-linux-amd64`)).toBe(result.outputs.digest)
    nothingIsLeft(result, config)
  })

  test('takes the login of the Docker config where the inputs have none', async () => {
    const config = { auths: { [registry.host]: { auth: auth(registry) } } }
    const result = await step('scratch', {}, config)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(await digestOf(`v1.${steps}.0-linux-amd64`)).toBe(result.outputs.digest)
  })

  test.each([
    [
      'the password is wrong',
      { username: 'builder', password: 'horse battery' },
      'Check the user name and the password'
    ],
    ['there is no login', {}, "or give the inputs 'username' and 'password'."]
  ])('says what the registry answers where %s, and builds nothing', async (_, inputs, advice) => {
    const result = await step('scratch', inputs, {})
    expect(result).toMatchObject({ exitCode: 1, outputs: {} })
    expect(result.errors).toHaveLength(1)
    const reference = `${registry.host}/org/app:v1.${steps}.0-linux-amd64`
    expect(result.errors[0]).toContain(`Reading ${reference} failed: ${registry.host} answered 401. `)
    expect(result.errors[0]).toContain(advice)
    expect(result.errors[0]).not.toContain('horse')
    expect(result.log).not.toMatch(/docker (?:build|push)/)
    expect((await engine.docker(['image', 'ls', '--quiet', reference])).stdout).toBe('')
    expect(readdirSync(result.temporary)).toEqual([])
  })

  test('removes it, too, where the build fails', async () => {
    const { username, password } = registry
    const result = await step('scratch', { username, password, network: 'absent', file: 'Failing' }, {})
    expect(result).toMatchObject({ exitCode: 1, errors: [expect.stringMatching(/^Docker build failed/)] })
    nothingIsLeft(result, {})
  })

  test('says which inputs are wrong where the password is', async () => {
    const result = await step('scratch', { username: 'builder', password: 'horse battery' }, {})
    expect(result.errors).toEqual([expect.stringMatching(/Check the user name and the password/)])
    expect(result.errors[0]).not.toMatch(/no right to/)
  })
})
