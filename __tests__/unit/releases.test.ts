import { describe, expect, it } from 'vitest'
import { isTag } from '../../src/oci/reference.js'
import {
  findRelease,
  hasEnded,
  isSameRelease,
  releaseNames,
  releaseOfHost,
  releaseOfImage,
  supportNotice,
  windowsReleases,
  type HostRelease
} from '../../src/windows/releases.js'
import { releaseNamed } from '../support/samples.js'

describe('supportNotice', () => {
  const notice = (name: string, now: string): string | undefined => {
    const release = findRelease(name)
    if (release?.os !== 'windows') throw new Error(`${name} is no release of Windows`)
    return supportNotice(release, Date.parse(now))
  }

  it('says nothing while there are more than 90 days left', () => {
    expect(notice('ltsc2016', '2026-10-13T12:00:00Z')).toBeUndefined()
  })

  it.each([
    ['2026-10-15T12:00:00Z', 90],
    ['2026-11-25T08:00:00Z', 49],
    ['2027-01-12T12:00:00Z', 1]
  ])('says on %s that %d days are left', (now, days) => {
    expect(notice('ltsc2016', now)).toMatch(new RegExp(`stops updating .* ltsc2016 on 2027-01-12, in ${days} days`))
  })

  it('knows that Nano Server of 2016 ended before Server Core', () => {
    const release = findRelease('sac2016')
    if (release?.os !== 'windows') throw new Error('sac2016 is not a release of Windows')
    const now = Date.parse('2018-10-10T12:00:00Z')
    expect(supportNotice(release, now, 'nanoserver')).toBe(
      'Microsoft has not updated the base images of sac2016 (nanoserver) since 2018-10-09: images of it get no security fixes.'
    )
    expect(supportNotice(release, now, 'servercore')).toBeUndefined()
    expect([
      hasEnded(release, now, 'nanoserver'),
      hasEnded(release, now),
      hasEnded(release, now, 'servercore')
    ]).toEqual([true, false, false])
  })

  it('counts the last day as supported', () => {
    const release = findRelease('ltsc2025')
    if (release?.os !== 'windows') throw new Error('ltsc2025 is not a release of Windows')
    expect(hasEnded(release, Date.parse('2034-11-14T12:00:00Z'))).toBe(false)
    expect(hasEnded(release, Date.parse('2034-11-15T00:00:00Z'))).toBe(true)
  })

  it('says that there have been no fixes since', () => {
    expect(notice('ltsc2016', '2027-01-13T00:00:00Z')).toMatch(/not updated .* ltsc2016 since 2027-01-12.*no security/)
  })
})

describe('windowsReleases', () => {
  // hcsshim osversion/windowsbuilds.go; MicrosoftDocs base-image-lifecycle.md.
  it.each([
    ['ltsc2025', 26100, 'amd64', '2034-11-14'],
    ['ltsc2025-arm64', 26100, 'arm64', '2034-11-14'],
    ['ltsc2022', 20348, 'amd64', '2031-10-14'],
    ['20H2', 19042, 'amd64', '2022-08-09'],
    ['2004', 19041, 'amd64', '2021-12-14'],
    ['1909', 18363, 'amd64', '2021-05-11'],
    ['1903', 18362, 'amd64', '2020-12-08'],
    ['ltsc2019', 17763, 'amd64', '2029-01-09'],
    ['1803', 17134, 'amd64', '2019-11-12'],
    ['1709', 16299, 'amd64', '2019-04-09'],
    ['ltsc2016', 14393, 'amd64', '2027-01-12']
  ])('holds %s: build %d, %s, until %s', (name, build, architecture, endOfSupport) => {
    expect(windowsReleases.find(release => release.name === name)).toMatchObject({ build, architecture, endOfSupport })
  })

  it('holds no others', () => {
    expect(windowsReleases).toHaveLength(11)
  })

  it('is ordered from the newest build to the oldest', () => {
    const builds = windowsReleases.map(({ build }) => build)

    expect(builds).toEqual([...builds].sort((a, b) => b - a))
  })

  it('has one release for each build and architecture', () => {
    expect(new Set(windowsReleases.map(({ build, architecture }) => `${build} ${architecture}`)).size).toBe(
      windowsReleases.length
    )
  })

  it('names the hosted runners that there are, and no others', () => {
    expect(windowsReleases.flatMap(({ name, runner }) => (runner === undefined ? [] : [[name, runner]]))).toEqual([
      ['ltsc2025', 'windows-2025'],
      ['ltsc2022', 'windows-2022']
    ])
  })

  it('has ends of support that are days', () => {
    for (const { endOfSupport } of windowsReleases) {
      expect(new Date(endOfSupport).toISOString()).toBe(`${endOfSupport}T00:00:00.000Z`)
    }
  })
})

describe('releaseNames', () => {
  it('has every name once, the main ones first', () => {
    expect(releaseNames).toEqual([
      'ltsc2025',
      'ltsc2025-arm64',
      'ltsc2022',
      '20H2',
      '2004',
      '1909',
      '1903',
      'ltsc2019',
      '1803',
      '1709',
      'ltsc2016',
      'linux-amd64',
      'linux-arm64',
      'linux-arm-v7',
      '1809',
      'sac2016'
    ])
  })

  it.each(releaseNames)('can stand in a tag and is found: %s', name => {
    expect(isTag(name)).toBe(true)
    expect(findRelease(name)).toBeDefined()
  })
})

