import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAction, type ActionResult } from '../support/action.js'
import { makeToolFolder, pushBases, runAssemble, toolInputs } from '../support/assembly.js'
import { rebasingIn } from '../support/bases.js'
import { linuxImage } from '../support/fan-in.js'
import { buildIndex } from '../support/image-builder.js'
import { readFixture } from '../support/images.js'
import { memoryOf, placeIn, versionImage } from '../support/published.js'
import { memoryTestRegistry, type TestRegistry } from '../support/registries.js'
import { hosts, runOnWindows } from '../support/windows-cases.js'

let registry: TestRegistry

beforeAll(async () => {
  registry = await memoryTestRegistry()
  await pushBases(registry)
})

afterAll(() => registry.close())

/** Checks the summary of a failed step: its lines in order, and at its end the error. */
const expectSummary = ({ exitCode, errors, summary }: ActionResult, ...texts: readonly (string | RegExp)[]): void => {
  expect(exitCode).toBe(1)
  let rest = summary
  for (const text of texts) {
    expect(rest).toMatch(text)
    rest = rest.slice(rest.search(text instanceof RegExp ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  }
  for (const line of errors[0]?.split('\n') ?? ['an error']) expect(rest).toContain(line)
}

describe('the summary of a failed step says what was not published, what is unchanged, and the state of every image:', () => {
  test('of a fan-in whose tags are written in part', async () => {
    const place = await placeIn(registry, { 'v2.7.0-ltsc2025': versionImage('v2.7.0') })
    const memory = memoryOf(registry)
    memory.fault({
      type: 'status',
      status: 403,
      code: 'DENIED',
      kind: 'manifest-put',
      reference: '2.7',
      times: Infinity
    })
    const result = await place.run({ releases: 'ltsc2025', tags: 'v2.7.0\n2.7\nlatest' })
    memory.clearFaults()
    expectSummary(
      result,
      `### Not published: \`${place.image}:2.7\`, \`${place.image}:latest\`\n`,
      `Published before the failure: \`${place.image}:v2.7.0\`.`,
      `Unchanged: \`${place.image}:2.7\`, \`${place.image}:latest\`.`,
      `| \`${place.image}:v2.7.0-ltsc2025\` | found |`
    )
  })

  test('of a fan-in that cannot read a leg', async () => {
    const place = await placeIn(registry, {
      'v2.7.0-ltsc2025': versionImage('v2.7.0'),
      'v2.7.0-ltsc2022': versionImage('v2.7.0', '10.0.20348.1')
    })
    const memory = memoryOf(registry)
    const reference = 'v2.7.0-ltsc2022'
    memory.fault({ type: 'status', status: 403, code: 'DENIED', kind: 'manifest-get', reference, times: Infinity })
    for (const releases of ['ltsc2025, ltsc2022', 'found']) {
      const result = await place.run({ releases, tags: 'v2.7.0\nlatest' })
      expectSummary(
        result,
        `### Not published: \`${place.image}:v2.7.0\`, \`${place.image}:latest\`\n`,
        'No tag was changed.',
        `| \`${place.image}:v2.7.0-ltsc2025\` | found |`,
        `| \`${place.image}:v2.7.0-ltsc2022\` | failed |`
      )
      expect(result.summary).not.toContain('ltsc2019')
    }
    memory.clearFaults()
  })

  test('of a build', async () => {
    const image = `${registry.host}/org/app`
    const step = await runOnWindows(
      hosts.server2022,
      { image, tags: 'v2.7.0', releases: 'ltsc2022, ltsc2019' },
      { env: registry.env, rules: [{ args: ['build'], exitCode: 1, stderr: 'COPY failed\n' }] }
    )
    expectSummary(
      step,
      `### Not published: \`${image}:v2.7.0-ltsc2022\`, \`${image}:v2.7.0-ltsc2019\``,
      'No tag was changed.',
      `| \`${image}:v2.7.0-ltsc2022\` | failed |`,
      `| \`${image}:v2.7.0-ltsc2019\` | not built |`
    )
  })

  test('of an assembly', async () => {
    const folder = makeToolFolder()
    try {
      const image = `${registry.host}/org/assembled`
      const inputs = { image, ...toolInputs, releases: 'ltsc2022, ltsc2016' }
      expectSummary(
        await runAssemble(registry, inputs, { cwd: folder.path }),
        `### Not published: \`${image}:v2.7.0-ltsc2022\`, \`${image}:v2.7.0-ltsc2016\``,
        'No tag was changed.',
        `| \`${image}:v2.7.0-ltsc2022\` | base found |`,
        `| \`${image}:v2.7.0-ltsc2016\` | refused |`
      )
    } finally {
      folder.remove()
    }
  })

  test('of a rebase', async () => {
    const place = rebasingIn(registry)
    await place.put('v2.7.0', linuxImage)
    expectSummary(
      await place.rebase('v2.7.0'),
      '### Not published',
      'No tag was changed.',
      `| \`${place.image}:v2.7.0\` | found |`
    )
  })

  test('of a rebase whose new base is missing', async () => {
    const place = rebasingIn(registry)
    await place.put('v2.7.0', buildIndex({ entries: [readFixture('app-buildkit-ltsc2022')] }))
    const result = await place.rebase('v2.7.0', { 'new-base': `${registry.host}/windows/gone:ltsc2022` })
    expectSummary(
      result,
      `### Not published: \`${place.image}:v2.7.0\`, \`${place.image}:v2.7.0-ltsc2022\`\n`,
      'No tag was changed.',
      `| \`${place.image}:v2.7.0\` | found |`
    )
  })

  test('of a check', async () => {
    const source = `${registry.host}/org/app:gone`
    const result = await runAction({ inputs: { mode: 'check', source }, env: registry.env })
    expectSummary(result, `### Not checked: \`${source}\``, `| \`${source}\` | refused |`)
    expect(result.summary).not.toContain('No tag')
  })

  test('of a plan, and of inputs that cannot be used', async () => {
    expectSummary(await runAction({ inputs: { mode: 'plan', releases: 'ltsc1999' } }), '### Not planned')
    expectSummary(await runAction({ inputs: { mode: 'built' } }), '### Not published', 'No tag was changed.')
  })
})

describe('show-summary: false', () => {
  test('leaves no summary, of success or of failure', async () => {
    const inputs = { mode: 'plan', 'show-summary': 'false' }
    expect(await runAction({ inputs: { ...inputs, releases: 'ltsc2022' } })).toMatchObject({ exitCode: 0, summary: '' })
    expect(await runAction({ inputs: { ...inputs, releases: 'ltsc1999' } })).toMatchObject({ exitCode: 1, summary: '' })
  })
})
