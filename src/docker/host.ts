import { release as osRelease } from 'node:os'

import { defined } from '../common/defined.js'
import type { HostKind } from '../windows/isolation.js'
import { parseOsVersion } from '../windows/os-version.js'
import { DockerError } from './docker.js'
import type { EngineInfo } from './engine.js'
import { registryValues } from './windows-registry.js'

/** A Windows host that builds images. */
export type WindowsHost = HostKind & {
  /** update build revision (UBR); absent where it is not known */
  readonly revision?: number
}

/** The key that has the version of Windows. */
const versionKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'

/** A number as Windows writes it, in hexadecimal too: `0x157b`. */
const toRevision = (value = ''): number | undefined => (/^(?:0x[\da-f]+|\d+)$/i.test(value) ? Number(value) : undefined)

/** What the engine reports: `Microsoft Windows Server Version 24H2 (OS Build 26100.33296)`. */
const readFromEngine = (build: number, { operatingSystem }: EngineInfo): WindowsHost => ({
  build,
  client: operatingSystem !== '' && !/server/i.test(operatingSystem),
  ...defined({ revision: toRevision(/OS Build \d+\.(\d+)/.exec(operatingSystem)?.[1]) })
})

/** What the registry of this machine says: the patch level, which `os.release()` lacks, and whether it is a server. */
const readLocal = async (build: number, engine: EngineInfo): Promise<WindowsHost> => {
  const values = await registryValues(versionKey)
  const reported = readFromEngine(build, engine)
  const type = values.get('InstallationType')
  const revision = toRevision(values.get('UBR')) ?? reported.revision
  return { build, client: type === undefined ? reported.client : type === 'Client', ...defined({ revision }) }
}

/**
 * The Windows host of the engine: from Windows itself where it is this machine, else from the engine. Never from the
 * runner's label, which says what was meant, not what runs.
 *
 * @param local whether the engine runs on this machine, and this machine runs Windows
 * @throws DockerError where the engine builds for Windows and does not report its version
 */
export const readWindowsHost = async (engine: EngineInfo, local: boolean): Promise<WindowsHost> => {
  const version = local ? osRelease() : engine.osVersion
  const parsed = parseOsVersion(version)
  if (parsed === undefined) {
    throw new DockerError({
      what: `the Windows version '${version}' of the engine cannot be read`,
      remedy: 'check that DOCKER_HOST names a Windows engine'
    })
  }
  return local ? readLocal(parsed.build, engine) : readFromEngine(parsed.build, engine)
}
