import * as core from '@actions/core'

import { reasonOf, UserError } from '../common/user-error.js'
import { resumeCommands } from './output.js'

// Inputs, outputs, state and summary go through this module, which keeps the bundle runnable outside of a job.

export { getState } from '@actions/core'

/** Where an annotation points to, and its heading. */
export type Annotation = Pick<core.AnnotationProperties, 'title' | 'file' | 'startLine'>

/** Outside of a job the runner's files are missing. The toolkit would then print commands that no runner accepts. */
const isInJob = (variable: string): boolean => (process.env[variable] ?? '') !== ''

/**
 * Reads all inputs at once: they leave the environment before the first program is started (children.ts).
 *
 * @returns the value of an input, trimmed; '' where it is not set
 */
export const readInputs = (names: readonly string[]): ((name: string) => string) => {
  const values = new Map(names.map(name => [name, core.getInput(name)]))
  return name => values.get(name) ?? ''
}

/** The names, in lower case, of all inputs that have a value: those that action.yml does not have too. */
export const givenInputs = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.entries(env).flatMap(([variable, value = '']) => {
    const name = /^INPUT_(.+)$/i.exec(variable)?.[1]
    return name === undefined || value.trim() === '' ? [] : [name.toLowerCase()]
  })

/** A file through which the runner takes what a step hands over is missing, or cannot be written. */
export class RunnerFileError extends UserError {
  override readonly name = 'RunnerFileError'
}

const writeRunnerFile = (variable: string, write: () => void): void => {
  if (!isInJob(variable)) return
  try {
    write()
  } catch (cause) {
    throw new RunnerFileError({
      what: `the file of the runner that ${variable} names cannot be written`,
      why: reasonOf(cause),
      remedy: 'Check that it exists and is writable for this step, in a container too',
      cause
    })
  }
}

/** Sets an output for later steps. @throws RunnerFileError */
export const setOutput = (name: string, value: string): void => {
  writeRunnerFile('GITHUB_OUTPUT', () => {
    core.setOutput(name, value)
  })
}

/** Keeps a value for the post step. @throws RunnerFileError */
export const saveState = (name: string, value: string): void => {
  writeRunnerFile('GITHUB_STATE', () => {
    core.saveState(name, value)
  })
}

/** Puts a folder on PATH, for later steps too. @throws RunnerFileError */
export const addPath = (folder: string): void => {
  writeRunnerFile('GITHUB_PATH', () => {
    core.addPath(folder)
  })
}

/** Fails the step. */
export const setFailed = (message: string, annotation: Annotation = {}): void => {
  process.exitCode = core.ExitCode.Failure
  resumeCommands()
  core.error(message, annotation)
}

/** The runner refuses a larger summary (actions/runner FileCommandManager.cs). */
const maxSummaryBytes = 1024 * 1024

/** Leaves room for the end of line, and cuts between characters: 4 bytes are the longest of UTF-8. */
const withinLimit = (markdown: string): string => {
  const note = '\n\n(cut: a step summary may have 1 MiB)\n'
  const bytes = Buffer.from(markdown)
  return bytes.length < maxSummaryBytes - 1
    ? markdown
    : bytes.subarray(0, maxSummaryBytes - note.length - 4).toString('utf8') + note
}

/** Appends Markdown to the summary of the step, cut to the 1 MiB that the runner accepts. */
export const addSummary = async (markdown: string): Promise<void> => {
  if (isInJob('GITHUB_STEP_SUMMARY')) await core.summary.addRaw(withinLimit(markdown), true).write()
}
