import { describe, expect, test } from 'vitest'

import { abortable } from '../../src/common/abortable.js'
import { taskGroup } from '../../src/common/task-group.js'

const never = new Promise<never>(() => undefined)
const cancelled = new Error('cancelled')

describe('abortable', () => {
  test('hands on the result and the failure of the work', async () => {
    const { signal } = new AbortController()
    expect(await abortable(Promise.resolve(1), signal)).toBe(1)
    expect(await abortable(Promise.resolve(1), undefined)).toBe(1)
    await expect(abortable(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken')
  })

  test('stops waiting when the signal is aborted, with its reason', async () => {
    const controller = new AbortController()
    const waiting = abortable(never, controller.signal)
    controller.abort(cancelled)
    await expect(waiting).rejects.toBe(cancelled)
    await expect(abortable(Promise.resolve(1), controller.signal)).rejects.toBe(cancelled)
  })

  test('handles a failure that comes after the signal', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => {
      unhandled.push(reason)
    }
    process.on('unhandledRejection', note)
    try {
      let fail = (): void => undefined
      const work = new Promise<never>((_, reject) => {
        fail = () => {
          reject(new Error('late'))
        }
      })
      await expect(abortable(work, AbortSignal.abort(cancelled))).rejects.toBe(cancelled)
      fail()
      await new Promise(resolve => setImmediate(resolve))
    } finally {
      process.off('unhandledRejection', note)
    }
    expect(unhandled).toEqual([])
  })
})

describe('a group of tasks', () => {
  test('cancels the others with the first failure, which each of them fails with', async () => {
    const { signal, run } = taskGroup()
    const broken = new Error('broken')
    const waiting = run(() => abortable(never, signal))
    await expect(run(() => Promise.reject(broken))).rejects.toBe(broken)
    await expect(waiting).rejects.toBe(broken)
    expect(signal.reason).toBe(broken)
  })

  test('starts no task after a failure', async () => {
    const { run } = taskGroup()
    await run(() => Promise.reject(new Error('broken'))).catch(() => undefined)
    let started = false
    const late = run(() => {
      started = true
      return Promise.resolve()
    })
    await expect(late).rejects.toThrow('broken')
    expect(started).toBe(false)
  })

  test('is cancelled by the outer signal, before it begins and later', async () => {
    const controller = new AbortController()
    const { signal, run } = taskGroup(controller.signal)
    const waiting = run(() => abortable(never, signal))
    controller.abort(cancelled)
    await expect(waiting).rejects.toBe(cancelled)
    await expect(taskGroup(controller.signal).run(() => Promise.resolve(1))).rejects.toBe(cancelled)
  })

  test('gives the results of its tasks', async () => {
    const { run, signal } = taskGroup(new AbortController().signal)
    expect(await Promise.all([run(() => Promise.resolve(1)), run(() => Promise.resolve('a'))])).toEqual([1, 'a'])
    expect(signal.aborted).toBe(false)
  })
})
