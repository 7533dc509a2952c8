import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

import type { Log } from '../report/log.js'

/** What a registry knows a user by. */
export type Credential = {
  readonly username: string
  readonly password: string
}

/** Finds the login for a registry, named as references name it (`docker.io`); undefined: none, go on without. */
export type Credentials = (registry: string) => Promise<Credential | undefined>

/** Docker Hub's key in the Docker config, kept from the days of the first registry protocol. */
const hubKey = 'https://index.docker.io/v1/'

/** The host that a key of `auths` is for: older clients wrote addresses (docker/cli credentials.ConvertToHostname). */
const hostOfKey = (key: string): string => key.replace(/^https?:\/\//, '').split('/')[0] ?? ''

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const masked = (credential: Credential, log: Log): Credential => {
  log.secret(credential.password)
  log.secret(Buffer.from(`${credential.username}:${credential.password}`).toString('base64'))
  return credential
}

/** `auth` is base64 of `user:password`; the password may hold colons, docker pads it with NUL. */
const decodeAuth = (auth: string): Credential | undefined => {
  const text = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '')
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) }
}

const fromAuths = (auths: unknown, registry: string): Credential | undefined => {
  if (!isRecord(auths)) return undefined
  const exact = registry === 'docker.io' ? auths[hubKey] : auths[registry]
  const wanted = registry === 'docker.io' ? hostOfKey(hubKey) : registry
  const entry = exact ?? auths[Object.keys(auths).find(key => hostOfKey(key) === wanted) ?? '']
  if (!isRecord(entry)) return undefined
  const { auth, username, password } = entry
  if (typeof auth === 'string' && auth !== '') return decodeAuth(auth)
  return typeof username === 'string' && typeof password === 'string' ? { username, password } : undefined
}

const readJson = async (path: string, log: Log): Promise<unknown> => {
  let text
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    log.warning(`The Docker config ${path} is not JSON: going on without its logins.`)
    return undefined
  }
}

/** The logins of `$DOCKER_CONFIG/config.json`, which `docker login` writes. The file is read once. */
export const dockerConfigCredentials = (env: NodeJS.ProcessEnv, log: Log): Credentials => {
  const directory = env.DOCKER_CONFIG ?? join(homedir(), '.docker')
  let config: Promise<unknown> | undefined
  return async registry => {
    config ??= readJson(join(directory, 'config.json'), log)
    const json = await config
    const found = isRecord(json) ? fromAuths(json.auths, registry) : undefined
    return found === undefined ? undefined : masked(found, log)
  }
}

/** The login of the inputs, for one registry alone; every other one is asked of `others`. */
export const inputCredentials = (
  registry: string,
  credential: Credential,
  others: Credentials,
  log: Log
): Credentials => {
  const own = masked(credential, log)
  return wanted => (wanted === registry ? Promise.resolve(own) : others(wanted))
}
