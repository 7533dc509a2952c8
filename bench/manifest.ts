import { buildImage } from '../__tests__/support/image-builder.js'
import { type Image, readFixture } from '../__tests__/support/images.js'
import { runnerVariables } from '../__tests__/support/runner-environment.js'
import { findService } from '../__tests__/support/services.js'
import { windowsReleases } from '../src/windows/releases.js'
import { type Contestant, dockerManifest, type FanIn, ours, rowOf, type Run, runOnce, traceOf } from './fan-in.js'
import { startFarRegistry } from './far-registry.js'
import type { Bench, BenchOptions, BenchReport } from './report.js'

const releases = ['ltsc2019', 'ltsc2022', 'ltsc2025'] as const

const threeLegs: FanIn = {
  tags: ['v2.7.0'],
  legs: new Map(releases.map(release => [release, readFixture(`app-classic-${release}`)]))
}

/** A row of a bench: who does what. */
type Entry = { readonly name: string; readonly contestant: Contestant; readonly fanIn: FanIn }

type Plan = {
  readonly title: string
  readonly peer?: string
  readonly entries: readonly Entry[]
  readonly withLogin?: boolean
  readonly notes?: readonly string[]
}

/** Runs the entries in turn, so that what disturbs this machine disturbs all of them. */
const measure = async (plan: Plan, { rtt, runs = 7, trace }: BenchOptions): Promise<readonly BenchReport[]> => {
  const { title, peer, entries, withLogin = false, notes = [] } = plan
  const results = entries.map(entry => ({ ...entry, done: [] as Run[] }))
  const registry = await startFarRegistry(rtt, withLogin)
  try {
    for (let round = 0; round < runs; round++) {
      for (const [index, { contestant, fanIn, done }] of results.entries())
        done.push(await runOnce(contestant, registry, `org/app-${round}-${index}`, fanIn))
    }
  } finally {
    await registry.close()
  }
  return [
    {
      title: `${title}, ${rtt} ms a round trip, ${runs} runs`,
      ...(peer === undefined ? {} : { peer }),
      rows: results.map(({ name, done }) => rowOf(name, done, rtt)),
      notes: [...notes, ...(trace ? results.map(({ name, done }) => traceOf(name, done)) : [])]
    }
  ]
}

/** Ours beside docker, where that is there. */
const besideDocker = (title: string, withLogin: boolean): Bench => {
  const docker = findService('docker')
  const contestants = docker === undefined ? [ours] : [ours, dockerManifest(docker)]
  return options =>
    measure(
      {
        title,
        withLogin,
        ...(docker === undefined
          ? { notes: ['docker is missing, so that there is nobody to compare with.'] }
          : { peer: 'docker manifest' }),
        entries: contestants.map(contestant => ({ name: contestant.name, contestant, fanIn: threeLegs }))
      },
      options
    )
}

/** Whole processes that join three legs under one tag: ours, which reads the tag back, beside docker's two commands. */
export const manifestBench = besideDocker('manifest: three legs, one tag', false)

/** The same where both have to log in at a token server. */
export const loginBench = besideDocker('login: three legs, one tag, a token for a password', true)

const revision = runnerVariables('', '').GITHUB_SHA ?? ''

const legOf = (release: string, version: string): Image =>
  buildImage({
    os: 'windows',
    architecture: 'amd64',
    osVersion: `10.0.${windowsReleases.find(({ name }) => name === release)?.build ?? 0}.1`,
    labels: { 'org.opencontainers.image.version': version, 'org.opencontainers.image.revision': revision }
  })

const legsOf = (names: readonly string[], version: string): ReadonlyMap<string, Image> =>
  new Map(names.map(name => [name, legOf(name, version)]))

const tenReleases = windowsReleases.filter(({ architecture }) => architecture === 'amd64').map(({ name }) => name)
const movingTags = ['2.7', '2', 'latest', 'stable'] as const
const few = 'three releases, one tag'

/** How the time grows with the releases and the tags: with requests side by side it hardly should. */
export const scalingBench: Bench = options => {
  const tags = ['v2.7.1', ...movingTags] as const
  const legs = legsOf(tenReleases, 'v2.7.1')
  const before = { tags: movingTags, legs: [...legsOf(tenReleases, 'v2.7.0').values()] }
  const entries: readonly (readonly [string, FanIn])[] = [
    [few, { tags: ['v2.7.1'], legs: legsOf(releases, 'v2.7.1') }],
    ['ten releases, five new tags', { tags, legs }],
    ['ten releases, five tags, four of them on v2.7.0', { tags, legs, before }]
  ]
  return measure(
    { title: 'scaling', peer: few, entries: entries.map(([name, fanIn]) => ({ name, contestant: ours, fanIn })) },
    options
  )
}
