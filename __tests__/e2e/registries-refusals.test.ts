import { afterEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal, runBare, runManifest } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import type { Image } from '../support/images.js'
import type { MemoryRegistryOptions, StatusFault } from '../support/memory-registry.js'
import { memoryOf, type Place, placeIn, versionImage } from '../support/published.js'
import { refusals } from '../support/refusals.js'
import { memoryTestRegistry } from '../support/registries.js'

const legs = {
  'v2.7.0-ltsc2025': versionImage('v2.7.0', '10.0.26100.1'),
  'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
}
const inputs = { tags: 'v2.7.0,latest', releases: 'ltsc2022,ltsc2025', retries: '1' }
const older = buildIndex({ entries: [versionImage('v2.6.0')] })

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (
  options: MemoryRegistryOptions = {},
  tags: Readonly<Record<string, Image>> = legs
): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, tags, 'org/app')
}

/** The error of a run with a login whose writes are refused so. */
const refusedBy = async (
  fault: StatusFault,
  kind: 'manifest-put' | 'upload-post' = 'manifest-put'
): Promise<string> => {
  const place = await start({ auth: 'token' }, kind === 'upload-post' ? {} : legs)
  memoryOf(place.registry).fault({ ...fault, kind, times: Infinity })
  const source = await start()
  const sources = Object.keys(legs).map(tag => `${source.image}:${tag}`)
  const given = kind === 'upload-post' ? { tags: 'v2.7.0,latest', sources: sources.join(), retries: '1' } : inputs
  const result = await runManifest([place.registry, source.registry], { image: place.image, ...given })
  expectRefusal(result, [])
  expect(memoryOf(place.registry).tags('org/app').has('latest')).toBe(false)
  return result.errors[0] ?? ''
}

describe('a 403', () => {
  test.each([
    ['harborQuota', 'current usage of 235.9 MiB', 'quota'],
    ['digitalOceanPlan', 'limit is 1', 'limit'],
    ['ecrTags', "per image which is '1000'", 'limit'],
    ['ecrImages', "images which is '100000'", 'limit'],
    ['harborReadOnly', 'read only mode', 'read-only'],
    ['acrFirewall', "client with IP '20.1.2.3'", 'firewall']
  ] as const)('of a limit or a firewall is not blamed on the login: %s', async (name, words, remedy) => {
    const error = await refusedBy(refusals[name])
    expect(error).toContain(words)
    expect(error.slice(error.indexOf(words) + words.length)).toContain(remedy)
    expect(error).not.toMatch(/log in|has no right|'username'/i)
  })

  test.each(['upload-post', 'manifest-put'] as const)('of a package names its settings (%s)', async kind => {
    const error = await refusedBy(refusals.ghcrPackage, kind)
    for (const text of ['permission_denied: write_package', 'Manage Actions access', 'packages: write'])
      expect(error).toContain(text)
    expect(error).not.toContain("'username'")
  })

  test('without a reason says that there is none', async () => {
    const error = await refusedBy({ type: 'status', status: 403 })
    // So does Docker Hub for immutable tags: https://github.com/docker/hub-feedback/issues/2466
    for (const text of ['gave no reason', 'immutable tags', 'firewalls']) expect(error).toContain(text)
    expect(error).not.toContain("'username'")
  })

  test('of a proxy project asks whether it is one', async () => {
    expect(await refusedBy(refusals.harborProxy, 'upload-post')).toContain('proxy project')
  })
})

describe('the reason in the detail of an error', () => {
  test.each([
    ['quaySchema', 'does not match schema'],
    ['artifactoryOverwrite', 'HTTP 403 Forbidden'],
    ['nexusBlob', `sha256:${'0'.repeat(64)}`]
  ] as const)('is shown: %s', async (name, words) => {
    expect(await refusedBy(refusals[name])).toContain(words)
  })

  test('of Artifactory names the right to overwrite', async () => {
    expect(await refusedBy(refusals.artifactoryOverwrite)).toMatch(/[Oo]verwrite/)
  })

  test.each([
    ['a text', 'the reason', 'the reason'],
    ['a reason', { reason: 'the reason' }, 'the reason'],
    ['a list', [{ message: 'the reason' }], 'the reason'],
    ['a deep one', { a: { b: { c: 'the reason' } } }, undefined],
    ['a number', 42, undefined]
  ])('is read from %s', async (_, detail, shown) => {
    const error = await refusedBy({ type: 'status', status: 400, code: 'MANIFEST_INVALID', message: 'bad', detail })
    if (shown === undefined) expect(error).not.toContain('the reason')
    else expect(error).toContain(shown)
  })

  test('is bounded and harmless', async () => {
    const detail = `\n::error::forged${'x'.repeat(50_000)}`
    const error = await refusedBy({ type: 'status', status: 400, code: 'MANIFEST_INVALID', message: 'bad', detail })
    expect(error.length).toBeLessThan(3_000)
    expect(error).not.toMatch(/\n::error::forged/)
  })
})

describe('a limit of something in front of the registry', () => {
  test('for the size of a body is told with the size of the layer', async () => {
    const big = versionImage('v2.7.0', '10.0.20348.1', { layers: [{ size: 3_000_000 }] })
    const source = await start({}, { one: big })
    const place = await start({ bodyLimit: 1_000_000 }, {})
    const result = await runManifest([place.registry, source.registry], {
      image: place.image,
      tags: 'v2.7.0',
      sources: `${source.image}:one`
    })
    expectRefusal(result, ['answered 413', /3(\.\d)? MB/, 'client_max_body_size'])
    expect(result.errors[0]).not.toContain("the input 'image'")
  })

  const limited = async (login: Readonly<Record<string, string>>): Promise<ActionResult> => {
    const place = await start()
    memoryOf(place.registry).fault({ ...refusals.hubLimit, kind: 'manifest-get', times: Infinity })
    return runBare([place.registry], { image: place.image, ...inputs, retries: '1', ...login })
  }

  test('for requests does not ask for a login that was given', async () => {
    const result = await limited({ username: 'ada', password: 'correct horse' })
    expectRefusal(result, ['answered 429', 'pull rate limit', 'later'])
    expect(result.errors[0]).not.toMatch(/log in/)
  })

  test('for requests proposes a login where there is none', async () => {
    expectRefusal(await limited({}), ['answered 429', 'log in'])
  })
})

describe('a pull-through cache', () => {
  test('is named as a possible cause where a push is not supported', async () => {
    const source = await start()
    const place = await start({ pullThrough: true }, { latest: older })
    const sources = Object.keys(legs).map(tag => `${source.image}:${tag}`)
    const result = await runManifest([place.registry, source.registry], {
      image: place.image,
      tags: 'v2.7.0',
      sources: sources.join()
    })
    expectRefusal(result, ['answered 405 (UNSUPPORTED', 'pull-through cache', 'proxy project'])
  })
})
