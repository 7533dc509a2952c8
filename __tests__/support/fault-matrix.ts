import { describe, type ExpectStatic, test, vi } from 'vitest'
import { RefusedError } from '../../src/common/refused-error.js'
import { RegistryError } from '../../src/registry/transport/errors.js'
import { ImageError } from '../../src/registry/image-error.js'
import { PublishError } from '../../src/registry/publish-error.js'
import { type Aim, type Effect, everyFault, type FaultCase, faultPairs, isOvercome } from './fault-cases.js'
import { claimsOf, digests, secretsOf, startWorld, tags, type World } from './fault-world.js'
import type { RegisteredFault } from './memory-registry.js'

/** No run may take longer, with all its tries. */
const longest = 15_000

/** Milliseconds that the client waits: long where it need not wait at all, on a busy machine too. */
const limitFor = ({ hangs }: Effect): number => (hangs === true ? 1000 : 6000)

const all = (state: string): Record<string, string> => Object.fromEntries(tags.map(tag => [tag, state]))

/** The first tag is written behind all of these. */
const comesBeforeTags = ({ name }: Aim): boolean => name !== 'a tag' && name !== 'a question for a manifest'

const expectClear = (expect: ExpectStatic, error: Error, world: World): void => {
  const classes = [RegistryError, PublishError, RefusedError, ImageError]
  expect(
    classes.some(one => error instanceof one),
    error.stack
  ).toBe(true)
  expect(error.message).toMatch(new RegExp(`(${world.target.host}|${world.source.host})/org/(app|base|other)`))
  for (const secret of secretsOf(world)) expect(error.message).not.toContain(secret)
  // What it says of the tags has to be so.
  expect(world.state()).toMatchObject(claimsOf(error.message))
}

const expectHungUp = async (expect: ExpectStatic, { target, source }: World): Promise<void> => {
  const endless = [...target.requests, ...source.requests].filter(({ fault }) => fault === 'endless-body')
  if (endless.length > 0) await expect.poll(() => endless.every(({ broken }) => broken), { timeout: 1000 }).toBe(true)
}

const judge = async (
  expect: ExpectStatic,
  world: World,
  { aim, effect, times }: FaultCase,
  fault: RegisteredFault
): Promise<void> => {
  const first = await world.run()
  expect(fault.happened).toBeGreaterThan(0)
  expect(first.ms).toBeLessThan(longest)
  if (effect.hangs !== true) expect(first.lines.join('\n')).not.toContain('timed out')
  for (const state of Object.values(world.state())) expect(state).toMatch(/^(old|new)$/)
  if (times === 1 && isOvercome(aim, effect)) expect(first.error).toBeUndefined()
  if (first.error === undefined) {
    expect(world.state()).toEqual(all('new'))
  } else {
    expectClear(expect, first.error, world)
    if (comesBeforeTags(aim)) expect(world.state()).toEqual(all('old'))
    world.target.clearFaults()
    world.source.clearFaults()
    const second = await world.run()
    expect(second.error).toBeUndefined()
    expect(world.state()).toEqual(all('new'))
  }
  await expectHungUp(expect, world)
}

/**
 * Runs a fan-in that also copies under every fault of some kinds of request: with `FAULTS=all` in the environment each of
 * them once and always, else one or the other. Each run ends in the whole list or in one clear error; each tag names the
 * whole list or what it named before; a failure before the first tag leaves all as they were; and without the fault a
 * second run completes.
 *
 * @param names of the kinds of request
 */
export const faultMatrix = (names: readonly string[]): void => {
  // Most of a case is waiting.
  vi.setConfig({ maxConcurrency: 12 })
  const cases = process.env.FAULTS === 'all' ? everyFault(digests) : faultPairs(digests)

  test('without a fault a fan-in that also copies works', async ({ expect }) => {
    const world = await startWorld(3000)
    expect(world.state()).toEqual(all('old'))
    expect((await world.run()).error).toBeUndefined()
    expect(world.state()).toEqual(all('new'))
    await world.close()
  })

  describe.concurrent.each(names)('a fault of %s', name => {
    const own = cases.filter(({ aim }) => aim.name === name)
    if (own.length === 0) throw new Error(`there is no request '${name}'`)
    for (const one of own) {
      const { aim, effect, times } = one
      test(`${effect.name}, ${times === 1 ? 'once' : 'always'}`, async ({ expect }) => {
        const world = await startWorld(limitFor(effect))
        try {
          await judge(expect, world, one, world[aim.registry].fault({ ...effect.effect, ...aim.match, times }))
        } finally {
          await world.close()
        }
      })
    }
  })
}
