import { cp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

import { temporaryFolder } from './temporary.js'

/** A login for one registry. */
export type Login = { readonly registry: string; readonly username: string; readonly password: string }

/** A Docker config of our own beside the user's. */
export type TemporaryConfig = { readonly directory: string; readonly remove: () => Promise<void> }

/** Docker Hub's key in the Docker config. */
const keyOf = (registry: string): string => (registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry)

const readUserConfig = async (path: string): Promise<Record<string, unknown>> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** DOCKER_AUTH_CONFIG less a login that docker would take before that of any config (docker/cli GetCredentialsStore). */
export const authsOfOthers = (variable: string, registry: string): string => {
  try {
    const { auths, ...rest } = record(JSON.parse(variable))
    const { [keyOf(registry)]: _, ...others } = record(auths)
    return JSON.stringify({ ...rest, auths: others })
  } catch {
    // Docker says what is wrong with it.
    return variable
  }
}

/** Folders of the user's config (contexts, cli-plugins, buildx) are linked: nothing in them is ours. */
const linkFolders = async (from: string, to: string): Promise<void> => {
  const found = await readdir(from, { withFileTypes: true }).catch(() => [])
  for (const entry of found) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory())
      await symlink(source, target, 'junction').catch(() => cp(source, target, { recursive: true }))
  }
}

/**
 * Makes a Docker config that holds the login beside all that the user's own config has (contexts, plugins, helpers,
 * other logins), so that a password of the inputs never enters the user's.
 *
 * @param announce hears of the folder before the login is in it
 */
export const temporaryConfig = async (
  { registry, username, password }: Login,
  env: NodeJS.ProcessEnv,
  announce: (directory: string) => void
): Promise<TemporaryConfig> => {
  const users = env.DOCKER_CONFIG ?? join(homedir(), '.docker')
  const directory = await temporaryFolder('docker', env)
  announce(directory)
  const config = await readUserConfig(join(users, 'config.json'))
  const key = keyOf(registry)
  const merged = {
    ...config,
    auths: { ...record(config.auths), [key]: { auth: Buffer.from(`${username}:${password}`).toString('base64') } },
    // An empty helper sends docker to the file for this registry, even where a store is set for all others.
    credHelpers: { ...record(config.credHelpers), [key]: '' }
  }
  await writeFile(join(directory, 'config.json'), JSON.stringify(merged), { mode: 0o600 })
  await linkFolders(users, directory)
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) }
}
