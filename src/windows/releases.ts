import { nearest } from '../common/nearest.js'
import { msPerDay } from '../common/time.js'

/** A Windows Server release for which Microsoft publishes, or has published, base images. */
export type WindowsRelease = {
  readonly os: 'windows'
  /** the base tag, which is also the release's name in tags and inputs: as the user gave it, where there are several */
  readonly name: string
  /** its other names */
  readonly aliases: readonly string[]
  /** of the Windows Server that it is; releases between two of them have none */
  readonly year?: number
  readonly build: number
  readonly architecture: 'amd64' | 'arm64'
  /** the base images that Microsoft publishes, or has published, for it: `mcr.microsoft.com/windows/<family>` */
  readonly families: readonly string[]
  /** last day on which the base images get updates, as YYYY-MM-DD */
  readonly endOfSupport: string
  /** the same for families that end earlier */
  readonly earlierEnds?: Readonly<Record<string, string>>
  /** label of the GitHub-hosted runner of the same build */
  readonly runner?: string
}

/** A Linux platform, which has a name wherever releases are listed. */
export type LinuxPlatform = {
  readonly os: 'linux'
  readonly name: string
  readonly architecture: string
  readonly variant?: string
  /** label of the GitHub-hosted runner of that platform */
  readonly runner?: string
}

export type Release = WindowsRelease | LinuxPlatform

const core = ['servercore', 'nanoserver']

const windows = (
  name: string,
  build: number,
  endOfSupport: string,
  more: Partial<Pick<WindowsRelease, 'aliases' | 'year' | 'architecture' | 'families' | 'runner' | 'earlierEnds'>> = {}
): WindowsRelease => ({
  os: 'windows',
  name,
  build,
  endOfSupport,
  aliases: [],
  architecture: 'amd64',
  families: core,
  ...more
})

/** The full Windows stands in the repository `windows` itself. */
const full = [...core, 'windows']

/**
 * Builds: hcsshim osversion/windowsbuilds.go. Families: container-base-images.md; nanoserver:sac2016 is older than the tag
 * ltsc2016. Newest first.
 *
 * Ends of support (the end of security updates for LTSC releases): Microsoft's base-image-lifecycle.md of 2025-07-15. For
 * ltsc2025 that page says 2034-10-10, and that the lifecycle pages take precedence; the one of Windows Server 2025 says
 * 2034-11-14 (learn.microsoft.com/lifecycle/products/windows-server-2025).
 */
export const windowsReleases: readonly WindowsRelease[] = [
  windows('ltsc2025', 26100, '2034-11-14', { year: 2025, runner: 'windows-2025', families: [...core, 'server'] }),
  windows('ltsc2025-arm64', 26100, '2034-11-14', { year: 2025, architecture: 'arm64' }),
  windows('ltsc2022', 20348, '2031-10-14', { year: 2022, runner: 'windows-2022', families: [...core, 'server'] }),
  windows('20H2', 19042, '2022-08-09', { families: full }),
  windows('2004', 19041, '2021-12-14', { families: full }),
  windows('1909', 18363, '2021-05-11', { families: full }),
  windows('1903', 18362, '2020-12-08', { families: full }),
  windows('ltsc2019', 17763, '2029-01-09', { year: 2019, aliases: ['1809'], families: full }),
  windows('1803', 17134, '2019-11-12'),
  windows('1709', 16299, '2019-04-09'),
  windows('ltsc2016', 14393, '2027-01-12', {
    year: 2016,
    aliases: ['sac2016'],
    families: ['servercore'],
    earlierEnds: { nanoserver: '2018-10-09' }
  })
]

/** Days before the end of support in which it is announced. */
const noticeDays = 90

/** Last day on which a release's base images of a family get updates, as YYYY-MM-DD. */
export const endOfSupport = (release: WindowsRelease, family = ''): string =>
  release.earlierEnds?.[family] ?? release.endOfSupport

/** Days left until the end of support; 0 or less after it. */
const daysLeft = (release: WindowsRelease, now: number, family?: string): number =>
  Math.ceil((Date.parse(`${endOfSupport(release, family)}T23:59:59Z`) - now) / msPerDay)

/**
 * Whether a release's base images get no updates any more.
 *
 * @param now milliseconds since 1970
 */
export const hasEnded = (release: WindowsRelease, now: number, family?: string): boolean =>
  daysLeft(release, now, family) < 1

