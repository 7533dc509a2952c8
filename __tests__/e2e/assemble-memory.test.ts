import { randomFillSync } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProcess } from '../../bench/process.js'
import { bundle, makeStep, node } from '../../bench/step.js'
import { pushBases, writeFiles } from '../support/assembly.js'
import { makeFolder } from '../support/folder.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const folder = makeFolder('assemble-memory')
let registry: TestRegistry
beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
})
afterAll(async () => {
  await registry.close()
  folder.remove()
})

const mebibyte = 1024 * 1024

// Only Linux tells what a process has held at most.
test.runIf(process.platform === 'linux')('packs more than its memory may be', async () => {
  const size = 256 * mebibyte
  writeFiles(folder.path, { 'dist/large.bin': randomFillSync(Buffer.alloc(size)) })
  const step = makeStep(
    {
      mode: 'assemble',
      image: `${registry.host}/org/tool`,
      tags: 'v2.7.0',
      releases: 'ltsc2022',
      'base-image': `${registry.host}/windows/servercore`,
      files: 'dist => C:/app',
      push: 'false'
    },
    { GITHUB_WORKSPACE: folder.path }
  )
  try {
    const { usage } = await runProcess(node, [bundle], { env: step.env, cwd: join(folder.path), watch: true })
    expect(usage?.peakBytes).toBeGreaterThan(0)
    expect(usage?.peakBytes).toBeLessThan(200 * mebibyte)
  } finally {
    step.remove()
  }
})
