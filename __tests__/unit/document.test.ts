import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseConfig, parseDocument } from '../../src/oci/document.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Manifest } from '../../src/oci/types.js'
import { asIndex, child, contentOf, list, refusal, utf8, type Json } from '../support/documents.js'
import { digestNo } from '../support/samples.js'

const { dockerManifest, dockerList, ociManifest, ociIndex } = mediaTypes

const config: Json = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestNo(1), size: 10 }
const layer: Json = { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: digestNo(2), size: 20 }
const image: Json = { schemaVersion: 2, config, layers: [layer] }

const asManifest = (body: Json | string): Manifest => {
  const document = parseDocument(contentOf(ociManifest, body))
  if (document.kind !== 'manifest') throw new Error('it is no manifest')
  return document
}

describe('parseDocument', () => {
  it.each([dockerManifest, ociManifest])('reads a manifest of the type %s', mediaType => {
    const given = contentOf(mediaType, { ...image, mediaType, annotations: { a: 'b' } })

    expect(parseDocument(given)).toStrictEqual({
      ...given,
      kind: 'manifest',
      config: { ...config, written: config },
      layers: [{ ...layer, written: layer }],
      annotations: { a: 'b' },
      json: { ...image, mediaType, annotations: { a: 'b' } }
    })
  })

  it.each([dockerList, ociIndex])('reads a list of the type %s', mediaType => {
    const given = contentOf(mediaType, { ...list, mediaType, annotations: { a: 'b' } })

    expect(parseDocument(given)).toStrictEqual({
      ...given,
      kind: 'index',
      manifests: [
        {
          mediaType: ociManifest,
          digest: digestNo(3),
          size: 30,
          platform: { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.5499' },
          written: child
        }
      ],
      annotations: { a: 'b' },
      json: { ...list, mediaType, annotations: { a: 'b' } }
    })
  })

  it('keeps the bytes as they came', () => {
    const given = contentOf(ociManifest, `  ${JSON.stringify(image, undefined, 7)}\r\n`)

    expect(parseDocument(given).bytes).toBe(given.bytes)
    expect(parseDocument(given).digest).toBe(given.digest)
  })

  it('takes a document that does not say its type', () => {
    expect(asManifest(image).mediaType).toBe(ociManifest)
    expect(asIndex(list).mediaType).toBe(ociIndex)
  })

  it('takes lists without entries', () => {
    expect(asIndex({ ...list, manifests: [] }).manifests).toEqual([])
    expect(asManifest({ ...image, layers: [] }).layers).toEqual([])
  })

  it.each([null, {}])('takes %j for annotations', annotations => {
    expect(asIndex({ ...list, annotations }).annotations).toStrictEqual({})
  })

  it('reads null as Go does: as an empty list, and as an empty text in a map', () => {
    expect(asIndex({ ...list, manifests: null }).manifests).toEqual([])
    expect(asManifest({ ...image, layers: null }).layers).toEqual([])
    expect(asIndex({ ...list, annotations: { a: null, b: 'c' } }).annotations).toEqual({ a: '', b: 'c' })
  })

  it('reads what an artifact is, and what it is about', () => {
    const subject = { mediaType: ociManifest, digest: digestNo(9), size: 9 }
    expect(asManifest({ ...image, artifactType: 'application/spdx+json', subject })).toMatchObject({
      artifactType: 'application/spdx+json',
      subject: digestNo(9)
    })
    for (const nothing of [null, undefined])
      expect(asManifest({ ...image, artifactType: nothing, subject: nothing })).not.toHaveProperty('subject')
    expect(refusal(() => asManifest({ ...image, subject: { ...subject, digest: 'sha256:0' } }))).toMatch(
      /^subject\.digest is not a digest/
    )
  })

  it.each(readdirSync(new URL('../fixtures/images', import.meta.url)))('reads the fixture %s', name => {
    const folder = new URL(`../fixtures/images/${name}/`, import.meta.url)
    const manifests = readdirSync(folder).filter(file => file.endsWith('manifest.json'))

    expect(manifests).not.toHaveLength(0)
    for (const file of manifests) {
      const bytes = readFileSync(new URL(file, folder))
      const { mediaType } = JSON.parse(bytes.toString()) as { mediaType: string }
      const document = parseDocument(contentOf(mediaType, bytes))
      if (document.kind === 'index') continue
      const read = parseConfig(readFileSync(new URL(document.config.digest.replace('sha256:', ''), folder)))
      expect(read.platform.os === 'unknown' || read.platform.osVersion?.startsWith('10.0.')).toBe(true)
    }
  })

  describe('media types', () => {
    it.each([
      'text/html',
      'application/json',
      '',
      'application/vnd.oci.image.config.v1+json',
      'application/vnd.cncf.helm.config.v1+json',
      `${ociIndex}; charset=utf-8`,
      ociIndex.toUpperCase()
    ])("refuses a document of the type '%s'", mediaType => {
      expect(refusal(() => parseDocument(contentOf(mediaType, image)))).toBe(
        `its media type '${mediaType}' is not that of an image or of a list of images`
      )
    })

    it.each([
      'application/vnd.docker.distribution.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v1+prettyjws'
    ])('says what to do with a schema 1 manifest (%s)', mediaType => {
      expect(refusal(() => parseDocument(contentOf(mediaType, image)))).toBe(
        'it is a schema 1 manifest, a format that Docker dropped in 2019'
      )
    })

    it.each([
      [ociManifest, dockerManifest, image],
      [dockerManifest, ociManifest, image],
      [ociManifest, ociIndex, image],
      [ociIndex, ociManifest, list],
      [dockerList, ociIndex, list]
    ])('refuses what is served as %s and calls itself %s', (served, declared, body) => {
      expect(refusal(() => parseDocument(contentOf(served, { ...body, mediaType: declared })))).toBe(
        `it is served as '${served}', but its mediaType is "${declared}"`
      )
    })

    it.each([null, '', 2, [ociIndex], { a: 1 }])('refuses %j in the place of a type', declared => {
      expect(refusal(() => asIndex({ ...list, mediaType: declared }))).toBe(
        `it is served as '${ociIndex}', but its mediaType is ${JSON.stringify(declared)}`
      )
    })

    it('shows a declared type without its control characters', () => {
      expect(refusal(() => asIndex({ ...list, mediaType: 'a\n::error::b' }))).toBe(
        `it is served as '${ociIndex}', but its mediaType is "a\\n::error::b"`
      )
    })

    // The message quotes the type: no RangeError of JSON.stringify may take the place of the refusal.
    it('refuses deep nonsense in the place of a type', () => {
      const deep = '['.repeat(100_000) + ']'.repeat(100_000)

      refusal(() => asIndex(`{"schemaVersion":2,"manifests":[],"mediaType":${deep}}`))
    })
  })

  describe('members of another type (CVE-2021-41190)', () => {
    it.each([dockerList, ociIndex])('refuses a list (%s) with layers', mediaType => {
      for (const more of [{ layers: [layer] }, { layers: [] }, { layers: null }, { config }, { config: null }]) {
        expect(refusal(() => parseDocument(contentOf(mediaType, { ...list, ...more })))).toBe(
          'it is an index that also has the members of a manifest'
        )
      }
    })

    it.each([dockerManifest, ociManifest])('refuses a manifest (%s) with manifests', mediaType => {
      for (const manifests of [[child], [], null]) {
        expect(refusal(() => parseDocument(contentOf(mediaType, { ...image, manifests })))).toBe(
          'it is a manifest that also has the members of an index'
        )
      }
    })

    it('refuses a manifest that is served as a list, and a list that is served as a manifest', () => {
      expect(refusal(() => asIndex(image))).toBe('it is an index that also has the members of a manifest')
      expect(refusal(() => asManifest(list))).toBe('it is a manifest that also has the members of an index')
    })
  })

  describe('bytes', () => {
    it.each<[string, string | Uint8Array]>([
      ['nothing', ''],
      ['a web page', '<!doctype html><html></html>'],
      ['half a document', JSON.stringify(list).slice(0, -1)],
      ['two documents', JSON.stringify(list).repeat(2)],
      ['deep nonsense without an end', '['.repeat(1_000_000)],
      ['a NUL behind the document', `${JSON.stringify(list)}\0`],
      ['a text that is no UTF-8', new Uint8Array([...utf8('{"a":"'), 0xff, 0xfe, ...utf8('"}')])],
      ['a surrogate in UTF-8', new Uint8Array([...utf8('{"a":"'), 0xed, 0xa0, 0x80, ...utf8('"}')])],
      ['UTF-16', new Uint8Array(Buffer.from(JSON.stringify(list), 'utf16le'))]
    ])('refuses %s', (_, body) => {
      expect(refusal(() => parseDocument(contentOf(ociIndex, body)))).toBe('the manifest is not JSON')
    })

    it('keeps the reason for whoever looks for it', () => {
      expect(() => parseDocument(contentOf(ociIndex, '{'))).toThrow(
        expect.objectContaining({ cause: expect.any(SyntaxError) as unknown })
      )
    })

    it.each(['null', '[]', '1', '"text"', 'true', '['.repeat(100_000) + ']'.repeat(100_000)])(
      'refuses JSON that is no object (%.10s)',
      body => {
        expect(refusal(() => parseDocument(contentOf(ociIndex, body)))).toBe('the manifest is not an object')
      }
    )

    it('refuses deep nonsense, which would exhaust the stack when it is written again', () => {
      const deep = '['.repeat(100_000) + ']'.repeat(100_000)

      expect(refusal(() => asIndex(`{"schemaVersion":2,"manifests":[],"x":${deep}}`))).toBe(
        'the manifest is nested more than 100 levels deep'
      )
    })
  })

  it.each([undefined, null, 1, 3, '2', 2.5, [2]])('refuses the schema version %j', schemaVersion => {
    expect(refusal(() => asIndex({ ...list, schemaVersion }))).toBe('schemaVersion is not 2')
    expect(refusal(() => asManifest({ ...image, schemaVersion }))).toBe('schemaVersion is not 2')
  })

  it.each<[string, Json, string]>([
    ['no manifests', { manifests: undefined }, 'manifests is not an array'],
    ['an object for manifests', { manifests: { 0: child } }, 'manifests is not an array'],
    ['a text for manifests', { manifests: 'x' }, 'manifests is not an array'],
    ['null for a manifest', { manifests: [child, null] }, 'manifests[1] is not an object'],
    ['a list for a manifest', { manifests: [[]] }, 'manifests[0] is not an object'],
    ['a text for annotations', { annotations: 'x' }, 'annotations is not an object'],
    ['a list for annotations', { annotations: ['x'] }, 'annotations is not an object'],
    ['a number as an annotation', { annotations: { a: 'b', c: 1 } }, "annotations['c'] is not a string"]
  ])('refuses a list with %s', (_, more, message) => {
    expect(refusal(() => asIndex({ ...list, ...more }))).toBe(message)
  })

  it.each<[string, Json, string]>([
    ['no config', { config: undefined }, 'config is not an object'],
    ['null for the config', { config: null }, 'config is not an object'],
    ['a config without a digest', { config: { ...config, digest: undefined } }, 'config.digest'],
    ['no layers', { layers: undefined }, 'layers is not an array'],
    ['an object for layers', { layers: {} }, 'layers is not an array'],
    ['a text for a layer', { layers: [layer, 'x'] }, 'layers[1] is not an object']
  ])('refuses a manifest with %s', (_, more, message) => {
    expect(refusal(() => asManifest({ ...image, ...more }))).toContain(message)
  })

  it('refuses more than 10000 entries at once', () => {
    expect(asManifest({ ...image, layers: Array(10_000).fill(layer) }).layers).toHaveLength(10_000)
    expect(refusal(() => asManifest({ ...image, layers: Array(10_001).fill(layer) }))).toBe(
      'layers has more than 10000 entries'
    )
    expect(refusal(() => asIndex({ ...list, manifests: Array(10_001).fill(1) }))).toBe(
      'manifests has more than 10000 entries'
    )
  })
})

describe('parseDocument and __proto__', () => {
  it('inherits no members', () => {
    const hidden = JSON.stringify(image).replace('{', '{"__proto__":{"manifests":[],"mediaType":"x"},')

    expect(asManifest(hidden).layers).toHaveLength(1)
    expect(refusal(() => asIndex('{"__proto__":{"schemaVersion":2,"manifests":[]}}'))).toBe('schemaVersion is not 2')
  })

  it('keeps such an annotation', () => {
    const { annotations } = asIndex('{"schemaVersion":2,"manifests":[],"annotations":{"__proto__":"a"}}')

    expect(Object.entries(annotations)).toEqual([['__proto__', 'a']])
  })
})
