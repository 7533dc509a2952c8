import { describe, expect, test } from 'vitest'

import { engines } from '../../src/windows/engines.js'
import type { Host } from '../../src/windows/hosts.js'
import type { PlatformSpec } from '../../src/windows/platform-match.js'
import type { ListedImage } from '../../src/windows/pull.js'

// Facts of the engines' own tests and issues, named in the titles: which image, which host, what happens. What the engines
// take of 529 lists is in pull-table.test.ts.

const docker = 'Docker 20.10+'
const [store28, store290, store296, storeNext] = [
  'Docker 25–28 (containerd store)',
  'Docker 29.0–29.5 (containerd store)',
  'Docker 29.6–29.7 (containerd store)',
  'Docker after 29.7 (containerd store)'
]
const [v16, v17, v22, v23, v24] = [
  'containerd 1.6.23–1.6.39',
  'containerd 1.7.6–2.1.5',
  'containerd 2.1.6–2.2',
  'containerd 2.3',
  'containerd 2.4+'
]
const all = engines.map(({ name }) => name)
const withMatcher = all.filter(name => name !== docker)
const sorting = [store290, v22, v23, v24]
const inOrder = [store28, store296, storeNext, v17]

const hostOf = (build: number, architecture: Host['architecture'] = 'amd64'): Host => ({
  name: `a host of build ${build}`,
  build,
  client: false,
  architecture
})

const windows = (osVersion?: string, more: Partial<PlatformSpec> = {}): PlatformSpec => ({
  os: 'windows',
  architecture: 'amd64',
  ...(osVersion === undefined ? {} : { osVersion }),
  ...more
})

const linux: PlatformSpec = { os: 'linux', architecture: 'amd64' }
const attestation: PlatformSpec = { os: 'unknown', architecture: 'unknown' }

const pick = (engine: string, host: Host, list: readonly ListedImage[]): readonly number[] => {
  const found = engines.find(({ name }) => name === engine)
  if (found === undefined) throw new Error(`${engine} is not an engine`)
  return found.pick(host, list)
}

/** What an engine takes: the os.version; 'nothing' where the pull fails. */
const version = (engine: string, build: number, ...list: readonly (string | PlatformSpec)[]): string | undefined => {
  const platforms = list.map(one => (typeof one === 'string' ? windows(one) : one))
  const [index] = pick(
    engine,
    hostOf(build),
    platforms.map(platform => ({ platform, image: platform }))
  )
  return index === undefined ? 'nothing' : platforms[index]?.osVersion
}

const [ltsc2016, ltsc2019] = ['10.0.14393.9060', '10.0.17763.8755']
const [ltsc2022, ltsc2025] = ['10.0.20348.5499', '10.0.26100.33296']

describe('Docker with its own store', () => {
  test.each([
    ['10.0.17763', 'ltsc2022 on Windows Server 2019', 'Windows-Containers#334', 17763, ltsc2022],
    ['10.0.19044', 'ltsc2022 on Windows 10 21H2', 'Virtualization-Documentation#1874', 19044, ltsc2022],
    ['10.0.14393', '1903 on Windows Server 2016', 'Virtualization-Documentation#1354', 14393, '10.0.18362.1'],
    ['10.0.17763', '20H2 on Windows Server 2019', 'runner-images#3422', 17763, '10.0.19042.1']
  ])('%s has "no matching manifest": %s (%s)', (_, _what, _issue, build, image) => {
    expect(version(docker, build, image)).toBe('nothing')
  })

  test('prefers the own build wherever it stands (moby#35090, moby#35117)', () => {
    expect(version(docker, 20348, linux, ltsc2016, ltsc2019, windows(), ltsc2022)).toBe(ltsc2022)
    expect(version(docker, 17763, ltsc2016, '10.0.17763.1', '10.0.17763.9')).toBe('10.0.17763.1')
  })

  test('does not know the own build in an os.version of three parts (moby versionMatch)', () => {
    expect(version(docker, 20348, ltsc2019, '10.0.20348')).toBe(ltsc2019)
  })

  test('leaves out newer builds and Linux, and keeps the order of the rest (moby#37369)', () => {
    expect(version(docker, 19045, linux, ltsc2025, ltsc2022, ltsc2016, ltsc2019)).toBe(ltsc2016)
  })

  test.each([
    ['ltsc2019 on Windows 11 23H2', 'docker/for-win#13986', 22631, [linux, ltsc2019, ltsc2022], ltsc2019],
    ['1809 on Windows 11 22H2', 'Windows-Containers#326', 22621, ['10.0.17763.1', ltsc2022], '10.0.17763.1'],
    ['the oldest on a host past them all', 'dotnet-docker#4492', 26200, [linux, ltsc2019, ltsc2022], ltsc2019],
    ['ltsc2016 where it comes first', 'docker-library/mongo#444', 19041, [linux, ltsc2016, ltsc2019], ltsc2016]
  ])('takes the oldest of a list in the wrong order: %s (%s)', (_, _issue, build, list, got) => {
    expect(version(docker, build, ...list)).toBe(got)
  })

  test('takes an os.version that it cannot read for an old one (moby checkImageCompatibility)', () => {
    for (const unreadable of ['latest', '10.0', '10.0.x.1', '', '10.0.99999999999999999999.1'])
      expect(version(docker, 17763, unreadable)).toBe(unreadable)
  })

  test('takes no 386 image, and does not compare the variant (moby filterManifests)', () => {
    expect(version(docker, 20348, windows(ltsc2022, { architecture: '386' }))).toBe('nothing')
    expect(version(docker, 20348, windows(ltsc2022, { variant: 'v2' }))).toBe(ltsc2022)
  })

  test.each([docker, store28, storeNext])('%s takes amd64 images on Arm, as an amd64 program', engine => {
    const list = [windows(ltsc2025, { architecture: 'arm64' }), windows(ltsc2022)].map(platform => ({ platform }))
    expect(pick(engine, hostOf(26200, 'arm64'), list)).toEqual([1])
  })
})

