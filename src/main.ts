import { sentence, UserError } from './common/user-error.js'
import { readContext, type RunContext } from './inputs/context.js'
import { inputNames, readMode, type Mode } from './inputs/modes.js'
import { inputReader, type InputReader } from './inputs/reader.js'
import type { RegistryInputs } from './inputs/shared.js'
import { checkUnknown } from './inputs/unknown.js'
import { registryClient, type RegistryClient } from './registry/client.js'
import type { Agents } from './registry/transport/agents.js'
import {
  dockerCredentials,
  inputCredentials,
  scopedCredentials,
  type AskHelper
} from './registry/transport/credentials.js'
import { actionsLog as log } from './runner/log.js'
import { describeFailure, stacksOf } from './report/failure.js'
import { failureSummary } from './report/failure-summary.js'
import { startJournal, type Journal } from './report/journal.js'
import { report, type Result } from './report/result.js'
import { addSummary, getState, givenInputs, readInputs, RunnerFileError, saveState, setFailed } from './runner/core.js'

/** Few Docker configs name a helper, so the code that starts programs is loaded for those alone. */
const askHelper: AskHelper = async (helper, server) => {
  const { credentialHelper } = await import('./registry/transport/credential-helper.js')
  return credentialHelper(log)(helper, server)
}

/** Where docker keeps its logins. */
const dockerLogins = { env: process.env, log, askHelper }

/** Logs how the inputs were understood. */
const logNotices = ({ notices }: { readonly notices: readonly string[] }): void => {
  for (const notice of notices) log.notice(notice)
}

/** Opens the registry client. {@link run} closes its connections in the end. */
const openRegistries = ({ login, tries, insecure, notices }: RegistryInputs, agents: Agents): RegistryClient => {
  logNotices({ notices })
  const ofDocker = dockerCredentials(dockerLogins)
  const credentials = login === undefined ? ofDocker : inputCredentials(login, ofDocker, log)
  return registryClient({ credentials, log, tries, insecure, agents })
}

const state = { isPost: 'isPost', config: 'docker-config', container: 'docker-container', spool: 'spool' } as const

const rememberConfigDir = (directory: string): void => {
  saveState(state.config, directory)
}

const rememberSpool = (directory: string): void => {
  saveState(state.spool, directory)
}

const rememberContainer = (name: string): void => {
  saveState(state.container, name)
}

/** What all modes work with. */
type RunTools = { readonly journal: Journal; readonly agents: Agents }

/** Each mode loads its own modules: the fan-in does not wait for what only a build needs. */
const runners: Readonly<Record<Mode, (read: InputReader, context: RunContext, tools: RunTools) => Promise<Result>>> = {
  build: async (read, context, { journal, agents }) => {
    const [{ readBuildInputs }, { build }, { withLogins }] = await Promise.all([
      import('./inputs/build.js'),
      import('./modes/build.js'),
      import('./docker/login.js')
    ])
    const inputs = readBuildInputs(read, context)
    logNotices(inputs)
    const registry = openRegistries(inputs.registry, agents)
    return withLogins(
      { login: inputs.registry.login, findScoped: scopedCredentials(dockerLogins) },
      rememberConfigDir,
      clis => build(inputs, { ...clis, registry, log, journal, rememberContainer })
    )
  },
  manifest: async (read, context, { journal, agents }) => {
    // The whole pipeline waits for the fan-in. Its code is bundled with this file: reading eight more takes 7 ms.
    const [{ readManifestInputs }, { manifest }] = await Promise.all([
      import(/* webpackMode: "eager" */ './inputs/manifest.js'),
      import(/* webpackMode: "eager" */ './modes/manifest.js')
    ])
    const inputs = await readManifestInputs(read, context)
    logNotices(inputs)
    return manifest(inputs, { registry: openRegistries(inputs.registry, agents), log, journal })
  },
  rebase: async (read, context, { journal, agents }) => {
    const [{ readRebaseInputs }, { rebase }] = await Promise.all([
      import('./inputs/rebase.js'),
      import('./modes/rebase.js')
    ])
    const inputs = readRebaseInputs(read, context)
    return rebase(inputs, { registry: openRegistries(inputs.registry, agents), log, journal })
  },
  assemble: async (read, context, { journal, agents }) => {
    const [{ readAssembleInputs }, { assemble }] = await Promise.all([
      import('./inputs/assemble.js'),
      import('./modes/assemble.js')
    ])
    const inputs = readAssembleInputs(read, context)
    logNotices(inputs)
    return assemble(inputs, { registry: openRegistries(inputs.registry, agents), log, journal, rememberSpool })
  },
  check: async (read, context, { journal, agents }) => {
    const [{ readCheckInputs }, { check }] = await Promise.all([
      import('./inputs/check.js'),
      import('./modes/check.js')
    ])
    const inputs = readCheckInputs(read, context)
    return check(inputs, { registry: openRegistries(inputs.registry, agents), log, journal })
  },
  plan: async read => {
    const [{ readPlanInputs }, { plan }] = await Promise.all([import('./inputs/plan.js'), import('./modes/plan.js')])
    const inputs = readPlanInputs(read)
    logNotices(inputs)
    return plan(inputs, log, new Date())
  }
}

