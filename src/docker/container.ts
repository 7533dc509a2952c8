import { setTimeout as sleep } from 'node:timers/promises'

import type { Log } from '../runner/log.js'
import type { Isolation } from '../windows/isolation.js'
import { persistently, type Attempts } from './attempts.js'
import { option } from './options.js'
import { DockerError, lastLines, type Docker, type DockerOutput } from './docker.js'

/** A test of an image in a container of it. */
export type ContainerTest = {
  readonly image: string
  /** run instead of the image's entrypoint; undefined: the image's own, until its HEALTHCHECK says that it is healthy */
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
  readonly attempts: Attempts
  /** the container's name, which the post step knows */
  readonly name: string
}

type State = {
  readonly running: boolean
  readonly exitCode: number
  /** why it could not be started; '' where it could */
  readonly error: string
  readonly health: string | undefined
  /** what the last check printed */
  readonly said: string
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

const words = (ms: number): string => (ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`)

const readState = async (docker: Docker, name: string): Promise<State> => {
  const output = await docker.quiet(['container', 'inspect', '--format', '{{json .State}}', name])
  if (output.exitCode !== 0)
    throw new DockerError(`docker container inspect ${name} failed: ${lastLines({ ...output, stdout: '' })}`)
  const state = JSON.parse(output.stdout) as {
    Running?: boolean
    ExitCode?: number
    Error?: string
    Health?: { Status?: string; Log?: { Output?: string }[] | null }
  }
  return {
    running: state.Running === true,
    exitCode: state.ExitCode ?? -1,
    error: state.Error ?? '',
    health: state.Health?.Status,
    said: lastLines({ exitCode: 0, stdout: state.Health?.Log?.at(-1)?.Output ?? '', stderr: '' }, 4)
  }
}

/** Removes a container, also one that runs; one that is not there is none to remove. */
export const removeContainer = async (docker: Docker, name: string): Promise<void> => {
  await docker.quiet(['rm', '--force', '--volumes', name])
}

/** Ends the container when its time is up, so that whoever follows it comes to an end as well. */
const withLimit = async <T>(
  docker: Docker,
  { limit }: ContainerTest,
  name: string,
  work: (isOver: () => boolean) => Promise<T>
): Promise<T> => {
  let over = false
  const timer = setTimeout(() => {
    over = true
    // What follows it ends then, and tells why; a failure here is seen by the removal at the end.
    docker.quiet(['kill', name]).catch(() => undefined)
  }, limit)
  try {
    return await work(() => over)
  } finally {
    clearTimeout(timer)
  }
}

const tooLong = ({ image, limit }: ContainerTest, what: string): DockerError =>
  new DockerError(
    `The test of ${image} failed: ${what} within ${words(limit)}. Look at its output above; 'test-timeout' gives it more time. Nothing was pushed.`
  )

/** Runs the command and shows what it prints. What docker itself cannot start is tried again, where that may help. */
const runCommand = async (test: ContainerTest, { docker, name, attempts }: TestTools): Promise<void> => {
  const patience = test.limit + 60_000
  const output = await withLimit(docker, test, name, async isOver => {
    const start = async (): Promise<DockerOutput> => {
      const attached = await docker.shown(['start', '--attach', name], patience)
      const state = await readState(docker, name)
      // The exit code of the command is its own matter; that of docker is one of the engine.
      return state.error === '' ? { ...attached, exitCode: 0 } : { ...attached, exitCode: attached.exitCode || 1 }
    }
    const attached = await persistently(`start ${name}`, start, attempts)
    if (isOver()) throw tooLong(test, 'it did not end')
    return attached
  })
  const { exitCode } = await readState(docker, name)
  if (exitCode !== 0) {
    throw new DockerError(
      `The test of ${test.image} failed with exit code ${exitCode}. Nothing was pushed.\n${lastLines(output)}`
    )
  }
}

/** Starts the image as it is, waits until it says that it is healthy, and shows what it printed. */
const awaitHealth = async (test: ContainerTest, { docker, name, attempts }: TestTools): Promise<void> => {
  await persistently(`start ${name}`, () => docker.quiet(['start', name]), attempts)
  const failed = (why: string): DockerError =>
    new DockerError(`The test of ${test.image} failed: ${why}. Nothing was pushed.`)
  try {
    const end = Date.now() + test.limit
    for (;;) {
      const { running, exitCode, health, said } = await readState(docker, name)
      const last = said === '' ? '' : `: ${said}`
      if (!running) throw failed(`it ended with exit code ${exitCode} before it was healthy`)
      if (health === 'healthy') return
      if (health === 'unhealthy') throw failed(`its HEALTHCHECK says that it is unhealthy${last}`)
      if (Date.now() >= end) throw tooLong(test, `its HEALTHCHECK did not say that it is healthy${last}`)
      await sleep(1000)
    }
  } finally {
    await docker.shown(['logs', name], 60_000)
  }
}

/**
 * Tests an image in a container of its own, which is gone afterwards whatever happens.
 *
 * @throws DockerError that says how the test failed
 */
export const testImage = async (test: ContainerTest, tools: TestTools): Promise<void> => {
  const { docker, log, name } = tools
  const title = test.command === undefined ? 'HEALTHCHECK' : 'command'
  await log.group(`Test ${test.image} (${title})`, async () => {
    try {
      await persistently(`create ${name}`, () => docker.quiet(createArguments(test, name)), tools.attempts)
      await (test.command === undefined ? awaitHealth(test, tools) : runCommand(test, tools))
    } finally {
      await removeContainer(docker, name)
    }
  })
}
