import { describe, expect, it } from 'vitest'
import { parseConfig, parseDocument } from '../../src/oci/document.js'
import { layerTypeIn, mediaTypes } from '../../src/oci/media-types.js'
import { changedSettings, countsProblem, rebaseImage, type Image } from '../../src/oci/rebase.js'
import { formatReference, parseReference } from '../../src/oci/reference.js'
import { baseCandidates, type BaseHints, type BuiltImage } from '../../src/registry/old-base.js'
import { windowsReleases } from '../../src/windows/releases.js'
import { digestNo } from '../support/samples.js'

type Json = Readonly<Record<string, unknown>>

const bytes = (json: Json): Uint8Array => new TextEncoder().encode(JSON.stringify(json))

/** An image with layers of these numbers, which are their diff_ids and their digests too. */
const image = (
  layers: readonly number[],
  config: Json = {},
  manifest: Json = {},
  mediaType: string = mediaTypes.ociManifest
): Image => ({
  config: parseConfig(
    bytes({
      os: 'windows',
      architecture: 'amd64',
      'os.version': '10.0.20348.1',
      rootfs: { type: 'layers', diff_ids: layers.map(digestNo) },
      history: layers.map(number => ({ created_by: `COPY ${number}` })),
      ...config
    })
  ),
  manifest: parseDocument({
    mediaType,
    digest: digestNo(1000),
    bytes: bytes({
      schemaVersion: 2,
      mediaType,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestNo(1001), size: 1 },
      layers: layers.map(number => ({
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest: digestNo(number),
        size: number
      })),
      ...manifest
    })
  }) as Image['manifest']
})

const read = (content: { readonly bytes: Uint8Array }): Json =>
  JSON.parse(new TextDecoder().decode(content.bytes)) as Json

describe('rebaseImage', () => {
  const options = { labels: { 'org.opencontainers.image.base.name': 'new' }, created: '2026-11-25T00:00:00.000Z' }
  const [oldBase, newBase] = [image([1, 2]), image([1, 7, 8], { 'os.version': '10.0.20348.2', 'os.features': ['x'] })]

  it('keeps everything that is the image’s own, in its place', () => {
    const own = { author: 'me', config: { Labels: { a: 'b' }, Env: ['A=b'] }, 'os.features': ['old'], extra: { x: 1 } }
    const rebased = rebaseImage(image([1, 2, 3], own), oldBase, newBase, options)
    const config = read(rebased.config)

    expect(config).toMatchObject({ author: 'me', extra: { x: 1 }, 'os.version': '10.0.20348.2', 'os.features': ['x'] })
    expect(config.config).toEqual({ Env: ['A=b'], Labels: { a: 'b', ...options.labels } })
    expect(config.rootfs).toEqual({ type: 'layers', diff_ids: [1, 7, 8, 3].map(digestNo) })
    expect(config.history).toEqual([1, 7, 8, 3].map(number => ({ created_by: `COPY ${number}` })))
    expect(rebased.own.map(({ digest }) => digest)).toEqual([digestNo(3)])
    expect(rebased.ofBase.map(({ digest }) => digest)).toEqual([1, 7, 8].map(digestNo))
  })

  it('takes os.features away with the base that had them', () => {
    const rebased = rebaseImage(image([1, 2, 3], { 'os.features': ['old'] }), oldBase, image([9]), options)
    expect(read(rebased.config)).not.toHaveProperty(['os.features'])
  })

  it('lets annotations say what the labels say, and makes none', () => {
    const annotations = { 'org.opencontainers.image.base.name': 'old', other: 'x' }
    const annotated = rebaseImage(image([1, 2, 3], {}, { annotations }), oldBase, newBase, options)
    expect(read(annotated.manifest).annotations).toEqual({ 'org.opencontainers.image.base.name': 'new', other: 'x' })
    expect(read(rebaseImage(image([1, 2, 3]), oldBase, newBase, options).manifest)).not.toHaveProperty('annotations')
  })

  it('writes layers of the base in the family of the image', () => {
    const docker = image([1, 2, 3], {}, {}, mediaTypes.dockerManifest)
    const layers = read(rebaseImage(docker, oldBase, newBase, options).manifest).layers as { mediaType: string }[]
    expect(layers.slice(0, 3).map(({ mediaType }) => mediaType)).toEqual(
      Array(3).fill('application/vnd.docker.image.rootfs.diff.tar.gzip')
    )
  })

  it('gives the same bytes for the same arguments', () => {
    const [one, other] = [0, 1].map(() => rebaseImage(image([1, 2, 3]), oldBase, newBase, options))
    expect(one?.manifest.digest).toBe(other?.manifest.digest)
  })
})

