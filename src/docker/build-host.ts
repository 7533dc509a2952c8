import type { Log } from '../runner/log.js'
import type { Docker } from './docker.js'
import { EngineError, isRemoteEngine, readEngine, type EngineInfo } from './engine.js'
import { readWindowsHost, type WindowsHost } from './host.js'
import { engineService, type EngineService } from './engine-service.js'
import { freeBytesOf } from './free-space.js'
import { parseGoBoolean } from './go-boolean.js'

/** The engine that builds, and the Windows that it runs on. */
export type BuildHost = {
  readonly engine: EngineInfo
  /** undefined: Linux */
  readonly host: WindowsHost | undefined
  /** undefined where the engine is not a service of this Windows machine */
  readonly service: EngineService | undefined
  /** bytes that are left on the drive of the engine's data; undefined: not known */
  readonly readFreeBytes: () => Promise<number | undefined>
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
  const local = process.platform === 'win32' && !(await isRemoteEngine(docker))
  const service = local ? engineService(docker, log) : undefined
  const engine = await readEngine(docker).catch((error: unknown) => {
    if (service === undefined || !(error instanceof EngineError)) throw error
    return service.start(error)
  })
  const host = engine.os === 'windows' ? await readWindowsHost(engine, local) : undefined
  if (host !== undefined) {
    const revision = host.revision === undefined ? '' : `.${host.revision}`
    log.info(`Windows${host.client ? '' : ' Server'} 10.0.${host.build}${revision}, Docker ${engine.version}`)
    if (parseGoBoolean(process.env.DOCKER_BUILDKIT ?? '') === true)
      log.notice('DOCKER_BUILDKIT of this job is ignored: the classic builder builds on Windows.')
  }
  // A Linux engine says in English that its disk is full.
  const readFreeBytes = (): Promise<number | undefined> =>
    local ? freeBytesOf(engine.dataRoot) : Promise.resolve(undefined)
  return { engine, host, service, readFreeBytes, docker: dockerFor(engine.os) }
}

/** `Docker 29.1.5 on Microsoft Windows Server …` */
export const describeEngine = ({ version, operatingSystem, os }: EngineInfo): string =>
  `Docker ${version} on ${operatingSystem === '' ? os : operatingSystem}`
