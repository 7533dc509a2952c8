import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/oci/digest.js'
import { descriptorJson, DocumentError, parseConfig, parseDocument, platformJson } from '../../src/oci/document.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import type { Content, Descriptor, Index, Manifest } from '../../src/oci/types.js'
import { digestNo } from './samples.js'

type Json = Readonly<Record<string, unknown>>

const { dockerManifest, dockerList, ociManifest, ociIndex } = mediaTypes

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const content = (mediaType: string, body: Json | string | Uint8Array): Content => {
  const bytes = body instanceof Uint8Array ? body : utf8(typeof body === 'string' ? body : JSON.stringify(body))
  return { bytes, mediaType, digest: digestOf(bytes) }
}

const config: Json = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestNo(1), size: 10 }
const layer: Json = { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: digestNo(2), size: 20 }
const image: Json = { schemaVersion: 2, config, layers: [layer] }
const child: Json = {
  mediaType: ociManifest,
  digest: digestNo(3),
  size: 30,
  platform: { architecture: 'amd64', os: 'windows', 'os.version': '10.0.20348.5499' }
}
const list: Json = { schemaVersion: 2, manifests: [child] }

/** The message with which bytes are refused. */
const refusal = (parse: () => unknown): string => {
  try {
    parse()
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    return error.message
  }
  throw new Error('the document was taken')
}

const asManifest = (body: Json | string): Manifest => {
  const document = parseDocument(content(ociManifest, body))
  if (document.kind !== 'manifest') throw new Error('it is no manifest')
  return document
}

const asIndex = (body: Json | string): Index => {
  const document = parseDocument(content(ociIndex, body))
  if (document.kind !== 'index') throw new Error('it is no index')
  return document
}

const childWith = (more: Json): Descriptor | undefined =>
  asIndex({ ...list, manifests: [{ ...child, ...more }] }).manifests[0]