describe('findRelease', () => {
  it.each([
    ['ltsc2022', 'ltsc2022'],
    ['LTSC2022', 'ltsc2022'],
    ['1809', '1809'],
    ['sac2016', 'sac2016'],
    ['SAC2016', 'sac2016'],
    ['20H2', '20H2'],
    ['20h2', '20H2'],
    ['ltsc2025-ARM64', 'ltsc2025-arm64'],
    ['linux-amd64', 'linux-amd64'],
    ['Linux-Arm-V7', 'linux-arm-v7']
  ])('finds %s as %s', (text, name) => {
    expect(findRelease(text)?.name).toBe(name)
  })

  it.each([
    ['ltsc2019', '1809', 17763, 2019, ['ltsc2019']],
    ['ltsc2016', 'sac2016', 14393, 2016, ['ltsc2016']]
  ])('finds the release %s under the name %s too', (main, name, build, year, aliases) => {
    const [first, other] = [releaseNamed(main), releaseNamed(name)]
    expect(other).toMatchObject({ name, build, year, aliases })
    expect([isSameRelease(first, other), isSameRelease(other, first), isSameRelease(other, other)]).toEqual([
      true,
      true,
      true
    ])
    expect(isSameRelease(other, releaseNamed('ltsc2022'))).toBe(false)
    expect(isSameRelease(releaseNamed('ltsc2025'), releaseNamed('ltsc2025-arm64'))).toBe(false)
  })

  it('knows that the images of Nano Server of 2016 are there under one of its names', () => {
    expect(releaseNamed('ltsc2016')).toMatchObject({ families: ['servercore'] })
    expect(releaseNamed('sac2016')).toMatchObject({ families: ['servercore', 'nanoserver'] })
  })

  it('knows the year of every Windows Server, and of no release between two', () => {
    const years = windowsReleases.flatMap(({ name, year }) => (year === undefined ? [] : [`${name} ${year}`]))
    expect(years).toEqual(['ltsc2025 2025', 'ltsc2025-arm64 2025', 'ltsc2022 2022', 'ltsc2019 2019', 'ltsc2016 2016'])
  })

  it.each([
    ['linux-amd64', { os: 'linux', architecture: 'amd64', runner: 'ubuntu-24.04' }],
    ['linux-arm64', { os: 'linux', architecture: 'arm64', runner: 'ubuntu-24.04-arm' }],
    ['linux-arm-v7', { os: 'linux', architecture: 'arm', variant: 'v7' }]
  ])('knows the platform of %s', (name, platform) => {
    expect(findRelease(name)).toEqual({ name, ...platform })
  })

  it.each([
    '',
    ' ',
    'ltsc2023',
    'ltsc2022 ',
    '23H2',
    'windows-2022',
    'linux',
    'linux/amd64',
    '20348',
    'found',
    'latest',
    'constructor'
  ])('does not find %j', text => {
    expect(findRelease(text)).toBeUndefined()
  })
})

describe('releaseOfHost', () => {
  it.each<[number, string, HostRelease['match']]>([
    [14393, 'ltsc2016', 'exact'],
    [16299, '1709', 'exact'],
    [17134, '1803', 'exact'],
    [17763, 'ltsc2019', 'exact'],
    [18362, '1903', 'exact'],
    [18363, '1909', 'exact'],
    [19041, '2004', 'exact'],
    [19042, '20H2', 'exact'],
    [20348, 'ltsc2022', 'exact'],
    [20349, 'ltsc2022', 'client'],
    [22000, 'ltsc2022', 'client'],
    [22621, 'ltsc2022', 'client'],
    [22631, 'ltsc2022', 'client'],
    [25398, 'ltsc2022', 'client'],
    [26099, 'ltsc2022', 'client'],
    [26100, 'ltsc2025', 'exact'],
    [26200, 'ltsc2025', 'client'],
    [26300, 'ltsc2025', 'client'],
    [26490, 'ltsc2025', 'client'],
    [26491, 'ltsc2025', 'newer'],
    [28000, 'ltsc2025', 'client'],
    [28001, 'ltsc2025', 'newer'],
    [99999, 'ltsc2025', 'newer']
  ])('takes the build %d for %s (%s)', (build, name, match) => {
    const found = releaseOfHost(build)

    expect([found?.release.name, found?.match]).toEqual([name, match])
  })

  it.each<[number, string | undefined]>([
    [26100, 'ltsc2025-arm64'],
    [26200, 'ltsc2025-arm64'],
    [99999, 'ltsc2025-arm64'],
    [22631, undefined],
    [20348, undefined]
  ])('takes the build %d on arm64 for %s', (build, name) => {
    expect(releaseOfHost(build, 'arm64')?.release.name).toBe(name)
  })

  it.each([
    [14392, 'amd64'],
    [10240, 'amd64'],
    [9600, 'amd64'],
    [0, 'amd64'],
    [26100, '386'],
    [26100, '']
  ])('knows nothing for the build %d on %j', (build, architecture) => {
    expect(releaseOfHost(build, architecture)).toBeUndefined()
  })

  // Windows 10 has no image of its own, and 20H2 has had no updates since 2022: ltsc2019 is what it can run.
  it.each([19043, 19044, 19045])('takes Windows 10 (build %d) for ltsc2019', build => {
    expect(releaseOfHost(build)?.release.name).toBe('ltsc2019')
  })
})

describe('releaseOfImage', () => {
  it.each([
    [26100, 'amd64', 'ltsc2025'],
    [26100, 'arm64', 'ltsc2025-arm64'],
    [20348, 'amd64', 'ltsc2022'],
    [17763, 'amd64', 'ltsc2019'],
    [20348, 'arm64', undefined],
    [25398, 'amd64', undefined],
    [26101, 'amd64', undefined]
  ])('finds for an image of the build %d on %s: %s', (build, architecture, name) => {
    expect(releaseOfImage(build, architecture)?.name).toBe(name)
  })
})
