import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../src/docker/temporary.js'
import { makeFolder } from '../support/folder.js'

test('a temporary folder is made where the runner empties, though that be missing', async () => {
  const folder = makeFolder('runner')
  try {
    const parent = join(folder.path, 'temp')
    const made = await temporaryFolder('docker', { RUNNER_TEMP: parent })
    expect(dirname(made)).toBe(parent)
    expect(basename(made)).toMatch(/^win-multiarch-docker-/)
  } finally {
    folder.remove()
  }
})

test.each([{}, { RUNNER_TEMP: '' }])("is made in the system's own without a runner (%o)", async env => {
  const made = await temporaryFolder('docker', env)
  await rm(made, { recursive: true })
  expect(dirname(made)).toBe(tmpdir())
})
