import { randomUUID } from 'node:crypto'

import type { Attempts } from '../docker/attempts.js'
import { planBase, type BasePlan } from '../docker/base-plan.js'
import { buildArgValues } from '../docker/build-args.js'
import { buildImage, pullCache } from '../docker/build.js'
import { testImage } from '../docker/container.js'
import { DockerError, type Docker } from '../docker/docker.js'
import type { Engine } from '../docker/engine.js'
import type { LocalImage } from '../docker/image.js'
import { pushImage } from '../docker/push.js'
import { describeEngine, findSite, type Site } from '../docker/site.js'
import type { Dockerfile } from '../dockerfile/dockerfile.js'
import { buildArgsOf, buildCommand, memoryOf } from './build-command.js'
import type { BuildInputs } from '../inputs/build.js'
import { readDockerfile } from './build-dockerfile.js'
import { InputError } from '../inputs/errors.js'
import { linuxLegs, windowsLegs, type Leg } from './build-legs.js'
import { beginsWith } from '../oci/base-layers.js'
import type { Digest } from '../oci/digest.js'
import { checkEntries, formatPlatform } from '../oci/entries.js'
import { baseNameOf } from '../oci/labels.js'
import { formatReference } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import type { RepositoryClient } from '../registry/repository.js'
import { readBack } from '../registry/publish.js'
import { settled } from '../common/await-all.js'
import { buildResult, type BuiltLeg, type Phase } from '../report/build.js'
import type { Log } from '../runner/log.js'
import type { Result } from '../report/result.js'
import { supportNotice, type Release } from '../windows/releases.js'

/** What the mode works with. */
export type BuildTools = {
  /** the docker CLI for an engine of that operating system */
  readonly docker: (os?: Engine['os']) => Docker
  readonly registry: RegistryClient
  readonly log: Log
  /** names a container, before it is there, for the post step of a step that is cancelled */
  readonly leaveContainer: (name: string) => void
}

type Work = { readonly inputs: BuildInputs; readonly tools: BuildTools; readonly site: Site }

/** The build leg: one image a release, tagged, checked, tested, pushed. */
export const build = async (inputs: BuildInputs, tools: BuildTools): Promise<Result> => {
  await install(inputs, tools)
  const site = await findSite(tools.docker, tools.log)
  const { engine, host, service } = site
  const legs =
    host === undefined
      ? linuxLegs(inputs, engine, service !== undefined)
      : windowsLegs(inputs, engine, host, tools.log.warning)
  tellSupport(legs, tools.log)
  const dockerfile = await readDockerfile(inputs, tools.log)
  if (inputs.push) await checkLogin(inputs, legs, tools)

  const built: BuiltLeg[] = []
  for (const leg of legs) built.push(await buildLeg(leg, dockerfile, { inputs, tools, site }))
  if (!inputs.push) tools.log.info("Nothing is pushed: 'push' is false.")
  return buildResult({ pushed: inputs.push, engine: describeEngine(engine), legs: built })
}

const install = async ({ install: wanted }: BuildInputs, { docker, log }: BuildTools): Promise<void> => {
  if (wanted === undefined) return
  // Downloads and caches are for those who ask for them.
  const { installDocker } = await import('../docker/install.js')
  await installDocker(wanted, docker(), log)
}

const tellSupport = (legs: readonly Leg[], log: Log): void => {
  for (const { release } of legs) {
    const notice = release.os === 'windows' ? supportNotice(release, Date.now()) : undefined
    if (notice !== undefined) log.notice(notice)
  }
}

/** A login that the registry refuses is told before minutes are spent on a build. */
const checkLogin = async (inputs: BuildInputs, legs: readonly Leg[], { registry }: BuildTools): Promise<void> => {
  const [leg] = legs
  if (leg === undefined) return
  await settled(inputs.images.map(image => registry.open(image, 'pull,push').head(inputs.legTag(leg.release))))
}

