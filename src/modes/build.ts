import { defined } from '../common/defined.js'
import type { RetryOptions } from '../docker/retry.js'
import { planBase, type BasePlan, type BaseRequest } from '../docker/base-plan.js'
import type { BuildBase } from '../docker/base.js'
import { buildArgValues } from '../docker/build-args.js'
import { buildImage, pullCache } from '../docker/build.js'
import type { Docker } from '../docker/docker.js'
import type { DockerfileSource } from '../docker/dockerfile-source.js'
import type { WantedDocker } from '../docker/install.js'
import type { DockerClis } from '../docker/login.js'
import { describeEngine, detectBuildHost, type BuildHost } from '../docker/build-host.js'
import type { BuildInputs } from '../inputs/build.js'
import { baseNameOf } from '../oci/labels.js'
import { formatReference, type Repository } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import type { RetryPolicy } from '../registry/transport/retry.js'
import type { Journal } from '../report/journal.js'
import { buildResult, type BuiltLeg, type Phase } from '../report/build.js'
import type { Result } from '../report/result.js'
import type { Log } from '../runner/log.js'
import { supportNotice } from '../windows/releases.js'
import { checkBase, checkLogin, checkObstacles, checkRelease } from './build-checks.js'
import { buildArgsOf, buildCommand, type BuildArgInputs } from './build-command.js'
import { readDockerfile } from './build-dockerfile.js'
import { linuxLegs, windowsLegs, type Leg } from './build-legs.js'
import { pushLeg } from './build-push.js'
import { startRepositoryLabels } from './build-repository.js'
import { runTests, testsOf } from './build-test.js'
import { checkLegTags, checkTags } from './leg-tags.js'

/** What the mode works with. */
export type BuildTools = DockerClis & {
  readonly registry: RegistryClient
  readonly log: Log
  readonly journal: Journal
  /** receives the name of a container before it exists: the post step of a cancelled step removes it */
  readonly rememberContainer: (name: string) => void
}

/** The build leg: one image per release, tagged, checked, tested and pushed. */
export const build = async (inputs: BuildInputs, tools: BuildTools): Promise<Result> => {
  const { docker, registry, log, journal } = tools
  checkTags(inputs)
  if (inputs.install !== undefined) await install(inputs.install, docker(), log)
  const buildHost = await detectBuildHost(docker, log)
  const legs = chooseLegs(inputs, buildHost, log)
  warnEndOfSupport(legs, log)
  const dockerfile = await readDockerfile(inputs, buildHost.engine, log)
  const [first] = legs
  const nameOf = ({ release }: Leg): string => formatReference({ ...inputs.images[0], tag: inputs.legTag(release) })
  if (inputs.push) journal.plan(legs.map(nameOf))
  for (const leg of legs) journal.note(nameOf(leg), 'not built')
  if (inputs.push && first !== undefined) await checkLogin(inputs.images, inputs.legTag(first.release), registry)
  await checkLegTags(
    inputs,
    legs.map(({ release }) => release),
    registry
  )

  const built: BuiltLeg[] = []
  const legTools = { ...tools, repositoryLabels: startRepositoryLabels(inputs, log) }
  for (const leg of legs) {
    const building = buildLeg(leg, dockerfile, inputs, buildHost, legTools)
    const one = await journal.follow(nameOf(leg), inputs.push ? 'pushed' : 'built', building)
    if (inputs.push) journal.published(one.references)
    built.push(one)
  }
  if (!inputs.push) log.info("Nothing is pushed: 'push' is false.")
  return buildResult({ pushed: inputs.push, engine: describeEngine(buildHost.engine), legs: built })
}

const install = async (wanted: WantedDocker, docker: Docker, log: Log): Promise<void> => {
  // Only those who ask for it pay for loading what downloads and unpacks.
  const { installDocker } = await import('../docker/install.js')
  await installDocker(wanted, docker, log)
}

const chooseLegs = (inputs: BuildInputs, { engine, host, service }: BuildHost, log: Log): readonly Leg[] =>
  host === undefined ? linuxLegs(inputs, engine, service !== undefined) : windowsLegs(inputs, engine, host, log.warning)

const warnEndOfSupport = (legs: readonly Leg[], log: Log): void => {
  for (const { release } of legs) {
    const notice = release.os === 'windows' ? supportNotice(release, Date.now()) : undefined
    if (notice !== undefined) log.notice(notice)
  }
}

type LegTools = BuildTools & { readonly repositoryLabels: ReturnType<typeof startRepositoryLabels> }

