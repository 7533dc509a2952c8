import { release as osRelease } from 'node:os'

import type { HostKind } from '../windows/isolation.js'
import { parseOsVersion } from '../windows/os-version.js'
import { DockerError } from './docker.js'
import type { Engine } from './engine.js'
import { registryValues } from './windows-registry.js'

/** A Windows host that builds images. */
export type WindowsHost = HostKind & {
  /** update build revision (UBR); absent where nobody tells it */
  readonly revision?: number
}

/** Says which Windows this is. */
const versionKey = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'

/** Server or client, and the patch level, which `os.release()` does not tell. */
const readLocal = async (build: number, engine: Engine): Promise<WindowsHost> => {
  const values = await registryValues(versionKey)
  const [kind, revision] = [values.get('InstallationType'), Number(values.get('UBR') ?? Number.NaN)]
  const told = readFromEngine(build, engine)
  return {
    build,
    client: kind === undefined ? told.client : kind === 'Client',
    ...(Number.isSafeInteger(revision) ? { revision } : told.revision === undefined ? {} : { revision: told.revision })
  }
}

const readFromEngine = (build: number, { operatingSystem }: Engine): WindowsHost => {
  const revision = /OS Build \d+\.(\d+)/.exec(operatingSystem)?.[1]
  return {
    build,
    client: operatingSystem !== '' && !/server/i.test(operatingSystem),
    ...(revision === undefined ? {} : { revision: Number(revision) })
  }
}

/**
 * The Windows host of the engine: from Windows itself where it is this machine, else from the engine. Never from the
 * runner's label, which says what was meant, not what runs.
 *
 * @param local whether the engine runs on this machine, and this machine runs Windows
 * @throws DockerError when the engine builds for Windows and does not tell its version
 */
export const readWindowsHost = async (engine: Engine, local: boolean): Promise<WindowsHost> => {
  const version = local ? osRelease() : engine.osVersion
  const parsed = parseOsVersion(version)
  if (parsed === undefined) {
    throw new DockerError(
      `The engine runs on Windows, but its version '${version}' cannot be read. Is DOCKER_HOST a Windows engine?`
    )
  }
  return local ? readLocal(parsed.build, engine) : readFromEngine(parsed.build, engine)
}
