import { randomUUID } from 'node:crypto'
import { EOL } from 'node:os'

// The runner takes lines of the log for workflow commands, except between `::stop-commands::<token>` and `::<token>::`
// (docs.github.com, "Workflow commands"). Program output goes between such a pair. Before a command of ours the pair is
// closed; the next output opens one with a new token.

/** The token of the pair that is open. */
let token: string | undefined

const print = (text: string): void => {
  process.stdout.write(text)
}

/** Lets the runner take the next line for a workflow command. */
export const resumeCommands = (): void => {
  if (token !== undefined) print(`::${token}::${EOL}`)
  token = undefined
}

/** Prints whole lines, none of which is a workflow command. */
const printLines = (lines: string): void => {
  if (lines === '') return
  if (token === undefined) {
    token = randomUUID()
    print(`::stop-commands::${token}${EOL}`)
  }
  print(lines)
}

/** Characters of a line whose end is not there yet. A longer one is printed as two. */
const maxHeldChars = 64 * 1024

/** How many groups are open: what is printed in one shares a pair. */
let groups = 0

/** Runs work whose output is in a group. */
export const inGroup = async <T>(work: () => Promise<T>): Promise<T> => {
  groups++
  try {
    return await work()
  } finally {
    groups--
    resumeCommands()
  }
}

/**
 * Shows the output of a program as it arrives, line by line.
 *
 * @param command the command line, which is the first line
 * @param run runs the program and passes on its output
 */
export const showOutput = async <T>(command: string, run: (show: (text: string) => void) => Promise<T>): Promise<T> => {
  // Commands of ours go between lines, so the last one waits for its end.
  let held = ''
  printLines(`[command]${command}${EOL}`)
  try {
    return await run(text => {
      held += text
      const end = held.lastIndexOf('\n') + 1
      printLines(held.slice(0, end))
      held = held.slice(end)
      if (held.length > maxHeldChars) {
        printLines(held + EOL)
        held = ''
      }
    })
  } finally {
    printLines(held === '' ? '' : held + EOL)
    if (groups === 0) resumeCommands()
  }
}
