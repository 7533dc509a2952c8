import { describe, expect, test } from 'vitest'

import { digestOf, type Digest } from '../../src/oci/digest.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { formatReference, parseRepository } from '../../src/oci/reference.js'
import type { Content } from '../../src/oci/types.js'
import { publish, PublishError, stage } from '../../src/registry/publish.js'
import { connectionError } from '../../src/registry/errors.js'
import type { RepositoryClient } from '../../src/registry/repository.js'
import type { RetryPolicy } from '../../src/registry/retry.js'
import { settled } from '../../src/registry/settled.js'
import type { Target } from '../../src/registry/targets.js'
import { readRequest, socketError } from '../support/transport-stub.js'

const contentOf = (text: string): Content => {
  const bytes = new TextEncoder().encode(text)
  return { bytes, mediaType: mediaTypes.dockerList, digest: digestOf(bytes) }
}

const [list, oldDigest] = [contentOf('the new list'), digestOf('the old list')]

/** How a registry behaves for some tags. */
type Behaviour = {
  /** why a write fails */
  readonly fails?: Readonly<Record<string, string>>
  /** tags of which nobody can tell whether a write was done */
  readonly unsettled?: readonly string[]
  /** tags that cannot be read */
  readonly unreadable?: readonly string[]
  /** milliseconds until a write can be read */
  readonly lag?: number
  /** what another job writes under the tag right after */
  readonly overwritten?: Readonly<Record<string, Digest>>
  /** resolves before a write is answered */
  readonly slow?: Readonly<Record<string, Promise<unknown>>>
}

/** Registries with a clock, which the sleep of the policy moves on, and a journal of what was asked. */
const makeWorld = (): {
  journal: string[]
  logged: string[]
  slept: number[]
  policy: RetryPolicy
  open: (name: string, behaviour?: Behaviour) => (tag: string, current?: Digest) => Target
} => {
  const [journal, logged, slept]: [string[], string[], number[]] = [[], [], []]
  let now = 0
  const silent = (): undefined => undefined
  const info = (text: string): void => {
    logged.push(text)
  }
  const policy: RetryPolicy = {
    tries: 1,
    random: () => 0,
    log: { debug: silent, info, notice: silent, warning: silent, secret: silent, group: (_, body) => body() },
    sleep: ms => {
      slept.push(ms)
      now += ms
      return Promise.resolve()
    }
  }
  const open = (name: string, behaviour: Behaviour = {}) => {
    const { fails = {}, unsettled = [], unreadable = [], lag = 0, overwritten = {}, slow = {} } = behaviour
    const repository = parseRepository(name)
    const tags = new Map<
      string,
      { readonly digest: Digest; readonly from: number; readonly before: Digest | undefined }
    >()
    const nameOf = (identifier: string): string =>
      identifier.startsWith('sha256:') ? `${name}@digest` : formatReference({ ...repository, tag: identifier })
    const client = {
      repository,
      head: (tag: string) => {
        journal.push(`HEAD ${nameOf(tag)}`)
        if (unreadable.includes(tag)) return Promise.reject(new Error('no answer'))
        const held = tags.get(tag)
        return Promise.resolve(held !== undefined && now < held.from ? held.before : held?.digest)
      },
      put: async (identifier: string, content: Content) => {
        journal.push(`PUT ${nameOf(identifier)}`)
        await slow[identifier]
        const why = fails[identifier]
        if (why !== undefined) throw new Error(why)
        if (unsettled.includes(identifier))
          throw connectionError(readRequest(`https://${name}`), socketError('EPIPE')).asUnsettled()
        const digest = overwritten[identifier] ?? content.digest
        tags.set(identifier, { digest, from: now + lag, before: tags.get(identifier)?.digest })
        journal.push(`DONE ${nameOf(identifier)}`)
      }
    } as RepositoryClient
    return (tag: string, current?: Digest): Target => {
      if (current !== undefined) tags.set(tag, { digest: current, from: 0, before: undefined })
      return { client, tag, name: nameOf(tag), current, held: Promise.resolve(undefined), readAt: performance.now() }
    }
  }
  return { journal, logged, slept, policy, open }
}

const failureOf = async (work: Promise<unknown>): Promise<PublishError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason
  )
  expect(error).toBeInstanceOf(PublishError)
  return error as PublishError
}

const only = (kind: string, journal: readonly string[]): readonly string[] =>
  journal.filter(line => line.startsWith(kind)).map(line => line.slice(kind.length + 1))

