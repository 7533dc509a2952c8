import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import type { RunContext } from '../../src/inputs/context.js'
import { InputError } from '../../src/inputs/errors.js'
import { readManifestInputs, type ManifestInputs } from '../../src/inputs/manifest.js'
import { inputReader } from '../../src/inputs/reader.js'
import { formatReference, formatRepository } from '../../src/oci/reference.js'
import { makeFolder } from '../support/folder.js'

const folder = makeFolder('manifest-spec')
afterAll(folder.remove)

const context: RunContext = {
  eventName: 'push',
  sha: '0123456789abcdef0123456789abcdef01234567',
  actor: 'octocat',
  repository: 'org/app',
  serverUrl: 'https://github.com',
  workspace: '/work',
  date: '20260801'
}

/** Reads inputs, as a step of that run would give them. */
const read = (inputs: Readonly<Record<string, string>>, run: Partial<RunContext> = {}): Promise<ManifestInputs> =>
  readManifestInputs(
    inputReader(name => inputs[name] ?? ''),
    { ...context, ...run }
  )

let specs = 0

/** Writes a spec into a file of its own, and gives its path. */
const specFile = async (yaml: string): Promise<string> => {
  const path = join(folder.path, `spec-${specs++}.yml`)
  await writeFile(path, yaml)
  return path
}

const readWith = async (
  yaml: string,
  inputs: Readonly<Record<string, string>> = {},
  run: Partial<RunContext> = {}
): Promise<ManifestInputs> => read({ ...inputs, spec: await specFile(yaml) }, run)

const sourcesOf = ({ sources }: ManifestInputs): readonly string[] =>
  sources.map(({ reference }) => formatReference(reference))

const spec = `
image: ghcr.io/org/app:latest
tags: [v2.7.0, v2.7]
annotations: { org.opencontainers.image.title: The app }
manifests:
  - image: ghcr.io/org/app:v2.7.0-ltsc2022
    platform: { os: windows, architecture: amd64, osversion: 10.0.20348.5499 }
  - image: ghcr.io/org/app:v2.7.0-linux
`

