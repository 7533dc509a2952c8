import { randomUUID } from 'node:crypto'

import * as core from '@actions/core'

import type { Annotation } from './core.js'

/** Where the modules report what they do. Modes get one; tests pass their own. */
export type Log = {
  readonly debug: (text: string) => void
  readonly info: (text: string) => void
  readonly notice: (text: string, annotation?: Annotation) => void
  readonly warning: (text: string, annotation?: Annotation) => void
  /** masks the value in everything that the job prints from now on */
  readonly secret: (value: string) => void
  /** folds what `body` prints */
  readonly group: <T>(title: string, body: () => Promise<T>) => Promise<T>
}

/** Sequences that colour text on a terminal (ECMA-48, CSI sequences). */
const colours = /\u001b\[[0-9;]*[A-Za-z]/g
const controls = /[\u0000-\u001f\u007f-\u009f]+/g

/**
 * Makes foreign text harmless: without line breaks and other control characters it can neither start a workflow command
 * nor colour the log.
 */
export const printable = (text: string): string => text.replace(colours, '').replace(controls, ' ').trim()

/**
 * Lines of the log quote foreign text: none may be a workflow command, in either form (actions/runner ActionCommand.cs).
 * .NET trims or ignores more in front of a command than JavaScript's white space: every invisible character counts.
 */
const harmless = (text: string): string =>
  text.replace(/##(?=\[)/g, '# #').replace(/^([^!-~\r\n\u2028\u2029]*):(?=:)/gm, '$1: ')

/** The log of a job: workflow commands of the runner. */
export const actionsLog: Log = {
  debug: core.debug,
  info: text => {
    core.info(harmless(text))
  },
  notice: core.notice,
  warning: core.warning,
  secret: value => {
    if (value !== '') core.setSecret(value)
  },
  group: core.group
}

/**
 * Shows the output of a program as it arrives. The runner takes nothing in it for a workflow command.
 *
 * @param command the command line, which is the first line
 * @param run runs the program and passes on its output
 */
export const showOutput = async <T>(command: string, run: (show: (text: string) => void) => Promise<T>): Promise<T> => {
  const token = randomUUID()
  core.info(`::stop-commands::${token}`)
  core.info(`[command]${command}`)
  try {
    return await run(text => process.stdout.write(text))
  } finally {
    // The output need not end with a line end, and the token only counts at the start of a line.
    core.info(`\n::${token}::`)
  }
}
