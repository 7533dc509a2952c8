import { describe, expect, test } from 'vitest'

import { UserError } from '../../src/common/user-error.js'
import { digestOf, type Digest } from '../../src/oci/digest.js'
import { mediaTypes } from '../../src/oci/media-types.js'
import { publish, stage } from '../../src/registry/publish.js'
import { readBack } from '../../src/registry/read-back.js'
import type { Target } from '../../src/registry/targets.js'
import { contentOf } from '../support/documents.js'
import { hold, isPending } from '../support/promises.js'
import { list, makeWorld, oldDigest, only, publishFailureOf } from '../support/publish-world.js'

describe('stage', () => {
  test('writes the list by digest, once into every repository, where several tags are to name it', async () => {
    const { journal, registry, open } = makeWorld()
    const [ghcr, hub] = [open('ghcr.io/org/app'), open('org/app')]
    await stage(list, [ghcr('v2.7.0'), ghcr('latest', oldDigest), hub('v2.7.0'), hub('latest')], registry)
    expect(only('PUT', journal)).toEqual(['ghcr.io/org/app@digest', 'org/app@digest'])
  })

  test('writes nothing where one tag takes the list, or none', async () => {
    const { journal, registry, open } = makeWorld()
    const ghcr = open('ghcr.io/org/app')
    await stage(list, [ghcr('v2.7.0')], registry)
    await stage(list, [ghcr('v2.7.0'), ghcr('latest', list.digest)], registry)
    await stage(list, [ghcr('v2.7.0', list.digest), ghcr('latest', list.digest)], registry)
    await stage(list, [], registry)
    expect(journal).toEqual([])
  })

  test('fails with the reason of the registry, before any tag was touched', async () => {
    const { journal, registry, open } = makeWorld()
    const ghcr = open('ghcr.io/org/app', { fails: { [list.digest]: 'MANIFEST_BLOB_UNKNOWN' } })
    await expect(stage(list, [ghcr('v2.7.0'), ghcr('latest')], registry)).rejects.toThrow('MANIFEST_BLOB_UNKNOWN')
    expect(only('PUT', journal)).toEqual(['ghcr.io/org/app@digest'])
  })

  // No write may still be under way when the step has failed.
  test('fails only once every registry has answered', async () => {
    const { journal, registry, open } = makeWorld()
    const slow = hold()
    const ghcr = open('ghcr.io/org/app', { fails: { [list.digest]: '403' } })
    const hub = open('org/app', { slow: { [list.digest]: slow.promise } })
    const staging = stage(list, [ghcr('v2.7.0'), hub('v2.7.0')], registry)
    expect(await isPending(staging)).toBe(true)
    slow.resolve()
    await expect(staging).rejects.toThrow('403')
    expect(only('DONE', journal)).toEqual(['org/app@digest'])
  })
})

