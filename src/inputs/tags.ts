import semver from 'semver'

import { defined } from '../common/defined.js'
import {
  formatRepository,
  isTag,
  parseReference,
  repositoryOf,
  sameRepository,
  type Repository
} from '../oci/reference.js'
import { InputError, parseInput } from './errors.js'

/** What `tags` came to. */
export type Tags = {
  /** the tags, without doubles, in the order given; never empty */
  readonly tags: readonly [string, ...string[]]
  /** the repositories of tags that were given as full references; empty when they were bare */
  readonly repositories: readonly Repository[]
  /** the version that the tags stand for, as written; absent where none of them is a version */
  readonly version?: string
  /** what placeholders are filled from: a version, or the git tag */
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

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g

/** `v2.7.0`, `2.7.0-rc.1`, `2.7.0+build`; not `2.7`, which is not a version by semver.org. */
const parseVersion = (value: string): semver.SemVer | null => semver.parse(value)

const isPrerelease = (value: string): boolean => (parseVersion(value)?.prerelease.length ?? 0) > 0

/**
 * Whether both are the same version, however they are written. What a template adds only looks like a pre-release:
 * `{{raw}}-windowsservercore`.
 */
const isSameVersion = (value: string, other: string | undefined): boolean => {
  const version = parseVersion(value)
  return version !== null && version.version === parseVersion(other ?? '')?.version
}

/** A full reference as docker/metadata-action prints it; a bare tag cannot hold a colon. */
const isReference = (value: string): boolean => value.includes(':')

/** The values of the placeholders; undefined where the subject has no such part. */
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
    return 'there is no version to fill it from: no tag started the run, and none of the tags is a version'
  if (isPrerelease(subject)) return `${subject} is a pre-release`
  return `'${subject}' is not a version (MAJOR.MINOR.PATCH)`
}

/**
 * Fills the placeholders of a string; undefined where the subject lacks a part.
 *
 * @throws InputError for a placeholder that does not exist
 */
export const fillPlaceholders = (input: string, value: string, subject: string | undefined): string | undefined => {
  const values = valuesOf(subject)
  const names = [...value.matchAll(placeholder)].map(match => match[1] ?? '')
  const unknown = names.find(name => !Object.hasOwn(values, name))
  if (unknown !== undefined) {
    const known = Object.keys(values).map(name => `{{${name}}}`)
    throw new InputError(input, `unknown placeholder {{${unknown}}} in '${value}'`, `use one of: ${known.join(', ')}`)
  }
  if (names.some(name => values[name] === undefined)) return undefined
  return value.replace(placeholder, (_, name: string) => values[name] ?? '')
}

/** Makes a legal tag of the value, as docker/metadata-action does. */
const sanitise = (value: string): string => value.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '')

const maxLength = 128

const checkLength = (tag: string, suffix: number): void => {
  if (tag.length + suffix <= maxLength) return
  throw new InputError(
    'tags',
    `'${tag}' is too long: with the suffix it has ${tag.length + suffix} characters, and a tag has at most ${maxLength}`,
    'shorten it'
  )
}

type Tagged = { readonly repository: Repository; readonly tag: string }

const parseTagged = (item: string): Tagged => {
  const remedy = 'give tags without a repository, or full references as docker/metadata-action prints them'
  const reference = parseInput('tags', item, remedy, parseReference)
  const { tag, digest } = reference
  if (tag === undefined || digest !== undefined)
    throw new InputError('tags', `'${item}' is not a reference with a tag`, 'write name:tag')
  return { repository: repositoryOf(reference), tag }
}

type Split = { readonly repositories: readonly Repository[]; readonly tags: readonly string[] }

