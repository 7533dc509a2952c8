import { expect, test } from 'vitest'
import { runAction } from '../support/action.js'

test('a plan comes out as a matrix, without a registry, a login or the name of an image', async () => {
  const releases = 'ltsc2019, ltsc2022, ltsc2025, linux-amd64'
  const result = await runAction({ inputs: { mode: 'plan', releases }, env: { HTTPS_PROXY: 'http://127.0.0.1:9' } })
  expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
  const { matrix = '', ...outputs } = result.outputs
  expect(JSON.parse(matrix)).toEqual({
    include: [
      { release: 'ltsc2022', runner: 'windows-2022', isolation: 'process' },
      { release: 'ltsc2025', runner: 'windows-2025', isolation: 'process' },
      { release: 'linux-amd64', runner: 'ubuntu-24.04', isolation: 'auto' }
    ]
  })
  expect(outputs).toMatchObject({ 'rebase-releases': 'ltsc2019', releases: 'ltsc2022,ltsc2025,linux-amd64,ltsc2019' })
  // A job output in which a masked text stands is dropped by the runner, and image names often hold one.
  expect(JSON.stringify(result.outputs)).not.toContain('org/app')
  expect(result.summary).toContain('| ltsc2019 |')
  expect(result.notices).toEqual([expect.stringContaining('ltsc2019 is not built')])
})

test('a plan takes no input that is about an image', async () => {
  const result = await runAction({ inputs: { mode: 'plan', releases: 'ltsc2022', image: 'ghcr.io/org/app' } })
  expect(result.exitCode).toBe(1)
  expect(result.errors).toEqual([expect.stringContaining("Input 'image' does not apply to mode 'plan'.")])
})
