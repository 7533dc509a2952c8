import { defined } from '../common/defined.js'
import {
  fillForRelease,
  releasePlaceholder,
  replacePlaceholders,
  variesByRelease
} from '../windows/release-placeholder.js'
import { findRelease, releaseNames, type WindowsRelease } from '../windows/releases.js'
import { InvalidReferenceError, parseReference, type Reference, type Repository } from './reference.js'

/** Where the base of every release is found: a repository, and a tag in which the release can be replaced. */
export type BaseTemplate = Repository & {
  /** without one the release's name is the tag */
  readonly tag?: string
}

/** Stands for a placeholder while a reference is parsed, which cannot hold braces. */
const mark = (value: string): string =>
  replacePlaceholders(value, placeholder => `${placeholder.slice(2, -2)}.placeholder`)

const unmark = (value: string): string => value.replace(/(release|year)\.placeholder/g, '{{$1}}')

/**
 * Reads a repository (`mcr.microsoft.com/windows/nanoserver`), a template with `{{release}}` or `{{year}}`
 * (`mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-{{release}}`), or the base of one release, which stands for the others.
 *
 * @throws InvalidReferenceError that says what is wrong with the value
 */
export const parseBaseTemplate = (value: string): BaseTemplate => {
  const { registry, path, tag, digest } = parseMarked(value)
  if (digest !== undefined)
    throw new InvalidReferenceError({ what: `'${value}' has a digest, which names the base of a single release` })
  if (unmark(registry) !== registry)
    throw new InvalidReferenceError({ what: `'${value}' has a placeholder in the name of the registry` })
  return { registry, path: unmark(path), ...defined({ tag: tag === undefined ? undefined : unmark(tag) }) }
}

/** Parses a string with marks for its placeholders; an error shows the value as it was given. */
const parseMarked = (value: string): Reference => {
  try {
    return parseReference(mark(value))
  } catch (cause) {
    if (!(cause instanceof InvalidReferenceError)) throw cause
    const { what, why = '' } = cause.parts
    throw new InvalidReferenceError({ what: unmark(what), why: unmark(why), cause })
  }
}

/** Names of releases and exact versions, where they stand as a part of a tag; the longest name first. */
const releasePart = new RegExp(
  `(?<=^|[-_])(?:${[...releaseNames].sort((a, b) => b.length - a.length).join('|')}|10\\.0\\.\\d+(?:\\.\\d+)?)(?=$|[-_])`,
  'gi'
)

/** The base of a release, as it should be called, and other tags that it may have where that one does not exist. */
export type ReleaseBase = Reference & { readonly aliasTags?: readonly string[] }

type Names = Pick<WindowsRelease, 'name' | 'aliases' | 'year'>

/** What makes a tag of the name of a release; undefined where the tag is that release's, or no release's, already. */
const tagFor = (tag: string, release: Names): ((name: string) => string) | undefined => {
  if (variesByRelease(tag)) return name => fillForRelease('base-image', tag, { ...release, name })
  const last = [...tag.matchAll(releasePart)].at(-1)
  const named = last === undefined ? undefined : findRelease(last[0])?.name
  if (last === undefined || (named !== undefined && [release.name, ...release.aliases].includes(named)))
    return undefined
  return name => tag.slice(0, last.index) + name + tag.slice(last.index + last[0].length)
}

/**
 * The base of a release: `4.8-windowsservercore-ltsc2022` becomes `4.8-windowsservercore-ltsc2025` for another one. A tag
 * without a release in it stays unchanged, since it may be a list of several; so does one that has the release under any
 * of its names, since not every repository has all of them: .NET's only have `nanoserver-1809`, and Nano Server has
 * `sac2016` (windows/releases.ts).
 */
export const baseOfRelease = (template: BaseTemplate, release: Names): ReleaseBase => {
  const { registry, tag = variesByRelease(template.path) ? 'latest' : releasePlaceholder } = template
  const repository = { registry, path: fillForRelease('base-image', template.path, release).toLowerCase() }
  const fill = tagFor(tag, release)
  if (fill === undefined) return { ...repository, tag }
  const named = fill(release.name)
  return { ...repository, tag: named, aliasTags: release.aliases.map(fill).filter(alias => alias !== named) }
}

/** A day or an update in a tag: `4.8-20250909-windowsservercore-ltsc2022`, `ltsc2022-KB5036909`. */
const updatePart = /(?:^|[-_])(?:20\d{6}|KB\d{6,8})(?=$|[-_])/gi

/**
 * The base of a release without the update in its tag (KB5036909) first: a tag with one never moves.
 */
export const floatingBase = (template: BaseTemplate, release: Names): ReleaseBase => {
  const base = baseOfRelease(template, release)
  const tag = template.tag?.replace(updatePart, '').replace(/^[-_]/, '') ?? ''
  if (tag === '' || tag === template.tag) return base
  const floating = baseOfRelease({ ...template, tag }, release)
  return { ...floating, aliasTags: [...(floating.aliasTags ?? []), ...(base.tag === undefined ? [] : [base.tag])] }
}

/** The kinds of Windows base images; an image of one kind does not run on another. */
export type Family = 'nanoserver' | 'servercore' | 'server' | 'windows'

/**
 * The kind of Windows that a base has, by its name: Microsoft's own repositories, and the names that images built on
 * them follow (`8.0-nanoserver-ltsc2022`, `windowsservercore`). Undefined where the name does not say.
 */
export const familyOf = ({ path, tag = '' }: Pick<Reference, 'path' | 'tag'>): Family | undefined => {
  const name = `${path}:${tag}`
  if (name.includes('nanoserver')) return 'nanoserver'
  if (name.includes('servercore')) return 'servercore'
  if (/(?:^|\/)windows\/server$/.test(path)) return 'server'
  return /(?:^|\/)windows$/.test(path) ? 'windows' : undefined
}

/** Where Microsoft publishes the bases that most images are built on; asked where an image says nothing of its own. */
export const commonBases: readonly BaseTemplate[] = [
  { registry: 'mcr.microsoft.com', path: 'windows/servercore' },
  { registry: 'mcr.microsoft.com', path: 'windows/nanoserver' }
]
