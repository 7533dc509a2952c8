import { describe, expect, test } from 'vitest'

import { engines } from '../../src/windows/engines.js'
import type { PickImages } from '../../src/windows/pull.js'
import { olderEngines } from '../support/older-engines.js'
import { recordedEngines, recordedHosts, recordedLists, type RecordedList } from '../support/recorded-pulls.js'

const startingWith = (prefix: string): readonly string[] => recordedEngines.filter(name => name.startsWith(prefix))

/** The recorded engines of each row of the engines table, the newest last. */
const recordedAs: Readonly<Record<string, readonly string[]>> = {
  'Docker 20.10+': startingWith('moby-'),
  'Docker 25–28 (containerd store)': ['store-25-26', 'store-27', 'store-28'],
  'Docker 29.0–29.5 (containerd store)': ['store-29.0-29.5'],
  'Docker 29.6–29.7 (containerd store)': ['store-29.6-29.7'],
  'Docker after 29.7 (containerd store)': ['store-head'],
  'containerd 1.6.23–1.6.39': ['cri-1.6.23-1.6.39'],
  'containerd 1.7.6–2.1.5': [
    'cri-1.7.6-1.7.18',
    'cri-1.7.19+',
    'cri-2.0.0',
    'cri-2.0.1+-2.1.5-local',
    'cri-2.1.0-2.1.5-transfer'
  ],
  'containerd 2.1.6–2.2': ['cri-2.1.6+-2.2-local', 'cri-2.1.6+-2.2-transfer'],
  'containerd 2.3': ['cri-2.3-local', 'cri-2.3-transfer'],
  'containerd 2.4+': ['cri-2.4-local', 'cri-2.4-transfer']
}

/**
 * os.versions that nobody publishes, and that containerd/platforms before v1.0.0-rc.1 reads as versions of Windows:
 * it ignores what is not a number and cuts major and minor to 8 bits, the build to 16.
 */
const isMalformed = ({ images }: RecordedList): boolean =>
  images.some(({ platform }) => /^(?:266\.|10\.\.|10\.0\.\+|10\.0\.85884)/.test(platform?.osVersion ?? ''))

/** Architectures beside the host's, which `platforms.Only` allows, and the transfer service does not. */
const hasOtherArchitectures = ({ images }: RecordedList): boolean =>
  images.some(
    ({ platform }) =>
      platform?.os.toLowerCase() === 'windows' && /^(?:i?386|arm|armhf|armel)$/.test(platform.architecture)
  )

const simulated = (pick: PickImages, { images }: RecordedList): readonly number[] =>
  recordedHosts.map(host => pick(host, images)[0] ?? -1)

const differing = (pick: PickImages, recorded: string): readonly RecordedList[] =>
  recordedLists.filter(list => simulated(pick, list).join() !== list.taken(recorded).join())

test('the recording holds 529 lists, 79 of them from public registries, and 13 hosts', () => {
  expect(recordedLists).toHaveLength(529)
  expect(recordedLists.filter(({ name }) => name !== undefined)).toHaveLength(79)
  expect(recordedHosts).toHaveLength(13)
})

test('every recorded engine is simulated', () => {
  expect([...Object.values(recordedAs).flat(), ...Object.keys(olderEngines)].sort()).toEqual(
    [...recordedEngines].sort()
  )
  expect(Object.keys(recordedAs)).toEqual(engines.map(({ name }) => name))
})

describe.each(engines.map(engine => [engine.name, engine] as const))('%s', (name, { pick }) => {
  const recorded = recordedAs[name] ?? []

  test('takes from every list what its newest version took', () => {
    const wrong = differing(pick, recorded.at(-1) ?? '')
    // containerd 1.6 has a reader of its own, which was never mended.
    const known = name === 'containerd 1.6.23–1.6.39' ? wrong.filter(isMalformed) : []
    expect(known).toHaveLength(name === 'containerd 1.6.23–1.6.39' ? 6 : 0)
    expect(wrong.filter(list => !known.includes(list)).map(({ images }) => images)).toEqual([])
  })

  test('differs from its older versions only in ways that are known', () => {
    const older = new Set(recorded.slice(0, -1).flatMap(version => differing(pick, version)))
    const unexplained = [...older].filter(list => !isMalformed(list) && !hasOtherArchitectures(list))
    expect(unexplained.map(({ images }) => images)).toEqual([])
  })
})

test.each([
  ['Docker 25–28 (containerd store)', { malformed: 6, architectures: 0 }],
  ['containerd 1.7.6–2.1.5', { malformed: 6, architectures: 11 }]
])('%s: the versions of the row differ in a few lists', (name, { malformed, architectures }) => {
  const versions = recordedAs[name] ?? []
  const lists = recordedLists.filter(list => new Set(versions.map(version => list.taken(version).join())).size > 1)
  expect(lists.filter(isMalformed)).toHaveLength(malformed)
  expect(lists.filter(list => !isMalformed(list) && hasOtherArchitectures(list))).toHaveLength(architectures)
  expect(lists).toHaveLength(malformed + architectures)
})

test('the versions of the other rows do not differ', () => {
  for (const [name, versions] of Object.entries(recordedAs)) {
    if (name === 'Docker 25–28 (containerd store)' || name === 'containerd 1.7.6–2.1.5') continue
    for (const list of recordedLists) expect(new Set(versions.map(version => list.taken(version).join())).size).toBe(1)
  }
})

test.each(Object.entries(olderEngines))('%s takes from every list what it took', (recorded, pick) => {
  expect(differing(pick, recorded).map(({ images }) => images)).toEqual([])
})
