import { describe, expect, it } from 'vitest'
import { readReleases } from '../../src/inputs/shared.js'
import { releaseNames } from '../../src/windows/releases.js'
import { refusalOf } from '../support/samples.js'

describe('readReleases', () => {
  it('finds releases by their names and aliases, each once, in the order given', () => {
    expect(readReleases(['1809', 'LTSC2022', 'linux-amd64', 'ltsc2019', '20h2']).map(({ name }) => name)).toEqual([
      'ltsc2019',
      'ltsc2022',
      'linux-amd64',
      '20H2'
    ])
  })

  it('finds every name that there is', () => {
    expect(readReleases(releaseNames)).toHaveLength(14)
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
