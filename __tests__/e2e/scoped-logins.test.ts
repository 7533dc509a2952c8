import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { authsOf, expectRefusal, runBare } from '../support/fan-in.js'
import { makeFolder } from '../support/folder.js'
import type { Image } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { memoryOf, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const legs = {
  'v2.7.0-ltsc2025': versionImage('v2.7.0', '10.0.26100.1'),
  'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
}
const inputs = { tags: 'v2.7.0', releases: 'ltsc2022,ltsc2025' }

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options: MemoryRegistryOptions, tags: Readonly<Record<string, Image>> = legs): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, tags, 'org/app')
}

const expectPublished = ({ registry }: Place, result: ActionResult): void => {
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect(memoryOf(registry).tags('org/app').get('v2.7.0')).toBe(result.outputs.digest)
}

describe('a login of docker/login-action with a scope', () => {
  /** Writes a login where the action keeps one of the scope, by the folder of the host and the scope. */
  const configOf = (logins: Readonly<Record<string, Record<string, { auth: string }>>>): string => {
    const folder = makeFolder('scoped-logins')
    closing.push(folder.remove)
    for (const [path, auths] of Object.entries(logins)) {
      mkdirSync(join(folder.path, path), { recursive: true })
      writeFileSync(join(folder.path, path, 'config.json'), JSON.stringify({ auths }))
    }
    return folder.path
  }
  const wrongFor = ({ host }: TestRegistry): Record<string, { auth: string }> => ({
    [host]: { auth: Buffer.from('eve:wrong').toString('base64') }
  })

  test.each(['', '/org/app', '@push', '/org/app@push', '/org/app@pull,push'])(
    "is found in 'buildx/config/<host>%s'",
    async scope => {
      const place = await start({ auth: 'token' })
      const DOCKER_CONFIG = configOf({
        [`buildx/config/${place.registry.host}${scope}`]: authsOf([place.registry]),
        [`buildx/config/${place.registry.host}/org/other`]: wrongFor(place.registry)
      })
      expectPublished(place, await runBare([place.registry], { image: place.image, ...inputs }, { DOCKER_CONFIG }))
    }
  )

  test('is found in BUILDX_CONFIG, and comes before one for the host and before the plain one', async () => {
    const place = await start({ auth: 'basic' })
    const { host } = place.registry
    const wrong = wrongFor(place.registry)
    const DOCKER_CONFIG = configOf({ '.': wrong })
    const BUILDX_CONFIG = configOf({
      [`config/${host}`]: wrong,
      [`config/${host}@push`]: wrong,
      [`config/${host}/org/app@pull`]: wrong,
      [`config/${host}/org/app@pull,push`]: authsOf([place.registry])
    })
    const env = { DOCKER_CONFIG, BUILDX_CONFIG }
    expectPublished(place, await runBare([place.registry], { image: place.image, ...inputs }, env))
  })

  test('for another repository or right is not used', async () => {
    const place = await start({ auth: 'token' })
    const { host } = place.registry
    const login = authsOf([place.registry])
    const DOCKER_CONFIG = configOf({
      [`buildx/config/${host}/org/app2`]: login,
      [`buildx/config/${host}@delete`]: login
    })
    const result = await runBare([place.registry], { image: place.image, ...inputs }, { DOCKER_CONFIG })
    expectRefusal(result, ['answered 401', `Log in to ${host}`])
  })
})
