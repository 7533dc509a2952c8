import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal, pushLegs, runManifest } from '../support/fan-in.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

/** What is wrong, the inputs that it is made of, and what the error has to say besides the input's name. */
type Case = readonly [what: string, inputs: Readonly<Record<string, string>>, texts: readonly (string | RegExp)[]]

const long = 'v'.repeat(125)
const elsewhere = 'registry.invalid/org/app'

const cases: readonly Case[] = [
  ['an unknown mode', { mode: 'manifests' }, ["Input 'mode'", "unknown value 'manifests'", 'build, manifest']],
  [
    'an input of another mode',
    { 'build-args': 'A=b' },
    ["Input 'build-args'", "does not apply to mode 'manifest'", "mode 'build'"]
  ],
  [
    'neither releases nor sources',
    { releases: '' },
    ["Input 'releases'", 'there is nothing to list', "'releases'", "'sources'"]
  ],
  [
    'an unknown release',
    { releases: 'ltsc2022,ltsc2023' },
    ["Input 'releases'", "unknown release 'ltsc2023'", /Use one of: .*ltsc2019.*linux-amd64/]
  ],
  ['found with a release beside it', { releases: 'found,ltsc2022' }, ["Input 'releases'", "'found'", 'alone']],
  ['no image', { image: '' }, ["Input 'image'", 'is required', 'ghcr.io/org/app']],
  ['an image with a tag', { image: `${elsewhere}:v1` }, ["Input 'image'", "it has the tag ':v1'"]],
  ['an image with a scheme', { image: `https://${elsewhere}` }, ["Input 'image'", 'it has a scheme']],
  ['an image that is no repository', { image: 'ghcr.io/org/$app' }, ["Input 'image'", "'$app' may contain only"]],
  [
    'an unknown pattern in a tag',
    { tags: 'v{{mayor}}' },
    ["Input 'tags'", 'unknown placeholder {{mayor}}', '{{major}}, {{minor}}']
  ],
  [
    'the rules of docker/metadata-action as tags',
    { tags: 'type=semver,pattern={{version}}' },
    ["Input 'tags'", 'a rule of docker/metadata-action', '${{ steps.meta.outputs.tags }}']
  ],
  [
    'a first tag that cannot be filled',
    { tags: '{{major}}' },
    ["Input 'tags'", 'cannot be filled', "branch 'main'", "'sha-{{sha}}'"]
  ],
  ['a tag of which nothing is left', { tags: '$$$' }, ["Input 'tags'", "nothing in '$$$' can be part of a tag"]],
  ['a tag that is too long with its suffix', { tags: long }, ["Input 'tags'", `'${long}' is too long`, 'at most 128']],
  [
    'full references beside bare tags',
    { tags: `${elsewhere}:v1,latest`, image: '' },
    ["Input 'tags'", "'latest' is not a reference with a tag"]
  ],
  [
    'a full reference to something that is not in image',
    { tags: `${elsewhere}:v1` },
    ["Input 'tags'", elsewhere, "is not one of 'image'"]
  ],
  [
    'full references with other tags in each repository',
    { tags: `${elsewhere}:v1,${elsewhere}-two:v2`, image: '' },
    ["Input 'tags'", 'different tags', 'List every tag for every repository']
  ],
  [
    'a suffix that is the same for every release',
    { suffix: '-windows' },
    ["Input 'suffix'", 'overwrite each other', 'Put {{release}} into it']
  ],
  [
    'a suffix that no tag can have',
    { suffix: '/{{release}}' },
    ["Input 'suffix'", 'characters that a tag cannot have', "'_', '.' and '-'"]
  ],
  ['a source that is no reference', { sources: 'ghcr.io/org//app:v1' }, ["Input 'sources'", 'an empty part']],
  ['a flag that is none', { push: 'yes' }, ["Input 'push'", "'yes' is neither true nor false", "'true' or 'false'"]],
  ['tries that are no number', { retries: '0' }, ["Input 'retries'", "'0' is not a whole number"]],
  [
    'an unknown media type',
    { 'media-type': 'ociv2' },
    ["Input 'media-type'", "unknown value 'ociv2'", 'auto, docker, oci']
  ],
  ['an annotation without a value', { annotations: 'title' }, ["Input 'annotations'", "'title'", 'key=value']],
  [
    'a user name without a password',
    { username: 'builder' },
    ["Input 'username'", "without 'password'", 'docker/login-action']
  ]
]

describe('mode manifest refuses', () => {
  let registry: TestRegistry

  beforeAll(async () => {
    registry = await memoryTestRegistry()
    await pushLegs(registry, 'org/app')
  })

  afterAll(() => registry.close())

  test.each(cases)('%s, before it asks a registry', async (_, inputs, texts) => {
    const image = `${registry.host}/org/app`
    expectRefusal(await runManifest(registry, { image, tags: 'v2.7.0', releases: 'ltsc2022', ...inputs }), texts)
    expect(registry.memory?.requests).toEqual([])
  })

  test('a password for two registries, and does not say it', async () => {
    const image = `${registry.host}/org/app\n${elsewhere}`
    const inputs = { image, tags: 'v2.7.0', releases: 'ltsc2022', password: 'a-secret' }
    const result = await runManifest(registry, inputs)
    const both = `${registry.host} and registry.invalid`
    expectRefusal(result, ["Input 'password'", both, 'docker/login-action', /^(?!.*a-secret)/])
    expect(registry.memory?.requests).toEqual([])
  })

  // The leg's tag has 124 characters; those of other releases do not count.
  test('no tag that fits with the suffix of the releases that are asked for', async () => {
    const image = `${registry.host}/org/app`
    const inputs = { image, tags: 'v'.repeat(115), releases: 'ltsc2022' }
    expectRefusal(await runManifest(registry, inputs), ['is missing'])
  })
})
