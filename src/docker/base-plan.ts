import { awaitAll } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import { familyOf } from '../oci/base-reference.js'
import { platformMismatch } from '../oci/entries.js'
import { formatReference, type Reference } from '../oci/reference.js'
import type { Isolation } from '../windows/isolation.js'
import { parseOsVersion } from '../windows/os-version.js'
import type { Release, WindowsRelease } from '../windows/releases.js'
import { findPin, type PatchLevel } from './base-pin.js'
import { argAdvice, nameBase, nameOtherBases, warnIgnoredArg, type BaseSource, type NamedBase } from './base-source.js'
import { findBase, findUnusable, type BuildBase, type BaseProblem, type BaseTools } from './base.js'
import { DockerError } from './docker.js'
import type { WindowsHost } from './host.js'

/** What the base of a leg is found from. */
export type BaseRequest = BaseSource & {
  readonly pull: boolean
  /** whether a base that is newer than the host may be replaced by an older one */
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
  readonly base: BuildBase | undefined
  /** whether it has a newer patch level than the host */
  readonly isNewer: boolean
}

/** Microsoft does not publish every kind of base for every release. */
const familyHint = (reference: Reference, release: Release): string => {
  const family = reference.registry === 'mcr.microsoft.com' ? familyOf(reference) : undefined
  if (release.os !== 'windows' || family === undefined || release.families.includes(family)) return ''
  return `Microsoft publishes ${release.families.join(', ')} for ${release.name}, and not ${family}. `
}

const missingBase = ({ reference, where, location }: NamedBase, release: Release): DockerError =>
  new DockerError({
    what: `the base ${formatReference(reference)} ${where} does not exist, or has no image for ${release.name}`,
    remedy: `${familyHint(reference, release)}Check its name and tag; nothing was built`,
    location
  })

const foreignBase = ({ reference, where, location }: NamedBase): DockerError =>
  new DockerError({
    what: `the base ${formatReference(reference)} ${where} has no Windows image; a Windows engine builds every stage, so every base must be a Windows image`,
    remedy: 'Name a Windows image there, or build on Linux; nothing was built',
    location
  })

const unusableBase = (base: NamedBase, problem: BaseProblem, release: Release): DockerError =>
  problem === 'missing' ? missingBase(base, release) : foreignBase(base)

const checkRelease = (
  { reference, platform }: BuildBase,
  release: WindowsRelease,
  { where, location }: NamedBase,
  baseArg: string
): void => {
  const mismatch = platformMismatch(platform, release, true)
  if (mismatch === undefined) return
  throw new DockerError({
    what: `the base ${formatReference(reference)} ${where} is for ${mismatch.is}, not for ${release.name} (${mismatch.wanted})`,
    remedy: `${argAdvice(baseArg)} Nothing was built`,
    location
  })
}

/**
 * Reads the base that a value of the build argument leads to.
 *
 * @returns undefined: none, or not known
 * @throws DockerError where it does not exist or is for another release
 */
const readPlanned = async (request: BaseRequest, tag: string, tools: BaseTools): Promise<BuildBase | undefined> => {
  const { release, baseArg, pull } = request
  const named = nameBase(request, tag)
  if (named === undefined) return undefined
  const { os, architecture } = release
  const wanted = { os, architecture, ...defined({ build: release.os === 'windows' ? release.build : undefined }) }
  const base = await findBase(named.reference, wanted, pull, tools)
  if (release.os === 'windows') {
    const unusable = base === undefined ? await findUnusable([named], pull, tools) : undefined
    if (unusable !== undefined) throw unusableBase(named, unusable.problem, release)
    if (base !== undefined) checkRelease(base, release, named, baseArg)
  }
  if (base === undefined) throw missingBase(named, release)
  return base
}

/** BuildKit skips the stages that the image does not need; the classic builder of Windows builds them all. */
const checkOtherBases = async (request: BaseRequest, tools: BaseTools): Promise<void> => {
  const { release, pull } = request
  if (release.os !== 'windows') return
  const unusable = await findUnusable(nameOtherBases(request, release.name), pull, tools)
  if (unusable !== undefined) throw unusableBase(unusable.base, unusable.problem, release)
}

/** The patch level of a host that is older than that of the base; undefined where it is not, or not known. */
const olderHost = ({ platform }: BuildBase, host: WindowsHost | undefined): PatchLevel | undefined => {
  const version = parseOsVersion(platform.osVersion ?? '')
  if (version?.revision === undefined || host?.revision === undefined) return undefined
  const { build, revision } = host
  return version.build === build && version.revision > revision ? { build, revision } : undefined
}

/** Plans for a base that is newer than the host: an older one takes its place, where that is possible. */
const planNewerBase = async (
  request: BaseRequest,
  base: BuildBase,
  host: PatchLevel,
  tools: BaseTools
): Promise<BasePlan> => {
  const asNamed = { tag: request.release.name, base, isNewer: true }
  if (!request.mayPin) return asNamed
  const { log } = tools.retry.policy
  const pin = await findPin(request, base, host, request.pull, tools)
  const fact = `The base ${formatReference(base.reference)} (${base.platform.osVersion ?? ''}) is newer than this host (10.0.${host.build}.${host.revision}), and may fail to start here (0xc0370106)`
  if ('problem' in pin) {
    log.notice(`${fact}. ${pin.problem}`)
    return asNamed
  }
  log.notice(`${fact}: taking ${pin.tag} instead.`)
  const pinned = await readPlanned(request, pin.tag, tools)
  const isNewer = pinned !== undefined && olderHost(pinned, request.host) !== undefined
  return { tag: pin.tag, base: pinned, isNewer }
}

const plan = async (request: BaseRequest, tools: BaseTools): Promise<BasePlan> => {
  const { release, isolation } = request
  warnIgnoredArg(request, tools.retry.policy.log)
  const [base] = await awaitAll([readPlanned(request, release.name, tools), checkOtherBases(request, tools)])
  // Under Hyper-V the kernel is that of the base.
  const host = base === undefined || isolation !== 'process' ? undefined : olderHost(base, request.host)
  return base === undefined || host === undefined
    ? { tag: release.name, base, isNewer: false }
    : planNewerBase(request, base, host, tools)
}

/**
 * Finds the base of a leg and checks it before minutes are spent on a build: whether it exists, is for the release, and
 * has a patch level that runs on this host. A Dockerfile that only docker can read is left to docker.
 *
 * @throws DockerError that names the line of the Dockerfile
 */
export const planBase = (request: BaseRequest, tools: BaseTools): Promise<BasePlan> =>
  plan(request, tools).catch((error: unknown) => {
    if (!(error instanceof DockerfileError)) throw error
    tools.retry.policy.log.warning(
      `${error.message} The base is not checked, and no label names it. Set 'base-image'.`,
      request.dockerfile?.locate(error.line)
    )
    return request.baseImage === undefined || request.dockerfile === undefined
      ? { tag: request.release.name, base: undefined, isNewer: false }
      : plan({ ...request, dockerfile: undefined }, tools)
  })
