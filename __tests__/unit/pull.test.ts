import { describe, expect, test } from 'vitest'

import type { Host } from '../../src/windows/hosts.js'
import { engines, type Candidate } from '../../src/windows/pull.js'

// The cases are facts of the engines' own tests and issues, named in the titles: which image, which host, what happens.

const server = (build: number, architecture: Host['architecture'] = 'amd64'): Host => ({
  name: `a host of build ${build}`,
  build,
  client: false,
  architecture
})

const windows = (osVersion?: string, more: Partial<Candidate> = {}): Candidate => ({
  os: 'windows',
  architecture: 'amd64',
  ...(osVersion === undefined ? {} : { osVersion }),
  ...more
})

const linux: Candidate = { os: 'linux', architecture: 'amd64' }
const attestation: Candidate = { os: 'unknown', architecture: 'unknown' }

const all = engines.map(({ name }) => name)
const [docker, store] = ['Docker', 'Docker (containerd store)']
const [v16, v17, v22] = ['containerd 1.6', 'containerd 1.7, 2.0', 'containerd 2.2']
const [v23, v24] = ['containerd 2.3', 'containerd 2.4']
/** Those that sort, and those that know the stable ABI. */
const [sorting, stable] = [
  [v22, v23, v24],
  [v17, v22, v23, v24]
]

/** What an engine takes from a list. */
const taken = (engine: string, host: Host, list: readonly Candidate[]): Candidate | undefined => {
  const at = engines.find(({ name }) => name === engine)?.pick(host, list)
  return at === undefined ? undefined : list[at]
}

/** The os.version of what an engine takes; 'nothing' where the pull fails. */
const version = (engine: string, build: number, ...list: readonly (string | Candidate)[]): string | undefined => {
  const candidates = list.map(one => (typeof one === 'string' ? windows(one) : one))
  const got = taken(engine, server(build), candidates)
  return got === undefined ? 'nothing' : got.osVersion
}

const [ltsc2016, ltsc2019] = ['10.0.14393.9060', '10.0.17763.8755']
const [ltsc2022, ltsc2025] = ['10.0.20348.5499', '10.0.26100.33296']

describe('the stable ABI', () => {
  // Host, image, whether it runs: hcsshim's osversion and containerd/platforms have the same Test_PlatformCompat.
  const sinceLtsc2022: readonly (readonly [number, number, boolean])[] = [
    [17763, 17763, true],
    [17763, 20348, false],
    [20348, 17763, false],
    [20348, 20348, true],
    [22621, 17763, false],
    [22621, 20348, true]
  ]
  const sinceLtsc2025: typeof sinceLtsc2022 = [
    [25398, 17763, false],
    [25398, 20348, true],
    [26100, 20348, true],
    [20348, 26100, false],
    [20348, 22621, false],
    [26100, 22621, true]
  ]

  test.each(sinceLtsc2022)(
    'before LTSC 2025 (hcsshim, containerd/platforms v0.2.1): a host of %i, an image of %i: %s',
    (host, image, runs) => {
      expect(version(v17, host, `10.0.${image}.1`)).toBe(runs ? `10.0.${image}.1` : 'nothing')
    }
  )

  describe.each([store, ...sorting])('since LTSC 2025 (hcsshim#2327, containerd/platforms#24), in %s', engine => {
    test.each([...sinceLtsc2022, ...sinceLtsc2025])('a host of %i, an image of %i: %s', (host, image, runs) => {
      expect(version(engine, host, `10.0.${image}.1`)).toBe(runs ? `10.0.${image}.1` : 'nothing')
    })
  })

  test.each([store, v22, v23])(
    '%s on Windows 11 25H2 refuses ltsc2022 (moby#53397, platforms rc.2 to rc.4)',
    engine => {
      expect(version(engine, 26200, ltsc2022)).toBe('nothing')
      expect(version(engine, 26200, ltsc2022, ltsc2025)).toBe(ltsc2025)
    }
  )

  test.each([v17, v24])('%s on Windows 11 25H2 takes ltsc2022 (platforms#34, and before rc.2)', engine => {
    expect(version(engine, 26200, ltsc2022)).toBe(ltsc2022)
  })

  test.each(stable)('%s reads three parts (TestMatchComparerMatch_ABICheckWCOW)', engine => {
    expect(version(engine, 17763, '10.0.17763')).toBe('10.0.17763')
    expect(version(engine, 17763, '10.0.20348')).toBe('nothing')
    expect(version(engine, 20348, '10.0.17763')).toBe('nothing')
    expect(version(engine, 20348, '10.0.20348')).toBe('10.0.20348')
    expect(version(engine, 22621, '10.0.17763')).toBe('nothing')
    expect(version(engine, 22621, '10.0.20348')).toBe('10.0.20348')
  })

  test.each(stable)('%s knows no Windows but 10.0 (checkWindowsHostAndContainerCompat)', engine => {
    for (const other of ['6.3.20348.1', '11.0.20348.1', '10.1.20348.1', '20348', '10.0', 'latest', '10.0.x.1']) {
      expect(version(engine, 20348, other)).toBe('nothing')
    }
  })
})