describe('stage', () => {
  test('writes the list by digest, once into every repository, where several tags are to name it', async () => {
    const { journal, open } = makeWorld()
    const [ghcr, hub] = [open('ghcr.io/org/app'), open('org/app')]
    await stage(list, [ghcr('v2.7.0'), ghcr('latest', oldDigest), hub('v2.7.0'), hub('latest')])
    expect(only('PUT', journal)).toEqual(['ghcr.io/org/app@digest', 'org/app@digest'])
  })

  test('writes nothing where one tag takes the list, or none', async () => {
    const { journal, open } = makeWorld()
    const ghcr = open('ghcr.io/org/app')
    await stage(list, [ghcr('v2.7.0')])
    await stage(list, [ghcr('v2.7.0'), ghcr('latest', list.digest)])
    await stage(list, [ghcr('v2.7.0', list.digest), ghcr('latest', list.digest)])
    await stage(list, [])
    expect(journal).toEqual([])
  })

  test('fails with the reason of the registry, before any tag was touched', async () => {
    const { journal, open } = makeWorld()
    const ghcr = open('ghcr.io/org/app', { fails: { [list.digest]: 'MANIFEST_BLOB_UNKNOWN' } })
    await expect(stage(list, [ghcr('v2.7.0'), ghcr('latest')])).rejects.toThrow('MANIFEST_BLOB_UNKNOWN')
    expect(journal).toEqual(['PUT ghcr.io/org/app@digest'])
  })

  // No write may still be under way when the step has failed.
  test('fails only once every registry has answered', async () => {
    const { journal, open } = makeWorld()
    const slow = new Promise(resolve => setTimeout(resolve, 5))
    const ghcr = open('ghcr.io/org/app', { fails: { [list.digest]: '403' } })
    const hub = open('org/app', { slow: { [list.digest]: slow } })
    await expect(stage(list, [ghcr('v2.7.0'), hub('v2.7.0')])).rejects.toThrow('403')
    expect(only('DONE', journal)).toEqual(['org/app@digest'])
  })
})

describe('publish', () => {
  test('writes every tag, latest after the others are written, and reads each back', async () => {
    const { journal, logged, slept, policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app')
    const targets = [tag('latest', oldDigest), tag('v2.7.0'), tag('2.7', oldDigest)]
    const written = await publish(list, targets, policy)
    expect(written).toEqual(targets)
    expect(only('PUT', journal)).toEqual(['v2.7.0', '2.7', 'latest'].map(name => `ghcr.io/org/app:${name}`))
    expect(journal.indexOf('PUT ghcr.io/org/app:latest')).toBeGreaterThan(journal.indexOf('DONE ghcr.io/org/app:2.7'))
    for (const { tag: name } of targets) {
      const reading = journal.indexOf(`HEAD ghcr.io/org/app:${name}`)
      expect(reading).toBeGreaterThan(journal.indexOf(`DONE ghcr.io/org/app:${name}`))
    }
    expect(logged).toEqual(['latest', 'v2.7.0', '2.7'].map(name => `Published ghcr.io/org/app:${name}`))
    expect(slept).toEqual([])
  })

  test('does not write tags that name the list already, nor ask for them', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app')
    const targets = [tag('v2.7.0', list.digest), tag('2.7', oldDigest), tag('latest', list.digest)]
    expect(await publish(list, targets, policy)).toEqual([targets[1]])
    expect(journal.join()).not.toMatch(/v2\.7\.0|latest/)
    expect(await publish(list, [tag('v2.7.0', list.digest)], policy)).toEqual([])
    expect(await publish(list, [], policy)).toEqual([])
  })

  test('writes latest of every registry after the other tags of every registry', async () => {
    const { journal, policy, open } = makeWorld()
    const [ghcr, hub] = [open('ghcr.io/org/app'), open('org/app')]
    await publish(list, [ghcr('v1'), ghcr('latest'), hub('v1'), hub('latest')], policy)
    expect(only('PUT', journal)).toEqual([
      'ghcr.io/org/app:v1',
      'org/app:v1',
      'ghcr.io/org/app:latest',
      'org/app:latest'
    ])
  })

  test('asks again, ever more patiently, while the registry still shows the old list', async () => {
    const { slept, policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { lag: 10_000 })
    await publish(list, [tag('v2.7.0', oldDigest)], policy)
    expect(slept).toEqual([500, 1000, 2000, 4000, 8000])
  })

  test.each([20_000, 30_000])('waits for a registry that shows the new list after %i ms', async lag => {
    const { policy, open } = makeWorld()
    await publish(list, [open('ghcr.io/org/app', { lag })('v2.7.0', oldDigest)], policy)
  })

  test('gives up after 30 seconds at the latest, and says what is shown instead', async () => {
    const { slept, policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { lag: 60_000 })
    const { message } = await failureOf(publish(list, [tag('v2.7.0', oldDigest)], policy))
    expect(message).toContain(
      `ghcr.io/org/app:v2.7.0 was written as ${list.digest}, but the registry shows ${oldDigest}`
    )
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(30_000)
  })

  test('says that nothing is shown under a tag that is new', async () => {
    const { policy, open } = makeWorld()
    const { message } = await failureOf(publish(list, [open('org/app', { lag: 60_000 })('v2.7.0')], policy))
    expect(message).toContain('but the registry shows nothing under it after 30 s.')
  })

  test('tells of a tag that another job wrote at the same time, and what helps', async () => {
    const { policy, open } = makeWorld()
    const other = digestOf('the list of another job')
    const tag = open('ghcr.io/org/app', { overwritten: { '2.7': other } })
    const { message } = await failureOf(publish(list, [tag('2.7', oldDigest)], policy))
    expect(message).toContain(`the registry shows ${other}`)
    expect(message).toMatch(/another job.*'concurrency' group, and run this job again\.$/)
  })
})

