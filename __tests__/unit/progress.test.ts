import { describe, expect, test } from 'vitest'

import type { Log } from '../../src/runner/log.js'
import { formatBytes, startProgress, type Progress } from '../../src/runner/progress.js'

const MiB = 1024 * 1024

/** Progress on a clock that stands still until it is told. */
const started = (what = 'Copying'): { progress: Progress; lines: string[]; pass: (seconds: number) => void } => {
  const lines: string[] = []
  let now = 1_700_000_000_000
  const silent = (): undefined => undefined
  const log: Log = {
    debug: silent,
    info: text => {
      lines.push(text)
    },
    notice: silent,
    warning: silent,
    secret: silent,
    group: (_, body) => body()
  }
  const pass = (seconds: number): void => {
    now += seconds * 1000
  }
  return { progress: startProgress(what, log, () => now), lines, pass }
}

describe('formatBytes', () => {
  test.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1536, '1.5 KiB'],
    [690 * MiB, '690.0 MiB'],
    [1024 ** 3, '1.0 GiB'],
    [2.35 * 1024 ** 3, '2.4 GiB'],
    [5000 * 1024 ** 3, '5000.0 GiB']
  ])('writes %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('progress', () => {
  test('says nothing of what is done within 5 seconds', () => {
    const { progress, lines, pass } = started()
    progress.expect(10 * MiB)
    pass(4.9)
    progress.moved(10 * MiB)
    expect(lines).toEqual([])
  })

  test('says how much has come, how much will come, and how fast it was', () => {
    const { progress, lines, pass } = started('Copying layers')
    progress.expect(1000 * MiB)
    pass(10)
    progress.moved(250 * MiB)
    expect(lines).toEqual(['Copying layers: 250.0 MiB of 1000.0 MiB (25%), 25.0 MiB/s'])
  })

  test('counts the time from when the first bytes were expected, not what was read and checked before', () => {
    const { progress, lines, pass } = started()
    pass(60)
    progress.expect(100 * MiB)
    progress.moved(1 * MiB)
    pass(5)
    progress.expect(100 * MiB)
    progress.moved(9 * MiB)
    expect(lines).toEqual(['Copying: 10.0 MiB of 200.0 MiB (5%), 2.0 MiB/s'])
  })

  test('says one line every 5 seconds at most, however often something moves', () => {
    const { progress, lines, pass } = started()
    progress.expect(6000)
    for (let i = 0; i < 6000; i++) {
      pass(0.01)
      progress.moved(1)
    }
    expect(lines).toHaveLength(12)
  })

  test('counts the 5 seconds from the last line, not from the start', () => {
    const { progress, lines, pass } = started()
    progress.expect(100)
    for (const seconds of [7, 3, 1, 1]) {
      pass(seconds)
      progress.moved(10)
    }
    expect(lines).toEqual(['Copying: 10 B of 100 B (10%), 1 B/s', 'Copying: 40 B of 100 B (40%), 3 B/s'])
  })

  test('says nothing while nothing moves', () => {
    const { progress, lines, pass } = started()
    progress.expect(100)
    pass(60)
    expect(lines).toEqual([])
  })

  test('takes back what has to come again', () => {
    const { progress, lines, pass } = started()
    progress.expect(100)
    progress.moved(80)
    progress.moved(-80)
    pass(5)
    progress.moved(10)
    expect(lines).toEqual(['Copying: 10 B of 100 B (10%), 2 B/s'])
  })

  test('adds up what is expected while it goes on', () => {
    const { progress, lines, pass } = started()
    progress.expect(50)
    progress.expect(150)
    pass(5)
    progress.moved(100)
    progress.expect(200)
    pass(5)
    progress.moved(100)
    expect(lines).toEqual(['Copying: 100 B of 200 B (50%), 20 B/s', 'Copying: 200 B of 400 B (50%), 20 B/s'])
  })

  test('rounds the share down, so that 100% means all of it', () => {
    const { progress, lines, pass } = started()
    progress.expect(1000)
    pass(5)
    progress.moved(999)
    pass(5)
    progress.moved(1)
    expect(lines.map(line => /\((.*)\)/.exec(line)?.[1])).toEqual(['99%', '100%'])
  })

  test('has a share also where nothing is expected', () => {
    const { progress, lines, pass } = started()
    progress.expect(0)
    pass(5)
    progress.moved(0)
    expect(lines).toEqual(['Copying: 0 B of 0 B (100%), 0 B/s'])
  })
})
