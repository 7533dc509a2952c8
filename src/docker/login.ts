import { authsOfOthers, temporaryConfig, type Login } from './config.js'
import { dockerCli, type Docker } from './docker.js'
import type { Engine } from './engine.js'

/**
 * Windows engines have the classic builder; buildx would ignore the isolation. On Linux the engine's own builder makes
 * an image, not a list around it: buildx adds an attestation unless it is told by its variable, which every other
 * builder passes over (docs.docker.com, "BUILDX_NO_DEFAULT_ATTESTATIONS").
 */
const environments: Readonly<Record<Engine['os'], Readonly<Record<string, string>>>> = {
  windows: { DOCKER_BUILDKIT: '0' },
  linux: { BUILDX_BUILDER: 'default', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }
}

/**
 * Runs work with a docker that knows the login of the inputs, which is gone when the work ends.
 *
 * @param leaveBehind hears of the folder that holds the login before anything is in it: a step that is cancelled never
 *   comes to its end, and the post step removes the folder
 */
export const withLogin = async <T>(
  login: Login | undefined,
  leaveBehind: (directory: string) => void,
  work: (docker: (os?: Engine['os']) => Docker) => Promise<T>
): Promise<T> => {
  const cliFor =
    (env: Readonly<Record<string, string>>) =>
    (os?: Engine['os']): Docker =>
      dockerCli({ ...env, ...(os === undefined ? {} : environments[os]) })
  if (login === undefined) return work(cliFor({}))

  const config = await temporaryConfig(login, process.env, leaveBehind)
  const { DOCKER_AUTH_CONFIG: auths = '' } = process.env
  const others = auths === '' ? {} : { DOCKER_AUTH_CONFIG: authsOfOthers(auths, login.registry) }
  try {
    return await work(cliFor({ ...others, DOCKER_CONFIG: config.directory }))
  } finally {
    await config.remove()
  }
}
