import type { Host } from '../../src/windows/hosts.js'
import type { Candidate } from '../../src/windows/pull.js'

/** Speaks against an image on a host, whatever else the list holds. */
type Objection = (image: Candidate, host: Host) => boolean

/** Says that a host would rather have the one image than the other. */
type Preference = (one: Candidate, other: Candidate, host: Host) => boolean

/** What an engine refuses, and what it prefers among the rest: a later preference counts where those before are silent. */
type Rules = { readonly never: readonly Objection[]; readonly rather: readonly Preference[] }

// --- what an os.version says -------------------------------------------------------------------------------------

const isNumber = (text: string): boolean => text !== '' && Array.from(text).every(sign => sign >= '0' && sign <= '9')

/** Major, minor and build; zeros where the first three parts are not all there, or not all numbers. */
const readVersion = ({ osVersion = '' }: Candidate): readonly [number, number, number] => {
  const [major = '', minor = '', build = ''] = osVersion.split('.')
  return isNumber(major) && isNumber(minor) && isNumber(build)
    ? [Number(major), Number(minor), Number(build)]
    : [0, 0, 0]
}

/** What strconv.Atoi reads; undefined where it fails, also for what does not fit 64 bits. */
const readSigned = (text: string): number | undefined => {
  const unsigned = text.startsWith('-') || text.startsWith('+') ? text.slice(1) : text
  return isNumber(unsigned) && Math.abs(Number(text)) < 2 ** 63 ? Number(text) : undefined
}

/** The fourth part; what cannot be read counts as zero. */
const revisionOf = ({ osVersion = '' }: Candidate): number => readSigned(osVersion.split('.')[3] ?? '') ?? 0

// --- what speaks against an image --------------------------------------------------------------------------------

const forAnotherSystem: Objection = image => image.os.toLowerCase() !== 'windows'

const forAnyBut =
  (...architectures: readonly string[]): Objection =>
  image =>
    !architectures.includes(image.architecture)

const forAnotherArchitecture: Objection = (image, host) => image.architecture !== host.architecture

const beyondTheArchitecture: Objection = (image, host) =>
  !(host.architecture === 'amd64' ? ['amd64', '386'] : ['arm64', 'arm']).includes(image.architecture)

/** dockerd looks at the third part alone; what it cannot read is old enough. */
const newerThanTheHost: Objection = (image, host) => {
  const [, , build] = image.osVersion?.split('.') ?? []
  return build !== undefined && (readSigned(build) ?? 0) > host.build
}

/** No os.version fits every host; one that cannot be read fits none. */
const outsideTheStableAbi =
  (oldest: (host: Host) => number): Objection =>
  (image, host) => {
    if (image.osVersion === undefined) return false
    const [major, minor, build] = readVersion(image)
    const within = host.build < 20_348 ? build === host.build : build >= oldest(host) && build <= host.build
    return major !== 10 || minor !== 0 || !within
  }

const always2022 = (): number => 20_348
/** Hosts past the newest LTSC lost the one before it. */
const the2025OnceTheHostIsPastIt = (host: Host): number => (host.build > 26_100 ? 26_100 : 20_348)

const ofAnotherBuild: Objection = (image, host) =>
  image.osVersion !== undefined && !image.osVersion.startsWith(`10.0.${host.build}`)

const withFeaturesThatNoHostHas: Objection = image => (image.osFeatures ?? []).some(feature => feature !== 'win32k')

// --- what is preferred -------------------------------------------------------------------------------------------

const theOwnBuild: Preference = (one, other, host) => {
  const own = (image: Candidate): boolean => image.osVersion?.startsWith(`10.0.${host.build}.`) ?? false
  return own(one) && !own(other)
}

/** The 32-bit relative of an architecture only stands in for it. */
const theOwnArchitecture =
  (own: (host: Host) => string): Preference =>
  (one, other, host) =>
    one.architecture === own(host) && other.architecture !== own(host)

const moreFeatures: Preference = (one, other) => (one.osFeatures?.length ?? 0) > (other.osFeatures?.length ?? 0)

const theGreaterText: Preference = (one, other) => (one.osVersion ?? '') > (other.osVersion ?? '')

const theHigherRevision: Preference = (one, other) => revisionOf(one) > revisionOf(other)

// --- the engines -------------------------------------------------------------------------------------------------

/** What each engine does, by its name. dockerd is an amd64 program, on Arm too. */
export const pullRules: Readonly<Record<string, Rules>> = {
  Docker: {
    never: [forAnotherSystem, forAnyBut('amd64'), newerThanTheHost],
    rather: [theOwnBuild]
  },
  'Docker (containerd store)': {
    never: [
      forAnotherSystem,
      forAnyBut('amd64', '386'),
      outsideTheStableAbi(the2025OnceTheHostIsPastIt),
      withFeaturesThatNoHostHas
    ],
    rather: [theOwnArchitecture(() => 'amd64'), moreFeatures]
  },
  'containerd 1.6': {
    never: [forAnotherSystem, forAnotherArchitecture, ofAnotherBuild],
    rather: [theHigherRevision]
  },
  'containerd 1.7, 2.0': {
    never: [forAnotherSystem, beyondTheArchitecture, outsideTheStableAbi(always2022)],
    rather: [theOwnArchitecture(host => host.architecture)]
  },
  'containerd 2.2': {
    never: [forAnotherSystem, forAnotherArchitecture, outsideTheStableAbi(the2025OnceTheHostIsPastIt)],
    rather: [theGreaterText]
  },
  'containerd 2.3': {
    never: [
      forAnotherSystem,
      forAnotherArchitecture,
      outsideTheStableAbi(the2025OnceTheHostIsPastIt),
      withFeaturesThatNoHostHas
    ],
    rather: [theGreaterText]
  },
  'containerd 2.4': {
    never: [forAnotherSystem, forAnotherArchitecture, outsideTheStableAbi(always2022), withFeaturesThatNoHostHas],
    rather: [theGreaterText]
  }
}

/**
 * The position of the image that an engine takes: the first one against which nothing speaks, and to which the host
 * prefers no other such one. Undefined where something speaks against each.
 */
export const expectedPick = (engine: string, host: Host, list: readonly Candidate[]): number | undefined => {
  const rules = pullRules[engine]
  if (rules === undefined) throw new Error(`there are no rules for ${engine}`)
  const fits = (image: Candidate): boolean => !rules.never.some(objects => objects(image, host))
  const better = (one: Candidate, other: Candidate): boolean => {
    const decisive = rules.rather.find(prefers => prefers(one, other, host) || prefers(other, one, host))
    return decisive?.(one, other, host) ?? false
  }
  const at = list.findIndex(image => fits(image) && !list.some(other => fits(other) && better(other, image)))
  return at < 0 ? undefined : at
}
