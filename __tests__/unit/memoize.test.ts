import { describe, expect, test } from 'vitest'

import { memoize } from '../../src/common/memoize.js'

describe('memoize', () => {
  /** Work that counts its calls, and fails for as long as `failing` says so. */
  const counted = (failing: () => boolean): { work: (key: string) => Promise<string>; calls: string[] } => {
    const calls: string[] = []
    return {
      calls,
      work: key => {
        calls.push(key)
        return failing() ? Promise.reject(new Error(`no ${key}`)) : Promise.resolve(`${key}!`)
      }
    }
  }

  const identity = (key: string): string => key

  test('does the work once for each key, also for calls at the same time', async () => {
    const { work, calls } = counted(() => false)
    const shared = memoize(identity, work)
    expect(await Promise.all([shared('a'), shared('a'), shared('b')])).toEqual(['a!', 'a!', 'b!'])
    expect(await shared('a')).toBe('a!')
    expect(calls).toEqual(['a', 'b'])
  })

  test('gives all arguments to the work, and tells calls apart by the key alone', async () => {
    const shared = memoize(
      (...[name]: readonly [name: string, size: number]) => name,
      (name, size) => Promise.resolve(`${name} ${size}`)
    )
    expect(await shared('a', 1)).toBe('a 1')
    expect(await shared('a', 2)).toBe('a 1')
  })

  test('shares a failure with the calls that wait for it, and forgets it then', async () => {
    let failing = true
    const { work, calls } = counted(() => failing)
    const shared = memoize(identity, work)
    const results = await Promise.allSettled([shared('a'), shared('a')])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(calls).toEqual(['a'])
    failing = false
    expect(await shared('a')).toBe('a!')
    expect(calls).toEqual(['a', 'a'])
  })

  test('keeps what other keys have when one fails', async () => {
    const { work, calls } = counted(() => calls.at(-1) === 'bad')
    const shared = memoize(identity, work)
    await shared('good')
    await expect(shared('bad')).rejects.toThrow('no bad')
    await shared('good')
    expect(calls).toEqual(['good', 'bad'])
  })

  test('lets no failure go unhandled that its caller handles', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => {
      unhandled.push(reason)
    }
    process.on('unhandledRejection', note)
    try {
      const shared = memoize(identity, counted(() => true).work)
      await shared('a').catch(() => undefined)
      await new Promise(resolve => setImmediate(resolve))
    } finally {
      process.off('unhandledRejection', note)
    }
    expect(unhandled).toEqual([])
  })

  test('shares what is not a promise too', () => {
    const shared = memoize(identity, name => ({ name }))
    expect(shared('a')).toBe(shared('a'))
    expect(shared('b')).toEqual({ name: 'b' })
  })

  test('forgets a result when told to, but not the newer one that has taken its place', async () => {
    const { work, calls } = counted(() => false)
    const shared = memoize(identity, work)
    const first = shared('a')
    shared.forget(first)
    const second = shared('a')
    shared.forget(first)
    expect(shared('a')).toBe(second)
    await Promise.all([first, second])
    expect(calls).toEqual(['a', 'a'])
  })
})
