import type { Host } from './hosts.js'
import { architectureRank, matchesPlatform, type MatchRules, type PlatformSpec } from './platform-match.js'

/** One descriptor of a published list. */
export type ListedImage = {
  /** as the descriptor says; absent where it says nothing */
  readonly platform?: PlatformSpec
  /** as the image's own config says; absent for a list within the list, which nothing here looks into */
  readonly image?: PlatformSpec
}

/**
 * Chooses from a list: the positions of the descriptors that fit a host, the one that it takes first; none where the
 * pull fails.
 */
export type PickImages = (host: Host, list: readonly ListedImage[]) => readonly number[]

type Indexed = { readonly index: number; readonly platform: PlatformSpec }

/** The descriptors that have a platform, with their positions. */
export const withIndex = (list: readonly ListedImage[]): readonly Indexed[] =>
  list.flatMap(({ platform }, index) => (platform === undefined ? [] : [{ index, platform }]))

/** The third part of a version. moby takes a build that it cannot read for an old one (checkImageCompatibility). */
const dockerBuild = (osVersion = ''): number => {
  const parts = osVersion.split('.')
  const build = parts.length >= 3 && /^[+-]?\d+$/.test(parts[2] ?? '') ? Number(parts[2]) : 0
  // Go's Atoi fails on more than 64 bits.
  return Number.isSafeInteger(build) ? build : 0
}

/**
 * dockerd with its own image store (moby daemon/internal/distribution/pull_v2_windows.go, the same from 20.10 to
 * 29.8): takes every build up to the host's, an image of the host's own build first, otherwise in the list's order.
 * It skips descriptors without a platform.
 */
export const pickDocker: PickImages = ({ build }, list) => {
  const own = `10.0.${build}.`
  const fitting = withIndex(list).filter(
    ({ platform }) =>
      platform.os.toLowerCase() === 'windows' &&
      // dockerd for Windows exists for amd64 only; Windows on Arm emulates it.
      platform.architecture === 'amd64' &&
      dockerBuild(platform.osVersion) <= build
  )
  const isOwn = ({ platform }: Indexed): boolean => platform.osVersion?.startsWith(own) ?? false
  return [...fitting.filter(isOwn), ...fitting.filter(one => !isOwn(one))].map(({ index }) => index)
}

type Fits = (host: Host, platform: PlatformSpec) => boolean
type Compare = (a: PlatformSpec, b: PlatformSpec, host: Host) => number

/**
 * containerd considers descriptors without a platform last, and looks into the config of the one that it takes
 * (core/images/image.go, Manifest).
 */
const withoutPlatform = (host: Host, list: readonly ListedImage[], fits: Fits): readonly number[] => {
  const bare = list.flatMap(({ platform, image }, index) => (platform === undefined ? [{ index, image }] : []))
  const [first] = bare
  return first?.image === undefined || fits(host, first.image) ? bare.map(({ index }) => index) : []
}

const pickSorted =
  (fits: Fits, compare: Compare): PickImages =>
  (host, list) => {
    const fitting = withIndex(list)
      .filter(({ platform }) => fits(host, platform))
      .sort((a, b) => compare(a.platform, b.platform, host))
      .map(({ index }) => index)
    return fitting.length > 0 ? fitting : withoutPlatform(host, list, fits)
  }

const fitsBy =
  (rules: MatchRules): Fits =>
  (host, platform) =>
    matchesPlatform(host, platform, rules)

const featureCount = ({ osFeatures = [] }: PlatformSpec): number => osFeatures.length

/** The first in the list; where the engine compares features, those with more of them before others. */
export const pickFirst = (rules: MatchRules): PickImages =>
  pickSorted(
    fitsBy(rules),
    (a, b, host) =>
      architectureRank(host, a, rules) - architectureRank(host, b, rules) ||
      (rules.checksFeatures ? featureCount(b) - featureCount(a) : 0)
  )

/** The greatest os.version as a string: "10.0.26100.4061" is greater than "10.0.26100.33296". */
export const pickGreatestOsVersion = (rules: MatchRules): PickImages =>
  pickSorted(fitsBy(rules), ({ osVersion: a = '' }, { osVersion: b = '' }) => (a === b ? 0 : a > b ? -1 : 1))

/** The fourth part of a version; 0 where it is missing or not a number of 64 bits. */
const revisionOf = ({ osVersion = '' }: PlatformSpec): number => {
  const revision = Number(/^(?:[^.]*\.){3}([+-]?\d+)(?:\.|$)/.exec(osVersion)?.[1] ?? 0)
  return Number.isSafeInteger(revision) ? revision : 0
}

/**
 * The highest revision (UBR) as a number, whatever the build: an older Windows with a higher one wins. containerd 1.6
 * knows the os in lower case only.
 */
export const pickHighestRevision = (rules: MatchRules): PickImages =>
  pickSorted(
    (host, platform) => platform.os === 'windows' && matchesPlatform(host, platform, rules),
    (a, b) => revisionOf(b) - revisionOf(a)
  )
