import { spawn, type ChildProcess } from 'node:child_process'

import { which } from '@actions/io'

/** What a program left. */
export type ProgramOutput = { readonly exitCode: number; readonly stdout: string; readonly stderr: string }

export type ProgramOptions = {
  /** milliseconds after which it is ended; undefined: it may take as long as it likes */
  readonly limit?: number
  /** the whole environment; by default that of this process */
  readonly env?: NodeJS.ProcessEnv
  /** hears what it writes, of both streams, as it comes */
  readonly hear?: (text: string) => void
}

/** Runs a program to its end; what it answers with is no error here. */
type RunProgram = (program: string, args: readonly string[], options?: ProgramOptions) => Promise<ProgramOutput>

/** A program could not be started, or did not end in time. */
class ProgramError extends Error {
  override readonly name = 'ProgramError'
}

/** Of what a program writes the end is kept: it has the reason why it failed. In characters, of each stream. */
const mostKept = 8 * 1024 * 1024

const running = new Set<ChildProcess>()

/** A runner that cancels a step tells this process alone: what it has started has to end with it. */
const endWith = (signal: NodeJS.Signals): void => {
  for (const child of running) child.kill(signal)
  process.kill(process.pid, signal)
}

const watchSignals = (): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    if (!process.listeners(signal).includes(endWith)) process.once(signal, endWith)
}

/**
 * Starts a program of PATH with these arguments, never through a shell, and without an input.
 *
 * @throws ProgramError where there is no such program, and where it takes longer than the limit
 */
export const runProgram: RunProgram = async (program, args, { limit, env = process.env, hear } = {}) => {
  watchSignals()
  // Windows would look into the working folder first, where anything can lie.
  const path = await which(program, true).catch((cause: unknown) => {
    throw new ProgramError(`there is no program '${program}' on PATH`, { cause })
  })
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    running.add(child)
    const written = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        written[name] = (written[name] + text).slice(-mostKept)
        hear?.(text)
      })
    }
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      running.delete(child)
      settle()
    }
    const timer =
      limit === undefined
        ? undefined
        : setTimeout(() => {
            child.kill('SIGKILL')
            // Whatever it has started itself may hold the pipes open.
            child.stdout.destroy()
            child.stderr.destroy()
            end(() => {
              reject(new ProgramError(`it did not end within ${Math.round(limit / 1000)} s`))
            })
          }, limit)
    child.once('error', cause => {
      end(() => {
        reject(new ProgramError(cause.message, { cause }))
      })
    })
    child.once('close', (code, signal) => {
      end(() => {
        resolve({ exitCode: code ?? (signal === null ? -1 : 128), ...written })
      })
    })
  })
}
