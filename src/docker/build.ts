import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { defined } from '../common/defined.js'
import { labelInstruction } from '../dockerfile/label.js'
import { withTempDir } from '../runner/temp-dir.js'
import type { Isolation } from '../windows/isolation.js'
import { withRetries, type RetryOptions } from './retry.js'
import type { Docker, DockerOutput } from './docker.js'
import { inspectImage, type LocalImage } from './image.js'
import { option } from './options.js'

/** One image to build: the command line of `docker build`. */
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

/** A path that docker cannot mistake for an option or for its standard input. */
const asPath = (path: string): string => (path.startsWith('-') ? `./${path}` : path)

/** The arguments of docker. Values are arguments of their own, which docker never mistakes for options. */
const buildArguments = (command: BuildCommand): readonly string[] => [
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

/** What an image is built with. */
export type Builder = {
  readonly docker: Docker
  /** whether the labels may be added last, in a build of their own: see {@link buildImage} */
  readonly labelsLast: boolean
  readonly retry: RetryOptions
  /** the line of the Dockerfile that a build failed at */
  readonly locate?: RetryOptions['locate']
}

const run = ({ docker, retry, locate }: Builder, command: BuildCommand, what = 'build'): Promise<DockerOutput> =>
  withRetries(what, () => docker.stream(buildArguments(command)), { ...retry, ...defined({ locate }) })

/**
 * The id of the image that the classic builder has built: the last such line of its output (moby
 * builder/backend/backend.go), since a RUN prints before it. BuildKit has no such line.
 */
const builtImageId = ({ stdout }: DockerOutput): string | undefined =>
  [...stdout.matchAll(/^Successfully built ([0-9a-f]+)\s*$/gm)].at(-1)?.[1]

/** Adds the labels to an image, under the tags of the command. */
const addLabels = (image: LocalImage, command: BuildCommand, builder: Builder): Promise<DockerOutput> => {
  const { tags, labels, isolation } = command
  return withTempDir('labels', async context => {
    await writeFile(join(context, 'Dockerfile'), `FROM ${image.id}\n${labelInstruction(labels)}`)
    const own = { context, tags, cacheFrom: [], buildArgs: [], labels: {}, pull: false, noCache: false }
    // A failure there is not in a line of the user's Dockerfile.
    const { docker, retry, labelsLast } = builder
    return run({ docker, retry, labelsLast }, { ...own, ...defined({ isolation }) }, 'build (of the labels)')
  })
}

/**
 * Builds the image and shows the output of docker.
 *
 * The classic builder makes a step of every `--label`, which on Windows is a layer (moby builder/dockerfile/builder.go,
 * buildLabelOptions): there the labels are added last, in one step. Replacing the user's Dockerfile by one with the
 * labels does not work: with a `.dockerignore` docker writes a random name into the context, and nothing is cached
 * (docker/cli, AddDockerfileToBuildContext). Nor do images that steps are taken from: a step restored from one lacks the
 * config of its image, and a FROM would inherit that (moby issue 37273).
 *
 * @returns the image as the engine has it
 * @throws DockerError with docker's last lines
 */
export const buildImage = async (command: BuildCommand, builder: Builder): Promise<LocalImage> => {
  const [tag = ''] = command.tags
  const inspect = (name: string): Promise<LocalImage> => inspectImage(builder.docker, name)
  if (!builder.labelsLast) {
    await run(builder, command)
    return inspect(tag)
  }
  const id = builtImageId(await run(builder, { ...command, labels: {}, tags: [] }))
  const image = id === undefined ? undefined : await inspect(id)
  if (image?.isInheritable === true) await addLabels(image, command, builder)
  // The steps of the first build are in the cache.
  else await run(builder, { ...command, pull: false, noCache: false })
  return inspect(tag)
}

/** Pulls an image that steps may be taken from. @returns whether it exists */
export const pullCache = async (docker: Docker, image: string): Promise<boolean> =>
  (await docker.stream(['pull', image])).exitCode === 0