describe('which images fit at all', () => {
  test.each([v16, v17])('%s: the own build, any revision (TestMatchComparerMatch_WCOW)', engine => {
    expect(version(engine, 17763, '10.0.17763.1')).toBe('10.0.17763.1')
    expect(version(engine, 17763, '10.0.17763.2')).toBe('10.0.17763.2')
    expect(version(engine, 17763, '10.0.17762.1')).toBe('nothing')
    expect(version(engine, 17763, '10.0.17764.1')).toBe('nothing')
    expect(version(engine, 17763, linux)).toBe('nothing')
  })

  test.each(all)('%s takes what has no os.version (TestFallbackOnOSVersion, containerd#7431)', engine => {
    for (const build of [14393, 17763, 20348, 26100, 26200]) expect(version(engine, build, windows())).toBeUndefined()
  })

  test.each(all)('%s takes no other system or architecture (TestOnly)', engine => {
    const others = ['arm', 'arm64'].map(architecture => windows('10.0.17763.1', { architecture }))
    expect(version(engine, 17763, linux, attestation, ...others)).toBe('nothing')
  })

  test.each([store, v17])('%s takes a 386 image for want of another (platforms.Only)', engine => {
    const small = windows(ltsc2022, { architecture: '386' })
    expect(taken(engine, server(20348), [small])).toEqual(small)
    expect(taken(engine, server(20348), [small, windows(ltsc2022)])).toEqual(windows(ltsc2022))
  })

  test('Docker takes no 386 image (moby filterManifests: runtime.GOARCH)', () => {
    expect(version(docker, 20348, windows(ltsc2022, { architecture: '386' }))).toBe('nothing')
  })

  test('Docker takes amd64 images on Arm, where it is an amd64 program itself (moby filterManifests)', () => {
    const list = [windows(ltsc2025, { architecture: 'arm64' }), windows(ltsc2022)]
    expect(taken(docker, server(26200, 'arm64'), list)).toEqual(list[1])
  })

  test.each([
    ['10.0.17763', 'ltsc2022 on Windows Server 2019', 'Windows-Containers#334', 17763, ltsc2022],
    ['10.0.19044', 'ltsc2022 on Windows 10 21H2', 'Virtualization-Documentation#1874', 19044, ltsc2022],
    ['10.0.14393', '1903 on Windows Server 2016', 'Virtualization-Documentation#1354', 14393, '10.0.18362.1'],
    ['10.0.17763', '20H2 on Windows Server 2019', 'runner-images#3422', 17763, '10.0.19042.1']
  ])('Docker %s has "no matching manifest": %s (%s)', (_, _what, _issue, build, image) => {
    expect(version(docker, build, image)).toBe('nothing')
  })

  test.each([v16, ...stable])('%s on Windows Server 2019 takes no ltsc2022 image (containerd#6989)', engine => {
    expect(version(engine, 17763, ltsc2022)).toBe('nothing')
  })

  test('containerd 1.6 takes ltsc2022 on Windows 11 no more than older images (containerd#6508, Windows-Containers#170)', () => {
    expect(version(v16, 22000, ltsc2022, ltsc2019)).toBe('nothing')
    for (const engine of stable) expect(version(engine, 22000, ltsc2022, ltsc2019)).toBe(ltsc2022)
  })

  test('an os.version that Docker cannot read is old enough (moby checkImageCompatibility)', () => {
    for (const unreadable of ['latest', '10.0', '10.0.x.1', ''])
      expect(version(docker, 17763, unreadable)).toBe(unreadable)
  })
})