describe('a spec alone', () => {
  test('says which image, tags, annotations and sources are meant', async () => {
    const inputs = await readWith(spec)
    expect(inputs.images.map(formatRepository)).toEqual(['ghcr.io/org/app'])
    expect(inputs).toMatchObject({
      tags: ['latest', 'v2.7.0', 'v2.7'],
      version: 'v2.7.0',
      releases: [],
      annotations: { 'org.opencontainers.image.title': 'The app' },
      mediaType: 'auto'
    })
    expect(inputs.sources).toEqual([
      {
        reference: { registry: 'ghcr.io', path: 'org/app', tag: 'v2.7.0-ltsc2022' },
        platform: { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.5499' }
      },
      { reference: { registry: 'ghcr.io', path: 'org/app', tag: 'v2.7.0-linux' }, platform: {} }
    ])
  })

  test('may leave the tags to the run', async () => {
    const yaml = 'image: ghcr.io/org/app\nmanifests: [{ image: ghcr.io/org/app:a }]'
    expect((await readWith(yaml)).tags).toEqual(['sha-0123456'])
    expect((await readWith(yaml, {}, { gitTag: 'v3.0.0' })).tags).toEqual(['v3.0.0'])
  })

  test('may have tags with patterns', async () => {
    const yaml = `
image: ghcr.io/org/app
tags: ['{{version}}', '{{major}}.{{minor}}']
manifests: [{ image: 'ghcr.io/org/app:{{version}}-ltsc2022' }]
`
    const inputs = await readWith(yaml, {}, { gitTag: 'v3.1.0' })
    expect(inputs.tags).toEqual(['3.1.0', '3.1'])
    expect(sourcesOf(inputs)).toEqual(['ghcr.io/org/app:3.1.0-ltsc2022'])
  })

  test('takes images of other repositories and registries, by tag and by digest', async () => {
    const digest = `sha256:${'ab'.repeat(32)}`
    const yaml = `image: ghcr.io/org/app:v1\nmanifests: [{ image: org/app:a }, { image: mcr.microsoft.com/b@${digest} }]`
    expect(sourcesOf(await readWith(yaml))).toEqual(['org/app:a', `mcr.microsoft.com/b@${digest}`])
  })
})

describe('a spec beside inputs', () => {
  test('gives way to the image and the tags of the inputs', async () => {
    const inputs = await readWith(spec, { image: 'docker.io/Org/Other', tags: 'v9.0.0,9' })
    expect(inputs.images.map(formatRepository)).toEqual(['org/other'])
    expect(inputs.tags).toEqual(['v9.0.0', '9'])
    expect(inputs.annotations).toEqual({ 'org.opencontainers.image.title': 'The app' })
    expect(sourcesOf(inputs)).toHaveLength(2)
  })

  test('keeps its tags when the image alone is given, and its image when the tags alone are', async () => {
    expect((await readWith(spec, { image: 'ghcr.io/org/other' })).tags).toEqual(['latest', 'v2.7.0', 'v2.7'])
    const inputs = await readWith(spec, { tags: 'edge' })
    expect([inputs.images.map(formatRepository), inputs.tags]).toEqual([['ghcr.io/org/app'], ['edge']])
  })

  test('gives way to the annotations of the inputs, as a whole', async () => {
    expect((await readWith(spec, { annotations: 'a=b' })).annotations).toEqual({ a: 'b' })
  })

  test('adds its images behind those of sources, and releases stand besides', async () => {
    const inputs = await readWith(spec, { sources: 'org/a:1\norg/b:2', releases: 'ltsc2025' })
    expect(sourcesOf(inputs)).toEqual([
      'org/a:1',
      'org/b:2',
      'ghcr.io/org/app:v2.7.0-ltsc2022',
      'ghcr.io/org/app:v2.7.0-linux'
    ])
    expect(inputs.releases).toMatchObject([{ name: 'ltsc2025' }])
  })

  test('takes all other inputs as they are given', async () => {
    const inputs = await readWith(spec, {
      'media-type': 'oci',
      'keep-existing': 'true',
      push: 'false',
      revision: 'abc'
    })
    expect(inputs).toMatchObject({ mediaType: 'oci', keepExisting: true, push: false, revision: 'abc' })
  })

  // Where the list goes says nothing of its tags: those of the spec would be lost without a word.
  test('gives its tags where the image is an input', async () => {
    const yaml = 'tags: [v1.0.0]\nmanifests: [{ image: ghcr.io/org/app:a }]'
    expect((await readWith(yaml, { image: 'ghcr.io/org/app' })).tags).toEqual(['v1.0.0'])
  })
})

describe('sources', () => {
  const image = { image: 'ghcr.io/org/app' }

  test('split at lines and commas', async () => {
    const inputs = await read({ ...image, tags: 'v1', sources: 'org/a:1, org/b:2\n\n  ghcr.io/c/d:3' })
    expect(sourcesOf(inputs)).toEqual(['org/a:1', 'org/b:2', 'ghcr.io/c/d:3'])
    expect(inputs.sources.map(({ platform }) => platform)).toEqual([{}, {}, {}])
  })

  test.each([
    ['raw', 'v2.7.1', 'org/a:{{raw}}-x', 'org/a:v2.7.1-x'],
    ['version', 'v2.7.1', 'org/a:{{ version }}', 'org/a:2.7.1'],
    ['major and minor', 'v2.7.1', 'org/a:{{major}}.{{minor}}', 'org/a:2.7'],
    ['raw, of what is no version', 'nightly', 'org/a:{{raw}}', 'org/a:nightly']
  ])('fill the pattern %s from the git tag %s', async (_, gitTag, source, reference) => {
    expect(sourcesOf(await read({ ...image, tags: 'edge', sources: source }, { gitTag }))).toEqual([reference])
  })

  test('fill patterns from the first of the tags that is a version, before the git tag', async () => {
    const inputs = await read({ ...image, tags: 'latest,v3.2.1', sources: 'org/a:{{version}}' }, { gitTag: 'v1.0.0' })
    expect(sourcesOf(inputs)).toEqual(['org/a:3.2.1'])
  })

  test('may be the bare digest of an image in the first repository', async () => {
    const digest = `sha256:${'cd'.repeat(32)}`
    const inputs = await read({ image: 'ghcr.io/org/app,org/app', tags: 'v1', sources: digest })
    expect(inputs.sources).toEqual([{ reference: { registry: 'ghcr.io', path: 'org/app', digest }, platform: {} }])
  })

  test('may be a tag with a digest, of which the digest counts', async () => {
    const source = `org/a:1@sha256:${'cd'.repeat(32)}`
    expect(sourcesOf(await read({ ...image, tags: 'v1', sources: source }))).toEqual([source])
  })
})

describe('what cannot be', () => {
  const image = { image: 'ghcr.io/org/app', tags: 'edge' }

  const failing = async (reading: Promise<unknown>): Promise<string> => {
    const error: unknown = await reading.then(
      () => undefined,
      (reason: unknown) => reason
    )
    expect(error).toBeInstanceOf(InputError)
    return (error as InputError).message
  }

  test('is nothing at all to join', async () => {
    expect(await failing(read(image))).toBe(
      "Input 'releases': there is nothing to list. Name the releases, like ltsc2022, ltsc2025, or give 'sources' or 'spec'."
    )
    expect(await failing(readWith('image: ghcr.io/org/app:v1'))).toMatch(/^Input 'releases': there is nothing to list/)
  })

  test('is found beside other releases', async () => {
    expect(await failing(read({ ...image, releases: 'found, ltsc2022' }))).toMatch(
      /^Input 'releases': 'found' means every release/
    )
    expect((await read({ ...image, releases: 'found' })).releases).toBe('found')
  })

  test.each([
    ['org//app:v1', 'an empty part'],
    ['https://ghcr.io/org/app:v1', 'it has a scheme'],
    ['org/app:', 'without a tag'],
    ['ghcr.io/org/app@sha256:abc', 'is not a digest']
  ])('is the source %s; the message names the input', async (source, why) => {
    const message = await failing(read({ ...image, sources: source }))
    expect(message).toMatch(/^Input 'sources': '.*Write references like 'ghcr\.io\/org\/app:v1-ltsc2022'\.$/)
    expect(message).toContain(why)
  })

  // By the grammar it is the tag abc of docker.io/library/sha256, but nobody means that.
  test.each(['sha256:abc', `sha256:${'AB'.repeat(32)}`, 'sha512:0123'])(
    'is %s, a digest that is none',
    async source => {
      expect(await failing(read({ ...image, sources: source }))).toMatch(/^Input 'sources': .*digest/)
    }
  )

  test('is an image of a spec that is no reference; the message names the spec', async () => {
    const message = await failing(readWith('image: ghcr.io/org/app:v1\nmanifests: [{ image: "org/app v1" }]'))
    expect(message).toBe(
      "Input 'spec': 'org/app v1' is not an image reference: it contains white space. Write references like 'ghcr.io/org/app:v1-ltsc2022'."
    )
  })

  test('is a pattern without a version to fill it from, or one that does not exist', async () => {
    expect(await failing(read({ ...image, sources: 'org/a:{{version}}' }))).toBe(
      "Input 'sources': the placeholder in 'org/a:{{version}}' cannot be filled: the run was not started by a version tag. Start the run from a version tag, or write the tag out."
    )
    expect(await failing(read({ ...image, sources: 'org/a:{{commit}}' }))).toMatch(/^Input 'sources': .*\{\{commit\}\}/)
  })

  test('is a spec that names no image where no input does', async () => {
    expect(await failing(readWith('manifests: [{ image: org/app:a }]'))).toMatch(/^Input 'image' is required/)
  })

  test('is an image of a spec with a digest, or none that can be', async () => {
    const digest = `sha256:${'cd'.repeat(32)}`
    for (const wrong of [`ghcr.io/org/app@${digest}`, 'https://ghcr.io/org/app:v1', 'org//app:v1']) {
      expect(await failing(readWith(`image: ${wrong}\nmanifests: [{ image: org/app:a }]`))).toMatch(
        /^Input '(?:image|tags)': /
      )
    }
  })

  test('is a spec that is not there', async () => {
    expect(await failing(read({ ...image, spec: 'absent.yml' }))).toBe(
      "Input 'spec': 'absent.yml' cannot be read. Give the path of a file in the workspace."
    )
  })

  test('is a media type, a flag or a line of annotations that means nothing', async () => {
    expect(await failing(readWith(spec, { 'media-type': 'v2' }))).toMatch(/^Input 'media-type': unknown value 'v2'/)
    expect(await failing(readWith(spec, { 'allow-stale': 'yes' }))).toMatch(/^Input 'allow-stale': 'yes' is neither/)
    expect(await failing(readWith(spec, { annotations: 'title' }))).toMatch(/^Input 'annotations': the line 'title'/)
  })
})
