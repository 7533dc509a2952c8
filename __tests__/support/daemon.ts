import { type ChildProcess, spawn } from 'node:child_process'
import { atExit } from './cleanup.js'

/** A server in a process of its own. */
export type Daemon = {
  /** What it wrote so far, both streams in order. */
  log: () => string
  /** Ends it and waits until it is gone. */
  close: () => Promise<void>
}

export type DaemonOptions = {
  command: string
  args: readonly string[]
  env?: NodeJS.ProcessEnv
  /** Whether it answers by now; it is asked again and again until it does. */
  isReady: () => Promise<boolean>
  /** Milliseconds it may take to answer. */
  patience?: number
}

const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const end = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await gone
  clearTimeout(impatience)
}

/** Starts a server and waits until it answers; fails with its log where it ends or does not answer in time. */
export const startDaemon = async (options: DaemonOptions): Promise<Daemon> => {
  const { command, args, env = process.env, isReady, patience = 30_000 } = options
  let log = ''
  let startError: Error | undefined
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  }
  child.once('error', error => {
    startError = error
  })
  const takeBack = atExit(() => child.kill('SIGTERM'))
  const close = async (): Promise<void> => {
    await end(child)
    takeBack()
  }

  const deadline = Date.now() + patience
  while (!(await isReady())) {
    if (startError !== undefined) throw startError
    if (hasEnded(child)) {
      takeBack()
      throw new Error(`${command} ended (${child.exitCode ?? child.signalCode ?? '?'}):\n${log}`)
    }
    if (Date.now() > deadline) {
      await close()
      throw new Error(`${command} did not answer within ${patience} ms:\n${log}`)
    }
    await sleep(20)
  }
  return { log: () => log, close }
}
