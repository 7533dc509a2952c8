import { describe, expect, it } from 'vitest'
import { fillPlaceholders } from '../../src/inputs/tags.js'
import { release, resolve } from '../support/tags.js'
import { refusalOf } from '../support/samples.js'

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
      message: `Input 'tags': unknown placeholder {{${name}}} in '${item}'. Use one of: {{raw}}, {{version}}, {{major}}, {{minor}}.`
    })
  })

  it('that do not exist are refused where nothing could fill them too', () => {
    expect(refusalOf(() => resolve(['{{foo}}', 'a']))?.message).toContain('unknown placeholder {{foo}}')
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
    expect(refusalOf(() => resolve([item], release))?.message).toContain('unknown placeholder')
  })

  it.each([
    [
      '{{version}}',
      undefined,
      'there is no version to fill it from: no tag started the run, and none of the tags is a version'
    ],
    [
      '{{raw}}',
      undefined,
      'there is no version to fill it from: no tag started the run, and none of the tags is a version'
    ],
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
        "Input 'tags': no tag is left. The tag '{{version}}' is left out: there is no version to fill it from: no tag started the run, and none of the tags is a version. The tag '{{major}}' is left out: there is no version to fill it from: no tag started the run, and none of the tags is a version. Add a tag that applies to this run too."
    })
  })
})

describe('fillPatterns', () => {
  it('fills a text of another input', () => {
    expect(fillPlaceholders('sources', 'ghcr.io/org/app:{{version}}-ltsc2022', 'v2.7.0')).toBe(
      'ghcr.io/org/app:2.7.0-ltsc2022'
    )
  })

  it('leaves a text without patterns as it is', () => {
    expect(fillPlaceholders('sources', 'a$&b {x} {{', undefined)).toBe('a$&b {x} {{')
  })

  it('fills in the subject as it is, whatever it holds', () => {
    expect(fillPlaceholders('sources', '{{raw}}', '$& {{raw}}')).toBe('$& {{raw}}')
  })

  it('is undefined where the subject lacks a part', () => {
    expect(fillPlaceholders('sources', '{{major}}', 'x')).toBeUndefined()
    expect(fillPlaceholders('sources', '{{raw}}', undefined)).toBeUndefined()
  })

  it('names the input in a refusal', () => {
    expect(refusalOf(() => fillPlaceholders('sources', '{{foo}}', 'v1.0.0'))?.input).toBe('sources')
  })
})
