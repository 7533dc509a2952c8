import type { Host } from '../../src/windows/hosts.js'
import {
  normalizeArchitecture,
  normalizeVariant,
  oldestBuild,
  type PlatformSpec
} from '../../src/windows/platform-match.js'
import { pickGreatestOsVersion, withIndex, type PickImages } from '../../src/windows/pull.js'

// Engines that hardly anybody runs any more: what they take is recorded, and these rules explain it.

type Fits = (host: Host, platform: PlatformSpec) => boolean

const ownArchitecture: Fits = ({ architecture }, platform) =>
  normalizeArchitecture(platform.architecture) === architecture && normalizeVariant(platform) === ''

/** 32-bit images for a host of 64 bits. */
const relatedArchitecture: Fits = ({ architecture }, platform) =>
  architecture === 'amd64'
    ? normalizeArchitecture(platform.architecture) === '386' && normalizeVariant(platform) === ''
    : /^(?:arm|armhf|armel)$/.test(platform.architecture)

/** Before containerd 1.6.23 and 1.7.6 no build but the host's own fits. */
const ownBuild: Fits = ({ build }, { osVersion = '' }) => osVersion.startsWith(`10.0.${build}`)

const ownBuildOrNone: Fits = (host, platform) => (platform.osVersion ?? '') === '' || ownBuild(host, platform)

/** What is not a number counts as 0. */
const revisionOf = ({ osVersion = '' }: PlatformSpec): number => {
  const revision = Number(/^(?:[^.]*\.){3}([+-]?\d+)(?:\.|$)/.exec(osVersion)?.[1] ?? 0)
  return Number.isSafeInteger(revision) ? revision : 0
}

const highestRevision =
  (fits: Fits): PickImages =>
  (host, list) =>
    withIndex(list)
      .filter(({ platform }) => ownArchitecture(host, platform) && fits(host, platform))
      .sort((a, b) => revisionOf(b.platform) - revisionOf(a.platform))
      .map(({ index }) => index)

/** Up to 1.6.17 containerd takes Linux images too, if they have a version of Windows. */
const until1617: Fits = (host, platform) =>
  ['windows', 'linux'].includes(platform.os.toLowerCase()) && ownBuild(host, platform)

/** From 1.6.18 on it knows the os in lower case only. */
const from1618: Fits = (host, platform) => platform.os === 'windows' && ownBuildOrNone(host, platform)

const first: PickImages = (host, list) => {
  const fitting = withIndex(list).filter(
    ({ platform }) => platform.os.toLowerCase() === 'windows' && ownBuildOrNone(host, platform)
  )
  return [ownArchitecture, relatedArchitecture].flatMap(fits =>
    fitting.filter(({ platform }) => fits(host, platform)).map(({ index }) => index)
  )
}

/** containerd/platforms v1.0.0-rc.3, which no release of containerd has, lets no image ask for `win32k`. */
const withoutFeatures: PickImages = (host, list) =>
  pickGreatestOsVersion({ oldestBuild: oldestBuild.rc2ToRc4, allows386: false, checksFeatures: true })(
    host,
    list.map(({ platform = { os: '', architecture: '' } }) => ({
      platform: { ...platform, osFeatures: (platform.osFeatures ?? []).map(feature => `no ${feature}`) }
    }))
  )

/** By the names that the recording gives them. */
export const olderEngines: Readonly<Record<string, PickImages>> = {
  'cri-1.6.0-1.6.17': highestRevision(until1617),
  'cri-1.6.18-1.6.22': highestRevision(from1618),
  'cri-1.7.0-1.7.5': first,
  'rc3-local': withoutFeatures
}
