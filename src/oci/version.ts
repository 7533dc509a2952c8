import type { SemVer } from 'semver'
import gt from 'semver/functions/gt.js'
import parse from 'semver/functions/parse.js'

/** `v2.7.0`, `2.7.0-rc.1`, `2.7.0+build`; null for `2.7`, which is not a version by semver.org. */
export const parseVersion = (value: string | undefined): SemVer | null => parse(value)

export const isPrerelease = (value: string | undefined): boolean => (parseVersion(value)?.prerelease.length ?? 0) > 0

/** The highest of several versions; undefined where none is a version. Of equal ones it is the first, as written. */
export const highestVersion = (values: readonly (string | undefined)[]): string | undefined =>
  values.reduce<string | undefined>((highest, value) => {
    const [version, other] = [parseVersion(value), parseVersion(highest)]
    if (version === null) return highest
    return other === null || gt(version, other) ? value : highest
  }, undefined)

/** The version that a tag names. */
export type TagVersion = {
  /** as written, without the variant */
  readonly version: string
  /** `windowsservercore` of `2.11.2-windowsservercore` */
  readonly variant?: string
}

const withoutV = (value: string): string => value.replace(/^v/, '')

/**
 * Reads the version of a tag. What follows the version is a variant only where the version without it is known; else it
 * is a pre-release. A tag cannot hold the `+` of build metadata, which stands there as `-`.
 *
 * @param known versions that are known of the run, the most certain one first: the input `version`, the git tag
 * @returns undefined where the tag is not a version
 */
export const readTagVersion = (tag: string, known: readonly (string | undefined)[]): TagVersion | undefined => {
  const legal = tag.replaceAll('+', '-')
  if (parseVersion(tag) === null) return undefined
  const prefix = tag.startsWith('v') ? 'v' : ''
  const versions = known.flatMap(value => (parseVersion(value) === null ? [] : withoutV(value ?? '')))
  for (const version of versions) {
    if (withoutV(legal) === version.replaceAll('+', '-')) return { version: `${prefix}${version}` }
  }
  for (const version of versions) {
    const start = `${version.replaceAll('+', '-')}-`
    if (withoutV(legal).startsWith(start))
      return { version: `${prefix}${version}`, variant: withoutV(legal).slice(start.length) }
  }
  return { version: tag }
}

/** Versions that semver.org does not know: `1.2.3.4`, `v1.2`, `app/v1.2.3`, `app-1.2.3`. */
export const looksLikeVersion = (value: string): boolean =>
  parseVersion(value) === null && /^(?:.*[^\d.])?\d+(?:\.\d+){1,3}(?:[-+].*)?$/.test(value)
