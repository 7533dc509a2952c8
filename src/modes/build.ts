import type { BuildInputs } from '../inputs/build.js'
import { InputError } from '../inputs/errors.js'
import { buildImage, type BuildCommand } from '../docker/build.js'
import { DockerError, type Docker } from '../docker/docker.js'
import { readEngine, type Engine } from '../docker/engine.js'
import { readWindowsHost, type WindowsHost } from '../docker/host.js'
import { inspectImage, pushImage, type LocalImage } from '../docker/image.js'
import type { Digest } from '../oci/digest.js'
import { platformJson } from '../oci/document.js'
import { checkEntries, formatPlatform } from '../oci/entries.js'
import { formatReference } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import { readBack } from '../registry/publish.js'
import { settled } from '../registry/settled.js'
import type { Log } from '../report/log.js'
import { code, table } from '../report/markdown.js'
import type { Result } from '../report/result.js'
import { isolationFor, type Isolation } from '../windows/isolation.js'
import { findRelease, releaseOfHost, type Release, type WindowsRelease } from '../windows/releases.js'

/** What the mode works with. */
export type BuildTools = {
  /** the docker CLI for an engine of that operating system */
  readonly docker: (os?: Engine['os']) => Docker
  readonly registry: RegistryClient
  readonly log: Log
}

type Leg = {
  readonly release: Release
  readonly isolation?: Isolation
}

type Built = Leg & {
  readonly references: readonly string[]
  readonly image: LocalImage
  readonly digest?: Digest
}

/** The build leg: one image a release, tagged, checked, pushed. */
export const build = async (inputs: BuildInputs, tools: BuildTools): Promise<Result> => {
  const { log } = tools
  const engine = await readEngine(tools.docker())
  const legs = engine.os === 'windows' ? windowsLegs(inputs, engine, log) : linuxLegs(inputs, engine)
  const docker = tools.docker(engine.os)
  if (inputs.push) await checkLogin(inputs, legs, tools)

  const built: Built[] = []
  for (const leg of legs) {
    const references = inputs.images.map(image => formatReference({ ...image, tag: inputs.legTag(leg.release) }))
    await log.group(`Build for ${leg.release.name}`, () => buildImage(docker, commandOf(inputs, leg, references)))
    const image = await inspectImage(docker, references[0] ?? '')
    checkImage(leg.release, image, references[0] ?? '', inputs)
    const digest = inputs.push ? await pushAll(docker, inputs, tools, leg, references) : undefined
    built.push({ ...leg, references, image, ...(digest === undefined ? {} : { digest }) })
  }
  if (!inputs.push) log.info("Nothing is pushed: 'push' is false.")
  return resultOf(inputs, engine, built)
}

/** The releases that a Windows engine is to build, each with the isolation that this host allows. */
const windowsLegs = (inputs: BuildInputs, engine: Engine, log: Log): readonly Leg[] => {
  const host = readWindowsHost(engine)
  const own = releaseOfHost(host.build, engine.architecture)
  log.info(
    `Windows 10.0.${host.build}${host.revision === undefined ? '' : `.${host.revision}`}, Docker ${engine.version}`
  )
  if (own?.match === 'newer') {
    log.warning(
      `This Windows (build ${host.build}) is newer than all releases known here: taking it as ${own.release.name}.`
    )
  }
  const releases = inputs.releases.length > 0 ? inputs.releases : own === undefined ? [] : [own.release]
  if (releases.length === 0) {
    throw new InputError(
      'releases',
      `no release has images for the build ${host.build} of this host`,
      'name the release to build, or take another runner'
    )
  }
  return releases.map(release => windowsLeg(release, host, inputs))
}

const windowsLeg = (release: Release, host: WindowsHost, inputs: BuildInputs): Leg => {
  if (release.os === 'linux') {
    throw new InputError('releases', `a Windows engine cannot build ${release.name}`, 'build it on a Linux runner')
  }
  const possible = isolationFor(host, release.build)
  if (possible === undefined) {
    throw new InputError(
      'releases',
      `${release.name} (build ${release.build}) is newer than this host (build ${host.build}), which cannot run it`,
      `take a runner with Windows build ${release.build} or newer${runnerHint(release)}`
    )
  }
  if (inputs.isolation === 'process' && possible === 'hyperv') {
    throw new InputError(
      'isolation',
      `this host (build ${host.build}) can run ${release.name} under Hyper-V only`,
      "give 'auto' or 'hyperv'"
    )
  }
  if (inputs.isolation === 'default') return { release }
  return { release, isolation: inputs.isolation === 'auto' ? possible : inputs.isolation }
}

const runnerHint = ({ runner }: WindowsRelease): string => (runner === undefined ? '' : `, like ${runner}`)

