import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { EOL } from 'node:os'
import { delimiter as pathDelimiter } from 'node:path'

// The toolkit's @actions/core says the same things. It also brings an HTTP client, for identity tokens that nobody here
// asks for, which is larger than all of this action and would take as long to load.

/** A text as the value of a workflow command: it stays on the command's line (actions/runner ActionCommand.cs). */
const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** Prints a line, which may be several and may be a workflow command. */
export const print = (text: string): void => {
  process.stdout.write(text + EOL)
}

/** Gives the runner a workflow command, such as `::notice::text`. */
export const command = (name: string, text = ''): void => {
  print(`::${name}::${escapeData(text)}`)
}

/** The value of an input, trimmed; '' where it is not given. */
export const getInput = (name: string): string =>
  (process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim()

/** What an earlier part of this step has kept under that name; '' where it has not. */
export const getState = (name: string): string => process.env[`STATE_${name}`] ?? ''

/** Appends to a file that the runner reads behind the step. There is none where the bundle is started by hand. */
const append = (variable: string, text: string): void => {
  const file = process.env[variable]
  if (file !== undefined && file !== '') appendFileSync(file, text)
}

/** A value of several lines ends with a word that it cannot hold, since nobody knows it before. */
const withDelimiter = (name: string, value: string): string => {
  const delimiter = `end_${randomUUID()}`
  return [`${name}<<${delimiter}`, value, delimiter, ''].join(EOL)
}

/** Gives later steps an output. */
export const setOutput = (name: string, value: string): void => {
  append('GITHUB_OUTPUT', withDelimiter(name, value))
}

/** Keeps a value for the post step. */
export const saveState = (name: string, value: string): void => {
  append('GITHUB_STATE', withDelimiter(name, value))
}

/** Puts a folder first on PATH, for this step and for later ones. */
export const addPath = (folder: string): void => {
  append('GITHUB_PATH', folder + EOL)
  process.env.PATH = `${folder}${pathDelimiter}${process.env.PATH ?? ''}`
}

/** Appends Markdown to the summary of the step. */
export const addSummary = (markdown: string): void => {
  append('GITHUB_STEP_SUMMARY', markdown + EOL)
}

/** Makes the step fail, and says why. */
export const setFailed = (reason: string): void => {
  process.exitCode = 1
  command('error', reason)
}
