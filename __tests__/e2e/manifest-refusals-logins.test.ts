import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal, linuxImage, pushLegs, runBare, windowsImage } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { pushImage } from '../support/images.js'
import type { DeniedAnswer } from '../support/memory-registry/types.js'
import {
  distributionTestRegistry,
  memoryTestRegistry,
  type RegistryKind,
  type TestRegistry
} from '../support/registries.js'
import { describeWith, type Service } from '../support/services.js'

const repository = 'org/app'
/** What the tags hold before each run. */
const older = buildIndex({ entries: [windowsImage('10.0.20348.1'), linuxImage] })

/** How a registry checks logins; its account may only read the repository. */
type Kind = Pick<RegistryKind, 'name' | 'start'> & {
  services: readonly Service[]
  tokens: boolean
  /** Whether it knows rights at all: an htpasswd file lets everybody in it write. */
  rights: boolean
}

const inMemory = (auth: 'basic' | 'token', deniedAnswer: DeniedAnswer): Kind['start'] => {
  return () => memoryTestRegistry({ auth, deniedAnswer, readOnly: [repository] })
}

const accounts = { builder: { password: 'correct horse', rights: { [repository]: ['pull'] } } }

const kinds: readonly Kind[] = [
  {
    name: 'a registry in memory with tokens',
    services: [],
    tokens: true,
    rights: true,
    start: inMemory('token', 'insufficient-scope')
  },
  {
    name: 'a registry in memory with Basic logins',
    services: [],
    tokens: false,
    rights: true,
    start: inMemory('basic', 'denied')
  },
  {
    name: 'Distribution with htpasswd',
    services: ['docker-registry'],
    tokens: false,
    rights: false,
    start: () => distributionTestRegistry({ auth: 'basic' })
  },
  {
    name: 'Distribution with a token server',
    services: ['docker-registry', 'openssl'],
    tokens: true,
    rights: true,
    start: () => distributionTestRegistry({ auth: 'token', tokens: { accounts } })
  }
]

/** What a refused login is told in is soon said; a step that lingers costs the user's minutes. */
const soon = 10_000

for (const kind of kinds) {
  describeWith(kind.services, `${kind.name} turns away`, () => {
    let registry: TestRegistry

    beforeAll(async () => {
      registry = await kind.start()
      await pushLegs(registry, repository, ['ltsc2022'])
      for (const tag of ['v2.7.0', 'latest']) await pushImage(registry.store(repository), repository, tag, older)
    })

    afterAll(() => registry.close())

    const expectRefused = async (
      login: Readonly<Record<string, string>>,
      texts: readonly (string | RegExp)[]
    ): Promise<void> => {
      const image = `${registry.host}/${repository}`
      const before = await registry.tags(repository)
      const inputs = { image, tags: 'v2.7.0,latest', releases: 'ltsc2022', retries: '1', ...login }
      const result = await runBare([registry], inputs, {}, soon)
      expectRefusal(result, [registry.host, ...texts])
      expect(result.errors[0]).not.toContain(login.password ?? '\0')
      expect(await registry.tags(repository)).toEqual(before)
      expect(await registry.writes(repository)).toEqual([])
    }

    test('who does not log in', async () => {
      await expectRefused({}, [
        `${registry.host}/${repository}`,
        'answered 401 (UNAUTHORIZED',
        `Log in to ${registry.host} before this step (docker/login-action)`,
        "'username' and 'password'"
      ])
    })

    test('a wrong password', async () => {
      await expectRefused({ username: registry.login.username ?? '', password: 'not-the-one' }, [
        'answered 401 (UNAUTHORIZED',
        'Check the user name and the password'
      ])
    })

    if (!kind.rights) return

    test('a login that may not push, which may do a dry run', async () => {
      const dry = {
        ...registry.login,
        image: `${registry.host}/${repository}`,
        tags: 'v2.7.0,latest',
        releases: 'ltsc2022',
        push: 'false'
      }
      expect(await runBare([registry], dry)).toMatchObject({ exitCode: 0, errors: [] })
      await expectRefused({ ...registry.login }, [
        /answered (?:401 \(UNAUTHORIZED|403 \(DENIED)/,
        'no right to push to this repository'
      ])
    })
  })
}

describe('a login that may not push is turned away', () => {
  const expectNoRight = async (deniedAnswer: DeniedAnswer): Promise<void> => {
    const registry = await inMemory('token', deniedAnswer)()
    try {
      await pushLegs(registry, repository, ['ltsc2022'])
      const image = `${registry.host}/${repository}`
      const inputs = { ...registry.login, image, tags: 'v2.7.0', releases: 'ltsc2022', retries: '1' }
      const result = await runBare([registry], inputs, {}, soon)
      expectRefusal(result, [`${image}:v2.7.0`, 'answered 403 (DENIED', 'no right to push'])
    } finally {
      await registry.close()
    }
  }

  test('by a registry that denies what its token does not allow', () => expectNoRight('denied'))

  // As ghcr.io answers a missing permission.
  test('by a token server that gives no token for it', () => expectNoRight('token-denied'))
})
