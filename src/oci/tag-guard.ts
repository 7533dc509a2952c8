import type { SemVer } from 'semver'
import gte from 'semver/functions/gte.js'

import { defined } from '../common/defined.js'
import { isPrerelease, parseVersion } from './version.js'

/** What a tag that users follow is for: all versions (`latest`), or those of a major or minor one. */
type Followed = { readonly major?: number; readonly minor?: number; readonly variant?: string }

const latest = /^(?:(.+)-)?latest(?:-(.+))?$/
const numbers = /^v?(\d{1,5})(?:\.(\d+))?(?:-([A-Za-z].*))?$/

const parseNumbers = (tag: string): Followed | undefined => {
  const [, major, minor, variant] = numbers.exec(tag) ?? []
  // A year or a Windows release with a variant is not a major version: 1809-nanoserver.
  if (major === undefined || (minor === undefined && variant !== undefined && major.length > 3)) return undefined
  return { major: Number(major), ...defined({ minor: minor === undefined ? undefined : Number(minor), variant }) }
}

const parseFollowed = (tag: string): Followed | undefined => {
  const [isLatest, before, behind] = latest.exec(tag) ?? []
  return isLatest === undefined ? parseNumbers(tag) : defined({ variant: behind ?? before })
}

/** `latest`, `2`, `2.7`, with or without `v`, and their variants, like `2-nanoserver` and `nanoserver-latest`. */
export const isFollowedTag = (tag: string): boolean => parseFollowed(tag) !== undefined

/** A followed tag by its beginning: `latest-x`, `2-x`. `fix-latest` is none: branches are called so. */
export const beginsAsFollowed = (tag: string): boolean => /^latest(?:-|$)/.test(tag) || parseNumbers(tag) !== undefined

/** A tag that is not itself a full version: what it names is expected to change. */
export const isFloatingTag = (tag: string): boolean => parseVersion(tag) === null

/** Whether a pre-release is for those who follow the tag: `2-rc` is for `v2.8.0-rc.1`. */
const isOwnChannel = ({ variant }: Followed, version: SemVer): boolean =>
  variant !== undefined && [String(version.prerelease[0]), version.prerelease.join('.')].includes(variant)

/**
 * Why a tag cannot stand for a version, whatever it names now; undefined where it can. `other version`: `2.6` for 2.7.0.
 *
 * @param version undefined, or not by semver.org: not known
 */
export const tagMisfit = (tag: string, version: string | undefined): 'pre-release' | 'other version' | undefined => {
  const [followed, parsed] = [parseFollowed(tag), parseVersion(version)]
  if (followed === undefined || parsed === null) return undefined
  const { major = parsed.major, minor = parsed.minor } = followed
  if (major !== parsed.major || minor !== parsed.minor) return 'other version'
  return isPrerelease(version) && !isOwnChannel(followed, parsed) ? 'pre-release' : undefined
}

/** Whether a tag may move. A notice says that the versions could not be compared. */
export type TagMove =
  { readonly moves: true; readonly notice?: string } | { readonly moves: false; readonly reason: string }

const moveOfUnknown = (tag: string, from: SemVer | null, to: SemVer | null): TagMove => {
  const isFollowed = isFollowedTag(tag)
  if (from !== null && isFollowed)
    return { moves: false, reason: `The tag '${tag}' stays at ${from.raw}: the version of the new image is not known.` }
  if (from === null && !isFollowed) return { moves: true }
  const unknown = to === null ? 'the new image' : 'the current image'
  return { moves: true, notice: `The tag '${tag}' moves, although the version of ${unknown} is not known.` }
}

/**
 * Whether a tag may move from one version to another: to the same or a higher one. A backport of 2.6 must not take
 * `latest`, or `stable`, back from 2.7. After a version, those who follow `latest` or `2` get no image of unknown
 * version. The tag of a version itself always moves.
 *
 * @param current version of the image that the tag names now; undefined where it has none
 * @param next version that is published; undefined where it has none
 */
export const checkTagMove = (tag: string, current: string | undefined, next: string | undefined): TagMove => {
  if (!isFloatingTag(tag)) return { moves: true }
  const [from, to] = [parseVersion(current), parseVersion(next)]
  if (from === null || to === null) return moveOfUnknown(tag, from, to)
  if (gte(to, from)) return { moves: true }
  return { moves: false, reason: `The tag '${tag}' stays at ${from.raw}: ${to.raw} is lower.` }
}
