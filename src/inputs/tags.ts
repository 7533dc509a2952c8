import { defined } from '../common/defined.js'
import {
  formatRepository,
  isTag,
  parseReference,
  repositoryOf,
  sameRepository,
  type Repository
} from '../oci/reference.js'
import { beginsAsFollowed, isFloatingTag } from '../oci/tag-guard.js'
import { isPrerelease, looksLikeVersion, parseVersion, readTagVersion } from '../oci/version.js'
import { InputError, parseInput } from './errors.js'
import { fillPlaceholders, hasPlaceholder, shortSha, type PlaceholderSources } from './placeholders.js'

/** What `tags` came to. */
export type Tags = {
  /** the tags, without doubles, in the order given; never empty */
  readonly tags: readonly [string, ...string[]]
  /** the repositories of tags that were given as full references; empty when they were bare */
  readonly repositories: readonly Repository[]
  /** the version that the tags stand for, as written, without its variant; absent where none of them is a version */
  readonly version?: string
  /** what placeholders are filled from */
  readonly placeholders: PlaceholderSources
  /** what was dropped or changed, and why */
  readonly notices: readonly string[]
}

/** The run that the tags are made in. */
export type TagContext = Omit<PlaceholderSources, 'subject' | 'noVersion'> & {
  /** the git tag that started the run */
  readonly gitTag?: string
  /** the input `version` where it is given; in `rebase` else the version of the source */
  readonly version?: string
  /** the image whose version counts in place of that of the run */
  readonly source?: string
}

/** What limits the tags besides the run. */
export type TagRules = {
  /** characters that a leg's suffix adds at most */
  readonly longestSuffix: number
  /** nothing is pushed: legs get a name in any run */
  readonly isDry?: boolean
}

/** A full reference as docker/metadata-action prints it; a bare tag cannot hold a colon. */
const isReference = (value: string): boolean => value.includes(':')

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
    return [gitTag ?? `sha-${shortSha(sha)}`]
  }
  const rule = items.find(item => item.startsWith('type='))
  if (rule === undefined) return items
  throw new InputError(
    'tags',
    `'${rule}' is a rule of docker/metadata-action`,
    'give the output of that action: tags: ${{ steps.meta.outputs.tags }}'
  )
}

/** Makes a tag of an item whose placeholders are filled. */
const tagOf = (item: string, text: string): string => {
  const tag = sanitise(text)
  if (!isTag(tag) && tag.length <= maxLength)
    throw new InputError('tags', `nothing in '${item}' can be part of a tag`, "use letters, digits, '_', '.' and '-'")
  if (hasPlaceholder(item, 'branch') && (!isFloatingTag(tag) || beginsAsFollowed(tag))) {
    throw new InputError(
      'tags',
      `the branch makes '${tag}' of '${item}', which users would take for a version or its newest image`,
      'write something before {{branch}}, like branch-{{branch}}, or rename the branch'
    )
  }
  return tag
}

/** Why there is no version. */
const describeRun = ({ branch, source }: TagContext): string => {
  if (source !== undefined) return `${source} has no version label`
  return branch === undefined
    ? 'the run was not started by a version tag'
    : `the run was started by branch '${branch}' and not by a version tag`
}

const unfilledRemedy = (item: string, { subject, branch }: PlaceholderSources, { source }: TagContext): string => {
  const always = "put a tag first that every run has, like 'sha-{{sha}}' or 'edge'"
  if (branch === undefined && hasPlaceholder(item, 'branch')) return always
  if (isPrerelease(subject)) return "put a tag first that pre-releases have too, like '{{raw}}' or '{{version}}'"
  if (subject !== undefined || source !== undefined) return "set 'version', or put a tag without a version first"
  return `start the run from a version tag, or ${always}`
}

const unfilled = (item: string, missing: string, remedy: string): InputError =>
  new InputError(
    'tags',
    `the first tag '${item}' names the images of the releases, and cannot be filled: ${missing}`,
    remedy
  )

/** The result of one item: a tag, and the text that it was made of, or why it was dropped. */
type ResolvedItem = { readonly tag: string; readonly text: string; readonly item: string } | { readonly notice: string }

