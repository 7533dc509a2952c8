import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import type { Dockerfile } from '../dockerfile/dockerfile.js'
import type { BuildArgs } from '../dockerfile/scope.js'
import { baseOfRelease, familyOf, type BaseTemplate, type ReleaseBase } from '../oci/base-reference.js'
import {
  formatReference,
  parseReference,
  InvalidReferenceError,
  repositoryOf,
  sameRepository,
  type Reference
} from '../oci/reference.js'
import { RegistryError } from '../registry/transport/errors.js'
import { awaitAll } from '../common/await-all.js'
import type { Isolation } from '../windows/isolation.js'
import { parseOsVersion } from '../windows/os-version.js'
import type { Release, WindowsRelease } from '../windows/releases.js'
import { findBase, isThere, tagForHost, type Base, type BaseTools } from './base.js'
import { DockerError } from './docker.js'
import type { WindowsHost } from './host.js'

/** What the base of a leg is found from. */
export type BaseRequest = {
  readonly release: Release
  /** undefined where docker fetches it itself */
  readonly dockerfile: Dockerfile | undefined
  /** the build arguments, with this value of the one that carries the base tag */
  readonly argsWith: (tag: string) => BuildArgs
  /** name of the build argument that carries the base tag */
  readonly baseArg: string
  /** what the user says of the base */
  readonly baseImage: BaseTemplate | undefined
  readonly pull: boolean
  readonly mayPin: boolean
  readonly host: WindowsHost | undefined
  /** of the containers of the build */
  readonly isolation: Isolation | undefined
}

/** What a leg is built on. */
export type BasePlan = {
  /** value of the build argument: the release's name, or the tag of a patch level */
  readonly tag: string
  /** undefined: none, or not known */
  readonly base: Base | undefined
  /** whether it has a newer patch level than the host */
  readonly isNewer: boolean
}

const advice = (baseArg: string): string =>
  `Take the base by 'ARG ${baseArg}' before the first FROM and 'FROM …:$${baseArg}'.`

const read = (line: number, image: string, raw: string, baseArg: string): Reference => {
  try {
    return parseReference(image)
  } catch (cause) {
    if (!(cause instanceof InvalidReferenceError)) throw cause
    throw new DockerError(`Line ${line} of the Dockerfile, FROM ${raw}: ${cause.reason}. ${advice(baseArg)}`, {
      cause
    })
  }
}

/** Microsoft has not published every kind of base for every release. */
const familyHint = (reference: Reference, release: Release): string => {
  const family = reference.registry === 'mcr.microsoft.com' ? familyOf(reference) : undefined
  if (release.os !== 'windows' || family === undefined || release.families.includes(family)) return ''
  return ` Microsoft publishes ${release.families.join(', ')} for ${release.name}, and not ${family}.`
}

const absent = (reference: Reference, release: Release, where: string): DockerError =>
  new DockerError(
    `The base ${formatReference(reference)}${where} does not exist, or has no image for ${release.name}.${familyHint(reference, release)} Check its name and tag; nothing was built.`
  )

/** Where the base comes from: the user, else the Dockerfile. */
const locate = (request: BaseRequest, tag: string): { reference: ReleaseBase; where: string } | undefined => {
  const { release, dockerfile, argsWith, baseArg, baseImage } = request
  if (baseImage !== undefined && release.os === 'windows') {
    const reference = baseOfRelease(baseImage, release)
    return {
      reference: tag === release.name ? reference : { ...repositoryOf(reference), tag },
      where: " of 'base-image'"
    }
  }
  const found = dockerfile?.base(argsWith(tag))
  if (found === undefined) return undefined
  const { image, raw, line } = found
  return { reference: read(line, image, raw, baseArg), where: ` (line ${line} of the Dockerfile)` }
}

/** Whether the base is exactly `<repository>:$BASE`, so that another value of the argument is another tag of it. */
const isPlainTag = ({ dockerfile, argsWith }: BaseRequest, reference: Reference): boolean => {
  const probe = 'win-multiarch-probe'
  const image = dockerfile?.base(argsWith(probe))?.image
  return image !== undefined && image.endsWith(`:${probe}`) && sameRepository(parseReference(image), reference)
}

const checkUse = ({ release, dockerfile, argsWith, baseArg }: BaseRequest, { attempts }: BaseTools): void => {
  if (release.os !== 'windows' || dockerfile === undefined) return
  const [own, other] = [dockerfile.base(argsWith(release.name)), dockerfile.base(argsWith('another'))]
  if (own === undefined || own.image !== other?.image) return
  attempts.policy.log.warning(
    `Line ${own.line} of the Dockerfile, FROM ${own.raw}, does not use the build argument ${baseArg}: every release gets the same base. ${advice(baseArg)}`
  )
}

const checkRelease = (base: Base, release: WindowsRelease, where: string, baseArg: string): void => {
  const { os, osVersion } = base.platform
  const build = parseOsVersion(osVersion ?? '')?.build
  if (os === 'windows' && (build === undefined || build === release.build)) return
  throw new DockerError(
    `The base ${formatReference(base.reference)}${where} is for ${os ?? 'nothing'}${osVersion === undefined ? '' : ` ${osVersion}`}, not for ${release.name} (build ${release.build}). ${advice(baseArg)} Nothing was built.`
  )
}

