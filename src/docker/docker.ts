import { randomUUID } from 'node:crypto'

import { getExecOutput } from '@actions/exec'

import { printable } from '../report/log.js'

/** What a docker command left. */
export type DockerOutput = { readonly exitCode: number; readonly stdout: string; readonly stderr: string }

/** The docker CLI. */
export type Docker = {
  /** Runs a command and keeps its output to itself. */
  readonly quiet: (args: readonly string[]) => Promise<DockerOutput>
  /** Runs a command and shows its output as it comes; nothing in it can be a workflow command. */
  readonly shown: (args: readonly string[]) => Promise<DockerOutput>
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
  `${stdout}\n${stderr}`
    .replace(deprecation, '')
    .split(/\r?\n/)
    .map(printable)
    .filter(line => line !== '')
    .slice(-count)
    .join('\n')

/**
 * The docker CLI on PATH.
 *
 * @param env variables for every command, beside those of the job
 */
export const dockerCli = (env: Readonly<Record<string, string>>): Docker => {
  const run = async (args: readonly string[], silent: boolean): Promise<DockerOutput> => {
    try {
      return await getExecOutput('docker', [...args], {
        silent,
        ignoreReturnCode: true,
        env: { ...(process.env as Record<string, string>), ...env }
      })
    } catch (cause) {
      throw new DockerError(
        `docker ${args[0] ?? ''} could not be started: ${cause instanceof Error ? printable(cause.message) : String(cause)}. Install Docker on this runner, or take one that has it (windows-2022, windows-2025).`,
        { cause }
      )
    }
  }

  return {
    quiet: args => run(args, true),
    shown: async args => {
      const token = randomUUID()
      process.stdout.write(`::stop-commands::${token}\n`)
      try {
        return await run(args, false)
      } finally {
        process.stdout.write(`\n::${token}::\n`)
      }
    }
  }
}