describe('parseDocument', () => {
  it.each([dockerManifest, ociManifest])('reads a manifest of the type %s', mediaType => {
    const given = content(mediaType, { ...image, mediaType, annotations: { a: 'b' } })

    expect(parseDocument(given)).toEqual({
      ...given,
      kind: 'manifest',
      config: { ...config, written: config },
      layers: [{ ...layer, written: layer }],
      annotations: { a: 'b' }
    })
  })

  it.each([dockerList, ociIndex])('reads a list of the type %s', mediaType => {
    const given = content(mediaType, { ...list, mediaType, annotations: { a: 'b' } })

    expect(parseDocument(given)).toEqual({
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
      annotations: { a: 'b' }
    })
  })

  it('keeps the bytes as they came', () => {
    const given = content(ociManifest, `  ${JSON.stringify(image, undefined, 7)}\r\n`)

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
    expect(asIndex({ ...list, annotations }).annotations).toEqual({})
  })

  it.each(readdirSync(new URL('../fixtures/images', import.meta.url)))('reads the fixture %s', name => {
    const folder = new URL(`../fixtures/images/${name}/`, import.meta.url)
    const manifests = readdirSync(folder).filter(file => file.endsWith('manifest.json'))

    expect(manifests).not.toHaveLength(0)
    for (const file of manifests) {
      const bytes = readFileSync(new URL(file, folder))
      const { mediaType } = JSON.parse(bytes.toString()) as { mediaType: string }
      const document = parseDocument(content(mediaType, bytes))
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
      expect(refusal(() => parseDocument(content(mediaType, image)))).toBe(
        `its media type '${mediaType}' is neither an image manifest nor a list of them`
      )
    })

    it.each([
      'application/vnd.docker.distribution.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v1+prettyjws'
    ])('says what to do with a schema 1 manifest (%s)', mediaType => {
      expect(refusal(() => parseDocument(content(mediaType, image)))).toBe(
        'it is a schema 1 manifest, which Docker gave up in 2019: push the image again with a current engine'
      )
    })

    it.each([
      [ociManifest, dockerManifest, image],
      [dockerManifest, ociManifest, image],
      [ociManifest, ociIndex, image],
      [ociIndex, ociManifest, list],
      [dockerList, ociIndex, list]
    ])('refuses what is served as %s and calls itself %s', (served, declared, body) => {
      expect(refusal(() => parseDocument(content(served, { ...body, mediaType: declared })))).toBe(
        `it is served as '${served}' but calls itself "${declared}"`
      )
    })

    it.each([null, '', 2, [ociIndex], { a: 1 }])('refuses %j in the place of a type', declared => {
      expect(refusal(() => asIndex({ ...list, mediaType: declared }))).toBe(
        `it is served as '${ociIndex}' but calls itself ${JSON.stringify(declared)}`
      )
    })

    it('shows a declared type without its control characters', () => {
      expect(refusal(() => asIndex({ ...list, mediaType: 'a\n::error::b' }))).toBe(
        `it is served as '${ociIndex}' but calls itself "a\\n::error::b"`
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
        expect(refusal(() => parseDocument(content(mediaType, { ...list, ...more })))).toBe(
          'it is an index with the members of a manifest'
        )
      }
    })

    it.each([dockerManifest, ociManifest])('refuses a manifest (%s) with manifests', mediaType => {
      for (const manifests of [[child], [], null]) {
        expect(refusal(() => parseDocument(content(mediaType, { ...image, manifests })))).toBe(
          'it is a manifest with the members of an index'
        )
      }
    })

    it('refuses a manifest that is served as a list, and a list that is served as a manifest', () => {
      expect(refusal(() => asIndex(image))).toBe('it is an index with the members of a manifest')
      expect(refusal(() => asManifest(list))).toBe('it is a manifest with the members of an index')
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
      expect(refusal(() => parseDocument(content(ociIndex, body)))).toBe('the manifest is not JSON')
    })

    it('keeps the reason for whoever looks for it', () => {
      expect(() => parseDocument(content(ociIndex, '{'))).toThrow(
        expect.objectContaining({ cause: expect.any(SyntaxError) as unknown })
      )
    })

    it.each(['null', '[]', '1', '"text"', 'true', '['.repeat(100_000) + ']'.repeat(100_000)])(
      'refuses JSON that is no object (%.10s)',
      body => {
        expect(refusal(() => parseDocument(content(ociIndex, body)))).toBe('the manifest is not an object')
      }
    )

    it('refuses deep nonsense, which would exhaust the stack when it is written again', () => {
      const deep = '['.repeat(100_000) + ']'.repeat(100_000)

      expect(refusal(() => asIndex(`{"schemaVersion":2,"manifests":[],"x":${deep}}`))).toBe(
        'the manifest is more than 100 levels deep'
      )
    })
  })

  it.each([undefined, null, 1, 3, '2', 2.5, [2]])('refuses the schema version %j', schemaVersion => {
    expect(refusal(() => asIndex({ ...list, schemaVersion }))).toBe('schemaVersion is not 2')
    expect(refusal(() => asManifest({ ...image, schemaVersion }))).toBe('schemaVersion is not 2')
  })

  it.each<[string, Json, string]>([
    ['no manifests', { manifests: undefined }, 'manifests is not a list'],
    ['null for manifests', { manifests: null }, 'manifests is not a list'],
    ['an object for manifests', { manifests: { 0: child } }, 'manifests is not a list'],
    ['a text for manifests', { manifests: 'x' }, 'manifests is not a list'],
    ['null for a manifest', { manifests: [child, null] }, 'manifests[1] is not an object'],
    ['a list for a manifest', { manifests: [[]] }, 'manifests[0] is not an object'],
    ['a text for annotations', { annotations: 'x' }, 'annotations is not an object'],
    ['a list for annotations', { annotations: ['x'] }, 'annotations is not an object'],
    ['a number as an annotation', { annotations: { a: 'b', c: 1 } }, "annotations['c'] is not a text"],
    ['null as an annotation', { annotations: { a: null } }, "annotations['a'] is not a text"]
  ])('refuses a list with %s', (_, more, message) => {
    expect(refusal(() => asIndex({ ...list, ...more }))).toBe(message)
  })

  it.each<[string, Json, string]>([
    ['no config', { config: undefined }, 'config is not an object'],
    ['null for the config', { config: null }, 'config is not an object'],
    ['a config without a digest', { config: { ...config, digest: undefined } }, 'config.digest'],
    ['no layers', { layers: undefined }, 'layers is not a list'],
    ['an object for layers', { layers: {} }, 'layers is not a list'],
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

  describe('descriptors', () => {
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
      ['platform', { platform: null }]
    ])('have no %s where it is empty: %j', (name, more) => {
      expect(childWith(more)).not.toHaveProperty(name)
    })

    it.each<[string, unknown]>([
      ['negative', -1],
      ['fractional', 1.5],
      ['huge', 2 ** 53],
      ['beyond all numbers', 1e308],
      ['a text', '30'],
      ['null', null],
      ['missing', undefined],
      ['a list', [30]]
    ])('are refused when their size is %s', (_, size) => {
      expect(refusal(() => childWith({ size }))).toBe('manifests[0].size is not a size in bytes')
    })

    it('are refused when their size overflows', () => {
      const text = JSON.stringify(list).replace('"size":30', '"size":1e999')

      expect(refusal(() => asIndex(text))).toBe('manifests[0].size is not a size in bytes')
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
        'manifests[0].digest is not a digest (sha256: and 64 hexadecimal digits)'
      )
    })

    it.each(['', null, undefined, 1, {}])('are refused when their media type is %j', mediaType => {
      expect(refusal(() => childWith({ mediaType }))).toBe('manifests[0].mediaType is not a text')
    })

    it.each<[string, Json, string]>([
      ['an annotation that is a number', { annotations: { n: 1 } }, "manifests[0].annotations['n'] is not a text"],
      ['annotations that are a list', { annotations: [] }, 'manifests[0].annotations is not an object'],
      ['a type of artifact that is a number', { artifactType: 1 }, 'manifests[0].artifactType is not a text'],
      ['an address that is a number', { urls: ['a', 1] }, 'manifests[0].urls[1] is not a text'],
      ['a platform without os', { platform: { architecture: 'amd64' } }, 'manifests[0].platform.os is not a text'],
      ['a platform without architecture', { platform: { os: 'windows' } }, 'manifests[0].platform.architecture'],
      ['an os that is a number', { platform: { os: 1 } }, 'manifests[0].platform.os is not a text'],
      [
        'an os.version that is a number',
        { platform: { os: 'windows', architecture: 'amd64', 'os.version': 10 } },
        "manifests[0].platform['os.version'] is not a text"
      ],
      [
        'os.features that are a text',
        { platform: { os: 'windows', architecture: 'amd64', 'os.features': 'win32k' } },
        "manifests[0].platform['os.features'] is not a list"
      ],
      [
        'a feature that is a number',
        { platform: { os: 'windows', architecture: 'amd64', 'os.features': ['win32k', 1] } },
        "manifests[0].platform['os.features'][1] is not a text"
      ]
    ])('are refused with %s', (_, more, message) => {
      expect(refusal(() => childWith(more))).toContain(message)
    })

    it('have every member of a platform that is not empty', () => {
      const platform = { os: 'windows', architecture: 'arm64', variant: 'v8' }

      expect(
        childWith({ platform: { ...platform, 'os.version': '10.0.1', 'os.features': ['win32k'] } })?.platform
      ).toEqual({
        ...platform,
        osVersion: '10.0.1',
        osFeatures: ['win32k']
      })
      expect(
        childWith({ platform: { ...platform, 'os.version': '', 'os.features': [], variant: '' } })?.platform
      ).toEqual({ os: 'windows', architecture: 'arm64' })
      expect(childWith({ platform: { ...platform, 'os.version': null, 'os.features': null } })?.platform).toEqual(
        platform
      )
    })
  })
})