/** Whether this is the post step: the runner starts it with the state of the main step. */
export const isPost = (): boolean => getState(state.isPost) !== ''

/** Removes what a cancelled main step left behind. */
export const cleanUp = async (): Promise<void> => {
  const container = getState(state.container)
  if (container !== '') {
    const [{ dockerCli }, { removeContainer }] = await Promise.all([
      import('./docker/docker.js'),
      import('./docker/container.js')
    ])
    // Without docker there is no container either.
    await removeContainer(dockerCli({}), container).catch((error: unknown) => {
      log.debug(String(error))
    })
  }
  for (const directory of [getState(state.config), getState(state.spool)]) {
    if (directory === '') continue
    const { rm } = await import('node:fs/promises')
    await rm(directory, { recursive: true, force: true })
  }
}

/** The stack of a bug is logged at once, so that the step need not run again with debug logging. */
const fail = (error: unknown): string => {
  const { message, annotation, isBug } = describeFailure(error, process.env)
  setFailed(message, annotation)
  for (const stack of stacksOf(error)) (isBug ? log.info : log.debug)(stack)
  return message
}

/** Adds which tags were published to the error of a step that cannot hand over its outputs. */
const withTags = (error: unknown, journal: Journal): unknown => {
  if (!(error instanceof RunnerFileError)) return error
  const { published } = journal.read()
  const tags =
    published.length === 0 ? 'No tag was changed' : `These tags were published nevertheless: ${published.join(', ')}`
  return new UserError({ ...error.parts, remedy: `${sentence(error.parts.remedy ?? '')} ${sentence(tags)}` })
}

/** A summary that cannot be written does not hide the failure that it is about. */
const summarizeFailure = async (
  mode: Mode | undefined,
  journal: Journal,
  error: unknown,
  message: string
): Promise<void> => {
  try {
    await addSummary(failureSummary(mode, journal.read(), { error, message }))
  } catch (cause) {
    log.debug(`The summary cannot be written: ${String(cause)}`)
  }
}

/**
 * Runs the step: inputs, mode, outputs. The one place where errors end.
 *
 * @param agents keep connections that are open already; all of them are closed in the end
 */
export const run = async (agents: Agents): Promise<void> => {
  const journal = startJournal()
  let [mode, showsSummary]: [Mode | undefined, boolean] = [undefined, true]
  try {
    saveState(state.isPost, 'true')
    const given = givenInputs(process.env)
    const read = inputReader(readInputs(inputNames))
    showsSummary = read.boolean('show-summary', true)
    for (const warning of checkUnknown(given, inputNames)) log.warning(warning)
    mode = readMode(read)
    const result = await runners[mode](read, readContext(process.env), { journal, agents })
    await report(result, showsSummary)
    // The result had a summary of its own.
    showsSummary = false
    if (result.failure !== undefined) throw result.failure
  } catch (cause) {
    const error = withTags(cause, journal)
    const message = fail(error)
    if (showsSummary) await summarizeFailure(mode, journal, error, message)
  } finally {
    agents.close()
  }
}
