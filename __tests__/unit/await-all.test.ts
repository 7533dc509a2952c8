import { describe, expect, test } from 'vitest'

import { awaitAll } from '../../src/common/await-all.js'

describe('awaitAll', () => {
  test('gives the results in order, of what is no promise too', async () => {
    expect(await awaitAll([Promise.resolve('a'), 2, undefined, Promise.resolve(null)])).toEqual([
      'a',
      2,
      undefined,
      null
    ])
    expect(await awaitAll([])).toEqual([])
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
    await expect(
      awaitAll([after(4, 'later', true), after(1, 'sooner', true), after(8, 'fine', false)])
    ).rejects.toThrow('later')
    expect(ended).toEqual(['sooner', 'later', 'fine'])
  })
})
