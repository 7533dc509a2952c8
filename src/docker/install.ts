import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { cacheDir, downloadTool, extractTar, extractZip, find, HTTPError } from '@actions/tool-cache'

import { printable, type Log } from '../runner/log.js'
import { addPath } from '../runner/core.js'
import { loadHttpClient } from '../runner/http-client.js'
import { DockerError, lastLines, type Docker } from './docker.js'
import { runProgram, type ProgramOutput } from '../runner/process.js'
import { serviceOptions, stopService } from './service.js'

/** A Docker to install. */
export type WantedDocker = {
  /** `29.1.5` */
  readonly version: string
  /** what serves archives as download.docker.com does, without a slash at the end */
  readonly mirror: string
  /** of the archive, 64 hexadecimal digits in lower case */
  readonly sha256?: string
}

/** Names of architectures in the addresses of Docker's archives, by Node's. */
const architectures: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64', arm: 'armhf' }

const onWindows = process.platform === 'win32'

/** Docker's own layout: `<mirror>/win/static/stable/x86_64/docker-29.1.5.zip`. */
const addressOf = ({ mirror, version }: WantedDocker): string => {
  const [system, ending] = onWindows ? ['win', 'zip'] : ['linux', 'tgz']
  const architecture = architectures[process.arch]
  if (architecture === undefined || (onWindows && process.arch !== 'x64')) {
    throw new DockerError(
      `There is no Docker ${version} for ${system === 'win' ? 'Windows' : 'Linux'} on ${process.arch}: leave 'docker-version' out, and install Docker on this runner before this step.`
    )
  }
  const channel = version.includes('-') ? 'test' : 'stable'
  return `${mirror}/${system}/static/${channel}/${architecture}/docker-${version}.${ending}`
}

const digestOfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Beside the programs lies what archive they are from: a checksum that is given later holds for them too. */
const digestFile = 'archive.sha256'

const download = async (wanted: WantedDocker, url: string): Promise<string> => {
  await loadHttpClient()
  const archive = await downloadTool(url).catch((cause: unknown) => {
    const status = cause instanceof HTTPError ? cause.httpStatusCode : undefined
    const why = cause instanceof Error ? printable(cause.message) : String(cause)
    throw new DockerError(
      `Docker ${wanted.version} could not be downloaded from ${url}: ${why}. ${status === 404 ? "Check 'docker-version', and 'docker-download-url' where it is given." : "Check the network of the runner, its proxy, and 'docker-download-url' where it is given."}`,
      { cause }
    )
  })
  const digest = await digestOfFile(archive)
  if (wanted.sha256 !== undefined && digest !== wanted.sha256) {
    await rm(archive, { force: true })
    throw new DockerError(
      `What ${url} holds is not what 'docker-sha256' says: its SHA-256 is ${digest}, not ${wanted.sha256}. Nothing was installed. Check the checksum for this version and system, and who serves the archive.`
    )
  }
  // Windows' own unzipping goes by the ending.
  const folder = onWindows ? await extractZip(await withEnding(archive)) : await extractTar(archive)
  await rm(archive, { force: true })
  await writeFile(join(folder, 'docker', digestFile), digest)
  return cacheDir(join(folder, 'docker'), 'docker', wanted.version)
}

const withEnding = async (archive: string): Promise<string> => {
  await rename(archive, `${archive}.zip`)
  return `${archive}.zip`
}

const cached = async ({ version, sha256 }: WantedDocker): Promise<string | undefined> => {
  const folder = find('docker', version)
  if (folder === '') return undefined
  const digest = await readFile(join(folder, digestFile), 'utf8').catch(() => undefined)
  return sha256 === undefined || digest === sha256 ? folder : undefined
}

const checked = (what: string, output: ProgramOutput): void => {
  if (output.exitCode === 0) return
  throw new DockerError(
    `${what} failed (${output.exitCode}): ${lastLines(output, 4)}. May the account of the runner control services? Run the runner as an administrator.`
  )
}

/** Makes the service `docker` run this engine: the one that is there keeps its settings, else there is a new one. */
const serve = async (folder: string): Promise<void> => {
  const engine = join(folder, 'dockerd.exe')
  if (await stopService('docker')) {
    const command = `"${engine}" ${await serviceOptions('docker')}`
    checked('Changing the service docker', await runProgram('sc', ['config', 'docker', 'binPath=', command]))
  } else checked('Registering the service docker', await runProgram(engine, ['--register-service']))
}

/** The versions that answer now: of the CLI, and on Windows of the engine, which comes from the same archive. */
const isThere = async (docker: Docker, version: string): Promise<boolean> => {
  const output = await docker.quiet(['version', '--format', '{{json .}}']).catch(() => undefined)
  try {
    const { Client, Server } = JSON.parse(output?.stdout ?? '') as Record<string, { Version?: string } | null>
    return Client?.Version === version && (!onWindows || Server?.Version === version)
  } catch {
    return false
  }
}

/**
 * Puts a Docker on PATH, for the steps behind this one too, where the runner has none or another one. It comes from
 * the tool cache of the runner, or goes there. On Windows its engine becomes the service `docker`, which is not started.
 *
 * @throws DockerError where it cannot be had, or is not what its checksum says
 */
export const installDocker = async (wanted: WantedDocker, docker: Docker, log: Log): Promise<void> => {
  const { version } = wanted
  if (await isThere(docker, version)) {
    log.info(`Docker ${version} is there already`)
    return
  }
  await log.group(`Install Docker ${version}`, async () => {
    const known = await cached(wanted)
    const url = addressOf(wanted)
    log.info(known === undefined ? `Downloading ${url}` : `Docker ${version} is in the tool cache: ${known}`)
    const folder = known ?? (await download(wanted, url))
    addPath(folder)
    if (onWindows) await serve(folder)
  })
}
