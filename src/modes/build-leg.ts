import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { defined } from '../common/defined.js'
import { planBase, type BasePlan, type BaseRequest } from '../docker/base-plan.js'
import type { BuildBase } from '../docker/base.js'
import { buildArgValues } from '../docker/build-args.js'
import type { BuildHost } from '../docker/build-host.js'
import { buildImage, pullCache, type BuildCommand, type Builder } from '../docker/build.js'
import { folderForDockerfile, hasDockerignore } from '../docker/context.js'
import type { Docker } from '../docker/docker.js'
import type { DockerfileSource } from '../docker/dockerfile-source.js'
import type { LocalImage } from '../docker/image.js'
import type { DockerClis } from '../docker/login.js'
import type { RetryOptions } from '../docker/retry.js'
import type { BuildInputs } from '../inputs/build.js'
import { baseNameOf } from '../oci/labels.js'
import { formatReference, type Repository } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import type { RetryPolicy } from '../registry/transport/retry.js'
import type { BuiltLeg, Phase } from '../report/build.js'
import type { Log } from '../runner/log.js'
import { withTempDir } from '../runner/temp-dir.js'
import { checkBase, checkObstacles, checkImageRelease } from './build-checks.js'
import { buildArgsOf, buildCommand, type PreparedLeg } from './build-command.js'
import { readDockerfile } from './build-dockerfile.js'
import { isolateByBases, isolateByDockerfile } from './build-isolation.js'
import { testLegOf, type Leg } from './build-legs.js'
import { pushLeg } from './build-push.js'
import type { startRepositoryLabels } from './build-repository.js'
import { runTests, testsOf } from './build-test.js'

/**
 * Reads the inputs and the Dockerfile of a leg, and refuses what cannot be built.
 *
 * @throws UserError
 */
export const prepareLeg = async (
  leg: Leg,
  inputs: BuildInputs,
  { engine, host }: BuildHost,
  log: Log
): Promise<PreparedLeg> => {
  const { release } = leg
  const legInputs = inputs.legInputs(release)
  const dockerfile = await readDockerfile(legInputs, inputs, engine, log)
  const buildArgs = buildArgsOf(release, inputs.version, legInputs.buildArgs, dockerfile)
  const args = buildArgValues(buildArgs, release)
  if (dockerfile !== undefined) checkObstacles(dockerfile, args, engine.os)
  const prepared = { ...leg, inputs: legInputs, dockerfile, buildArgs, args }
  return isolateByDockerfile(prepared, { inputs, host, log })
}

/** What a leg is built with. */
export type LegTools = Pick<DockerClis, 'dockerForPush'> & {
  readonly registry: RegistryClient
  readonly log: Log
  readonly rememberContainer: (name: string) => void
  readonly repositoryLabels: ReturnType<typeof startRepositoryLabels>
}

/** Builds, checks, tests and pushes the image of one release. */
export const buildLeg = async (
  prepared: PreparedLeg,
  inputs: BuildInputs,
  buildHost: BuildHost,
  { dockerForPush, registry, log, rememberContainer, repositoryLabels }: LegTools
): Promise<BuiltLeg> => {
  const { docker } = buildHost
  const { release, dockerfile } = prepared
  const tag = inputs.legTag(release)
  const references = inputs.images.map(image => formatReference({ ...image, tag }))
  const [reference = ''] = references
  const { phases, measure } = startPhases()

  const baseTools = { docker, registry, retry: retryOptions(prepared, buildHost, false, registry.policy) }
  const { plan, leg } = await measure('base', async () => {
    const found = await planBase(baseRequest(prepared, inputs, buildHost), baseTools)
    const surroundings = { inputs, host: buildHost.host, log }
    return { plan: found, leg: await isolateByBases(prepared, found.base, surroundings, baseTools) }
  })
  const { base } = plan
  const retry = retryOptions(leg, buildHost, plan.isNewer, registry.policy)
  const cacheFrom = await pullCaches(leg.inputs.cacheFrom, docker, log)
  const parts = { base, tags: references, cacheFrom, repositoryLabels: await repositoryLabels() }
  const command = await buildCommand(inputs, leg, parts)
  // With images that steps are taken from, what came before the labels may have a wrong config.
  const labelsLast = buildHost.engine.classic && leg.inputs.cacheFrom.length === 0
  const builder = { docker, labelsLast, retry, ...defined({ locate: locateFailure(dockerfile) }) }
  const image = await measure('build', () =>
    log.group(`Build for ${release.name}`, () => buildPinned(command, plan, dockerfile, builder, log))
  )
  checkImageRelease(image, reference, release)
  if (base !== undefined) checkBase(image, base, inputs.baseImage !== undefined)

  const tests = testsOf(reference, image.hasHealthcheck, leg, { ...inputs, ...leg.inputs })
  if (tests.length > 0) {
    const testRetry = retryOptions(testLegOf(leg), buildHost, plan.isNewer, registry.policy)
    await measure('test', () => runTests(tests, { docker, log, retry: testRetry }, rememberContainer))
  }
  const dockerFor = (to: Repository): Promise<Docker> => dockerForPush(to, buildHost.engine.os)
  const baseLayers = base?.diffIds.length ?? 0
  const pushed = inputs.push
    ? await measure('push', () => pushLeg(inputs.images, tag, baseLayers, { dockerFor, registry, retry, log }))
    : {}
  return {
    release: release.name,
    references,
    image,
    phases,
    ...pushed,
    ...defined({ isolation: leg.isolation, base: base === undefined ? undefined : describeBase(base) })
  }
}

/**
 * Builds from a copy of the Dockerfile where a base is pinned: neither an argument nor the engine changes. The copy is
 * outside the context, which is unchanged.
 */
const buildPinned = async (
  command: BuildCommand,
  { pins }: BasePlan,
  dockerfile: DockerfileSource | undefined,
  builder: Builder,
  log: Log
): Promise<LocalImage> => {
  if (pins.size === 0 || dockerfile === undefined) return buildImage(command, builder)
  // Docker writes a random name into it (docker/cli, AddDockerfileToBuildContext).
  if (await hasDockerignore(command.context)) {
    log.notice(
      'The context has a .dockerignore, which docker changes in every build while a base is pinned: COPY of the whole context is not taken from the cache.'
    )
  }
  const { RUNNER_TEMP: runnerTemp = '' } = process.env
  const parent = folderForDockerfile(command.context, runnerTemp === '' ? tmpdir() : runnerTemp)
  return withTempDir(
    'dockerfile',
    async directory => {
      const file = join(directory, 'Dockerfile')
      await writeFile(file, dockerfile.replaceBases(dockerfile.bytes, pins))
      return buildImage({ ...command, file }, builder)
    },
    { RUNNER_TEMP: parent }
  )
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

const baseRequest = (leg: PreparedLeg, inputs: BuildInputs, buildHost: BuildHost): BaseRequest => ({
  release: leg.release,
  dockerfile: leg.dockerfile,
  args: leg.args,
  baseImage: inputs.baseImage,
  variesByRelease: inputs.variesByRelease,
  pull: inputs.pull,
  mayPin: inputs.pinBase === 'auto',
  host: buildHost.host,
  isolation: isolationOf(leg, buildHost)
})

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
