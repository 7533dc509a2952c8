import { describe, expect, it } from 'vitest'
import type { TagContext } from '../../src/inputs/tags.js'
import { fillPlaceholders, type Filled } from '../../src/inputs/placeholders.js'
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
      placeholders: { subject: 'v3.1.4' }
    })
  })

  it('are filled from the input version before anything else', () => {
    expect(resolve(['v3.1.4', '{{major}}'], { ...release, version: '5.0.0' })).toMatchObject({
      tags: ['v3.1.4', '5'],
      version: '5.0.0',
      placeholders: { subject: '5.0.0' }
    })
  })

  it.each([
    ['{{patch}}', '0'],
    ['{{major}}.{{minor}}.{{patch}}', '2.7.0'],
    ['sha-{{sha}}', 'sha-0123456'],
    ['{{branch}}', 'feature-login'],
    ['nightly-{{date}}', 'nightly-20260801']
  ])('are filled from the run: %s becomes %s', (item, tag) => {
    expect(resolve(['edge', item], { ...release, branch: 'feature/login' }).tags).toEqual(['edge', tag])
  })

  it('of the branch drop a tag where no branch started the run', () => {
    expect(resolve(['edge', '{{branch}}'], release)).toMatchObject({
      tags: ['edge'],
      notices: ["The tag '{{branch}}' is left out: no branch started the run."]
    })
  })

  it.each(['v2.7.0', '2.7.0-rc.1', 'latest', '2', 'v2.7', '2-nanoserver', 'latest-x', '-latest'])(
    'of the branch %s are refused, since its tag would be taken for a version',
    branch => {
      for (const items of [['edge', '{{branch}}'], ['{{branch}}']])
        expect(refusalOf(() => resolve(items, { branch }))?.message).toContain('would take for a version')
    }
  )

  it.each<[item: string, run: Partial<TagContext>, remedy: string]>([
    ['{{version}}', { gitTag: 'app/v1.2.3' }, "Set 'version', or put a tag without a version first"],
    ['{{branch}}', release, "Put a tag first that every run has, like 'sha-{{sha}}' or 'edge'"],
    [
      '{{major}}',
      { gitTag: 'v2.7.0-rc.1' },
      "Put a tag first that pre-releases have too, like '{{raw}}' or '{{version}}'"
    ],
    ['{{major}}', { branch: 'main' }, 'Start the run from a version tag, or put a tag first that every run has']
  ])('say, where the first tag %s cannot be filled from %j, what can be done', (item, run, remedy) => {
    expect(refusalOf(() => resolve([item], run))?.message).toContain(`. ${remedy}`)
  })

  it.each([
    ['{{branch}}', 'fix/latest', 'fix-latest'],
    ['branch-{{branch}}', 'fix/latest', 'branch-fix-latest'],
    ['branch-{{branch}}', 'latest', 'branch-latest'],
    ['branch-{{branch}}', 'update-latest-tag', 'branch-update-latest-tag'],
    ['branch-{{branch}}', '2', 'branch-2'],
    ['branch-{{branch}}', 'v2.7.0', 'branch-v2.7.0']
  ])('of the branch: %s takes the branch %s', (item, branch, tag) => {
    expect(resolve([item], { branch }).tags).toEqual([tag])
  })

  it('of the date are refused in the first tag', () => {
    expect(refusalOf(() => resolve(['nightly-{{date}}', 'nightly'], release))?.message).toMatch(
      /first tag 'nightly-\{\{date\}\}'.*two days.*'sha-\{\{sha\}\}'/
    )
  })

  it('of the raw text are filled from a git tag that is no version', () => {
    expect(resolve(['x-{{raw}}'], { gitTag: 'nightly/1' }).tags).toEqual(['x-nightly-1'])
  })

  it.each([
    ['{{foo}}', 'foo'],
    ['v{{major}}.{{build}}', 'build'],
    ['{{release}}', 'release'],
    ['{{prototype}}', 'prototype']
  ])('that do not exist are refused: %s', (item, name) => {
    expect(refusalOf(() => resolve([item], release))).toEqual({
      input: 'tags',
      message: `Input 'tags': unknown placeholder {{${name}}} in '${item}'. Use one of: {{raw}}, {{version}}, {{major}}, {{minor}}, {{patch}}, {{sha}}, {{branch}}, {{date}}.`
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
    ['{{version}}', undefined, 'the run was not started by a version tag'],
    ['{{raw}}', undefined, 'the run was not started by a version tag'],
    ['{{major}}', 'nightly', "'nightly' is not a version (MAJOR.MINOR.PATCH)"],
    ['{{version}}', 'v2', "'v2' is not a version (MAJOR.MINOR.PATCH)"],
    ['{{version}}', 'v2.x', "'v2.x' is not a version (MAJOR.MINOR.PATCH)"],
    ['v{{major}}.{{minor}}', 'v2.7.0-rc.1', 'v2.7.0-rc.1 is a pre-release'],
    ['{{major}}', 'v2.7.0-rc.1', 'v2.7.0-rc.1 is a pre-release']
  ])('drop the tag %s with a notice where they cannot be filled (%s)', (item, gitTag, why) => {
    const { tags, notices } = resolve(['edge', item], gitTag === undefined ? {} : { gitTag })

    expect(tags).toEqual(['edge'])
    expect(notices).toEqual([`The tag '${item}' is left out: ${why}.`])
  })
})