/** Splits full references into repositories and tags; every repository has to get the same tags. */
const splitReferences = (items: readonly string[]): Split => {
  const seen: { repository: Repository; tags: Set<string> }[] = []
  for (const { repository, tag } of items.map(parseTagged)) {
    const known = seen.find(other => sameRepository(other.repository, repository))
    if (known === undefined) seen.push({ repository, tags: new Set([tag]) })
    else known.tags.add(tag)
  }
  const [first, ...others] = seen
  for (const other of others) {
    if (first !== undefined && [...other.tags].sort().join() !== [...first.tags].sort().join()) {
      throw new InputError(
        'tags',
        `${formatRepository(first.repository)} and ${formatRepository(other.repository)} get different tags`,
        "list every tag for every repository, or give tags without a repository and name the repositories in 'image'"
      )
    }
  }
  return { repositories: seen.map(({ repository }) => repository), tags: [...(first?.tags ?? [])] }
}

/** The items of `tags`, or what stands in for them: the tag or the commit that the run was started from. */
const requestedTags = (items: readonly string[], { gitTag, sha }: TagContext): readonly string[] => {
  if (items.length === 0) {
    if (gitTag === undefined && sha === '')
      throw new InputError('tags', "Input 'tags' is required where a run has neither a tag nor a commit", 'give a tag')
    return [gitTag ?? `sha-${sha.slice(0, 7)}`]
  }
  const rule = items.find(item => item.startsWith('type='))
  if (rule === undefined) return items
  throw new InputError(
    'tags',
    `'${rule}' is a rule of docker/metadata-action`,
    'give the output of that action: tags: ${{ steps.meta.outputs.tags }}'
  )
}

/** What became of one item: a tag, and the version that it stands for, or why it was dropped. */
type Outcome = { readonly tag: string; readonly version?: string } | { readonly notice: string }

const resolveTag = (item: string, subject: string | undefined, version: string | undefined): Outcome => {
  const filled = fillPlaceholders('tags', item, subject)
  if (filled === undefined) return { notice: `The tag '${item}' is left out: ${whyDropped(subject)}.` }
  const tag = sanitise(filled)
  const meant = version ?? subject
  if (tag === 'latest' && meant !== undefined && isPrerelease(meant))
    return { notice: `The tag 'latest' is left out: ${meant} is a pre-release.` }
  if (!isTag(tag) && tag.length <= maxLength)
    throw new InputError('tags', `nothing in '${item}' can be part of a tag`, "use letters, digits, '_', '.' and '-'")
  const isVersion = isSameVersion(filled, filled === item ? item : subject)
  return { tag, ...defined({ version: isVersion ? filled : undefined }) }
}

/**
 * Turns the items of `tags` into tags: fills the placeholders from the version, makes every tag legal, and drops, with a
 * notice, what a pre-release or something that is not a version must not fill.
 *
 * @param longestSuffix characters that a leg's suffix adds at most
 * @throws InputError when an item cannot become a tag, or when none is left
 */
export const resolveTags = (items: readonly string[], context: TagContext, longestSuffix: number): Tags => {
  const requested = requestedTags(items, context)
  const split = requested.some(isReference) ? splitReferences(requested) : { repositories: [], tags: requested }
  const subject = split.tags.find(tag => parseVersion(tag) !== null) ?? context.gitTag
  const outcomes = split.tags.map(item => resolveTag(item, subject, context.version))
  const kept = outcomes.flatMap(outcome => ('tag' in outcome ? [outcome] : []))
  const notices = outcomes.flatMap(outcome => ('notice' in outcome ? [outcome.notice] : []))
  const [first, ...rest] = new Set(kept.map(({ tag }) => tag))
  if (first === undefined)
    throw new InputError('tags', 'no tag is left', `${notices.join(' ')} Add a tag that applies to this run too`)
  checkLength(first, longestSuffix)
  for (const tag of rest) checkLength(tag, 0)
  const subjectVersion = subject !== undefined && parseVersion(subject) !== null ? subject : undefined
  const version = context.version ?? kept.find(one => one.version !== undefined)?.version ?? subjectVersion
  return { tags: [first, ...rest], repositories: split.repositories, notices, ...defined({ subject, version }) }
}
