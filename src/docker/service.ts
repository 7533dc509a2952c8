import { setTimeout as sleep } from 'node:timers/promises'

import { printable, type Log } from '../runner/log.js'
import { DockerError, lastLines, type Docker } from './docker.js'
import { EngineError, readEngine, type Engine } from './engine.js'
import { runProgram, type ProgramOutput } from '../runner/process.js'
import { registryValues } from './windows-registry.js'

/** A service of Windows. `docker` is the engine; `hns` makes the networks of containers. */
export type ServiceName = 'docker' | 'hns'

/** States of a service, as numbers: the words beside them are in Windows' own language (winsvc.h). */
const states = { stopped: 1, running: 4 } as const

/** An engine is up within seconds, on a machine that has just booted within half a minute. */
const patience = 60_000
const pause = 1000

/** `sc` answers 1060 where there is no such service, 1056 where it runs already, 1062 where it does not run. */
const noSuchService = 1060

const sc = (...args: string[]): Promise<ProgramOutput> => runProgram('sc', args, { timeoutMs: 30_000 })

const stateOf = async (service: ServiceName): Promise<number | undefined> => {
  const { exitCode, stdout } = await sc('query', service)
  if (exitCode === noSuchService) return undefined
  return Number(/:\s+([1-7])\s+\S/.exec(stdout)?.[1] ?? Number.NaN)
}

const commandFailed = (what: string, output: ProgramOutput): DockerError =>
  new DockerError(
    `${what} failed (${output.exitCode}): ${printable(lastLines(output, 4))}. May the account of the runner control services? Run the runner as an administrator, or start the service before this step.`
  )

const startService = async (service: ServiceName): Promise<void> => {
  const output = await sc('start', service)
  if (output.exitCode !== 0 && (await stateOf(service)) !== states.running)
    throw commandFailed(`Starting the service ${service}`, output)
}

/**
 * Stops a service and waits until it has, at most a minute: one that is starting cannot be stopped yet.
 *
 * @returns whether there is such a service
 */
export const stopService = async (service: ServiceName): Promise<boolean> => {
  for (const end = Date.now() + patience; Date.now() < end;) {
    const state = await stateOf(service)
    if (state === undefined) return false
    if (state === states.stopped) return true
    if (state === states.running) await sc('stop', service)
    await sleep(pause)
  }
  throw new DockerError(`The service ${service} did not stop within ${patience / 1000} s. Restart the machine.`)
}

/**
 * What stands behind the program of a service: dockerd keeps its own settings there (moby service_windows.go), such as
 * `--run-service --data-root D:\docker`.
 */
export const serviceOptions = async (service: ServiceName): Promise<string> => {
  const values = await registryValues(`HKLM\\SYSTEM\\CurrentControlSet\\Services\\${service}`)
  return /^\s*(?:"[^"]*"|\S+)\s+(\S.*?)\s*$/.exec(values.get('ImagePath') ?? '')?.[1] ?? '--run-service'
}

/** Waits for the engine of a service that starts, at most a minute. */
const awaitEngine = async (docker: Docker): Promise<Engine> => {
  for (const end = Date.now() + patience; ;) {
    try {
      return await readEngine(docker)
    } catch (error) {
      if (!(error instanceof EngineError) || Date.now() >= end) throw error
    }
    await sleep(pause)
  }
}

/** The engine's service on this Windows machine. */
export type EngineService = {
  /** Starts what is stopped, and waits for the engine. */
  readonly start: () => Promise<Engine>
  /** Restarts services one after the other, and waits for the engine. */
  readonly restart: (services: readonly ServiceName[]) => Promise<Engine>
}

export const engineService = (docker: Docker, log: Log): EngineService => ({
  start: async () => {
    const state = await stateOf('docker')
    if (state === undefined) {
      throw new DockerError(
        "There is no Docker engine on this machine: it has no service 'docker'. Install one (the input 'docker-version' does it), take a runner that has it (windows-2022, windows-2025), or name another engine in DOCKER_HOST."
      )
    }
    if (state !== states.running) {
      log.notice("The service 'docker' does not run on this machine: starting it.")
      await startService('docker')
    }
    return awaitEngine(docker).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new DockerError(
        `The service 'docker' was started, but its engine does not answer after ${patience / 1000} s. ${why} Its reasons are in the event log: Get-EventLog -LogName Application -Source docker -Newest 20`,
        { cause }
      )
    })
  },
  restart: async services => {
    log.info(`Restarting ${services.join(' and ')}`)
    for (const service of [...services].reverse()) await stopService(service)
    for (const service of services) await startService(service)
    return awaitEngine(docker)
  }
})
