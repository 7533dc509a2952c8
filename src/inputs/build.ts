import parseDuration from 'parse-duration'

import type { WantedDocker } from '../docker/install.js'
import { defined } from '../common/defined.js'
import type { BaseTemplate } from '../oci/base-reference.js'
import { parseReference } from '../oci/reference.js'
import type { RepositoryLabels } from '../runner/repository.js'
import type { PlaceholderRelease } from '../windows/release-placeholder.js'
import type { Release } from '../windows/releases.js'
import { readBuildArgs } from './build-args.js'
import type { RunContext } from './context.js'
import { InputError, parseInput } from './errors.js'
import { readInstall } from './install.js'
import { readLabels } from './labels.js'
import type { PlaceholderSources } from './placeholders.js'
import type { InputReader } from './reader.js'
import { readBaseImage } from './references.js'
import { anyVaries, readerFor, someRelease } from './release-reader.js'
import { readPublishInputs, readReleases, type PublishInputs } from './shared.js'
import { readCommand } from './command.js'

/** How the containers of a build are kept apart; `auto`: by the table of who can run what. */
export type IsolationChoice = 'auto' | 'process' | 'hyperv' | 'default'

/** The inputs that may be others for every release. */
export type LegInputs = {
  readonly context: string
  readonly file?: string
  /** as written: `KEY=value`, or `KEY` alone for the variable of that name */
  readonly buildArgs: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly target?: string
  /** references of images that steps are taken from */
  readonly cacheFrom: readonly string[]
  /** run in the new image before it is pushed */
  readonly test?: readonly [string, ...string[]]
}

/** Inputs of `mode: build`. Names as in docker/build-push-action where it has the thing. */
export type BuildInputs = PublishInputs & {
  /** the folder of the repository; '' outside of a job */
  readonly workspace: string
  /** empty: the host's own release */
  readonly releases: readonly Release[]
  /**
   * What is built for a release.
   *
   * @throws UserError that names the input
   */
  readonly legInputs: (release: Release) => LegInputs
  /** whether the inputs may make another image for every release */
  readonly variesByRelease: boolean
  readonly pull: boolean
  readonly noCache: boolean
  readonly network?: string
  readonly isolation: IsolationChoice
  /** memory of a build container, as docker writes it; undefined: 4g under Hyper-V */
  readonly memory?: string
  /** the base, where it is not the one that the Dockerfile names */
  readonly baseImage?: BaseTemplate
  /** `auto`: take a base of the host's patch level where the newest one is newer */
  readonly pinBase: 'auto' | 'never'
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

const readMemory = (read: InputReader): string | undefined => {
  const value = read.string('memory')
  if (value === undefined || /^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(value)) return value
  throw new InputError('memory', `'${value}' is not an amount of memory`, "write it like '4g'")
}

const readCacheFrom = (read: InputReader): LegInputs['cacheFrom'] => {
  const remedy = "write a reference, like 'ghcr.io/org/app:latest-{{release}}'"
  return read.list('cache-from').map(value => {
    parseInput('cache-from', value, remedy, parseReference)
    return value
  })
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

const readLegInputs = (read: InputReader, placeholders: PlaceholderSources): LegInputs => {
  const test = read.string('test')
  return {
    context: read.string('context') ?? '.',
    buildArgs: readBuildArgs(read, placeholders).args,
    labels: readLabels(read),
    cacheFrom: readCacheFrom(read),
    ...defined({
      file: read.string('file'),
      target: read.string('target'),
      test: test === undefined ? undefined : readCommand('test', test)
    })
  }
}

/** @throws InputError that names the input */
export const readBuildInputs = (read: InputReader, context: RunContext): BuildInputs => {
  const releases = readReleases(read.list('releases'))
  const publish = readPublishInputs(read, context, { namesDryRun: true })
  const legInputs = (release: PlaceholderRelease): LegInputs =>
    readLegInputs(readerFor(read, release), publish.placeholders)
  // Whatever can be refused is refused before an engine is looked for.
  for (const release of releases.length > 0 ? releases : [someRelease]) legInputs(release)
  return {
    ...publish,
    notices: [...publish.notices, ...readBuildArgs(read, publish.placeholders).notices],
    workspace: context.workspace,
    releases,
    legInputs,
    variesByRelease: anyVaries(read, ['context', 'file', 'target', 'build-args']),
    pull: read.boolean('pull', false),
    noCache: read.boolean('no-cache', false),
    isolation: read.choice('isolation', isolations, 'auto'),
    pinBase: read.choice('pin-base', ['auto', 'never'], 'auto'),
    testHealthy: read.boolean('test-healthy', false),
    testTimeout: readTestTimeout(read),
    ...defined({
      network: read.string('network'),
      memory: readMemory(read),
      baseImage: readBaseImage(read),
      install: readInstall(read),
      repository: readRepository(read, context),
      headCommit: context.headCommit,
      sourceDateEpoch: context.sourceDateEpoch
    })
  }
}
