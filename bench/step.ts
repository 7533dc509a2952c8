import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../__tests__/support/folder.js'
import { inputVariables, readActionFile, repository, runnerVariables } from '../__tests__/support/runner-environment.js'

/** The Node that runs the action. */
export const node = process.env.ACTION_NODE ?? process.execPath

/** The committed bundle. */
export const bundle = join(repository, 'dist/index.js')

/** A step of a job, ready to be run in a process. */
export type Step = { readonly env: Record<string, string>; readonly cwd: string; readonly remove: () => void }

/** Prepares what a runner prepares for a step of this action: environment, files and folders. */
export const makeStep = (
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {}
): Step => {
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: npm run build makes it`)
  const folder = makeFolder('bench-step')
  const cwd = join(folder.path, 'workspace')
  const runner = { ...runnerVariables(folder.path, cwd), ...env }
  for (const name of ['workspace', 'home', 'temp', 'tools']) mkdirSync(join(folder.path, name))
  for (const name of ['env', 'output', 'path', 'state', 'summary']) writeFileSync(join(folder.path, name), '')
  writeFileSync(join(folder.path, 'event.json'), '{}')
  return { env: { ...inputVariables(readActionFile(), inputs, runner), ...runner }, cwd, remove: folder.remove }
}
