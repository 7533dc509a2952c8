import { releaseNames, type WindowsRelease } from '../windows/releases.js'
import { parseReference, repositoryOf, type Reference, type Repository } from './reference.js'

/** Where the base of every release is found: a repository, and a tag in which the release can be replaced. */
export type BaseTemplate = Repository & {
  /** without one the release's name is the tag */
  readonly tag?: string
}

const placeholder = /\{\{\s*release\s*\}\}/g
const written = '{{release}}'
const marker = 'release.placeholder'

/**
 * Reads a repository (`mcr.microsoft.com/windows/nanoserver`), a template
 * (`mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-{{release}}`) or the base of one release, which stands for the others.
 *
 * @throws ReferenceError that says what is wrong with the text
 */
export const parseBaseTemplate = (text: string): BaseTemplate => {
  const { registry, path, tag } = parseReference(text.replace(placeholder, marker))
  return { registry, path, ...(tag === undefined ? {} : { tag: tag.replaceAll(marker, written) }) }
}

/** Names of releases and exact versions, where they stand as a part of a tag; the longest name first. */
const releasePart = new RegExp(
  `(?<=^|[-_])(?:${[...releaseNames].sort((a, b) => b.length - a.length).join('|')}|10\\.0\\.\\d+(?:\\.\\d+)?)(?=$|[-_])`,
  'gi'
)

/** The tag for another release: `4.8-windowsservercore-ltsc2022` is `4.8-windowsservercore-ltsc2025` there. */
const replaceRelease = (tag: string, name: string): string => {
  const last = [...tag.matchAll(releasePart)].at(-1)
  return last === undefined ? tag : tag.slice(0, last.index) + name + tag.slice(last.index + last[0].length)
}

/** The base of a release. A tag without a release in it is taken as it is: it may be a list of several. */
export const baseOfRelease = (template: BaseTemplate, { name }: Pick<WindowsRelease, 'name'>): Reference => {
  const { tag } = template
  if (tag === undefined) return { ...repositoryOf(template), tag: name }
  return {
    ...repositoryOf(template),
    tag: tag.includes(written) ? tag.replaceAll(written, name) : replaceRelease(tag, name)
  }
}

/** The kinds of Windows base images; an image of one kind does not run on another. */
export type Family = 'nanoserver' | 'servercore' | 'server' | 'windows'

/**
 * The kind of Windows that a base has, by its name: Microsoft's own repositories, and the names that images built on
 * them follow (`8.0-nanoserver-ltsc2022`, `windowsservercore`). Undefined where the name tells nothing.
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
