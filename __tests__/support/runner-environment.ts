import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** The parts of action.yml that a runner reads. */
export type ActionFile = {
  inputs?: Record<string, { default?: string | number | boolean } | null>
  runs?: { main?: string; post?: string }
}

/** The folder of action.yml. */
export const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Reads action.yml; empty where there is none. */
export const readActionFile = (): ActionFile => {
  const path = join(repository, 'action.yml')
  return existsSync(path) ? (parse(readFileSync(path, 'utf8')) as ActionFile) : {}
}

/** The whole environment of a step but for its inputs: what a hosted Linux runner sets, and nothing of this process. */
export const runnerVariables = (folder: string, workspace: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: join(folder, 'home'),
  CI: 'true',
  GITHUB_ACTION: '__win-multiarch',
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'octocat',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_ENV: join(folder, 'env'),
  GITHUB_EVENT_NAME: 'push',
  GITHUB_EVENT_PATH: join(folder, 'event.json'),
  GITHUB_JOB: 'test',
  GITHUB_OUTPUT: join(folder, 'output'),
  GITHUB_PATH: join(folder, 'path'),
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_REPOSITORY: 'org/app',
  GITHUB_REPOSITORY_OWNER: 'org',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_RUN_ID: '1234567890',
  GITHUB_RUN_NUMBER: '7',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
  GITHUB_STATE: join(folder, 'state'),
  GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  GITHUB_WORKFLOW: 'test',
  GITHUB_WORKSPACE: workspace,
  RUNNER_ARCH: 'X64',
  RUNNER_NAME: 'test',
  RUNNER_OS: 'Linux',
  RUNNER_TEMP: join(folder, 'temp'),
  RUNNER_TOOL_CACHE: join(folder, 'tools')
})

/** Variables of a run that a git tag started. */
export const ofTag = (tag: string): Record<string, string> => ({
  GITHUB_REF: `refs/tags/${tag}`,
  GITHUB_REF_NAME: tag,
  GITHUB_REF_TYPE: 'tag'
})

/** A runner evaluates the expressions of a default; of those only this kind is of use in one. */
const evaluate = (text: string, env: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{\{\s*github\.(\w+)\s*\}\}/g, (_, name: string) => env[`GITHUB_${name.toUpperCase()}`] ?? '')

/** The variables of all declared inputs, with their default where none is given. */
export const inputVariables = (
  { inputs: declared }: ActionFile,
  given: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>
): Record<string, string> => {
  const unknown = Object.keys(given).filter(name => declared !== undefined && !(name in declared))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)
  const defaults = Object.entries(declared ?? {}).map(([name, input]) => [name, String(input?.default ?? '')] as const)
  const values = { ...Object.fromEntries(defaults.map(([name, value]) => [name, evaluate(value, env)])), ...given }
  // A runner trims nothing and keeps hyphens.
  const variable = (name: string): string => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [variable(name), value]))
}