const buildLeg = async (leg: Leg, dockerfile: Dockerfile | undefined, work: Work): Promise<BuiltLeg> => {
  const { inputs, tools, site } = work
  const { log } = tools
  const { release } = leg
  const references = inputs.images.map(image => formatReference({ ...image, tag: inputs.legTag(release) }))
  const [reference = ''] = references
  const phases: Phase[] = []
  const timed = async <T>(name: string, part: () => Promise<T>): Promise<T> => {
    const start = Date.now()
    const result = await part()
    phases.push({ name, ms: Date.now() - start })
    return result
  }

  const plan = await timed('base', () => findBase(leg, dockerfile, work))
  const attempts = attemptsOf(leg, plan.isNewer, work)
  const command = await buildCommand(inputs, {
    leg,
    baseTag: plan.tag,
    base: plan.base,
    dockerfile,
    tags: references,
    cacheFrom: await pullCaches(leg, work)
  })
  // With images that steps are taken from, what came before the labels may have a wrong config.
  const labelsLast = site.engine.classic && inputs.cacheFrom(release).length === 0
  const builder = { docker: site.docker, labelsLast, attempts }
  const image = await timed('build', () => log.group(`Build for ${release.name}`, () => buildImage(command, builder)))
  checkImage(release, image, reference, inputs)
  checkBase(image, plan, inputs)
  if (inputs.test !== undefined || inputs.testHealthy)
    await timed('test', () => test(reference, leg, attempts, work, image.hasHealthcheck))
  const pushed = inputs.push ? await timed('push', () => pushAll(leg, references, plan, attempts, work)) : undefined
  return {
    release: release.name,
    ...(leg.isolation === undefined ? {} : { isolation: leg.isolation }),
    references,
    image,
    ...(plan.base === undefined ? {} : { base: describeBase(plan.base) }),
    ...pushed,
    phases
  }
}

const describeBase = (base: NonNullable<BasePlan['base']>): NonNullable<BuiltLeg['base']> => ({
  name: baseNameOf(base.reference),
  ...(base.digest === undefined ? {} : { digest: base.digest }),
  ...(base.created === undefined ? {} : { created: base.created }),
  ...(base.platform.osVersion === undefined ? {} : { osVersion: base.platform.osVersion })
})

const isolationOf = ({ isolation }: Leg, { engine }: Site): 'process' | 'hyperv' | undefined =>
  isolation ?? engine.isolation

const attemptsOf = (leg: Leg, baseIsNewer: boolean, { tools, site }: Work): Attempts => {
  const isolation = isolationOf(leg, site)
  return {
    policy: tools.registry.policy,
    work: { baseIsNewer, ...(isolation === undefined ? {} : { isolation }) },
    service: site.service
  }
}

const findBase = (leg: Leg, dockerfile: Dockerfile | undefined, work: Work): Promise<BasePlan> => {
  const { inputs, tools, site } = work
  const { baseArg, baseImage, pull, pinBase } = inputs
  return planBase(
    {
      release: leg.release,
      dockerfile,
      argsWith: tag => buildArgValues(leg.release, buildArgsOf(inputs, leg, tag)),
      baseArg,
      baseImage,
      pull,
      mayPin: pinBase === 'auto',
      host: site.host,
      isolation: isolationOf(leg, site)
    },
    { docker: site.docker, registry: tools.registry, attempts: attemptsOf(leg, false, work) }
  )
}

/** Pulls the images that steps may be taken from; one that is not there is no reason not to build. */
const pullCaches = async (leg: Leg, { inputs, tools, site }: Work): Promise<readonly string[]> => {
  const found: string[] = []
  for (const image of inputs.cacheFrom(leg.release)) {
    if (await tools.log.group(`Pull ${image}`, () => pullCache(site.docker, image))) found.push(image)
    else tools.log.notice(`The image ${image} of 'cache-from' cannot be pulled: building without it.`)
  }
  return found
}

