import { command, print } from './core.js'

/** Where the rooms say what they do. Modes get one; tests give their own. */
export type Log = {
  readonly debug: (text: string) => void
  readonly info: (text: string) => void
  readonly notice: (text: string) => void
  readonly warning: (text: string) => void
  /** masks the value in everything that the job prints from now on */
  readonly secret: (value: string) => void
  /** folds what `body` prints */
  readonly group: <T>(title: string, body: () => Promise<T>) => Promise<T>
}

/** What colours text on a terminal (ECMA-48, CSI sequences). */
const colours = /\u001b\[[0-9;]*[A-Za-z]/g
const controls = /[\u0000-\u001f\u007f-\u009f]+/g

/**
 * A text of others made harmless: without line breaks and other control characters it can neither begin a workflow
 * command nor paint the log.
 */
export const printable = (text: string): string => text.replace(colours, '').replace(controls, ' ').trim()

/**
 * Texts of others stand in what is printed: none may be a command, of either form (actions/runner ActionCommand.cs). What
 * .NET trims or ignores in front of one is more than JavaScript's white space: all counts that nobody sees.
 */
const harmless = (text: string): string =>
  text.replace(/##(?=\[)/g, '# #').replace(/^([^!-~\r\n\u2028\u2029]*):(?=:)/gm, '$1: ')

/** The log of a job: workflow commands of the runner. */
export const actionsLog: Log = {
  debug: text => {
    command('debug', text)
  },
  info: text => {
    print(harmless(text))
  },
  notice: text => {
    command('notice', text)
  },
  warning: text => {
    command('warning', text)
  },
  secret: value => {
    if (value !== '') command('add-mask', value)
  },
  group: async (title, body) => {
    command('group', title)
    try {
      return await body()
    } finally {
      command('endgroup')
    }
  }
}
