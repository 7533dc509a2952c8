import { ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'

/** Milliseconds that programs get to end: a runner sends SIGINT, after 7.5 s SIGTERM, and kills 2.5 s later. */
const graceMs = 2000

const signals = ['SIGINT', 'SIGTERM'] as const

const running = new Set<ChildProcess>()
let ending = false

const killAll = (): void => {
  for (const child of running) child.kill('SIGKILL')
}

/** Ends this process as the signal would have ended it without a listener. */
const endBy = (signal: NodeJS.Signals): void => {
  for (const name of signals) process.off(name, passOn)
  process.kill(process.pid, signal)
}

/** A runner that cancels a step signals this process alone. Its children end first. */
const passOn = (signal: NodeJS.Signals): void => {
  for (const child of running) child.kill(signal)
  if (ending) return
  ending = true
  if (running.size === 0) {
    endBy(signal)
    return
  }
  for (const child of running) {
    // Runs before other exit listeners, which would report a failure or retry.
    child.prependListener('exit', () => {
      running.delete(child)
      if (running.size === 0) endBy(signal)
    })
  }
  setTimeout(() => {
    killAll()
    endBy(signal)
  }, graceMs)
}

/** Node throws some failures to start a program, such as E2BIG, where `@actions/exec` never catches them. */
const emitFailures = (child: ChildProcess): void => {
  const spawn = Reflect.get(ChildProcess.prototype, 'spawn') as (this: ChildProcess, options: object) => unknown
  const start = (options: object): unknown => {
    try {
      return spawn.call(child, options)
    } catch (error) {
      process.nextTick(() => child.emit('error', error))
      return undefined
    }
  }
  Object.assign(child, { spawn: start })
}

/** No program waits for input that never comes, and one that ends without reading its input is not a failure. */
const endInput = (child: ChildProcess): void => {
  child.once('spawn', () => {
    child.stdin?.on('error', () => undefined)
    child.stdin?.end()
  })
}

const watch = (child: ChildProcess): void => {
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.once('error', () => {
    if (child.pid === undefined) running.delete(child)
  })
  if (ending) child.once('spawn', () => child.kill('SIGKILL'))
}

let guarded = false

/**
 * Sets the rules for every program that is started from now on, by this action or by a library of the toolkit, which
 * hands out no child process. Node announces each on the channel `child_process` (Node's docs, "Diagnostics Channel").
 *
 * - It does not outlive this process.
 * - It does not inherit the inputs of the step, which hold secrets. They were all read before (core.ts, `readInputs`).
 * - Its standard input is empty unless the caller writes to it at once.
 * - A failure to start it is an `error` event.
 */
export const guardChildren = (): void => {
  for (const name of Object.keys(process.env)) if (/^INPUT_/i.test(name)) Reflect.deleteProperty(process.env, name)
  if (guarded) return
  guarded = true
  subscribe('child_process', message => {
    const { process: child } = message as { readonly process: ChildProcess }
    watch(child)
    emitFailures(child)
    endInput(child)
  })
  for (const signal of signals) process.on(signal, passOn)
  process.once('exit', killAll)
}
