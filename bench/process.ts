import { spawn } from 'node:child_process'
import { atExit } from '../__tests__/support/cleanup.js'

export type ProcessOptions = {
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Ends it at once, as what was to be measured has happened. */
  readonly enough?: AbortSignal
  /** The exit code that is right, by default 0. */
  readonly expected?: number
}

const limit = 60_000

/**
 * Runs a program to its end.
 *
 * @returns the moment it was started and the moment it was gone, as `performance.now()` tells them
 * @throws with all that it wrote, where it ends in another way than expected
 */
export const runProcess = async (
  command: string,
  args: readonly string[],
  { env, cwd, enough, expected = 0 }: ProcessOptions
): Promise<{ readonly started: number; readonly ended: number }> => {
  let written = ''
  const started = performance.now()
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = (): boolean => child.kill('SIGKILL')
  const takeBack = atExit(kill)
  const timer = setTimeout(kill, limit)
  enough?.addEventListener('abort', kill, { once: true })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text
    })
  }
  try {
    const ended = await new Promise<number>((resolve, reject) => {
      let gone = 0
      child.once('exit', () => {
        gone = performance.now()
      })
      child.once('close', () => {
        resolve(gone)
      })
      child.once('error', reject)
    })
    if (enough?.aborted !== true && child.exitCode !== expected) {
      const how = child.exitCode ?? child.signalCode ?? '?'
      throw new Error(`${[command, ...args].join(' ')} ended with ${how} instead of ${expected}:\n${written}`)
    }
    return { started, ended }
  } finally {
    clearTimeout(timer)
    takeBack()
  }
}
