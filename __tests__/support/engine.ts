import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startDaemon } from './daemon.js'
import { makeFolder } from './folder.js'
import { requireService } from './services.js'

export type DockerResult = { status: number; stdout: string; stderr: string }

export type DockerOptions = { env?: Readonly<Record<string, string>>; input?: string; cwd?: string }

/** A Docker engine of the tests' own. */
export type Engine = {
  /** For `DOCKER_HOST`. */
  dockerHost: string
  /** Its `DOCKER_CONFIG`, an empty folder at first. */
  dockerConfig: string
  /** What a step needs to work with it. Debian's CLI comes first, whatever other one the machine has. */
  env: Readonly<Record<'PATH' | 'DOCKER_HOST' | 'DOCKER_CONFIG', string>>
  /** Runs the docker CLI of its release against it; a status that is not 0 is no error here. */
  docker: (args: readonly string[], options?: DockerOptions) => Promise<DockerResult>
  log: () => string
  close: () => Promise<void>
}

export type EngineOptions = {
  /** Registries that it may reach over http or untrusted TLS; by default those on this host. */
  insecureRegistries?: readonly string[]
  /** What it asks in place of Docker Hub: `http://127.0.0.1:5000`. */
  mirror?: string
  /** A folder with `usr/sbin/dockerd` and what goes with it, in place of Debian's own. */
  programs?: string
  /** Whether it keeps its images in memory where it can: it waits for the disk after each step of a build. */
  inMemory?: boolean
}

const memory = '/dev/shm'

const run = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  options: DockerOptions
): Promise<DockerResult> =>
  new Promise<DockerResult>((resolve, reject) => {
    const child = spawn(command, args, { env, ...(options.cwd === undefined ? {} : { cwd: options.cwd }) })
    const written = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        written[name] += text
      })
    }
    child.once('error', reject)
    child.once('close', status => {
      resolve({ status: status ?? -1, ...written })
    })
    // A command that ends without reading its input is no matter of ours.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })

/** Starts dockerd, without a network for its containers, and waits until it answers. It needs root. */
export const startEngine = async (options: EngineOptions = {}): Promise<Engine> => {
  const { insecureRegistries = ['127.0.0.0/8', '::1/128'], mirror, programs, inMemory = false } = options
  const folder = makeFolder('engine', inMemory && existsSync(memory) ? memory : undefined)
  const at = (name: string): string => join(folder.path, name)
  const dockerHost = `unix://${at('docker.sock')}`
  const dockerConfig = at('config')
  mkdirSync(dockerConfig)
  // What the machine has set for an engine of its own is not for this one.
  writeFileSync(at('daemon.json'), '{}')
  const [cli, dockerd] =
    programs === undefined
      ? [requireService('docker'), requireService('dockerd')]
      : [join(programs, 'usr/bin/docker'), join(programs, 'usr/sbin/dockerd')]
  if (programs !== undefined)
    symlinkSync(join(programs, 'usr/libexec/docker/cli-plugins'), join(dockerConfig, 'cli-plugins'))
  const PATH = `${dirname(cli)}:${process.env.PATH ?? ''}`
  const env = { PATH, DOCKER_HOST: dockerHost, DOCKER_CONFIG: dockerConfig }
  const docker: Engine['docker'] = (args, how = {}) => run(cli, args, { HOME: folder.path, ...env, ...how.env }, how)

  const folders = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('docker.pid')]
  // Firewall rules are not to be had in every container that tests run in. Of file systems docker takes the best that is:
  // with the last one, vfs, every step of a build waits for the next full second.
  const modest = ['--iptables=false', '--ip6tables=false', '--bridge=none']
  const insecure = insecureRegistries.flatMap(registry => ['--insecure-registry', registry])
  const mirrors = mirror === undefined ? [] : ['--registry-mirror', mirror]
  const daemon = await startDaemon({
    command: dockerd,
    // It starts containerd and proxies of its own release.
    env: { ...process.env, PATH: `${dirname(cli)}:${dirname(dockerd)}:${process.env.PATH ?? ''}` },
    args: ['--config-file', at('daemon.json'), '--host', dockerHost, ...folders, ...modest, ...insecure, ...mirrors],
    isReady: async () => (await docker(['version'])).status === 0
  }).catch((error: unknown) => {
    folder.remove()
    throw error
  })
  return {
    dockerHost,
    dockerConfig,
    env,
    docker,
    log: daemon.log,
    close: async () => {
      await daemon.close()
      folder.remove()
    }
  }
}
