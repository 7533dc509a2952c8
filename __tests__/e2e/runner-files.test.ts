import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ActionResult, runAction } from '../support/action.js'
import { makeToolFolder, pushBases, runAssemble, runTool, toolInputs, toolRepository } from '../support/assembly.js'
import type { Folder } from '../support/folder.js'
import { memoryOf } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry
let folder: Folder
beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
})
afterAll(() => registry.close())
beforeEach(() => {
  folder = makeToolFolder()
})
afterEach(() => {
  folder.remove()
})

const run = (env: Readonly<Record<string, string>>): Promise<ActionResult> => runTool(registry, folder, {}, env)
const tags = async (): Promise<readonly string[]> => [...(await registry.tags(toolRepository)).keys()]

describe('a file or folder of the runner', () => {
  test.each([
    // Nobody can write there.
    ['RUNNER_TEMP', '/proc', /no temporary folder can be made in '\/proc'.*No tag was changed/i],
    ['GITHUB_WORKSPACE', '/missing', /the workspace '\/missing' cannot be read.*GITHUB_WORKSPACE/],
    ['GITHUB_STATE', '/missing/state', /that GITHUB_STATE names cannot be written.*No tag was changed/]
  ])('that cannot be used is named before anything is written: %s', async (variable, path, text) => {
    const before = (await registry.writes(toolRepository)).length
    const result = await run({ [variable]: path })
    expect(result.exitCode).toBe(1)
    expect(result.errors).toEqual([expect.stringMatching(text)])
    expect((await registry.writes(toolRepository)).length).toBe(before)
  })

  test('that is missing when the work is done does not hide what was published', async () => {
    const result = await run({ GITHUB_OUTPUT: join(folder.path, 'missing') })
    expect(result.exitCode).toBe(1)
    const published = (await tags()).map(tag => `${registry.host}/${toolRepository}:${tag}`)
    expect(published).not.toEqual([])
    expect(result.errors).toEqual([expect.stringMatching(/that GITHUB_OUTPUT names cannot be written/)])
    for (const name of published) expect(result.errors[0]).toContain(name)
    expect(result.errors[0]).toContain('These tags were published nevertheless')
  })
})

describe.runIf(process.platform === 'linux')('an assemble that is cancelled', () => {
  test('leaves its layer to the post step, which removes it', async () => {
    const temporary = join(folder.path, 'temporary')
    mkdirSync(temporary)
    const env = { RUNNER_TEMP: temporary }
    memoryOf(registry).fault({ kind: 'upload-post', type: 'slow', ms: Infinity, times: Infinity })
    const cancel = new AbortController()
    const isPacked = (name: string): boolean => existsSync(join(temporary, name, 'layer-0.tar.gz'))
    const cancelWhenPacked = async (): Promise<void> => {
      while (!readdirSync(temporary).some(isPacked)) await sleep(20)
      cancel.abort()
    }
    const inputs = { image: `${registry.host}/${toolRepository}`, releases: 'ltsc2022', ...toolInputs, env: 'A=b' }
    const [result] = await Promise.all([
      runAssemble(registry, inputs, { cwd: folder.path, env, cancel: cancel.signal, cancelBy: 'SIGTERM' }),
      cancelWhenPacked()
    ])
    memoryOf(registry).clearFaults()
    expect(result.exitCode).toBe(143)
    expect(readdirSync(temporary)).toHaveLength(1)
    const post = await runAction({ inputs: {}, env, post: result.state })
    expect(post).toMatchObject({ exitCode: 0, errors: [] })
    expect(readdirSync(temporary)).toEqual([])
  })
})
