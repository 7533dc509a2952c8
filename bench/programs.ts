import { spawnSync } from 'node:child_process'
import { findOnPath, findService } from '../__tests__/support/services.js'
import { findBuildx } from './manifest-peers.js'

/** Programs that the figures depend on: where they are, and how they are asked for their version. */
const programs = (): Readonly<Record<string, readonly [program: string | undefined, ...args: string[]]>> => ({
  'docker-registry': [findService('docker-registry'), '--version'],
  docker: [findOnPath('docker'), '--version'],
  'docker buildx': [...(findBuildx() ?? ([undefined] as const)), 'version'],
  oras: [findOnPath('oras'), 'version'],
  'manifest-tool': [findOnPath('manifest-tool'), '--version'],
  regctl: [findOnPath('regctl'), 'version', '--format', '{{.VCSTag}}'],
  crane: [findOnPath('crane'), 'version'],
  skopeo: [findService('skopeo'), '--version'],
  tar: [findOnPath('tar'), '--version'],
  gzip: [findOnPath('gzip'), '--version']
})

const versionOf = ([program, ...args]: readonly [string | undefined, ...string[]]): string => {
  if (program === undefined) return 'missing'
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' })
  // The registry says where it is before it says what.
  const version = (stdout.split('\n')[0] ?? '').replace(program, '').trim().replace(/\s+/g, ' ')
  // Debian's crane is built without a version.
  return status === 0 && /\d/.test(version) ? version : 'of unknown version'
}

/** The versions of all programs by name; of those that are not here it says so. */
export const programVersions = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(programs()).map(([name, program]) => [name, versionOf(program)]))