describe('which of several images', () => {
  /** Takes again and again what an engine takes, as if each image vanished then. */
  const ranking = (engine: string, build: number, list: readonly Candidate[]): readonly (string | undefined)[] => {
    const got = taken(engine, server(build), list)
    return got === undefined
      ? []
      : [
          got.osVersion,
          ...ranking(
            engine,
            build,
            list.filter(one => one !== got)
          )
        ]
  }

  test.each([v16, ...sorting])('%s: by revision, then without os.version (TestMatchComparerLess)', engine => {
    const list = ['10.0.17764.1', undefined, '10.0.17763.1', '10.0.17763.2', '10.0.17762.1']
    expect(
      ranking(
        engine,
        17763,
        list.map(one => windows(one))
      )
    ).toEqual(['10.0.17763.2', '10.0.17763.1', undefined])
  })

  test.each(sorting)('%s: the newest that fits, whatever the order (Test_PlatformOrder)', engine => {
    const [ws2022, ws2025, rev3000] = ['10.0.20348.3091', '10.0.26100.2894', '10.0.26100.3000']
    expect(version(engine, 20348, linux, ws2022, ws2025)).toBe(ws2022)
    expect(version(engine, 26100, linux, ws2022, ws2025)).toBe(ws2025)
    expect(version(engine, 26100, linux, ws2022, rev3000)).toBe(rev3000)
  })

  test.each(sorting)('%s puts revision 4061 above 33296, as texts (windowsMatchComparer.Less)', engine => {
    expect(version(engine, 26100, '10.0.26100.33296', '10.0.26100.4061')).toBe('10.0.26100.4061')
  })

  test('containerd 1.7 on Windows Server 2025 takes ltsc2022 when it comes first (containerd#11366, platforms#25)', () => {
    expect(version(v17, 26100, ltsc2022, ltsc2025)).toBe(ltsc2022)
    expect(version(v17, 26100, ltsc2025, ltsc2022)).toBe(ltsc2025)
  })

  test.each(stable)('%s on Windows Server 2025 makes do with ltsc2022 (windows-testing#557)', engine => {
    expect(version(engine, 26100, linux, ltsc2019, ltsc2022)).toBe(ltsc2022)
  })

  test('Docker prefers its own build wherever it stands (moby#35090, moby#35117)', () => {
    expect(version(docker, 20348, linux, ltsc2016, ltsc2019, windows(), ltsc2022)).toBe(ltsc2022)
    expect(version(docker, 17763, ltsc2016, '10.0.17763.1', '10.0.17763.9')).toBe('10.0.17763.1')
  })

  test('Docker does not know its own build in an os.version of three parts (moby versionMatch)', () => {
    expect(version(docker, 20348, ltsc2019, '10.0.20348')).toBe(ltsc2019)
  })

  test('Docker leaves out newer builds and Linux, and keeps the order of the rest (moby#37369)', () => {
    expect(version(docker, 19045, linux, ltsc2025, ltsc2022, ltsc2016, ltsc2019)).toBe(ltsc2016)
  })

  test.each([
    ['ltsc2019 on Windows 11 23H2', 'docker/for-win#13986', 22631, [linux, ltsc2019, ltsc2022], ltsc2019],
    [
      '1809 on Windows 11 22H2',
      'Windows-Containers#326',
      22621,
      ['10.0.17763.4010', '10.0.20348.1547'],
      '10.0.17763.4010'
    ],
    ['the oldest on a host past them all', 'dotnet-docker#4492', 26200, [linux, ltsc2019, ltsc2022], ltsc2019],
    ['ltsc2016 where it comes first', 'docker-library/mongo#444', 19041, [linux, ltsc2016, ltsc2019], ltsc2016],
    [
      '14393 on an Insider of 17025',
      'a comment of moby#35090',
      17025,
      [linux, '10.0.14393.1', '10.0.16299.1'],
      '10.0.14393.1'
    ]
  ])('Docker takes the oldest of a list in the wrong order: %s (%s)', (_, _issue, build, list, got) => {
    expect(version(docker, build, ...list)).toBe(got)
  })
})

