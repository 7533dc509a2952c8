import { describe, expect, test } from 'vitest'

import { engines } from '../../src/windows/engines.js'
import { commonHosts, server2016, server2019, server2022, server2025, windows11 } from '../../src/windows/hosts.js'
import { windows11Arm } from '../../src/windows/hosts.js'
import { simulatePulls, startOn, type Pull } from '../../src/windows/pull-simulation.js'
import type { PlatformSpec } from '../../src/windows/platform-match.js'
import type { ListedImage } from '../../src/windows/pull.js'
import { recordedLists } from '../support/recorded-pulls.js'

const windows = (osVersion?: string, architecture = 'amd64'): PlatformSpec => ({
  os: 'windows',
  architecture,
  ...(osVersion === undefined ? {} : { osVersion })
})

/** An image that is listed as what it is. */
const honest = (platform: PlatformSpec): ListedImage => ({ platform, image: platform })
const image = (osVersion?: string, architecture?: string): ListedImage => honest(windows(osVersion, architecture))

const linux = honest({ os: 'linux', architecture: 'amd64' })
const ltsc2025 = image('10.0.26100.33296')
const ltsc2022 = image('10.0.20348.5499')
const ltsc2019 = image('10.0.17763.8755')
const ltsc2016 = image('10.0.14393.9060')

const servers = [server2019, server2022, server2025]
const [docker, v17, v22] = ['Docker 20.10+', 'containerd 1.7.6–2.1.5', 'containerd 2.1.6–2.2']

const pullOf = (list: readonly ListedImage[], host: { readonly name: string }, engine = docker): Pull => {
  const found = simulatePulls(list).find(pull => pull.host.name === host.name && pull.engine.name === engine)
  if (found === undefined) throw new Error(`${host.name} with ${engine} is not simulated`)
  return found
}

/** What a host gets, whether it starts, and what would be better. */
const gets = (list: readonly ListedImage[], host: { readonly name: string }, engine?: string): string => {
  const { index, start, newerMatch } = pullOf(list, host, engine)
  const got = index === undefined ? 'nothing' : `${index} ${start}`
  return newerMatch === undefined ? got : `${got}, better ${newerMatch}`
}

describe('the hosts and engines', () => {
  test('are those that people run today', () => {
    expect(simulatePulls([ltsc2025]).map(({ host, engine }) => [host.name, engine.name])).toEqual([
      [server2019.name, docker],
      [server2019.name, v17],
      [server2022.name, docker],
      [server2022.name, v17],
      [server2022.name, v22],
      [server2025.name, docker],
      [server2025.name, v17],
      [server2025.name, v22],
      [windows11.name, docker]
    ])
  })

  test('include Windows Server 2016 and Windows on Arm where the list has an image for them', () => {
    const hostsOf = (...list: ListedImage[]): ReadonlySet<string> =>
      new Set(simulatePulls(list).map(({ host }) => host.name))
    expect(hostsOf(ltsc2022, ltsc2016)).toContain(server2016.name)
    expect(hostsOf(ltsc2022)).not.toContain(server2016.name)
    expect(hostsOf(ltsc2025, image('10.0.26100.33296', 'arm64'))).toContain(windows11Arm.name)
    expect(hostsOf(ltsc2025, honest({ os: 'linux', architecture: 'arm64' }))).not.toContain(windows11Arm.name)
  })

  test('get nothing from a list without Windows images, which is nothing to warn about', () => {
    for (const list of [[], [linux]])
      for (const pull of simulatePulls(list))
        expect(pull).toMatchObject({ index: undefined, start: 'never', newerMatch: undefined, unused: [] })
  })
})

