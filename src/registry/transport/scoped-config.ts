import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

import { apiHost } from '../../oci/reference.js'
import { dockerConfigDir } from './docker-config.js'

/** A folder with a Docker config that is for one host, and for less than all of it where it says so. */
export type ScopedConfig = {
  readonly directory: string
  readonly host: string
  /** '' for every repository */
  readonly repository: string
  /** the rights that a request has to ask for, among others */
  readonly actions: readonly string[]
}

/** Parses `<host>[/<repository>][@<action>[,<action>]]`. */
const parseScope = (directory: string, path: string): ScopedConfig => {
  const [name = '', actions = ''] = path.split(/@(.*)/s)
  const [host = '', repository = ''] = name.split(/\/(.*)/s)
  const named = actions.split(',').map(action => action.trim())
  return { directory, host, repository, actions: named.filter(action => action !== '') }
}

/**
 * Lists the configs in which docker/login-action keeps logins that have a `scope`:
 * `${BUILDX_CONFIG:-$DOCKER_CONFIG/buildx}/config/<scope>/config.json`; none where the folder cannot be read.
 */
export const listScopedConfigs = async (env: NodeJS.ProcessEnv): Promise<readonly ScopedConfig[]> => {
  const { BUILDX_CONFIG: buildx = '' } = env
  const root = join(buildx === '' ? join(dockerConfigDir(env), 'buildx') : buildx, 'config')
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => entry.isFile() && entry.name === 'config.json')
    .map(({ parentPath }) => parseScope(parentPath, relative(root, parentPath).split(sep).join('/')))
}

/**
 * The configs that hold for a request, the most specific one first: those for the repository before those for the host,
 * then those for more rights (docker/buildx util/dockerutil/dockerconfig).
 *
 * @param scope the token scope that the request needs: `repository:org/app:pull,push`
 */
export const selectScopedConfigs = (
  configs: readonly ScopedConfig[],
  registry: string,
  scope: string
): readonly ScopedConfig[] => {
  const [, path = '', granted = ''] = /^repository:(.*):([^:]*)$/.exec(scope) ?? []
  const actions = new Set(granted.split(','))
  return configs
    .filter(({ host, repository }) => host === apiHost(registry) && (repository === '' || repository === path))
    .filter(config => config.actions.every(action => actions.has(action)))
    .sort((a, b) => Number(b.repository !== '') - Number(a.repository !== '') || b.actions.length - a.actions.length)
}
