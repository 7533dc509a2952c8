import { defined } from '../common/defined.js'
import { uniqueBy } from '../common/unique.js'
import { formatRepository, parseRepository, sameRepository, type Repository } from '../oci/reference.js'
import { tagMisfit } from '../oci/tag-guard.js'
import type { Login } from '../registry/transport/credentials.js'
import { fillRelease, namesRelease } from '../windows/release-placeholder.js'
import { findRelease, isSameRelease, nearestRelease, releaseNames, type Release } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError, missingInput, parseInput, unknownValue } from './errors.js'
import type { InputReader } from './reader.js'
import type { PlaceholderSources } from './placeholders.js'
import { resolveTags, type TagContext } from './tags.js'

/** What every mode that publishes has in common. */
export type PublishInputs = {
  /** where the images are; the first one is read, all are written */
  readonly images: readonly [Repository, ...Repository[]]
  readonly tags: readonly [string, ...string[]]
  /** the version that the tags stand for, as written */
  readonly version?: string
  /** what placeholders are filled from */
  readonly placeholders: PlaceholderSources
  /** lets tags go to a lower version, or to one that they are not for */
  readonly allowDowngrade: boolean
  /** the commit that the images come from */
  readonly revision: string
  /** false: a dry run, which does everything but write to a registry */
  readonly push: boolean
  /** the tag of a release's own image */
  readonly legTag: (release: Release) => string
  /** what the tag of a release's own image has behind the first of `tags` */
  readonly suffixOf: (releaseName: string) => string
  readonly registry: RegistryInputs
  /** notices about how the inputs were interpreted */
  readonly notices: readonly string[]
}

/** How registries are reached. */
export type RegistryInputs = {
  /** for the registry of `images`, and for it alone */
  readonly login?: Login
  /** maximum number of attempts for transient failures */
  readonly tries: number
  /** hosts (with port) that may speak http or show an untrusted certificate */
  readonly insecure: ReadonlySet<string>
  /** what the user should know of the login */
  readonly notices: readonly string[]
}

/** The input `suffix`: what the tag of a release's own image has behind the first of `tags`. */
export const readSuffix = (read: InputReader): string => read.string('suffix') ?? '-{{release}}'

/** A repository of the input `image`; GitHub owners have upper case, repositories must not. */
export const readImage = (value: string): Repository =>
  parseInput('image', value.toLowerCase(), "write a repository without a tag, like 'ghcr.io/org/app'", parseRepository)

const chooseImages = (given: readonly Repository[], ofTags: readonly Repository[]): PublishInputs['images'] => {
  const foreign = given.length === 0 ? undefined : ofTags.find(one => !given.some(other => sameRepository(one, other)))
  if (foreign !== undefined) {
    throw new InputError(
      'tags',
      `the repository ${formatRepository(foreign)} is not one of 'image'`,
      "remove 'image', or give tags without a repository"
    )
  }
  const [first, ...others] = uniqueBy(given.length > 0 ? given : ofTags, formatRepository)
  if (first === undefined) throw missingInput('image', "write the repository, like 'ghcr.io/org/app'")
  return [first, ...others]
}

/**
 * Reads the name of a release.
 *
 * @throws InputError that lists the known names
 */
export const readRelease = (input: string, name: string): Release => {
  const release = findRelease(name)
  if (release === undefined)
    throw unknownValue(input, name, releaseNames, { noun: 'release', meant: nearestRelease(name) })
  return release
}

/** @throws InputError where one release has two of its names: it would be done twice */
export const refuseTwoNames = (input: string, releases: readonly Release[]): void => {
  for (const [index, release] of releases.entries()) {
    const other = releases.slice(0, index).find(one => isSameRelease(one, release))
    if (other === undefined) continue
    throw new InputError(input, `${other.name} and ${release.name} are the same release`, 'write one of them')
  }
}

/**
 * Reads release names, without doubles.
 *
 * @throws InputError that lists the known names, and for two names of one release
 */
export const readReleases = (names: readonly string[]): readonly Release[] => {
  const releases = [...new Set(names.map(name => readRelease('releases', name)))]
  refuseTwoNames('releases', releases)
  return releases
}

