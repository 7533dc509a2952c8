import { defined } from '../common/defined.js'
import { asArray, asRecord, asString } from '../common/json.js'
import { hasNoHost } from '../oci/attachments.js'
import type { ReleaseBase } from '../oci/base-reference.js'
import { isDigest, type Digest } from '../oci/digest.js'
import {
  formatReference,
  identifierOf,
  parseReference,
  repositoryOf,
  sameRepository,
  type Reference
} from '../oci/reference.js'
import type { Platform } from '../oci/types.js'
import { readBase, type PlatformRequirement } from '../registry/base.js'
import type { RegistryClient } from '../registry/client.js'
import type { RepositoryClient } from '../registry/repository.js'
import { RegistryError } from '../registry/transport/errors.js'
import { parseOsVersion } from '../windows/os-version.js'
import { withRetries, type RetryOptions } from './retry.js'
import type { Docker } from './docker.js'
import { findImage } from './image.js'

/** The image that a leg is built on. */
export type BuildBase = {
  readonly reference: Reference
  /** what the reference resolves to; undefined: an image that only this engine has */
  readonly digest?: Digest
  readonly platform: Partial<Platform>
  readonly diffIds: readonly Digest[]
  readonly labels: Readonly<Record<string, string>>
  /** what it adds to the builds on it, as instructions */
  readonly onBuild: readonly string[]
  /** RFC 3339 */
  readonly created?: string
}

export type BaseTools = {
  readonly docker: Docker
  readonly registry: RegistryClient
  readonly retry: RetryOptions
}

/** The digest of an image of the engine in the repository that it is named by. */
const digestIn = (repoDigests: readonly string[], reference: Reference): Digest | undefined => {
  if (reference.digest !== undefined) return reference.digest
  const pairs = repoDigests.map(value => value.split('@'))
  const digest = pairs.find(([name = '']) => sameRepository(parseReference(name), reference))?.[1]
  return isDigest(digest) ? digest : undefined
}

/** The engine's own image, which need not be in any registry. */
const localBase = async (docker: Docker, reference: Reference): Promise<BuildBase | undefined> => {
  const image = await findImage(docker, formatReference(reference))
  if (image === undefined) return undefined
  const { platform, diffIds, labels, onBuild, created, repoDigests } = image
  return {
    reference,
    platform,
    diffIds,
    labels,
    onBuild,
    ...defined({ digest: digestIn(repoDigests, reference), created })
  }
}

const remoteBase = async (
  registry: RegistryClient,
  reference: ReleaseBase,
  wanted: PlatformRequirement
): Promise<BuildBase | undefined> => {
  const found = await readBase(registry, reference, wanted)
  if (found === undefined) return undefined
  const { platform, diffIds, labels, created, json } = await found.client.config(found.manifest)
  const onBuild = asArray(asRecord(json.config).OnBuild).flatMap(trigger => asString(trigger) ?? [])
  return {
    reference: found.reference,
    digest: found.digest,
    platform,
    diffIds,
    labels,
    onBuild,
    ...defined({ created })
  }
}

/**
 * Reads the base as the build will: the engine's own image where it has one and need not pull, else the registry's.
 * Where the registry cannot be read from here, docker may reach it in another way (through mirrors): then it pulls the
 * base now.
 *
 * @returns undefined where there is no such image, or none for that platform
 * @throws RegistryError, DockerError where it cannot be read
 */
export const findBase = async (
  reference: ReleaseBase,
  wanted: PlatformRequirement,
  pull: boolean,
  { docker, registry, retry }: BaseTools
): Promise<BuildBase | undefined> => {
  for (const tag of pull ? [] : [reference.tag, ...(reference.aliasTags ?? [])]) {
    const local = await localBase(docker, tag === undefined ? reference : { ...reference, tag })
    if (local !== undefined) return local
  }
  try {
    return await remoteBase(registry, reference, wanted)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    retry.policy.log.info(`${error.message} Docker pulls it instead.`)
    const name = formatReference(reference)
    await withRetries(`pull ${name}`, () => docker.stream(['pull', name]), retry)
    return localBase(docker, reference)
  }
}

/** Why an image cannot be built on. */
export type BaseProblem = 'missing' | 'not for Windows'

/** What is known about an image that a stage starts from. */
export type StageImage = {
  /** undefined: none, as far as can be seen from here */
  readonly problem?: BaseProblem
  /** undefined: not known */
  readonly osVersion?: string
}

/** The platforms that a reference has images for; undefined where it does not exist. */
const readPlatforms = async (
  client: RepositoryClient,
  reference: Reference
): Promise<readonly (Partial<Platform> | undefined)[] | undefined> => {
  const root = await client.get(identifierOf(reference))
  if (root === undefined) return undefined
  if (root.kind === 'manifest') return [(await client.config(root)).platform]
  return root.manifests.flatMap(child => (hasNoHost(child) ? [] : [child.platform]))
}

/**
 * Reads what a Windows engine will find under a reference, as far as can be seen from here: the rest is left to docker.
 *
 * @param build of the release
 */
export const readStageImage = async (
  reference: Reference,
  build: number,
  pull: boolean,
  { docker, registry, retry }: BaseTools
): Promise<StageImage> => {
  try {
    const local = pull ? undefined : await findImage(docker, formatReference(reference))
    const platforms =
      local === undefined
        ? await readPlatforms(registry.open(repositoryOf(reference), 'pull'), reference)
        : [local.platform]
    if (platforms === undefined) return { problem: 'missing' }
    // A list need not name the platforms.
    if (platforms.length > 0 && platforms.every(platform => platform?.os !== undefined && platform.os !== 'windows'))
      return { problem: 'not for Windows' }
    const versions = platforms.map(platform => platform?.osVersion)
    return defined({ osVersion: versions.find(version => parseOsVersion(version ?? '')?.build === build) })
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    retry.policy.log.info(`${error.message} Docker will try it.`)
    return {}
  }
}
