import type { ReleaseBase } from '../oci/base-reference.js'
import { isDigest, type Digest } from '../oci/digest.js'
import { formatReference, parseReference, repositoryOf, sameRepository, type Reference } from '../oci/reference.js'
import type { Platform } from '../oci/types.js'
import { readBase, type BaseFor } from '../registry/base.js'
import type { RegistryClient } from '../registry/client.js'
import { RegistryError } from '../registry/transport/errors.js'
import { compareOsVersions, parseOsVersion } from '../windows/os-version.js'
import { persistently, type Attempts } from './attempts.js'
import type { Docker } from './docker.js'
import { findImage, type LocalImage } from './image.js'

/** What an image is built on. */
export type Base = {
  readonly reference: Reference
  /** what the reference stands for; undefined: an image that only this engine has */
  readonly digest?: Digest
  readonly platform: Partial<Platform>
  readonly diffIds: readonly Digest[]
  readonly labels: Readonly<Record<string, string>>
  /** RFC 3339 */
  readonly created?: string
}

export type BaseTools = {
  readonly docker: Docker
  readonly registry: RegistryClient
  readonly attempts: Attempts
}

const digestIn = (repoDigests: readonly string[], reference: Reference): Digest | undefined => {
  if (reference.digest !== undefined) return reference.digest
  const own = repoDigests.find(text => {
    const [name = ''] = text.split('@')
    return sameRepository(repositoryOf(parseReference(name)), repositoryOf(reference))
  })
  const digest = own?.split('@')[1]
  return isDigest(digest) ? digest : undefined
}

const fromEngine = (image: LocalImage, reference: Reference): Base => {
  const digest = digestIn(image.repoDigests, reference)
  return {
    reference,
    ...(digest === undefined ? {} : { digest }),
    platform: image.platform,
    diffIds: image.diffIds,
    labels: image.labels,
    ...(image.created === undefined ? {} : { created: image.created })
  }
}

/** Images that this engine has, which no registry need have. */
const localBase = async (docker: Docker, reference: Reference): Promise<Base | undefined> => {
  const image = await findImage(docker, formatReference(reference))
  return image === undefined ? undefined : fromEngine(image, reference)
}

/**
 * Looks at the base as the build will: the engine's own image where it has one and is not told to pull, else the
 * registry's. Where the registry cannot be read from here, docker may have another way to it (mirrors of its own): then
 * the base is pulled now.
 *
 * @returns undefined where there is no such image, or none for that platform
 * @throws RegistryError, DockerError where it cannot be had
 */
export const findBase = async (
  reference: ReleaseBase,
  wanted: BaseFor,
  pull: boolean,
  { docker, registry, attempts }: BaseTools
): Promise<Base | undefined> => {
  const local = pull ? undefined : await localBase(docker, reference)
  if (local !== undefined) return local
  try {
    const found = await readBase(registry, reference, wanted)
    if (found === undefined) return undefined
    const { platform, diffIds, labels, created } = await found.client.config(found.manifest)
    return {
      reference: found.reference,
      digest: found.digest,
      platform,
      diffIds,
      labels,
      ...(created === undefined ? {} : { created })
    }
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    attempts.policy.log.info(`${error.message} Docker is asked for it.`)
    const name = formatReference(reference)
    await persistently(`pull ${name}`, () => docker.shown(['pull', name]), attempts)
    return localBase(docker, reference)
  }
}

/** Whether an image is there, without reading it. */
export const isThere = async (
  reference: Reference,
  pull: boolean,
  { docker, registry, attempts }: BaseTools
): Promise<boolean> => {
  if (!pull && (await findImage(docker, formatReference(reference))) !== undefined) return true
  try {
    return (
      (await registry.open(repositoryOf(reference), 'pull').head(reference.digest ?? reference.tag ?? 'latest')) !==
      undefined
    )
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    attempts.policy.log.info(`${error.message} Docker will try it.`)
    return true
  }
}

/**
 * The newest tag like `10.0.20348.5499` of a repository that is not newer than a host of that build and patch level;
 * undefined where there is none.
 */
export const tagForHost = (tags: readonly string[], host: { build: number; revision: number }): string | undefined =>
  tags
    .flatMap(tag => {
      const version = parseOsVersion(tag)
      const fits = version?.build === host.build && version.revision !== undefined && version.revision <= host.revision
      return fits ? [{ tag, version }] : []
    })
    .sort((a, b) => compareOsVersions(b.version, a.version))[0]?.tag
