import { setTimeout as sleep } from 'node:timers/promises'

import { asArray, asNumber, asRecord, asString, isRecord, parseJson } from '../common/json.js'
import { withSignal } from '../registry/transport/retry.js'
import type { Log } from '../runner/log.js'
import type { Isolation } from '../windows/isolation.js'
import { withRetries, type RetryOptions } from './retry.js'
import { option } from './options.js'
import { DockerError, lastLines, type Docker, type DockerOutput } from './docker.js'

/** A test of an image in a container of it. */
export type ContainerTest = {
  readonly image: string
  /** run in place of the entrypoint; undefined: the image runs unchanged, until its HEALTHCHECK reports that it is healthy */
  readonly command?: readonly [string, ...string[]]
  readonly isolation?: Isolation
  readonly memory?: string
  readonly network?: string
  /** milliseconds that it may take */
  readonly limit: number
}

export type TestTools = {
  readonly docker: Docker
  readonly log: Log
  readonly retry: RetryOptions
  /** the name of the container, which the post step knows */
  readonly name: string
}

/** What docker knows about a container (moby api/types/container, State). */
type State = {
  readonly isRunning: boolean
  readonly exitCode: number
  /** why docker could not start it; undefined where it could */
  readonly startError: string | undefined
  readonly health: string | undefined
  /** what the last check of its health printed */
  readonly lastCheck: string
}

/** The arguments of docker that make the container. The image's name cannot be taken for an option. */
const createArguments = (
  { image, command, isolation, memory, network }: ContainerTest,
  name: string
): readonly string[] => {
  const [program, ...rest] = command ?? []
  return [
    ...['create', '--name', name],
    ...option('--isolation', isolation),
    ...option('--memory', memory),
    ...option('--network', network),
    ...option('--entrypoint', program),
    image,
    ...rest
  ]
}

/** `10 min`, `90 s` */
const formatDuration = (ms: number): string => (ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`)

const readState = async (docker: Docker, name: string): Promise<State> => {
  const output = await docker.capture(['container', 'inspect', '--format', '{{json .State}}', name])
  const state = parseJson(output.stdout)
  if (output.exitCode !== 0 || !isRecord(state)) {
    throw new DockerError({
      what: `docker container inspect ${name} failed`,
      why: lastLines({ ...output, stdout: '' })
    })
  }
  const health = asRecord(state.Health)
  const lastCheck = asString(asRecord(asArray(health.Log).at(-1)).Output) ?? ''
  return {
    isRunning: state.Running === true,
    exitCode: asNumber(state.ExitCode) ?? -1,
    startError: asString(state.Error),
    health: asString(health.Status),
    lastCheck: lastLines({ exitCode: 0, stdout: lastCheck, stderr: '' }, 4)
  }
}

/** Removes a container, running or not; does nothing where there is none. */
export const removeContainer = async (docker: Docker, name: string): Promise<void> => {
  await docker.capture(['rm', '--force', '--volumes', name])
}

const testFailed = ({ image }: ContainerTest, why: string, remedy = ''): DockerError =>
  new DockerError({ what: `the test of ${image} failed`, why, remedy: `Nothing was pushed. ${remedy}` })

const timedOut = (test: ContainerTest, why: (limit: string) => string): DockerError =>
  testFailed(
    test,
    why(formatDuration(test.limit)),
    "Look at its output above, or give it more time with 'test-timeout'"
  )

/**
 * Kills the container after the limit of the test, which also ends the command that follows its output.
 *
 * @param work is cancelled by the signal
 * @throws DockerError where the limit is reached
 */
const withTimeLimit = async <T>(
  test: ContainerTest,
  { docker, name }: TestTools,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> => {
  const signal = AbortSignal.timeout(test.limit)
  const kill = (): void => {
    // If this fails, so does the removal at the end.
    docker.capture(['kill', name]).catch(() => undefined)
  }
  signal.addEventListener('abort', kill, { once: true })
  try {
    const result = await work(signal)
    signal.throwIfAborted()
    return result
  } catch (error) {
    throw signal.aborted ? timedOut(test, limit => `it timed out after ${limit}`) : error
  } finally {
    signal.removeEventListener('abort', kill)
  }
}

/** Runs the command and shows what it prints. What docker itself fails to start is tried again where that may help. */
const runCommand = async (test: ContainerTest, tools: TestTools): Promise<void> => {
  const { docker, name, retry } = tools
  const attachTimeoutMs = test.limit + 60_000
  const start = async (): Promise<DockerOutput> => {
    const output = await docker.stream(['start', '--attach', name], attachTimeoutMs)
    const { startError } = await readState(docker, name)
    // The exit code is that of the command, unless docker could not start it.
    return { ...output, exitCode: startError === undefined ? 0 : output.exitCode || 1 }
  }
  const output = await withTimeLimit(test, tools, signal =>
    withRetries(`start ${name}`, start, { ...retry, policy: withSignal(retry.policy, signal) })
  )
  const { exitCode } = await readState(docker, name)
  if (exitCode !== 0) throw testFailed(test, `it ended with exit code ${exitCode}:\n${lastLines(output)}`)
}

/** Starts the image unchanged, waits until it is healthy, and shows what it printed. */
const awaitHealth = async (test: ContainerTest, { docker, name, retry }: TestTools): Promise<void> => {
  await withRetries(`start ${name}`, () => docker.capture(['start', name]), retry)
  try {
    const end = Date.now() + test.limit
    for (;;) {
      const { isRunning, exitCode, health, lastCheck } = await readState(docker, name)
      const details = lastCheck === '' ? '' : `: ${lastCheck}`
      if (!isRunning) throw testFailed(test, `it ended with exit code ${exitCode} before it was healthy`)
      if (health === 'healthy') return
      if (health === 'unhealthy') throw testFailed(test, `its HEALTHCHECK reports that it is unhealthy${details}`)
      if (Date.now() >= end) throw timedOut(test, limit => `it was not healthy after ${limit}${details}`)
      await sleep(1000)
    }
  } finally {
    await docker.stream(['logs', name], 60_000)
  }
}

/**
 * Tests an image in a container of its own, which is removed afterwards in any case.
 *
 * @throws DockerError that says how the test failed
 */
export const testImage = async (test: ContainerTest, tools: TestTools): Promise<void> => {
  const { docker, log, name, retry } = tools
  const title = test.command === undefined ? 'HEALTHCHECK' : 'command'
  await log.group(`Test ${test.image} (${title})`, async () => {
    try {
      await withRetries(`create ${name}`, () => docker.capture(createArguments(test, name)), retry)
      await (test.command === undefined ? awaitHealth(test, tools) : runCommand(test, tools))
    } finally {
      await removeContainer(docker, name)
    }
  })
}
