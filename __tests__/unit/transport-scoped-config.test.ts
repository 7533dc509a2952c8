import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { dockerCredentials } from '../../src/registry/transport/credentials.js'
import { listScopedConfigs, selectScopedConfigs } from '../../src/registry/transport/scoped-config.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { recordingLog } from '../support/transport-stub.js'

const folders: Folder[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

/** Writes logins of `<user>:secret` by the folder of their config. */
const makeConfigs = (configs: Readonly<Record<string, string | object>>, host = 'ghcr.io'): string => {
  const folder = makeFolder('scoped-configs')
  folders.push(folder)
  for (const [path, config] of Object.entries(configs)) {
    const auth = Buffer.from(`${typeof config === 'string' ? config : ''}:secret`).toString('base64')
    const file = join(folder.path, path, 'config.json')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(typeof config === 'string' ? { auths: { [host]: { auth } } } : config))
  }
  return folder.path
}

const find = async (
  env: NodeJS.ProcessEnv,
  scope: string | undefined,
  registry = 'ghcr.io'
): Promise<string | undefined> => {
  const askHelper = (): Promise<undefined> => Promise.resolve(undefined)
  const credential = await dockerCredentials({ env, log: recordingLog(), askHelper })(registry, scope)
  return credential?.kind === 'password' ? credential.username : undefined
}

describe('the configs that hold for a request', () => {
  const pull = 'repository:foo/bar:pull'
  const push = 'repository:foo/bar:pull,push'
  test.each([
    ['example.com', 'example.com', pull],
    ['example.com/foo/bar', 'example.com', pull],
    ['example.com/foo/bar@', 'example.com', pull],
    ['example.com/foo/bar@push', 'example.com', push],
    ['example.com/foo/bar@push,pull', 'example.com', push],
    ['example.com@pull', 'example.com', push],
    ['example.com/@pull', 'example.com', pull],
    ['example.com:5000/foo/bar@pull', 'example.com:5000', pull],
    ['registry-1.docker.io', 'docker.io', pull]
  ])("'%s' does for %s and %s", async (path, registry, scope) => {
    const configs = await listScopedConfigs({ BUILDX_CONFIG: makeConfigs({ [`config/${path}`]: 'x' }) })
    expect(selectScopedConfigs(configs, registry, scope)).toHaveLength(1)
  })

  test.each([
    ['example.com/foo/bar@push', 'example.com', pull],
    ['example.com/foo/bar@a,b', 'example.com', pull],
    ['example.com/foo/bar@pull', 'example.com', 'repository:foo/bar:'],
    ['example.com/foo/bar', 'example.com', 'repository:foo/bar2:pull'],
    ['example.com/foo', 'example.com', pull],
    ['example.com@push', 'example.com', pull],
    ['example.com', 'example.com:5000', pull],
    ['sub.example.com', 'example.com', pull],
    ['docker.io', 'docker.io', pull],
    ['example.com/foo/bar', 'example.com', '']
  ])("'%s' does not for %s and '%s'", async (path, registry, scope) => {
    const configs = await listScopedConfigs({ BUILDX_CONFIG: makeConfigs({ [`config/${path}`]: 'x' }) })
    expect(selectScopedConfigs(configs, registry, scope)).toEqual([])
  })

  test('come with the repository first, then with more rights', async () => {
    const paths = ['ghcr.io', 'ghcr.io@pull', 'ghcr.io@pull,push', 'ghcr.io/foo/bar', 'ghcr.io/foo/bar@pull']
    const root = makeConfigs(Object.fromEntries(paths.map(path => [`config/${path}`, 'x'])))
    const configs = await listScopedConfigs({ BUILDX_CONFIG: root })
    const selected = selectScopedConfigs(configs, 'ghcr.io', push).map(({ directory }) => directory)
    expect(selected).toEqual([4, 3, 2, 1, 0].map(index => join(root, 'config', paths[index] ?? '')))
  })

  test('are none where there is no folder, and none that a link leads to', async () => {
    const root = makeConfigs({ 'elsewhere/ghcr.io': 'x' })
    expect(await listScopedConfigs({ BUILDX_CONFIG: root })).toEqual([])
    mkdirSync(join(root, 'config'))
    symlinkSync(join(root, 'elsewhere/ghcr.io'), join(root, 'config/ghcr.io'))
    expect(await listScopedConfigs({ BUILDX_CONFIG: root })).toEqual([])
  })
})

describe('logins with a scope', () => {
  const scope = 'repository:org/app:pull,push'

  test('are found under DOCKER_CONFIG, before the login without a scope', async () => {
    const DOCKER_CONFIG = makeConfigs({ '.': 'plain', 'buildx/config/ghcr.io/org/app': 'scoped' })
    expect(await find({ DOCKER_CONFIG }, scope)).toBe('scoped')
    expect(await find({ DOCKER_CONFIG }, 'repository:org/other:pull')).toBe('plain')
    expect(await find({ DOCKER_CONFIG }, undefined)).toBe('plain')
    expect(await find({ DOCKER_CONFIG, BUILDX_CONFIG: '' }, scope)).toBe('scoped')
    expect(await find({ DOCKER_CONFIG, BUILDX_CONFIG: '/nowhere' }, scope)).toBe('plain')
  })

  test('come after DOCKER_AUTH_CONFIG', async () => {
    const DOCKER_CONFIG = makeConfigs({ 'buildx/config/ghcr.io': 'scoped' })
    const auth = Buffer.from('variable:secret').toString('base64')
    const DOCKER_AUTH_CONFIG = JSON.stringify({ auths: { 'ghcr.io': { auth } } })
    expect(await find({ DOCKER_CONFIG, DOCKER_AUTH_CONFIG }, scope)).toBe('variable')
  })

  test('of Docker Hub stand under its old key', async () => {
    const DOCKER_CONFIG = makeConfigs(
      { 'buildx/config/registry-1.docker.io@push': 'hub' },
      'https://index.docker.io/v1/'
    )
    expect(await find({ DOCKER_CONFIG }, scope, 'docker.io')).toBe('hub')
  })

  test('may be kept by a helper, which is asked once for each config', async () => {
    const DOCKER_CONFIG = makeConfigs({ 'buildx/config/ghcr.io@push': { credsStore: 'test' } })
    const asked: string[] = []
    const credentials = dockerCredentials({
      env: { DOCKER_CONFIG },
      log: recordingLog(),
      askHelper: (helper, server) => {
        asked.push(`${helper} ${server}`)
        return Promise.resolve({ kind: 'password', username: 'kept', password: 'secret' })
      }
    })
    const found = await Promise.all([credentials('ghcr.io', scope), credentials('ghcr.io', scope)])
    expect(found).toMatchObject([{ username: 'kept' }, { username: 'kept' }])
    expect(asked).toEqual(['test ghcr.io'])
  })

  test('that were logged out leave the next one to be used', async () => {
    const DOCKER_CONFIG = makeConfigs({ '.': 'plain', 'buildx/config/ghcr.io/org/app': { auths: {} } })
    expect(await find({ DOCKER_CONFIG }, scope)).toBe('plain')
  })

  test('are masked', async () => {
    const DOCKER_CONFIG = makeConfigs({ 'buildx/config/ghcr.io': 'ada' })
    const log = recordingLog()
    await dockerCredentials({ env: { DOCKER_CONFIG }, log, askHelper: () => Promise.resolve(undefined) })(
      'ghcr.io',
      scope
    )
    expect(log.secrets).toContain('secret')
    expect(log.secrets).toContain(Buffer.from('ada:secret').toString('base64'))
  })
})
