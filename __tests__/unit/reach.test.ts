import { describe, expect, test } from 'vitest'

import { arm64Host, commonHosts } from '../../src/windows/hosts.js'
import { engines, type Candidate } from '../../src/windows/pull.js'
import { whoPullsWhat, type Pull } from '../../src/windows/reach.js'

const windows = (osVersion?: string, architecture = 'amd64'): Candidate => ({
  os: 'windows',
  architecture,
  ...(osVersion === undefined ? {} : { osVersion })
})

const linux: Candidate = { os: 'linux', architecture: 'amd64' }

const ltsc2025 = windows('10.0.26100.33296')
const ltsc2022 = windows('10.0.20348.5499')
const ltsc2019 = windows('10.0.17763.8755')
const ltsc2016 = windows('10.0.14393.9060')

const [server2019, server2022, server2025] = ['Windows Server 2019', 'Windows Server 2022', 'Windows Server 2025']
const windows11 = 'Windows 11 25H2'
const clusters = engines.filter(({ kind }) => kind === 'containerd').map(({ name }) => name)

const pullOf = (list: readonly Candidate[], host: string, engine: string): Pull => {
  const found = whoPullsWhat(list).find(pull => pull.host.name === host && pull.engine.name === engine)
  if (found === undefined) throw new Error(`${host} with ${engine} is not looked at`)
  return found
}

/** What a host gets, and how it runs; the image that would be better in parentheses. */
const gets = (list: readonly Candidate[], host: string, engine = 'Docker'): string => {
  const { at, isolation, better } = pullOf(list, host, engine)
  const name = (position: number): string => list[position]?.osVersion ?? 'one without os.version'
  const got = at === undefined ? 'nothing' : `${name(at)} ${isolation ?? 'which cannot run'}`
  return better === undefined ? got : `${got} (better: ${name(better)})`
}

describe('the hosts', () => {
  test('are the supported servers with every engine, and Windows 11 with Docker alone', () => {
    const rows = whoPullsWhat([ltsc2025]).map(({ host, engine }) => [host.name, engine.name])
    const docker = engines.filter(({ kind }) => kind === 'docker')
    expect(rows).toEqual([
      ...[server2019, server2022, server2025].flatMap(host => engines.map(({ name }) => [host, name])),
      ...docker.map(({ name }) => [windows11, name])
    ])
    expect(commonHosts.map(({ name }) => name)).toEqual([server2019, server2022, server2025, windows11])
  })

  test('on Arm are shown where the list has a Windows image for it, and only there', () => {
    const hosts = (...list: Candidate[]): ReadonlySet<string> =>
      new Set(whoPullsWhat(list).map(({ host }) => host.name))
    expect(hosts(ltsc2025, windows('10.0.26100.33296', 'arm64'))).toContain(arm64Host.name)
    expect(hosts(ltsc2025, { os: 'linux', architecture: 'arm64' })).not.toContain(arm64Host.name)
  })

  test('get nothing from a list without Windows images, which is nothing to warn of', () => {
    for (const pull of whoPullsWhat([linux]))
      expect(pull).toMatchObject({ at: undefined, isolation: undefined, better: undefined })
    expect(whoPullsWhat([])).toHaveLength(whoPullsWhat([linux]).length)
  })
})

describe('a list of all three releases, newest first', () => {
  const list = [ltsc2025, ltsc2022, ltsc2019, linux]

  test.each(engines.map(({ name }) => name))('gives every server its own with %s', engine => {
    expect(gets(list, server2025, engine)).toBe('10.0.26100.33296 process')
    expect(gets(list, server2022, engine)).toBe('10.0.20348.5499 process')
    expect(gets(list, server2019, engine)).toBe('10.0.17763.8755 process')
  })

  test('gives Windows 11 the newest, which Docker runs in a virtual machine there', () => {
    expect(gets(list, windows11)).toBe('10.0.26100.33296 hyperv')
    expect(gets(list, windows11, 'Docker (containerd store)')).toBe('10.0.26100.33296 hyperv')
  })

  test('leaves nothing to warn of', () => {
    expect(whoPullsWhat(list).filter(({ better }) => better !== undefined)).toEqual([])
  })
})

describe('a list with the oldest release first', () => {
  const list = [linux, ltsc2019, ltsc2022, ltsc2025]

  test('gives Windows 11 the oldest with Docker, and names the newest as the better one', () => {
    expect(gets(list, windows11)).toBe('10.0.17763.8755 hyperv (better: 10.0.26100.33296)')
  })

  test('gives Windows Server 2025 ltsc2022 with containerd 1.7, and names ltsc2025 as the better one', () => {
    expect(gets(list, server2025, 'containerd 1.7, 2.0')).toBe('10.0.20348.5499 process (better: 10.0.26100.33296)')
    expect(gets(list, server2025, 'Docker (containerd store)')).toBe(
      '10.0.20348.5499 process (better: 10.0.26100.33296)'
    )
  })

  test('does no harm where Docker finds its own build, or containerd sorts', () => {
    for (const host of [server2019, server2022, server2025]) expect(pullOf(list, host, 'Docker').better).toBeUndefined()
    for (const engine of ['containerd 1.6', 'containerd 2.2', 'containerd 2.3', 'containerd 2.4']) {
      expect(gets(list, server2025, engine)).toBe('10.0.26100.33296 process')
    }
  })
})

