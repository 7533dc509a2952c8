import { defined } from '../common/defined.js'
import { RefusedError } from '../common/refused-error.js'
import { uniqueBy } from '../common/unique.js'
import type { UserErrorParts } from '../common/user-error.js'
import { compareOsVersions, parseOsVersion, type OsVersion } from '../windows/os-version.js'
import { normalizeArchitecture, normalizeVariant } from '../windows/platform-match.js'
import { releaseOfImage, type Release, type WindowsRelease } from '../windows/releases.js'
import { shortDigest } from './digest.js'
import { platformJson } from './document.js'
import type { Descriptor, Platform } from './types.js'

/** One image of a list. */
export type Entry = {
  /** media type, digest and size; `platform` has the rest */
  readonly descriptor: Descriptor
  readonly platform: Platform
  /** where it was read from, for messages */
  readonly reference: string
  /** the release that it was looked up for */
  readonly release?: Release
  /** what a host downloads to run it */
  readonly layers?: readonly Pick<Descriptor, 'digest' | 'size'>[]
  /** `org.opencontainers.image.revision` of the image */
  readonly revision?: string
  /** `org.opencontainers.image.version` of the image */
  readonly version?: string
  /** the labels by which the image names its base */
  readonly base?: Readonly<Record<string, string>>
  /** how the list that it was found in describes it */
  readonly listed?: Descriptor
  /** the platform that lists around it, or the user, give it */
  readonly claimed?: Partial<Platform>
  /** digest of the list within the list that names it */
  readonly within?: string
}

export type ListRules = {
  /** accept Windows images without os.version, which match every Windows host */
  readonly allowMissingOsVersion: boolean
}

/** The Windows version of an entry; other systems have versions of their own kind, or none. */
export const versionOf = ({ platform }: Pick<Entry, 'platform'>): OsVersion | undefined =>
  platform.os === 'windows' && platform.osVersion !== undefined ? parseOsVersion(platform.osVersion) : undefined

/** The Windows release that an entry is for, by its version; undefined where no release known here has its build. */
export const releaseOf = (entry: Pick<Entry, 'platform'>): WindowsRelease | undefined => {
  const version = versionOf(entry)
  return version === undefined ? undefined : releaseOfImage(version.build, entry.platform.architecture)
}

/** `windows/amd64 10.0.20348.5499`, `linux/arm/v7`. */
export const formatPlatform = ({ os, architecture, variant, osVersion }: Platform): string =>
  `${os}/${architecture}${variant === undefined ? '' : `/${variant}`}${osVersion === undefined ? '' : ` ${osVersion}`}`

/** Whether two platforms are written alike. */
export const samePlatform = (one: Platform, other: Platform): boolean =>
  JSON.stringify(platformJson(one)) === JSON.stringify(platformJson(other))

/**
 * What hosts choose by: of two entries with the same key, hosts only get one, however their platforms are spelt. Of a
 * Windows version the build counts; the revision (UBR) decides nothing for dockerd (moby pull_v2_windows.go).
 */
export const platformKey = (platform: Platform): string => {
  const { architecture, osVersion = '' } = platform
  const os = platform.os.toLowerCase()
  const build = versionOf({ platform: { ...platform, os } })?.build
  return [os, normalizeArchitecture(architecture), normalizeVariant(platform), build ?? osVersion].join('/')
}

/** What the images of a release are for: `windows/amd64 10.0.20348`, `linux/arm/v7`. */
export const formatReleasePlatform = (release: Release): string =>
  release.os === 'windows'
    ? `windows/${release.architecture} 10.0.${release.build}`
    : `linux/${release.architecture}${release.variant === undefined ? '' : `/${release.variant}`}`

const orUnknown = (text: string): string => (text === '' ? 'unknown' : text)

/**
 * Compares the platform that an image has with that of a release.
 *
 * @param mayLack whether the image need not say its architecture and its Windows version
 * @returns both platforms where they differ
 */
export const platformMismatch = (
  { os = '', architecture = '', variant, osVersion }: Partial<Platform>,
  release: Release,
  mayLack = false
): { readonly is: string; readonly wanted: string } | undefined => {
  const build = parseOsVersion(osVersion ?? '')?.build
  const sameArchitecture = architecture === release.architecture || (mayLack && architecture === '')
  const samePart =
    release.os === 'windows'
      ? build === release.build || (mayLack && build === undefined)
      : release.variant === undefined || variant === undefined || variant === release.variant
  if (os === release.os && sameArchitecture && samePart) return undefined
  const platform = { os: orUnknown(os), architecture: orUnknown(architecture), ...defined({ variant, osVersion }) }
  return { is: formatPlatform(platform), wanted: formatReleasePlatform(release) }
}

const releaseMismatch = ({ platform, release, reference }: Entry): UserErrorParts | undefined => {
  const mismatch = release === undefined ? undefined : platformMismatch(platform, release, true)
  if (release === undefined || mismatch === undefined) return undefined
  return {
    what: `${reference} is not an image for ${release.name}`,
    why: `it is ${mismatch.is}, not ${mismatch.wanted}`,
    remedy: 'Take the base by the build argument in its Dockerfile (ARG BASE, FROM …:$BASE), and build that leg again'
  }
}

