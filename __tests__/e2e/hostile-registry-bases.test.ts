import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basedOn, onlyChild, pushBases, rebasingIn } from '../support/bases.js'
import { expectRefusal } from '../support/fan-in.js'
import {
  expectNoForgedCommand,
  expectNoForgedMarkup,
  expectShown,
  forgedTexts,
  runAgainst
} from '../support/hostile.js'
import { windowsReleases } from '../../src/windows/releases.js'
import { buildImage, buildIndex, type ImageOptions } from '../support/image-builder.js'
import { pushFixture, pushImage, readFixture } from '../support/images.js'
import type { FaultEffect, FaultMatch } from '../support/memory-registry.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { hosts, runOnWindows, type WindowsStep } from '../support/windows-cases.js'

const texts = forgedTexts.flatMap(([, group]) => group)
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

/** Releases of amd64, one for each text of a group. */
const releasesFor = (group: readonly string[]): readonly (readonly [text: string, name: string, build: number])[] => {
  const releases = windowsReleases.filter(({ architecture }) => architecture === 'amd64')
  if (releases.length < group.length) throw new Error('there are more texts than releases')
  return group.map((text, index) => [text, releases[index]?.name ?? '', releases[index]?.build ?? 0])
}

/** Builds of Windows Server of which each host takes its own. */
const servers = [26_100, 20_348, 17_763, 14_393]
const inFours = (all: readonly string[]): readonly { readonly group: readonly string[] }[] =>
  all.flatMap((_, index) => (index % servers.length === 0 ? [{ group: all.slice(index, index + servers.length) }] : []))

