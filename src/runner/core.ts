import * as core from '@actions/core'

import { resumeCommands } from './output.js'

// Inputs, outputs, state and summary go through this module, which keeps the bundle runnable outside of a job.

export { addPath, getState } from '@actions/core'

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

/** Sets an output for later steps. */
export const setOutput = (name: string, value: string): void => {
  if (isInJob('GITHUB_OUTPUT')) core.setOutput(name, value)
}

/** Keeps a value for the post step. */
export const saveState = (name: string, value: string): void => {
  if (isInJob('GITHUB_STATE')) core.saveState(name, value)
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
