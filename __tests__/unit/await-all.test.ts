import { describe, expect, test } from 'vitest'

import { awaitAll } from '../../src/common/await-all.js'
import { hold, isPending } from '../support/promises.js'

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
    const [first, second, third] = [hold(), hold(), hold()]
    const all = awaitAll([first.promise, second.promise, third.promise])
    second.reject(new Error('second'))
    expect(await isPending(all)).toBe(true)
    first.reject(new Error('first'))
    expect(await isPending(all)).toBe(true)
    third.resolve()
    await expect(all).rejects.toThrow('first')
  })
})
