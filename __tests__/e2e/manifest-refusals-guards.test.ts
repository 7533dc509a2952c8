import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { expectRefusal, ofCommit, pushLegs, runManifest, windowsImage } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { type Image, pushImage } from '../support/images.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

/** The image for Windows Server 2022 of a version. */
const imageOf = (version: string): Image =>
  windowsImage('10.0.20348.1', { labels: { ...ofCommit, 'org.opencontainers.image.version': version } })

describe('tags that users follow', () => {
  let registry: TestRegistry

  beforeAll(async () => {
    registry = await memoryTestRegistry()
  })

  afterAll(() => registry.close())

  /** Publishes 2.6.9 under tags that hold 2.7.0 and no other. */
  const goBack = async (repository: string): Promise<ActionResult> => {
    const store = registry.store(repository)
    await pushImage(store, repository, '2-ltsc2022', imageOf('v2.6.9'))
    for (const tag of ['2', 'latest']) {
      await pushImage(store, repository, tag, buildIndex({ entries: [imageOf('v2.7.0')] }))
    }
    return runManifest(registry, {
      image: `${registry.host}/${repository}`,
      tags: '2,latest',
      releases: 'ltsc2022'
    })
  }

  test('alone are refused when they would go back', async () => {
    const image = `${registry.host}/org/back`
    expectRefusal(await goBack('org/back'), [
      "Input 'tags'",
      `${image}: The tag '2' stays at v2.7.0: v2.6.9 is lower`,
      "'allow-downgrade: true'"
    ])
    const held = buildIndex({ entries: [imageOf('v2.7.0')] }).digest
    const tags = await registry.tags('org/back')
    expect([tags.get('2'), tags.get('latest')]).toEqual([held, held])
  })

  test('alone are refused before anything is written', async () => {
    expect(await goBack('org/early')).toMatchObject({ exitCode: 1 })
    expect(await registry.writes('org/early')).toEqual([])
  })

  test('cause no notice when they do not move', async () => {
    await pushLegs(registry, 'org/still', ['ltsc2022'])
    const inputs = { image: `${registry.host}/org/still`, tags: 'v2.7.0,latest', releases: 'ltsc2022' }
    await runManifest(registry, inputs)
    const second = await runManifest(registry, inputs)
    expect(second).toMatchObject({ exitCode: 0, outputs: { unchanged: 'true' }, notices: [] })
  })
})