describe('a tag that was read long ago', () => {
  const newer = digestOf('the list of a newer release')
  const longAgo = (target: Target): Target => ({ ...target, readAt: performance.now() - 11_000 })

  test('is read again before anything is written, all of them at once', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    const targets = [tag('v1'), tag('2', oldDigest), tag('latest', oldDigest)].map(longAgo)
    expect(await publish(list, targets, policy)).toEqual([
      expect.objectContaining({ tag: 'v1' }),
      expect.objectContaining({ tag: '2' }),
      expect.objectContaining({ tag: 'latest' })
    ])
    expect(journal.slice(0, 4)).toEqual(
      ['v1', '2', 'latest'].map(name => `HEAD org/app:${name}`).concat('PUT org/app:v1')
    )
  })

  test('and that another job has written keeps every tag from being written', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    const targets = [tag('v1'), { ...longAgo(tag('latest', newer)), current: oldDigest }]
    const { message } = await failureOf(publish(list, targets, policy))
    expect(message).toBe(
      `org/app:latest names ${newer} now, and named ${oldDigest} when this job looked: another job has written it meanwhile.\nNo tag was changed. Give the workflow a 'concurrency' group, and run this job again.`
    )
    expect(journal).toEqual(['HEAD org/app:latest'])
  })

  test('and is new, or gone, counts as written by another job too', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app')
    const targets = [
      { ...tag('v1', newer), current: undefined },
      { ...tag('v2'), current: oldDigest }
    ].map(longAgo)
    const { message } = await failureOf(publish(list, targets, policy))
    expect(message).toContain(`org/app:v1 names ${newer} now, and named nothing when`)
    expect(message).toContain(`org/app:v2 names nothing now, and named ${oldDigest} when`)
  })

  test('is left as it is where another job has written the same list', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    const target = { ...longAgo(tag('v1', list.digest)), current: oldDigest }
    expect(await publish(list, [target], policy)).toEqual([])
    expect(journal).toEqual(['HEAD org/app:v1'])
  })
})

