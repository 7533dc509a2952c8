import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { type ActionOptions, type ActionResult, type Ended, runAction } from './action.js'
import { atExit } from './cleanup.js'
import { send } from './image-store.js'
import type { FaultEffect, MemoryRegistry, RecordedRequest } from './memory-registry.js'

/** Whether a process runs on; one that nobody has waited for is dead, too. Linux alone can tell. */
export const isAlive = (pid: string): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z')
  } catch {
    return false
  }
}

/**
 * Where a run is killed: when one of its requests came in and nothing came of it, when half of the request's body is
 * there, or when it took effect and its answer is not on its way.
 */
export type KillPoint = {
  /** The registry, by its place among those of the run. */
  registry: number
  /** The request as {@link nameOf} puts it; the one that comes as the `nth` of that name. */
  request: string
  nth: number
  at: 'before' | 'midway' | 'after'
}

/** The exit code that a shell gives a process which was killed. */
export const killedCode = 128 + constants.signals.SIGKILL

/** A request by what it asks for: the same in every run, in whatever order requests come. */
export const nameOf = ({ method, path, query }: RecordedRequest): string => {
  const blob = query.get('mount') ?? query.get('digest')
  return `${method} ${path.replace(/\/uploads\/[^/]+$/, '/uploads/<session>')}${blob === null ? '' : ` for ${blob}`}`
}

const timesOf = ({ method, received }: RecordedRequest): KillPoint['at'][] => {
  // A read has no effect: before and after are the same.
  if (method === 'GET' || method === 'HEAD') return ['before']
  return received > 0 ? ['before', 'midway', 'after'] : ['before', 'after']
}

/** Every point at which a run can be killed that makes these requests. */
export const killPoints = (requests: readonly (readonly RecordedRequest[])[]): KillPoint[] =>
  requests.flatMap((ofRegistry, registry) =>
    ofRegistry.flatMap((request, index) => {
      const name = nameOf(request)
      const nth = ofRegistry.slice(0, index + 1).filter(other => nameOf(other) === name).length
      return timesOf(request).map(at => ({ registry, request: name, nth, at }))
    })
  )

/** A kill point in words. */
export const describeKillPoint = ({ registry, request, nth, at }: KillPoint): string =>
  `${at} ${request}${nth === 1 ? '' : ` (no. ${nth})`} of registry ${registry + 1}`

const effects: Readonly<Record<KillPoint['at'], FaultEffect>> = {
  before: { type: 'cut-before' },
  midway: { type: 'stall' },
  after: { type: 'slow', ms: Infinity }
}

/** Calls back once the fault was done to the request. */
const onceStruck = (request: RecordedRequest, callBack: () => void): void => {
  if (request.fault !== undefined) callBack()
  else if (!request.broken) setImmediate(onceStruck, request, callBack)
}

const underWay = ({ status, broken, fault }: RecordedRequest): boolean =>
  status === undefined && !broken && fault === undefined

/** Waits until a registry has done with whatever a process that is gone had sent to it. */
const settle = async ({ url, requests }: MemoryRegistry): Promise<void> => {
  for (let seen = -1; seen !== requests.length;) {
    // What lies in the registry's sockets is served before a connection that comes now.
    await send({ url }, 'GET', '/v2/')
    seen = requests.length
    while (requests.some(underWay)) await new Promise(setImmediate)
  }
}

/** Says in the test's output how many points there were. */
export const tellKillPoints = (points: readonly KillPoint[]): void => {
  const count = (at: KillPoint['at']): string => `${points.filter(point => point.at === at).length} ${at}`
  console.log(`killed at ${points.length} points: ${(['before', 'midway', 'after'] as const).map(count).join(', ')}`)
}

/**
 * Runs the action against registries and kills it (SIGKILL) at that point.
 *
 * @returns what it left behind, once the registries have settled, and whether it was this that ended it
 */
export const runKilled = async (
  registries: readonly MemoryRegistry[],
  point: KillPoint,
  options: Omit<ActionOptions, 'start'>
): Promise<{ result: ActionResult; killed: boolean }> => {
  let kill: () => void = () => undefined
  let seen = 0
  const when = (request: RecordedRequest): boolean => {
    if (nameOf(request) !== point.request || ++seen !== point.nth) return false
    if (point.at === 'before') kill()
    else onceStruck(request, kill)
    return true
  }
  const fault = registries[point.registry]?.fault({ ...effects[point.at], when })

  const start = (script: string, cwd: string, env: Record<string, string>): Promise<Ended> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.env.ACTION_NODE ?? process.execPath, [script], {
        cwd,
        env,
        stdio: ['ignore', 'pipe', 'pipe']
      })
      const written = { stdout: '', stderr: '' }
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          written[name] += text
        })
      }
      kill = () => child.kill('SIGKILL')
      const takeBack = atExit(kill)
      const timer = setTimeout(kill, options.limit ?? 30_000)
      child.once('error', reject).once('close', (code, signal) => {
        clearTimeout(timer)
        takeBack()
        resolve({ exitCode: code ?? 128 + constants.signals[signal ?? 'SIGKILL'], ...written })
      })
    })

  const result = await runAction({ ...options, start })
  for (const registry of registries) {
    await settle(registry)
    registry.clearFaults()
  }
  return { result, killed: result.exitCode === killedCode && fault?.happened === 1 }
}
