import type { Host } from './hosts.js'

/** What a list says of one of its images. */
export type Candidate = {
  readonly os: string
  readonly architecture: string
  readonly osVersion?: string
  readonly osFeatures?: readonly string[]
}

/** An engine, as far as it decides which image of a list it takes. */
export type Engine = {
  readonly name: string
  /** Docker runs images under Hyper-V too, and on Windows 11 too; containerd is what Server nodes of clusters have */
  readonly kind: 'docker' | 'containerd'
  /** the position of the image that a host takes; undefined: none fits */
  readonly pick: (host: Host, candidates: readonly Candidate[]) => number | undefined
}

type Numbered = { readonly candidate: Candidate; readonly at: number }

const numbered = (candidates: readonly Candidate[]): readonly Numbered[] =>
  candidates.map((candidate, at) => ({ candidate, at }))

/** containerd/platforms writes names in one way before it compares (database.go). */
const usualNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386'
}

const usual = (candidate: Candidate): Candidate => {
  const architecture = candidate.architecture.toLowerCase()
  return { ...candidate, os: candidate.os.toLowerCase(), architecture: usualNames[architecture] ?? architecture }
}

const isWindows = ({ os }: Candidate): boolean => os.toLowerCase() === 'windows'

/** moby reads the third part alone, and takes what it cannot read for old enough (pull_v2_windows.go). */
const mobyBuild = (osVersion: string | undefined): number => {
  const parts = (osVersion ?? '').split('.')
  const build = parts.length >= 3 && /^[+-]?\d+$/.test(parts[2] ?? '') ? Number(parts[2]) : 0
  // Go's Atoi fails beyond its integers.
  return Number.isSafeInteger(build) ? build : 0
}

/**
 * dockerd with its own image store, the default on Windows: older builds pass, since Hyper-V can run them; an image of
 * the host's own build comes first, else the list's order counts (moby daemon/internal/distribution/pull_v2_windows.go).
 */
const moby: Engine['pick'] = (host, candidates) => {
  const own = `10.0.${host.build}.`
  const fitting = numbered(candidates).filter(
    ({ candidate }) =>
      isWindows(candidate) &&
      // dockerd exists for amd64 alone; on Arm it runs emulated.
      candidate.architecture === 'amd64' &&
      mobyBuild(candidate.osVersion) <= host.build
  )
  return (fitting.find(({ candidate }) => candidate.osVersion?.startsWith(own)) ?? fitting[0])?.at
}

/** Builds from which on hosts run images of older releases with their own kernel (containerd/platforms, hcsshim). */
const ltscBuilds = [20_348, 26_100]
const [firstShared = 0] = ltscBuilds

/** The oldest build that a host takes, by the version of containerd/platforms. */
const floors = {
  /** v0.2.1 to v1.0.0-rc.1: one floor for all */
  early: () => firstShared,
  /** rc.2 to rc.4: the newest LTSC below the host, so that Windows 11 25H2 refuses ltsc2022 (moby#53397) */
  middle: (build: number) => ltscBuilds.findLast(ltsc => ltsc < build) ?? firstShared,
  /** rc.5: the LTSC before the host's own */
  late: (build: number) => ltscBuilds[ltscBuilds.findLastIndex(ltsc => ltsc <= build) - 1] ?? firstShared
}

type Floor = (build: number) => number

/** An os.version that cannot be read is that of no host (containerd/platforms getOSVersion). */
const isCompatible = (host: Host, osVersion: string, floor: Floor): boolean => {
  const [, major, minor, third] = /^(\d+)\.(\d+)\.(\d+)(?:\.|$)/.exec(osVersion) ?? []
  const build = Number(third)
  if (Number(major) !== 10 || Number(minor) !== 0) return false
  if (host.build < firstShared) return build === host.build
  return floor(host.build) <= build && build <= host.build
}

/** What an architecture runs, the best first. */
const runs: Readonly<Record<Host['architecture'], readonly string[]>> = {
  amd64: ['amd64', '386'],
  arm64: ['arm64', 'arm']
}

