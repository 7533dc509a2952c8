import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'
import { runAction } from '../support/action.js'
import { makeFolder } from '../support/folder.js'

const inputs = { mode: 'plan', releases: 'ltsc2022' }
const env = { GITHUB_ACTION_REPOSITORY: 'org/win-multiarch' }

describe('a step that fails', () => {
  test('with what the code does not expect says that it is a bug, with the form and the stack', async () => {
    const folder = makeFolder('unexpected')
    const script = join(folder.path, 'broken.cjs')
    // The outputs of a plan are JSON.
    writeFileSync(script, "JSON.stringify = () => { throw new TypeError('broken on purpose') }\n")
    const result = await runAction({ inputs, env: { ...env, NODE_OPTIONS: `--require=${script}` }, mayHaveBug: true })
    folder.remove()
    expect(result.exitCode).toBe(1)
    expect(result.errors).toEqual([
      expect.stringMatching(
        /^broken on purpose\nThis is a bug .*: https:\/\/github\.com\/org\/win-multiarch\/issues\/new\?template=bug\.yml$/
      )
    ])
    expect(result.stdout).toMatch(/^::error title=Unexpected error::/m)
    expect(result.log).toMatch(/^TypeError: broken on purpose\n +at /m)
  })

  test('by a refusal says neither', async () => {
    const result = await runAction({ inputs: { ...inputs, releases: 'ltsc1999' }, env })
    expect(result).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("'ltsc1999'") as string] })
    expect(result.stdout.replace(/^::debug::.*$/gm, '')).not.toMatch(/bug|Unexpected|^ +at /m)
  })
})