describe('os.features', () => {
  const win32k = { osFeatures: ['win32k'] }

  test.each(all)('%s takes images that ask for win32k (containerd/platforms#31)', engine => {
    expect(version(engine, 20348, windows(ltsc2022, win32k))).toBe(ltsc2022)
  })

  test.each([store, v23, v24])('%s refuses what asks for another feature (platforms#20)', engine => {
    expect(version(engine, 20348, windows(ltsc2022, { osFeatures: ['nydus'] }))).toBe('nothing')
    expect(version(engine, 20348, windows(ltsc2022, { osFeatures: ['nydus', 'win32k'] }))).toBe('nothing')
  })

  test.each([docker, v16, v17, v22])('%s does not look at features (containerd/platforms before rc.3)', engine => {
    expect(version(engine, 20348, windows(ltsc2022, { osFeatures: ['nydus'] }))).toBe(ltsc2022)
  })

  test('Docker with containerd prefers what has more of them, newer or not (platforms#20: orderedPlatformComparer.Less)', () => {
    const list = [windows(ltsc2025), windows(ltsc2022, win32k)]
    expect(taken(store, server(26100), list)).toEqual(list[1])
    for (const engine of [docker, ...stable]) expect(taken(engine, server(26100), list)).toEqual(list[0])
  })
})

describe('the engines, where their sources decide otherwise than one would think', () => {
  // platforms.Default() is windowsMatchComparer{NewMatcher(DefaultSpec())}: a matcher for one architecture, not Only().
  test.each(sorting)('%s takes no 386 image on amd64 (defaults_windows.go)', engine => {
    expect(version(engine, 20348, windows(ltsc2022, { architecture: '386' }))).toBe('nothing')
  })

  // The same with an arm image on arm64.
  test.each(sorting)('%s takes no arm image on arm64 (defaults_windows.go)', engine => {
    expect(taken(engine, server(26100, 'arm64'), [windows(ltsc2025, { architecture: 'arm' })])).toBeUndefined()
  })

  // dockerd is an amd64 program with either store.
  test('Docker with containerd takes amd64 images on Arm (DefaultSpec: runtime.GOARCH)', () => {
    const list = [windows(ltsc2025, { architecture: 'arm64' }), windows(ltsc2025)]
    expect(taken(store, server(26200, 'arm64'), list)).toEqual(list[1])
  })

  // strconv.ParseUint reads decimal digits alone, and does not trim.
  test.each(['10.0.0x4F7C.1', '10.0.20348e0.1', '10.0.20348 '])(
    'containerd cannot read %j (getWindowsOSVersion)',
    odd => {
      for (const engine of [store, ...stable]) expect(version(engine, 20348, odd)).toBe('nothing')
    }
  )

  // strconv.Atoi fails where a number does not fit 64 bits, and moby takes what it cannot read for old enough.
  test('Docker cannot read a build of twenty digits (moby checkImageCompatibility)', () => {
    expect(version(docker, 20348, '10.0.99999999999999999999.1')).toBe('10.0.99999999999999999999.1')
  })

  // revision() gives 0 where there is no fourth part, and reads the fourth of five.
  test.each([
    ['the first of two revisions 0, one of them unsaid', [undefined, '10.0.17763.0'], undefined],
    ['the fourth part of five', ['10.0.17763.3', '10.0.17763.5.1'], '10.0.17763.5.1']
  ])('containerd 1.6 takes %s (revision() of defaults_windows.go)', (_, list, got) => {
    expect(version(v16, 17763, ...list.map(one => windows(one)))).toBe(got)
  })

  // Normalize() writes both in lower case, and gives x86_64 its name in Go; dockerd's own store does it with the os.
  test.each([
    ['Windows', 'amd64'],
    ['windows', 'AMD64'],
    ['windows', 'x86_64']
  ])('containerd takes %s/%s for windows/amd64 (database.go)', (os, architecture) => {
    for (const engine of [v16, ...stable])
      expect(version(engine, 20348, windows(ltsc2022, { os, architecture }))).toBe(ltsc2022)
  })
})
