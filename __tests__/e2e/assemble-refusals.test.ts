import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { makeToolFolder, pushBases, runTool, toolRepository } from '../support/assembly.js'
import type { Folder } from '../support/folder.js'
import { pushImage, readFixture } from '../support/images.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let folder: Folder
beforeEach(() => {
  folder = makeToolFolder()
})
afterEach(() => {
  folder.remove()
})

describe('mode assemble', () => {
  let registry: TestRegistry
  beforeAll(async () => {
    registry = await memoryTestRegistry()
    await pushBases(registry)
  })
  afterAll(() => registry.close())

  const run = (inputs: Readonly<Record<string, string>>): Promise<ActionResult> => runTool(registry, folder, inputs)

  test.each([
    [{ files: '' }, "Input 'files' is required"],
    [{ files: 'dist' }, "Input 'files': the line 'dist' is not of the form"],
    [{ files: '../x => C:/app' }, "'../x' is outside the workspace"],
    [{ files: 'missing => C:/app' }, "'missing' cannot be read. Create it before this step"],
    [{ files: 'dist/*.exe => C:/app' }, "'dist/*.exe' cannot be read. Name the folder instead of a pattern."],
    [{ files: 'dist => D:/app' }, "'D:/app' is on drive D:"],
    [{ files: 'dist => C:/app\nLICENSE.txt => C:/APP/app.exe' }, 'differ only in case'],
    [{ files: 'dist => C:/app\nLICENSE.txt => C:/app/app.exe' }, 'C:\\app\\app.exe is two files'],
    [{ releases: '' }, "Input 'releases' is required"],
    [{ releases: 'linux-amd64' }, 'linux-amd64 is not Windows'],
    [{ 'base-image': '' }, "Input 'base-image' is required"],
    [{ entrypoint: 'C:/app.exe' }, "Input 'entrypoint': 'C:/app.exe' is not a JSON array"],
    [{ cmd: '[1]' }, "Input 'cmd'"],
    [{ expose: '0' }, "Input 'expose': '0' is not a port"],
    [{ expose: '80/sctp' }, "Input 'expose'"],
    [{ workdir: 'C:/con' }, "Input 'workdir'"],
    [{ env: 'no equals' }, "Input 'env'"],
    [{ releases: 'ltsc2016' }, 'the base for ltsc2016, does not exist']
  ])('refuses %j before anything is written', async (inputs, why) => {
    const before = (await registry.writes(toolRepository)).length
    const result = await run(inputs)
    expect(result.exitCode).toBe(1)
    expect(result.errors).toEqual([expect.stringContaining(why)])
    expect((await registry.writes(toolRepository)).slice(before)).toEqual([])
  })

  test('refuses a link to the repository, in which checkout leaves a token, and names it', async () => {
    mkdirSync(join(folder.path, '.git'))
    writeFileSync(join(folder.path, '.git/config'), 'extraheader = AUTHORIZATION: basic dG9rZW4=')
    symlinkSync('../.git', join(folder.path, 'dist/vcs'))
    const result = await run({})
    expect(result.exitCode).toBe(1)
    expect(result.errors).toEqual([
      expect.stringContaining("'dist/vcs' leads to '.git', which belongs to a git repository")
    ])
  })

  test('refuses a base that is for another release than its tag says', async () => {
    const other = readFixture('base-servercore-ltsc2022').children[0]
    if (other === undefined) throw new Error('the base is no list')
    await pushImage(registry.store('windows/wrong'), 'windows/wrong', 'ltsc2025', other)
    const result = await run({ 'base-image': `${registry.host}/windows/wrong`, releases: 'ltsc2025' })
    expect(result.errors).toEqual([expect.stringMatching(/is for windows\/amd64 10\.0\.20348\.5499, not for ltsc2025/)])
  })
})
