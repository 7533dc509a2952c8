import { describe, expect, it } from 'vitest'
import { describeEntry, formatPlatform, platformKey, platformMismatch, versionOf } from '../../src/oci/entries.js'
import type { Platform } from '../../src/oci/types.js'
import { entryNo, linuxPlatform, releaseNamed, windowsPlatform } from '../support/samples.js'

describe('platformKey', () => {
  it.each<[Platform, string]>([
    [windowsPlatform('10.0.20348.5499'), 'windows/amd64//20348'],
    [windowsPlatform('10.0.20348'), 'windows/amd64//20348'],
    [windowsPlatform(), 'windows/amd64//'],
    [windowsPlatform('odd'), 'windows/amd64//odd'],
    [windowsPlatform('10.0.26100.1', { architecture: 'arm64', variant: 'v8' }), 'windows/arm64//26100'],
    [linuxPlatform('arm', 'v7'), 'linux/arm/v7/'],
    [linuxPlatform('arm', 'v8'), 'linux/arm/v8/'],
    [linuxPlatform('arm64', 'v8'), 'linux/arm64//'],
    [linuxPlatform('arm64', '8'), 'linux/arm64//'],
    [linuxPlatform('arm64', 'v9'), 'linux/arm64/v9/'],
    [linuxPlatform('aarch64', 'V8'), 'linux/arm64//'],
    [linuxPlatform('amd64', 'v1'), 'linux/amd64//'],
    [linuxPlatform('amd64', 'v2'), 'linux/amd64/v2/'],
    [linuxPlatform('i386', 'v1'), 'linux/386//'],
    [{ ...windowsPlatform('10.0.20348.5499'), os: 'Windows', architecture: 'AMD64' }, 'windows/amd64//20348'],
    [linuxPlatform(), 'linux/amd64//']
  ])('is what a host chooses by: %j', (platform, key) => {
    expect(platformKey(platform)).toBe(key)
  })
})

describe('platformMismatch', () => {
  const mismatch = (platform: Partial<Platform>, release: string, mayLack?: boolean): unknown =>
    platformMismatch(platform, releaseNamed(release), mayLack)

  it('is none where a platform is that of the release', () => {
    expect(mismatch(windowsPlatform('10.0.20348.5499'), 'ltsc2022')).toBeUndefined()
    expect(mismatch(linuxPlatform('arm', 'v7'), 'linux-arm-v7')).toBeUndefined()
    expect(mismatch(linuxPlatform('arm'), 'linux-arm-v7')).toBeUndefined()
  })

  it.each<[string, Partial<Platform>, string]>([
    ['another build', windowsPlatform('10.0.17763.1'), 'windows/amd64 10.0.17763.1'],
    ['another architecture', windowsPlatform('10.0.20348.1', { architecture: 'arm64' }), 'windows/arm64 10.0.20348.1'],
    ['another system', linuxPlatform(), 'linux/amd64'],
    ['no system', { architecture: 'amd64' }, 'unknown/amd64']
  ])('has both platforms where one is of %s, whatever it may lack', (_, platform, is) => {
    for (const mayLack of [false, true])
      expect(mismatch(platform, 'ltsc2022', mayLack)).toEqual({ is, wanted: 'windows/amd64 10.0.20348' })
  })

  it('counts what is missing as a mismatch only where it may not be missing', () => {
    expect(mismatch(windowsPlatform(), 'ltsc2022')).toMatchObject({ is: 'windows/amd64' })
    expect(mismatch({ os: 'windows', architecture: '' }, 'ltsc2022')).toMatchObject({ is: 'windows/unknown' })
    expect(mismatch({ os: 'windows', architecture: '' }, 'ltsc2022', true)).toBeUndefined()
  })

  it('names the variant that is another one', () => {
    expect(mismatch(linuxPlatform('arm', 'v6'), 'linux-arm-v7')).toEqual({ is: 'linux/arm/v6', wanted: 'linux/arm/v7' })
  })
})

describe('formatPlatform', () => {
  it.each<[Platform, string]>([
    [windowsPlatform('10.0.20348.5499'), 'windows/amd64 10.0.20348.5499'],
    [windowsPlatform(), 'windows/amd64'],
    [linuxPlatform('arm', 'v7'), 'linux/arm/v7'],
    [linuxPlatform(), 'linux/amd64']
  ])('shows %j as %s', (platform, text) => {
    expect(formatPlatform(platform)).toBe(text)
  })
})

describe('an entry', () => {
  it('is described by its platform, its digest and where it was read from', () => {
    expect(describeEntry(entryNo(1, windowsPlatform('10.0.20348.5499')))).toBe(
      'windows/amd64 10.0.20348.5499  000000000000  ghcr.io/org/app:1'
    )
  })

  it('has a version where its os.version is one', () => {
    expect(versionOf(entryNo(1, windowsPlatform('10.0.20348.5499')))?.build).toBe(20348)
    expect(versionOf(entryNo(1, windowsPlatform('x')))).toBeUndefined()
    expect(versionOf(entryNo(1, windowsPlatform()))).toBeUndefined()
  })
})
