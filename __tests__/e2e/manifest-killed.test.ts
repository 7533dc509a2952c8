import pLimit from 'p-limit'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ActionResult } from '../support/action.js'
import { linuxImage, runManifest } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { describeKillPoint, type KillPoint, killPoints, runKilled, tellKillPoints } from '../support/killing.js'
import type { MemoryRegistry } from '../support/memory-registry.js'
import { memoryOf, missingFrom, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

const repository = 'org/app'
const tags = ['v2.7.0', '2.7', 'latest'] as const

const legs = {
  'v2.7.0-ltsc2019': versionImage('v2.7.0', '10.0.17763.1'),
  'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1'),
  'v2.7.0-ltsc2025': versionImage('v2.7.0', '10.0.26100.1')
}
const old = buildIndex({ entries: [versionImage('v2.7.0-rc.1'), versionImage('v2.7.0-rc.1', '10.0.20348.1')] })

/** Two registries as the run finds them: legs and a list of before in the one, and sources in both. */
type Scene = {
  registries: readonly [TestRegistry, TestRegistry]
  memories: readonly [MemoryRegistry, MemoryRegistry]
  inputs: Record<string, string>
  close: () => Promise<unknown>
}

const setUp = async (): Promise<Scene> => {
  // This registry takes a list whatever is missing: that the order is right must not be its merit.
  const own = await memoryTestRegistry({ validateManifests: false })
  const other = await memoryTestRegistry({ validateManifests: false })
  const { image } = await placeIn(own, { ...legs, '2.7': old, latest: old }, repository)
  const near = await placeIn(own, { one: versionImage('v2.7.0', '10.0.14393.1') }, 'org/tools')
  const far = await placeIn(other, { two: linuxImage }, 'upstream/app')
  return {
    registries: [own, other],
    memories: [memoryOf(own), memoryOf(other)],
    inputs: {
      image,
      tags: tags.join('\n'),
      releases: 'ltsc2019,ltsc2022,ltsc2025',
      sources: `${near.image}:one\n${far.image}:two`
    },
    close: () => Promise.all([own.close(), other.close()])
  }
}

const withScene = async <T>(body: (scene: Scene) => Promise<T>): Promise<T> => {
  const scene = await setUp()
  try {
    return await body(scene)
  } finally {
    await scene.close()
  }
}

const run = ({ registries, inputs }: Scene): Promise<ActionResult> => runManifest(registries, inputs)

/** What is wrong with the registries, whenever one looks; `digest` is that of the new list. */
const problemsOf = ({ memories: [own, other] }: Scene, digest: string): string[] => {
  const held = own.tags(repository)
  const isNew = (tag: string): boolean => held.get(tag) === digest
  const others = [...held].filter(([tag]) => !tags.some(one => one === tag))
  const expected = Object.entries(legs).map(([tag, leg]) => [tag, leg.digest])
  return [
    ...[...held.keys()].flatMap(tag => missingFrom(own, repository, tag)),
    ...tags
      .filter(tag => !isNew(tag) && held.get(tag) !== (tag === 'v2.7.0' ? undefined : old.digest))
      .map(tag => `${tag} names neither the old list nor the new one: ${held.get(tag) ?? 'nothing'}`),
    ...(isNew('latest') && !(isNew('v2.7.0') && isNew('2.7')) ? ['latest is ahead of the other tags'] : []),
    ...(JSON.stringify(others) === JSON.stringify(expected) ? [] : ['the legs are not what they were']),
    ...(own.tags('org/tools').size === 1 && other.tags('upstream/app').size === 1
      ? []
      : ['the sources have other tags']),
    ...(other.requests.every(({ method }) => method === 'GET' || method === 'HEAD')
      ? []
      : ['the source was written to'])
  ]
}

describe('a fan-in that is killed', () => {
  let points: readonly KillPoint[]
  let digest: string

  beforeAll(async () => {
    // Which requests there are, and what comes of them where nothing happens.
    await withScene(async scene => {
      const result = await run(scene)
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      digest = result.outputs.digest ?? ''
      for (const tag of tags) expect(scene.memories[0].tags(repository).get(tag)).toBe(digest)
      expect(problemsOf(scene, digest)).toEqual([])
      points = killPoints(scene.memories.map(({ requests }) => requests))
    })
  })

  /** Kills a run at that point and lets a plain one follow; says all that is wrong then. */
  const tryPoint = (point: KillPoint): Promise<string[]> =>
    withScene(async scene => {
      const { result, killed } = await runKilled(scene.memories, point, {
        inputs: { mode: 'manifest', ...scene.inputs }
      })
      const complete = tags.every(tag => scene.memories[0].tags(repository).get(tag) === digest)
      const problems = [
        ...(killed ? [] : [`it was not killed, but ended with ${result.exitCode}: ${result.errors.join()}`]),
        ...(Object.keys(result.outputs).length === 0 ? [] : ['it left outputs']),
        ...problemsOf(scene, digest)
      ]
      const second = await run(scene)
      const { outputs, exitCode, errors } = second
      const held = scene.memories[0].tags(repository)
      problems.push(
        ...(exitCode === 0 ? [] : [`the second run failed: ${errors.join()}`]),
        ...(outputs.digest === digest ? [] : [`the second run made another list: ${outputs.digest ?? 'none'}`]),
        ...(outputs.unchanged === String(complete)
          ? []
          : [`the second run says that unchanged is ${outputs.unchanged ?? ''}`]),
        ...tags.filter(tag => held.get(tag) !== digest).map(tag => `the second run left ${tag} behind`),
        ...problemsOf(scene, digest)
      )
      return problems.map(problem => `${describeKillPoint(point)}: ${problem}`)
    })

  test(
    'at any of its requests leaves every tag whole, and a second run completes it',
    { timeout: 120_000 },
    async () => {
      const limit = pLimit(4)
      const problems = await Promise.all(points.map(point => limit(() => tryPoint(point))))
      tellKillPoints(points)
      expect(points.length).toBeGreaterThan(50)
      expect(problems.flat()).toEqual([])
    }
  )
})