describe('a list that lacks a release', () => {
  test('ltsc2025: Windows Server 2025 gets ltsc2022, but containerd 1.6 gets nothing there', () => {
    const list = [ltsc2022, ltsc2019]
    for (const engine of ['Docker', 'Docker (containerd store)', 'containerd 1.7, 2.0', 'containerd 2.2']) {
      expect(gets(list, server2025, engine)).toBe('10.0.20348.5499 process')
    }
    expect(gets(list, server2025, 'containerd 1.6')).toBe('nothing (better: 10.0.20348.5499)')
  })

  test('ltsc2025: Windows 11 25H2 gets nothing with the containerd store, though ltsc2022 would run (moby#53397)', () => {
    expect(gets([ltsc2022, ltsc2019], windows11)).toBe('10.0.20348.5499 hyperv')
    expect(gets([ltsc2022, ltsc2019], windows11, 'Docker (containerd store)')).toBe('nothing (better: 10.0.20348.5499)')
  })

  test('ltsc2022: Windows Server 2022 gets ltsc2019 with Docker, in a virtual machine, and nothing in a cluster', () => {
    const list = [ltsc2025, ltsc2019]
    expect(gets(list, server2022)).toBe('10.0.17763.8755 hyperv')
    for (const engine of clusters) expect(gets(list, server2022, engine)).toBe('nothing')
  })

  test('ltsc2022: the containerd store gives Windows Server 2022 nothing, though Docker could run ltsc2019', () => {
    expect(gets([ltsc2025, ltsc2019], server2022, 'Docker (containerd store)')).toBe(
      'nothing (better: 10.0.17763.8755)'
    )
  })

  test('ltsc2019: Windows Server 2019 gets nothing, and nothing would run there', () => {
    for (const { name } of engines) expect(gets([ltsc2025, ltsc2022], server2019, name)).toBe('nothing')
  })

  test('all but ltsc2016: every host gets it with Docker, in a virtual machine', () => {
    for (const host of [server2019, server2022, server2025, windows11]) {
      expect(gets([ltsc2016], host)).toBe('10.0.14393.9060 hyperv')
    }
    for (const engine of clusters) expect(gets([ltsc2016], server2019, engine)).toBe('nothing')
  })
})

describe('images without os.version', () => {
  const hostProcess = windows()

  test('are for every host, as if built for it: HostProcess images (containerd#7431)', () => {
    for (const host of [server2019, server2022, server2025]) {
      for (const { name } of engines) expect(gets([hostProcess], host, name)).toBe('one without os.version process')
    }
    expect(gets([hostProcess], windows11)).toBe('one without os.version hyperv')
  })

  test('are taken only where nothing else fits, behind the others', () => {
    const list = [ltsc2025, ltsc2022, hostProcess]
    expect(gets(list, server2025)).toBe('10.0.26100.33296 process')
    expect(gets(list, server2022)).toBe('10.0.20348.5499 process')
    expect(gets(list, server2019)).toBe('one without os.version process')
  })

  test('are in the way of others when they stand first', () => {
    const list = [hostProcess, ltsc2022]
    expect(gets(list, server2025)).toBe('one without os.version process (better: 10.0.20348.5499)')
    expect(gets(list, server2025, 'containerd 1.7, 2.0')).toBe(
      'one without os.version process (better: 10.0.20348.5499)'
    )
    expect(gets(list, server2025, 'containerd 2.2')).toBe('10.0.20348.5499 process')
  })
})

describe('Windows 11 on Arm', () => {
  const arm64 = windows('10.0.26100.33296', 'arm64')

  test('gets the amd64 image from Docker, which is an amd64 program', () => {
    expect(gets([arm64, ltsc2025, ltsc2022], arm64Host.name)).toBe('10.0.26100.33296 hyperv')
    expect(pullOf([arm64, ltsc2025, ltsc2022], arm64Host.name, 'Docker').at).toBe(1)
  })

  test('gets nothing from Docker where there are arm64 images alone, with nothing to warn of', () => {
    expect(gets([arm64], arm64Host.name)).toBe('nothing')
  })
})

describe('the better image', () => {
  test('is the first of the newest build, whatever its revision', () => {
    const list = [ltsc2019, windows('10.0.26100.1'), windows('10.0.26100.2')]
    expect(pullOf(list, windows11, 'Docker')).toMatchObject({ at: 0, better: 1 })
  })

  test('is none of another architecture, of another system, or newer than the host', () => {
    const others = [windows('10.0.26100.1', 'arm64'), windows('10.0.26100.1', '386'), linux, windows('10.0.27000.1')]
    expect(pullOf([ltsc2019, ...others], server2025, 'Docker').better).toBeUndefined()
  })

  test('is none that would need Hyper-V in a cluster', () => {
    expect(pullOf([ltsc2019], server2025, 'containerd 2.3')).toMatchObject({ at: undefined, better: undefined })
  })

  // An image without a build cannot be said to run, so it must not be recommended.
  test('is none whose os.version nobody can read', () => {
    expect(pullOf([windows('latest')], server2025, 'containerd 2.3').better).toBeUndefined()
  })
})

describe('isolation', () => {
  test('is process for images from ltsc2022 on, Hyper-V for older ones of another build, on servers with Docker', () => {
    expect(pullOf([ltsc2022], server2025, 'Docker').isolation).toBe('process')
    expect(pullOf([ltsc2019], server2025, 'Docker').isolation).toBe('hyperv')
    expect(pullOf([ltsc2019], server2019, 'Docker').isolation).toBe('process')
  })

  test('is always Hyper-V on Windows 11, where it is the default of Docker', () => {
    for (const image of [ltsc2025, ltsc2022, ltsc2019, windows('10.0.26200.1')]) {
      expect(pullOf([image], windows11, 'Docker').isolation).toBe('hyperv')
    }
  })
})