const compatible = (host: Host, candidates: readonly Candidate[], floor: Floor): Numbered[] =>
  numbered(candidates.map(usual)).filter(
    ({ candidate }) =>
      candidate.os === 'windows' &&
      runs[host.architecture].includes(candidate.architecture) &&
      // Without os.version an image is for every host: what HostProcess images are made for (containerd#7431).
      (candidate.osVersion === undefined || isCompatible(host, candidate.osVersion, floor))
  )

const architectureRank = (host: Host, { candidate }: Numbered): number =>
  runs[host.architecture].indexOf(candidate.architecture)

/** containerd 1.7, 2.0 and early 2.1: the first of those that fit. */
const inOrder =
  (floor: Floor): Engine['pick'] =>
  (host, candidates) =>
    compatible(host, candidates, floor).sort((a, b) => architectureRank(host, a) - architectureRank(host, b))[0]?.at

/** containerd 2.1.9, 2.2 and later: of the host's own architecture the greatest os.version, compared as text. */
const greatest =
  (floor: Floor, fits: (numbered: Numbered) => boolean = () => true): Engine['pick'] =>
  (host, candidates) =>
    compatible(host, candidates, floor)
      .filter(one => one.candidate.architecture === host.architecture && fits(one))
      .sort((a, b) => {
        const [left, right] = [a.candidate.osVersion ?? '', b.candidate.osVersion ?? '']
        return left === right ? 0 : left > right ? -1 : 1
      })[0]?.at

const features = ({ osFeatures = [] }: Candidate): readonly string[] => osFeatures

/** From rc.4 on a host has to have every feature asked for; of those that exist, win32k does not count. */
const hasFeatures = ({ candidate }: Numbered): boolean => features(candidate).every(feature => feature === 'win32k')

/** dockerd with containerd's image store: the first of those that fit, those with more os.features before others. */
const mobyContainerd: Engine['pick'] = ({ build, client, name }, candidates) => {
  // dockerd exists for amd64 alone here too.
  const host: Host = { build, client, name, architecture: 'amd64' }
  return compatible(host, candidates, floors.middle)
    .filter(hasFeatures)
    .sort(
      (a, b) =>
        architectureRank(host, a) - architectureRank(host, b) ||
        features(b.candidate).length - features(a.candidate).length
    )[0]?.at
}

/** containerd 1.6: the host's own build alone, the highest revision first; else what has no os.version. */
const exactBuild: Engine['pick'] = (host, candidates) => {
  const fitting = numbered(candidates.map(usual)).filter(
    ({ candidate }) =>
      candidate.os === 'windows' &&
      candidate.architecture === host.architecture &&
      (candidate.osVersion === undefined || candidate.osVersion.startsWith(`10.0.${host.build}`))
  )
  // Its reader takes a revision that is missing, or that it cannot read, for 0.
  const revision = ({ candidate }: Numbered): number =>
    Number(/^(?:\d+\.){3}(\d+)/.exec(candidate.osVersion ?? '')?.[1] ?? 0)
  return fitting.sort((a, b) => revision(b) - revision(a))[0]?.at
}

/** The engines that hosts run today, by how they choose. */
export const engines: readonly Engine[] = [
  { name: 'Docker', kind: 'docker', pick: moby },
  { name: 'Docker (containerd store)', kind: 'docker', pick: mobyContainerd },
  { name: 'containerd 1.6', kind: 'containerd', pick: exactBuild },
  { name: 'containerd 1.7, 2.0', kind: 'containerd', pick: inOrder(floors.early) },
  { name: 'containerd 2.2', kind: 'containerd', pick: greatest(floors.middle) },
  { name: 'containerd 2.3', kind: 'containerd', pick: greatest(floors.middle, hasFeatures) },
  { name: 'containerd 2.4', kind: 'containerd', pick: greatest(floors.late, hasFeatures) }
]
