import { describe, expect, test } from 'vitest'

import { publish } from '../../src/registry/publish.js'
import { hold, isPending } from '../support/promises.js'
import { list, makeWorld, oldDigest, only, publishFailureOf } from '../support/publish-world.js'

describe('a publication that fails', () => {
  test('at its only tag changed none, and says why', async () => {
    const { policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { fails: { 'v2.7.0': 'the registry said no' } })
    const error = await publishFailureOf(publish(list, [tag('v2.7.0')], policy))
    expect(error.message).toBe('ghcr.io/org/app:v2.7.0 was not written: the registry said no. No tag was changed.')
    expect(error.cause).toMatchObject({ message: 'the registry said no' })
  })

  test('at one of several tags lists which name the new list and which the old one, and leaves latest alone', async () => {
    const { journal, policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { fails: { '2': 'immutable' } })
    const targets = [tag('v2.7.0'), tag('2', oldDigest), tag('2.7', oldDigest), tag('latest', oldDigest)]
    const { message } = await publishFailureOf(publish(list, targets, policy))
    expect(message).toBe(
      'ghcr.io/org/app:2 was not written: immutable. These tags name the new list: ghcr.io/org/app:v2.7.0, ghcr.io/org/app:2.7. These tags were not changed: ghcr.io/org/app:2, ghcr.io/org/app:latest. Run the job again to complete them.'
    )
    expect(only('PUT', journal)).not.toContain('ghcr.io/org/app:latest')
  })

  test('at latest lists the tags that were written before', async () => {
    const { policy, open } = makeWorld()
    const tag = open('ghcr.io/org/app', { fails: { latest: '503' } })
    const { message } = await publishFailureOf(publish(list, [tag('latest', oldDigest), tag('v2.7.0')], policy))
    expect(message).toBe(
      'ghcr.io/org/app:latest was not written: 503. These tags name the new list: ghcr.io/org/app:v2.7.0. These tags were not changed: ghcr.io/org/app:latest. Run the job again to complete them.'
    )
  })

  test('at several tags names the reason of each', async () => {
    const { policy, open } = makeWorld()
    const [ghcr, hub] = [open('ghcr.io/org/app', { fails: { v1: '403' } }), open('org/app', { fails: { v1: '429' } })]
    const { message } = await publishFailureOf(publish(list, [ghcr('v1'), hub('v1'), hub('v2')], policy))
    expect(message.split('\n').slice(0, 3)).toEqual([
      'Not all tags could be written:',
      '- ghcr.io/org/app:v1 was not written: 403.',
      '- org/app:v1 was not written: 429.'
    ])
  })

  test('does so only once every write has ended', async () => {
    const { journal, policy, open } = makeWorld()
    const slow = hold()
    const tag = open('ghcr.io/org/app', { fails: { v1: '403' }, slow: { v2: slow.promise } })
    const publishing = publishFailureOf(publish(list, [tag('v1'), tag('v2')], policy))
    expect(await isPending(publishing)).toBe(true)
    slow.resolve()
    const { message } = await publishing
    expect(only('DONE', journal)).toEqual(['ghcr.io/org/app:v2'])
    expect(message).toContain('These tags name the new list: ghcr.io/org/app:v2.')
  })

  test('to read a tag back does so only once latest is written, and reads it back too', async () => {
    const { journal, policy, open } = makeWorld()
    const slow = hold()
    const tag = open('ghcr.io/org/app', { overwritten: { v1: oldDigest }, slow: { latest: slow.promise } })
    const publishing = publishFailureOf(publish(list, [tag('v1'), tag('latest')], policy))
    expect(await isPending(publishing)).toBe(true)
    slow.resolve()
    const { message } = await publishing
    expect(message).toMatch(/- ghcr\.io\/org\/app:v1 was written as .*, and another job wrote/)
    expect(journal.slice(-2)).toEqual(['DONE ghcr.io/org/app:latest', 'HEAD ghcr.io/org/app:latest'])
  })
})

test('a tag that cannot be looked at is not written, nor what comes after it', async () => {
  const { journal, policy, open } = makeWorld()
  const tag = open('org/app', { unreadable: ['v1'] })
  const { message } = await publishFailureOf(publish(list, [tag('v1'), tag('v2'), tag('latest')], policy))
  expect(message).toBe('org/app:v1 was not written: no answer. No tag was changed.')
  expect(journal.filter(line => line.startsWith('PUT'))).toEqual([])
})

describe('a publication of which not all is known', () => {
  test('says of a lone tag only that it may have been written', async () => {
    const { policy, open } = makeWorld()
    const { message } = await publishFailureOf(publish(list, [open('org/app', { unsettled: ['v1'] })('v1')], policy))
    expect(message).toMatch(/^org\/app:v1 may have been written: .* Check what the tag names, and run the job again\.$/)
  })

  test('lists the tag neither among the new nor among the old ones', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app', { unsettled: ['v1'] })
    const { message } = await publishFailureOf(publish(list, [tag('v1'), tag('v2'), tag('latest', oldDigest)], policy))
    expect(message).toMatch(/^org\/app:v1 may have been written/)
    expect(message).toContain(
      ' These tags name the new list: org/app:v2. These tags were not changed: org/app:latest. Run the job again to complete them.'
    )
  })

  test('tells of the tag that reads back otherwise and of the one that was refused', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app', { overwritten: { 'v2.7.0': oldDigest }, fails: { latest: '500' } })
    const { message } = await publishFailureOf(
      publish(list, [tag('v2.7.0'), tag('v2'), tag('latest', oldDigest)], policy)
    )
    const [, readBack, refused, state] = message.split('\n')
    expect(readBack).toMatch(/^- org\/app:v2\.7\.0 was written as .*, and another job wrote/)
    expect(refused).toBe('- org/app:latest was not written: 500.')
    expect(state).toMatch(/new list: org\/app:v2\. These tags were not changed: org\/app:latest\. Run/)
  })

  test('tells which tags name the new list when only a read-back fails', async () => {
    const { policy, open } = makeWorld()
    const tag = open('org/app', { unreadable: ['v1.0.0'] })
    const { message } = await publishFailureOf(publish(list, [tag('v1.0.0'), tag('v2'), tag('latest')], policy))
    expect(message).toBe(
      'org/app:v1.0.0 was written, but could not be read back: no answer. Check what the tag names, and run the job again. These tags name the new list: org/app:v2, org/app:latest. Run the job again to complete them.'
    )
  })
})
