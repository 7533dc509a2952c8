import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, test } from 'vitest'

type Program = {
  /** Where Debian puts it; without one `PATH` is searched. */
  path?: string
  /** The Debian package that has it. */
  debianPackage: string
  rootOnLinux?: boolean
  /** Where else it comes from. */
  remedy?: string
}

/** What `scripts/newer-engine` has unpacked: a docker of a later Debian, beside this machine's own. */
export const newerEngine = process.env.NEWER_ENGINE ?? ''

const programs = {
  'docker-registry': { path: '/usr/bin/docker-registry', debianPackage: 'docker-registry' },
  dockerd: { path: '/usr/sbin/dockerd', debianPackage: 'docker.io', rootOnLinux: true },
  // Another CLI may stand before Debian's on PATH, and it need not know what the 20.10 one does.
  docker: { path: '/usr/bin/docker', debianPackage: 'docker.io' },
  'newer dockerd': {
    path: join(newerEngine, 'usr/sbin/dockerd'),
    debianPackage: 'docker.io',
    rootOnLinux: true,
    remedy: 'unpack one with scripts/newer-engine FOLDER and set NEWER_ENGINE to the folder'
  },
  busybox: { path: '/bin/busybox', debianPackage: 'busybox-static' },
  skopeo: { debianPackage: 'skopeo' },
  openssl: { debianPackage: 'openssl' },
  htpasswd: { debianPackage: 'apache2-utils' },
  git: { debianPackage: 'git' }
} satisfies Record<string, Program>

/** A program outside of this repository that tests can run. */
export type Service = keyof typeof programs

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of any program that `PATH` leads to. */
export const findOnPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(isExecutable)

/**
 * The path of a program.
 *
 * @returns undefined where it is not installed
 */
export const findService = (service: Service): string | undefined => {
  const { path }: Program = programs[service]
  return path === undefined ? findOnPath(service) : [path].find(isExecutable)
}

/** The path of a program that has to be there. */
export const requireService = (service: Service): string => {
  const path = findService(service)
  if (path === undefined) throw new Error(whatIsMissing([service]).join('\n'))
  return path
}

const reasonMissing = (service: Service): string | undefined => {
  const {
    debianPackage,
    rootOnLinux,
    remedy = `install it with apt-get install ${debianPackage}`
  }: Program = programs[service]
  if (findService(service) === undefined) return `${service} is missing: ${remedy}`
  if (rootOnLinux === true && (process.platform !== 'linux' || process.getuid?.() !== 0)) {
    return `${service} is missing: it needs root on Linux`
  }
  return undefined
}

/** Milliseconds that a test of a Docker engine may take: it builds images and pushes them, beside other tests. */
const engineTimeout = 180_000

const whatIsMissing = (services: readonly Service[]): string[] =>
  services.map(reasonMissing).filter(reason => reason !== undefined)

/** Whether a program is installed and can be used by this process. */
export const hasService = (service: Service): boolean => reasonMissing(service) === undefined

/**
 * A suite that needs programs. Where one is missing the suite is skipped and its name says which; with
 * `REQUIRE_SERVICES=1` in the environment it fails instead.
 */
export const describeWith = (services: readonly Service[], name: string, body: () => void): void => {
  const missing = whatIsMissing(services)
  if (missing.length === 0) {
    describe(name, services.includes('dockerd') ? { timeout: engineTimeout } : {}, body)
  } else if (process.env.REQUIRE_SERVICES === '1') {
    describe(name, () => {
      test.each(missing)('%s', reason => {
        throw new Error(reason)
      })
    })
  } else {
    describe.skip(`${name} (${missing.join('; ')})`, body)
  }
}
