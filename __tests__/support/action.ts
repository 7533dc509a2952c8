import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { atExit } from './cleanup.js'
import { makeFolder } from './folder.js'
import { inputVariables, readActionFile, repository, runnerVariables } from './runner-environment.js'
import { readFileCommands, readRunnerLog } from './runner-log.js'

export type ActionOptions = {
  /** What a workflow gives under `with`; the other inputs of action.yml get their default, as from a runner. */
  inputs: Readonly<Record<string, string>>
  /** On top of what a runner sets; undefined takes a variable away. */
  env?: Readonly<Record<string, string | undefined>>
  /** The workspace and working folder, by default an empty one. */
  cwd?: string
  /** The Node to run with, by default `ACTION_NODE` of the environment, else the one that runs the tests. */
  node?: string
  /** Runs the post step with the state that the main step left. */
  post?: Readonly<Record<string, string>>
  /** The payload of the event that started the workflow. */
  event?: object
  /** A script to run instead of the one that action.yml names. */
  entry?: string
  /** Ends it, as a runner does when a run is cancelled. */
  cancel?: AbortSignal
  /** The signal that ends it, by default the one that a runner begins with. */
  cancelBy?: NodeJS.Signals
  /** Whether it may report an unexpected error, which fails any other test. */
  mayHaveBug?: boolean
  /** Milliseconds after which it is killed; by default just before a test of an engine would end for lack of time. */
  limit?: number
  /** Starts the script elsewhere than in a Node of this machine. */
  start?: (script: string, cwd: string, env: Record<string, string>, options: ActionOptions) => Promise<Ended>
}

/** What a step left behind. */
export type ActionResult = {
  /** 128 and its number where a signal ended it. */
  exitCode: number
  stdout: string
  stderr: string
  outputs: Record<string, string>
  state: Record<string, string>
  /** Variables and folders for the steps behind this one. */
  exported: { env: Record<string, string>; path: string[] }
  summary: string
  errors: string[]
  warnings: string[]
  notices: string[]
  masks: string[]
  /** What a reader of the job's log sees of the standard output, with the masked values hidden. */
  log: string
  durationMs: number
}

const definedOnly = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))

/** What a process left behind. */
export type Ended = { exitCode: number; stdout: string; stderr: string }

const runNode = (script: string, cwd: string, env: Record<string, string>, options: ActionOptions): Promise<Ended> => {
  const { node = process.env.ACTION_NODE ?? process.execPath, limit = 175_000, cancel, cancelBy = 'SIGINT' } = options
  const child = spawn(node, [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text
    })
  }
  const takeBack = atExit(() => child.kill('SIGKILL'))
  cancel?.addEventListener('abort', () => child.kill(cancelBy), { once: true })
  return new Promise<Ended>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the action did not end within ${limit} ms:\n${written.stdout}${written.stderr}`))
    }, limit)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      resolve({ exitCode: code ?? 128 + constants.signals[signal ?? 'SIGKILL'], ...written })
    })
    child.once('error', () => {
      clearTimeout(timer)
    })
    child.once('close', () => {
      clearTimeout(timer)
      takeBack()
    })
  })
}

/** Runs the committed bundle as a runner starts it: its own process, with the environment of a step and no other. */
export const runAction = async (options: ActionOptions): Promise<ActionResult> => {
  const actionFile = readActionFile()
  const folder = makeFolder('action')
  try {
    const workspace = options.cwd ?? join(folder.path, 'workspace')
    const base = definedOnly({ ...runnerVariables(folder.path, workspace), ...options.env })
    const state = Object.entries(options.post ?? {}).map(([name, value]) => [`STATE_${name}`, value] as const)
    const env: Record<string, string> = {
      ...inputVariables(actionFile, options.inputs, base),
      ...Object.fromEntries(state),
      ...base
    }

    for (const path of [workspace, env.HOME, env.RUNNER_TEMP, env.RUNNER_TOOL_CACHE]) {
      if (path !== undefined) mkdirSync(path, { recursive: true })
    }
    for (const name of ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) {
      const path = env[name]
      if (path !== undefined && dirname(path) === folder.path) writeFileSync(path, '')
    }
    writeFileSync(join(folder.path, 'event.json'), JSON.stringify(options.event ?? {}))

    const { main = 'dist/index.js', post = main } = actionFile.runs ?? {}
    const script = options.entry ?? join(repository, options.post === undefined ? main : post)
    const started = performance.now()
    const ended = await (options.start ?? runNode)(script, workspace, env, options)
    const durationMs = performance.now() - started

    const read = (variable: string): string => {
      const path = env[variable]
      return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : ''
    }
    const { text, ...annotations } = readRunnerLog(ended.stdout)
    const bug = annotations.errors.find(error => error.includes('\nThis is a bug of this action.'))
    if (bug !== undefined && options.mayHaveBug !== true) throw new Error(`the action reported a bug:\n${text}`)
    const sloppy = Object.values(annotations)
      .flat()
      .find(message => /(?:\?\.|[^.]\.\.)$/.test(message))
    if (sloppy !== undefined) throw new Error(`a message ends in two marks: ${sloppy}`)
    return {
      ...ended,
      ...annotations,
      log: text,
      outputs: readFileCommands(read('GITHUB_OUTPUT')),
      state: readFileCommands(read('GITHUB_STATE')),
      exported: { env: readFileCommands(read('GITHUB_ENV')), path: read('GITHUB_PATH').split(/\r?\n/).filter(Boolean) },
      summary: read('GITHUB_STEP_SUMMARY'),
      durationMs
    }
  } finally {
    folder.remove()
  }
}