/** The tag that names the legs, which cannot be dropped. In a dry run any name will do. */
const firstTag = (
  item: string,
  sources: PlaceholderSources,
  context: TagContext,
  isDry: boolean
): readonly ResolvedItem[] => {
  if (hasPlaceholder(item, 'date'))
    throw new InputError(
      'tags',
      `the first tag '${item}' has {{date}}, and the jobs of one run can fall on two days`,
      "put another tag first, like 'sha-{{sha}}' or 'nightly'"
    )
  const filled = fillPlaceholders('tags', item, sources)
  if ('text' in filled) return [{ tag: tagOf(item, filled.text), text: filled.text, item }]
  if (!isDry || context.sha === '') throw unfilled(item, filled.missing, unfilledRemedy(item, sources, context))
  const tag = `sha-${shortSha(context.sha)}`
  const notice = `The images of this dry run are named ${tag}: the first tag '${item}' cannot be filled, because ${filled.missing}.`
  return [{ tag, text: tag, item: tag }, { notice }]
}

const furtherTag = (item: string, sources: PlaceholderSources): ResolvedItem => {
  const filled = fillPlaceholders('tags', item, sources)
  return 'text' in filled
    ? { tag: tagOf(item, filled.text), text: filled.text, item }
    : { notice: `The tag '${item}' is left out: ${filled.missing}.` }
}

/** What a run does without that has no version, although something in it looks like one. */
const versionNotice = (given: string | undefined, found: readonly (string | undefined)[]): readonly string[] => {
  const rest =
    '{{version}}, {{major}}, {{minor}} and {{patch}} are not filled, and only latest, N and N.M that hold a known version are kept'
  if (given !== undefined)
    return [
      `The input 'version' is '${given}', not MAJOR.MINOR.PATCH as by semver.org: ${rest}. Write all three numbers, like 1.2.3.`
    ]
  const written = found.find(value => value !== undefined && looksLikeVersion(value))
  if (written === undefined) return []
  return [
    `'${written}' is not a version by semver.org (MAJOR.MINOR.PATCH): the images get no version label and no build argument for it, ${rest}. Set 'version' to have all of that, like 1.2.3.`
  ]
}

/**
 * Turns the items of `tags` into tags: fills the placeholders, makes every tag legal, and drops, with a notice, further
 * tags that this run cannot fill.
 *
 * @throws InputError when an item cannot become a tag, or when the first one cannot be filled
 */
export const resolveTags = (items: readonly string[], context: TagContext, rules: TagRules): Tags => {
  const requested = requestedTags(items, context)
  const split = requested.some(isReference) ? splitReferences(requested) : { repositories: [], tags: requested }
  const { gitTag, version: given, sha, date, branch } = context
  const known = [given, gitTag]
  const literal = split.tags.flatMap(tag => readTagVersion(tag, known)?.version ?? [])[0]
  const subject = given ?? literal ?? gitTag
  const sources = { sha, date, noVersion: describeRun(context), ...defined({ branch, subject }) }
  const outcomes = split.tags.flatMap((item, index) =>
    index === 0 ? firstTag(item, sources, context, rules.isDry === true) : [furtherTag(item, sources)]
  )
  const kept = outcomes.flatMap(outcome => ('tag' in outcome ? [outcome] : []))
  const [first = '', ...rest] = new Set(kept.map(({ tag }) => tag))
  checkLength(first, rules.longestSuffix)
  for (const tag of rest) checkLength(tag, 0)
  // What a pattern adds to the version only looks like a pre-release.
  const ofTags = kept.flatMap(
    ({ text, item }) => readTagVersion(text, text === item ? known : [...known, subject])?.version ?? []
  )[0]
  const version = given ?? ofTags ?? (parseVersion(subject) === null ? undefined : subject)
  const notices = [
    ...outcomes.flatMap(outcome => ('notice' in outcome ? [outcome.notice] : [])),
    ...(parseVersion(version) === null ? versionNotice(given, [gitTag, split.tags[0]]) : [])
  ]
  return {
    tags: [first, ...rest],
    repositories: split.repositories,
    placeholders: sources,
    notices,
    ...defined({ version })
  }
}