const readHost = (value: string): string => {
  const host = value.toLowerCase()
  if (!URL.canParse(`https://${host}`) || /[/?#@\\]/.test(host)) {
    throw new InputError(
      'insecure-registries',
      `'${value}' is not a host`,
      'write host or host:port, without a scheme or path'
    )
  }
  return host
}

/**
 * What to say about a user name without a password: runs that a fork or Dependabot started get no secrets, and need none
 * as long as nothing is pushed.
 *
 * @throws InputError where something is pushed
 */
const missingPassword = (pushes: boolean): string => {
  if (!pushes)
    return "Input 'password' is empty, as in runs that a fork or Dependabot started. Nothing is pushed, so 'username' is ignored."
  throw new InputError(
    'username',
    "Input 'username' is given without 'password'",
    'give both, or neither and log in with docker/login-action before this step; runs that a fork or Dependabot started get no secrets'
  )
}

/**
 * Reads how registries are reached.
 *
 * @param pushes whether anything is written to them
 * @throws InputError that names the input
 */
export const readRegistry = (
  read: InputReader,
  context: RunContext,
  images: readonly Repository[],
  pushes: boolean
): RegistryInputs => {
  const [password, username = context.actor] = [read.string('password'), read.string('username')]
  const isIncomplete = password === undefined && read.string('username') !== undefined
  const notices = isIncomplete ? [missingPassword(pushes)] : []
  const registries = [...new Set(images.map(({ registry }) => registry))]
  const [registry = ''] = registries
  if (password !== undefined && registries.length > 1) {
    throw new InputError(
      'password',
      `one login cannot serve ${registries.join(' and ')}`,
      'log in to each with docker/login-action before this step'
    )
  }
  return {
    tries: read.positiveInteger('retries', 5),
    insecure: new Set(read.list('insecure-registries').map(readHost)),
    notices,
    ...defined({
      login: password === undefined ? undefined : { registry, username, password }
    })
  }
}

/** What a release's own tag has behind the first of `tags`. @throws InputError where `suffix` does not make a tag */
const readLegSuffix = (read: InputReader): ((releaseName: string) => string) => {
  const suffix = readSuffix(read)
  if (!namesRelease(suffix)) {
    throw new InputError(
      'suffix',
      `'${suffix}' is the same for every release, so their images would overwrite each other`,
      "put {{release}} into it, as in '-windowsservercore-{{release}}'"
    )
  }
  if (/[^A-Za-z0-9._-]/.test(fillRelease(suffix, ''))) {
    throw new InputError(
      'suffix',
      `'${suffix}' contains characters that a tag cannot have`,
      "use letters, digits, '_', '.' and '-'"
    )
  }
  return releaseName => fillRelease(suffix, releaseName)
}

/** Refuses tags that are those of a single release: the list would overwrite its image. */
const refuseLegTags = (tags: PublishInputs['tags'], suffixOf: (releaseName: string) => string): void => {
  const leg = releaseNames.map(name => tags[0] + suffixOf(name)).find(tag => tags.includes(tag))
  if (leg === undefined) return
  throw new InputError(
    'tags',
    `'${leg}' is the tag of a single release's image`,
    "remove it: it is made from the first tag and 'suffix'"
  )
}

/** The input `push`: by default neither a pull request nor a merge queue publishes anything. */
export const readPush = (read: InputReader, { eventName }: RunContext): boolean =>
  read.boolean('push', !['pull_request', 'merge_group'].includes(eventName))

/** Leaves out further tags that a pre-release must not have. The first one names the legs: the mode refuses it. */
const leaveOutPrerelease = ([first, ...others]: PublishInputs['tags'], version: string | undefined): TagChoice => {
  const isLeftOut = (tag: string): boolean => tagMisfit(tag, version) === 'pre-release'
  const leftOut = others.filter(isLeftOut)
  return {
    tags: [first, ...others.filter(tag => !isLeftOut(tag))],
    notices: leftOut.map(tag => `The tag '${tag}' is left out: ${version ?? ''} is a pre-release.`)
  }
}

type TagChoice = Pick<PublishInputs, 'tags' | 'notices'>

/** What counts for the tags besides the inputs. */
export type TagOptions = Pick<TagContext, 'version' | 'source'> & {
  /** a dry run names its images in any run */
  readonly namesDryRun?: boolean
}

/**
 * Reads what every mode that publishes has in common.
 *
 * @throws InputError that names the input
 */
export const readPublishInputs = (
  read: InputReader,
  context: RunContext,
  { version: ofSource, source, namesDryRun }: TagOptions = {}
): PublishInputs => {
  const suffixOf = readLegSuffix(read)
  const given = read.list('releases').flatMap(name => findRelease(name)?.name ?? [])
  const longestSuffix = Math.max(...(given.length > 0 ? given : releaseNames).map(name => suffixOf(name).length))
  const push = readPush(read, context)
  const resolved = resolveTags(
    read.list('tags'),
    { ...context, ...defined({ version: read.line('version') ?? ofSource, source }) },
    { longestSuffix, isDry: namesDryRun === true && !push }
  )
  const { repositories, version, placeholders } = resolved
  const allowDowngrade = read.boolean('allow-downgrade', false)
  const { tags, notices } = allowDowngrade
    ? { tags: resolved.tags, notices: [] }
    : leaveOutPrerelease(resolved.tags, version)
  refuseLegTags(tags, suffixOf)
  const images = chooseImages(read.list('image').map(readImage), repositories)
  return {
    images,
    tags,
    placeholders,
    ...defined({ version }),
    allowDowngrade,
    revision: read.line('revision') ?? context.sha,
    push,
    legTag: release => tags[0] + suffixOf(release.name),
    suffixOf,
    registry: readRegistry(read, context, images, push),
    notices: [...resolved.notices, ...notices]
  }
}
