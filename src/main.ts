import { readContext, type RunContext } from './inputs/context.js'
import { inputNames, readMode, type Mode } from './inputs/modes.js'
import { inputReader, type InputReader } from './inputs/reader.js'
import type { RegistryInputs } from './inputs/shared.js'
import { checkUnknown } from './inputs/unknown.js'
import { registryClient, type RegistryClient } from './registry/client.js'
import {
  dockerCredentials,
  inputCredentials,
  scopedCredentials,
  type AskHelper
} from './registry/transport/credentials.js'
import { actionsLog as log } from './runner/log.js'
import { describeFailure, stacksOf } from './report/failure.js'
import { report, type Result } from './report/result.js'
import { getState, givenInputs, readInputs, saveState, setFailed } from './runner/core.js'

/** Few Docker configs name a helper, so the code that starts programs is loaded for those alone. */
const askHelper: AskHelper = async (helper, server) => {
  const { credentialHelper } = await import('./registry/transport/credential-helper.js')
  return credentialHelper(log)(helper, server)
}

/** Where docker keeps its logins. */
const dockerLogins = { env: process.env, log, askHelper }

/** Opens the registry client for some work, and closes its connections afterwards. */
const withRegistries = async <T>(
  { login, tries, insecure }: RegistryInputs,
  work: (registry: RegistryClient) => Promise<T>
): Promise<T> => {
  const ofDocker = dockerCredentials(dockerLogins)
  const credentials = login === undefined ? ofDocker : inputCredentials(login, ofDocker, log)
  const registry = registryClient({ credentials, log, tries, insecure })
  try {
    return await work(registry)
  } finally {
    registry.close()
  }
}

const state = { isPost: 'isPost', config: 'docker-config', container: 'docker-container' } as const

const rememberConfigDir = (directory: string): void => {
  saveState(state.config, directory)
}

const rememberContainer = (name: string): void => {
  saveState(state.container, name)
}

/** Logs how the inputs were understood. */
const logNotices = ({ notices }: { readonly notices: readonly string[] }): void => {
  for (const notice of notices) log.notice(notice)
}

/** Each mode loads its own modules: the fan-in does not wait for what only a build needs. */
const runners: Readonly<Record<Mode, (read: InputReader, context: RunContext) => Promise<Result>>> = {
  build: async (read, context) => {
    const [{ readBuildInputs }, { build }, { withLogins }] = await Promise.all([
      import('./inputs/build.js'),
      import('./modes/build.js'),
      import('./docker/login.js')
    ])
    const inputs = readBuildInputs(read, context)
    logNotices(inputs)
    return withRegistries(inputs.registry, registry =>
      withLogins(
        { login: inputs.registry.login, findScoped: scopedCredentials(dockerLogins) },
        rememberConfigDir,
        clis => build(inputs, { ...clis, registry, log, rememberContainer })
      )
    )
  },
  manifest: async (read, context) => {
    const [{ readManifestInputs }, { manifest }] = await Promise.all([
      import('./inputs/manifest.js'),
      import('./modes/manifest.js')
    ])
    const inputs = await readManifestInputs(read, context)
    logNotices(inputs)
    return withRegistries(inputs.registry, registry => manifest(inputs, { registry, log }))
  },
  rebase: async (read, context) => {
    const [{ readRebaseInputs }, { rebase }] = await Promise.all([
      import('./inputs/rebase.js'),
      import('./modes/rebase.js')
    ])
    const inputs = readRebaseInputs(read, context)
    return withRegistries(inputs.registry, registry => rebase(inputs, { registry, log }))
  },
  assemble: async (read, context) => {
    const [{ readAssembleInputs }, { assemble }] = await Promise.all([
      import('./inputs/assemble.js'),
      import('./modes/assemble.js')
    ])
    const inputs = readAssembleInputs(read, context)
    logNotices(inputs)
    return withRegistries(inputs.registry, registry => assemble(inputs, { registry, log }))
  },
  check: async (read, context) => {
    const [{ readCheckInputs }, { check }] = await Promise.all([
      import('./inputs/check.js'),
      import('./modes/check.js')
    ])
    const inputs = readCheckInputs(read, context)
    return withRegistries(inputs.registry, registry => check(inputs, { registry, log }))
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
  const [container, directory] = [getState(state.container), getState(state.config)]
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
  if (directory !== '') {
    const { rm } = await import('node:fs/promises')
    await rm(directory, { recursive: true, force: true })
  }
}

/** The stack of a bug is logged at once, so that the step need not run again with debug logging. */
const fail = (error: unknown): void => {
  const { message, annotation, isBug } = describeFailure(error, process.env)
  setFailed(message, annotation)
  for (const stack of stacksOf(error)) (isBug ? log.info : log.debug)(stack)
}

/** Runs the step: inputs, mode, outputs. The one place where errors end. */
export const run = async (): Promise<void> => {
  try {
    saveState(state.isPost, 'true')
    const given = givenInputs(process.env)
    const read = inputReader(readInputs(inputNames))
    for (const warning of checkUnknown(given, inputNames)) log.warning(warning)
    const mode = readMode(read)
    const result = await runners[mode](read, readContext(process.env))
    await report(result)
    if (result.failure !== undefined) setFailed(result.failure)
  } catch (error) {
    fail(error)
  }
}
