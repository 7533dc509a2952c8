import { describe, expect, it } from 'vitest'
import type { TagContext } from '../../src/inputs/tags.js'
import { release, resolve } from '../support/tags.js'
import { refusalOf } from '../support/samples.js'

const candidate = { gitTag: 'v2.7.0-rc.1' }

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
      "Input 'tags': no tag is left. The tag 'latest' is left out: v2.7.0-rc.1 is a pre-release. Add a tag that applies to this run too."
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