const buildLeg = async (
  leg: Leg,
  dockerfile: DockerfileSource | undefined,
  inputs: BuildInputs,
  buildHost: BuildHost,
  { dockerForPush, registry, log, rememberContainer, repositoryLabels }: LegTools
): Promise<BuiltLeg> => {
  const { docker } = buildHost
  const { release, isolation } = leg
  const tag = inputs.legTag(release)
  const references = inputs.images.map(image => formatReference({ ...image, tag }))
  const [reference = ''] = references
  const { phases, measure } = startPhases()

  const plan = await measure('base', () => planLeg(leg, dockerfile, inputs, buildHost, registry))
  const { base } = plan
  const retry = retryOptions(leg, buildHost, plan.isNewer, registry.policy)
  const cacheFrom = await pullCaches(inputs.cacheFrom(release), docker, log)
  const command = await buildCommand(inputs, {
    leg,
    baseTag: plan.tag,
    base,
    dockerfile,
    tags: references,
    cacheFrom,
    repositoryLabels: await repositoryLabels()
  })
  // With images that steps are taken from, what came before the labels may have a wrong config.
  const labelsLast = buildHost.engine.classic && inputs.cacheFrom(release).length === 0
  const image = await measure('build', () =>
    log.group(`Build for ${release.name}`, () =>
      buildImage(command, { docker, labelsLast, retry, ...defined({ locate: locateFailure(dockerfile) }) })
    )
  )
  checkRelease(image, reference, release, inputs.baseArg)
  if (base !== undefined) checkBase(image, base, inputs.baseImage !== undefined)

  const tests = testsOf(reference, image.hasHealthcheck, leg, inputs)
  if (tests.length > 0) await measure('test', () => runTests(tests, { docker, log, retry }, rememberContainer))
  const baseLayers = base?.diffIds.length ?? 0
  const dockerFor = (to: Repository): Promise<Docker> => dockerForPush(to, buildHost.engine.os)
  const pushed = inputs.push
    ? await measure('push', () => pushLeg(inputs.images, tag, baseLayers, { dockerFor, registry, retry, log }))
    : {}
  return {
    release: release.name,
    references,
    image,
    phases,
    ...pushed,
    ...defined({ isolation, base: base === undefined ? undefined : describeBase(base) })
  }
}

type Phases = {
  readonly phases: readonly Phase[]
  readonly measure: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

/** Measures how long each part of the work takes. */
const startPhases = (): Phases => {
  const phases: Phase[] = []
  return {
    phases,
    measure: async (name, work) => {
      const start = Date.now()
      const result = await work()
      phases.push({ name, ms: Date.now() - start })
      return result
    }
  }
}

/** Finds the line that a build failed at. */
const locateFailure = (dockerfile: DockerfileSource | undefined): RetryOptions['locate'] =>
  dockerfile === undefined
    ? undefined
    : ({ stdout, stderr }) => {
        const line = dockerfile.failedLine(stdout, stderr)
        return line === undefined ? undefined : dockerfile.locate(line)
      }

/** The isolation that containers of a leg get in the end. */
const isolationOf = ({ isolation }: Leg, { engine }: BuildHost): 'process' | 'hyperv' | undefined =>
  isolation ?? engine.isolation

const retryOptions = (leg: Leg, buildHost: BuildHost, baseIsNewer: boolean, policy: RetryPolicy): RetryOptions => ({
  policy,
  work: { baseIsNewer, ...defined({ isolation: isolationOf(leg, buildHost) }) },
  service: buildHost.service,
  readFreeBytes: buildHost.readFreeBytes
})

type BaseInputs = BuildArgInputs & Pick<BuildInputs, 'baseImage' | 'pull' | 'pinBase'>

const baseRequest = (
  leg: Leg,
  dockerfile: DockerfileSource | undefined,
  inputs: BaseInputs,
  buildHost: BuildHost
): BaseRequest => ({
  release: leg.release,
  dockerfile,
  argsWith: tag => buildArgValues(leg.release, buildArgsOf(inputs, leg, tag)),
  baseArg: inputs.baseArg,
  baseImage: inputs.baseImage,
  pull: inputs.pull,
  mayPin: inputs.pinBase === 'auto',
  host: buildHost.host,
  isolation: isolationOf(leg, buildHost)
})

/** Finds the base of a leg, after what its Dockerfile has that the engine cannot build. */
const planLeg = async (
  leg: Leg,
  dockerfile: DockerfileSource | undefined,
  inputs: BaseInputs,
  buildHost: BuildHost,
  registry: RegistryClient
): Promise<BasePlan> => {
  const { docker, engine } = buildHost
  const request = baseRequest(leg, dockerfile, inputs, buildHost)
  if (dockerfile !== undefined) checkObstacles(dockerfile, request.argsWith(leg.release.name), engine.os)
  return planBase(request, { docker, registry, retry: retryOptions(leg, buildHost, false, registry.policy) })
}

/** Pulls the images that steps are taken from. A build does without one that does not exist. */
const pullCaches = async (images: readonly string[], docker: Docker, log: Log): Promise<readonly string[]> => {
  const found: string[] = []
  for (const image of images) {
    if (await log.group(`Pull ${image}`, () => pullCache(docker, image))) found.push(image)
    else log.notice(`The image ${image} of 'cache-from' cannot be pulled: building without it.`)
  }
  return found
}

const describeBase = ({ reference, digest, created, platform }: BuildBase): NonNullable<BuiltLeg['base']> => ({
  name: baseNameOf(reference),
  ...defined({ digest, created, osVersion: platform.osVersion })
})
