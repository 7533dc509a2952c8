import { awaitAllOrRefuse } from '../common/await-all.js'
import { RefusedError } from '../common/refused-error.js'
import type { UserErrorParts } from '../common/user-error.js'
import { baseOfRelease, type BaseTemplate } from '../oci/base-reference.js'
import { platformMismatch } from '../oci/entries.js'
import { isDockerType, needsOciManifest } from '../oci/media-types.js'
import { countsProblem, type Image } from '../oci/rebase.js'
import { formatReference } from '../oci/reference.js'
import type { BaseImage } from '../registry/base.js'
import type { RegistryClient } from '../registry/client.js'
import { readNewBase } from '../registry/old-base.js'
import type { WindowsRelease } from '../windows/releases.js'

/** The image that the files of a release are added to. */
export type LegBase = BaseImage & Image & { readonly release: WindowsRelease }

/** Why the config of a base is not for a release; undefined where it is. */
const releaseProblem = ({ reference, config, release }: LegBase): UserErrorParts | undefined => {
  const mismatch = platformMismatch(config.platform, release)
  if (mismatch === undefined) return undefined
  return {
    input: 'base-image',
    what: `${formatReference(reference)} is for ${mismatch.is}, not for ${release.name} (${mismatch.wanted})`,
    remedy: 'Put {{release}} into its tag, like name:tag-{{release}}'
  }
}

const layerProblem = (base: LegBase): UserErrorParts | undefined => {
  const why = countsProblem(base)
  const what = `nothing can be added to ${formatReference(base.reference)}`
  return why === undefined ? undefined : { input: 'base-image', what, why }
}

const compressionProblem = ({ reference, manifest }: LegBase): UserErrorParts | undefined =>
  isDockerType(manifest.mediaType) && needsOciManifest(manifest.layers)
    ? {
        input: 'base-image',
        what: `${formatReference(reference)} has layers compressed with zstd, which an image of Docker's media types, as it is one, cannot have`,
        remedy: 'Use a base with OCI media types'
      }
    : undefined

const readOne = async (template: BaseTemplate, release: WindowsRelease, registry: RegistryClient): Promise<LegBase> => {
  const image = await readNewBase(registry, baseOfRelease(template, release), release)
  const base = { ...image, config: await image.client.config(image.manifest), release }
  const problem = releaseProblem(base) ?? layerProblem(base) ?? compressionProblem(base)
  if (problem !== undefined) throw new RefusedError([problem])
  return base
}

/**
 * Reads the base of every release, whose own config has to say that it is one.
 *
 * @param follow notes what becomes of the base of a release
 * @throws RefusedError with every base that cannot be used
 */
export const readBases = (
  template: BaseTemplate,
  releases: readonly WindowsRelease[],
  registry: RegistryClient,
  follow: (release: WindowsRelease, reading: Promise<LegBase>) => Promise<LegBase>
): Promise<readonly LegBase[]> =>
  awaitAllOrRefuse(
    releases.map(release => follow(release, readOne(template, release, registry))),
    'The bases cannot be used'
  )
