import { defined } from '../common/defined.js'
import { UserError } from '../common/user-error.js'
import { endOf, printable } from '../runner/foreign-text.js'
import { showOutput } from '../runner/output.js'
import { ProgramError, runProgram, type ProgramOptions, type ProgramOutput } from '../runner/process.js'

/** What a docker command left behind. */
export type DockerOutput = ProgramOutput

/** The docker CLI. */
export type Docker = {
  /**
   * Runs a command and keeps its output out of the log.
   *
   * @param limit milliseconds; two minutes by default
   */
  readonly capture: (args: readonly string[], limit?: number) => Promise<DockerOutput>
  /**
   * Runs a command and shows its output as it comes; nothing in it can be a workflow command.
   *
   * @param limit milliseconds; undefined: it may take any time
   */
  readonly stream: (args: readonly string[], limit?: number) => Promise<DockerOutput>
}

/** A docker command failed, or there is no docker. */
export class DockerError extends UserError {
  override readonly name: string = 'DockerError'
}

/** The notice of docker CLIs about the builder that Windows needs. It never explains a failure. */
const deprecation = /^DEPRECATED: The legacy builder .*(?:\r?\n[ \t]+\S.*)*/gm

/**
 * The last lines of the output of a command: those of a RUN, which are on stdout, then those of docker itself. BuildKit
 * prints a dozen lines of the Dockerfile after the reason.
 */
export const lastLines = ({ stdout, stderr }: DockerOutput, count = 16): string =>
  `${endOf(stdout, maxTailChars)}\n${endOf(stderr, maxTailChars)}`
    .replace(deprecation, '')
    .split(/\r?\n/)
    .map(printable)
    .filter(line => line !== '')
    .slice(-count)
    .join('\n')

/** Characters of each stream to look for the last lines in. */
const maxTailChars = 64 * 1024

/** Milliseconds for commands that only ask: an engine that hangs must not hold up the step. */
const queryTimeoutMs = 120_000

const commandFailed = (command: string, error: ProgramError): DockerError => {
  const { why, remedy } = error.parts
  const [what, advice] =
    error.failure === 'start'
      ? [
          'could not be started',
          "Install Docker on this runner (on Windows the input 'docker-version' does it), or use one that has it (windows-2022, windows-2025, ubuntu-24.04)"
        ]
      : ['failed', 'The engine seems to hang: restart it (on Windows: Restart-Service docker)']
  return new DockerError({
    what: `docker ${command} ${what}`,
    why: why === undefined ? undefined : printable(why),
    remedy: remedy ?? advice,
    cause: error
  })
}

/**
 * The docker CLI on PATH.
 *
 * @param env variables for every command, on top of those of the job
 */
export const dockerCli = (env: Readonly<Record<string, string>>): Docker => {
  const run = async (args: readonly string[], options: ProgramOptions): Promise<DockerOutput> => {
    try {
      return await runProgram('docker', args, { ...options, env })
    } catch (error) {
      throw error instanceof ProgramError ? commandFailed(args[0] ?? '', error) : error
    }
  }

  return {
    capture: (args, limit = queryTimeoutMs) => run(args, { timeoutMs: limit }),
    stream: (args, limit) =>
      showOutput(`docker ${args.join(' ')}`, show => run(args, defined({ onOutput: show, timeoutMs: limit })))
  }
}
