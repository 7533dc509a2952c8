import { join } from 'node:path'

import { isRecord, type Json } from '../../common/json.js'
import type { Log } from '../../runner/log.js'
import { configKey, dockerConfigDir, encodeAuth, parseDockerConfig, readDockerConfig } from './docker-config.js'

/** A login for one registry. */
export type Login = { readonly registry: string; readonly username: string; readonly password: string }

/** What a registry knows a user by. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** a refresh token, which the token server changes for access tokens */
  | { readonly kind: 'identity'; readonly username: string; readonly token: string }
  /** an access token that is sent as it is */
  | { readonly kind: 'bearer'; readonly token: string }

/** Finds the login for a registry, named as references name it (`docker.io`); undefined: none, go on without. */
export type Credentials = (registry: string) => Promise<Credential | undefined>

/** Asks a credential helper of docker for the login of a server; undefined: it has none. */
export type AskHelper = (helper: string, server: string) => Promise<Credential | undefined>

type ConfigOptions = {
  readonly env: NodeJS.ProcessEnv
  readonly log: Log
  readonly askHelper: AskHelper
}

/** The host that a key of `auths` is for: older clients wrote addresses (docker/cli credentials.ConvertToHostname). */
const hostOfKey = (key: string): string => key.replace(/^https?:\/\//, '').split('/')[0] ?? ''

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The value of a Basic header. */
export const basicOf = (username: string, password: string): string => `Basic ${encodeAuth(username, password)}`

/** Masking is literal: every form in which a secret is sent has to be named. */
const mask = (credential: Credential, log: Log): Credential => {
  const secret = credential.kind === 'password' ? credential.password : credential.token
  for (const line of secret.split(/\r?\n/)) log.secret(line)
  log.secret(Buffer.from(secret).toString('base64'))
  if (credential.kind !== 'bearer') log.secret(encodeAuth(credential.username, secret))
  return credential
}

/** `auth` is base64 of `user:password`; the password may hold colons, docker pads it with NUL. */
const decodeAuth = (auth: string): Credential | undefined => {
  const decoded = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '')
  const colon = decoded.indexOf(':')
  if (colon < 0) return undefined
  return { kind: 'password', username: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

const fromEntry = (entry: Json): Credential | undefined => {
  const [identity, bearer] = [text(entry.identitytoken), text(entry.registrytoken)]
  if (bearer !== undefined) return { kind: 'bearer', token: bearer }
  const [auth, username, password] = [text(entry.auth), text(entry.username), text(entry.password)]
  const decoded = auth === undefined ? undefined : decodeAuth(auth)
  if (identity !== undefined) {
    return {
      kind: 'identity',
      username: decoded?.kind === 'password' ? decoded.username : (username ?? ''),
      token: identity
    }
  }
  if (decoded !== undefined) return decoded
  return username === undefined || password === undefined ? undefined : { kind: 'password', username, password }
}

/** The entry of exactly that host; a key that merely contains it would leak a login to another one. */
const fromAuths = (auths: unknown, registry: string): Credential | undefined => {
  if (!isRecord(auths)) return undefined
  const host = hostOfKey(configKey(registry))
  const key = [configKey(registry), ...Object.keys(auths)].find(
    name => Object.hasOwn(auths, name) && hostOfKey(name) === host
  )
  const entry = key === undefined ? undefined : auths[key]
  return isRecord(entry) ? fromEntry(entry) : undefined
}

/** Logins that cannot be read cost a warning: the step may not need them. */
const orEmpty = (config: Json | undefined, name: string, log: Log): Json => {
  if (config !== undefined) return config
  log.warning(`${name} is not a JSON object: continuing without its logins.`)
  return {}
}

const readConfig = async (env: NodeJS.ProcessEnv, log: Log): Promise<Json> => {
  const directory = dockerConfigDir(env)
  return orEmpty(await readDockerConfig(directory), `The Docker config ${join(directory, 'config.json')}`, log)
}

const helperFor = (config: Json, registry: string): string | undefined => {
  const helpers = config.credHelpers
  const key = configKey(registry)
  if (isRecord(helpers) && Object.hasOwn(helpers, key)) return text(helpers[key])
  return text(config.credsStore)
}

/**
 * The logins that docker knows: DOCKER_AUTH_CONFIG, then `$DOCKER_CONFIG/config.json` with its helper for the
 * registry, its store, and its own entries (docker/cli cli/config/configfile). Each registry is asked about once.
 */
export const dockerCredentials = ({ env, log, askHelper }: ConfigOptions): Credentials => {
  const known = new Map<string, Promise<Credential | undefined>>()
  let config: Promise<Json> | undefined

  const find = async (registry: string): Promise<Credential | undefined> => {
    const variable = text(env.DOCKER_AUTH_CONFIG)
    const given =
      variable === undefined
        ? undefined
        : fromAuths(orEmpty(parseDockerConfig(variable), 'DOCKER_AUTH_CONFIG', log).auths, registry)
    if (given !== undefined) return mask(given, log)
    config ??= readConfig(env, log)
    const file = await config
    const helper = helperFor(file, registry)
    const kept = helper === undefined ? undefined : await askHelper(helper, configKey(registry))
    const found = kept ?? fromAuths(file.auths, registry)
    return found === undefined ? undefined : mask(found, log)
  }

  return registry => {
    const asked = known.get(registry) ?? find(registry)
    known.set(registry, asked)
    return asked
  }
}

/** The login of the inputs, for one registry alone; every other one is asked of `others`. */
export const inputCredentials = (
  { registry, username, password }: Login,
  others: Credentials,
  log: Log
): Credentials => {
  const own = mask({ kind: 'password', username, password }, log)
  return wanted => (wanted === registry ? Promise.resolve(own) : others(wanted))
}
