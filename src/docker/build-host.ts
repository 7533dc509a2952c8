import type { Log } from '../runner/log.js'
import type { Docker } from './docker.js'
import { EngineError, isRemote, readEngine, type EngineInfo } from './engine.js'
import { readWindowsHost, type WindowsHost } from './host.js'
import { engineService, type EngineService } from './service.js'

/** The engine that builds, and the Windows that it runs on. */
export type BuildHost = {
  readonly engine: EngineInfo
  /** undefined: Linux */
  readonly host: WindowsHost | undefined
  /** undefined where the engine is not a service of this Windows machine */
  readonly service: EngineService | undefined
  /** the CLI, set for the builder that this engine needs */
  readonly docker: Docker
}

/**
 * Detects the engine. A stopped service of this Windows machine is started.
 *
 * @throws DockerError where there is none
 */
export const detectBuildHost = async (dockerFor: (os?: EngineInfo['os']) => Docker, log: Log): Promise<BuildHost> => {
  const docker = dockerFor()
  const local = process.platform === 'win32' && !(await isRemote(docker))
  const service = local ? engineService(docker, log) : undefined
  const engine = await readEngine(docker).catch((error: unknown) => {
    if (service === undefined || !(error instanceof EngineError)) throw error
    return service.start()
  })
  const host = engine.os === 'windows' ? await readWindowsHost(engine, local) : undefined
  if (host !== undefined) {
    const revision = host.revision === undefined ? '' : `.${host.revision}`
    log.info(`Windows${host.client ? '' : ' Server'} 10.0.${host.build}${revision}, Docker ${engine.version}`)
  }
  return { engine, host, service, docker: dockerFor(engine.os) }
}

/** `Docker 29.1.5 on Microsoft Windows Server …` */
export const describeEngine = ({ version, operatingSystem, os }: EngineInfo): string =>
  `Docker ${version} on ${operatingSystem === '' ? os : operatingSystem}`
