import { describe, expect, test } from 'vitest'

import { digestOf } from '../../src/oci/digest.js'
import type { Entry } from '../../src/oci/entries.js'
import { listedEntries, type ListedEntry } from '../../src/oci/listed.js'
import { buildIndex } from '../../src/oci/image-index.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { describePulls, hostsSection, pullsJson, pullWarnings } from '../../src/report/pulls.js'
import { simulatePulls } from '../../src/windows/pull-simulation.js'

const gibibyte = 1024 ** 3

const entry = (osVersion: string | undefined, more: Partial<Entry> = {}): Entry => {
  const platform = { os: 'windows', architecture: 'amd64', ...(osVersion === undefined ? {} : { osVersion }) }
  const digest = digestOf(`${osVersion ?? ''}${JSON.stringify(more)}`)
  return {
    descriptor: { mediaType: mediaTypes.dockerManifest, digest, size: 7 },
    platform,
    reference: `ghcr.io/org/app@${digest}`,
    layers: [
      { digest: digestOf(`base ${osVersion ?? ''}`), size: 2 * gibibyte },
      { digest: digestOf('app'), size: gibibyte }
    ],
    ...more
  }
}

const ltsc2025 = entry('10.0.26100.33296')
const ltsc2022 = entry('10.0.20348.5499')
const ltsc2019 = entry('10.0.17763.8755')
const ltsc2016 = entry('10.0.14393.9060')
const linux = entry(undefined, { platform: { os: 'linux', architecture: 'amd64' } })

/** A list as it is published, of these images. */
const listOf = (...entries: Entry[]): readonly ListedEntry[] =>
  listedEntries(buildIndex({ entries, attachments: [], type: 'auto', annotations: {} }), entries)

const linesOf = (list: readonly ListedEntry[]): readonly string[] => describePulls(simulatePulls(list), list)
const warningsOf = (list: readonly ListedEntry[]): readonly string[] => pullWarnings(simulatePulls(list), list)
const sectionOf = (list: readonly ListedEntry[]): string =>
  hostsSection('org/app:v1', simulatePulls(list), list).join('\n\n')

const rowsOf = (list: readonly ListedEntry[]): readonly string[] =>
  sectionOf(list)
    .split('\n')
    .filter(line => line.startsWith('| '))

describe('the table', () => {
  test('shows the three results in words', () => {
    const arm64 = entry('10.0.26100.33296', {
      platform: { os: 'windows', architecture: 'arm64', osVersion: '10.0.26100.33296' }
    })
    expect(rowsOf(listOf(ltsc2025, ltsc2019, arm64))).toEqual([
      '| Host | Docker 20.10+ | containerd 1.7.6–2.1.5, 2.1.6–2.2 |',
      '| --- | --- | --- |',
      '| Windows Server 2019 | ltsc2019: starts | ltsc2019: starts |',
      '| Windows Server 2022 | ltsc2019: starts only with --isolation=hyperv | nothing |',
      '| Windows Server 2025 | ltsc2025: starts | ltsc2025: starts |',
      '| Windows 11 25H2 | ltsc2025: starts | – |',
      '| Windows 11 25H2 on Arm | ltsc2025: does not start | – |'
    ])
  })

  test('has a column for each engine of a kind that differs', () => {
    expect(rowsOf(listOf(ltsc2019, ltsc2022, ltsc2025))).toEqual([
      '| Host | Docker 20.10+ | containerd 1.7.6–2.1.5 | containerd 2.1.6–2.2 |',
      '| --- | --- | --- | --- |',
      '| Windows Server 2019 | ltsc2019: starts | ltsc2019: starts | – |',
      '| Windows Server 2022 | ltsc2022: starts | ltsc2022: starts | ltsc2022: starts |',
      '| Windows Server 2025 | ltsc2025: starts | ltsc2022: starts | ltsc2025: starts |',
      '| Windows 11 25H2 | ltsc2019: starts | – | – |'
    ])
  })

  test('says that Windows Server 2016 needs the same update', () => {
    expect(rowsOf(listOf(ltsc2022, ltsc2016))).toContain(
      '| Windows Server 2016 | ltsc2016: starts on the same update | – |'
    )
  })

  test('says nothing where no image is for Windows', () => {
    expect(sectionOf(listOf(linux))).toBe('')
    expect(sectionOf([])).toBe('')
  })

  test('names a list within the list by what its descriptor says', () => {
    const inner = { platform: { os: 'windows', architecture: 'amd64', osVersion: '10.0.26100.1' } }
    expect(linesOf([inner])).toContain('Windows 11 25H2: ltsc2025: starts')
    expect(linesOf([{}])[0]).toBe(
      'Windows Server 2019: nothing (Docker 20.10+); a list: does not start (containerd 1.7.6–2.1.5)'
    )
  })
})

