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
}

/** The engine names the machine's architecture, images name Go's (GOARCH). */
const architectures: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm' }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Asks the engine what it is.
 *
 * @throws DockerError when it does not answer
 */
export const readEngine = async (docker: Docker): Promise<Engine> => {
  const output = await docker.quiet(['info', '--format', '{{json .}}'])
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
    throw new DockerError(
      `The Docker engine does not answer: ${errors === '' ? lastLines({ ...output, stdout: '' }) : errors}. Start it (on Windows: Start-Service docker), or check DOCKER_HOST.`
    )
  }
  const machine = text(info.Architecture)
  return {
    os,
    architecture: architectures[machine] ?? machine,
    osVersion: text(info.OSVersion),
    operatingSystem: text(info.OperatingSystem),
    version: text(info.ServerVersion)
  }
}
