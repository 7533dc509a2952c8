import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { runAction } from '../support/action.js'
import { pushBases, runAssemble, toolInputs, makeToolFolder } from '../support/assembly.js'
import { rebasingIn, pushBases as pushRebaseBases } from '../support/bases.js'
import { expectRefusal, runManifest } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { memoryOf, placeIn, versionImage, type Place } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { readText } from '../support/repository.js'
import { ofTag } from '../support/runner-environment.js'
import { hosts, runOnWindows } from '../support/windows-cases.js'

const patterns = '{{raw}}\n{{major}}.{{minor}}\nlatest'
const pullRequest = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/5/merge', GITHUB_REF_NAME: '5/merge' }

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
})

afterAll(() => registry.close())

/** A repository in which users follow v2.7.0. */
const published = (legs: Readonly<Record<string, ReturnType<typeof versionImage>>> = {}): Promise<Place> =>
  placeIn(registry, {
    latest: buildIndex({ entries: [versionImage('v2.7.0')] }),
    '2.7': buildIndex({ entries: [versionImage('v2.7.0')] }),
    edge: buildIndex({ entries: [versionImage('v2.7.0')] }),
    'latest-nanoserver': buildIndex({ entries: [versionImage('v2.7.0')] }),
    ...legs
  })

describe('a run of a branch whose first tag needs a version', () => {
  const refusal = [
    "Input 'tags'",
    "the first tag '{{raw}}'",
    "started by branch 'main' and not by a version tag",
    "'sha-{{sha}}'"
  ]

  test.each(['manifest', 'build', 'assemble', 'check'])('fails in mode %s, before anything else', async mode => {
    const place = await published()
    const files = mode === 'assemble' ? { files: 'dist => C:/app', 'base-image': `${registry.host}/a` } : {}
    const releases = mode === 'check' ? {} : { releases: 'ltsc2025' }
    const before = memoryOf(registry).requests.length
    const inputs = { mode, image: place.image, tags: patterns, ...releases, ...files }
    expectRefusal(await runAction({ inputs, env: registry.env }), refusal)
    expect(memoryOf(registry).requests.length).toBe(before)
  })

  test('fails in mode rebase once the source is read, which has no version label', async () => {
    const place = rebasingIn(registry)
    await place.put('nightly', buildIndex({ entries: [versionImage(undefined)] }))
    expectRefusal(await place.rebase('nightly', { tags: patterns }), [
      "the first tag '{{raw}}'",
      `${place.image}:nightly has no version label`,
      "Set 'version'"
    ])
  })

  test('names the images of a dry run by the commit, with a notice', async () => {
    for (const env of [
      pullRequest,
      { GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF: 'refs/heads/gh-readonly-queue/x' }
    ]) {
      const image = `${registry.host}/dry/app`
      const step = await runOnWindows(hosts.server2022, { image, tags: patterns }, { env: { ...registry.env, ...env } })
      expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { reference: `${image}:sha-0123456-ltsc2022` } })
      expect(step.notices.join('\n')).toMatch(/dry run are named sha-0123456.*'\{\{raw\}\}' cannot be filled/)
      expect(step.commands.filter(([command]) => command === 'push')).toEqual([])
    }
    const folder = makeToolFolder()
    try {
      const inputs = { image: `${registry.host}/dry/app`, ...toolInputs, tags: patterns, push: 'false' }
      const result = await runAssemble(registry, inputs, { cwd: folder.path })
      expect(result).toMatchObject({ exitCode: 0, errors: [] })
      expect(result.outputs.reference).toMatch(/:sha-0123456-ltsc2019$/)
    } finally {
      folder.remove()
    }
  })

  test('is the pull request of the reusable workflow, which builds and skips what needs a registry', async () => {
    const { on, jobs } = parse(await readText('.github/workflows/publish.yml')) as {
      on: { workflow_call: { inputs: { tags: { default: string } } } }
      jobs: Record<string, { if?: string }>
    }
    const { default: tags } = on.workflow_call.inputs.tags
    const image = `${registry.host}/reusable/app`
    const step = await runOnWindows(
      hosts.server2025,
      { image, tags, releases: 'ltsc2025', isolation: 'auto' },
      { env: { ...registry.env, ...pullRequest } }
    )
    expect(step).toMatchObject({ exitCode: 0, outputs: { reference: `${image}:sha-0123456-ltsc2025`, digest: '' } })
    for (const job of ['rebase', 'manifest'])
      for (const event of ['pull_request', 'merge_group']) expect(jobs[job]?.if).toContain(`'${event}'`)
  })
})

