import { describe, expect, it } from 'vitest'
import { compareOsVersions, parseOsVersion, type OsVersion } from '../../src/windows/os-version.js'

const read = (text: string): OsVersion => {
  const version = parseOsVersion(text)
  if (version === undefined) throw new Error(`${text} is no version`)
  return version
}

describe('parseOsVersion', () => {
  it.each<[string, OsVersion]>([
    ['10.0.20348.5499', { major: 10, minor: 0, build: 20348, revision: 5499 }],
    ['10.0.26100.33296', { major: 10, minor: 0, build: 26100, revision: 33296 }],
    ['10.0.17763.0', { major: 10, minor: 0, build: 17763, revision: 0 }],
    ['10.0.20348', { major: 10, minor: 0, build: 20348 }],
    ['10.0.999999999.999999999', { major: 10, minor: 0, build: 999999999, revision: 999999999 }]
  ])('reads %s', (text, version) => {
    expect(parseOsVersion(text)).toEqual(version)
  })

  it.each([
    '',
    '10',
    '10.0',
    '10.0.',
    '10.0.20348.',
    '10.0.20348.1.2',
    '.0.20348.1',
    '10..20348.1',
    '10.0.-20348.1',
    '10.0.20348.1e3',
    '10.0.20348.0x1',
    '10.0.20348.1-amd64',
    'v10.0.20348.1',
    ' 10.0.20348.1',
    '10.0.20348.1\n',
    '10,0,20348,1',
    '10.0 20348 (20348.859.amd64fre.fe_release_svc_prod2.220707-1832)',
    'ltsc2022',
    '10.0.٢.1',
    '6.3.9600.20778',
    '11.0.20348.1',
    '10.1.20348.1',
    '010.0.20348.1',
    '10.00.20348.1',
    '10.0.020348.1',
    '10.0.20348.01',
    '10.0.20348.00',
    '10.0.20348.1234567890',
    `10.0.${'9'.repeat(400)}.1`
  ])('does not read %j', text => {
    expect(parseOsVersion(text)).toBeUndefined()
  })
})

describe('compareOsVersions', () => {
  it.each([
    ['10.0.26100.7462', '10.0.26100.33296'],
    ['10.0.26100.9999', '10.0.26100.10000'],
    ['10.0.20348.5499', '10.0.26100.1'],
    ['10.0.9200.99999', '10.0.14393.1'],
    // Without a revision it is the release as it came out.
    ['10.0.20348', '10.0.20348.0'],
    ['10.0.17763.5000', '10.0.20348']
  ])('puts %s before %s', (older, newer) => {
    expect(compareOsVersions(read(older), read(newer))).toBeLessThan(0)
    expect(compareOsVersions(read(newer), read(older))).toBeGreaterThan(0)
  })

  it.each([
    ['10.0.20348.5499', '10.0.20348.5499'],
    ['10.0.20348', '10.0.20348']
  ])('finds %s and %s the same', (a, b) => {
    expect(compareOsVersions(read(a), read(b))).toBe(0)
  })

  it('sorts the releases as they came out', () => {
    const versions = ['10.0.26100.33296', '10.0.17763.8000', '10.0.26100.7462', '10.0.14393.9000', '10.0.20348.5499']

    expect(
      versions
        .map(read)
        .sort(compareOsVersions)
        .map(({ build, revision }) => `${build}.${revision ?? ''}`)
    ).toEqual(['14393.9000', '17763.8000', '20348.5499', '26100.7462', '26100.33296'])
  })
})
