import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basedOn, onlyChild, pushBases, rebasingIn } from '../support/bases.js'
import { expectRefusal } from '../support/fan-in.js'
import {
  expectNoForgedCommand,
  expectNoForgedMarkup,
  forgedCommands,
  forgedMarkup,
  runAgainst
} from '../support/hostile.js'
import { buildImage, buildIndex, type ImageOptions } from '../support/image-builder.js'
import { pushFixture, pushImage, readFixture } from '../support/images.js'
import type { FaultEffect, FaultMatch } from '../support/memory-registry.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { hosts, runOnWindows, type WindowsStep } from '../support/windows-cases.js'

const texts = [...forgedCommands, ...forgedMarkup]
const old = onlyChild(readFixture('base-servercore-ltsc2022'))
const windows = { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.5499' }

let registry: TestRegistry
let servercore: string
beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
  servercore = `${registry.host}/windows/servercore`
  await pushFixture(registry.store('windows/next'), 'windows/next', 'ltsc2022', 'base-servercore-ltsc2022-next')
})
afterAll(() => registry.close())

const built = (more: Partial<ImageOptions>): ReturnType<typeof buildImage> =>
  buildImage({ ...windows, base: old, ...more })

describe('a rebase', () => {
  test.each(texts)('shows the RUN steps of an image as text: %j', async text => {
    const place = rebasingIn(registry)
    const digest = await place.put('v1-ltsc2022', built({ layers: [{ createdBy: text }] }))
    const inputs = { mode: 'rebase', source: `${place.image}:v1-ltsc2022`, 'base-image': servercore }
    const refused = await runAgainst({ inputs: { ...inputs, releases: 'ltsc2025' } })
    expectRefusal(refused, ['has a RUN step', 'forged'])
    expect([...(await registry.tags(place.repository))]).toEqual([['v1-ltsc2022', digest]])

    const warned = await runAgainst({ inputs })
    expect(warned).toMatchObject({ exitCode: 0, errors: [] })
    expect(warned.warnings).toEqual([expect.stringMatching(/has layers of RUN steps.*forged/s) as string])
    expect(warned.summary).toContain('forged')
  })

  test.each(texts)('shows the settings of a base as text: %j', async text => {
    const bases = rebasingIn(registry)
    const newer = buildImage({ ...windows, osVersion: '10.0.20348.9000', config: { Env: [text], User: text } })
    await bases.put('new', newer)
    const place = rebasingIn(registry)
    await place.put('v1-ltsc2022', built({ config: { Labels: { [text]: text, ...basedOn(text, text) } } }))
    const result = await runAgainst({
      inputs: {
        mode: 'rebase',
        source: `${place.image}:v1-ltsc2022`,
        'old-base': `${servercore}:10.0.20348.5499`,
        'new-base': `${bases.image}:new`
      }
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toEqual([expect.stringMatching(/has other settings.*forged/s) as string])
    expect(result.summary).toContain('forged')
  })
})

describe('a check', () => {
  test.each(texts)('shows the version of a base as text: %j', async text => {
    const bases = rebasingIn(registry)
    await bases.put('ltsc2022', buildImage({ ...windows, osVersion: `10.0.20348.${text}` }))
    const place = rebasingIn(registry)
    await place.put('v1', buildImage({ ...windows, labels: basedOn(`${registry.host}/${text}`, text) }))
    const result = await runAgainst({
      inputs: { mode: 'check', source: `${place.image}:v1`, 'base-image': bases.image }
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.summary).toContain('forged')
  })

  // Engines look at the third part alone, so that a host would take such an image.
  test.each(texts)('shows the version of an image that hosts would take as text: %j', async text => {
    const place = rebasingIn(registry)
    const entries = [`10.0.26100.${text}`, '10.0.20348.5499'].map(osVersion =>
      buildImage({ ...windows, osVersion, layers: [{ files: { osVersion } }] })
    )
    await place.put('v1', buildIndex({ entries }))
    const result = await runAgainst({
      inputs: { mode: 'check', source: `${place.image}:v1`, 'base-image': servercore }
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toContainEqual(expect.stringMatching(/of no release known here/) as string)
    expect(result.summary).toMatch(/Who pulls what[^]*forged/)
  })
})

describe.runIf(process.platform === 'linux')('a build', () => {
  test.each(texts)('shows the version of its base as text: %j', async text => {
    await pushImage(registry.store('x'), 'windows/odd', 'ltsc2022', built({ osVersion: text, layers: [] }))
    const result = await runOnWindows(
      hosts.server2022,
      { image: `${registry.host}/org/app`, tags: 'v1', push: 'false' },
      { files: { Dockerfile: `ARG BASE\nFROM ${registry.host}/windows/odd:$BASE\n` } }
    )
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.summary).toContain('forged')
    expectNoForgedCommand(result)
    expectNoForgedMarkup(result)
  })
})

describe.runIf(process.platform === 'linux')('a build that looks for the tags of its base', () => {
  const build = async (...faults: readonly (FaultMatch & FaultEffect)[]): Promise<WindowsStep> => {
    const registered = faults.map(fault => registry.memory?.fault({ kind: 'tags-list', times: Infinity, ...fault }))
    const result = await runOnWindows(
      hosts.server2022,
      { image: `${registry.host}/org/app`, tags: 'v1', retries: '2' },
      { files: { Dockerfile: `ARG BASE\nFROM ${registry.host}/windows/next:$BASE\n` } }
    )
    registry.memory?.clearFaults()
    for (const fault of registered) expect(fault?.happened).toBeGreaterThan(0)
    expectNoForgedCommand(result)
    expectNoForgedMarkup(result)
    return result
  }
  const answer = (body: unknown, headers: Record<string, string> = {}): FaultEffect => ({
    type: 'status',
    status: 200,
    html: JSON.stringify(body),
    headers
  })

  test.each<[string, FaultEffect, string]>([
    ['has no end', { type: 'endless-body' }, 'the response is larger than'],
    ['is a refusal without an end', { type: 'endless-body', status: 403 }, 'answered 403'],
    ['is a refusal with commands', { type: 'status', status: 403, code: 'DENIED', message: texts.join('\n') }, '403'],
    ['is no list', answer({ tags: { '::error::forged': 1 } }), 'without a list of tags'],
    ['is no JSON', { type: 'status', status: 200, html: '::error::forged' }, 'did not answer with JSON'],
    ['has more tags than any', answer({ tags: Array(1_000_000).fill('a') }), 'more than 100000 tags'],
    ['leads in a circle', { type: 'redirect', to: '/v2/windows/next/tags/list' }, 'more than 5 redirects'],
    ['leads to a file', { type: 'redirect', to: 'file:///etc/passwd' }, 'which is not safe'],
    [
      'goes on elsewhere',
      answer({ tags: [] }, { link: '<http://x.example/>; rel="next"' }),
      'on another host, x.example'
    ],
    ['goes on nowhere', answer({ tags: [] }, { link: '<http://[::error::forged>; rel="next"' }), 'at no address'],
    ['goes on and on', answer({ tags: ['a'] }, { link: '</v2/windows/next/tags/list>; rel="next"' }), '100 pages']
  ])('does without where their list %s', async (_, effect, why) => {
    const result = await build(effect)
    expect(result.stdout).toMatch(new RegExp(`^Listing the tags of \\S+/windows/next failed: .*${why}`, 'm'))
    expect(result.notices).toEqual([expect.stringContaining('There is no tag of this patch level') as string])
  })

  test('takes none that is no tag', async () => {
    const tags = [...texts, '10.0.20348.5000/../../../org/evil/manifests/x', '10.0.20348.5000\n', 7, null, ['a']]
    const result = await build(answer({ tags }))
    expect(result.notices).toEqual([expect.stringContaining('There is no tag of this patch level') as string])
    expect(result.stdout).not.toContain('forged')
    expect(registry.memory?.requests.some(({ path }) => path.includes('evil'))).toBe(false)
  })
})
