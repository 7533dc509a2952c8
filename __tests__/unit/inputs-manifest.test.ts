import { describe, expect, it } from 'vitest'
import type { RunContext } from '../../src/inputs/context.js'
import { readManifestInputs, type ManifestInputs } from '../../src/inputs/manifest.js'
import { digestNo, pushed, reading, refusalLater, type Refusal } from '../support/samples.js'

type Given = Readonly<Record<string, string>>

const read = (given: Given, context: Partial<RunContext> = {}): Promise<ManifestInputs> =>
  readManifestInputs(reading({ image: 'ghcr.io/org/app', tags: 'v2.7.0', ...given }), pushed(context))

const refused = (given: Given, context: Partial<RunContext> = {}): Promise<Refusal | undefined> =>
  refusalLater(() => read(given, context))

const releasesOf = ({ releases }: ManifestInputs): unknown =>
  releases === 'found' ? releases : releases.map(({ name }) => name)

describe('readManifestInputs', () => {
  it('takes what every mode takes', async () => {
    expect(await read({ releases: 'ltsc2022', push: 'false', revision: 'abc' })).toMatchObject({
      images: [{ registry: 'ghcr.io', path: 'org/app' }],
      tags: ['v2.7.0'],
      version: 'v2.7.0',
      push: false,
      revision: 'abc'
    })
  })

  it('lifts no guard and chooses the type itself where nothing is given', async () => {
    expect(await read({ releases: 'ltsc2022' })).toMatchObject({
      sources: [],
      annotations: {},
      mediaType: 'auto',
      keepExisting: false,
      allowStale: false,
      allowDowngrade: false,
      allowMissingOsVersion: false
    })
  })

  it('takes everything that is given', async () => {
    const inputs = await read({
      releases: 'ltsc2022',
      annotations: 'a=b,c\nd=',
      'media-type': 'oci',
      'keep-existing': 'true',
      'allow-stale': 'true',
      'allow-downgrade': 'true',
      'allow-missing-os-version': 'true'
    })

    expect(inputs).toMatchObject({
      annotations: { a: 'b,c', d: '' },
      mediaType: 'oci',
      keepExisting: true,
      allowStale: true,
      allowDowngrade: true,
      allowMissingOsVersion: true
    })
  })

  it.each(['auto', 'docker', 'oci'])('takes the media type %s', async mediaType => {
    expect((await read({ releases: 'ltsc2022', 'media-type': mediaType })).mediaType).toBe(mediaType)
  })

  it.each([
    ['media-type', 'OCI', "unknown value 'OCI'. Did you mean 'oci'? Use one of: auto, docker, oci."],
    ['annotations', 'a', "the line 'a' is not of the form key=value. Write one key=value per line."],
    ['keep-existing', 'yes', "'yes' is neither true nor false. Write 'true' or 'false'."],
    ['allow-stale', 'yes', "'yes' is neither true nor false. Write 'true' or 'false'."],
    ['allow-downgrade', 'yes', "'yes' is neither true nor false. Write 'true' or 'false'."],
    ['allow-missing-os-version', 'yes', "'yes' is neither true nor false. Write 'true' or 'false'."]
  ])('refuses %s: %s', async (name, value, message) => {
    expect(await refused({ releases: 'ltsc2022', [name]: value })).toEqual({
      input: name,
      message: `Input '${name}': ${message}`
    })
  })

  it('refuses to make a list of nothing', async () => {
    expect(await refused({})).toEqual({
      input: 'releases',
      message:
        "Input 'releases': there is nothing to list. Name the releases, like ltsc2022, ltsc2025, or give 'sources' or 'spec'."
    })
  })
})

