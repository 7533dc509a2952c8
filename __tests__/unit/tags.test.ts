import { describe, expect, it } from 'vitest'
import type { TagContext } from '../../src/inputs/tags.js'
import { release, resolve } from '../support/tags.js'
import { refusalOf } from '../support/samples.js'

const candidate = { gitTag: 'v2.7.0-rc.1' }

describe('without tags', () => {
  it('the git tag that started the run is taken', () => {
    expect(resolve([], release)).toMatchObject({
      tags: ['v2.7.0'],
      repositories: [],
      version: 'v2.7.0',
      placeholders: { subject: 'v2.7.0' },
      notices: []
    })
  })

  it('the first 7 digits of the commit are taken where no tag started the run', () => {
    const tags = resolve([])
    expect(tags).toMatchObject({ tags: ['sha-0123456'], repositories: [], notices: [] })
    expect(tags).not.toHaveProperty('version')
  })

  it('a git tag that is no version is taken all the same', () => {
    expect(resolve([], { gitTag: 'nightly' })).toMatchObject({
      tags: ['nightly'],
      repositories: [],
      placeholders: { subject: 'nightly' },
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
      message: `Input 'tags': nothing in '${item}' can be part of a tag. Use letters, digits, '_', '.' and '-'.`
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
      message: `Input 'tags': '${tag}' is too long: with the suffix it has ${length + suffix} characters, and a tag has at most 128. Shorten it.`
    })
  })

  it('are measured once their patterns are filled', () => {
    const gitTag = `v1.0.0-${'a'.repeat(120)}`

    expect(refusalOf(() => resolve(['x{{raw}}x'], { gitTag }, 5))?.message).toContain(
      'with the suffix it has 134 characters'
    )
  })
})

describe('a pre-release', () => {
  it('fills {{raw}} and {{version}}, and no part of a version', () => {
    const items = ['{{raw}}', '{{version}}', '{{major}}.{{minor}}', '{{major}}', '2.7.{{patch}}']
    expect(resolve(items, candidate)).toMatchObject({
      tags: ['v2.7.0-rc.1', '2.7.0-rc.1'],
      version: 'v2.7.0-rc.1',
      notices: [
        "The tag '{{major}}.{{minor}}' is left out: v2.7.0-rc.1 is a pre-release.",
        "The tag '{{major}}' is left out: v2.7.0-rc.1 is a pre-release.",
        "The tag '2.7.{{patch}}' is left out: v2.7.0-rc.1 is a pre-release."
      ]
    })
  })

  it('is not one with build metadata alone', () => {
    expect(resolve(['latest', '{{major}}'], { gitTag: 'v2.7.0+build.5' }).tags).toEqual(['latest', '2'])
  })
})

describe('a version of another form', () => {
  it.each([
    ['1.2.3.4', ['{{raw}}', 'latest']],
    ['v1.2', ['{{raw}}']],
    ['app/v1.2.3', ['{{raw}}']]
  ])('gets a notice that says what it does without: %s', (gitTag, items) => {
    const { notices, version } = resolve(items, { gitTag })
    expect([version, notices.length]).toEqual([undefined, 1])
    for (const text of [
      `'${gitTag}' is not a version`,
      'no version label',
      'build argument',
      'only latest, N and N.M that hold a known version are kept',
      "Set 'version'"
    ])
      expect(notices[0]).toContain(text)
    expect(resolve(items, { gitTag, version: '1.2.3' })).toMatchObject({ version: '1.2.3', notices: [] })
  })

  it('in the input itself is said to be of another form', () => {
    expect(resolve(['edge'], { version: '1.2.3.4' }).notices).toEqual([
      expect.stringMatching(/^The input 'version' is '1\.2\.3\.4', not MAJOR\.MINOR\.PATCH.*Write all three numbers/)
    ])
  })

  it('gets none where a tag is a version', () => {
    expect(resolve(['2.11.2', 'latest'], { gitTag: 'app/v1.2.3' }).notices).toEqual([])
  })
})

describe('the version', () => {
  it.each<[string, readonly string[], Partial<TagContext>, string | undefined]>([
    ['the input', ['v1.0.0'], { version: 'any' }, 'any'],
    ['the first tag that is one, as written', ['edge', 'v1.2.3', '4.5.6'], {}, 'v1.2.3'],
    ['the first tag that became one', ['latest', '{{version}}', '{{raw}}'], release, '2.7.0'],
    ['not a tag that adds something to it', ['{{raw}}-windowsservercore', 'latest'], release, 'v2.7.0'],
    ['not of a pre-release with an addition either', ['{{version}}-nano'], { gitTag: 'v2.7.0-rc.1' }, '2.7.0-rc.1'],
    ['the one without the variant of a tag', ['2.11.2-nano', '2-nano', 'latest'], { gitTag: 'v2.11.2' }, '2.11.2'],
    ['a pre-release where the git tag is another version', ['2.11.2-nano'], { gitTag: 'v1.0.3' }, '2.11.2-nano'],
    ['the input where it says what is a variant', ['2.11.2-nano'], { gitTag: 'v1.0.3', version: '2.11.2' }, '2.11.2'],
    ['the one with build metadata', ['v2.3.8-fork.1', 'latest'], { gitTag: 'v2.3.8+fork.1' }, 'v2.3.8+fork.1'],
    ['of the packaged program', ['2.11.2', 'latest'], { gitTag: 'v1.0.3' }, '2.11.2'],
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
