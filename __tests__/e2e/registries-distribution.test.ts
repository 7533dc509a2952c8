import { afterEach, expect, test } from 'vitest'
import { expectRefusal, runManifest, windowsImage } from '../support/fan-in.js'
import { manifestOf } from '../support/images.js'
import type { DistributionOptions } from '../support/distribution.js'
import { type Place, placeIn } from '../support/published.js'
import { distributionTestRegistry, memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const open = (registry: TestRegistry): TestRegistry => {
  closing.push(registry.close)
  return registry
}

const start = async (options: DistributionOptions): Promise<Place> =>
  placeIn(open(await distributionTestRegistry(options)), {}, 'org/app')

/** A leg of before June 2023: its base is a layer that Microsoft's registry alone has. */
const old = windowsImage('10.0.20348.1', {
  layers: [{ foreignUrl: 'https://mcr.microsoft.com/v2/windows/nanoserver/blobs/sha256:0' }, {}]
})
const current = windowsImage('10.0.20348.5499')

describeWith(['docker-registry'], 'Distribution with its default configuration', () => {
  test.each(['registry', 'memory'] as const)(
    'refuses foreign layers, which is told at once with what to do (%s)',
    async kind => {
      const place =
        kind === 'registry'
          ? await start({ foreignUrls: 'refused' })
          : await placeIn(open(await memoryTestRegistry({ foreignUrls: 'refused' })), {}, 'org/app')
      const source = await placeIn(open(await memoryTestRegistry()), { old }, 'org/builds')
      const result = await runManifest([place.registry, source.registry], {
        image: place.image,
        tags: 'v2.7.0',
        sources: `${source.image}:old`
      })
      const foreign = manifestOf(old).layers?.[0]?.digest ?? ''
      expectRefusal(result, [
        'answered 500',
        `foreign layer ${foreign}`,
        'validation.manifests.urls.allow',
        "mode 'rebase'"
      ])
      expect(result.stdout).not.toContain('trying again')
      expect(await place.registry.tags('org/app')).toEqual(new Map())
    }
  )
})

describeWith(['docker-registry'], 'Distribution as a pull-through cache', () => {
  test('serves images, and a push to it asks whether it is a cache', async () => {
    const origin = await placeIn(open(await distributionTestRegistry()), { 'v2.7.0-ltsc2022': current }, 'org/app')
    const cache = await start({ cacheOf: `http://${origin.registry.host}` })
    const target = await placeIn(open(await memoryTestRegistry()), {}, 'org/copy')
    const read = await runManifest([target.registry, cache.registry], {
      image: target.image,
      tags: 'v2.7.0',
      sources: `${cache.image}:v2.7.0-ltsc2022`
    })
    expect(read).toMatchObject({ exitCode: 0, errors: [] })

    const written = await runManifest(cache.registry, { image: cache.image, tags: 'v2.7.0', releases: 'ltsc2022' })
    expectRefusal(written, ['answered 405 (UNSUPPORTED', 'pull-through cache', 'proxy project', 'No tag was changed'])
    expect((await origin.registry.tags('org/app')).has('v2.7.0')).toBe(false)
  })
})
