import { describe, expect, it } from 'vitest'
import { isForeignLayer, layerTypeIn, mediaTypes } from '../../src/oci/media-types.js'
import { changedSettings, countsProblem, historyProblem, ownRunSteps, rebaseImage } from '../../src/oci/rebase.js'
import { formatReference, parseReference } from '../../src/oci/reference.js'
import { baseCandidates, type BaseHints, type BuiltImage } from '../../src/registry/old-base.js'
import { windowsReleases } from '../../src/windows/releases.js'
import type { Json } from '../support/documents.js'
import { imageOf as image, jsonOf as read } from '../support/parsed-image.js'
import { digestNo } from '../support/samples.js'

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

  it('keeps what the manifest says beside digest, size and type of its config', () => {
    const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestNo(1001), size: 1 }
    const annotated = image([1, 2, 3], {}, { config: { ...config, annotations: { a: 'b' } } })
    const rebased = rebaseImage(annotated, oldBase, newBase, options)
    expect(read(rebased.manifest).config).toEqual({
      mediaType: config.mediaType,
      digest: rebased.config.digest,
      size: rebased.config.bytes.length,
      annotations: { a: 'b' }
    })
  })

  it('keeps the descriptors of its own layers as they were written', () => {
    const [, , own] = [1, 2, 3].map(number => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest: digestNo(number),
      size: number,
      'x-unknown': { kept: true }
    }))
    const of = image([1, 2, 3], {}, { layers: [own, own, own] })
    const { layers } = read(rebaseImage(of, oldBase, newBase, options).manifest) as { layers: unknown[] }
    expect(layers).toHaveLength(4)
    expect(layers.at(-1)).toEqual(own)
  })

  it('says where the foreign layers of a base are to be had', () => {
    const foreign = {
      mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
      digest: digestNo(9),
      size: 9,
      urls: ['https://mcr.microsoft.com/v2/x/blobs/sha256:9']
    }
    const base = image([9], {}, { layers: [foreign] }, mediaTypes.dockerManifest)
    const { manifest, ofBase } = rebaseImage(image([1, 2, 3]), oldBase, base, options)
    const inFamily = { ...foreign, mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip' }
    expect(ofBase).toStrictEqual([inFamily])
    expect((read(manifest) as { layers: unknown[] }).layers[0]).toStrictEqual(inFamily)
    const plain = rebaseImage(image([1, 2, 3]), oldBase, newBase, options)
    for (const layer of plain.ofBase) expect(Object.keys(layer)).toEqual(['mediaType', 'digest', 'size'])
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

describe('the numbers of an image', () => {
  const problem = (layers: number, diffIds: number, steps: number): string =>
    `it has ${layers} layers, ${diffIds} diff_ids and ${steps} history steps that made a layer, and these counts must match`

  it.each([
    [1, 2, 2],
    [2, 1, 2],
    [2, 2, 1],
    [1, 2, 3]
  ])('are told where they do not agree: %i layers, %i diff_ids, %i steps', (layers, diffIds, steps) => {
    const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
    const [{ config }, { manifest }] = [image(numbers(diffIds)), image(numbers(layers))]
    const { config: other } = image(numbers(diffIds), {
      history: [...numbers(steps), 0].map(step => ({ empty_layer: step === 0 }))
    })
    expect(countsProblem({ manifest, config: other })).toBe(problem(layers, diffIds, steps))
    expect(countsProblem({ manifest: image(numbers(diffIds)).manifest, config })).toBeUndefined()
  })

  it('agree with those of a base where the steps of the base made its layers', () => {
    const base = image([1, 2], { history: [{}, { empty_layer: true }, {}] }).config
    const of = (...steps: readonly boolean[]): string | undefined =>
      historyProblem(image([1, 2, 3], { history: steps.map(made => ({ empty_layer: !made })) }).config, base)
    expect(of(true, false, true, true)).toBeUndefined()
    expect(of(false, true, true, true)).toBeUndefined()
    expect(of(true, true, true, false)).toMatch(/^the base has 2 layers, but the first 3 history steps, .* made 3$/)
    expect(of(true, false, false, true, true)).toMatch(
      /^the base has 2 layers, but the first 3 history steps, .* made 1$/
    )
  })

  it('say which RUN steps are behind those of a base', () => {
    const base = image([1], { history: [{ created_by: 'RUN base' }] }).config
    const own = image([1, 2], { history: [{ created_by: 'RUN base' }, { created_by: 'RUN own' }] }).config
    expect(ownRunSteps(own, base)).toEqual(['RUN own'])
  })
})

describe('isForeignLayer', () => {
  const foreign = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'
  const urls = ['https://mcr.microsoft.com/v2/x/blobs/sha256:9']

  it.each([
    [foreign, urls, true],
    ['application/vnd.oci.image.layer.nondistributable.v1.tar+gzip', urls, true],
    [foreign, [], false],
    [foreign, undefined, false],
    ['application/vnd.docker.image.rootfs.diff.tar.gzip', urls, false],
    ['application/vnd.oci.image.layer.v1.tar+gzip', undefined, false]
  ])('%s with the addresses %j: %s', (mediaType, given, expected) => {
    expect(isForeignLayer({ mediaType, ...(given === undefined ? {} : { urls: given }) })).toBe(expected)
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
