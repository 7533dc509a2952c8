import { afterEach, describe, expect, test } from 'vitest'
import { expectRefusal, runManifest } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import type { Image } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { memoryOf, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'

const legs = {
  'v2.7.0-ltsc2025': versionImage('v2.7.0', '10.0.26100.1'),
  'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
}
const older = buildIndex({ entries: [versionImage('v2.6.0')] })
const inputs = { releases: 'ltsc2022,ltsc2025', retries: '1' }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (options: MemoryRegistryOptions, tags: Readonly<Record<string, Image>> = {}): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, { ...legs, ...tags }, 'org/app')
}

// A run that helps is one after something has changed.
const again = /[Rr]un the job again(?! once)/

describe('a tag that the registry does not let be changed', () => {
  test.each([
    ['ECR', { immutableTags: 'ecr' }, 'another tag'],
    ['Harbor', { immutableTags: 'harbor' }, 'another tag'],
    ['ACR', { lockedTags: ['2.7'] }, 'locked']
  ] as const)('is told as such, and not with a run that cannot help: %s', async (_, options, remedy) => {
    const place = await start(options, { '2.7': older })
    const result = await place.run({ ...inputs, tags: 'v2.7.0,2.7' })
    expectRefusal(result, [
      `${place.image}:2.7 was not written`,
      remedy,
      `These tags name the new list: ${place.image}:v2.7.0.`
    ])
    expect(result.errors[0]).not.toMatch(again)
  })

  test('as on Nexus is told with the policy that has to change', async () => {
    const place = await start({ redeploy: false }, { 'v2.7.0': older })
    const result = await place.run({ ...inputs, tags: 'v2.7.0' })
    expectRefusal(result, ['does not allow updating assets', 'Allow redeploy', 'No tag was changed'])
    expect(result.errors[0]).not.toMatch(again)
  })

  test('as on Nexus, where the list by digest blocks new tags, is told with the policy, too', async () => {
    const place = await start({ redeploy: false })
    const result = await place.run({ ...inputs, tags: 'v2.7.0,2.7' })
    expectRefusal(result, ['does not allow updating assets', 'Allow redeploy', 'even under another tag'])
    expect(result.errors[0]).not.toMatch(again)
  })
})

describe('a registry that rewrites manifests', () => {
  test.each(['told', 'silently'] as const)('is told to have written the tag (%s)', async rewrites => {
    const place = await start({ rewrites })
    const result = await place.run({ ...inputs, tags: 'v2.7.0' })
    const stored = memoryOf(place.registry).tags('org/app').get('v2.7.0') ?? ''
    expectRefusal(result, [`${place.image}:v2.7.0 was written, but the registry changed it`, stored])
    expect(result.errors[0]).not.toMatch(/No tag was changed|another job/)
    expect(result.durationMs).toBeLessThan(10_000)
  })

  test('silently is reported for each tag, and not with a run that cannot help', async () => {
    const place = await start({ rewrites: 'silently' })
    const tags = ['v2.7.0', '2.7', 'latest']
    const result = await place.run({ ...inputs, tags: tags.join() })
    const names = tags.map(tag => `${place.image}:${tag} was written, but the registry changed it`)
    expectRefusal(result, [...names, 'use another registry'])
    expect(result.errors[0]?.match(/use another registry/g)).toHaveLength(1)
    expect(result.errors[0]).not.toMatch(again)
    expect(result.durationMs).toBeLessThan(10_000)
  })

  test.each(['told', 'silently'] as const)('is reported where it changes an image of the list (%s)', async rewrites => {
    const source = await start({})
    const registry = await memoryTestRegistry({ rewrites })
    closing.push(registry.close)
    const place = await placeIn(registry, {}, 'org/app')
    const sources = Object.keys(legs).map(tag => `${source.image}:${tag}`)
    const result = await runManifest([registry, source.registry], {
      image: place.image,
      tags: 'v2.7.0',
      sources: sources.join(),
      retries: '1'
    })
    expectRefusal(result, ['the registry changed', 'use another registry'])
    expect(result.errors[0]).not.toMatch(again)
    expect(memoryOf(registry).tags('org/app').has('v2.7.0')).toBe(false)
  })

  test('is told before any tag is written where there are several', async () => {
    const place = await start({ rewrites: 'told' })
    const result = await place.run({ ...inputs, tags: 'v2.7.0,2.7' })
    expectRefusal(result, ['the registry changed it'])
    expect(memoryOf(place.registry).tags('org/app').has('v2.7.0')).toBe(false)
  })
})