describe('the lines for the log', () => {
  test('say for each host what it gets, and name the engines where they differ', () => {
    expect(linesOf(listOf(ltsc2025, ltsc2022, ltsc2019))).toEqual([
      'Windows Server 2019: ltsc2019: starts',
      'Windows Server 2022: ltsc2022: starts',
      'Windows Server 2025: ltsc2025: starts',
      'Windows 11 25H2: ltsc2025: starts'
    ])
    expect(linesOf(listOf(ltsc2019, ltsc2022, ltsc2025))[2]).toBe(
      'Windows Server 2025: ltsc2025: starts (Docker 20.10+, containerd 2.1.6–2.2); ltsc2022: starts (containerd 1.7.6–2.1.5)'
    )
  })
})

describe('the warnings', () => {
  test('name hosts that get less than they could, once for all engines', () => {
    expect(warningsOf(listOf(ltsc2019, ltsc2022, linux))).toEqual([
      'Windows Server 2025 with Docker 20.10+ gets ltsc2019 (starts only with --isolation=hyperv), although the image for ltsc2022 would start there. Add an image for ltsc2025 to the list.',
      'Windows 11 25H2 with Docker 20.10+ gets ltsc2019 (starts), although the image for ltsc2022 would start there. Add an image for ltsc2025 to the list.'
    ])
    expect(warningsOf(listOf(ltsc2019, ltsc2022, ltsc2025))).toEqual([
      'Windows Server 2025 with containerd 1.7.6–2.1.5 gets ltsc2022 (starts), although the image for ltsc2025 would start there.',
      'Windows 11 25H2 with Docker 20.10+ gets ltsc2019 (starts), although the image for ltsc2025 would start there.'
    ])
  })

  test('name Servers that get an image which starts only with Hyper-V', () => {
    expect(warningsOf(listOf(ltsc2025, ltsc2019))).toEqual([
      'Windows Server 2022 with Docker 20.10+ gets ltsc2019 (starts only with --isolation=hyperv). Add an image for ltsc2022 to the list.'
    ])
  })

  test('are none for a good list, and none where nothing in the list would help', () => {
    expect(warningsOf(listOf(ltsc2025, ltsc2022, ltsc2019))).toEqual([])
    expect(warningsOf(listOf(ltsc2025, ltsc2022))).toEqual([])
  })

  test('stand in the summary', () => {
    const section = sectionOf(listOf(ltsc2025, ltsc2019))
    expect(section).toContain(
      '> ⚠️ Windows Server 2022 with Docker 20.10+ gets ltsc2019 (starts only with --isolation=hyperv).'
    )
  })
})

describe('what is downloaded for nothing', () => {
  test('is said once, without the layers that the image has too', () => {
    const section = sectionOf(listOf(ltsc2025, ltsc2022, ltsc2019))
    expect(section.match(/downloads/g)).toHaveLength(1)
    expect(section).toContain(
      'containerd 2.1.6–2.2 downloads every image that fits before it takes one. Downloaded and never used: 2.0 GiB on Windows Server 2025.'
    )
  })

  test('is nothing where one image fits, and nothing where the sizes are not known', () => {
    expect(sectionOf(listOf(ltsc2025, ltsc2019))).not.toContain('downloads')
    const [other, unknown] = [ltsc2025, ltsc2022].map(({ layers: _, ...rest }) => rest) as [Entry, Entry]
    expect(sectionOf(listOf(other, unknown))).not.toContain('downloads')
  })
})

