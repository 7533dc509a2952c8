import { spawn, type ChildProcess } from 'node:child_process'
import { EOL } from 'node:os'
import { isAbsolute } from 'node:path'
import { StringDecoder } from 'node:string_decoder'

import { exec } from '@actions/exec'
import { findInPath } from '@actions/io'

import { reasonOf, UserError, type UserErrorParts } from '../common/user-error.js'
import { guardChildren } from './children.js'

/** What a program left behind. */
export type ProgramOutput = {
  /** 128 where a signal ended it */
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export type ProgramOptions = {
  /** on top of the variables of this process */
  readonly env?: Readonly<Record<string, string>>
  /** what it gets on its standard input, which is empty otherwise */
  readonly input?: string
  /** milliseconds after which it is killed; undefined: it may take any time */
  readonly timeoutMs?: number
  /** characters per stream after which it is killed; undefined: only the last ones are kept */
  readonly maxOutputChars?: number
  /** called with its output, of both streams, as it arrives */
  readonly onOutput?: (text: string) => void
}

/** A program did not run to its end: it could not be started, took too long or wrote too much. */
export class ProgramError extends UserError {
  override readonly name = 'ProgramError'

  constructor(
    readonly failure: 'start' | 'timeout' | 'output',
    parts: UserErrorParts
  ) {
    super(parts)
  }
}

/** The reason for a failure is at the end of the output. Per stream. */
const maxKeptChars = 8 * 1024 * 1024

/**
 * Looks a program up on PATH, without the working folder, where anything may lie.
 *
 * Batch files are refused: cmd.exe, which runs them, expands `%NAME%` in every argument.
 */
const findProgram = async (program: string): Promise<string> => {
  const failed = (why: string, remedy?: string): ProgramError =>
    new ProgramError('start', { what: `the program '${program}' could not be started`, why, remedy })
  const path = (await findInPath(program)).find(isAbsolute)
  if (path === undefined) throw failed(`there is no program '${program}' on PATH`)
  if (/\.(?:bat|cmd)$/i.test(path))
    throw failed(`${path} is a batch file`, 'put the program itself on PATH, before that folder')
  return path
}

/** The last characters of a stream. */
type Tail = {
  readonly write: (bytes: Buffer) => void
  readonly size: () => number
  readonly text: () => string
}

type Streams = { readonly stdout: Tail; readonly stderr: Tail }

const keepTail = (onOutput: ProgramOptions['onOutput']): Tail => {
  const decoder = new StringDecoder('utf8')
  const chunks: string[] = []
  let size = 0
  return {
    write: bytes => {
      const chunk = decoder.write(bytes)
      chunks.push(chunk)
      size += chunk.length
      for (let [first = ''] = chunks; size - first.length >= maxKeptChars; [first = ''] = chunks) {
        size -= first.length
        chunks.shift()
      }
      onOutput?.(chunk)
    },
    size: () => size,
    text: () => (chunks.join('') + decoder.end()).slice(-maxKeptChars)
  }
}

/** A program to run, and where its output goes. */
type Run = {
  readonly path: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly streams: Streams
}

const outputOf = ({ stdout, stderr }: Streams, code: number | null): ProgramOutput => ({
  exitCode: code ?? 128,
  stdout: stdout.text(),
  stderr: stderr.text()
})

/**
 * Runs a program that has no limit.
 *
 * exec splits its command like a command line, unless it is in quotes. It buffers the text after the last line end without
 * limit and rescans it per chunk. We do not use its lines, so each chunk stringifies to EOL.
 */
const runUnlimited = async ({ path, args, env, streams }: Run): Promise<ProgramOutput> => {
  const listen = (stream: Tail) => (chunk: Buffer) => {
    stream.write(chunk)
    chunk.toString = () => EOL
  }
  const listeners = { stdout: listen(streams.stdout), stderr: listen(streams.stderr) }
  const options = { env: env as Record<string, string>, silent: true, ignoreReturnCode: true, listeners }
  const code: number | null = await exec(`"${path.replaceAll('"', '\\"')}"`, [...args], options)
  return outputOf(streams, code)
}

/** Runs a program that has an input or a limit: exec can neither end a program nor bear one that leaves its input unread. */
const runLimited = (
  program: string,
  { path, args, env, streams }: Run,
  { input, timeoutMs, maxOutputChars }: ProgramOptions
): Promise<ProgramOutput> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(path, args, { env, windowsHide: true })
    const end = (failure: ProgramError['failure'], why: string): void => {
      child.kill('SIGKILL')
      // Its own children may hold the pipes open.
      child.stdout?.destroy()
      child.stderr?.destroy()
      reject(new ProgramError(failure, { what: `the program '${program}' was ended`, why }))
    }
    const timeOut = (): void => {
      end('timeout', `it timed out after ${Math.round((timeoutMs ?? 0) / 1000)} s`)
    }
    const timer = timeoutMs === undefined ? undefined : setTimeout(timeOut, timeoutMs)
    child.once('error', error => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('close', code => {
      clearTimeout(timer)
      resolve(outputOf(streams, code))
    })
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.on('data', (chunk: Buffer) => {
        streams[name].write(chunk)
        if (maxOutputChars !== undefined && streams[name].size() > maxOutputChars)
          end('output', `it wrote more than ${maxOutputChars} characters`)
      })
    }
    // A program that could not be started has no streams.
    child.stdin?.end(input)
  })

/**
 * Runs a program of PATH to its end, never through a shell. Its exit code is not an error here.
 *
 * @param program its name, or an absolute path
 * @throws ProgramError where it cannot be started, takes longer than its limit or writes more than its limit
 */
export const runProgram = async (
  program: string,
  args: readonly string[],
  options: ProgramOptions = {}
): Promise<ProgramOutput> => {
  guardChildren()
  const run: Run = {
    path: await findProgram(program),
    args,
    env: { ...process.env, ...options.env },
    streams: { stdout: keepTail(options.onOutput), stderr: keepTail(options.onOutput) }
  }
  const { input, timeoutMs, maxOutputChars } = options
  const isLimited = [input, timeoutMs, maxOutputChars].some(limit => limit !== undefined)
  try {
    return await (isLimited ? runLimited(program, run, options) : runUnlimited(run))
  } catch (cause) {
    if (cause instanceof ProgramError) throw cause
    const what = `the program '${program}' could not be started`
    throw new ProgramError('start', { what, why: reasonOf(cause), cause })
  }
}
