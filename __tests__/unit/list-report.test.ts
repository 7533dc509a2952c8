import { describe, expect, test } from 'vitest'

import { digestOf, shortDigest } from '../../src/oci/digest.js'
import type { Entry } from '../../src/oci/entries.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { formatReference, parseRepository } from '../../src/oci/reference.js'
import { buildIndex } from '../../src/oci/image-index.js'
import type { Content, Platform } from '../../src/oci/types.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import type { Target } from '../../src/registry/targets.js'
import { listResult, type ListOutcome } from '../../src/report/list.js'
import { findRelease } from '../../src/windows/releases.js'

const listOf = (entries: readonly Entry[]): Content =>
  buildIndex({ entries, attachments: [], type: 'auto', annotations: {} })

const entry = (platform: Platform, more: Partial<Entry> = {}): Entry => ({
  descriptor: { mediaType: mediaTypes.dockerManifest, digest: digestOf(JSON.stringify(platform)), size: 7 },
  platform,
  reference: 'ghcr.io/org/app:v1',
  ...more
})

/** The leg of a release. */
const leg = (name: string, osVersion?: string): Entry => {
  const release = findRelease(name)
  if (release === undefined) throw new Error(`${name} is no release`)
  const { os, architecture } = release
  const platform = { os, architecture, ...(osVersion === undefined ? {} : { osVersion }) }
  return entry(platform, { release, reference: `ghcr.io/org/app:v1-${name}` })
}

const ltsc2025 = leg('ltsc2025', '10.0.26100.33296')
const ltsc2022 = leg('ltsc2022', '10.0.20348.5499')
const ltsc2019 = leg('ltsc2019', '10.0.17763.8755')
const linux = leg('linux-amd64')

const client = { repository: parseRepository('ghcr.io/org/app') } as RepositoryClient
const target = (tag: string, current?: Target['current']): Target => ({
  client,
  tag,
  name: formatReference({ ...client.repository, tag }),
  current,
  contents: Promise.resolve(undefined),
  readAt: 0
})

const outcomeOf = (entries: readonly Entry[], more: Partial<ListOutcome> = {}): ListOutcome => {
  const targets = more.targets ?? [target('v1'), target('latest')]
  return { content: listOf(entries), entries, targets, moving: targets, pushed: true, unchanged: false, ...more }
}

const summaryOf = (entries: readonly Entry[], more: Partial<ListOutcome> = {}): string =>
  listResult(outcomeOf(entries, more)).summary

/** The cells of the rows below a heading of a table. */
const tableOf = (summary: string, head: string): readonly (readonly string[])[] => {
  const lines = summary.slice(summary.indexOf(`| ${head} |`)).split('\n')
  const rows = lines.slice(0, lines.indexOf('')).filter(line => line.startsWith('|'))
  return rows.slice(2).map(row =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(cell => cell.trim())
  )
}

describe('the summary', () => {
  const whole = summaryOf([ltsc2025, ltsc2022, ltsc2019, linux])

  test('lists every image with release, platform, os.version, tag and digest, in the order of the list', () => {
    expect(tableOf(whole, 'Release')).toEqual(
      [ltsc2025, ltsc2022, ltsc2019, linux].map(({ platform, release, descriptor }) => [
        release?.name,
        `\`${platform.os}/amd64\``,
        platform.osVersion === undefined ? '' : `\`${platform.osVersion}\``,
        `\`v1-${release?.name ?? ''}\``,
        `\`${shortDigest(descriptor.digest)}\``
      ])
    )
  })

  test('names the release of an image that was given as a source by its build', () => {
    const [row] = tableOf(
      summaryOf([entry({ os: 'windows', architecture: 'arm64', osVersion: '10.0.26100.1' })]),
      'Release'
    )
    expect(row?.[0]).toBe('ltsc2025-arm64')
    const [unknown] = tableOf(
      summaryOf([entry({ os: 'windows', architecture: 'amd64', osVersion: '10.0.27000.1' })]),
      'Release'
    )
    expect(unknown?.[0]).toBe('10.0.27000.1')
  })

  test('says of every tag what became of it', () => {
    const [moved, kept, same] = [
      target('v1'),
      target('latest', digestOf('2.0')),
      target('1', listOf([ltsc2022]).digest)
    ]
    const targets = [moved, kept, same]
    const states = (pushed: boolean): readonly (readonly string[])[] =>
      tableOf(summaryOf([ltsc2022], { targets, moving: [moved, same], pushed }), 'Repository')
    expect(states(true)).toEqual([
      ['`ghcr.io/org/app`', '`v1`', 'published'],
      ['`ghcr.io/org/app`', '`latest`', 'not moved'],
      ['`ghcr.io/org/app`', '`1`', 'unchanged']
    ])
    expect(states(false)[0]).toEqual(['`ghcr.io/org/app`', '`v1`', 'not written (dry run)'])
  })

  test('has one row for the tags of a repository that went the same way', () => {
    const other = { repository: parseRepository('org/app') } as RepositoryClient
    const targets = [target('v1'), target('latest'), { ...target('v1'), client: other }]

    expect(tableOf(summaryOf([ltsc2022], { targets }), 'Repository')).toEqual([
      ['`ghcr.io/org/app`', '`v1` `latest`', 'published'],
      ['`org/app`', '`v1`', 'published']
    ])
  })

  test('shows where an image is as far as its digest does not tell', () => {
    const { descriptor } = ltsc2022
    const images = ['ghcr.io/org/app', 'ghcr.io/org/other'].flatMap(name => [
      `${name}:v1`,
      `${name}@${descriptor.digest}`
    ])
    const rows = images.map(reference => tableOf(summaryOf([{ ...ltsc2022, reference }]), 'Release')[0]?.[3])

    expect(rows).toEqual(['`v1`', '', '`ghcr.io/org/other:v1`', '`ghcr.io/org/other`'])
  })

  test.each([
    ['### Published: `ghcr.io/org/app:v1`', { pushed: true }],
    ['### Dry run: `ghcr.io/org/app:v1`', { pushed: false }],
    ['### Unchanged: `ghcr.io/org/app:v1`', { pushed: true, unchanged: true }]
  ])('begins with %s', (heading, more) => {
    const summary = summaryOf([ltsc2022], more)
    expect(summary.split('\n')[0]).toBe(heading)
    expect(summary.split('\n')[2]).toBe(`\`${listOf([ltsc2022]).digest}\` (Docker manifest list)`)
  })

  // It names the tag that the output 'reference' and the picture name: the first that moves.
  test('begins with a tag that took the list', () => {
    const [kept, moved] = [target('latest', digestOf('2.0')), target('v1')]
    const summary = summaryOf([ltsc2022], { targets: [kept, moved], moving: [moved] })
    expect(summary.split('\n')[0]).toBe('### Published: `ghcr.io/org/app:v1`')
  })
})

