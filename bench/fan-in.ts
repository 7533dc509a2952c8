import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../__tests__/support/folder.js'
import { buildIndex } from '../__tests__/support/image-builder.js'
import { send } from '../__tests__/support/image-store.js'
import { type Image, pushImage } from '../__tests__/support/images.js'
import type { FarRegistry, Journey } from './far-registry.js'
import { runProcess } from './process.js'
import { median, type Row } from './report.js'
import { bundle, makeStep, node } from './step.js'

/** What is to be joined. */
export type FanIn = {
  /** The tags that the list gets; the legs' tags are the first of them and their release. */
  readonly tags: readonly [string, ...string[]]
  /** Legs by release. */
  readonly legs: ReadonlyMap<string, Image>
  /** The legs of the version before: some tags name their list already. */
  readonly before?: { readonly tags: readonly string[]; readonly legs: readonly Image[] }
}

/** A way to make the list of legs that are in place; it resolves with the milliseconds it took. */
export type Contestant = {
  readonly name: string
  readonly run: (registry: FarRegistry, repository: string, fanIn: FanIn) => Promise<number>
}

/** A run of a contestant. */
export type Run = { readonly ms: number; readonly journey: Journey }

/** The bundle in a process of its own; it reads the tags back. */
export const ours: Contestant = {
  name: 'win-multiarch',
  run: async ({ host, caFile, login }, repository, { tags, legs }) => {
    const inputs = {
      mode: 'manifest',
      image: `${host}/${repository}`,
      tags: tags.join(','),
      releases: [...legs.keys()].join(','),
      retries: '1',
      ...login
    }
    const step = makeStep(inputs, { NODE_EXTRA_CA_CERTS: caFile })
    try {
      const { started, ended } = await runProcess(node, [bundle], step)
      return ended - started
    } finally {
      step.remove()
    }
  }
}

/**
 * docker's two commands, for the first tag. docker keeps the list between them in its home, and would take what it
 * finds there for the legs.
 */
export const dockerManifest = (docker: string): Contestant => ({
  name: 'docker manifest',
  run: async ({ host, caFile, login }, repository, { tags, legs }) => {
    const folder = makeFolder('bench-docker')
    const config = join(folder.path, '.docker')
    mkdirSync(config)
    if (login !== undefined) {
      const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
      writeFileSync(join(config, 'config.json'), JSON.stringify({ auths: { [host]: { auth } } }))
    }
    const env = { PATH: '/usr/bin:/bin', HOME: folder.path, DOCKER_CONFIG: config, SSL_CERT_FILE: caFile }
    const list = `${host}/${repository}:${tags[0]}`
    const run = async (...args: string[]): Promise<number> => {
      const { started, ended } = await runProcess(docker, ['manifest', ...args], { env, cwd: folder.path })
      return ended - started
    }
    try {
      const sources = [...legs.keys()].map(release => `${list}-${release}`)
      return (await run('create', list, ...sources)) + (await run('push', list))
    } finally {
      folder.remove()
    }
  }
})

const checkLists = async ({ near }: FarRegistry, repository: string, { tags, legs }: FanIn): Promise<void> => {
  const accept = 'application/vnd.docker.distribution.manifest.list.v2+json'
  for (const tag of tags) {
    const { status, body } = await send(near(repository), 'GET', `/v2/${repository}/manifests/${tag}`, { accept })
    const { manifests = [] } = JSON.parse(body.toString('utf8')) as { manifests?: { digest: string }[] }
    const missing = [...legs.values()].filter(image => !manifests.some(({ digest }) => digest === image.digest))
    if (status !== 200 || missing.length > 0 || manifests.length !== legs.size)
      throw new Error(`${tag} is not the list of the legs: ${status} ${body.toString('utf8')}`)
  }
}

const prepare = async ({ near }: FarRegistry, repository: string, { tags, legs, before }: FanIn): Promise<void> => {
  const target = near(repository)
  for (const [release, image] of legs) await pushImage(target, repository, `${tags[0]}-${release}`, image)
  if (before === undefined) return
  const list = buildIndex({ entries: before.legs })
  for (const tag of before.tags) await pushImage(target, repository, tag, list)
}

/**
 * One run, from legs that are in place to a list that is.
 *
 * @param repository a new one, so that there is something to write
 */
export const runOnce = async (
  contestant: Contestant,
  registry: FarRegistry,
  repository: string,
  fanIn: FanIn
): Promise<Run> => {
  await prepare(registry, repository, fanIn)
  const journey = registry.follow()
  const ms = await contestant.run(registry, repository, fanIn)
  const { traffic, requests } = journey
  const run = { ms, journey: { traffic: { ...traffic }, requests: [...requests] } }
  await checkLists(registry, repository, fanIn)
  return run
}

/** Medians of runs. */
export const rowOf = (name: string, runs: readonly Run[], rtt: number): Row => ({
  name,
  ms: median(runs.map(({ ms }) => ms)),
  roundTrips: median(runs.map(({ journey }) => journey.traffic.roundTrips)),
  restMs: median(runs.map(({ ms, journey }) => ms - journey.traffic.roundTrips * rtt)),
  requests: median(runs.map(({ journey }) => journey.requests.length)),
  connections: median(runs.map(({ journey }) => journey.traffic.connections)),
  bytes: median(runs.map(({ journey }) => journey.traffic.bytes))
})

/** The requests of the last run, as lines. */
export const traceOf = (name: string, runs: readonly Run[]): string =>
  [
    `The last run of ${name}: when requests arrived, and the round trips before each was sent`,
    ...(runs.at(-1)?.journey.requests ?? []).map(
      ({ arrived, after, method, path, status }) =>
        `${arrived.toFixed(0).padStart(6)} ms  after ${String(after).padStart(2)}  ${method.padEnd(4)} ${path} ${status}`
    )
  ].join('\n')
