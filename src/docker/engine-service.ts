import { setTimeout as sleep } from 'node:timers/promises'

import type { Log } from '../runner/log.js'
import { startDesktop } from '../windows/engine-failures.js'
import { DockerError, type Docker } from './docker.js'
import { EngineError, infoTimeoutMs, readEngine, type EngineInfo } from './engine.js'
import {
  readServiceState,
  ServiceError,
  servicePollMs,
  serviceTimeoutMs,
  startService,
  stopService,
  type ServiceName
} from './service.js'

/** The engine's service on this Windows machine. */
export type EngineService = {
  /** Waits for the engine, which did not respond before, and starts the service where it is stopped. */
  readonly start: (problem: EngineError) => Promise<EngineInfo>
  /** Restarts services one after another, and waits for the engine. Does nothing where the engine is not a service. */
  readonly restart: (services: readonly ServiceName[]) => Promise<void>
}

/** Docker Desktop has an engine of its own, and a second one would claim the same pipe. */
const noEngine = async (cause: EngineError | undefined): Promise<DockerError> => {
  const hasDesktop = ['stopped', 'running'].includes(await readServiceState('com.docker.service'))
  return new DockerError({
    what: hasDesktop
      ? 'Docker Desktop is not running'
      : "this machine has no Docker engine: the service 'docker' does not exist",
    why: cause?.parts.why,
    remedy: hasDesktop
      ? startDesktop
      : "Install Docker (the input 'docker-version' does it), use a runner that has it (windows-2022, windows-2025), or name another engine in DOCKER_HOST",
    cause
  })
}

const noResponse = (cause: DockerError): DockerError =>
  new DockerError({
    what: `the engine of the service 'docker' timed out after ${serviceTimeoutMs / 1000} s`,
    why: cause.reason,
    remedy: 'look for the cause in the event log: Get-EventLog -LogName Application -Source docker -Newest 20',
    cause
  })

/** @returns why it cannot be started for now; undefined where it starts */
const tryStart = (): Promise<ServiceError | undefined> =>
  startService('docker').then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof ServiceError && !error.isFinal) return error
      throw error
    }
  )

/** @returns the engine, or why it does not respond for now */
const tryRead = (docker: Docker, timeoutMs: number): Promise<EngineInfo | EngineError> =>
  readEngine(docker, timeoutMs).catch((error: unknown) => {
    if (error instanceof EngineError) return error
    throw error
  })

/**
 * Waits for at most a minute until the engine responds. A service that is stopped is started, and once more where it ends
 * again: on a machine that has just booted its network may not be ready for the first time (moby issue 50093).
 *
 * @param announce called before the service is started for the first time
 * @param before why the engine did not respond before
 */
const awaitEngine = async (docker: Docker, announce: () => void, before?: EngineError): Promise<EngineInfo> => {
  const end = Date.now() + serviceTimeoutMs
  for (let problem = before, starts = 0; ;) {
    const state = await readServiceState('docker')
    if (state === 'missing') throw await noEngine(problem)
    if (state === 'stopped' && starts++ === 0) announce()
    const startProblem = state === 'stopped' ? await tryStart() : undefined
    const engine = await tryRead(docker, Math.max(servicePollMs, Math.min(infoTimeoutMs, end - Date.now())))
    if (!(engine instanceof EngineError)) return engine
    problem = engine
    if (Date.now() >= end) throw noResponse(startProblem ?? problem)
    await sleep(servicePollMs)
  }
}

export const engineService = (docker: Docker, log: Log): EngineService => ({
  start: problem => {
    const announce = (): void => {
      log.notice("The service 'docker' is not running on this machine: starting it.")
    }
    return awaitEngine(docker, announce, problem)
  },
  restart: async services => {
    log.info(`Restarting ${services.join(' and ')}`)
    for (const service of [...services].reverse()) {
      const exists = await stopService(service)
      if (!exists && service === 'docker') return
    }
    for (const service of services) if (service !== 'docker') await startService(service)
    await awaitEngine(docker, () => undefined)
  }
})