describe('startOn', () => {
  const starts = (
    host: Parameters<typeof startOn>[0],
    kind: 'docker' | 'containerd',
    ...images: ListedImage[]
  ): string[] => images.map(one => startOn(host, kind, one.image ?? windows()))
  const releases = [ltsc2025, ltsc2022, ltsc2019, ltsc2016]

  test('lets a Server start older Windows only with --isolation=hyperv', () => {
    expect(starts(server2025, 'docker', ...releases)).toEqual(['by itself', 'by itself', 'with hyperv', 'with hyperv'])
    expect(starts(server2022, 'docker', ...releases)).toEqual(['never', 'by itself', 'with hyperv', 'with hyperv'])
    expect(starts(server2019, 'docker', ...releases)).toEqual(['never', 'never', 'by itself', 'with hyperv'])
  })

  test('knows no Hyper-V in a cluster', () => {
    expect(starts(server2025, 'containerd', ...releases)).toEqual(['by itself', 'by itself', 'never', 'never'])
  })

  test('lets Windows 11 start everything that is not newer', () => {
    expect(starts(windows11, 'docker', ...releases, image('10.0.27000.1'))).toEqual([
      ...releases.map(() => 'by itself'),
      'never'
    ])
  })

  test('starts nothing of another system or architecture, and nothing with Docker on Arm', () => {
    const arm64 = image('10.0.26100.1', 'arm64')
    expect(starts(server2025, 'docker', linux, arm64, image('10.0.26100.1', 'x86_64'))).toEqual([
      'never',
      'never',
      'by itself'
    ])
    expect(starts(windows11Arm, 'docker', ltsc2025, arm64)).toEqual(['never', 'never'])
    expect(starts(windows11Arm, 'containerd', ltsc2025, arm64)).toEqual(['never', 'by itself'])
  })

  test('takes an image without os.version for one of the own build', () => {
    for (const host of commonHosts.filter(({ architecture }) => architecture === 'amd64'))
      expect(starts(host, 'docker', image())).toEqual(['by itself'])
  })
})

describe('a list of all three releases, newest first', () => {
  const list = [ltsc2025, ltsc2022, ltsc2019, linux]

  test('gives every host the newest that starts there, and leaves nothing to warn about', () => {
    expect(simulatePulls(list).map(({ index, start, newerMatch }) => [index, start, newerMatch])).toEqual(
      [2, 2, 1, 1, 1, 0, 0, 0, 0].map(index => [index, 'by itself', undefined])
    )
  })
})

describe('a list with the oldest release first', () => {
  const list = [linux, ltsc2019, ltsc2022, ltsc2025]

  test('gives Windows 11 and containerd 1.7 less than they could get', () => {
    expect(gets(list, windows11)).toBe('1 by itself, better 3')
    expect(gets(list, server2025, v17)).toBe('2 by itself, better 3')
  })

  test('does no harm where Docker finds its own build, or containerd sorts', () => {
    for (const host of servers) expect(pullOf(list, host).newerMatch).toBeUndefined()
    expect(gets(list, server2025, v22)).toBe('3 by itself')
  })
})

describe('an older image on a Server with Docker', () => {
  test('starts only with Hyper-V, and is never recommended', () => {
    expect(gets([ltsc2025, ltsc2019], server2022)).toBe('1 with hyperv')
    expect(gets([ltsc2016], server2025)).toBe('0 with hyperv')
    for (const list of [[ltsc2025, ltsc2019], [ltsc2016, ltsc2019], [ltsc2019]])
      for (const { host, newerMatch, engine } of simulatePulls(list))
        if (newerMatch !== undefined)
          expect(startOn(host, engine.kind, list[newerMatch]?.image ?? windows())).toBe('by itself')
  })

  test('is worse than an image of the same list that starts by itself', () => {
    expect(gets([ltsc2019, ltsc2022], server2025)).toBe('0 with hyperv, better 1')
    expect(gets([ltsc2022, ltsc2019], server2025)).toBe('0 by itself')
  })

  test('is nothing that a cluster takes', () => {
    for (const engine of [v17, v22]) expect(gets([ltsc2025, ltsc2019], server2022, engine)).toBe('nothing')
  })
})

