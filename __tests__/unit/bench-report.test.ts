import { check, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { performancePage } from '../../bench/performance-page.js'
import type { BenchRecord } from '../../bench/record.js'
import type { BenchReport } from '../../bench/report.js'
import { formatReport, tablesOf } from '../../bench/table.js'

const report: BenchReport = {
  title: 'manifest',
  runs: 7,
  peers: ['tar | gzip'],
  measurements: [
    {
      rtt: 0,
      rows: [
        { name: 'ours', ms: 210.4, roundTrips: 9 },
        { name: 'tar | gzip', ms: 420.8, roundTrips: 33 }
      ]
    },
    {
      rtt: 50,
      rows: [
        { name: 'ours', ms: 500, roundTrips: 6 },
        { name: 'tar | gzip', ms: 2000, roundTrips: 33 }
      ]
    }
  ],
  notes: ['Not installed, and so not measured: crane.']
}

describe('a report of several latencies', () => {
  test('shows the times at all of them, and the rest at the longest', () => {
    expect(tablesOf(report)).toEqual([
      {
        caption: 'median ms by the time of a round trip',
        header: ['', '0 ms', 'ratio', '50 ms', 'ratio'],
        rows: [
          ['ours', '210', '0.50', '500', '0.25'],
          ['tar | gzip', '421', '1.00', '2000', '1.00']
        ]
      },
      {
        caption: '50 ms a round trip',
        header: ['', 'median ms', 'ratio', 'round trips'],
        rows: [
          ['ours', '500', '0.25', '6'],
          ['tar | gzip', '2000', '1.00', '33']
        ]
      }
    ])
  })

  test('compares with the fastest peer of each latency, and with none whose result is wrong', () => {
    const measurements = report.measurements.map(({ rtt = 0, rows }) => ({
      rtt,
      rows: [
        ...rows,
        { name: 'zstd', ms: rtt === 0 ? 840 : 1000, roundTrips: 5 },
        { name: 'cat', ms: 10, roundTrips: 1, fault: 'nothing is packed' }
      ]
    }))
    const peers = ['tar | gzip', 'zstd', 'cat', 'missing']
    const [times, rest] = tablesOf({ ...report, peers, measurements })
    expect(times?.rows).toEqual([
      ['ours', '210', '0.50', '500', '0.50'],
      ['tar | gzip', '421', '1.00', '2000', '2.00'],
      ['zstd', '840', '2.00', '1000', '1.00'],
      ['cat', '10', '0.02', '10', '0.01']
    ])
    expect(rest?.header).toEqual(['', 'median ms', 'ratio', 'round trips', 'fault'])
    expect(rest?.rows.map(row => row.at(-1))).toEqual(['', '', '', 'nothing is packed'])
  })

  test('compares the time of processors with that of the same peer', () => {
    const rows = [
      { name: 'ours', ms: 100, cpuMs: 300 },
      { name: 'slow', ms: 400, cpuMs: 100 },
      { name: 'fast', ms: 200, cpuMs: 150 }
    ]
    expect(tablesOf({ ...report, peers: ['slow', 'fast'], measurements: [{ rows }] })[0]).toEqual({
      header: ['', 'median ms', 'ratio', 'cpu ms', 'cpu ratio'],
      rows: [
        ['ours', '100', '0.50', '300', '2.00'],
        ['slow', '400', '2.00', '100', '0.67'],
        ['fast', '200', '1.00', '150', '1.00']
      ]
    })
  })

  test('has no ratio where nobody is there to compare with', () => {
    expect(tablesOf({ ...report, peers: [] }).map(({ header }) => header)).toEqual([
      ['', '0 ms', '50 ms'],
      ['', 'median ms', 'round trips']
    ])
  })
})

test('a report without a network has one table without a caption', () => {
  const local = { ...report, measurements: [{ rows: [{ name: 'ours', ms: 1 }] }], notes: [] }
  expect(formatReport(local)).toBe('# manifest, 7 runs\n\n      median ms\nours          1')
})

test('a report of what could not be measured has its note alone', () => {
  expect(formatReport({ ...report, runs: 1, measurements: [] })).toBe(
    '# manifest, 1 run\n\nNot installed, and so not measured: crane.'
  )
})

describe('the page of a record', () => {
  const record: BenchRecord = {
    date: '2026-11-25T08:02:58.940Z',
    commit: '0123456789abcdef0123456789abcdef01234567',
    command: 'npm run bench -- manifest --rtt 0,50 --size 2048 --markdown docs/performance.md',
    machine: { processors: '2 × some', node: 'v24.0.0' },
    programs: { docker: 'Docker version 20.10.24', crane: 'missing' },
    options: { rtts: [0, 50], trace: true, size: 2048 },
    reports: [{ ...report, notes: [...report.notes, 'The last run of ours\n  0 ms  GET /v2/'] }]
  }

  test('says how it was measured, and has the tables and notes', async () => {
    const page = await performancePage(record)
    expect(page).toContain(`\`\`\`console\n${record.command}\n\`\`\``)
    expect(page).toContain('- date: 2026-11-25\n- commit: 0123456789abcdef0123456789abcdef01234567\n')
    expect(page).toContain('- crane: missing\n')
    expect(page).toContain('### manifest\n\n7 runs of each.\n')
    expect(page).toMatch(/^\| ours +\| +210 \| +0\.50 \| +500 \| +0\.25 \|$/m)
    expect(page).toMatch(/^\| tar \\\| gzip \|/m)
    expect(page).toContain('\nNot installed, and so not measured: crane.\n')
    expect(page).toContain('\n```text\nThe last run of ours\n  0 ms  GET /v2/\n```\n')
  })

  test('is as prettier sets it', async () => {
    const path = 'docs/performance.md'
    expect(await check(await performancePage(record), { ...(await resolveConfig(path)), filepath: path })).toBe(true)
  })
})
