import { describe, expect, test } from 'vitest'
import { hold, isPending } from '../support/promises.js'

import type { Entry } from '../../src/oci/entries.js'
import type { Digest } from '../../src/oci/digest.js'
import { formatReference, parseRepository } from '../../src/oci/reference.js'
import { formatUserError } from '../../src/common/user-error.js'
import { guardTags, refuseTags, tagProblems, type Guarded, type TagRules } from '../../src/registry/guard.js'
import type { Images } from '../../src/registry/images.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import { currentVersion, type Target } from '../../src/registry/targets.js'

/** What the tags name now, and what is to be published. */
const [digest, published]: readonly [Digest, Digest] = [`sha256:${'0'.repeat(64)}`, `sha256:${'1'.repeat(64)}`]

const image = (os: string, version: string | undefined): Entry => ({
  descriptor: { mediaType: '', digest, size: 0 },
  platform: { os, architecture: 'amd64' },
  reference: '',
  ...(version === undefined ? {} : { version })
})

/** What a tag holds, as far as the guard looks at it. */
const holding = (annotation: string | undefined, ...entries: readonly Entry[]): Images => {
  const annotations = annotation === undefined ? {} : { 'org.opencontainers.image.version': annotation }
  return { root: { annotations }, entries } as unknown as Images
}

const clientOf = (name: string): RepositoryClient => ({ repository: parseRepository(name) }) as RepositoryClient
const [ghcr, hub] = [clientOf('ghcr.io/org/app'), clientOf('org/app')]

/** A tag that holds a version; `absent` one that is not there yet. */
const target = (tag: string, held: string | undefined, client = ghcr): Target => ({
  client,
  tag,
  name: formatReference({ ...client.repository, tag }),
  current: digest,
  contents: Promise.resolve(holding(held)),
  readAt: 0
})
const absent = (tag: string): Target => ({
  ...target(tag, undefined),
  current: undefined,
  contents: Promise.resolve(undefined)
})

const rules = (version: string | undefined, more: Partial<TagRules> = {}): TagRules => ({
  version,
  first: 'v2.7.0',
  allowDowngrade: false,
  ...more
})

const tagsOf = ({ moving }: Guarded): readonly string[] => moving.map(({ tag }) => tag)

const silent = { problems: [], warnings: [], notices: [] }

describe('tagProblems', () => {
  test('has none for tags that the version is for, and all that are for no version', () => {
    expect(tagProblems(['v2.7.0', '2', '2.7', 'v2.7', 'latest', 'edge', '1.0.0'], rules('v2.7.0'))).toEqual([])
    expect(tagProblems(['1', '2', '3.4'], rules(undefined))).toEqual([])
  })

  test('names every tag that is for other versions, with the ways out', () => {
    const problems = tagProblems(['2.7', '2.6', '3', '1-nanoserver', 'latest'], rules('2.7.0')).map(formatUserError)
    expect(problems.map(problem => /the tag '([^']+)'/.exec(problem)?.[1])).toEqual(['2.6', '3', '1-nanoserver'])
    for (const problem of problems)
      expect(problem).toMatch(
        /^Input 'tags': .*does not match the version 2\.7\.0.*\{\{major\}\}\.\{\{minor\}\}.*'allow-downgrade: true'/
      )
  })

  test('names the first tag where a pre-release must not have it', () => {
    expect(tagProblems(['latest', '2'], rules('v2.8.0-rc.1', { first: 'latest' })).map(formatUserError)).toEqual([
      "Input 'tags': the tag 'latest' is not for v2.8.0-rc.1, which is a pre-release. It is the first tag, which names the images of the releases: put a tag of the version itself first."
    ])
  })

  test('has none where allow-downgrade lifts the rules', () => {
    expect(tagProblems(['2.6'], rules('2.7.0', { allowDowngrade: true }))).toEqual([])
  })
})

