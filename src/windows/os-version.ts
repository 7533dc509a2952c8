import { defined } from '../common/defined.js'

/** A Windows version as images carry it in `os.version`: `10.0.<build>.<UBR>`. */
export type OsVersion = {
  readonly major: number
  readonly minor: number
  readonly build: number
  /** the update build revision (UBR); absent in a version of three parts */
  readonly revision?: number
}

/**
 * Reads `10.0.20348` or `10.0.20348.5499`; undefined for anything else. Windows has been 10.0 since 2015. Engines read
 * other forms, such as numbers with leading zeros, in different ways.
 */
export const parseOsVersion = (value: string): OsVersion | undefined => {
  const match = /^(10)\.(0)\.(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?$/.exec(value)
  if (match === null) return undefined
  const [, major, minor, build, revision] = match
  return {
    major: Number(major),
    minor: Number(minor),
    build: Number(build),
    ...defined({ revision: revision === undefined ? undefined : Number(revision) })
  }
}

/**
 * Orders versions as numbers, the older one first. The revision of Windows Server 2025 has grown from four digits
 * to five: as strings, `10.0.26100.7462` would be newer than `10.0.26100.33296`.
 */
export const compareOsVersions = (a: OsVersion, b: OsVersion): number =>
  a.major - b.major || a.minor - b.minor || a.build - b.build || (a.revision ?? -1) - (b.revision ?? -1)