/** Hosts choose by what the list says, and run what the config says. */
const claimProblem = ({ claimed = {}, platform, reference }: Entry): UserErrorParts | undefined => {
  const { os = platform.os, architecture = platform.architecture } = claimed
  const agrees =
    os.toLowerCase() === platform.os.toLowerCase() &&
    normalizeArchitecture(architecture) === normalizeArchitecture(platform.architecture)
  return agrees
    ? undefined
    : {
        what: `${reference} is listed as ${os}/${architecture}, but its config says ${platform.os}/${platform.architecture}. Hosts would get an image that they cannot run`,
        remedy: 'List it as what it is, or build it again'
      }
}

const versionProblem = (entry: Entry, { allowMissingOsVersion }: ListRules): UserErrorParts | undefined => {
  const { platform, reference } = entry
  if (platform.os !== 'windows') return undefined
  if (platform.osVersion === undefined) {
    return allowMissingOsVersion
      ? undefined
      : {
          what: `${reference} has no os.version, so every Windows host would take it`,
          remedy:
            "Build it with docker build on Windows or a current BuildKit; HostProcess images are listed with 'allow-missing-os-version: true'"
        }
  }
  return versionOf(entry) === undefined
    ? {
        what: `${reference} has the os.version '${platform.osVersion}', which is not a Windows version (10.0.<build>.<revision>)`,
        remedy: 'Build it again'
      }
    : undefined
}

/** Every pair of images of which hosts could only get one. */
export const duplicateProblems = (entries: readonly Entry[]): readonly UserErrorParts[] => {
  const first = new Map<string, Entry>()
  const problems: UserErrorParts[] = []
  for (const entry of entries) {
    const key = platformKey(entry.platform)
    const other = first.get(key)
    if (other === undefined) first.set(key, entry)
    else if (other.descriptor.digest !== entry.descriptor.digest) {
      problems.push({
        what: `${other.reference} (${formatPlatform(other.platform)}) and ${entry.reference} (${formatPlatform(entry.platform)}) are for the same hosts, which could only get one of them`,
        remedy: 'Remove one'
      })
    }
  }
  return problems
}

/** Every reason why an image cannot be listed by itself. */
export const entryProblems = (entry: Entry, rules: ListRules): readonly UserErrorParts[] =>
  [claimProblem(entry), releaseMismatch(entry), versionProblem(entry, rules)].flatMap(problem => problem ?? [])

/** What is wrong with a list of no images. */
export const nothingToList: UserErrorParts = {
  what: 'there is no image to list',
  remedy: "Check 'releases' and 'sources'"
}

/**
 * Checks that the entries make a list in which every host finds its own image.
 *
 * @throws RefusedError with every problem found
 */
export const checkEntries = (entries: readonly Entry[], rules: ListRules): void => {
  if (entries.length === 0) throw new RefusedError([nothingToList])
  const problems = [...entries.flatMap(entry => entryProblems(entry, rules)), ...duplicateProblems(entries)]
  if (problems.length > 0) throw new RefusedError(problems)
}

/** What is allowed but rarely intended. */
export const entryWarnings = (entries: readonly Entry[]): string[] => {
  const windows = entries.filter(({ platform }) => platform.os === 'windows')
  const features = new Set(windows.map(({ platform }) => [...(platform.osFeatures ?? [])].sort().join()))
  const withoutRevision = windows.filter(
    entry => versionOf(entry)?.revision === undefined && entry.platform.osVersion !== undefined
  )
  return [
    ...(features.size > 1
      ? [
          `The Windows entries differ in os.features: Docker 29.6 and later with the containerd store takes the entry with more of them, whatever its version (${windows.map(({ reference }) => reference).join(', ')}).`
        ]
      : []),
    ...withoutRevision.map(
      ({ reference, platform }) =>
        `${reference} has the os.version '${platform.osVersion ?? ''}' without a revision: Docker never prefers such an entry on a host of its build.`
    )
  ]
}

/** What makes two entries of a list one: one image may be listed for several platforms. */
const identityOf = ({ descriptor, platform }: Entry): string =>
  `${descriptor.digest} ${JSON.stringify(platformJson(platform))}`

const rank = ({ platform }: Entry): number => (platform.os !== 'windows' ? 2 : platform.osVersion === undefined ? 1 : 0)

/**
 * Orders entries as hosts need them: Windows first, the newest build first, since dockerd and older containerds take
 * the first entry that fits; Windows without os.version after them, since it fits every host; then the other
 * operating systems as given. An image that is given twice for the same platform stays once.
 */
export const orderEntries = (entries: readonly Entry[]): readonly Entry[] => {
  return [...uniqueBy(entries, identityOf)].sort((a, b) => {
    const [left, right] = [versionOf(a), versionOf(b)]
    if (rank(a) !== rank(b) || left === undefined || right === undefined) return rank(a) - rank(b)
    return compareOsVersions(right, left)
  })
}

/** The versions that the labels of the Windows entries name. Those of Linux images are often of their base. */
export const labelledVersions = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(({ platform, version }) => (platform.os === 'windows' ? (version ?? []) : []))

/** A short name for logs: the reference and the digest that was found under it. */
export const describeEntry = ({ reference, descriptor, platform }: Entry): string =>
  `${formatPlatform(platform)}  ${shortDigest(descriptor.digest)}  ${reference}`
