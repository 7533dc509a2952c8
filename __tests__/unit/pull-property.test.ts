import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { checkEntries, orderEntries, platformKey, type Entry } from '../../src/oci/entries.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { engines, type PullEngine } from '../../src/windows/engines.js'
import { commonHosts, type Host } from '../../src/windows/hosts.js'
import type { PlatformSpec } from '../../src/windows/platform-match.js'
import { simulatePulls, startOn } from '../../src/windows/pull-simulation.js'
import type { ListedImage } from '../../src/windows/pull.js'

const host = (name: string, build: number, client = false): Host => ({ name, build, client, architecture: 'amd64' })

/** Those of the summary, and what else pulls Windows images. */
const hosts: readonly Host[] = [
  ...commonHosts,
  host('Windows 10 22H2', 19_045, true),
  host('Windows 11 22H2', 22_621, true),
  host('Windows Server, version 23H2', 25_398),
  host('a Windows Server to come', 27_000),
  { name: 'a server on Arm', build: 26_100, client: false, architecture: 'arm64' }
]

const builds = [14_393, 16_299, 17_763, 18_362, 19_041, 20_348, 22_621, 25_398, 26_100, 26_200, 27_000]
const revisions = [1, 587, 4061, 7462, 9168, 33_296, 65_535]

const fourParts = fc
  .tuple(fc.constantFrom(...builds), fc.constantFrom(...revisions))
  .map(([build, revision]) => `10.0.${build}.${revision}`)
const threeParts = fc.constantFrom(...builds).map(build => `10.0.${build}`)
const garbage = fc.oneof(
  fc.constantFrom('latest', '1809', '10', '10.0', '10.0.', '10..20348', '10.0.x.1', 'x.0.20348.1', 'x.0.30000.1'),
  fc.constantFrom(
    '10.0.20348x.1',
    '-1.0.20348.1',
    '10.0.-1.1',
    '10.0.+30000.1',
    '10.1.20348.1',
    '6.3.9600.1',
    '11.0.20348.1'
  ),
  fc.stringMatching(/^[a-z.]{1,8}$/)
)

/** A member that is absent, not empty, as readers of lists leave it. */
const withVersion = (osVersion: string | undefined): Partial<PlatformSpec> =>
  osVersion === undefined ? {} : { osVersion }
const withFeatures = (osFeatures: readonly string[] | undefined): Partial<PlatformSpec> =>
  osFeatures === undefined ? {} : { osFeatures }

const features = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 5 },
  { arbitrary: fc.constantFrom(['win32k'], ['hyperspace'], ['hyperspace', 'win32k']), weight: 2 }
)

const windowsImage = fc
  .record({
    architecture: fc.oneof(
      { arbitrary: fc.constant('amd64'), weight: 5 },
      { arbitrary: fc.constantFrom('arm64', '386', 'arm'), weight: 3 }
    ),
    osVersion: fc.oneof(
      { arbitrary: fourParts, weight: 8 },
      { arbitrary: threeParts, weight: 2 },
      { arbitrary: garbage, weight: 2 },
      { arbitrary: fc.constant(undefined), weight: 2 }
    ),
    osFeatures: features
  })
  .map(({ architecture, osVersion, osFeatures }): PlatformSpec => {
    return { os: 'windows', architecture, ...withVersion(osVersion), ...withFeatures(osFeatures) }
  })

const otherImage = fc.constantFrom<PlatformSpec>(
  { os: 'linux', architecture: 'amd64' },
  { os: 'linux', architecture: 'arm64' },
  { os: 'linux', architecture: 'amd64', osVersion: '10.0.20348.1' },
  { os: 'unknown', architecture: 'unknown' }
)

const anyList = fc
  .array(fc.oneof({ arbitrary: windowsImage, weight: 6 }, { arbitrary: otherImage, weight: 1 }), { maxLength: 9 })
  .chain(list => fc.shuffledSubarray([...list, ...list.slice(0, 3)]))

/** The build that can be read; 0 where there is none, so that it counts as the oldest. */
const buildOf = (image: PlatformSpec | undefined): number =>
  Number(/^10\.0\.(\d+)(?:\.\d+)?$/.exec(image?.osVersion ?? '')?.[1] ?? 0)

const listed = (platforms: readonly PlatformSpec[]): readonly ListedImage[] =>
  platforms.map(platform => ({ platform, image: platform }))

const taken = ({ pick }: PullEngine, one: Host, list: readonly PlatformSpec[]): PlatformSpec | undefined =>
  list[pick(one, listed(list))[0] ?? -1]

describe.each(engines.map(engine => [engine.name, engine] as const))('%s', (_, engine) => {
  test('takes Windows images alone, and none that is known to be newer than the host', () => {
    fc.assert(
      fc.property(anyList, list => {
        for (const one of hosts) {
          const got = taken(engine, one, list)
          if (got === undefined) continue
          expect(got.os).toBe('windows')
          expect(buildOf(got)).toBeLessThanOrEqual(one.build)
        }
      }),
      { numRuns: 300 }
    )
  })
})

// --- what is published -------------------------------------------------------------------------------------------

