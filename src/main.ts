import * as core from '@actions/core'

import { readContext, type RunContext } from './inputs/context.js'
import { readMode, type Mode } from './inputs/modes.js'
import { inputReader, type InputReader } from './inputs/reader.js'
import type { RegistryInputs } from './inputs/shared.js'
import { registryClient, type RegistryClient } from './registry/client.js'
import { credentialHelper } from './registry/credential-helper.js'
import { dockerCredentials, inputCredentials } from './registry/credentials.js'
import { actionsLog as log } from './report/log.js'
import { report, type Result } from './report/result.js'

const connect = ({ login, tries, insecure }: RegistryInputs): RegistryClient => {
  const ofDocker = dockerCredentials({ env: process.env, log, askHelper: credentialHelper(process.env, log) })
  const credentials = login === undefined ? ofDocker : inputCredentials(login, ofDocker, log)
  return registryClient({ credentials, log, tries, insecure })
}

/** Each mode loads its own rooms: the fan-in never waits for what only a build needs. */
const runners: Readonly<Record<Mode, (read: InputReader, context: RunContext) => Promise<Result>>> = {
  build: async (read, context) => {
    const [{ readBuildInputs }, { build }, { withLogin }] = await Promise.all([
      import('./inputs/build.js'),
      import('./modes/build.js'),
      import('./docker/login.js')
    ])
    const inputs = readBuildInputs(read, context)
    inputs.notices.forEach(log.notice)
    const registry = connect(inputs.registry)
    return withLogin(inputs.registry.login, docker => build(inputs, { docker, registry, log }))
  },
  manifest: async (read, context) => {
    const [{ readManifestInputs }, { manifest }] = await Promise.all([
      import('./inputs/manifest.js'),
      import('./modes/manifest.js')
    ])
    const inputs = await readManifestInputs(read, context)
    inputs.notices.forEach(log.notice)
    return manifest(inputs, { registry: connect(inputs.registry), log })
  }
}

/** Runs the step: inputs, mode, outputs. The one place where errors end. */
export const run = async (): Promise<void> => {
  try {
    const read = inputReader(name => core.getInput(name))
    const mode = readMode(read)
    await report(await runners[mode](read, readContext(process.env)))
  } catch (error) {
    core.setFailed(error instanceof Error ? error.message : String(error))
    for (let cause = error; cause instanceof Error; cause = cause.cause) core.debug(cause.stack ?? cause.message)
  }
}