describe('guardTags', () => {
  test('lets tags move to the same or a higher version', async () => {
    const moving = [
      target('latest', '2.6.0'),
      target('2', '2.7.0'),
      target('v2.7', 'v2.7.0-rc.1'),
      target('stable', '2.6.0')
    ]
    expect(await guardTags(moving, published, rules('2.7.0'))).toEqual({ ...silent, moving })
  })

  test('lets tags be written that do not exist, and those of a version, whatever they hold', async () => {
    const moving = [absent('latest'), absent('2'), target('v2.7.0', '9.9.9')]
    expect(await guardTags(moving, published, rules('2.7.0'))).toEqual({ ...silent, moving })
  })

  test('does not look into the tag of a version', async () => {
    const untouched: Target = { ...target('v2.7.0', undefined), contents: new Promise(() => undefined) }
    expect(await guardTags([untouched], published, rules('2.7.0'))).toEqual({ ...silent, moving: [untouched] })
  })

  test('does not judge by what they name tags that name the list already', async () => {
    const there: Target = { ...target('latest', '9.9.9'), current: published, contents: new Promise(() => undefined) }
    expect(await guardTags([there], published, rules(undefined))).toEqual({ ...silent, moving: [there] })
  })

  test('keeps every floating tag that holds a higher version, and warns', async () => {
    const targets = [
      target('v2.6.3', undefined),
      target('latest', '2.7.0'),
      target('2', '2.7.0'),
      target('stable', '2.7.0'),
      target('2.6', '2.6.2')
    ]
    const guarded = await guardTags(targets, published, rules('2.6.3', { first: 'v2.6.3' }))
    expect(tagsOf(guarded)).toEqual(['v2.6.3', '2.6'])
    expect(guarded).toMatchObject({
      problems: [],
      notices: [],
      warnings: ['latest', '2', 'stable'].map(
        tag =>
          `ghcr.io/org/app: The tag '${tag}' stays at 2.7.0: 2.6.3 is lower. 'allow-downgrade: true' moves it anyway.`
      )
    })
  })

  test('lets all of them go back where allow-downgrade says so', async () => {
    const targets = [target('latest', '2.7.0'), target('2', '2.7.0')]
    expect(await guardTags(targets, published, rules('1.0.0-rc.1', { allowDowngrade: true }))).toEqual({
      ...silent,
      moving: targets
    })
  })

  test('never skips the first tag: it is a problem in each repository where it would go back', async () => {
    const targets = [target('edge', '2.7.0'), target('edge', '2.5.0', hub), absent('2')]
    const guarded = await guardTags(targets, published, rules('2.6.3', { first: 'edge' }))
    expect(guarded.problems.map(formatUserError)).toEqual([
      "Input 'tags': ghcr.io/org/app: The tag 'edge' stays at 2.7.0: 2.6.3 is lower. It is the first tag, which names the images of the releases: put a tag of the version itself first. 'allow-downgrade: true' moves it."
    ])
    expect(guarded.warnings).toEqual([])
  })

  test('judges each registry by what its own tag holds', async () => {
    const targets = [target('latest', '2.7.0', ghcr), target('latest', '2.5.0', hub)]
    expect((await guardTags(targets, published, rules('2.6.3'))).moving).toEqual([targets[1]])
  })

  test('keeps a pre-release from what users of versions follow, whether that exists or not', async () => {
    const targets = [absent('latest'), target('2', '2.7.0'), target('edge', '2.7.0'), absent('2-rc')]
    const guarded = await guardTags(targets, published, rules('v2.8.0-rc.1'))
    expect(tagsOf(guarded)).toEqual(['edge', '2-rc'])
    expect(guarded.warnings).toEqual([
      "ghcr.io/org/app: The tag 'latest' stays: v2.8.0-rc.1 is a pre-release.",
      "ghcr.io/org/app: The tag '2' stays: v2.8.0-rc.1 is a pre-release."
    ])
  })

  test('exempts the tag of the source in its own repository only', async () => {
    const own = 'ghcr.io/org/app:2.6'
    const targets = [target('2.6', '2.6.0'), target('2.6', '2.6.0', hub)]
    const { moving, problems } = await guardTags(targets, published, rules('2.7.0', { own }))
    expect(moving).toEqual([targets[0]])
    expect(problems.map(({ what }) => what)).toEqual(["the tag '2.6' does not match the version 2.7.0"])

    const latest = [target('latest', '2.7.0'), target('latest', '2.7.0', hub)]
    const guarded = await guardTags(latest, published, rules('v2.8.0-rc.1', { own: 'ghcr.io/org/app:latest' }))
    expect(guarded.moving).toEqual([latest[0]])
    expect(guarded.warnings).toEqual(["org/app: The tag 'latest' stays: v2.8.0-rc.1 is a pre-release."])
  })

  test('lets a tag move with a notice when what it holds says no version', async () => {
    const unreadable: Target = { ...target('2', undefined), contents: Promise.resolve(undefined) }
    const targets = [target('latest', undefined), unreadable]
    expect(await guardTags(targets, published, rules('2.7.0'))).toEqual({
      moving: targets,
      problems: [],
      warnings: [],
      notices: [
        "ghcr.io/org/app: The tag 'latest' moves, although the version of the current image is not known.",
        "ghcr.io/org/app: The tag '2' moves, although the version of the current image is not known."
      ]
    })
  })

  test('keeps latest at its version when that of the new image is not known', async () => {
    const guarded = await guardTags([target('latest', '2.7.0'), target('edge', '2.7.0')], published, rules(undefined))
    expect(tagsOf(guarded)).toEqual(['edge'])
    expect(guarded.warnings).toEqual([
      "ghcr.io/org/app: The tag 'latest' stays at 2.7.0: the version of the new image is not known. 'allow-downgrade: true' moves it anyway."
    ])
  })

  test('fails when a tag cannot be read, once all of them were asked', async () => {
    const broken: Target = { ...target('latest', undefined), contents: Promise.reject(new Error('403')) }
    const slow = hold<Images | undefined>()
    const guarding = guardTags(
      [broken, { ...target('2', undefined), contents: slow.promise }],
      published,
      rules('2.7.0')
    )
    expect(await isPending(guarding)).toBe(true)
    slow.resolve(holding('9.9.9'))
    await expect(guarding).rejects.toThrow('403')
  })
})

