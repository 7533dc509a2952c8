import { describe, expect, test } from 'vitest'

import { RefusedError } from '../../src/common/refused-error.js'
import { PublishError } from '../../src/registry/publish-error.js'
import { failureSummary } from '../../src/report/failure-summary.js'
import { startJournal } from '../../src/report/journal.js'
import { hold } from '../support/promises.js'

const failed = { error: new Error('x'), message: 'It failed:\n- One.' }

describe('the summary of a failure', () => {
  test('says what was not published, the state of images, and the error as it was printed', () => {
    const journal = startJournal()
    journal.plan(['a:1', 'a:2'])
    journal.note('a:1-x', 'missing')
    journal.note('a:1-y', 'found')
    journal.note('a:1-x', 'found')
    expect(failureSummary('manifest', journal.read(), failed)).toBe(
      [
        '### Not published: `a:1`, `a:2`',
        'No tag was changed.',
        '| Image | State |\n| --- | --- |\n| `a:1-x` | found |\n| `a:1-y` | found |',
        '```text\nIt failed:\n- One.\n```',
        ''
      ].join('\n\n')
    )
  })

  test('says what was published before', () => {
    const journal = startJournal()
    journal.plan(['a:1', 'a:2'])
    journal.published(['a:1'])
    const summary = failureSummary('build', journal.read(), failed)
    expect(summary).toMatch(/^### Not published: `a:2`\n\nPublished before the failure: `a:1`\.\n\nUnchanged: `a:2`\./)
  })

  test('says of tags what the error of publishing says', () => {
    const journal = startJournal()
    journal.plan(['a:1', 'a:2', 'a:3'])
    const error = new PublishError({ what: 'x' }, { written: ['a:1'], unchanged: ['a:3'] })
    const summary = failureSummary('manifest', journal.read(), { error, message: 'x' })
    expect(summary).toMatch(
      /^### Not published: `a:2`, `a:3`\n\nPublished before the failure: `a:1`\.\n\nUnchanged: `a:3`\.\n/
    )
  })

  test('has no tags of a mode that publishes none, and a heading for every mode', () => {
    const facts = startJournal().read()
    expect(failureSummary('check', facts, failed)).toMatch(/^### Not checked\n\n```/)
    expect(failureSummary('plan', facts, failed)).toMatch(/^### Not planned\n\n```/)
    expect(failureSummary(undefined, facts, failed)).toMatch(/^### Not published\n\nNo tag was changed\./)
  })

  test('fences the error by more ticks than it has', () => {
    const message = 'a ```` b'
    expect(failureSummary('plan', startJournal().read(), { ...failed, message })).toContain(
      '`````text\na ```` b\n`````'
    )
  })
})

test('a journal takes the state from the result, and drops what is not to be listed', async () => {
  const journal = startJournal()
  const state = (result: number): string | undefined => (result === 1 ? 'one' : undefined)
  for (const [name, result] of [
    ['a', 1],
    ['b', 2]
  ] as const)
    await journal.follow(name, state, Promise.resolve(result))
  expect([...journal.read().states]).toEqual([['a', 'one']])
})

test('a journal has work in the order in which it was started', async () => {
  const journal = startJournal()
  const slow = hold<number>()
  const following = [journal.follow('a', 'done', slow.promise), journal.follow('b', 'done', Promise.resolve(2))]
  await following[1]
  expect([...journal.read().states]).toEqual([
    ['a', 'not finished'],
    ['b', 'done']
  ])
  slow.resolve(1)
  await following[0]
  expect([...journal.read().states]).toEqual([
    ['a', 'done'],
    ['b', 'done']
  ])
})

test('a journal follows work to its end', async () => {
  const journal = startJournal()
  expect(await journal.follow('a', 'done', Promise.resolve(1))).toBe(1)
  await expect(journal.follow('b', 'done', Promise.reject(new RefusedError([{ what: 'No' }])))).rejects.toThrow('No.')
  await expect(journal.follow('c', 'done', Promise.reject(new Error('503')))).rejects.toThrow('503')
  expect([...journal.read().states]).toEqual([
    ['a', 'done'],
    ['b', 'refused'],
    ['c', 'failed']
  ])
})
