import { describe, expect, test } from 'vitest'
import { hold, isPending } from '../support/promises.js'

import type { Entry } from '../../src/oci/entries.js'
import type { Digest } from '../../src/oci/digest.js'
import { formatReference, parseRepository } from '../../src/oci/reference.js'
import { RefusedError } from '../../src/common/refused-error.js'
import { checkTags, guardTags } from '../../src/registry/guard.js'
import type { Images } from '../../src/registry/images.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import { currentVersion, type Target } from '../../src/registry/targets.js'
import type { Log } from '../../src/runner/log.js'

/** A log that keeps what it is told. */
const keepingLog = (): { log: Log; told: string[] } => {
  const told: string[] = []
  const keep = (kind: string) => (text: string) => {
    told.push(`${kind}: ${text}`)
  }
  const [debug, info, notice, warning] = [keep('debug'), keep('info'), keep('notice'), keep('warning')]
  return { told, log: { debug, info, notice, warning, secret: () => undefined, group: (_, body) => body() } }
}

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

const tagsOf = (targets: readonly Target[]): readonly string[] => targets.map(({ tag }) => tag)

describe('checkTags', () => {
  test('lets tags be under which the version stands, and all that nobody follows', () => {
    expect(() => {
      checkTags(['v2.7.0', '2', '2.7', 'v2.7', 'latest', 'edge', '1.0.0'], 'v2.7.0')
    }).not.toThrow()
  })

  test('lets every tag be where the version is not known', () => {
    expect(() => {
      checkTags(['1', '2', '3.4'], undefined)
    }).not.toThrow()
  })

  test('names every tag that is for other versions, with the ways out', () => {
    const check = (): void => {
      checkTags(['2.7', '2.6', '3', 'latest'], '2.7.0')
    }
    expect(check).toThrow(RefusedError)
    expect(check).toThrow(
      /^The tags cannot be written:\n- Input 'tags': the tag '2\.6' .*\n- Input 'tags': the tag '3' /
    )
    expect(check).toThrow(/does not match the version 2\.7\.0.*\{\{major\}\}\.\{\{minor\}\}.*'allow-downgrade: true'/)
    expect(check).not.toThrow(/'latest'|'2\.7'/)
  })
})

