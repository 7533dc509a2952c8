import type { Location } from '../common/user-error.js'
import type { BuildArgs } from '../dockerfile/scope.js'
import type { StageBase } from '../dockerfile/source.js'
import { baseOfRelease, type BaseTemplate, type ReleaseBase } from '../oci/base-reference.js'
import { formatReference, InvalidReferenceError, parseReference, type Reference } from '../oci/reference.js'
import type { Release } from '../windows/releases.js'
import { DockerError } from './docker.js'
import type { DockerfileSource } from './dockerfile-source.js'

/** What names the base of a leg: the input `base-image`, else the Dockerfile. */
export type BaseSource = {
  readonly release: Release
  /** undefined where docker fetches it itself */
  readonly dockerfile: DockerfileSource | undefined
  readonly args: BuildArgs
  /** the input `base-image` */
  readonly baseImage: BaseTemplate | undefined
}

/** A base, and where it is named. */
export type NamedBase = {
  readonly reference: ReleaseBase
  /** `(line 3 of the Dockerfile)` */
  readonly where: string
  readonly location?: Location | undefined
}

/** How a Dockerfile takes the base of each release, as half a sentence. */
export const argAdvice =
  "take the base by 'ARG BASE' before the first FROM and 'FROM …:$BASE', or fill the argument that names it in 'build-args', like WINDOWS_VERSION={{release}}"

const parseFrom = ({ image, raw, line }: StageBase, { locate }: DockerfileSource): Reference => {
  try {
    return parseReference(image)
  } catch (cause) {
    if (!(cause instanceof InvalidReferenceError)) throw cause
    throw new DockerError({
      what: `line ${line} of the Dockerfile, FROM ${raw}`,
      why: cause.reason,
      remedy: argAdvice,
      location: locate(line),
      cause
    })
  }
}

const nameFrom = (base: StageBase, dockerfile: DockerfileSource): NamedBase => ({
  reference: parseFrom(base, dockerfile),
  where: `(line ${base.line} of the Dockerfile)`,
  location: dockerfile.locate(base.line)
})

/**
 * The base of the image; undefined for none, or where docker fetches the Dockerfile itself.
 *
 * @throws DockerError for a FROM that is not an image reference, DockerfileError for one that cannot be read
 */
export const nameBase = ({ release, dockerfile, args, baseImage }: BaseSource): NamedBase | undefined => {
  if (baseImage !== undefined && release.os === 'windows')
    return { reference: baseOfRelease(baseImage, release), where: "of 'base-image'" }
  const found = dockerfile?.base(args)
  return dockerfile === undefined || found === undefined ? undefined : nameFrom(found, dockerfile)
}

/**
 * The bases of the other stages up to the target. The classic builder builds them all, and so pulls their bases too.
 *
 * @throws as {@link nameBase}
 */
export const nameOtherBases = ({ dockerfile, args }: BaseSource): readonly NamedBase[] =>
  dockerfile?.otherBases(args).map(base => nameFrom(base, dockerfile)) ?? []

/** The lines of the FROMs up to the target that resolve to an image. */
export const linesOf = ({ dockerfile, args }: BaseSource, reference: Reference): readonly number[] => {
  if (dockerfile === undefined) return []
  const own = dockerfile.base(args)
  return [...(own === undefined ? [] : [own]), ...dockerfile.otherBases(args)]
    .filter(base => formatReference(parseFrom(base, dockerfile)) === formatReference(reference))
    .map(({ line }) => line)
}
