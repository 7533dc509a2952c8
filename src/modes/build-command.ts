import type { BuildBase } from '../docker/base.js'
import { buildArgValues } from '../docker/build-args.js'
import type { BuildCommand } from '../docker/build.js'
import { defined } from '../common/defined.js'
import { formatTime } from '../common/time.js'
import { commitTime } from '../docker/commit-time.js'
import type { DockerfileSource } from '../docker/dockerfile-source.js'
import { DockerfileError } from '../dockerfile/dockerfile-error.js'
import type { Dockerfile } from '../dockerfile/dockerfile.js'
import type { BuildArgs } from '../dockerfile/scope.js'
import { emptiedLabels, imageLabels, type LabelSources } from '../oci/labels.js'
import type { BuildInputs, LegInputs } from '../inputs/build.js'
import type { Isolation } from '../windows/isolation.js'
import type { Release } from '../windows/releases.js'
import type { Leg } from './build-legs.js'

/** Whether the Dockerfile takes an argument of ours. What only docker reads may take it. */
const takes = (dockerfile: Dockerfile | undefined, read: (dockerfile: Dockerfile) => boolean): boolean => {
  try {
    return dockerfile === undefined || read(dockerfile)
  } catch (error) {
    if (error instanceof DockerfileError) return true
    throw error
  }
}

/**
 * The build arguments for docker: the release where the Dockerfile has `BASE` in the tag of a base, the version where it
 * declares `VERSION`, and those of the user.
 *
 * @param dockerfile undefined: not known
 */
export const buildArgsOf = (
  { name, os }: Release,
  version: string | undefined,
  fromUser: readonly string[],
  dockerfile: Dockerfile | undefined
): readonly string[] => {
  const given = buildArgValues(fromUser)
  const takesBase = os === 'windows' && takes(dockerfile, ({ isInTag }) => isInTag(given, 'BASE'))
  const takesVersion = version !== undefined && takes(dockerfile, ({ isDeclared }) => isDeclared('VERSION'))
  return [
    ...(takesBase && given.BASE === undefined ? [`BASE=${name}`] : []),
    ...(takesVersion && given.VERSION === undefined ? [`VERSION=${version}`] : []),
    ...fromUser
  ]
}

/** Memory of containers. By default a virtual machine gets 4 GB, because Hyper-V's own default is 1 GB. */
export const memoryOf = (isolation: Isolation | undefined, memory: string | undefined): string | undefined =>
  memory ?? (isolation === 'hyperv' ? '4g' : undefined)

type CommitInputs = Pick<BuildInputs, 'sourceDateEpoch' | 'revision' | 'headCommit'>

/** RFC 3339; undefined: not known. */
const createdOf = (
  { sourceDateEpoch, revision, headCommit }: CommitInputs,
  context: string
): Promise<string | undefined> =>
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

/** A leg with what its inputs and its Dockerfile say. */
export type PreparedLeg = Leg & {
  readonly inputs: LegInputs
  /** undefined where docker fetches it itself */
  readonly dockerfile: DockerfileSource | undefined
  /** the build arguments for docker */
  readonly buildArgs: readonly string[]
  /** the values of the build arguments */
  readonly args: BuildArgs
}

/** What the command line of one leg is made from, besides the inputs. */
export type CommandParts = {
  /** undefined: none, or not known */
  readonly base: BuildBase | undefined
  /** references that the image gets */
  readonly tags: readonly string[]
  /** images that steps are taken from, which the engine has */
  readonly cacheFrom: readonly string[]
  /** what labels say about the repository */
  readonly repositoryLabels: LabelSources['defaults']
}

const labelsOf = async (
  inputs: CommitInputs & Pick<BuildInputs, 'version'>,
  { inputs: { labels, context }, dockerfile, args }: PreparedLeg,
  { base, repositoryLabels }: CommandParts
): Promise<BuildCommand['labels']> => {
  const { version, revision } = inputs
  const fromDockerfile = dockerfileLabels(dockerfile, args)
  const defaults = defined({ version, created: await createdOf(inputs, context), ...repositoryLabels })
  return {
    ...emptiedLabels(base?.labels ?? {}, fromDockerfile),
    ...imageLabels({ revision, ...defined({ base }), fromUser: labels, fromDockerfile, defaults })
  }
}

type CommandInputs = CommitInputs & Pick<BuildInputs, 'version' | 'network' | 'memory' | 'pull' | 'noCache'>

/** The command line of one leg. */
export const buildCommand = async (
  inputs: CommandInputs,
  leg: PreparedLeg,
  parts: CommandParts
): Promise<BuildCommand> => {
  const { network, pull, noCache } = inputs
  const { file, target, context } = leg.inputs
  const { tags, cacheFrom } = parts
  return {
    context,
    tags,
    buildArgs: leg.buildArgs,
    labels: await labelsOf(inputs, leg, parts),
    pull,
    noCache,
    cacheFrom,
    ...defined({ file, target, network, isolation: leg.isolation, memory: memoryOf(leg.isolation, inputs.memory) })
  }
}
