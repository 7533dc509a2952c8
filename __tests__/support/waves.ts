import type { MemoryRegistry, RecordedRequest } from './memory-registry.js'

/** A request as a trip to the registry, such as `GET /v2/org/app/manifests/latest`. */
export const tripOf = ({ method, path, query }: RecordedRequest): string =>
  `${method} ${path.replace(/\/uploads\/[^/]+$/, '/uploads/<session>')}${query.has('mount') ? `?mount=${query.get('mount') ?? ''}` : ''}`

/** The trips of a run, sorted, since those that overlap come in any order. */
export const tripsOf = (memory: MemoryRegistry): string[] => memory.requests.map(tripOf).toSorted()

/** What was read more than once. */
export const readTwice = (memory: MemoryRegistry): string[] => {
  const reads = memory.requests.filter(({ method }) => method === 'GET').map(tripOf)
  return [...new Set(reads.filter((trip, index) => reads.indexOf(trip) !== index))]
}

/** Requests that were under way at the same time: none of them waited for the answer to another. */
export type Wave = readonly RecordedRequest[]

/**
 * Makes every request of registries slow from now on, and tells the waves that they came in. Each answer takes at least
 * so long, so whatever comes earlier than that after the first request of a wave belongs to it, and what depends on one
 * of the wave's answers cannot.
 *
 * @param ms has to be more than the requests of a wave are apart on a busy machine
 */
export const slowDown = (registries: readonly MemoryRegistry[], ms = 500): (() => readonly Wave[]) => {
  const arrivals: { time: number; request: RecordedRequest }[] = []
  const when = (request: RecordedRequest): boolean => {
    arrivals.push({ time: performance.now(), request })
    return true
  }
  for (const registry of registries) registry.fault({ type: 'slow', ms, when, times: Infinity })

  return () => {
    const waves: RecordedRequest[][] = []
    let end = -Infinity
    for (const { time, request } of arrivals) {
      if (time >= end) {
        waves.push([])
        end = time + ms
      }
      waves.at(-1)?.push(request)
    }
    return waves
  }
}

/** Waves as a reader wants them: what is in each, how often, such as `3 manifest-get, 1 manifest-head`. */
export const describeWaves = (waves: readonly Wave[]): string[] =>
  waves.map(wave => {
    const counts = new Map<string, number>()
    for (const { kind } of wave) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return [...counts]
      .sort()
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')
  })

/** Says in the test's output how many waves a run took, and what was in them. */
export const tellWaves = (what: string, waves: readonly Wave[]): void => {
  console.log(
    `${what}: ${waves.flat().length} requests in ${waves.length} waves\n  ${describeWaves(waves).join('\n  ')}`
  )
}