describe('parseConfig', () => {
  const read = (body: Json | string): ReturnType<typeof parseConfig> =>
    parseConfig(utf8(typeof body === 'string' ? body : JSON.stringify(body)))

  it('reads the platform and the labels', () => {
    expect(
      read({
        architecture: 'amd64',
        os: 'windows',
        'os.version': '10.0.20348.5499',
        'os.features': ['win32k'],
        variant: 'v3',
        config: { Labels: { a: 'b' }, Cmd: ['cmd'] },
        rootfs: { type: 'layers', diff_ids: [] }
      })
    ).toMatchObject({
      platform: {
        architecture: 'amd64',
        os: 'windows',
        osVersion: '10.0.20348.5499',
        osFeatures: ['win32k'],
        variant: 'v3'
      },
      labels: { a: 'b' }
    })
  })

  it.each<[string, Json]>([
    ['nothing', {}],
    ['null for everything', { os: null, architecture: null, 'os.version': null, 'os.features': null, config: null }],
    ['empty texts', { os: '', architecture: '', variant: '', 'os.version': '', 'os.features': [], config: {} }],
    ['null for labels', { config: { Labels: null } }],
    ['null for its layers and its history', { rootfs: { diff_ids: null }, history: null, created: null }],
    ['null for its root file system', { rootfs: null }]
  ])('reads a config with %s: what is absent is absent', (_, body) => {
    expect(read(body)).toEqual({ platform: {}, labels: {}, diffIds: [], history: [], json: body })
  })

  it('reads what made which layer', () => {
    const [bottom, top] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`]
    const body = {
      created: '2026-11-10T00:00:00Z',
      rootfs: { type: 'layers', diff_ids: [bottom, top] },
      history: [
        { comment: 'buildkit.dockerfile.v0', created_by: 'COPY app /app', empty_layer: false },
        { created_by: 'ENV A=b', empty_layer: true },
        {}
      ]
    }

    expect(read(body)).toEqual({
      platform: {},
      labels: {},
      created: '2026-11-10T00:00:00Z',
      diffIds: [bottom, top],
      history: [
        { createdBy: 'COPY app /app', comment: 'buildkit.dockerfile.v0', hasLayer: true },
        { createdBy: 'ENV A=b', hasLayer: false },
        { createdBy: '', hasLayer: true }
      ],
      json: body
    })
  })

  it.each<[string, Json | string, string]>([
    ['no JSON', '{', 'the image config is not JSON'],
    ['a list', '[]', 'the image config is not an object'],
    ['null', 'null', 'the image config is not an object'],
    ['an os that is a number', { os: 1 }, 'config.os is not a text'],
    ['an os.version that is an object', { 'os.version': {} }, "config['os.version'] is not a text"],
    ['features that are a text', { 'os.features': 'win32k' }, "config['os.features'] is not a list"],
    ['an empty feature', { 'os.features': [''] }, "config['os.features'][0] is not a text"],
    ['a list in the place of its config', { config: [] }, 'config.config is not an object'],
    ['a text in the place of its config', { config: 'x' }, 'config.config is not an object'],
    ['labels that are a list', { config: { Labels: [] } }, 'config.config.Labels is not an object'],
    ['a text in the place of its layers', { rootfs: 'x' }, 'config.rootfs is not an object'],
    ['layers that are a text', { rootfs: { diff_ids: 'x' } }, 'config.rootfs.diff_ids is not a list'],
    [
      'a layer that is no digest',
      { rootfs: { diff_ids: ['x'] } },
      'config.rootfs.diff_ids[0] is not a digest (sha256: and 64 hexadecimal digits)'
    ],
    ['a history that is an object', { history: {} }, 'config.history is not a list'],
    ['a step of the history that is a text', { history: ['x'] }, 'config.history[0] is not an object'],
    ['a command that is a list', { history: [{ created_by: [] }] }, 'config.history[0].created_by is not a text'],
    ['a label that is a number', { config: { Labels: { a: 1 } } }, "config.config.Labels['a'] is not a text"]
  ])('refuses %s', (_, body, message) => {
    expect(refusal(() => read(body))).toBe(message)
  })

  it('refuses bytes that are no UTF-8', () => {
    expect(refusal(() => parseConfig(new Uint8Array([0x7b, 0xff, 0x7d])))).toBe('the image config is not JSON')
  })

  it('takes the names of what every object has for labels like others', () => {
    const { labels } = read('{"config":{"Labels":{"__proto__":"a","constructor":"b","toString":"c"}}}')

    expect(Object.entries(labels)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c']
    ])
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype)
  })

  it('refuses a label __proto__ that is an object', () => {
    expect(refusal(() => read('{"config":{"Labels":{"__proto__":{"x":"y"}}}}'))).toBe(
      "config.config.Labels['__proto__'] is not a text"
    )
  })

  it('inherits nothing from a member __proto__', () => {
    const { platform, labels } = read('{"__proto__":{"os":"windows","config":{"Labels":{"a":"b"}}}}')

    expect({ platform, labels }).toEqual({ platform: {}, labels: {} })
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
    expect(platformJson({ os: 'linux', architecture: 'amd64' })).toEqual({ architecture: 'amd64', os: 'linux' })
  })
})

describe('descriptorJson', () => {
  const plain = { mediaType: ociManifest, digest: digestNo(3), size: 30 }

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
    expect(descriptorJson({ ...plain, written: { x: 1 } })).toEqual(plain)
  })
})