test('tags with problems are refused', () => {
  expect(() => {
    refuseTags([])
  }).not.toThrow()
  expect(() => {
    refuseTags([{ what: 'one', input: 'tags' }, { what: 'two' }])
  }).toThrow(/^The tags cannot be written:\n- Input 'tags': one\.\n- Two\.$/)
})

describe('currentVersion', () => {
  const versionOf = (images: Images | undefined): Promise<string | undefined> =>
    currentVersion({ ...absent('latest'), contents: Promise.resolve(images) })

  test('is the highest that the annotation of the list and the labels of its images name', async () => {
    expect(await versionOf(holding('2.7.0', image('windows', '2.6.0')))).toBe('2.7.0')
    expect(await versionOf(holding('2.7.0', image('windows', '2.8.0'), image('windows', '2.6.0')))).toBe('2.8.0')
    expect(await versionOf(holding(undefined, image('windows', '2.7.0'), image('windows', undefined)))).toBe('2.7.0')
    expect(await versionOf(holding(undefined, image('windows', 'v2.7.0'), image('windows', 'nightly')))).toBe('v2.7.0')
  })

  test('is the one text that all name where none is a version', async () => {
    expect(await versionOf(holding(undefined, image('windows', '1.2.3.4'), image('windows', '1.2.3.4')))).toBe(
      '1.2.3.4'
    )
  })

  test('is what the labels of all Windows images say, whatever Linux says', async () => {
    const images = [image('linux', '1.0.0'), image('windows', '2.7.0'), image('windows', '2.7.0')]
    expect(await versionOf(holding(undefined, ...images))).toBe('2.7.0')
  })

  test('is that of Linux images alone, where all have the same label', async () => {
    expect(await versionOf(holding(undefined, image('linux', '2.7.0'), image('linux', '2.7.0')))).toBe('2.7.0')
    expect(await versionOf(holding('2.6.0', image('linux', '2.7.0')))).toBe('2.6.0')
  })

  test.each([
    ['labels that differ and are no versions', [image('windows', 'nightly'), image('windows', 'weekly')]],
    ['an image without a label', [image('windows', undefined), image('windows', '')]],
    ['Linux images alone that differ', [image('linux', '2.7.0'), image('linux', '2.8.0')]],
    ['Linux images alone of which one has no label', [image('linux', '2.7.0'), image('linux', undefined)]],
    ['a Linux image beside one for Windows', [image('linux', '2.7.0'), image('windows', undefined)]],
    ['no images', []]
  ])('is not known from %s', async (_, images) => {
    expect(await versionOf(holding(undefined, ...images))).toBeUndefined()
  })

  test('is not known of what cannot be read', async () => {
    expect(await versionOf(undefined)).toBeUndefined()
  })
})
