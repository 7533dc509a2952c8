import { join } from 'node:path'

import { isRecord, type Json } from '../../common/json.js'
import { memoize } from '../../common/memoize.js'
import type { Log } from '../../runner/log.js'
import { configKey, dockerConfigDir, encodeAuth, parseDockerConfig, readDockerConfig } from './docker-config.js'
import { listScopedConfigs, selectScopedConfigs } from './scoped-config.js'

/** A login for one registry. */
export type Login = { readonly registry: string; readonly username: string; readonly password: string }

/** What a registry knows a user by. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** a refresh token, which the token server changes for access tokens */
  | { readonly kind: 'identity'; readonly username: string; readonly token: string }
  /** an access token that is sent unchanged */
  | { readonly kind: 'bearer'; readonly token: string }

/**
 * Finds the login for a registry, named as references name it (`docker.io`); undefined: continue without one.
 *
 * @param scope the token scope of the request (`repository:org/app:pull,push`), for logins that hold for one scope only
 */
export type Credentials = (registry: string, scope?: string) => Promise<Credential | undefined>

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

/** A credential as an entry of `auths`. */
export const entryOf = (credential: Credential): Json => {
  if (credential.kind === 'bearer') return { registrytoken: credential.token }
  if (credential.kind === 'password') return { auth: encodeAuth(credential.username, credential.password) }
  return { auth: encodeAuth(credential.username, ''), identitytoken: credential.token }
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

const readConfig = async (directory: string, log: Log): Promise<Json> =>
  orEmpty(await readDockerConfig(directory), `The Docker config ${join(directory, 'config.json')}`, log)

const helperFor = (config: Json, registry: string): string | undefined => {
  const helpers = config.credHelpers
  const key = configKey(registry)
  if (isRecord(helpers) && Object.hasOwn(helpers, key)) return text(helpers[key])
  return text(config.credsStore)
}

const fromVariable = ({ env, log }: ConfigOptions, registry: string): Credential | undefined => {
  const variable = text(env.DOCKER_AUTH_CONFIG)
  if (variable === undefined) return undefined
  return fromAuths(orEmpty(parseDockerConfig(variable), 'DOCKER_AUTH_CONFIG', log).auths, registry)
}

/** Finds the login for a registry in the Docker config of a folder. */
type FindInConfig = (directory: string, registry: string) => Promise<Credential | undefined>

/** Each config is read once, and each helper is asked once per registry. */
const configReader = ({ log, askHelper }: ConfigOptions): FindInConfig => {
  const read = memoize(
    (directory: string) => directory,
    directory => readConfig(directory, log)
  )
  return memoize(
    (directory: string, registry: string) => `${registry} ${directory}`,
    async (directory, registry) => {
      const config = await read(directory)
      const helper = helperFor(config, registry)
      const kept = helper === undefined ? undefined : await askHelper(helper, configKey(registry))
      const found = kept ?? fromAuths(config.auths, registry)
      return found === undefined ? undefined : mask(found, log)
    }
  )
}

/** The logins with a scope (docker/login-action). buildx reads them, docker itself does not. */
export const scopedCredentials = (
  options: ConfigOptions,
  findInConfig: FindInConfig = configReader(options)
): Credentials => {
  const list = memoize(
    () => '',
    () => listScopedConfigs(options.env)
  )
  return async (registry, scope = '') => {
    for (const { directory } of selectScopedConfigs(await list(), registry, scope)) {
      const found = await findInConfig(directory, registry)
      if (found !== undefined) return found
    }
    return undefined
  }
}

/**
 * The logins that docker knows: DOCKER_AUTH_CONFIG, then the configs for the scope of the request, then
 * `$DOCKER_CONFIG/config.json`, each with its helper for the registry, its store, and its own entries (docker/cli
 * cli/config/configfile, docker/buildx util/dockerutil/dockerconfig).
 */
export const dockerCredentials = (options: ConfigOptions): Credentials => {
  const { env, log } = options
  const findInConfig = configReader(options)
  const scoped = scopedCredentials(options, findInConfig)
  const given = memoize(
    (registry: string) => registry,
    registry => {
      const found = fromVariable(options, registry)
      return Promise.resolve(found === undefined ? undefined : mask(found, log))
    }
  )
  return async (registry, scope) =>
    (await given(registry)) ?? (await scoped(registry, scope)) ?? findInConfig(dockerConfigDir(env), registry)
}

/** The login of the inputs, for one registry alone; every other one is asked of `others`. */
export const inputCredentials = (
  { registry, username, password }: Login,
  others: Credentials,
  log: Log
): Credentials => {
  const own = mask({ kind: 'password', username, password }, log)
  return (wanted, scope) => (wanted === registry ? Promise.resolve(own) : others(wanted, scope))
}
