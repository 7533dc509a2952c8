import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectRefusal } from '../support/fan-in.js'
import { memoryOf, placeIn, versionImage, type Place } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { runAction, type ActionResult } from '../support/action.js'

let registry: TestRegistry
let place: Place

beforeAll(async () => {
  registry = await memoryTestRegistry()
  place = await placeIn(registry, { 'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1') })
})

afterAll(() => registry.close())

/** Runs the fan-in with variables besides those of its inputs, as the runner hands over what it does not know. */
const runWith = (
  env: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = {}
): Promise<ActionResult> =>
  runAction({
    inputs: { mode: 'manifest', image: place.image, tags: 'v2.7.0', releases: 'ltsc2022', ...inputs },
    env: { ...registry.env, ...env }
  })

describe('an input that does not exist', () => {
  test.each([
    ['INPUT_PUHS', 'false', "Did you mean 'push'?"],
    ['INPUT_RELEASE', 'ltsc2019', "Did you mean 'releases'?"],
    ['INPUT_TAG', 'v2.7.0', "Did you mean 'tags'?"],
    ['INPUT_PLATFORMS', 'windows/amd64', "in 'releases'"]
  ])('fails the step before a registry is asked: %s', async (variable, value, hint) => {
    expectRefusal(await runWith({ [variable]: value }), [
      `Unknown input '${variable.slice(6).toLowerCase()}'`,
      hint,
      `rename the variable ${variable} of the job`
    ])
    expect(memoryOf(registry).requests).toEqual([])
  })

  test('that means nothing here gives a warning, and an empty one nothing', async () => {
    const result = await runWith({ INPUT_COLOUR: 'red', INPUT_PUHS: '' }, { push: 'false' })
    expect(result).toMatchObject({
      exitCode: 0,
      warnings: [expect.stringMatching(/Unknown input 'colour'.*INPUT_COLOUR/)]
    })
  })
})

describe('a release that does not exist', () => {
  test.each([
    ['windows-2022', 'ltsc2022'],
    ['2022', 'ltsc2022'],
    ['ltsc22', 'ltsc2022'],
    ['linux/amd64', 'linux-amd64'],
    ['ltcs2019', 'ltsc2019']
  ])('fails with what may be meant: %s', async (release, meant) => {
    expectRefusal(await runWith({}, { releases: release }), [
      `Input 'releases': unknown release '${release}'. Did you mean '${meant}'? Use one of: `
    ])
  })
})
