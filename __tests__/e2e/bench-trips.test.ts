import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { manifestBench } from '../../bench/manifest.js'
import { rebaseBench } from '../../bench/rebase.js'
import type { BenchReport } from '../../bench/report.js'
import { makeFolder } from '../support/folder.js'
import { describeWith, requireService } from '../support/services.js'

/**
 * On a machine that takes longer than a round trip for what goes out together, more trips are counted than there are:
 * hence long ones, and a second try.
 */
const options = { rtts: [300], runs: 1, trace: false, size: 4 }
const patient = { retry: 2, timeout: 120_000 }

/** Round trips by row, those for the connections included. */
const tripsOf = (reports: readonly BenchReport[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    reports.flatMap(({ title, measurements }) =>
      (measurements[0]?.rows ?? []).map(({ name, roundTrips = Infinity }) => [`${title}, ${name}`, roundTrips])
    )
  )

describeWith(['docker-registry', 'openssl'], 'over a network, with TLS,', () => {
  // Without peers: they would take their time, and have no part in this.
  const folder = makeFolder('bench-trips')
  beforeEach(() => {
    vi.stubEnv('PATH', folder.path)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })
  beforeAll(() => {
    symlinkSync(requireService('openssl'), join(folder.path, 'openssl'))
  })
  afterAll(folder.remove)

  test(
    'a fan-in takes two round trips for its connections, and one for each request that needs an answer',
    patient,
    async () => {
      const trips = tripsOf(await manifestBench(options))
      // Connect twice; legs, configs, tag, and the tag read back. Several tags: the list by digest, and `latest` last.
      expect(trips['manifest: three legs, one tag, win-multiarch']).toBeLessThanOrEqual(6)
      expect(trips['manifest: three legs, four tags, latest among them, win-multiarch']).toBeLessThanOrEqual(8)
      expect(trips['manifest: ten legs, five tags, latest among them, win-multiarch']).toBeLessThanOrEqual(8)
    }
  )

  test('a rebase takes at most 11 of one image, and 15 of a list', patient, async () => {
    const trips = tripsOf(await rebaseBench(options))
    const one = 'rebase: one image onto its next base, win-multiarch'
    expect(trips[`${one}, by its labels`]).toBeLessThanOrEqual(11)
    expect(trips[`${one}, given old-base`]).toBeLessThanOrEqual(11)
    expect(trips['rebase: a list of three, win-multiarch, by their labels']).toBeLessThanOrEqual(15)
  })
})
