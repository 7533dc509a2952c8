import type { Docker } from '../docker/docker.js'
import type { WantedDocker } from '../docker/install.js'
import type { DockerClis } from '../docker/login.js'
import { describeEngine, detectBuildHost, type BuildHost } from '../docker/build-host.js'
import type { BuildInputs } from '../inputs/build.js'
import { formatReference } from '../oci/reference.js'
import type { RegistryClient } from '../registry/client.js'
import { buildResult, type BuiltLeg } from '../report/build.js'
import type { Journal } from '../report/journal.js'
import type { Result } from '../report/result.js'
import type { Log } from '../runner/log.js'
import { supportNotice } from '../windows/releases.js'
import { checkLogin } from './build-checks.js'
import type { PreparedLeg } from './build-command.js'
import { buildLeg, prepareLeg } from './build-leg.js'
import { linuxLegs, windowsLegs, type Leg } from './build-legs.js'
import { startRepositoryLabels } from './build-repository.js'
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
  const prepared: PreparedLeg[] = []
  for (const leg of legs) prepared.push(await prepareLeg(leg, inputs, buildHost, log))
  const [first] = prepared
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
  const legTools = { ...tools, repositoryLabels: startRepositoryLabels(inputs, first?.inputs.labels ?? {}, log) }
  for (const leg of prepared) {
    const building = buildLeg(leg, inputs, buildHost, legTools)
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
