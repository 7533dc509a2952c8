import { setImmediate, setTimeout as delay } from 'node:timers/promises'

import { readContext } from '../../src/inputs/context.js'
import { readManifestInputs } from '../../src/inputs/manifest.js'
import { manifest } from '../../src/modes/manifest.js'
import { isDigest } from '../../src/oci/digest.js'
import { registryClient, type RegistryClient } from '../../src/registry/client.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import { startJournal } from '../../src/report/journal.js'
import type { Log } from '../../src/runner/log.js'
import { commit } from './fan-in.js'
import { reading } from './samples.js'

/** A request for a tag: a look (HEAD), a read (GET) or a write (PUT). */
export type TagRequest = { readonly job: string; readonly kind: 'look' | 'read' | 'write'; readonly tag: string }

/** A fan-in whose requests for tags wait until they are let through, in waves. */
export type Job = {
  /** Lets all waiting requests through, and waits until the job waits again or has ended. */
  readonly step: () => Promise<void>
  readonly hasEnded: () => boolean
  /** its error; undefined where it succeeded */
  readonly error: () => Error | undefined
  /** its warnings and notices */
  readonly said: readonly string[]
}

type Gate = { readonly pass: <T>(request: TagRequest, send: () => Promise<T>) => Promise<T> }

const gated = (client: RepositoryClient, job: string, { pass }: Gate): RepositoryClient => {
  const through = <T>(kind: TagRequest['kind'], tag: string, send: () => Promise<T>): Promise<T> =>
    isDigest(tag) || tag.includes('-ltsc') ? send() : pass({ job, kind, tag }, send)
  return {
    ...client,
    head: tag => through('look', tag, () => client.head(tag)),
    get: tag => through('read', tag, () => client.get(tag)),
    content: tag => through('read', tag, () => client.content(tag)),
    put: (tag, content, replaces) => through('write', tag, () => client.put(tag, content, replaces)),
    withSignal: signal => gated(client.withSignal(signal), job, { pass })
  }
}

/**
 * Starts a fan-in that stops before its first request for a tag.
 *
 * @param requests gets the requests for tags in the order in which they are let through
 */
export const startJob = async (
  name: string,
  given: Readonly<Record<string, string>>,
  requests: TagRequest[]
): Promise<Job> => {
  const waiting: (() => void)[] = []
  let running = 0
  const pass: Gate['pass'] = async (request, send) => {
    await new Promise<void>(resolve => waiting.push(resolve))
    requests.push(request)
    running++
    try {
      return await send()
    } finally {
      running--
    }
  }
  const said: string[] = []
  const say = (text: string): void => {
    said.push(text)
  }
  const quiet = (): void => undefined
  const log: Log = { debug: quiet, info: quiet, notice: say, warning: say, secret: quiet, group: (_, body) => body() }
  const registry: RegistryClient = registryClient({
    credentials: () => Promise.resolve(undefined),
    log,
    tries: 1,
    insecure: new Set(),
    sleep: () => setImmediate()
  })
  const open: RegistryClient['open'] = (repository, rights) => gated(registry.open(repository, rights), name, { pass })
  const inputs = await readManifestInputs(reading(given), readContext({ GITHUB_SHA: commit }))
  let [error, ended]: [Error | undefined, boolean] = [undefined, false]
  void manifest(inputs, { registry: { ...registry, open }, log, journal: startJournal() })
    .catch((reason: unknown) => {
      error = reason instanceof Error ? reason : new Error(String(reason))
    })
    .finally(() => {
      ended = true
      registry.close()
    })
  /** A wave is complete once nothing comes for a moment. */
  const settle = async (): Promise<void> => {
    for (let seen = -1; !ended && (waiting.length === 0 || running > 0 || seen !== waiting.length);) {
      seen = waiting.length
      await delay(3)
    }
  }
  await settle()
  return {
    step: async () => {
      for (const go of waiting.splice(0)) go()
      await delay(1)
      await settle()
    },
    hasEnded: () => ended,
    error: () => error,
    said
  }
}

/**
 * Whether both jobs had their last look at a tag before either wrote it, so that none could see the other: registries
 * have no conditional writes, and no client can close this gap.
 */
export const isOpenGap = (requests: readonly TagRequest[], tag: string): boolean => {
  const own = requests.filter(request => request.tag === tag)
  const jobs = [...new Set(own.map(({ job }) => job))]
  const writes = own.flatMap(({ kind }, i) => (kind === 'write' ? [i] : []))
  return jobs.some(a =>
    jobs.some(b => {
      if (a === b) return false
      const ofA = writes.filter(i => own[i]?.job === a)
      const ofB = writes.filter(i => own[i]?.job === b)
      const lookBefore = (job: string, at: number): number =>
        own.findLastIndex((request, i) => i < at && request.job === job && request.kind !== 'write')
      return ofA.some(i => ofB.some(j => Math.max(lookBefore(a, i), lookBefore(b, j)) < Math.min(i, j)))
    })
  )
}
