import { execFile } from 'node:child_process'

import { printable, type Log } from '../../runner/log.js'
import type { AskHelper, Credential } from './credentials.js'

/** A helper may unlock a key chain, but not wait for a person. */
const patience = 30_000
const largestAnswer = 1024 * 1024

/** The name becomes part of a program's name; nothing in it may lead elsewhere. */
const isHelperName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)

const isNotFound = (output: string): boolean => /credentials not found/i.test(output)

const parseAnswer = (json: string): Credential | undefined => {
  const { Username: username, Secret: secret } = JSON.parse(json) as { Username?: unknown; Secret?: unknown }
  if (typeof username !== 'string' || typeof secret !== 'string') throw new Error('its answer lacks Username or Secret')
  if (secret === '') return undefined
  return username === '<token>'
    ? { kind: 'identity', username: '', token: secret }
    : { kind: 'password', username, password: secret }
}

/** What a failed helper says: a short line. Whatever else stands there may be a login. */
const wordsOf = (output: string): string | undefined => {
  const text = output.trim()
  return text === '' || text.length > 500 || text.includes('{') ? undefined : text
}

/**
 * Speaks docker's helper protocol: `docker-credential-<helper> get`, the server on stdin, JSON on stdout
 * (docker/docker-credential-helpers). A helper that fails or hangs costs a warning, not the step.
 */
export const credentialHelper =
  (env: NodeJS.ProcessEnv, log: Log): AskHelper =>
  (helper, server) =>
    new Promise(resolve => {
      const give = (why: string): void => {
        log.warning(
          `The credential helper '${printable(helper)}' of the Docker config gave no login for ${server}: ${printable(why)}. Going on without; log in with docker/login-action, or give 'username' and 'password'.`
        )
        resolve(undefined)
      }
      if (!isHelperName(helper)) {
        give('its name is not the name of a program')
        return
      }
      const program = `docker-credential-${helper}${process.platform === 'win32' ? '.exe' : ''}`
      const child = execFile(
        program,
        ['get'],
        { env, timeout: patience, maxBuffer: largestAnswer, killSignal: 'SIGKILL', windowsHide: true },
        (error, stdout, stderr) => {
          if (error === null) {
            try {
              resolve(parseAnswer(stdout))
            } catch {
              // No word of the answer: it may be the secret, and nothing is masked yet.
              give('its answer cannot be read as a login')
            }
          } else if (isNotFound(stdout + stderr)) resolve(undefined)
          else if (error.killed === true) give(`it did not answer within ${patience / 1000} seconds`)
          else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') give('it writes without an end')
          else give(wordsOf(stderr) ?? wordsOf(stdout) ?? wordsOf(error.message) ?? 'Command failed')
        }
      )
      // A helper that ends without reading breaks the pipe; its exit tells the rest.
      child.stdin?.on('error', () => undefined)
      child.stdin?.end(server)
    })
