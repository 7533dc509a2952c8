import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal, linuxImage, ofCommit, windowsImage } from '../support/fan-in.js'
import { runAgainst } from '../support/hostile.js'
import { buildImage, mediaTypes } from '../support/image-builder.js'
import { type Descriptor, manifestOf, pushImage } from '../support/images.js'
import { digestOf, type MemoryRegistry, startMemoryRegistry } from '../support/memory-registry.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const { manifest: manifestType, list: listType } = mediaTypes.docker
const index = mediaTypes.oci.list

/** What the tags hold before each run. */
const older = windowsImage('10.0.20348.1')

let target: TestRegistry
let hostile: MemoryRegistry
beforeAll(async () => {
  target = await memoryTestRegistry()
  for (const tag of ['v2.7.0', 'latest']) await pushImage(target.store('org/app'), 'org/app', tag, older)
  hostile = await startMemoryRegistry()
})
afterAll(async () => {
  await target.close()
  await hostile.close()
})

/** Puts a document where nobody checks it. */
const put = (tag: string, document: object | string, mediaType: string): string =>
  hostile.putManifest('org/evil', tag, typeof document === 'string' ? document : JSON.stringify(document), mediaType)

const size = (digest: string): number => hostile.getManifest('org/evil', digest)?.bytes.length ?? 0

const listOf = (manifests: readonly object[]): object => ({ schemaVersion: 2, mediaType: index, manifests })

const child = (digest: string, mediaType: string, more: object = {}): object => ({
  mediaType,
  digest,
  size: size(digest),
  ...more
})