describe('guardTags', () => {
  test('lets tags move to the same or a higher version without a word', async () => {
    const { log, told } = keepingLog()
    const targets = [target('latest', '2.6.0'), target('2', '2.7.0'), target('v2.7', 'v2.7.0-rc.1')]
    expect(await guardTags(targets, published, '2.7.0', log)).toEqual(targets)
    expect(told).toEqual([])
  })

  test('lets tags be written that do not exist, and those that nobody follows, whatever they hold', async () => {
    const { log, told } = keepingLog()
    const targets = [absent('latest'), absent('2'), target('v2.7.0', '9.9.9'), target('edge', '9.9.9')]
    expect(await guardTags(targets, published, '2.7.0', log)).toEqual(targets)
    expect(told).toEqual([])
  })

  test('does not look into tags that nobody follows', async () => {
    const { log } = keepingLog()
    const untouched: Target = { ...target('v2.7.0', undefined), contents: new Promise(() => undefined) }
    expect(await guardTags([untouched], published, '2.7.0', log)).toEqual([untouched])
  })

  test('does not judge tags that name the list already', async () => {
    const { log, told } = keepingLog()
    const there: Target = { ...target('latest', '9.9.9'), current: published, contents: new Promise(() => undefined) }
    expect(await guardTags([there], published, undefined, log)).toEqual([there])
    expect(told).toEqual([])
  })

  test('keeps tags that hold a higher version where they are, and warns', async () => {
    const { log, told } = keepingLog()
    const targets = [
      target('v2.6.3', undefined),
      target('latest', '2.7.0'),
      target('2', '2.7.0'),
      target('2.6', '2.6.2')
    ]
    expect(tagsOf(await guardTags(targets, published, '2.6.3', log))).toEqual(['v2.6.3', '2.6'])
    expect(told).toEqual([
      "warning: ghcr.io/org/app: The tag 'latest' stays at 2.7.0: 2.6.3 is lower. In mode 'manifest', 'allow-downgrade: true' moves it anyway.",
      "warning: ghcr.io/org/app: The tag '2' stays at 2.7.0: 2.6.3 is lower. In mode 'manifest', 'allow-downgrade: true' moves it anyway."
    ])
  })

  test('judges each registry by what its own tag holds', async () => {
    const { log } = keepingLog()
    const targets = [target('latest', '2.7.0', ghcr), target('latest', '2.5.0', hub)]
    expect(await guardTags(targets, published, '2.6.3', log)).toEqual([targets[1]])
  })

  test('lets a tag move with a notice when what it holds says no version', async () => {
    const { log, told } = keepingLog()
    const unreadable: Target = { ...target('2', undefined), contents: Promise.resolve(undefined) }
    const targets = [target('latest', undefined), unreadable]
    expect(await guardTags(targets, published, '2.7.0', log)).toEqual(targets)
    expect(told).toEqual([
      "notice: ghcr.io/org/app: The tag 'latest' moves, although the version of the current image is not known.",
      "notice: ghcr.io/org/app: The tag '2' moves, although the version of the current image is not known."
    ])
  })

  test('lets a tag move with a notice when nobody knows what is published', async () => {
    const { log, told } = keepingLog()
    expect(tagsOf(await guardTags([target('latest', '2.7.0')], published, undefined, log))).toEqual(['latest'])
    expect(told).toEqual([
      "notice: ghcr.io/org/app: The tag 'latest' moves, although the version of the new image is not known."
    ])
  })

  test('fails when no tag is left, names them all, and still gives each reason', async () => {
    const { log, told } = keepingLog()
    const guarding = guardTags([target('latest', '2.7.0'), target('2', '2.7.0', hub)], published, '2.6.3', log)
    await expect(guarding).rejects.toThrow(RefusedError)
    await expect(guarding).rejects.toThrow(
      "Input 'tags': nothing can be published, because ghcr.io/org/app:latest, org/app:2 already have a higher version than 2.6.3."
    )
    expect(told).toHaveLength(2)
  })

  test('fails when a tag cannot be read, once all of them were asked', async () => {
    const { log, told } = keepingLog()
    const broken: Target = { ...target('latest', undefined), contents: Promise.reject(new Error('403')) }
    const slow = hold<Images | undefined>()
    const guarding = guardTags([broken, { ...target('2', undefined), contents: slow.promise }], published, '2.7.0', log)
    expect(await isPending(guarding)).toBe(true)
    slow.resolve(holding('9.9.9'))
    await expect(guarding).rejects.toThrow('403')
    expect(told).toEqual([])
  })
})

describe('currentVersion', () => {
  const versionOf = (images: Images | undefined): Promise<string | undefined> =>
    currentVersion({ ...absent('latest'), contents: Promise.resolve(images) })

  test('is what the annotation of the list says, before all labels', async () => {
    expect(await versionOf(holding('2.7.0', image('windows', '2.6.0')))).toBe('2.7.0')
  })

  test('is what the labels of all Windows images say, whatever Linux says', async () => {
    const images = [image('linux', '1.0.0'), image('windows', '2.7.0'), image('windows', '2.7.0')]
    expect(await versionOf(holding(undefined, ...images))).toBe('2.7.0')
  })

  test.each([
    ['labels that differ', [image('windows', '2.7.0'), image('windows', '2.6.0')]],
    ['an image without a label', [image('windows', '2.7.0'), image('windows', undefined)]],
    ['Linux images alone', [image('linux', '2.7.0')]],
    ['no images', []]
  ])('is not known from %s', async (_, images) => {
    expect(await versionOf(holding(undefined, ...images))).toBeUndefined()
  })

  test('is not known of what cannot be read', async () => {
    expect(await versionOf(undefined)).toBeUndefined()
  })
})
