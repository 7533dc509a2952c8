import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/oci/digest.js'
import { parseDocument } from '../../src/oci/document.js'
import type { Entry } from '../../src/oci/entries.js'
import {
  buildIndex,
  isArtifact,
  isAttachment,
  keepAttachments,
  subjectOf,
  type ListParts
} from '../../src/oci/image-index.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { RefusedError } from '../../src/common/refused-error.js'
import type { Content, Descriptor, Manifest, Platform } from '../../src/oci/types.js'
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

describe('isAttachment', () => {
  it.each<[string, Partial<Descriptor>]>([
    ['it has the annotation and the platform', {}],
    ['it has the annotation', { platform: windowsPlatform('10.0.20348.1') }],
    ['it has an annotation of another type', { annotations: { 'vnd.docker.reference.type': 'x' }, platform: unknown }],
    ['it has the platform', { annotations: {} }]
  ])('is true where %s', (_, more) => {
    expect(isAttachment(attestation(1, 2, more))).toBe(true)
  })

  it.each<[string, Partial<Descriptor>]>([
    ['an image', { platform: windowsPlatform('10.0.20348.1'), annotations: {} }],
    ['an image of an unknown architecture', { platform: { ...unknown, os: 'windows' }, annotations: {} }],
    ['an image of an unknown system', { platform: { ...unknown, architecture: 'amd64' }, annotations: {} }],
    [
      'an image that only names another',
      { platform: windowsPlatform(), annotations: { 'vnd.docker.reference.digest': digestNo(1) } }
    ]
  ])('is false of %s', (_, more) => {
    expect(isAttachment(attestation(1, 2, more))).toBe(false)
  })

  it('is false of what has neither platform nor annotations', () => {
    expect(isAttachment({ mediaType: mediaTypes.ociManifest, digest: digestNo(1), size: 1 })).toBe(false)
  })
})

describe('an artifact of OCI 1.1', () => {
  const manifest: Manifest = {
    kind: 'manifest',
    mediaType: mediaTypes.ociManifest,
    digest: digestNo(1),
    bytes: new Uint8Array(),
    config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestNo(2), size: 2 },
    layers: [],
    annotations: {},
    json: {}
  }
  const plain = { mediaType: mediaTypes.ociManifest, digest: digestNo(1), size: 1 }
  const imageConfig = { ...manifest.config, mediaType: 'application/vnd.oci.image.config.v1+json' }

  it('is told by its type in the list', () => {
    expect(isAttachment({ ...plain, artifactType: 'application/spdx+json' })).toBe(true)
    const platform = { os: 'windows', architecture: 'amd64' }
    expect(isAttachment({ ...plain, artifactType: 'application/spdx+json', platform })).toBe(false)
  })

  it.each([
    ['a type', { artifactType: 'application/spdx+json' }, true],
    ['a subject', { subject: digestNo(3) }, true],
    ['neither', {}, false],
    ['a type and the config of an image', { artifactType: 'x', config: imageConfig }, false],
    ['a subject and the config of an image', { subject: digestNo(3), config: imageConfig }, false]
  ])('is told by its manifest with %s', (_, more, expected) => {
    expect(isArtifact(plain, { ...manifest, ...more })).toBe(expected)
    const platform = { os: 'windows', architecture: 'amd64' }
    expect(isArtifact({ ...plain, platform }, { ...manifest, ...more })).toBe(false)
  })

  it('is about what its manifest says, unless the list says it', () => {
    expect(subjectOf({ ...plain, subject: digestNo(3) })).toBe(digestNo(3))
    expect(subjectOf({ ...attestation(1, 2), subject: digestNo(3) })).toBe(digestNo(2))
  })
})

describe('subjectOf', () => {
  it('is the image that an attachment is about', () => {
    expect(subjectOf(attestation(1, 2))).toBe(digestNo(2))
    expect(subjectOf(attestation(1, 2, { annotations: {} }))).toBeUndefined()
    const { annotations, ...bare } = attestation(1, 2)
    expect(annotations).toBeDefined()
    expect(subjectOf(bare)).toBeUndefined()
  })
})

describe('keepAttachments', () => {
  it('keeps what is about an image of the list and drops the rest', () => {
    const [kept, dropped] = [attestation(11, 1), attestation(13, 3)]

    expect(keepAttachments([dropped, kept], [ltsc2022, ltsc2025])).toEqual({ kept: [kept], dropped: [dropped] })
  })

  it('keeps several attachments of one image in their order', () => {
    const attachments = [attestation(12, 1), attestation(11, 1)]

    expect(keepAttachments(attachments, [ltsc2022])).toEqual({ kept: attachments, dropped: [] })
  })

  it('keeps what was given twice once', () => {
    expect(keepAttachments([attestation(11, 1), attestation(11, 1)], [ltsc2022])).toEqual({
      kept: [attestation(11, 1)],
      dropped: []
    })
  })

  it('drops what does not say what it is about', () => {
    const silent = attestation(11, 1, { annotations: {} })

    expect(keepAttachments([silent], [ltsc2022])).toEqual({ kept: [], dropped: [silent] })
  })

  it('drops everything where nothing is listed', () => {
    expect(keepAttachments([attestation(11, 1)], [])).toEqual({ kept: [], dropped: [attestation(11, 1)] })
  })

  it('keeps what is about an attachment that is kept, in whatever order they stand', () => {
    const [first, second, third] = [attestation(11, 1), attestation(12, 11), attestation(13, 12)]
    const other = attestation(14, 15)

    for (const attachments of [
      [first, second, third, other],
      [other, third, second, first]
    ])
      expect(keepAttachments(attachments, [ltsc2022])).toEqual({
        kept: attachments.filter(one => one !== other),
        dropped: [other]
      })
  })

  it('drops attachments that are about each other only', () => {
    const circle = [attestation(11, 12), attestation(12, 11)]

    expect(keepAttachments(circle, [ltsc2022])).toEqual({ kept: [], dropped: circle })
  })

  // The first of the two is about an image that is not listed; that must not cost the second its place.
  it('keeps what is named twice, once for an image of the list', () => {
    expect(keepAttachments([attestation(11, 3), attestation(11, 1)], [ltsc2022]).kept).toEqual([attestation(11, 1)])
  })
})

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
    expect(() => build({ type: 'docker', ...more })).toThrow(new RefusedError([message]))
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
        artifactType: 'application/x',
        urls: ['https://example.com'],
        written: { data: 'x' }
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

  it('lets attachments travel as they are written', () => {
    const written = { size: 566, digest: digestNo(11), mediaType: mediaTypes.ociManifest, 'x.unknown': [null] }

    expect(JSON.stringify(jsonOf(build({ attachments: [attestation(11, 1, { written })] })).manifests[2])).toBe(
      JSON.stringify(written)
    )
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
      expect(document.manifests.filter(isAttachment)).toHaveLength(more.attachments?.length ?? 0)
    }
  )
})
