import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../__tests__/support/folder.js'
import { send } from '../__tests__/support/image-store.js'
import { pushImage, readFixture } from '../__tests__/support/images.js'
import { findService } from '../__tests__/support/services.js'
import { type FarRegistry, type Journey, startFarRegistry } from './far-registry.js'
import { runProcess } from './process.js'
import { type BenchOptions, type BenchReport, median, type Row } from './report.js'
import { bundle, makeStep, node } from './step.js'

/** The two ways to make the list `tag` of the legs `tag-<release>`; they resolve with the milliseconds it took. */
type Contestant = { readonly name: string; readonly run: (registry: FarRegistry, tag: string) => Promise<number> }

type Run = { readonly ms: number; readonly journey: Journey }

const repository = 'org/app'
const releases = ['ltsc2019', 'ltsc2022', 'ltsc2025'] as const
const legs = releases.map(release => ({ release, image: readFixture(`app-classic-${release}`) }))

const ours: Contestant = {
  name: 'win-multiarch',
  run: async ({ host, caFile }, tag) => {
    const inputs = {
      mode: 'manifest',
      image: `${host}/${repository}`,
      tags: tag,
      releases: releases.join(','),
      retries: '1'
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

/** docker keeps the list between the two commands in its home, and would take what it finds there for the legs. */
const dockerManifest = (docker: string): Contestant => ({
  name: 'docker manifest',
  run: async ({ host, caFile }, tag) => {
    const folder = makeFolder('bench-docker')
    const home = join(folder.path, 'home')
    mkdirSync(home)
    const env = { PATH: '/usr/bin:/bin', HOME: home, DOCKER_CONFIG: join(home, '.docker'), SSL_CERT_FILE: caFile }
    const list = `${host}/${repository}:${tag}`
    const run = async (...args: string[]): Promise<number> => {
      const { started, ended } = await runProcess(docker, ['manifest', ...args], { env, cwd: folder.path })
      return ended - started
    }
    try {
      return (await run('create', list, ...releases.map(release => `${list}-${release}`))) + (await run('push', list))
    } finally {
      folder.remove()
    }
  }
})

const checkList = async ({ near }: FarRegistry, tag: string): Promise<void> => {
  const accept = 'application/vnd.docker.distribution.manifest.list.v2+json'
  const { status, body } = await send(near, 'GET', `/v2/${repository}/manifests/${tag}`, { accept })
  const { manifests = [] } = JSON.parse(body.toString('utf8')) as { manifests?: { digest: string }[] }
  const missing = legs.filter(({ image }) => !manifests.some(({ digest }) => digest === image.digest))
  if (status !== 200 || missing.length > 0 || manifests.length !== legs.length)
    throw new Error(`${tag} is not the list of the legs: ${status} ${body.toString('utf8')}`)
}

/** One run, from legs that are in place to a list that is; its tag is new, so that there is something to write. */
const runOnce = async (contestant: Contestant, registry: FarRegistry, tag: string): Promise<Run> => {
  for (const { release, image } of legs) await pushImage(registry.near, repository, `${tag}-${release}`, image)
  const journey = registry.follow()
  const ms = await contestant.run(registry, tag)
  const { traffic, requests } = journey
  const run = { ms, journey: { traffic: { ...traffic }, requests: [...requests] } }
  await checkList(registry, tag)
  return run
}

const rowOf = ({ name }: Contestant, runs: readonly Run[], rtt: number): Row => ({
  name,
  ms: median(runs.map(({ ms }) => ms)),
  roundTrips: median(runs.map(({ journey }) => journey.traffic.roundTrips)),
  restMs: median(runs.map(({ ms, journey }) => ms - journey.traffic.roundTrips * rtt)),
  requests: median(runs.map(({ journey }) => journey.requests.length)),
  connections: median(runs.map(({ journey }) => journey.traffic.connections)),
  bytes: median(runs.map(({ journey }) => journey.traffic.bytes))
})

const traceOf = ({ name }: Contestant, runs: readonly Run[]): string =>
  [
    `The last run of ${name}: when requests arrived, and the round trips before each was sent`,
    ...(runs.at(-1)?.journey.requests ?? []).map(
      ({ arrived, after, method, path, status }) =>
        `${arrived.toFixed(0).padStart(6)} ms  after ${String(after).padStart(2)}  ${method.padEnd(4)} ${path} ${status}`
    )
  ].join('\n')

/** Whole processes that join three legs under one tag: ours, which reads the tag back, beside docker's two commands. */
export const manifestBench = async ({ rtt, runs = 7, trace }: BenchOptions): Promise<BenchReport> => {
  const docker = findService('docker')
  const contestants = [ours, ...(docker === undefined ? [] : [dockerManifest(docker)])]
  const results = contestants.map(contestant => ({ contestant, done: [] as Run[] }))
  const registry = await startFarRegistry(rtt)
  try {
    for (let round = 0; round < runs; round++) {
      for (const [index, { contestant, done }] of results.entries())
        done.push(await runOnce(contestant, registry, `v2.7.${round * results.length + index}`))
    }
  } finally {
    await registry.close()
  }
  return {
    title: `manifest: three legs, one tag, ${rtt} ms a round trip, ${runs} runs`,
    ...(docker === undefined ? {} : { peer: 'docker manifest' }),
    rows: results.map(({ contestant, done }) => rowOf(contestant, done, rtt)),
    notes: [
      ...(docker === undefined ? ['docker is missing, so that there is nobody to compare with.'] : []),
      ...(trace ? results.map(({ contestant, done }) => traceOf(contestant, done)) : [])
    ]
  }
}
