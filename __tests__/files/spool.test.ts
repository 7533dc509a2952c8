import { existsSync, rmSync } from 'node:fs'
import type * as files from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { withSpool } from '../../src/files/pack.js'

/** A scanner that never lets go. */
const busy = vi.hoisted(() => vi.fn<() => Promise<void> | undefined>())
vi.mock('node:fs/promises', async importOriginal => {
  const original = await importOriginal<typeof files>()
  return { ...original, rm: (...args: Parameters<typeof files.rm>) => busy() ?? original.rm(...args) }
})

test('a folder to work in is gone afterwards, whatever became of the work', async () => {
  let seen = ''
  const work = (folder: string): Promise<string> => Promise.resolve((seen = folder))
  expect(await withSpool('', work)).toBe(seen)
  expect(existsSync(seen)).toBe(false)
  await expect(withSpool('', folder => work(folder).then(() => Promise.reject(new Error('lost'))))).rejects.toThrow(
    'lost'
  )
  expect(existsSync(seen)).toBe(false)
})

test('a folder that cannot be removed changes nothing of what became of the work', async () => {
  busy.mockImplementation(() => Promise.reject(new Error('EBUSY: resource busy or locked')))
  const made: string[] = []
  const done = await withSpool('', folder => Promise.resolve(made.push(folder)))
  expect(done).toBe(1)
  const failing = withSpool('', folder => {
    made.push(folder)
    return Promise.reject(new Error('no room'))
  })
  await expect(failing).rejects.toThrow('no room')
  for (const folder of made) rmSync(folder, { recursive: true })
})
