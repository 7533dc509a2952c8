import { arm64Host, commonHosts, type Host } from './hosts.js'
import { isolationFor, type Isolation } from './isolation.js'
import { parseOsVersion } from './os-version.js'
import { engines, type Candidate, type Engine } from './pull.js'

/** What a host with an engine gets from a list. */
export type Pull = {
  readonly host: Host
  readonly engine: Engine
  /** position in the list; undefined: the pull fails */
  readonly at: number | undefined
  /** how the image runs; undefined: not at all */
  readonly isolation: Isolation | undefined
  /** position of the newest image that would run, where that is another one */
  readonly better: number | undefined
}

const buildOf = (candidate: Candidate | undefined): number | undefined =>
  parseOsVersion(candidate?.osVersion ?? '')?.build

/** How an engine runs an image; an image without os.version is taken for one of the host's own. */
const isolationOf = (host: Host, engine: Engine, candidate: Candidate): Isolation | undefined => {
  const possible = isolationFor(host, buildOf(candidate) ?? host.build)
  // Docker's default on a client is Hyper-V (moby daemon_windows.go); containerd in clusters knows process isolation only.
  if (engine.kind === 'containerd') return possible === 'process' ? possible : undefined
  return possible !== undefined && host.client ? 'hyperv' : possible
}

/** Windows 11 on Arm runs amd64 images too; dockerd knows no others. */
const mayRun = (host: Host, engine: Engine, candidate: Candidate): boolean =>
  candidate.os === 'windows' &&
  buildOf(candidate) !== undefined &&
  candidate.architecture === (engine.kind === 'docker' ? 'amd64' : host.architecture) &&
  isolationOf(host, engine, candidate) !== undefined

const newestThatRuns = (host: Host, engine: Engine, candidates: readonly Candidate[]): number | undefined => {
  let best: number | undefined
  for (const [at, candidate] of candidates.entries()) {
    if (!mayRun(host, engine, candidate)) continue
    if (best === undefined || (buildOf(candidate) ?? 0) > (buildOf(candidates[best]) ?? 0)) best = at
  }
  return best
}

const pullOf = (host: Host, engine: Engine, candidates: readonly Candidate[]): Pull => {
  const at = engine.pick(host, candidates)
  const picked = at === undefined ? undefined : candidates[at]
  const newest = newestThatRuns(host, engine, candidates)
  const worse =
    picked === undefined || (buildOf(picked) ?? 0) < (newest === undefined ? 0 : (buildOf(candidates[newest]) ?? 0))
  return {
    host,
    engine,
    at,
    isolation: picked === undefined ? undefined : isolationOf(host, engine, picked),
    better: newest !== undefined && newest !== at && worse ? newest : undefined
  }
}

/** Which image of a list every common host would pull with each of its engines, and how it would run. */
export const whoPullsWhat = (candidates: readonly Candidate[]): readonly Pull[] => {
  const arm64 = candidates.some(({ os, architecture }) => os === 'windows' && architecture === 'arm64')
  return [...commonHosts, ...(arm64 ? [arm64Host] : [])].flatMap(host =>
    engines.filter(({ kind }) => kind === 'docker' || !host.client).map(engine => pullOf(host, engine, candidates))
  )
}
