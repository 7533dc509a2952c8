import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/oci/digest.js'
import { parseDocument } from '../../src/oci/document.js'
import type { Entry } from '../../src/oci/entries.js'
import { hasNoHost } from '../../src/oci/attachments.js'
import { buildIndex, type ListParts } from '../../src/oci/image-index.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Content, Descriptor, Index, Platform } from '../../src/oci/types.js'
import { digestNo, entryNo, windowsPlatform } from '../support/samples.js'

const unknown: Platform = { os: 'unknown', architecture: 'unknown' }

/** What BuildKit puts beside an image: a descriptor that says of which image it speaks. */
const attestation = (number: number, subject: number, more: Partial<Descriptor> = {}): Descriptor => ({
  mediaType: mediaTypes.ociManifest,
  digest: digestNo(number),
  size: 566,
  platform: unknown,
  annotations: {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': digestNo(subject)
  },
  ...more
})

const oci = (number: number, platform: Platform): Entry => {
  const entry = entryNo(number, platform)
  return { ...entry, descriptor: { ...entry.descriptor, mediaType: mediaTypes.ociManifest } }
}

const ltsc2022 = entryNo(1, windowsPlatform('10.0.20348.5499'))
const ltsc2025 = entryNo(2, windowsPlatform('10.0.26100.33296'))

const build = (more: Partial<ListParts> = {}): Content =>
  buildIndex({ entries: [ltsc2025, ltsc2022], attachments: [], type: 'auto', annotations: {}, ...more })

const textOf = ({ bytes }: Content): string => new TextDecoder().decode(bytes)

const jsonOf = (content: Content): { manifests: Record<string, unknown>[] } & Record<string, unknown> =>
  JSON.parse(textOf(content)) as ReturnType<typeof jsonOf>

describe('the media type of a list', () => {
  it.each<[string, Partial<ListParts>, string]>([
    ['every child is of Docker', {}, mediaTypes.dockerList],
    ['there is one of OCI', { entries: [ltsc2025, oci(3, windowsPlatform('10.0.17763.1'))] }, mediaTypes.ociIndex],
    ['all are of OCI', { entries: [oci(3, windowsPlatform('10.0.17763.1'))] }, mediaTypes.ociIndex],
    ['there are annotations', { annotations: { a: 'b' } }, mediaTypes.ociIndex],
    ['an attachment is of OCI', { attachments: [attestation(11, 1)] }, mediaTypes.ociIndex],
    ['oci is asked for', { type: 'oci' }, mediaTypes.ociIndex],
    ['docker is asked for', { type: 'docker' }, mediaTypes.dockerList]
  ])('where %s: %#', (_, more, mediaType) => {
    const list = build(more)

    expect(list.mediaType).toBe(mediaType)
    expect(jsonOf(list).mediaType).toBe(mediaType)
  })

  it.each<[string, Partial<ListParts>, string]>([
    [
      'an image of OCI',
      { entries: [ltsc2025, oci(3, windowsPlatform('10.0.17763.1'))] },
      `Input 'media-type': a Docker list cannot hold ${digestNo(3)}, whose media type is ${mediaTypes.ociManifest}. Remove the input, or set it to 'oci'.`
    ],
    [
      'an attachment of OCI',
      { attachments: [attestation(11, 1)] },
      `Input 'media-type': a Docker list cannot hold ${digestNo(11)}, whose media type is ${mediaTypes.ociManifest}. Remove the input, or set it to 'oci'.`
    ],
    [
      'annotations',
      { annotations: { a: 'b' } },
      "Input 'annotations': a Docker list cannot have annotations. Remove 'media-type', or set it to 'oci'."
    ]
  ])('is refused where docker is asked for and there is %s', (_, more, message) => {
    expect(() => build({ type: 'docker', ...more })).toThrow(message)
  })
})