/** A Dockerfile that ignores the base argument builds the same image for every release: seen here, not on a host. */
const checkImage = (release: Release, { platform }: LocalImage, reference: string, { baseArg }: BuildInputs): void => {
  const descriptor = { mediaType: '', digest: 'sha256:' as Digest, size: 0 }
  try {
    checkEntries([{ descriptor, platform, reference, release }], { allowMissingOsVersion: false })
  } catch (cause) {
    throw new DockerError(
      `The image that was built is for ${formatPlatform(platform)}, not for ${release.name}. Does the Dockerfile take its base by 'ARG ${baseArg}' and 'FROM …:$${baseArg}'? Nothing was pushed.`,
      { cause }
    )
  }
}

/** What the labels say of the base has to hold for the image that was built. */
const checkBase = (image: LocalImage, { base }: BasePlan, { baseImage }: BuildInputs): void => {
  if (base === undefined || beginsWith(image, base)) return
  const name = formatReference({ ...base.reference, ...(base.digest === undefined ? {} : { digest: base.digest }) })
  throw new DockerError(
    `The image that was built does not begin with the layers of its base ${name}. ${baseImage === undefined ? 'Its tag was moved while the image was built: run this job again.' : "Is it built on what 'base-image' names?"} Nothing was pushed.`
  )
}

/** Tests the image before anybody else gets it. */
const test = async (
  image: string,
  leg: Leg,
  attempts: Attempts,
  work: Work,
  hasHealthcheck: boolean
): Promise<void> => {
  const { inputs, tools, site } = work
  if (inputs.testHealthy && !hasHealthcheck)
    throw new InputError(
      'test-healthy',
      `${image} has no HEALTHCHECK`,
      'add one to the Dockerfile, or leave the input out'
    )
  const { network, testTimeout: limit, test: command } = inputs
  const memory = memoryOf(leg, inputs)
  const container = {
    image,
    limit,
    ...(network === undefined ? {} : { network }),
    ...(memory === undefined ? {} : { memory }),
    ...(leg.isolation === undefined ? {} : { isolation: leg.isolation })
  }
  // One name for all containers of the step, which follow one another: the post step knows it.
  const testing = { docker: site.docker, log: tools.log, attempts, name: `win-multiarch-${randomUUID()}` }
  tools.leaveContainer(testing.name)
  if (inputs.testHealthy) await testImage(container, testing)
  if (command !== undefined) await testImage({ ...container, command }, testing)
}

/** Pushes every reference of the leg and has the registry confirm what docker tells. */
const pushAll = async (
  { release }: Leg,
  references: readonly string[],
  { base }: BasePlan,
  attempts: Attempts,
  { inputs, tools, site }: Work
): Promise<Pick<BuiltLeg, 'digest' | 'layers'>> => {
  const { registry, log } = tools
  const tag = inputs.legTag(release)
  let first: Pick<BuiltLeg, 'digest' | 'layers'> = {}
  for (const [index, image] of inputs.images.entries()) {
    const reference = references[index] ?? ''
    // Its own answer says how long to wait, which docker does not tell; the client waits for as long.
    const slowDown = (): Promise<unknown> => registry.open(image, 'pull,push').head(tag)
    const digest = await log.group(`Push ${reference}`, () =>
      pushImage(site.docker, reference, { ...attempts, slowDown })
    )
    const client = registry.open(image, 'pull')
    await readBack(client, tag, digest, registry.policy)
    log.info(`Pushed ${reference}@${digest}`)
    if (index === 0) first = { digest, ...(await sizesOf(client, digest, base?.diffIds.length ?? 0)) }
  }
  return first
}

/** What the layers weigh in the registry. */
const sizesOf = async (client: RepositoryClient, digest: Digest, ofBase: number): Promise<Pick<BuiltLeg, 'layers'>> => {
  const manifest = await client.get(digest)
  if (manifest?.kind !== 'manifest') return {}
  const sum = (layers: readonly { readonly size: number }[]): number =>
    layers.reduce((total, { size }) => total + size, 0)
  return { layers: { all: sum(manifest.layers), own: sum(manifest.layers.slice(ofBase)) } }
}
