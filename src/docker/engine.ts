import { DockerError, lastLines, type Docker } from './docker.js'

/** The engine that builds: what `docker info` says of it. */
export type Engine = {
  readonly os: 'windows' | 'linux'
  /** as images name it: `amd64` */
  readonly architecture: string
  /** `10.0.20348`; empty on Linux */
  readonly osVersion: string
  /** `Microsoft Windows Server Version 24H2 (OS Build 26100.33296)` */
  readonly operatingSystem: string
  readonly version: string
  /** what its containers get unless they ask for another one; undefined on Linux */
  readonly isolation: 'process' | 'hyperv' | undefined
  /** whether `docker build` takes the classic builder there, as far as it can be told beforehand */
  readonly classic: boolean
}

/** The engine does not answer. */
export class EngineError extends DockerError {}

/** The engine names the machine's architecture, images name Go's (GOARCH). */
const architectures: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' }

/** It answers at once; one that starts may not. */
const patience = 30_000

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * On Linux the job chooses by a variable, which docker reads as Go reads a boolean, else buildx builds where it is, from
 * Docker 23.0 on (docker/cli cmd/docker/builder.go), whose client tells its version. On Windows we choose.
 */
const isClassic = (os: Engine['os'], { ClientInfo: client }: Readonly<Record<string, unknown>>): boolean => {
  if (os === 'windows') return true
  const chosen = process.env.DOCKER_BUILDKIT ?? ''
  if (chosen !== '') return /^(?:0|f|false)$/i.test(chosen)
  if (typeof client !== 'object' || client === null || !('Version' in client) || !('Plugins' in client)) return true
  const { Plugins: plugins } = client
  return !(Array.isArray(plugins) && plugins.some(({ Name: name }: { Name?: unknown }) => name === 'buildx'))
}

/**
 * Asks the engine what it is.
 *
 * @throws EngineError when it does not answer; DockerError when there is no docker
 */
export const readEngine = async (docker: Docker): Promise<Engine> => {
  const output = await docker.quiet(['info', '--format', '{{json .}}'], patience)
  let info: Record<string, unknown> = {}
  try {
    info = JSON.parse(output.stdout) as Record<string, unknown>
  } catch {
    // Told below, with what docker said.
  }
  const os = text(info.OSType)
  // The CLI answers, with exit code 0, even where no engine does.
  if (output.exitCode !== 0 || (os !== 'windows' && os !== 'linux')) {
    const errors = Array.isArray(info.ServerErrors) ? info.ServerErrors.map(String).join('\n') : ''
    throw new EngineError(
      `The Docker engine does not answer: ${errors === '' ? lastLines({ ...output, stdout: '' }) : errors}. Start it (on Windows: Start-Service docker), or check DOCKER_HOST.`
    )
  }
  const [machine, isolation] = [text(info.Architecture), text(info.Isolation)]
  return {
    os,
    architecture: architectures[machine] ?? machine,
    osVersion: text(info.OSVersion),
    operatingSystem: text(info.OperatingSystem),
    version: text(info.ServerVersion),
    isolation: isolation === 'process' || isolation === 'hyperv' ? isolation : undefined,
    classic: isClassic(os, info)
  }
}

/**
 * Whether the engine is on another machine, where what this one says of itself does not count. The CLI goes where
 * DOCKER_HOST says, else where its current context does (docker/cli cli/command/cli.go, resolveContextName).
 */
export const isRemote = async (docker: Docker): Promise<boolean> => {
  const given = process.env.DOCKER_HOST ?? ''
  const host = given === '' ? await contextHost(docker) : given
  return host !== '' && !host.startsWith('npipe:////./') && !host.startsWith('unix:')
}

/** The address of the current context; '' for docker's own default. */
const contextHost = async (docker: Docker): Promise<string> => {
  const output = await docker.quiet(['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])
  return output.exitCode === 0 ? output.stdout.trim() : ''
}
