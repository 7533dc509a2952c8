import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { authsOf, pushLegs, runBare, runManifest } from '../support/fan-in.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { memoryTestRegistry, registryKinds, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

const base64 = (text: string): string => Buffer.from(text).toString('base64')

let folder: Folder

beforeEach(() => {
  folder = makeFolder('logins')
})

afterEach(() => {
  folder.remove()
})

/** Writes a Docker config, and gives the variable by which it is found. */
const dockerConfig = (config: object): Record<string, string> => {
  writeFileSync(join(folder.path, 'config.json'), JSON.stringify(config))
  return { DOCKER_CONFIG: folder.path }
}

/** Puts a credential helper on PATH; it knows the login of one server and records its calls in a file. */
const installHelper = (server: string, login: { username?: string; password?: string }): Record<string, string> => {
  const at = (name: string): string => join(folder.path, name)
  writeFileSync(at('answer'), JSON.stringify({ ServerURL: server, Username: login.username, Secret: login.password }))
  writeFileSync(
    at('docker-credential-test'),
    `#!/bin/sh
server=$(cat)
echo "$1 $server" >> '${at('calls')}'
if [ "$1 $server" = 'get ${server}' ]; then cat '${at('answer')}'; else
  echo 'credentials not found in native keychain'
  exit 1
fi
`
  )
  chmodSync(at('docker-credential-test'), 0o755)
  return { PATH: `${folder.path}${delimiter}${process.env.PATH ?? ''}` }
}

const helperCalls = (): string[] => {
  const path = join(folder.path, 'calls')
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
}

const expectPublished = async (registry: TestRegistry, repository: string, result: ActionResult): Promise<void> => {
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect((await registry.tags(repository)).get('v2.7.0')).toBe(result.outputs.digest)
}

/** Neither the password nor what is sent for it may be read in the job's log. */
const expectMasked = ({ login }: TestRegistry, { masks, stdout, stderr, summary, outputs }: ActionResult): void => {
  const { username = '', password = '' } = login
  const secrets = [password, base64(password), base64(`${username}:${password}`)]
  expect(masks).toEqual(expect.arrayContaining(secrets))
  const printed = [stdout.replace(/^::add-mask::.*$/gm, ''), stderr, summary, JSON.stringify(outputs)].join('\n')
  for (const secret of masks) expect(printed).not.toContain(secret)
}

for (const kind of registryKinds.filter(({ asksForLogin }) => asksForLogin)) {
  describeWith(kind.services, `the login for ${kind.name}`, () => {
    let registry: TestRegistry

    beforeAll(async () => {
      registry = await kind.start()
    })

    afterAll(() => registry.close())

    const inputsFor = async (repository: string): Promise<Record<string, string>> => {
      await pushLegs(registry, repository, ['ltsc2022', 'linux-amd64'])
      return { image: `${registry.host}/${repository}`, tags: 'v2.7.0', releases: 'ltsc2022,linux-amd64' }
    }

    test('comes from the inputs and is masked', async () => {
      const result = await runManifest(registry, await inputsFor('org/inputs'))
      await expectPublished(registry, 'org/inputs', result)
      expectMasked(registry, result)
    })

    test('comes from the inputs although the Docker config has another one', async () => {
      const auths = { [registry.host]: { auth: base64('someone:else') } }
      const result = await runManifest(registry, await inputsFor('org/both'), dockerConfig({ auths }))
      await expectPublished(registry, 'org/both', result)
    })

    test('is the actor of the run where only a password is given', async () => {
      const { username = '', password = '' } = registry.login
      const inputs = { ...(await inputsFor('org/actor')), password }
      await expectPublished(registry, 'org/actor', await runBare([registry], inputs, { GITHUB_ACTOR: username }))
    })

    test('comes from the Docker config as docker/login-action leaves it, and is masked', async () => {
      const env = dockerConfig({ auths: authsOf([registry]) })
      const result = await runBare([registry], await inputsFor('org/config'), env)
      await expectPublished(registry, 'org/config', result)
      expectMasked(registry, result)
    })

    test('comes from DOCKER_AUTH_CONFIG before the Docker config', async () => {
      const env = {
        ...dockerConfig({ auths: { [registry.host]: { auth: base64('someone:else') } } }),
        DOCKER_AUTH_CONFIG: JSON.stringify({ auths: authsOf([registry]) })
      }
      const result = await runBare([registry], await inputsFor('org/variable'), env)
      await expectPublished(registry, 'org/variable', result)
      expectMasked(registry, result)
    })

    test('comes from the credential helper of the registry, which is asked once', async () => {
      const env = {
        ...dockerConfig({ credHelpers: { [registry.host]: 'test' }, credsStore: 'absent' }),
        ...installHelper(registry.host, registry.login)
      }
      const result = await runBare([registry], await inputsFor('org/helper'), env)
      await expectPublished(registry, 'org/helper', result)
      expectMasked(registry, result)
      expect(helperCalls()).toEqual([`get ${registry.host}`])
    })
  })
}

describe('a login', () => {
  let registry: TestRegistry
  let other: TestRegistry

  beforeAll(async () => {
    ;[registry, other] = await Promise.all([
      memoryTestRegistry({ auth: 'token', identityToken: 'an identity token' }),
      memoryTestRegistry({ auth: 'basic', anonymousPull: true })
    ])
  })

  afterAll(() => Promise.all([registry.close(), other.close()]))

  test('of the inputs goes to the registry of image and to no other', async () => {
    await pushLegs(other, 'upstream/app', ['ltsc2022'])
    const inputs = {
      ...registry.login,
      image: `${registry.host}/org/alone`,
      tags: 'v2.7.0',
      sources: `${other.host}/upstream/app:v2.7.0-ltsc2022`
    }
    await expectPublished(registry, 'org/alone', await runBare([registry, other], inputs))
    expect(other.memory?.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([])
  })

  test('of a credential store is found, and what it lacks is looked up in the Docker config', async () => {
    const { username = '', password = '' } = registry.login
    await pushLegs(other, 'upstream/stored', ['ltsc2022'])
    const env = {
      ...dockerConfig({ credsStore: 'test', auths: authsOf([other]) }),
      ...installHelper(registry.host, { username, password })
    }
    const inputs = {
      image: `${registry.host}/org/stored\n${other.host}/mirror/stored`,
      tags: 'v2.7.0',
      sources: `${other.host}/upstream/stored:v2.7.0-ltsc2022`
    }
    const result = await runBare([registry, other], inputs, env)
    await expectPublished(registry, 'org/stored', result)
    await expectPublished(other, 'mirror/stored', result)
    expect(helperCalls().sort()).toEqual([`get ${other.host}`, `get ${registry.host}`].sort())
  })

  test('may be an identity token, which is changed for access tokens', async () => {
    await pushLegs(registry, 'org/identity', ['ltsc2022'])
    const env = {
      ...dockerConfig({ credHelpers: { [registry.host]: 'test' } }),
      ...installHelper(registry.host, { username: '<token>', password: 'an identity token' })
    }
    const inputs = { image: `${registry.host}/org/identity`, tags: 'v2.7.0', releases: 'ltsc2022' }
    const result = await runBare([registry], inputs, env)
    await expectPublished(registry, 'org/identity', result)
    expect(result.masks).toContain('an identity token')
    expect(result.log).not.toContain('an identity token')
  })
})
