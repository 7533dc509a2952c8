import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

import { isRecord, parseJson, type Json } from '../../common/json.js'
import { withKnownNames } from '../../common/json-names.js'

/** The folder of the user's Docker config. An empty variable counts as unset (docker/cli cli/config/config.go, Dir). */
export const dockerConfigDir = ({ DOCKER_CONFIG: directory = '' }: NodeJS.ProcessEnv): string =>
  directory === '' ? join(homedir(), '.docker') : directory

/** Docker Hub's key in `auths` and `credHelpers`, kept from the first registry protocol. */
const hubKey = 'https://index.docker.io/v1/'

/** The key of a registry in `auths` and `credHelpers`. */
export const configKey = (registry: string): string => (registry === 'docker.io' ? hubKey : registry)

/** The value of `auth` for a login. */
export const encodeAuth = (username: string, password: string): string =>
  Buffer.from(`${username}:${password}`).toString('base64')

/** Parses `config.json`, or DOCKER_AUTH_CONFIG; undefined where the text is not a JSON object. */
export const parseDockerConfig = (text: string): Json | undefined => {
  const value = parseJson(text)
  return isRecord(value) ? withKnownNames(value, ['auths', 'credHelpers', 'credsStore']) : undefined
}

/** Reads `config.json` of a folder: empty where there is none, undefined where it is not a JSON object. */
export const readDockerConfig = async (directory: string): Promise<Json | undefined> => {
  const text = await readFile(join(directory, 'config.json'), 'utf8').catch(() => undefined)
  return text === undefined ? {} : parseDockerConfig(text)
}
