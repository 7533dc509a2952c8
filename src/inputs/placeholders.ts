import { isPrerelease, parseVersion } from '../oci/version.js'
import { InputError } from './errors.js'

const names = ['raw', 'version', 'major', 'minor', 'patch', 'sha', 'branch', 'date'] as const

type Name = (typeof names)[number]

/** What placeholders are filled from. */
export type PlaceholderSources = {
  /** a version, or the git tag */
  readonly subject?: string
  /** why there is no subject, where there is none */
  readonly noVersion: string
  /** the commit; '' where there is none */
  readonly sha: string
  /** the branch that started the run */
  readonly branch?: string
  /** UTC, `YYYYMMDD` */
  readonly date: string
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g

const namesIn = (value: string): readonly string[] => [...value.matchAll(placeholder)].map(match => match[1] ?? '')

export const hasPlaceholder = (value: string, name: Name): boolean => namesIn(value).includes(name)

/** `0123456`: as many digits as git shows. */
export const shortSha = (sha: string): string => sha.slice(0, 7)

/** The values of the placeholders; undefined where the run has none. Pre-releases fill no part of a version. */
const valuesOf = ({ subject, sha, branch, date }: PlaceholderSources): Readonly<Record<Name, string | undefined>> => {
  const version = parseVersion(subject)
  const release = isPrerelease(subject) ? null : version
  return {
    raw: subject,
    version: version?.version,
    major: release?.major.toString(),
    minor: release?.minor.toString(),
    patch: release?.patch.toString(),
    sha: sha === '' ? undefined : shortSha(sha),
    branch,
    date
  }
}

const isName = (name: string): name is Name => names.some(known => known === name)

/** What became of a text with placeholders: filled, or why it could not be. */
export type Filled = { readonly text: string } | { readonly missing: string }

const whyMissing = (name: Name, { subject, noVersion }: PlaceholderSources): string => {
  if (name === 'branch') return 'no branch started the run'
  if (name === 'sha') return 'the run has no commit'
  if (subject === undefined) return noVersion
  return isPrerelease(subject) ? `${subject} is a pre-release` : `'${subject}' is not a version (MAJOR.MINOR.PATCH)`
}

/** Fills the placeholders of a string. What else is in braces stays. */
export const fillKnown = (value: string, sources: PlaceholderSources): Filled => {
  const values = valuesOf(sources)
  const missing = namesIn(value)
    .filter(isName)
    .find(name => values[name] === undefined)
  if (missing !== undefined) return { missing: whyMissing(missing, sources) }
  return { text: value.replace(placeholder, (whole, name: string) => (isName(name) ? (values[name] ?? '') : whole)) }
}

/**
 * Fills the placeholders of a string.
 *
 * @throws InputError for a placeholder that does not exist
 */
export const fillPlaceholders = (input: string, value: string, sources: PlaceholderSources): Filled => {
  const unknown = namesIn(value).find(name => !isName(name))
  if (unknown !== undefined) {
    const known = names.map(name => `{{${name}}}`)
    throw new InputError(input, `unknown placeholder {{${unknown}}} in '${value}'`, `use one of: ${known.join(', ')}`)
  }
  return fillKnown(value, sources)
}
