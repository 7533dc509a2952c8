import { describe, expect, it } from 'vitest'
import { readReleases } from '../../src/inputs/shared.js'
import { releaseNames } from '../../src/windows/releases.js'
import { refusalOf } from '../support/samples.js'

describe('readReleases', () => {
  it('finds releases, each once, in the order given and under the name that was given', () => {
    expect(readReleases(['1809', 'LTSC2022', 'linux-amd64', 'ltsc2022', '20h2']).map(({ name }) => name)).toEqual([
      '1809',
      'ltsc2022',
      'linux-amd64',
      '20H2'
    ])
  })

  it.each(releaseNames)('finds every name that there is: %s', name => {
    expect(readReleases([name])).toMatchObject([{ name }])
  })

  it.each([
    [['ltsc2019', 'ltsc2022', '1809'], 'ltsc2019 and 1809'],
    [['SAC2016', 'ltsc2016'], 'sac2016 and ltsc2016']
  ])('refuses two names of one release: %j', (names, which) => {
    expect(refusalOf(() => readReleases(names))).toEqual({
      input: 'releases',
      message: `Input 'releases': ${which} are the same release. Write one of them.`
    })
  })

  it('finds none where none is given', () => {
    expect(readReleases([])).toEqual([])
  })

  it.each([
    ['ltsc2023', 'ltsc2025'],
    ['windows-2022', 'ltsc2022'],
    ['2022', 'ltsc2022'],
    ['2019', 'ltsc2019'],
    ['server 25', 'ltsc2025'],
    ['ltsc22', 'ltsc2022'],
    ['linux/amd64', 'linux-amd64'],
    ['linux/arm/v7', 'linux-arm-v7'],
    ['1089', '1809'],
    ['linux', undefined],
    ['windows/amd64', undefined],
    ['windows-latest', undefined],
    ['found', undefined],
    ['*', undefined]
  ])('refuses %s, names what it may mean, and those that it knows', (name, meant) => {
    const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`
    expect(refusalOf(() => readReleases(['ltsc2022', name]))).toEqual({
      input: 'releases',
      message: `Input 'releases': unknown release '${name}'.${hint} Use one of: ltsc2025, ltsc2025-arm64, ltsc2022, 20H2, 2004, 1909, 1903, ltsc2019, 1803, 1709, ltsc2016, linux-amd64, linux-arm64, linux-arm-v7, 1809, sac2016.`
    })
  })
})