test('stage looks at the tags beside its writes, except at latest', async () => {
  const { journal, registry, open } = makeWorld()
  const tag = open('org/app')
  const targets = [tag('v2.7.0', oldDigest), tag('2'), tag('edge', list.digest), tag('latest', oldDigest)]
  const looks = await stage(list, targets, registry)
  expect([...looks]).toEqual([
    [targets[0], oldDigest],
    [targets[1], undefined]
  ])
  expect(journal.slice(0, 3).sort()).toEqual(['HEAD org/app:2', 'HEAD org/app:v2.7.0', 'PUT org/app@digest'])
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
    const at = (line: string): number => journal.lastIndexOf(line)
    for (const { tag: name } of targets)
      expect(at(`HEAD ghcr.io/org/app:${name}`)).toBeGreaterThan(at(`DONE ghcr.io/org/app:${name}`))
    // It need not wait for what is only looked at.
    expect(at('PUT ghcr.io/org/app:latest')).toBeLessThan(at('HEAD ghcr.io/org/app:2.7'))
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
    const { message } = await publishFailureOf(publish(list, [tag('v2.7.0', oldDigest)], policy))
    expect(message).toContain(
      `ghcr.io/org/app:v2.7.0 was written as ${list.digest}, but the registry shows ${oldDigest}`
    )
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(30_000)
  })

  test('says that nothing is shown under a tag that is new', async () => {
    const { policy, open } = makeWorld()
    const { message } = await publishFailureOf(publish(list, [open('org/app', { lag: 60_000 })('v2.7.0')], policy))
    expect(message).toContain('but the registry shows nothing under it after 30 s.')
  })

  test('looks at floating tags right before it writes them, at latest beside the writes of the others', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    await publish(list, [tag('v2.7.0'), tag('2', oldDigest), tag('latest', oldDigest)], policy)
    const lines = journal.filter(line => !line.startsWith('DONE')).map(line => line.replace('org/app:', ''))
    expect(lines.slice(0, 5)).toEqual(['HEAD 2', 'PUT v2.7.0', 'PUT 2', 'HEAD latest', 'PUT latest'])
  })

  test('uses what was seen while the list was staged, once', async () => {
    const { journal, policy, registry, open } = makeWorld()
    const tag = open('org/app')
    const targets = [tag('v2.7.0'), tag('2', oldDigest)]
    const looks = await stage(list, targets, registry)
    journal.length = 0
    await publish(list, targets, policy, { looks })
    expect(journal[0]).toBe('PUT org/app:v2.7.0')
  })

  test('tells of a tag that another job wrote at the same time, and what helps', async () => {
    const { policy, open } = makeWorld()
    const other = digestOf('the list of another job')
    const tag = open('ghcr.io/org/app', { overwritten: { '2.7': other } })
    const { message } = await publishFailureOf(publish(list, [tag('2.7', oldDigest)], policy))
    expect(message).toContain(
      `Another job has written these tags meanwhile:\n- ghcr.io/org/app:2.7 was written as ${list.digest}, and another job wrote ${other} after it.`
    )
    expect(message).not.toContain('No tag was changed')
    expect(message).toMatch(/'concurrency' group, and run this job again\.$/)
  })

  test('reads what a digest is that is neither the old nor the new one, once', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { overwritten: { '2.7': digestOf('the list of another job') } })
    await publishFailureOf(publish(list, [tag('2.7', oldDigest)], policy))
    expect(only('GET', journal)).toEqual(['ghcr.io/org/app:2.7'])
    // One moment may be that of a replica that is behind: it is looked at twice.
    expect(only('HEAD', journal)).toHaveLength(3)
  })

  test('goes by the content where the digest of a tag is shown wrong', async () => {
    const { slept, policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { shown: { '2.7': digestOf('something else') } })
    await publish(list, [tag('2.7', oldDigest)], policy)
    expect(slept).toEqual([])
  })

  test('says at once that the registry changed what it stored', async () => {
    const { slept, policy, open } = makeWorld()
    const sent = contentOf(mediaTypes.dockerList, '{"manifests":[],"schemaVersion":2}')
    const stored = contentOf(mediaTypes.dockerList, '{ "schemaVersion": 2, "manifests": [] }')
    const tag = open('ghcr.io/org/app', { rewritten: { '2.7': stored } })
    const { message } = await publishFailureOf(publish(sent, [tag('2.7', oldDigest)], policy))
    expect(message).toContain(
      `ghcr.io/org/app:2.7 was written, but the registry changed it: it names ${stored.digest} instead of ${sent.digest}. The registry, or a proxy`
    )
    expect(slept).toEqual([])
  })
})

