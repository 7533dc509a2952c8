import { awaitAll } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import type { BuildBase } from '../docker/base.js'
import { DockerError } from '../docker/docker.js'
import type { LocalImage } from '../docker/image.js'
import { beginsWith } from '../oci/base-layers.js'
import type { Digest } from '../oci/digest.js'
import { checkEntries, formatPlatform } from '../oci/entries.js'
import { formatReference, type Repository } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import type { Release } from '../windows/releases.js'

/** Has the registry refuse a login before minutes are spent on a build. */
export const checkLogin = async (
  images: readonly Repository[],
  tag: string,
  registry: Pick<RegistryClient, 'open'>
): Promise<void> => {
  await awaitAll(images.map(image => registry.open(image, 'pull,push').head(tag)))
}

/**
 * Checks that an image is for its release: a Dockerfile that ignores the base argument builds the same for every one.
 *
 * @throws DockerError
 */
export const checkRelease = (
  { platform }: Pick<LocalImage, 'platform'>,
  reference: string,
  release: Release,
  baseArg: string
): void => {
  const descriptor = { mediaType: '', digest: 'sha256:' as Digest, size: 0 }
  try {
    checkEntries([{ descriptor, platform, reference, release }], { allowMissingOsVersion: false })
  } catch (cause) {
    throw new DockerError({
      what: `the image that was built is for ${formatPlatform(platform)}, not for ${release.name}; nothing was pushed`,
      remedy: `take the base by 'ARG ${baseArg}' before the first FROM and 'FROM …:$${baseArg}'`,
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