type Missing = { readonly reference: Reference; readonly line: number }

/** What stands in other stages and does not exist: the classic builder, which builds them all, pulls it as well. */
const missingOthers = async (request: BaseRequest, tag: string, tools: BaseTools): Promise<readonly Missing[]> => {
  const { release, dockerfile, argsWith, baseArg, pull } = request
  if (release.os !== 'windows' || dockerfile === undefined) return []
  const found = await awaitAll(
    dockerfile.otherBases(argsWith(tag)).map(async ({ image, raw, line }) => {
      const reference = read(line, image, raw, baseArg)
      return (await isThere(reference, pull, tools)) ? undefined : { reference, line }
    })
  )
  return found.filter(missing => missing !== undefined)
}

const checkOthers = async (request: BaseRequest, tag: string, tools: BaseTools): Promise<void> => {
  const [missing] = await missingOthers(request, tag, tools)
  if (missing === undefined) return
  throw absent(missing.reference, request.release, ` (line ${missing.line} of the Dockerfile)`)
}

const isNewerThan = (base: Base | undefined, host: WindowsHost | undefined): boolean => {
  const version = parseOsVersion(base?.platform.osVersion ?? '')
  if (version?.revision === undefined || host?.revision === undefined) return false
  return version.build === host.build && version.revision > host.revision
}

/** The tag of the host's patch level; undefined, and told, where there is none. */
const findPin = async (request: BaseRequest, base: Base, tools: BaseTools): Promise<string | undefined> => {
  const { host } = request
  const { registry, attempts } = tools
  if (host?.revision === undefined) return undefined
  const { log } = attempts.policy
  const told = `The base ${formatReference(base.reference)} (${base.platform.osVersion ?? ''}) is newer than this host (10.0.${host.build}.${host.revision}), and may fail to start here (0xc0370106)`
  if (!isPlainTag(request, base.reference)) {
    log.notice(`${told}. Another tag cannot be taken: it is not used as exactly <repository>:$${request.baseArg}.`)
    return undefined
  }
  const tags = await registry
    .open(repositoryOf(base.reference), 'pull')
    .tags()
    .catch((error: unknown) => {
      if (!(error instanceof RegistryError)) throw error
      log.info(error.message)
      return []
    })
  const tag = tagForHost(tags, { build: host.build, revision: host.revision })
  if (tag === undefined) {
    log.notice(`${told}. There is no tag of this patch level.`)
    return undefined
  }
  // The argument is one for all stages, and few other images have a tag for every patch level.
  const [missing] = await missingOthers(request, tag, tools)
  if (missing !== undefined) {
    log.notice(
      `${told}. Another tag cannot be taken: line ${missing.line} of the Dockerfile uses ${request.baseArg} too, and ${formatReference(missing.reference)} does not exist.`
    )
    return undefined
  }
  log.notice(`${told}: taking ${tag} instead.`)
  return tag
}

const plan = async (request: BaseRequest, tools: BaseTools): Promise<BasePlan> => {
  const { release, baseArg, pull, mayPin, isolation } = request
  checkUse(request, tools)
  const wanted = {
    os: release.os,
    architecture: release.architecture,
    ...(release.os === 'windows' ? { build: release.build } : {})
  }
  const look = async (tag: string): Promise<Base | undefined> => {
    const located = locate(request, tag)
    if (located === undefined) return undefined
    const base = await findBase(located.reference, wanted, pull, tools)
    if (base === undefined) throw absent(located.reference, release, located.where)
    if (release.os === 'windows') checkRelease(base, release, located.where, baseArg)
    return base
  }

  const [base] = await awaitAll([look(release.name), checkOthers(request, release.name, tools)])
  if (base === undefined || isolation !== 'process' || !isNewerThan(base, request.host))
    return { tag: release.name, base, isNewer: false }
  const pin = mayPin ? await findPin(request, base, tools) : undefined
  if (pin === undefined) return { tag: release.name, base, isNewer: true }
  const pinned = await look(pin)
  return { tag: pin, base: pinned, isNewer: isNewerThan(pinned, request.host) }
}

/**
 * Finds what a leg is built on and looks at it before minutes are spent: whether it exists, is for the release, and is
 * of a patch level that runs on this host. A Dockerfile that only docker can read is left to docker.
 *
 * @throws DockerError that names the line of the Dockerfile
 */
export const planBase = (request: BaseRequest, tools: BaseTools): Promise<BasePlan> =>
  plan(request, tools).catch((error: unknown) => {
    if (!(error instanceof DockerfileError)) throw error
    tools.attempts.policy.log.warning(
      `${error.message} The base is therefore neither checked nor named in the labels. Name it in 'base-image'.`
    )
    return request.baseImage === undefined || request.dockerfile === undefined
      ? { tag: request.release.name, base: undefined, isNewer: false }
      : plan({ ...request, dockerfile: undefined }, tools)
  })
