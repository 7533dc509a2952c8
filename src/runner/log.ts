import * as core from '@actions/core'

import type { Annotation } from './core.js'
import { rememberSecret } from './foreign-text.js'
import { inGroup, resumeCommands } from './output.js'

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

/**
 * Lines of the log quote foreign text: none may be a workflow command, in either form (actions/runner ActionCommand.cs).
 * .NET trims or ignores more in front of a command than JavaScript's white space: every invisible character counts.
 */
const harmless = (text: string): string =>
  text.replace(/##(?=\[)/g, '# #').replace(/^([^!-~\r\n\u2028\u2029]*):(?=:)/gm, '$1: ')

/** Issues a workflow command; closes an open stop-commands pair first. */
const issue =
  <A extends readonly unknown[]>(command: (...args: A) => void) =>
  (...args: A): void => {
    resumeCommands()
    command(...args)
  }

/** The log of a job: workflow commands of the runner. */
export const actionsLog: Log = {
  debug: issue(core.debug),
  info: text => {
    core.info(harmless(text))
  },
  notice: issue(core.notice),
  warning: issue(core.warning),
  secret: value => {
    if (value === '') return
    rememberSecret(value)
    issue(core.setSecret)(value)
  },
  group: async (title, body) => {
    issue(core.startGroup)(title)
    try {
      return await inGroup(body)
    } finally {
      core.endGroup()
    }
  }
}

/** A log that says each warning and notice once, for work that is done again. */
export const withoutRepeats = (log: Log): Log => {
  const said = new Set<string>()
  const once =
    (say: Log['warning']): Log['warning'] =>
    (text, annotation) => {
      if (!said.has(text)) say(text, annotation)
      said.add(text)
    }
  return { ...log, notice: once(log.notice), warning: once(log.warning) }
}
