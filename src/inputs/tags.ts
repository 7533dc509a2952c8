import semver from 'semver'

import {
  formatRepository,
  isTag,
  parseReference,
  repositoryOf,
  sameRepository,
  type Repository
} from '../oci/reference.js'
import { InputError } from './errors.js'

/** What `tags` came to. */
export type Tags = {
  /** the tags, without doubles, in the order given; never empty */
  readonly tags: readonly [string, ...string[]]
  /** the repositories of tags that were given as full references; empty when they were bare */
  readonly repositories: readonly Repository[]
  /** the version that the tags stand for, as written; absent where none of them is a version */
  readonly version?: string
  /** what patterns are filled from: a version, or the git tag */
  readonly subject?: string
  /** what was dropped or changed, and why */
  readonly notices: readonly string[]
}

/** The run that the tags are made in. */
export type TagContext = {
  /** the git tag that started the run */
  readonly gitTag?: string
  /** 40 hex digits */
  readonly sha: string
  /** the input `version`, where given */
  readonly version?: string
}

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g

/** `v2.7.0`, `2.7.0-rc.1`, `2.7.0+build`; not `2.7`, which is no version by semver.org. */
const parseVersion = (text: string): semver.SemVer | null => semver.parse(text)

const isPrerelease = (text: string): boolean => (parseVersion(text)?.prerelease.length ?? 0) > 0

/**
 * Whether both are the same version, however they are written. What a pattern adds looks like a pre-release and is none:
 * `{{raw}}-windowsservercore`.
 */
const isSameVersion = (text: string, other: string | undefined): boolean => {
  const version = parseVersion(text)
  return version !== null && version.version === parseVersion(other ?? '')?.version
}

/** A full reference as docker/metadata-action prints it; a bare tag cannot hold a colon. */
const isReference = (text: string): boolean => text.includes(':')

/** What each pattern stands for; undefined where the subject has no such part. */
const valuesOf = (subject: string | undefined): Readonly<Record<string, string | undefined>> => {
  const version = subject === undefined ? null : parseVersion(subject)
  const release = version !== null && version.prerelease.length === 0
  return {
    raw: subject,
    version: version?.version,
    major: release ? String(version.major) : undefined,
    minor: release ? String(version.minor) : undefined
  }
}

/** The reason why a tag cannot be made from the subject. */
const whyDropped = (subject: string | undefined): string => {
  if (subject === undefined)
    return 'there is no version to fill it from: no tag started the run and none of the tags is one'
  if (isPrerelease(subject)) return `${subject} is a pre-release`
  return `'${subject}' is not a version (MAJOR.MINOR.PATCH)`
}

/**
 * Fills the patterns of a text; undefined where the subject lacks a part.
 *
 * @throws InputError for a pattern that does not exist
 */
export const fillPatterns = (input: string, text: string, subject: string | undefined): string | undefined => {
  const values = valuesOf(subject)
  const names = [...text.matchAll(pattern)].map(match => match[1] ?? '')
  const unknown = names.find(name => !Object.hasOwn(values, name))
  if (unknown !== undefined) {
    const known = Object.keys(values).map(name => `{{${name}}}`)
    throw new InputError(input, `'${text}' holds the unknown pattern {{${unknown}}}`, `known are ${known.join(', ')}`)
  }
  if (names.some(name => values[name] === undefined)) return undefined
  return text.replace(pattern, (_, name: string) => values[name] ?? '')
}

/** Makes a legal tag of the text, as docker/metadata-action does. */
const sanitise = (text: string): string => text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '')

const checkLength = (tag: string, suffix: number): void => {
  if (tag.length + suffix <= 128) return
  throw new InputError(
    'tags',
    `'${tag}' is too long`,
    `a tag and its suffix may have 128 characters, these have ${tag.length + suffix}`
  )
}

