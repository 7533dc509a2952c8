import type { Isolation } from '../windows/isolation.js'
import { persistently, type Attempts } from './attempts.js'
import type { Docker } from './docker.js'

/** One image to build: what stands on the command line of `docker build`. */
export type BuildCommand = {
  readonly context: string
  readonly file?: string
  readonly tags: readonly string[]
  /** `KEY=value` */
  readonly buildArgs: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly target?: string
  readonly pull: boolean
  readonly noCache: boolean
  /** images that steps are taken from */
  readonly cacheFrom: readonly string[]
  readonly network?: string
  readonly isolation?: Isolation
  readonly memory?: string
}

const option = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value])

/** A path that docker cannot take for an option or for its standard input. */
const asPath = (path: string): string => (path.startsWith('-') ? `./${path}` : path)

/** The arguments of docker. Values stand in arguments of their own, where docker never takes them for options. */
export const buildArguments = (command: BuildCommand): readonly string[] => [
  'build',
  ...option('--isolation', command.isolation),
  ...option('--memory', command.memory),
  ...option('--file', command.file === undefined ? undefined : asPath(command.file)),
  ...option('--target', command.target),
  ...option('--network', command.network),
  ...(command.pull ? ['--pull'] : []),
  ...(command.noCache ? ['--no-cache'] : []),
  ...command.cacheFrom.flatMap(image => ['--cache-from', image]),
  ...command.buildArgs.flatMap(argument => ['--build-arg', argument]),
  ...Object.entries(command.labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
  ...command.tags.flatMap(tag => ['--tag', tag]),
  asPath(command.context)
]

/**
 * Builds the image and shows what docker says.
 *
 * @throws DockerError with docker's last lines
 */
export const buildImage = async (docker: Docker, command: BuildCommand, attempts: Attempts): Promise<void> => {
  await persistently('build', () => docker.shown(buildArguments(command)), attempts)
}

/** Pulls an image that steps may be taken from. @returns whether it can be had */
export const pullCache = async (docker: Docker, image: string): Promise<boolean> =>
  (await docker.shown(['pull', image])).exitCode === 0
