import parseDuration from 'parse-duration'

import type { WantedDocker } from '../docker/install.js'
import { defined } from '../common/defined.js'
import type { BaseTemplate } from '../oci/base-reference.js'
import { parseReference } from '../oci/reference.js'
import { fillRelease } from '../windows/release-placeholder.js'
import type { RepositoryLabels } from '../runner/repository.js'
import type { Release } from '../windows/releases.js'
import { readBuildArgs } from './build-args.js'
import type { RunContext } from './context.js'
import { InputError, parseInput } from './errors.js'
import { readInstall } from './install.js'
import { readLabels } from './labels.js'
import type { InputReader } from './reader.js'
import { readBaseImage } from './references.js'
import { readPublishInputs, readReleases, type PublishInputs } from './shared.js'
import { readCommand } from './command.js'

/** How the containers of a build are kept apart; `auto`: by the table of who can run what. */
export type IsolationChoice = 'auto' | 'process' | 'hyperv' | 'default'

/** Inputs of `mode: build`. Names as in docker/build-push-action where it has the thing. */
export type BuildInputs = PublishInputs & {
  /** the folder of the repository; '' outside of a job */
  readonly workspace: string
  /** empty: the host's own release */
  readonly releases: readonly Release[]
  readonly context: string
  readonly file?: string
  /** as written: `KEY=value`, or `KEY` alone for the variable of that name */
  readonly buildArgs: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly target?: string
  readonly pull: boolean
  readonly noCache: boolean
  readonly network?: string
  /** name of the build argument that gets the base tag */
  readonly baseArg: string
  /** name of the build argument that gets the version */
  readonly versionArg: string
  readonly isolation: IsolationChoice
  /** memory of a build container, as docker writes it; undefined: 4g under Hyper-V */
  readonly memory?: string
  /** the base, where it is not the one that the Dockerfile names */
  readonly baseImage?: BaseTemplate
  /** references of images that steps are taken from, by release */
  readonly cacheFrom: (release: Release) => readonly string[]
  /** `auto`: take a base of the host's patch level where the newest one is newer */
  readonly pinBase: 'auto' | 'never'
  /** run in the new image before it is pushed */
  readonly test?: readonly [string, ...string[]]
  /** whether the new image has to become healthy before it is pushed */
  readonly testHealthy: boolean
  /** milliseconds */
  readonly testTimeout: number
  /** the Docker to install where there is none, or another one */
  readonly install?: WantedDocker
  /** what the image is built from; undefined outside of GitHub */
  readonly repository?: SourceRepository
  readonly headCommit?: NonNullable<RunContext['headCommit']>
  /** seconds since 1970 that the image counts as created at */
  readonly sourceDateEpoch?: number
}

/** A repository on GitHub. */
export type SourceRepository = {
  /** `owner/name` */
  readonly name: string
  readonly url: string
  /** what labels say about it; undefined: the event does not carry it */
  readonly fromEvent?: RepositoryLabels
  readonly token?: string
}

const isolations: readonly IsolationChoice[] = ['auto', 'process', 'hyperv', 'default']

const readArgName = (read: InputReader, name: string, defaultValue: string): string => {
  const value = read.string(name) ?? defaultValue
  if (/^[A-Za-z_]\w*$/.test(value)) return value
  throw new InputError(name, `'${value}' is not the name of a build argument`, "use letters, digits and '_'")
}

const readArgNames = (read: InputReader): Pick<BuildInputs, 'baseArg' | 'versionArg'> => {
  const [baseArg, versionArg] = [readArgName(read, 'base-arg', 'BASE'), readArgName(read, 'version-arg', 'VERSION')]
  if (baseArg === versionArg)
    throw new InputError('version-arg', `'${versionArg}' is also the name of 'base-arg'`, 'give them different names')
  return { baseArg, versionArg }
}

const readMemory = (read: InputReader): string | undefined => {
  const value = read.string('memory')
  if (value === undefined || /^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(value)) return value
  throw new InputError('memory', `'${value}' is not an amount of memory`, "write it like '4g'")
}

const readCacheFrom = (read: InputReader): BuildInputs['cacheFrom'] => {
  const templates = read.list('cache-from')
  for (const template of templates) {
    const remedy = "write a reference, like 'ghcr.io/org/app:latest-{{release}}'"
    parseInput('cache-from', fillRelease(template, 'ltsc2022'), remedy, parseReference)
  }
  return release => templates.map(template => fillRelease(template, release.name))
}

const maxTestMs = 24 * 60 * 60 * 1000

const readTestTimeout = (read: InputReader): number => {
  const value = read.string('test-timeout') ?? '10m'
  const time = /^(?:\d+(?:\.\d+)? ?(?:ms|s|sec|m|min|h) ?)+$/i.test(value) ? parseDuration(value) : null
  if (time !== null && time >= 1000 && time <= maxTestMs) return time
  throw new InputError(
    'test-timeout',
    `'${value}' is not a time from 1 second to 24 hours`,
    "write it like '90s' or '10m'"
  )
}

const readRepository = (
  read: InputReader,
  { repository: name, serverUrl, repositoryLabels: fromEvent }: RunContext
): SourceRepository | undefined =>
  name === ''
    ? undefined
    : { name, url: `${serverUrl}/${name}`, ...defined({ fromEvent, token: read.string('github-token') }) }

/** @throws InputError that names the input */
export const readBuildInputs = (read: InputReader, context: RunContext): BuildInputs => {
  const test = read.string('test')
  return {
    ...readPublishInputs(read, context, { namesDryRun: true }),
    workspace: context.workspace,
    releases: readReleases(read.list('releases')),
    context: read.string('context') ?? '.',
    buildArgs: readBuildArgs(read),
    labels: readLabels(read),
    pull: read.boolean('pull', false),
    noCache: read.boolean('no-cache', false),
    ...readArgNames(read),
    isolation: read.choice('isolation', isolations, 'auto'),
    cacheFrom: readCacheFrom(read),
    pinBase: read.choice('pin-base', ['auto', 'never'], 'auto'),
    testHealthy: read.boolean('test-healthy', false),
    testTimeout: readTestTimeout(read),
    ...defined({
      file: read.string('file'),
      target: read.string('target'),
      network: read.string('network'),
      memory: readMemory(read),
      baseImage: readBaseImage(read),
      test: test === undefined ? undefined : readCommand('test', test),
      install: readInstall(read),
      repository: readRepository(read, context),
      headCommit: context.headCommit,
      sourceDateEpoch: context.sourceDateEpoch
    })
  }
}
