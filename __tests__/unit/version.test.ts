import { describe, expect, test } from 'vitest'

import {
  highestVersion,
  isPrerelease,
  looksLikeVersion,
  parseVersion,
  readTagVersion,
  type TagVersion
} from '../../src/oci/version.js'

describe('readTagVersion', () => {
  test.each<[tag: string, known: readonly (string | undefined)[], TagVersion | undefined]>([
    // A variant is what follows a version that is known.
    ['2.11.2-windowsservercore', ['v2.11.2'], { version: '2.11.2', variant: 'windowsservercore' }],
    ['v2.11.2-nanoserver', ['2.11.2'], { version: 'v2.11.2', variant: 'nanoserver' }],
    ['2.11.2-nanoserver-1809', ['v2.11.2'], { version: '2.11.2', variant: 'nanoserver-1809' }],
    ['2.0.0-rc.1-nanoserver', ['v2.0.0-rc.1'], { version: '2.0.0-rc.1', variant: 'nanoserver' }],
    ['2.11.2-nanoserver', [undefined, 'v1.0.3', 'v2.11.2'], { version: '2.11.2', variant: 'nanoserver' }],
    // Otherwise it is a pre-release.
    ['2.11.2-windowsservercore', ['v1.0.3'], { version: '2.11.2-windowsservercore' }],
    ['2.11.2-windowsservercore', [], { version: '2.11.2-windowsservercore' }],
    ['2.11.20-nanoserver', ['v2.11.2'], { version: '2.11.20-nanoserver' }],
    ['v2.0.0-rc.1', ['v2.0.0-rc.1'], { version: 'v2.0.0-rc.1' }],
    ['2.0.0-rc.1', ['v2.0.0-rc.1'], { version: '2.0.0-rc.1' }],
    ['2.0.0-rc.10', ['v2.0.0-rc.1'], { version: '2.0.0-rc.10' }],
    // Build metadata cannot stand in a tag as it is.
    ['v2.3.8-fork.1', ['v2.3.8+fork.1'], { version: 'v2.3.8+fork.1' }],
    ['2.3.8+fork.1', ['v2.3.8+fork.1'], { version: '2.3.8+fork.1' }],
    ['2.3.8-fork.1-nanoserver', ['v2.3.8+fork.1'], { version: '2.3.8+fork.1', variant: 'nanoserver' }],
    ['2.3.8-fork.1', ['v2.3.8', 'v2.3.8+fork.1'], { version: '2.3.8+fork.1' }],
    ['2.7.0', ['nightly', '2.7'], { version: '2.7.0' }],
    ['2-nanoserver', ['v2.11.2'], undefined],
    ['latest', ['v2.11.2'], undefined],
    ['1.2.3.4', ['v1.2.3'], undefined],
    ['', ['v1.2.3'], undefined]
  ])('%s, where %j is known', (tag, known, version) => {
    expect(readTagVersion(tag, known)).toEqual(version)
  })
})

test('versions are those of semver.org, with or without v', () => {
  for (const version of ['2.7.0', 'v2.7.0', '2.7.0-rc.1', '2.7.0+build.5']) expect(parseVersion(version)).not.toBeNull()
  for (const text of ['2.7', 'v2', '1.2.3.4', 'nightly', '', undefined, '2.07.0']) expect(parseVersion(text)).toBeNull()
  expect(['2.7.0-rc.1', 'v2.7.0-0', '2.7.0', '2.7.0+rc.1', 'rc', undefined].map(isPrerelease)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false
  ])
})

test.each([
  [['v2.7.0', 'v2.10.0', '2.9.0'], 'v2.10.0'],
  [['2.7.0-rc.1', 'v2.7.0', '2.7.0'], 'v2.7.0'],
  [[undefined, 'nightly', '2.7.0-rc.1'], '2.7.0-rc.1'],
  [['nightly', undefined, '2.7'], undefined],
  [[], undefined]
])('the highest of %j is %s', (versions, highest) => {
  expect(highestVersion(versions)).toBe(highest)
})

test('versions of other forms are told from other names', () => {
  for (const value of ['1.2.3.4', 'v1.2', 'app/v1.2.3', 'app-1.2.3', 'release/2026.11', 'v1.2.3.4-beta'])
    expect([value, looksLikeVersion(value)]).toEqual([value, true])
  for (const value of ['v1.2.3', '1.2.3-rc.1', 'v2', 'nightly', 'sha-0123456', 'edge', 'windows-2022', ''])
    expect([value, looksLikeVersion(value)]).toEqual([value, false])
})
