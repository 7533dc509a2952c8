import { describe, expect, it } from 'vitest'
import { fillPatterns, resolveTags, type TagContext, type Tags } from '../../src/inputs/tags.js'
import { digestNo, refusalOf } from './samples.js'

const sha = '0123456789abcdef0123456789abcdef01234567'

const resolve = (items: readonly string[], context: Partial<TagContext> = {}, longestSuffix = 0): Tags =>
  resolveTags(items, { sha, ...context }, longestSuffix)

const release = { gitTag: 'v2.7.0' }
const candidate = { gitTag: 'v2.7.0-rc.1' }

const hub = (path: string): { registry: string; path: string } => ({ registry: 'docker.io', path })
const ghcr = (path: string): { registry: string; path: string } => ({ registry: 'ghcr.io', path })

describe('without tags', () => {
  it('the git tag that started the run is taken', () => {
    expect(resolve([], release)).toEqual({
      tags: ['v2.7.0'],
      repositories: [],
      version: 'v2.7.0',
      subject: 'v2.7.0',
      notices: []
    })
  })

  it('the first 7 digits of the commit are taken where no tag started the run', () => {
    expect(resolve([])).toEqual({ tags: ['sha-0123456'], repositories: [], notices: [] })
  })

  it('a git tag that is no version is taken all the same', () => {
    expect(resolve([], { gitTag: 'nightly' })).toEqual({
      tags: ['nightly'],
      repositories: [],
      subject: 'nightly',
      notices: []
    })
  })

  it('a git tag of several parts is made legal', () => {
    expect(resolve([], { gitTag: 'release/2026.11' }).tags).toEqual(['release-2026.11'])
  })
})

describe('bare tags', () => {
  it('are taken as they are, once, in the order given', () => {
    expect(resolve(['b', 'a', '_c', 'b', 'D']).tags).toEqual(['b', 'a', '_c', 'D'])
  })

  it.each([
    ['feature/login', 'feature-login'],
    ['a  b', 'a-b'],
    ['a+b', 'a-b'],
    ['a//+/b', 'a-b'],
    ['über', 'ber'],
    ['-a', 'a'],
    ['.a', 'a'],
    ['/a', 'a'],
    ['-.-a.-', 'a.-'],
    ['a/', 'a-'],
    ['v1@x', 'v1-x'],
    ['{{', undefined],
    ['日本', undefined],
    ['...', undefined]
  ])('are made legal: %s becomes %s', (item, tag) => {
    if (tag !== undefined) {
      expect(resolve([item]).tags).toEqual([tag])
      return
    }
    expect(refusalOf(() => resolve([item]))).toEqual({
      input: 'tags',
      message: `Input 'tags': nothing of '${item}' can stand in a tag. Use letters, digits, '_', '.' and '-'.`
    })
  })

  it('that become the same are one', () => {
    expect(resolve(['a/b', 'a-b', 'a+b']).tags).toEqual(['a-b'])
  })

  it('may have 128 characters with the suffix', () => {
    expect(resolve(['t'.repeat(128)]).tags).toEqual(['t'.repeat(128)])
    expect(resolve(['t'.repeat(118)], {}, 10).tags).toEqual(['t'.repeat(118)])
  })

  it.each([
    [129, 0],
    [119, 10],
    [300, 10]
  ])('of %d characters and %d of the suffix are too long', (length, suffix) => {
    const tag = 't'.repeat(length)

    expect(refusalOf(() => resolve([tag], {}, suffix))).toEqual({
      input: 'tags',
      message: `Input 'tags': '${tag}' is too long. A tag and its suffix may have 128 characters, these have ${length + suffix}.`
    })
  })

  it('are measured once their patterns are filled', () => {
    const gitTag = `v1.0.0-${'a'.repeat(120)}`

    expect(refusalOf(() => resolve(['x{{raw}}x'], { gitTag }, 5))?.message).toContain('these have 134.')
  })
})

