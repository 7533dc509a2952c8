import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/oci/digest.js'
import type { Entry } from '../../src/oci/entries.js'
import { labelNames } from '../../src/oci/labels.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { followImages, replacedDescriptor, unchangedDescriptor } from '../../src/oci/pass-through.js'
import { digestNo, entryNo, linuxPlatform, windowsPlatform } from '../support/samples.js'

const bytes = 'the manifest'
const digest = digestOf(bytes)
const platform = windowsPlatform('10.0.20348.1')
const descriptor = { mediaType: mediaTypes.ociManifest, digest, size: bytes.length, platform }
const written = {
  'x.unknown': 1,
  platform: { 'x.unknown': 2, os: 'windows', architecture: 'amd64', 'os.version': '10.0.20348.1' },
  data: Buffer.from(bytes).toString('base64')
}

describe('unchangedDescriptor', () => {
  it('is what was written, where that is right', () => {
    expect(unchangedDescriptor(descriptor, written, platform)).toBe(written)
    expect(unchangedDescriptor(descriptor, written)).toBe(written)
  })

  it.each(['', 'not the manifest', `${bytes}x`])('has no data that is not the content: %j', data => {
    const { data: _data, ...others } = written
    const lie = { ...written, data: Buffer.from(data).toString('base64') }
    expect(unchangedDescriptor(descriptor, lie, platform)).toEqual(others)
    expect(unchangedDescriptor(descriptor, { ...written, data: 7 }, platform)).toEqual(others)
  })

  it('gets the platform of the image, and keeps what nothing here knows of the old one', () => {
    const now = windowsPlatform('10.0.20348.2')
    expect(unchangedDescriptor(descriptor, written, now)).toEqual({
      ...written,
      platform: { 'x.unknown': 2, os: 'windows', architecture: 'amd64', 'os.version': '10.0.20348.2' }
    })
  })
})

describe('replacedDescriptor', () => {
  const content = { mediaType: mediaTypes.ociManifest, digest: digestNo(2), size: 2 }

  it('is about the new content', () => {
    const listed = {
      ...descriptor,
      urls: ['https://example.com'],
      written: { ...written, urls: ['https://example.com'] }
    }
    const { data: _data, ...others } = written
    expect(replacedDescriptor(listed, content, {})).toEqual({
      ...content,
      platform,
      written: { ...others, ...content }
    })
  })

  it('follows the labels in the annotations that it has', () => {
    const listed = { ...descriptor, annotations: { a: 'old', b: 'kept' } }
    const followed = replacedDescriptor(listed, content, { a: 'new', c: 'not said' })
    expect(followed).toMatchObject({ annotations: { a: 'new', b: 'kept' } })
    expect(followed.written).toEqual({ ...content, annotations: { a: 'new', b: 'kept' } })
  })
})

describe('followImages', () => {
  const { baseName, baseDigest, version } = labelNames
  const based = (number: number, name: string | undefined): Entry =>
    entryNo(number, windowsPlatform(`10.0.${number}.1`), { base: name === undefined ? {} : { [baseName]: name } })
  const linux = entryNo(9, linuxPlatform(), { base: { [baseName]: 'debian' } })
  const annotations = { [baseName]: 'old', [baseDigest]: 'old digest', note: 'kept', empty: '' }

  it('says of the base what all Windows images say', () => {
    expect(followImages(annotations, [based(1, 'new'), based(2, 'new'), linux])).toEqual({
      ...annotations,
      [baseName]: 'new'
    })
  })

  it('says nothing where they differ', () => {
    const { [baseName]: _name, ...others } = annotations
    expect(followImages(annotations, [based(1, 'new'), based(2, 'other')])).toEqual(others)
    expect(followImages(annotations, [based(1, 'new'), based(2, undefined)])).toEqual(others)
  })

  it('adds nothing, and keeps what no image says', () => {
    expect(followImages({ note: 'kept' }, [based(1, 'new')], { [version]: '1' })).toEqual({ note: 'kept' })
    expect(followImages(annotations, [linux])).toEqual(annotations)
  })

  it('takes facts, and leaves out what is not known any more', () => {
    expect(followImages({ [version]: '1', note: 'x' }, [], { [version]: '2' })).toEqual({ [version]: '2', note: 'x' })
    expect(followImages({ [version]: '1', note: 'x' }, [], { [version]: '' })).toEqual({ note: 'x' })
  })
})
