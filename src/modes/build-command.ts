import type { BuildBase } from '../docker/base.js'
import { buildArgValues } from '../docker/build-args.js'
import type { BuildCommand } from '../docker/build.js'
import { defined } from '../common/defined.js'
import { formatTime } from '../common/time.js'
import { commitTime } from '../docker/commit-time.js'
import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import type { Dockerfile } from '../dockerfile/dockerfile.js'
import type { BuildArgs } from '../dockerfile/scope.js'
import { emptiedLabels, imageLabels, type LabelSources } from '../oci/labels.js'
import type { BuildInputs } from '../inputs/build.js'
import type { Leg } from './build-legs.js'

export type BuildArgInputs = Pick<BuildInputs, 'baseArg' | 'version' | 'versionArg' | 'buildArgs'>

/** The build arguments for docker; those of the user come last, so that they override ours. */
export const buildArgsOf = (
  { baseArg, version, versionArg, buildArgs }: BuildArgInputs,
  { release }: Leg,
  tag: string
): readonly string[] => [
  ...(release.os === 'windows' ? [`${baseArg}=${tag}`] : []),
  ...(version === undefined ? [] : [`${versionArg}=${version}`]),
  ...buildArgs
]

/** Memory of the leg's containers. By default a virtual machine gets 4 GB, because Hyper-V's own default is 1 GB. */
export const memoryOf = ({ isolation }: Leg, memory: string | undefined): string | undefined =>
  memory ?? (isolation === 'hyperv' ? '4g' : undefined)

type CommitInputs = Pick<BuildInputs, 'sourceDateEpoch' | 'revision' | 'headCommit' | 'context'>

/** RFC 3339; undefined: not known. */
const createdOf = ({ sourceDateEpoch, revision, headCommit, context }: CommitInputs): Promise<string | undefined> =>
  sourceDateEpoch === undefined
    ? commitTime(revision, headCommit, context)
    : Promise.resolve(formatTime(sourceDateEpoch))

/** Names of the labels that the Dockerfile sets; none where only docker can read it. */
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
  readonly base: BuildBase | undefined
  /** undefined: not known */
  readonly dockerfile: Dockerfile | undefined
  /** references that the image gets */
  readonly tags: readonly string[]
  /** images that steps are taken from, which the engine has */
  readonly cacheFrom: readonly string[]
  /** what labels say about the repository */
  readonly repositoryLabels: LabelSources['defaults']
}

const labelsOf = async (
  inputs: CommitInputs & Pick<BuildInputs, 'version' | 'labels'>,
  { base, dockerfile, repositoryLabels }: CommandParts,
  args: BuildArgs
): Promise<BuildCommand['labels']> => {
  const { version, revision, labels } = inputs
  const fromDockerfile = dockerfileLabels(dockerfile, args)
  const defaults = defined({ version, created: await createdOf(inputs), ...repositoryLabels })
  return {
    ...emptiedLabels(base?.labels ?? {}, fromDockerfile),
    ...imageLabels({ revision, ...defined({ base }), fromUser: labels, fromDockerfile, defaults })
  }
}

type CommandInputs = BuildArgInputs &
  CommitInputs &
  Pick<BuildInputs, 'labels' | 'file' | 'target' | 'network' | 'memory' | 'pull' | 'noCache'>

/** The command line of one leg. */
export const buildCommand = async (inputs: CommandInputs, parts: CommandParts): Promise<BuildCommand> => {
  const { file, target, network, context, pull, noCache } = inputs
  const { leg, baseTag, tags, cacheFrom } = parts
  const buildArgs = buildArgsOf(inputs, leg, baseTag)
  return {
    context,
    tags,
    buildArgs,
    labels: await labelsOf(inputs, parts, buildArgValues(leg.release, buildArgs)),
    pull,
    noCache,
    cacheFrom,
    ...defined({ file, target, network, isolation: leg.isolation, memory: memoryOf(leg, inputs.memory) })
  }
}
