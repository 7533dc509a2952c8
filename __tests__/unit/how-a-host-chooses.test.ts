import { describe, expect, test } from 'vitest'

import { isolationFor } from '../../src/windows/isolation.js'
import { whoPullsWhat } from '../../src/windows/reach.js'
import { findRelease } from '../../src/windows/releases.js'
import { readPage } from '../support/markdown.js'
import { readText } from '../support/repository.js'

const { tables } = readPage(await readText('docs/how-a-host-chooses.md'))

const buildOf = (name: string): number => {
  const release = findRelease(name)
  if (release?.os !== 'windows') throw new Error(`${name} is no Windows release`)
  return release.build
}

/** The hosts of the first table that are no Servers, which it names by their builds. */
const clients: Readonly<Record<string, number>> = {
  'Windows 11 24H2 and later': 26_200,
  'Windows 11 before 24H2': 22_631,
  'Windows 10': 19_045
}

const [matrix, , ...outcomes] = tables

describe.each(matrix?.rows ?? [])('%s', (host, ...cells) => {
  const client = clients[host]
  const build = client ?? Number(/\((\d+)\)/.exec(host)?.[1])

  test('runs what the page says', () => {
    const said = cells.map(cell => (cell === '–' ? undefined : cell.startsWith('process') ? 'process' : 'hyperv'))
    const releases = matrix?.head.slice(1) ?? []

    expect(said).toHaveLength(4)
    expect(releases.map(name => isolationFor({ build, client: client !== undefined }, buildOf(name)))).toEqual(said)
  })
})

test('the page shows lists in two orders, with and without the newest release', () => {
  expect(outcomes.map(({ head }) => head.slice(1))).toEqual([
    ['ltsc2025, ltsc2022, ltsc2019', 'ltsc2019, ltsc2022, ltsc2025'],
    ['ltsc2022, ltsc2019', 'ltsc2019, ltsc2022']
  ])
})

describe.each(outcomes.flatMap(({ head, rows }) => head.slice(1).map((list, at) => ({ list, at, rows }))))(
  'of the list $list',
  ({ list, at, rows }) => {
    const names = list.split(', ')
    const pulls = whoPullsWhat(
      names.map(name => ({ os: 'windows', architecture: 'amd64', osVersion: `10.0.${buildOf(name)}.1000` }))
    )

    test.each(rows)('%s with Docker gets what the page says', (host, ...cells) => {
      const pull = pulls.find(one => one.engine.name === 'Docker' && one.host.name === host)
      const isolation = pull?.isolation === 'hyperv' ? 'Hyper-V' : pull?.isolation

      expect(`${names[pull?.at ?? -1] ?? 'nothing'}, ${isolation ?? 'cannot run'}`).toBe(cells[at])
    })
  }
)