describe('releases', () => {
  it.each<[string, unknown]>([
    ['ltsc2025, 1809\nlinux-amd64', ['ltsc2025', '1809', 'linux-amd64']],
    ['ltsc2022, LTSC2022', ['ltsc2022']],
    ['found', 'found']
  ])('are a contract, or what is found: %j', async (releases, are) => {
    expect(releasesOf(await read({ releases }))).toEqual(are)
  })

  it('may be none where there are sources', async () => {
    expect(releasesOf(await read({ sources: 'ghcr.io/org/app:x' }))).toEqual([])
  })

  it.each(['found, ltsc2022', 'ltsc2022\nfound', 'found, found'])('are refused as %j', async releases => {
    expect(await refused({ releases })).toEqual({
      input: 'releases',
      message:
        "Input 'releases': 'found' means every release that has an image, and cannot be combined with others. Write 'found' alone, or name the releases."
    })
  })

  it.each([
    ['Found', ''],
    ['ltsc2023', " Did you mean 'ltsc2025'?"]
  ])('are refused as %s', async (releases, hint) => {
    expect((await refused({ releases }))?.message).toContain(
      `Input 'releases': unknown release '${releases}'.${hint} Use one of: `
    )
  })
})

describe('sources', () => {
  it('are references, of other repositories and registries too', async () => {
    const sources = ['ghcr.io/org/app:v1-ltsc2022', 'app', `localhost:5000/x@${digestNo(1)}`].join('\n')

    expect((await read({ sources })).sources).toEqual([
      { reference: { registry: 'ghcr.io', path: 'org/app', tag: 'v1-ltsc2022' }, platform: {} },
      { reference: { registry: 'docker.io', path: 'library/app' }, platform: {} },
      { reference: { registry: 'localhost:5000', path: 'x', digest: digestNo(1) }, platform: {} }
    ])
  })

  // `ghcr.io/${{ github.repository }}` is how everybody writes it, and GitHub's owners have upper case.
  it.each([
    ['ghcr.io/Org/App:Edge', { path: 'org/app', tag: 'Edge' }],
    ['ghcr.io/Org/App', { path: 'org/app' }],
    [`GHCR.io/Org/App:V1@${digestNo(1)}`, { path: 'org/app', tag: 'V1', digest: digestNo(1) }]
  ])('have their repository in lower case, as image has: %s', async (text, reference) => {
    expect((await read({ sources: text })).sources).toEqual([
      { reference: { registry: 'ghcr.io', ...reference }, platform: {} }
    ])
  })

  it('may be digests of the first image', async () => {
    expect((await read({ image: 'ghcr.io/org/app, org/app', sources: digestNo(1) })).sources).toEqual([
      { reference: { registry: 'ghcr.io', path: 'org/app', digest: digestNo(1) }, platform: {} }
    ])
  })

  it.each([
    ['{{version}}', '2.7.0'],
    ['{{raw}}-ltsc2022', 'v2.7.0-ltsc2022'],
    ['v{{major}}.{{minor}}', 'v2.7']
  ])('have patterns as in tags: %s becomes %s', async (pattern, tag) => {
    const { sources } = await read({ sources: `ghcr.io/org/app:${pattern}` })

    expect(sources.map(({ reference }) => reference.tag)).toEqual([tag])
  })

  it.each([
    [
      'https://ghcr.io/org/app',
      "'https://ghcr.io/org/app' is not an image reference: it has a scheme (write 'host/name', not 'https://host/name'). Write references like 'ghcr.io/org/app:v1-ltsc2022'."
    ],
    [
      'ghcr.io/org/app:{{foo}}',
      "unknown placeholder {{foo}} in 'ghcr.io/org/app:{{foo}}'. Use one of: {{raw}}, {{version}}, {{major}}, {{minor}}, {{patch}}, {{sha}}, {{branch}}, {{date}}."
    ]
  ])('are refused: %s', async (sources, message) => {
    expect(await refused({ sources })).toEqual({ input: 'sources', message: `Input 'sources': ${message}` })
  })

  it.each([
    ['edge', "the run was started by branch 'main' and not by a version tag"],
    ['v2.7.0-rc.1', 'v2.7.0-rc.1 is a pre-release']
  ])('are refused where a pattern cannot be filled from %s', async (tags, why) => {
    expect(await refused({ tags, sources: 'ghcr.io/org/app:{{major}}' })).toEqual({
      input: 'sources',
      message: `Input 'sources': the placeholder in 'ghcr.io/org/app:{{major}}' cannot be filled: ${why}. Start the run from a version tag, or write the tag out.`
    })
  })
})