describe('a tag that another job writes meanwhile', () => {
  const other = digestOf('the list of another job')

  /** A tag that names something else than when it was read. */
  const moved = (target: Target): Target => ({ ...target, current: oldDigest })

  test('is read again, and written where it is judged so', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    const targets = [tag('v1.0.0'), moved(tag('latest', other))]
    const seen: (Digest | undefined)[] = []
    const written = await publish(list, targets, policy, {
      reconsider: known => {
        seen.push(known.get('org/app:v1.0.0')?.current, known.get('org/app:latest')?.current)
        return Promise.resolve([...known.values()].map(target => ({ target, content: list })))
      }
    })
    expect(seen).toEqual([list.digest, other])
    expect(written.map(({ tag: name }) => name)).toEqual(['v1.0.0', 'latest'])
    expect(only('PUT', journal)).toEqual(['org/app:v1.0.0', 'org/app:latest'])
  })

  test('stays where it is judged so', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    const written = await publish(list, [tag('v1.0.0'), moved(tag('latest', other))], policy, {
      reconsider: () => Promise.resolve([])
    })
    expect(written.map(({ tag: name }) => name)).toEqual(['v1.0.0'])
    expect(only('PUT', journal)).toEqual(['org/app:v1.0.0'])
  })

  test('fails the step where it is that of a version, before anything is written', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    const { message } = await publishFailureOf(
      publish(list, [moved(tag('v1.0.0', other)), tag('2', oldDigest)], policy, {
        looksAtAll: true,
        reconsider: () => Promise.resolve([])
      })
    )
    expect(message).toContain(`org/app:v1.0.0 names ${other} now, and named ${oldDigest} when this job read it`)
    expect(only('PUT', journal)).toEqual([])
  })

  test('and that cannot be judged fails the step with what was written', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app')
    const error = await publishFailureOf(
      publish(list, [tag('v1.0.0'), moved(tag('latest', other))], policy, {
        reconsider: () => Promise.reject(new UserError({ what: 'it cannot stand', remedy: 'Remove it' }))
      })
    )
    expect(error.message).toBe(
      'It cannot stand. Remove it. These tags name the new list: org/app:v1.0.0. These tags were not changed: org/app:latest. Run the job again to complete them.'
    )
    expect(error.tags).toEqual({ written: ['org/app:v1.0.0'], unchanged: ['org/app:latest'] })
  })

  test('again and again fails the step after three rounds', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    let rounds = 0
    await publishFailureOf(
      publish(list, [moved(tag('latest', other))], policy, {
        reconsider: known => {
          rounds++
          return Promise.resolve([...known.values()].map(target => ({ target: moved(target), content: list })))
        }
      })
    )
    expect(rounds).toBe(2)
    expect(only('PUT', journal)).toEqual([])
  })
})

describe('a tag that docker pushed', () => {
  const pushed = digestOf('the image that docker pushed')
  const failureWith = async (stored: readonly Digest[]): Promise<string> => {
    const { policy, open } = makeWorld()
    const { client } = open('org/app', {
      shown: { v1: oldDigest, ...Object.fromEntries(stored.map(one => [one, one])) }
    })('v1')
    return (await publishFailureOf(readBack(client, 'v1', { digest: pushed }, policy))).message
  }

  test('and whose digest the registry does not have was changed by the registry', async () => {
    expect(await failureWith([])).toContain(
      `org/app:v1 was written, but the registry changed it: it names ${oldDigest} instead of ${pushed}.`
    )
  })

  test('and whose digest the registry has was written by another job', async () => {
    expect(await failureWith([pushed])).toContain('If another job writes the same tag')
  })
})

describe('a tag that was read long ago', () => {
  const newer = digestOf('the list of a newer release')
  const longAgo = (target: Target): Target => ({ ...target, readAt: performance.now() - 11_000 })

  test('is looked at again before it is written, also that of a version', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    const targets = [tag('v1'), tag('2', oldDigest), tag('latest', oldDigest)].map(longAgo)
    expect(await publish(list, targets, policy)).toEqual([
      expect.objectContaining({ tag: 'v1' }),
      expect.objectContaining({ tag: '2' }),
      expect.objectContaining({ tag: 'latest' })
    ])
    expect(journal.slice(0, 3)).toEqual(['HEAD org/app:v1', 'HEAD org/app:2', 'PUT org/app:v1'])
  })

  test('and that another job has written keeps every tag from being written', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('org/app')
    const targets = [{ ...longAgo(tag('v1', newer)), current: oldDigest }, tag('latest', oldDigest)]
    const { message, tags } = await publishFailureOf(publish(list, targets, policy))
    expect(message).toBe(
      `Another job has written these tags meanwhile:\n- org/app:v1 names ${newer} now, and named ${oldDigest} when this job read it.\nNo tag was changed. Give the workflow a 'concurrency' group, and run this job again.`
    )
    expect(tags).toEqual({ written: [], unchanged: ['org/app:latest'] })
    expect(journal).toEqual(['HEAD org/app:v1', 'GET org/app:v1'])
  })

  test('and is new, or gone, counts as written by another job too', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app')
    const targets = [
      { ...tag('v1', newer), current: undefined },
      { ...tag('v2'), current: oldDigest }
    ].map(longAgo)
    const { message } = await publishFailureOf(publish(list, targets, policy))
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
