import { isolationFor } from './isolation.js'
import { hasEnded, isSameRelease, type Release } from './releases.js'

/** A build leg: a release, where it is built, and how its containers are kept apart there. */
export type PlannedLeg = {
  readonly release: Release
  /** labels that the runner has to have, all of them */
  readonly runner: readonly string[]
  /**
   * `auto`: the build decides, because the labels do not say which Windows the runner has, or because an older release
   * needs Hyper-V only for what its Dockerfile starts
   */
  readonly isolation: 'process' | 'auto'
}

/** A release that no runner builds, and why. */
export type Unbuilt = { readonly release: Release; readonly reason: string }

export type Plan = {
  readonly legs: readonly PlannedLeg[]
  /** to be made from the images of other releases, or from those of the last update */
  readonly rebase: readonly Unbuilt[]
  /** can neither be built on a runner that is known, nor made from another image */
  readonly leftOut: readonly Unbuilt[]
  /** about what is planned but may not be intended */
  readonly warnings: readonly string[]
}

/** The labels of the runner for a release, where the user gives them. They serve it under all of its names. */
export type Runners = ReadonlyMap<Release, readonly string[]>

const labelsFor = (release: Release, runners: Runners): readonly string[] | undefined =>
  [...runners].find(([named]) => isSameRelease(named, release))?.[1]

/** Windows builds of runners by label: GitHub's runners, and what others usually call theirs. */
const buildsByLabel: Readonly<Record<string, number>> = {
  'windows-latest': 26_100,
  'windows-2025-vs2026': 26_100,
  'windows-2025': 26_100,
  'windows-2022': 20_348,
  'windows-2019': 17_763,
  'windows-2016': 14_393
}

/** Labels that GitHub retired: a job for one waits until it is cancelled (actions/runner-images). */
const retired = new Set(['windows-2019', 'windows-2016'])

/** Windows on Arm: has neither Docker nor virtual machines to run it in. */
const withoutDocker = /^windows-11(?:-.*)?-arm$/

const buildOf = (labels: readonly string[]): number | undefined =>
  labels.map(label => buildsByLabel[label.toLowerCase()]).find(build => build !== undefined)

/** GitHub's runners are named by a single label. */
const isHosted = (labels: readonly string[]): boolean => labels.length === 1

const quoted = (labels: readonly string[]): string => labels.map(label => `'${label}'`).join(' and ')

/** Why a runner with these labels cannot build the release; undefined where it can, or where that is not known. */
export const runnerProblem = (release: Release, labels: readonly string[]): string | undefined => {
  const names = labels.map(label => label.toLowerCase())
  const build = buildOf(labels)
  if (release.os === 'linux') {
    return names.some(name => name.startsWith('windows'))
      ? `${quoted(labels)} is a Windows runner, which cannot build ${release.name}`
      : undefined
  }
  if (names.some(name => /^(?:ubuntu|macos|linux$)/.test(name)))
    return `${quoted(labels)} is not a Windows runner, and cannot build ${release.name}`
  if (names.some(name => withoutDocker.test(name)))
    return `${quoted(labels)} has no Docker, and cannot build ${release.name}`
  if (build === undefined) return undefined
  if (release.architecture !== 'amd64')
    return `${quoted(labels)} is an amd64 runner, and cannot build ${release.name} for ${release.architecture}`
  return isolationFor({ build, client: false }, release.build) === undefined
    ? `${quoted(labels)} (build ${build}) is older than ${release.name} (build ${release.build}), and cannot run it`
    : undefined
}

const isolationOn = (release: Release, labels: readonly string[]): PlannedLeg['isolation'] => {
  const build = buildOf(labels)
  if (release.os === 'linux' || build === undefined) return 'auto'
  return isolationFor({ build, client: false }, release.build) === 'process' ? 'process' : 'auto'
}

const whyUnbuilt = (release: Release): string => {
  if (release.os === 'linux') return 'GitHub has no runner for its platform'
  if (release.architecture === 'arm64') return "GitHub's Windows runners on Arm have no Docker"
  return `GitHub has no runner with its Windows build (${release.build})`
}

const warningsOf = (releases: readonly Release[], legs: readonly PlannedLeg[], today: string): readonly string[] => [
  ...releases
    .filter(release => release.os === 'windows')
    .filter(release => hasEnded(release, Date.parse(today)))
    .map(({ name, endOfSupport }) => `${name} no longer gets updates: its support ended on ${endOfSupport}.`),
  ...legs
    .filter(({ runner }) => isHosted(runner) && runner.some(label => retired.has(label.toLowerCase())))
    .map(
      ({ release, runner }) =>
        `${release.name}: GitHub no longer has runners with the label ${quoted(runner)}. Unless you have one yourself, the job waits until it is cancelled.`
    )
]

/**
 * Decides where each release is built: on the runner that the user names, else on GitHub's runner of the same build.
 * Releases without one are made from existing images: `mode: rebase`.
 *
 * @param today as YYYY-MM-DD
 */
export const planReleases = (releases: readonly Release[], runners: Runners, today: string): Plan => {
  const placed = releases.map(release => {
    const { runner: hosted } = release
    return { release, runner: labelsFor(release, runners) ?? (hosted === undefined ? undefined : [hosted]) }
  })
  const legs = placed.flatMap(({ release, runner }) =>
    runner === undefined ? [] : [{ release, runner, isolation: isolationOn(release, runner) }]
  )
  const unbuilt = placed
    .filter(({ runner }) => runner === undefined)
    .map(({ release }) => ({ release, reason: whyUnbuilt(release) }))
  return {
    legs,
    rebase: unbuilt.filter(({ release }) => release.os === 'windows'),
    leftOut: unbuilt.filter(({ release }) => release.os === 'linux'),
    warnings: warningsOf(releases, legs, today)
  }
}
