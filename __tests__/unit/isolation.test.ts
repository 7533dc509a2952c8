import { describe, expect, it } from 'vitest'
import { isolationFor, needsSameRevision, type HostKind, type Isolation } from '../../src/windows/isolation.js'
import { windowsReleases } from '../../src/windows/releases.js'

/** The best of what the matrix of Microsoft's version-compatibility.md allows: P, H or neither. */
type Cell = 'P' | 'H' | '-'

const meaning: Readonly<Record<Cell, Isolation | undefined>> = { P: 'process', H: 'hyperv', '-': undefined }

const images = { ltsc2025: 26100, ltsc2022: 20348, ltsc2019: 17763, ltsc2016: 14393 } as const

const server = (build: number): HostKind => ({ build, client: false })
const client = (build: number): HostKind => ({ build, client: true })

const matrix: readonly (readonly [string, HostKind, readonly [Cell, Cell, Cell, Cell]])[] = [
  ['Windows Server 2025', server(26100), ['P', 'P', 'H', 'H']],
  ['Windows Server 2022', server(20348), ['-', 'P', 'H', 'H']],
  ['Windows Server 2019', server(17763), ['-', '-', 'P', 'H']],
  ['Windows Server 2016', server(14393), ['-', '-', '-', 'P']],
  ['Windows Server, annual channel 23H2', server(25398), ['-', 'P', 'H', 'H']],
  ['Windows 11 25H2', client(26200), ['P', 'P', 'H', 'H']],
  ['Windows 11 24H2', client(26100), ['P', 'P', 'H', 'H']],
  ['Windows 11 23H2', client(22631), ['-', 'P', 'H', 'H']],
  ['Windows 11 22H2', client(22621), ['-', 'P', 'H', 'H']],
  ['Windows 11 21H2', client(22000), ['-', 'P', 'H', 'H']],
  ['Windows 10 22H2', client(19045), ['-', '-', 'H', 'H']],
  ['Windows 10 21H2', client(19044), ['-', '-', 'H', 'H']],
  ['Windows 10 1809', client(17763), ['-', '-', 'H', 'H']],
  ['Windows 10 1607', client(14393), ['-', '-', '-', 'H']]
]

const cases = matrix.flatMap(([name, host, cells]) =>
  Object.entries(images).map(([image, build], i) => [name, image, cells[i] ?? '-', host, build] as const)
)

describe('isolationFor', () => {
  it.each(cases)('lets %s run an image of %s: %s', (_name, _image, cell, host, build) => {
    expect(isolationFor(host, build)).toBe(meaning[cell])
  })

  it.each([
    ['1803 on 2019', server(17763), 17134, 'hyperv'],
    ['1903 on 2022', server(20348), 18362, 'hyperv'],
    ['20H2 on 2022', server(20348), 19042, 'hyperv'],
    ['20H2 on its own', server(19042), 19042, 'process'],
    ['20H2 on 2004', server(19041), 19042, undefined],
    ['2019 on 20H2', server(19042), 17763, 'hyperv'],
    ['2022 on the next Server', server(28000), 20348, 'process'],
    ['2025 on the next Server', server(28000), 26100, 'process'],
    ['2019 on the next Server', server(28000), 17763, 'hyperv'],
    ['an image of 23H2 on 2025', server(26100), 25398, 'process'],
    ['an image of one build more', server(20348), 20349, undefined]
  ] as const)('knows what is between the rows: %s', (_, host, image, isolation) => {
    expect(isolationFor(host, image)).toBe(isolation)
  })

  it.each(windowsReleases)('runs $name with its own kernel on a server of its build', ({ build }) => {
    expect(isolationFor(server(build), build)).toBe('process')
  })

  it.each(windowsReleases)('runs $name nowhere below its build', ({ build }) => {
    expect(isolationFor(server(build - 1), build)).toBeUndefined()
    expect(isolationFor(client(build - 1), build)).toBeUndefined()
  })
})

describe('needsSameRevision', () => {
  it('is true for Windows Server 2016 alone', () => {
    expect([14393, 16299, 17763, 20348, 26100].filter(needsSameRevision)).toEqual([14393])
  })
})
