import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushBases, runAssemble, writeFiles } from '../support/assembly.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { describeOnWindows, startWindowsHost, type WindowsHost } from '../support/wine.js'

type Metadata = { images: readonly { layer: { diffId: string; size: number } }[] }

describeOnWindows('mode assemble on Windows', () => {
  let registry: TestRegistry
  let host: WindowsHost
  let folder: Folder
  beforeAll(async () => {
    folder = makeFolder('assemble-windows')
    registry = await memoryTestRegistry()
    await pushBases(registry)
    host = await startWindowsHost({ build: 20348, ubr: 5499, dockerRules: [] })
    writeFiles(join(folder.path, 'work'), {
      'dist/app.exe': Buffer.alloc(700_000, 'MZ'),
      'dist/b/one.txt': 'one',
      'dist/b c/two.txt': 'two',
      'dist/B.txt': 'three',
      'dist/Größe 你好/four.txt': 'four',
      [`dist/${'long/'.repeat(12)}${'name'.repeat(20)}.txt`]: 'five',
      'dist/empty.txt': ''
    })
  })
  afterAll(async () => {
    await host.close()
    await registry.close()
    folder.remove()
  })

  test('makes the same layer of the same tree as on Linux, whichever separator the paths have', async () => {
    const cwd = join(folder.path, 'work')
    const inputs = { image: `${registry.host}/org/tool`, releases: 'ltsc2022', push: 'false' }
    const [linux, windows] = [
      await runAssemble(registry, { ...inputs, files: 'dist => C:/app' }, { cwd }),
      await host.runAction({
        cwd,
        inputs: {
          mode: 'assemble',
          tags: 'v2.7.0',
          'base-image': `${registry.host}/windows/servercore`,
          ...inputs,
          files: '.\\dist => C:\\app\\'
        }
      })
    ]
    expect(linux).toMatchObject({ exitCode: 0, errors: [] })
    expect(windows).toMatchObject({ exitCode: 0, errors: [] })
    const [there, here] = [linux, windows].map(
      ({ outputs }) => (JSON.parse(outputs.metadata ?? '') as Metadata).images[0]?.layer
    )
    expect(here?.diffId).toMatch(/^sha256:/)
    expect(here?.diffId).toBe(there?.diffId)
  })
})
