import { awaitAll, awaitAllOrRefuse } from '../common/await-all.js'
import { defined } from '../common/defined.js'
import { RefusedError } from '../common/refused-error.js'
import type { UserErrorParts } from '../common/user-error.js'
import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import { familyOf } from '../oci/base-reference.js'
import { platformMismatch } from '../oci/entries.js'
import { formatReference, type Reference } from '../oci/reference.js'
import type { Log } from '../runner/log.js'
import type { Isolation } from '../windows/isolation.js'
import { parseOsVersion } from '../windows/os-version.js'
import type { Release, WindowsRelease } from '../windows/releases.js'
import { describeNewer, findPin, type PatchLevel } from './base-pin.js'
import { argAdvice, linesOf, nameBase, nameOtherBases, type BaseSource, type NamedBase } from './base-source.js'
import { findBase, readStageImage, type BuildBase, type BaseProblem, type BaseTools } from './base.js'
import type { WindowsHost } from './host.js'

/** What the base of a leg is found from. */
export type BaseRequest = BaseSource & {
  /** whether the inputs make another image for every release */
  readonly variesByRelease: boolean
  readonly pull: boolean
  /** whether a base that is newer than the host may be replaced by an older one */
  readonly mayPin: boolean
  readonly host: WindowsHost | undefined
  /** of the containers of the build */
  readonly isolation: Isolation | undefined
}

/** What a leg is built on. */
export type BasePlan = {
  /** by the name that the Dockerfile has for it; undefined: none, or not known */
  readonly base: BuildBase | undefined
  /** whether an image that a stage starts from has a newer patch level than the host */
  readonly isNewer: boolean
  /** images to build on instead, by the lines of their FROMs */
  readonly pins: ReadonlyMap<number, string>
}

/** Microsoft does not publish every kind of base for every release. */
const familyHint = (reference: Reference, release: Release): string => {
  const family = reference.registry === 'mcr.microsoft.com' ? familyOf(reference) : undefined
  if (release.os !== 'windows' || family === undefined || release.families.includes(family)) return ''
  return `Microsoft publishes ${release.families.join(', ')} for ${release.name}, and not ${family}. `
}

/** What several bases are refused under. */
const heading = 'the bases of the Dockerfile cannot be built on'

const refuse = (problem: UserErrorParts): RefusedError => new RefusedError([problem], heading)

const missingBase = ({ reference, where, location }: NamedBase, release: Release): UserErrorParts => ({
  what: `the base ${formatReference(reference)} ${where} does not exist, or has no image for ${release.name}`,
  remedy: `${familyHint(reference, release)}Check its name and tag; nothing was built`,
  location
})

const foreignBase = ({ reference, where, location }: NamedBase): UserErrorParts => ({
  what: `the base ${formatReference(reference)} ${where} has no Windows image; a Windows engine builds every stage, so every base must be a Windows image`,
  remedy: 'Name a Windows image there, or build on Linux; nothing was built',
  location
})

const unusableBase = (base: NamedBase, problem: BaseProblem, release: Release): UserErrorParts =>
  problem === 'missing' ? missingBase(base, release) : foreignBase(base)

const checkBaseRelease = (
  { reference, platform }: BuildBase,
  release: WindowsRelease,
  { where, location }: NamedBase
): void => {
  const mismatch = platformMismatch(platform, release, true)
  if (mismatch === undefined) return
  throw refuse({
    what: `the base ${formatReference(reference)} ${where} is for ${mismatch.is}, not for ${release.name} (${mismatch.wanted}); nothing was built`,
    remedy: argAdvice,
    location
  })
}

/** @throws RefusedError where it does not exist or is for another release */
const readBase = async (named: NamedBase, request: BaseRequest, tools: BaseTools): Promise<BuildBase> => {
  const { release, pull } = request
  const { os, architecture } = release
  const build = release.os === 'windows' ? release.build : undefined
  const base = await findBase(named.reference, { os, architecture, ...defined({ build }) }, pull, tools)
  if (release.os === 'windows') {
    const { problem } = base === undefined ? await readStageImage(named.reference, release.build, pull, tools) : {}
    if (problem !== undefined) throw refuse(unusableBase(named, problem, release))
    if (base !== undefined) checkBaseRelease(base, release, named)
  }
  if (base === undefined) throw refuse(missingBase(named, release))
  return base
}

/** An image that stages start from, and the Windows that it has. */
type Start = { readonly reference: Reference; readonly osVersion: string | undefined }

/** BuildKit skips the stages that the image does not need; the classic builder of Windows builds them all. */
const readOtherBases = async (request: BaseRequest, tools: BaseTools): Promise<readonly Start[]> => {
  const { release, pull } = request
  if (release.os !== 'windows') return []
  return awaitAllOrRefuse(
    nameOtherBases(request).map(async named => {
      const { problem, osVersion } = await readStageImage(named.reference, release.build, pull, tools)
      if (problem !== undefined) throw refuse(unusableBase(named, problem, release))
      return { reference: named.reference, osVersion }
    }),
    heading
  )
}

