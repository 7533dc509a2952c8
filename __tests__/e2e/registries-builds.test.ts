import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { expectRefusal } from '../support/fan-in.js'
import { makeFolder } from '../support/folder.js'
import { readFixture } from '../support/images.js'
import { type MemoryRegistry, type MemoryRegistryOptions, startMemoryRegistry } from '../support/memory-registry.js'
import { hosts, legFixture, runOnWindows } from '../support/windows-cases.js'

const tag = 'v2.7.0-ltsc2022'
const leg = readFixture(legFixture('ltsc2022'))
const account = { username: 'builder', password: 'correct horse' }
const encode = (login: string): string => Buffer.from(login).toString('base64')

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options: MemoryRegistryOptions, repositories: readonly string[]): Promise<MemoryRegistry> => {
  const registry = await startMemoryRegistry(options)
  closing.push(registry.close)
  for (const repository of repositories) registry.putManifest(repository, tag, leg.bytes, leg.mediaType)
  return registry
}

/** A Docker config with logins where docker/login-action keeps those with a scope. */
const scopedConfig = (logins: Readonly<Record<string, Record<string, object>>>): string => {
  const folder = makeFolder('scoped-builds')
  closing.push(folder.remove)
  for (const [scope, auths] of Object.entries(logins)) {
    const directory = join(folder.path, 'buildx/config', scope)
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ auths }))
  }
  writeFileSync(join(folder.path, 'config.json'), JSON.stringify({ HttpHeaders: { 'X-Meta': 'kept' } }))
  return folder.path
}

describe('a login with a scope, where docker pushes the image', () => {
  test('is given to docker for that repository alone', async () => {
    const options = { auth: 'token', ...account, identityToken: 'a refresh token' } as const
    const registry = await start(options, ['org/app', 'org/second'])
    const { host } = registry
    const DOCKER_CONFIG = scopedConfig({
      [`${host}/org/app@pull,push`]: { [host]: { auth: encode('builder:correct horse') } },
      [`${host}/org/second@push`]: { [host]: { auth: encode('builder:'), identitytoken: 'a refresh token' } }
    })
    const temporary = makeFolder('scoped-temporary')
    closing.push(temporary.remove)
    const inputs = { image: `${host}/org/app\n${host}/org/second`, tags: 'v2.7.0' }
    const env = { DOCKER_CONFIG, RUNNER_TEMP: temporary.path }
    const step = await runOnWindows(hosts.server2022, inputs, { env })
    expect(step).toMatchObject({ exitCode: 0, errors: [] })

    const configs = step.calls.map(({ argv, dockerConfig }) => ({
      reference: argv[0] === 'push' ? argv[1] : undefined,
      config: JSON.parse(dockerConfig ?? 'null') as unknown
    }))
    const kept = { HttpHeaders: { 'X-Meta': 'kept' } }
    const withLogin = (entry: object): object => ({ ...kept, auths: { [host]: entry }, credHelpers: { [host]: '' } })
    expect(configs.filter(({ reference }) => reference !== undefined)).toEqual([
      { reference: `${host}/org/app:${tag}`, config: withLogin({ auth: encode('builder:correct horse') }) },
      {
        reference: `${host}/org/second:${tag}`,
        config: withLogin({ auth: encode('builder:'), identitytoken: 'a refresh token' })
      }
    ])
    expect(configs.filter(({ reference }) => reference === undefined).map(({ config }) => config)).toEqual(
      configs.slice(2).map(() => kept)
    )
    expect(readdirSync(temporary.path)).toEqual([])
    expect(step.stdout.replace(/^::add-mask::.*$/gm, '')).not.toMatch(/a refresh token|correct horse/)
  })

  test('is not used where the inputs have a login for the registry', async () => {
    const registry = await start({ auth: 'basic', ...account }, ['org/app'])
    const { host } = registry
    const DOCKER_CONFIG = scopedConfig({ [`${host}/org/app`]: { [host]: { auth: encode('eve:wrong') } } })
    const inputs = { image: `${host}/org/app`, tags: 'v2.7.0', ...account }
    const step = await runOnWindows(hosts.server2022, inputs, { env: { DOCKER_CONFIG } })
    expect(step).toMatchObject({ exitCode: 0, errors: [] })
    const pushed = step.calls.find(({ argv }) => argv[0] === 'push')
    expect(JSON.parse(pushed?.dockerConfig ?? 'null')).toMatchObject({
      auths: { [host]: { auth: encode('builder:correct horse') } }
    })
  })
})

describe('a registry that rewrites the manifest that docker pushed', () => {
  test('is reported as such, not as another job', async () => {
    const registry = await start({}, [])
    const rewritten = JSON.stringify(JSON.parse(Buffer.from(leg.bytes).toString()), null, 1)
    const stored = registry.putManifest('org/app', tag, rewritten, leg.mediaType)
    const step = await runOnWindows(hosts.server2022, { image: `${registry.host}/org/app`, tags: 'v2.7.0' })
    expectRefusal(step, [
      `${registry.host}/org/app:${tag} was written, but the registry changed it`,
      stored,
      leg.digest
    ])
    expect(step.errors[0]).not.toContain('another job')
  }, 90_000)
})
