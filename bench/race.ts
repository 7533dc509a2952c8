import { setTimeout } from 'node:timers/promises'

import { defined } from '../src/common/defined.js'
import { type FarRegistry, type Journey, startFarRegistry } from './far-registry.js'
import { type BenchOptions, type BenchReport, type Measurement, median, type Row } from './report.js'

/** Somebody who does over the network what is measured, each time in another repository. */
export type Racer = {
  readonly name: string
  /** Puts in place what it starts from. */
  readonly prepare: (registry: FarRegistry, repository: string) => Promise<void>
  /** Resolves with the milliseconds that it took. */
  readonly run: (registry: FarRegistry, repository: string) => Promise<number>
  /**
   * Looks at what it left behind.
   *
   * @returns what is wrong with it, of a peer that does not do all of the work
   * @throws where it is not what was to be made at all
   */
  readonly check: (registry: FarRegistry, repository: string) => Promise<string | undefined>
}

/** Who runs, and where. */
export type Race = {
  readonly title: string
  /** Whom ours are compared with. */
  readonly peers: readonly string[]
  readonly racers: readonly Racer[]
  readonly withLogin?: boolean
  readonly notes?: readonly string[]
}

type Run = { readonly ms: number; readonly journey: Journey; readonly fault?: string }
type Done = { readonly racer: Racer; readonly runs: readonly Run[] }

/** Milliseconds that a racer waits at the start line. */
const settling = 200

const runOnce = async (racer: Racer, registry: FarRegistry, repository: string): Promise<Run> => {
  await racer.prepare(registry, repository)
  // What the preparation has left to do is not what is measured.
  await setTimeout(settling)
  const journey = registry.follow()
  try {
    const ms = await racer.run(registry, repository)
    const { traffic, requests } = journey
    const run = { ms, journey: { traffic: { ...traffic }, requests: [...requests] } }
    return { ...run, ...defined({ fault: await racer.check(registry, repository) }) }
  } catch (error) {
    throw new Error(`${racer.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Runs the racers in turn, so that what disturbs this machine disturbs all of them. */
const runAll = async ({ racers, withLogin = false }: Race, rtt: number, runs: number): Promise<readonly Done[]> => {
  const results = racers.map(racer => ({ racer, runs: [] as Run[] }))
  const registry = await startFarRegistry(rtt, withLogin)
  try {
    for (let round = 0; round < runs; round++) {
      for (const [index, { racer, runs: done }] of results.entries())
        done.push(await runOnce(racer, registry, `org/app-${round}-${index}`))
    }
    return results
  } finally {
    await registry.close()
  }
}

const rowOf = ({ racer, runs }: Done, rtt: number): Row => ({
  name: racer.name,
  ms: median(runs.map(({ ms }) => ms)),
  roundTrips: median(runs.map(({ journey }) => journey.traffic.roundTrips)),
  restMs: median(runs.map(({ ms, journey }) => ms - journey.traffic.roundTrips * rtt)),
  requests: median(runs.map(({ journey }) => journey.requests.length)),
  connections: median(runs.map(({ journey }) => journey.traffic.connections)),
  bytes: median(runs.map(({ journey }) => journey.traffic.bytes)),
  ...defined({ fault: runs.find(({ fault }) => fault !== undefined)?.fault })
})

/** The requests of the last run, as lines. */
const traceOf = ({ racer, runs }: Done, rtt: number): string =>
  [
    `The last run of ${racer.name} at ${rtt} ms: when requests arrived, and the round trips before each was sent`,
    ...(runs.at(-1)?.journey.requests ?? []).map(
      ({ arrived, after, method, path, status }) =>
        `${arrived.toFixed(0).padStart(6)} ms  after ${String(after).padStart(2)}  ${method.padEnd(4)} ${path} ${status}`
    )
  ].join('\n')

/** Lets everybody run at every latency. @throws with the name of who failed, or made something else */
export const race = async (plan: Race, { rtts, runs = 7, trace }: BenchOptions): Promise<BenchReport> => {
  const { title, peers } = plan
  const measurements: Measurement[] = []
  const notes = [...(plan.notes ?? [])]
  for (const rtt of rtts) {
    const results = await runAll(plan, rtt, runs)
    measurements.push({ rtt, rows: results.map(done => rowOf(done, rtt)) })
    if (trace) notes.push(...results.map(done => traceOf(done, rtt)))
  }
  return { title, runs, peers, measurements, notes }
}