describe('patterns', () => {
  it.each([
    ['{{raw}}', 'v2.7.0'],
    ['{{version}}', '2.7.0'],
    ['{{major}}', '2'],
    ['{{minor}}', '7'],
    ['{{major}}.{{minor}}', '2.7'],
    ['v{{major}}.{{minor}}', 'v2.7'],
    ['{{ version }}-alpine', '2.7.0-alpine'],
    ['{{version}}-{{version}}', '2.7.0-2.7.0'],
    ['{{\tmajor\t}}', '2']
  ])('are filled from the git tag v2.7.0: %s becomes %s', (item, tag) => {
    expect(resolve([item], release).tags).toEqual([tag])
  })

  it('are filled from the git tag without v too', () => {
    expect(resolve(['v{{version}}', '{{raw}}'], { gitTag: '2.7.0' }).tags).toEqual(['v2.7.0', '2.7.0'])
  })

  it('are filled from the first of the tags that is a version, before the git tag', () => {
    expect(resolve(['edge', 'v3.1.4', '9.9.9', '{{major}}.{{minor}}', '{{raw}}'], release)).toMatchObject({
      tags: ['edge', 'v3.1.4', '9.9.9', '3.1'],
      version: 'v3.1.4',
      subject: 'v3.1.4'
    })
  })

  it('are never filled from the input version, which the fan-in does not have', () => {
    expect(resolve(['v3.1.4', '{{major}}'], { ...release, version: '5.0.0' })).toMatchObject({
      tags: ['v3.1.4', '3'],
      version: '5.0.0',
      subject: 'v3.1.4'
    })
  })

  it('of the raw text are filled from a git tag that is no version', () => {
    expect(resolve(['x-{{raw}}'], { gitTag: 'nightly/1' }).tags).toEqual(['x-nightly-1'])
  })

  it.each([
    ['{{foo}}', 'foo'],
    ['v{{major}}.{{patch}}', 'patch'],
    ['{{release}}', 'release'],
    ['{{sha}}', 'sha'],
    ['{{prototype}}', 'prototype']
  ])('that do not exist are refused: %s', (item, name) => {
    expect(refusalOf(() => resolve([item], release))).toEqual({
      input: 'tags',
      message: `Input 'tags': '${item}' holds the unknown pattern {{${name}}}. Known are {{raw}}, {{version}}, {{major}}, {{minor}}.`
    })
  })

  it('that do not exist are refused where nothing could fill them too', () => {
    expect(refusalOf(() => resolve(['{{foo}}', 'a']))?.message).toContain('the unknown pattern {{foo}}')
  })

  it.each([
    // What every object has is no pattern either.
    '{{constructor}}',
    // Capitals make no literal text of it, or it would become a tag like Version-.
    '{{Version}}',
    '{{VERSION}}',
    "{{date 'YYYYMMDD'}}",
    '{{is_default_branch}}'
  ])('that do not exist are refused: %s', item => {
    expect(refusalOf(() => resolve([item], release))?.message).toContain('unknown pattern')
  })

  it.each([
    [
      '{{version}}',
      undefined,
      'there is no version to fill it from: no tag started the run and none of the tags is one'
    ],
    ['{{raw}}', undefined, 'there is no version to fill it from: no tag started the run and none of the tags is one'],
    ['{{major}}', 'nightly', "'nightly' is not a version (MAJOR.MINOR.PATCH)"],
    ['{{version}}', '2.7', "'2.7' is not a version (MAJOR.MINOR.PATCH)"],
    ['{{version}}', 'v2', "'v2' is not a version (MAJOR.MINOR.PATCH)"],
    ['{{version}}', '2.07.0', "'2.07.0' is not a version (MAJOR.MINOR.PATCH)"],
    ['{{version}}', 'release-2.7.0', "'release-2.7.0' is not a version (MAJOR.MINOR.PATCH)"],
    ['v{{major}}.{{minor}}', 'v2.7.0-rc.1', 'v2.7.0-rc.1 is a pre-release'],
    ['{{major}}', 'v2.7.0-rc.1', 'v2.7.0-rc.1 is a pre-release']
  ])('drop the tag %s with a notice where they cannot be filled (%s)', (item, gitTag, why) => {
    const { tags, notices } = resolve([item, 'edge'], gitTag === undefined ? {} : { gitTag })

    expect(tags).toEqual(['edge'])
    expect(notices).toEqual([`The tag '${item}' is left out: ${why}.`])
  })

  it('are refused where no tag is left, with what was left out', () => {
    expect(refusalOf(() => resolve(['{{version}}', '{{major}}']))).toEqual({
      input: 'tags',
      message:
        "Input 'tags': no tag is left. The tag '{{version}}' is left out: there is no version to fill it from: no tag started the run and none of the tags is one. The tag '{{major}}' is left out: there is no version to fill it from: no tag started the run and none of the tags is one. Add a tag that holds for this run too."
    })
  })
})

