import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal, linuxImage } from '../support/fan-in.js'
import { buildIndex, mediaTypes } from '../support/image-builder.js'
import { type Image, manifestOf } from '../support/images.js'
import { memoryOf, missingFrom, type Place, placeIn, versionImage, versionKey } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
})

afterAll(() => registry.close())

/** A repository with a leg of 2.7.0. */
const prepare = (held: Readonly<Record<string, Image>> = {}): Promise<Place> =>
  placeIn(registry, { 'v2.7.0-ltsc2025': versionImage('v2.7.0'), ...held })

const publish = (place: Place, more: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
  place.run({ releases: 'ltsc2025', tags: 'v2.7.0\nlatest', 'allow-removal': 'true', ...more })

const oci = (version: string | undefined, osVersion?: string): Image =>
  versionImage(version, osVersion, { mediaTypes: 'oci' })

const index = (version: string | undefined, entries: readonly Image[]): Image =>
  buildIndex({
    entries,
    mediaTypes: 'oci',
    ...(version === undefined ? {} : { annotations: { [versionKey]: version } })
  })

describe('the version that latest holds', () => {
  test.each<[string, Image]>([
    ['the annotation of an index', index('v2.8.0', [oci(undefined)])],
    ['the annotation of an index where it is higher than the labels', index('v2.8.0', [oci('v2.0.0')])],
    ['a label that is higher than the annotation', index('v2.7.0', [oci('v2.8.0')])],
    ['a label where the annotation is not a version', index('nightly', [oci('v2.8.0')])],
    [
      'the highest label of a list of several versions',
      buildIndex({ entries: [versionImage('v2.6.0'), versionImage('v2.8.0', '10.0.17763.1')] })
    ],
    [
      'the label of one image where the other has none',
      buildIndex({ entries: [versionImage('v2.8.0'), versionImage(undefined, '10.0.1.1')] })
    ],
    ['the annotation of an index whose images disagree', index('v2.8.0', [oci('v1'), oci('v2', '10.0.20348.1')])],
    ['the label of all Windows images of an index', index(undefined, [oci('v2.8.0'), oci('v2.8.0', '10.0.20348.1')])],
    ['the label of all Windows images of a list', buildIndex({ entries: [versionImage('v2.8.0'), linuxImage] })],
    ['the label of a single image', versionImage('v2.8.0')]
  ])('is %s', async (_, held) => {
    const place = await prepare({ latest: held })
    const result = await publish(place)
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    expect(result.warnings).toEqual([expect.stringContaining("'latest' stays at v2.8.0: v2.7.0 is lower")])
    expect((await registry.tags(place.repository)).get('latest')).toBe(held.digest)
  })

  test.each<[string, Image]>([
    ['tells none', buildIndex({ entries: [versionImage(undefined)] })],
    ['tells one that is no version', index('nightly', [oci('1.2.3.4')])],
    ['has no Windows image', buildIndex({ entries: [linuxImage] })],
    ['is empty', buildIndex({ entries: [] })]
  ])('is unknown where the list %s, and the tag moves with a notice', async (_, held) => {
    const place = await prepare({ latest: held })
    const result = await publish(place)
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(result.notices).toEqual([
      expect.stringMatching(/The tag 'latest' moves, although the version of the current image is not known/)
    ])
    expect((await registry.tags(place.repository)).get('latest')).toBe(result.outputs.digest)
  })

  test('counts also where what is published now tells no version', async () => {
    const held = versionImage('v2.8.0')
    const place = await placeIn(registry, { 'edge-ltsc2025': versionImage(undefined), latest: held })
    const result = await place.run({ releases: 'ltsc2025', tags: 'edge\nlatest' })
    expect(result).toMatchObject({ exitCode: 0, errors: [], notices: [] })
    expect(result.warnings).toEqual([expect.stringContaining('the version of the new image is not known')])
    expect((await registry.tags(place.repository)).get('latest')).toBe(held.digest)
  })
})

describe('a followed tag that holds something unreadable moves with a notice:', () => {
  const text = (content: string | object, mediaType: string) => (place: Place) => {
    const bytes = typeof content === 'string' ? content : JSON.stringify(content)
    memoryOf(registry).putManifest(place.repository, 'latest', bytes, mediaType)
  }
  const [child = versionImage('v9.0.0'), other = versionImage('v9.0.0')] = ['10.0.14393.1', '10.0.17763.1'].map(
    osVersion => versionImage('v9.0.0', osVersion)
  )
  const putBroken = async (place: Place): Promise<void> => {
    await place.put('latest', buildIndex({ entries: [child, other] }))
  }
  const nested = (depth: number): Image =>
    buildIndex({ entries: [{ image: depth === 0 ? child : nested(depth - 1), platform: null }] })
  const empty = { mediaType: 'application/vnd.oci.empty.v1+json', digest: `sha256:${'0'.repeat(64)}`, size: 2 }

  const expectMoved = async (hold: (place: Place) => unknown): Promise<void> => {
    const place = await prepare()
    await hold(place)
    expect(memoryOf(registry).tags(place.repository).has('latest')).toBe(true)
    const result = await publish(place)
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(result.notices).toEqual([expect.stringContaining("'latest' moves")])
    expect((await registry.tags(place.repository)).get('latest')).toBe(result.outputs.digest)
    expect(missingFrom(memoryOf(registry), place.repository, 'latest')).toEqual([])
  }

  test.each<[string, (place: Place) => unknown]>([
    ['a text', text('no JSON', mediaTypes.oci.manifest)],
    ['a manifest of schema 1', text({ schemaVersion: 1 }, 'application/vnd.docker.distribution.manifest.v1+prettyjws')],
    ['a media type of its own', text({ schemaVersion: 2 }, 'application/vnd.example+json')],
    ['a list with the members of an image', text({ schemaVersion: 2, manifests: [], layers: [] }, mediaTypes.oci.list)],
    ['a list of lists without end', place => place.put('latest', nested(5))],
    [
      'a list of which an image is gone',
      async place => {
        await putBroken(place)
        memoryOf(registry).deleteManifest(place.repository, child.digest)
      }
    ]
  ])('%s', (_, hold) => expectMoved(hold))

  // Were the 404 of the config an error of the run, nothing could be published there any more.
  test('a list of which the config of an image is gone', () =>
    expectMoved(async place => {
      await putBroken(place)
      memoryOf(registry).deleteBlob(place.repository, manifestOf(child).config?.digest ?? '')
    }))

  test('an artifact whose config says nothing', () =>
    expectMoved(place => {
      const digest = memoryOf(registry).putBlob(place.repository, '{}')
      text({ schemaVersion: 2, config: { ...empty, digest }, layers: [] }, mediaTypes.oci.manifest)(place)
    }))
})

describe('a followed tag that cannot be read', () => {
  test.each([
    [401, 'UNAUTHORIZED'],
    [403, 'DENIED']
  ])('because of a %i is no tag that is not there: the step fails and no tag changes', async (status, code) => {
    const place = await prepare({ latest: versionImage('v2.8.0') })
    const before = await registry.tags(place.repository)
    const memory = memoryOf(registry)
    memory.fault({ type: 'status', status, code, kind: 'manifest-get', reference: 'latest', times: Infinity })
    const result = await publish(place, { retries: '1' })
    memory.clearFaults()
    expectRefusal(result, [`${place.image}:latest`, `answered ${status} (${code}`])
    expect(await registry.tags(place.repository)).toEqual(before)
  })
})