describe('tags that hold a known version', () => {
  test('do not move to an image of unknown version where they are latest, N, N.M or a variant', async () => {
    const place = await published({ 'sha-0123456-ltsc2025': versionImage(undefined) })
    const before = await registry.tags(place.repository)
    const inputs = { releases: 'ltsc2025', tags: 'sha-{{sha}}\nlatest\n2.7\nlatest-nanoserver\nedge' }
    const result = await place.run(inputs)
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.outputs.references).toBe(`${place.image}:sha-0123456\n${place.image}:edge`)
    expect(result.warnings).toHaveLength(3)
    const after = await registry.tags(place.repository)
    for (const tag of ['latest', '2.7', 'latest-nanoserver']) {
      expect(after.get(tag)).toBe(before.get(tag))
      expect(result.warnings.join('\n')).toContain(
        `'${tag}' stays at v2.7.0: the version of the new image is not known. 'allow-downgrade: true'`
      )
    }
    expect(result.notices).toEqual([expect.stringContaining("'edge' moves, although")])
    const forced = await place.run({ ...inputs, 'allow-downgrade': 'true' })
    expect(forced).toMatchObject({ exitCode: 0, warnings: [] })
    expect((await registry.tags(place.repository)).get('latest')).toBe(forced.outputs.digest)
  })

  test('stop a build of unknown version whose legs would be named after them', async () => {
    const place = await published()
    const step = await runOnWindows(hosts.server2022, { image: place.image, tags: 'latest' }, { env: registry.env })
    expectRefusal(step, ["'latest' stays at v2.7.0: the version of the new image is not known", 'It is the first tag'])
    expect(step.commands.filter(([command]) => command === 'build')).toEqual([])
  })
})

describe('placeholders of a run', () => {
  test('make edge and nightly builds', async () => {
    const place = await placeIn(registry, { 'nightly-ltsc2025': versionImage(undefined) })
    const env = { GITHUB_REF: 'refs/heads/feature/login', GITHUB_REF_NAME: 'feature/login', GITHUB_HEAD_REF: 'evil' }
    const tags = 'nightly\nnightly-{{date}}\nsha-{{sha}}\n{{branch}}'
    const [day] = new Date().toISOString().replaceAll('-', '').split('T')
    const result = await runManifest(registry, { image: place.image, releases: 'ltsc2025', tags }, env)
    expect(result).toMatchObject({ exitCode: 0, errors: [], warnings: [] })
    expect(result.outputs.references?.split('\n').map(name => name.slice(place.image.length + 1))).toEqual([
      'nightly',
      `nightly-${day ?? ''}`,
      'sha-0123456',
      'feature-login'
    ])
  })

  test('of the patch, from a version tag', async () => {
    const place = await placeIn(registry, { 'v2.7.3-ltsc2025': versionImage('v2.7.3') })
    const tags = '{{raw}}\nrelease-{{major}}-{{minor}}-{{patch}}'
    const inputs = { image: place.image, releases: 'ltsc2025', tags }
    const result = await runManifest(registry, inputs, ofTag('v2.7.3'))
    expect(result.outputs.references).toBe(`${place.image}:v2.7.3\n${place.image}:release-2-7-3`)
  })

  test('that would make a branch look like a version, or differ between jobs, are refused', async () => {
    const inputs = { image: `${registry.host}/org/none`, releases: 'ltsc2025' }
    for (const branch of ['latest', '2', 'v2.7', '2.7.0']) {
      const env = { GITHUB_REF: `refs/heads/${branch}`, GITHUB_REF_NAME: branch }
      const result = await runManifest(registry, { ...inputs, tags: 'edge\n{{branch}}' }, env)
      expectRefusal(result, [`the branch makes '${branch}'`, 'would take for a version'])
    }
    expectRefusal(await runManifest(registry, { ...inputs, tags: 'nightly-{{date}}' }), ['{{date}}', 'two days'])
  })
})

describe('mode rebase', () => {
  test('takes the version of the source, or the input, and not that of the git tag', async () => {
    await pushRebaseBases(registry)
    const place = rebasingIn(registry)
    await place.put('edge', 'app-classic-ltsc2022')
    const inputs = { 'base-image': `${registry.host}/windows/servercore`, tags: '{{raw}}, latest' }
    expectRefusal(await place.rebase('edge', inputs, ofTag('v9.0.0')), ['has no version label'])
    const result = await place.rebase('edge', { ...inputs, version: 'v2.7.0' }, ofTag('v9.0.0'))
    expect(result).toMatchObject({ exitCode: 0, errors: [] })
    expect(result.outputs.reference).toBe(`${place.image}:v2.7.0-ltsc2022`)
  })
})