describe('buildIndex', () => {
  it('writes a Docker list as docker does', () => {
    expect(textOf(build({ entries: [ltsc2025] }))).toBe(`{
   "schemaVersion": 2,
   "mediaType": "application/vnd.docker.distribution.manifest.list.v2+json",
   "manifests": [
      {
         "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
         "size": 1002,
         "digest": "${digestNo(2)}",
         "platform": {
            "architecture": "amd64",
            "os": "windows",
            "os.version": "10.0.26100.33296"
         }
      }
   ]
}`)
  })

  it('writes the annotations of an OCI index', () => {
    const list = build({ annotations: { 'org.opencontainers.image.version': 'v2.7.0', b: 'ä' } })

    expect(jsonOf(list).annotations).toEqual({ 'org.opencontainers.image.version': 'v2.7.0', b: 'ä' })
  })

  it('writes an annotation __proto__', () => {
    const annotations = JSON.parse('{"__proto__":"a"}') as Record<string, string>

    expect(textOf(build({ annotations }))).toContain('"__proto__": "a"')
  })

  it('keeps the order of the entries, and puts attachments behind them', () => {
    const list = build({ attachments: [attestation(12, 2), attestation(11, 1)] })

    expect(jsonOf(list).manifests.map(({ digest }) => digest)).toEqual([2, 1, 12, 11].map(digestNo))
  })

  it('says of an image what its config says, not what another list said', () => {
    const entry: Entry = {
      ...ltsc2022,
      descriptor: {
        ...ltsc2022.descriptor,
        platform: { os: 'windows', architecture: 'arm64' },
        urls: ['https://example.com']
      }
    }

    expect(jsonOf(build({ entries: [entry] })).manifests).toEqual([
      {
        mediaType: mediaTypes.dockerManifest,
        size: 1001,
        digest: digestNo(1),
        platform: { architecture: 'amd64', os: 'windows', 'os.version': '10.0.20348.5499' }
      }
    ])
  })

  it('copies os.features and the variant, and invents none', () => {
    const platform = windowsPlatform('10.0.26100.1', { architecture: 'arm64', variant: 'v8', osFeatures: ['win32k'] })

    expect(jsonOf(build({ entries: [entryNo(1, platform), ltsc2022] })).manifests.map(one => one.platform)).toEqual([
      {
        architecture: 'arm64',
        os: 'windows',
        'os.version': '10.0.26100.1',
        'os.features': ['win32k'],
        variant: 'v8'
      },
      { architecture: 'amd64', os: 'windows', 'os.version': '10.0.20348.5499' }
    ])
  })

  it('carries the annotations of an image into an OCI index, where they can stand', () => {
    const entry: Entry = { ...ltsc2022, descriptor: { ...ltsc2022.descriptor, annotations: { a: 'b' } } }

    expect(jsonOf(build({ entries: [entry], type: 'oci' })).manifests[0]?.annotations).toEqual({ a: 'b' })
    expect(jsonOf(build({ entries: [entry] })).manifests[0]).not.toHaveProperty('annotations')
  })

  it('keeps what is written in descriptors that are to pass through, in its order', () => {
    const written = { size: 566, digest: digestNo(11), mediaType: mediaTypes.ociManifest, 'x.unknown': [null] }
    const platform = { os: 'windows', 'os.version': '10.0.20348.5499', architecture: 'amd64' }
    const image = { 'x.unknown': 1, platform, digest: digestNo(1), urls: ['https://example.com'] }
    const descriptor = { ...ltsc2022.descriptor, platform: ltsc2022.platform, written: image }
    const list = build({ entries: [{ ...ltsc2022, descriptor }], attachments: [attestation(11, 1, { written })] })

    expect(jsonOf(list).manifests.map(one => JSON.stringify(one))).toEqual(
      [image, written].map(one => JSON.stringify(one))
    )
  })

  it('keeps the members of the list that it replaces, but its annotations', () => {
    const json = { artifactType: 'a/b', manifests: [], subject: { digest: digestNo(9) }, annotations: { a: 'b' }, x: 1 }
    const replaces: Index = { ...build({ type: 'oci' }), kind: 'index', manifests: [], annotations: {}, json }
    const list = build({ replaces, annotations: { c: 'd' } })

    expect(jsonOf(list)).toMatchObject({ artifactType: 'a/b', subject: json.subject, x: 1, annotations: { c: 'd' } })
    expect(jsonOf(list).manifests).toHaveLength(2)
    expect(build({ replaces })).toMatchObject({ mediaType: mediaTypes.ociIndex })
    expect(jsonOf(build({ replaces }))).not.toHaveProperty('annotations')
  })

  it('writes attachments that were read from nowhere', () => {
    expect(jsonOf(build({ attachments: [attestation(11, 1)] })).manifests[2]).toEqual({
      mediaType: mediaTypes.ociManifest,
      size: 566,
      digest: digestNo(11),
      platform: unknown,
      annotations: attestation(11, 1).annotations
    })
  })

  it('gives the same bytes for the same parts', () => {
    const parts = { attachments: [attestation(11, 1)], annotations: { a: 'b' } }

    expect(build(parts)).toEqual(build(parts))
    expect(build(parts).digest).not.toBe(build().digest)
  })

  it('gives the digest of its bytes', () => {
    const list = build()

    expect(list.digest).toBe(digestOf(list.bytes))
  })

  it.each<Partial<ListParts>>([{}, { type: 'oci' }, { attachments: [attestation(11, 1)], annotations: { a: 'b' } }])(
    'writes what is read as the same again (%#)',
    more => {
      const document = parseDocument(build(more))

      expect(document.kind).toBe('index')
      expect(document.annotations).toEqual(more.annotations ?? {})
      if (document.kind !== 'index') return
      expect(document.manifests.slice(0, 2).map(({ platform }) => platform)).toEqual([
        ltsc2025.platform,
        ltsc2022.platform
      ])
      expect(document.manifests.filter(hasNoHost)).toHaveLength(more.attachments?.length ?? 0)
    }
  )
})