/** A Linux engine builds the leg of its own platform. */
const linuxLegs = (inputs: BuildInputs, engine: Engine): readonly Leg[] => {
  const windows = inputs.releases.find(release => release.os === 'windows')
  if (windows !== undefined) {
    throw new InputError(
      'releases',
      `this engine runs on Linux and cannot build ${windows.name}`,
      "take a Windows runner; or, for a Dockerfile without RUN, docker/build-push-action with 'platforms: windows/amd64', and name its image in 'sources' of mode 'manifest'"
    )
  }
  const own = inputs.releases.length > 0 ? inputs.releases : linuxPlatformOf(engine)
  const foreign = own.find(release => release.architecture !== engine.architecture)
  if (foreign !== undefined) {
    throw new InputError(
      'releases',
      `this engine builds linux/${engine.architecture}, not ${foreign.name}`,
      'take a runner of that architecture'
    )
  }
  return own.map(release => ({ release }))
}

const linuxPlatformOf = ({ architecture }: Engine): readonly Release[] => {
  const own = findRelease(architecture === 'arm' ? 'linux-arm-v7' : `linux-${architecture}`)
  if (own === undefined) {
    throw new InputError(
      'releases',
      `the engine's platform linux/${architecture} has no name here`,
      'take a runner with amd64 or arm64'
    )
  }
  return [own]
}

/** A login that the registry refuses is told before minutes are spent on a build. */
const checkLogin = async (inputs: BuildInputs, legs: readonly Leg[], { registry }: BuildTools): Promise<void> => {
  const [leg] = legs
  if (leg === undefined) return
  await settled(inputs.images.map(image => registry.open(image, 'pull,push').head(inputs.legTag(leg.release))))
}

const revisionLabel = 'org.opencontainers.image.revision'
const versionLabel = 'org.opencontainers.image.version'

/** The command line of one leg. What the user gives comes last, so that docker lets it win; the revision stays ours. */
const commandOf = (inputs: BuildInputs, { release, isolation }: Leg, tags: readonly string[]): BuildCommand => {
  const { version, file, target, network } = inputs
  const memory = inputs.memory ?? (isolation === 'hyperv' ? '4g' : undefined)
  return {
    context: inputs.context,
    ...(file === undefined ? {} : { file }),
    tags,
    buildArgs: [
      ...(release.os === 'windows' ? [`${inputs.baseArg}=${release.name}`] : []),
      ...(version === undefined ? [] : [`${inputs.versionArg}=${version}`]),
      ...inputs.buildArgs
    ],
    labels: {
      ...(version === undefined ? {} : { [versionLabel]: version }),
      ...inputs.labels,
      [revisionLabel]: inputs.revision
    },
    ...(target === undefined ? {} : { target }),
    pull: inputs.pull,
    noCache: inputs.noCache,
    ...(network === undefined ? {} : { network }),
    ...(isolation === undefined ? {} : { isolation }),
    ...(memory === undefined ? {} : { memory })
  }
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

/** Pushes every reference of the leg and has the registry confirm what docker tells. */
const pushAll = async (
  docker: Docker,
  inputs: BuildInputs,
  { registry, log }: BuildTools,
  { release }: Leg,
  references: readonly string[]
): Promise<Digest | undefined> => {
  let first: Digest | undefined
  for (const [index, image] of inputs.images.entries()) {
    const reference = references[index] ?? ''
    const digest = await log.group(`Push ${reference}`, () => pushImage(docker, reference))
    await readBack(registry.open(image, 'pull'), inputs.legTag(release), digest, registry.policy)
    log.info(`Pushed ${reference}@${digest}`)
    first ??= digest
  }
  return first
}

const resultOf = (inputs: BuildInputs, engine: Engine, built: readonly Built[]): Result => {
  const references = built.flatMap(leg => leg.references)
  const [first] = built
  const metadata = built.map(({ release, isolation, references: names, image, digest }) => ({
    release: release.name,
    ...(isolation === undefined ? {} : { isolation }),
    references: names,
    imageid: image.id,
    platform: platformJson(image.platform),
    ...(digest === undefined ? {} : { digest })
  }))
  return {
    outputs: {
      digest: built.length === 1 ? (first?.digest ?? '') : '',
      reference: references[0] ?? '',
      references: references.join('\n'),
      release: first?.release.name ?? '',
      releases: built.map(({ release }) => release.name).join(','),
      'os-version': first?.image.platform.osVersion ?? '',
      imageid: first?.image.id ?? '',
      metadata: JSON.stringify(metadata)
    },
    summary: [
      `### ${inputs.push ? 'Built and pushed' : 'Built, not pushed'}: ${code(references[0] ?? '')}`,
      '',
      table(
        ['Release', 'Isolation', 'OS version', 'Image', 'Digest'],
        built.map(({ release, isolation, references: names, image, digest }) => [
          release.name,
          isolation ?? '',
          code(image.platform.osVersion ?? formatPlatform(image.platform)),
          names.map(code).join('<br>'),
          digest === undefined ? '' : code(digest)
        ])
      ),
      '',
      `Engine: Docker ${engine.version} on ${engine.operatingSystem === '' ? engine.os : engine.operatingSystem}`,
      ''
    ].join('\n')
  }
}
