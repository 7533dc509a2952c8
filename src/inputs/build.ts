import parseDuration from 'parse-duration'

import type { WantedDocker } from '../docker/install.js'
import type { BaseTemplate } from '../oci/base-reference.js'
import { isLoopbackAddress, parseReference } from '../oci/reference.js'
import { fillRelease } from '../windows/release-placeholder.js'
import type { Release } from '../windows/releases.js'
import type { RunContext } from './context.js'
import { InputError } from './errors.js'
import { readLabels } from './labels.js'
import type { InputReader } from './reader.js'
import { readBaseImage } from './references.js'
import { readPublishInputs, readReleases, type PublishInputs } from './shared.js'
import { readCommand } from './words.js'

/** How the containers of a build are kept apart; `auto`: by the table of who can run what. */
export type IsolationChoice = 'auto' | 'process' | 'hyperv' | 'default'

/** Inputs of `mode: build`. Names as in docker/build-push-action where it has the thing. */
export type BuildInputs = PublishInputs & {
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
  /** what labels say of where the image comes from */
  readonly origin: Readonly<Partial<Record<'source' | 'url' | 'title' | 'licenses', string>>>
  readonly headCommit?: NonNullable<RunContext['headCommit']>
  /** seconds since 1970 that the image counts as created at */
  readonly sourceDateEpoch?: number
}

const isolations: readonly IsolationChoice[] = ['auto', 'process', 'hyperv', 'default']

const readArgName = (read: InputReader, name: string, otherwise: string): string => {
  const value = read.text(name) ?? otherwise
  if (!/^[A-Za-z_]\w*$/.test(value)) {
    throw new InputError(name, `'${value}' is not the name of a build argument`, "use letters, digits and '_'")
  }
  return value
}

const given = <K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, string>)

const readCacheFrom = (texts: readonly string[]): BuildInputs['cacheFrom'] => {
  for (const text of texts) {
    try {
      parseReference(fillRelease(text, 'ltsc2022'))
    } catch (error) {
      const remedy = "write a reference, like 'ghcr.io/org/app:latest-{{release}}'"
      throw new InputError('cache-from', (error as Error).message, remedy, error)
    }
  }
  return release => texts.map(text => fillRelease(text, release.name))
}

/** No test is worth a day. */
const longestTest = 24 * 60 * 60 * 1000

const readTimeout = (read: InputReader): number => {
  const text = read.text('test-timeout') ?? '10m'
  const time = /^(?:\d+(?:\.\d+)? ?(?:ms|s|sec|m|min|h) ?)+$/i.test(text) ? parseDuration(text) : null
  if (time === null || time < 1000 || time > longestTest) {
    throw new InputError(
      'test-timeout',
      `'${text}' is not a time from 1 second to 24 hours`,
      "write for instance '90s' or '10m'"
    )
  }
  return time
}

const readInstall = (read: InputReader): WantedDocker | undefined => {
  const [version, sha256] = [read.text('docker-version'), read.text('docker-sha256')?.toLowerCase()]
  const address = read.text('docker-download-url')
  if (version === undefined) {
    const name = sha256 !== undefined ? 'docker-sha256' : address !== undefined ? 'docker-download-url' : undefined
    if (name === undefined) return undefined
    throw new InputError(name, "it is given without 'docker-version'", "give 'docker-version' too, or leave it out")
  }
  if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z.-]+)?$/.test(version))
    throw new InputError('docker-version', `'${version}' is not a version of Docker`, "write all of it, like '29.1.5'")
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256))
    throw new InputError('docker-sha256', `'${sha256}' is not a SHA-256`, 'write its 64 hexadecimal digits')
  const mirror = (address ?? 'https://download.docker.com').replace(/\/+$/, '')
  const url = URL.canParse(mirror) ? new URL(mirror) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InputError(
      'docker-download-url',
      `'${mirror}' is not an address`,
      "write it like 'https://mirror.example.com/docker'"
    )
  }
  if (url.protocol === 'http:' && !isLoopbackAddress(url.hostname) && sha256 === undefined) {
    throw new InputError(
      'docker-download-url',
      `'${mirror}' is read without TLS, so that anybody on the way can change what is installed`,
      "use https, or give 'docker-sha256'"
    )
  }
  return { version, mirror, ...(sha256 === undefined ? {} : { sha256 }) }
}

/** Where the image comes from, as docker/metadata-action writes it into its labels. */
const originOf = ({ repository, serverUrl, licence }: RunContext): BuildInputs['origin'] => {
  if (repository === '') return {}
  const page = `${serverUrl}/${repository}`
  const title = repository.split('/').at(-1)
  return { source: page, url: page, ...given('title', title), ...given('licenses', licence) }
}

/** @throws InputError that names the input */
export const readBuildInputs = (read: InputReader, context: RunContext): BuildInputs => {
  const memory = read.text('memory')
  if (memory !== undefined && !/^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(memory)) {
    throw new InputError('memory', `'${memory}' is not an amount of memory`, "write for instance '4g'")
  }
  const [baseArg, versionArg] = [readArgName(read, 'base-arg', 'BASE'), readArgName(read, 'version-arg', 'VERSION')]
  if (baseArg === versionArg) {
    throw new InputError('version-arg', `'${versionArg}' is also the name of 'base-arg'`, 'give them different names')
  }
  const [test, baseImage, install] = [read.text('test'), readBaseImage(read), readInstall(read)]
  return {
    ...readPublishInputs(read, context),
    releases: readReleases(read.words('releases')),
    context: read.text('context') ?? '.',
    ...given('file', read.text('file')),
    buildArgs: read.lines('build-args'),
    labels: readLabels(read),
    ...given('target', read.text('target')),
    pull: read.flag('pull', false),
    noCache: read.flag('no-cache', false),
    ...given('network', read.text('network')),
    baseArg,
    versionArg,
    isolation: read.choice('isolation', isolations, 'auto'),
    ...given('memory', memory),
    ...(baseImage === undefined ? {} : { baseImage }),
    cacheFrom: readCacheFrom(read.words('cache-from')),
    pinBase: read.choice('pin-base', ['auto', 'never'], 'auto'),
    ...(test === undefined ? {} : { test: readCommand('test', test) }),
    testHealthy: read.flag('test-healthy', false),
    testTimeout: readTimeout(read),
    ...(install === undefined ? {} : { install }),
    origin: originOf(context),
    ...(context.headCommit === undefined ? {} : { headCommit: context.headCommit }),
    ...(context.sourceDateEpoch === undefined ? {} : { sourceDateEpoch: context.sourceDateEpoch })
  }
}
