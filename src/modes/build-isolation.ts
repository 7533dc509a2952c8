import { awaitAll } from '../common/await-all.js'
import { findBase, type BaseTools, type BuildBase } from '../docker/base.js'
import { nameOtherBases } from '../docker/base-source.js'
import type { WindowsHost } from '../docker/host.js'
import { triggersStartContainer } from '../dockerfile/containers.js'
import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import type { BuildInputs } from '../inputs/build.js'
import { InputError } from '../inputs/errors.js'
import { formatReference } from '../oci/reference.js'
import type { Log } from '../runner/log.js'
import type { PreparedLeg } from './build-command.js'
import type { Leg } from './build-legs.js'

/** Why a build starts a container, as half a sentence. */
type Starter = string

/** Whether a leg is built without Hyper-V only as long as its build starts no container. */
const dependsOnStarters = ({ testIsolation }: Leg): boolean => testIsolation !== undefined

/** What the Dockerfile starts a container for; undefined where it starts none. */
const starterOf = ({ dockerfile, args }: Pick<PreparedLeg, 'dockerfile' | 'args'>): Starter | undefined => {
  if (dockerfile === undefined) return 'what its Dockerfile runs is not known'
  try {
    const line = dockerfile.containerLine(args)
    return line === undefined ? undefined : `line ${line} of the Dockerfile runs something`
  } catch (error) {
    if (error instanceof DockerfileError) return 'what its Dockerfile runs is not known'
    throw error
  }
}

/** The ONBUILDs of an image that start a container; undefined where there are none. */
const triggerOf = ({ reference, onBuild }: BuildBase): Starter | undefined =>
  triggersStartContainer(onBuild) ? `an ONBUILD of ${formatReference(reference)} runs something` : undefined

type Surroundings = { readonly inputs: BuildInputs; readonly host: WindowsHost | undefined; readonly log: Log }

/** The leg under Hyper-V, which it turns out to need. */
const underHyperV = (leg: PreparedLeg, starter: Starter, { inputs, host, log }: Surroundings): PreparedLeg => {
  const { name } = leg.release
  if (inputs.isolation === 'process') {
    throw new InputError(
      'isolation',
      `this host (build ${host?.build ?? ''}) can start ${name} under Hyper-V only, and ${starter}`,
      "give 'auto' or 'hyperv', or build without RUN"
    )
  }
  // Windows 10 and 11 have it for every container.
  if (host?.client === false)
    log.warning(
      `${name} is built under Hyper-V, since ${starter}. Hosted runners do not guarantee Hyper-V: if the build fails, leave RUN to another stage or step, rebase or assemble the image, or take a runner of ${name}.`
    )
  const { testIsolation, ...others } = leg
  return { ...others, isolation: 'hyperv' }
}

/**
 * Chooses the isolation of a leg by what its Dockerfile starts: an older release is built without Hyper-V where it starts
 * no container.
 *
 * @throws InputError where `isolation: process` cannot be
 */
export const isolateByDockerfile = (leg: PreparedLeg, surroundings: Surroundings): PreparedLeg => {
  const starter = dependsOnStarters(leg) ? starterOf(leg) : undefined
  return starter === undefined ? leg : underHyperV(leg, starter, surroundings)
}

/**
 * Looks whether the bases of the stages start a container, where the leg depends on it.
 *
 * @throws as {@link isolateByDockerfile}
 */
export const isolateByBases = async (
  leg: PreparedLeg,
  base: BuildBase | undefined,
  surroundings: Surroundings,
  tools: BaseTools
): Promise<PreparedLeg> => {
  if (!dependsOnStarters(leg)) return leg
  const { release, dockerfile, args } = leg
  const { pull, baseImage } = surroundings.inputs
  const wanted = { os: release.os, architecture: release.architecture }
  const others = await awaitAll(
    nameOtherBases({ release, dockerfile, args, baseImage }).map(({ reference }) =>
      findBase(reference, wanted, pull, tools)
    )
  )
  const starter = [base, ...others].flatMap(one => (one === undefined ? [] : (triggerOf(one) ?? [])))[0]
  return starter === undefined ? leg : underHyperV(leg, starter, surroundings)
}
