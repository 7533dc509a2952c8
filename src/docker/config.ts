import { cp, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { asRecord } from '../common/json.js'
import { entryOf, type Credential } from '../registry/transport/credentials.js'
import { configKey, parseDockerConfig, readDockerConfig } from '../registry/transport/docker-config.js'

/**
 * DOCKER_AUTH_CONFIG without the login for one registry, which docker would prefer to that of any config (docker/cli
 * GetCredentialsStore). Docker itself reports what is wrong with a value that cannot be read.
 */
export const withoutRegistryLogin = (variable: string, registry: string): string => {
  const config = parseDockerConfig(variable)
  if (config === undefined) return variable
  const { [configKey(registry)]: _, ...others } = asRecord(config.auths)
  return JSON.stringify({ ...config, auths: others })
}

/** Links the folders of the user's config (contexts, cli-plugins, buildx): nothing in them is changed. */
const linkFolders = async (from: string, to: string): Promise<void> => {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory())
      await symlink(source, target, 'junction').catch(() => cp(source, target, { recursive: true }))
  }
}

/**
 * Writes a Docker config that holds the login next to everything that the user's config has (contexts, plugins,
 * helpers, other logins), so that the login never enters the user's.
 *
 * @param from the folder of the user's config
 * @param to the folder to write to
 */
export const writeConfig = async (
  registry: string,
  credential: Credential,
  from: string,
  to: string
): Promise<void> => {
  // The registry client warns of a config that cannot be read.
  const config = (await readDockerConfig(from)) ?? {}
  const key = configKey(registry)
  const merged = {
    ...config,
    auths: { ...asRecord(config.auths), [key]: entryOf(credential) },
    // An empty helper sends docker to the file for this registry, even where a store is set for all others.
    credHelpers: { ...asRecord(config.credHelpers), [key]: '' }
  }
  await writeFile(join(to, 'config.json'), JSON.stringify(merged), { mode: 0o600 })
  await linkFolders(from, to)
}
