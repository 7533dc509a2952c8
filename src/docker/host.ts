import { release as osRelease } from 'node:os'

import { parseOsVersion } from '../windows/os-version.js'
import type { HostKind } from '../windows/isolation.js'
import { DockerError } from './docker.js'
import type { Engine } from './engine.js'

/** A Windows host that builds images. */
export type WindowsHost = HostKind & {
  /** update build revision (UBR); absent where the engine does not tell it */
  readonly revision?: number
}

/** A remote engine is on another machine; what this machine says of itself does not count then. */
const isRemote = (): boolean => {
  const host = process.env.DOCKER_HOST ?? ''
  return host !== '' && !host.startsWith('npipe:') && !host.startsWith('unix:')
}

/**
 * The Windows host of the engine: its build from Windows itself, from the engine where that is remote. Never from the
 * runner's label, which says what was meant, not what runs.
 *
 * @throws DockerError when the engine builds for Windows and does not tell its version
 */
export const readWindowsHost = (engine: Engine, platform: NodeJS.Platform = process.platform): WindowsHost => {
  const version = platform === 'win32' && !isRemote() ? osRelease() : engine.osVersion
  const parsed = parseOsVersion(version)
  if (parsed === undefined) {
    throw new DockerError(
      `The engine runs on Windows, but its version '${version}' cannot be read. Is DOCKER_HOST a Windows engine?`
    )
  }
  const revision = /OS Build \d+\.(\d+)/.exec(engine.operatingSystem)?.[1]
  return {
    build: parsed.build,
    client: engine.operatingSystem !== '' && !/server/i.test(engine.operatingSystem),
    ...(revision === undefined ? {} : { revision: Number(revision) })
  }
}