describe('the builds that fit', () => {
  // Host, image, whether it runs: hcsshim's osversion and containerd/platforms have the same Test_PlatformCompat.
  const compatibility: readonly (readonly [number, number, boolean])[] = [
    [17763, 17763, true],
    [17763, 20348, false],
    [20348, 17763, false],
    [20348, 20348, true],
    [20348, 22621, false],
    [20348, 26100, false],
    [22621, 17763, false],
    [22621, 20348, true],
    [25398, 17763, false],
    [25398, 20348, true],
    [26100, 20348, true],
    [26100, 22621, true]
  ]

  describe.each(withMatcher)('in %s', engine => {
    test.each(compatibility)('a host of %i, an image of %i: %s', (host, image, runs) => {
      expect(version(engine, host, `10.0.${image}.1`)).toBe(runs ? `10.0.${image}.1` : 'nothing')
    })
  })

  test.each([store290, store296, v22, v23])('%s on Windows 11 25H2 refuses ltsc2022 (moby#53397)', engine => {
    expect(version(engine, 26200, ltsc2022)).toBe('nothing')
    expect(version(engine, 26200, ltsc2022, ltsc2025)).toBe(ltsc2025)
  })

  test.each([store28, storeNext, v16, v17, v24])('%s on Windows 11 25H2 takes ltsc2022 (platforms#34)', engine => {
    expect(version(engine, 26200, ltsc2022)).toBe(ltsc2022)
  })

  test.each(withMatcher)('%s knows no Windows but 10.0, and reads decimal digits only', engine => {
    for (const other of ['6.3.20348.1', '11.0.20348.1', '10.1.20348.1', '20348', '10.0', 'latest', '10.0.0x4F7C.1'])
      expect(version(engine, 20348, other)).toBe('nothing')
    expect(version(engine, 20348, '10.0.20348')).toBe('10.0.20348')
  })

  test.each(all)('%s takes what has no os.version (TestFallbackOnOSVersion, containerd#7431)', engine => {
    for (const build of [14393, 17763, 20348, 26100, 26200]) expect(version(engine, build, windows())).toBeUndefined()
  })

  test.each(all)('%s takes no other system or architecture', engine => {
    const others = ['arm', 'arm64'].map(architecture => windows('10.0.17763.1', { architecture }))
    expect(version(engine, 17763, linux, attestation, ...others)).toBe('nothing')
  })
})

