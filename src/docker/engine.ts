import { asArray, asRecord, asString, parseJson, type Json } from '../common/json.js'
import { sentence } from '../common/user-error.js'
import { ProgramError } from '../runner/process.js'
import { diagnoseNoResponse } from '../windows/failures.js'
import { DockerError, lastLines, type Docker, type DockerOutput } from './docker.js'
import { parseGoBoolean } from './go-boolean.js'

/** The engine that builds, as `docker info` describes it. */
export type EngineInfo = {
  readonly os: 'windows' | 'linux'
  /** as images name it: `amd64` */
  readonly architecture: string
  /** `10.0.20348`; empty on Linux */
  readonly osVersion: string
  /** `Microsoft Windows Server Version 24H2 (OS Build 26100.33296)` */
  readonly operatingSystem: string
  readonly version: string
  /** the folder of its data; '' where it does not say */
  readonly dataRoot: string
  /** what its containers get unless they ask for another one; undefined on Linux */
  readonly isolation: 'process' | 'hyperv' | undefined
  /** whether `docker build` takes the classic builder there, as far as it is known before the build */
  readonly classic: boolean
}

/** The engine does not respond, which it may do later. */
export class EngineError extends DockerError {
  override readonly name = 'EngineError'
}

/** Names of architectures as images have them (GOARCH), by the name that the engine has for the machine. */
const architectures: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' }

/** Milliseconds: an engine responds at once, unless it is starting. */
export const infoTimeoutMs = 30_000

/**
 * On Linux the job chooses by a variable, which docker reads as Go reads a boolean. Otherwise buildx builds where it is
 * installed, from Docker 23.0 on (docker/cli cmd/docker/builder.go), whose client reports its version. On Windows we
 * choose.
 */
const isClassic = (os: EngineInfo['os'], client: Json): boolean => {
  if (os === 'windows') return true
  const hasBuildKit = parseGoBoolean(process.env.DOCKER_BUILDKIT ?? '')
  if (hasBuildKit !== undefined) return !hasBuildKit
  const hasBuildx = asArray(client.Plugins).some(plugin => asRecord(plugin).Name === 'buildx')
  return !('Version' in client) || !hasBuildx
}

const isTimeout = (error: unknown): error is DockerError =>
  error instanceof DockerError && error.cause instanceof ProgramError && error.cause.failure === 'timeout'

const askInfo = (docker: Docker, timeoutMs: number): Promise<DockerOutput> =>
  docker.capture(['info', '--format', '{{json .}}'], timeoutMs).catch((error: unknown) => {
    throw isTimeout(error) ? new EngineError(error.parts) : error
  })

/** What the CLI says instead of the engine. Some of it does not change by waiting. */
const noResponse = (why: string): DockerError => {
  const diagnosis = diagnoseNoResponse(why)
  return diagnosis?.maxAttempts === 1
    ? new DockerError({
        what: 'the Docker engine cannot be used',
        why,
        remedy: `${sentence(diagnosis.reason)} ${diagnosis.remedy}`
      })
    : new EngineError({
        what: 'the Docker engine does not respond',
        why,
        remedy: 'start it (on Windows: Start-Service docker), or check DOCKER_HOST'
      })
}

/**
 * Asks the engine what it is.
 *
 * @throws EngineError where it does not respond; DockerError where it never will, or where there is no docker
 */
export const readEngine = async (docker: Docker, timeoutMs = infoTimeoutMs): Promise<EngineInfo> => {
  const output = await askInfo(docker, timeoutMs)
  const info = asRecord(parseJson(output.stdout))
  const os = asString(info.OSType)
  // The CLI exits with 0 even where no engine responds.
  if (output.exitCode !== 0 || (os !== 'windows' && os !== 'linux')) {
    const errors = asArray(info.ServerErrors).map(String)
    throw noResponse(errors.length > 0 ? errors.join('\n') : lastLines({ ...output, stdout: '' }))
  }
  const [machine, isolation] = [asString(info.Architecture) ?? '', asString(info.Isolation)]
  return {
    os,
    architecture: architectures[machine] ?? machine,
    osVersion: asString(info.OSVersion) ?? '',
    operatingSystem: asString(info.OperatingSystem) ?? '',
    version: asString(info.ServerVersion) ?? '',
    dataRoot: asString(info.DockerRootDir) ?? '',
    isolation: isolation === 'process' || isolation === 'hyperv' ? isolation : undefined,
    classic: isClassic(os, asRecord(info.ClientInfo))
  }
}

/**
 * Whether the engine is on another machine, where what this machine says about itself does not count. The CLI goes where
 * DOCKER_HOST says, else where its current context does (docker/cli cli/command/cli.go, resolveContextName).
 */
export const isRemoteEngine = async (docker: Docker): Promise<boolean> => {
  const given = process.env.DOCKER_HOST ?? ''
  const host = given === '' ? await contextHost(docker) : given
  return host !== '' && !host.startsWith('npipe:////./') && !host.startsWith('unix:')
}

/** The address of the current context; '' for docker's own default. */
const contextHost = async (docker: Docker): Promise<string> => {
  const output = await docker.capture(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])
  return output.exitCode === 0 ? output.stdout.trim() : ''
}
