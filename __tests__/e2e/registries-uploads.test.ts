import { afterEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal, runManifest } from '../support/fan-in.js'
import type { Image } from '../support/images.js'
import type { MemoryRegistryOptions } from '../support/memory-registry.js'
import { memoryOf, missingFrom, type Place, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry } from '../support/registries.js'
import { describeWith } from '../support/services.js'
import { tls } from '../support/tls.js'

const legs = {
  'v2.7.0-ltsc2025': versionImage('v2.7.0', '10.0.26100.1'),
  'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
}

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const start = async (
  options: MemoryRegistryOptions = {},
  tags: Readonly<Record<string, Image>> = legs,
  repository = 'org/app'
): Promise<Place> => {
  const registry = await memoryTestRegistry(options)
  closing.push(registry.close)
  return placeIn(registry, tags, repository)
}

/** Publishes the legs of one repository in another one. */
const publish = (from: Place, to: Place, more: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
  runManifest([to.registry, from.registry], {
    image: to.image,
    tags: 'v2.7.0',
    sources: Object.keys(legs)
      .map(tag => `${from.image}:${tag}`)
      .join(),
    ...more
  })

const expectWhole = (place: Place, result: ActionResult): void => {
  expect(result).toMatchObject({ exitCode: 0, errors: [] })
  expect(memoryOf(place.registry).tags('org/app').get('v2.7.0')).toBe(result.outputs.digest)
  expect(missingFrom(memoryOf(place.registry), 'org/app', 'v2.7.0')).toEqual([])
}

const requestsOf = ({ registry }: Place, kind: string): number =>
  memoryOf(registry).requests.filter(request => request.kind === kind).length

describe('a mount', () => {
  test.each(['no-location', 'not-kept'] as const)('that is answered oddly (%s) becomes an upload', async mount => {
    const place = await start({ mount }, {})
    const source = await placeIn(place.registry, legs, 'org/builds')
    const result = await publish(source, place)
    expectWhole(place, result)
    expect(result.durationMs).toBeLessThan(10_000)
  })

  test('that works costs nothing besides', async () => {
    const place = await start({}, {})
    const source = await placeIn(place.registry, legs, 'org/builds')
    expectWhole(place, await publish(source, place))
    expect(['blob-head', 'upload-post', 'upload-put'].map(kind => requestsOf(place, kind))).toEqual([0, 0, 0])
  })
})

describe('an upload', () => {
  test.each([404, 405] as const)('goes by PATCH where a PUT of the blob is answered by %d', async onlyPatch => {
    const [source, place] = [await start(), await start({ onlyPatch }, {})]
    expectWhole(place, await publish(source, place, { retries: '1' }))
    // Four blobs: what the first ones taught holds for those that follow.
    expect(requestsOf(place, 'upload-patch')).toBe(4)
  })

  test.each([307, 308] as const)('and every other write follows a redirect by %d within the registry', async status => {
    const [source, place] = [await start(), await start({ auth: 'token', redirectedWrites: status }, {})]
    expectWhole(place, await publish(source, place))
    const { requests } = memoryOf(place.registry)
    const hops = requests.filter(({ query, method }) => query.has('hop') && method === 'PUT')
    expect(hops.length).toBeGreaterThan(0)
    expect(hops.every(({ headers }) => headers.authorization?.startsWith('Bearer ') === true)).toBe(true)
  })

  test('is not redirected to another registry', async () => {
    const [source, place, other] = [await start(), await start({}, {}), await start({}, {})]
    const to = `http://${other.registry.host}/v2/org/app/blobs/uploads/`
    memoryOf(place.registry).fault({ type: 'redirect', to, kind: 'upload-post', status: 307, times: Infinity })
    expectRefusal(await publish(source, place), ['Uploading sha256:', 'redirects', other.registry.host])
    expect(memoryOf(other.registry).requests).toEqual([])
  })

  test('whose session is lost is tried anew, and then told with what to look at', async () => {
    const [source, place] = [await start(), await start({ forgetsUploads: true }, {})]
    const result = await publish(source, place, { retries: '2' })
    expectRefusal(result, ['BLOB_UPLOAD_UNKNOWN', 'several replicas', 'http.secret'])
    expect(requestsOf(place, 'upload-post')).toBeGreaterThanOrEqual(2)
  })

  test.each(['http://registry:5000', 'http://registry.invalid'])(
    'to the inner address %s of the registry names what its proxy has to send',
    async uploadOrigin => {
      const [source, place] = [await start(), await start({ uploadOrigin }, {})]
      const result = await publish(source, place, { retries: '1' })
      expectRefusal(result, [uploadOrigin, 'X-Forwarded-Proto', 'Host'])
    }
  )
})

describeWith(['openssl'], 'a registry behind TLS', () => {
  test.each([
    ['the port is lost', (): string => 'https://127.0.0.1:1'],
    ['the port is lost and the scheme is http', (): string => 'http://127.0.0.1:1'],
    ['it has the inner name', (): string => 'http://registry:5000']
  ])('whose upload Location is wrong (%s) names what its proxy has to send', async (_, originOf) => {
    const { key, cert, caFile } = tls()
    const source = await start()
    const place = await start({ tls: { key, cert }, uploadOrigin: originOf() }, {})
    const result = await runManifest(
      [place.registry, source.registry],
      {
        image: place.image,
        tags: 'v2.7.0',
        sources: `${source.image}:v2.7.0-ltsc2022`,
        retries: '1'
      },
      { NODE_EXTRA_CA_CERTS: caFile }
    )
    expectRefusal(result, [originOf(), 'X-Forwarded-Proto', 'Host'])
  })
})

describe('a HEAD of a blob that is redirected to a store', () => {
  /** A target whose blobs are at a store that answers HEAD by a status. */
  const atStore = async (status: 400 | 403): Promise<Place> => {
    const store = await start({ head: { blobs: status } })
    return start({ blobRedirect: store.registry.env.URL ?? `http://${store.registry.host}` })
  }

  test.each([400, 403] as const)(
    'which refuses it by %d means that the blob is there, as the registry said',
    async status => {
      const [source, place] = [await start(), await atStore(status)]
      for (const { digest } of Object.values(legs)) memoryOf(place.registry).deleteManifest('org/app', digest)
      expectWhole(place, await publish(source, place))
      expect(requestsOf(place, 'upload-put')).toBe(0)
    }
  )

  test('by something that redirects everything is no answer: the blob is uploaded', async () => {
    const [source, place] = [await start(), await start({}, {})]
    const store = await start({ head: { blobs: 403 } }, {})
    const to = `http://${store.registry.host}/v2/org/app/blobs/sha256:${'0'.repeat(64)}`
    memoryOf(place.registry).fault({ type: 'redirect', to, kind: 'blob-head', status: 302, times: Infinity })
    expectWhole(place, await publish(source, place))
  })
})
