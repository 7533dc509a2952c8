/** What a descriptor of a list, or an image's config, says about the image's platform. */
export type PlatformSpec = {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
  readonly osVersion?: string
  readonly osFeatures?: readonly string[]
}

/** Builds of the releases whose images run on newer hosts too (hcsshim and containerd/platforms: "stable ABI"). */
const stableBuilds = [20_348, 26_100]
const [firstStableBuild = 0] = stableBuilds

/** The oldest image build that a host takes, from the host's build. */
type OldestBuild = (hostBuild: number) => number

/** {@link OldestBuild}, by the version of containerd/platforms. */
export const oldestBuild = {
  /** v0.2.1 to v1.0.0-rc.1 */
  untilRc1: () => firstStableBuild,
  /** rc.2 to rc.4: the newest LTSC below the host, so that Windows 11 25H2 refuses ltsc2022 (moby#53397) */
  rc2ToRc4: (hostBuild: number) => stableBuilds.findLast(build => build < hostBuild) ?? firstStableBuild,
  /** rc.5: the LTSC before the newest one that the host runs */
  fromRc5: (hostBuild: number) =>
    stableBuilds[stableBuilds.findLastIndex(build => build <= hostBuild) - 1] ?? firstStableBuild
} satisfies Record<string, OldestBuild>

/** How an engine compares platforms with containerd/platforms. */
export type MatchRules = {
  readonly oldestBuild: OldestBuild
  /** whether a 32-bit image may stand in for one of amd64: `platforms.Only` allows it, `platforms.Default` does not */
  readonly allows386: boolean
  /** whether an image may only ask for features that the host has; of those, Windows hosts have `win32k` */
  readonly checksFeatures: boolean
}

type HostPlatform = { readonly build: number; readonly architecture: string }

const architectureNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386'
}

/** The architecture as containerd spells it (database.go, normalizeArch). */
export const normalizeArchitecture = (architecture: string): string => {
  const lower = architecture.toLowerCase()
  return architectureNames[lower] ?? lower
}

/** Variants that mean the same as none. */
const defaultVariants: Readonly<Record<string, readonly string[]>> = { amd64: ['v1'], arm64: ['v8', '8'] }

/** The variant that counts in a comparison; '' for the usual one. */
export const normalizeVariant = ({
  architecture,
  variant = ''
}: Pick<PlatformSpec, 'architecture' | 'variant'>): string => {
  const lower = variant.toLowerCase()
  const isUsual =
    architecture.toLowerCase() === 'i386' ||
    (defaultVariants[normalizeArchitecture(architecture)]?.includes(lower) ?? false)
  return isUsual ? '' : lower
}

/** Fits every host when it is missing, and none when it cannot be read (platform_windows_compat.go). */
const matchesVersion = (hostBuild: number, osVersion: string, oldest: OldestBuild): boolean => {
  if (osVersion === '') return true
  const [, major, minor, third] = /^(\d+)\.(\d+)\.(\d+)(?:\.|$)/.exec(osVersion) ?? []
  const build = Number(third)
  if (Number(major) !== 10 || Number(minor) !== 0) return false
  if (hostBuild < firstStableBuild) return build === hostBuild
  return oldest(hostBuild) <= build && build <= hostBuild
}

/** The host's architecture and those that stand in for it, the best first. */
const architecturesOf = ({ architecture }: HostPlatform, { allows386 }: MatchRules): readonly string[] =>
  allows386 && architecture === 'amd64' ? ['amd64', '386'] : [architecture]

/** 0: the host's own architecture; 1: one that stands in for it; -1: another one. */
export const architectureRank = (target: HostPlatform, platform: PlatformSpec, rules: MatchRules): number =>
  normalizeVariant(platform) === ''
    ? architecturesOf(target, rules).indexOf(normalizeArchitecture(platform.architecture))
    : -1

/** A feature that is listed twice is compared twice, and not found the second time. */
const hasFeatures = ({ osFeatures = [] }: PlatformSpec): boolean =>
  osFeatures.length === 0 || (osFeatures.length === 1 && osFeatures[0] === 'win32k')

/** Whether a host takes an image of that platform (containerd/platforms, NewMatcher). */
export const matchesPlatform = (target: HostPlatform, platform: PlatformSpec, rules: MatchRules): boolean =>
  platform.os.toLowerCase() === 'windows' &&
  architectureRank(target, platform, rules) >= 0 &&
  matchesVersion(target.build, platform.osVersion ?? '', rules.oldestBuild) &&
  (!rules.checksFeatures || hasFeatures(platform))
