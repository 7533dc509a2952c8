import { setTimeout as sleep } from 'node:timers/promises'

import type { Log } from '../runner/log.js'
import { DockerError, lastLines, type Docker } from './docker.js'
import { EngineError, readEngine, type EngineInfo } from './engine.js'
import { runProgram, type ProgramOutput } from '../runner/process.js'
import { registryValues } from './windows-registry.js'

/** A service of Windows. `docker` is the engine; `hns` creates the networks of containers. */
export type ServiceName = 'docker' | 'hns'

/** States of a service, as numbers: the words beside them are in the language of Windows (winsvc.h). */
const states = { stopped: 1, running: 4 } as const

/** An engine is up within seconds; on a machine that has just booted, within half a minute. */
const timeoutMs = 60_000
const pollMs = 1000

/** Exit code of `sc` for a service that does not exist (winerror.h, ERROR_SERVICE_DOES_NOT_EXIST). */
const noSuchService = 1060

const sc = (...args: string[]): Promise<ProgramOutput> => runProgram('sc', args, { timeoutMs: 30_000 })

const stateOf = async (service: ServiceName): Promise<number | undefined> => {
  const { exitCode, stdout } = await sc('query', service)
  if (exitCode === noSuchService) return undefined
  return Number(/:\s+([1-7])\s+\S/.exec(stdout)?.[1] ?? Number.NaN)
}

/** @throws DockerError where the command failed */
export const checkServiceCommand = (action: string, output: ProgramOutput): void => {
  if (output.exitCode === 0) return
  throw new DockerError({
    what: `${action} failed with exit code ${output.exitCode}`,
    why: lastLines(output, 4).replaceAll('\n', ' '),
    remedy: 'run the runner as an administrator, so that it may control services, or start the service before this step'
  })
}

const startService = async (service: ServiceName): Promise<void> => {
  const output = await sc('start', service)
  // It fails for a service that runs already.
  if (output.exitCode === 0 || (await stateOf(service)) === states.running) return
  checkServiceCommand(`starting the service '${service}'`, output)
}

/**
 * Stops a service, and waits for at most a minute until it has stopped. One that is starting cannot be stopped yet.
 *
 * @returns whether the service exists
 */
export const stopService = async (service: ServiceName): Promise<boolean> => {
  for (const end = Date.now() + timeoutMs; Date.now() < end;) {
    const state = await stateOf(service)
    if (state === undefined) return false
    if (state === states.stopped) return true
    if (state === states.running) await sc('stop', service)
    await sleep(pollMs)
  }
  throw new DockerError({
    what: `the service '${service}' could not be stopped`,
    why: `timed out after ${timeoutMs / 1000} s`,
    remedy: 'restart the machine'
  })
}

/** The arguments of a service: dockerd keeps its settings there, like `--run-service --data-root D:\docker` (moby service_windows.go). */
export const serviceOptions = async (service: ServiceName): Promise<string> => {
  const values = await registryValues(`HKLM\\SYSTEM\\CurrentControlSet\\Services\\${service}`)
  return /^\s*(?:"[^"]*"|\S+)\s+(\S.*?)\s*$/.exec(values.get('ImagePath') ?? '')?.[1] ?? '--run-service'
}

/** Waits for at most a minute for the engine of a service that is starting. */
const awaitEngine = async (docker: Docker): Promise<EngineInfo> => {
  for (const end = Date.now() + timeoutMs; ;) {
    try {
      return await readEngine(docker)
    } catch (error) {
      if (!(error instanceof EngineError) || Date.now() >= end) throw error
    }
    await sleep(pollMs)
  }
}

/** The engine's service on this Windows machine. */
export type EngineService = {
  /** Starts the service where it is stopped, and waits for the engine. */
  readonly start: () => Promise<EngineInfo>
  /** Restarts services one after another, and waits for the engine. */
  readonly restart: (services: readonly ServiceName[]) => Promise<EngineInfo>
}

export const engineService = (docker: Docker, log: Log): EngineService => ({
  start: async () => {
    const state = await stateOf('docker')
    if (state === undefined) {
      throw new DockerError({
        what: "this machine has no Docker engine: the service 'docker' does not exist",
        remedy:
          "Install Docker (the input 'docker-version' does it), use a runner that has it (windows-2022, windows-2025), or name another engine in DOCKER_HOST"
      })
    }
    if (state !== states.running) {
      log.notice("The service 'docker' is not running on this machine: starting it.")
      await startService('docker')
    }
    return awaitEngine(docker).catch((cause: unknown) => {
      if (!(cause instanceof EngineError)) throw cause
      throw new DockerError({
        what: `the service 'docker' was started, but its engine does not respond after ${timeoutMs / 1000} s`,
        why: cause.reason,
        remedy: 'look for the cause in the event log: Get-EventLog -LogName Application -Source docker -Newest 20',
        cause
      })
    })
  },
  restart: async services => {
    log.info(`Restarting ${services.join(' and ')}`)
    for (const service of [...services].reverse()) await stopService(service)
    for (const service of services) await startService(service)
    return awaitEngine(docker)
  }
})
