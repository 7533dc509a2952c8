import { engines, type PullEngine } from './engines.js'
import { commonHosts, server2016, windows11Arm, type Host } from './hosts.js'
import { isolationFor } from './isolation.js'
import { parseOsVersion } from './os-version.js'
import { normalizeArchitecture, type PlatformSpec } from './platform-match.js'
import type { ListedImage } from './pull.js'

/** Whether a container of an image starts: by itself, only with `--isolation=hyperv`, or not at all. */
export type Start = 'by itself' | 'with hyperv' | 'never'

/** What a host with an engine gets from a list. */
export type Pull = {
  readonly host: Host
  readonly engine: PullEngine
  /** position in the list; undefined: the pull fails */
  readonly index: number | undefined
  /** `never` where the pull fails */
  readonly start: Start
  /** position of the newest image that starts by itself, where the host gets an older one, another one, or none */
  readonly newerMatch: number | undefined
  /** positions of what is downloaded besides, and never used */
  readonly unused: readonly number[]
}

const buildOf = (platform: PlatformSpec | undefined): number | undefined =>
  parseOsVersion(platform?.osVersion ?? '')?.build

/** What an image is: as its config says, otherwise as its descriptor says. */
const contentOf = ({ platform, image }: ListedImage): PlatformSpec | undefined => image ?? platform

/**
 * Whether an image starts on a host. A Server starts images of older Windows only where it is asked for Hyper-V; Windows
 * 10 and 11 use Hyper-V by default (moby daemon_windows.go, setDefaultIsolation). dockerd is an amd64 program, and Windows
 * on Arm starts no amd64 containers (docker/for-win#14368). An image without os.version, like those for HostProcess
 * containers, counts as one of the host's own build.
 */
export const startOn = (host: Host, kind: PullEngine['kind'], image: PlatformSpec): Start => {
  if (image.os.toLowerCase() !== 'windows') return 'never'
  if (normalizeArchitecture(image.architecture) !== host.architecture) return 'never'
  if (kind === 'docker' && host.architecture !== 'amd64') return 'never'
  const isolation = isolationFor(host, buildOf(image) ?? host.build)
  if (isolation === 'process') return 'by itself'
  if (isolation === undefined || kind === 'containerd') return 'never'
  return host.client ? 'by itself' : 'with hyperv'
}

/** Position of the newest image that starts by itself; of two of one build the first. */
const newestThatStarts = (host: Host, kind: PullEngine['kind'], list: readonly ListedImage[]): number | undefined => {
  let newest: { readonly index: number; readonly build: number } | undefined
  for (const [index, listed] of list.entries()) {
    const content = contentOf(listed)
    const build = buildOf(content)
    if (content === undefined || build === undefined || startOn(host, kind, content) !== 'by itself') continue
    if (newest === undefined || build > newest.build) newest = { index, build }
  }
  return newest?.index
}

const pullOf = (host: Host, engine: PullEngine, list: readonly ListedImage[]): Pull => {
  const fitting = engine.pick(host, list)
  const [index] = fitting
  const taken = index === undefined ? undefined : contentOf(list[index] ?? {})
  const start = taken === undefined ? 'never' : startOn(host, engine.kind, taken)
  const newest = newestThatStarts(host, engine.kind, list)
  const isWorse =
    newest !== undefined &&
    (start !== 'by itself' || (buildOf(taken) ?? 0) < (buildOf(contentOf(list[newest] ?? {})) ?? 0))
  return {
    host,
    engine,
    index,
    start,
    newerMatch: isWorse ? newest : undefined,
    unused: engine.downloadsAll ? fitting.slice(1) : []
  }
}

/** Hosts that are rare, and shown where a list has something for them. */
const isShown = (host: Host, list: readonly ListedImage[]): boolean => {
  const windows = list.flatMap(listed => contentOf(listed) ?? []).filter(({ os }) => os.toLowerCase() === 'windows')
  if (host === server2016) return windows.some(image => buildOf(image) === host.build)
  return host !== windows11Arm || windows.some(image => normalizeArchitecture(image.architecture) === host.architecture)
}

/** What every host gets from a list with each of the engines that people run on it, and whether it starts. */
export const simulatePulls = (list: readonly ListedImage[]): readonly Pull[] =>
  commonHosts
    .filter(host => isShown(host, list))
    .flatMap(host => engines.filter(({ hosts }) => hosts.includes(host)).map(engine => pullOf(host, engine, list)))
