import { asRecord, parseJson } from '../../common/json.js'
import { firstJson, withKnownNames } from '../../common/json-names.js'
import { printable } from '../../runner/foreign-text.js'
import type { Log } from '../../runner/log.js'
import { ProgramError, runProgram, type ProgramOutput } from '../../runner/process.js'
import type { AskHelper, Credential } from './credentials.js'

/** A helper may unlock a key chain, but not wait for a person. */
const timeoutMs = 30_000
const maxOutputChars = 1024 * 1024

/** The name becomes part of a program's name; nothing in it may lead elsewhere. */
const isHelperName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)

const isNotFound = ({ stdout, stderr }: ProgramOutput): boolean => /credentials not found/i.test(stdout + stderr)

/** @throws Error where it is not a login; its message quotes nothing, since nothing is masked yet */
const parseLogin = (json: string): Credential | undefined => {
  const login = withKnownNames(asRecord(parseJson(firstJson(json))), ['Username', 'Secret'])
  const { Username: username, Secret: secret } = login
  if (typeof username !== 'string' || typeof secret !== 'string') throw new Error('its output is not a login')
  if (secret === '') return undefined
  return username === '<token>'
    ? { kind: 'identity', username: '', token: secret }
    : { kind: 'password', username, password: secret }
}

/** The message of a failed helper: a short line. Anything else may be a login. */
const messageOf = (output: string): string | undefined => {
  const text = output.trim()
  return text === '' || text.length > 500 || text.includes('{') ? undefined : text
}

/** @throws Error that says why there is no login */
const ask = async (helper: string, server: string): Promise<Credential | undefined> => {
  if (!isHelperName(helper)) throw new Error('this is not the name of a program')
  const options = { input: server, timeoutMs, maxOutputChars }
  const output = await runProgram(`docker-credential-${helper}`, ['get'], options)
  const { exitCode, stdout, stderr } = output
  if (exitCode === 0) return parseLogin(stdout)
  if (isNotFound(output)) return undefined
  throw new Error(messageOf(stderr) ?? messageOf(stdout) ?? `it failed with exit code ${exitCode}`)
}

/**
 * Speaks docker's helper protocol: `docker-credential-<helper> get`, the server on stdin, JSON on stdout
 * (docker/docker-credential-helpers). The helper is looked up on PATH alone. One that fails or hangs costs a warning, not
 * the step.
 */
export const credentialHelper =
  (log: Log): AskHelper =>
  async (helper, server) => {
    try {
      return await ask(helper, server)
    } catch (error) {
      const why = error instanceof ProgramError ? (error.parts.why ?? '') : (error as Error).message
      log.warning(
        `The credential helper '${printable(helper)}' of the Docker config gave no login for ${server}: ${printable(why)}. Continuing without one; log in with docker/login-action, or set 'username' and 'password'.`
      )
      return undefined
    }
  }
