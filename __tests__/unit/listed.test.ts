import { describe, expect, test } from 'vitest'

import { digestOf, shortDigest } from '../../src/oci/digest.js'
import { writeDocument } from '../../src/oci/document.js'
import type { Entry } from '../../src/oci/entries.js'
import { isWrongList, listedEntries, listMismatches, type ListedEntry } from '../../src/oci/listed.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Content, Platform } from '../../src/oci/types.js'

const entry = (name: string, platform: Platform): Entry => ({
  descriptor: { mediaType: mediaTypes.dockerManifest, digest: digestOf(name), size: 7 },
  platform,
  reference: `ghcr.io/org/app:${name}`
})

const windows = (osVersion?: string, more: Partial<Platform> = {}): Platform => ({
  os: 'windows',
  architecture: 'amd64',
  ...(osVersion === undefined ? {} : { osVersion }),
  ...more
})

/** A list as it is published, with platforms as JSON. */
const listOf = (...manifests: readonly { name: string; platform?: object; mediaType?: string }[]): Content =>
  writeDocument(mediaTypes.dockerList, {
    schemaVersion: 2,
    mediaType: mediaTypes.dockerList,
    manifests: manifests.map(({ name, platform, mediaType = mediaTypes.dockerManifest }) => ({
      mediaType,
      size: 7,
      digest: digestOf(name),
      ...(platform === undefined ? {} : { platform })
    }))
  })

const amd64 = { os: 'windows', architecture: 'amd64' }

describe('listedEntries', () => {
  test('has the descriptors in their order, as they are written, each with its image', () => {
    const [newer, older] = [entry('newer', windows('10.0.26100.1')), entry('older', windows('10.0.20348.1'))]
    const list = listOf(
      { name: 'older', platform: { ...amd64, 'os.version': '10.0.17763.1' } },
      { name: 'attestation', platform: { os: 'unknown', architecture: 'unknown' } },
      { name: 'newer' },
      { name: 'list', platform: amd64, mediaType: mediaTypes.dockerList }
    )
    expect(listedEntries(list, [newer, older])).toEqual([
      { platform: windows('10.0.17763.1'), image: older.platform, entry: older },
      { platform: { os: 'unknown', architecture: 'unknown' } },
      { image: newer.platform, entry: newer },
      { platform: amd64 }
    ])
  })

  test('has the images of a list within the list, which hosts do not see', () => {
    const inner = { ...entry('inner', windows('10.0.17763.1')), within: digestOf('list') }
    const list = listOf({ name: 'list', platform: amd64, mediaType: mediaTypes.dockerList })
    expect(listedEntries(list, [inner])).toEqual([
      { platform: amd64, nested: { digest: digestOf('list'), entries: [inner] } }
    ])
  })

  test('is empty for a single image, which leaves hosts no choice', () => {
    const config = { mediaType: 'application/vnd.docker.container.image.v1+json', size: 1, digest: digestOf('config') }
    const image = writeDocument(mediaTypes.dockerManifest, { schemaVersion: 2, config, layers: [] })
    expect(listedEntries(image, [entry('image', windows('10.0.20348.1'))])).toEqual([])
  })
})

describe('listMismatches', () => {
  const listed = (platform: Platform | undefined, image: Platform): readonly ListedEntry[] => [
    { ...(platform === undefined ? {} : { platform }), image, entry: entry('image', image) }
  ]
  const name = `The image ${shortDigest(digestOf('image'))} is listed`

  test.each<[string, Platform | undefined, Platform, string]>([
    [
      'os.version',
      windows(),
      windows('10.0.20348.1'),
      'as windows/amd64, but its config says windows/amd64 10.0.20348.1'
    ],
    [
      'revision',
      windows('10.0.20348.2'),
      windows('10.0.20348.1'),
      'as windows/amd64 10.0.20348.2, but its config says windows/amd64 10.0.20348.1'
    ],
    [
      'platform',
      undefined,
      windows('10.0.20348.1'),
      'without a platform, but its config says windows/amd64 10.0.20348.1'
    ],
    ['system', windows(), { os: 'linux', architecture: 'amd64' }, 'as windows/amd64, but its config says linux/amd64'],
    [
      'architecture',
      windows('1.2.3', { architecture: 'arm64' }),
      windows('1.2.3'),
      'as windows/arm64 1.2.3, but its config'
    ],
    ['variant', windows('1.2.3', { variant: 'v2' }), windows('1.2.3'), 'as windows/amd64/v2 1.2.3, but its config'],
    [
      'os.features',
      windows('1.2.3'),
      windows('1.2.3', { osFeatures: ['win32k'] }),
      'as windows/amd64 1.2.3, but its config says windows/amd64 1.2.3 +win32k'
    ],
    [
      'architecture of Linux',
      { os: 'linux', architecture: 'arm64' },
      { os: 'linux', architecture: 'amd64' },
      'as linux/arm64'
    ]
  ])('name another %s', (_, platform, image, text) => {
    const [mismatch = '', ...others] = listMismatches(listed(platform, image))
    expect(mismatch.startsWith(`${name} ${text}`)).toBe(true)
    expect(others).toEqual([])
  })

  test.each<[string, Platform, Platform]>([
    [
      'other spellings',
      { os: 'Windows', architecture: 'x86_64', osVersion: '1.2.3' },
      windows('1.2.3', { variant: 'v1' })
    ],
    [
      'the variant of Linux, which many configs lack',
      { os: 'linux', architecture: 'arm64', variant: 'v8' },
      { os: 'linux', architecture: 'arm64' }
    ],
    ['no os.version on either side, as HostProcess images have it', windows(), windows()]
  ])('say nothing about %s', (_, platform, image) => {
    expect(listMismatches(listed(platform, image))).toEqual([])
  })

  test('say nothing about attestations, and about lists within the list', () => {
    expect(
      listMismatches([{ platform: { os: 'unknown', architecture: 'unknown' } }, { platform: windows() }, {}])
    ).toEqual([])
  })
})

describe('isWrongList', () => {
  const images = ['10.0.26100.1', '10.0.20348.1', '10.0.17763.1'].map(version => windows(version))
  const honest = images.map((platform): ListedEntry => ({ platform, image: platform, entry: entry('image', platform) }))

  test('is false for a list that says what its images are, newest first', () => {
    expect(isWrongList(honest)).toBe(false)
    expect(isWrongList([])).toBe(false)
  })

  test('is true for one in an order by which a host gets less than it could', () => {
    expect(isWrongList(honest.toReversed())).toBe(true)
  })

  test('is true for one that says something else than its images, even if no host minds', () => {
    const [first = {}, ...others] = honest
    expect(isWrongList([{ ...first, platform: windows('10.0.26100.2') }, ...others])).toBe(true)
  })

  test('is false where a Server gets only what starts with Hyper-V: no other order would help', () => {
    expect(isWrongList(honest.filter((_, i) => i !== 1))).toBe(false)
  })
})