/**
 * What to say about the support of a release's base images; undefined while it has long to go.
 *
 * @param now milliseconds since 1970
 * @param family the kind of base image, where it is known: some kinds end before the others
 */
export const supportNotice = (release: WindowsRelease, now: number, family?: string): string | undefined => {
  const [days, end] = [daysLeft(release, now, family), endOfSupport(release, family)]
  const images = `the base images of ${release.name}${release.earlierEnds?.[family ?? ''] === undefined ? '' : ` (${family ?? ''})`}`
  if (days > noticeDays) return undefined
  return days < 1
    ? `Microsoft has not updated ${images} since ${end}: images of it get no security fixes.`
    : `Microsoft stops updating ${images} on ${end}, in ${days} days.`
}

const linuxPlatforms: readonly LinuxPlatform[] = [
  { os: 'linux', name: 'linux-amd64', architecture: 'amd64', runner: 'ubuntu-24.04' },
  { os: 'linux', name: 'linux-arm64', architecture: 'arm64', runner: 'ubuntu-24.04-arm' },
  { os: 'linux', name: 'linux-arm-v7', architecture: 'arm', variant: 'v7' }
]

/** A release under its other names. A family that ended earlier is why there is another name: `nanoserver:sac2016`. */
const underOtherNames = (release: WindowsRelease): readonly WindowsRelease[] =>
  release.aliases.map(name => ({
    ...release,
    name,
    aliases: [release.name, ...release.aliases.filter(other => other !== name)],
    families: [...release.families, ...Object.keys(release.earlierEnds ?? {})]
  }))

/** Every release and platform under each of its names, under the main ones first. */
export const namedReleases: readonly Release[] = [
  ...windowsReleases,
  ...linuxPlatforms,
  ...windowsReleases.flatMap(underOtherNames)
]

/** Every name under which a release or platform is known, the main ones first. */
export const releaseNames: readonly string[] = namedReleases.map(({ name }) => name)

/** The release of that name, which it keeps; case does not count (`20h2`). */
export const findRelease = (value: string): Release | undefined => {
  const wanted = value.toLowerCase()
  return namedReleases.find(({ name }) => name.toLowerCase() === wanted)
}

/** Whether both are one release, whatever its name. */
export const isSameRelease = (a: Release, b: Release): boolean =>
  a.name === b.name || (a.os === 'windows' && a.aliases.includes(b.name))

/** The release that an unknown name may mean: `windows-2022`, `2022`, `ltsc22`, `linux/amd64`, or one that is misspelt. */
export const nearestRelease = (value: string): string | undefined => {
  const written = value.toLowerCase().replaceAll('/', '-')
  const year = /(?<!\d)(?:20)?(16|19|22|25)$/.exec(written)?.[1]
  if (findRelease(written) !== undefined) return written
  return year === undefined ? nearest(written, releaseNames) : `ltsc20${year}`
}

/** The release that a host's build number stands for, or is nearest to. */
export type HostRelease = {
  readonly release: WindowsRelease
  /** `newer`: beyond the table, taken as the newest LTSC; `client`: a build that never had a base image */
  readonly match: 'exact' | 'client' | 'newer'
}

/** First build of a Windows that the table cannot know: the insider builds of the next Server begin here. */
const beyondTable = 26_491

/** Windows 11 26H1, a client; 26H2 is the build 26300 below them. */
const windows11Of26H1 = 28_000

/**
 * The release whose images run on a host of that build without Hyper-V, else the nearest older one.
 * Windows 11 and the annual channel run ltsc2022 or ltsc2025 images (version-compatibility.md).
 */
export const releaseOfHost = (build: number, architecture = 'amd64'): HostRelease | undefined => {
  const candidates = windowsReleases.filter(release => release.architecture === architecture)
  const exact = candidates.find(release => release.build === build)
  if (exact !== undefined) return { release: exact, match: 'exact' }
  const older = candidates.find(release => release.build < build && release.name.startsWith('ltsc'))
  if (older === undefined) return undefined
  return { release: older, match: build >= beyondTable && build !== windows11Of26H1 ? 'newer' : 'client' }
}

/** The release that an image of that build and architecture belongs to. */
export const releaseOfImage = (build: number, architecture: string): WindowsRelease | undefined =>
  windowsReleases.find(release => release.build === build && release.architecture === architecture)
