import { setTimeout as sleep } from 'node:timers/promises'

import { runProgram, type ProgramOutput } from '../runner/process.js'
import { DockerError, lastLines } from './docker.js'
import { registryValues } from './windows-registry.js'

/**
 * A service of Windows. `docker` is the engine; `hns` creates the networks of containers; `com.docker.service` belongs to
 * Docker Desktop.
 */
export type ServiceName = 'docker' | 'hns' | 'com.docker.service'

/** States of a service, as numbers: the words beside them are in the language of Windows (winsvc.h). */
const states = { stopped: 1, running: 4 } as const

/** Exit codes of `sc` (winerror.h). */
const codes = { accessDenied: 5, dependentsRunning: 1051, alreadyRunning: 1056, noSuchService: 1060 } as const

/** Milliseconds that a service may take. */
export const serviceTimeoutMs = 60_000
export const servicePollMs = 1000

const sc = (...args: string[]): Promise<ProgramOutput> => runProgram('sc', args, { timeoutMs: 30_000 })

const remedies: Readonly<Record<number, string>> = {
  [codes.accessDenied]:
    'run the runner as an administrator, so that it may control services, or start the service before this step',
  [codes.dependentsRunning]: 'stop the services that depend on it before this step (sc enumdepend names them)'
}

/** A command for a service failed. */
export class ServiceError extends DockerError {
  override readonly name = 'ServiceError'
  /** whether another try would not help: no right to control services, or others depend on this one */
  readonly isFinal: boolean

  constructor(action: string, output: ProgramOutput) {
    super({
      what: `${action} failed with exit code ${output.exitCode}`,
      why: lastLines(output, 4).replaceAll('\n', ' '),
      remedy: remedies[output.exitCode] ?? 'look for the cause in the event log of Windows, or restart the machine'
    })
    this.isFinal = output.exitCode in remedies
  }
}

/** @throws ServiceError where the command failed */
export const checkServiceCommand = (action: string, output: ProgramOutput): void => {
  if (output.exitCode !== 0) throw new ServiceError(action, output)
}

/** What a service does; `pending` while it starts or stops. */
export type ServiceState = 'missing' | 'stopped' | 'running' | 'pending'

/** @throws ServiceError where the account of the runner may not ask */
export const readServiceState = async (service: ServiceName): Promise<ServiceState> => {
  const output = await sc('query', service)
  if (output.exitCode === codes.noSuchService) return 'missing'
  if (output.exitCode === codes.accessDenied)
    throw new ServiceError(`reading the state of the service '${service}'`, output)
  const state = Number(/:\s+([1-7])\s+\S/.exec(output.stdout)?.[1])
  return state === states.stopped ? 'stopped' : state === states.running ? 'running' : 'pending'
}

/**
 * Requests a start; the service may still be starting on return.
 *
 * @throws ServiceError where it cannot
 */
export const startService = async (service: ServiceName): Promise<void> => {
  const output = await sc('start', service)
  if (output.exitCode !== codes.alreadyRunning) checkServiceCommand(`starting the service '${service}'`, output)
}

/**
 * Stops a service, and waits until it has stopped. One that is starting cannot be stopped yet.
 *
 * @returns whether the service exists
 * @throws ServiceError where another try would not help; DockerError where it does not stop within a minute
 */
export const stopService = async (service: ServiceName): Promise<boolean> => {
  let refusal: ServiceError | undefined
  for (const end = Date.now() + serviceTimeoutMs; Date.now() < end;) {
    const state = await readServiceState(service)
    if (state === 'missing') return false
    if (state === 'stopped') return true
    const output = state === 'running' ? await sc('stop', service) : undefined
    if (output !== undefined && output.exitCode !== 0)
      refusal = new ServiceError(`stopping the service '${service}'`, output)
    if (refusal?.isFinal === true) throw refusal
    await sleep(servicePollMs)
  }
  throw new DockerError({
    what: `the service '${service}' could not be stopped`,
    why: `timed out after ${serviceTimeoutMs / 1000} s${refusal === undefined ? '' : `; ${refusal.reason}`}`,
    remedy: 'restart the machine',
    cause: refusal
  })
}

/** The arguments of a service: dockerd keeps its settings there, like `--run-service --data-root D:\docker` (moby service_windows.go). */
export const serviceOptions = async (service: ServiceName): Promise<string> => {
  const values = await registryValues(`HKLM\\SYSTEM\\CurrentControlSet\\Services\\${service}`)
  return /^\s*(?:"[^"]*"|\S+)\s+(\S.*?)\s*$/.exec(values.get('ImagePath') ?? '')?.[1] ?? '--run-service'
}
