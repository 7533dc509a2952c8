const tasks = new Set<() => void>()
let listening = false

const runAll = (): void => {
  for (const task of tasks) {
    try {
      task()
    } catch (error) {
      console.error(error)
    }
  }
  tasks.clear()
}

/**
 * Runs a synchronous task when this process ends, unless it is taken back before.
 *
 * @param task what is to be done, such as removing a folder or ending a child
 * @returns takes the task back
 */
export const atExit = (task: () => void): (() => void) => {
  if (!listening) {
    listening = true
    process.once('exit', runAll)
    // Vitest ends its workers with SIGTERM, and a process that a signal ends emits no 'exit' of its own.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))
  }
  tasks.add(task)
  return () => {
    tasks.delete(task)
  }
}