describe('texts of others in the summary', () => {
  const nasty = 'a|b`c<img src=x>"d"\n## e'

  test('stay in their cell of the table, as code', () => {
    const odd = entry({ os: 'linux', architecture: 'amd64', variant: nasty }, { reference: nasty })
    const summary = summaryOf([ltsc2022, odd])
    const rows = tableOf(summary, 'Release')
    expect(rows.map(row => row.length)).toEqual([5, 5])
    const [, platform, , reference] = rows[1] ?? []
    expect(reference).toBe('<code>a&#124;b&#96;c&#60;img src=x&#62;"d" ## e</code>')
    expect(platform).toBe('<code>linux/amd64/a&#124;b&#96;c&#60;img src=x&#62;"d" ## e</code>')
    expect(summary).not.toMatch(/<img|^## e/m)
    const [row] = tableOf(summaryOf([entry({ os: 'linux', architecture: 'a|b' })]), 'Release')
    expect(row?.[1]).toBe('<code>linux/a&#124;b</code>')
  })
})

describe('the outputs', () => {
  test('name the tags that take the list, and the releases whose legs are in it', () => {
    const [kept, moved, other] = [target('latest'), target('v1'), target('1')]
    const entries = [
      ltsc2025,
      ltsc2022,
      entry({ os: 'windows', architecture: 'amd64', osVersion: '10.0.17763.1' }),
      linux
    ]
    const { outputs } = listResult(outcomeOf(entries, { targets: [kept, moved, other], moving: [moved, other] }))
    expect(outputs).toMatchObject({
      digest: listOf(entries).digest,
      reference: 'ghcr.io/org/app:v1',
      references: 'ghcr.io/org/app:v1\nghcr.io/org/app:1',
      releases: 'ltsc2025,ltsc2022,linux-amd64',
      unchanged: 'false'
    })
  })

  test('hold the whole result as JSON, with every image by its digest', () => {
    const { outputs } = listResult(outcomeOf([ltsc2022, linux], { unchanged: true }))
    const metadata = JSON.parse(outputs.metadata ?? '') as { pulls: object[] }
    expect(outputs.metadata).not.toContain('\n')
    expect(metadata).toMatchObject({
      digest: listOf([ltsc2022, linux]).digest,
      mediaType: mediaTypes.dockerList,
      references: ['ghcr.io/org/app:v1', 'ghcr.io/org/app:latest'],
      unchanged: true,
      entries: [
        {
          reference: 'ghcr.io/org/app:v1-ltsc2022',
          digest: ltsc2022.descriptor.digest,
          platform: { os: 'windows', architecture: 'amd64', 'os.version': '10.0.20348.5499' },
          release: 'ltsc2022'
        },
        { digest: linux.descriptor.digest, platform: { os: 'linux', architecture: 'amd64' }, release: 'linux-amd64' }
      ]
    })
    expect(metadata.pulls).toContainEqual({ host: 'Windows Server 2019', engine: 'Docker 20.10+' })
    expect(metadata.pulls).toContainEqual({
      host: 'Windows 11 25H2',
      engine: 'Docker 20.10+',
      index: 0,
      start: 'by itself',
      digest: ltsc2022.descriptor.digest
    })
  })
})