describe('the picture', () => {
  const pictureOf = (list: readonly ListedEntry[]): readonly string[] | undefined =>
    /```mermaid\n([^]*?)\n```/.exec(sectionOf(list))?.[1]?.split('\n')

  test('shows the three results with words and lines', () => {
    const wrong = { ...ltsc2025, platform: { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1' } }
    const content = buildIndex({ entries: [ltsc2016, wrong], attachments: [], type: 'auto', annotations: {} })
    expect(pictureOf(listedEntries(content, [ltsc2016, ltsc2025]))).toEqual([
      'flowchart LR',
      '  list["org/app:v1"]',
      '  list --> e0["ltsc2016"]',
      '  list --> e1["ltsc2025"]',
      '  e0 -->|"starts on the same update"| h0(["Windows Server 2016"])',
      '  e0 -.->|"starts only with --isolation=hyperv"| h1(["Windows Server 2019"])',
      '  e1 --x|"does not start"| h2(["Windows Server 2022"])',
      '  e0 -.->|"starts only with --isolation=hyperv"| h3(["Windows Server 2025"])',
      '  e0 -->|"starts"| h4(["Windows 11 25H2"])'
    ])
  })

  test('leaves out attestations, and says where nothing fits', () => {
    const attestation = { platform: { os: 'unknown', architecture: 'unknown' } }
    expect(pictureOf([attestation, ...listOf(ltsc2022)])).toEqual([
      'flowchart LR',
      '  list["org/app:v1"]',
      '  list --> e1["ltsc2022"]',
      '  h0(["Windows Server 2019: nothing fits"])',
      '  e1 -->|"starts"| h1(["Windows Server 2022"])',
      '  e1 -->|"starts"| h2(["Windows Server 2025"])',
      '  e1 -->|"starts"| h3(["Windows 11 25H2"])'
    ])
  })
})

describe('texts of others', () => {
  const nasty = 'a|b`c<img src=x>"d"\n## e'
  const odd = entry(undefined, { platform: { os: 'windows', architecture: 'amd64', variant: nasty } })

  test('stay in their cell of the table', () => {
    const section = sectionOf(listOf(odd, ltsc2022))
    expect(section).not.toMatch(/<img|^## e/m)
    expect(new Set(rowsOf(listOf(odd, ltsc2022)).map(row => row.split(/(?<!\\)\|/).length)).size).toBe(1)
  })

  test('stay in their box of the picture, without quotes and tags that Mermaid would read', () => {
    expect(sectionOf(listOf(odd, ltsc2022))).toContain(
      '  list --> e0["windows/amd64/a|b#96;c#60;img src=x#62;#34;d#34; #35;#35; e"]'
    )
  })
})

test('the metadata has every pull, by host and engine', () => {
  const list = listOf(ltsc2025, ltsc2019)
  expect(pullsJson(simulatePulls(list), list).slice(0, 4)).toEqual([
    {
      host: 'Windows Server 2019',
      engine: 'Docker 20.10+',
      index: 1,
      start: 'by itself',
      digest: ltsc2019.descriptor.digest
    },
    {
      host: 'Windows Server 2019',
      engine: 'containerd 1.7.6–2.1.5',
      index: 1,
      start: 'by itself',
      digest: ltsc2019.descriptor.digest
    },
    {
      host: 'Windows Server 2022',
      engine: 'Docker 20.10+',
      index: 1,
      start: 'with hyperv',
      digest: ltsc2019.descriptor.digest
    },
    { host: 'Windows Server 2022', engine: 'containerd 1.7.6–2.1.5' }
  ])
})
