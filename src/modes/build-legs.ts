import { defined } from '../common/defined.js'
import type { EngineInfo } from '../docker/engine.js'
import type { WindowsHost } from '../docker/host.js'
import { isolationFor, type Isolation } from '../windows/isolation.js'
import { findRelease, releaseOfHost, type Release, type WindowsRelease } from '../windows/releases.js'
import type { BuildInputs } from '../inputs/build.js'
import { InputError } from '../inputs/errors.js'

/** One image to build. */
export type Leg = {
  readonly release: Release
  /** of what the build starts; undefined: docker's own choice, or Linux */
  readonly isolation?: Isolation
  /** of the tests, where it is another one */
  readonly testIsolation?: Isolation
}

/** The leg as its tests run. */
export const testLegOf = ({ testIsolation, ...leg }: Leg): Leg => ({
  ...leg,
  ...defined({ isolation: testIsolation ?? leg.isolation })
})

/** Which Windows images can be built on Linux, and how. */
export const linuxBuild =
  "a Dockerfile whose Windows stages have no RUN (RUN only in stages FROM --platform=$BUILDPLATFORM) with docker/build-push-action and 'platforms: windows/amd64'"

type Wanted = Pick<BuildInputs, 'releases' | 'isolation'>

const runnerHint = ({ runner }: WindowsRelease): string => (runner === undefined ? '' : `, like ${runner}`)

const windowsLeg = (release: Release, host: WindowsHost, { isolation }: Wanted): Leg => {
  if (release.os === 'linux') {
    throw new InputError('releases', `a Windows engine cannot build ${release.name}`, 'build it on a Linux runner')
  }
  const possible = isolationFor(host, release.build)
  if (possible === undefined) {
    throw new InputError(
      'releases',
      `${release.name} (build ${release.build}) is newer than this host (build ${host.build}), which cannot run it`,
      `take a runner with Windows build ${release.build} or newer${runnerHint(release)}`
    )
  }
  if (isolation === 'default') return { release }
  // Docker can build it in process isolation as long as nothing is started.
  if (possible === 'hyperv' && release.build < host.build && isolation !== 'hyperv')
    return { release, isolation: 'process', testIsolation: 'hyperv' }
  return { release, isolation: isolation === 'auto' ? possible : isolation }
}

/**
 * The releases that a Windows engine is to build, each with the isolation that this host allows.
 *
 * @param warn gets a warning about a Windows that is newer than all known releases
 * @throws InputError for what this host cannot build
 */
export const windowsLegs = (
  inputs: Wanted,
  { architecture }: EngineInfo,
  host: WindowsHost,
  warn: (text: string) => void
): readonly Leg[] => {
  const own = releaseOfHost(host.build, architecture)
  if (own?.match === 'newer') {
    warn(
      `This Windows (build ${host.build}) is newer than all releases known here: treating it as ${own.release.name}.`
    )
  }
  const releases = inputs.releases.length > 0 ? inputs.releases : own === undefined ? [] : [own.release]
  if (releases.length === 0) {
    throw new InputError(
      'releases',
      `no release has images for the build ${host.build} of this host`,
      'name the release to build, or take another runner'
    )
  }
  return releases.map(release => windowsLeg(release, host, inputs))
}

const linuxPlatformOf = ({ architecture }: EngineInfo): readonly Release[] => {
  const own = findRelease(architecture === 'arm' ? 'linux-arm-v7' : `linux-${architecture}`)
  if (own === undefined) {
    throw new InputError(
      'releases',
      `linux/${architecture} is not a supported platform`,
      'take a runner with amd64 or arm64'
    )
  }
  return [own]
}

/**
 * A Linux engine builds the leg of its own platform.
 *
 * @param onWindows whether the engine runs Linux containers on this Windows machine, as Docker Desktop can
 * @throws InputError for what it cannot build
 */
export const linuxLegs = (inputs: Wanted, engine: EngineInfo, onWindows: boolean): readonly Leg[] => {
  const windows = inputs.releases.find(release => release.os === 'windows')
  if (onWindows && (windows !== undefined || inputs.releases.length === 0)) {
    throw new InputError(
      'releases',
      'the engine of this Windows host runs Linux containers',
      'switch it to Windows containers before this step: & "$env:ProgramFiles\\Docker\\Docker\\DockerCli.exe" -SwitchWindowsEngine'
    )
  }
  if (windows !== undefined) {
    throw new InputError(
      'releases',
      `this engine runs on Linux and cannot build ${windows.name}`,
      `take a Windows runner; or build ${linuxBuild}, and name its image in 'sources' of mode 'manifest'`
    )
  }
  const own = inputs.releases.length > 0 ? inputs.releases : linuxPlatformOf(engine)
  const foreign = own.find(release => release.architecture !== engine.architecture)
  if (foreign !== undefined) {
    throw new InputError(
      'releases',
      `this engine builds linux/${engine.architecture}, not ${foreign.name}`,
      'take a runner of that architecture'
    )
  }
  return own.map(release => ({ release }))
}
