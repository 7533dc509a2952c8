import type { Location } from '../common/user-error.js'
import type { BuildArgs } from '../dockerfile/scope.js'
import type { StageBase } from '../dockerfile/source.js'
import { baseOfRelease, type BaseTemplate, type ReleaseBase } from '../oci/base-reference.js'
import {
  InvalidReferenceError,
  parseReference,
  repositoryOf,
  sameRepository,
  type Reference
} from '../oci/reference.js'
import type { Log } from '../runner/log.js'
import type { Release } from '../windows/releases.js'
import { DockerError } from './docker.js'
import type { DockerfileSource } from './dockerfile-source.js'

/** What names the base of a leg: the input `base-image`, else the Dockerfile. */
export type BaseSource = {
  readonly release: Release
  /** undefined where docker fetches it itself */
  readonly dockerfile: DockerfileSource | undefined
  /** the build arguments, with this value of the one that carries the base tag */
  readonly argsWith: (tag: string) => BuildArgs
  /** name of the build argument that carries the base tag */
  readonly baseArg: string
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

/** How a Dockerfile takes its base, as a sentence. */
export const argAdvice = (baseArg: string): string =>
  `Take the base by 'ARG ${baseArg}' before the first FROM and 'FROM …:$${baseArg}'.`

const parseFrom = ({ image, raw, line }: StageBase, { locate }: DockerfileSource, baseArg: string): Reference => {
  try {
    return parseReference(image)
  } catch (cause) {
    if (!(cause instanceof InvalidReferenceError)) throw cause
    throw new DockerError({
      what: `line ${line} of the Dockerfile, FROM ${raw}`,
      why: cause.reason,
      remedy: argAdvice(baseArg),
      location: locate(line),
      cause
    })
  }
}

const nameFrom = (base: StageBase, dockerfile: DockerfileSource, baseArg: string): NamedBase => ({
  reference: parseFrom(base, dockerfile, baseArg),
  where: `(line ${base.line} of the Dockerfile)`,
  location: dockerfile.locate(base.line)
})

/**
 * The base of the image; undefined for none, or where docker fetches the Dockerfile itself.
 *
 * @param tag value of the build argument that carries the base tag
 * @throws DockerError for a FROM that is not an image reference, DockerfileError for one that cannot be read
 */
export const nameBase = (source: BaseSource, tag: string): NamedBase | undefined => {
  const { release, dockerfile, argsWith, baseArg, baseImage } = source
  if (baseImage !== undefined && release.os === 'windows') {
    const reference = baseOfRelease(baseImage, release)
    const tagged = tag === release.name ? reference : { ...repositoryOf(reference), tag }
    return { reference: tagged, where: "of 'base-image'" }
  }
  const found = dockerfile?.base(argsWith(tag))
  return dockerfile === undefined || found === undefined ? undefined : nameFrom(found, dockerfile, baseArg)
}

/**
 * The bases of the other stages up to the target. The classic builder builds them all, and so pulls their bases too.
 *
 * @throws as {@link nameBase}
 */
export const nameOtherBases = ({ dockerfile, argsWith, baseArg }: BaseSource, tag: string): readonly NamedBase[] =>
  dockerfile?.otherBases(argsWith(tag)).map(base => nameFrom(base, dockerfile, baseArg)) ?? []

/** Whether the base is exactly `<repository>:$BASE`, so that another value of the argument is another tag of it. */
export const isPlainTag = ({ dockerfile, argsWith }: BaseSource, reference: Reference): boolean => {
  const probe = 'win-multiarch-probe'
  const image = dockerfile?.base(argsWith(probe))?.image
  return image !== undefined && image.endsWith(`:${probe}`) && sameRepository(parseReference(image), reference)
}

/** Warns where the Dockerfile ignores the build argument that carries the base tag. */
export const warnIgnoredArg = ({ release, dockerfile, argsWith, baseArg }: BaseSource, log: Log): void => {
  if (release.os !== 'windows' || dockerfile === undefined) return
  const [own, other] = [dockerfile.base(argsWith(release.name)), dockerfile.base(argsWith('another'))]
  if (own === undefined || own.image !== other?.image) return
  log.warning(
    `Line ${own.line} of the Dockerfile, FROM ${own.raw}, does not use the build argument ${baseArg}: every release gets the same base. ${argAdvice(baseArg)}`,
    dockerfile.locate(own.line)
  )
}
