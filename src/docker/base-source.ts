import type { Dockerfile } from '../dockerfile/dockerfile.js'
import type { BuildArgs } from '../dockerfile/scope.js'
import { baseOfRelease, type BaseTemplate, type ReleaseBase } from '../oci/base-reference.js'
import {
  InvalidReferenceError,
  parseReference,
  repositoryOf,
  sameRepository,
  type Reference
} from '../oci/reference.js'
import type { Release } from '../windows/releases.js'
import { DockerError } from './docker.js'

/** What names the base of a leg: the input `base-image`, else the Dockerfile. */
export type BaseSource = {
  readonly release: Release
  /** undefined where docker fetches it itself */
  readonly dockerfile: Dockerfile | undefined
  /** the build arguments, with this value of the one that carries the base tag */
  readonly argsWith: (tag: string) => BuildArgs
  /** name of the build argument that carries the base tag */
  readonly baseArg: string
  /** the input `base-image` */
  readonly baseImage: BaseTemplate | undefined
}

/** A base, and where it is named: `(line 3 of the Dockerfile)`. */
export type NamedBase = { readonly reference: ReleaseBase; readonly where: string }

/** How a Dockerfile takes its base, as a sentence. */
export const argAdvice = (baseArg: string): string =>
  `Take the base by 'ARG ${baseArg}' before the first FROM and 'FROM …:$${baseArg}'.`

const parseFrom = (image: string, raw: string, line: number, baseArg: string): Reference => {
  try {
    return parseReference(image)
  } catch (cause) {
    if (!(cause instanceof InvalidReferenceError)) throw cause
    throw new DockerError({
      what: `line ${line} of the Dockerfile, FROM ${raw}`,
      why: cause.reason,
      remedy: argAdvice(baseArg),
      cause
    })
  }
}

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
  if (found === undefined) return undefined
  const { image, raw, line } = found
  return { reference: parseFrom(image, raw, line, baseArg), where: `(line ${line} of the Dockerfile)` }
}

/**
 * The bases of the other stages up to the target. The classic builder builds them all, and so pulls their bases too.
 *
 * @throws as {@link nameBase}
 */
export const nameOtherBases = ({ dockerfile, argsWith, baseArg }: BaseSource, tag: string): readonly NamedBase[] =>
  (dockerfile?.otherBases(argsWith(tag)) ?? []).map(({ image, raw, line }) => ({
    reference: parseFrom(image, raw, line, baseArg),
    where: `(line ${line} of the Dockerfile)`
  }))

/** Whether the base is exactly `<repository>:$BASE`, so that another value of the argument is another tag of it. */
export const isPlainTag = ({ dockerfile, argsWith }: BaseSource, reference: Reference): boolean => {
  const probe = 'win-multiarch-probe'
  const image = dockerfile?.base(argsWith(probe))?.image
  return image !== undefined && image.endsWith(`:${probe}`) && sameRepository(parseReference(image), reference)
}

/** A warning where the Dockerfile ignores the build argument that carries the base tag; undefined otherwise. */
export const ignoredArgWarning = ({ release, dockerfile, argsWith, baseArg }: BaseSource): string | undefined => {
  if (release.os !== 'windows' || dockerfile === undefined) return undefined
  const [own, other] = [dockerfile.base(argsWith(release.name)), dockerfile.base(argsWith('another'))]
  if (own === undefined || own.image !== other?.image) return undefined
  return `Line ${own.line} of the Dockerfile, FROM ${own.raw}, does not use the build argument ${baseArg}: every release gets the same base. ${argAdvice(baseArg)}`
}
