import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { cacheDir, downloadTool, extractTar, extractZip, find, HTTPError } from '@actions/tool-cache'

import { asRecord, parseJson } from '../common/json.js'
import { reasonOf } from '../common/user-error.js'
import { addPath } from '../runner/core.js'
import { loadHttpClient } from '../runner/http-client.js'
import { printable } from '../runner/foreign-text.js'
import type { Log } from '../runner/log.js'
import { runProgram } from '../runner/process.js'
import { DockerError, type Docker } from './docker.js'
import { checkServiceCommand, serviceOptions, stopService } from './service.js'

/** A Docker to install. */
export type WantedDocker = {
  /** `29.1.5` */
  readonly version: string
  /** server with the same paths as download.docker.com, without a slash at the end */
  readonly mirror: string
  /** for that server */
  readonly login?: { readonly username: string; readonly password: string }
  /** of the archive, 64 hexadecimal digits in lower case */
  readonly sha256?: string
}

/** Names of architectures in the paths of Docker's archives, by Node's. */
const architectures: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64', arm: 'armhf' }

const onWindows = process.platform === 'win32'

/** Docker's own layout: `<mirror>/win/static/stable/x86_64/docker-29.1.5.zip`. */
const archiveUrl = ({ mirror, version }: WantedDocker): string => {
  const [system, ending] = onWindows ? ['win', 'zip'] : ['linux', 'tgz']
  const architecture = architectures[process.arch]
  if (architecture === undefined || (onWindows && process.arch !== 'x64')) {
    throw new DockerError({
      what: `Docker ${version} cannot be installed`,
      why: `there are no archives for ${onWindows ? 'Windows' : 'Linux'} on ${process.arch}`,
      remedy: "remove 'docker-version', and install Docker on this runner before this step"
    })
  }
  const channel = version.includes('-') ? 'test' : 'stable'
  return `${mirror}/${system}/static/${channel}/${architecture}/docker-${version}.${ending}`
}

const hashFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Lies beside the programs with the checksum of their archive, so that a checksum that is given later holds for them too. */
const checksumFile = 'archive.sha256'

/** The login as a header, which a redirect to another host does not get. */
const authorizationOf = ({ login }: WantedDocker, log: Log): string | undefined => {
  if (login === undefined) return undefined
  const credentials = Buffer.from(`${login.username}:${login.password}`).toString('base64')
  for (const secret of [login.password, credentials]) log.secret(secret)
  return `Basic ${credentials}`
}

/** @returns the path of the archive */
const download = async (wanted: WantedDocker, url: string, log: Log): Promise<string> => {
  const { version } = wanted
  await loadHttpClient()
  return downloadTool(url, undefined, authorizationOf(wanted, log)).catch((cause: unknown) => {
    const check =
      cause instanceof HTTPError && cause.httpStatusCode === 404
        ? "check 'docker-version'"
        : 'check the network of the runner, and its proxy'
    throw new DockerError({
      what: `Docker ${version} could not be downloaded from ${url}`,
      why: printable(reasonOf(cause)),
      remedy: `${check}, and 'docker-download-url' where it is set`,
      cause
    })
  })
}

const checkArchive = ({ version, sha256 }: WantedDocker, url: string, actual: string): void => {
  if (sha256 === undefined || actual === sha256) return
  throw new DockerError({
    what: `Docker ${version} was not installed`,
    why: `the SHA-256 of ${url} is ${actual}, but 'docker-sha256' is ${sha256}`,
    remedy: "check whether 'docker-sha256' belongs to this version and system, and who serves the archive"
  })
}

/** @returns the folder in the tool cache */
const unpack = async (archive: string, checksum: string, version: string): Promise<string> => {
  let folder: string
  if (onWindows) {
    // Windows' own unpacking goes by the ending.
    await rename(archive, `${archive}.zip`)
    folder = await extractZip(`${archive}.zip`)
  } else folder = await extractTar(archive)
  await writeFile(join(folder, 'docker', checksumFile), checksum)
  return cacheDir(join(folder, 'docker'), 'docker', version)
}

const fetchDocker = async (wanted: WantedDocker, url: string, log: Log): Promise<string> => {
  const archive = await download(wanted, url, log)
  try {
    const checksum = await hashFile(archive)
    checkArchive(wanted, url, checksum)
    return await unpack(archive, checksum, wanted.version)
  } catch (cause) {
    if (cause instanceof DockerError) throw cause
    throw new DockerError({
      what: `Docker ${wanted.version} could not be unpacked from ${url}`,
      why: printable(reasonOf(cause)),
      remedy: 'check that the address serves an archive, and that the disk of the runner has room',
      cause
    })
  } finally {
    await Promise.all([archive, `${archive}.zip`].map(path => rm(path, { force: true })))
  }
}

/** @returns the folder in the tool cache; undefined where it has none of this version and checksum */
const findCached = async ({ version, sha256 }: WantedDocker): Promise<string | undefined> => {
  const folder = find('docker', version)
  if (folder === '') return undefined
  const checksum = await readFile(join(folder, checksumFile), 'utf8').catch(() => undefined)
  return sha256 === undefined || checksum === sha256 ? folder : undefined
}

/** Makes the service `docker` run this engine. An existing service keeps its settings; otherwise there is a new one. */
const registerService = async (folder: string): Promise<void> => {
  const engine = join(folder, 'dockerd.exe')
  if (await stopService('docker')) {
    const command = `"${engine}" ${await serviceOptions('docker')}`
    checkServiceCommand(
      "changing the service 'docker'",
      await runProgram('sc', ['config', 'docker', 'binPath=', command])
    )
  } else checkServiceCommand("registering the service 'docker'", await runProgram(engine, ['--register-service']))
}

/** Whether this version responds now: the CLI, and on Windows the engine, which comes from the same archive. */
const isInstalled = async (docker: Docker, version: string): Promise<boolean> => {
  const output = await docker.capture(['version', '--format', '{{json .}}']).catch(() => undefined)
  const { Client: client, Server: server } = asRecord(parseJson(output?.stdout ?? ''))
  return asRecord(client).Version === version && (!onWindows || asRecord(server).Version === version)
}

/**
 * Puts a Docker on PATH, for later steps too, where the runner has none or another version. It comes from the tool cache of
 * the runner, or is added to it. On Windows its engine becomes the service `docker`, which is not started.
 *
 * @throws DockerError where it cannot be downloaded or unpacked, or does not have the checksum
 */
export const installDocker = async (wanted: WantedDocker, docker: Docker, log: Log): Promise<void> => {
  const { version } = wanted
  if (await isInstalled(docker, version)) {
    log.info(`Docker ${version} is already installed`)
    return
  }
  await log.group(`Install Docker ${version}`, async () => {
    const cached = await findCached(wanted)
    const url = archiveUrl(wanted)
    log.info(cached === undefined ? `Downloading ${url}` : `Docker ${version} is in the tool cache: ${cached}`)
    const folder = cached ?? (await fetchDocker(wanted, url, log))
    addPath(folder)
    if (onWindows) await registerService(folder)
  })
}
