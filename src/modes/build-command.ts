import type { Base } from '../docker/base.js'
import { buildArgValues } from '../docker/build-args.js'
import type { BuildCommand } from '../docker/build.js'
import { defined } from '../common/defined.js'
import { formatTime } from '../common/time.js'
import { commitTime } from '../docker/commit-time.js'
import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import type { Dockerfile } from '../dockerfile/dockerfile.js'
import type { BuildArgs } from '../dockerfile/scope.js'
import { emptiedLabels, imageLabels } from '../oci/labels.js'
import type { BuildInputs } from '../inputs/build.js'
import type { Leg } from './build-legs.js'

/** The build arguments as docker takes them; what the user gives comes last, so that docker lets it win. */
export const buildArgsOf = (inputs: BuildInputs, { release }: Leg, tag: string): readonly string[] => [
  ...(release.os === 'windows' ? [`${inputs.baseArg}=${tag}`] : []),
  ...(inputs.version === undefined ? [] : [`${inputs.versionArg}=${inputs.version}`]),
  ...inputs.buildArgs
]

/** Memory of the leg's containers: a virtual machine gets more than its own default of 1 GB. */
export const memoryOf = ({ isolation }: Leg, { memory }: BuildInputs): string | undefined =>
  memory ?? (isolation === 'hyperv' ? '4g' : undefined)

/** RFC 3339; undefined: not known. */
const createdOf = ({ sourceDateEpoch, revision, headCommit, context }: BuildInputs): Promise<string | undefined> =>
  sourceDateEpoch === undefined
    ? commitTime(revision, headCommit, context)
    : Promise.resolve(formatTime(sourceDateEpoch))

/** A Dockerfile that only docker can read is taken to set none. */
const dockerfileLabels = (dockerfile: Dockerfile | undefined, args: BuildArgs): ReadonlySet<string> => {
  try {
    return dockerfile?.labels(args) ?? new Set()
  } catch (error) {
    if (error instanceof DockerfileError) return new Set()
    throw error
  }
}

/** What the command line of one leg is made from, besides the inputs. */
export type CommandParts = {
  readonly leg: Leg
  /** value of the build argument that carries the base tag */
  readonly baseTag: string
  /** undefined: none, or not known */
  readonly base: Base | undefined
  /** undefined: not known */
  readonly dockerfile: Dockerfile | undefined
  /** references that the image gets */
  readonly tags: readonly string[]
  /** images that steps are taken from, which the engine has */
  readonly cacheFrom: readonly string[]
}

const labelsOf = async (
  inputs: BuildInputs,
  { base, dockerfile }: CommandParts,
  args: BuildArgs
): Promise<BuildCommand['labels']> => {
  const { version, revision, origin, labels } = inputs
  const fromDockerfile = dockerfileLabels(dockerfile, args)
  const defaults = defined({ version, created: await createdOf(inputs), ...origin })
  return {
    ...emptiedLabels(base?.labels ?? {}, fromDockerfile),
    ...imageLabels({ revision, ...defined({ base }), fromUser: labels, fromDockerfile, defaults })
  }
}

/** The command line of one leg. */
export const buildCommand = async (inputs: BuildInputs, parts: CommandParts): Promise<BuildCommand> => {
  const { file, target, network, context, pull, noCache } = inputs
  const { leg, baseTag, tags, cacheFrom } = parts
  const [buildArgs, memory] = [buildArgsOf(inputs, leg, baseTag), memoryOf(leg, inputs)]
  return {
    context,
    ...(file === undefined ? {} : { file }),
    tags,
    buildArgs,
    labels: await labelsOf(inputs, parts, buildArgValues(leg.release, buildArgs)),
    ...(target === undefined ? {} : { target }),
    pull,
    noCache,
    cacheFrom,
    ...(network === undefined ? {} : { network }),
    ...(leg.isolation === undefined ? {} : { isolation: leg.isolation }),
    ...(memory === undefined ? {} : { memory })
  }
}
