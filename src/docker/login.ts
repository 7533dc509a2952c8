import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'

import { defined } from '../common/defined.js'
import type { Repository } from '../oci/reference.js'
import type { Credentials, Login } from '../registry/transport/credentials.js'
import { dockerConfigDir } from '../registry/transport/docker-config.js'
import { repositoryScope } from '../registry/transport/scopes.js'
import { withTempDir } from '../runner/temp-dir.js'
import { withoutRegistryLogin, writeConfig } from './config.js'
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

/** The docker CLI, with the logins that its commands need. */
export type DockerClis = {
  /** for an engine of that operating system */
  readonly docker: (os?: EngineInfo['os']) => Docker
  /** for pushes to one repository: a login may be for that alone */
  readonly dockerForPush: (repository: Repository, os: EngineInfo['os']) => Promise<Docker>
}

export type Logins = {
  /** the login of the inputs */
  readonly login: Login | undefined
  /** finds logins with a scope, which docker itself does not read */
  readonly findScoped: Credentials
}

/** The variables that give docker the login of the inputs. */
const loginVariables = async (login: Login, directory: string): Promise<Readonly<Record<string, string>>> => {
  await writeConfig(login.registry, { kind: 'password', ...login }, dockerConfigDir(process.env), directory)
  const { DOCKER_AUTH_CONFIG: auths = '' } = process.env
  const others = auths === '' ? undefined : withoutRegistryLogin(auths, login.registry)
  return { ...defined({ DOCKER_AUTH_CONFIG: others }), DOCKER_CONFIG: directory }
}

/**
 * Runs work with a docker that has the logins, which are removed when the work ends.
 *
 * @param rememberConfigDir receives the folder of the logins before it holds one: a step that is cancelled cannot remove
 *   it, so the post step does
 */
export const withLogins = <T>(
  { login, findScoped }: Logins,
  rememberConfigDir: (directory: string) => void,
  work: (clis: DockerClis) => Promise<T>
): Promise<T> =>
  withTempDir('docker', async directory => {
    rememberConfigDir(directory)
    const variables = login === undefined ? {} : await loginVariables(login, directory)
    const docker: DockerClis['docker'] = os => dockerCli({ ...variables, ...(os && environments[os]) })
    return work({
      docker,
      dockerForPush: async ({ registry, path }, os) => {
        const isInputs = login?.registry === registry
        const scoped = isInputs ? undefined : await findScoped(registry, repositoryScope(path, 'pull,push'))
        if (scoped === undefined) return docker(os)
        const config = await mkdtemp(join(directory, 'push-'))
        await writeConfig(registry, scoped, dockerConfigDir(process.env), config)
        return dockerCli({ ...variables, ...environments[os], DOCKER_CONFIG: config })
      }
    })
  })