describe('a pre-release', () => {
  it('fills {{raw}} and {{version}}, and neither {{major}} nor {{minor}} nor latest', () => {
    expect(resolve(['{{raw}}', '{{version}}', '{{major}}.{{minor}}', '{{major}}', 'latest'], candidate)).toEqual({
      tags: ['v2.7.0-rc.1', '2.7.0-rc.1'],
      repositories: [],
      version: 'v2.7.0-rc.1',
      subject: 'v2.7.0-rc.1',
      notices: [
        "The tag '{{major}}.{{minor}}' is left out: v2.7.0-rc.1 is a pre-release.",
        "The tag '{{major}}' is left out: v2.7.0-rc.1 is a pre-release.",
        "The tag 'latest' is left out: v2.7.0-rc.1 is a pre-release."
      ]
    })
  })

  it('among the tags keeps latest out as well', () => {
    expect(resolve(['latest', '2.7.0-beta', '2.7.0'], release)).toMatchObject({
      tags: ['2.7.0-beta', '2.7.0'],
      notices: ["The tag 'latest' is left out: 2.7.0-beta is a pre-release."]
    })
  })

  it('in the input version keeps latest out as well', () => {
    expect(resolve(['v1', 'latest'], { ...release, version: '3.0.0-rc.1' }).tags).toEqual(['v1'])
  })

  it('keeps other names like latest as they are', () => {
    expect(resolve(['Latest', 'latest-dev', 'edge'], candidate).tags).toEqual(['Latest', 'latest-dev', 'edge'])
  })

  it('leaves nothing of latest alone', () => {
    expect(refusalOf(() => resolve(['latest'], candidate))?.message).toBe(
      "Input 'tags': no tag is left. The tag 'latest' is left out: v2.7.0-rc.1 is a pre-release. Add a tag that holds for this run too."
    )
  })

  it('is not one with build metadata alone', () => {
    expect(resolve(['latest', '{{major}}'], { gitTag: 'v2.7.0+build.5' }).tags).toEqual(['latest', '2'])
  })

  // What is made legal may become latest only then.
  it.each(['-latest', '/latest', '.latest'])('never becomes latest by way of %s', item => {
    expect(resolve([item, 'a'], candidate).tags).not.toContain('latest')
  })
})

describe('latest', () => {
  it.each([
    ['of a release', release],
    ['of a git tag that is no version', { gitTag: 'nightly' }],
    ['where no tag started the run', {}]
  ])('is kept %s', (_, context) => {
    expect(resolve(['a', 'latest'], context)).toMatchObject({ tags: ['a', 'latest'], notices: [] })
  })
})

describe('the version', () => {
  it.each<[string, readonly string[], Partial<TagContext>, string | undefined]>([
    ['the input', ['v1.0.0'], { version: 'any' }, 'any'],
    ['the first tag that is one, as written', ['edge', 'v1.2.3', '4.5.6'], {}, 'v1.2.3'],
    ['the first tag that became one', ['latest', '{{version}}', '{{raw}}'], release, '2.7.0'],
    ['not a tag that adds something to it', ['{{raw}}-windowsservercore', 'latest'], release, 'v2.7.0'],
    ['not of a pre-release with an addition either', ['{{version}}-nano'], { gitTag: 'v2.7.0-rc.1' }, 'v2.7.0-rc.1'],
    ['the git tag where no tag says it', ['v{{major}}.{{minor}}', 'latest'], release, 'v2.7.0'],
    ['a pre-release as well', ['v2.7.0-rc.1'], {}, 'v2.7.0-rc.1'],
    ['absent where nothing is one', ['edge', '2.7'], {}, undefined],
    ['absent where the git tag is none', ['edge'], { gitTag: 'nightly' }, undefined]
  ])('is %s', (_, items, context, version) => {
    expect(resolve(items, context).version).toBe(version)
  })

  // What is legal in a tag has another meaning: 2.7.0-build is a pre-release of 2.7.0.
  it('is as written where a tag cannot hold it', () => {
    expect(resolve(['2.7.0+build']).version).toBe('2.7.0+build')
  })
})

