import { buildImage } from '../__tests__/support/image-builder.js'
import { type Image, readFixture } from '../__tests__/support/images.js'
import { runnerVariables } from '../__tests__/support/runner-environment.js'
import { windowsReleases } from '../src/windows/releases.js'
import { type FanIn, ours, racerOf } from './fan-in.js'
import { findManifestPeers } from './manifest-peers.js'
import { race } from './race.js'
import type { Bench, BenchReport } from './report.js'

const releases = ['ltsc2019', 'ltsc2022', 'ltsc2025'] as const

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
const movingTags = ['2.7', '2', 'stable', 'edge'] as const
const few = 'three releases, one tag'

const threeLegs = new Map(releases.map(release => [release, readFixture(`app-classic-${release}`)]))

/** What peers do as well. A release has four tags: its version, the two shorter ones, and `latest`. */
const fanIns: Readonly<Record<string, FanIn>> = {
  'three legs, one tag': { tags: ['v2.7.0'], legs: threeLegs },
  'three legs, four tags, latest among them': { tags: ['v2.7.0', '2.7', '2', 'latest'], legs: threeLegs },
  'ten legs, five tags, latest among them': {
    tags: ['v2.7.1', '2.7', '2', 'stable', 'latest'],
    legs: legsOf(tenReleases, 'v2.7.1')
  }
}

/** Ours beside the peers that are there. */
const besidePeers =
  (name: string, withLogin: boolean): Bench =>
  async options => {
    const reports: BenchReport[] = []
    for (const [title, fanIn] of Object.entries(fanIns)) {
      const { contestants, notes } = findManifestPeers(fanIn.tags.length)
      const racers = [ours, ...contestants].map(contestant => racerOf(contestant, fanIn))
      const peers = contestants.map(contestant => contestant.name)
      reports.push(await race({ title: `${name}: ${title}`, withLogin, peers, racers, notes }, options))
    }
    return reports
  }

/** Whole processes that join legs under tags: ours, which reads the tags back, beside those of others. */
export const manifestBench = besidePeers('manifest', false)

/** The same where all have to get a token for their password. */
export const loginBench = besidePeers('login', true)

/** How the time grows with the releases and the tags: with requests side by side it hardly should. */
export const scalingBench: Bench = async options => {
  const tags = ['v2.7.1', ...movingTags] as const
  const legs = legsOf(tenReleases, 'v2.7.1')
  const before = { tags: movingTags, legs: [...legsOf(tenReleases, 'v2.7.0').values()] }
  const withLatest = ['v2.7.1', '2.7', '2', 'stable', 'latest'] as const
  const beforeLatest = { ...before, tags: withLatest.slice(1) }
  const held = { tags: ['2.7'], legs: [...legsOf(releases, 'v2.7.0').values()] }
  const tasks: readonly (readonly [string, FanIn])[] = [
    [few, { tags: ['v2.7.1'], legs: legsOf(releases, 'v2.7.1') }],
    ['ten releases, five new tags', { tags, legs }],
    ['ten releases, five new tags, latest among them', { tags: withLatest, legs }],
    ['ten releases, five tags, four of them on v2.7.0', { tags, legs, before }],
    ['ten releases, five tags, latest and three more on v2.7.0', { tags: withLatest, legs, before: beforeLatest }],
    ['three releases, one tag on v2.7.0', { tags: ['2.7'], legs: legsOf(releases, 'v2.7.1'), before: held }]
  ]
  const racers = tasks.map(([name, fanIn]) => racerOf({ ...ours, name }, fanIn))
  const notes = [
    '`latest` is written when all other tags are, a round trip later. Before a tag that is followed, such as `2.7`, moves from one version to the next, the version that it holds is read: that takes its time for one tag as well.'
  ]
  return [await race({ title: 'scaling: more releases, more tags', peers: [few], racers, notes }, options)]
}