/** Splits full references into repositories and tags; every repository has to get the same tags. */
const splitReferences = (items: readonly string[]): { repositories: Repository[]; tags: string[] } => {
  const seen: { repository: Repository; tags: string[] }[] = []
  for (const item of items) {
    let reference
    try {
      reference = parseReference(item)
    } catch (error) {
      throw new InputError(
        'tags',
        (error as Error).message,
        'give bare tags, or full references as docker/metadata-action prints them',
        error
      )
    }
    const { tag } = reference
    if (tag === undefined || reference.digest !== undefined) {
      throw new InputError('tags', `'${item}' is not a reference with a tag`, 'write name:tag')
    }
    const repository = repositoryOf(reference)
    const known = seen.find(other => sameRepository(other.repository, repository))
    if (known === undefined) seen.push({ repository, tags: [tag] })
    else if (!known.tags.includes(tag)) known.tags.push(tag)
  }
  const [first, ...others] = seen
  for (const other of others) {
    if (first !== undefined && [...other.tags].sort().join() !== [...first.tags].sort().join()) {
      throw new InputError(
        'tags',
        `${formatRepository(first.repository)} and ${formatRepository(other.repository)} get different tags`,
        'every image gets the same tags: list each tag for each image, or give bare tags and the input image'
      )
    }
  }
  return { repositories: seen.map(({ repository }) => repository), tags: first?.tags ?? [] }
}

/**
 * Turns the items of `tags` into tags: fills the patterns from the version, makes every tag legal, and drops, with a
 * notice, what a pre-release or something that is no version must not fill.
 *
 * @param longestSuffix characters that a leg's suffix adds at most
 * @throws InputError when an item cannot become a tag, or when none is left
 */
export const resolveTags = (items: readonly string[], context: TagContext, longestSuffix: number): Tags => {
  if (items.length === 0 && context.gitTag === undefined && context.sha === '') {
    throw new InputError('tags', 'it is missing, and there is no commit to make a tag from', 'give a tag')
  }
  const given = items.length > 0 ? items : [context.gitTag ?? `sha-${context.sha.slice(0, 7)}`]
  const metadata = given.find(item => item.startsWith('type='))
  if (metadata !== undefined) {
    throw new InputError(
      'tags',
      `'${metadata}' is a rule of docker/metadata-action`,
      "give that action's output: tags: ${{ steps.meta.outputs.tags }}"
    )
  }
  const full = given.some(isReference)
  const split = full ? splitReferences(given) : { repositories: [], tags: given }

  const literal = split.tags.find(tag => parseVersion(tag) !== null)
  const subject = literal ?? context.gitTag
  const notices: string[] = []
  const tags: string[] = []
  let version = context.version
  for (const item of split.tags) {
    const filled = fillPatterns('tags', item, subject)
    if (filled === undefined) {
      notices.push(`The tag '${item}' is left out: ${whyDropped(subject)}.`)
      continue
    }
    const tag = sanitise(filled)
    const meant = context.version ?? subject
    if (tag === 'latest' && meant !== undefined && isPrerelease(meant)) {
      notices.push(`The tag 'latest' is left out: ${meant} is a pre-release.`)
      continue
    }
    if (!isTag(tag) && tag.length <= 128) {
      throw new InputError('tags', `nothing of '${item}' can stand in a tag`, "use letters, digits, '_', '.' and '-'")
    }
    checkLength(tag, tags.length === 0 ? longestSuffix : 0)
    if (!tags.includes(tag)) tags.push(tag)
    if (isSameVersion(filled, filled === item ? item : subject)) version ??= filled
  }
  const [first, ...rest] = tags
  if (first === undefined) {
    throw new InputError('tags', 'no tag is left', `${notices.join(' ')} Add a tag that holds for this run too`)
  }
  if (subject !== undefined && parseVersion(subject) !== null) version ??= subject
  return {
    tags: [first, ...rest],
    repositories: split.repositories,
    notices,
    ...(subject === undefined ? {} : { subject }),
    ...(version === undefined ? {} : { version })
  }
}