const toEntry = (platform: PlatformSpec, at: number): Entry => ({
  descriptor: {
    mediaType: mediaTypes.dockerManifest,
    digest: `sha256:${at.toString(16).padStart(64, '0')}`,
    size: 1000 + at
  },
  platform,
  reference: `ghcr.io/org/app:${at}`
})

const isAccepted = (entries: readonly Entry[]): boolean => {
  try {
    checkEntries(entries, { allowMissingOsVersion: true })
    return true
  } catch {
    return false
  }
}

/** Sets of entries that may be published, without os.features: those that only some have are warned of. */
const acceptedEntries = fc
  .array(fc.oneof({ arbitrary: windowsImage, weight: 6 }, { arbitrary: otherImage, weight: 1 }), { maxLength: 9 })
  .map(list => {
    const kept = list.filter(one => one.os !== 'windows' || one.osVersion === undefined || buildOf(one) > 0)
    const bare = kept.map(({ os, architecture, osVersion }) => ({ os, architecture, ...withVersion(osVersion) }))
    const keys = bare.map(platformKey)
    return bare.filter((_, at) => keys.indexOf(keys[at] ?? '') === at).map(toEntry)
  })
  .filter(isAccepted)

const platformsOf = (entries: readonly Entry[]): readonly PlatformSpec[] => entries.map(({ platform }) => platform)

/** The versioned images of that architecture that are not newer than the host: in a virtual machine they run at least. */
const runnable = (one: Host, list: readonly PlatformSpec[], architecture: string): readonly PlatformSpec[] =>
  list.filter(
    image =>
      image.os === 'windows' &&
      image.architecture === architecture &&
      image.osVersion !== undefined &&
      buildOf(image) <= one.build
  )

/** Looks for what is wrong with 1,000 lists as they would be published, on every host with every engine. */
const published = (isWrong: (list: readonly PlatformSpec[], one: Host, engine: PullEngine) => boolean): void => {
  fc.assert(
    fc.property(acceptedEntries, entries => {
      const list = platformsOf(orderEntries(entries))
      const wrong = hosts.flatMap(one =>
        engines.filter(engine => isWrong(list, one, engine)).map(({ name }) => `${one.name} with ${name}`)
      )
      expect(wrong).toEqual([])
    }),
    { numRuns: 1000 }
  )
}

describe('what is published', () => {
  test('gives no host with plain Docker an older image than the newest that it can run', () => {
    published((list, one, engine) => {
      if (engine.name !== 'Docker 20.10+') return false
      const can = runnable(one, list, 'amd64').map(buildOf)
      const got = taken(engine, one, list)
      return can.length > 0 ? buildOf(got) !== Math.max(...can) : got?.osVersion !== undefined
    })
  })

  test('gives every host the newest of the images that its engine takes at all', () => {
    published((list, one, engine) => {
      // It takes the highest revision of any build: no order helps.
      if (engine.name === 'containerd 1.6.23–1.6.39') return false
      const got = taken(engine, one, list)
      const takes = runnable(one, list, got?.architecture ?? '').filter(image => taken(engine, one, [image]))
      return buildOf(got) !== Math.max(0, ...takes.map(buildOf))
    })
  })

  test('gives an image without os.version only to hosts for which there is no other', () => {
    published((list, one, engine) => {
      const got = taken(engine, one, list)
      if (got === undefined || got.osVersion !== undefined) return false
      const others = list.filter(image => image.osVersion !== undefined && image.architecture === got.architecture)
      return taken(engine, one, others) !== undefined
    })
  })

  test('does not depend on the order in which the images were given', () => {
    const bothOrders = acceptedEntries.chain(entries =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }))
    )
    fc.assert(
      fc.property(bothOrders, ([entries, shuffled]) => {
        const [list, other] = [platformsOf(orderEntries(entries)), platformsOf(orderEntries(shuffled))]
        for (const engine of engines)
          expect(hosts.map(one => taken(engine, one, other))).toEqual(hosts.map(one => taken(engine, one, list)))
      }),
      { numRuns: 500 }
    )
  })

  test('gives no host less than it could get', () => {
    fc.assert(
      fc.property(acceptedEntries, entries => {
        const pulls = simulatePulls(listed(platformsOf(orderEntries(entries))))
        const worse = pulls.filter(({ newerMatch }) => newerMatch !== undefined)
        expect(worse.map(({ host: { name }, engine }) => `${name} with ${engine.name}`)).toEqual([])
      }),
      { numRuns: 1000 }
    )
  })
})

test('what a host should rather have starts by itself, and is newer or what it gets does not start', () => {
  fc.assert(
    fc.property(anyList, images => {
      // What cannot be read is never published; nobody can say how new it is.
      const list = images.filter(one => one.osVersion === undefined || buildOf(one) > 0)
      for (const { host: one, engine, index, start, newerMatch } of simulatePulls(listed(list))) {
        if (newerMatch === undefined) continue
        const [got, best] = [list[index ?? -1], list[newerMatch]]
        expect(startOn(one, engine.kind, best ?? { os: '', architecture: '' })).toBe('by itself')
        if (start === 'by itself') expect(buildOf(best)).toBeGreaterThan(buildOf(got))
      }
    }),
    { numRuns: 500 }
  )
})