describe('what two bases differ in', () => {
  it('is told by name, with both values', () => {
    const [before, after] = [
      { Cmd: ['a'], User: 'x' },
      { Cmd: ['a'], Env: ['B=c'], User: 'y' }
    ].map(config => image([1], { config }).config)
    if (before === undefined || after === undefined) throw new Error('two are needed')
    expect(changedSettings(before, after)).toEqual(['Env was null and is ["B=c"]', 'User was "x" and is "y"'])
    expect(changedSettings(before, before)).toEqual([])
  })
})

describe('countsProblem', () => {
  it('tells three numbers that do not agree', () => {
    expect(countsProblem(image([1, 2]))).toBeUndefined()
    expect(countsProblem(image([1, 2], { history: [{}, { empty_layer: true }] }))).toBe(
      'it has 2 layers, 2 diff_ids and 1 steps of its history that made a layer'
    )
  })
})

describe('layerTypeIn', () => {
  const [docker, oci] = ['application/vnd.docker.image.rootfs', 'application/vnd.oci.image.layer']
  it.each([
    [`${docker}.diff.tar.gzip`, `${oci}.v1.tar+gzip`],
    [`${docker}.diff.tar`, `${oci}.v1.tar`],
    [`${docker}.diff.tar.zstd`, `${oci}.v1.tar+zstd`],
    [`${docker}.foreign.diff.tar.gzip`, `${oci}.nondistributable.v1.tar+gzip`]
  ])('knows that %s is %s', (one, other) => {
    for (const type of [one, other]) {
      expect(layerTypeIn(mediaTypes.dockerManifest, type)).toBe(one)
      expect(layerTypeIn(mediaTypes.ociManifest, type)).toBe(other)
    }
  })

  it('leaves what it does not know as it is', () => {
    expect(layerTypeIn(mediaTypes.dockerManifest, 'application/vnd.in-toto+json')).toBe('application/vnd.in-toto+json')
  })
})

describe('where the base of an image is looked for', () => {
  const release = windowsReleases.find(({ name }) => name === 'ltsc2022')
  if (release === undefined) throw new Error('there is no ltsc2022')
  const built = (labels: Readonly<Record<string, string>> = {}, annotations: Json = {}): BuiltImage => ({
    ...image([1, 2], { config: { Labels: labels } }, { annotations }),
    reference: 'ghcr.io/org/app:v1',
    osVersion: '10.0.20348.5499',
    release
  })
  const looked = (one: BuiltImage, hints: BaseHints = {}): string[] => baseCandidates(one, hints).map(formatReference)
  const name = 'org.opencontainers.image.base.name'
  const digest = 'org.opencontainers.image.base.digest'

  it('is where the user says, and nowhere else', () => {
    expect(looked(built({ [name]: 'a/b:c' }), { oldBase: parseReference('ghcr.io/x/y:z') })).toEqual(['ghcr.io/x/y:z'])
  })

  it('is what the labels name by its digest, then by the version of the image, then by its tag', () => {
    const labels = { [name]: 'mcr.microsoft.com/windows/nanoserver:ltsc2022', [digest]: digestNo(5) }
    expect(looked(built(labels))).toEqual([
      `mcr.microsoft.com/windows/nanoserver:ltsc2022@${digestNo(5)}`,
      'mcr.microsoft.com/windows/nanoserver:10.0.20348.5499',
      'mcr.microsoft.com/windows/nanoserver:ltsc2022'
    ])
  })

  it('is what annotations of the same names say, where there are no labels', () => {
    expect(looked(built({}, { [name]: 'ghcr.io/x/base:v1' }))).toEqual([
      'ghcr.io/x/base:10.0.20348.5499',
      'ghcr.io/x/base:v1'
    ])
  })

  it.each([{}, { [name]: 'no reference at all' }])(
    'is Microsoft’s, where the image says nothing that can be read: %o',
    labels => {
      expect(looked(built(labels))).toEqual([
        'mcr.microsoft.com/windows/servercore:10.0.20348.5499',
        'mcr.microsoft.com/windows/servercore:ltsc2022',
        'mcr.microsoft.com/windows/nanoserver:10.0.20348.5499',
        'mcr.microsoft.com/windows/nanoserver:ltsc2022'
      ])
    }
  )

  it('is the repository of base-image in their place', () => {
    expect(looked(built(), { baseImage: { registry: 'ghcr.io', path: 'x/windows' } })).toEqual([
      'ghcr.io/x/windows:10.0.20348.5499',
      'ghcr.io/x/windows:ltsc2022'
    ])
  })
})
