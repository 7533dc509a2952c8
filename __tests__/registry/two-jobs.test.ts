import { afterAll, beforeAll, expect, test } from 'vitest'

import { readList } from '../support/fan-in.js'
import { memoryOf, missingFrom, placeIn, versionImage, type Place } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { isOpenGap, startJob, type Job, type TagRequest } from '../support/two-jobs.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
})

afterAll(() => registry.close())

type Jobs = Readonly<Record<'a' | 'b', Readonly<Record<string, string>>>>

/** What became of two jobs whose waves of requests came in an order such as `abba`. */
type Run = {
  readonly order: string
  readonly jobs: readonly [Job, Job]
  readonly requests: readonly TagRequest[]
  readonly place: Place
}

/** Runs both jobs in the order; what is left when it ends runs job by job. */
const runInOrder = async (order: string, prepare: () => Promise<Place>, inputs: Jobs): Promise<Run> => {
  const place = await prepare()
  const requests: TagRequest[] = []
  const [a, b] = await Promise.all(
    (['a', 'b'] as const).map(name => startJob(name, { image: place.image, ...inputs[name] }, requests))
  )
  if (a === undefined || b === undefined) throw new Error('there are two jobs')
  for (const name of order) await (name === 'a' ? a : b).step()
  for (const job of [a, b]) while (!job.hasEnded()) await job.step()
  return { order, jobs: [a, b], requests, place }
}

/** Every order of as many waves of the one job and of the other. */
const ordersOf = (a: number, b: number): readonly string[] =>
  a === 0 || b === 0
    ? ['a'.repeat(a) + 'b'.repeat(b)]
    : [...ordersOf(a - 1, b).map(rest => `a${rest}`), ...ordersOf(a, b - 1).map(rest => `b${rest}`)]

/** The waves that a job takes alone: reads, looks, writes, latest, the look at it. */
const waves = 5
const orders = ordersOf(waves, waves)

/** Runs all orders, and returns those that break a rule although a client could have kept it. */
const sweep = async (
  what: string,
  prepare: () => Promise<Place>,
  inputs: Jobs,
  broken: (run: Run) => Promise<readonly string[]>
): Promise<readonly string[]> => {
  const [faults, gaps]: [string[], string[]] = [[], []]
  for (const order of orders) {
    const run = await runInOrder(order, prepare, inputs)
    const found = await broken(run)
    if (found.length === 0) continue
    const isGap = ['v2.7.0', 'v2.7.1', 'latest'].some(tag => isOpenGap(run.requests, tag))
    if (isGap) gaps.push(order)
    else faults.push(`${order}: ${found.join('; ')}`)
  }
  process.stdout.write(
    `${what}: ${orders.length} orders, of which ${gaps.length} end wrong because both looks came before either write\n`
  )
  return faults
}

const messages = ({ jobs }: Run): string => jobs.flatMap(job => [...job.said, job.error()?.message ?? '']).join('\n')

/** A job that fails says that it was another one. */
const strangeErrors = ({ jobs }: Run): readonly string[] =>
  jobs.flatMap(job => {
    const message = job.error()?.message
    return message === undefined || message.includes('nother job') ? [] : [message]
  })

test(
  'two versions at once: latest ends on the higher one in every order that a client can settle',
  { timeout: 300_000 },
  async () => {
    const prepare = (): Promise<Place> =>
      placeIn(registry, {
        'v2.7.0-ltsc2025': versionImage('v2.7.0'),
        'v2.7.1-ltsc2025': versionImage('v2.7.1'),
        latest: versionImage('v2.6.0')
      })
    const inputs = (version: string): Record<string, string> => ({ releases: 'ltsc2025', tags: `${version}\nlatest` })
    const faults = await sweep('Two versions', prepare, { a: inputs('v2.7.0'), b: inputs('v2.7.1') }, async run => {
      const tags = await registry.tags(run.place.repository)
      return [
        ...(tags.get('latest') === tags.get('v2.7.1') ? [] : ['latest is not v2.7.1']),
        ...(tags.get('v2.7.0') === undefined ? ['v2.7.0 is missing'] : []),
        ...strangeErrors(run)
      ]
    })
    expect(faults).toEqual([])
  }
)

test('the lower version says why it does not become latest', async () => {
  const prepare = (): Promise<Place> =>
    placeIn(registry, { 'v2.7.0-ltsc2025': versionImage('v2.7.0'), 'v2.7.1-ltsc2025': versionImage('v2.7.1') })
  const inputs = (version: string): Record<string, string> => ({ releases: 'ltsc2025', tags: `${version}\nlatest` })
  // The lower one has read and staged everything when the higher one publishes.
  const run = await runInOrder('aabbbbb', prepare, { a: inputs('v2.7.0'), b: inputs('v2.7.1') })
  expect(messages(run)).toMatch(
    /latest was written by another job meanwhile[^]*'latest' stays at v2\.7\.1: v2\.7\.0 is lower/
  )
  expect(run.jobs.map(job => job.error())).toEqual([undefined, undefined])
})

test(
  'one version at once with keep-existing: no tag misses an entry in any order that a client can settle',
  { timeout: 300_000 },
  async () => {
    const prepare = (): Promise<Place> =>
      placeIn(registry, {
        'v2.7.0-ltsc2025': versionImage('v2.7.0'),
        'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
      })
    const inputs = (releases: string): Record<string, string> => ({
      releases,
      tags: 'v2.7.0\nlatest',
      'keep-existing': 'true'
    })
    const faults = await sweep('One version', prepare, { a: inputs('ltsc2022'), b: inputs('ltsc2025') }, async run => {
      const counts = await Promise.all(
        ['v2.7.0', 'latest'].map(async tag => {
          const { entries } = await readList(registry, run.place.repository, tag)
          return [
            ...(entries.length === 2 ? [] : [`${tag} has ${entries.length} entries`]),
            ...missingFrom(memoryOf(registry), run.place.repository, tag)
          ]
        })
      )
      return [...counts.flat(), ...strangeErrors(run)]
    })
    expect(faults).toEqual([])
  }
)

test('one version at once without keep-existing: the second one fails and says so', async () => {
  const prepare = (): Promise<Place> =>
    placeIn(registry, {
      'v2.7.0-ltsc2025': versionImage('v2.7.0'),
      'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
    })
  const tags = 'v2.7.0\nlatest'
  const run = await runInOrder('abaaaab', prepare, {
    a: { releases: 'ltsc2022, ltsc2025', tags },
    b: { releases: 'ltsc2022', tags }
  })
  const [a, b] = run.jobs
  expect(a.error()).toBeUndefined()
  expect(b.error()?.message).toMatch(
    /^Another job has written these tags meanwhile:\n- .*:v2\.7\.0 names sha256:[^]*No tag was changed\. Give the workflow a 'concurrency' group/
  )
  const { entries } = await readList(registry, run.place.repository, 'v2.7.0')
  expect(entries).toHaveLength(2)
})
