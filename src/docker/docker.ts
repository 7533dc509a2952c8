import { printable, showOutput } from '../runner/log.js'
import { runProgram, type ProgramOptions, type ProgramOutput } from '../runner/process.js'

/** What a docker command left. */
export type DockerOutput = ProgramOutput

/** The docker CLI. */
export type Docker = {
  /**
   * Runs a command and keeps its output to itself.
   *
   * @param limit milliseconds; two minutes by default
   */
  readonly quiet: (args: readonly string[], limit?: number) => Promise<DockerOutput>
  /**
   * Runs a command and shows its output as it comes; nothing in it can be a workflow command.
   *
   * @param limit milliseconds; without one it may take as long as it likes
   */
  readonly shown: (args: readonly string[], limit?: number) => Promise<DockerOutput>
}

/** A docker command failed, or there is no docker. */
export class DockerError extends Error {
  override readonly name = 'DockerError'
}

/** What docker CLIs say of the builder that Windows needs; nobody's failure is explained by it. */
const deprecation = /^DEPRECATED: The legacy builder .*(?:\r?\n[ \t]+\S.*)*/gm

/**
 * The last lines of what a command said: what a RUN printed, which is on stdout, then what docker makes of it. BuildKit
 * puts a dozen lines of the Dockerfile behind the reason.
 */
export const lastLines = ({ stdout, stderr }: DockerOutput, count = 16): string =>
  `${stdout.slice(-longest)}\n${stderr.slice(-longest)}`
    .replace(deprecation, '')
    .split(/\r?\n/)
    .map(printable)
    .filter(line => line !== '')
    .slice(-count)
    .join('\n')

/** Characters of each stream that are looked at for the last lines. */
const longest = 64 * 1024

/** Commands that only ask answer at once; an engine that hangs must not hold the step. */
const patience = 120_000

/**
 * The docker CLI on PATH.
 *
 * @param env variables for every command, beside those of the job
 */
export const dockerCli = (env: Readonly<Record<string, string>>): Docker => {
  const run = async (args: readonly string[], options: ProgramOptions): Promise<DockerOutput> => {
    try {
      return await runProgram('docker', args, { ...options, env: { ...process.env, ...env } })
    } catch (cause) {
      const why = cause instanceof Error ? printable(cause.message) : String(cause)
      throw new DockerError(
        why.startsWith('it did not end')
          ? `docker ${args[0] ?? ''} failed: ${why}. The engine seems to hang: restart it (on Windows: Restart-Service docker).`
          : `docker ${args[0] ?? ''} could not be started: ${why}. Install Docker on this runner (on Windows the input 'docker-version' does it), or take one that has it (windows-2022, windows-2025, ubuntu-24.04).`,
        { cause }
      )
    }
  }

  return {
    quiet: (args, limit = patience) => run(args, { limit }),
    shown: (args, limit) =>
      showOutput(`docker ${args.join(' ')}`, show =>
        run(args, { hear: show, ...(limit === undefined ? {} : { limit }) })
      )
  }
}