describe('the first tag', () => {
  const first = ['{{raw}}', '{{major}}.{{minor}}', 'latest']

  it('is never dropped: it names the images of the releases', () => {
    expect(refusalOf(() => resolve(first, { branch: 'main' }))).toEqual({
      input: 'tags',
      message:
        "Input 'tags': the first tag '{{raw}}' names the images of the releases, and cannot be filled: the run was started by branch 'main' and not by a version tag. Start the run from a version tag, or put a tag first that every run has, like 'sha-{{sha}}' or 'edge'."
    })
  })

  it('is refused for a pre-release that cannot fill it', () => {
    expect(refusalOf(() => resolve(['{{major}}', '{{raw}}'], { gitTag: 'v2.7.0-rc.1' }))?.message).toContain(
      'cannot be filled: v2.7.0-rc.1 is a pre-release'
    )
  })

  it('of a source without a version says so', () => {
    expect(refusalOf(() => resolve(first, { source: 'ghcr.io/org/app:edge' }))?.message).toMatch(
      /cannot be filled: ghcr\.io\/org\/app:edge has no version label\. Set 'version'/
    )
  })

  it('is the commit in a dry run, with a notice', () => {
    expect(resolve(first, { branch: 'main' }, 0, { isDry: true })).toMatchObject({
      tags: ['sha-0123456', 'latest'],
      notices: [
        expect.stringMatching(/dry run are named sha-0123456: the first tag '\{\{raw\}\}' cannot be filled, because/),
        "The tag '{{major}}.{{minor}}' is left out: the run was started by branch 'main' and not by a version tag."
      ]
    })
    expect(resolve(first, release, 0, { isDry: true }).tags).toEqual(['v2.7.0', '2.7', 'latest'])
  })
})

describe('fillPlaceholders', () => {
  const fill = (value: string, subject?: string): Filled =>
    fillPlaceholders('sources', value, {
      sha: '',
      date: '20260801',
      noVersion: 'there is none',
      ...(subject === undefined ? {} : { subject })
    })

  it('fills a text of another input', () => {
    expect(fill('ghcr.io/org/app:{{version}}-ltsc2022', 'v2.7.0')).toEqual({ text: 'ghcr.io/org/app:2.7.0-ltsc2022' })
  })

  it('leaves a text without placeholders as it is', () => {
    expect(fill('a$&b {x} {{')).toEqual({ text: 'a$&b {x} {{' })
  })

  it('fills in the subject as it is, whatever it holds', () => {
    expect(fill('{{raw}}', '$& {{raw}}')).toEqual({ text: '$& {{raw}}' })
  })

  it('says why it cannot be filled', () => {
    expect(fill('{{major}}', 'x')).toEqual({ missing: "'x' is not a version (MAJOR.MINOR.PATCH)" })
    expect(fill('{{raw}}')).toEqual({ missing: 'there is none' })
    expect(fill('{{sha}}')).toEqual({ missing: 'the run has no commit' })
  })

  it('names the input in a refusal', () => {
    expect(refusalOf(() => fill('{{foo}}', 'v1.0.0'))?.input).toBe('sources')
  })
})