/** Warns where nothing says that the image will be for its release, before minutes are spent on it. */
const warnUnsettled = (request: BaseRequest, base: BuildBase, log: Log): void => {
  const { release, dockerfile, args, baseImage, variesByRelease } = request
  if (release.os !== 'windows' || dockerfile === undefined || baseImage !== undefined || variesByRelease) return
  if (parseOsVersion(base.platform.osVersion ?? '') !== undefined || dockerfile.isInTag(args, 'BASE')) return
  const own = dockerfile.base(args)
  if (own === undefined) return
  log.warning(
    `Line ${own.line} of the Dockerfile, FROM ${own.raw}, is the same for every release, and the image does not name its Windows. If it is for one release, ${argAdvice}.`,
    dockerfile.locate(own.line)
  )
}

/** The patch level of a host that is older than that of an image; undefined where it is not, or not known. */
const olderHost = ({ osVersion }: Start, { host, isolation }: BaseRequest): PatchLevel | undefined => {
  const version = parseOsVersion(osVersion ?? '')
  // Under Hyper-V the kernel is that of the base.
  if (isolation !== 'process' || version?.revision === undefined || host?.revision === undefined) return undefined
  const { build, revision } = host
  return version.build === build && version.revision > revision ? { build, revision } : undefined
}

/** The image to build on in place of one that is newer than the host; undefined where there is none. */
const pinOf = async (start: Start, request: BaseRequest, tools: BaseTools): Promise<Reference | undefined> => {
  const host = olderHost(start, request)
  if (host === undefined || !request.mayPin) return undefined
  const { log } = tools.retry.policy
  const fact = describeNewer(start.reference, start.osVersion ?? '', host)
  const pin = await findPin(start.reference, host, tools)
  if ('problem' in pin) log.notice(`${fact}. ${pin.problem}`)
  else if (linesOf(request, start.reference).length === 0)
    log.notice(`${fact}. No FROM of the Dockerfile names it, so that no other is taken.`)
  else {
    log.notice(`${fact}: taking ${pin.reference.tag ?? ''} instead.`)
    return pin.reference
  }
  return undefined
}

type Pin = { readonly start: Start; readonly pinned: Reference | undefined }

const planPins = async (starts: readonly Start[], request: BaseRequest, tools: BaseTools): Promise<readonly Pin[]> => {
  const once = starts.filter(
    ({ reference }, i) =>
      starts.findIndex(other => formatReference(other.reference) === formatReference(reference)) === i
  )
  return awaitAll(once.map(async start => ({ start, pinned: await pinOf(start, request, tools) })))
}

const plan = async (request: BaseRequest, tools: BaseTools): Promise<BasePlan> => {
  const named = nameBase(request)
  const [base, others] = await awaitAllOrRefuse(
    [named === undefined ? undefined : readBase(named, request, tools), readOtherBases(request, tools)],
    heading
  )
  if (named === undefined || base === undefined) return { base, isNewer: false, pins: new Map() }
  warnUnsettled(request, base, tools.retry.policy.log)
  const own = { reference: base.reference, osVersion: base.platform.osVersion }
  const pins = await planPins([own, ...others], request, tools)
  const ownPin = pins[0]?.pinned
  const used = ownPin === undefined ? base : await readBase({ ...named, reference: ownPin }, request, tools)
  return {
    base: { ...used, reference: base.reference },
    isNewer: pins.some(({ start, pinned }) => pinned === undefined && olderHost(start, request) !== undefined),
    pins: new Map(
      pins.flatMap(({ start: { reference }, pinned }) =>
        pinned === undefined ? [] : linesOf(request, reference).map(line => [line, formatReference(pinned)] as const)
      )
    )
  }
}

/**
 * Finds the base of a leg and checks it before minutes are spent on a build: whether it exists, is for the release, and
 * has a patch level that runs on this host. A Dockerfile that only docker can read is left to docker.
 *
 * @throws RefusedError that names the lines of the Dockerfile
 */
export const planBase = (request: BaseRequest, tools: BaseTools): Promise<BasePlan> =>
  plan(request, tools).catch((error: unknown) => {
    if (!(error instanceof DockerfileError)) throw error
    tools.retry.policy.log.warning(
      `${error.message} The base is not checked, and no label names it. Set 'base-image'.`,
      request.dockerfile?.locate(error.line)
    )
    return request.baseImage === undefined || request.dockerfile === undefined
      ? { base: undefined, isNewer: false, pins: new Map<number, string>() }
      : plan({ ...request, dockerfile: undefined }, tools)
  })
