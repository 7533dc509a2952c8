import { formatRepository, parseRepository, sameRepository, type Repository } from '../oci/reference.js'
import type { Login } from '../registry/transport/credentials.js'
import { fillRelease, namesRelease } from '../windows/release-placeholder.js'
import { findRelease, releaseNames, type Release } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError } from './errors.js'
import type { InputReader } from './reader.js'
import { resolveTags } from './tags.js'

/** What every mode that publishes has in common. */
export type PublishInputs = {
  /** where the images are; the first one is read, all are written */
  readonly images: readonly [Repository, ...Repository[]]
  readonly tags: readonly [string, ...string[]]
  /** the version that the tags stand for, as written */
  readonly version?: string
  /** what patterns are filled from: a version, or the git tag */
  readonly subject?: string
  /** the commit that the images come from */
  readonly revision: string
  /** false: a dry run, which does everything but write to a registry */
  readonly push: boolean
  /** the tag of a release's own image */
  readonly legTag: (release: Release) => string
  readonly registry: RegistryInputs
  /** what the user should know of how the inputs were understood */
  readonly notices: readonly string[]
}

/** How registries are reached. */
export type RegistryInputs = {
  /** for the registry of `images`, and for it alone */
  readonly login?: Login
  /** tries in all for what may pass */
  readonly tries: number
  /** hosts (with port) that may speak http or show an untrusted certificate */
  readonly insecure: ReadonlySet<string>
}

/** The input `suffix`: what the tag of a release's own image has behind the first of `tags`. */
export const readSuffix = (read: InputReader): string => read.text('suffix') ?? '-{{release}}'

/** A repository of the input `image`; GitHub owners have upper case, repositories must not. */
export const readImage = (text: string): Repository => {
  try {
    return parseRepository(text.toLowerCase())
  } catch (error) {
    throw new InputError(
      'image',
      (error as Error).message,
      "write a repository without a tag, like 'ghcr.io/org/app'",
      error
    )
  }
}

const unique = (repositories: readonly Repository[]): readonly Repository[] =>
  repositories.filter(
    (repository, index) => repositories.findIndex(other => sameRepository(repository, other)) === index
  )

const chooseImages = (given: readonly Repository[], ofTags: readonly Repository[]): PublishInputs['images'] => {
  const foreign = given.length === 0 ? undefined : ofTags.find(one => !given.some(other => sameRepository(one, other)))
  if (foreign !== undefined) {
    throw new InputError(
      'tags',
      `it names ${formatRepository(foreign)}, which is not in 'image'`,
      "leave 'image' out, or give bare tags"
    )
  }
  const [first, ...others] = unique(given.length > 0 ? given : ofTags)
  if (first === undefined)
    throw new InputError('image', 'it is missing', "write the repository, like 'ghcr.io/org/app'")
  return [first, ...others]
}

/**
 * Reads release names.
 *
 * @throws InputError that lists the known names
 */
export const readReleases = (names: readonly string[]): readonly Release[] => {
  const releases = names.map(name => {
    const release = findRelease(name)
    if (release === undefined)
      throw new InputError('releases', `'${name}' is unknown`, `known are ${releaseNames.join(', ')}`)
    return release
  })
  return [...new Set(releases)]
}

const readHost = (text: string): string => {
  const host = text.toLowerCase()
  if (!URL.canParse(`https://${host}`) || /[/?#@\\]/.test(host)) {
    throw new InputError(
      'insecure-registries',
      `'${text}' is not a host`,
      'write host or host:port, without scheme and path'
    )
  }
  return host
}

/**
 * Reads how registries are reached.
 *
 * @throws InputError that names the input
 */
export const readRegistry = (read: InputReader, context: RunContext, images: readonly Repository[]): RegistryInputs => {
  const password = read.text('password')
  const username = read.text('username') ?? (password === undefined ? undefined : context.actor)
  if (username !== undefined && password === undefined) {
    throw new InputError(
      'username',
      'it is given without a password',
      "give 'password' too, or neither and log in with docker/login-action"
    )
  }
  const registries = [...new Set(images.map(({ registry }) => registry))]
  const [registry = ''] = registries
  if (password !== undefined && registries.length > 1) {
    throw new InputError(
      'password',
      `it would be the login for ${registries.join(' and ')}`,
      'log in to each with docker/login-action before this step'
    )
  }
  return {
    tries: read.count('retries', 5),
    insecure: new Set(read.words('insecure-registries').map(readHost)),
    ...(password === undefined || username === undefined ? {} : { login: { registry, username, password } })
  }
}

/**
 * Reads what every mode that publishes has in common.
 *
 * @throws InputError that names the input
 */
export const readPublishInputs = (read: InputReader, context: RunContext): PublishInputs => {
  const suffix = readSuffix(read)
  if (!namesRelease(suffix)) {
    throw new InputError(
      'suffix',
      `'${suffix}' is the same for every release, so that their images would overwrite each other`,
      "put {{release}} into it, as in '-windowsservercore-{{release}}'"
    )
  }
  const fill = (name: string): string => fillRelease(suffix, name)
  if (/[^A-Za-z0-9._-]/.test(fill(''))) {
    throw new InputError(
      'suffix',
      `'${suffix}' has characters that no tag can have`,
      "use letters, digits, '_', '.' and '-'"
    )
  }
  const version = read.line('version')
  const given = read.words('releases').flatMap(name => findRelease(name)?.name ?? [])
  const longest = Math.max(...(given.length > 0 ? given : releaseNames).map(name => fill(name).length))
  const resolved = resolveTags(
    read.words('tags'),
    { ...context, ...(version === undefined ? {} : { version }) },
    longest
  )
  const leg = releaseNames.map(name => resolved.tags[0] + fill(name)).find(tag => resolved.tags.includes(tag))
  if (leg !== undefined) {
    throw new InputError(
      'tags',
      `'${leg}' is the tag of one release's own image`,
      "leave it out: it is made from the first tag and 'suffix'"
    )
  }
  const images = chooseImages(read.words('image').map(readImage), resolved.repositories)
  return {
    images,
    tags: resolved.tags,
    ...(resolved.version === undefined ? {} : { version: resolved.version }),
    ...(resolved.subject === undefined ? {} : { subject: resolved.subject }),
    revision: read.line('revision') ?? context.sha,
    push: read.flag('push', context.eventName !== 'pull_request'),
    legTag: release => resolved.tags[0] + fill(release.name),
    registry: readRegistry(read, context, images),
    notices: resolved.notices
  }
}
