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

/** A path that docker cannot take for an option or for its standard input. */
const asPath = (path: string): string => (path.startsWith('-') ? `./${path}` : path)

/** The arguments of docker. Values stand in arguments of their own, where docker never takes them for options. */
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
  /** whether the labels may come last, in a build of their own: see {@link buildImage} */
  readonly labelsLast: boolean
  readonly retry: RetryOptions
}

const run = ({ docker, retry }: Builder, command: BuildCommand, what = 'build'): Promise<DockerOutput> =>
  withRetries(what, () => docker.shown(buildArguments(command)), retry)

/**
 * The image that the classic builder has made: its last line but for the tags (moby builder/backend/backend.go). What a
 * RUN prints comes before it, and BuildKit says nothing of the kind.
 */
const builtImageId = ({ stdout }: DockerOutput): string | undefined =>
  [...stdout.matchAll(/^Successfully built ([0-9a-f]+)\s*$/gm)].at(-1)?.[1]

/** Builds nothing but the labels onto an image, under the tags of the command. */
const addLabels = (image: LocalImage, command: BuildCommand, builder: Builder): Promise<DockerOutput> => {
  const { tags, labels, isolation } = command
  return withTempDir('labels', async context => {
    await writeFile(join(context, 'Dockerfile'), `FROM ${image.id}\n${labelInstruction(labels)}`)
    const own = { context, tags, cacheFrom: [], buildArgs: [], labels: {}, pull: false, noCache: false }
    return run(builder, { ...own, ...defined({ isolation }) }, 'build (of the labels)')
  })
}

/**
 * Builds the image and shows what docker says.
 *
 * The classic builder makes a step of every `--label`, which on Windows is a layer (moby builder/dockerfile/builder.go,
 * buildLabelOptions): there the labels come last, in one step. A Dockerfile of our own in place of the user's would not
 * do: with a `.dockerignore` docker writes a random name into the context, and nothing is cached (docker/cli,
 * AddDockerfileToBuildContext). Nor may there be images that steps are taken from: a step that is restored from one
 * has not the config of its image, and a FROM would take that for true (moby issue 37273).
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
  if (image?.passesOn === true) await addLabels(image, command, builder)
  // What was built just now is in the cache.
  else await run(builder, { ...command, pull: false, noCache: false })
  return inspect(tag)
}

/** Pulls an image that steps may be taken from. @returns whether it can be had */
export const pullCache = async (docker: Docker, image: string): Promise<boolean> =>
  (await docker.shown(['pull', image])).exitCode === 0