describe('a publication that fails', () => {
  test('at its only tag changed none, and says why', async () => {
    const { policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { fails: { 'v2.7.0': 'the registry said no' } })
    const error = await failureOf(publish(list, [tag('v2.7.0')], policy))
    expect(error.message).toBe('ghcr.io/org/app:v2.7.0 was not written: the registry said no\nNo tag was changed.')
    expect(error.cause).toMatchObject({ message: 'the registry said no' })
  })

  test('at one of several tags lists which name the new list and which the old one, and leaves latest alone', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { fails: { '2': 'immutable' } })
    const targets = [tag('v2.7.0'), tag('2', oldDigest), tag('2.7', oldDigest), tag('latest', oldDigest)]
    const { message } = await failureOf(publish(list, targets, policy))
    expect(message.split('\n')).toEqual([
      'ghcr.io/org/app:2 was not written: immutable',
      'These tags name the new list: ghcr.io/org/app:v2.7.0, ghcr.io/org/app:2.7. The others still name what they did: ghcr.io/org/app:2, ghcr.io/org/app:latest. Run the job again to complete them.'
    ])
    expect(only('PUT', journal)).not.toContain('ghcr.io/org/app:latest')
  })

  test('at latest lists the tags that were written before', async () => {
    const { policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { fails: { latest: '503' } })
    const { message } = await failureOf(publish(list, [tag('latest', oldDigest), tag('v2.7.0')], policy))
    expect(message.split('\n')).toEqual([
      'ghcr.io/org/app:latest was not written: 503',
      'These tags name the new list: ghcr.io/org/app:v2.7.0. The others still name what they did: ghcr.io/org/app:latest. Run the job again to complete them.'
    ])
  })

  test('at several tags names the reason of each', async () => {
    const { policy, open } = makeWorld()
    const [ghcr, hub] = [open('ghcr.io/org/app', { fails: { v1: '403' } }), open('org/app', { fails: { v1: '429' } })]
    const { message } = await failureOf(publish(list, [ghcr('v1'), hub('v1'), hub('v2')], policy))
    expect(message.split('\n').slice(0, 2)).toEqual([
      'ghcr.io/org/app:v1 was not written: 403',
      'org/app:v1 was not written: 429'
    ])
  })

  test('does so only once every write has ended', async () => {
    const { journal, policy, open } = makeWorld()
    const slow = new Promise(resolve => setTimeout(resolve, 5))
    const tag = open('ghcr.io/org/app', { fails: { v1: '403' }, slow: { v2: slow } })
    const { message } = await failureOf(publish(list, [tag('v1'), tag('v2')], policy))
    expect(only('DONE', journal)).toEqual(['ghcr.io/org/app:v2'])
    expect(message).toContain('These tags name the new list: ghcr.io/org/app:v2.')
  })

  test('to read a tag back does so only once latest is written, and reads it back too', async () => {
    const { journal, policy, open } = makeWorld()
    const slow = new Promise(resolve => setTimeout(resolve, 5))
    const tag = open('ghcr.io/org/app', { overwritten: { v1: oldDigest }, slow: { latest: slow } })
    const { message } = await failureOf(publish(list, [tag('v1'), tag('latest')], policy))
    expect(message).toMatch(/^ghcr\.io\/org\/app:v1 was written as/)
    expect(journal.slice(-2)).toEqual(['DONE ghcr.io/org/app:latest', 'HEAD ghcr.io/org/app:latest'])
  })
})

describe('a publication of which not all is known', () => {
  test('says of a lone tag only that it may have been written', async () => {
    const { policy, open } = makeWorld()
    const { message } = await failureOf(publish(list, [open('org/app', { unsettled: ['v1'] })('v1')], policy))
    expect(message).toMatch(/^org\/app:v1 may have been written: .* Look at it, and run the job again\.$/)
  })

  test('lists the tag neither among the new nor among the old ones', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app', { unsettled: ['v1'] })
    const { message } = await failureOf(publish(list, [tag('v1'), tag('v2'), tag('latest', oldDigest)], policy))
    const [problem, state] = message.split('\n')
    expect(problem).toMatch(/^org\/app:v1 may have been written/)
    expect(state).toBe(
      'These tags name the new list: org/app:v2. The others still name what they did: org/app:latest. Run the job again to complete them.'
    )
  })

  test('tells of the tag that reads back otherwise and of the one that was refused', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app', { overwritten: { 'v2.7.0': oldDigest }, fails: { latest: '500' } })
    const { message } = await failureOf(publish(list, [tag('v2.7.0'), tag('v2'), tag('latest', oldDigest)], policy))
    const [readBack, refused, state] = message.split('\n')
    expect(readBack).toMatch(/^org\/app:v2\.7\.0 was written as .*, but the registry shows/)
    expect(refused).toBe('org/app:latest was not written: 500')
    expect(state).toMatch(/new list: org\/app:v2\. The others still name what they did: org\/app:latest\. Run/)
  })

  test('tells which tags name the new list when only a read-back fails', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app', { unreadable: ['v1'] })
    const { message } = await failureOf(publish(list, [tag('v1'), tag('v2'), tag('latest')], policy))
    expect(message.split('\n')).toEqual([
      'org/app:v1 was written, but could not be read back: no answer Look at it, and run the job again.',
      'These tags name the new list: org/app:v2, org/app:latest. Run the job again to complete them.'
    ])
  })
})

describe('settled', () => {
  test('gives the results in order, of what is no promise too', async () => {
    expect(await settled([Promise.resolve('a'), 2, undefined, Promise.resolve(null)])).toEqual([
      'a',
      2,
      undefined,
      null
    ])
    expect(await settled([])).toEqual([])
  })

  test('throws the first error by position, once everything has ended', async () => {
    const ended: string[] = []
    const after = (ms: number, name: string, fails: boolean): Promise<string> =>
      new Promise((resolve, reject) => {
        setTimeout(() => {
          ended.push(name)
          if (fails) reject(new Error(name))
          else resolve(name)
        }, ms)
      })
    await expect(settled([after(4, 'later', true), after(1, 'sooner', true), after(8, 'fine', false)])).rejects.toThrow(
      'later'
    )
    expect(ended).toEqual(['sooner', 'later', 'fine'])
  })
})
