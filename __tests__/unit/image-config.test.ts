import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../src/oci/document.js'
import { refusal, utf8, type Json } from '../support/documents.js'

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
    expect(read(body)).toStrictEqual({ platform: {}, labels: {}, diffIds: [], history: [], json: body })
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

    expect(read(body)).toStrictEqual({
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
    ['an os that is a number', { os: 1 }, 'config.os is not a non-empty string'],
    ['an os.version that is an object', { 'os.version': {} }, "config['os.version'] is not a non-empty string"],
    ['features that are a text', { 'os.features': 'win32k' }, "config['os.features'] is not an array"],
    ['an empty feature', { 'os.features': [''] }, "config['os.features'][0] is not a non-empty string"],
    ['a list in the place of its config', { config: [] }, 'config.config is not an object'],
    ['a text in the place of its config', { config: 'x' }, 'config.config is not an object'],
    ['labels that are a list', { config: { Labels: [] } }, 'config.config.Labels is not an object'],
    ['a text in the place of its layers', { rootfs: 'x' }, 'config.rootfs is not an object'],
    ['layers that are a text', { rootfs: { diff_ids: 'x' } }, 'config.rootfs.diff_ids is not an array'],
    [
      'a layer that is no digest',
      { rootfs: { diff_ids: ['x'] } },
      'config.rootfs.diff_ids[0] is not a digest (sha256: and 64 hexadecimal digits in lower case)'
    ],
    ['a history that is an object', { history: {} }, 'config.history is not an array'],
    ['a step of the history that is a text', { history: ['x'] }, 'config.history[0] is not an object'],
    [
      'a command that is a list',
      { history: [{ created_by: [] }] },
      'config.history[0].created_by is not a non-empty string'
    ],
    ['a label that is a number', { config: { Labels: { a: 1 } } }, "config.config.Labels['a'] is not a string"]
  ])('refuses %s', (_, body, message) => {
    expect(refusal(() => read(body))).toBe(message)
  })

  it('refuses a mark of the byte order, which JSON does not have', () => {
    expect(refusal(() => read('\uFEFF{}'))).toBe('the image config is not JSON')
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
      "config.config.Labels['__proto__'] is not a string"
    )
  })

  it('inherits nothing from a member __proto__', () => {
    const { platform, labels } = read('{"__proto__":{"os":"windows","config":{"Labels":{"a":"b"}}}}')

    expect({ platform, labels }).toStrictEqual({ platform: {}, labels: {} })
  })
})
