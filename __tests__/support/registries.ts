import { randomUUID } from 'node:crypto'
import { type Distribution, type DistributionOptions, startDistribution } from './distribution.js'
import { mediaTypes } from './image-builder.js'
import { digestOf, type HttpTarget, type ImageStore, send } from './image-store.js'
import { type MemoryRegistry, type MemoryRegistryOptions, startMemoryRegistry } from './memory-registry.js'
import type { Service } from './services.js'

/** Who may read and write. */
export type Login = { username: string; password: string }

/** A manifest or list as a registry gives it. */
export type Read = { bytes: Buffer; digest: string; mediaType: string }

/** A running registry of any kind: what tests need to fill it, to point the action at it, and to look into it. */
export type TestRegistry = {
  /** `127.0.0.1` with the port, as references name it. */
  host: string
  /** Where tests put images into a repository; no login of the action's is needed for it. */
  store: (repository: string) => ImageStore | HttpTarget
  /** Variables that the action needs to reach it. */
  env: Readonly<Record<string, string>>
  /** The inputs that log in; none where no login is asked for. */
  login: Partial<Login>
  /** Digest by tag; empty where the repository does not exist. */
  tags: (repository: string) => Promise<Map<string, string>>
  manifest: (repository: string, reference: string) => Promise<Read | undefined>
  blob: (repository: string, digest: string) => Promise<Buffer | undefined>
  /** What the action has written to a repository so far, in order: `PUT /v2/org/app/manifests/latest`. */
  writes: (repository: string) => Promise<string[]>
  /** For what only a registry in this process can tell. */
  memory?: MemoryRegistry
  close: () => Promise<void>
}

/** A kind of registry that the same suite can run against. */
export type RegistryKind = {
  name: string
  /** The programs that it needs. */
  services: readonly Service[]
  /** Whether it asks for a login. */
  asksForLogin: boolean
  start: () => Promise<TestRegistry>
}

/** Whatever a password may hold: a Docker config splits at the first colon, a mask is literal. */
const account: Login = { username: 'builder', password: 'correct:horse battery+staple=' }

const isWrite = (method: string): boolean => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)

/** A registry in this process as a suite sees it. */
export const memoryTestRegistry = async (options: MemoryRegistryOptions = {}): Promise<TestRegistry> => {
  const asks = options.auth !== undefined && options.auth !== 'none'
  const memory = await startMemoryRegistry({ ...options, ...(asks ? account : {}) })
  return {
    host: memory.host,
    store: () => memory,
    env: {},
    login: asks ? account : {},
    tags: repository => Promise.resolve(new Map(memory.tags(repository))),
    manifest: (repository, reference) => Promise.resolve(memory.getManifest(repository, reference)),
    blob: (repository, digest) => Promise.resolve(memory.getBlob(repository, digest)),
    writes: repository =>
      Promise.resolve(
        memory.requests
          .filter(request => request.repository === repository && isWrite(request.method))
          .filter(({ status = 0 }) => status >= 200 && status < 300)
          .map(({ method, path, query }) => `${method} ${path}${query.size === 0 ? '' : `?${query.toString()}`}`)
      ),
    memory,
    close: memory.close
  }
}

const manifestTypes = [mediaTypes.docker, mediaTypes.oci].flatMap(({ manifest, list }) => [manifest, list]).join(', ')

/** The log of a process comes through a pipe: once what was asked last is in it, all before it is. */
const wholeLog = async ({ log, target }: Distribution): Promise<string> => {
  const mark = randomUUID()
  await send(target('mark'), 'GET', `/v2/?mark=${mark}`)
  while (!log().includes(mark)) await new Promise(resolve => setTimeout(resolve, 5))
  return log()
}

/** What the action wrote by an access log; the tests' own requests name no user agent. */
const writesIn = (log: string, repository: string): string[] =>
  [...log.matchAll(/"((?:POST|PUT|PATCH|DELETE) (\S+)) HTTP\/1\.1" 2\d\d \d+ "[^"]*" "win-multiarch/g)]
    .filter(([, , path = '']) => path.startsWith(`/v2/${repository}/`))
    .map(([, request = '']) => request)

/** Debian's registry as a suite sees it. */
export const distributionTestRegistry = async (options: DistributionOptions = {}): Promise<TestRegistry> => {
  const registry = await startDistribution(options)
  const { username, password, caFile } = registry

  const read = async (repository: string, path: string): Promise<Read | undefined> => {
    const answer = await send(registry.target(repository), 'GET', `/v2/${repository}/${path}`, {
      accept: manifestTypes
    })
    if (answer.status === 404) return undefined
    if (answer.status !== 200) throw new Error(`GET ${path} of ${repository}: ${answer.status}`)
    const mediaType = answer.headers['content-type'] ?? ''
    return { bytes: answer.body, digest: digestOf(answer.body), mediaType }
  }

  const manifest: TestRegistry['manifest'] = (repository, reference) => read(repository, `manifests/${reference}`)
  return {
    host: registry.host,
    store: registry.target,
    env: caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: caFile },
    login: options.auth === 'basic' || options.auth === 'token' ? { username, password } : {},
    tags: async repository => {
      const list = await read(repository, 'tags/list')
      const { tags } = JSON.parse(list?.bytes.toString() ?? '{}') as { tags?: string[] | null }
      const found = await Promise.all((tags ?? []).map(async tag => ({ tag, held: await manifest(repository, tag) })))
      return new Map(found.flatMap(({ tag, held }) => (held === undefined ? [] : [[tag, held.digest]])))
    },
    manifest,
    blob: async (repository, digest) => (await read(repository, `blobs/${digest}`))?.bytes,
    writes: async repository => writesIn(await wholeLog(registry), repository),
    close: registry.close
  }
}

/** Every kind of registry that a suite of the action runs against. */
export const registryKinds: readonly RegistryKind[] = [
  {
    name: 'a registry in memory',
    services: [],
    asksForLogin: false,
    start: () => memoryTestRegistry()
  },
  {
    name: 'a registry in memory with tokens',
    services: [],
    asksForLogin: true,
    start: () => memoryTestRegistry({ auth: 'token' })
  },
  {
    name: 'a registry in memory with Basic logins',
    services: [],
    asksForLogin: true,
    start: () => memoryTestRegistry({ auth: 'basic' })
  },
  {
    name: 'Distribution',
    services: ['docker-registry'],
    asksForLogin: false,
    start: () => distributionTestRegistry()
  },
  {
    name: 'Distribution with htpasswd',
    services: ['docker-registry'],
    asksForLogin: true,
    start: () => distributionTestRegistry({ auth: 'basic' })
  },
  {
    name: 'Distribution with a token server',
    services: ['docker-registry', 'openssl'],
    asksForLogin: true,
    start: () => distributionTestRegistry({ auth: 'token' })
  },
  {
    name: 'Distribution behind TLS with an authority of its own',
    services: ['docker-registry', 'openssl'],
    asksForLogin: false,
    start: () => distributionTestRegistry({ tls: true })
  }
]