describe('a rebase', () => {
  test.each(forgedTexts)('shows the RUN steps of an image as text: %s', async (_, group) => {
    const place = rebasingIn(registry)
    const digest = await place.put('v1-ltsc2022', built({ layers: group.map(createdBy => ({ createdBy })) }))
    const inputs = { mode: 'rebase', source: `${place.image}:v1-ltsc2022`, 'base-image': servercore }
    const refused = await runAgainst({ inputs: { ...inputs, releases: 'ltsc2025' } })
    expectRefusal(refused, [`has ${group.length} RUN steps`])
    expectShown(refused.errors[0], group)
    expect([...(await registry.tags(place.repository))]).toEqual([['v1-ltsc2022', digest]])

    const warned = await runAgainst({ inputs })
    expect(warned).toMatchObject({ exitCode: 0, errors: [] })
    expect(warned.warnings).toEqual([expect.stringMatching(/has layers of RUN steps/) as string])
    expectShown(warned.warnings[0], group)
    expectShown(warned.summary, group)
  })

  test.each(forgedTexts)('shows the settings of a base as text: %s', async (_, group) => {
    const bases = rebasingIn(registry)
    const together = group.join('')
    const newer = buildImage({ ...windows, osVersion: '10.0.20348.9000', config: { Env: group, User: together } })
    await bases.put('new', newer)
    const place = rebasingIn(registry)
    const Labels = { ...Object.fromEntries(group.map(text => [text, text])), ...basedOn(together, together) }
    await place.put('v1-ltsc2022', built({ config: { Labels } }))
    const result = await runAgainst({
      inputs: {
        mode: 'rebase',
        source: `${place.image}:v1-ltsc2022`,
        'old-base': `${servercore}:10.0.20348.5499`,
        'new-base': `${bases.image}:new`
      }
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings).toEqual([expect.stringMatching(/^The settings of /) as string])
    for (const setting of ['Env', 'User'])
      expectShown(new RegExp(`${setting} was [^;]*`).exec(result.warnings[0] ?? '')?.[0], group)
    expectShown(result.summary, group)
  })
})

describe('a check', () => {
  test.each(forgedTexts)('shows the versions of bases as text: %s', async (_, group) => {
    const [bases, place] = [rebasingIn(registry), rebasingIn(registry)]
    for (const [text, name, build] of releasesFor(group))
      await bases.put(name, buildImage({ ...windows, osVersion: `10.0.${build}.${text}` }))
    const entries = releasesFor(group).map(([text, , build]) =>
      buildImage({
        ...windows,
        osVersion: `10.0.${build}.1`,
        labels: basedOn(`${registry.host}/${text}`, text)
      })
    )
    await place.put('v1', buildIndex({ entries }))
    const result = await runAgainst({
      inputs: { mode: 'check', source: `${place.image}:v1`, 'base-image': bases.image }
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expectShown(result.summary, group)
  })

  // Engines look at the third part alone, so that a host would take such an image.
  test.each(inFours(texts))('shows the versions of images that hosts would take as text: $group', async ({ group }) => {
    const place = rebasingIn(registry)
    const entries = group.map((text, index) => {
      const osVersion = `10.0.${servers[index] ?? 0}.${text}`
      return buildImage({ ...windows, osVersion, layers: [{ files: { osVersion } }] })
    })
    await place.put('v1', buildIndex({ entries }))
    const result = await runAgainst({
      inputs: { mode: 'check', source: `${place.image}:v1`, 'base-image': servercore }
    })
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.warnings.filter(warning => warning.includes('belongs to no known release'))).toHaveLength(
      group.length
    )
    expectShown(result.warnings.join(), group)
    expectShown(/Who pulls what[^]*/.exec(result.summary)?.[0], group)
  })
})

describe.runIf(process.platform === 'linux')('a build', () => {
  test.each(forgedTexts)('shows the version of its base as text: %s', async (_, group) => {
    for (const together of [group.join('\n'), group.join('')]) {
      await pushImage(registry.store('x'), 'windows/odd', 'ltsc2022', built({ osVersion: together, layers: [] }))
      const result = await runOnWindows(
        hosts.server2022,
        { image: `${registry.host}/org/app`, tags: 'v1', push: 'false' },
        { files: { Dockerfile: `ARG BASE\nFROM ${registry.host}/windows/odd:$BASE\n` } }
      )
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expectShown(result.summary, group)
      expectNoForgedCommand(result)
      expectNoForgedMarkup(result)
    }
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
    ['is no list', answer({ tags: { '::error::forged': 1 } }), 'did not return a list of tags'],
    ['is no JSON', { type: 'status', status: 200, html: '::error::forged' }, 'did not return JSON'],
    ['has more tags than any', answer({ tags: Array(1_000_000).fill('a') }), 'more than 100000 tags'],
    ['leads in a circle', { type: 'redirect', to: '/v2/windows/next/tags/list' }, 'more than 5 redirects'],
    ['leads to a file', { type: 'redirect', to: 'file:///etc/passwd' }, 'which is not safe'],
    [
      'goes on elsewhere',
      answer({ tags: [] }, { link: '<http://x.example/>; rel="next"' }),
      'on another host, x.example'
    ],
    [
      'goes on nowhere',
      answer({ tags: [] }, { link: '<http://[::error::forged>; rel="next"' }),
      'next page is invalid'
    ],
    ['goes on and on', answer({ tags: ['a'] }, { link: '</v2/windows/next/tags/list>; rel="next"' }), '100 pages']
  ])('does without where their list %s', async (_, effect, why) => {
    const result = await build(effect)
    expect(result.stdout).toMatch(new RegExp(`^Listing the tags of \\S+/windows/next failed: .*${why}`, 'm'))
    expect(result.notices).toEqual([
      expect.stringContaining("has no tag of the host's patch level or an older one") as string
    ])
  })

  test('takes none that is no tag', async () => {
    const tags = [...texts, '10.0.20348.5000/../../../org/evil/manifests/x', '10.0.20348.5000\n', 7, null, ['a']]
    const result = await build(answer({ tags }))
    expect(result.notices).toEqual([
      expect.stringContaining("has no tag of the host's patch level or an older one") as string
    ])
    expect(result.stdout).not.toContain('forged')
    expect(registry.memory?.requests.some(({ path }) => path.includes('evil'))).toBe(false)
  })
})