describe('a list that says something else than the configs', () => {
  const bare = (listed: ListedImage): ListedImage => ({ ...listed, platform: windows() })

  test('without any os.version gives every host the first entry, which starts on few', () => {
    const list = [ltsc2019, ltsc2022, ltsc2025].map(bare)
    expect(simulatePulls(list).map(({ index }) => index)).toEqual(simulatePulls(list).map(() => 0))
    expect(gets(list, server2019)).toBe('0 by itself')
    expect(gets(list, server2022)).toBe('0 with hyperv, better 1')
    expect(gets(list, server2022, v22)).toBe('0 never, better 1')
    expect(gets(list, server2025)).toBe('0 with hyperv, better 2')
    expect(gets(list, windows11)).toBe('0 by itself, better 2')
  })

  test('with a wrong os.version sends hosts to images that do not start', () => {
    const list = [{ ...ltsc2025, platform: windows('10.0.20348.5499') }, ltsc2022]
    expect(gets(list, server2022)).toBe('0 never, better 1')
    expect(gets(list, server2025)).toBe('0 by itself')
  })

  test('without platforms gives Docker nothing, and containerd the first entry where its config fits', () => {
    const list = [ltsc2019, ltsc2022, ltsc2025].map(({ image: own }): ListedImage =>
      own === undefined ? {} : { image: own }
    )
    expect(gets(list, server2022)).toBe('nothing, better 1')
    expect(gets(list, server2019, v17)).toBe('0 by itself')
    expect(gets(list, server2022, v17)).toBe('nothing, better 1')
    expect(gets(list, server2025, v22)).toBe('nothing, better 2')
  })
})

describe('a list within the list', () => {
  test('is taken and judged by what its descriptor says', () => {
    const list: ListedImage[] = [{ platform: windows('10.0.26100.1') }, ltsc2022]
    expect(gets(list, server2025)).toBe('0 by itself')
    expect(gets(list, server2022)).toBe('1 by itself')
  })

  test('without a platform is taken by containerd, and nobody can say whether it starts', () => {
    expect(gets([{}], server2022, v17)).toBe('0 never')
  })
})

describe('images without os.version', () => {
  const hostProcess = image()

  test('are for hosts for which the list has nothing else, if they stand behind the others', () => {
    const list = [ltsc2025, ltsc2022, hostProcess]
    expect(gets(list, server2025)).toBe('0 by itself')
    expect(gets(list, server2022)).toBe('1 by itself')
    expect(gets(list, server2019)).toBe('2 by itself')
  })

  test('are in the way of others when they stand first', () => {
    const list = [hostProcess, ltsc2022]
    expect(gets(list, server2025)).toBe('0 by itself, better 1')
    expect(gets(list, server2025, v17)).toBe('0 by itself, better 1')
    expect(gets(list, server2025, v22)).toBe('1 by itself')
  })
})

describe('newerMatch', () => {
  test('is the first of the newest build, whatever its revision', () => {
    expect(gets([ltsc2019, image('10.0.26100.1'), image('10.0.26100.2')], windows11)).toBe('0 by itself, better 1')
  })

  test('is no image whose os.version cannot be read', () => {
    expect(gets([image('latest')], server2025, v17)).toBe('nothing')
  })
})

describe('what is downloaded and not used', () => {
  test('is every other image that fits, with containerd 2.1.6 and newer', () => {
    const list = [linux, ltsc2025, ltsc2022, ltsc2019, image('10.0.20348.1')]
    expect(pullOf(list, server2025, v22)).toMatchObject({ index: 1, unused: [2, 4] })
    expect(pullOf(list, server2022, v22)).toMatchObject({ index: 2, unused: [4] })
    expect(pullOf(list, server2025, v17).unused).toEqual([])
    expect(pullOf(list, server2025).unused).toEqual([])
  })

  test('concerns containerd from 2.1 on only', () => {
    expect(engines.filter(({ downloadsAll }) => downloadsAll).map(({ name }) => name)).toEqual([
      v22,
      'containerd 2.3',
      'containerd 2.4+'
    ])
  })
})

// The action said "Hyper-V" for 186 of 848 cells over these lists, 114 of them without a warning.
test('of the lists of public registries no Server is said to start an older release by itself', () => {
  for (const { images } of recordedLists.filter(({ name }) => name !== undefined))
    for (const { host, index, start } of simulatePulls(images)) {
      const build = Number(images[index ?? -1]?.image?.osVersion?.split('.')[2] ?? host.build)
      if (!host.client && build < host.build && build < 20_348) expect(start).not.toBe('by itself')
    }
})
