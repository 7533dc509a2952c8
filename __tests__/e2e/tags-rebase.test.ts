import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAction, type ActionResult } from '../support/action.js'
import { changeImage, onlyChild, pushBases, rebasingIn } from '../support/bases.js'
import { expectRefusal } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { configOf, readFixture, type Image } from '../support/images.js'
import { placeIn, versionImage, versionKey } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
})

afterAll(() => registry.close())

/** A list of one image that can be rebased, labelled with the version. */
const listOf = (version: string): Image => {
  const fixture = readFixture('app-buildkit-ltsc2022')
  const image = fixture.children.length === 0 ? fixture : onlyChild(fixture)
  const config = configOf(image)
  const labels = { ...config.config?.Labels, [versionKey]: version }
  return buildIndex({ entries: [changeImage(image, { ...config, config: { ...config.config, Labels: labels } })] })
}

const held = (version: string): Image => buildIndex({ entries: [versionImage(version, '10.0.20348.1')] })

describe('the tag that a rebase reads', () => {
  const rebase = (source: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionResult> => {
    const all = { mode: 'rebase', source, 'base-image': `${registry.host}/windows/servercore`, ...inputs }
    return runAction({ inputs: { ...all, ...registry.login }, env: registry.env })
  }

  test.each([':latest', ''])('may keep a pre-release in its own repository: written as app%s', async suffix => {
    const place = rebasingIn(registry)
    const before = await place.put('latest', listOf('v2.8.0-rc.1'))
    const result = await rebase(place.image + suffix, { tags: 'latest' })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    const tag = (await registry.tags(place.repository)).get('latest')
    expect(tag).toBe(result.outputs.digest)
    expect(tag).not.toBe(before)
  })

  test.each([
    ['latest', 'v2.8.0-rc.1', "the tag 'latest' is not for v2.8.0-rc.1, which is a pre-release"],
    ['2.6', 'v2.7.0', "the tag '2.6' does not match the version v2.7.0"]
  ])('is judged like any other in another repository: %s of %s', async (tag, version, refusal) => {
    const place = rebasingIn(registry)
    await place.put(tag, listOf(version))
    const production = await placeIn(registry, { [tag]: held('v2.6.0') })
    const before = await registry.tags(production.repository)
    for (const image of [production.image, `${place.image}\n${production.image}`])
      expectRefusal(await rebase(`${place.image}:${tag}`, { image }), ["Input 'tags'", refusal])
    expect(await registry.tags(production.repository)).toEqual(before)
    expect(await registry.writes(production.repository)).toEqual([])
  })

  test('is judged like any other where a digest says what is read', async () => {
    const place = rebasingIn(registry)
    const digest = await place.put('latest', listOf('v2.8.0-rc.1'))
    expectRefusal(await rebase(`${place.image}:latest@${digest}`), ["the tag 'latest' is not for v2.8.0-rc.1"])
  })
})
