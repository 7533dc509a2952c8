import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { makeFolder } from './folder.js'

/** How calls are answered; `recorder.cjs` says it in full. The first rule that fits answers; without one it is 97. */
export type Rule = {
  /** The name that it was called by; any by default. */
  program?: string
  /** The first arguments. */
  args?: readonly string[]
  /** What all arguments, joined by blanks, have to match. */
  pattern?: RegExp
  /** How often the rule fits; without end by default. */
  times?: number
  /** A name for a rule of several tables, whose `times` count in all of them together. */
  key?: string
  /** Milliseconds before it answers. */
  delay?: number
  stdout?: string
  stderr?: string
  exitCode?: number
  /** Writes texts into the files whose paths follow these options, such as `--iidfile`. */
  writes?: readonly { option: string; text: string }[]
  /** Copies a folder to the path that is the pattern's group in all arguments. */
  unpacks?: { pattern: RegExp; from: string }
  /** Reads the input to its end; it is read for `--password-stdin` and `-` anyway. */
  stdin?: boolean
}

/** A call that was made. */
export type Call = {
  program: string
  /** Where that program is. */
  path: string
  argv: string[]
  /** The position of the rule that answered, -1 for none. */
  rule: number
  cwd: string
  /** The variables that are docker's. */
  env: Record<string, string>
  /** What `config.json` in `DOCKER_CONFIG` was at the time; null without one. */
  dockerConfig: string | null
  /** Null where it was not read. */
  stdin: string | null
  /** What the Dockerfile of a build was; null without one. */
  dockerfile: string | null
  /** In milliseconds since 1970. */
  time: number
}

export type RecordingDocker = {
  /** The folder with the programs, to be first in PATH. */
  path: string
  /** The PATH of this process with the folder before it, as an environment for `runAction`. */
  env: { PATH: string }
  /** All calls so far, oldest first. */
  calls: () => Call[]
  /** Replaces the table; `times` count from the start. */
  answer: (rules: readonly Rule[]) => void
  remove: () => void
}

/** The texts of a table in the form that the recorder reads. */
export const writeRules = (rules: readonly Rule[]): string =>
  JSON.stringify(rules, (_, value: unknown) =>
    value instanceof RegExp ? { source: value.source, flags: value.flags } : value
  )

/** Reads the calls that a recorder wrote down. */
export const readCalls = (log: string): Call[] =>
  existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as Call)
    : []

/**
 * Makes a `docker` that records its calls and answers from a table.
 *
 * @param rules the table
 * @param programs other programs to stand in for
 */
export const makeRecordingDocker = (
  rules: readonly Rule[],
  programs: readonly string[] = ['docker']
): RecordingDocker => {
  const folder = makeFolder('recorder')
  const path = join(folder.path, 'bin')
  mkdirSync(path)
  const recorder = readFileSync(new URL('recorder.cjs', import.meta.url), 'utf8')
  let round = 0
  const answer = (table: readonly Rule[]): void => {
    round++
    writeFileSync(join(folder.path, `rules-${round}.json`), writeRules(table))
    // Whoever starts it need not pass the recorder's own variables on: they are in the script.
    const variables = { RECORDER_RULES: `rules-${round}.json`, RECORDER_LOG: `calls-${round}` }
    const settings = Object.entries(variables).map(
      ([name, file]) => `process.env.${name} = ${JSON.stringify(join(folder.path, file))}\n`
    )
    for (const program of programs) {
      const text = `#!${process.execPath}\n${settings.join('')}${recorder}`
      writeFileSync(join(path, program), text, { mode: 0o755 })
    }
  }
  answer(rules)
  const logs = (): string[] => Array.from({ length: round }, (_, index) => join(folder.path, `calls-${index + 1}`))
  return {
    path,
    env: { PATH: `${path}${delimiter}${process.env.PATH ?? ''}` },
    calls: () => logs().flatMap(readCalls),
    answer,
    remove: folder.remove
  }
}
