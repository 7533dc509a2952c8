import { afterEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { runManifest } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { type Image, manifestOf } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { memoryOf, missingFrom, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'
import { readTwice, tripsOf } from '../support/waves.js'

const images = {
  ltsc2025: versionImage('v2.7.0', '10.0.26100.1'),
  ltsc2022: versionImage('v2.7.0', '10.0.20348.1'),
  ltsc2019: versionImage('v2.7.0', '10.0.17763.1')
}
const legs = Object.fromEntries(Object.entries(images).map(([release, image]) => [`v2.7.0-${release}`, image]))
const older = buildIndex({ entries: [versionImage('v2.6.0'), versionImage('v2.6.0', '10.0.20348.1')] })

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A registry of its own, in which images are put without a request. */
const start = async (
  tags: Readonly<Record<string, Image>> = {},
  options: MemoryRegistryOptions = {}
): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, tags, 'org/app')
}

const publish = (place: Place, tags: string, more: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
  place.run({ tags, releases: Object.keys(images).join(), ...more })

const blobsOf = (image: Image): string[] => {
  const { config, layers = [] } = manifestOf(image)
  return [...(config === undefined ? [] : [config]), ...layers].map(({ digest }) => digest)
}

const configs = Object.values(images).map(image => blobsOf(image)[0] ?? '')
const at = (method: string, identifiers: readonly string[], kind = 'manifests'): string[] =>
  identifiers.map(identifier => `${method} /v2/org/app/${kind}/${identifier}`)

const expectTrips = (place: Place, trips: readonly (readonly string[])[]): void => {
  expect(tripsOf(memoryOf(place.registry))).toEqual(trips.flat().toSorted())
}

describe('a fan-in asks for what it needs and for nothing else:', () => {
  test('each leg and its config, the tag before and after, and one write for one tag', async () => {
    const place = await start(legs)
    expect(await publish(place, 'v2.7.0')).toMatchObject({ exitCode: 0, errors: [] })
    const legTags = Object.keys(legs)
    expectTrips(place, [
      at('GET', [...legTags, 'v2.7.0']),
      at('GET', configs, 'blobs'),
      at('PUT', ['v2.7.0']),
      at('HEAD', ['v2.7.0'])
    ])
  })

  test('followed tags are read, as their version counts, and several tags cost one write by digest', async () => {
    const place = await start(legs)
    const { outputs, exitCode } = await publish(place, 'v2.7.0,2.7,latest')
    expect(exitCode).toBe(0)
    expectTrips(place, [
      at('GET', [...Object.keys(legs), 'v2.7.0', '2.7', 'latest']),
      at('GET', configs, 'blobs'),
      at('HEAD', ['v2.7.0', '2.7', 'latest']),
      at('PUT', [outputs.digest ?? '', 'v2.7.0', '2.7', 'latest']),
      at('HEAD', ['v2.7.0', '2.7', 'latest'])
    ])
  })

  test('where versions do not matter, followed tags are not read', async () => {
    const place = await start({ ...legs, '2.7': older, latest: older })
    await publish(place, 'v2.7.0,2.7,latest', { 'allow-downgrade': 'true', 'allow-removal': 'true' })
    const read = tripsOf(memoryOf(place.registry)).filter(trip => trip.startsWith('GET'))
    expect(read).toEqual([...at('GET', Object.keys(legs)), ...at('GET', configs, 'blobs')].toSorted())
  })

  test('a second run reads the legs, their configs and the tag, and that is all', async () => {
    const place = await start(legs)
    await publish(place, 'v2.7.0')
    memoryOf(place.registry).clearRequests()
    expect(await publish(place, 'v2.7.0')).toMatchObject({ outputs: { unchanged: 'true' } })
    // Its entries are the legs: where they are read by then, they are not asked for by digest.
    const trips = tripsOf(memoryOf(place.registry)).filter(trip => !trip.includes('/manifests/sha256:'))
    expect(trips).toEqual([...at('GET', [...Object.keys(legs), 'v2.7.0']), ...at('GET', configs, 'blobs')].toSorted())
  })

  test('a dry run reads what a run reads before it writes', async () => {
    const place = await start(legs)
    expect(await publish(place, 'v2.7.0,edge', { push: 'false' })).toMatchObject({ exitCode: 0 })
    expectTrips(place, [at('GET', [...Object.keys(legs), 'v2.7.0', 'edge']), at('GET', configs, 'blobs')])
  })

  test('one token serves all requests to a registry', async () => {
    const place = await start(legs, { auth: 'token' })
    const { login, memory } = place.registry
    const result = await publish(place, 'v2.7.0,2.7,latest', login)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const { requests = [] } = memory ?? {}
    expect(requests.filter(({ kind }) => kind === 'token')).toHaveLength(1)
    // Those that go out at first know of no token yet.
    const refused = requests.filter(({ status }) => status === 401)
    expect(refused.length).toBeLessThanOrEqual(6)
    expect(requests.filter(({ status, kind }) => status !== 401 && kind !== 'token')).toHaveLength(19)
  })

  test('a refusal leaves its connection to the try with a token', async () => {
    const place = await start(legs, { auth: 'token' })
    const { login, memory } = place.registry
    expect(await publish(place, 'v2.7.0', login)).toMatchObject({ exitCode: 0, errors: [] })
    const { requests = [] } = memory ?? {}
    expect(requests.filter(({ status }) => status === 401).length).toBeGreaterThan(0)
    // Of the three legs and the tag; one more may have been opened for the token.
    expect(new Set(requests.map(({ port }) => port)).size).toBeLessThanOrEqual(4 + 1)
  })

  test('an image of another repository costs a look, a mount of each blob, and its manifest', async () => {
    const place = await start()
    const source = await placeIn(place.registry, legs, 'org/builds')
    const sources = Object.keys(legs).map(tag => `${source.image}:${tag}`)
    const result = await place.run({ tags: 'v2.7.0', sources: sources.join() })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const digests = Object.values(images).map(({ digest }) => digest)
    const blobs = [...new Set(Object.values(images).flatMap(blobsOf))]
    expectTrips(place, [
      [...at('GET', Object.keys(legs)), ...at('GET', configs, 'blobs')].map(trip =>
        trip.replace('org/app', 'org/builds')
      ),
      at('HEAD', digests),
      blobs.map(blob => `POST /v2/org/app/blobs/uploads/?mount=${blob}`),
      at('PUT', digests),
      at('GET', ['v2.7.0']),
      at('PUT', ['v2.7.0']),
      at('HEAD', ['v2.7.0'])
    ])
  })

  test('a layer that images share is copied to another registry once', async () => {
    const shared = { layers: [{ files: { 'shared.txt': 'of all' } }] }
    const built = [versionImage('v2.7.0', '10.0.26100.1', shared), versionImage('v2.7.0', '10.0.20348.1', shared)]
    const source = await start({ one: built[0] ?? older, two: built[1] ?? older })
    const target = await start()
    const inputs = { image: target.image, tags: 'v2.7.0', sources: `${source.image}:one,${source.image}:two` }
    const result = await runManifest([target.registry, source.registry], inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const blobs = [...new Set(built.flatMap(blobsOf))]
    expect(blobs).toHaveLength(3)
    const sent = memoryOf(target.registry).requests.filter(({ kind }) => kind === 'upload-put')
    expect(sent.map(({ query }) => query.get('digest')).toSorted()).toEqual(blobs.toSorted())
    const layer = manifestOf(built[0] ?? older).layers?.[0]?.digest
    const read = memoryOf(source.registry).requests.filter(({ reference }) => reference === layer)
    expect(read.map(({ method }) => method)).toEqual(['GET'])
  })

  test.each([false, true])(
    'two repositories of another registry get a layer once (mounts refused: %s)',
    async refused => {
      const source = await start(legs)
      const target = await start()
      const memory = memoryOf(target.registry)
      const fault = refused ? memory.fault({ type: 'status', status: 405, kind: 'mount', times: Infinity }) : undefined
      const result = await runManifest([target.registry, source.registry], {
        image: `${target.image}\n${target.image}-too`,
        tags: 'v2.7.0',
        sources: Object.keys(legs)
          .map(tag => `${source.image}:${tag}`)
          .join()
      })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      const blobs = [...new Set(Object.values(images).flatMap(blobsOf))]
      const sent = memory.requests.filter(({ kind }) => kind === 'upload-put')
      expect(sent).toHaveLength(refused ? 2 * blobs.length : blobs.length)
      const mounts = memory.requests.filter(({ kind }) => kind === 'mount')
      expect(mounts.map(({ reference }) => reference).toSorted()).toEqual(blobs.toSorted())
      if (fault !== undefined) expect(fault.happened).toBe(blobs.length)
      for (const repository of ['org/app', 'org/app-too']) expect(missingFrom(memory, repository, 'v2.7.0')).toEqual([])
    }
  )

  test('a second registry is read only for what it holds already', async () => {
    const place = await start(legs)
    const mirror = await start()
    const result = await runManifest([place.registry, mirror.registry], {
      image: `${place.image}\n${mirror.image}`,
      tags: 'v2.7.0',
      releases: Object.keys(images).join()
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const read = tripsOf(memoryOf(mirror.registry)).filter(trip => trip.startsWith('GET'))
    expect(read).toEqual(at('GET', ['v2.7.0']))
  })
})

// One config may be wanted for several lists that its image stands in, and once more for the copy.
describe('a fan-in reads nothing twice', () => {
  const expectOnce = (...places: Place[]): void => {
    for (const { registry } of places) expect(readTwice(memoryOf(registry))).toEqual([])
  }

  test('when nothing is published yet', async () => {
    const place = await start(legs)
    expect(await publish(place, 'v2.7.0,2.7,v2,latest')).toMatchObject({ exitCode: 0 })
    expectOnce(place)
  })

  test('when several followed tags hold one list', async () => {
    const place = await start({ ...legs, '2.7': older, latest: older })
    expect(await publish(place, 'v2.7.0,2.7,latest')).toMatchObject({ exitCode: 0 })
    expectOnce(place)
  })

  test('when the tags hold the list already', async () => {
    const place = await start(legs)
    await publish(place, 'v2.7.0,latest')
    memoryOf(place.registry).clearRequests()
    expect(await publish(place, 'v2.7.0,latest')).toMatchObject({ outputs: { unchanged: 'true' } })
    expectOnce(place)
  })

  test('when an image comes from another registry', async () => {
    const source = await start(legs)
    const target = await start()
    const sources = Object.keys(legs).map(tag => `${source.image}:${tag}`)
    const inputs = { image: target.image, tags: 'v2.7.0', sources: sources.join() }
    expect(await runManifest([target.registry, source.registry], inputs)).toMatchObject({ exitCode: 0 })
    expectOnce(source, target)
  })
})
