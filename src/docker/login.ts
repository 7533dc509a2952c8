import type { Login } from '../registry/transport/credentials.js'
import { dockerConfigDir } from '../registry/transport/docker-config.js'
import { withTempDir } from '../runner/temp-dir.js'
import { withoutLogin, writeConfig } from './config.js'
import { dockerCli, type Docker } from './docker.js'
import type { EngineInfo } from './engine.js'

/**
 * Windows engines have the classic builder; buildx would ignore the isolation. On Linux the default builder makes an
 * image, not an index around it: buildx adds an attestation unless its variable says otherwise, which every other builder
 * ignores (docs.docker.com, "BUILDX_NO_DEFAULT_ATTESTATIONS").
 */
const environments: Readonly<Record<EngineInfo['os'], Readonly<Record<string, string>>>> = {
  windows: { DOCKER_BUILDKIT: '0' },
  linux: { BUILDX_BUILDER: 'default', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }
}

/**
 * Runs work with a docker that has the login of the inputs, which is removed when the work ends.
 *
 * @param rememberConfigDir receives the folder of the login before it holds one: a step that is cancelled cannot remove
 *   it, so the post step does
 */
export const withLogin = async <T>(
  login: Login | undefined,
  rememberConfigDir: (directory: string) => void,
  work: (docker: (os?: EngineInfo['os']) => Docker) => Promise<T>
): Promise<T> => {
  const cliFor =
    (env: Readonly<Record<string, string>>) =>
    (os?: EngineInfo['os']): Docker =>
      dockerCli({ ...env, ...(os === undefined ? {} : environments[os]) })
  if (login === undefined) return work(cliFor({}))

  return withTempDir('docker', async directory => {
    rememberConfigDir(directory)
    await writeConfig(login, dockerConfigDir(process.env), directory)
    const { DOCKER_AUTH_CONFIG: auths = '' } = process.env
    const others = auths === '' ? {} : { DOCKER_AUTH_CONFIG: withoutLogin(auths, login.registry) }
    return work(cliFor({ ...others, DOCKER_CONFIG: directory }))
  })
}
