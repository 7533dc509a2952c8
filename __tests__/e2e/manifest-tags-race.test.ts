import { afterAll, expect, test } from 'vitest'
import { expectRefusal, linuxImage } from '../support/fan-in.js'
import { manifestOf } from '../support/images.js'
import { memoryOf, placeIn, versionImage, writtenTo } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'

const closing: (() => Promise<unknown>)[] = []

afterAll(() => Promise.all(closing.map(close => close())))

test('a newer release that another job publishes while layers are copied stays under latest', async () => {
  const [registry, elsewhere] = [await memoryTestRegistry(), await memoryTestRegistry()]
  closing.push(registry.close, elsewhere.close)
  const place = await placeIn(registry, {
    'v2.7.0-ltsc2025': versionImage('v2.7.0'),
    latest: versionImage('v2.6.0')
  })
  const source = await placeIn(elsewhere, { linux: linuxImage })
  const newer = versionImage('v2.8.0')
  const reference = manifestOf(linuxImage).layers?.[0]?.digest ?? ''
  const publishing: Promise<unknown>[] = []
  // Long enough that what was read of the tags is not trusted any more.
  const copying = memoryOf(elsewhere).fault({
    type: 'slow',
    ms: 11_000,
    kind: 'blob-get',
    reference,
    when: () => {
      publishing.push(place.put('latest', newer))
      return true
    }
  })
  const result = await place.run({ releases: 'ltsc2025', sources: `${source.image}:linux`, tags: 'v2.7.0\nlatest' })
  await Promise.all(publishing)
  expect(copying.happened).toBe(1)
  expectRefusal(result, [
    'Another job has written these tags meanwhile',
    `${place.image}:latest names ${newer.digest} now`,
    'No tag was changed.',
    "'concurrency' group"
  ])
  expect((await registry.tags(place.repository)).get('latest')).toBe(newer.digest)
  expect(await writtenTo(place)).not.toContain('v2.7.0')
})