describe('which of several', () => {
  test.each(inOrder)('%s takes the first that fits (containerd#11366, platforms#25)', engine => {
    expect(version(engine, 26100, ltsc2022, ltsc2025)).toBe(ltsc2022)
    expect(version(engine, 26100, ltsc2025, ltsc2022)).toBe(ltsc2025)
  })

  test.each(sorting)('%s takes the greatest os.version, as a string (windowsMatchComparer.Less)', engine => {
    expect(version(engine, 26100, linux, ltsc2022, windows(), ltsc2025)).toBe(ltsc2025)
    expect(version(engine, 26100, '10.0.26100.33296', '10.0.26100.4061')).toBe('10.0.26100.4061')
  })

  test('containerd 1.6 takes the highest revision, of an older build too', () => {
    expect(version(v16, 26100, '10.0.26100.4061', ltsc2022)).toBe(ltsc2022)
    expect(version(v16, 26100, ltsc2022, ltsc2025)).toBe(ltsc2025)
  })

  test.each(all)('%s lists every position that fits, the one that it takes first', engine => {
    const list = [ltsc2022, ltsc2019, ltsc2025].map(osVersion => ({ platform: windows(osVersion) }))
    const fitting = pick(engine, hostOf(26100), list)
    expect([...fitting].sort()).toEqual(engine === docker ? [0, 1, 2] : [0, 2])
  })
})

describe('architectures and variants', () => {
  test.each([store28, store296, storeNext])('%s takes a 386 image for want of another (platforms.Only)', engine => {
    const small = windows('10.0.20348.1', { architecture: '386' })
    expect(version(engine, 20348, small)).toBe('10.0.20348.1')
    expect(version(engine, 20348, small, ltsc2022)).toBe(ltsc2022)
  })

  test.each([...sorting, v16, v17])('%s takes no 386 image on amd64 (platforms.Default)', engine => {
    expect(version(engine, 20348, windows(ltsc2022, { architecture: '386' }))).toBe('nothing')
  })

  test.each(withMatcher)('%s takes no amd64/v2 image, and takes amd64/v1 for amd64', engine => {
    expect(version(engine, 20348, windows(ltsc2022, { variant: 'v2' }))).toBe('nothing')
    expect(version(engine, 20348, windows(ltsc2022, { variant: 'v1' }))).toBe(ltsc2022)
  })

  test.each(withMatcher)('%s takes x86_64 and AMD64 for amd64 (database.go)', engine => {
    for (const architecture of ['AMD64', 'x86_64'])
      expect(version(engine, 20348, windows(ltsc2022, { architecture }))).toBe(ltsc2022)
  })
})

describe('os.features', () => {
  const win32k = { osFeatures: ['win32k'] }

  test.each(all)('%s takes images that ask for win32k (containerd/platforms#31)', engine => {
    expect(version(engine, 20348, windows(ltsc2022, win32k))).toBe(ltsc2022)
  })

  test.each([store296, storeNext, v23, v24])('%s refuses what asks for more (platforms#20)', engine => {
    for (const osFeatures of [['nydus'], ['nydus', 'win32k'], ['win32k', 'win32k']])
      expect(version(engine, 20348, windows(ltsc2022, { osFeatures }))).toBe('nothing')
  })

  test.each([docker, store28, store290, v16, v17, v22])('%s does not look at features', engine => {
    expect(version(engine, 20348, windows(ltsc2022, { osFeatures: ['nydus'] }))).toBe(ltsc2022)
  })

  test.each([store296, storeNext])('%s prefers what has more of them, newer or not (platforms#20)', engine => {
    expect(version(engine, 26100, ltsc2025, windows(ltsc2022, win32k))).toBe(ltsc2022)
  })
})

describe('a descriptor without a platform', () => {
  const bare = (osVersion: string): ListedImage => ({ image: windows(osVersion) })
  const listed = (osVersion: string): ListedImage => ({ platform: windows(osVersion), image: windows(osVersion) })

  test('is skipped by Docker with its own store, which reads it as one for no architecture', () => {
    expect(pick(docker, hostOf(20348), [bare(ltsc2022)])).toEqual([])
  })

  test.each(withMatcher)('comes after the others in %s (core/images/image.go, Manifest)', engine => {
    expect(pick(engine, hostOf(20348), [bare(ltsc2022), listed(ltsc2022)])).toEqual([1])
  })

  test.each(withMatcher)('is taken by %s if it is the first of its kind and its config fits', engine => {
    expect(pick(engine, hostOf(20348), [bare(ltsc2022), bare(ltsc2019)])[0]).toBe(0)
    expect(pick(engine, hostOf(20348), [bare(ltsc2019), bare(ltsc2022)])).toEqual([])
  })

  test.each(withMatcher)('is taken by %s if it is a list, which then is looked into', engine => {
    expect(pick(engine, hostOf(20348), [{}])).toEqual([0])
  })
})
