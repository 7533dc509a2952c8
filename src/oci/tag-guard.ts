import semver from 'semver'

/** Whether a tag may move. A notice says that the versions could not be compared. */
export type TagMove =
  { readonly moves: true; readonly notice?: string } | { readonly moves: false; readonly reason: string }

/** `latest`, `2`, `2.7`, with or without `v`: tags that users follow from version to version. A date is not one. */
const followed = /^(?:latest|v?(\d{1,5})(?:\.(\d+))?)$/

export const isFloatingTag = (tag: string): boolean => followed.test(tag)

/** Whether a version belongs under `N` or `N.M`; everything belongs under `latest`. */
export const matchesFloatingTag = (tag: string, version: string): boolean => {
  const [, major, minor] = followed.exec(tag) ?? []
  const parsed = semver.parse(version)
  if (parsed === null || major === undefined) return true
  return parsed.major === Number(major) && (minor === undefined || parsed.minor === Number(minor))
}

/**
 * Whether a floating tag may move from one version to another: to the same or a higher one. A backport of 2.6 must not
 * take `latest` back from 2.7.
 *
 * @param current version of the image that the tag names now; undefined where it has none
 * @param next version that is published; undefined where it has none
 */
export const checkTagMove = (tag: string, current: string | undefined, next: string | undefined): TagMove => {
  const [from, to] = [semver.parse(current), semver.parse(next)]
  if (from === null || to === null) {
    const unknown = to === null ? 'the new image' : 'the current image'
    return { moves: true, notice: `The tag '${tag}' moves, although the version of ${unknown} is not known.` }
  }
  if (semver.gte(to, from)) return { moves: true }
  return { moves: false, reason: `The tag '${tag}' stays at ${from.raw}: ${to.raw} is lower.` }
}
