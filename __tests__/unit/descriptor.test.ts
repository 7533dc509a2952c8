import { describe, expect, it } from 'vitest'
import { descriptorJson, platformJson } from '../../src/oci/document.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Descriptor } from '../../src/oci/types.js'
import { asIndex, child, list, refusal, type Json } from '../support/documents.js'
import { digestNo } from '../support/samples.js'

const childWith = (more: Json): Descriptor | undefined =>
  asIndex({ ...list, manifests: [{ ...child, ...more }] }).manifests[0]

describe('the descriptors of a document', () => {
  it('travel as they were written', () => {
    const written = {
      ...child,
      size: 30,
      'com.example.unknown': [1, { a: null }],
      platform: { os: 'x', architecture: 'y' }
    }

    expect(childWith(written)?.written).toEqual(written)
  })

  it('have annotations, a type of artifact and addresses where these are written', () => {
    expect(
      childWith({ annotations: { a: 'b' }, artifactType: 'application/x', urls: ['https://mcr.microsoft.com/x'] })
    ).toMatchObject({ annotations: { a: 'b' }, artifactType: 'application/x', urls: ['https://mcr.microsoft.com/x'] })
  })

  it.each<[string, Json]>([
    ['annotations', { annotations: {} }],
    ['annotations', { annotations: null }],
    ['artifactType', { artifactType: '' }],
    ['artifactType', { artifactType: null }],
    ['urls', { urls: [] }],
    ['urls', { urls: null }],
    ['platform', { platform: null }],
    ['platform', { platform: { os: '', architecture: '' } }]
  ])('have no %s where it is empty: %j', (name, more) => {
    expect(childWith(more)).not.toHaveProperty(name)
  })

  it.each<[string, unknown]>([
    ['negative', -1],
    ['fractional', 1.5],
    ['a text', '30'],
    ['null', null],
    ['missing', undefined],
    ['a list', [30]]
  ])('are refused when their size is %s', (_, size) => {
    expect(refusal(() => childWith({ size }))).toBe('manifests[0].size is not a size in bytes')
  })

  it.each(['9007199254740992', '1e308', '1e999'])('are refused when their size is %s, which cannot be kept', size => {
    const text = JSON.stringify(list).replace('"size":30', `"size":${size}`)

    expect(refusal(() => asIndex(text))).toContain(`the number ${size}, which is too large to be kept`)
  })

  it.each([0, 1, 2 ** 53 - 1])('may have %d bytes', size => {
    expect(childWith({ size })?.size).toBe(size)
  })

  it.each<[string, unknown]>([
    ['short', 'sha256:abc'],
    ['in upper case', `sha256:${'A'.repeat(64)}`],
    ['of another algorithm', `md5:${'0'.repeat(32)}`],
    ['a path', `../${digestNo(1)}`],
    ['no text', 1],
    ['missing', undefined]
  ])('are refused when their digest is %s', (_, digest) => {
    expect(refusal(() => childWith({ digest }))).toBe(
      'manifests[0].digest is not a digest (sha256: and 64 hexadecimal digits in lower case)'
    )
  })

  it.each(['', null, undefined, 1, {}])('are refused when their media type is %j', mediaType => {
    expect(refusal(() => childWith({ mediaType }))).toBe('manifests[0].mediaType is not a non-empty string')
  })

  it.each<[string, Json, string]>([
    ['an annotation that is a number', { annotations: { n: 1 } }, "manifests[0].annotations['n'] is not a string"],
    ['annotations that are a list', { annotations: [] }, 'manifests[0].annotations is not an object'],
    ['a type of artifact that is a number', { artifactType: 1 }, 'manifests[0].artifactType is not a non-empty string'],
    ['an address that is a number', { urls: ['a', 1] }, 'manifests[0].urls[1] is not a non-empty string'],
    [
      'a platform without os',
      { platform: { architecture: 'amd64' } },
      'manifests[0].platform.os is not a non-empty string'
    ],
    ['a platform without architecture', { platform: { os: 'windows' } }, 'manifests[0].platform.architecture'],
    ['an os that is a number', { platform: { os: 1 } }, 'manifests[0].platform.os is not a non-empty string'],
    [
      'an os.version that is a number',
      { platform: { os: 'windows', architecture: 'amd64', 'os.version': 10 } },
      "manifests[0].platform['os.version'] is not a non-empty string"
    ],
    [
      'os.features that are a text',
      { platform: { os: 'windows', architecture: 'amd64', 'os.features': 'win32k' } },
      "manifests[0].platform['os.features'] is not an array"
    ],
    [
      'a feature that is a number',
      { platform: { os: 'windows', architecture: 'amd64', 'os.features': ['win32k', 1] } },
      "manifests[0].platform['os.features'][1] is not a non-empty string"
    ]
  ])('are refused with %s', (_, more, message) => {
    expect(refusal(() => childWith(more))).toContain(message)
  })

  it('have every member of a platform that is not empty', () => {
    const platform = { os: 'windows', architecture: 'arm64', variant: 'v8' }

    expect(
      childWith({ platform: { ...platform, 'os.version': '10.0.1', 'os.features': ['win32k'] } })?.platform
    ).toStrictEqual({
      ...platform,
      osVersion: '10.0.1',
      osFeatures: ['win32k']
    })
    expect(
      childWith({ platform: { ...platform, 'os.version': '', 'os.features': [], variant: '' } })?.platform
    ).toStrictEqual({ os: 'windows', architecture: 'arm64' })
    expect(childWith({ platform: { ...platform, 'os.version': null, 'os.features': null } })?.platform).toStrictEqual(
      platform
    )
  })
})

describe('platformJson', () => {
  it('writes the members in the order of the specification', () => {
    const platform = {
      variant: 'v8',
      osFeatures: ['b', 'a'],
      osVersion: '10.0.1.2',
      os: 'windows',
      architecture: 'arm64'
    }

    expect(JSON.stringify(platformJson(platform))).toBe(
      '{"architecture":"arm64","os":"windows","os.version":"10.0.1.2","os.features":["b","a"],"variant":"v8"}'
    )
  })

  it('invents nothing', () => {
    expect(platformJson({ os: 'linux', architecture: 'amd64' })).toStrictEqual({ architecture: 'amd64', os: 'linux' })
  })
})

describe('descriptorJson', () => {
  const plain = { mediaType: mediaTypes.ociManifest, digest: digestNo(3), size: 30 }

  it('writes the members in the order of docker', () => {
    const value: Descriptor = {
      urls: ['https://a'],
      artifactType: 'application/x',
      annotations: { a: 'b' },
      platform: { os: 'windows', architecture: 'amd64' },
      ...plain
    }

    expect(Object.keys(descriptorJson(value))).toEqual([
      'mediaType',
      'size',
      'digest',
      'platform',
      'annotations',
      'artifactType',
      'urls'
    ])
  })

  it('writes neither what is absent nor what it was read from', () => {
    expect(descriptorJson({ ...plain, written: { x: 1 } })).toStrictEqual(plain)
  })
})
