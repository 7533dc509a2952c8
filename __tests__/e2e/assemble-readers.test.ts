import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAction } from '../support/action.js'
import { assembled, pushBases, readImage, runAssemble, writeFiles } from '../support/assembly.js'
import { runManifest } from '../support/fan-in.js'
import { type Folder, makeFolder } from '../support/folder.js'
import { configOf, pushFixture, readFixture } from '../support/images.js'
import { distributionTestRegistry, type TestRegistry } from '../support/registries.js'
import { describeWith, requireService } from '../support/services.js'

const run = promisify(execFile)

describeWith(['docker-registry', 'docker', 'skopeo'], 'the images of mode assemble as others read them', () => {
  const repository = 'org/tool'
  let registry: TestRegistry
  let folder: Folder
  let image: string

  beforeAll(async () => {
    folder = makeFolder('assemble-readers')
    registry = await distributionTestRegistry()
    image = `${registry.host}/${repository}`
    await pushBases(registry)
    writeFiles(join(folder.path, 'work'), { 'dist/app.exe': 'MZ' })
    const inputs = { image, files: 'dist => C:/app', entrypoint: '["C:/app/app.exe"]' }
    const result = await runAssemble(registry, inputs, { cwd: join(folder.path, 'work') })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
  })

  afterAll(async () => {
    await registry.close()
    folder.remove()
  })

  const skopeo = async (...args: string[]): Promise<string> => (await run(requireService('skopeo'), args)).stdout

  test('skopeo copies each of them whole, and finds its config', async () => {
    for (const release of assembled) {
      const tag = `v2.7.0-${release}`
      const copy = join(folder.path, tag)
      await skopeo('--insecure-policy', 'copy', '--src-tls-verify=false', `docker://${image}:${tag}`, `dir:${copy}`)
      const { manifest } = await readImage(registry, repository, tag)
      expect(readdirSync(copy).sort()).toEqual(
        [
          ...[manifest.config, ...manifest.layers].map(({ digest }) => digest.slice(7)),
          'manifest.json',
          'version'
        ].sort()
      )
      const args = ['--override-os', 'windows', 'inspect', '--config', '--tls-verify=false', `docker://${image}:${tag}`]
      expect(JSON.parse(await skopeo(...args))).toMatchObject({
        os: 'windows',
        config: { Entrypoint: ['C:/app/app.exe'] }
      })
    }
  })

  test('docker manifest inspect reads each of them, and the list that mode manifest makes', async () => {
    mkdirSync(join(folder.path, 'docker'))
    const env = { PATH: process.env.PATH, HOME: folder.path, DOCKER_CONFIG: join(folder.path, 'docker') }
    const inspect = async (tag: string): Promise<unknown> => {
      const args = ['manifest', 'inspect', '--insecure', '--verbose', `${image}:${tag}`]
      return JSON.parse((await run(requireService('docker'), args, { env })).stdout) as unknown
    }
    for (const release of assembled) {
      const { digest } = await readImage(registry, repository, `v2.7.0-${release}`)
      expect(await inspect(`v2.7.0-${release}`)).toMatchObject({ Descriptor: { digest } })
    }
    expect(await runManifest(registry, { image, tags: 'v2.7.0', releases: assembled.join() })).toMatchObject({
      exitCode: 0
    })
    expect(await inspect('v2.7.0')).toMatchObject([
      { Descriptor: { platform: { 'os.version': '10.0.26100.33296' } } },
      { Descriptor: { platform: { 'os.version': '10.0.20348.5499' } } },
      { Descriptor: { platform: { 'os.version': '10.0.17763.8027' } } }
    ])
  })

  test('mode rebase puts the next base under one of them, by what its labels say', async () => {
    await pushFixture(
      registry.store('windows/servercore'),
      'windows/servercore',
      'ltsc2022',
      'base-servercore-ltsc2022-next'
    )
    const before = await readImage(registry, repository, 'v2.7.0-ltsc2022')
    const result = await runAction({
      inputs: { mode: 'rebase', source: `${image}:v2.7.0-ltsc2022` },
      env: registry.env
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    const after = await readImage(registry, repository, 'v2.7.0-ltsc2022')
    const next = readFixture('base-servercore-ltsc2022-next').children[0]
    if (next === undefined) throw new Error('the base is no list')
    expect(after.config['os.version']).toBe('10.0.20348.5622')
    expect(after.config.rootfs.diff_ids).toEqual([
      ...configOf(next).rootfs.diff_ids,
      before.config.rootfs.diff_ids.at(-1)
    ])
  })
})
