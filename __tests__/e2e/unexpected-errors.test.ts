import { describe, expect, test } from 'vitest'
import { runAction } from '../support/action.js'

const inputs = { mode: 'plan', releases: 'ltsc2022' }
const env = { GITHUB_ACTION_REPOSITORY: 'org/win-multiarch' }

describe('a step that fails', () => {
  // The file of the outputs is missing, which no runner does.
  test('with what nobody has thought of says that it is a bug, with the form and the stack', async () => {
    const result = await runAction({ inputs, env: { ...env, GITHUB_OUTPUT: '/nowhere/output' }, mayHaveBug: true })
    expect(result.exitCode).toBe(1)
    expect(result.errors).toEqual([
      expect.stringMatching(
        /^Missing file at path: \/nowhere\/output\nThis is a bug .*: https:\/\/github\.com\/org\/win-multiarch\/issues\/new\?template=bug\.yml$/
      )
    ])
    expect(result.stdout).toMatch(/^::error title=Unexpected error::/m)
    expect(result.stdout).toMatch(/^Error: Missing file at path.*\n +at .*index\.js/m)
  })

  test('by a refusal says neither', async () => {
    const result = await runAction({ inputs: { ...inputs, releases: 'ltsc1999' }, env })
    expect(result).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("'ltsc1999'") as string] })
    expect(result.stdout.replace(/^::debug::.*$/gm, '')).not.toMatch(/bug|Unexpected|^ +at /m)
  })
})
