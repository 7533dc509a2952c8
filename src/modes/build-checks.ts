import { awaitAll } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import { argAdvice } from '../docker/base-source.js'
import type { BuildBase } from '../docker/base.js'
import { DockerError } from '../docker/docker.js'
import type { DockerfileSource } from '../docker/dockerfile-source.js'
import type { EngineInfo } from '../docker/engine.js'
import type { LocalImage } from '../docker/image.js'
import type { BuildArgs } from '../dockerfile/scope.js'
import { beginsWith } from '../oci/base-layers.js'
import type { Digest } from '../oci/digest.js'
import { checkEntries, formatPlatform } from '../oci/entries.js'
import { formatReference, type Repository } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import type { Release } from '../windows/releases.js'
import { linuxBuild } from './build-legs.js'

/** Has the registry refuse a login before minutes are spent on a build. */
export const checkLogin = async (
  images: readonly Repository[],
  tag: string,
  registry: Pick<RegistryClient, 'open'>
): Promise<void> => {
  await awaitAll(images.map(image => registry.open(image, 'pull,push').head(tag)))
}

/**
 * Checks that the engine can build a Dockerfile, before minutes are spent on what comes before the line that it cannot.
 *
 * @throws DockerError that names the lines
 */
export const checkObstacles = (dockerfile: DockerfileSource, args: BuildArgs, os: EngineInfo['os']): void => {
  const obstacles = dockerfile.obstacles(args)
  if (obstacles.length === 0) return
  throw new DockerError({
    what: `this engine cannot build the Dockerfile; nothing was built`,
    problems: obstacles.map(({ line, problem }) => `line ${line}: ${problem}`),
    remedy:
      os === 'windows'
        ? `Change these lines, or build on Linux: ${linuxBuild}`
        : 'Change these lines, or build with BuildKit: install buildx, and leave DOCKER_BUILDKIT=0 out',
    location: dockerfile.locate(obstacles[0]?.line)
  })
}

/**
 * Checks that an image is for its release: a Dockerfile that ignores the release builds the same for every one.
 *
 * @throws DockerError
 */
export const checkImageRelease = (
  { platform }: Pick<LocalImage, 'platform'>,
  reference: string,
  release: Release
): void => {
  const descriptor = { mediaType: '', digest: 'sha256:' as Digest, size: 0 }
  try {
    checkEntries([{ descriptor, platform, reference, release }], { allowMissingOsVersion: false })
  } catch (cause) {
    throw new DockerError({
      what: `the image that was built is for ${formatPlatform(platform)}, not for ${release.name}; nothing was pushed`,
      remedy: argAdvice,
      cause
    })
  }
}

/**
 * Checks that an image is built on the base that its labels name.
 *
 * @param fromInput whether the base is that of the input `base-image`
 * @throws DockerError
 */
export const checkBase = (image: Pick<LocalImage, 'diffIds'>, base: BuildBase, fromInput: boolean): void => {
  if (beginsWith(image, base)) return
  const name = formatReference({ ...base.reference, ...defined({ digest: base.digest }) })
  throw new DockerError({
    what: `the image that was built does not begin with the layers of its base ${name}; nothing was pushed`,
    remedy: fromInput
      ? "check that 'base-image' names what the Dockerfile starts from"
      : 'the tag was moved during the build: run this job again'
  })
}
