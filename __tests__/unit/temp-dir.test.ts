import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { withTempDir } from '../../src/runner/temp-dir.js'
import { makeFolder } from '../support/folder.js'

/** A scanner that never lets go. */
const busy = vi.hoisted(() => vi.fn<() => Promise<void> | undefined>())
vi.mock('node:fs/promises', async importOriginal => {
  const original = await importOriginal<typeof files>()
  return { ...original, rm: (...args: Parameters<typeof files.rm>) => busy() ?? original.rm(...args) }
})
afterEach(() => busy.mockReset())

const fail = (): Promise<never> => Promise.reject(new Error('no room'))

test('a temporary folder is below RUNNER_TEMP, even where that does not exist yet', async () => {
  const runner = makeFolder('runner')
  try {
    const parent = join(runner.path, 'temp')
    const made = await withTempDir('docker', path => Promise.resolve(path), { RUNNER_TEMP: parent })
    expect(dirname(made)).toBe(parent)
    expect(basename(made)).toMatch(/^win-multiarch-docker-\w+$/)
  } finally {
    runner.remove()
  }
})

test.each([{}, { RUNNER_TEMP: '' }])("is below the system's folder without a runner (%o)", async env => {
  expect(dirname(await withTempDir('docker', path => Promise.resolve(path), env))).toBe(tmpdir())
})

test('is removed with everything in it, whether the work succeeds or fails', async () => {
  const runner = makeFolder('runner')
  const env = { RUNNER_TEMP: runner.path }
  const fill = (path: string): number => {
    writeFileSync(join(path, 'file'), '')
    return readdirSync(runner.path).length
  }
  try {
    expect(await withTempDir('a', path => Promise.resolve(fill(path)), env)).toBe(1)
    await expect(withTempDir('b', path => Promise.resolve(fill(path)).then(fail), env)).rejects.toThrow('no room')
    expect(readdirSync(runner.path)).toEqual([])
  } finally {
    runner.remove()
  }
})

test('that cannot be removed does not change the outcome of the work', async () => {
  busy.mockImplementation(() => Promise.reject(new Error('EBUSY: resource busy or locked')))
  const kept: string[] = []
  expect(await withTempDir('a', path => Promise.resolve(kept.push(path)))).toBe(1)
  const failing = withTempDir('b', path => {
    kept.push(path)
    return fail()
  })
  await expect(failing).rejects.toThrow('no room')
  expect(kept.filter(existsSync)).toEqual(kept)
  for (const path of kept) rmSync(path, { recursive: true })
})