const run = (tag: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> =>
  runAgainst({
    inputs: {
      mode: 'manifest',
      image: `${target.host}/org/app`,
      tags: 'v2.7.0,latest',
      sources: `${hostile.host}/org/evil:${tag}`,
      retries: '2',
      ...inputs
    }
  })

/** Runs the fan-in of what lies under a tag, which has to stop with these texts and to write nothing. */
const refuse = async (tag: string, ...texts: readonly (string | RegExp)[]): Promise<void> => {
  const before = await target.tags('org/app')
  hostile.clearRequests()
  expectRefusal(await run(tag), texts)
  expect(hostile.requests.some(({ reference }) => reference === tag)).toBe(true)
  expect(await target.tags('org/app')).toEqual(before)
}

const reading = (tag: string): RegExp => new RegExp(`Reading ${hostile.host}/org/evil:${tag} failed`)

describe('a document is refused', () => {
  test('that is deep', async () => {
    const nested = '['.repeat(20_000) + ']'.repeat(20_000)
    put('deep', `{"schemaVersion":2,"manifests":[],"x":${nested}}`, index)
    await refuse('deep', reading('deep'), 'more than 100 levels deep')
  })

  test('that has very many entries', async () => {
    const one = child(digestOf('nothing'), manifestType)
    put('many', listOf(Array.from({ length: 10_001 }, () => one)), index)
    await refuse('many', reading('many'), 'manifests has more than 10000 entries')
  })

  test('that is larger than any manifest', async () => {
    put('large', { ...listOf([]), filler: 'x'.repeat(9 * 1024 * 1024) }, index)
    await refuse('large', reading('large'), 'the response is larger than')
  })

  test('that has a config larger than any', async () => {
    const config = hostile.putBlob('org/evil', JSON.stringify({ os: 'linux', filler: 'x'.repeat(9 * 1024 * 1024) }))
    put('config', { schemaVersion: 2, config: { mediaType: 'a/b', digest: config, size: 1 }, layers: [] }, manifestType)
    await refuse('config', /Reading the config of \S+\/org\/evil@sha256:\S+ failed/, 'the response is larger than')
  })

  test('that lists lists in lists in lists', async () => {
    let digest = put('deepest', listOf([]), index)
    for (let level = 0; level < 3; level++) digest = put('lists', listOf([child(digest, index)]), index)
    await refuse('lists', `${hostile.host}/org/evil@sha256:`, 'is a list of lists, nested more than 3 deep')
  })

  test.each([
    ['a list', listType, { config: {}, layers: [] }],
    ['a list with the parts of an image', index, { manifests: [], layers: [] }],
    ['a list that calls itself an image', index, { mediaType: manifestType, manifests: [] }],
    ['an image', manifestType, { manifests: [] }],
    ['an image with the parts of a list', manifestType, { config: {}, layers: [], manifests: [] }],
    ['a text', 'text/plain', {}],
    ['nothing', '', {}],
    ['an image of Docker’s first kind', 'application/vnd.docker.distribution.manifest.v1+prettyjws', {}]
  ])('that is served as %s, and is not', async (_, mediaType, document) => {
    put('type', { schemaVersion: 2, ...document }, mediaType)
    await refuse('type', reading('type'))
  })
})

describe('an image is not copied', () => {
  /** Puts an image whose manifest lies about a size; nobody else has its blobs. */
  const putLie = (what: string, which: 'config' | 'layer', of: (descriptor: Descriptor) => number): void => {
    const files = { lie: `${which} ${what}` }
    const image = buildImage({
      os: 'linux',
      architecture: 'arm64',
      labels: { ...ofCommit, ...files },
      layers: [{ files }]
    })
    const { config, layers: [layer] = [] } = manifestOf(image)
    for (const blob of image.blobs.values()) hostile.putBlob('org/evil', blob)
    const lie = (descriptor: Descriptor | undefined): object =>
      descriptor === undefined ? {} : { ...descriptor, size: of(descriptor) }
    const lied = which === 'config' ? { config: lie(config) } : { layers: [lie(layer)] }
    put('size', { schemaVersion: 2, ...manifestOf(image), ...lied }, manifestType)
  }

  test.each([
    ['config', 'more than there is', (descriptor: Descriptor) => descriptor.size + 1000],
    ['config', 'less than there is', (descriptor: Descriptor) => descriptor.size - 10],
    ['config', 'nothing', () => 0],
    ['layer', 'more than there is', (descriptor: Descriptor) => descriptor.size + 1000],
    ['layer', 'the most that there can be', () => Number.MAX_SAFE_INTEGER],
    ['layer', 'less than there is', (descriptor: Descriptor) => descriptor.size - 10],
    ['layer', 'nothing', () => 0]
  ] as const)('whose manifest says of the size of its %s: %s', async (which, what, of) => {
    putLie(what, which, of)
    await refuse(
      'size',
      /Reading sha256:\S+ of \S+\/org\/evil failed/,
      /than the \d+ bytes that its descriptor says|its descriptor says \d+/
    )
  })
})

// Each of these documents is small, or is sent once; what they stand for is not.
describe('a few documents that stand for very many images', () => {
  const bomb = (tag: string, innermost: object): void => {
    let manifests = Array.from({ length: 5000 }, () => innermost)
    for (let level = 0; level < 3; level++) {
      const digest = put(tag, listOf(manifests), index)
      manifests = Array.from({ length: 5000 }, () => child(digest, index))
    }
  }

  test('as lists in lists are refused', async () => {
    await pushImage(hostile, 'org/evil', 'linux', linuxImage)
    bomb('bomb', child(linuxImage.digest, linuxImage.mediaType))
    await refuse('bomb', `${hostile.host}/org/evil`, /contains more than 1000 images, nested lists included/)
  })

  test('as an attestation are refused', async () => {
    await pushImage(hostile, 'org/evil', 'linux', linuxImage)
    bomb('bomb', child(linuxImage.digest, linuxImage.mediaType))
    const { digest = '' } = hostile.getManifest('org/evil', 'bomb') ?? {}
    const annotations = {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': linuxImage.digest
    }
    put(
      'attested',
      listOf([child(linuxImage.digest, linuxImage.mediaType), child(digest, index, { annotations })]),
      index
    )
    await refuse('attested', `${hostile.host}/org/evil@sha256:`, /more than 1000 images/)
    expect(target.memory?.requests.length).toBeLessThan(200)
  })
})
