import { describe, expect, it } from 'vitest'
import { orderEntries, type Entry } from '../../src/oci/entries.js'
import { entryNo, linuxPlatform, releaseNamed, windowsPlatform } from '../support/samples.js'

const numbersOf = (entries: readonly Entry[]): readonly number[] =>
  entries.map(({ descriptor }) => Number(`0x${descriptor.digest.slice(-8)}`))

describe('orderEntries', () => {
  const versions = (...osVersions: (string | undefined)[]): readonly (string | undefined)[] =>
    orderEntries(osVersions.map((osVersion, i) => entryNo(i, windowsPlatform(osVersion)))).map(
      ({ platform }) => platform.osVersion
    )

  it('puts the newest build first', () => {
    expect(versions('10.0.14393.9000', '10.0.20348.5499', '10.0.17763.8000', '10.0.26100.1')).toEqual([
      '10.0.26100.1',
      '10.0.20348.5499',
      '10.0.17763.8000',
      '10.0.14393.9000'
    ])
  })

  it('compares builds and revisions as numbers', () => {
    expect(versions('10.0.26100.7462', '10.0.26100.33296', '10.0.9200.1', '10.0.26100.9999')).toEqual([
      '10.0.26100.33296',
      '10.0.26100.9999',
      '10.0.26100.7462',
      '10.0.9200.1'
    ])
  })

  it('puts Windows without os.version behind all other Windows', () => {
    expect(versions(undefined, '10.0.14393.1', '10.0.26100.1')).toEqual(['10.0.26100.1', '10.0.14393.1', undefined])
  })

  it('puts other systems behind Windows, as they were given', () => {
    const entries = [
      entryNo(1, linuxPlatform('arm64')),
      entryNo(2, windowsPlatform('10.0.17763.1')),
      entryNo(3, linuxPlatform('amd64')),
      entryNo(4, windowsPlatform()),
      entryNo(5, { os: 'freebsd', architecture: 'amd64' }),
      entryNo(6, windowsPlatform('10.0.26100.1'))
    ]

    expect(numbersOf(orderEntries(entries))).toEqual([6, 2, 4, 1, 3, 5])
  })

  it('leaves entries of the same version as they were given', () => {
    const version = '10.0.26100.1'
    const entries = [
      entryNo(2, windowsPlatform(version, { architecture: 'arm64' })),
      entryNo(1, windowsPlatform(version))
    ]

    expect(numbersOf(orderEntries(entries))).toEqual([2, 1])
  })

  it('keeps an image that was given twice once, with what was said of it first', () => {
    const platform = windowsPlatform('10.0.20348.1')
    const leg = entryNo(1, platform, { release: releaseNamed('ltsc2022') })

    expect(orderEntries([leg, entryNo(2, linuxPlatform()), entryNo(1, platform)])).toEqual([
      leg,
      entryNo(2, linuxPlatform())
    ])
  })

  it('leaves what it was given as it is', () => {
    const entries = [entryNo(1, linuxPlatform()), entryNo(2, windowsPlatform('10.0.20348.1'))]
    orderEntries(entries)

    expect(numbersOf(entries)).toEqual([1, 2])
  })

  it('leaves a version that cannot be compared where it was given', () => {
    for (const given of [
      ['10.0.x', '10.0.20348.1'],
      ['10.0.20348.1', '10.0.x']
    ])
      expect(versions(...given)).toEqual(given)
  })

  it('orders nothing', () => {
    expect(orderEntries([])).toEqual([])
  })

  it('gives one order, however the entries were given', () => {
    const entries = ['10.0.26100.33296', '10.0.26100.7462', '10.0.20348.5499', '10.0.17763.8000', undefined].map(
      (osVersion, i) => entryNo(i, windowsPlatform(osVersion))
    )
    const turned = entries.map((_, i) => [...entries.slice(i), ...entries.slice(0, i)])

    for (const given of [...turned, ...turned.map(one => one.toReversed())]) {
      expect(numbersOf(orderEntries(given))).toEqual([0, 1, 2, 3, 4])
    }
  })

  // Only on Windows does an os.version say which image comes first.
  it('leaves other systems with an os.version as they were given', () => {
    const entries = ['5.4.0', '6.1.0'].map((osVersion, i) => entryNo(i, { ...linuxPlatform(), osVersion }))

    expect(numbersOf(orderEntries(entries))).toEqual([0, 1])
  })
})
