import { describe, expect, it } from 'vitest'
import { attachmentOf, hasNoHost, isArtifactOf, keepAttachments, subjectOf } from '../../src/oci/attachments.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Descriptor, Index, Manifest, Platform } from '../../src/oci/types.js'
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

const ltsc2022 = entryNo(1, windowsPlatform('10.0.20348.5499'))
const ltsc2025 = entryNo(2, windowsPlatform('10.0.26100.33296'))

describe('an entry of a list that no host takes', () => {
  it('has the platform unknown/unknown, whatever its annotations say', () => {
    expect(hasNoHost(attestation(1, 2))).toBe(true)
    expect(hasNoHost(attestation(1, 2, { annotations: {} }))).toBe(true)
  })

  it.each<[string, Partial<Descriptor>]>([
    ['an image that is annotated as an attestation', { platform: windowsPlatform('10.0.20348.1') }],
    ['an image of an unknown architecture', { platform: { ...unknown, os: 'windows' } }],
    ['an image of an unknown system', { platform: { ...unknown, architecture: 'amd64' } }]
  ])('is not %s', (_, more) => {
    expect(hasNoHost(attestation(1, 2, more))).toBe(false)
  })

  it('is not one without a platform, which containerd takes by its config', () => {
    const { platform: _platform, ...bare } = attestation(1, 2)
    expect(hasNoHost({ ...bare, artifactType: 'application/spdx+json' })).toBe(false)
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
  const list: Index = {
    kind: 'index',
    mediaType: mediaTypes.ociIndex,
    digest: digestNo(4),
    bytes: new Uint8Array(),
    manifests: [plain, { ...plain, digest: digestNo(3) }],
    annotations: {},
    json: {}
  }

  it.each([
    ['that is listed', { subject: digestNo(3) }, true],
    ['that is not listed', { subject: digestNo(5) }, false],
    ['that is listed, but has the config of an image', { subject: digestNo(3), config: imageConfig }, false],
    ['that it does not name, but has a type', { artifactType: 'application/spdx+json' }, false]
  ])('is one about an image %s', (_, more, expected) => {
    expect(isArtifactOf(plain, { ...manifest, ...more }, list)).toBe(expected)
    const platform = { os: 'windows', architecture: 'amd64' }
    expect(isArtifactOf({ ...plain, platform }, { ...manifest, ...more }, list)).toBe(false)
  })

  it('is about what its manifest says, unless the list says it', () => {
    expect(subjectOf({ ...plain, subject: digestNo(3) })).toBe(digestNo(3))
    expect(subjectOf({ ...attestation(1, 2), subject: digestNo(3) })).toBe(digestNo(2))
  })
})

describe('attachmentOf', () => {
  it('keeps what was read of a descriptor, and neither its content nor its addresses', () => {
    const child = attestation(1, 2, { urls: ['https://example.com'], written: { data: 'x' }, artifactType: 'a/b' })
    const { urls: _urls, written: _written, ...kept } = child
    expect(attachmentOf(child)).toEqual({ ...kept, listed: child })
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