describe('full references', () => {
  it('are split into repositories and tags', () => {
    expect(resolve(['ghcr.io/org/app:2.7.0', 'ghcr.io/org/app:latest', 'org/app:latest', 'org/app:2.7.0'])).toEqual({
      tags: ['2.7.0', 'latest'],
      repositories: [ghcr('org/app'), hub('org/app')],
      version: '2.7.0',
      subject: '2.7.0',
      notices: []
    })
  })

  it('may name a host with a port', () => {
    expect(resolve(['localhost:5000/app:v1', '[::1]:5000/app:v1']).repositories).toEqual([
      { registry: 'localhost:5000', path: 'app' },
      { registry: '[::1]:5000', path: 'app' }
    ])
  })

  it('of Docker Hub are one repository, however they are written', () => {
    expect(resolve(['app:a', 'docker.io/app:b', 'docker.io/library/app:c'])).toMatchObject({
      tags: ['a', 'b', 'c'],
      repositories: [hub('library/app')]
    })
  })

  it('of a pre-release keep latest out', () => {
    expect(resolve(['org/app:2.7.0-rc.1', 'org/app:latest']).tags).toEqual(['2.7.0-rc.1'])
  })

  it.each<[string, readonly string[], string]>([
    [
      'one that is none',
      ['ghcr.io/Org/app:v1'],
      "'ghcr.io/Org/app:v1' is not an image reference: a repository is written in lower case. Give bare tags, or full references as docker/metadata-action prints them."
    ],
    [
      'a pattern, which metadata-action fills',
      ['ghcr.io/org/app:{{version}}'],
      "'ghcr.io/org/app:{{version}}' is not an image reference: '{{version}}' is not a tag (letters, digits, '_', '.', '-'; 128 at most; no '.' or '-' at the start). Give bare tags, or full references as docker/metadata-action prints them."
    ],
    [
      'one without a tag',
      ['localhost:5000/app'],
      "'localhost:5000/app' is not a reference with a tag. Write name:tag."
    ],
    ['a bare tag among them', ['org/app:v1', 'latest'], "'latest' is not a reference with a tag. Write name:tag."],
    [
      'one with a digest',
      [`org/app:v1@${digestNo(1)}`],
      `'org/app:v1@${digestNo(1)}' is not a reference with a tag. Write name:tag.`
    ],
    [
      'different tags for two repositories',
      ['ghcr.io/org/app:v1', 'org/app:v2'],
      'ghcr.io/org/app and org/app get different tags. Every image gets the same tags: list each tag for each image, or give bare tags and the input image.'
    ],
    [
      'fewer tags for the second of two repositories',
      ['ghcr.io/org/app:v1', 'ghcr.io/org/app:v2', 'org/app:v1'],
      'ghcr.io/org/app and org/app get different tags. Every image gets the same tags: list each tag for each image, or give bare tags and the input image.'
    ]
  ])('are refused with %s', (_, items, message) => {
    expect(refusalOf(() => resolve(items))).toEqual({ input: 'tags', message: `Input 'tags': ${message}` })
  })

  it('are measured with the suffix', () => {
    expect(refusalOf(() => resolve([`org/app:${'t'.repeat(120)}`], {}, 9))?.message).toContain('these have 129.')
  })

  // Named twice for one repository it is one tag, and so both repositories have the same.
  it('may be given twice', () => {
    expect(resolve(['ghcr.io/org/app:v1', 'ghcr.io/org/app:v1', 'org/app:v1']).tags).toEqual(['v1'])
  })
})

describe('rules of docker/metadata-action', () => {
  it.each([
    // The reader has split the rule at its comma.
    [['type=semver', 'pattern={{version}}'], 'type=semver'],
    [['latest', 'type=sha'], 'type=sha'],
    [['type=raw,value=ghcr.io/org/app:v1'], 'type=raw,value=ghcr.io/org/app:v1']
  ])('are refused with what to give instead: %j', (items, rule) => {
    expect(refusalOf(() => resolve(items, release))).toEqual({
      input: 'tags',
      message: `Input 'tags': '${rule}' is a rule of docker/metadata-action. Give that action's output: tags: \${{ steps.meta.outputs.tags }}.`
    })
  })
})

describe('fillPatterns', () => {
  it('fills a text of another input', () => {
    expect(fillPatterns('sources', 'ghcr.io/org/app:{{version}}-ltsc2022', 'v2.7.0')).toBe(
      'ghcr.io/org/app:2.7.0-ltsc2022'
    )
  })

  it('leaves a text without patterns as it is', () => {
    expect(fillPatterns('sources', 'a$&b {x} {{', undefined)).toBe('a$&b {x} {{')
  })

  it('fills in the subject as it is, whatever it holds', () => {
    expect(fillPatterns('sources', '{{raw}}', '$& {{raw}}')).toBe('$& {{raw}}')
  })

  it('is undefined where the subject lacks a part', () => {
    expect(fillPatterns('sources', '{{major}}', 'x')).toBeUndefined()
    expect(fillPatterns('sources', '{{raw}}', undefined)).toBeUndefined()
  })

  it('names the input in a refusal', () => {
    expect(refusalOf(() => fillPatterns('sources', '{{foo}}', 'v1.0.0'))?.input).toBe('sources')
  })
})
