import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { atExit } from '../__tests__/support/cleanup.js'

export type ProcessOptions = {
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Ends it at once, as what was to be measured has happened. */
  readonly enough?: AbortSignal
  /** The exit code that is right, by default 0. */
  readonly expected?: number
  /** Milliseconds after which it is killed, by default a minute. */
  readonly limit?: number
  /** Watches what it uses, where the system tells that. */
  readonly watch?: boolean
}

/** What a process used in its whole life. */
export type Usage = {
  /** The most memory that it held. */
  readonly peakBytes: number
  /** Milliseconds of processors, its own and the kernel's for it: unlike those of the clock they know no neighbours. */
  readonly cpuMs: number
}

/** A process that has ended; its moments are as `performance.now()` tells them. */
export type Ended = {
  readonly started: number
  readonly ended: number
  /** Where it was watched. */
  readonly usage?: Usage
}

/** Linux counts in these for programs, whatever its own clock. */
const tick = 10

const usageOf = (pid: number): Usage | undefined => {
  const read = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'utf8')
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(read('status')) ?? []
  // Times are the 14th and 15th field; the second one is the name, in which there may be anything.
  const stat = read('stat')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (kib === undefined) return undefined
  return { peakBytes: Number(kib) * 1024, cpuMs: (Number(fields[11]) + Number(fields[12])) * tick }
}

/**
 * Asks the kernel again and again what a process has used so far: the last answer holds for its whole life, but for its
 * last milliseconds.
 */
const watchUsage = (pid: number): (() => Usage | undefined) => {
  let usage: Usage | undefined
  const timer = setInterval(() => {
    try {
      usage = usageOf(pid) ?? usage
    } catch {
      // It has ended, or this is no Linux.
    }
  }, 20)
  return () => {
    clearInterval(timer)
    return usage
  }
}

/**
 * Runs a program to its end.
 *
 * @throws with all that it wrote, where it ends in another way than expected
 */
export const runProcess = async (
  command: string,
  args: readonly string[],
  { env, cwd, enough, expected = 0, limit = 60_000, watch = false }: ProcessOptions
): Promise<Ended> => {
  let written = ''
  const started = performance.now()
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = (): boolean => child.kill('SIGKILL')
  const takeBack = atExit(kill)
  const timer = setTimeout(kill, limit)
  const stopWatching = watch && child.pid !== undefined ? watchUsage(child.pid) : () => undefined
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
    const usage = stopWatching()
    return { started, ended, ...(usage === undefined ? {} : { usage }) }
  } finally {
    stopWatching()
    clearTimeout(timer)
    takeBack()
  }
}
